//! Many tests at once: how many of those called significant may be false.
//!
//! Idea: the largest p that stands under a rising line of chance keeps the share of false discoveries below the level
//! (Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57: 289-300); for local statistics by Caldas
//! de Castro and Singer (2006, Geographical Analysis 38: 180-208).
//!
//! Worst case: O(n log n). Advice: report the adjusted values; 0.05 of 177 kelurahan are nine by chance alone.

/// Adjusted p-values in the order of the given ones: a test is a discovery at a level where its adjusted value is at
/// most the level.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*b].total_cmp(&p[*a]));
    let mut adjusted = vec![0.0; p.len()];
    let mut least: f64 = 1.0;
    for (above, i) in order.into_iter().enumerate() {
        let rank = p.len() - above;
        least = least.min(p[i] * p.len() as f64 / rank as f64);
        adjusted[i] = least;
    }
    adjusted
}

/// The largest p-value that is a discovery at the level; the level over the number of tests where none is.
pub fn threshold(p: &[f64], level: f64) -> f64 {
    let mut sorted = p.to_vec();
    sorted.sort_by(f64::total_cmp);
    let number = p.len().max(1) as f64;
    let line = |rank: usize| level * rank as f64 / number;
    let found = (1..=sorted.len()).rev().find(|rank| sorted[rank - 1] <= line(*rank));
    line(found.unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fifteen p-values of Benjamini and Hochberg's own example (1995, section 4.1): four discoveries at 0.05.
    const EXAMPLE: [f64; 15] = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
        0.6528, 0.7590, 1.0000,
    ];

    #[test]
    fn the_example_of_the_paper_has_four_discoveries() {
        let adjusted = benjamini_hochberg(&EXAMPLE);
        assert_eq!(adjusted.iter().filter(|q| **q <= 0.05).count(), 4);
        assert!((adjusted[3] - 0.0095 * 15.0 / 4.0).abs() < 1e-15);
        assert!((threshold(&EXAMPLE, 0.05) - 0.05 * 4.0 / 15.0).abs() < 1e-15);
    }

    #[test]
    fn a_smaller_p_is_never_adjusted_to_more_than_a_larger_one() {
        // By hand: 3 x 0.01 / 1 and 3 x 0.02 / 2 are both above 3 x 0.021 / 3, which all three are given.
        for adjusted in benjamini_hochberg(&[0.01, 0.021, 0.02]) {
            assert!((adjusted - 0.021).abs() < 1e-15);
        }
    }

    #[test]
    fn the_order_of_the_tests_does_not_matter() {
        let mut turned = EXAMPLE;
        turned.reverse();
        let mut adjusted = benjamini_hochberg(&turned);
        adjusted.reverse();
        assert_eq!(adjusted, benjamini_hochberg(&EXAMPLE));
        assert!(benjamini_hochberg(&[]).is_empty());
    }

    #[test]
    fn no_adjusted_value_is_above_one_or_below_its_own() {
        let adjusted = benjamini_hochberg(&EXAMPLE);
        assert!(adjusted.iter().zip(EXAMPLE).all(|(q, p)| *q >= p && *q <= 1.0));
    }
}
