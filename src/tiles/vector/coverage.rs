//! Who serves whom: wilayah kerja, modelled catchments, straight-line reach.

use super::{
    area_layer::{AreaLayer, Tags},
    margin_of, number_of, touches,
};
use crate::{
    index::{CatchmentArea, Lens, ReachArea, TileId},
    tiles::{Display, TileError, polygon::tile_rings},
};

/// A tile of catchments, and of the reach areas that the query asks for.
pub(in crate::tiles) fn coverage(
    lens: &Lens,
    tile: TileId,
    display: &Display,
    reaches: &[ReachArea],
) -> Result<Vec<u8>, TileError> {
    let area = margin_of(tile);
    let mut catchments = AreaLayer::new("catchments");
    let wanted = lens.coverage().catchments.iter().filter(|c| display.wants(c));
    for c in wanted.filter(|c| touches(&c.area, area)) {
        let rings = tile_rings(&c.area, tile);
        if !rings.is_empty() {
            let id = number_of(&[c.facility.as_str(), c.kind.word(), c.source.word()]);
            catchments = catchments.add(id, &rings, |tags| tag_catchment(tags, lens, c))?;
        }
    }
    let mut reach = AreaLayer::new("reach");
    for r in reaches.iter().filter(|r| touches(&r.area, area)) {
        let rings = tile_rings(&r.area, tile);
        if !rings.is_empty() {
            let id = number_of(&[r.facility.as_str(), r.kind.word(), &r.radius_m.to_string()]);
            reach = reach.add(id, &rings, |tags| tag_reach(tags, r))?;
        }
    }
    let mut bytes = Vec::new();
    catchments.finish(&mut bytes)?;
    reach.finish(&mut bytes)?;
    Ok(bytes)
}

fn tag_catchment(tags: &mut Tags, lens: &Lens, catchment: &CatchmentArea) {
    tags.text("code", catchment.facility.as_str());
    if let Some(facility) = lens.facilities().get(&catchment.facility) {
        tags.text("name", &facility.name);
    }
    tags.text("type", catchment.kind.word());
    tags.text("source", catchment.source.word());
    tags.double("area_km2", catchment.area_km2);
    tag_people(tags, catchment.people);
}

fn tag_reach(tags: &mut Tags, reach: &ReachArea) {
    tags.text("code", reach.facility.as_str());
    tags.text("type", reach.kind.word());
    tags.double("radius_m", reach.radius_m);
    tag_people(tags, reach.people);
}

fn tag_people(tags: &mut Tags, people: Option<(f64, i32)>) {
    if let Some((people, year)) = people {
        tags.count("people", people.round().max(0.0) as u64);
        tags.int("people_year", i64::from(year));
    }
}
