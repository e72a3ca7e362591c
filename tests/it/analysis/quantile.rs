//! Historical quantiles of dengue in Puerto Rico against `MASS::glm.nb`, and the tails of the distributions against sums.

use sigis::analysis::alarm::{
    Season, Seasons,
    counts::{Counts, over_dispersed, quantile, upper_tail},
    quantile::{QuantileParameters, historical_quantiles},
};

use super::refs;

/// The weekly cases of the set, without the weeks that are not reported yet.
pub fn dengue() -> Option<Seasons> {
    let rows = refs::columns("dengue-thresholds-puerto-rico/input.csv", ["year", "week", "conf_cases"])?;
    let season = |[year, week, count]: &[String; 3]| {
        let season = Season { year: year.parse().unwrap(), time: week.parse().unwrap() };
        Some((season, count.parse().ok()?))
    };
    Some(rows.iter().filter_map(season).collect())
}

#[test]
fn mean_size_and_quantiles_are_those_of_the_reference_program() {
    let Some(seasons) = dengue() else { return };
    let wanted = ["year", "week", "n", "nb_mu", "nb_theta", "nb_q50", "nb_q60", "nb_q75", "nb_q90"];
    let rows = refs::columns("dengue-thresholds-puerto-rico/expected_thresholds.csv", wanted).unwrap();
    assert_eq!(rows.len(), 260);
    for row in rows {
        let numbers = row.map(|number| number.parse::<f64>().unwrap());
        let season = Season { year: numbers[0] as i32, time: numbers[1] as u32 };
        let judged = historical_quantiles(&seasons, season, &QuantileParameters::default()).unwrap().unwrap();
        assert_eq!(judged.years as f64, numbers[2], "{season:?}");
        assert!((judged.mean / numbers[3] - 1.0).abs() < 1e-6, "{season:?}");
        assert!((judged.size.unwrap() / numbers[4] - 1.0).abs() < 1e-4, "{season:?}");
        let quantiles: Vec<f64> = judged.quantiles.iter().map(|q| *q as f64).collect();
        assert_eq!(quantiles, numbers[5..], "{season:?}");
    }
}

#[test]
fn counts_that_vary_no_more_than_poisson_have_no_size() {
    let steady: Seasons =
        (2010..2020).map(|year| (Season { year, time: 1 }, 10 + (year % 2) as u32)).collect();
    let season = Season { year: 2020, time: 1 };
    let judged = historical_quantiles(&steady, season, &QuantileParameters::default()).unwrap().unwrap();
    assert_eq!(judged.size, None);
    assert_eq!(judged.observed, None);
    assert!(!judged.alarm);
}

/// The probability of `count` or fewer, as the plain sum of the probabilities of each.
fn summed(mean: f64, dispersion: f64, count: u64) -> f64 {
    let size = mean / (dispersion - 1.0);
    let first = dispersion.powf(-size);
    let next = |p: &f64, k: u64| p * (k as f64 + size) / (k as f64 + 1.0) * (1.0 - 1.0 / dispersion);
    let mut terms = vec![first];
    for k in 0..count {
        terms.push(next(terms.last().unwrap(), k));
    }
    terms.iter().sum()
}

#[test]
fn tails_of_the_negative_binomial_distribution_are_the_plain_sums() {
    for (mean, dispersion) in [(0.3, 1.01), (2.0, 1.5), (12.0, 3.0), (80.0, 6.0), (5.0, 40.0)] {
        let distribution = over_dispersed(mean, dispersion);
        for count in [0, 1, 2, 5, 20, 100, 300] {
            let sum = summed(mean, dispersion, count);
            let difference = (distribution.up_to(count) - sum).abs();
            assert!(difference < 1e-12, "{mean} {dispersion} {count}: {difference}");
            let tail = upper_tail(&distribution, count + 1);
            assert!((tail - (1.0 - sum)).abs() < 1e-12, "{mean} {dispersion} {count}");
        }
        for probability in [0.05, 0.5, 0.95, 0.999] {
            let found = quantile(&distribution, probability);
            assert!(summed(mean, dispersion, found) >= probability, "{mean} {dispersion} {probability}");
            assert!(found == 0 || summed(mean, dispersion, found - 1) < probability);
        }
    }
}

#[test]
fn quantiles_of_nothing_and_of_far_too_much_come_to_an_end() {
    assert_eq!(quantile(&Counts::of_size(0.0, 1.0), 0.99), 0);
    assert_eq!(quantile(&Counts::of_size(f64::NAN, 1.0), 0.99), 0);
    assert_eq!(upper_tail(&Counts::of_size(0.0, 1.0), 0), 1.0);
    assert_eq!(upper_tail(&Counts::of_size(0.0, 1.0), 1), 0.0);
    let many = quantile(&over_dispersed(1e9, 1e6), 0.95);
    assert!((1_000_000_000..1_200_000_000).contains(&many), "{many}");
}
