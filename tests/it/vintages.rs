//! An attacker who kept every release, also those that were withdrawn, and solves one linear program over all of them.
//!
//! Months are told as they close, reports come late, years are corrected. He knows that the numbers of an edition are
//! parts of one table, and where it is so, that a correction only adds.

use std::collections::{HashMap, HashSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use proptest::prelude::*;
use sigis::{
    analysis::disclosure::{Before, Block, Rules, decide},
    domain::{Cell, Place, Shown, Span, Told},
};

use crate::{
    disclosure::{Attack, K, block, is_unsaid, is_untold, truth},
    fuzz,
};

/// Cases by kecamatan, kelurahan and month.
type Counts = Vec<Vec<[u32; 12]>>;

/// What happens before a release.
#[derive(Debug, Clone)]
struct Step {
    /// Reports of whatever month: kecamatan, kelurahan, month, how many.
    reports: Vec<(usize, usize, usize, u32)>,
    /// Cases that turn out to be none: kecamatan, kelurahan, month.
    discarded: Vec<(usize, usize, usize)>,
    closed_months: u8,
    correct: bool,
}

/// An edition of the year: its numbers, and all that its releases told.
struct Edition {
    block: Block,
    attack: Attack,
}

/// Everything that was told, the oldest edition first.
#[derive(Default)]
struct Log {
    editions: Vec<Edition>,
}

/// The months of each kecamatan, and the year of each part.
struct Table {
    months: HashMap<(usize, u8), Variable>,
    people: HashMap<Place, Variable>,
}

impl Table {
    fn sum(&self, attack: &Attack, cell: Cell) -> Vec<(Variable, f64)> {
        match attack.months(cell) {
            Some(pairs) => pairs.iter().map(|p| (self.months[p], 1.0)).collect(),
            None => vec![(self.people[&cell.place], 1.0)],
        }
    }
}

/// A number that he asks about.
#[derive(Debug, Clone, Copy)]
enum Aim {
    /// That of a cell in an edition.
    Number(usize, Cell),
    /// What an edition has more than the one before it.
    Step(usize, Cell),
}

impl Log {
    fn table(&self, problem: &mut Problem, attack: &Attack) -> Table {
        let (mut months, mut people) = (HashMap::new(), HashMap::new());
        for (k, (_, parts)) in attack.parts.iter().enumerate() {
            months.extend((1..=12).map(|m| ((k, m), problem.add_var(0.0, (0.0, 1e5)))));
            people.extend(parts.iter().map(|part| (*part, problem.add_var(0.0, (0.0, 1e5)))));
            if !parts.is_empty() {
                let year = (1..=12).map(|m| (months[&(k, m)], 1.0));
                let sum: Vec<_> = year.chain(parts.iter().map(|p| (people[p], -1.0))).collect();
                problem.add_constraint(&sum, ComparisonOp::Eq, 0.0);
            }
        }
        Table { months, people }
    }

    /// Whether no number of an edition lies below that of the one before.
    fn adds(&self, edition: usize) -> bool {
        let [before, after] = [edition - 1, edition].map(|e| &self.editions[e]);
        let mut cells = after.attack.cells().into_iter();
        cells.all(|cell| truth(&before.block, cell) <= truth(&after.block, cell))
    }

    fn bound(&self, aim: Aim, direction: OptimizationDirection) -> f64 {
        let mut problem = Problem::new(direction);
        let goal = problem.add_var(1.0, (-1e6, 1e6));
        let tables: Vec<Table> =
            self.editions.iter().map(|edition| self.table(&mut problem, &edition.attack)).collect();
        for (e, (edition, table)) in self.editions.iter().zip(&tables).enumerate() {
            for shown in &edition.attack.shown {
                let k = f64::from(K);
                let (low, high) = match (shown.told, shown.value.map(f64::from)) {
                    (_, Some(value)) => (value, value),
                    (Told::Small, None) => (1.0, k - 1.0),
                    (Told::Withheld, None) => (k, 1e5),
                    other => panic!("{other:?}"),
                };
                let terms = table.sum(&edition.attack, shown.cell);
                problem.add_constraint(&terms, ComparisonOp::Ge, low);
                problem.add_constraint(&terms, ComparisonOp::Le, high);
            }
            if e > 0 && self.adds(e) {
                let before = &tables[e - 1];
                let months = table.months.iter().map(|(at, after)| (before.months[at], *after));
                let people = table.people.iter().map(|(at, after)| (before.people[at], *after));
                for (before, after) in months.chain(people) {
                    problem.add_constraint([(after, 1.0), (before, -1.0)], ComparisonOp::Ge, 0.0);
                }
            }
        }
        let (Aim::Number(edition, cell) | Aim::Step(edition, cell)) = aim;
        let attack = &self.editions[edition].attack;
        let mut terms = tables[edition].sum(attack, cell);
        if let Aim::Step(..) = aim {
            let before = tables[edition - 1].sum(attack, cell);
            terms.extend(before.into_iter().map(|(variable, one)| (variable, -one)));
        }
        terms.push((goal, -1.0));
        problem.add_constraint(&terms, ComparisonOp::Eq, 0.0);
        problem.solve().unwrap().into_solution().unwrap().objective()
    }

    fn range(&self, aim: Aim) -> (f64, f64) {
        let low = self.bound(aim, OptimizationDirection::Minimize);
        (low, self.bound(aim, OptimizationDirection::Maximize))
    }

    /// Numbers from 1 to k-1 that he narrows: those told as small below 1 to k-1, others so that he is sure that there
    /// is anybody; hidden ones below a range of k; and what a correction changed by less than k so that
    /// he is sure that anything changed, and finds fewer than k-1 numbers for it.
    fn narrowed(&self) -> Vec<(Aim, f64, f64)> {
        let (mut narrowed, mut known) = (Vec::new(), HashSet::new());
        for (e, edition) in self.editions.iter().enumerate() {
            let Edition { block, attack } = edition;
            let told: HashMap<Cell, Told> = attack.shown.iter().map(|s| (s.cell, s.told)).collect();
            known.extend(told.keys().copied());
            let exempt = |cell: &Cell| block.large && cell.place == Place::District(attack.city);
            let closed = |cell: &Cell| match cell.span {
                Span::Month(m) => m <= block.closed_months,
                Span::Quarter(q) => 3 * q <= block.closed_months,
                _ => block.closed_months == 12,
            };
            let k = f64::from(K);
            for cell in attack.cells().into_iter().filter(|cell| !exempt(cell) && closed(cell)) {
                let number = truth(block, cell);
                let small = (1..K).contains(&number);
                // Of what was seen in the edition before only the change is left to hide.
                let seen = e.checked_sub(1).map(|e| &self.editions[e]).is_some_and(|before| {
                    let mut told = before.attack.shown.iter();
                    told.any(|s| s.cell == cell && s.value.is_some())
                });
                let aim = Aim::Number(e, cell);
                let safe: &dyn Fn((f64, f64)) -> bool = match told.get(&cell) {
                    Some(Told::Small) => &|(low, high)| low < 1.0 + 1e-6 && high > k - 1.0 - 1e-6,
                    Some(Told::Withheld) if !seen => &|(low, high)| high - low > k - 1e-6,
                    None if small && is_untold(cell, &known) => &is_unsaid,
                    _ => &|_| true,
                };
                let range = self.range(aim);
                if !safe(range) {
                    narrowed.push((aim, range.0, range.1));
                }
                let before = e.checked_sub(1).map(|e| &self.editions[e].block);
                let Some(before) = before.filter(|b| b.closed_months == block.closed_months) else {
                    continue;
                };
                let old = truth(before, cell);
                if !(1..K).contains(&number.abs_diff(old)) {
                    continue;
                }
                let aim = Aim::Step(e, cell);
                let (low, high) = self.range(aim);
                let (low, high) = if number > old { (low, high) } else { (-high, -low) };
                if !is_unsaid((low, high)) && high - low < f64::from(K) - 2.0 - 1e-6 {
                    narrowed.push((aim, low, high));
                }
            }
        }
        narrowed
    }
}

/// Publishes a year step by step, as the log remembers it: a month keeps its numbers once it was told, until a correction.
fn published(mut counts: Counts, large: bool, steps: &[Step]) -> Log {
    let (mut log, mut before) = (Log::default(), Before::default());
    let mut fixed: Counts = counts.iter().map(|parts| vec![[0; 12]; parts.len()]).collect();
    let mut told_months = 0;
    for (n, step) in steps.iter().enumerate() {
        for (kecamatan, kelurahan, month, cases) in &step.reports {
            *at(&mut counts, *kecamatan, *kelurahan, *month) += cases;
        }
        for (kecamatan, kelurahan, month) in &step.discarded {
            let cases = at(&mut counts, *kecamatan, *kelurahan, *month);
            *cases = cases.saturating_sub(1);
        }
        let correct = step.correct && n > 0;
        let known = if correct { 0 } else { told_months };
        told_months = told_months.max(step.closed_months);
        for (part, now) in fixed.iter_mut().flatten().zip(counts.iter().flatten()) {
            (usize::from(known)..usize::from(told_months)).for_each(|m| part[m] = now[m]);
        }
        let today = block(&counts, [0; 12], large).today;
        let now = Block { today, closed_months: told_months, ..block(&fixed, [0; 12], large) };
        if correct {
            before.correct(&log.editions.last().unwrap().block);
        }
        let decision = decide(&now, Rules { k: K }, &before);
        before.remember(&decision.shown, &decision.deaths, K);
        // A large city is told as it stands; somebody who was there from the start knows how it stood.
        let city = Place::District(now.city);
        let of_table = decision.shown.into_iter().map(|s| match large && s.cell.place == city {
            true => Shown { value: Some(truth(&now, s.cell)), ..s },
            false => s,
        });
        let mut shown: Vec<Shown> = of_table.collect();
        if let (false, Some(edition)) = (correct, log.editions.pop_if(|_| !correct)) {
            let again: HashMap<Cell, Shown> = shown.iter().map(|s| (s.cell, *s)).collect();
            for old in &edition.attack.shown {
                assert_eq!(again.get(&old.cell), Some(old), "what was told is told again");
            }
            shown.retain(|s| s.cell.place != city || s.cell.span != Span::Year || !large);
        }
        log.editions.push(Edition { attack: Attack::on(&now, shown, &[]), block: now });
    }
    log
}

fn at(counts: &mut Counts, kecamatan: usize, kelurahan: usize, month: usize) -> &mut u32 {
    let count = counts.len();
    let parts = &mut counts[kecamatan % count];
    let count = parts.len();
    &mut parts[kelurahan % count][month % 12]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let place = || (0..3usize, 0..3usize, 0..12usize);
    let reports = prop::collection::vec((place(), 1..9u32).prop_map(|((k, l, m), n)| (k, l, m, n)), 0..6);
    let discarded = prop::collection::vec(place(), 0..2);
    let step = |closed: u8| {
        let discarded = prop_oneof![3 => Just(Vec::new()), 1 => discarded.clone()];
        (reports.clone(), discarded, any::<bool>()).prop_map(move |(reports, discarded, correct)| Step {
            reports,
            discarded,
            closed_months: closed,
            correct,
        })
    };
    prop_oneof![
        (step(12), step(12), step(12)).prop_map(|(a, b, c)| vec![a, b, c]),
        (step(2), step(7), step(12), step(12)).prop_map(|(a, b, c, d)| vec![a, b, c, d]),
    ]
}

fn towns() -> impl Strategy<Value = Counts> {
    let months = prop::array::uniform12(prop_oneof![3 => Just(0), 4 => 0..4u32, 2 => 0..12u32]);
    prop::collection::vec(prop::collection::vec(months, 1..4), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(fuzz::cases(12)))]

    #[test]
    fn nobody_who_kept_every_release_narrows_a_small_count_or_a_small_change(
        counts in towns(), large in any::<bool>(), steps in steps(),
    ) {
        let narrowed = published(counts, large, &steps).narrowed();
        prop_assert!(narrowed.is_empty(), "{:?}", narrowed);
    }
}

#[test]
fn a_late_report_changes_no_number_below_the_city_until_a_correction() {
    let row = |january: u32, others: u32| std::array::from_fn(|m| if m == 0 { january } else { others });
    let town =
        vec![vec![row(30, 20), row(20, 20)], vec![row(9, 7), row(30, 30)], vec![row(40, 8), row(9, 9)]];
    let step = |reports: &[(usize, usize, usize, u32)], correct| Step {
        reports: reports.to_vec(),
        discarded: Vec::new(),
        closed_months: 12,
        correct,
    };
    let late = [(0, 0, 0, 2), (2, 1, 5, 7)];
    let log = published(town, true, &[step(&[], false), step(&late, false), step(&[], true)]);
    assert_eq!(log.editions.len(), 2);
    let numbers = |e: usize| -> HashMap<Cell, u32> {
        let shown = &log.editions[e].attack.shown;
        shown.iter().filter_map(|s| Some((s.cell, s.value?))).collect()
    };
    let (first, corrected) = (numbers(0), numbers(1));
    let of = |code: &str, span| Cell { place: Place::District(code.parse().unwrap()), span };
    let third = of("99.71.03", Span::Month(6));
    assert_eq!((first[&third], corrected[&third]), (17, 24), "seven more are told by the correction");
    let january = of("99.71.01", Span::Month(1));
    assert_eq!((first.get(&january), corrected.get(&january)), (Some(&50), None), "two more are not");
    assert!(log.narrowed().is_empty(), "{:?}", log.narrowed());
}
