//! Promises to those who read and write at the same time.

use std::{sync::Arc, time::Duration};

use sigis::store::{self, Fate, Patience, StoreError};
use sqlx::{AssertSqlSafe, Connection};

use super::{Place, patience, samples::*};

pub async fn readers_never_see_half_a_write(place: &Place) {
    const ALL: usize = 6000;
    let writer = place.elsewhere().await;
    let records: Vec<_> = (0..ALL as u32).map(|i| record(i, i, full_case())).collect();
    let writing = tokio::spawn(async move { writer.write_cases(&records).await.map(|fates| fates.len()) });
    let mut reads = 0;
    loop {
        let done = writing.is_finished();
        let seen = place.ledger.case_facts().await.unwrap().len();
        assert!(seen == 0 || seen == ALL, "{seen} of {ALL}");
        place.ledger.version().await.unwrap();
        reads += 1;
        if done {
            assert_eq!(seen, ALL);
            break;
        }
    }
    assert_eq!(writing.await.unwrap().unwrap(), ALL);
    assert!(reads > 0);
}

pub async fn writers_in_two_processes_both_get_through(place: &Place) {
    let before = place.ledger.version().await.unwrap();
    let mut writers = Vec::new();
    for process in 0..2 {
        let ledger = place.elsewhere().await;
        for n in 0..10 {
            let (ledger, key) = (Arc::clone(&ledger), process * 100 + n);
            writers.push(tokio::spawn(
                async move { ledger.write_cases(&[record(key, key, bare_case())]).await },
            ));
        }
    }
    let mut numbers = Vec::new();
    for writer in writers {
        match writer.await.unwrap().unwrap()[..] {
            [Fate::Added(id)] => numbers.push(id.0),
            ref other => panic!("{other:?}"),
        }
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=20).collect::<Vec<i64>>(), "numbers are given in order and never twice");
    assert_eq!(place.ledger.version().await.unwrap(), before + 20);
}

pub async fn a_writer_that_waits_too_long_is_told_to_come_again(place: &Place) {
    let moment = Duration::from_millis(200);
    let hasty = Patience { wait: moment, statement: moment, ..patience() };
    let hasty = store::open(&place.address, hasty).await.unwrap();
    let hold = "UPDATE ledger_version SET version = version";
    let (mut sqlite, mut postgres) = (None, None);
    if place.is_postgres() {
        let connection = postgres.insert(sqlx::PgConnection::connect(&place.address).await.unwrap());
        sqlx::raw_sql(AssertSqlSafe(format!("BEGIN; {hold}"))).execute(connection).await.unwrap();
    } else {
        let connection = sqlite.insert(sqlx::SqliteConnection::connect(&place.address).await.unwrap());
        sqlx::raw_sql(AssertSqlSafe(format!("BEGIN; {hold}"))).execute(connection).await.unwrap();
    }
    assert!(matches!(hasty.set_setting("a", "b").await, Err(StoreError::Busy)));
    assert!(matches!(hasty.write_cases(&[record(1, 1, bare_case())]).await, Err(StoreError::Busy)));
    assert_eq!(hasty.case_facts().await.unwrap(), [], "readers do not wait for writers");
    drop((sqlite, postgres));
    place.ledger.set_setting("a", "b").await.unwrap();
}
