//! Rows of the release log. The same for both databases.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, types::Json};

use super::{StoreError, rows::corrupt};
use crate::domain::{Basis, Release, ReleaseBlock, ReleaseState, Shown};

/// A row of `releases`.
#[derive(FromRow)]
pub(super) struct ReleaseRow {
    id: i64,
    made: DateTime<Utc>,
    as_of: NaiveDate,
    state: String,
    changed: Option<DateTime<Utc>>,
}

impl TryFrom<ReleaseRow> for Release {
    type Error = StoreError;

    fn try_from(row: ReleaseRow) -> Result<Self, StoreError> {
        let state = ReleaseState::ALL.into_iter().find(|s| s.word() == row.state);
        Ok(Self {
            id: row.id,
            made: row.made,
            as_of: row.as_of,
            state: state.ok_or_else(|| corrupt("releases", "state"))?,
            changed: row.changed,
        })
    }
}

/// A row of `release_blocks`.
#[derive(FromRow)]
pub(super) struct ReleaseBlockRow {
    disease: String,
    city: String,
    year: i32,
    k: i32,
    cells: Json<Vec<Shown>>,
    coarsened: Json<Vec<String>>,
    deaths: Option<Json<Vec<Shown>>>,
    hidden_cases: Option<i64>,
    basis: Option<Json<Basis>>,
}

impl TryFrom<ReleaseBlockRow> for ReleaseBlock {
    type Error = StoreError;

    fn try_from(row: ReleaseBlockRow) -> Result<Self, StoreError> {
        Ok(Self {
            disease: row.disease.parse().map_err(|_| corrupt("release_blocks", "disease"))?,
            city: row.city.parse().map_err(|_| corrupt("release_blocks", "city"))?,
            year: row.year,
            k: u32::try_from(row.k).map_err(|_| corrupt("release_blocks", "k"))?,
            cells: row.cells.0,
            coarsened: row.coarsened.0,
            deaths: row.deaths.map(|deaths| deaths.0).unwrap_or_default(),
            basis: row.basis.map(|basis| basis.0),
            hidden_cases: match row.hidden_cases.map(u64::try_from) {
                Some(Err(_)) => return Err(corrupt("release_blocks", "hidden_cases")),
                Some(Ok(cases)) => Some(cases),
                None => None,
            },
        })
    }
}
