//! Pairs and groups of cases: Knox's test, and ST-DBSCAN. Distances are metres on a plane around the middle of the cases.

use std::{collections::BTreeMap, ops::RangeInclusive};

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Asked, Outcome,
    answer::{FoundCluster, Studied},
    guard::{Notice, Refusal},
    members,
    question::{USUAL_REPLICATIONS, USUAL_SEED},
};
use crate::{
    analysis::points::{KnoxParameters, LocalPlane, knox, st_dbscan},
    domain::{CaseFilter, Period, Position, StudyRules},
    index::{Districts, Lens, StudyCase, StudyGround, Withheld},
};

/// Metres within which two cases are near.
pub const DISTANCE_M: RangeInclusive<u32> = 10..=5_000;
/// Days within which two cases are soon.
pub const DAYS: RangeInclusive<u32> = 0..=90;
/// The fewest cases of a group.
pub const LEAST: RangeInclusive<u32> = 2..=50;
/// More cases than this are not compared pair by pair.
const MOST_CASES: u64 = 20_000;
/// Pairs that all permutations look at together: some seconds of one core.
const MOST_PAIRS: u64 = 5_000_000_000;

/// What a person asks of pairs; what is not asked the rules of the disease say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PairWish {
    /// Metres within which two cases are near.
    pub distance_m: Option<u32>,
    /// Days within which two cases are soon.
    pub days: Option<u32>,
    /// The fewest cases of a group.
    pub least: Option<u32>,
    /// Permutations (Knox).
    pub replications: Option<u32>,
    /// The seed.
    pub seed: Option<u64>,
}

/// A search of pairs with every number in place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct PairPlan {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Metres within which two cases are near.
    pub distance_m: u32,
    /// Days within which two cases are soon.
    pub days: u32,
    /// The fewest cases of a group; null where pairs alone are counted.
    pub least: Option<u32>,
    /// Permutations; null where nothing is drawn.
    pub replications: Option<u32>,
    /// The seed.
    pub seed: u64,
    /// With fewer cases nothing is searched.
    #[serde(skip)]
    pub least_cases: u32,
}

/// Whether cases near in space are near in time more often than by chance (Knox 1964).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct PairCard {
    /// Pairs near in space and time.
    pub close: u64,
    /// Such pairs that chance would make.
    pub expected: f64,
    /// The one over the other.
    pub ratio: f64,
    /// How often a random order of the days makes as many.
    pub p: Option<f64>,
}

/// Which method of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PairMethod {
    /// Knox's test.
    Knox,
    /// Groups that lie dense in space and time.
    Dbscan,
}

impl PairPlan {
    /// The plan of a wish over the data that a lens shows.
    ///
    /// # Errors
    /// Where there are no data.
    pub fn of(
        (method, wish): (PairMethod, PairWish),
        filter: &CaseFilter,
        rules: &StudyRules,
        lens: &Lens,
    ) -> Result<Self, Refusal> {
        let (from, to) = filter.period.closed_by(lens.span()).ok_or(Refusal::NoData)?;
        let knox = method == PairMethod::Knox;
        Ok(Self {
            from,
            to: to.max(from),
            distance_m: wish.distance_m.unwrap_or(rules.pairs.distance_m),
            days: wish.days.unwrap_or(rules.pairs.days),
            least: (!knox).then(|| wish.least.unwrap_or(rules.pairs.least)),
            replications: knox.then(|| wish.replications.unwrap_or(USUAL_REPLICATIONS)),
            seed: wish.seed.unwrap_or(USUAL_SEED),
            least_cases: rules.least_cases,
        })
    }

    /// Its days as a period.
    pub fn period(&self) -> Period {
        Period::between(self.from, self.to)
    }
}

/// Searches the cases of a question; the plan is told also where nothing is searched.
pub(super) fn search(
    asked: Asked<'_>,
    method: PairMethod,
    wish: PairWish,
    told: &mut Option<PairPlan>,
) -> Result<Outcome, Withheld> {
    let plan = match PairPlan::of((method, wish), asked.filter, asked.rules, asked.lens) {
        Ok(plan) => plan,
        Err(refusal) => return Ok(Err(refusal)),
    };
    *told = Some(plan);
    asked.study(plan.period(), |ground| match method {
        PairMethod::Knox => pairs(ground, &plan),
        PairMethod::Dbscan => groups(ground, &plan),
    })
}

/// The cases with a point, on a plane.
struct Located {
    cases: Vec<StudyCase>,
    plane: LocalPlane,
    points: Vec<[f64; 2]>,
    days: Vec<f64>,
    notices: Vec<Notice>,
}

fn located(ground: &StudyGround<'_>, plan: &PairPlan) -> Result<Located, Refusal> {
    let found = ground.count();
    if found > MOST_CASES {
        return Err(Refusal::TooManyCases { found, most: MOST_CASES });
    }
    let all = ground.cases();
    let without = all.iter().filter(|case| case.position.is_none()).count() as u64;
    let cases: Vec<StudyCase> = all.into_iter().filter(|case| case.position.is_some()).collect();
    let found = cases.len() as u64;
    if found < u64::from(plan.least_cases) {
        return Err(Refusal::TooFewCases { found, least: plan.least_cases.into() });
    }
    let positions: Vec<Position> = cases.iter().filter_map(|case| case.position).collect();
    let plane = LocalPlane::around(&positions);
    let notices = (without > 0).then_some(Notice::WithoutPoint { cases: without });
    Ok(Located {
        points: positions.iter().map(|position| plane.metres(*position)).collect(),
        days: cases.iter().map(|case| (case.day - plan.from).num_days() as f64).collect(),
        notices: notices.into_iter().collect(),
        plane,
        cases,
    })
}

/// Knox's test of the cases of a ground.
fn pairs(ground: &StudyGround<'_>, plan: &PairPlan) -> Outcome {
    let located = located(ground, plan)?;
    let parameters = KnoxParameters {
        distance: plan.distance_m.into(),
        time: plan.days.into(),
        permutations: plan.replications.unwrap_or_default(),
        seed: plan.seed,
    };
    let once = knox(&located.points, &located.days, KnoxParameters { permutations: 0, ..parameters })?;
    let steps = once.space_pairs.min(once.time_pairs) + located.cases.len() as u64;
    let found = steps.saturating_mul(parameters.permutations.into());
    if found > MOST_PAIRS {
        return Err(Refusal::TooMuchWork { found, most: MOST_PAIRS });
    }
    let test = knox(&located.points, &located.days, parameters)?;
    let pairs = (test.expected_close > 0.0).then_some(PairCard {
        close: test.close,
        expected: test.expected_close,
        ratio: test.ratio,
        p: test.p_permutation,
    });
    let cases = located.cases.len() as u64;
    Ok(Studied { cases, notices: located.notices, pairs, ..Studied::default() })
}

/// The groups of a ground, the largest first, of equal ones the newest.
fn groups(ground: &StudyGround<'_>, plan: &PairPlan) -> Outcome {
    let located = located(ground, plan)?;
    let (distance, least) = (f64::from(plan.distance_m), plan.least.unwrap_or(2) as usize);
    let found = st_dbscan(&located.points, &located.days, distance, plan.days.into(), least)?;
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (case, label) in found.labels.iter().enumerate() {
        if let Some(label) = label {
            members.entry(*label).or_default().push(case);
        }
    }
    let mut clusters: Vec<FoundCluster> =
        members.values().map(|members| card(&located, members, plan, ground.districts())).collect();
    clusters.sort_by_key(|c| (std::cmp::Reverse(c.cases), std::cmp::Reverse(c.to), c.ids.first().copied()));
    clusters.truncate(MOST_GROUPS);
    (1..).zip(&mut clusters).for_each(|(number, cluster)| cluster.number = number);
    let cases = located.cases.len() as u64;
    Ok(Studied { cases, notices: located.notices, clusters, ..Studied::default() })
}

/// Groups that are told.
const MOST_GROUPS: usize = 50;

fn card(located: &Located, members: &[usize], plan: &PairPlan, districts: &Districts) -> FoundCluster {
    let mean =
        |axis: usize| members.iter().map(|at| located.points[*at][axis]).sum::<f64>() / members.len() as f64;
    let centre = [mean(0), mean(1)];
    let away = |at: &usize| {
        let [x, y] = located.points[*at];
        (x - centre[0]).hypot(y - centre[1])
    };
    let cases = || members.iter().map(|at| &located.cases[*at]);
    let middle = located.plane.position(centre);
    FoundCluster {
        number: 0,
        from: cases().map(|case| case.day).min().unwrap_or(plan.from),
        to: cases().map(|case| case.day).max().unwrap_or(plan.to),
        cases: members.len() as u64,
        expected: None,
        ratio: None,
        llr: None,
        p: None,
        gumbel_p: None,
        recurrence_days: None,
        lon: Some(middle.lon),
        lat: Some(middle.lat),
        radius_m: Some(members.iter().map(away).fold(NARROWEST_M, f64::max)),
        districts: members::shares(districts, std::iter::empty(), cases()),
        ids: cases().map(|case| case.id.0).collect(),
        weeks: members::weeks((plan.from, plan.to), cases()),
    }
}

/// The smallest circle that can be seen and tapped.
const NARROWEST_M: f64 = 30.0;
