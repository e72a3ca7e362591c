//! Points, their days and their study window out of files: planar coordinates as they are, degrees on a plane in metres.

use std::path::PathBuf;

use geo::{Coord, LineString, Polygon};
use serde::Serialize;

use super::super::CommandError;
use crate::{
    analysis::{
        Refusal,
        points::{LocalPlane, Window},
    },
    domain::Position,
    intake::observations::{ObservationError, Observations},
};

const LONGITUDE: &[&str] = &["bujur", "longitude", "lon", "lng"];
const LATITUDE: &[&str] = &["lintang", "latitude", "lat"];
const DAY: &[&str] = &["t", "day", "time", "date", "tanggal", "tanggal_mulai_demam", "onset"];

/// A file of points.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub(super) struct PointArgs {
    /// The points: x and y, or bujur and lintang (then all distances are metres).
    file: PathBuf,
    /// Only rows in which a column holds a value.
    #[arg(long = "where", value_name = "COLUMN=VALUE")]
    only: Option<String>,
}

impl PointArgs {
    /// The table.
    pub(super) fn read(&self) -> Result<Observations, CommandError> {
        let mut table = Observations::read(&self.file)?;
        if let Some((column, value)) =
            self.only.as_deref().map(|only| only.split_once('=').unwrap_or((only, "")))
        {
            table.keep(column, value)?;
        }
        Ok(table)
    }
}

/// The points of a table on a plane, and the plane where they were degrees: the given one, or one around them.
pub(super) fn planar(
    table: &Observations,
    plane: Option<LocalPlane>,
) -> Result<(Vec<[f64; 2]>, Option<LocalPlane>), CommandError> {
    if table.has(&["x"]) && table.has(&["y"]) {
        let (x, y) = (table.column(&["x"])?.numbers()?, table.column(&["y"])?.numbers()?);
        return Ok((x.into_iter().zip(y).map(|(x, y)| [x, y]).collect(), None));
    }
    let (lon, lat) = (table.column(LONGITUDE)?.numbers()?, table.column(LATITUDE)?.numbers()?);
    let position = |(i, (lon, lat)): (usize, (f64, f64))| {
        let reason = "its coordinates are no place on earth, in degrees";
        Position::new(lon, lat).ok_or(Refusal::Value { what: "point", position: i + 1, reason })
    };
    let positions = lon.into_iter().zip(lat).enumerate().map(position).collect::<Result<Vec<_>, _>>()?;
    let plane = plane.unwrap_or_else(|| LocalPlane::around(&positions));
    Ok((positions.into_iter().map(|position| plane.metres(position)).collect(), Some(plane)))
}

/// The days of a table: dates or numbers, under a given or a usual name.
pub(super) fn days(table: &Observations, given: Option<&str>) -> Result<Vec<f64>, ObservationError> {
    match given {
        Some(name) => table.column(&[name])?.days(),
        None => table.column(DAY)?.days(),
    }
}

/// A study window.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub(super) struct WindowArgs {
    /// The corners of the study window in order, in the columns of the points; without it the rectangle around the points.
    #[arg(long, value_name = "FILE.csv", conflicts_with = "bounds")]
    window: Option<PathBuf>,
    /// The study window as west,south,east,north, in the unit of the points.
    #[arg(long, value_name = "W,S,E,N", value_delimiter = ',', num_args = 1, allow_hyphen_values = true)]
    bounds: Vec<f64>,
}

impl WindowArgs {
    /// The window of points that are on this plane.
    pub(super) fn read(
        &self,
        points: &[[f64; 2]],
        plane: Option<LocalPlane>,
    ) -> Result<Window, CommandError> {
        if let Some(file) = &self.window {
            let corners = planar(&Observations::read(file)?, plane)?.0;
            let ring: LineString = corners.into_iter().map(Coord::from).collect();
            return Ok(Window::polygon(Polygon::new(ring, Vec::new()).into())?);
        }
        match (&self.bounds[..], plane) {
            ([], _) => Ok(Window::around(points)?),
            ([west, south, east, north], None) => Ok(Window::rectangle([*west, *south], [*east, *north])?),
            ([west, south, east, north], Some(plane)) => {
                let corner = |lon, lat| plane.metres(Position { lon, lat });
                Ok(Window::rectangle(corner(*west, *south), corner(*east, *north))?)
            }
            _ => {
                Err(Refusal::Parameter { name: "bounds", reason: "give four numbers: west,south,east,north" }
                    .into())
            }
        }
    }
}
