//! The deaths of a whole city, and how a large city counts by week.
//!
//! Deaths and survivors are the two parts of a number that everybody knows, so each of them is guarded like a small cell.
//! Whoever knows the rule and sees `<k` is left with 1 to k-1 deaths, whoever sees nothing with as many ways for the
//! survivors; where the cases are too few to keep the two apart, all that is neither nobody nor everybody looks alike.

use super::{Before, Block, Coarsened, Decision, Rules};
use crate::domain::{Cell, Place, Shown, Span, Told};

/// Cases and deaths of a week that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Week {
    /// Cases.
    pub cases: u32,
    /// Deaths.
    pub deaths: u32,
}

impl Decision {
    /// Adds what is told of the city beside the table: its deaths, and where it is large its weeks.
    pub(super) fn with_city(mut self, block: &Block, rules: Rules, before: &Before) -> Self {
        let city = Place::District(block.city);
        let told = |span: Span| {
            let cell = self.shown.iter().find(|s| s.cell == Cell { place: city, span });
            cell.and_then(|s| s.value)
        };
        let all = block.deaths.iter().sum();
        let year = told(Span::Year).and_then(|cases| match block.large {
            true => Some((Told::Exactly, Some(all))),
            // Told once, like everything of a small city.
            false if before.has(Cell { place: city, span: Span::Year }) => {
                before.died.map(|d| (d.told, d.value))
            }
            false => small_city(cases, all, rules.k, &before.deaths),
        });
        let months = block.deaths.iter().zip(1..).filter(|_| block.large);
        let months = months.filter_map(|(deaths, m)| {
            told(Span::Month(m)).map(|_| (Span::Month(m), (Told::Exactly, Some(*deaths))))
        });
        let shown = |(span, (told, value))| Shown { cell: Cell { place: city, span }, told, value };
        let deaths: Vec<Shown> = months.chain(year.map(|y| (Span::Year, y))).map(shown).collect();
        // Weeks would tell the months that nothing could protect.
        let hidden = [Coarsened::CityMonths, Coarsened::City].iter().any(|c| self.coarsened.contains(c));
        for (week, number) in block.weeks.iter().zip(1..).filter(|_| block.large && !hidden) {
            let span = Span::Week(number);
            self.shown.push(shown((span, (Told::Exactly, Some(week.cases)))));
            self.deaths.push(shown((span, (Told::Exactly, Some(week.deaths)))));
        }
        self.deaths.extend(deaths);
        self
    }
}

/// How the deaths among some cases are told where few people live: the cases as everybody sees them, what was told of
/// both before, the oldest first. `None` where nothing is.
fn small_city(cases: u32, deaths: u32, k: u32, before: &[(u32, u32)]) -> Option<(Told, Option<u32>)> {
    let small = |n: u32| (1..k).contains(&n);
    if small(cases) {
        return None;
    }
    let close = |past: &u32| small(past.abs_diff(deaths));
    let last = before.last().map(|(_, deaths)| *deaths);
    let (told, value) = match last {
        _ if deaths == 0 => (Told::Exactly, 0),
        // A late report of somebody who died waits, like one of a case.
        Some(last) if deaths >= k && before.iter().any(|(_, past)| close(past)) => (Told::Held, last),
        _ => (Told::Exactly, deaths),
    };
    let Some(survivors) = cases.checked_sub(value) else { return Some((Told::Withheld, None)) };
    // The difference of two releases has its survivors too.
    let grown = before.iter().any(|(cases, deaths)| small((cases - deaths.min(cases)).abs_diff(survivors)));
    Some(match value {
        0 => (told, Some(0)),
        _ if survivors == 0 && !grown => (told, Some(value)),
        _ if cases < 2 * k - 1 => (Told::Withheld, None),
        _ if small(value) => (Told::Small, None),
        _ if small(survivors) || grown => (Told::Withheld, None),
        _ => (told, Some(value)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const K: u32 = 5;

    #[test]
    fn who_knows_the_rule_is_left_with_four_numbers_of_deaths_and_of_survivors() {
        for cases in 0..60 {
            let told = |deaths| small_city(cases, deaths, K, &[]);
            for deaths in 0..=cases {
                let Some((how, value)) = told(deaths) else {
                    assert!((1..K).contains(&cases));
                    continue;
                };
                // Everything that he must think possible: what would have been told in the same words.
                let thinkable = (0..=cases).filter(|other| told(*other) == Some((how, value))).count();
                let survivors = cases - deaths;
                let small = (1..K).contains(&deaths) || (1..K).contains(&survivors);
                assert_eq!(value.is_none(), small, "{deaths} of {cases}: {how:?}");
                assert!(value == Some(deaths) || thinkable >= K as usize - 1, "{deaths} of {cases}: {how:?}");
            }
        }
    }

    #[test]
    fn a_late_death_waits_until_there_are_k_of_them() {
        let before = [(40, 10)];
        assert_eq!(small_city(40, 13, K, &before), Some((Told::Held, Some(10))));
        assert_eq!(small_city(50, 15, K, &before), Some((Told::Exactly, Some(15))));
        assert_eq!(small_city(40, 10, K, &before), Some((Told::Exactly, Some(10))));
        // Six more cases of whom five died: the sixth is one survivor.
        assert_eq!(small_city(46, 15, K, &before), Some((Told::Withheld, None)));
        // What was taken back in between is compared with what was told first.
        assert_eq!(small_city(40, 11, K, &[(40, 10), (40, 16)]), Some((Told::Held, Some(16))));
        // More deaths than the cases that are told so far: nobody may see that the cases wait.
        assert_eq!(small_city(20, 22, K, &[(20, 10)]), Some((Told::Withheld, None)));
    }
}
