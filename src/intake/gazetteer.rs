//! Districts by code or by name: the code first; then the exact name inside the kecamatan; then the closest spelling
//! inside the same kecamatan, which is listed for approval. A name without its kecamatan counts only where it is unique.

use std::collections::HashMap;

use super::RemarkCode;
pub use super::district_words::{FoundDistrict, PlaceWords};
use super::similar::{Memo, abbreviates, closest, letters, likeness, quoted};
use crate::domain::{District, DistrictCode, Level};

/// How alike a spelling must be. Found by matching the city's own tables: 341 of 341 names, none wrong.
const LEAST_LIKENESS: f64 = 0.7;

struct Entry {
    code: DistrictCode,
    name: String,
    plain: String,
}

/// All loaded districts, ready to be asked for by millions of rows from several threads.
pub struct Gazetteer {
    by_code: HashMap<DistrictCode, usize>,
    kelurahan_of: HashMap<DistrictCode, Vec<usize>>,
    of_level: HashMap<Level, Vec<usize>>,
    entries: Vec<Entry>,
    answers: Memo<[String; 4], FoundDistrict>,
}

impl Gazetteer {
    /// A gazetteer of districts of any levels.
    pub fn new<'a>(districts: impl IntoIterator<Item = &'a District>) -> Self {
        let mut gazetteer = Self {
            by_code: HashMap::new(),
            kelurahan_of: HashMap::new(),
            of_level: HashMap::new(),
            entries: Vec::new(),
            answers: Memo::new(),
        };
        for district in districts {
            let (at, code) = (gazetteer.entries.len(), district.code);
            let plain = letters(bare(&district.name));
            gazetteer.entries.push(Entry { code, name: district.name.clone(), plain });
            gazetteer.by_code.insert(code, at);
            gazetteer.of_level.entry(code.level()).or_default().push(at);
            if let (Level::Kelurahan, Some(parent)) = (code.level(), code.parent()) {
                gazetteer.kelurahan_of.entry(parent).or_default().push(at);
            }
        }
        gazetteer
    }

    /// Whether no district is loaded.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether a case can be placed by its kecamatan alone, because no kelurahan is loaded.
    pub fn knows_no_kelurahan(&self) -> bool {
        self.level(Level::Kelurahan).is_empty()
    }

    /// The official name of a district.
    pub fn name(&self, code: DistrictCode) -> Option<&str> {
        self.by_code.get(&code).map(|i| self.entries[*i].name.as_str())
    }

    /// Finds the district that a row means. Never guesses outside the kecamatan that the row names.
    pub fn district(&self, words: PlaceWords<'_>) -> FoundDistrict {
        let words = [words.code, words.kelurahan, words.kecamatan, words.kabkota];
        if self.is_empty() || words.iter().all(Option::is_none) {
            return FoundDistrict::default();
        }
        self.answers.get_or(words.map(|w| w.unwrap_or_default().to_owned()), |key| self.search(key))
    }

    fn search(&self, [code, kelurahan, kecamatan, kabkota]: &[String; 4]) -> FoundDistrict {
        if code.is_empty() {
            return self.by_name(kelurahan, kecamatan, kabkota);
        }
        match code.parse::<DistrictCode>() {
            Ok(known) if self.by_code.contains_key(&known) => self.checked(known, kelurahan),
            Ok(foreign) => self.unknown_code(foreign, self.by_name(kelurahan, kecamatan, kabkota)),
            Err(_) => {
                let found = self.by_name(kelurahan, kecamatan, kabkota);
                let kind = RemarkCode::UnknownDistrict;
                FoundDistrict::doubted(
                    found.code,
                    kind,
                    "the code is no Kemendagri code; the name was used".into(),
                )
            }
        }
    }

    /// The code counts, but a name that says something else is told.
    fn checked(&self, code: DistrictCode, kelurahan: &str) -> FoundDistrict {
        let official = self.name(code).unwrap_or_default();
        let typed = letters(bare(kelurahan));
        let fits = typed.is_empty()
            || code.level() != Level::Kelurahan
            || likeness(&typed, &letters(bare(official))) >= LEAST_LIKENESS;
        if fits {
            return FoundDistrict::sure(code);
        }
        let text = format!("the code says {official}, the name {}; the code counts", quoted(kelurahan));
        FoundDistrict::doubted(Some(code), RemarkCode::Contradiction, text)
    }

    /// A sound code that is not loaded: where none of its level is loaded, the loaded area above it is as deep as can be
    /// told, and no doubt; else an exact name wins; else the loaded area above it; else another city's code,
    /// which stays, because the person lives there.
    fn unknown_code(&self, foreign: DistrictCode, by_name: FoundDistrict) -> FoundDistrict {
        let doubted = |code, text: String| FoundDistrict::doubted(code, RemarkCode::UnknownDistrict, text);
        if let Some(parent) = foreign.parent().filter(|parent| self.by_code.contains_key(parent))
            && self.level(foreign.level()).is_empty()
            && (by_name.code == Some(parent) || by_name == FoundDistrict::default())
        {
            return FoundDistrict { code: Some(parent), doubt: by_name.doubt };
        }
        if let (Some(code), None) = (by_name.code, &by_name.doubt) {
            return doubted(Some(code), format!("no area has the code {foreign}; the name was used"));
        }
        let mut above = std::iter::successors(foreign.parent(), |c| c.parent());
        let loaded = above.find(|c| self.by_code.contains_key(c) || self.kelurahan_of.contains_key(c));
        match loaded {
            Some(area) => {
                doubted(Some(area), format!("no area has the code {foreign}; it was cut to {area}"))
            }
            None => doubted(Some(foreign), format!("the code {foreign} lies outside the loaded areas")),
        }
    }

    fn by_name(&self, kelurahan: &str, kecamatan: &str, kabkota: &str) -> FoundDistrict {
        let inside = match self.kabkota(kabkota) {
            Ok(inside) => inside,
            Err(doubt) => return doubt,
        };
        let above = self.kecamatan(kecamatan, inside);
        if letters(bare(kelurahan)).is_empty() {
            return above;
        }
        match above.code {
            Some(parent) => self.kelurahan_in(parent, kelurahan, above.doubt),
            None => self.kelurahan_anywhere(kelurahan, inside, above.doubt),
        }
    }

    /// The kabupaten or kota of a name; nothing where none is named or none is loaded. A name of another city ends
    /// the search: its kecamatan are not ours.
    fn kabkota(&self, name: &str) -> Result<Option<DistrictCode>, FoundDistrict> {
        let plain = letters(bare(name));
        let all = self.level(Level::Kabkota);
        if plain.is_empty() || all.is_empty() {
            return Ok(None);
        }
        let found = all.iter().map(|i| &self.entries[*i]).find(|e| e.plain == plain);
        found.map(|e| Some(e.code)).ok_or_else(|| {
            let text = format!("{} is none of the loaded kabupaten and kota", quoted(name));
            FoundDistrict::doubted(None, RemarkCode::UnknownDistrict, text)
        })
    }

    fn kecamatan(&self, name: &str, inside: Option<DistrictCode>) -> FoundDistrict {
        let plain = letters(bare(name));
        if plain.is_empty() || self.level(Level::Kecamatan).is_empty() {
            return FoundDistrict::default();
        }
        let here = || {
            let all = self.level(Level::Kecamatan).iter().map(|i| &self.entries[*i]);
            all.filter(move |e| inside.is_none_or(|i| i.contains(e.code)))
        };
        if let Some(code) = only(here().filter(|e| e.plain == plain)) {
            return FoundDistrict::sure(code);
        }
        if let Some(code) = only(here().filter(|e| abbreviates(bare(name), bare(&e.name)))) {
            return FoundDistrict::sure(code);
        }
        match closest(&plain, here().map(|e| (e.plain.as_str(), e.code)), LEAST_LIKENESS) {
            Some(code) => self.spelled(code, name),
            None => {
                let text = format!("no kecamatan is called {}", quoted(name));
                FoundDistrict::doubted(None, RemarkCode::UnknownDistrict, text)
            }
        }
    }

    fn kelurahan_in(
        &self,
        parent: DistrictCode,
        name: &str,
        doubt: Option<(RemarkCode, String)>,
    ) -> FoundDistrict {
        let plain = letters(bare(name));
        let here = || self.kelurahan_of.get(&parent).into_iter().flatten().map(|i| &self.entries[*i]);
        if let Some(code) = only(here().filter(|e| e.plain == plain)) {
            return FoundDistrict { code: Some(code), doubt };
        }
        if here().next().is_none() {
            return FoundDistrict { code: Some(parent), doubt };
        }
        let alike = closest(&plain, here().map(|e| (e.plain.as_str(), e.code)), LEAST_LIKENESS);
        match alike.filter(|_| !self.is_elsewhere(parent, &plain)) {
            Some(code) => self.spelled(code, name),
            None => {
                let area = self.name(parent).unwrap_or_default();
                let text =
                    format!("no kelurahan of {area} is called {}; only the kecamatan counts", quoted(name));
                FoundDistrict::doubted(Some(parent), RemarkCode::UnknownDistrict, text)
            }
        }
    }

    /// Whether the name is, letter for letter, a kelurahan of another kecamatan of the same city: then the kelurahan or
    /// the kecamatan is wrong, and no spelling is put right.
    fn is_elsewhere(&self, kecamatan: DistrictCode, plain: &str) -> bool {
        let same =
            self.level(Level::Kelurahan).iter().map(|i| &self.entries[*i]).filter(|e| e.plain == plain);
        same.into_iter().any(|e| e.code.at(Level::Kabkota) == kecamatan.at(Level::Kabkota))
    }

    fn kelurahan_anywhere(
        &self,
        name: &str,
        inside: Option<DistrictCode>,
        doubt: Option<(RemarkCode, String)>,
    ) -> FoundDistrict {
        let plain = letters(bare(name));
        let all = self.level(Level::Kelurahan).iter().map(|i| &self.entries[*i]);
        let mut same = all.filter(|e| e.plain == plain && inside.is_none_or(|i| i.contains(e.code)));
        let text = match (same.next(), same.next()) {
            (Some(one), None) => return FoundDistrict { code: Some(one.code), doubt },
            (Some(_), Some(_)) => {
                format!("several kelurahan are called {}; name the kecamatan", quoted(name))
            }
            (None, _) => format!("no kelurahan is called {}", quoted(name)),
        };
        FoundDistrict::doubted(None, RemarkCode::UnknownDistrict, text)
    }

    fn spelled(&self, code: DistrictCode, typed: &str) -> FoundDistrict {
        let official = self.name(code).unwrap_or_default();
        let text = format!("{} was read as {official} ({code}); please approve", quoted(typed));
        FoundDistrict::doubted(Some(code), RemarkCode::SpellingDistrict, text)
    }

    fn level(&self, level: Level) -> &[usize] {
        self.of_level.get(&level).map_or(&[], Vec::as_slice)
    }
}

fn only<'a>(mut entries: impl Iterator<Item = &'a Entry>) -> Option<DistrictCode> {
    entries.next().filter(|_| entries.next().is_none()).map(|e| e.code)
}

/// The name without the word of its level: `Kelurahan Sekayu`, `Kec. Tugu`, `Kota Semarang`.
fn bare(name: &str) -> &str {
    const LEVELS: [&str; 11] =
        ["kelurahan", "kel", "desa", "ds", "kecamatan", "kec", "kota", "kabupaten", "kab", "city", "regency"];
    let name = name.trim();
    let Some(end) = name.find([' ', '.']) else { return name };
    let rest = name[end + 1..].trim_start();
    let is_level = LEVELS.iter().any(|level| level.eq_ignore_ascii_case(&name[..end]));
    if is_level && !rest.is_empty() { rest } else { name }
}

#[cfg(test)]
mod tests {
    use geo::MultiPolygon;

    use super::*;
    use crate::domain::Position;

    fn district((code, name): (&str, &str)) -> District {
        District {
            code: code.parse().unwrap(),
            name: name.to_owned(),
            kind: None,
            outline: MultiPolygon::new(Vec::new()),
            area_km2: 1.0,
            label: Position { lon: 0.0, lat: 0.0 },
        }
    }

    fn gazetteer() -> Gazetteer {
        let all = [
            ("33.74", "Kota Semarang"),
            ("33.74.01", "Semarang Tengah"),
            ("33.74.01.1007", "Sekayu"),
            ("33.74.01.1010", "Pindrikan Kidul"),
            ("33.74.01.1011", "Pindrikan Lor"),
            ("33.74.10", "Tembalang"),
            ("33.74.10.1012", "Mangunharjo"),
            ("33.74.16", "Tugu"),
            ("33.74.16.1003", "Mangunharjo"),
            ("33.74.16.1007", "Jerakah"),
        ]
        .map(district);
        Gazetteer::new(&all)
    }

    fn find(kelurahan: &str, kecamatan: &str) -> (Option<String>, Option<RemarkCode>) {
        ask(PlaceWords { kelurahan: Some(kelurahan), kecamatan: Some(kecamatan), ..PlaceWords::default() })
    }

    fn ask(words: PlaceWords<'_>) -> (Option<String>, Option<RemarkCode>) {
        let found = gazetteer().district(words);
        (found.code.map(|c| c.to_string()), found.doubt.map(|(kind, _)| kind))
    }

    fn sure(code: &str) -> (Option<String>, Option<RemarkCode>) {
        (Some(code.to_owned()), None)
    }

    #[test]
    fn exact_names_are_found_whatever_case_and_spaces() {
        assert_eq!(find("SEKAYU", "semarang tengah"), sure("33.74.01.1007"));
        assert_eq!(find("Kel. Pindrikan  Lor", "Kec. Semarang-Tengah"), sure("33.74.01.1011"));
        assert_eq!(find("Sekayu", "Smg Tengah"), sure("33.74.01.1007"));
        assert_eq!(find("", "Tugu"), sure("33.74.16"));
    }

    #[test]
    fn other_spellings_are_found_inside_the_kecamatan_and_listed() {
        let spelled = |code: &str| (Some(code.to_owned()), Some(RemarkCode::SpellingDistrict));
        assert_eq!(find("Pendrikan Kidul", "Semarang Tengah"), spelled("33.74.01.1010"));
        assert_eq!(find("Jrakah", "Tugu"), spelled("33.74.16.1007"));
        assert_eq!(find("Sekayu", "Semarang Tenggah"), spelled_kecamatan());
    }

    fn spelled_kecamatan() -> (Option<String>, Option<RemarkCode>) {
        (Some("33.74.01.1007".to_owned()), Some(RemarkCode::SpellingDistrict))
    }

    #[test]
    fn a_name_of_another_kecamatan_is_not_taken_from_there() {
        assert_eq!(
            find("Jerakah", "Semarang Tengah"),
            (Some("33.74.01".to_owned()), Some(RemarkCode::UnknownDistrict))
        );
    }

    #[test]
    fn without_a_kecamatan_a_name_must_be_unique() {
        assert_eq!(find("Jerakah", ""), sure("33.74.16.1007"));
        assert_eq!(find("Mangunharjo", ""), (None, Some(RemarkCode::UnknownDistrict)));
        assert_eq!(find("Mangunharjo", "Tembalang"), sure("33.74.10.1012"));
        assert_eq!(find("Jrakah", ""), (None, Some(RemarkCode::UnknownDistrict)), "no guess over the city");
    }

    #[test]
    fn the_code_counts_and_a_name_against_it_is_told() {
        let code = |code, kelurahan| {
            ask(PlaceWords { code: Some(code), kelurahan: Some(kelurahan), ..PlaceWords::default() })
        };
        assert_eq!(code("3374011007", "Sekayu"), sure("33.74.01.1007"));
        assert_eq!(code("33.74.01.1010", "Pendrikan Kidul"), sure("33.74.01.1010"));
        assert_eq!(
            code("33.74.01.1007", "Jerakah"),
            (Some("33.74.01.1007".to_owned()), Some(RemarkCode::Contradiction))
        );
        let unknown = |code: &str| (Some(code.to_owned()), Some(RemarkCode::UnknownDistrict));
        assert_eq!(code("33.74.01.1999", ""), unknown("33.74.01"));
        assert_eq!(code("33.21.01.2001", ""), unknown("33.21.01.2001"));
        assert_eq!(code("abc", "Jerakah"), unknown("33.74.16.1007"));
    }

    #[test]
    fn where_no_kelurahan_is_loaded_the_code_of_one_is_its_kecamatan_without_a_doubt() {
        let gazetteer =
            Gazetteer::new(&[("33.74.01", "Semarang Tengah"), ("33.74.16", "Tugu")].map(district));
        let found = |kecamatan| {
            let code = Some("33.74.01.1007");
            let words = PlaceWords { code, kelurahan: Some("Sekayu"), kecamatan, ..PlaceWords::default() };
            let found = gazetteer.district(words);
            (found.code.map(|c| c.to_string()), found.doubt.map(|(kind, _)| kind))
        };
        assert!(gazetteer.knows_no_kelurahan());
        assert_eq!(found(Some("Semarang Tengah")), sure("33.74.01"));
        let doubted = (Some("33.74.16".to_owned()), Some(RemarkCode::UnknownDistrict));
        assert_eq!(found(Some("Tugu")), doubted, "code and name disagree");
    }

    #[test]
    fn the_kecamatan_of_another_city_are_not_ours() {
        let words =
            PlaceWords { kabkota: Some("Kab. Demak"), kecamatan: Some("Tugu"), ..PlaceWords::default() };
        assert_eq!(ask(words), (None, Some(RemarkCode::UnknownDistrict)));
    }
}
