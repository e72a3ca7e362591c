//! How many people live in each kelurahan, by year and sex.

use super::{
    dice::{Dice, Stream, apportion},
    districts::Areas,
    growth::{KELURAHAN, Regions},
    terrain::Terrain,
};
use crate::domain::Population;

/// People in the city, year by year; the last figure is the one the demo is known by.
const CITY: [(i32, u64); 8] = [
    (2010, 1_555_984),
    (2011, 1_582_303),
    (2012, 1_608_120),
    (2013, 1_633_475),
    (2014, 1_658_402),
    (2015, 1_682_766),
    (2016, 1_706_481),
    (2017, 1_729_428),
];

const SOURCE: &str = "Data simulasi SIGIS, bukan angka resmi";

/// The denominators of every kelurahan and year, by region number and year.
pub(super) fn population(seed: u64, terrain: &Terrain, regions: &Regions, areas: &Areas) -> Vec<Population> {
    let mut dice = Dice::new(seed, Stream::People);
    let mut weight = vec![0.0; KELURAHAN];
    let mut urban = vec![(0.0, 0.0); KELURAHAN];
    for (cell, region) in regions.kelurahan.iter().enumerate() {
        if let Some(sum) = weight.get_mut(usize::from(*region)) {
            let closeness = terrain.urbanity(cell);
            *sum += 0.02 + closeness;
            urban[usize::from(*region)].0 += closeness;
            urban[usize::from(*region)].1 += 1.0;
        }
    }
    weight.iter_mut().for_each(|w| *w *= dice.between(0.72, 1.35));
    let women: Vec<f64> = (0..KELURAHAN).map(|_| dice.between(0.498, 0.512)).collect();
    // The centre loses people to the hills: yearly growth against the city as a whole.
    let growth: Vec<f64> =
        urban.iter().map(|(sum, cells)| 0.012 - 0.03 * sum / cells + dice.between(-0.004, 0.004)).collect();

    let last = CITY[CITY.len() - 1].0;
    let mut rows = Vec::with_capacity(KELURAHAN * CITY.len());
    for (year, people) in CITY {
        let then: Vec<f64> =
            weight.iter().zip(&growth).map(|(w, g)| w * (1.0 + g).powi(year - last)).collect();
        for (region, total) in apportion(people, &then).into_iter().enumerate() {
            let total = total as u32;
            let female = (f64::from(total) * women[region]).round() as u32;
            let district = areas.of(region).code;
            rows.push(Population {
                district,
                year,
                total,
                male: Some(total - female),
                female: Some(female),
                source: SOURCE.into(),
            });
        }
    }
    rows.sort_by_key(|row| (row.district, row.year));
    rows
}

/// People of each region in the last year.
pub(super) fn latest(rows: &[Population], areas: &Areas) -> Vec<f64> {
    let last = CITY[CITY.len() - 1].0;
    let of: std::collections::HashMap<_, _> =
        rows.iter().filter(|row| row.year == last).map(|row| (row.district, row.total)).collect();
    (0..KELURAHAN).map(|region| of.get(&areas.of(region).code).copied().map_or(0.0, f64::from)).collect()
}
