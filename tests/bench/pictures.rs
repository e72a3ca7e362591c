//! What PNG tiles and printed maps cost: `cargo bench --bench pictures -- [CASES]`, 20,000 when not given.
//!
//! The tiles of a walk over the simulated city, from zoom 8 to 16, each drawn once by a service that has kept nothing.
//! Times are those that the thread had a processor, so that other programs do not count. Nothing is asserted: a
//! machine is as fast as it is.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::{collections::BTreeSet, fs};

use sigis::{
    domain::{Role, Territory, Viewer},
    index::{Atlas, CityData, Lens, Snapshot, TileId, WorldPoint},
    simulation,
    tiles::{Encoding, PictureRequest, SetName, TileData, TileFormat, TileQuery, TileRequest, TileService},
};

const SEED: u64 = 7;
const TILES: usize = 450;
const ZOOMS: std::ops::RangeInclusive<u8> = 8..=16;
const YEAR: &str = "disease=dbd&from=2016-01-01&to=2016-12-31";

fn main() {
    let cases = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(20_000);
    let (data, walk) = city(cases);
    let viewer = Viewer { role: Role::Surveillance, territory: Territory::default() };
    let lens = Atlas::new(Snapshot::build(data)).lens(&viewer);
    println!("{cases} cases, {} tiles", walk.len());
    println!("| picture | mean ms | p50 | p99 | kB |\n|---|---|---|---|---|");
    for (set, words) in [("cases", ""), ("cases", YEAR), ("heat", ""), ("heat", YEAR), ("districts", YEAR)] {
        let Ok(set) = set.parse::<SetName>() else { continue };
        let service = service();
        let taken = walk.iter().map(|tile| timed(|| drawn(&service, &lens, set, *tile, words)));
        report(&format!("{} {words}", set.word()), taken.collect());
    }
    for layers in ["districts", "districts,cases", "cases,facilities", "heat"] {
        let words = format!("{YEAR}&layers={layers}");
        let pairs = words.split('&').filter_map(|pair| pair.split_once('='));
        let Ok(request) = PictureRequest::read(pairs, lens.catalog()) else { continue };
        let again = (0..5).map(|_| {
            let service = service();
            timed(|| service.picture(&lens, &request).unwrap().len())
        });
        report(&format!("/map.png {layers}"), again.collect());
    }
}

fn service() -> TileService {
    TileService::new(TileData::load(None).unwrap(), 64 << 20)
}

/// The city, and tiles with cases in them.
fn city(cases: u64) -> (CityData, Vec<TileId>) {
    let city = simulation::city(SEED, Some(cases));
    let facts: Vec<_> = city.facts().collect();
    let places: Vec<_> = facts.iter().filter_map(|case| case.position).map(WorldPoint::of).collect();
    let step = (places.len() / TILES / 2).max(1);
    let zooms = ZOOMS.cycle();
    let tiles = places.iter().step_by(step).zip(zooms).map(|(place, z)| TileId::containing(z, *place));
    let mut seen = BTreeSet::new();
    let walk: Vec<_> = tiles.filter(|t| seen.insert((t.z, t.x, t.y))).take(TILES).collect();
    let data = CityData {
        version: 1,
        city_version: 1,
        name: city.name().to_owned(),
        simulated: true,
        catalog: TileData::load(None).unwrap().catalog,
        facilities: city.facilities().to_vec(),
        catchments: city.catchments().to_vec(),
        districts: city.districts,
        population: city.population,
        cases: facts,
        publication: None,
    };
    (data, walk)
}

fn drawn(service: &TileService, lens: &Lens, set: SetName, tile: TileId, words: &str) -> usize {
    let pairs = words.split('&').filter_map(|pair| pair.split_once('='));
    let query = TileQuery::read(service.set(set).unwrap(), pairs, lens.catalog()).unwrap();
    let format = TileFormat::Png { scale: 1 };
    let request = TileRequest { set, tile, format, query, encoding: Encoding::Identity };
    service.tile(lens, &request).unwrap().bytes.len()
}

/// Milliseconds that this thread had a processor, and what the work came to.
fn timed(work: impl FnOnce() -> usize) -> (f64, usize) {
    let run = || {
        let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
        text.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e6
    };
    let begin = run();
    let bytes = work();
    (run() - begin, bytes)
}

fn report(name: &str, taken: Vec<(f64, usize)>) {
    let mut times: Vec<f64> = taken.iter().map(|(time, _)| *time).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    let mean = |sum: f64| sum / times.len() as f64;
    let bytes: usize = taken.iter().map(|(_, bytes)| bytes).sum();
    let (time, size) = (mean(times.iter().sum()), mean(bytes as f64) / 1000.0);
    println!("| {name} | {time:.2} | {:.2} | {:.2} | {size:.1} |", at(0.5), at(0.99));
}
