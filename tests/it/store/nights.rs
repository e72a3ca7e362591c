//! Promises about the log of the night watch.

use chrono::{DateTime, Days, NaiveDate, Utc};
use sigis::{
    domain::{
        Acknowledgement, ActionKind, ClusterAction, ClusterArea, ClusterNight, ClusterState, Criterion,
        KnownWarning, Life, MetCriterion, Reading, UnjudgedCriterion, Warning, WarningId, WatchMethod,
        WatchNight, WatchedPlace, WhyUnjudged,
    },
    store::AuditQuestion,
};

use super::{Place, samples::*};

fn warning(place: WatchedPlace, night: &str, raised: &str) -> Warning {
    let reading = |method, expected, alarm| Reading {
        method,
        from: day("2022-03-06"),
        to: day("2022-03-12"),
        observed: 12,
        expected,
        upper: 4.123_456_789_012_345,
        alarm,
    };
    Warning {
        disease: "dbd".parse().unwrap(),
        place,
        night: day(night),
        raised: day(raised),
        readings: vec![
            reading(WatchMethod::EarsC2, Some(0.1 + 0.2), true),
            reading(WatchMethod::Rolling, None, false),
        ],
        criteria: vec![MetCriterion {
            criterion: Criterion::D,
            from: day("2022-03-01"),
            to: day("2022-03-15"),
            observed: 30,
            deaths: None,
        }],
        unjudged: vec![UnjudgedCriterion { criterion: Criterion::G, why: WhyUnjudged::AllPatients }],
    }
}

fn state(on: &str, life: Life, cases: u32) -> ClusterState {
    ClusterState {
        day: day(on),
        life,
        from: day("2022-03-01"),
        to: day(on),
        area: ClusterArea { lon: 110.4225, lat: -6.9875, radius_km: 0.7 },
        cases,
        expected: 1.0 / 3.0,
        statistic: 9.87,
        recurrence_days: 1000.0,
        kelurahan: vec![(code("33.74.01.1001"), 3), (code("33.74.01.1002"), 1)],
        puskesmas: vec![("P01".into(), 4)],
    }
}

fn cluster(id: Option<i64>, seen: &str, state: ClusterState) -> ClusterNight {
    ClusterNight { id, disease: "dbd".parse().unwrap(), last_seen: day(seen), merged_into: None, state }
}

fn night(on: &str, version: u64, warnings: Vec<Warning>, clusters: Vec<ClusterNight>) -> WatchNight {
    WatchNight { day: day(on), version, warnings, clusters, keep_from: day("2020-01-01") }
}

fn kelurahan(text: &str) -> WatchedPlace {
    WatchedPlace::District(code(text))
}

pub async fn a_night_is_kept_and_written_anew(place: &Place) {
    let ledger = &place.ledger;
    let last = async |until: &str| ledger.last_night(day(until)).await.unwrap();
    assert_eq!(last("2030-01-01").await, None);
    let before = ledger.version().await.unwrap();
    let puskesmas = WatchedPlace::Puskesmas("P01".into());
    let first = [
        warning(kelurahan("33.74"), "2022-03-14", "2022-03-14"),
        warning(kelurahan("33.74.01.1001"), "2022-03-14", "2022-03-14"),
        warning(puskesmas.clone(), "2022-03-14", "2022-03-12"),
    ];
    ledger.write_night(&night("2022-03-14", 7, first.to_vec(), Vec::new())).await.unwrap();
    let second = warning(puskesmas, "2022-03-15", "2022-03-12");
    ledger.write_night(&night("2022-03-15", 8, vec![second.clone()], Vec::new())).await.unwrap();
    assert_eq!(last("2030-01-01").await, Some((day("2022-03-15"), 8)));
    assert_eq!(last("2022-03-14").await, Some((day("2022-03-14"), 7)));
    assert_eq!(last("2022-03-13").await, None);
    let between = async |from: &str, to: &str| ledger.warnings(day(from), day(to)).await.unwrap();
    assert_eq!(between("2022-03-14", "2022-03-14").await, first, "by level and place");
    assert_eq!(between("2022-03-15", "2022-03-20").await, [second]);

    let anew = warning(kelurahan("33.74.02"), "2022-03-15", "2022-03-15");
    let anew = WatchNight { keep_from: day("2022-03-15"), ..night("2022-03-15", 9, vec![anew], Vec::new()) };
    ledger.write_night(&anew).await.unwrap();
    assert_eq!(between("2022-01-01", "2022-12-31").await, anew.warnings, "older nights are kept no longer");
    assert_eq!(last("2030-01-01").await, Some((day("2022-03-15"), 9)));
    assert_eq!(last("2022-03-14").await, None);
    assert_eq!(ledger.version().await.unwrap(), before, "the map shows nothing of it");
}

pub async fn clusters_keep_their_number_through_the_nights(place: &Place) {
    let ledger = &place.ledger;
    let write = async |on: &str, clusters: Vec<ClusterNight>| {
        ledger.write_night(&night(on, 1, Vec::new(), clusters)).await.unwrap();
    };
    let new = |on: &str, cases| cluster(None, on, state(on, Life::New, cases));
    write("2022-03-10", vec![new("2022-03-10", 4), new("2022-03-10", 3)]).await;
    let growing = cluster(Some(1), "2022-03-11", state("2022-03-11", Life::Growing, 6));
    let merged = cluster(Some(2), "2022-03-10", state("2022-03-11", Life::Merged, 3));
    let merged = ClusterNight { merged_into: Some(1), ..merged };
    write("2022-03-11", vec![growing.clone(), merged, new("2022-03-11", 5)]).await;

    let dbd = "dbd".parse().unwrap();
    let standing = async |on: &str| {
        let found = ledger.standing_clusters(dbd, day(on)).await.unwrap();
        found.into_iter().map(|c| (c.id, c.state.life, c.state.cases)).collect::<Vec<_>>()
    };
    assert_eq!(standing("2022-03-12").await, [(1, Life::Growing, 6), (3, Life::New, 5)]);
    // The same night again: as it was the night before, and what that night itself found.
    let again = [(1, Life::New, 4), (2, Life::New, 3), (3, Life::New, 5)];
    assert_eq!(standing("2022-03-11").await, again);
    assert!(ledger.standing_clusters("campak".parse().unwrap(), day("2022-03-12")).await.unwrap().is_empty());

    let whole = ledger.cluster(1).await.unwrap().unwrap();
    assert_eq!((whole.first_day, whole.last_seen), (day("2022-03-10"), day("2022-03-11")));
    assert_eq!((whole.ended, whole.merged_into, &whole.acknowledged), (None, None, &None));
    assert_eq!(whole.state, growing.state, "to the last digit");
    let merged = ledger.cluster(2).await.unwrap().unwrap();
    assert_eq!((merged.ended, merged.merged_into), (Some(day("2022-03-11")), Some(1)));
    assert_eq!(ledger.cluster(9).await.unwrap(), None);
    let nights = ledger.cluster_nights(1).await.unwrap();
    assert_eq!(nights, [state("2022-03-10", Life::New, 4), growing.state.clone()]);

    let known = async |as_of: &str, since: &str| {
        let found = ledger.clusters(day(as_of), day(since)).await.unwrap();
        found.into_iter().map(|c| (c.id, c.state.cases)).collect::<Vec<_>>()
    };
    assert_eq!(known("2022-03-09", "2022-01-01").await, []);
    assert_eq!(known("2022-03-10", "2022-01-01").await, [(1, 4), (2, 3)], "as of a day");
    assert_eq!(known("2022-03-11", "2022-01-01").await, [(1, 6), (2, 3), (3, 5)]);
    assert_eq!(known("2022-03-20", "2022-03-12").await, [(1, 6), (3, 5)], "what ended before is left out");

    let closed = cluster(Some(1), "2022-03-11", state("2022-03-12", Life::Closed, 6));
    let last =
        WatchNight { keep_from: day("2022-04-01"), ..night("2022-03-12", 1, Vec::new(), vec![closed]) };
    ledger.write_night(&last).await.unwrap();
    assert_eq!(ledger.cluster_nights(1).await.unwrap(), [state("2022-03-12", Life::Closed, 6)]);
    assert_eq!(ledger.cluster_nights(2).await.unwrap().len(), 1, "the last night of a cluster stays");
}

pub async fn who_knows_of_a_warning_is_kept_as_long_as_the_warning(place: &Place) {
    let (ledger, seal) = (&place.ledger, super::people::seal(place));
    let of = |code: &str, on| warning(WatchedPlace::Puskesmas(code.into()), on, "2022-03-12");
    let held = |on| of("P01", on);
    let city = warning(kelurahan("33.74"), "2022-03-13", "2022-03-13");
    let write = async |on: &str, warnings: Vec<Warning>| {
        ledger.write_night(&night(on, 1, warnings, Vec::new())).await.unwrap();
    };
    write("2022-03-12", vec![held("2022-03-12"), of("P02", "2022-03-12")]).await;
    write("2022-03-13", vec![city.clone(), held("2022-03-13"), of("P02", "2022-03-13")]).await;
    let (own, other) = (WarningId::of(&held("2022-03-12")), WarningId::of(&city));
    let beside = WarningId::of(&of("P02", "2022-03-12"));
    let open = async |on: &str| ledger.open_warnings(day(on)).await.unwrap();
    assert_eq!(open("2022-03-13").await, [other.clone(), own.clone(), beside.clone()]);
    assert_eq!(open("2022-03-14").await, []);
    let late = WarningId { raised: day("2022-03-13"), ..own.clone() };
    let of_other = WarningId { disease: "campak".parse().unwrap(), ..own.clone() };
    for (id, there) in [(&own, true), (&other, true), (&late, false), (&of_other, false)] {
        assert_eq!(ledger.has_warning(id).await.unwrap(), there, "{id}: that night raised it");
    }

    let written = entry("warning.acknowledge");
    let acknowledge = async |id: &WarningId, note: Option<&str>| {
        ledger.acknowledge_warning(id, note, &written, &seal).await.unwrap()
    };
    assert!(acknowledge(&own, Some("PE besok")).await);
    assert!(!acknowledge(&own, None).await, "once");
    assert!(!acknowledge(&late, None).await && !acknowledge(&of_other, None).await, "there is none");
    assert_eq!(open("2022-03-13").await, [other, beside]);
    let by = Acknowledgement { by: "ani".into(), at: written.time };
    let known = [KnownWarning { warning: own, known: by, note: Some("PE besok".into()) }];
    let between = async |from: &str, to: &str| ledger.known_warnings(day(from), day(to)).await.unwrap();
    assert_eq!(between("2022-03-12", "2022-03-12").await, known);
    assert_eq!(between("2022-03-13", "2022-03-20").await, []);
    let question =
        AuditQuestion { action: Some("warning".into()), limit: 9, who: None, since: None, before: None };
    assert_eq!(ledger.audit(&question).await.unwrap().len(), 1, "what is not written leaves no row");

    write("2022-03-12", vec![held("2022-03-12")]).await;
    assert_eq!(between("2022-03-12", "2022-03-12").await, known, "a night forgets nothing of it");
    let keeping = async |from: &str| {
        let last = night("2022-03-14", 1, vec![held("2022-03-14")], Vec::new());
        ledger.write_night(&WatchNight { keep_from: day(from), ..last }).await.unwrap();
        between("2022-03-12", "2022-03-12").await
    };
    assert_eq!(keeping("2022-03-14").await, known, "a kept night tells of it");
    assert_eq!(keeping("2022-03-15").await, [], "none does");
}

pub async fn what_is_done_about_a_cluster_stands_in_the_audit(place: &Place) {
    let (ledger, seal) = (&place.ledger, super::people::seal(place));
    let on = "2022-03-10";
    let found = cluster(None, on, state(on, Life::New, 4));
    ledger.write_night(&night(on, 1, Vec::new(), vec![found.clone(), found])).await.unwrap();
    let known = entry("cluster.acknowledge");
    assert!(ledger.acknowledge_cluster(1, &known, &seal).await.unwrap());
    assert!(!ledger.acknowledge_cluster(1, &known, &seal).await.unwrap(), "once");
    assert!(!ledger.acknowledge_cluster(9, &known, &seal).await.unwrap(), "there is none");
    let by = Acknowledgement { by: "ani".into(), at: known.time };
    assert_eq!(ledger.cluster(1).await.unwrap().unwrap().acknowledged, Some(by));

    let action = |kind, on: &str, note: Option<&str>| ClusterAction {
        kind,
        day: day(on),
        by: "ani".into(),
        noted: "2022-03-12T01:02:03.000004Z".parse::<DateTime<Utc>>().unwrap(),
        note: note.map(str::to_owned),
    };
    let done = [
        action(ActionKind::Pe, "2022-03-11", Some("20 rumah, ABJ 85 %")),
        action(ActionKind::Fogging, "2022-03-09", None),
    ];
    let written = entry("cluster.action");
    let add = async |id: i64, action: &ClusterAction, most: u32| {
        ledger.add_cluster_action(id, action, most, &written, &seal).await.unwrap()
    };
    assert!(add(1, &done[0], 2).await && add(1, &done[1], 2).await);
    assert!(!add(1, &done[1], 2).await, "there are as many as are kept");
    assert!(!add(9, &done[1], 2).await, "there is none");
    assert!(add(2, &done[1], 2).await);
    let actions = async |ids: &[i64]| ledger.cluster_actions(ids).await.unwrap();
    let [first, second] = done;
    let of_two = [(1, first), (1, second.clone()), (2, second.clone())];
    assert_eq!(actions(&[2, 1, 7]).await, of_two, "in the order in which they were written down");
    assert_eq!(actions(&[2]).await, [(2, second)]);
    assert_eq!(actions(&[]).await, []);

    let all =
        AuditQuestion { action: Some("cluster".into()), limit: 10, who: None, since: None, before: None };
    let rows = ledger.audit(&all).await.unwrap();
    let deeds: Vec<_> = rows.iter().rev().map(|row| row.entry.action.as_str()).collect();
    assert_eq!(deeds, ["cluster.acknowledge", "cluster.action", "cluster.action", "cluster.action"]);
    let next: NaiveDate = day(on) + Days::new(1);
    let again = cluster(Some(1), on, state(&next.to_string(), Life::Ongoing, 4));
    ledger.write_night(&night(&next.to_string(), 1, Vec::new(), vec![again])).await.unwrap();
    assert!(
        ledger.cluster(1).await.unwrap().unwrap().acknowledged.is_some(),
        "a night forgets nothing of it"
    );
}
