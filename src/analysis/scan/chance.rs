//! The cases as chance would lay them: one data set for each replication.
//!
//! A replication draws from a stream of its own (ChaCha8; the seed is the key, the replication's number the stream), so
//! the same seed gives the same sets for any number of threads. All models keep the number of cases.
//!
//! - Poisson: each case falls into a cell with the probability of its size (alias table: Walker 1977, Vose 1991).
//! - Bernoulli: the cases are a sample of the people, without return (Floyd's algorithm, Bentley and Floyd 1987).
//! - Permutation: the times are dealt out anew among the cases of a stratum (Fisher and Yates).

use std::collections::HashSet;

use rand::{Rng, SeedableRng, rngs::ChaCha8Rng, seq::SliceRandom};

use super::study::{Model, Study};

/// How the replications of one study are made.
pub(super) enum Chance<'a> {
    Poisson { alias: Alias, cases: u32 },
    Bernoulli { people: Vec<u64>, cases: u32 },
    Permutation { study: &'a Study },
}

impl<'a> Chance<'a> {
    pub(super) fn of(study: &'a Study) -> Self {
        match study.model {
            Model::Poisson => Self::Poisson { alias: Alias::new(&study.sizes), cases: study.cases },
            Model::Bernoulli => {
                let running = study.sizes.iter().scan(0_u64, |sum, size| {
                    *sum += *size as u64;
                    Some(*sum)
                });
                Self::Bernoulli { people: running.collect(), cases: study.cases }
            }
            Model::Permutation => Self::Permutation { study },
        }
    }

    /// The cells of the cases of a replication.
    pub(super) fn draw(&self, seed: u64, replication: u32) -> Vec<u32> {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        dice.set_stream(u64::from(replication) + 1);
        match self {
            Self::Poisson { alias, cases } => (0..*cases).map(|_| alias.draw(&mut dice)).collect(),
            Self::Bernoulli { people, cases } => sample(people, *cases, &mut dice),
            Self::Permutation { study } => permute(study, &mut dice),
        }
    }
}

/// So many different people out of all, each told by the cell where they are; `people` are running totals by cell.
fn sample(people: &[u64], cases: u32, dice: &mut ChaCha8Rng) -> Vec<u32> {
    let all = people.last().copied().unwrap_or(0);
    let mut chosen = HashSet::with_capacity(cases as usize);
    let mut cells = Vec::with_capacity(cases as usize);
    for last in all - u64::from(cases)..all {
        let any = below(last + 1, dice);
        let person = if chosen.insert(any) { any } else { last };
        chosen.insert(person);
        cells.push(people.partition_point(|sum| *sum <= person) as u32);
    }
    cells
}

fn permute(study: &Study, dice: &mut ChaCha8Rng) -> Vec<u32> {
    let mut cells = Vec::with_capacity(study.cases as usize);
    for stratum in &study.strata {
        let mut times: Vec<u32> = stratum.iter().map(|case| case.interval).collect();
        times.shuffle(dice);
        let dealt = stratum.iter().zip(times);
        cells.extend(dealt.map(|(case, time)| case.place * study.intervals as u32 + time));
    }
    cells
}

/// A whole number below a bound, without a lean that anybody could see: 2^64 is at least 2^40 times the bound.
fn below(bound: u64, dice: &mut ChaCha8Rng) -> u64 {
    ((u128::from(dice.next_u64()) * u128::from(bound)) >> 64) as u64
}

/// Draws cells with the probability of their weight in constant time. Cells without weight have no slot.
pub(super) struct Alias {
    slots: Vec<Slot>,
}

struct Slot {
    /// The part of the slot that is its own cell's; the rest is the other's.
    own: f64,
    cell: u32,
    other: u32,
}

impl Alias {
    fn new(weights: &[f64]) -> Self {
        let heavy = || (0_u32..).zip(weights).filter(|(_, weight)| **weight > 0.0);
        let mean = weights.iter().sum::<f64>() / heavy().count() as f64;
        let slot = |(cell, weight): (u32, &f64)| Slot { own: weight / mean, cell, other: cell };
        let mut slots: Vec<Slot> = heavy().map(slot).collect();
        let (mut small, mut large): (Vec<usize>, Vec<usize>) =
            (0..slots.len()).partition(|i| slots[*i].own < 1.0);
        while let (Some(&poor), Some(&rich)) = (small.last(), large.last()) {
            small.pop();
            slots[poor].other = slots[rich].cell;
            slots[rich].own -= 1.0 - slots[poor].own;
            if slots[rich].own < 1.0 {
                large.pop();
                small.push(rich);
            }
        }
        // What is left over is whole but for rounding.
        Self { slots }
    }

    fn draw(&self, dice: &mut ChaCha8Rng) -> u32 {
        let any = u128::from(dice.next_u64()) * self.slots.len() as u128;
        let slot = &self.slots[(any >> 64) as usize];
        if (any as u64 as f64) < slot.own * 2.0_f64.powi(64) { slot.cell } else { slot.other }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::study::Case, *};

    fn mean_by_cell(study: &Study, draws: u32) -> Vec<f64> {
        let chance = Chance::of(study);
        let mut sums = vec![0.0; study.counts.len()];
        for replication in 0..draws {
            for cell in chance.draw(7, replication) {
                sums[cell as usize] += 1.0 / f64::from(draws);
            }
        }
        sums
    }

    #[test]
    fn cases_fall_where_they_are_expected() {
        let case = |place, interval| Case { place, interval };
        let cases = [case(0, 0), case(0, 1), case(1, 1), case(2, 1), case(0, 0), case(2, 0)];
        let studies = [
            Study::poisson(3, 2, vec![9, 1, 0, 20, 10, 0], vec![1.0, 2.0, 0.0, 3.0, 30.0, 4.0]),
            Study::bernoulli(3, 2, vec![3, 1, 0, 2, 4, 0], &[1, 0, 0, 10, 20, 9]),
            Study::permutation(3, 2, vec![cases.to_vec()]),
        ];
        for study in studies.map(Result::unwrap) {
            let scale = f64::from(study.cases) / study.size;
            for (mean, size) in mean_by_cell(&study, 20_000).iter().zip(&study.sizes) {
                assert!(
                    (mean - size * scale).abs() < 0.15,
                    "{:?}: {mean} is not {}",
                    study.model,
                    size * scale
                );
            }
        }
    }

    #[test]
    fn nobody_falls_ill_twice() {
        let study = Study::bernoulli(2, 1, vec![5, 5], &[1, 3]).unwrap();
        let chance = Chance::of(&study);
        for replication in 0..200 {
            let cells = chance.draw(1, replication);
            assert_eq!(cells.len(), 10);
            let here = cells.iter().filter(|cell| **cell == 0).count();
            assert!(here <= 6 && cells.len() - here <= 8);
        }
    }
}
