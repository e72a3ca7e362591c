//! Patterns of kelurahan or kecamatan: local Moran and Gi* of rates, never of counts. Stands on the table that the viewer may read anyway,
//! so nothing here is finer than it.

use std::{collections::HashMap, str::FromStr};

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Asked, Outcome,
    answer::Studied,
    guard::{Notice, Refusal},
    people::{has_people, is_area, lacking},
    question::USUAL_SEED,
};
use crate::{
    analysis::{
        self,
        local::{
            GetisMoments, GetisParameters, LisaParameters, MoranParameters, Quadrant, Variable, Weights,
            getis, lisa, moran,
        },
        rates::{AreaCounts, global},
    },
    domain::Level,
    index::{Lens, RecapBy, RecapRow, Withheld},
};

/// Permutations unless asked otherwise: with fewer no area of many could be told apart after the adjustment.
const PERMUTATIONS: u32 = 9_999;
/// With fewer areas there is no pattern to speak of.
pub(super) const LEAST_AREAS: usize = 10;
/// More areas than this are not permuted while a person waits.
const MOST_AREAS: usize = 5_000;
/// Adjusted p-values up to this are told as a pattern.
const CLEAR: f64 = 0.05;

/// Which rates are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RateKind {
    /// Made comparable between areas of unequal size: standardised for Moran (Assuncao and Reis 1999), drawn towards the mean
    /// for Gi* (Marshall 1991).
    #[default]
    Smoothed,
    /// Cases over people.
    Plain,
}

impl FromStr for RateKind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "smoothed" => Ok(Self::Smoothed),
            "plain" => Ok(Self::Plain),
            other => Err(format!("`{other}` is no rate; write smoothed or plain")),
        }
    }
}

/// Which areas are compared. Figures of people are often of kecamatan alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum AreaUnit {
    /// Kelurahan and desa.
    #[default]
    Kelurahan,
    /// Kecamatan.
    Kecamatan,
}

impl AreaUnit {
    fn level(self) -> Level {
        match self {
            Self::Kelurahan => Level::Kelurahan,
            Self::Kecamatan => Level::Kecamatan,
        }
    }

    /// The table that has a row for each.
    pub(super) fn table(self) -> RecapBy {
        match self {
            Self::Kelurahan => RecapBy::Kelurahan,
            Self::Kecamatan => RecapBy::Kecamatan,
        }
    }
}

impl FromStr for AreaUnit {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "kelurahan" => Ok(Self::Kelurahan),
            "kecamatan" => Ok(Self::Kecamatan),
            other => Err(format!("`{other}` has no patterns; write kelurahan or kecamatan")),
        }
    }
}

/// What a person asks of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct AreaWish {
    /// Which areas.
    pub areas: AreaUnit,
    /// Which rates.
    pub rates: RateKind,
    /// Permutations (Moran).
    pub replications: Option<u32>,
    /// The seed.
    pub seed: Option<u64>,
}

/// A pattern with every number in place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct AreaPlan {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// Which areas.
    pub areas: AreaUnit,
    /// Which rates.
    pub rates: RateKind,
    /// Permutations; null where nothing is drawn.
    pub replications: Option<u32>,
    /// The seed.
    pub seed: u64,
}

/// What an area is beside its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AreaKind {
    /// High among high; for Gi* high values gather here.
    High,
    /// Low among low; for Gi* low values gather here.
    Low,
    /// High among low.
    HighAmongLow,
    /// Low among high.
    LowAmongHigh,
    /// Chance may have made it.
    Nothing,
}

/// One area of a pattern.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AreaCard {
    /// Kemendagri code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its cases.
    pub cases: u64,
    /// Its cases per 100,000 people.
    pub rate: f64,
    /// What it is beside its neighbours.
    pub kind: AreaKind,
    /// Local Moran's I, or the z-value of Gi*.
    pub statistic: f64,
    /// How often chance alone does as well.
    pub p: Option<f64>,
    /// The same, adjusted for the number of areas (Benjamini and Hochberg).
    pub q: Option<f64>,
}

/// Whether there is a pattern on the whole map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct WholePattern {
    /// Moran's I.
    pub i: f64,
    /// What it is where there is no pattern.
    pub expected: f64,
    /// How often a random order does as well, on the side where it lies.
    pub p: Option<f64>,
}

/// Which statistic of areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AreaMethod {
    /// Moran's I and its local parts.
    Moran,
    /// Gi*.
    Getis,
}

/// The areas of a question with what is compared.
struct Map {
    rows: Vec<RecapRow>,
    counts: AreaCounts,
    weights: Weights,
    all: usize,
}

/// Searches the areas of a question; the plan is told also where nothing is searched.
pub(super) fn search(
    asked: Asked<'_>,
    method: AreaMethod,
    wish: AreaWish,
    told: &mut Option<AreaPlan>,
) -> Result<Outcome, Withheld> {
    if !asked.rules.local_patterns {
        return Ok(Err(Refusal::TooRare));
    }
    let recap = asked.lens.recap(asked.filter, wish.areas.table())?;
    let plan = AreaPlan {
        from: recap.from,
        to: recap.to,
        areas: wish.areas,
        rates: wish.rates,
        replications: (method == AreaMethod::Moran).then(|| wish.replications.unwrap_or(PERMUTATIONS)),
        seed: wish.seed.unwrap_or(USUAL_SEED),
    };
    *told = Some(plan);
    if let Some(refusal) = lacking(asked, wish.areas, &recap)? {
        return Ok(Err(refusal));
    }
    Ok(map(asked.lens, wish.areas, recap.rows).and_then(|map| map.pattern(method, &plan)))
}

/// The areas with people, and who borders on whom.
fn map(lens: &Lens, unit: AreaUnit, rows: Vec<RecapRow>) -> Result<Map, Refusal> {
    let all = rows.iter().filter(|row| is_area(row)).count();
    let rows: Vec<RecapRow> = rows.into_iter().filter(has_people).collect();
    if rows.len() < LEAST_AREAS {
        return Err(Refusal::TooFewAreas { found: all as u64, least: LEAST_AREAS as u64 });
    }
    if rows.len() > MOST_AREAS {
        return Err(Refusal::TooMuchWork { found: rows.len() as u64, most: MOST_AREAS as u64 });
    }
    let number = |count: Option<u64>| count.unwrap_or_default() as f64;
    let cases: Vec<f64> = rows.iter().map(|row| number(row.counts.cases)).collect();
    let found = cases.iter().sum::<f64>() as u64;
    if found < rows.len() as u64 {
        return Err(Refusal::TooFewCases { found, least: rows.len() as u64 });
    }
    let people = rows.iter().map(|row| row.counts.population.unwrap_or_default()).collect();
    let counts = AreaCounts::new(cases, people)?;
    let weights = Weights::from_links(rows.len(), &links(lens, unit.level(), &rows))?;
    Ok(Map { rows, counts, weights, all })
}

/// The borders between the rows of a table.
fn links(lens: &Lens, level: Level, rows: &[RecapRow]) -> Vec<(u32, u32, f64)> {
    let districts = lens.districts().level(level);
    let at: HashMap<&str, u32> = rows.iter().map(|row| row.code.as_str()).zip(0..).collect();
    let numbers: Vec<Option<u32>> =
        districts.iter().map(|d| at.get(d.code.to_string().as_str()).copied()).collect();
    let both = lens.districts().borders(level).iter().filter_map(|(a, b)| {
        let (a, b) = (numbers[*a as usize]?, numbers[*b as usize]?);
        Some([(a, b, 1.0), (b, a, 1.0)])
    });
    both.flatten().collect()
}

impl Map {
    fn pattern(&self, method: AreaMethod, plan: &AreaPlan) -> Outcome {
        let searched = match method {
            AreaMethod::Moran => self.moran(plan),
            AreaMethod::Getis => self.getis(plan),
        };
        let (areas, pattern) = searched?;
        let (all, islands) = (self.all as u64, self.weights.islands() as u64);
        let left_out = all - self.rows.len() as u64;
        let without = (left_out > 0).then_some(Notice::WithoutPopulation { areas: left_out, all });
        let alone = (islands > 0).then_some(Notice::WithoutNeighbours { areas: islands });
        let cases = areas.iter().map(|area| area.cases).sum();
        let notices = without.into_iter().chain(alone).collect();
        Ok(Studied { cases, notices, areas, pattern, ..Studied::default() })
    }

    fn moran(&self, plan: &AreaPlan) -> Result<(Vec<AreaCard>, Option<WholePattern>), analysis::Refusal> {
        let variable = match plan.rates {
            RateKind::Smoothed => Variable::standardised_rates(&self.counts)?,
            RateKind::Plain => Variable::rates(&self.counts)?,
        };
        let weights = self.weights.clone().row_standardised();
        let (permutations, seed) = (plan.replications.unwrap_or_default(), plan.seed);
        let whole = moran(&variable, &weights, MoranParameters { permutations, seed })?;
        let (local, _) = lisa(&variable, &weights, LisaParameters { permutations, seed })?;
        let areas = self.cards(local.iter().map(|area| {
            let kind = match area.quadrant {
                Quadrant::HighHigh => AreaKind::High,
                Quadrant::LowLow => AreaKind::Low,
                Quadrant::HighLow => AreaKind::HighAmongLow,
                Quadrant::LowHigh => AreaKind::LowAmongHigh,
            };
            (kind, area.i, area.p, area.q)
        }));
        let p = whole.permutation.map(|test| test.p_folded);
        Ok((areas, Some(WholePattern { i: whole.i, expected: whole.expected, p })))
    }

    fn getis(&self, plan: &AreaPlan) -> Result<(Vec<AreaCard>, Option<WholePattern>), analysis::Refusal> {
        let rates = match plan.rates {
            RateKind::Smoothed => global(&self.counts).rates,
            RateKind::Plain => self.counts.rates(),
        };
        let parameters =
            GetisParameters { star: true, row_standardised: false, moments: GetisMoments::OrdGetis1995 };
        let (local, _) = getis(&Variable::measure(rates)?, &self.weights, parameters)?;
        let areas = self.cards(local.iter().map(|area| {
            let kind = if area.z > 0.0 { AreaKind::High } else { AreaKind::Low };
            (kind, area.z, Some(area.p_two_sided), Some(area.q))
        }));
        Ok((areas, None))
    }

    /// The areas with what was found of each, in the order of the table.
    fn cards(&self, found: impl Iterator<Item = (AreaKind, f64, Option<f64>, Option<f64>)>) -> Vec<AreaCard> {
        let rates = self.counts.rates();
        let card =
            |((row, rate), (kind, statistic, p, q)): ((&RecapRow, f64), (AreaKind, f64, _, Option<f64>))| {
                AreaCard {
                    code: row.code.clone(),
                    name: row.name.clone(),
                    cases: row.counts.cases.unwrap_or_default(),
                    rate: rate * 100_000.0,
                    kind: if q.is_some_and(|q| q <= CLEAR) { kind } else { AreaKind::Nothing },
                    statistic,
                    p,
                    q,
                }
            };
        self.rows.iter().zip(rates).zip(found).map(card).collect()
    }
}
