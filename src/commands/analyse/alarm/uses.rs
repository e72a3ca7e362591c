//! Which method of `sigis analyse alarm` uses which option.

use super::{Name, options::Options};

/// An option that the chosen method does not use: without a word the answer would be to another question than was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("--{option} means nothing to {method}: leave it out, or choose a method that uses it ({users})")]
pub struct UnusedOption {
    option: &'static str,
    method: String,
    users: String,
}

const EARS: &[Name] = &[Name::EarsC1, Name::EarsC2, Name::EarsC3];
const FARRINGTON: &[Name] = &[Name::Farrington, Name::FarringtonFlexible];
const FLEXIBLE: &[Name] = &[Name::FarringtonFlexible];
const BAYES: &[Name] = &[Name::Bayes];
const RKI: &[Name] = &[Name::Rki1, Name::Rki2, Name::Rki3];
const CUSUM: &[Name] = &[Name::Cusum];
const OUTBREAK_P: &[Name] = &[Name::OutbreakP];
const ENDEMIC: &[Name] = &[Name::Endemic];
const MAX_MIN: &[Name] = &[Name::MaxMin];
const QUANTILE: &[Name] = &[Name::Quantile];
const ROLLING: &[Name] = &[Name::Rolling];

impl Options {
    /// Each option: its name, whether it is given, and the methods that use it.
    fn uses(&self) -> [(&'static str, bool, Vec<Name>); 22] {
        let option = |name, given, users: &[&[Name]]| (name, given, users.concat());
        [
            option("alpha", self.alpha.is_some(), &[EARS, FARRINGTON, BAYES]),
            option("baseline", self.baseline.is_some(), &[EARS]),
            option("least-deviation", self.least_deviation.is_some(), &[EARS]),
            option("years", self.years.is_some(), &[FARRINGTON, BAYES, RKI, ENDEMIC, MAX_MIN]),
            option("half-window", self.half_window.is_some(), &[FARRINGTON, BAYES, RKI]),
            option("no-trend", self.no_trend, &[FARRINGTON]),
            option("least-cases", self.least_cases.is_some(), &[FARRINGTON]),
            option("seasons", self.seasons.is_some(), &[FLEXIBLE]),
            option("left-out", self.left_out.is_some(), &[FLEXIBLE]),
            option("trend-below", self.trend_below.is_some(), &[FLEXIBLE]),
            option("outlier", self.outlier.is_some(), &[FLEXIBLE]),
            option("threshold", self.threshold.is_some(), &[FLEXIBLE]),
            option("training", self.training.is_some(), &[CUSUM]),
            option("k", self.k.is_some(), &[CUSUM, OUTBREAK_P]),
            option("h", self.h.is_some(), &[CUSUM]),
            option("periods", self.periods.is_some(), &[OUTBREAK_P]),
            option("channel", self.channel.is_some(), &[ENDEMIC]),
            option("without", !self.without.is_empty(), &[ENDEMIC, MAX_MIN]),
            option("probabilities", !self.probabilities.is_empty(), &[QUANTILE]),
            option("window", self.window.is_some(), &[ROLLING]),
            option("cases", self.cases.is_some(), &[ROLLING]),
            option("silence", self.silence.is_some(), &[ROLLING]),
        ]
    }

    /// That the method uses all that is given.
    ///
    /// # Errors
    /// The first option that it does not use.
    pub(super) fn check_for(&self, method: Name) -> Result<(), UnusedOption> {
        let unused = self.uses().into_iter().find(|(_, given, users)| *given && !users.contains(&method));
        unused.map_or(Ok(()), |(option, _, users)| {
            let users = users.iter().map(|user| user.word()).collect::<Vec<_>>().join(", ");
            Err(UnusedOption { option, method: method.word(), users })
        })
    }
}
