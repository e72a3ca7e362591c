//! The gazetteer: districts and facilities by name or code, and coordinates as people type them.

use std::sync::Arc;

use arc_swap::ArcSwapOption;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{District, Facility, FacilityCode, Level},
    index::Lens,
    intake::{Cell, coordinate::read_point},
    services::places,
};

/// How alike two names must be to count as a slip of the pen: 1 is equal.
const ALIKE: f64 = 0.7;

/// The shortest text for which slips of the pen are forgiven.
const FUZZY_FROM: usize = 4;

/// What was found, the best first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchResults {
    /// The places.
    pub results: Vec<Found>,
}

/// One place.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Found {
    /// `kabkota`, `kecamatan`, `kelurahan`, `facility` or `coordinates`.
    pub kind: &'static str,
    /// District or facility code; empty for coordinates.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it lies in.
    pub context: String,
    /// Longitude.
    pub lon: f64,
    /// Latitude.
    pub lat: f64,
    /// West, south, east, north of a district.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub bounds: Option<[f64; 4]>,
}

/// The names of one snapshot, folded once and kept until the next snapshot.
#[derive(Default)]
pub struct Gazetteer {
    names: ArcSwapOption<Names>,
}

struct Names {
    version: u64,
    entries: Vec<Entry>,
}

struct Entry {
    found: Found,
    /// The code without dots, in lower case.
    code: String,
    /// The name in lower-case ASCII letters and digits, without spaces.
    folded: String,
    words: Vec<String>,
}

impl Gazetteer {
    /// At most `limit` places that fit a text. Places are open to everyone.
    pub fn search(&self, lens: &Lens, text: &str, limit: usize) -> SearchResults {
        // `99.71.06` is a code before it is a point near the pole.
        let is_code = text.trim().parse().is_ok_and(|code| lens.districts().get(code).is_some());
        if let Some(at) = coordinates(lens, text).filter(|_| !is_code) {
            return SearchResults { results: vec![at] };
        }
        let names = self.names(lens);
        let question = Question::read(text);
        let mut hits: Vec<(u32, &Entry)> =
            names.entries.iter().filter_map(|e| question.rank(e).map(|rank| (rank, e))).collect();
        hits.sort_by(|(a, x), (b, y)| {
            a.cmp(b)
                .then_with(|| order(&x.found).cmp(&order(&y.found)))
                .then_with(|| x.found.name.cmp(&y.found.name))
        });
        SearchResults { results: hits.into_iter().take(limit).map(|(_, e)| e.found.clone()).collect() }
    }

    fn names(&self, lens: &Lens) -> Arc<Names> {
        if let Some(names) = self.names.load_full().filter(|n| n.version == lens.version()) {
            return names;
        }
        let names = Arc::new(Names { version: lens.version(), entries: entries(lens) });
        self.names.store(Some(Arc::clone(&names)));
        names
    }
}

fn entries(lens: &Lens) -> Vec<Entry> {
    let levels = [Level::Kabkota, Level::Kecamatan, Level::Kelurahan];
    let districts = levels.into_iter().flat_map(|level| lens.districts().level(level));
    let districts = districts.map(|d| Entry::of(district(lens, d)));
    let facilities = lens.facilities().all().iter().filter_map(|f| facility(lens, f)).map(Entry::of);
    districts.chain(facilities).collect()
}

fn district(lens: &Lens, district: &District) -> Found {
    let parent = district.code.parent().and_then(|p| lens.districts().get(p));
    Found {
        kind: district.code.level().word(),
        code: district.code.to_string(),
        name: district.name.clone(),
        context: parent.map_or_else(|| lens.city_name().to_owned(), |p| p.name.clone()),
        lon: district.label.lon,
        lat: district.label.lat,
        bounds: places::bounds(district),
    }
}

fn facility(lens: &Lens, facility: &Facility) -> Option<Found> {
    let at = facility.position?;
    let district = facility.district().and_then(|d| lens.districts().get(d));
    let place = district.map(|d| format!(", {}", d.name)).unwrap_or_default();
    let FacilityCode(code) = &facility.code;
    Some(Found {
        kind: "facility",
        code: code.to_string(),
        name: facility.name.clone(),
        context: format!("{}{place}", facility.kind.word()),
        lon: at.lon,
        lat: at.lat,
        bounds: None,
    })
}

impl Entry {
    fn of(found: Found) -> Self {
        let words: Vec<String> = words(&found.name).collect();
        Self { code: fold(&found.code), folded: words.concat(), words, found }
    }
}

/// Wide areas before narrow ones, districts before facilities.
fn order(found: &Found) -> usize {
    ["kabkota", "kecamatan", "kelurahan", "facility"]
        .iter()
        .position(|k| *k == found.kind)
        .unwrap_or(usize::MAX)
}

struct Question {
    folded: String,
    words: Vec<String>,
    /// The level that the text begins with, as in `kec. Tugu`.
    level: Option<Level>,
}

impl Question {
    fn read(text: &str) -> Self {
        let mut words: Vec<String> = words(text).collect();
        let level = match words.first().map(String::as_str) {
            Some("kel" | "kelurahan" | "desa") => Some(Level::Kelurahan),
            Some("kec" | "kecamatan") => Some(Level::Kecamatan),
            Some("kab" | "kabupaten" | "kota") => Some(Level::Kabkota),
            _ => None,
        }
        .filter(|_| words.len() > 1);
        if level.is_some() {
            words.remove(0);
        }
        Self { folded: words.concat(), words, level }
    }

    /// How well a place fits, 0 best; `None` where it does not.
    fn rank(&self, entry: &Entry) -> Option<u32> {
        if self.folded.is_empty() || self.level.is_some_and(|level| level.word() != entry.found.kind) {
            return None;
        }
        let begins = |word: &String| entry.words.iter().any(|own| own.starts_with(word.as_str()));
        if entry.folded == self.folded || entry.code == self.folded {
            Some(0)
        } else if entry.folded.starts_with(&self.folded) {
            Some(1)
        } else if self.words.iter().all(begins) {
            Some(2)
        } else if self.folded.bytes().all(|b| b.is_ascii_digit()) {
            (self.folded.len() >= 4 && entry.code.starts_with(&self.folded)).then_some(3)
        } else if self.folded.len() >= FUZZY_FROM {
            let unlike = 1.0 - self.likeness(entry);
            (unlike <= 1.0 - ALIKE).then_some(4 + (unlike * 100.0) as u32)
        } else {
            None
        }
    }

    fn likeness(&self, entry: &Entry) -> f64 {
        let whole = [&entry.folded];
        let parts = whole.into_iter().chain(&entry.words);
        parts.map(|part| strsim::normalized_damerau_levenshtein(&self.folded, part)).fold(0.0, f64::max)
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|word| !word.is_empty())
}

/// Lower case, without accents and without anything that is neither letter nor digit.
fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(plain).filter(char::is_ascii_alphanumeric).collect()
}

fn plain(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

/// The place that a text names by numbers; the box of the city tells which order was meant.
fn coordinates(lens: &Lens, text: &str) -> Option<Found> {
    let at = read_point(Cell::Text(text), Cell::Empty, lens.bounds()).ok()??.position;
    let district = lens.districts().kelurahan_at(at).and_then(|code| lens.districts().get(code));
    Some(Found {
        kind: "coordinates",
        code: String::new(),
        name: format!("{:.6}, {:.6}", at.lat, at.lon),
        context: district.map(|d| d.name.clone()).unwrap_or_default(),
        lon: at.lon,
        lat: at.lat,
        bounds: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: &'static str, code: &str, name: &str) -> Entry {
        let (code, name) = (code.to_owned(), name.to_owned());
        Entry::of(Found { kind, code, name, context: String::new(), lon: 0.0, lat: 0.0, bounds: None })
    }

    fn rank(text: &str, entry: &Entry) -> Option<u32> {
        Question::read(text).rank(entry)
    }

    #[test]
    fn spelling_variants_of_the_field_are_found() {
        for (typed, official) in [
            ("Pendrikan Kidul", "Pindrikan Kidul"),
            ("kedungpani", "Kedungpane"),
            ("plamongan sari", "Plamongansari"),
            ("Bendan Dhuwur", "Bendan Duwur"),
            ("jerakah", "Jrakah"),
            ("salaman mloyo", "Salamanmloyo"),
            ("wangi wangi selatan", "Wangi-Wangi Selatan"),
        ] {
            assert!(rank(typed, &entry("kelurahan", "33.74.01.1001", official)).is_some(), "{typed}");
        }
    }

    #[test]
    fn a_better_fit_ranks_before_a_worse_one() {
        let tugu = entry("kecamatan", "33.74.16", "Tugu");
        let tugurejo = entry("kelurahan", "33.74.16.1005", "Tugurejo");
        let hospital = entry("facility", "RS1", "RSUD Tugurejo");
        assert_eq!(rank("tugu", &tugu), Some(0));
        assert_eq!(rank("TUGU", &tugurejo), Some(1));
        assert_eq!(rank("tugu", &hospital), Some(2));
        assert_eq!(rank("rsud tugu", &hospital), Some(1));
        assert_eq!(rank("tugu rsud", &hospital), Some(2));
        assert!(rank("tuguerjo", &tugurejo) > Some(3));
        assert_eq!(rank("banyumanik", &tugu), None);
    }

    #[test]
    fn the_level_s_word_narrows_and_codes_are_known() {
        let kecamatan = entry("kecamatan", "33.74.10", "Tembalang");
        let kelurahan = entry("kelurahan", "33.74.10.1006", "Tembalang");
        assert_eq!((rank("kec. tembalang", &kecamatan), rank("kec. tembalang", &kelurahan)), (Some(0), None));
        assert_eq!(rank("33.74.10.1006", &kelurahan), Some(0));
        assert_eq!(rank("3374101006", &kelurahan), Some(0));
        assert_eq!(rank("3374", &kecamatan), Some(3));
        assert_eq!(rank("", &kecamatan), None);
    }
}
