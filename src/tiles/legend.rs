//! The legend: one computation for tiles, pictures and the client.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Serialize, Serializer, ser::SerializeMap};
use utoipa::ToSchema;

use super::{Breaks, Indicator, Palettes, Rgb, TileQuery};
use crate::{
    domain::{CaseFilter, DistrictCode, Language, Level},
    index::{Counts, Lens, RecapBy, ReleaseNote, Withheld},
};

/// What the colours of a choropleth mean.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Legend {
    /// `ir`, `cases`, `deaths`, `cfr`.
    pub indicator: &'static str,
    /// Unit in Bahasa Indonesia.
    pub unit: &'static str,
    /// How classes were cut.
    pub method: &'static str,
    /// Name of the ramp.
    pub palette: String,
    /// Edges of the classes, one more than there are classes.
    pub breaks: Vec<f64>,
    /// The classes, lowest first.
    pub classes: Vec<LegendClass>,
    /// Districts with the value 0.
    pub zero: ZeroClass,
    /// Districts without a value.
    pub no_data: NoDataClass,
    /// Districts whose number a release keeps back; not there for those who count cases themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub kept_back: Option<HiddenClass>,
    /// The value of every district of the level, in official order.
    #[serde(serialize_with = "as_map")]
    #[schema(value_type = HashMap<String, Option<f64>>)]
    pub values: Vec<(String, Option<f64>)>,
    /// First day of the period.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// As-of date.
    pub as_of: Option<NaiveDate>,
}

/// One class.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LegendClass {
    /// Lower edge, part of the class.
    pub from: f64,
    /// Upper edge, part of the next class; the last one is closed.
    pub to: f64,
    /// Fill.
    #[schema(value_type = String)]
    pub color: Rgb,
    /// What to print, in the Indonesian way of writing numbers.
    pub label: String,
    /// Districts in it.
    pub count: usize,
}

/// The class of zero.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ZeroClass {
    /// Fill.
    #[schema(value_type = String)]
    pub color: Rgb,
    /// Districts in it.
    pub count: usize,
}

/// The class without a value.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NoDataClass {
    /// `hatch`.
    pub pattern: &'static str,
    /// Colour of the lines.
    #[schema(value_type = String)]
    pub color: Rgb,
    /// Districts in it.
    pub count: usize,
}

/// The class of what a release keeps back.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HiddenClass {
    /// `dots`.
    pub pattern: &'static str,
    /// Colour of the dots.
    #[schema(value_type = String)]
    pub color: Rgb,
    /// Counts from 1 to below this are kept back; null where the release tells nothing of the question.
    pub k: Option<u32>,
    /// Districts in it.
    pub count: usize,
}

/// What the symbols of facilities mean.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LegendFacilities {
    /// Types in the order of the legend.
    pub types: Vec<LegendFacility>,
}

/// One type of facility.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LegendFacility {
    /// Type word.
    pub code: &'static str,
    /// Name in Bahasa Indonesia.
    pub name_id: String,
    /// Name in English.
    pub name_en: String,
    /// Ring.
    #[schema(value_type = String)]
    pub color: Rgb,
    /// SVG path data, 24 x 24.
    pub icon: String,
    /// How many are loaded.
    pub count: usize,
}

impl LegendFacilities {
    /// The legend of the facilities that are loaded.
    pub fn of(lens: &Lens, palettes: &Palettes) -> Self {
        let all = lens.facilities().all();
        let types = palettes.facility.iter().map(|style| LegendFacility {
            code: style.kind.word(),
            name_id: style.name_id.clone(),
            name_en: style.name_en.clone(),
            color: style.color,
            icon: style.icon.clone(),
            count: all.iter().filter(|f| f.kind == style.kind).count(),
        });
        Self { types: types.collect() }
    }
}

/// The class of districts whose number a release keeps back.
pub(super) const HIDDEN: i8 = -3;

/// A legend with the counts behind it: what a choropleth is drawn from.
#[derive(Debug, Clone)]
pub(super) struct Shading {
    pub legend: Legend,
    /// The release behind it, for those who count no case themselves.
    pub release: Option<ReleaseNote>,
    /// Everything together.
    pub total: Counts,
    values: HashMap<DistrictCode, (Counts, i8)>,
}

impl Shading {
    /// Counts the districts of a level and cuts them into classes.
    pub fn of(lens: &Lens, query: &TileQuery, level: Level, palettes: &Palettes) -> Result<Self, Withheld> {
        let recap = lens.recap(&query.filter, recap_by(level))?;
        let indicator = query.display.indicator;
        let rows: Vec<_> = recap
            .rows
            .iter()
            .filter_map(|row| Some((row.code.parse::<DistrictCode>().ok()?, row.counts)))
            .filter(|(code, _)| asked(&query.filter, *code))
            .collect();
        let values: Vec<_> = rows.iter().map(|(_, counts)| value(counts, indicator)).collect();
        let breaks = Breaks::of(
            values.iter().flatten().copied(),
            &query.display.method,
            query.display.classes,
            indicator.is_count(),
        );
        let class = |((_, counts), v): (&(DistrictCode, Counts), &Option<f64>)| {
            if v.is_none() && counts.is_hidden() { HIDDEN } else { breaks.class_of(*v) }
        };
        let classes: Vec<i8> = rows.iter().zip(&values).map(class).collect();
        let kept_back = recap.release.map(|release| HiddenClass {
            pattern: "dots",
            color: palettes.map.hatch,
            k: release.k,
            count: count(&classes, HIDDEN),
        });
        let palette = ramp_name(lens, &query.filter, palettes);
        let legend = Legend {
            indicator: indicator.word(),
            unit: unit(indicator),
            method: query.display.method.word(),
            classes: legend_classes(&breaks, &classes, indicator, palettes, &palette),
            palette,
            breaks: breaks.edges().to_vec(),
            zero: ZeroClass { color: palettes.map.zero, count: count(&classes, -1) },
            no_data: NoDataClass { pattern: "hatch", color: palettes.map.hatch, count: count(&classes, -2) },
            kept_back,
            values: rows.iter().zip(&values).map(|((code, _), v)| (code.to_string(), *v)).collect(),
            from: recap.from,
            to: recap.to,
            as_of: recap.as_of,
        };
        let values = rows.into_iter().zip(classes).map(|((code, counts), class)| (code, (counts, class)));
        Ok(Self { legend, release: recap.release, total: recap.total, values: values.collect() })
    }

    /// Counts and class of a district; `None` where the question leaves it out.
    pub fn get(&self, code: DistrictCode) -> Option<(Counts, i8)> {
        self.values.get(&code).copied()
    }
}

/// A question about some districts says nothing of the others: they get no value rather than a false zero.
fn asked(filter: &CaseFilter, code: DistrictCode) -> bool {
    filter.districts.is_empty() || filter.districts.iter().any(|d| d.contains(code))
}

pub(super) fn recap_by(level: Level) -> RecapBy {
    match level {
        Level::Provinsi | Level::Kabkota => RecapBy::Kabkota,
        Level::Kecamatan => RecapBy::Kecamatan,
        Level::Kelurahan => RecapBy::Kelurahan,
    }
}

fn value(counts: &Counts, indicator: Indicator) -> Option<f64> {
    match indicator {
        Indicator::Ir => counts.ir,
        Indicator::Cases => counts.cases.map(|n| n as f64),
        Indicator::Deaths => counts.deaths.map(|n| n as f64),
        Indicator::Cfr => counts.cfr,
    }
}

fn unit(indicator: Indicator) -> &'static str {
    match indicator {
        Indicator::Ir => "per 100.000",
        Indicator::Cases => "kasus",
        Indicator::Deaths => "meninggal",
        Indicator::Cfr => "%",
    }
}

fn count(classes: &[i8], class: i8) -> usize {
    classes.iter().filter(|c| **c == class).count()
}

/// One disease has its own hue, several together a neutral one.
fn ramp_name(lens: &Lens, filter: &CaseFilter, palettes: &Palettes) -> String {
    let catalog = lens.catalog();
    let only = match (filter.diseases.as_slice(), catalog.disease.as_slice()) {
        ([one], _) => catalog.get(*one),
        ([], [one]) => Some(one),
        _ => None,
    };
    let own = only.map(|d| d.palette.as_str()).filter(|name| palettes.ramp(name).is_some());
    own.unwrap_or(&palettes.map.mixed_ramp).to_owned()
}

fn legend_classes(
    breaks: &Breaks,
    classes: &[i8],
    indicator: Indicator,
    palettes: &Palettes,
    ramp: &str,
) -> Vec<LegendClass> {
    let colors = palettes.ramp(ramp).map(|r| r.colors(breaks.classes())).unwrap_or_default();
    let edges = breaks.edges();
    let last = breaks.classes().saturating_sub(1);
    let class = |(i, color): (usize, Rgb)| LegendClass {
        from: edges[i],
        to: edges[i + 1],
        color,
        label: label(edges[i], edges[i + 1], i == last, indicator.is_count()),
        count: count(classes, i as i8),
    };
    colors.into_iter().take(breaks.classes()).enumerate().map(class).collect()
}

/// `12–19` for counts, `12,5 – <20` for rates: which class an edge belongs to can be read.
fn label(from: f64, to: f64, last: bool, whole: bool) -> String {
    if from == to {
        return number(from);
    }
    let whole = whole && from.fract() == 0.0 && to.fract() == 0.0;
    match (whole, last) {
        (true, true) => format!("{}–{}", number(from), number(to)),
        (true, false) if to - from <= 1.0 => number(from),
        (true, false) => format!("{}–{}", number(from), number(to - 1.0)),
        (false, true) => format!("{} – {}", number(from), number(to)),
        (false, false) => format!("{} – <{}", number(from), number(to)),
    }
}

/// A number as the labels write it.
fn number(v: f64) -> String {
    Language::Id.number(v)
}

fn as_map<S: Serializer>(values: &[(String, Option<f64>)], s: S) -> Result<S::Ok, S::Error> {
    let mut map = s.serialize_map(Some(values.len()))?;
    for (code, value) in values {
        map.serialize_entry(code, value)?;
    }
    map.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_labels_read_as_a_dinkes_prints_them() {
        assert_eq!(number(1_702_379.0), "1.702.379");
        assert_eq!(number(51.63), "51,63");
        assert_eq!(number(12.5), "12,5");
        assert_eq!(label(10.0, 20.0, false, true), "10–19");
        assert_eq!(label(10.0, 11.0, false, true), "10");
        assert_eq!(label(10.0, 20.0, true, true), "10–20");
        assert_eq!(label(12.5, 20.0, false, false), "12,5 – <20");
    }
}
