//! Vector tiles of every set, written from what a lens answers.

use std::collections::HashMap;

use chrono::NaiveDate;
use geo::{BoundingRect, MultiPolygon};

use super::{
    Display,
    legend::Shading,
    mvt::{EXTENT, Key, LayerWriter, ValueId},
    polygon::tile_rings,
};
use crate::{
    domain::{BoundingBox, District, DistrictCode, FacilityType, Level},
    index::{CaseMark, CellMark, ClusterMark, Lens, Marks, TileId, WorldPoint},
};

/// A tile of cases: clusters, single cases and cells, as the lens answered.
pub(super) fn cases(marks: &Marks, tile: TileId) -> Vec<u8> {
    let mut bytes = Vec::new();
    clusters_layer(&marks.clusters, tile).finish(&mut bytes);
    cases_layer(&marks.cases, tile).finish(&mut bytes);
    cells_layer(&marks.cells, tile).finish(&mut bytes);
    bytes
}

fn clusters_layer(clusters: &[ClusterMark], tile: TileId) -> LayerWriter {
    let mut layer = LayerWriter::new("clusters");
    for mark in clusters {
        layer.tag_int("id", mark.id as i64);
        layer.tag_count("point_count", mark.tally.cases);
        layer.tag_text("point_count_abbreviated", &abbreviated(mark.tally.cases));
        layer.tag_count("deaths", mark.tally.deaths);
        layer.tag_count("expansion_zoom", u64::from(mark.expansion_zoom));
        for (disease, count) in &mark.by_disease {
            layer.tag_count(disease.as_str(), *count);
        }
        layer.point(mark.id, local(tile, mark.at));
    }
    layer
}

/// A count with room for four signs: `999`, `1,2rb` (ribu), `3,4jt` (juta).
pub(super) fn abbreviated(count: u64) -> String {
    let short = |unit: u64, word: &str| {
        let tenths = count / (unit / 10);
        if tenths >= 100 || tenths.is_multiple_of(10) {
            format!("{}{word}", tenths / 10)
        } else {
            format!("{},{}{word}", tenths / 10, tenths % 10)
        }
    };
    match count {
        0..1_000 => count.to_string(),
        1_000..1_000_000 => short(1_000, "rb"),
        _ => short(1_000_000, "jt"),
    }
}

fn cases_layer(cases: &[CaseMark], tile: TileId) -> LayerWriter {
    let mut layer = LayerWriter::new("cases");
    if cases.is_empty() {
        return layer;
    }
    let mut words = CaseWords::new(&mut layer);
    for mark in cases {
        words.tag(&mut layer, mark);
        layer.point(mark.id.0 as u64, local(tile, mark.at));
    }
    layer
}

/// The keys of the layer `cases` and the values that repeat, numbered once.
struct CaseWords {
    disease: Key,
    onset: Key,
    day: Key,
    status: Key,
    outcome: Key,
    days: HashMap<NaiveDate, (ValueId, ValueId)>,
    districts: HashMap<DistrictCode, ValueId>,
}

impl CaseWords {
    fn new(layer: &mut LayerWriter) -> Self {
        Self {
            disease: layer.key("disease"),
            onset: layer.key("onset"),
            day: layer.key("day"),
            status: layer.key("status"),
            outcome: layer.key("outcome"),
            days: HashMap::new(),
            districts: HashMap::new(),
        }
    }

    fn tag(&mut self, layer: &mut LayerWriter, mark: &CaseMark) {
        let disease = layer.text(mark.disease.as_str());
        layer.tag(self.disease, disease);
        let (onset, day) = *self.days.entry(mark.onset).or_insert_with(|| {
            let days = mark.onset.signed_duration_since(NaiveDate::default()).num_days();
            (layer.text(&mark.onset.to_string()), layer.int(days))
        });
        layer.tag(self.onset, onset);
        layer.tag(self.day, day);
        if let Some(sex) = mark.sex {
            layer.tag_text("sex", sex.word());
        }
        if let Some(age) = mark.age {
            layer.tag_count("age", u64::from(age));
        }
        let status = layer.text(mark.status.word());
        layer.tag(self.status, status);
        let outcome = layer.text(mark.outcome.word());
        layer.tag(self.outcome, outcome);
        if let Some(code) = mark.district {
            let value = *self.districts.entry(code).or_insert_with(|| layer.text(&code.to_string()));
            let key = layer.key("district");
            layer.tag(key, value);
        }
    }
}

fn cells_layer(cells: &[CellMark], tile: TileId) -> LayerWriter {
    let mut layer = LayerWriter::new("cells");
    for cell in cells {
        let (left, top) = local(tile, cell.origin);
        let side = units(tile, cell.side as i64).max(1);
        layer.tag_count("point_count", cell.tally.cases);
        layer.tag_count("deaths", cell.tally.deaths);
        let ring = vec![(left, top), (left + side, top), (left + side, top + side), (left, top + side)];
        layer.polygon(cell.id, &[ring]);
    }
    layer
}

/// A point in the units of a tile.
fn local(tile: TileId, at: WorldPoint) -> (i32, i32) {
    let (left, top) = tile.origin();
    (units(tile, i64::from(at.x) - left as i64), units(tile, i64::from(at.y) - top as i64))
}

fn units(tile: TileId, world: i64) -> i32 {
    (i128::from(world) * i128::from(EXTENT)).div_euclid(i128::from(tile.side())) as i32
}

/// A tile of facilities of the given types, all when empty.
pub(super) fn facilities(lens: &Lens, tile: TileId, types: &[FacilityType]) -> Vec<u8> {
    let mut layer = LayerWriter::new("facilities");
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

/// A tile of districts with their values, and of the names whose label point it owns. Without `shading` the geometry
/// and names alone.
pub(super) fn districts(
    lens: &Lens,
    tile: TileId,
    level: Level,
    shading: Option<&Shading>,
    ranks: &HashMap<DistrictCode, u32>,
) -> Vec<u8> {
    let mut layer = LayerWriter::new("districts");
    let mut labels = LayerWriter::new("district_labels");
    for district in lens.districts().touching(level, margin_of(tile)) {
        if let Some(outline) = lens.districts().outline(district.code, tile.z) {
            let rings = tile_rings(outline, tile);
            if !rings.is_empty() {
                tag_district(&mut layer, district, shading);
                layer.polygon(plain_number(district.code), &rings);
            }
        }
        let label = WorldPoint::of(district.label);
        if TileId::containing(tile.z, label) == tile {
            tag_names(&mut labels, district);
            if let Some(rank) = ranks.get(&district.code) {
                labels.tag_count("rank", u64::from(*rank));
            }
            labels.point(plain_number(district.code), local(tile, label));
        }
    }
    let mut bytes = Vec::new();
    layer.finish(&mut bytes);
    labels.finish(&mut bytes);
    bytes
}

fn tag_names(layer: &mut LayerWriter, district: &District) {
    layer.tag_text("code", &district.code.to_string());
    layer.tag_text("name", &district.name);
    layer.tag_text("level", district.code.level().word());
}

fn tag_district(layer: &mut LayerWriter, district: &District, shading: Option<&Shading>) {
    tag_names(layer, district);
    if let Some(kind) = district.kind {
        layer.tag_text("kind", kind_word(kind));
    }
    let Some((counts, class)) = shading.and_then(|s| s.get(district.code)) else { return };
    layer.tag_count("cases", counts.cases);
    layer.tag_count("deaths", counts.deaths);
    if let Some(people) = counts.population {
        layer.tag_count("population", people.round().max(0.0) as u64);
    }
    if let Some(ir) = counts.ir {
        layer.tag_double("ir", ir);
    }
    if let Some(cfr) = counts.cfr {
        layer.tag_double("cfr", cfr);
    }
    layer.tag_int("class", i64::from(class));
}

pub(super) fn kind_word(kind: crate::domain::DistrictKind) -> &'static str {
    match kind {
        crate::domain::DistrictKind::Kelurahan => "kelurahan",
        crate::domain::DistrictKind::Desa => "desa",
    }
}

/// A tile of catchments and reach areas.
pub(super) fn coverage(lens: &Lens, tile: TileId, display: &Display) -> Vec<u8> {
    let area = margin_of(tile);
    let wanted = |kind: FacilityType| display.types.is_empty() || display.types.contains(&kind);
    let mut catchments = LayerWriter::new("catchments");
    for c in lens.coverage().catchments.iter().filter(|c| wanted(c.kind) && touches(&c.area, area)) {
        if display.source.is_some_and(|s| s != c.source) {
            continue;
        }
        let rings = tile_rings(&c.area, tile);
        if rings.is_empty() {
            continue;
        }
        catchments.tag_text("code", c.facility.as_str());
        if let Some(facility) = lens.facilities().get(&c.facility) {
            catchments.tag_text("name", &facility.name);
        }
        catchments.tag_text("type", c.kind.word());
        catchments.tag_text("source", c.source.word());
        catchments.tag_double("area_km2", c.area_km2);
        tag_people(&mut catchments, c.people);
        catchments.polygon(number_of(&[c.facility.as_str(), c.kind.word(), c.source.word()]), &rings);
    }
    let mut reach = LayerWriter::new("reach");
    for r in lens.coverage().reach.iter().filter(|r| wanted(r.kind) && touches(&r.area, area)) {
        if display.radius_m.is_some_and(|m| f64::from(m) != r.radius_m) {
            continue;
        }
        let rings = tile_rings(&r.area, tile);
        if rings.is_empty() {
            continue;
        }
        reach.tag_text("code", r.facility.as_str());
        reach.tag_text("type", r.kind.word());
        reach.tag_double("radius_m", r.radius_m);
        tag_people(&mut reach, r.people);
        reach.polygon(number_of(&[r.facility.as_str(), r.kind.word(), &r.radius_m.to_string()]), &rings);
    }
    let mut bytes = Vec::new();
    catchments.finish(&mut bytes);
    reach.finish(&mut bytes);
    bytes
}

fn tag_people(layer: &mut LayerWriter, people: Option<(f64, i32)>) {
    if let Some((people, year)) = people {
        layer.tag_count("people", people.round().max(0.0) as u64);
        layer.tag_int("people_year", i64::from(year));
    }
}

/// The tile and the margin of its polygons, in degrees.
fn margin_of(tile: TileId) -> BoundingBox {
    let area = tile.bounds();
    area.padded((area.east - area.west) / 32.0)
}

/// Whether the box around an area meets a rectangle.
pub(super) fn touches(area: &MultiPolygon<f64>, rect: BoundingBox) -> bool {
    area.bounding_rect().is_some_and(|r| {
        let own = BoundingBox { west: r.min().x, south: r.min().y, east: r.max().x, north: r.max().y };
        own.intersects(&rect)
    })
}

/// The digits of a code as a number: the MVT id of its district.
fn plain_number(code: DistrictCode) -> u64 {
    code.plain().parse().unwrap_or_default()
}

/// A stable number for words, below 2^53 so that JavaScript keeps it (FNV-1a).
pub(super) fn number_of(words: &[&str]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = words
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, word| step(word.as_bytes().iter().fold(hash, step), &0));
    hash & ((1 << 53) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_cut_short_and_never_rounded_up() {
        for (count, text) in
            [(7, "7"), (999, "999"), (1_000, "1rb"), (1_290, "1,2rb"), (12_900, "12rb"), (3_450_000, "3,4jt")]
        {
            assert_eq!(abbreviated(count), text);
        }
    }
}
