//! An attacker who knows the rules and everything told, and solves the linear program for every hidden cell.

use std::collections::{HashMap, HashSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use proptest::prelude::*;
use sigis::{
    analysis::disclosure::{Before, Block, Kecamatan, Kelurahan, Rules, decide},
    domain::{Cell, DistrictCode, Place, Shown, Span, Told},
};

pub const K: u32 = 5;

fn code(text: &str) -> DistrictCode {
    text.parse().unwrap()
}

/// What is told, and how the places lie in each other: all that the attacker has. Numbers he does not.
pub struct Attack {
    pub city: DistrictCode,
    pub shown: Vec<Shown>,
    /// Deaths of the city: never more than its cases in the same period.
    pub deaths: Vec<Shown>,
    /// For each kecamatan the kelurahan and the rest.
    pub parts: Vec<(Place, Vec<Place>)>,
}

impl Attack {
    pub fn on(block: &Block, shown: Vec<Shown>, deaths: &[Shown]) -> Self {
        // Weeks split what is told of the city's months; nothing below the city is told by week.
        let by_month = |s: &Shown| !matches!(s.cell.span, Span::Week(_));
        let shown = shown.into_iter().filter(by_month).collect();
        let deaths = deaths.iter().copied().filter(by_month).collect();
        let parts = block.kecamatan.iter().map(|k| {
            let own: Vec<Place> = k.kelurahan.iter().map(|l| Place::District(l.code)).collect();
            let rest = match k.place {
                Place::District(code) => Some(Place::Rest(code)),
                Place::Rest(_) => None,
            };
            (k.place, own.into_iter().chain(rest).collect())
        });
        Self { city: block.city, shown, deaths, parts: parts.collect() }
    }

    /// The months of a cell's place and period, as (kecamatan, month).
    pub fn months(&self, cell: Cell) -> Option<Vec<(usize, u8)>> {
        let months: Vec<u8> = match cell.span {
            Span::Year => (1..=12).collect(),
            Span::Quarter(q) => (3 * q - 2..=3 * q).collect(),
            Span::Month(m) => vec![m],
            Span::Week(_) => return None,
        };
        let all = cell.place == Place::District(self.city);
        let of: Vec<usize> =
            (0..self.parts.len()).filter(|k| all || self.parts[*k].0 == cell.place).collect();
        let pairs: Vec<_> = of.iter().flat_map(|k| months.iter().map(|m| (*k, *m))).collect();
        (!pairs.is_empty()).then_some(pairs)
    }

    /// The least (or greatest) value that a cell can have, or that its deaths can.
    fn bound(&self, cell: Cell, of_deaths: bool, direction: OptimizationDirection) -> f64 {
        let aim = if of_deaths { Some(Vec::new()) } else { self.months(cell) };
        let aims = |k: usize, m: u8| aim.as_ref().is_some_and(|a| a.contains(&(k, m)));
        let mut problem = Problem::new(direction);
        let mut months: HashMap<(usize, u8), Variable> = HashMap::new();
        let mut people: HashMap<Place, Variable> = HashMap::new();
        for (k, (_, parts)) in self.parts.iter().enumerate() {
            for m in 1..=12 {
                let weight = f64::from(u8::from(aims(k, m)));
                months.insert((k, m), problem.add_var(weight, (0.0, 1e5)));
            }
            for part in parts {
                let weight = f64::from(u8::from(aim.is_none() && cell.place == *part));
                people.insert(*part, problem.add_var(weight, (0.0, 1e5)));
            }
            if !parts.is_empty() {
                let year = (1..=12).map(|m| (months[&(k, m)], 1.0));
                let sum: Vec<_> = year.chain(parts.iter().map(|p| (people[p], -1.0))).collect();
                problem.add_constraint(&sum, ComparisonOp::Eq, 0.0);
            }
        }
        for shown in &self.deaths {
            let weight = f64::from(u8::from(of_deaths && shown.cell == cell));
            let (low, high) = match (shown.told, shown.value.map(f64::from)) {
                (Told::Exactly, Some(value)) => (value, value),
                (Told::Held, Some(value)) => {
                    ((value - f64::from(K) + 1.0).max(0.0), value + f64::from(K) - 1.0)
                }
                (Told::Small, None) => (1.0, f64::from(K - 1)),
                // What withheld deaths leave open is how many survived.
                (Told::Withheld, None) => (1.0, 1e5),
                other => panic!("{other:?}"),
            };
            let died = problem.add_var(weight, (low, high));
            let pairs = self.months(shown.cell).unwrap();
            let cases = pairs.iter().map(|p| (months[p], 1.0)).chain([(died, -1.0)]);
            problem.add_constraint(cases.collect::<Vec<_>>(), ComparisonOp::Ge, 0.0);
        }
        for shown in &self.shown {
            let terms: Vec<_> = match self.months(shown.cell) {
                Some(pairs) => pairs.iter().map(|p| (months[p], 1.0)).collect(),
                None => vec![(people[&shown.cell.place], 1.0)],
            };
            let k = f64::from(K);
            let value = shown.value.map(f64::from);
            let (low, high) = match (shown.told, value) {
                (Told::Exactly, Some(value)) => (value, value),
                (Told::Held, Some(value)) => (k.max(value - k + 1.0), value + k - 1.0),
                (Told::Small, None) => (1.0, k - 1.0),
                (Told::Withheld, None) => (k, 1e5),
                other => panic!("{other:?}"),
            };
            problem.add_constraint(&terms, ComparisonOp::Ge, low);
            problem.add_constraint(&terms, ComparisonOp::Le, high);
        }
        problem.solve().unwrap().into_solution().unwrap().objective()
    }

    /// What he makes of a cell: the least and the greatest value that it can have.
    pub fn range(&self, cell: Cell) -> (f64, f64) {
        let low = self.bound(cell, false, OptimizationDirection::Minimize);
        (low, self.bound(cell, false, OptimizationDirection::Maximize))
    }

    /// Hidden deaths that he narrows to fewer than k-1 numbers.
    fn narrowed_deaths(&self) -> Vec<(Cell, f64, f64)> {
        let hidden = self.deaths.iter().filter(|s| s.value.is_none());
        let ranges = hidden.map(|s| {
            let low = self.bound(s.cell, true, OptimizationDirection::Minimize);
            (s.cell, low, self.bound(s.cell, true, OptimizationDirection::Maximize))
        });
        ranges.filter(|(_, low, high)| high - low < f64::from(K) - 2.0 - 1e-6).collect()
    }

    /// Hidden cells that he narrows below what they say of themselves.
    pub fn narrowed(&self) -> Vec<(Cell, Told, f64, f64)> {
        let hidden = self.shown.iter().filter(|s| matches!(s.told, Told::Small | Told::Withheld));
        let ranges = hidden.map(|s| {
            let (low, high) = self.range(s.cell);
            (s.cell, s.told, low, high)
        });
        let k = f64::from(K);
        let safe = |told: Told, low: f64, high: f64| match told {
            Told::Small => low <= 1.0 + 1e-6 && high >= k - 1.0 - 1e-6,
            _ => high - low >= k - 1e-6,
        };
        ranges.filter(|(_, told, low, high)| !safe(*told, *low, *high)).collect()
    }

    /// Every cell of the city, told or not.
    pub fn cells(&self) -> Vec<Cell> {
        let spans = (1..=12).map(Span::Month).chain((1..=4).map(Span::Quarter)).chain([Span::Year]);
        let spans: Vec<Span> = spans.collect();
        let mut cells = Vec::new();
        for (place, parts) in self
            .parts
            .iter()
            .map(|(place, parts)| (*place, parts.clone()))
            .chain([(Place::District(self.city), Vec::new())])
        {
            cells.extend(spans.iter().map(|span| Cell { place, span: *span }));
            cells.extend(parts.into_iter().map(|place| Cell { place, span: Span::Year }));
        }
        cells
    }

    /// Small cells of which nothing is told, where he is sure that there is somebody and how many more or less.
    fn found(&self, block: &Block) -> Vec<(Cell, f64, f64)> {
        let told: HashSet<Cell> = self.shown.iter().map(|s| s.cell).collect();
        let city = Place::District(self.city);
        let unsaid = self.cells().into_iter().filter(|cell| is_untold(*cell, &told) && cell.place != city);
        let small = unsaid.filter(|cell| (1..K).contains(&truth(block, *cell)));
        let ranges = small.map(|cell| (cell, self.range(cell)));
        let known = ranges.filter(|(_, range)| !is_unsaid(*range));
        known.map(|(cell, (low, high))| (cell, low, high)).collect()
    }
}

/// Whether nothing is told of a cell, nor of its months, which leave open of the sum what they leave open of themselves.
pub fn is_untold(cell: Cell, told: &HashSet<Cell>) -> bool {
    let months = match cell.span {
        Span::Year => 1..=12,
        Span::Quarter(q) => 3 * q - 2..=3 * q,
        Span::Month(m) | Span::Week(m) => m..=m,
    };
    let of = |span| told.contains(&Cell { place: cell.place, span });
    !of(cell.span) && !months.into_iter().any(|m| of(Span::Month(m)))
}

/// Whether somebody who knows that a number lies in this range cannot be sure that it is anything but zero, or knows no
/// more of it than that it is small.
pub fn is_unsaid((low, high): (f64, f64)) -> bool {
    low < 1e-6 || (low < 1.0 + 1e-6 && high > f64::from(K) - 1.0 - 1e-6)
}

/// A city whose kelurahan have so many cases in each month.
pub fn block(counts: &[Vec<[u32; 12]>], unplaced: [u32; 12], large: bool) -> Block {
    let kecamatan = counts.iter().enumerate().map(|(k, kelurahan)| {
        let name = format!("99.71.{:02}", k + 1);
        let part = |(l, months): (usize, &[u32; 12])| Kelurahan {
            code: code(&format!("{name}.{}", 1001 + l)),
            cases: months.iter().sum(),
        };
        let month =
            |m: usize| kelurahan.iter().map(|c| c[m]).sum::<u32>() + if k == 0 { unplaced[m] } else { 0 };
        Kecamatan {
            place: Place::District(code(&name)),
            months: std::array::from_fn(month),
            kelurahan: kelurahan.iter().enumerate().map(part).collect(),
        }
    });
    let kecamatan: Vec<Kecamatan> = kecamatan.collect();
    let today = std::array::from_fn(|m| kecamatan.iter().map(|k| k.months[m]).sum());
    let (deaths, weeks) = ([0; 12], Vec::new());
    Block { city: code("99.71"), kecamatan, large, closed_months: 12, today, deaths, weeks }
}

/// The same city, where so many percent of the cases of each month died.
fn dying(block: Block, percent: [u32; 12]) -> Block {
    let of_month = |m: usize| block.kecamatan.iter().map(|k| k.months[m]).sum::<u32>() * percent[m] / 100;
    Block { deaths: std::array::from_fn(of_month), ..block }
}

fn cities() -> impl Strategy<Value = Block> {
    let months = |top: u32| prop::array::uniform12(prop_oneof![3 => Just(0), 4 => 0..4u32, 2 => 0..top]);
    let kelurahan = prop::collection::vec(months(12), 1..5);
    let counts = prop::collection::vec(kelurahan, 1..5);
    let percent = prop::array::uniform12(prop_oneof![2 => Just(0), 2 => 0..30u32, 1 => 70..=100u32]);
    let cities = (counts, months(3), any::<bool>(), percent);
    cities.prop_map(|(counts, unplaced, large, percent)| dying(block(&counts, unplaced, large), percent))
}

/// The true value of a cell.
pub fn truth(block: &Block, cell: Cell) -> u32 {
    let attack = Attack::on(block, Vec::new(), &[]);
    let kecamatan = |k: usize| &block.kecamatan[k];
    match (attack.months(cell), cell.place) {
        (Some(pairs), _) => pairs.iter().map(|(k, m)| kecamatan(*k).months[usize::from(*m) - 1]).sum(),
        (None, Place::District(code)) => {
            let parts = block.kecamatan.iter().flat_map(|k| &k.kelurahan);
            parts.filter(|l| l.code == code).map(|l| l.cases).sum()
        }
        (None, Place::Rest(code)) => {
            let own = block.kecamatan.iter().find(|k| k.place == Place::District(code)).unwrap();
            own.year() - own.kelurahan.iter().map(|l| l.cases).sum::<u32>()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_hidden_cell_is_narrowed_by_the_linear_program(block in cities()) {
        let decision = decide(&block, Rules { k: K }, &Before::default());
        for shown in &decision.shown {
            let value = truth(&block, shown.cell);
            let city = shown.cell.place == Place::District(block.city);
            match shown.told {
                Told::Exactly => {
                    prop_assert_eq!(shown.value, Some(value));
                    prop_assert!(value == 0 || value >= K || (block.large && city), "{:?} is told", shown);
                }
                Told::Small => prop_assert!((1..K).contains(&value), "{:?} {}", shown, value),
                Told::Withheld => prop_assert!(value >= K, "{:?} {}", shown, value),
                Told::Held | Told::Nothing => prop_assert!(false, "{:?}", shown),
            }
        }
        let all: u32 = block.deaths.iter().sum();
        for shown in &decision.deaths {
            let value = match shown.cell.span {
                Span::Month(m) => block.deaths[usize::from(m) - 1],
                _ => all,
            };
            let survivors = truth(&block, shown.cell) - value;
            let few = |n: u32| (1..K).contains(&n);
            prop_assert_eq!(shown.value.is_some(), block.large || !few(value) && !few(survivors), "{:?}", shown);
            prop_assert!(shown.value.is_none_or(|told| told == value), "{:?}", shown);
        }
        let attack = Attack::on(&block, decision.shown, &decision.deaths);
        let narrowed = attack.narrowed();
        prop_assert!(narrowed.is_empty(), "{:?}", narrowed);
        let found = attack.found(&block);
        prop_assert!(found.is_empty(), "{:?}", found);
        let narrowed = attack.narrowed_deaths();
        prop_assert!(narrowed.is_empty(), "{:?}", narrowed);
    }
}

#[test]
fn hiding_small_cells_alone_is_broken_by_subtraction() {
    let row = |a: u32| [a, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
    let mut block =
        block(&[vec![row(9), row(7)], vec![row(2), row(20)], vec![row(8), row(9)]], [0; 12], true);
    block.kecamatan[1].months[0] = 2;
    block.kecamatan[1].kelurahan[0].cases -= 2;
    block.kecamatan[1].kelurahan[1].cases -= 18;
    block.today[0] -= 20;
    let decision = decide(&block, Rules { k: K }, &Before::default());
    assert!(Attack::on(&block, decision.shown.clone(), &[]).narrowed().is_empty());
    let naive = decision.shown.into_iter().map(|s| match s.told {
        Told::Withheld => Shown { told: Told::Exactly, value: Some(truth(&block, s.cell)), ..s },
        _ => s,
    });
    let narrowed = Attack::on(&block, naive.collect(), &[]).narrowed();
    let (_, told, low, high) = narrowed[0];
    assert_eq!(
        (told, low.round(), high.round()),
        (Told::Small, 2.0, 2.0),
        "one subtraction tells the two cases"
    );
}
