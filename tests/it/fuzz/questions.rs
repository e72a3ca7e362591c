//! Questions: the words after the question mark.

use proptest::{prelude::*, sample::select};
use sigis::{
    domain::{CaseFilter, Role},
    web::router::routes,
};

use super::{Front, each, named, values};

/// Addresses that read words, each with the words that it cannot do without.
const ASKED: [&str; 27] = [
    "/api/summary?",
    "/api/series?by=day&",
    "/api/series?by=epiweek&split=sex&",
    "/api/series?by=year&split=disease&",
    "/api/table?by=kecamatan&",
    "/api/table?by=age&",
    "/api/table.csv?by=kelurahan&",
    "/api/table.xlsx?by=puskesmas&",
    "/api/legend?by=kecamatan&",
    "/api/legend/facilities?",
    "/api/cases?",
    "/api/cases.csv?",
    "/api/cases.xlsx?",
    "/api/around?lon=110.25&lat=-6.95&radius_m=500&",
    "/api/coverage?type=puskesmas&radius=1000&",
    "/api/facilities/nearest?lon=110.25&lat=-6.95&",
    "/api/search?q=barat&",
    "/api/release/table?disease=dbd&city=33.74&year=2022&by=kecamatan&",
    "/api/audit?",
    "/map.png?width=300&height=200&",
    "/tiles/cases.json?",
    "/tiles/cases/11/1651/1063.mvt?",
    "/tiles/districts/9/412/265.png?",
    "/tiles/coverage/11/1651/1063.mvt?",
    "/tiles/facilities/11/1651/1063.png?",
    "/api/layers/districts.geojson?",
    "/api/layers/coverage.geojson?",
];

#[test]
fn any_words_get_an_answer_or_a_reason() {
    let front = Front::open();
    let cases = (select(&ASKED[..]), values::pairs(), 0..Role::ALL.len());
    each(file!(), 150, cases, |(path, pairs, asker)| {
        front.get(&format!("{path}{}", values::encoded(&pairs)), front.askers[asker].as_deref());
    });
}

#[test]
fn any_bytes_after_the_question_mark_get_an_answer_or_a_reason() {
    let front = Front::open();
    let paths: Vec<&str> = routes().into_iter().filter(|r| r.method == "GET").map(|r| r.path).collect();
    let cases = (select(paths), values::bytes(60), 0..Role::ALL.len());
    each(file!(), 100, cases, |(path, bytes, asker)| {
        let path = path.replace(['{', '}'], "");
        front.get(&format!("{path}?{}", values::raw(&bytes)), front.askers[asker].as_deref());
    });
}

#[test]
fn an_unknown_word_is_named_and_never_ignored() {
    let front = Front::open();
    let word = any::<String>().prop_filter("a known word", |word| !values::WORDS.contains(&word.as_str()));
    let word = word.prop_filter("a known word", |word| !["quarter", "who", "since"].contains(&word.as_str()));
    each(file!(), 80, (select(&ASKED[..]), word), |(path, word)| {
        let role = if path.starts_with("/api/audit") { Role::Admin } else { Role::Surveillance };
        let query = values::encoded(&[(word.clone(), "1".into())]);
        let reply = front.get(&format!("{path}{query}"), front.token(role));
        assert_eq!(reply.status, 400, "{path}{query}");
        let expected = if role == Role::Admin { "query" } else { word.as_str() };
        assert_eq!(named(&reply), expected, "{path}{query}");
    });
}

#[test]
fn a_word_of_another_route_is_named_too() {
    let front = Front::open();
    let token = front.token(Role::Surveillance);
    for path in ["/api/summary?", "/api/city?", "/api/cases/1?", "/styles/peta.json?", "/tiles/cases.json?"] {
        for word in ["by", "radius", "bbox", "who", "scale"] {
            let reply = front.get(&format!("{path}{word}=1"), token);
            assert_eq!((reply.status.as_u16(), named(&reply)), (400, word.into()), "{path}{word}");
        }
    }
}

/// Rarely enough that a question of a few words still finds something.
fn sometimes<S: Strategy>(value: S) -> impl Strategy<Value = Option<S::Value>> {
    prop::option::weighted(0.3, value)
}

/// Sound filter words for the twelve cases of the small city, so that most questions find some. `date` is none: it
/// says which day the others are about. Nor is `dibatalkan` in `status`: without that word discarded cases do not count.
fn narrowing() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let text = |values: &'static [&'static str]| select(values).prop_map(str::to_owned);
    let day = |from: u32| (from..from + 9).prop_map(|day| format!("2022-03-{day:02}"));
    let words = (
        sometimes(text(&["dbd", "dbd,leptospirosis", "leptospirosis"])),
        sometimes(day(1)),
        sometimes(day(10)),
        sometimes(text(&["L", "P"])),
        sometimes((0u8..8).prop_map(|n| n.to_string())),
        sometimes((8u8..16).prop_map(|n| n.to_string())),
        sometimes(text(&["konfirmasi", "suspek,konfirmasi", "probabel"])),
        sometimes(text(&["sembuh", "meninggal", "sembuh,meninggal", "unknown"])),
        sometimes(text(&["33", "33.74", "33.74.01", "33.74.01.1001,33.74.02", "33.99"])),
        sometimes(text(&["P01", "P01,P02", "P99"])),
        sometimes(text(&["2022-03-19", "2022-03-20", "2022-12-31"])),
    );
    words.prop_map(
        |(disease, from, to, sex, age_min, age_max, status, outcome, district, puskesmas, as_of)| {
            let named = CaseFilter::WORDS.into_iter().filter(|word| *word != "date");
            let values =
                [disease, from, to, sex, age_min, age_max, status, outcome, district, puskesmas, as_of];
            named.zip(values).filter_map(|(word, value)| Some((word, value?))).collect()
        },
    )
}

#[test]
fn a_further_word_never_widens_a_question() {
    let front = Front::open();
    let token = front.token(Role::Surveillance);
    let count = |words: &[(&str, String)]| {
        let words: Vec<_> = words.iter().map(|(word, value)| ((*word).to_owned(), value.clone())).collect();
        let summary = front.get(&format!("/api/summary?{}", values::encoded(&words)), token);
        assert_eq!(summary.status, 200, "{words:?}: {}", summary.text());
        summary.json()["cases"].as_u64().unwrap()
    };
    assert_eq!(count(&[]), 12);
    each(file!(), 400, (narrowing(), any::<prop::sample::Index>()), |(words, at)| {
        let whole = count(&words);
        assert!(whole <= 12);
        if !words.is_empty() {
            let mut fewer = words.clone();
            fewer.remove(at.index(words.len()));
            assert!(whole <= count(&fewer), "{words:?} finds more than {fewer:?}");
        }
    });
}
