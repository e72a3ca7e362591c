//! From the rows of SaTScan's files to a study: places and intervals get numbers, people become expected cases.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::ScanFileError;
use crate::{
    analysis::scan::{Case, Census, Stratum, Study, Timeline, Unit, indirect},
    intake::satscan::{Analysis, CountRow, ModelKind, PopulationRow, Project, TimeUnit},
};

/// A study with what its numbers stand for.
#[derive(Debug)]
pub(super) struct NamedStudy {
    /// The study.
    pub study: Study,
    /// The intervals.
    pub timeline: Timeline,
    /// The names of the places; one without a name where time alone is scanned.
    pub names: Vec<String>,
    /// People of each place, averaged over the period; empty where nobody was counted.
    pub people: Vec<f64>,
}

/// The study that a project describes.
pub(super) fn of(project: &Project) -> Result<NamedStudy, ScanFileError> {
    let rooms = Rooms::of(project)?;
    let (places, intervals) = (rooms.places(), rooms.timeline.len());
    Study::check_cells(places, intervals)?;
    let (study, people) = match project.questions.model {
        ModelKind::Permutation => {
            (Study::permutation(places, intervals, rooms.strata(&project.cases)?)?, Vec::new())
        }
        ModelKind::Bernoulli => {
            let (cases, controls) = (rooms.counts(&project.cases)?, rooms.counts(&project.controls)?);
            (Study::bernoulli(places, intervals, cases, &controls)?, Vec::new())
        }
        ModelKind::Poisson => {
            let (expected, people) = rooms.expected(project)?;
            (Study::poisson(places, intervals, rooms.counts(&project.cases)?, expected)?, people)
        }
    };
    let names = match project.questions.analysis {
        Analysis::PurelyTemporal => Vec::new(),
        Analysis::PurelySpatial | Analysis::SpaceTime => {
            project.places.iter().map(|(name, _)| name.clone()).collect()
        }
    };
    Ok(NamedStudy { study, timeline: rooms.timeline, names, people })
}

/// Which number a name or a day has.
struct Rooms<'a> {
    project: &'a Project,
    timeline: Timeline,
    /// None where all places are one.
    numbers: Option<HashMap<&'a str, usize>>,
}

impl<'a> Rooms<'a> {
    fn of(project: &'a Project) -> Result<Self, ScanFileError> {
        let questions = &project.questions;
        let unit = unit(questions.unit);
        let timeline = match questions.analysis {
            Analysis::PurelySpatial => Timeline::whole(questions.start, questions.end)?,
            _ => Timeline::new(questions.start, questions.end, unit, questions.length)?,
        };
        let numbers = || project.places.iter().enumerate().map(|(i, (name, _))| (name.as_str(), i)).collect();
        let numbers = (questions.analysis != Analysis::PurelyTemporal).then(numbers);
        Ok(Self { project, timeline, numbers })
    }

    fn places(&self) -> usize {
        self.numbers.as_ref().map_or(1, HashMap::len)
    }

    /// The number of a place; none where its rows are left out.
    fn place(&self, location: &str, line: usize) -> Result<Option<usize>, ScanFileError> {
        let Some(numbers) = &self.numbers else { return Ok(Some(0)) };
        match numbers.get(location) {
            Some(number) => Ok(Some(*number)),
            None if self.project.questions.relaxed_places => Ok(None),
            None => Err(ScanFileError::Place { location: location.to_owned(), line }),
        }
    }

    /// The place and interval of a row; none where it is left out.
    fn cell(&self, row: &CountRow) -> Result<Option<(usize, usize)>, ScanFileError> {
        let Some(place) = self.place(&row.location, row.line)? else { return Ok(None) };
        let Some(date) = row.date else { return Ok(Some((place, 0))) };
        match self.timeline.interval(date) {
            Some(interval) => Ok(Some((place, interval))),
            None if self.project.questions.relaxed_period => Ok(None),
            None => Err(ScanFileError::Period { date, line: row.line }),
        }
    }

    fn counts(&self, rows: &[CountRow]) -> Result<Vec<u32>, ScanFileError> {
        let mut counts = vec![0_u32; self.places() * self.timeline.len()];
        for row in rows {
            if let Some((place, interval)) = self.cell(row)? {
                let count = &mut counts[place * self.timeline.len() + interval];
                *count = count.saturating_add(row.count);
            }
        }
        Ok(counts)
    }

    /// The cases by covariates.
    fn strata(&self, rows: &[CountRow]) -> Result<Vec<Vec<Case>>, ScanFileError> {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut strata: Vec<Vec<Case>> = Vec::new();
        let mut all = 0_u64;
        for row in rows {
            let Some((place, interval)) = self.cell(row)? else { continue };
            all += u64::from(row.count);
            Study::check_cases(all)?;
            let number = *numbers.entry(&row.stratum).or_insert(strata.len());
            if number == strata.len() {
                strata.push(Vec::new());
            }
            let case = Case { place: place as u32, interval: interval as u32 };
            strata[number].extend(std::iter::repeat_n(case, row.count as usize));
        }
        Ok(strata)
    }

    /// Expected cases by cell, and people by place.
    fn expected(&self, project: &Project) -> Result<(Vec<f64>, Vec<f64>), ScanFileError> {
        let cells = self.places() * self.timeline.len();
        if project.population.is_empty() {
            // Time alone without people: as many at risk on every day.
            return Ok((self.spread(&Census::constant(1.0)), Vec::new()));
        }
        let mut censuses: HashMap<(&str, usize), Vec<(f64, f64)>> = HashMap::new();
        let mut order: Vec<&str> = Vec::new();
        for row in &project.population {
            if let Some(place) = self.place(&row.location, row.line)? {
                order.push(&row.stratum);
                censuses.entry((&row.stratum, place)).or_default().push(self.census(row));
            }
        }
        let cases = self.cases_by_stratum(&project.cases)?;
        order.sort_unstable();
        order.dedup();
        if let Some((stratum, line)) =
            cases.iter().find(|(s, _)| !order.contains(s)).map(|(s, (_, line))| (s, *line))
        {
            return Err(ScanFileError::Stratum { covariates: stratum.replace('\t', " "), line });
        }
        let days = self.days();
        let mut people = vec![0.0; self.places()];
        let mut strata = Vec::with_capacity(order.len());
        for stratum in order {
            let mut person_time = vec![0.0; cells];
            for (place, row) in person_time.chunks_mut(self.timeline.len()).enumerate() {
                if let Some(counts) = censuses.remove(&(stratum, place)) {
                    row.copy_from_slice(&self.spread(&Census::new(counts)));
                    people[place] += row.iter().sum::<f64>() / days;
                }
            }
            strata.push(Stratum { cases: cases.get(stratum).map_or(0, |(count, _)| *count), person_time });
        }
        Ok((indirect(&strata, cells), people))
    }

    /// Cases by covariates, with the line where they first stand.
    fn cases_by_stratum<'r>(
        &self,
        rows: &'r [CountRow],
    ) -> Result<HashMap<&'r str, (u64, usize)>, ScanFileError> {
        let mut strata: HashMap<&str, (u64, usize)> = HashMap::new();
        for row in rows {
            if row.count > 0 && self.cell(row)?.is_some() {
                strata.entry(&row.stratum).or_insert((0, row.line)).0 += u64::from(row.count);
            }
        }
        Ok(strata)
    }

    fn census(&self, row: &PopulationRow) -> (f64, f64) {
        (row.date.map_or(0.0, number), row.people)
    }

    /// Person-time by interval.
    fn spread(&self, census: &Census) -> Vec<f64> {
        let bounds = self.timeline.bounds().windows(2);
        bounds.map(|pair| census.person_time(number(pair[0]), number(pair[1]))).collect()
    }

    fn days(&self) -> f64 {
        let bounds = self.timeline.bounds();
        bounds.last().zip(bounds.first()).map_or(1.0, |(last, first)| number(*last) - number(*first))
    }
}

fn number(day: NaiveDate) -> f64 {
    f64::from(day.num_days_from_ce())
}

/// The unit as the analysis names it.
pub(super) fn unit(unit: TimeUnit) -> Unit {
    match unit {
        TimeUnit::Year => Unit::Year,
        TimeUnit::Month => Unit::Month,
        TimeUnit::Day => Unit::Day,
    }
}
