//! Whether there are figures of people for a pattern, and if not, precisely which are missing: the one who asks can then load
//! them, or ask of a year that has them.

use chrono::Datelike;

use super::{
    Asked,
    areas::{AreaUnit, LEAST_AREAS},
    guard::Refusal,
};
use crate::{
    domain::{CaseFilter, DistrictCode, PopulationYears, Sex},
    index::{Recap, RecapBy, RecapRow, Withheld},
};

/// Whether a row is that of a place, not of the cases of which no place is known.
pub(super) fn is_area(row: &RecapRow) -> bool {
    !row.code.is_empty()
}

/// Whether a row is that of a place with people.
pub(super) fn has_people(row: &RecapRow) -> bool {
    is_area(row) && row.counts.population.is_some_and(|people| people > 0.0)
}

/// Why the areas of a table cannot be compared for want of figures of people; `None` where enough of them have some, or where
/// the question is of too few areas in any case.
///
/// # Errors
/// Where the lens shows no counts.
pub(super) fn lacking(asked: Asked<'_>, unit: AreaUnit, recap: &Recap) -> Result<Option<Refusal>, Withheld> {
    let (found, all) = (peopled(recap), recap.rows.iter().filter(|row| is_area(row)).count());
    if found >= LEAST_AREAS || all < LEAST_AREAS {
        return Ok(None);
    }
    let (filter, lens) = (asked.filter, asked.lens);
    if filter.age_min.is_some() || filter.age_max.is_some() {
        return Ok(Some(Refusal::NoPopulationByAge));
    }
    let Some((from, to)) = recap.from.zip(recap.to) else { return Ok(Some(Refusal::NoData)) };
    let (found, all) = (found as u64, all as u64);
    if filter.sex.is_some() {
        let both = lens.recap(&CaseFilter { sex: None, ..filter.clone() }, unit.table())?;
        if peopled(&both) >= LEAST_AREAS {
            return Ok(Some(Refusal::NoPopulationBySex { found, all }));
        }
    }
    let kecamatan = match unit {
        AreaUnit::Kelurahan => complete(&lens.recap(filter, RecapBy::Kecamatan)?),
        AreaUnit::Kecamatan => false,
    };
    Ok(Some(Refusal::NoPopulation {
        found,
        all,
        from: from.year(),
        to: to.year(),
        newest: newest(lens.population(), &recap.rows, filter.sex),
        kecamatan,
    }))
}

/// Whether a pattern of its areas lacks none.
fn complete(recap: &Recap) -> bool {
    peopled(recap) >= LEAST_AREAS && recap.rows.iter().all(|row| !is_area(row) || has_people(row))
}

fn peopled(recap: &Recap) -> usize {
    recap.rows.iter().filter(|row| has_people(row)).count()
}

/// The newest year in which each of the areas has a figure.
fn newest(population: &PopulationYears, rows: &[RecapRow], sex: Option<Sex>) -> Option<i32> {
    let codes: Vec<DistrictCode> =
        rows.iter().filter(|row| is_area(row)).filter_map(|row| row.code.parse().ok()).collect();
    let complete = |year: &i32| codes.iter().all(|code| population.in_year(*code, *year, sex).is_some());
    population.years(*codes.first()?).into_iter().rev().find(complete)
}
