//! Cases: clusters, single cases and cells, as the lens answered.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    local,
    mark_layer::{Key, MarkLayer, ValueId},
    units,
};
use crate::{
    domain::DistrictCode,
    index::{CaseMark, CellMark, ClusterMark, Marks, TileId},
};

/// A tile of cases: clusters, single cases and cells, as the lens answered.
pub(in crate::tiles) fn cases(marks: &Marks, tile: TileId) -> Vec<u8> {
    let mut bytes = Vec::new();
    clusters_layer(&marks.clusters, tile).finish(&mut bytes);
    cases_layer(&marks.cases, tile).finish(&mut bytes);
    cells_layer(&marks.cells, tile).finish(&mut bytes);
    bytes
}

fn clusters_layer(clusters: &[ClusterMark], tile: TileId) -> MarkLayer {
    let mut layer = MarkLayer::new("clusters");
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
pub(in crate::tiles) fn abbreviated(count: u64) -> String {
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

fn cases_layer(cases: &[CaseMark], tile: TileId) -> MarkLayer {
    let mut layer = MarkLayer::new("cases");
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
    fn new(layer: &mut MarkLayer) -> Self {
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

    fn tag(&mut self, layer: &mut MarkLayer, mark: &CaseMark) {
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

fn cells_layer(cells: &[CellMark], tile: TileId) -> MarkLayer {
    let mut layer = MarkLayer::new("cells");
    for cell in cells {
        layer.tag_count("point_count", cell.tally.cases);
        layer.tag_count("deaths", cell.tally.deaths);
        layer.square(cell.id, local(tile, cell.origin), units(tile, cell.side as i64).max(1));
    }
    layer
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
