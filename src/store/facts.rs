//! Rows of `cases` on their way to the index: a million of them, so each code is parsed and kept once.

use std::{collections::HashMap, hash::Hash, str::FromStr};

use chrono::NaiveDate;

use super::{
    StoreError,
    rows::{age, corrupt, outcome, position, sex, status},
};
use crate::domain::{CaseFacts, CaseId, DiseaseCode, DistrictCode, FacilityCode};

/// The columns of [`super::sql::CASE_FACTS`], borrowed from the row.
pub(super) struct FactsRow<'r> {
    pub(super) id: i64,
    pub(super) disease: &'r str,
    pub(super) onset: NaiveDate,
    pub(super) reported: NaiveDate,
    pub(super) sex: Option<&'r str>,
    pub(super) age: Option<i32>,
    pub(super) status: &'r str,
    pub(super) outcome: &'r str,
    pub(super) counted: Option<&'r str>,
    pub(super) puskesmas: Option<&'r str>,
    pub(super) reporter: Option<&'r str>,
    pub(super) lon: Option<f64>,
    pub(super) lat: Option<f64>,
}

/// The codes met so far.
#[derive(Default)]
pub(super) struct FactsReader {
    diseases: HashMap<String, DiseaseCode>,
    districts: HashMap<String, DistrictCode>,
    facilities: HashMap<String, FacilityCode>,
}

impl FactsReader {
    /// The facts of a row.
    pub(super) fn read(&mut self, row: &FactsRow<'_>) -> Result<CaseFacts, StoreError> {
        Ok(CaseFacts {
            id: CaseId(row.id),
            disease: met(&mut self.diseases, row.disease, |t| parsed("disease", t))?,
            onset: row.onset,
            reported: row.reported,
            sex: row.sex.map(sex).transpose()?,
            age: row.age.map(age).transpose()?,
            status: status(row.status)?,
            outcome: outcome(row.outcome)?,
            district: row
                .counted
                .map(|code| met(&mut self.districts, code, |t| parsed("counted", t)))
                .transpose()?,
            puskesmas: self.facility(row.puskesmas)?,
            reporter: self.facility(row.reporter)?,
            position: position("cases", row.lon, row.lat)?,
        })
    }

    fn facility(&mut self, code: Option<&str>) -> Result<Option<FacilityCode>, StoreError> {
        code.map(|code| met(&mut self.facilities, code, |t| Ok(FacilityCode::from(t)))).transpose()
    }
}

fn parsed<T: FromStr>(column: &str, text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|_| corrupt("cases", column))
}

fn met<T: Clone + Eq + Hash>(
    known: &mut HashMap<String, T>,
    text: &str,
    read: impl FnOnce(&str) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    if let Some(value) = known.get(text) {
        return Ok(value.clone());
    }
    let value = read(text)?;
    known.insert(text.to_string(), value.clone());
    Ok(value)
}
