//! What the public is told, as data.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::DiseaseCode;

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
    /// Where the rules come from.
    pub source: String,
    disease: BTreeMap<String, DiseaseRule>,
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

    /// What is wrong with the rules.
    pub(super) fn fault(&self) -> Option<String> {
        let ks = std::iter::once(self.k).chain(self.disease.values().map(|rule| rule.k));
        let bad = |k: &u32| !(2..=100).contains(k);
        ks.into_iter().find(bad).map(|k| format!("k = {k} is not between 2 and 100"))
    }
}
