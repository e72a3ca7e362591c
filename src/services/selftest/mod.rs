//! The engine against answers that are known from elsewhere, with the data that the program carries itself.
//!
//! Far more cases stand in the tests; these few run where the program runs, so that an office can see that its copy
//! computes what the reference programs do.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    analysis::{
        Refusal,
        alarm::klb::{Verdict, YearTotal, multiple_of_monthly_mean},
        local::{MoranParameters, Variable, Weights, moran},
        rates::{IntervalMethod, interval},
        scan::{
            Ellipse, Metric, Neighbours, Parameters, ScanError, Study, StudyError, TooManyNeighbours, scan,
        },
    },
    domain::{EpiWeek, OutbreakRules},
};

/// 500 invented areas with positions in metres, people and cases.
const AREAS: &str = include_str!("areas_500.csv");

/// One number against its reference.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Check {
    /// The method.
    pub method: &'static str,
    /// What was asked.
    pub question: &'static str,
    /// Who gave the answer.
    pub reference: &'static str,
    /// The answer.
    pub expected: f64,
    /// What this program computes.
    pub found: f64,
    /// How far the two may lie apart.
    pub tolerance: f64,
    /// Whether they do not.
    pub passed: bool,
}

/// Why a case could not be run.
#[derive(Debug, thiserror::Error)]
pub enum SelftestError {
    /// The carried data cannot be read.
    #[error("the data of the self-test are damaged: {0}")]
    Data(&'static str),
    /// A study.
    #[error(transparent)]
    Study(#[from] StudyError),
    /// Its map.
    #[error(transparent)]
    Map(#[from] TooManyNeighbours),
    /// A scan.
    #[error(transparent)]
    Scan(#[from] ScanError),
    /// Another method.
    #[error(transparent)]
    Refusal(#[from] Refusal),
}

/// Runs all cases. CPU-heavy: a fraction of a second.
///
/// # Errors
/// When a case cannot be run at all.
pub fn selftest(rules: &OutbreakRules) -> Result<Vec<Check>, SelftestError> {
    let mut checks = scans()?;
    checks.extend(patterns()?);
    checks.extend(intervals()?);
    checks.extend(criteria(rules));
    let weeks = f64::from(EpiWeek::weeks_in(2025));
    checks.push(check(
        "epi week",
        "weeks of 2025",
        "calendar: Sunday to Saturday, 4 January in week 1",
        (53.0, weeks),
        0.0,
    ));
    Ok(checks)
}

fn check(
    method: &'static str,
    question: &'static str,
    reference: &'static str,
    (expected, found): (f64, f64),
    tolerance: f64,
) -> Check {
    let passed = (expected - found).abs() <= tolerance;
    Check { method, question, reference, expected, found, tolerance, passed }
}

/// The statistics of SaTScan, which prints six digits.
fn scans() -> Result<Vec<Check>, SelftestError> {
    let damaged = || SelftestError::Data("areas_500.csv");
    let (mut places, mut people, mut cases) = (Vec::new(), Vec::new(), Vec::new());
    for line in AREAS.lines().skip(1) {
        let numbers: Result<Vec<f64>, _> = line.split(',').map(str::parse).collect();
        let [x, y, lives, ill] = numbers.map_err(|_| damaged())?[..] else { return Err(damaged()) };
        places.push([x, y]);
        people.push(lives);
        cases.push(ill as u32);
    }
    let study = Study::poisson(places.len(), 1, cases, people)?;
    let neighbours = Neighbours::new(Metric::Plane, places.clone(), places, &[Ellipse::CIRCLE], None)?;
    let findings = scan(&study, &neighbours, &Parameters { replications: 0, ..Parameters::default() })?;
    let (method, reference) = ("scan, Poisson", "SaTScan 10.3.2");
    let statistic = |n: usize| findings.clusters.get(n).map_or(f64::NAN, |cluster| cluster.statistic);
    let members = findings.clusters.first().map_or(0, |cluster| cluster.places.len());
    Ok(vec![
        check(method, "log likelihood ratio, 1st cluster", reference, (5.118_782, statistic(0)), 1e-6),
        check(method, "log likelihood ratio, 2nd cluster", reference, (4.569_438, statistic(1)), 1e-6),
        check(method, "log likelihood ratio, 3rd cluster", reference, (4.269_477, statistic(2)), 1e-6),
        check(method, "places of the 1st cluster", reference, (26.0, members as f64), 0.0),
    ])
}

/// Four areas in a row with 1, 2, 3 and 4: squares 5, neighbours' products 2.5 over six links.
fn patterns() -> Result<Vec<Check>, SelftestError> {
    let row = [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)].map(|(from, to)| (from, to, 1.0));
    let variable = Variable::measure(vec![1.0, 2.0, 3.0, 4.0])?;
    let parameters = MoranParameters { permutations: 0, seed: 1 };
    let found = moran(&variable, &Weights::from_links(4, &row)?, parameters)?;
    let method = "Moran's I";
    Ok(vec![
        check(method, "1, 2, 3, 4 in a row", "by hand: 4/6 x 2.5/5", (1.0 / 3.0, found.i), 1e-12),
        check(
            method,
            "what chance expects of four",
            "by hand: -1/(4-1)",
            (-1.0 / 3.0, found.expected),
            1e-12,
        ),
    ])
}

fn intervals() -> Result<Vec<Check>, SelftestError> {
    let of_ten = interval(IntervalMethod::PoissonExact, 10.0, 1.0, 0.95)?;
    let (method, reference) = ("exact Poisson interval", "Garwood 1936, as tables print it");
    Ok(vec![
        check(method, "10 cases, lower end of 95 %", reference, (4.7954, of_ten.lower), 5e-5),
        check(method, "10 cases, upper end of 95 %", reference, (18.3904, of_ten.upper), 5e-5),
    ])
}

/// 144 cases in the year before: twelve a month.
fn criteria(rules: &OutbreakRules) -> Vec<Check> {
    let before = Some(YearTotal { cases: 144, months: 12 });
    let (method, reference) = ("criterion (d)", "Permenkes 1501/2010 article 6: twice the monthly mean");
    let meets = |cases: u32, criteria| {
        let verdict = multiple_of_monthly_mean(cases, before, criteria);
        f64::from(u8::from(verdict == Verdict::Meets))
    };
    let newest = rules.all().last();
    let both = newest.map(|criteria| {
        [
            check(method, "25 cases after 12 a month: met", reference, (1.0, meets(25, criteria)), 0.0),
            check(method, "23 cases after 12 a month: not met", reference, (0.0, meets(23, criteria)), 0.0),
        ]
    });
    both.into_iter().flatten().collect()
}
