//! A log-linear model of counts whose variance is a multiple of their mean (quasi-Poisson), with prior weights.
//!
//! The idea: `log(mean) = design x coefficients`, found by iteratively reweighted least squares; each step solves a
//! weighted linear problem by a QR factorisation, which gives the leverages at no further cost. A column that the ones
//! before it explain is left out, as statistical programs do.
//!
//! Paper: McCullagh and Nelder (1989), *Generalized Linear Models*, 2nd edition, chapters 2, 6 and 9; Anscombe residuals
//! as in Farrington et al. (1996), J. R. Statist. Soc. A 159: 547-563, appendix.
//!
//! Worst case: O(rounds x rows x columns squared), at most [`ROUNDS`] rounds.
//!
//! Advice: centre time at the period that is asked about, so that the first coefficient is its own prediction.

/// Most rounds of reweighting.
const ROUNDS: usize = 25;
/// The relative change of the deviance at which a fit is done.
const SETTLED: f64 = 1e-8;
/// A column of which less than this part of its length is its own is explained by the ones before it.
const COLLINEAR: f64 = 1e-7;
/// No mean is below this: the logarithm needs one.
const SMALLEST_MEAN: f64 = 1e-300;

/// Counts and what they are explained with.
#[derive(Debug, Clone, Copy)]
pub struct Model<'a> {
    /// One count for each row.
    pub counts: &'a [f64],
    /// The columns of the design, each as long as the counts; the first is constant 1.
    pub columns: &'a [Vec<f64>],
    /// One positive weight for each row.
    pub weights: &'a [f64],
}

/// A fitted model.
#[derive(Debug, Clone)]
pub struct Fit {
    /// The mean of each row.
    pub means: Vec<f64>,
    /// Variance over mean (of the Pearson residuals), at least 1: counts are never taken for steadier than Poisson.
    pub dispersion: f64,
    /// The same of the relative residuals `(count - mean) / mean`, without a lower bound.
    pub relative_dispersion: f64,
    /// Rows less columns.
    pub degrees_of_freedom: usize,
    /// How much each row decides its own mean, 0..=1.
    leverages: Vec<f64>,
    /// `None` for a column that was left out.
    coefficients: Vec<Option<f64>>,
    variances: Vec<f64>,
}

impl Fit {
    /// The coefficient of a column; `None` where the columns before it explain it.
    pub fn coefficient(&self, column: usize) -> Option<f64> {
        self.coefficients.get(column).copied().flatten()
    }

    /// The variance of a coefficient, on the scale of the logarithm, before it is multiplied with a dispersion.
    pub fn variance(&self, column: usize) -> f64 {
        self.variances.get(column).copied().unwrap_or(f64::NAN)
    }

    /// How far each count lies from its mean, in standard deviations: Anscombe residuals, which are nearly normal.
    pub fn residuals(&self, counts: &[f64]) -> Vec<f64> {
        let one = |((y, mean), leverage): ((&f64, &f64), &f64)| {
            let distance = 1.5 * (y.powf(2.0 / 3.0) - mean.powf(2.0 / 3.0)) / mean.powf(1.0 / 6.0);
            distance / (self.dispersion * (1.0 - leverage)).sqrt()
        };
        counts.iter().zip(&self.means).zip(&self.leverages).map(one).collect()
    }
}

impl Model<'_> {
    /// Fits the model; `None` where it does not settle or no row is left over to tell the dispersion.
    pub fn fit(&self) -> Option<Fit> {
        let mut means: Vec<f64> = self.counts.iter().map(|y| y + 0.1).collect();
        let mut deviance = f64::INFINITY;
        for _ in 0..ROUNDS {
            let solved = self.step(&means);
            let next: Vec<f64> = solved.predictor.iter().map(|eta| eta.exp().max(SMALLEST_MEAN)).collect();
            let now = self.deviance(&next);
            if !now.is_finite() {
                return None;
            }
            if (now - deviance).abs() / (now.abs() + 0.1) < SETTLED {
                return self.finish(solved, &means, next);
            }
            (means, deviance) = (next, now);
        }
        None
    }

    /// One weighted least squares problem around the present means.
    fn step(&self, means: &[f64]) -> Solved {
        let roots: Vec<f64> = means.iter().zip(self.weights).map(|(m, w)| (m * w).sqrt()).collect();
        let working: Vec<f64> = self.counts.iter().zip(means).map(|(y, m)| m.ln() + (y - m) / m).collect();
        Factors::of(self.columns, &roots).solve(self.columns, &roots, &working)
    }

    /// Variances, leverages and dispersion are those of the last step, around the means before it, as in the reference
    /// program; they differ from those around the last means by less than the fit is exact.
    fn finish(&self, solved: Solved, before: &[f64], means: Vec<f64>) -> Option<Fit> {
        let kept = solved.coefficients.iter().flatten().count();
        let degrees_of_freedom = self.counts.len().checked_sub(kept).filter(|left| *left > 0)?;
        let rows = self.counts.iter().zip(&means).zip(before).zip(self.weights);
        let square = |y: &f64, m: &f64| ((y - m) / m).powi(2);
        let pearson: f64 = rows.clone().map(|(((y, m), before), w)| w * before * square(y, m)).sum();
        let relative: f64 = rows.map(|(((y, m), _), w)| w * square(y, m)).sum();
        Some(Fit {
            dispersion: (pearson / degrees_of_freedom as f64).max(1.0),
            relative_dispersion: relative / degrees_of_freedom as f64,
            means,
            degrees_of_freedom,
            leverages: solved.leverages,
            coefficients: solved.coefficients,
            variances: solved.variances,
        })
    }

    fn deviance(&self, means: &[f64]) -> f64 {
        let one = |((y, m), w): ((&f64, &f64), &f64)| {
            let surprise = if *y > 0.0 { y * (y / m).ln() } else { 0.0 };
            2.0 * w * (surprise - (y - m))
        };
        self.counts.iter().zip(means).zip(self.weights).map(one).sum()
    }
}

/// The answer to one least squares problem.
struct Solved {
    predictor: Vec<f64>,
    leverages: Vec<f64>,
    coefficients: Vec<Option<f64>>,
    variances: Vec<f64>,
}

/// An orthonormal basis of the weighted columns (modified Gram-Schmidt) and the triangle that leads back to them.
struct Factors {
    basis: Vec<Vec<f64>>,
    /// `triangle[j][i]` is the part of kept column `j` along basis vector `i`, for `i <= j`.
    triangle: Vec<Vec<f64>>,
    kept: Vec<usize>,
}

impl Factors {
    fn of(columns: &[Vec<f64>], roots: &[f64]) -> Self {
        let mut factors = Self { basis: Vec::new(), triangle: Vec::new(), kept: Vec::new() };
        for (number, column) in columns.iter().enumerate() {
            let mut rest: Vec<f64> = column.iter().zip(roots).map(|(x, r)| x * r).collect();
            let whole = dot(&rest, &rest).sqrt();
            let mut parts = Vec::with_capacity(number + 1);
            for direction in &factors.basis {
                let part = dot(direction, &rest);
                rest.iter_mut().zip(direction).for_each(|(x, d)| *x -= part * d);
                parts.push(part);
            }
            let length = dot(&rest, &rest).sqrt();
            if length > COLLINEAR * whole {
                rest.iter_mut().for_each(|x| *x /= length);
                parts.push(length);
                factors.basis.push(rest);
                factors.triangle.push(parts);
                factors.kept.push(number);
            }
        }
        factors
    }

    fn solve(&self, columns: &[Vec<f64>], roots: &[f64], working: &[f64]) -> Solved {
        let target: Vec<f64> = working.iter().zip(roots).map(|(z, r)| z * r).collect();
        let along: Vec<f64> = self.basis.iter().map(|d| dot(d, &target)).collect();
        let mut coefficients = vec![None; columns.len()];
        let mut variances = vec![f64::NAN; columns.len()];
        let inverse = self.inverse_triangle();
        for (i, number) in self.kept.iter().enumerate() {
            coefficients[*number] = Some(dot(&inverse[i], &along));
            variances[*number] = dot(&inverse[i], &inverse[i]);
        }
        let used: Vec<(f64, &Vec<f64>)> =
            coefficients.iter().zip(columns).filter_map(|(c, x)| Some(((*c)?, x))).collect();
        let rows = 0..roots.len();
        let predictor = rows.clone().map(|row| used.iter().map(|(c, x)| c * x[row]).sum()).collect();
        let leverages = rows.map(|row| self.basis.iter().map(|d| d[row] * d[row]).sum()).collect();
        Solved { predictor, leverages, coefficients, variances }
    }

    /// Row `i` of the inverse of the triangle: what coefficient `i` takes from each direction.
    fn inverse_triangle(&self) -> Vec<Vec<f64>> {
        let size = self.kept.len();
        let mut inverse = vec![Vec::new(); size];
        for row in (0..size).rev() {
            let mut own = vec![0.0; size];
            own[row] = 1.0;
            for (later, known) in inverse.iter().enumerate().skip(row + 1) {
                let part = self.triangle[later][row];
                own.iter_mut().zip(known).for_each(|(x, y): (&mut f64, &f64)| *x -= part * y);
            }
            own.iter_mut().for_each(|x| *x /= self.triangle[row][row]);
            inverse[row] = own;
        }
        inverse
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
