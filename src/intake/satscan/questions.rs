//! What a parameter file asks for, in types; what this program would answer otherwise than asked is an error.

use chrono::{Datelike, NaiveDate};

use super::{
    dates::{Coarse, Precision, parse},
    error::SatscanError,
    gini::{self, GiniQuestion},
    settings::Settings,
};

/// The kinds of analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Analysis {
    /// Windows of space over the whole period.
    PurelySpatial,
    /// Windows of time over all places.
    PurelyTemporal,
    /// Windows of space and time.
    SpaceTime,
}

/// The probability models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelKind {
    /// Discrete Poisson.
    Poisson,
    /// Bernoulli.
    Bernoulli,
    /// Space-time permutation.
    Permutation,
}

/// Which rates are scanned for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RateKind {
    /// High rates.
    High,
    /// Low rates.
    Low,
    /// Both.
    Both,
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Calendar years.
    Year,
    /// Calendar months.
    Month,
    /// Days, or whole numbers where times have no calendar.
    Day,
}

/// How long a window of time may be.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LongestSpan {
    /// A part of the study period, in percent.
    Percent(f64),
    /// Units of time.
    Units(f64),
}

/// What a parameter file asks for. Numbers of criteria and penalties are SaTScan's.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Questions {
    /// The kind of analysis.
    pub analysis: Analysis,
    /// Only windows that reach to the end of the study.
    pub prospective: bool,
    /// The model.
    pub model: ModelKind,
    /// Which rates.
    pub rates: RateKind,
    /// The first day of the study.
    pub start: NaiveDate,
    /// The last day.
    pub end: NaiveDate,
    /// How finely times are told in the case file.
    pub precision: Precision,
    /// The unit of an interval.
    pub unit: TimeUnit,
    /// Units of an interval.
    pub length: u32,
    /// Positions are latitude and longitude.
    pub sphere: bool,
    /// The largest part of the population in a window, in percent.
    pub max_population_percent: f64,
    /// The largest radius, in the unit of the map (kilometres on the sphere).
    pub max_radius: Option<f64>,
    /// The shapes and numbers of angles of ellipses; empty for circles alone.
    pub ellipses: Vec<(f64, u32)>,
    /// The penalty of ellipses: 0 none, 1 medium, 2 strong.
    pub compactness: u32,
    /// The shortest window, in units.
    pub min_span: f64,
    /// The longest window.
    pub max_span: LongestSpan,
    /// Also windows of time over all places.
    pub purely_temporal_too: bool,
    /// Also windows of space over the whole period.
    pub purely_spatial_too: bool,
    /// The fewest cases of a window of high rates.
    pub min_cases_high: u32,
    /// The fewest cases of a window of low rates.
    pub min_cases_low: u32,
    /// Which secondary clusters: 0 to 5.
    pub criterion: u32,
    /// A collection by the Gini coefficient.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gini: Option<GiniQuestion>,
    /// How many replications.
    pub replications: u32,
    /// Units of time between two prospective analyses.
    pub frequency: (TimeUnit, f64),
    /// Cases outside the study period are left out instead of refused.
    pub relaxed_period: bool,
    /// Rows of places without a position are left out instead of refused.
    pub relaxed_places: bool,
}

/// Switches that must be off, and what they ask for.
const MUST_BE_OFF: [(&str, &str); 15] = [
    ("UseMaxCirclePopulationFileOption", "a circle limited by a population file"),
    ("UseNeighborsFile", "neighbours from a file"),
    ("UseMetaLocationsFile", "meta locations"),
    ("UseLocationsNetworkFile", "distances along a network"),
    ("RiskLimitHighClusters", "a least relative risk"),
    ("RiskLimitLowClusters", "a greatest relative risk"),
    ("AdjustForWeeklyTrends", "an adjustment for days of the week"),
    ("UseAdjustmentsByRRFile", "an adjustment by known relative risks"),
    ("AdjustForEarlierAnalyses", "an adjustment for earlier analyses"),
    ("IterativeScan", "iterative scans"),
    ("UseReportOnlySmallerClusters", "a smaller limit for what is reported"),
    ("PerformStandardDrilldown", "a drilldown"),
    ("PerformBernoulliDrilldown", "a drilldown"),
    ("CalculateOliveira", "Oliveira's F"),
    ("PerformPowerEvaluation", "an evaluation of power"),
];

/// Numbers that must be 0, and what others ask for.
const MUST_BE_ZERO: [(&str, &str); 5] = [
    ("TimeTrendAdjustmentType", "an adjustment for a trend in time"),
    ("SpatialAdjustmentType", "an adjustment in space"),
    ("IsotonicScan", "the isotonic statistic"),
    ("MultipleCoordinatesType", "several positions of one observation"),
    ("SimulatedDataMethodType", "replications from elsewhere"),
];

impl Questions {
    pub(super) fn of(settings: &Settings) -> Result<Self, SatscanError> {
        refuse(settings)?;
        let precision = precision(settings)?;
        let (analysis, prospective) = analysis(settings)?;
        let (unit, length) = aggregation(settings, precision)?;
        let (start, end) = period(settings, precision)?;
        let elliptic = settings.choice("SpatialWindowShapeType", &[(0, false), (1, true)], false)?;
        let max_span = settings.number("MaxTemporalSize", 50.0)?;
        let percent = settings.choice("MaxTemporalSizeInterpretation", &[(0, true), (1, false)], true)?;
        let alive = settings.choice("IncludeClusters", &[(0, false), (1, true)], false)?;
        let circle = settings.switch("UseDistanceFromCenterOption")?;
        let radius = settings.number("MaxSpatialSizeInDistanceFromCenter", 1.0)?;
        Ok(Self {
            analysis,
            prospective: prospective || alive,
            model: settings.choice("ModelType", &MODELS, ModelKind::Poisson)?,
            rates: settings.choice("ScanAreas", &RATES, RateKind::High)?,
            start,
            end,
            precision,
            unit,
            length,
            sphere: settings.choice("CoordinatesType", &[(0, false), (1, true)], true)?,
            max_population_percent: settings.number("MaxSpatialSizeInPopulationAtRisk", 50.0)?,
            max_radius: circle.then_some(radius),
            ellipses: if elliptic { ellipses(settings)? } else { Vec::new() },
            compactness: settings.choice("NonCompactnessPenalty", &[(0, 0), (1, 1), (2, 2)], 0)?,
            min_span: settings.number("MinimumTemporalClusterSize", 1.0)?,
            max_span: if percent { LongestSpan::Percent(max_span) } else { LongestSpan::Units(max_span) },
            purely_temporal_too: settings.switch("IncludePurelyTemporal")?,
            purely_spatial_too: settings.switch("IncludePurelySpatial")?,
            min_cases_high: settings.number("MinimumCasesInHighRateClusters", 2)?,
            min_cases_low: settings.number("MinimumCasesInLowRateClusters", 0)?,
            criterion: settings.choice("CriteriaForReportingSecondaryClusters", &CRITERIA, 0)?,
            gini: gini::question(settings, analysis)?,
            replications: settings.number("MonteCarloReps", 999)?,
            frequency: frequency(settings, unit, length)?,
            relaxed_period: settings.choice("StudyPeriodCheckType", &[(0, false), (1, true)], false)?,
            relaxed_places: settings.choice(
                "GeographicalCoordinatesCheckType",
                &[(0, false), (1, true)],
                false,
            )?,
        })
    }
}

const MODELS: [(u32, ModelKind); 3] =
    [(0, ModelKind::Poisson), (1, ModelKind::Bernoulli), (2, ModelKind::Permutation)];
const RATES: [(u32, RateKind); 3] = [(1, RateKind::High), (2, RateKind::Low), (3, RateKind::Both)];
const CRITERIA: [(u32, u32); 6] = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)];

fn refuse(settings: &Settings) -> Result<(), SatscanError> {
    for (key, meaning) in MUST_BE_OFF {
        if settings.switch(key)? {
            return Err(settings.unsupported(key, meaning));
        }
    }
    for (key, meaning) in MUST_BE_ZERO {
        if settings.number(key, 0)? != 0 {
            return Err(settings.unsupported(key, meaning));
        }
    }
    if let Some(key) = settings.beginning_with("CaseFile2").first() {
        return Err(settings.unsupported(key, "several data sets"));
    }
    Ok(())
}

fn precision(settings: &Settings) -> Result<Precision, SatscanError> {
    let choices = [
        (0, Precision::None),
        (1, Precision::Year),
        (2, Precision::Month),
        (3, Precision::Day),
        (4, Precision::Generic),
    ];
    settings.choice("PrecisionCaseTimes", &choices, Precision::None)
}

fn analysis(settings: &Settings) -> Result<(Analysis, bool), SatscanError> {
    let choices = [
        (1, (Analysis::PurelySpatial, false)),
        (2, (Analysis::PurelyTemporal, false)),
        (3, (Analysis::SpaceTime, false)),
        (4, (Analysis::SpaceTime, true)),
        (6, (Analysis::PurelyTemporal, true)),
    ];
    settings.choice("AnalysisType", &choices, (Analysis::PurelySpatial, false))
}

fn aggregation(settings: &Settings, precision: Precision) -> Result<(TimeUnit, u32), SatscanError> {
    let finest = match precision {
        Precision::None | Precision::Year => TimeUnit::Year,
        Precision::Month => TimeUnit::Month,
        Precision::Day | Precision::Generic => TimeUnit::Day,
    };
    let units =
        [(0, finest), (1, TimeUnit::Year), (2, TimeUnit::Month), (3, TimeUnit::Day), (4, TimeUnit::Day)];
    let length = settings.number("TimeAggregationLength", 1)?;
    if length == 0 {
        return Err(settings.wrong("TimeAggregationLength", "is not at least 1"));
    }
    Ok((settings.choice("TimeAggregationUnits", &units, finest)?, length))
}

fn period(settings: &Settings, precision: Precision) -> Result<(NaiveDate, NaiveDate), SatscanError> {
    let day = |key, coarse| {
        let text = settings
            .text(key)
            .ok_or_else(|| settings.missing(key, "the study period has a first and a last day"))?;
        let date = parse(text, precision == Precision::Generic, coarse, 2000);
        date.ok_or_else(|| settings.wrong(key, "is not a date such as 2001/11/24"))
    };
    let (start, end) = (day("StartDate", Coarse::First)?, day("EndDate", Coarse::Last)?);
    if end < start || end.year() - start.year() > 400 {
        return Err(settings.wrong("EndDate", "does not follow the start date within 400 years"));
    }
    Ok((start, end))
}

fn ellipses(settings: &Settings) -> Result<Vec<(f64, u32)>, SatscanError> {
    let shapes: Vec<f64> = settings.list("EllipseShapes", "1.5,2,3,4,5")?;
    let angles: Vec<u32> = settings.list("EllipseAngles", "4,6,9,12,15")?;
    if shapes.len() != angles.len() || shapes.iter().any(|shape| *shape < 1.0) {
        return Err(
            settings.wrong("EllipseShapes", "needs one number of angles each, and shapes of at least 1")
        );
    }
    Ok(shapes.into_iter().zip(angles).collect())
}

fn frequency(settings: &Settings, unit: TimeUnit, length: u32) -> Result<(TimeUnit, f64), SatscanError> {
    let choices = [
        (0, (unit, f64::from(length))),
        (1, (TimeUnit::Day, 1.0)),
        (2, (TimeUnit::Day, 7.0)),
        (3, (TimeUnit::Month, 1.0)),
        (4, (TimeUnit::Month, 3.0)),
        (5, (TimeUnit::Year, 1.0)),
    ];
    let same = settings.choice(
        "ProspectiveFrequencyType",
        &[(0, true), (1, false), (2, false), (3, false), (4, false), (5, false)],
        true,
    )?;
    let (unit, each) = settings.choice("ProspectiveFrequencyType", &choices, choices[0].1)?;
    let times = if same { 1.0 } else { settings.number("ProspectiveFrequency", 1.0)? };
    Ok((unit, each * times))
}
