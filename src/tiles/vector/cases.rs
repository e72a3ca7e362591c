//! Cases: clusters, single cases and cells, as the lens answered.

use super::{case_words::CaseWords, local, mark_layer::MarkLayer, units};
use crate::index::{CaseMark, CellMark, ClusterMark, Marks, TileId};

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
    let mut words = CaseWords::of(cases, layer.dictionary());
    layer.make_room(cases.len());
    for mark in cases {
        words.tag(&mut layer, mark);
        layer.point(mark.id.0 as u64, local(tile, mark.at));
    }
    layer
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
