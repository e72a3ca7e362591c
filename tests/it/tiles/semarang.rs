//! Kota Semarang out of the real boundaries, population and yearly cases; `None` where the data folder is absent.

use chrono::NaiveDate;
use sigis::{
    domain::{
        Age, CaseFacts, CaseId, Catchment, Facility, FacilityType, Outcome, Population, Position, Sex, Status,
    },
    index::CityData,
    tiles::TileData,
};

use crate::shared_data::{self, Row};

/// The city with the DBD cases of 2022 as the kecamatan table counts them, without points.
pub fn counted_2022() -> Option<CityData> {
    let mut data = places()?;
    let day = NaiveDate::from_ymd_opt(2022, 6, 1).unwrap();
    for row in shared_data::table("cases/semarang_kasus_kecamatan_tahunan.csv")? {
        if row["penyakit"] != "DBD" || row["tahun"] != "2022" {
            continue;
        }
        let deaths: usize = row["meninggal"].parse().unwrap();
        for i in 0..row["kasus"].parse::<usize>().unwrap() {
            data.cases.push(CaseFacts {
                id: CaseId(data.cases.len() as i64 + 1),
                disease: "dbd".parse().unwrap(),
                onset: day,
                reported: day,
                sex: None,
                age: None,
                status: Status::Konfirmasi,
                outcome: if i < deaths { Outcome::Meninggal } else { Outcome::Sembuh },
                district: Some(row["kode"].parse().unwrap()),
                puskesmas: None,
                reporter: None,
                position: None,
            });
        }
    }
    Some(data)
}

/// The city with the simulated line list of 2019 to 2025.
pub fn listed() -> Option<CityData> {
    let mut data = places()?;
    let date = |text: &str| NaiveDate::parse_from_str(text, "%d-%m-%Y");
    for row in shared_data::table("cases/linelist_dbd_2019_2025.csv")? {
        let Ok(onset) = date(&row["tanggal_mulai_demam"]) else { continue };
        let number = |column: &str| row[column].parse::<f64>().ok();
        data.cases.push(CaseFacts {
            id: CaseId(data.cases.len() as i64 + 1),
            disease: "dbd".parse().unwrap(),
            onset,
            reported: date(&row["tanggal_lapor"]).unwrap_or(onset),
            sex: row["jenis_kelamin"].parse::<Sex>().ok(),
            age: row["umur"].parse().ok().map(Age),
            status: Status::Konfirmasi,
            outcome: if row["keadaan_akhir"] == "meninggal" { Outcome::Meninggal } else { Outcome::Sembuh },
            district: row["kode_kelurahan"].parse().ok(),
            puskesmas: None,
            reporter: None,
            position: number("bujur").zip(number("lintang")).and_then(|(lon, lat)| Position::new(lon, lat)),
        });
    }
    Some(data)
}

fn places() -> Option<CityData> {
    let mut all = shared_data::districts("semarang_kabkota")?;
    all.extend(shared_data::districts("semarang_kecamatan")?);
    all.extend(shared_data::districts("semarang_kelurahan")?);
    let population = shared_data::table("population/semarang_penduduk_kecamatan_2012_2022.csv")?;
    let people = population.iter().map(|row| Population {
        district: row["kode"].parse().unwrap(),
        year: row["tahun"].parse().unwrap(),
        total: row["penduduk"].parse().unwrap(),
        male: None,
        female: None,
        source: row["sumber"].clone(),
    });
    Some(CityData {
        version: 1,
        city_version: 1,
        name: "Kota Semarang".into(),
        simulated: true,
        catalog: TileData::load(None).unwrap().catalog,
        districts: all,
        facilities: facilities()?,
        catchments: catchments()?,
        population: people.collect(),
        cases: Vec::new(),
        publication: None,
    })
}

fn facilities() -> Option<Vec<Facility>> {
    let facility = |row: &Row, code: &str, kind| Facility {
        code: row[code].as_str().into(),
        name: row["nama"].clone(),
        kind,
        class: None,
        address: Some("Jl. \"Contoh\" 1\nSemarang".into()),
        phone: None,
        hours: None,
        services: None,
        beds: (kind == FacilityType::Rs).then_some(120),
        owner: None,
        declared: None,
        computed: None,
        position: Position::new(row["lon"].parse().unwrap(), row["lat"].parse().unwrap()),
        precision: None,
        source: None,
    };
    let puskesmas = shared_data::table("facilities/semarang_puskesmas.csv")?;
    let hospitals = shared_data::table("facilities/semarang_rumah_sakit_osm.csv")?;
    let puskesmas = puskesmas.iter().map(|r| facility(r, "kd_pusk", FacilityType::Puskesmas));
    let hospitals = hospitals.iter().map(|r| facility(r, "osm_id", FacilityType::Rs));
    Some(puskesmas.chain(hospitals).collect())
}

fn catchments() -> Option<Vec<Catchment>> {
    let rows = shared_data::table("facilities/semarang_wilayah_kerja_DRAFT.csv")?;
    let catchment = |row: &Row| Catchment {
        kelurahan: row["kode_kel"].parse().unwrap(),
        puskesmas: row["kd_pusk"].as_str().into(),
        source: Some(row["metode"].clone()),
    };
    Some(rows.iter().map(catchment).collect())
}
