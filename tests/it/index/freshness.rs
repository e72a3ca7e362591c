//! The map follows the ledger: a real SQLite file, written while an atlas shows it.

use std::{sync::Arc, time::Duration};

use sigis::{
    domain::{Case, CaseFilter, Details, Outcome, Position, Role, Status, Viewer},
    index::{Atlas, Snapshot, load, watch},
    store::{self, CaseRecord, Fingerprint, Ledger, Patience},
};
use tempfile::TempDir;

use super::city;

/// Long enough for a machine that does ten other things.
const PATIENCE: Duration = Duration::from_secs(60);

fn record(number: u8) -> CaseRecord {
    let case = Case {
        disease: city::disease("dbd"),
        diagnosis: None,
        onset: city::date(u64::from(number)),
        onset_estimated: false,
        reported: city::date(u64::from(number) + 1),
        sex: None,
        age: None,
        status: Status::Konfirmasi,
        outcome: Outcome::Sembuh,
        declared: Some(city::code("33.74.01.1001")),
        computed: None,
        puskesmas: None,
        reporter: None,
        position: Position::new(110.41, -7.01),
        accuracy_m: None,
        details: Details::default(),
    };
    let (key, content) = (Fingerprint([number; 32]), Fingerprint([number; 32]));
    CaseRecord { key, content, case, identity: None }
}

async fn city_in_a_ledger(folder: &TempDir) -> Arc<dyn Ledger> {
    let address = format!("sqlite://{}", folder.path().join("sigis.db").display());
    let ledger = store::open(&address, Patience::default()).await.unwrap();
    ledger.migrate().await.unwrap();
    ledger.set_setting("city_name", "Kota Uji").await.unwrap();
    ledger.set_setting("simulated", "true").await.unwrap();
    ledger.write_districts(&city::districts()).await.unwrap();
    ledger.write_facilities(&city::facilities()).await.unwrap();
    ledger.write_catchments(&city::catchments()).await.unwrap();
    ledger.write_population(&city::population()).await.unwrap();
    ledger
}

#[tokio::test]
async fn a_written_case_shows_after_the_next_look_and_what_did_not_change_is_kept() {
    let folder = TempDir::new().unwrap();
    let ledger = city_in_a_ledger(&folder).await;
    let data = load(ledger.as_ref(), &city::catalog()).await.unwrap();
    let atlas = Arc::new(Atlas::new(Snapshot::build(data)));
    let viewer = Viewer { role: Role::Surveillance, territory: Default::default() };
    let before = atlas.lens(&viewer);
    assert_eq!((before.city_name(), before.is_simulated()), ("Kota Uji", true));
    assert_eq!(before.count(&CaseFilter::default()).unwrap().cases, 0);

    let mut versions = atlas.subscribe();
    let follower = watch(Arc::clone(&ledger), Arc::clone(&atlas), city::catalog(), Duration::from_millis(20));
    ledger.write_cases(&[record(1), record(2)]).await.unwrap();
    tokio::time::timeout(PATIENCE, versions.changed()).await.unwrap().unwrap();
    let after = atlas.lens(&viewer);
    assert_eq!(after.count(&CaseFilter::default()).unwrap().cases, 2);
    assert_eq!(after.version(), ledger.version().await.unwrap());
    assert!(std::ptr::eq(before.districts(), after.districts()), "the same districts are built once");
    assert!(std::ptr::eq(before.facilities(), after.facilities()));
    assert_eq!(before.count(&CaseFilter::default()).unwrap().cases, 0, "a reader keeps what it started with");
    drop(follower);
}

#[tokio::test]
async fn a_writer_of_this_process_rings_and_need_not_wait() {
    let folder = TempDir::new().unwrap();
    let ledger = city_in_a_ledger(&folder).await;
    let data = load(ledger.as_ref(), &city::catalog()).await.unwrap();
    let atlas = Arc::new(Atlas::new(Snapshot::build(data)));
    let mut versions = atlas.subscribe();
    let follower = watch(Arc::clone(&ledger), Arc::clone(&atlas), city::catalog(), Duration::from_secs(3600));
    ledger.write_cases(&[record(1)]).await.unwrap();
    follower.notify();
    tokio::time::timeout(PATIENCE, versions.changed()).await.unwrap().unwrap();
    assert_eq!(atlas.version(), ledger.version().await.unwrap());
    let mut moved = city::districts();
    moved[0].name = "Kota Baru".into();
    ledger.write_districts(&moved).await.unwrap();
    follower.bell().notify_one();
    tokio::time::timeout(PATIENCE, versions.changed()).await.unwrap().unwrap();
    let lens = atlas.lens(&Viewer::public());
    assert_eq!(lens.districts().get(city::code("33.74")).map(|d| d.name.as_str()), Some("Kota Baru"));
}
