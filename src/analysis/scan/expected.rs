//! What a population makes one expect: people between two counts, and indirect standardisation over strata.
//!
//! - People: between two counts the number changes by the same amount every day; before the first and after the last it
//!   stays as counted.
//! - Indirect standardisation: each stratum (age, sex, ...) has one rate for the whole study, its cases over its
//!   person-time; a cell expects the sum over strata of rate times person-time. The expected cases sum to all cases.

/// The counts of one place and stratum.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Census {
    /// Day and people, by day.
    counts: Vec<(f64, f64)>,
}

impl Census {
    /// People who stay the same.
    pub fn constant(people: f64) -> Self {
        Self { counts: vec![(0.0, people)] }
    }

    /// Counts at days (any order; a day that stands twice is summed).
    pub fn new(mut counts: Vec<(f64, f64)>) -> Self {
        counts.sort_by(|a, b| a.0.total_cmp(&b.0));
        counts.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1 += later.1;
            }
            same
        });
        Self { counts }
    }

    /// Person-days between two days; `to` is the day after the last.
    pub fn person_time(&self, from: f64, to: f64) -> f64 {
        let (Some(first), Some(last)) = (self.counts.first(), self.counts.last()) else { return 0.0 };
        let before = (first.0.min(to) - from).max(0.0) * first.1;
        let after = (to - last.0.max(from)).max(0.0) * last.1;
        let between = self.counts.windows(2).map(|pair| {
            let (a, b) = (from.max(pair[0].0), to.min(pair[1].0));
            if b <= a {
                return 0.0;
            }
            let at =
                |day: f64| pair[0].1 + (pair[1].1 - pair[0].1) * (day - pair[0].0) / (pair[1].0 - pair[0].0);
            (b - a) * (at(a) + at(b)) / 2.0
        });
        before + after + between.sum::<f64>()
    }
}

/// A stratum: its cases over the whole study, and its person-time by cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Stratum {
    /// Cases.
    pub cases: u64,
    /// Person-time by cell.
    pub person_time: Vec<f64>,
}

/// Expected cases by cell. A stratum without people expects nobody.
pub fn indirect(strata: &[Stratum], cells: usize) -> Vec<f64> {
    let mut expected = vec![0.0; cells];
    for stratum in strata {
        let all: f64 = stratum.person_time.iter().sum();
        if all > 0.0 {
            let rate = stratum.cases as f64 / all;
            for (to, time) in expected.iter_mut().zip(&stratum.person_time) {
                *to += rate * time;
            }
        }
    }
    expected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_change_evenly_between_counts() {
        let census = Census::new(vec![(20.0, 30.0), (10.0, 10.0)]);
        assert_eq!(census.person_time(0.0, 10.0), 100.0);
        assert_eq!(census.person_time(10.0, 20.0), 200.0);
        assert_eq!(census.person_time(15.0, 20.0), 125.0);
        assert_eq!(census.person_time(18.0, 30.0), 2.0 * 28.0 + 10.0 * 30.0);
        assert_eq!(Census::constant(7.0).person_time(-3.0, 3.0), 42.0);
    }

    #[test]
    fn expected_cases_sum_to_all_cases() {
        let young = Stratum { cases: 2, person_time: vec![10.0, 30.0] };
        let old = Stratum { cases: 18, person_time: vec![30.0, 10.0] };
        assert_eq!(indirect(&[young, old], 2), [14.0, 6.0]);
    }
}
