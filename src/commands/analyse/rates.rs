//! `sigis analyse rates`.

use std::{collections::HashMap, path::PathBuf};

use serde::Serialize;

use super::{
    super::CommandError,
    answer::tell,
    areas::{Named, counts, ids, links, named},
};
use crate::{
    analysis::{
        Record, Refusal,
        rates::{
            self, Adjusted, Indirect, Interval, IntervalMethod, Stratum, direct, excess_risk, global,
            indirect, interval, median_rates, pooled_rates, spatial,
        },
    },
    intake::observations::Observations,
};

/// Which interval.
#[derive(Debug, Clone, Copy, clap::ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
enum IntervalName {
    /// Exact for counts (Garwood).
    Exact,
    /// Byar's approximation for counts.
    Byar,
    /// Normal approximation for counts.
    Normal,
    /// Exact for shares (Clopper and Pearson).
    BinomialExact,
    /// Wilson's for shares.
    Wilson,
}

impl IntervalName {
    fn method(self) -> IntervalMethod {
        match self {
            Self::Exact => IntervalMethod::PoissonExact,
            Self::Byar => IntervalMethod::Byar,
            Self::Normal => IntervalMethod::Normal,
            Self::BinomialExact => IntervalMethod::BinomialExact,
            Self::Wilson => IntervalMethod::Wilson,
        }
    }
}

/// What `sigis analyse rates` takes.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct RatesArgs {
    /// Areas: id, kasus (cases), penduduk (population); with --standard one row for each area and kelompok_umur (group).
    file: PathBuf,
    /// The column of the cases.
    #[arg(long, value_name = "COLUMN")]
    cases: Option<String>,
    /// The column of the population.
    #[arg(long, value_name = "COLUMN")]
    population: Option<String>,
    /// How intervals are made.
    #[arg(long, value_enum, default_value = "exact")]
    interval: IntervalName,
    /// How sure an interval is.
    #[arg(long, default_value_t = 0.95)]
    confidence: f64,
    /// A CSV of links between areas (i, j): also smooth over neighbours.
    #[arg(long, visible_alias = "neighbours", value_name = "FILE.csv")]
    neighbors: Option<PathBuf>,
    /// The standard by group: penduduk (population), and kasus (cases) for the indirect method.
    #[arg(long, value_name = "FILE.csv", conflicts_with = "neighbors")]
    standard: Option<PathBuf>,
    /// Answer as JSON.
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

/// Rates of an area, per person.
#[derive(Debug, Serialize)]
struct AreaRate {
    cases: f64,
    population: f64,
    #[serde(flatten)]
    interval: Interval,
    excess_risk: f64,
    empirical_bayes: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    spatial_empirical_bayes: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spatial_rate: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spatial_median_rate: Option<f64>,
}

/// Standardised rates of an area, per person.
#[derive(Debug, Serialize)]
struct AreaStandardised {
    direct: Adjusted,
    #[serde(skip_serializing_if = "Option::is_none")]
    indirect: Option<Indirect>,
}

/// Rates with intervals and smoothed, or standardised.
pub(super) fn run(args: RatesArgs) -> Result<(), CommandError> {
    let table = Observations::read(&args.file)?;
    let json = args.json;
    let line = |id: &str, i: &Interval| {
        let [rate, lower, upper] = [i.rate, i.lower, i.upper].map(|rate| rate * 100_000.0);
        format!("{id}: {rate:.1} per 100,000 ({lower:.1} to {upper:.1})")
    };
    if let Some(file) = &args.standard {
        let areas = standardised(&table, &Observations::read(file)?, &args)?;
        return tell(&Record::new("rates", args, areas), json, |areas| {
            areas.iter().map(|a| line(&a.id, &a.found.direct.adjusted)).collect()
        });
    }
    let counts = counts(&table, args.cases.as_deref(), args.population.as_deref())?;
    let names = ids(&table)?;
    let smoothed = global(&counts);
    let (excess, weights) = (excess_risk(&counts)?, args.neighbors.as_ref());
    let weights = weights.map(|file| links(&Observations::read(file)?, &names)).transpose()?;
    let over = |of: fn(&rates::AreaCounts, &crate::analysis::local::Weights) -> Result<Vec<f64>, Refusal>| {
        weights.as_ref().map(|weights| of(&counts, weights)).transpose()
    };
    let spatial = over(|counts, weights| Ok(spatial(counts, weights)?.rates))?;
    let (pooled, median) = (over(pooled_rates)?, over(median_rates)?);
    let area = |i: usize| -> Result<AreaRate, Refusal> {
        let (cases, population) = (counts.cases()[i], counts.population()[i]);
        Ok(AreaRate {
            cases,
            population,
            interval: interval(args.interval.method(), cases, population, args.confidence)?,
            excess_risk: excess[i],
            empirical_bayes: smoothed.rates[i],
            spatial_empirical_bayes: spatial.as_ref().map(|rates| rates[i]),
            spatial_rate: pooled.as_ref().map(|rates| rates[i]),
            spatial_median_rate: median.as_ref().map(|rates| rates[i]),
        })
    };
    let areas = (0..counts.areas()).map(area).collect::<Result<Vec<_>, _>>()?;
    let record = Record::new("rates", args, named(&names, areas)).with(smoothed.cautions);
    tell(&record, json, |areas| areas.iter().map(|a| line(&a.id, &a.found.interval)).collect())
}

/// The strata of each area in the order of the standard's groups.
fn standardised(
    table: &Observations,
    standard: &Observations,
    args: &RatesArgs,
) -> Result<Vec<Named<AreaStandardised>>, CommandError> {
    const GROUP: &[&str] = &["kelompok_umur", "umur", "group", "age", "age_group", "stratum"];
    let own = counts(table, args.cases.as_deref(), args.population.as_deref())?;
    let (areas, groups) = (ids(table)?, table.column(GROUP)?.words()?);
    let standard_groups = standard.column(GROUP)?.words()?;
    let people = standard.column(&["penduduk", "population"])?.counts()?;
    let with_cases = standard.has(&["kasus", "cases"]);
    let reference = with_cases.then(|| counts(standard, None, None)).transpose()?;
    let place: HashMap<&str, usize> = standard_groups.iter().map(String::as_str).zip(0..).collect();
    let mut order: Vec<&String> = Vec::new();
    let mut strata: HashMap<&String, Vec<Stratum>> = HashMap::new();
    for (i, (area, group)) in areas.iter().zip(&groups).enumerate() {
        let unknown =
            Refusal::Value { what: "row", position: i + 1, reason: "its group is not in the standard" };
        let at = *place.get(group.as_str()).ok_or(unknown)?;
        let of_area = strata.entry(area).or_insert_with(|| {
            order.push(area);
            vec![Stratum { cases: 0.0, population: 0.0 }; standard_groups.len()]
        });
        of_area[at].cases += own.cases()[i];
        of_area[at].population += own.population()[i];
    }
    let one = |area: &&String| -> Result<_, Refusal> {
        let here = &strata[*area];
        let direct = direct(here, &people, args.confidence)?;
        let against = |reference: &rates::AreaCounts| {
            let pairs = reference.cases().iter().zip(reference.population());
            let there: Vec<_> =
                pairs.map(|(cases, people)| Stratum { cases: *cases, population: *people }).collect();
            indirect(here, &there, reference.overall(), args.confidence)
        };
        let indirect = reference.as_ref().map(against).transpose()?;
        Ok(Named { id: (*area).clone(), found: AreaStandardised { direct, indirect } })
    };
    Ok(order.iter().map(one).collect::<Result<_, _>>()?)
}
