//! Facilities by code or by name, as reports write them: `Pkm Poncol`, `RS. Kariadi`, `RSUP Dr Kariadi`.

use std::collections::HashMap;

use super::RemarkCode;
use super::similar::{Memo, closest, letters, quoted};
use crate::domain::{Facility, FacilityCode, FacilityType};

/// How alike a spelling must be: higher than for districts, because any facility of the city may report.
const LEAST_LIKENESS: f64 = 0.85;

/// Words that say nothing about which facility is meant.
const FILLERS: [&str; 12] =
    ["dr", "drg", "prof", "st", "santo", "santa", "upt", "uptd", "blud", "kota", "kabupaten", "tipe"];

/// What was found, and the doubt that an operator should see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundFacility {
    /// The facility.
    pub code: Option<FacilityCode>,
    /// Kind of remark and its text.
    pub doubt: Option<(RemarkCode, String)>,
}

struct Entry {
    code: FacilityCode,
    kind: FacilityType,
    name: String,
    plain: String,
    core: Core,
}

/// A name taken apart: what kind of house it says it is, and the words that are its own.
#[derive(Debug, PartialEq, Eq)]
struct Core {
    kind: String,
    own: String,
}

/// All loaded facilities, ready to be asked for by name.
pub struct FacilityNames {
    by_code: HashMap<String, usize>,
    entries: Vec<Entry>,
    answers: Memo<(String, bool), FoundFacility>,
}

impl FacilityNames {
    /// The names of facilities.
    pub fn new<'a>(facilities: impl IntoIterator<Item = &'a Facility>) -> Self {
        let mut names = Self { by_code: HashMap::new(), entries: Vec::new(), answers: Memo::new() };
        for facility in facilities {
            names.by_code.insert(facility.code.as_str().to_lowercase(), names.entries.len());
            names.entries.push(Entry {
                code: facility.code.clone(),
                kind: facility.kind,
                name: facility.name.clone(),
                plain: letters(&facility.name),
                core: Core::of(&facility.name),
            });
        }
        names
    }

    /// Whether no puskesmas is loaded.
    pub fn knows_no_puskesmas(&self) -> bool {
        !self.entries.iter().any(|e| e.kind == FacilityType::Puskesmas)
    }

    /// Whether puskesmas are loaded and no facility of another type.
    pub fn knows_puskesmas_alone(&self) -> bool {
        !self.is_empty() && self.entries.iter().all(|e| e.kind == FacilityType::Puskesmas)
    }

    /// Whether no facility is loaded.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The puskesmas that a text means, with or without the word puskesmas; nothing where none is loaded.
    pub fn puskesmas(&self, text: &str) -> FoundFacility {
        if self.knows_no_puskesmas() {
            return FoundFacility::default();
        }
        self.answers.get_or((text.to_owned(), true), |(text, _)| self.search(text, true))
    }

    /// The facility of any kind that a text means; nothing where none is loaded, and no doubt about a hospital or
    /// clinic where only puskesmas are.
    pub fn facility(&self, text: &str) -> FoundFacility {
        if self.is_empty() {
            return FoundFacility::default();
        }
        self.answers.get_or((text.to_owned(), false), |(text, _)| self.search(text, false))
    }

    fn search(&self, text: &str, puskesmas: bool) -> FoundFacility {
        let fits = |e: &&Entry| !puskesmas || e.kind == FacilityType::Puskesmas;
        let sure = |e: &Entry| FoundFacility { code: Some(e.code.clone()), doubt: None };
        let by_code = self.by_code.get(&text.trim().to_lowercase()).map(|i| &self.entries[*i]);
        if let Some(entry) = by_code.filter(fits) {
            return sure(entry);
        }
        let plain = letters(text);
        let here = || self.entries.iter().filter(fits);
        if let Some(entry) = only(here().filter(|e| e.plain == plain && !plain.is_empty())) {
            return sure(entry);
        }
        let mut core = Core::of(text);
        if puskesmas && core.kind.is_empty() {
            core.kind = "puskesmas".to_owned();
        }
        if let Some(entry) = only(here().filter(|e| e.core == core)) {
            return if entry.kind == FacilityType::Puskesmas { sure(entry) } else { spelled(entry, text) };
        }
        let alike = here().enumerate().filter(|(_, e)| e.core.kind == core.kind);
        let found = closest(&core.own, alike.map(|(i, e)| (e.core.own.as_str(), i)), LEAST_LIKENESS);
        match found.and_then(|i| here().nth(i)) {
            Some(entry) => spelled(entry, text),
            None if core.kind != "puskesmas" && self.knows_puskesmas_alone() => FoundFacility::default(),
            None => {
                let kind = if puskesmas { "puskesmas" } else { "facility" };
                let text = format!("no loaded {kind} is called {}", quoted(text));
                FoundFacility { code: None, doubt: Some((RemarkCode::UnknownFacility, text)) }
            }
        }
    }
}

fn spelled(entry: &Entry, typed: &str) -> FoundFacility {
    let text = format!("{} was read as {} ({}); please approve", quoted(typed), entry.name, entry.code);
    FoundFacility { code: Some(entry.code.clone()), doubt: Some((RemarkCode::SpellingFacility, text)) }
}

fn only<'a>(mut entries: impl Iterator<Item = &'a Entry>) -> Option<&'a Entry> {
    entries.next().filter(|_| entries.next().is_none())
}

impl Core {
    /// RS, RSU, RSUD and RSUP are one kind; RSIA, RSGM, RSJD and the like stay apart, because a city may have two
    /// houses of one name.
    fn of(name: &str) -> Self {
        let lower = name.to_lowercase().replace("rumah sakit", "rs");
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let words: Vec<&str> = words.skip_while(|w| FILLERS.contains(w)).collect();
        let kind = match words.first().copied().unwrap_or_default() {
            "puskesmas" | "pusk" | "pkm" => "puskesmas",
            "pustu" => "pustu",
            "rs" | "rsu" | "rsud" | "rsup" => "rs",
            word if word.starts_with("rs") && word.len() <= 5 => word,
            "klinik" => "klinik",
            "apotek" | "apotik" => "apotek",
            "rb" => "rb",
            _ => "",
        };
        let own = &words[usize::from(!kind.is_empty())..];
        let general =
            |w: &&str| FILLERS.contains(w) || (kind == "rs" && matches!(*w, "umum" | "daerah" | "pusat"));
        let telling: Vec<&str> = own.iter().copied().filter(|w| w.len() > 1 && !general(w)).collect();
        let own = if telling.is_empty() { own.concat() } else { telling.concat() };
        Self { kind: kind.to_owned(), own }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facility(code: &str, kind: FacilityType, name: &str) -> Facility {
        Facility {
            code: code.into(),
            name: name.into(),
            kind,
            class: None,
            address: None,
            phone: None,
            hours: None,
            services: None,
            beds: None,
            owner: None,
            declared: None,
            computed: None,
            position: None,
            precision: None,
            source: None,
        }
    }

    fn names() -> FacilityNames {
        use FacilityType::{Klinik, Puskesmas, Rs};
        FacilityNames::new(&[
            facility("P01", Puskesmas, "Puskesmas Poncol"),
            facility("P02", Puskesmas, "Puskesmas Tlogosari Kulon"),
            facility("P03", Puskesmas, "Puskesmas Tlogosari Wetan"),
            facility("w1", Rs, "RSUP Dr. Kariadi"),
            facility("w2", Rs, "RS Hermina Banyumanik"),
            facility("w3", Rs, "RS Banyumanik"),
            facility("w4", Rs, "RS Bhayangkara"),
            facility("w5", Rs, "RS Bhayangkara Akpol"),
            facility("w6", Rs, "RSI Sultan Agung"),
            facility("w7", Rs, "RSUD K.R.M.T. Wongsonegoro"),
            facility("k1", Klinik, "Klinik A"),
        ])
    }

    #[test]
    fn a_puskesmas_is_found_by_code_and_by_every_short_form() {
        let names = names();
        for text in [
            "P01",
            "p01",
            "Puskesmas Poncol",
            "PKM PONCOL",
            "Pusk. Poncol",
            "Poncol",
            "UPTD Puskesmas Poncol",
        ] {
            let found = names.puskesmas(text);
            assert_eq!(found.code.as_ref().map(FacilityCode::as_str), Some("P01"), "{text}");
        }
        assert!(names.puskesmas("Pkm Poncol").doubt.is_none());
    }

    #[test]
    fn another_spelling_is_listed_for_approval() {
        let found = names().puskesmas("Puskesmas Telogosari Wetan");
        assert_eq!(found.code, Some("P03".into()));
        assert_eq!(found.doubt.unwrap().0, RemarkCode::SpellingFacility);
        let found = names().facility("RS Kariadi");
        assert_eq!((found.code, found.doubt.is_some()), (Some("w1".into()), true));
        assert_eq!(names().facility("RSUD Wongsonegoro").code, Some("w7".into()));
    }

    #[test]
    fn where_only_puskesmas_are_loaded_an_unknown_puskesmas_is_doubted_and_a_hospital_is_not() {
        let names = FacilityNames::new(&[facility("P01", FacilityType::Puskesmas, "Puskesmas Poncol")]);
        assert!(names.knows_puskesmas_alone());
        assert_eq!(names.facility("RSUP Dr. Kariadi"), FoundFacility::default());
        assert_eq!(names.facility("PKM Poncol").code, Some("P01".into()));
        let doubt = names.facility("Puskesmas Miroto").doubt.unwrap();
        assert_eq!(doubt.0, RemarkCode::UnknownFacility);
    }

    #[test]
    fn hospitals_of_like_names_are_kept_apart() {
        let names = names();
        let code = |text| names.facility(text).code;
        assert_eq!(code("RSU Banyumanik"), Some("w3".into()));
        assert_eq!(code("RS Bhayangkara"), Some("w4".into()));
        assert_eq!(code("RSIGM Sultan Agung"), None, "the dental hospital is another house");
        assert_eq!(code("Klinik B"), None);
        assert_eq!(code("RS Antah Berantah"), None);
        assert_eq!(names.puskesmas("RS Banyumanik").code, None, "a hospital is no puskesmas");
    }
}
