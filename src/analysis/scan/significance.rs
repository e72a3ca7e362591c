//! How likely chance alone gives a window as high: by rank among replications, and by a Gumbel curve laid through them.
//!
//! - Rank: Dwass (1957); p = rank / (R + 1), rank 1 being higher than every replication. Statistics closer than 1e-9
//!   tie, and a tie counts against the cluster.
//! - Gumbel: Abrams, Kulldorff and Kleinman (2010), by moments: beta = sd sqrt(6) / pi, mu = mean - 0.57722 beta. It
//!   tells apart p-values below 1 / (R + 1). Not for low rates, whose tail is another.
//! - Recurrence interval: Kleinman, Lazarus and Platt (2004); a prospective scan that is run once an interval meets
//!   something as high by chance once in so many intervals: 1 / p.

/// Statistics closer than this are equal.
const TIE: f64 = 1e-9;
/// Euler's constant.
const EULER: f64 = 0.577_215_664_901_532_9;

/// The highest statistics of the replications, in the order of their numbers.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Replications(pub Vec<f64>);

impl Replications {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rank of a statistic: 1 where it is higher than all.
    pub fn rank(&self, statistic: f64) -> u32 {
        1 + self.0.iter().filter(|simulated| **simulated >= statistic - TIE).count() as u32
    }

    /// The p-value by rank; 1 without replications.
    pub fn p(&self, statistic: f64) -> f64 {
        f64::from(self.rank(statistic)) / (self.len() as f64 + 1.0)
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.len() as f64
    }

    /// The standard deviation (of a sample).
    pub fn deviation(&self) -> f64 {
        let mean = self.mean();
        let squares = self.0.iter().map(|simulated| (simulated - mean).powi(2)).sum::<f64>();
        (squares / (self.len() as f64 - 1.0)).sqrt()
    }

    /// The p-value by the Gumbel curve; none with fewer than two replications or where all are equal.
    pub fn gumbel(&self, statistic: f64) -> Option<f64> {
        if self.len() < 2 {
            return None;
        }
        gumbel_p(statistic, self.mean(), self.deviation())
    }
}

/// The part of a Gumbel distribution with this mean and standard deviation that lies above a statistic.
pub fn gumbel_p(statistic: f64, mean: f64, deviation: f64) -> Option<f64> {
    let beta = deviation * 6.0_f64.sqrt() / std::f64::consts::PI;
    let mu = mean - EULER * beta;
    // 1 - exp(-x) without losing the digits of a small x.
    (beta > 0.0).then(|| -(-(-(statistic - mu) / beta).exp()).exp_m1())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_counts_against_the_cluster() {
        let simulated = Replications(vec![1.0, 3.0, 5.0 - 1e-12, 2.0]);
        assert_eq!(simulated.rank(5.0), 2);
        assert_eq!(simulated.rank(5.1), 1);
        assert!((simulated.p(3.0) - 0.6).abs() < 1e-12);
        assert!((Replications(Vec::new()).p(3.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_gumbel_curve_through_equal_replications_says_nothing() {
        assert_eq!(Replications(vec![2.0; 9]).gumbel(5.0), None);
        assert_eq!(Replications(vec![2.0]).gumbel(5.0), None);
    }
}
