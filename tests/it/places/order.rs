//! Files come in any order, and borders move: cases count where the outlines that are loaded now hold their points.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use sigis::domain::{CaseFilter, Level, Role, Viewer};
use sigis::index::{self, Atlas, RecapBy, Snapshot};
use sigis::intake::RemarkCode;
use sigis::services::case_intake::{CaseImport, import_cases};
use sigis::services::import_report::ImportReport;
use sigis::services::region_intake::import_regions;
use sigis::store::{self, Ledger, Patience, Vault};
use sigis::tiles::TileData;
use tempfile::TempDir;

use crate::postgres;

/// Kelurahan as rectangles: code, west, east, south, north.
type Town = Vec<(String, [f64; 4])>;

/// Three columns of two kelurahan each between 110.0 and 110.3 east; the column borders stand where they are told.
fn town(first_border: f64, second_border: f64) -> Town {
    let columns = [(110.0, first_border), (first_border, second_border), (second_border, 110.3)];
    let column = |(kecamatan, (west, east)): (usize, (f64, f64))| {
        [(1001, -7.0, -6.9), (1002, -6.9, -6.8)]
            .map(|(last, south, north)| (format!("33.74.0{kecamatan}.{last}"), [west, east, south, north]))
    };
    (1..).zip(columns).flat_map(column).collect()
}

fn geojson(town: &Town) -> String {
    const NAMES: [&str; 6] = ["Alas", "Banyu", "Candi", "Dukuh", "Embung", "Gunung"];
    let feature = |((code, [w, e, s, n]), name): (&(String, [f64; 4]), &str)| {
        let ring = format!("[[[{w},{s}],[{e},{s}],[{e},{n}],[{w},{n}],[{w},{s}]]]");
        format!(
            r#"{{"type":"Feature","properties":{{"kode":"{code}","nama":"{name}"}},
               "geometry":{{"type":"Polygon","coordinates":{ring}}}}}"#
        )
    };
    let features: Vec<String> = town.iter().zip(NAMES).map(feature).collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

/// A reported case: where it is, and the kelurahan that its form names by code.
struct Report {
    lon: f64,
    lat: f64,
    declared: Option<String>,
}

/// Points in the town, on its borders and a little outside.
fn reports(count: usize, declared: impl Fn(usize) -> Option<String>) -> Vec<Report> {
    let mut chance = ChaCha8Rng::seed_from_u64(74);
    let point = |n| Report {
        lon: if n % 50 == 0 { 110.1 } else { f64::from(chance.random_range(109_980..110_320)) / 1e3 },
        lat: f64::from(chance.random_range(-7_020..-6_780)) / 1e3,
        declared: declared(n),
    };
    (0..count).map(point).collect()
}

fn csv(reports: &[Report]) -> String {
    let row = |(n, r): (usize, &Report)| {
        let declared = r.declared.as_deref().unwrap_or_default();
        format!("{n},Contoh {n},{},{},{declared},05-03-2022,07-03-2022,konfirmasi\n", r.lat, r.lon)
    };
    let header = "no,nama,lintang,bujur,kode_kelurahan,tanggal_mulai_demam,tanggal_lapor,klasifikasi\n";
    header.to_owned() + &reports.iter().enumerate().map(row).collect::<String>()
}

/// The kelurahan of a point, by comparing numbers: on a border the smaller code.
fn holder<'a>(town: &'a Town, report: &Report) -> Option<&'a str> {
    let holds = |[w, e, s, n]: &[f64; 4]| (*w..=*e).contains(&report.lon) && (*s..=*n).contains(&report.lat);
    town.iter().find(|(_, sides)| holds(sides)).map(|(code, _)| code.as_str())
}

/// Cases by kelurahan: the declared one, else the one that holds the point.
fn counted(town: &Town, reports: &[Report]) -> BTreeMap<String, u64> {
    let mut counts: BTreeMap<String, u64> = town.iter().map(|(code, _)| (code.clone(), 0)).collect();
    for report in reports {
        let code = report.declared.as_deref().or_else(|| holder(town, report));
        *counts.entry(code.unwrap_or_default().to_owned()).or_default() += 1;
    }
    counts
}

/// An office with a ledger of its own.
struct Office {
    ledger: Arc<dyn Ledger>,
    vault: Arc<Vault>,
    folder: TempDir,
}

impl Office {
    async fn at(address: impl FnOnce(&TempDir) -> String) -> Self {
        let folder = TempDir::new().unwrap();
        let patience = Patience { readers: 2, ..Patience::default() };
        let ledger = store::open(&address(&folder), patience).await.unwrap();
        ledger.migrate().await.unwrap();
        let vault = Arc::new(Vault::open(&folder.path().join("key")).unwrap());
        Self { ledger, vault, folder }
    }

    /// One on SQLite and, where it is installed, one on PostgreSQL.
    async fn each() -> Vec<Self> {
        let sqlite = |folder: &TempDir| format!("sqlite://{}", folder.path().join("sigis.db").display());
        let mut all = vec![Self::at(sqlite).await];
        if let Some(address) = postgres::fresh_database().await {
            all.push(Self::at(|_| address).await);
        }
        all
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    async fn regions(&self, town: &Town) -> ImportReport {
        let file = self.file("kelurahan.geojson", &geojson(town));
        import_regions(&*self.ledger, &file, Level::Kelurahan, &|_| ()).await.unwrap()
    }

    async fn cases(&self, reports: &[Report]) -> ImportReport {
        let file = self.file("dbd.csv", &csv(reports));
        let today = "2026-11-01".parse().unwrap();
        let import = CaseImport { file, disease: "dbd".parse().unwrap(), today, dry_run: false };
        import_cases(&*self.ledger, Arc::clone(&self.vault), import, &|_| ()).await.unwrap()
    }

    /// The table by kelurahan as an epidemiologist sees it.
    async fn table(&self) -> BTreeMap<String, u64> {
        let catalog = TileData::load(None).unwrap().catalog;
        let data = index::load(&*self.ledger, &catalog).await.unwrap();
        let viewer = Viewer { role: Role::Surveillance, ..Viewer::public() };
        let lens = Atlas::new(Snapshot::build(data)).lens(&viewer);
        let recap = lens.recap(&CaseFilter::default(), RecapBy::Kelurahan).unwrap();
        recap.rows.into_iter().map(|row| (row.code, row.counts.cases.unwrap())).collect()
    }

    /// Numbers of the cases that lie elsewhere than they say.
    async fn misplaced(&self) -> Vec<i64> {
        let cases = self.ledger.cases(None, 10_000).await.unwrap().cases;
        cases.into_iter().filter(|(_, case)| case.misplaced()).map(|(id, _)| id.0).collect()
    }
}

#[tokio::test]
async fn cases_before_regions_count_as_regions_before_cases() {
    let (town, reports) = (town(110.1, 110.2), reports(1_500, |_| None));
    let expected = counted(&town, &reports);
    for (first, second) in Office::each().await.into_iter().zip(Office::each().await) {
        first.regions(&town).await;
        assert_eq!(first.cases(&reports).await.written, 1_500);
        assert_eq!(first.table().await, expected);

        second.cases(&reports).await;
        let report = second.regions(&town).await;
        assert_eq!(report.moved_cases, 1_500 - expected[""]);
        assert_eq!(report.warned, []);
        assert_eq!(second.table().await, expected);
        let again = second.cases(&reports).await;
        assert_eq!((again.written, again.unchanged), (0, 1_500), "their rows say nothing new");
    }
}

#[tokio::test]
async fn moved_borders_move_the_cases_and_the_same_borders_move_none() {
    let (before, after) = (town(110.1, 110.2), town(110.15, 110.19));
    let homes = [None, Some("33.74.01.1001"), Some("33.74.02.1002")];
    let reports = reports(1_500, |n| homes[n % 3].map(str::to_owned));
    let astray = |town: &Town| -> Vec<i64> {
        let elsewhere = |r: &Report| matches!((&r.declared, holder(town, r)), (Some(d), Some(c)) if d != c);
        (1..).zip(&reports).filter(|(_, r)| elsewhere(r)).map(|(n, _)| n).collect()
    };
    let moved = reports.iter().filter(|r| holder(&before, r) != holder(&after, r)).count() as u64;
    assert!(moved > 100 && astray(&before) != astray(&after));
    for office in Office::each().await {
        office.regions(&before).await;
        office.cases(&reports).await;
        assert_eq!(
            (office.table().await, office.misplaced().await),
            (counted(&before, &reports), astray(&before))
        );

        let report = office.regions(&after).await;
        assert_eq!(report.moved_cases, moved);
        assert_eq!(
            (office.table().await, office.misplaced().await),
            (counted(&after, &reports), astray(&after))
        );

        let version = office.ledger.version().await.unwrap();
        assert_eq!(office.regions(&after).await.moved_cases, 0);
        assert_eq!(office.cases(&reports).await.unchanged, 1_500);
        assert_eq!(office.ledger.version().await.unwrap(), version, "nobody rebuilds for nothing");
    }
}

#[tokio::test]
async fn an_import_that_broke_off_before_the_cases_is_finished_by_the_next() {
    let (town, reports) = (town(110.1, 110.2), reports(200, |_| None));
    for office in Office::each().await {
        office.regions(&town).await;
        office.cases(&reports).await;
        let expected = office.table().await;
        let cases = office.ledger.cases(None, 200).await.unwrap().cases;
        let nowhere: Vec<_> = cases.iter().map(|(id, _)| (*id, None)).collect();
        office.ledger.place_cases(&nowhere).await.unwrap();
        assert_eq!(office.table().await[""], 200);
        office.regions(&town).await;
        assert_eq!(office.table().await, expected);
    }
}

#[tokio::test]
async fn cases_that_no_outline_can_place_are_told() {
    let town = town(110.1, 110.2);
    for office in Office::each().await {
        let text = "nama,kelurahan,tanggal_mulai_demam\nContoh,Alas,05-03-2022\n";
        let today = "2026-11-01".parse().unwrap();
        let file = office.file("dbd.csv", text);
        let import = CaseImport { file, disease: "dbd".parse().unwrap(), today, dry_run: false };
        let vault = || Arc::clone(&office.vault);
        import_cases(&*office.ledger, vault(), import.clone(), &|_| ()).await.unwrap();
        let said = office.regions(&town).await.warned;
        assert_eq!((said.len(), said[0].code), (1, RemarkCode::UnknownDistrict));
        assert!(said[0].message.starts_with("1 cases") && said[0].message.ends_with("import them again"));
        let again = import_cases(&*office.ledger, vault(), import, &|_| ()).await.unwrap();
        assert_eq!(again.updated, 1, "now the name is understood");
        assert_eq!(office.table().await["33.74.01.1001"], 1);
    }
}
