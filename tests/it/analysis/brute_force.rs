//! The plainest scan there is, as an oracle: every centre, every radius, every span, one formula.

/// A small study as plain tables; sizes are expected cases, or people with `bernoulli`.
pub struct Plain {
    pub points: Vec<[f64; 2]>,
    pub intervals: usize,
    pub counts: Vec<u32>,
    pub sizes: Vec<f64>,
    pub bernoulli: bool,
}

/// What windows are allowed.
#[derive(Debug, Clone, Copy)]
pub struct Allowed {
    pub high: bool,
    pub low: bool,
    pub share: f64,
    pub radius: f64,
    pub shortest: usize,
    pub longest: usize,
    pub alive: bool,
}

/// The highest statistic of all windows.
pub fn highest(study: &Plain, allowed: Allowed) -> f64 {
    let mut best = 0.0_f64;
    for centre in &study.points {
        for edge in &study.points {
            let radius = distance(centre, edge);
            let inside = |place: &usize| distance(centre, &study.points[*place]) <= radius;
            let places: Vec<usize> = (0..study.points.len()).filter(inside).collect();
            let everywhen = (0, study.intervals);
            let whole: f64 = study.sizes.iter().sum();
            let share = sum(&study.sizes, study, &places, everywhen) / whole;
            if radius > allowed.radius || share > allowed.share + 1e-9 {
                continue;
            }
            for start in 0..study.intervals {
                for end in start + 1..=study.intervals {
                    let length = end - start;
                    let ends = !allowed.alive || end == study.intervals;
                    if ends && length >= allowed.shortest && length <= allowed.longest {
                        best = best.max(statistic(study, &places, (start, end), allowed));
                    }
                }
            }
        }
    }
    best
}

fn distance(a: &[f64; 2], b: &[f64; 2]) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

fn sum(table: &[f64], study: &Plain, places: &[usize], (start, end): (usize, usize)) -> f64 {
    let cells = places.iter().flat_map(|place| (start..end).map(move |t| place * study.intervals + t));
    cells.map(|cell| table[cell]).sum()
}

fn statistic(study: &Plain, places: &[usize], span: (usize, usize), allowed: Allowed) -> f64 {
    let counts: Vec<f64> = study.counts.iter().map(|count| f64::from(*count)).collect();
    let (c, s) = (sum(&counts, study, places, span), sum(&study.sizes, study, places, span));
    let (all, size): (f64, f64) = (counts.iter().sum(), study.sizes.iter().sum());
    let high = c * size > s * all;
    if (high && (!allowed.high || c < 2.0)) || (!high && !allowed.low) {
        return 0.0;
    }
    // The likelihood with two rates over that with one.
    let part = |n: f64, rate: f64| if n > 0.0 { n * rate.ln() } else { 0.0 };
    let (inside, outside, one) = (c / s, (all - c) / (size - s), all / size);
    let mut ratio = part(c, inside) + part(all - c, outside) - part(all, one);
    if study.bernoulli {
        let healthy = |n: f64, rate: f64| part(n, 1.0 - rate);
        ratio += healthy(s - c, inside) + healthy(size - s - all + c, outside) - healthy(size - all, one);
    }
    ratio
}
