//! Clusters in space and time: the space-time permutation scan over the cases of a study.
//!
//! Needs cases alone: a place with more people, or one that reports more, has more cases on all its days, and only what is
//! new somewhere stands out. Kulldorff et al. (2005), PLoS Medicine 2(3): e59.

use std::collections::HashSet;

use chrono::Days;

use super::{
    Asked, Outcome,
    answer::{FoundCluster, Studied},
    guard::{Notice, Refusal},
    members,
    places::{self, Located, MOST_PLACES},
    question::{Places, ScanPlan, ScanWish, When},
};
use crate::{
    analysis::scan::{
        Case, Cluster, Ellipse, Metric, Neighbours, Parameters, ScanError, Spans, Study, StudyError, scan,
    },
    index::{Districts, StudyCase, StudyGround, Withheld},
};

/// Clusters that are told.
const MOST_CLUSTERS: usize = 10;
/// Windows of all replications together: some ten seconds of two cores. A question that takes longer is better asked of the
/// command line.
const MOST_WORK: f64 = 2e10;

/// Searches the cases of a question; the plan is told also where nothing is searched.
pub(super) fn search(
    asked: Asked<'_>,
    wish: ScanWish,
    told: &mut Option<ScanPlan>,
) -> Result<Outcome, Withheld> {
    let (plan, mut notices) = match ScanPlan::of(wish, asked.filter, asked.rules, asked.lens) {
        Ok(planned) => planned,
        Err(refusal) => return Ok(Err(refusal)),
    };
    *told = Some(plan);
    let found = asked.study(plan.period(), |ground| clusters(ground, &plan))?;
    Ok(found.map(|mut found| {
        found.notices.append(&mut notices);
        found
    }))
}

/// The clusters of the cases of a ground.
fn clusters(ground: &StudyGround<'_>, plan: &ScanPlan) -> Outcome {
    let all = ground.count();
    if all > Study::MAX_CASES {
        return Err(Refusal::TooManyCases { found: all, most: Study::MAX_CASES });
    }
    let cases = ground.cases();
    let located = match plan.places {
        Places::Square => places::squares(&cases),
        Places::Kelurahan => places::kelurahan(&cases, ground.districts()),
    };
    let taking_part = located.cases.len() as u64;
    if taking_part < u64::from(plan.least_cases) {
        return Err(Refusal::TooFewCases { found: taking_part, least: plan.least_cases.into() });
    }
    if located.positions.len() > MOST_PLACES {
        let found = located.positions.len() as u64;
        return Err(Refusal::TooMuchWork { found, most: MOST_PLACES as u64 });
    }
    let (study, neighbours) = (study(&located, plan)?, neighbours(&located, plan)?);
    let found = scan(&study, &neighbours, &parameters(plan)).map_err(|error| match error {
        ScanError::TooMuchWork { found, most } => {
            Refusal::TooMuchWork { found: found as u64, most: most as u64 }
        }
        ScanError::Spans { .. } => Refusal::ShortBaseline { found: plan.days(), least: 2 * plan.window_days },
        _ => Refusal::TooFewCases { found: taking_part, least: plan.least_cases.into() },
    })?;
    let teller = Teller { located: &located, plan, districts: ground.districts() };
    // What every replication surpasses is no finding; the reference program leaves it out too.
    let told = found.clusters.iter().filter(|cluster| cluster.rank <= plan.replications);
    let clusters = (1..).zip(told).map(|(number, cluster)| teller.card(number, cluster)).collect();
    Ok(Studied { cases: taking_part, notices: notices(&located, &cases), clusters, ..Studied::default() })
}

fn study(located: &Located<'_>, plan: &ScanPlan) -> Result<Study, Refusal> {
    let interval = |case: &StudyCase| (case.day - plan.from).num_days() as u32;
    let cases = located.cases.iter().map(|(place, case)| Case { place: *place, interval: interval(case) });
    let study = Study::permutation(located.positions.len(), plan.days() as usize, vec![cases.collect()]);
    study.map_err(|error| match error {
        StudyError::TooManyCells(found) => Refusal::TooMuchWork { found, most: Study::MAX_CELLS },
        StudyError::TooManyCases(found) => Refusal::TooManyCases { found, most: Study::MAX_CASES },
        _ => Refusal::TooFewCases { found: located.cases.len() as u64, least: plan.least_cases.into() },
    })
}

fn neighbours(located: &Located<'_>, plan: &ScanPlan) -> Result<Neighbours, Refusal> {
    let at: Vec<[f64; 2]> = located.positions.iter().map(|p| [p.lat, p.lon]).collect();
    let radius_km = f64::from(plan.radius_m) / 1_000.0;
    let lists = Neighbours::new(Metric::Sphere, at.clone(), at, &[Ellipse::CIRCLE], Some(radius_km));
    lists.map_err(|too_many| Refusal::TooMuchWork { found: too_many.0 as u64, most: MOST_WORK as u64 })
}

fn parameters(plan: &ScanPlan) -> Parameters {
    let alive = plan.when == When::Now;
    Parameters {
        spans: Spans { min: 1, max: plan.window_days as usize, alive, whole: false },
        max_clusters: MOST_CLUSTERS,
        replications: plan.replications,
        seed: plan.seed,
        most_work: MOST_WORK,
        ..Parameters::default()
    }
}

fn notices(located: &Located<'_>, cases: &[StudyCase]) -> Vec<Notice> {
    let left_out = (cases.len() - located.cases.len()) as u64;
    let without = (left_out > 0).then_some(Notice::WithoutPoint { cases: left_out });
    let coarse = located.coarse.then_some(Notice::CoarseSquares { side_m: located.side_m as u32 });
    without.into_iter().chain(coarse).collect()
}

/// Turns numbers of places and days into what a person reads.
struct Teller<'a> {
    located: &'a Located<'a>,
    plan: &'a ScanPlan,
    districts: &'a Districts,
}

impl Teller<'_> {
    fn card(&self, number: usize, cluster: &Cluster) -> FoundCluster {
        let day = |interval: u32| self.plan.from + Days::new(u64::from(interval));
        let (from, to) = (day(cluster.first), day(cluster.last));
        let places: HashSet<u32> = cluster.places.iter().copied().collect();
        let here = || self.located.cases.iter().filter(|(place, _)| places.contains(place));
        let inside = || here().filter(|(_, case)| from <= case.day && case.day <= to).map(|(_, case)| *case);
        let squares = self.plan.places == Places::Square;
        let kelurahan =
            cluster.places.iter().filter_map(|place| self.located.kelurahan.get(*place as usize)).copied();
        let centre = cluster.centre.map(|c| self.located.positions[c as usize]);
        FoundCluster {
            number,
            from,
            to,
            cases: cluster.cases.into(),
            expected: Some(cluster.expected),
            ratio: Some(f64::from(cluster.cases) / cluster.expected),
            llr: Some(cluster.log_likelihood_ratio),
            p: Some(cluster.p),
            gumbel_p: cluster.gumbel_p,
            recurrence_days: (self.plan.when == When::Now).then(|| 1.0 / cluster.p),
            lon: centre.map(|c| c.lon),
            lat: centre.map(|c| c.lat),
            radius_m: squares.then_some(cluster.radius * 1_000.0 + self.located.side_m * HALF_DIAGONAL),
            districts: members::shares(self.districts, kelurahan, inside()),
            ids: inside().map(|case| case.id.0).collect(),
            weeks: members::weeks((self.plan.from, self.plan.to), here().map(|(_, case)| *case)),
        }
    }
}

/// From the middle of a square of side 1 to its corner.
const HALF_DIAGONAL: f64 = std::f64::consts::FRAC_1_SQRT_2;
