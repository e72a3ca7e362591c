//! What a search found, with everything needed to repeat it, and how much of it may leave at a grain.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    areas::{AreaCard, AreaPlan, WholePattern},
    guard::{Notice, Refusal},
    pairs::{PairCard, PairPlan},
    question::ScanPlan,
};
use crate::{
    domain::{DistrictCode, Grain, Level},
    index::{Disclose, FEWEST_DISCLOSED, Lens},
};

/// The answer of a method, with everything needed to repeat it: the same question about the same version gives the same bytes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Findings {
    /// The method, as in the address.
    pub method: &'static str,
    /// This program and its version.
    pub engine: String,
    /// The version of the data.
    pub version: u64,
    /// The last day of report in the data, or that of the question.
    pub as_of: Option<NaiveDate>,
    /// What the map is called.
    pub city: String,
    /// Whether the data are invented.
    pub simulated: bool,
    /// The words of the filter.
    pub question: BTreeMap<String, String>,
    /// Where the usual numbers of the disease come from, in Indonesian; null where no disease was named.
    pub source_id: Option<String>,
    /// The same in English.
    pub source_en: Option<String>,
    /// The plan of a scan; null where another method was asked, or none could be made.
    pub scan: Option<ScanPlan>,
    /// The plan of a pattern of areas; null where another method was asked.
    pub pattern_plan: Option<AreaPlan>,
    /// The plan of a search of pairs; null where another method was asked.
    pub pair_plan: Option<PairPlan>,
    /// Why nothing was searched; null where it was.
    pub refusal: Option<Refusal>,
    /// What was found.
    #[serde(flatten)]
    pub found: Studied,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct Studied {
    /// Cases that took part.
    pub cases: u64,
    /// What a reader must know.
    pub notices: Vec<Notice>,
    /// Clusters, the least likely by chance first.
    pub clusters: Vec<FoundCluster>,
    /// Areas of a pattern, in official order; empty for other methods.
    pub areas: Vec<AreaCard>,
    /// Whether there is a pattern on the whole map; null for other methods than Moran.
    pub pattern: Option<WholePattern>,
    /// Pairs of cases; null for other methods than Knox, and where chance would make none.
    pub pairs: Option<PairCard>,
}

/// Cases together in space and time.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FoundCluster {
    /// Its number, from 1.
    pub number: usize,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// Its cases.
    pub cases: u64,
    /// Cases that chance would put there.
    pub expected: Option<f64>,
    /// Cases over expected cases.
    pub ratio: Option<f64>,
    /// The logarithm of the likelihood ratio.
    pub llr: Option<f64>,
    /// How often chance alone does as well: the rank among the replications over their number plus one.
    pub p: Option<f64>,
    /// The same by a Gumbel curve through the replications, which tells apart what is rarer than all of them.
    pub gumbel_p: Option<f64>,
    /// A search every day meets as much by chance once in so many days; null for clusters of any time.
    pub recurrence_days: Option<f64>,
    /// Longitude of its centre; null where it is not told so finely.
    pub lon: Option<f64>,
    /// Latitude of its centre.
    pub lat: Option<f64>,
    /// Metres of the circle around the centre that holds its places whole; null where these are kelurahan, whose outlines
    /// are the area.
    pub radius_m: Option<f64>,
    /// The districts that its cases count in, or that are its places; those with most cases first.
    pub districts: Vec<DistrictShare>,
    /// Numbers of its cases, ascending; empty where they are not told.
    pub ids: Vec<i64>,
    /// Cases in its places by week, counted back from the last day of the study; empty where they are not told.
    pub weeks: Vec<u32>,
}

/// A district of a cluster.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DistrictShare {
    /// Kemendagri code.
    #[schema(value_type = String)]
    pub code: DistrictCode,
    /// Its name.
    pub name: String,
    /// Cases of the cluster in it; null where they are not told.
    pub cases: Option<u64>,
}

impl Findings {
    /// An answer about a lens, still without what was found.
    pub(super) fn about(lens: &Lens, method: &'static str, question: BTreeMap<String, String>) -> Self {
        Self {
            method,
            engine: format!("sigis {}", env!("CARGO_PKG_VERSION")),
            version: lens.version(),
            as_of: question.get("as_of").and_then(|day| day.parse().ok()).or_else(|| lens.as_of()),
            city: lens.city_name().to_owned(),
            simulated: lens.is_simulated(),
            question,
            source_id: None,
            source_en: None,
            scan: None,
            pattern_plan: None,
            pair_plan: None,
            refusal: None,
            found: Studied::default(),
        }
    }
}

impl Disclose for Studied {
    fn disclose(self, grain: Grain) -> Self {
        match grain {
            Grain::Exact => self,
            Grain::None => Self::default(),
            _ => {
                let enough = self.clusters.into_iter().filter(|c| c.cases >= FEWEST_DISCLOSED);
                let level = if grain == Grain::Kecamatan { Level::Kecamatan } else { Level::Kelurahan };
                Self { clusters: enough.map(|c| c.coarsened(level)).collect(), ..self }
            }
        }
    }
}

/// A refusal tells numbers of the whole question alone, which every viewer of counts knows.
impl Disclose for Result<Studied, Refusal> {
    fn disclose(self, grain: Grain) -> Self {
        self.map(|found| found.disclose(grain))
    }
}

impl FoundCluster {
    /// The cluster as an area: its districts of a level, without their shares, and nothing finer.
    fn coarsened(self, level: Level) -> Self {
        let mut districts: Vec<DistrictShare> = Vec::new();
        for share in self.districts {
            let code = share.code.at(level).unwrap_or(share.code);
            let name = if code == share.code { share.name } else { String::new() };
            if !districts.iter().any(|told| told.code == code) {
                districts.push(DistrictShare { code, name, cases: None });
            }
        }
        districts.sort_by_key(|share| share.code);
        let (lon, lat, radius_m) = (None, None, None);
        Self { lon, lat, radius_m, districts, ids: Vec::new(), weeks: Vec::new(), ..self }
    }
}
