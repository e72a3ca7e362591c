//! The classes of a heat map: one scale for a question, the same on every tile and at every zoom.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{BANDWIDTH_M, Frame, Surface};
use crate::{
    domain::{CaseFilter, Language},
    index::{Lens, TileId, Withheld, WorldArea},
    tiles::{Palettes, Rgb, TileQuery},
};

/// How many classes.
const CLASSES: usize = 5;

/// So many of the fullest squares are looked at for the highest place.
const SQUARES: usize = 32;

/// The last class begins at this share of the highest value or below: else it would be a dot.
const LAST: f64 = 0.8;

/// What the colours of a heat map mean.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LegendHeat {
    /// Unit in Bahasa Indonesia: cases of the whole period for each square kilometre.
    pub unit: &'static str,
    /// The bandwidth in metres.
    pub bandwidth_m: u32,
    /// `quartic`.
    pub kernel: &'static str,
    /// How the surface and its classes are made, in Bahasa Indonesia.
    pub method: &'static str,
    /// Where the method comes from.
    pub source: &'static str,
    /// How opaque the colours are drawn, 0 to 1.
    pub opacity: f32,
    /// The classes, lowest first; none where there are no cases. What lies below the first is not coloured.
    pub classes: Vec<LegendHeatClass>,
    /// The highest value.
    pub highest: f64,
    /// First day of the period.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// As-of date.
    pub as_of: Option<NaiveDate>,
}

/// One class.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LegendHeatClass {
    /// Lower edge, part of the class.
    pub from: f64,
    /// Upper edge, part of the next class; the highest value for the last one.
    pub to: f64,
    /// Colour.
    #[schema(value_type = String)]
    pub color: Rgb,
    /// What to print, in the Indonesian way of writing numbers.
    pub label: String,
}

impl LegendHeat {
    /// Looks for the highest place and cuts what lies below it into classes.
    ///
    /// # Errors
    /// [`Withheld`] for viewers who see no case on the map.
    pub(in crate::tiles) fn of(
        lens: &Lens,
        query: &TileQuery,
        palettes: &Palettes,
    ) -> Result<Self, Withheld> {
        let bandwidth_m = query.display.bandwidth_m.unwrap_or(BANDWIDTH_M);
        let highest = highest(lens, &query.filter, bandwidth_m)?;
        let span = lens.span();
        let period = query.filter.period;
        Ok(Self {
            unit: "kasus per km²",
            bandwidth_m,
            kernel: "quartic",
            method: "Kepadatan kernel kuartik; kelas menurut deret 1-2-5 di bawah nilai tertinggi",
            source: "Silverman BW (1986) Density Estimation for Statistics and Data Analysis, 4.2",
            opacity: palettes.heat.opacity,
            classes: classes(highest, palettes),
            highest,
            from: period.from.or(span.map(|s| s.0)),
            to: period.to.or(span.map(|s| s.1)),
            as_of: lens.as_of(),
        })
    }

    /// The class of a value; `None` below the first.
    pub(in crate::tiles) fn class(&self, value: f32) -> Option<usize> {
        self.classes.iter().rposition(|class| f64::from(value) >= class.from)
    }
}

/// The highest node in the fullest squares whose side is the bandwidth. A place outside of them could only be higher
/// where many squares are as full as these.
fn highest(lens: &Lens, filter: &CaseFilter, bandwidth_m: u32) -> Result<f64, Withheld> {
    let zoom = (40_075_017.0 / f64::from(bandwidth_m)).log2().ceil() as u8;
    let mut fullest = Fullest::default();
    lens.places(filter, &WorldArea::ALL, |at, cases| fullest.add(TileId::containing(zoom, at), cases))?;
    let over = |(_, square): &(u64, TileId)| {
        Surface::over(lens, filter, bandwidth_m, &Frame::of_tile(*square), TileId::MAX_ZOOM)
    };
    let surfaces = fullest.finish();
    Ok(surfaces.iter().filter_map(over).map(|surface| surface.highest()).fold(0.0, f64::max))
}

/// Squares with their cases, of which only the fullest are kept. Places come square by square.
#[derive(Default)]
struct Fullest {
    open: Option<(u64, TileId)>,
    kept: Vec<(u64, TileId)>,
}

impl Fullest {
    fn add(&mut self, square: TileId, cases: u64) {
        match &mut self.open {
            Some((sum, open)) if *open == square => *sum += cases,
            _ => {
                let full = self.open.replace((cases, square));
                self.kept.extend(full);
                if self.kept.len() >= 64 * SQUARES {
                    self.cut();
                }
            }
        }
    }

    fn cut(&mut self) {
        self.kept.sort_unstable_by_key(|(cases, square)| (std::cmp::Reverse(*cases), square.y, square.x));
        self.kept.truncate(SQUARES);
    }

    fn finish(mut self) -> Vec<(u64, TileId)> {
        let last = self.open.take();
        self.kept.extend(last);
        self.cut();
        self.kept
    }
}

fn classes(highest: f64, palettes: &Palettes) -> Vec<LegendHeatClass> {
    let edges = edges(highest);
    let class = |(i, color): (usize, Rgb)| {
        let (from, to) = (edges[i], edges.get(i + 1).copied());
        let label = match to {
            Some(to) => format!("{} – <{}", number(from), number(to)),
            None => format!("≥ {}", number(from)),
        };
        LegendHeatClass { from, to: to.unwrap_or(highest), color, label }
    };
    palettes.heat.colors.into_iter().take(edges.len()).enumerate().map(class).collect()
}

/// A round number as the labels write it, with as many decimals as it has.
fn number(v: f64) -> String {
    if v >= 0.01 { Language::Id.number(v) } else { v.to_string().replace('.', ",") }
}

/// The lower edges of the classes: round numbers, each about twice the one below, for densities differ by their
/// multiples.
fn edges(highest: f64) -> Vec<f64> {
    if highest <= 0.0 {
        return Vec::new();
    }
    let power = (highest * LAST).log10().floor() as i32;
    let series = (power - 2..=power).flat_map(|p| [1, 2, 5].map(|step| round(step, p)));
    let below: Vec<f64> = series.filter(|edge| *edge <= highest * LAST).collect();
    below[below.len().saturating_sub(CLASSES)..].to_vec()
}

/// `step * 10^power`, as near as a number can be.
fn round(step: u32, power: i32) -> f64 {
    format!("{step}e{power}").parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_round_numbers_below_the_highest_value() {
        assert_eq!(edges(0.0), [0.0; 0]);
        assert_eq!(edges(37.0), [1.0, 2.0, 5.0, 10.0, 20.0]);
        assert_eq!(edges(0.954), [0.02, 0.05, 0.1, 0.2, 0.5]);
        assert_eq!(edges(12_500.0), [500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0]);
        assert_eq!(edges(0.0024), [0.00005, 0.0001, 0.0002, 0.0005, 0.001]);
        assert_eq!(
            (number(1_000.0), number(0.5), number(0.0005)),
            ("1.000".into(), "0,5".into(), "0,0005".into())
        );
    }
}
