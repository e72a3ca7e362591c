//! What the public is told, as data.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::{DiseaseCode, Language};

/// The rules of `tiles/publication.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicationRules {
    /// The smallest count above zero that is told.
    k: u32,
    /// From how many people on a city's own numbers are told however small they are.
    pub large_city_people: u32,
    /// How many days after its end a month is told.
    pub close_after_days: u32,
    /// Where the rules come from, in English.
    pub source: String,
    /// The same in Indonesian.
    #[serde(default)]
    source_id: Option<String>,
    /// When releases are made by themselves; never when not given.
    #[serde(default)]
    pub schedule: ScheduleRule,
    disease: BTreeMap<String, DiseaseRule>,
}

/// When releases are made by themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ScheduleRule {
    /// The day of the month, the last one where the month has fewer; never when not given.
    pub prepare_on_day: Option<u32>,
    /// Whether they are also opened by themselves, without anybody having looked at them.
    pub publish: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DiseaseRule {
    k: u32,
}

impl PublicationRules {
    /// The smallest count above zero that is told of a disease.
    pub fn k(&self, disease: DiseaseCode) -> u32 {
        self.disease.get(disease.as_str()).map_or(self.k, |rule| rule.k)
    }

    /// Where the rules come from; in English where a city's rules say it in no other language.
    pub fn source_in(&self, language: Language) -> &str {
        language.pick(self.source_id.as_deref().unwrap_or(&self.source), &self.source)
    }

    /// What is wrong with the rules.
    pub(super) fn fault(&self) -> Option<String> {
        let ks = std::iter::once(self.k).chain(self.disease.values().map(|rule| rule.k));
        let bad = |k: &u32| !(2..=100).contains(k);
        let k = ks.into_iter().find(bad).map(|k| format!("k = {k} is not between 2 and 100"));
        let bad = |day: &u32| !(1..=31).contains(day);
        let day = self.schedule.prepare_on_day.filter(bad);
        k.or_else(|| day.map(|day| format!("prepare_on_day = {day} is not between 1 and 31")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(schedule: &str) -> Result<PublicationRules, toml::de::Error> {
        let rules = "k = 5\nlarge_city_people = 500000\nclose_after_days = 30\nsource = \"a\"\n[disease]\n";
        toml::from_str(&format!("{rules}{schedule}"))
    }

    #[test]
    fn nothing_is_made_by_itself_unless_the_office_says_on_which_day() {
        for schedule in ["", "[schedule]"] {
            assert_eq!(
                rules(schedule).unwrap().schedule,
                ScheduleRule { prepare_on_day: None, publish: false }
            );
        }
        let chosen = rules("[schedule]\nprepare_on_day = 5").unwrap();
        assert_eq!(chosen.schedule, ScheduleRule { prepare_on_day: Some(5), publish: false });
        assert_eq!(chosen.fault(), None);
        for day in [0, 32] {
            let fault = rules(&format!("[schedule]\nprepare_on_day = {day}")).unwrap().fault();
            assert!(fault.is_some_and(|fault| fault.contains("prepare_on_day")), "{day}");
        }
        assert!(rules("[schedule]\nday = 5").is_err(), "a word that nobody knows is refused");
    }
}
