//! How long a scan takes: `cargo bench --bench scan`; `RAYON_NUM_THREADS=1` for one thread.
//!
//! Invented studies of the shapes that docs/analysis.md names. `map` is the sorting of neighbours, done once for a
//! geography; `scan` is everything else with 999 replications. Last come curves over areas and cases. Nothing is asserted: a machine is as fast as it is.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::time::Instant;

use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};
use sigis::analysis::scan::{Case, Ellipse, Metric, Neighbours, Parameters, Spans, Study, scan};

const REPLICATIONS: u32 = 999;

struct Dice(ChaCha8Rng);

impl Dice {
    fn below(&mut self, bound: u32) -> u32 {
        self.0.next_u32() % bound
    }

    /// Places anywhere in a square of so many metres.
    fn places(&mut self, count: usize, side: u32) -> Vec<[f64; 2]> {
        (0..count).map(|_| [f64::from(self.below(side)), f64::from(self.below(side))]).collect()
    }

    fn poisson(&mut self, places: usize, intervals: usize, cases: u32) -> Study {
        let people: Vec<u32> = (0..places).map(|_| 500 + self.below(8_000)).collect();
        let mut counts = vec![0; places * intervals];
        for _ in 0..cases {
            counts[self.below((places * intervals) as u32) as usize] += 1;
        }
        let expected = people.iter().flat_map(|n| std::iter::repeat_n(f64::from(*n), intervals));
        Study::poisson(places, intervals, counts, expected.collect()).unwrap()
    }

    fn permutation(&mut self, places: usize, intervals: usize, cases: u32) -> Study {
        let cases = (0..cases)
            .map(|_| Case { place: self.below(places as u32), interval: self.below(intervals as u32) })
            .collect();
        Study::permutation(places, intervals, vec![cases]).unwrap()
    }
}

fn measure(name: &str, study: &Study, places: &[[f64; 2]], radius: Option<f64>, spans: Spans) {
    let begun = Instant::now();
    let circles = [Ellipse::CIRCLE];
    let neighbours =
        Neighbours::new(Metric::Plane, places.to_vec(), places.to_vec(), &circles, radius).unwrap();
    let map = begun.elapsed();
    let begun = Instant::now();
    let parameters = Parameters { spans, replications: REPLICATIONS, ..Parameters::default() };
    let findings = scan(study, &neighbours, &parameters).unwrap();
    let statistic = findings.clusters.first().map_or(0.0, |cluster| cluster.statistic);
    let seconds = (map.as_secs_f64(), begun.elapsed().as_secs_f64());
    println!("{name:<64} map {:.3} s  scan {:.3} s  (statistic {statistic:.3})", seconds.0, seconds.1);
}

/// How the time grows with the areas and with the cases.
fn curves(dice: &mut Dice) {
    for areas in [200, 500, 1_000, 2_000, 5_000, 10_000] {
        let places = dice.places(areas, 30_000);
        let study = dice.poisson(areas, 1, 3_000);
        measure(&format!("Poisson, {areas} areas, 3,000 cases"), &study, &places, None, Spans::ONE);
    }
    let places = dice.places(1_000, 30_000);
    for cases in [1_000, 3_000, 10_000, 30_000, 65_000] {
        let study = dice.poisson(1_000, 1, cases);
        measure(&format!("Poisson, 1,000 areas, {cases} cases"), &study, &places, None, Spans::ONE);
    }
    for cases in [1_000, 3_000, 10_000, 30_000, 65_000] {
        let study = dice.permutation(1_000, 365, cases);
        let name = format!("permutation, now, 1,000 places, 365 days, {cases} cases, 1.5 km");
        let month = Spans { min: 1, max: 30, alive: true, whole: false };
        measure(&name, &study, &places, Some(1_500.0), month);
    }
    println!("{}", most_memory().unwrap_or_default());
}

/// The most memory that this process ever held, in the words of the system.
fn most_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find(|line| line.starts_with("VmHWM")).map(str::to_owned)
}

fn main() {
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(1));
    println!("{} threads, {REPLICATIONS} replications", rayon::current_num_threads());
    let spans = |max, alive| Spans { min: 1, max, alive, whole: false };

    let places = dice.places(281, 100_000);
    let study = dice.poisson(281, 1, 552);
    measure("Poisson, 281 areas, 552 cases", &study, &places, None, Spans::ONE);

    let places = dice.places(2_000, 30_000);
    let study = dice.poisson(2_000, 1, 3_000);
    measure("Poisson, 2,000 areas, 3,000 cases", &study, &places, None, Spans::ONE);

    let study = dice.permutation(2_000, 365, 606);
    measure("permutation, now, 2,000 places, 365 days, up to 30", &study, &places, None, spans(30, true));
    measure("the same, 2 km", &study, &places, Some(2_000.0), spans(30, true));

    let places = dice.places(177, 19_000);
    let study = dice.permutation(177, 52, 857);
    measure(
        "permutation, 177 areas, 52 weeks, 857 cases, 1.5 km",
        &study,
        &places,
        Some(1_500.0),
        spans(4, false),
    );
    measure("the same, half of all cases", &study, &places, None, spans(4, false));
    measure("the same, now", &study, &places, None, spans(4, true));
    let study = dice.poisson(177, 52, 857);
    measure("Poisson, 177 areas, 52 weeks, 857 cases", &study, &places, None, spans(4, false));
    curves(&mut dice);
}
