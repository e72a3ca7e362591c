//! Analysis on the map: a method run on the cases of a question, for whoever may see them one by one.
//!
//! The numbers are those of `analysis`; here a question becomes a study, guard rails are kept, and answers are remembered
//! under the question, whose eyes, and the version of the data.

mod answer;
mod areas;
mod geojson;
mod guard;
mod members;
mod pairs;
mod people;
mod places;
mod question;
mod scan;
mod table;

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use moka::sync::Cache;
use serde::Serialize;
use utoipa::ToSchema;

pub use answer::{DistrictShare, Findings, FoundCluster, Studied};
pub use areas::{AreaCard, AreaKind, AreaMethod, AreaPlan, AreaUnit, AreaWish, RateKind, WholePattern};
pub use geojson::feature_collection;
pub use guard::{Notice, Refusal};
pub use pairs::{DAYS, DISTANCE_M, LEAST, PairCard, PairMethod, PairPlan, PairWish};
pub use question::{
    BASELINE_DAYS, Places, RADIUS_M, REPLICATIONS, ScanPlan, ScanWish, USUAL_REPLICATIONS, USUAL_SEED,
    WINDOW_DAYS, When,
};
pub use table::csv;

use crate::{
    domain::{
        CaseFilter, DiseaseCode, OutbreakRules, Period, Reach, Scope, StudyRight, StudyRuleBook, StudyRules,
    },
    index::{Lens, StudyGround, Withheld},
    services::selftest::{Check, SelftestError, selftest},
};

/// Answers that are kept: those that people look at just now.
const MOST_KEPT: u64 = 256;

/// What a person asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Question {
    /// Which cases.
    pub filter: CaseFilter,
    /// Which method, with its words.
    pub method: Method,
}

/// A method with the words of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// The space-time permutation scan.
    Scan(ScanWish),
    /// A pattern of areas.
    Areas(AreaMethod, AreaWish),
    /// Pairs or groups of cases.
    Pairs(PairMethod, PairWish),
}

impl Method {
    /// The word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Scan(_) => "scan",
            Self::Areas(AreaMethod::Moran, _) => "moran",
            Self::Areas(AreaMethod::Getis, _) => "getis",
            Self::Pairs(PairMethod::Knox, _) => "knox",
            Self::Pairs(PairMethod::Dbscan, _) => "dbscan",
        }
    }
}

/// The version of the data, whose eyes, the question.
type Key = (u64, Scope, Question);

/// What the engine answers to questions whose answers are known from elsewhere.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Proof {
    /// This program and its version.
    pub engine: &'static str,
    /// Reference answers that it reproduces.
    pub passed: usize,
    /// All that it carries.
    pub checks: Vec<Check>,
}

/// Finds clusters and remembers what it found.
pub struct Finder {
    rules: StudyRuleBook,
    criteria: OutbreakRules,
    proof: OnceLock<Arc<Proof>>,
    kept: Cache<Key, Arc<Findings>>,
}

impl Finder {
    /// A finder that begins where the rules say.
    pub fn new(rules: StudyRuleBook, criteria: OutbreakRules) -> Self {
        Self { rules, criteria, proof: OnceLock::new(), kept: Cache::new(MOST_KEPT) }
    }

    /// Whether this engine computes what the reference programs do; run when first asked for. CPU-heavy then.
    ///
    /// # Errors
    /// Where a carried case cannot be run at all.
    pub fn proof(&self) -> Result<Arc<Proof>, SelftestError> {
        if let Some(proof) = self.proof.get() {
            return Ok(Arc::clone(proof));
        }
        let checks = selftest(&self.criteria)?;
        let passed = checks.iter().filter(|check| check.passed).count();
        let proof = Proof { engine: env!("CARGO_PKG_VERSION"), passed, checks };
        Ok(Arc::clone(self.proof.get_or_init(|| Arc::new(proof))))
    }

    /// The answer to a question about what a lens shows. CPU-heavy where it was not asked before; a question that is being
    /// answered is waited for.
    ///
    /// # Errors
    /// Where the lens shows no cases.
    pub fn find(
        &self,
        _right: StudyRight,
        lens: &Lens,
        question: &Question,
    ) -> Result<Arc<Findings>, Withheld> {
        let key = (lens.version(), lens.scope().clone(), question.clone());
        let found = self.kept.try_get_with(key, || self.search(lens, question).map(Arc::new));
        found.map_err(|withheld| *withheld)
    }

    fn search(&self, lens: &Lens, Question { filter, method }: &Question) -> Result<Findings, Withheld> {
        let words = filter.words().into_iter().map(|(word, value)| (word.to_owned(), value));
        let mut answer = Findings::about(lens, method.word(), words.collect::<BTreeMap<_, _>>());
        let Some(rules) = one_disease(filter, lens).and_then(|disease| self.rules.of(disease)) else {
            answer.refusal = Some(Refusal::OneDisease);
            return Ok(answer);
        };
        answer.source_id = Some(rules.source_id.clone());
        answer.source_en = Some(rules.source.clone());
        let asked = Asked { lens, filter, rules };
        let studied = match *method {
            Method::Scan(wish) => scan::search(asked, wish, &mut answer.scan)?,
            Method::Areas(statistic, wish) => {
                areas::search(asked, statistic, wish, &mut answer.pattern_plan)?
            }
            Method::Pairs(test, wish) => pairs::search(asked, test, wish, &mut answer.pair_plan)?,
        };
        match studied {
            Ok(found) => answer.found = found,
            Err(refusal) => answer.refusal = Some(refusal),
        }
        Ok(answer)
    }
}

/// What was found, or why nothing was searched.
type Outcome = Result<Studied, Refusal>;

/// Who asks about which cases, and the rules of their disease.
#[derive(Clone, Copy)]
struct Asked<'a> {
    lens: &'a Lens,
    filter: &'a CaseFilter,
    rules: &'a StudyRules,
}

impl Asked<'_> {
    /// Studies the cases of the question within a period.
    fn study(
        &self,
        period: Period,
        work: impl FnOnce(&StudyGround<'_>) -> Outcome,
    ) -> Result<Outcome, Withheld> {
        let found = self.lens.study(&CaseFilter { period, ..self.filter.clone() }, work)?;
        let partly = self.lens.scope().reach != Reach::Everything;
        Ok(found.map(|mut found| {
            found.notices.extend(partly.then_some(Notice::OwnTerritory));
            found
        }))
    }
}

/// The disease that is asked for, where it is one.
fn one_disease(filter: &CaseFilter, lens: &Lens) -> Option<DiseaseCode> {
    let watched = &lens.catalog().disease;
    match (filter.diseases.as_slice(), watched.as_slice()) {
        ([one], _) => Some(*one),
        ([], [only]) => Some(only.code),
        _ => None,
    }
}
