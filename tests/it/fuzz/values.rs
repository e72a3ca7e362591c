//! Words and values of questions: sound ones, ones at the edge, and anything at all.

use proptest::{prelude::*, sample::select};

/// Words that some route knows.
pub const WORDS: [&str; 37] = [
    "disease",
    "from",
    "to",
    "date",
    "sex",
    "age_min",
    "age_max",
    "status",
    "outcome",
    "district",
    "puskesmas",
    "as_of",
    "by",
    "split",
    "level",
    "indicator",
    "method",
    "classes",
    "breaks",
    "counts",
    "type",
    "source",
    "radius",
    "scale",
    "bbox",
    "limit",
    "cursor",
    "sort",
    "lang",
    "lon",
    "lat",
    "radius_m",
    "n",
    "q",
    "width",
    "height",
    "layers",
];

/// Values that some word takes, and values at the edges of numbers, days and texts.
const VALUES: [&str; 106] = [
    "dbd",
    "leptospirosis",
    "DBD",
    "2022-01-01",
    "2022-03-05",
    "2022-12-31",
    "0001-01-01",
    "9999-12-31",
    "0000-01-01",
    "2022-02-29",
    "2024-02-29",
    "-262143-01-01",
    "+262142-12-31",
    "2022-1-1",
    "onset",
    "-onset",
    "reported",
    "L",
    "P",
    "suspek",
    "probabel",
    "konfirmasi",
    "dibatalkan",
    "unknown",
    "dirawat",
    "sembuh",
    "meninggal",
    "died",
    "33",
    "33.74",
    "33.74.01",
    "33.74.01.1001",
    "3374011001",
    "99.99.99.9999",
    "P01",
    "RS1",
    "kabkota",
    "kecamatan",
    "kelurahan",
    "puskesmas",
    "disease",
    "sex",
    "age",
    "day",
    "epiweek",
    "month",
    "year",
    "ir",
    "cases",
    "deaths",
    "cfr",
    "jenks",
    "quantile",
    "equal",
    "pretty",
    "stddev",
    "manual",
    "rs",
    "klinik",
    "official",
    "nearest",
    "id",
    "en",
    "districts",
    "facilities",
    "coverage",
    "cases,facilities",
    "districts,districts",
    "barat",
    "0",
    "1",
    "2",
    "3",
    "5",
    "7",
    "8",
    "-1",
    "-0",
    "255",
    "256",
    "500",
    "1000",
    "1001",
    "20000",
    "20001",
    "100000",
    "4096",
    "65536",
    "4294967295",
    "4294967296",
    "18446744073709551616",
    "1.5",
    "1e308",
    "-1e308",
    "1e-320",
    "NaN",
    "inf",
    "-inf",
    "0x10",
    "１２",
    "1,2,3,4",
    "4,3,2,1",
    "1,1,1",
    ",",
    "a,,b",
    " ",
];

/// Boxes and places.
const PLACES: [&str; 18] = [
    "110.2,-7.0,110.4,-6.9",
    "110.25",
    "-6.95",
    "110.4,-6.9,110.2,-7.0",
    "180,90,-180,-90",
    "-180,-90,180,90",
    "0,0,0,0",
    "110.2,-7.0,110.2000000001,-6.9",
    "NaN,NaN,NaN,NaN",
    "1e308,-1e308,1e308,1e308",
    "inf,0,0,inf",
    "179.9,-7,-179.9,-6",
    "110.2;-7.0;110.4;-6.9",
    "110.2,-7.0,110.4",
    "-90",
    "90",
    "180",
    "85.06",
];

/// A value of a word.
pub fn value() -> impl Strategy<Value = String> {
    let listed = prop::collection::vec(select(&VALUES[..]), 2..5).prop_map(|values| values.join(","));
    let repeated = (select(&["dbd", "33.74.01", "P01", "1", ","][..]), 90usize..130)
        .prop_map(|(value, times)| vec![value; times].join(","));
    let spoiled =
        (select(&VALUES[..]), any::<char>(), any::<prop::sample::Index>()).prop_map(|(value, c, at)| {
            let mut chars: Vec<char> = value.chars().collect();
            chars.insert(at.index(chars.len() + 1), c);
            chars.into_iter().collect()
        });
    prop_oneof![
        8 => select(&VALUES[..]).prop_map(str::to_owned),
        3 => select(&PLACES[..]).prop_map(str::to_owned),
        2 => listed,
        1 => repeated,
        2 => spoiled,
        2 => any::<String>(),
        1 => any::<f64>().prop_map(|n| n.to_string()),
        1 => any::<i64>().prop_map(|n| n.to_string()),
    ]
}

/// A query of known words, with an unknown one now and then.
pub fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    let word = prop_oneof![12 => select(&WORDS[..]).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec((word, value()), 0..7)
}

/// A query as a browser writes it.
pub fn encoded(pairs: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Any bytes as the part of an address: what may stand there stands there, percent signs too, the rest in percent signs.
pub fn raw(bytes: &[u8]) -> String {
    let may_stand = |b: u8| b.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%".contains(&b);
    let text = |b: &u8| if may_stand(*b) { char::from(*b).to_string() } else { format!("%{b:02X}") };
    bytes.iter().map(text).collect()
}

/// Bytes, those that mean something in an address more often.
pub fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![any::<u8>(), select(&b"%%&=+,;/?#.0\0\"'<"[..])];
    prop::collection::vec(byte, 0..most)
}
