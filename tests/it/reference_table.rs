//! The table of `../shared/refs/privacy`: three small cells that one linear program finds out where they alone are hidden.

use serde_json::Value;
use sigis::{
    analysis::disclosure::{Before, Rules, decide},
    domain::{Cell, Place, Shown, Span, Told},
};

use crate::{
    disclosure::{Attack, K, block, truth},
    shared_data,
};

#[test]
fn the_reference_attack_finds_the_small_cells_where_they_alone_are_hidden_and_none_of_a_release() {
    let Some(file) = shared_data::file("../refs/privacy/expected.json") else { return };
    let expected: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let expected = &expected["cell_suppression"];
    // Its rows are kecamatan of one kelurahan, its columns the first months of a city large enough to tell its sums.
    let rows: Vec<Vec<u32>> = serde_json::from_value(expected["table"].clone()).unwrap();
    let counts =
        rows.iter().map(|row| vec![std::array::from_fn(|m| row.get(m).copied().unwrap_or_default())]);
    let town = block(&counts.collect::<Vec<_>>(), [0; 12], true);
    let names: Vec<String> = serde_json::from_value(expected["rows"].clone()).unwrap();
    let cell = |name: &str| {
        let (row, column) = name.split_once('|').unwrap();
        let row = names.iter().position(|known| known == row).unwrap();
        Cell { place: town.kecamatan[row].place, span: Span::Month(column[1..].parse().unwrap()) }
    };
    let small: Vec<Cell> =
        expected["primary"].as_array().unwrap().iter().map(|name| cell(name.as_str().unwrap())).collect();

    let decision = decide(&town, Rules { k: K }, &Before::default());
    let attack = Attack::on(&town, decision.shown.clone(), &[]);
    assert!(attack.narrowed().is_empty(), "{:?}", attack.narrowed());
    let hidden = |c: &Cell| decision.shown.iter().all(|s| s.cell != *c || s.told == Told::Small);
    assert!(small.iter().all(hidden), "{:?}", decision.shown);
    let city =
        |s: &&Shown| s.cell.place == Place::District(town.city) && matches!(s.cell.span, Span::Month(1..=3));
    let sums: Vec<_> = decision.shown.iter().filter(city).map(|s| s.value).collect();
    assert_eq!(sums, [Some(42), Some(35), Some(31)], "the sums of the columns are told");

    // As its authors ask it: nothing is known of the small cells but the sums.
    let every = attack.cells().into_iter().filter(|c| !small.contains(c));
    let every = every.filter(|c| !matches!(c.place, Place::Rest(_)));
    let all = every.map(|c| Shown { cell: c, told: Told::Exactly, value: Some(truth(&town, c)) });
    let naive = Attack::on(&town, all.filter(|s| !matches!(s.cell.span, Span::Quarter(_))).collect(), &[]);
    for (name, bounds) in expected["attack_bounds_primary_only"].as_object().unwrap() {
        let (low, high) = naive.range(cell(name));
        let wanted: [f64; 2] = serde_json::from_value(bounds.clone()).unwrap();
        assert!((low - wanted[0]).abs() < 1e-6 && (high - wanted[1]).abs() < 1e-6, "{name}: {low} to {high}");
    }
}
