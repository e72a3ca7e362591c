//! A ledger with the real city in it, and the import as a person does it.

use std::{fs, path::Path, sync::Arc};

use chrono::NaiveDate;
use sigis::{
    domain::{Case, CaseId, District, Facility, FacilityType},
    services::{
        case_intake::{CaseImport, import_cases},
        import_report::{ImportError, ImportReport},
    },
    store::{self, Ledger, Patience, Vault},
};
use tempfile::TempDir;

use crate::{
    postgres,
    shared_data::{self, Row},
};

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

/// The 177 kelurahan, 16 kecamatan, 39 puskesmas and the hospitals of Semarang; `None` where the data are not there.
pub fn semarang() -> Option<(Vec<District>, Vec<Facility>)> {
    let mut areas = shared_data::districts("semarang_kelurahan")?;
    areas.extend(shared_data::districts("semarang_kecamatan")?);
    let of = |rows: Vec<Row>, code: &str, kind| -> Vec<Facility> {
        rows.iter().map(|r| facility(&r[code], kind, &r["nama"])).collect()
    };
    let puskesmas = shared_data::table("facilities/semarang_puskesmas.csv")?;
    let mut facilities = of(puskesmas, "kd_pusk", FacilityType::Puskesmas);
    let hospitals = shared_data::table("facilities/semarang_rumah_sakit_osm.csv")?;
    facilities.extend(of(hospitals, "osm_id", FacilityType::Rs));
    Some((areas, facilities))
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

    /// The real city, or `None` where its data are not there.
    pub async fn semarang() -> Option<Self> {
        let (districts, facilities) = semarang()?;
        Some(Self::new(&districts, &facilities).await)
    }

    /// Imports a file of the real data.
    pub async fn import_real(&self, name: &str, disease: &str) -> ImportReport {
        self.import(&shared_data::file(name).unwrap(), disease).await
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

    /// Takes out of the key file what identities are sealed with; rows are recognised as before.
    pub fn drop_identity_key(&self) {
        self.vault.drop_key(1).unwrap();
    }

    pub async fn cases(&self) -> Vec<(CaseId, Case)> {
        self.ledger.cases(None, 1_000_000).await.unwrap().cases
    }
}
