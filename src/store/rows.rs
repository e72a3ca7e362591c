//! Rows of the tables and the words of the domain: how one becomes the other. The same for both databases.

use std::str::FromStr;

use chrono::NaiveDate;
use geo::MultiPolygon;
use geo_traits::{GeometryTrait, GeometryType, to_geo::ToGeoMultiPolygon};
use sqlx::{FromRow, types::Json};

use super::{Fingerprint, StoreError};
use crate::domain::{
    Age, Case, CaseId, Catchment, Details, District, DistrictKind, Facility, FacilityCode, Outcome,
    Population, Position, Sex, Status,
};

/// A failure to read a column. Says which column, never what stood there: it may be personal.
pub(super) fn corrupt(table: &'static str, column: &str) -> StoreError {
    StoreError::Corrupt {
        table,
        detail: format!("column {column} holds a value that this program never writes"),
    }
}

fn parsed<T: FromStr>(table: &'static str, column: &str, text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|_| corrupt(table, column))
}

/// A column that may be empty.
pub(super) fn parsed_if_any<T: FromStr>(
    table: &'static str,
    column: &str,
    text: Option<&str>,
) -> Result<Option<T>, StoreError> {
    text.map(|t| parsed(table, column, t)).transpose()
}

fn count(table: &'static str, column: &str, number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| corrupt(table, column))
}

/// A point of two columns that are empty together.
pub(super) fn position(
    table: &'static str,
    lon: Option<f64>,
    lat: Option<f64>,
) -> Result<Option<Position>, StoreError> {
    let point = lon.zip(lat).map(|(lon, lat)| Position::new(lon, lat));
    point.map(|p| p.ok_or_else(|| corrupt(table, "lon, lat"))).transpose()
}

fn worded<T: Copy>(
    column: &str,
    all: &[T],
    word_of: fn(T) -> &'static str,
    word: &str,
) -> Result<T, StoreError> {
    all.iter().copied().find(|t| word_of(*t) == word).ok_or_else(|| corrupt("cases", column))
}

/// Sex by its letter.
pub(super) fn sex(letter: &str) -> Result<Sex, StoreError> {
    worded("sex", &[Sex::L, Sex::P], Sex::word, letter)
}

/// Age in completed years.
pub(super) fn age(years: i32) -> Result<Age, StoreError> {
    u8::try_from(years).map(Age).map_err(|_| corrupt("cases", "age"))
}

/// Status by its word.
pub(super) fn status(word: &str) -> Result<Status, StoreError> {
    worded("status", &Status::ALL, Status::word, word)
}

/// Outcome by its word.
pub(super) fn outcome(word: &str) -> Result<Outcome, StoreError> {
    worded("outcome", &Outcome::ALL, Outcome::word, word)
}

/// A fingerprint as kept.
pub(super) fn fingerprint(bytes: &[u8]) -> Result<Fingerprint, StoreError> {
    bytes.try_into().map(Fingerprint).map_err(|_| corrupt("cases", "fingerprint"))
}

/// An outline as WKB, little endian.
pub(super) fn outline_to_wkb(outline: &MultiPolygon<f64>) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::with_capacity(wkb::writer::multi_polygon_wkb_size(outline));
    wkb::writer::write_multi_polygon(&mut bytes, outline, &wkb::writer::WriteOptions::default())
        .map_err(|e| StoreError::Refused(format!("an outline cannot be written: {e}")))?;
    Ok(bytes)
}

fn outline_from_wkb(bytes: &[u8]) -> Result<MultiPolygon<f64>, StoreError> {
    let geometry = wkb::reader::read_wkb(bytes).map_err(|_| corrupt("districts", "outline"))?;
    match geometry.as_type() {
        GeometryType::MultiPolygon(outline) => Ok(outline.to_multi_polygon()),
        _ => Err(corrupt("districts", "outline")),
    }
}

/// The word of a kelurahan or desa in the table.
pub(super) fn kind_word(kind: DistrictKind) -> &'static str {
    match kind {
        DistrictKind::Kelurahan => "kelurahan",
        DistrictKind::Desa => "desa",
    }
}

/// A row of `districts`.
#[derive(FromRow)]
pub(super) struct DistrictRow {
    code: String,
    name: String,
    kind: Option<String>,
    outline: Vec<u8>,
    area_km2: f64,
    label_lon: f64,
    label_lat: f64,
}

impl TryFrom<DistrictRow> for District {
    type Error = StoreError;

    fn try_from(row: DistrictRow) -> Result<Self, StoreError> {
        let kinds = [DistrictKind::Kelurahan, DistrictKind::Desa];
        let kind = row.kind.as_deref().map(|word| {
            let found = kinds.into_iter().find(|k| kind_word(*k) == word);
            found.ok_or_else(|| corrupt("districts", "kind"))
        });
        Ok(Self {
            code: parsed("districts", "code", &row.code)?,
            name: row.name,
            kind: kind.transpose()?,
            outline: outline_from_wkb(&row.outline)?,
            area_km2: row.area_km2,
            label: Position { lon: row.label_lon, lat: row.label_lat },
        })
    }
}

/// A row of `facilities`.
#[derive(FromRow)]
pub(super) struct FacilityRow {
    code: String,
    name: String,
    r#type: String,
    class: Option<String>,
    address: Option<String>,
    phone: Option<String>,
    hours: Option<String>,
    services: Option<String>,
    beds: Option<i64>,
    owner: Option<String>,
    declared: Option<String>,
    computed: Option<String>,
    lon: Option<f64>,
    lat: Option<f64>,
    point_note: Option<String>,
    source: Option<String>,
}

impl TryFrom<FacilityRow> for Facility {
    type Error = StoreError;

    fn try_from(row: FacilityRow) -> Result<Self, StoreError> {
        const TABLE: &str = "facilities";
        Ok(Self {
            code: FacilityCode(row.code.into()),
            name: row.name,
            kind: parsed(TABLE, "type", &row.r#type)?,
            class: row.class,
            address: row.address,
            phone: row.phone,
            hours: row.hours,
            services: row.services,
            beds: row.beds.map(|n| count(TABLE, "beds", n)).transpose()?,
            owner: row.owner,
            declared: parsed_if_any(TABLE, "declared", row.declared.as_deref())?,
            computed: parsed_if_any(TABLE, "computed", row.computed.as_deref())?,
            position: position(TABLE, row.lon, row.lat)?,
            precision: row.point_note,
            source: row.source,
        })
    }
}

/// A row of `catchments`.
#[derive(FromRow)]
pub(super) struct CatchmentRow {
    kelurahan: String,
    puskesmas: String,
    source: Option<String>,
}

impl TryFrom<CatchmentRow> for Catchment {
    type Error = StoreError;

    fn try_from(row: CatchmentRow) -> Result<Self, StoreError> {
        Ok(Self {
            kelurahan: parsed("catchments", "kelurahan", &row.kelurahan)?,
            puskesmas: FacilityCode(row.puskesmas.into()),
            source: row.source,
        })
    }
}

/// A row of `population`.
#[derive(FromRow)]
pub(super) struct PopulationRow {
    district: String,
    year: i32,
    total: i64,
    male: Option<i64>,
    female: Option<i64>,
    source: String,
}

impl TryFrom<PopulationRow> for Population {
    type Error = StoreError;

    fn try_from(row: PopulationRow) -> Result<Self, StoreError> {
        const TABLE: &str = "population";
        Ok(Self {
            district: parsed(TABLE, "district", &row.district)?,
            year: row.year,
            total: count(TABLE, "total", row.total)?,
            male: row.male.map(|n| count(TABLE, "male", n)).transpose()?,
            female: row.female.map(|n| count(TABLE, "female", n)).transpose()?,
            source: row.source,
        })
    }
}

/// A row of `cases`, all but the two fingerprints.
#[derive(FromRow)]
pub(super) struct CaseRow {
    id: i64,
    disease: String,
    diagnosis: Option<String>,
    onset: NaiveDate,
    onset_estimated: bool,
    reported: NaiveDate,
    sex: Option<String>,
    age: Option<i32>,
    status: String,
    outcome: String,
    declared: Option<String>,
    computed: Option<String>,
    puskesmas: Option<String>,
    reporter: Option<String>,
    lon: Option<f64>,
    lat: Option<f64>,
    accuracy_m: Option<f32>,
    details: Json<Details>,
}

impl TryFrom<CaseRow> for (CaseId, Case) {
    type Error = StoreError;

    fn try_from(row: CaseRow) -> Result<Self, StoreError> {
        const TABLE: &str = "cases";
        let case = Case {
            disease: parsed(TABLE, "disease", &row.disease)?,
            diagnosis: row.diagnosis,
            onset: row.onset,
            onset_estimated: row.onset_estimated,
            reported: row.reported,
            sex: row.sex.as_deref().map(sex).transpose()?,
            age: row.age.map(age).transpose()?,
            status: status(&row.status)?,
            outcome: outcome(&row.outcome)?,
            declared: parsed_if_any(TABLE, "declared", row.declared.as_deref())?,
            computed: parsed_if_any(TABLE, "computed", row.computed.as_deref())?,
            puskesmas: row.puskesmas.map(|c| FacilityCode(c.into())),
            reporter: row.reporter.map(|c| FacilityCode(c.into())),
            position: position(TABLE, row.lon, row.lat)?,
            accuracy_m: row.accuracy_m,
            details: row.details.0,
        };
        Ok((CaseId(row.id), case))
    }
}
