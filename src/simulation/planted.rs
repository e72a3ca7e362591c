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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planted {
    /// The place, a number below that of the places.
    pub place: usize,
    /// The onsets, the first and the last on the first and the last day.
    pub onsets: Vec<NaiveDate>,
    /// A number for each case, to draw its delay with.
    pub dice: Vec<u64>,
}

/// Plants outbreaks that begin between two days, the same ones for a seed. Onsets gather in the middle of each: the sum of two
/// even draws. Fewer than asked for where they would not stand apart.
pub fn plant(seed: u64, places: usize, begin: (NaiveDate, NaiveDate), plan: PlantPlan) -> Vec<Planted> {
    let mut dice = Dice::new(seed, Stream::Planted);
    let span = (begin.1 - begin.0).num_days().max(0) as usize + 1;
    let mut planted: Vec<Planted> = Vec::new();
    for _ in 0..plan.outbreaks {
        let drawn = (0..TRIES).find_map(|_| {
            let (place, after) = (dice.below(places), dice.below(span) as u64);
            let first = begin.0.checked_add_days(Days::new(after))?;
            let free =
                planted.iter().filter(|other| other.place == place).all(|other| apart(other, first, plan));
            free.then_some((place, first))
        });
        let Some((place, first)) = drawn else { break };
        let last = u64::from(plan.days.saturating_sub(1));
        let mut onsets: Vec<NaiveDate> = (2..plan.cases)
            .map(|_| first + Days::new((f64::midpoint(dice.unit(), dice.unit()) * plan.days as f64) as u64))
            .chain([first, first + Days::new(last)])
            .take(plan.cases)
            .collect();
        onsets.sort_unstable();
        let own = onsets.iter().map(|_| dice.below(usize::MAX) as u64).collect();
        planted.push(Planted { place, onsets, dice: own });
    }
    planted
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
        let planted = plant(7, 3, begin, plan);
        assert_eq!(planted, plant(7, 3, begin, plan));
        assert_ne!(planted, plant(8, 3, begin, plan));
        assert_eq!(planted.len(), 12);
        for one in &planted {
            let (first, last) = (one.onsets[0], one.onsets[19]);
            assert_eq!((one.onsets.len(), (last - first).num_days()), (20, 27));
            assert!(one.place < 3 && first >= begin.0 && first <= begin.1);
            let others = planted.iter().filter(|other| other.place == one.place && *other != one);
            for other in others {
                assert!((other.onsets[0] - first).num_days().abs() >= 88);
            }
        }
        let few = plant(7, 1, (begin.0, begin.0), plan);
        assert_eq!(few.len(), 1, "there is room for one");
    }
}
