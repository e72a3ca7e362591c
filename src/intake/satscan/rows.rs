//! Rows of the case, control, population and coordinates files.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    dates::{Coarse, Precision, parse},
    error::SatscanError,
    lines::{Line, each},
    source::Source,
};

/// Cases or controls of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountRow {
    /// The line in the file, from 1.
    pub line: usize,
    /// The place.
    pub location: String,
    /// How many.
    pub count: u32,
    /// When; none where the precision is [`Precision::None`].
    pub date: Option<NaiveDate>,
    /// The covariates as one text.
    pub stratum: String,
}

/// People of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct PopulationRow {
    /// The line in the file, from 1.
    pub line: usize,
    /// The place.
    pub location: String,
    /// When they were counted; none where they stay the same.
    pub date: Option<NaiveDate>,
    /// How many.
    pub people: f64,
    /// The covariates as one text.
    pub stratum: String,
}

/// How dates of a set of files are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct DateRule {
    pub precision: Precision,
    /// A year of the study.
    pub near: i32,
}

impl DateRule {
    fn date(self, line: &Line<'_>, at: usize, coarse: Coarse) -> Result<NaiveDate, SatscanError> {
        let text = line.field(at, "date")?;
        let date = parse(text, self.precision == Precision::Generic, coarse, self.near);
        date.ok_or_else(|| {
            line.wrong("date", format!("`{text}` is not a date such as 2001/11/24, 2001/11 or 2001"))
        })
    }
}

/// Rows of a case or control file: location, count, date (where times are told), covariates.
pub(super) fn counts(source: &Source, rule: DateRule) -> Result<Vec<CountRow>, SatscanError> {
    let timed = rule.precision != Precision::None;
    let mut rows = Vec::new();
    each(source, |line| {
        let date = timed.then(|| rule.date(line, 2, Coarse::First)).transpose()?;
        rows.push(CountRow {
            line: line.number(),
            location: line.field(0, "location")?.to_owned(),
            count: line.count(1, "count")?,
            date,
            stratum: line.rest(if timed { 3 } else { 2 }),
        });
        Ok(())
    })?;
    Ok(rows)
}

/// Rows of a population file: location, date, people, covariates.
pub(super) fn population(source: &Source, rule: DateRule) -> Result<Vec<PopulationRow>, SatscanError> {
    let mut rows = Vec::new();
    each(source, |line| {
        let unspecified = line.field(1, "date")?.eq_ignore_ascii_case("unspecified");
        let date = (!unspecified).then(|| rule.date(line, 1, Coarse::Middle)).transpose()?;
        let people = line.decimal(2, "population")?;
        if people < 0.0 {
            return Err(line.wrong("population", format!("{people} is negative")));
        }
        let location = line.field(0, "location")?.to_owned();
        rows.push(PopulationRow { line: line.number(), location, date, people, stratum: line.rest(3) });
        Ok(())
    })?;
    Ok(rows)
}

/// Places by name with their positions: `[x, y]`, or `[latitude, longitude]` on the sphere.
pub(super) fn coordinates(source: &Source, sphere: bool) -> Result<Vec<(String, [f64; 2])>, SatscanError> {
    let mut places: Vec<(String, [f64; 2])> = Vec::new();
    let mut known: HashMap<String, [f64; 2]> = HashMap::new();
    each(source, |line| {
        let location = line.field(0, "location")?.to_owned();
        let at = position(line, 1, sphere)?;
        match known.insert(location.clone(), at) {
            None => places.push((location, at)),
            Some(before) if before == at => {}
            Some(_) => return Err(line.wrong("location", format!("`{location}` stands at two places"))),
        }
        Ok(())
    })?;
    places.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(places)
}

/// The centres of a grid file: positions without names.
pub(super) fn grid(source: &Source, sphere: bool) -> Result<Vec<[f64; 2]>, SatscanError> {
    let mut centres = Vec::new();
    each(source, |line| {
        centres.push(position(line, 0, sphere)?);
        Ok(())
    })?;
    Ok(centres)
}

fn position(line: &Line<'_>, from: usize, sphere: bool) -> Result<[f64; 2], SatscanError> {
    let names = if sphere { ["latitude", "longitude"] } else { ["x", "y"] };
    let at = [line.decimal(from, names[0])?, line.decimal(from + 1, names[1])?];
    if !sphere && line.len() > from + 2 {
        return Err(line.wrong("y", "is followed by more coordinates; two are read".to_owned()));
    }
    if sphere && (at[0].abs() > 90.0 || at[1].abs() > 360.0) {
        let text = format!("({}, {}) is no latitude and longitude in degrees", at[0], at[1]);
        return Err(line.wrong("latitude", text));
    }
    Ok(at)
}
