//! A ledger with the real city in it, and the import as a person does it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::NaiveDate;
use geo::{Area, InteriorPoint, MultiPolygon};
use sigis::{
    domain::{Case, CaseId, District, Facility, FacilityType, Position},
    services::{
        case_intake::{CaseImport, import_cases},
        import_report::{ImportError, ImportReport},
    },
    store::{self, Ledger, Patience, Vault},
};
use tempfile::TempDir;

use crate::postgres;

/// The folder of real data, or a message that it is not here. In CI it must be.
pub fn real_data() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if folder.exists() {
        return Some(folder);
    }
    assert!(std::env::var("CI").is_err(), "the real data are missing");
    eprintln!("skipped: ../shared/data is not here");
    None
}

pub fn records(path: &Path) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.records().map(Result::unwrap).collect()
}

/// The rows of a CSV file by the names of its columns.
pub struct Columns {
    names: csv::StringRecord,
    pub rows: Vec<csv::StringRecord>,
}

impl Columns {
    pub fn of(path: &Path) -> Self {
        let names = csv::Reader::from_path(path).unwrap().headers().unwrap().clone();
        Self { names, rows: records(path) }
    }

    pub fn get<'a>(&self, row: &'a csv::StringRecord, name: &str) -> &'a str {
        let column = self.names.iter().position(|n| n == name).unwrap_or_else(|| panic!("no column {name}"));
        &row[column]
    }
}

pub fn districts(file: &Path) -> Vec<District> {
    let collection: geojson::FeatureCollection = fs::read_to_string(file).unwrap().parse().unwrap();
    collection.features.into_iter().map(district).collect()
}

fn district(feature: geojson::Feature) -> District {
    let text = |name: &str| feature.property(name).unwrap().as_str().unwrap().to_owned();
    let (code, name) = (text("kode").parse().unwrap(), text("nama"));
    let geometry: geo::Geometry = feature.geometry.unwrap().try_into().unwrap();
    let outline: MultiPolygon = match geometry {
        geo::Geometry::Polygon(polygon) => polygon.into(),
        geo::Geometry::MultiPolygon(parts) => parts,
        other => panic!("{other:?}"),
    };
    let label = outline.interior_point().unwrap();
    let label = Position { lon: label.x(), lat: label.y() };
    District { code, name, kind: None, area_km2: outline.unsigned_area(), outline, label }
}

pub fn facility(code: &str, kind: FacilityType, name: &str) -> Facility {
    Facility {
        code: code.into(),
        name: name.to_owned(),
        kind,
        class: None,
        address: None,
        phone: None,
        hours: None,
        services: None,
        beds: None,
        owner: None,
        declared: None,
        computed: None,
        position: None,
        precision: None,
        source: None,
    }
}

/// The 177 kelurahan, 16 kecamatan, 39 puskesmas and the hospitals of Semarang.
pub fn semarang(data: &Path) -> (Vec<District>, Vec<Facility>) {
    let mut areas = districts(&data.join("boundaries/semarang_kelurahan_clean.geojson"));
    areas.extend(districts(&data.join("boundaries/semarang_kecamatan_clean.geojson")));
    let puskesmas = Columns::of(&data.join("facilities/semarang_puskesmas.csv"));
    let hospitals = Columns::of(&data.join("facilities/semarang_rumah_sakit_osm.csv"));
    let of = |table: &Columns, code: &str, kind| -> Vec<Facility> {
        let rows = table.rows.iter();
        rows.map(|r| facility(table.get(r, code), kind, table.get(r, "nama"))).collect()
    };
    let mut facilities = of(&puskesmas, "kd_pusk", FacilityType::Puskesmas);
    facilities.extend(of(&hospitals, "osm_id", FacilityType::Rs));
    (areas, facilities)
}

/// A fresh ledger with a city in it.
pub struct City {
    pub ledger: Arc<dyn Ledger>,
    vault: Arc<Vault>,
    pub folder: TempDir,
}

impl City {
    pub async fn new(districts: &[District], facilities: &[Facility]) -> Self {
        let folder = TempDir::new().unwrap();
        let address = format!("sqlite://{}", folder.path().join("sigis.db").display());
        Self::at(&address, folder, districts, facilities).await
    }

    /// The same city on SQLite and, where it is installed, on PostgreSQL.
    pub async fn on_each(districts: &[District], facilities: &[Facility]) -> Vec<Self> {
        let mut cities = vec![Self::new(districts, facilities).await];
        if let Some(address) = postgres::fresh_database().await {
            cities.push(Self::at(&address, TempDir::new().unwrap(), districts, facilities).await);
        }
        cities
    }

    async fn at(address: &str, folder: TempDir, districts: &[District], facilities: &[Facility]) -> Self {
        let patience = Patience { readers: 2, ..Patience::default() };
        let ledger = store::open(address, patience).await.unwrap();
        ledger.migrate().await.unwrap();
        ledger.write_districts(districts).await.unwrap();
        ledger.write_facilities(facilities).await.unwrap();
        let vault = Arc::new(Vault::open(&folder.path().join("key")).unwrap());
        Self { ledger, vault, folder }
    }

    pub async fn semarang(data: &Path) -> Self {
        let (districts, facilities) = semarang(data);
        Self::new(&districts, &facilities).await
    }

    pub async fn empty() -> Self {
        Self::new(&[], &[]).await
    }

    pub async fn import(&self, file: &Path, disease: &str) -> ImportReport {
        self.attempt(file, disease, false).await.unwrap()
    }

    pub async fn attempt(
        &self,
        file: &Path,
        disease: &str,
        dry_run: bool,
    ) -> Result<ImportReport, ImportError> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let import = CaseImport { file: file.to_owned(), disease: disease.parse().unwrap(), today, dry_run };
        let report = import_cases(&*self.ledger, Arc::clone(&self.vault), import, &|_| ()).await?;
        let accounted = report.written + report.unchanged + report.refused.len() as u64;
        assert_eq!(report.read, accounted, "every row has one fate");
        Ok(report)
    }

    /// Writes a file and imports it.
    pub async fn import_text(&self, text: &str) -> ImportReport {
        let file = self.folder.path().join("list.csv");
        fs::write(&file, text).unwrap();
        self.import(&file, "dbd").await
    }

    pub async fn cases(&self) -> Vec<(CaseId, Case)> {
        self.ledger.cases(None, 1_000_000).await.unwrap().cases
    }
}
