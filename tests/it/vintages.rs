//! An attacker who kept every release, also those that were withdrawn, and solves one linear program over all of them: what
//! was reported late was added, so no number of a place and period ever fell.

use std::collections::{HashMap, HashSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use sigis::{
    analysis::disclosure::{Before, Block, Rules, decide},
    domain::{Cell, Place, Shown, Told},
};

use crate::disclosure::{Attack, K, block};

/// One release: the months of each kecamatan, and the year of each part.
struct Vintage {
    months: HashMap<(usize, u8), Variable>,
    people: HashMap<Place, Variable>,
}

/// Everything that was told, the oldest release first.
struct Log {
    releases: Vec<Attack>,
    large: bool,
}

impl Log {
    fn variables(&self, problem: &mut Problem, of: usize, aim: Option<Cell>) -> Vintage {
        let release = &self.releases[of];
        let aimed = aim.map(|cell| (cell, release.months(cell)));
        let weight = |hit: bool| f64::from(u8::from(hit));
        let (mut months, mut people) = (HashMap::new(), HashMap::new());
        for (k, (_, parts)) in release.parts.iter().enumerate() {
            for m in 1..=12 {
                let hit =
                    aimed.as_ref().is_some_and(|(_, at)| at.as_ref().is_some_and(|a| a.contains(&(k, m))));
                months.insert((k, m), problem.add_var(weight(hit), (0.0, 1e5)));
            }
            for part in parts {
                let hit = aimed.as_ref().is_some_and(|(cell, at)| at.is_none() && cell.place == *part);
                people.insert(*part, problem.add_var(weight(hit), (0.0, 1e5)));
            }
            if !parts.is_empty() {
                let year = (1..=12).map(|m| (months[&(k, m)], 1.0));
                let sum: Vec<_> = year.chain(parts.iter().map(|p| (people[p], -1.0))).collect();
                problem.add_constraint(&sum, ComparisonOp::Eq, 0.0);
            }
        }
        Vintage { months, people }
    }

    /// What a cell says of the truth. A number that stands as it was told may hide fewer than k late reports.
    fn says(&self, of: usize, shown: &Shown) -> (f64, f64) {
        let k = f64::from(K);
        let earlier = self.releases[..of].iter().flat_map(|r| &r.shown);
        let stood =
            earlier.filter(|s| s.cell == shown.cell).any(|s| s.value.is_some() && s.value == shown.value);
        let sure = self.large && shown.cell.place == Place::District(self.releases[of].city);
        match (shown.told, shown.value.map(f64::from)) {
            (_, Some(value)) if stood && !sure && value >= k => (value, value + k - 1.0),
            (_, Some(value)) => (value, value),
            (Told::Small, None) => (1.0, k - 1.0),
            (Told::Withheld, None) => (k, 1e5),
            other => panic!("{other:?}"),
        }
    }

    fn bound(&self, of: usize, cell: Cell, direction: OptimizationDirection) -> Option<f64> {
        let mut problem = Problem::new(direction);
        let vintages: Vec<Vintage> = (0..self.releases.len())
            .map(|r| self.variables(&mut problem, r, (r == of).then_some(cell)))
            .collect();
        for (r, vintage) in vintages.iter().enumerate() {
            for shown in &self.releases[r].shown {
                let terms: Vec<_> = match self.releases[r].months(shown.cell) {
                    Some(pairs) => pairs.iter().map(|p| (vintage.months[p], 1.0)).collect(),
                    None => vec![(vintage.people[&shown.cell.place], 1.0)],
                };
                let (low, high) = self.says(r, shown);
                problem.add_constraint(&terms, ComparisonOp::Ge, low);
                problem.add_constraint(&terms, ComparisonOp::Le, high);
            }
            let Some(next) = vintages.get(r + 1) else { continue };
            let months = vintage.months.iter().map(|(at, v)| (*v, next.months[at]));
            let people = vintage.people.iter().map(|(at, v)| (*v, next.people[at]));
            for (before, after) in months.chain(people) {
                problem.add_constraint([(after, 1.0), (before, -1.0)], ComparisonOp::Ge, 0.0);
            }
        }
        Some(problem.solve().ok()?.into_solution().ok()?.objective())
    }

    /// Small cells of any release that he narrows below 1 to k-1.
    fn narrowed(&self) -> Vec<(usize, Cell, f64, f64)> {
        let mut narrowed = Vec::new();
        for (r, release) in self.releases.iter().enumerate() {
            for shown in release.shown.iter().filter(|s| s.told == Told::Small) {
                let low = self.bound(r, shown.cell, OptimizationDirection::Minimize).unwrap();
                let high = self.bound(r, shown.cell, OptimizationDirection::Maximize).unwrap();
                if low > 1.0 + 1e-6 || high < f64::from(K) - 1.0 - 1e-6 {
                    narrowed.push((r, shown.cell, low, high));
                }
            }
        }
        narrowed
    }
}

/// Late reports: kecamatan, month, how many.
type Late = Vec<(usize, usize, u32)>;

fn with_late(block: &Block, late: &Late) -> Block {
    let mut after = block.clone();
    for (k, m, cases) in late {
        let count = after.kecamatan.len();
        let kecamatan = &mut after.kecamatan[k % count];
        kecamatan.months[*m] += cases;
        let parts = kecamatan.kelurahan.len();
        kecamatan.kelurahan[m % parts].cases += cases;
    }
    after
}

/// Publishes a block again and again, as the log remembers it.
fn published(mut block: Block, late: &[Late]) -> Log {
    let (mut before, mut releases, large) = (Before::default(), Vec::new(), block.large);
    for step in 0..=late.len() {
        let shown = decide(&block, Rules { k: K }, &before).shown;
        before.remember(&shown);
        releases.push(Attack::on(&block, shown, &[]));
        if let Some(late) = late.get(step) {
            block = with_late(&block, late);
        }
    }
    Log { releases, large }
}

/// Two kecamatan with two kelurahan each, every month alike but for January.
fn town() -> Block {
    let row = |january: u32, others: u32| std::array::from_fn(|m| if m == 0 { january } else { others });
    block(
        &[vec![row(3, 0), row(0, 20)], vec![row(7, 0), row(30, 30)], vec![row(40, 8), row(9, 9)]],
        [0; 12],
        false,
    )
}

#[test]
fn what_one_release_hid_for_the_sake_of_others_stays_hidden() {
    // Three and seven cases of January; then five more of the three are reported. Were the seven told now, whoever kept the
    // first release would know how many they can have been then, and with that the three.
    let late = vec![vec![(0, 0, 5)], vec![(1, 0, 6)]];
    let log = published(town(), &late);
    let withheld =
        |r: usize| log.releases[r].shown.iter().filter(|s| s.told == Told::Withheld).map(|s| s.cell);
    let first: Vec<Cell> = withheld(0).collect();
    assert!(!first.is_empty());
    for r in 1..=2 {
        let now: Vec<Cell> = withheld(r).collect();
        assert!(first.iter().all(|cell| now.contains(cell)), "release {r}: {first:?} {now:?}");
    }
    // He may still narrow a count of the first release, which the differences of tables tell; he finds none out.
    let found: Vec<_> =
        log.narrowed().into_iter().filter(|(.., low, high)| high - low < 1.0 - 1e-6).collect();
    assert_eq!(found, []);
}

#[test]
fn what_one_release_left_out_stays_out() {
    // Four cases in a large city whose months are told: nothing protects them but leaving out kecamatan, for ever.
    let row = |at: [usize; 2]| std::array::from_fn(|m| u32::from(at.contains(&m)));
    let town = block(&[vec![row([1, 11])], vec![row([5, 7])]], [0; 12], true);
    let log = published(town, &[vec![(1, 0, 6)], vec![(1, 3, 6)]]);
    let cells = |r: usize| log.releases[r].shown.iter().map(|s| s.cell).collect::<HashSet<_>>();
    assert!(cells(1).is_subset(&cells(0)) && cells(2).is_subset(&cells(1)));
    assert_eq!(log.narrowed(), []);
}
