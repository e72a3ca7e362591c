//! How values are cut into classes for a choropleth.
//!
//! Every method finds thresholds: a value at or above a threshold belongs to a higher class. The printed edges are
//! then moved to round numbers inside the gap between the two neighbouring values, so that no value changes its class.
//!
//! Natural breaks (Jenks) is exact: the cut with the least sum of squared deviations from the class means, by dynamic
//! programming over the sorted distinct values (Fisher 1958; Wang and Song 2011, Ckmeans.1d.dp). The best last cut
//! moves right as values are added, so each layer takes O(n log n) by divide and conquer. Ties never part.

use std::str::FromStr;

/// How the classes are cut.
#[derive(Debug, Clone, PartialEq)]
pub enum Method {
    /// As many districts in each class.
    Quantile,
    /// Natural breaks.
    Jenks,
    /// Classes of one width.
    Equal,
    /// Edges at round numbers.
    Pretty,
    /// Classes one standard deviation wide around the mean.
    StdDev,
    /// The given inner edges; the first class begins at 0.
    Manual(Vec<f64>),
}

impl Method {
    /// The word in queries and answers.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Quantile => "quantile",
            Self::Jenks => "jenks",
            Self::Equal => "equal",
            Self::Pretty => "pretty",
            Self::StdDev => "stddev",
            Self::Manual(_) => "manual",
        }
    }
}

impl FromStr for Method {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Ok(match word {
            "quantile" => Self::Quantile,
            "jenks" => Self::Jenks,
            "equal" => Self::Equal,
            "pretty" => Self::Pretty,
            "stddev" => Self::StdDev,
            "manual" => Self::Manual(Vec::new()),
            other => {
                return Err(format!(
                    "`{other}` is no method; write jenks, quantile, equal, pretty, stddev or manual"
                ));
            }
        })
    }
}

/// The edges of the classes: `edges[i] <= v < edges[i + 1]`, the last class closed. Empty without values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Breaks {
    edges: Vec<f64>,
}

impl Breaks {
    /// Cuts values into at most `classes` classes; fewer where there are fewer distinct values. Only finite values
    /// above zero are looked at: zero and missing have classes of their own. `whole` makes every edge a whole number
    /// where the values are.
    pub fn of(values: impl IntoIterator<Item = f64>, method: &Method, classes: usize, whole: bool) -> Self {
        let mut sorted: Vec<f64> = values.into_iter().filter(|v| v.is_finite() && *v > 0.0).collect();
        sorted.sort_by(f64::total_cmp);
        let (Some(&least), Some(&most)) = (sorted.first(), sorted.last()) else { return Self::default() };
        if let Method::Manual(inner) = method {
            return Self::manual(inner, most);
        }
        let cuts = match method {
            Method::Jenks => jenks(&sorted, classes),
            Method::Quantile => quantiles(&sorted, classes),
            Method::Equal => {
                (1..classes).map(|i| least + (most - least) * i as f64 / classes as f64).collect()
            }
            Method::Pretty => pretty(least, most, classes),
            Method::StdDev | Method::Manual(_) => deviations(&sorted, classes),
        };
        let mut cuts: Vec<f64> = cuts.into_iter().filter(|c| *c > least && *c <= most).collect();
        cuts.dedup();
        let close = matches!(method, Method::Equal | Method::Pretty | Method::StdDev)
            .then(|| (most - least) / classes as f64);
        Self { edges: printable(&sorted, &cuts, close, whole) }
    }

    fn manual(inner: &[f64], most: f64) -> Self {
        let last = inner.last().copied().unwrap_or_default();
        let before = inner.iter().rev().nth(1).copied().unwrap_or_default();
        let end = if most > last { ceil_to(most, step_below(most / 20.0)) } else { 2.0 * last - before };
        Self { edges: [0.0].into_iter().chain(inner.iter().copied()).chain([end]).collect() }
    }

    /// The edges, one more than there are classes.
    pub fn edges(&self) -> &[f64] {
        &self.edges
    }

    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// The class of a value: -2 without a value, -1 for zero, else its place from the lowest.
    pub fn class_of(&self, value: Option<f64>) -> i8 {
        let Some(value) = value.filter(|v| v.is_finite()) else { return -2 };
        if value <= 0.0 || self.edges.len() < 2 {
            return if value <= 0.0 { -1 } else { -2 };
        }
        let above = self.edges[1..self.edges.len() - 1].partition_point(|edge| *edge <= value);
        i8::try_from(above).unwrap_or(i8::MAX)
    }
}

/// The thresholds of the best cut into at most `classes` classes: the least value of each class but the first.
fn jenks(sorted: &[f64], classes: usize) -> Vec<f64> {
    let mut distinct: Vec<(f64, f64)> = Vec::new();
    for &v in sorted {
        match distinct.last_mut() {
            Some((last, weight)) if *last == v => *weight += 1.0,
            _ => distinct.push((v, 1.0)),
        }
    }
    let n = distinct.len();
    let layers = classes.min(n);
    let cost = Deviation::new(&distinct);
    let mut best: Vec<f64> = (0..n).map(|i| cost.between(0, i)).collect();
    let mut starts = vec![vec![0usize; n]];
    for layer in 1..layers {
        let mut next = vec![f64::INFINITY; n];
        let mut from = vec![0; n];
        fill_layer(&cost, &best, &mut next, &mut from, (layer, n - 1), (layer, n - 1));
        best = next;
        starts.push(from);
    }
    let mut cuts = Vec::new();
    let mut end = n - 1;
    for layer in (1..layers).rev() {
        let start = starts[layer][end];
        cuts.push(distinct[start].0);
        end = start - 1;
    }
    cuts.reverse();
    cuts
}

/// Fills `next[i]` for `i` in `range`: the least cost of the values up to `i` when the last class begins within `cut`.
fn fill_layer(
    cost: &Deviation,
    before: &[f64],
    next: &mut [f64],
    from: &mut [usize],
    range: (usize, usize),
    cut: (usize, usize),
) {
    if range.0 > range.1 {
        return;
    }
    let middle = usize::midpoint(range.0, range.1);
    for start in cut.0..=cut.1.min(middle) {
        let total = before[start - 1] + cost.between(start, middle);
        if total < next[middle] {
            next[middle] = total;
            from[middle] = start;
        }
    }
    let at = from[middle].max(cut.0);
    if middle > range.0 {
        fill_layer(cost, before, next, from, (range.0, middle - 1), (cut.0, at));
    }
    fill_layer(cost, before, next, from, (middle + 1, range.1), (at, cut.1));
}

/// Sums of squared deviations of any run of values in constant time.
struct Deviation {
    weight: Vec<f64>,
    sum: Vec<f64>,
    square: Vec<f64>,
}

impl Deviation {
    fn new(values: &[(f64, f64)]) -> Self {
        // Sums of shifted values lose less precision.
        let shift = values.get(values.len() / 2).map_or(0.0, |v| v.0);
        let (mut weight, mut sum, mut square) = (vec![0.0], vec![0.0], vec![0.0]);
        for (i, (v, w)) in values.iter().enumerate() {
            let d = v - shift;
            weight.push(weight[i] + w);
            sum.push(sum[i] + w * d);
            square.push(square[i] + w * d * d);
        }
        Self { weight, sum, square }
    }

    fn between(&self, first: usize, last: usize) -> f64 {
        let part = |v: &[f64]| v[last + 1] - v[first];
        let sum = part(&self.sum);
        (part(&self.square) - sum * sum / part(&self.weight)).max(0.0)
    }
}

fn quantiles(sorted: &[f64], classes: usize) -> Vec<f64> {
    let n = sorted.len();
    (1..classes).filter_map(|i| sorted.get((i * n).div_ceil(classes)).copied()).collect()
}

fn pretty(least: f64, most: f64, classes: usize) -> Vec<f64> {
    let mut power = 10f64.powf(((most - least).max(most * 1e-6) / classes as f64).log10().floor() - 1.0);
    loop {
        for step in [1.0, 2.0, 2.5, 5.0].map(|s| s * power) {
            let (first, last) = ((least / step).floor(), (most / step).ceil());
            if last - first <= classes as f64 {
                return (1..(last - first) as usize).map(|i| (first + i as f64) * step).collect();
            }
        }
        power *= 10.0;
    }
}

fn deviations(sorted: &[f64], classes: usize) -> Vec<f64> {
    let n = sorted.len() as f64;
    let mean = sorted.iter().sum::<f64>() / n;
    let deviation = (sorted.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / n).sqrt();
    (1..classes).map(|i| mean + (i as f64 - classes as f64 / 2.0) * deviation).collect()
}

/// Edges to print: each threshold moves to the roundest number within its gap, the ends to round numbers outside.
fn printable(sorted: &[f64], cuts: &[f64], close: Option<f64>, whole: bool) -> Vec<f64> {
    let (least, most) = (sorted[0], sorted[sorted.len() - 1]);
    let finest = if whole { 1.0 } else { 1e-9 };
    let coarse = step_below(((most - least) / 20.0).max(most / 200.0)).max(finest);
    let mut edges = vec![floor_to(least, coarse)];
    for (i, &cut) in cuts.iter().enumerate() {
        let at = sorted.partition_point(|v| *v < cut);
        let below = sorted[at - 1].max(edges[edges.len() - 1]);
        let next = cuts.get(i + 1).copied().unwrap_or(f64::INFINITY);
        let (target, widest) = match close {
            Some(width) => (cut, width / 5.0),
            None => (f64::midpoint(below, sorted[at]), sorted[at] - below),
        };
        edges.push(roundest(below, sorted[at], next, target, widest, finest).unwrap_or(cut));
    }
    let end = ceil_to(most, coarse);
    // A class of the greatest value alone begins there and must end above it.
    let last = edges.last().copied().filter(|_| !cuts.is_empty());
    edges.push(if last.is_some_and(|begin| begin >= end) { tidy(end + coarse) } else { end });
    edges
}

/// The roundest number in `(below, upto]` and under `next`, near `target`.
fn roundest(below: f64, upto: f64, next: f64, target: f64, widest: f64, finest: f64) -> Option<f64> {
    let mut step = step_below(widest.max(finest)).max(finest);
    for _ in 0..40 {
        let near = (target / step).round() * step;
        let found = [near, near - step, near + step]
            .map(tidy)
            .into_iter()
            .find(|c| *c > below && *c <= upto && *c < next);
        if found.is_some() || step <= finest {
            return found;
        }
        step = step_below(step * 0.99);
    }
    None
}

/// The greatest of 1 and 5 times a power of ten that is no greater than `width`.
fn step_below(width: f64) -> f64 {
    let power = 10f64.powf((width * (1.0 + 1e-9)).log10().floor());
    if 5.0 * power <= width * (1.0 + 1e-9) { 5.0 * power } else { power }
}

fn floor_to(v: f64, step: f64) -> f64 {
    let down = tidy((v / step).floor() * step);
    if down > 0.0 && down <= v { down } else { v }
}

fn ceil_to(v: f64, step: f64) -> f64 {
    let up = tidy((v / step).ceil() * step);
    if up >= v { up } else { v }
}

/// Takes off the dust of binary fractions.
fn tidy(v: f64) -> f64 {
    (v * 1e9).round() / 1e9
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn squares(values: &[f64]) -> f64 {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.iter().map(|v| (v - mean).powi(2)).sum()
    }

    /// Tries every cut.
    fn brute(sorted: &[f64], classes: usize) -> f64 {
        if classes == 1 || sorted.len() <= 1 {
            return if sorted.is_empty() { 0.0 } else { squares(sorted) };
        }
        (1..=sorted.len())
            .map(|i| squares(&sorted[..i]) + brute(&sorted[i..], classes - 1))
            .fold(f64::INFINITY, f64::min)
    }

    fn cost(sorted: &[f64], cuts: &[f64]) -> f64 {
        let mut total = 0.0;
        let mut rest = sorted;
        for cut in cuts {
            let at = rest.partition_point(|v| v < cut);
            total += squares(&rest[..at]);
            rest = &rest[at..];
        }
        total + squares(rest)
    }

    #[test]
    fn natural_breaks_give_the_published_answer() {
        // Wang and Song 2011, the example of the R package Ckmeans.1d.dp.
        let mut values = [-1.0, 2.0, -1.0, 2.0, 4.0, 5.0, 6.0, -1.0, 2.0, -1.0];
        values.sort_by(f64::total_cmp);
        assert_eq!(jenks(&values, 3), [2.0, 4.0]);
    }

    #[test]
    fn pretty_edges_are_round() {
        let edges = Breaks::of([12.98, 40.0, 84.65], &Method::Pretty, 5, false);
        assert_eq!(edges.edges()[1..edges.classes()], [20.0, 40.0, 60.0, 80.0]);
    }

    #[test]
    fn manual_edges_stay_whatever_the_data() {
        for values in [vec![3.0, 80.0], vec![1.0], vec![12.0, 40.0]] {
            let breaks = Breaks::of(values, &Method::Manual(vec![10.0, 37.0, 49.0]), 5, false);
            assert_eq!(breaks.edges()[..4], [0.0, 10.0, 37.0, 49.0]);
            assert!(breaks.edges()[4] > 49.0);
        }
    }

    #[test]
    fn zero_and_missing_are_no_classes_and_nothing_is_an_empty_legend() {
        let breaks = Breaks::of([0.0, f64::NAN], &Method::Jenks, 5, false);
        assert_eq!((breaks.classes(), breaks.class_of(None), breaks.class_of(Some(0.0))), (0, -2, -1));
        let one = Breaks::of([7.0, 7.0], &Method::Jenks, 5, true);
        assert_eq!((one.edges(), one.class_of(Some(7.0))), (&[7.0, 7.0][..], 0));
    }

    proptest! {
        #[test]
        fn natural_breaks_are_as_good_as_the_best_of_all_cuts(
            mut values in prop::collection::vec(0u16..60, 1..11), classes in 2usize..5
        ) {
            values.sort_unstable();
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let cuts = jenks(&values, classes);
            prop_assert!((cost(&values, &cuts) - brute(&values, classes)).abs() < 1e-6);
        }

        #[test]
        fn printed_edges_move_no_value_to_another_class(
            values in prop::collection::vec(0.01f64..500.0, 1..60), classes in 3usize..=7, method in 0usize..5, whole: bool
        ) {
            let method =
                [Method::Jenks, Method::Quantile, Method::Equal, Method::Pretty, Method::StdDev][method].clone();
            let values: Vec<f64> =
                values.into_iter().map(|v| if whole { v.ceil() } else { (v * 100.0).round() / 100.0 }).collect();
            let breaks = Breaks::of(values.iter().copied(), &method, classes, whole);
            let edges = breaks.edges();
            prop_assert!(breaks.classes() >= 1 && breaks.classes() <= classes, "{edges:?}");
            prop_assert!(edges.windows(2).all(|w| w[0] < w[1]) || edges.len() == 2, "{edges:?}");
            for v in &values {
                let class = breaks.class_of(Some(*v)) as usize;
                let inside = edges[class] <= *v && (*v < edges[class + 1] || class + 1 == breaks.classes());
                prop_assert!(inside && *v <= edges[breaks.classes()], "{v} in {edges:?}");
            }
            if method == Method::Jenks {
                let mut sorted = values;
                sorted.sort_by(f64::total_cmp);
                let exact = cost(&sorted, &jenks(&sorted, classes));
                prop_assert!((cost(&sorted, &edges[1..breaks.classes()]) - exact).abs() < 1e-6 * (1.0 + exact));
            }
        }
    }
}
