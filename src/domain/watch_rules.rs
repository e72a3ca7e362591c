//! What the night watch looks for, as dated data: `tiles/watch.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Criterion, DiseaseCode, Language, WatchLevel, WatchMethod};

/// The rules of `tiles/watch.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchRules {
    /// Where the numbers come from, in English.
    pub source: String,
    /// The same in Indonesian.
    pub source_id: String,
    /// Days after a warning for which the same is not said again, 1..=92.
    pub silence_days: u32,
    /// Weeks before the last complete one that are judged again, because reports come late, 0..=4.
    pub late_weeks: u32,
    /// Days for which warnings and the nights of clusters are kept, at least 60.
    pub keep_days: u32,
    level: BTreeMap<WatchLevel, LevelRules>,
    disease: BTreeMap<String, DiseaseWatch>,
    other: DiseaseWatch,
}

/// What is asked of the places of one size.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelRules {
    /// The methods that judge them.
    pub methods: Vec<WatchMethod>,
    /// So many of them must ring together.
    pub least_methods: usize,
    /// Fewer cases in a week, month or window ring nowhere.
    pub least_cases: u32,
    /// Criteria that warn by themselves; all others are told beside a warning.
    pub criteria: Vec<Criterion>,
}

/// What is asked of one disease.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiseaseWatch {
    /// Cases within seven days that ring at a puskesmas or kelurahan (`rolling`).
    pub week_cases: u32,
    /// How clusters are looked for.
    pub scan: NightScanRules,
}

/// The prospective space-time permutation scan of every night.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NightScanRules {
    /// The largest radius in kilometres.
    pub radius_km: f64,
    /// Days of cases that it looks at.
    pub baseline_days: u32,
    /// Days of the longest window.
    pub window_days: u32,
    /// Fewer cases make no cluster.
    pub least_cases: u32,
    /// Replications.
    pub replications: u32,
    /// A new cluster is told where chance shows as much at most once in so many days.
    pub recurrence_days: f64,
    /// A known cluster is known again down to this.
    pub keep_recurrence_days: f64,
    /// Two clusters are the same where they share this part of the smaller one's cases, above 0 and at most 1.
    pub same_share: f64,
    /// Days without being found after which a cluster is closed.
    pub close_after_days: u32,
}

impl WatchRules {
    /// What is asked of the places of a size; `None` where they are not watched.
    pub fn level(&self, level: WatchLevel) -> Option<&LevelRules> {
        self.level.get(&level)
    }

    /// What is asked of a disease.
    pub fn disease(&self, disease: DiseaseCode) -> &DiseaseWatch {
        self.disease.get(disease.as_str()).unwrap_or(&self.other)
    }

    /// Where the numbers come from.
    pub fn source_in(&self, language: Language) -> &str {
        language.pick(&self.source_id, &self.source)
    }

    /// What is wrong with the rules.
    pub fn fault(&self) -> Option<String> {
        let days = [
            ("silence_days", self.silence_days, 1..=92),
            ("late_weeks", self.late_weeks, 0..=4),
            ("keep_days", self.keep_days, 60..=36_600),
        ];
        let outside = |(name, value, range): (&str, u32, std::ops::RangeInclusive<u32>)| {
            let bad = !range.contains(&value);
            bad.then(|| format!("{name} = {value} is not between {} and {}", range.start(), range.end()))
        };
        let levels = || self.level.iter().find_map(|(level, rules)| rules.fault(*level));
        let diseases = || {
            let named = self.disease.iter().map(|(code, rules)| (code.as_str(), rules));
            named.chain([("other", &self.other)]).find_map(|(code, rules)| rules.fault(code))
        };
        days.into_iter().find_map(outside).or_else(levels).or_else(diseases)
    }
}

impl LevelRules {
    fn fault(&self, level: WatchLevel) -> Option<String> {
        let possible = (1..=self.methods.len().max(1)).contains(&self.least_methods);
        let named = format!("level {}: ", level.word());
        let methods = || format!("{named}least_methods = {} of {}", self.least_methods, self.methods.len());
        let cases = || (self.least_cases == 0).then(|| format!("{named}least_cases = 0: at least 1"));
        (!possible).then(methods).or_else(cases)
    }
}

impl DiseaseWatch {
    fn fault(&self, disease: &str) -> Option<String> {
        let scan = &self.scan;
        let sound = [
            ("week_cases", self.week_cases >= 1),
            ("radius_km", scan.radius_km > 0.0 && scan.radius_km <= 50.0),
            ("baseline_days", (30..=3_660).contains(&scan.baseline_days)),
            ("window_days", (1..=scan.baseline_days / 2).contains(&scan.window_days)),
            ("least_cases", scan.least_cases >= 2),
            ("replications", (99..=99_999).contains(&scan.replications)),
            ("recurrence_days", scan.recurrence_days >= scan.keep_recurrence_days),
            ("keep_recurrence_days", scan.keep_recurrence_days >= 1.0),
            ("same_share", scan.same_share > 0.0 && scan.same_share <= 1.0),
            ("close_after_days", (1..=365).contains(&scan.close_after_days)),
        ];
        let bad = sound.iter().find(|(_, sound)| !sound);
        bad.map(|(name, _)| format!("disease {disease}: {name} is out of its range"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = include_str!("../../tiles/watch.toml");

    #[test]
    fn the_built_in_rules_are_sound_and_know_dengue_by_its_own_numbers() {
        let rules: WatchRules = toml::from_str(RULES).unwrap();
        assert_eq!(rules.fault(), None);
        let dbd = rules.disease("dbd".parse().unwrap());
        assert_eq!((dbd.week_cases, dbd.scan.radius_km, dbd.scan.window_days), (5, 1.5, 30));
        assert_eq!(rules.disease("campak".parse().unwrap()), &rules.other);
        assert_eq!(rules.silence_days, 7);
    }

    #[test]
    fn a_night_looks_where_a_search_on_the_map_begins() {
        let book: crate::domain::StudyRuleBook =
            toml::from_str(include_str!("../../tiles/methods.toml")).unwrap();
        let rules: WatchRules = toml::from_str(RULES).unwrap();
        for code in ["dbd", "leptospirosis", "campak"] {
            let code = code.parse().unwrap();
            let (night, search) = (&rules.disease(code).scan, book.of(code).unwrap().scan);
            assert_eq!(night.radius_km * 1000.0, f64::from(search.radius_m));
            assert_eq!((night.baseline_days, night.window_days), (search.baseline_days, search.window_days));
        }
    }

    #[test]
    fn rules_that_ring_always_or_never_are_refused_by_name() {
        for (from, to, named) in [
            ("silence_days = 7", "silence_days = 0", "silence_days"),
            ("least_methods = 2", "least_methods = 99", "least_methods"),
            ("radius_km = 1.5", "radius_km = 0.0", "radius_km"),
            ("same_share = 0.5", "same_share = 0.0", "same_share"),
        ] {
            assert!(RULES.contains(from), "{from}");
            let rules: WatchRules = toml::from_str(&RULES.replace(from, to)).unwrap();
            assert!(rules.fault().is_some_and(|fault| fault.contains(named)), "{named}");
        }
        assert!(toml::from_str::<WatchRules>(&RULES.replace("late_weeks", "late_week")).is_err());
    }
}
