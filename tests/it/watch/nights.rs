//! Nights one after another over a real ledger.

use chrono::{Days, NaiveDate};
use sigis::{
    domain::{Life, TimeZone, WatchedPlace},
    services::watch::{NightReport, job},
};
use sqlx::{AssertSqlSafe, Connection};

use super::city::{MIDDLE, background, day, outbreak, quick_rules, write};
use crate::door::Door;

async fn city(records: &[sigis::store::CaseRecord]) -> (Door, tempfile::TempDir) {
    let rules = quick_rules();
    let door = Door::small_city_with(&["--tiles-dir", rules.path().to_str().unwrap()]).await;
    write(&door, records).await;
    (door, rules)
}

async fn night(door: &Door, on: NaiveDate) {
    // The first of a watch would look back on a month; each test begins with its own day.
    let nights = door.watch.keep_up(on, |_| ()).await.unwrap();
    assert_eq!(nights.last().unwrap().day, on);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outbreak_is_found_grows_under_one_number_and_closes() {
    let mut records = background(day("2024-01-02"), 140);
    let begin = day("2025-10-01");
    records.extend(outbreak(begin, 12));
    let (door, _rules) = city(&records).await;
    let on = |after: u64| begin + Days::new(after);
    night(&door, on(12)).await;
    let found = door.ledger.clusters(on(12), begin).await.unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    let cluster = &found[0];
    assert!((on(2)..=on(7)).contains(&cluster.first_day), "within a week of its first case: {cluster:?}");
    let nights = door.ledger.cluster_nights(cluster.id).await.unwrap();
    assert_eq!(nights[0].life, Life::New);
    assert!(nights[1..].iter().filter(|night| night.life == Life::Growing).count() >= 4, "{nights:?}");
    assert!((10..=13).contains(&cluster.state.cases), "{:?}", cluster.state);
    let off = ((cluster.state.area.lon - MIDDLE[0]).hypot(cluster.state.area.lat - MIDDLE[1])) * 111.0;
    assert!(
        off < cluster.state.area.radius_km && cluster.state.area.radius_km <= 1.7,
        "{:?}",
        cluster.state.area
    );
    assert_eq!(cluster.state.kelurahan[0].0.to_string(), "33.74.02.1001");
    assert_eq!(cluster.state.puskesmas[0].0.as_str(), "P02");

    // Its last case leaves the window of thirty days, and fourteen nights later it is closed.
    for after in [39, 62, 80] {
        night(&door, on(after)).await;
    }
    let closed = door.ledger.cluster(cluster.id).await.unwrap().unwrap();
    assert_eq!(closed.state.life, Life::Closed);
    let quiet = (closed.ended.unwrap() - closed.last_seen).num_days();
    assert_eq!(quiet, 14);
    assert!(closed.last_seen <= on(11 + 30), "{closed:?}");
    let before = door.ledger.clusters(on(12), begin).await.unwrap();
    assert_eq!(before[0].state, cluster.state, "as of that day it is as it was");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_warning_the_same_is_not_said_again_for_a_week() {
    let mut records = background(day("2024-01-02"), 140);
    let begin = day("2025-10-05");
    // A case a day for five weeks: week after week is far above the ones before, and seven days have seven cases.
    records.extend(outbreak(begin, 35));
    let (door, _rules) = city(&records).await;
    night(&door, begin + Days::new(35)).await;
    let place = WatchedPlace::District("33.74.02.1001".parse().unwrap());
    let all = door.ledger.warnings(begin, begin + Days::new(60)).await.unwrap();
    let own: Vec<_> = all.iter().filter(|warning| warning.place == place).collect();
    let mut raised: Vec<NaiveDate> = own.iter().map(|warning| warning.raised).collect();
    raised.dedup();
    assert!(raised.len() >= 2, "{raised:?}");
    for pair in raised.windows(2) {
        assert!((pair[1] - pair[0]).num_days() > 7, "{raised:?}");
    }
    for warning in &own {
        let since = (warning.night - warning.raised).num_days();
        assert!((0..=7).contains(&since), "{} raised {}", warning.night, warning.raised);
    }
    let first = own[0];
    let agreement = first.agreement();
    assert!(agreement.ringing >= 2 && agreement.judged >= agreement.ringing, "{first:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nights_are_made_up_for_and_judged_again_when_cases_came() {
    let records = background(day("2024-01-02"), 140);
    let (door, _rules) = city(&records).await;
    let today = day("2025-10-20");
    let first = door.watch.keep_up(today, |_| ()).await.unwrap();
    assert_eq!((first.len(), first[0].day), (28, today - Days::new(27)), "a watch begins with a month");
    assert_eq!(door.watch.keep_up(today, |_| ()).await.unwrap(), [], "nothing changed");
    let later = door.watch.keep_up(today + Days::new(3), |_| ()).await.unwrap();
    assert_eq!(later.len(), 3, "a server that was off makes up for it");
    let long = door.watch.keep_up(today + Days::new(300), |_| ()).await.unwrap();
    assert_eq!(long.len(), 28, "within bounds");

    write(&door, &outbreak(today + Days::new(292), 8)).await;
    let again = door.watch.keep_up(today + Days::new(300), |_| ()).await.unwrap();
    assert_eq!(again.len(), 1, "tonight anew");
    assert!(again[0].new >= 1 && again[0].warnings >= 1, "{again:?}");
    let clusters = door.ledger.clusters(today + Days::new(300), today).await.unwrap();
    let number = clusters.iter().filter(|c| c.state.life == Life::New).count();
    write(&door, &outbreak(today + Days::new(292), 9)[8..]).await;
    door.watch.keep_up(today + Days::new(300), |_| ()).await.unwrap();
    let same = door.ledger.clusters(today + Days::new(300), today).await.unwrap();
    assert_eq!(same.len(), clusters.len(), "found again the same night, it keeps its number");
    assert_eq!(same.iter().filter(|c| c.state.life == Life::New).count(), number);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tables_of_the_watch_say_where_nobody_lives() {
    let mut records = background(day("2024-01-02"), 140);
    let begin = day("2025-10-01");
    records.extend(outbreak(begin, 12));
    let (door, _rules) = city(&records).await;
    night(&door, begin + Days::new(12)).await;
    let mut connection = sqlx::SqliteConnection::connect(&door.url).await.unwrap();
    let mut all = String::new();
    for (table, columns) in [
        ("warnings", "place || readings || criteria"),
        ("cluster_nights", "lon || ' ' || lat || ' ' || radius_km || kelurahan || puskesmas"),
    ] {
        let question = format!("SELECT {columns} FROM {table}");
        let rows: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(question)).fetch_all(&mut connection).await.unwrap();
        assert!(!rows.is_empty(), "{table}");
        all += &rows.join("\n");
    }
    for record in &records {
        let at = record.case.position.unwrap();
        for degree in [at.lon, at.lat] {
            let digits = format!("{degree:.5}");
            assert!(!all.contains(&digits), "{digits} is where somebody lives");
        }
    }
    let grid = "SELECT count(*) FROM cluster_nights
        WHERE abs(lon * 400 - round(lon * 400)) > 1e-6 OR abs(lat * 400 - round(lat * 400)) > 1e-6";
    let off: i64 = sqlx::query_scalar(grid).fetch_one(&mut connection).await.unwrap();
    assert_eq!(off, 0, "every middle lies on the grid");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_looks_at_its_start_and_stops_when_told() {
    let (door, _rules) = city(&background(day("2024-01-02"), 140)).await;
    let heard = std::sync::Mutex::new(Vec::new());
    let told = |night: &NightReport| heard.lock().unwrap().push(night.day);
    let versions = door.atlas.subscribe();
    job::follow(door.watch.clone(), 2, TimeZone::Wib, versions, told, std::future::ready(())).await;
    let today = TimeZone::Wib.day(chrono::Utc::now());
    let nights = heard.lock().unwrap().clone();
    assert_eq!((nights.len(), nights.last()), (28, Some(&today)));
    assert_eq!(door.ledger.last_night(today).await.unwrap().map(|(day, _)| day), Some(today));
}
