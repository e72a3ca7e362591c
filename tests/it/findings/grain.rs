//! What a study finds leaves at the grain of the one who looks: the wall, attacked from inside.

use sigis::{
    domain::{CaseFilter, Grain, Role},
    index::{Disclose, FEWEST_DISCLOSED, StudyCase, Withheld},
    services::findings::{FoundCluster, Method, Notice, Question, ScanWish, Studied},
};

use super::{day, finder, lens, outbreak, scanned};

/// A study that tries to carry every case out.
struct Greedy(Vec<StudyCase>);

impl Disclose for Greedy {
    fn disclose(self, grain: Grain) -> Self {
        if grain == Grain::Exact { self } else { Self(Vec::new()) }
    }
}

fn carried(role: Role, territory: &[&str]) -> Result<Vec<i64>, Withheld> {
    let lens = lens(outbreak(), role, territory);
    let cases = lens.study(&CaseFilter::default(), |ground| Greedy(ground.cases()))?;
    Ok(cases.0.iter().map(|case| case.id.0).collect())
}

#[test]
fn a_study_stands_on_the_cases_that_its_viewer_may_place() {
    assert_eq!(carried(Role::Surveillance, &[]).unwrap().len(), 98);
    let own = carried(Role::Puskesmas, &["33.74.01.1003"]).unwrap();
    assert_eq!(own.len(), 26);
    assert!(own.iter().all(|id| (200..218).contains(id) || (900..908).contains(id)), "{own:?}");
    assert_eq!(carried(Role::Planner, &[]).unwrap(), Vec::<i64>::new());
    for role in [Role::Public, Role::Admin] {
        assert_eq!(carried(role, &[]), Err(Withheld::Cases), "{role:?}");
    }
}

#[test]
fn who_sees_no_points_hears_of_areas_with_enough_cases_and_of_nothing_finer() {
    let (from, to) = (day("2024-01-01"), day("2024-06-30"));
    let exact = scanned(&lens(outbreak(), Role::Surveillance, &[]), from, to, ScanWish::default()).found;
    let first = exact.clusters[0].clone();
    let small = FoundCluster { cases: FEWEST_DISCLOSED - 1, ..first.clone() };
    let found = Studied { clusters: vec![first.clone(), small], ..exact.clone() };
    for grain in [Grain::Cell250, Grain::Kelurahan, Grain::Kecamatan] {
        let told: Vec<u64> = found.clone().disclose(grain).clusters.iter().map(|c| c.cases).collect();
        assert_eq!(told, [first.cases], "{grain:?}");
    }
    let coarse = scanned(&lens(outbreak(), Role::Planner, &[]), from, to, ScanWish::default()).found;
    assert!(!coarse.clusters.is_empty());
    for cluster in &coarse.clusters {
        assert!(cluster.cases >= FEWEST_DISCLOSED);
        assert_eq!((cluster.lon, cluster.lat, cluster.radius_m), (None, None, None));
        assert!(cluster.ids.is_empty() && cluster.weeks.is_empty());
        assert!(cluster.districts.iter().all(|share| share.cases.is_none()));
    }
    let kecamatan = exact.clone().disclose(Grain::Kecamatan);
    let codes = kecamatan.clusters.iter().flat_map(|c| &c.districts).map(|share| share.code.to_string());
    assert!(codes.eq(kecamatan.clusters.iter().map(|_| "33.74.01".to_owned())));
    assert_eq!(exact.clone().disclose(Grain::None), Studied::default());
    assert_eq!(exact.clone().disclose(Grain::Exact), exact);
}

#[test]
fn an_answer_is_remembered_for_the_eyes_that_asked_and_for_no_others() {
    let finder = finder();
    let whole = lens(outbreak(), Role::Surveillance, &[]);
    let own = lens(outbreak(), Role::Puskesmas, &["33.74.01.1003"]);
    let right = sigis::domain::Viewer { role: Role::Surveillance, territory: Default::default() };
    let right = right.study_right().unwrap();
    let filter = CaseFilter { diseases: vec!["dbd".parse().unwrap()], ..CaseFilter::default() };
    let question = Question { filter, method: Method::Scan(ScanWish::default()) };
    let first = finder.find(right, &whole, &question).unwrap();
    let again = finder.find(right, &whole, &question).unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &again), "the second answer was not computed again");
    let small = finder.find(right, &own, &question).unwrap();
    assert_eq!((first.found.cases, small.found.cases), (98, 26));
    assert!(small.found.notices.contains(&Notice::OwnTerritory), "the officer hears that it is a part");
    assert!(!first.found.notices.contains(&Notice::OwnTerritory));
    let mut later = outbreak();
    later.version = 8;
    let later = finder.find(right, &lens(later, Role::Surveillance, &[]), &question).unwrap();
    assert_eq!((first.version, later.version), (7, 8));
}
