//! The points of a table, as the import of cases reads them: a row without one, or with one that cannot be read, stays.

use std::path::Path;

use crate::{
    domain::Position,
    intake::{IntakeError, Row, Table, coordinate::read_point, plain_word},
};

const LATITUDE: &[&str] = &["lintang", "latitude", "lat", "koordinat y"];
const LONGITUDE: &[&str] = &["bujur", "longitude", "lon", "long", "lng", "koordinat x"];

/// The point of each row; none where the table has no columns of them.
///
/// # Errors
/// A table that cannot be read.
pub(super) fn points(path: &Path) -> Result<Option<Vec<Option<Position>>>, IntakeError> {
    let table = Table::open(path)?;
    let column = |names: &[&str]| {
        let at = |name: &&str| table.header().iter().position(|own| plain_word(own) == plain_word(name));
        names.iter().find_map(at)
    };
    let Some((latitude, longitude)) = column(LATITUDE).zip(column(LONGITUDE)) else { return Ok(None) };
    let point = |row: Row| {
        let read = read_point(row.cell(latitude), row.cell(longitude), None);
        read.ok().flatten().map(|point| point.position)
    };
    table.into_rows()?.map(|row| row.map(point)).collect::<Result<_, _>>().map(Some)
}
