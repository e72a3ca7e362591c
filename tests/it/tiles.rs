//! Tiles: every layer, property and shape equals what the lens answers; pictures show the legend's colours.

pub mod decoded;
mod features;
mod legend;
mod pictures;
mod semarang;
mod vector;

use sigis::{
    domain::{Role, Territory, Viewer},
    index::{Atlas, CityData, Lens, Snapshot},
    tiles::{SetName, TileData, TileQuery, TileService},
};

pub fn service() -> TileService {
    TileService::new(TileData::load(None).unwrap(), 16 << 20)
}

pub fn lens(data: CityData, viewer: &Viewer) -> Lens {
    Atlas::new(Snapshot::build(data)).lens(viewer)
}

pub fn role(role: Role) -> Viewer {
    Viewer { role, territory: Territory::default() }
}

pub fn query(service: &TileService, set: SetName, words: &str) -> TileQuery {
    let pairs: Vec<_> = words.split('&').filter_map(|p| p.split_once('=')).collect();
    TileQuery::read(service.set(set).unwrap(), pairs, &service.data().catalog).unwrap()
}
