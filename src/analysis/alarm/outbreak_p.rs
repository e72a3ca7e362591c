//! OutbreakP: has a constant level given way to a rise, of whatever shape?
//!
//! The idea: two stories of all counts so far are compared by their likelihood as Poisson counts. In one every period has the
//! same mean; in the other the means never fall, and are otherwise free: the best such means are found by pooling
//! neighbours that are out of order. The alarm is where the second story is more than `k` times as likely.
//!
//! Paper: Frisen, Andersson and Schioeler (2009), Robust outbreak surveillance of epidemics in Sweden, Statistics in
//! Medicine 28: 476-493; Frisen and Andersson (2009), Semiparametric surveillance of monotonic changes, Sequential Analysis
//! 28: 434-454. Pooling: Barlow, Bartholomew, Bremner and Brunk (1972), *Statistical Inference under Order Restrictions*.
//!
//! Worst case: O(periods x levels of the rise), or O(periods x `periods`) with a limited past.
//!
//! Advice: for the onset of a yearly epidemic, asked from the middle of the quiet season on: give it that season alone, or
//! limit its past with `periods`. It forgets nothing: over years of counts with a season or a trend it rings, and goes
//! on ringing. No number of cases, no shape and no height of the epidemic has to be known beforehand.

use std::ops::Range;

use serde::Serialize;

use super::{Judgement, MethodError, Series};

/// What the method asks for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OutbreakPParameters {
    /// How many times as likely a rise must be, above 1.
    pub k: f64,
    /// How many of the last periods are looked at, 2..=1560; all of the series where none.
    pub periods: Option<usize>,
}

impl Default for OutbreakPParameters {
    /// A hundred times, over all of the series.
    fn default() -> Self {
        Self { k: 100.0, periods: None }
    }
}

/// Beyond this no count is looked for that would ring.
const MOST: u32 = 1 << 20;

/// Judges the periods of `within`. The expected count is the mean of the constant level, the bound the largest count that
/// does not ring; none where every count would, or none.
///
/// # Errors
/// A parameter out of its range.
pub fn outbreak_p(
    series: &Series,
    within: Range<usize>,
    parameters: &OutbreakPParameters,
) -> Result<Vec<Judgement>, MethodError> {
    let OutbreakPParameters { k, periods } = *parameters;
    if !(k > 1.0 && k.is_finite()) {
        return Err(MethodError::parameter("k", "above 1"));
    }
    if periods.is_some_and(|periods| !(2..=1560).contains(&periods)) {
        return Err(MethodError::parameter("periods", "2 to 1560"));
    }
    let end = within.end.min(series.len());
    let mut before = Levels::default();
    (0..within.start.min(end)).for_each(|at| before.push(series.count(at)));
    let judged = (within.start..end).map(|at| {
        let judgement = match periods {
            None => judge(series, at, &before, k),
            Some(periods) => {
                let mut recent = Levels::default();
                ((at + 1).saturating_sub(periods)..at).for_each(|at| recent.push(series.count(at)));
                judge(series, at, &recent, k)
            }
        };
        before.push(series.count(at));
        judgement
    });
    Ok(judged.collect())
}

/// Judges a period after those before it.
fn judge(series: &Series, at: usize, before: &Levels, k: f64) -> Judgement {
    let rings = |count: u32| before.log_ratio_with(f64::from(count)) > k.ln();
    let mean = before.all.with(series.count(at)).mean();
    let judgement = Judgement::against(series, at, Some(mean), bound(rings));
    Judgement { alarm: rings(judgement.observed), ..judgement }
}

/// The largest count that does not ring; none where 0 rings or nothing does. The more cases, the likelier a rise.
fn bound(rings: impl Fn(u32) -> bool) -> Option<f64> {
    let (mut silent, mut ringing) = (0, MOST);
    if rings(silent) || !rings(ringing) {
        return None;
    }
    while ringing - silent > 1 {
        let middle = silent + (ringing - silent) / 2;
        if rings(middle) { ringing = middle } else { silent = middle }
    }
    Some(f64::from(silent))
}

/// Periods with one mean.
#[derive(Debug, Clone, Copy, Default)]
struct Level {
    cases: f64,
    periods: f64,
}

impl Level {
    fn with(self, count: f64) -> Self {
        Self { cases: self.cases + count, periods: self.periods + 1.0 }
    }

    fn and(self, other: Self) -> Self {
        Self { cases: self.cases + other.cases, periods: self.periods + other.periods }
    }

    fn mean(self) -> f64 {
        self.cases / self.periods
    }

    /// The part of the logarithm of the likelihood that depends on the means.
    fn log_likelihood(self) -> f64 {
        if self.cases > 0.0 { self.cases * self.mean().ln() } else { 0.0 }
    }
}

/// The never falling means of greatest likelihood, as levels, and all periods as one.
#[derive(Default)]
struct Levels {
    rising: Vec<Level>,
    all: Level,
}

impl Levels {
    /// Takes in the next period.
    fn push(&mut self, count: f64) {
        let (kept, last) = self.pooled(count);
        self.rising.truncate(kept);
        self.rising.push(last);
        self.all = self.all.with(count);
    }

    /// How many levels stay as they are when a count follows, and the last level then.
    fn pooled(&self, count: f64) -> (usize, Level) {
        let (mut kept, mut last) = (self.rising.len(), Level::default().with(count));
        while let Some(before) = kept.checked_sub(1).and_then(|before| self.rising.get(before)) {
            if before.mean() < last.mean() {
                break;
            }
            last = before.and(last);
            kept -= 1;
        }
        (kept, last)
    }

    /// The logarithm of how many times as likely a rise is when a count follows.
    fn log_ratio_with(&self, count: f64) -> f64 {
        let (kept, last) = self.pooled(count);
        let rising: f64 = self.rising.iter().take(kept).map(|level| level.log_likelihood()).sum();
        rising + last.log_likelihood() - self.all.with(count).log_likelihood()
    }
}
