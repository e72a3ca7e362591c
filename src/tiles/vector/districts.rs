//! Districts with their values, and their names.

use std::collections::HashMap;

use super::{
    area_layer::{AreaLayer, Tags},
    local, margin_of,
    mark_layer::MarkLayer,
};
use crate::{
    domain::{District, DistrictCode, DistrictKind, Level},
    index::{Lens, TileId, WorldPoint},
    tiles::{TileError, legend::Shading, polygon::tile_rings},
};

/// A tile of districts with their values, and of the names whose label point it owns. Without `shading` the geometry
/// and names alone.
pub(in crate::tiles) fn districts(
    lens: &Lens,
    tile: TileId,
    level: Level,
    shading: Option<&Shading>,
    ranks: &HashMap<DistrictCode, u32>,
) -> Result<Vec<u8>, TileError> {
    let mut layer = AreaLayer::new("districts");
    let mut labels = MarkLayer::new("district_labels");
    for district in lens.districts().touching(level, margin_of(tile)) {
        if let Some(outline) = lens.districts().outline(district.code, tile.z) {
            let rings = tile_rings(outline, tile);
            if !rings.is_empty() {
                layer = layer.add(plain_number(district.code), &rings, |tags| {
                    tag_district(tags, district, shading);
                })?;
            }
        }
        let label = WorldPoint::of(district.label);
        if TileId::containing(tile.z, label) == tile {
            labels.tag_text("code", &district.code.to_string());
            labels.tag_text("name", &district.name);
            labels.tag_text("level", district.code.level().word());
            if let Some(rank) = ranks.get(&district.code) {
                labels.tag_count("rank", u64::from(*rank));
            }
            labels.point(plain_number(district.code), local(tile, label));
        }
    }
    let mut bytes = Vec::new();
    layer.finish(&mut bytes)?;
    labels.finish(&mut bytes);
    Ok(bytes)
}

fn tag_district(tags: &mut Tags, district: &District, shading: Option<&Shading>) {
    tags.text("code", &district.code.to_string());
    tags.text("name", &district.name);
    tags.text("level", district.code.level().word());
    if let Some(kind) = district.kind {
        tags.text("kind", kind_word(kind));
    }
    let Some((counts, class)) = shading.and_then(|s| s.get(district.code)) else { return };
    if let Some(cases) = counts.cases {
        tags.count("cases", cases);
    }
    if let Some(deaths) = counts.deaths {
        tags.count("deaths", deaths);
    }
    if let Some(told) = counts.told {
        tags.text("told", told);
    }
    if let Some(people) = counts.population {
        tags.count("population", people.round().max(0.0) as u64);
    }
    if let Some(ir) = counts.ir {
        tags.double("ir", ir);
    }
    if let Some(cfr) = counts.cfr {
        tags.double("cfr", cfr);
    }
    tags.int("class", i64::from(class));
}

/// The word for what a district of the lowest level is.
pub(in crate::tiles) fn kind_word(kind: DistrictKind) -> &'static str {
    match kind {
        DistrictKind::Kelurahan => "kelurahan",
        DistrictKind::Desa => "desa",
    }
}

/// The digits of a code as a number: the MVT id of its district.
fn plain_number(code: DistrictCode) -> u64 {
    code.plain().parse().unwrap_or_default()
}
