//! When numbers meet the criteria of an outbreak, as dated data: `tiles/alarms.toml`.
//!
//! The numbers stand in a regulation and change with it, so they are no constants. Meeting a criterion declares nothing: only
//! the head of the health office declares a KLB.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Language;

/// A criterion of Permenkes 1501/2010 article 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Criterion {
    /// A disease that was not there before.
    A,
    /// A rise over several periods (hours, days, weeks) one after another.
    B,
    /// A multiple of the period before.
    C,
    /// The new cases of a month, a multiple of the monthly mean of the year before.
    D,
    /// The monthly mean of a year, a multiple of that of the year before.
    E,
    /// A rise of the case fatality rate over the same period before.
    F,
    /// The share of the disease among all new cases, a multiple of that of the period before.
    G,
}

impl Criterion {
    /// The letter of the article.
    pub fn letter(self) -> char {
        match self {
            Self::A => 'a',
            Self::B => 'b',
            Self::C => 'c',
            Self::D => 'd',
            Self::E => 'e',
            Self::F => 'f',
            Self::G => 'g',
        }
    }

    /// What may be said where it is met: "memenuhi kriteria (d)". Never that there is an outbreak.
    pub fn met_words(self, language: Language) -> String {
        let letter = self.letter();
        match language {
            Language::Id => format!("memenuhi kriteria ({letter})"),
            Language::En => format!("meets criterion ({letter})"),
        }
    }
}

/// The numbers of one regulation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutbreakCriteria {
    /// The first day on which it is in force.
    pub valid_from: NaiveDate,
    /// Where the numbers come from, in English.
    pub source: String,
    /// The same in Indonesian.
    pub source_id: String,
    /// Fewer cases than this meet no criterion but (a); at least 1.
    pub least_cases: u32,
    /// (a) Years without a case after which a disease is new.
    pub new_after_years: u32,
    /// (b) How many times one after another the count rises.
    pub rises: u32,
    /// (c) Times the period before.
    pub times_period: f64,
    /// (d) Times the monthly mean of the year before.
    pub times_month: f64,
    /// (e) Times the monthly mean of the year before, over a year.
    pub times_year: f64,
    /// (f) Times the case fatality rate before: 1.5 is a rise by half.
    pub times_fatality: f64,
    /// (g) Times the share before.
    pub times_share: f64,
}

/// All regulations of `tiles/alarms.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutbreakRules {
    klb: Vec<OutbreakCriteria>,
}

impl OutbreakRules {
    /// The criteria in force on a day: of those that began, the latest.
    pub fn in_force(&self, day: NaiveDate) -> Option<&OutbreakCriteria> {
        self.klb.iter().filter(|c| c.valid_from <= day).max_by_key(|c| c.valid_from)
    }

    /// All of them, in the order of the file.
    pub fn all(&self) -> &[OutbreakCriteria] {
        &self.klb
    }

    /// What is wrong with the rules.
    pub fn fault(&self) -> Option<String> {
        if self.klb.is_empty() {
            return Some("there is no [[klb]]: at least one set of criteria is needed".to_owned());
        }
        self.klb.iter().find_map(OutbreakCriteria::fault)
    }
}

impl OutbreakCriteria {
    fn fault(&self) -> Option<String> {
        let times = [
            ("times_period", self.times_period),
            ("times_month", self.times_month),
            ("times_year", self.times_year),
            ("times_fatality", self.times_fatality),
            ("times_share", self.times_share),
        ];
        let times = times.iter().find(|(_, times)| !(*times > 1.0 && *times <= 100.0));
        let times = times.map(|(name, times)| format!("{name} = {times} is not above 1 and at most 100"));
        let rises = !(1..=52).contains(&self.rises);
        times
            .or_else(|| rises.then(|| format!("rises = {} is not between 1 and 52", self.rises)))
            .or_else(|| (self.least_cases == 0).then(|| "least_cases = 0: at least 1 case".to_owned()))
            .or_else(|| {
                (self.new_after_years == 0).then(|| "new_after_years = 0: at least 1 year".to_owned())
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = include_str!("../../tiles/alarms.toml");

    #[test]
    fn the_regulation_of_a_day_is_the_latest_that_has_begun() {
        let newer =
            RULES.replace("2010-10-12", "2030-01-01").replace("times_month = 2.0", "times_month = 3.0");
        let rules: OutbreakRules = toml::from_str(&format!("{RULES}\n{newer}")).unwrap();
        let on = |day: &str| rules.in_force(day.parse().unwrap()).map(|c| c.times_month);
        assert_eq!(on("2010-10-11"), None);
        assert_eq!(on("2022-06-30"), Some(2.0));
        assert_eq!(on("2030-01-01"), Some(3.0));
    }

    #[test]
    fn rules_that_ring_always_or_never_are_refused_by_name() {
        for (from, to, named) in [
            ("times_month = 2.0", "times_month = 1.0", "times_month"),
            ("rises = 3", "rises = 0", "rises"),
            ("least_cases = 2", "least_cases = 0", "least_cases"),
        ] {
            assert!(RULES.contains(from), "{from}");
            let rules: OutbreakRules = toml::from_str(&RULES.replace(from, to)).unwrap();
            assert!(rules.fault().is_some_and(|fault| fault.contains(named)), "{named}");
        }
        let rules: OutbreakRules = toml::from_str(RULES).unwrap();
        assert_eq!(rules.fault(), None);
    }

    #[test]
    fn a_criterion_is_met_and_an_outbreak_is_never_declared() {
        assert_eq!(Criterion::D.met_words(Language::Id), "memenuhi kriteria (d)");
        assert_eq!(Criterion::D.met_words(Language::En), "meets criterion (d)");
    }
}
