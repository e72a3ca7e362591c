//! Cases: clusters, single cases and cells, as the lens answered.

use chrono::{Datelike, NaiveDate};

use super::{
    local,
    mark_layer::{Key, MarkLayer, Numbered, ValueId},
    units,
};
use crate::{
    domain::{DiseaseCode, DistrictCode, Outcome, Status},
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
    let mut words = CaseWords::default();
    for mark in cases {
        words.tag(&mut layer, mark);
        layer.point(mark.id.0 as u64, local(tile, mark.at));
    }
    layer
}

/// The keys of the layer `cases` and the values that repeat, numbered when they are first used: a feature costs some
/// small look-ups and no hash of a text.
#[derive(Default)]
struct CaseWords {
    keys: [Option<Key>; 8],
    diseases: Vec<(DiseaseCode, ValueId)>,
    days: Numbered<i32, (ValueId, ValueId)>,
    sexes: [Option<ValueId>; 2],
    ages: Vec<Option<ValueId>>,
    statuses: [Option<ValueId>; Status::ALL.len()],
    outcomes: [Option<ValueId>; Outcome::ALL.len()],
    districts: Numbered<DistrictCode, ValueId>,
}

/// The keys in the order that features tell them.
const KEYS: [&str; 8] = ["disease", "onset", "day", "sex", "age", "status", "outcome", "district"];

impl CaseWords {
    fn tag(&mut self, layer: &mut MarkLayer, mark: &CaseMark) {
        let disease = self.disease(layer, mark.disease);
        let (onset, day) = self.day(layer, mark.onset);
        let sex = mark.sex.map(|sex| once(&mut self.sexes[sex as usize], || layer.text(sex.word())));
        let age = mark.age.map(|age| {
            self.ages.resize(256, None);
            once(&mut self.ages[usize::from(age)], || layer.count(u64::from(age)))
        });
        let (status, outcome) = (mark.status, mark.outcome);
        let status = once(&mut self.statuses[status as usize], || layer.text(status.word()));
        let outcome = once(&mut self.outcomes[outcome as usize], || layer.text(outcome.word()));
        let district = mark
            .district
            .map(|code| *self.districts.entry(code).or_insert_with(|| layer.text(&code.to_string())));
        let values = [Some(disease), Some(onset), Some(day), sex, age, Some(status), Some(outcome), district];
        for ((value, key), word) in values.into_iter().zip(&mut self.keys).zip(KEYS) {
            if let Some(value) = value {
                let key = *key.get_or_insert_with(|| layer.key(word));
                layer.tag(key, value);
            }
        }
    }

    fn disease(&mut self, layer: &mut MarkLayer, code: DiseaseCode) -> ValueId {
        if let Some((_, value)) = self.diseases.iter().find(|(known, _)| *known == code) {
            return *value;
        }
        let value = layer.text(code.as_str());
        self.diseases.push((code, value));
        value
    }

    /// The onset as a date and as days since 1970.
    fn day(&mut self, layer: &mut MarkLayer, onset: NaiveDate) -> (ValueId, ValueId) {
        *self.days.entry(onset.num_days_from_ce()).or_insert_with(|| {
            let days = onset.signed_duration_since(NaiveDate::default()).num_days();
            (layer.text(&onset.to_string()), layer.int(days))
        })
    }
}

fn once(known: &mut Option<ValueId>, make: impl FnOnce() -> ValueId) -> ValueId {
    *known.get_or_insert_with(make)
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
