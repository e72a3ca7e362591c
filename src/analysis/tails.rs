//! Tails and quantiles of the distributions that the methods need, from `statrs`.
//!
//! Its quantile of the gamma gives no number for shapes below 1, and those of gamma and beta stop too early where a
//! parameter is a million; they are finished here on its incomplete functions, between bounds. What else is used holds
//! to ten digits, the gamma of a million to eight; the tests compare with the defining equations and with printed tables.

use statrs::{
    distribution::{ContinuousCDF, Normal},
    function::{
        beta::{beta_reg, inv_beta_reg, ln_beta},
        gamma::{gamma_lr, gamma_ur, ln_gamma},
    },
};

/// Steps after which a quantile is as good as the numbers are.
const MOST_STEPS: u32 = 200;

/// The probability that a standard normal number is above `z`.
pub(super) fn normal_above(z: f64) -> f64 {
    Normal::standard().sf(z)
}

/// The probability that a standard normal number is farther from 0 than `z`, on either side.
pub(super) fn normal_beyond(z: f64) -> f64 {
    2.0 * normal_above(z.abs())
}

/// The z-value that a share `p` in 0..1 of a standard normal lies below.
pub(super) fn normal_quantile(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p)
}

/// The probability that a Poisson count is above `count`.
pub(super) fn poisson_above(count: u64, mean: f64) -> f64 {
    if mean > 0.0 { gamma_lr(count as f64 + 1.0, mean) } else { 0.0 }
}

/// The value that a share `p` in 0..1 of a beta distribution lies below.
pub(super) fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let excess = |x: f64| beta_reg(a, b, x) - p;
    let slope = |x: f64| ((a - 1.0) * x.ln() + (b - 1.0) * (-x).ln_1p() - ln_beta(a, b)).exp();
    solve(inv_beta_reg(a, b, p), 1.0, excess, slope)
}

/// The value that a share `p` in 0..1 of a gamma distribution with this shape and scale lies below.
///
/// Starts where Wilson and Hilferty (1931) say.
pub(super) fn gamma_quantile(p: f64, shape: f64, scale: f64) -> f64 {
    let third = 1.0 / (9.0 * shape);
    let start = shape * (1.0 - third + normal_quantile(p) * third.sqrt()).powi(3);
    // For small values the distribution is x^shape / gamma(shape + 1).
    let near_zero = ((p.ln() + ln_gamma(shape + 1.0)) / shape).exp();
    // The library takes values below 1e-15 for nothing; there this is exact to twelve digits.
    if near_zero < 1e-12 {
        return near_zero * scale;
    }
    let start = if start > 0.1 * shape { start } else { near_zero };
    // Each tail is measured from its own side, where it has its digits.
    let excess = |x: f64| if p < 0.5 { gamma_lr(shape, x) - p } else { (1.0 - p) - gamma_ur(shape, x) };
    let slope = |x: f64| ((shape - 1.0) * x.ln() - x - ln_gamma(shape)).exp();
    solve(start, f64::INFINITY, excess, slope) * scale
}

/// The root in 0..`high` of a rising function: Newton's method, kept between bounds that close in.
fn solve(start: f64, high: f64, excess: impl Fn(f64) -> f64, slope: impl Fn(f64) -> f64) -> f64 {
    let (mut x, mut low, mut high) = (start, 0.0, high);
    for _ in 0..MOST_STEPS {
        let above = excess(x);
        if above > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let next = match x - above / slope(x) {
            newton if newton > low && newton < high => newton,
            _ if high.is_finite() => f64::midpoint(low, high),
            _ => 2.0 * x,
        };
        if (next - x).abs() <= 4.0 * f64::EPSILON * x {
            return next;
        }
        x = next;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gamma_quantiles_solve_their_equation_for_small_and_large_shapes() {
        for shape in [0.05, 0.3, 1.0, 2.5, 40.0, 5_000.0, 1e6] {
            for p in [0.0005, 0.025, 0.5, 0.975, 0.9995] {
                let x = gamma_quantile(p, shape, 1.0);
                if x < 1e-15 {
                    // The first term of the series, which is all there is.
                    assert!((shape * x.ln() - ln_gamma(shape + 1.0) - p.ln()).abs() < 1e-11, "shape {shape}");
                    continue;
                }
                let found = gamma_lr(shape, x);
                // For shapes of a million the library's two tails themselves differ in the ninth digit.
                let digits = if shape < 1e6 { 1e-11 } else { 1e-8 };
                assert!((found - p).abs() < digits, "shape {shape}: {found} for {p}");
            }
        }
        assert_eq!(gamma_quantile(0.0005, 0.01, 1.0), 0.0, "1e-330 is no number");
        // The exponential distribution is a gamma of shape 1, and its quantile a logarithm.
        assert!((gamma_quantile(0.975, 1.0, 2.0) + 2.0 * 0.025_f64.ln()).abs() < 1e-13);
    }

    #[test]
    fn normal_tails_are_those_of_the_tables() {
        // Abramowitz and Stegun 1964, tables 26.1 and 26.2.
        for (z, tail) in
            [(1.0, 0.158_655_253_931_457), (3.0, 0.001_349_898_031_630_1), (8.0, 6.220_960_574e-16)]
        {
            assert!((normal_above(z) / tail - 1.0).abs() < 1e-9, "{z}");
        }
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-13);
        assert!((normal_beyond(-1.959_963_984_540_054) - 0.05).abs() < 1e-11);
    }

    #[test]
    fn poisson_tails_add_up_their_terms() {
        let mut term = (-2.5_f64).exp();
        let mut below = term;
        for k in 1..=4_u32 {
            term *= 2.5 / f64::from(k);
            below += term;
        }
        assert!((poisson_above(4, 2.5) - (1.0 - below)).abs() < 1e-13);
        assert_eq!(poisson_above(0, 0.0), 0.0);
    }

    #[test]
    fn beta_quantiles_solve_their_equation() {
        for (a, b, p) in [(1.0, 1000.0, 0.025), (4.0, 4997.0, 0.975), (1.0, 1e6, 0.975)] {
            let x = beta_quantile(p, a, b);
            assert!((beta_reg(a, b, x) - p).abs() < 1e-11, "{a} {b}");
        }
        assert!((beta_quantile(0.975, 1.0, 1000.0) - (1.0 - 0.025_f64.powf(0.001))).abs() < 1e-15);
    }
}
