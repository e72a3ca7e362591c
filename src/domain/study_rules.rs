//! Where the search for clusters of a disease begins, as data: `tiles/methods.toml`.

use serde::{Deserialize, Serialize};

use super::DiseaseCode;

/// How clusters of one disease are looked for unless a person asks otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyRules {
    /// The disease, or `other`.
    pub code: DiseaseCode,
    /// Where the numbers come from, in English.
    pub source: String,
    /// The same in Indonesian.
    pub source_id: String,
    /// With fewer cases nothing is searched; at least 2.
    pub least_cases: u32,
    /// Whether local statistics of kelurahan (local Moran, Gi*) make sense: not for diseases so rare that most have no case.
    pub local_patterns: bool,
    /// The scan statistic.
    pub scan: ScanRules,
    /// Methods of pairs of cases: Knox, DBSCAN.
    pub pairs: PairRules,
}

/// Where a scan begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScanRules {
    /// The largest circle, metres.
    pub radius_m: u32,
    /// The longest cluster, days.
    pub window_days: u32,
    /// The days that a cluster is held against, its own included.
    pub baseline_days: u32,
}

/// What near and soon mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairRules {
    /// Metres.
    pub distance_m: u32,
    /// Days.
    pub days: u32,
    /// The fewest cases of a group.
    pub least: u32,
}

/// The rules of all diseases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyRuleBook {
    disease: Vec<StudyRules>,
}

/// The name of the rules for diseases that have none of their own.
const OTHER: &str = "other";

impl StudyRuleBook {
    /// The rules of a disease; `None` only in a book that [`StudyRuleBook::fault`] refuses.
    pub fn of(&self, disease: DiseaseCode) -> Option<&StudyRules> {
        let own = self.disease.iter().find(|rules| rules.code == disease);
        own.or_else(|| self.disease.iter().find(|rules| rules.code.as_str() == OTHER))
    }

    /// What is wrong with the book, in words for the person who wrote it.
    pub fn fault(&self) -> Option<String> {
        if !self.disease.iter().any(|rules| rules.code.as_str() == OTHER) {
            return Some(format!("there are no numbers for `{OTHER}`"));
        }
        self.disease.iter().find_map(|rules| {
            let wrong = |what: &str| Some(format!("disease `{}`: {what}", rules.code));
            let StudyRules { scan, pairs, .. } = rules;
            if rules.least_cases < 2 {
                return wrong("least_cases is at least 2");
            }
            if scan.radius_m == 0 || scan.window_days == 0 || pairs.distance_m == 0 || pairs.least == 0 {
                return wrong("distances, windows and least are at least 1");
            }
            if scan.baseline_days < 2 * scan.window_days {
                return wrong("baseline_days is at least twice window_days");
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = include_str!("../../tiles/methods.toml");

    #[test]
    fn a_disease_without_numbers_gets_those_of_the_others() {
        let book: StudyRuleBook = toml::from_str(BOOK).unwrap();
        assert_eq!(book.fault(), None);
        let of = |code: &str| book.of(code.parse().unwrap()).unwrap();
        assert_eq!(of("dbd").scan, ScanRules { radius_m: 1500, window_days: 30, baseline_days: 365 });
        assert_eq!(of("chikungunya").code.as_str(), OTHER);
        assert!(!of("leptospirosis").local_patterns);
    }

    #[test]
    fn a_book_that_cannot_be_followed_is_refused_with_the_disease() {
        for (from, to, named) in [
            ("\"other\"", "\"rest\"", "other"),
            ("least_cases = 10", "least_cases = 1", "dbd"),
            ("baseline_days = 365", "baseline_days = 40", "dbd"),
            ("radius_m = 3000", "radius_m = 0", "leptospirosis"),
        ] {
            let book: StudyRuleBook = toml::from_str(&BOOK.replace(from, to)).unwrap();
            assert!(book.fault().unwrap().contains(named), "{from}");
        }
    }
}
