//! Kota Semarang out of the real boundaries, population and yearly cases; `None` where the data folder is absent.

use std::{fs, path::PathBuf};

use chrono::NaiveDate;
use geo::{MultiPolygon, Orient, orient::Direction};
use sigis::{
    domain::{
        Age, CaseFacts, CaseId, Catchment, District, Facility, FacilityType, Outcome, Population, Position,
        Sex, Status,
    },
    index::CityData,
    tiles::TileData,
};

fn read(file: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(file);
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "{file} is missing");
        eprintln!("skipped: ../shared/data/{file} is absent");
    }
    text
}

fn rows(file: &str) -> Option<Vec<csv::StringRecord>> {
    let text = read(file)?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    Some(reader.records().map(Result::unwrap).collect())
}

/// A row that is asked by the name of a column.
type NamedRow = Box<dyn Fn(&str) -> String>;

/// The rows of a table.
fn table(file: &str) -> Option<Vec<NamedRow>> {
    let mut rows = rows(file)?.into_iter();
    let head: Vec<String> = rows.next()?.iter().map(str::to_owned).collect();
    let named = rows.map(move |row| {
        let head = head.clone();
        Box::new(move |column: &str| {
            row[head.iter().position(|h| h == column).unwrap_or_else(|| panic!("{column}"))].to_owned()
        }) as NamedRow
    });
    Some(named.collect())
}

fn districts(level: &str) -> Option<Vec<District>> {
    let text = read(&format!("boundaries/semarang_{level}_clean.geojson"))?;
    let features: geojson::FeatureCollection = text.parse().unwrap();
    let district = |feature: geojson::Feature| {
        let number = |key: &str| feature.property(key).unwrap().as_f64().unwrap();
        let word = |key: &str| feature.property(key).unwrap().as_str().unwrap().to_owned();
        let code: sigis::domain::DistrictCode = word("kode").parse().unwrap();
        let shape = geo::Geometry::<f64>::try_from(feature.geometry.clone().unwrap()).unwrap();
        let outline = match shape {
            geo::Geometry::Polygon(p) => MultiPolygon::from(p),
            geo::Geometry::MultiPolygon(m) => m,
            _ => panic!("no area"),
        };
        District {
            code,
            name: word("nama"),
            kind: code.kind(),
            outline: outline.orient(Direction::Default),
            area_km2: number("luas_km2"),
            label: Position { lon: number("label_lng"), lat: number("label_lat") },
        }
    };
    Some(features.features.into_iter().map(district).collect())
}

/// The city with the DBD cases of 2022 as the kecamatan table counts them, without points.
pub fn counted_2022() -> Option<CityData> {
    let mut data = places()?;
    let day = NaiveDate::from_ymd_opt(2022, 6, 1).unwrap();
    for row in table("cases/semarang_kasus_kecamatan_tahunan.csv")? {
        if row("penyakit") != "DBD" || row("tahun") != "2022" {
            continue;
        }
        let deaths: usize = row("meninggal").parse().unwrap();
        for i in 0..row("kasus").parse::<usize>().unwrap() {
            data.cases.push(CaseFacts {
                id: CaseId(data.cases.len() as i64 + 1),
                disease: "dbd".parse().unwrap(),
                onset: day,
                reported: day,
                sex: None,
                age: None,
                status: Status::Konfirmasi,
                outcome: if i < deaths { Outcome::Meninggal } else { Outcome::Sembuh },
                district: Some(row("kode").parse().unwrap()),
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
    let date = |text: String| NaiveDate::parse_from_str(&text, "%d-%m-%Y");
    for row in table("cases/linelist_dbd_2019_2025.csv")? {
        let Ok(onset) = date(row("tanggal_mulai_demam")) else { continue };
        let number = |column: &str| row(column).parse::<f64>().ok();
        data.cases.push(CaseFacts {
            id: CaseId(data.cases.len() as i64 + 1),
            disease: "dbd".parse().unwrap(),
            onset,
            reported: date(row("tanggal_lapor")).unwrap_or(onset),
            sex: row("jenis_kelamin").parse::<Sex>().ok(),
            age: row("umur").parse().ok().map(Age),
            status: Status::Konfirmasi,
            outcome: if row("keadaan_akhir") == "meninggal" { Outcome::Meninggal } else { Outcome::Sembuh },
            district: row("kode_kelurahan").parse().ok(),
            puskesmas: None,
            reporter: None,
            position: number("bujur").zip(number("lintang")).and_then(|(lon, lat)| Position::new(lon, lat)),
        });
    }
    Some(data)
}

fn places() -> Option<CityData> {
    let mut all = districts("kabkota")?;
    all.extend(districts("kecamatan")?);
    all.extend(districts("kelurahan")?);
    let population = table("population/semarang_penduduk_kecamatan_2012_2022.csv")?;
    let people = population.iter().map(|row| Population {
        district: row("kode").parse().unwrap(),
        year: row("tahun").parse().unwrap(),
        total: row("penduduk").parse().unwrap(),
        male: None,
        female: None,
        source: row("sumber"),
    });
    Some(CityData {
        version: 1,
        name: "Kota Semarang".into(),
        simulated: true,
        catalog: TileData::load(None).unwrap().catalog,
        districts: all,
        facilities: facilities()?,
        catchments: catchments()?,
        population: people.collect(),
        cases: Vec::new(),
    })
}

fn facilities() -> Option<Vec<Facility>> {
    let facility = |code: String, name: String, kind, lon: String, lat: String| Facility {
        code: code.as_str().into(),
        name,
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
        position: Position::new(lon.parse().unwrap(), lat.parse().unwrap()),
        precision: None,
        source: None,
    };
    let puskesmas = table("facilities/semarang_puskesmas.csv")?;
    let hospitals = table("facilities/semarang_rumah_sakit_osm.csv")?;
    let puskesmas = puskesmas
        .iter()
        .map(|r| facility(r("kd_pusk"), r("nama"), FacilityType::Puskesmas, r("lon"), r("lat")));
    let hospitals =
        hospitals.iter().map(|r| facility(r("osm_id"), r("nama"), FacilityType::Rs, r("lon"), r("lat")));
    Some(puskesmas.chain(hospitals).collect())
}

fn catchments() -> Option<Vec<Catchment>> {
    let rows = table("facilities/semarang_wilayah_kerja_DRAFT.csv")?;
    let row = |r: NamedRow| Catchment {
        kelurahan: r("kode_kel").parse().unwrap(),
        puskesmas: r("kd_pusk").as_str().into(),
        source: Some(r("metode")),
    };
    Some(rows.into_iter().map(row).collect())
}
