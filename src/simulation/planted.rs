//! Outbreaks of known place and size, planted among cases that are there: what a method is tried on when nobody has labelled
//! the past.

use chrono::{Days, NaiveDate};

use super::dice::{Dice, Stream};

/// Between two outbreaks of one place lie at least so many days, so that each is told by itself.
const APART: i64 = 60;

/// How often a place and a day are drawn for an outbreak before it is given up.
const TRIES: usize = 200;

/// What is planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlantPlan {
    /// How many outbreaks.
    pub outbreaks: usize,
    /// Cases of each.
    pub cases: usize,
    /// Days from the first case to the last.
    pub days: u32,
}

/// An outbreak that was planted.
#[derive(Debug, Clone, PartialEq)]
pub struct Planted {
    /// Where it was planted: a number below that of the spots.
    pub spot: usize,
    /// The place that the spot lies in.
    pub place: usize,
    /// The onsets, the first and the last on the first and the last day.
    pub onsets: Vec<NaiveDate>,
    /// A number for each case, to draw its delay with.
    pub dice: Vec<u64>,
    /// Where each case lies about the spot, evenly over a disc of radius 1: east and north.
    pub offsets: Vec<[f64; 2]>,
}

/// Plants outbreaks that begin between two days, the same ones for a seed. `spots` tells the place of each spot that may be
/// drawn. Onsets gather in the middle of each outbreak: the sum of two even draws. Fewer than asked for where they would not
/// stand apart.
pub fn plant(seed: u64, spots: &[usize], begin: (NaiveDate, NaiveDate), plan: PlantPlan) -> Vec<Planted> {
    let mut dice = Dice::new(seed, Stream::Planted);
    let mut homes = Dice::new(seed, Stream::PlantedHomes);
    let span = (begin.1 - begin.0).num_days().max(0) as usize + 1;
    let mut planted: Vec<Planted> = Vec::new();
    for _ in 0..plan.outbreaks {
        let drawn = (0..TRIES).find_map(|_| {
            let (spot, after) = (dice.below(spots.len()), dice.below(span) as u64);
            let place = *spots.get(spot)?;
            let first = begin.0.checked_add_days(Days::new(after))?;
            let free =
                planted.iter().filter(|other| other.place == place).all(|other| apart(other, first, plan));
            free.then_some((spot, place, first))
        });
        let Some((spot, place, first)) = drawn else { break };
        let last = u64::from(plan.days.saturating_sub(1));
        let mut onsets: Vec<NaiveDate> = (2..plan.cases)
            .map(|_| first + Days::new((f64::midpoint(dice.unit(), dice.unit()) * plan.days as f64) as u64))
            .chain([first, first + Days::new(last)])
            .take(plan.cases)
            .collect();
        onsets.sort_unstable();
        let own = onsets.iter().map(|_| dice.below(usize::MAX) as u64).collect();
        let offsets = onsets.iter().map(|_| in_disc(&mut homes)).collect();
        planted.push(Planted { spot, place, onsets, dice: own, offsets });
    }
    planted
}

/// A point of a disc of radius 1, each as likely as another.
fn in_disc(dice: &mut Dice) -> [f64; 2] {
    let (far, turn) = (dice.unit().sqrt(), dice.between(0.0, std::f64::consts::TAU));
    [far * turn.cos(), far * turn.sin()]
}

fn apart(other: &Planted, first: NaiveDate, plan: PlantPlan) -> bool {
    let begin = other.onsets.first().copied().unwrap_or(first);
    (first - begin).num_days().abs() >= i64::from(plan.days) + APART
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outbreaks_are_the_same_for_a_seed_and_stand_apart() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let begin = (day("2022-01-01"), day("2023-12-31"));
        let plan = PlantPlan { outbreaks: 12, cases: 20, days: 28 };
        let spots = [2, 0, 1, 2, 2];
        let planted = plant(7, &spots, begin, plan);
        assert_eq!(planted, plant(7, &spots, begin, plan));
        assert_ne!(planted, plant(8, &spots, begin, plan));
        assert_eq!(planted.len(), 12);
        for one in &planted {
            let (first, last) = (one.onsets[0], one.onsets[19]);
            assert_eq!((one.onsets.len(), (last - first).num_days()), (20, 27));
            assert!(one.place == spots[one.spot] && first >= begin.0 && first <= begin.1);
            let others = planted.iter().filter(|other| other.place == one.place && *other != one);
            for other in others {
                assert!((other.onsets[0] - first).num_days().abs() >= 88);
            }
        }
        let few = plant(7, &[0, 0], (begin.0, begin.0), plan);
        assert_eq!(few.len(), 1, "in one place there is room for one");
        assert!(plant(7, &[], begin, plan).is_empty());
    }

    #[test]
    fn homes_lie_evenly_over_a_disc() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let plan = PlantPlan { outbreaks: 1, cases: 10_000, days: 28 };
        let planted = plant(7, &[0], (day("2022-01-01"), day("2022-12-31")), plan);
        let offsets = &planted[0].offsets;
        let inner = offsets.iter().filter(|[x, y]| x.hypot(*y) < 0.5).count();
        assert!(offsets.iter().all(|[x, y]| x.hypot(*y) <= 1.0));
        // Half of the radius is a quarter of the area; four standard deviations of 10,000 draws are 173.
        assert!(inner.abs_diff(2_500) < 173, "{inner}");
        let east = offsets.iter().filter(|[x, _]| *x > 0.0).count();
        assert!(east.abs_diff(5_000) < 200, "{east}");
    }
}
