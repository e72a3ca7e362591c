//! Areas out of files: what is compared, and who is whose neighbour.

use std::{collections::HashMap, path::PathBuf};

use serde::Serialize;

use super::super::CommandError;
use crate::{
    analysis::{
        local::{Variable, Weights},
        rates::AreaCounts,
    },
    intake::observations::{ObservationError, Observations},
};

const ID: &[&str] = &["id", "kode", "code", "nama", "name"];
const FROM: &[&str] = &["i", "from", "dari", "id"];
const TO: &[&str] = &["j", "to", "ke", "neighbor", "neighbour", "tetangga"];
const WEIGHT: &[&str] = &["w", "weight", "bobot"];

/// What is compared between areas.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub(super) struct ValueArgs {
    /// The column of the values: a rate or another measure.
    #[arg(long, value_name = "COLUMN", required_unless_present = "cases", conflicts_with = "cases")]
    value: Option<String>,
    /// The column of the cases, with --population for rates.
    #[arg(long, value_name = "COLUMN", requires = "population")]
    cases: Option<String>,
    /// The column of the population.
    #[arg(long, value_name = "COLUMN")]
    population: Option<String>,
    /// Make rates of unequal areas comparable first (Assuncao and Reis 1999).
    #[arg(long, requires = "cases")]
    standardised: bool,
    /// The whole numbers of --value are a measure and no counts.
    #[arg(long)]
    not_counts: bool,
}

impl ValueArgs {
    /// The values of a table.
    pub(super) fn read(&self, table: &Observations) -> Result<Variable, CommandError> {
        if let Some(value) = &self.value {
            let values = table.column(&[value])?.numbers()?;
            return Ok(if self.not_counts { Variable::measure(values) } else { Variable::column(values) }?);
        }
        let counts = counts(table, self.cases.as_deref(), self.population.as_deref())?;
        let of = if self.standardised { Variable::standardised_rates } else { Variable::rates };
        Ok(of(&counts)?)
    }
}

/// Cases and population of a table, under given or usual names.
pub(super) fn counts(
    table: &Observations,
    cases: Option<&str>,
    population: Option<&str>,
) -> Result<AreaCounts, CommandError> {
    let column = |given: Option<&str>, usual: &[&str]| match given {
        Some(name) => table.column(&[name])?.counts(),
        None => table.column(usual)?.counts(),
    };
    let cases = column(cases, &["kasus", "cases", "jumlah_kasus"])?;
    let population = column(population, &["penduduk", "population", "jumlah_penduduk"])?;
    Ok(AreaCounts::new(cases, population)?)
}

/// Who is whose neighbour.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub(super) struct NeighbourArgs {
    /// A CSV of links between areas: from (i), to (j) and, if not 1, weight (w), by the areas' id.
    #[arg(long, visible_alias = "neighbours", value_name = "FILE.csv", required_unless_present = "distance")]
    neighbors: Option<PathBuf>,
    /// Areas whose points lie within this distance of each other are neighbours, in metres for degrees.
    #[arg(long, conflicts_with = "neighbors")]
    distance: Option<f64>,
}

impl NeighbourArgs {
    /// The weights between the areas of a table, as the file has them; 1 within a distance.
    pub(super) fn read(&self, table: &Observations) -> Result<Weights, CommandError> {
        match (&self.neighbors, self.distance) {
            (Some(file), _) => links(&Observations::read(file)?, &ids(table)?),
            (None, distance) => {
                let points = super::places::planar(table, None)?.0;
                Ok(Weights::distance_band(&points, distance.unwrap_or(f64::NAN))?)
            }
        }
    }
}

/// The names of the areas; their numbers where they have none.
pub(super) fn ids(table: &Observations) -> Result<Vec<String>, ObservationError> {
    if table.has(ID) {
        table.column(ID)?.words()
    } else {
        Ok((1..=table.len()).map(|i| i.to_string()).collect())
    }
}

/// The links of a file between areas by their names. An area that is not in the table is refused by number of the link.
pub(super) fn links(file: &Observations, ids: &[String]) -> Result<Weights, CommandError> {
    let numbers: HashMap<&str, u32> = ids.iter().map(String::as_str).zip(0..).collect();
    let number = |name: &String| numbers.get(name.as_str()).copied().unwrap_or(u32::MAX);
    let (from, to) = (file.column(FROM)?.words()?, file.column(TO)?.words()?);
    let weights = if file.has(WEIGHT) { file.column(WEIGHT)?.numbers()? } else { vec![1.0; file.len()] };
    let links: Vec<_> =
        from.iter().zip(&to).zip(weights).map(|((i, j), w)| (number(i), number(j), w)).collect();
    Ok(Weights::from_links(ids.len(), &links)?)
}

/// A value with the name of its area.
#[derive(Debug, Serialize)]
pub(super) struct Named<T> {
    /// The area.
    pub(super) id: String,
    /// What was found there.
    #[serde(flatten)]
    pub(super) found: T,
}

/// Values with the names of their areas.
pub(super) fn named<T>(ids: &[String], found: impl IntoIterator<Item = T>) -> Vec<Named<T>> {
    ids.iter().cloned().zip(found).map(|(id, found)| Named { id, found }).collect()
}
