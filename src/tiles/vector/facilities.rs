//! Health facilities as points.

use super::{local, mark_layer::MarkLayer, number_of};
use crate::{
    domain::FacilityType,
    index::{Lens, TileId, WorldPoint},
};

/// A tile of facilities of the given types, all when empty.
pub(in crate::tiles) fn facilities(lens: &Lens, tile: TileId, types: &[FacilityType]) -> Vec<u8> {
    let mut layer = MarkLayer::new("facilities");
    for facility in lens.facilities().in_box(tile.bounds().padded(1e-6)) {
        let Some(at) = facility.position.map(WorldPoint::of) else { continue };
        let wanted = types.is_empty() || types.contains(&facility.kind);
        if !wanted || TileId::containing(tile.z, at) != tile {
            continue;
        }
        layer.tag_text("code", facility.code.as_str());
        layer.tag_text("name", &facility.name);
        layer.tag_text("type", facility.kind.word());
        if let Some(class) = &facility.class {
            layer.tag_text("class", class);
        }
        if let Some(address) = &facility.address {
            layer.tag_text("address", address);
        }
        if let Some(beds) = facility.beds {
            layer.tag_count("beds", u64::from(beds));
        }
        if let Some(district) = facility.district() {
            layer.tag_text("district", &district.to_string());
        }
        layer.point(number_of(&[facility.code.as_str()]), local(tile, at));
    }
    let mut bytes = Vec::new();
    layer.finish(&mut bytes);
    bytes
}
