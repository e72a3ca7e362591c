//! Clusters through scripted histories.

use sigis::{
    domain::{ClusterArea, ClusterNight, ClusterState, Life, NightScanRules, WatchedCluster},
    services::watch::{
        clusters::Found,
        life::{Standing, go_on},
    },
};

use super::city::{day, rules};

const AREA: ClusterArea = ClusterArea { lon: 110.4225, lat: -6.9875, radius_km: 0.7 };
const TONIGHT: &str = "2022-03-20";

fn scan() -> NightScanRules {
    rules().watch.disease("dbd".parse().unwrap()).scan.clone()
}

/// A window of tonight with these of tonight's cases.
fn window(members: &[u32], recurrence_days: f64) -> Found {
    Found {
        area: AREA,
        from: day("2022-03-01"),
        to: day(TONIGHT),
        members: members.to_vec(),
        expected: 1.0,
        statistic: 9.0,
        recurrence_days,
        kelurahan: Vec::new(),
        puskesmas: Vec::new(),
    }
}

/// A cluster that was last seen on a day with so many cases, and which of tonight's cases lie in it.
fn standing(id: i64, first_day: &str, last_seen: &str, cases: u32, members: &[u32]) -> Standing {
    let state = ClusterState {
        day: day("2022-03-19"),
        life: Life::Ongoing,
        from: day("2022-02-20"),
        to: day(last_seen),
        area: AREA,
        cases,
        expected: 1.0,
        statistic: 8.0,
        recurrence_days: 500.0,
        kelurahan: Vec::new(),
        puskesmas: Vec::new(),
    };
    let cluster = WatchedCluster {
        id,
        disease: "dbd".parse().unwrap(),
        first_day: day(first_day),
        last_seen: day(last_seen),
        ended: None,
        merged_into: None,
        acknowledged: None,
        state,
    };
    Standing { cluster, members: members.to_vec() }
}

/// Number, life, cases and into what it merged.
type Told = (Option<i64>, Life, u32, Option<i64>);

fn tonight(standing: &[Standing], found: &[Found]) -> Vec<Told> {
    let nights = go_on("dbd".parse().unwrap(), day(TONIGHT), standing, found, &scan());
    let told = |night: ClusterNight| {
        assert_eq!(night.state.day, day(TONIGHT));
        (night.id, night.state.life, night.state.cases, night.merged_into)
    };
    nights.into_iter().map(told).collect()
}

#[test]
fn a_cluster_is_new_then_grows_then_goes_on_under_one_number() {
    assert_eq!(tonight(&[], &[window(&[1, 2, 3], 1000.0)]), [(None, Life::New, 3, None)]);
    let old = standing(5, "2022-03-18", "2022-03-19", 3, &[1, 2, 3]);
    let grown = window(&[1, 2, 3, 4], 1000.0);
    assert_eq!(tonight(std::slice::from_ref(&old), &[grown]), [(Some(5), Life::Growing, 4, None)]);
    let same = window(&[2, 3, 4], 1000.0);
    assert_eq!(tonight(&[old], &[same]), [(Some(5), Life::Ongoing, 3, None)], "its window moved on");
}

#[test]
fn a_known_cluster_is_followed_where_a_new_one_would_not_be_told() {
    let weak = window(&[1, 2, 3], 40.0);
    assert_eq!(tonight(&[], std::slice::from_ref(&weak)), [], "chance shows as much every forty days");
    let old = standing(5, "2022-03-18", "2022-03-19", 3, &[1, 2, 3]);
    assert_eq!(tonight(&[old], &[weak]), [(Some(5), Life::Ongoing, 3, None)]);
}

#[test]
fn clusters_that_share_too_little_are_two() {
    let old = standing(5, "2022-03-18", "2022-03-19", 4, &[1, 2, 3, 4]);
    let other = window(&[4, 7, 8, 9], 1000.0);
    let told = tonight(&[old], &[other]);
    assert_eq!(told, [(Some(5), Life::Ongoing, 4, None), (None, Life::New, 4, None)]);
}

#[test]
fn what_is_not_found_waits_and_is_closed_in_the_end() {
    let life = |last_seen: &str| tonight(&[standing(5, "2022-02-01", last_seen, 3, &[1])], &[])[0].1;
    assert_eq!(scan().close_after_days, 14);
    assert_eq!(life("2022-03-19"), Life::Ongoing);
    assert_eq!(life("2022-03-07"), Life::Ongoing, "thirteen nights");
    assert_eq!(life("2022-03-06"), Life::Closed, "fourteen");
}

#[test]
fn of_clusters_that_become_one_the_oldest_keeps_its_number() {
    let one = window(&[1, 2, 3, 4, 5, 6, 7], 1000.0);
    let younger = standing(4, "2022-03-12", "2022-03-19", 4, &[4, 5, 6, 7]);
    let older = standing(9, "2022-03-02", "2022-03-19", 3, &[1, 2, 3]);
    let told = tonight(&[younger, older], &[one]);
    assert_eq!(told, [(Some(4), Life::Merged, 4, Some(9)), (Some(9), Life::Growing, 7, None)]);
}

#[test]
fn of_a_cluster_that_falls_apart_the_larger_part_keeps_the_number() {
    let old = standing(5, "2022-03-02", "2022-03-19", 7, &[1, 2, 3, 4, 5, 6, 7]);
    let told = tonight(&[old], &[window(&[1, 2, 3], 1000.0), window(&[4, 5, 6, 7], 1000.0)]);
    assert_eq!(told, [(Some(5), Life::Ongoing, 4, None), (None, Life::New, 3, None)]);
}

#[test]
fn a_night_that_is_judged_again_forgets_what_it_no_longer_finds() {
    let mut hasty = standing(5, TONIGHT, TONIGHT, 3, &[1, 2, 3]);
    hasty.cluster.state.day = day(TONIGHT);
    assert_eq!(tonight(std::slice::from_ref(&hasty), &[]), [(Some(5), Life::Closed, 3, None)]);
    let again = tonight(&[hasty], &[window(&[1, 2, 3, 4], 1000.0)]);
    assert_eq!(again, [(Some(5), Life::New, 4, None)], "it stays new for that night");
}
