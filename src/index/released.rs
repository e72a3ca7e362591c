//! What a release tells, in the shape of counts: all that viewers get who count no case themselves.
//!
//! A release answers few questions, so that no two answers subtract to one person: one disease, a whole year, quarter or
//! month, by kabkota, kecamatan or kelurahan, and nothing else.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::{Counts, Recap, RecapBy, RecapRow, ReleaseNote, Snapshot, Summary, Withheld, recap::UNKNOWN};
use crate::domain::{
    CaseFilter, Cell, DiseaseCode, DistrictCode, Level, Period, Place, Publication, ReleaseBlock, Shown,
    Span, Tally, Told, case_fatality_rate, incidence_rate,
};

/// The numbers of the open release.
pub(super) struct Released<'a> {
    snapshot: &'a Snapshot,
    publication: &'a Publication,
}

/// A question that a release answers.
#[derive(Clone, Copy)]
struct Asked {
    disease: DiseaseCode,
    year: i32,
    span: Span,
}

impl Asked {
    /// Reads a filter; `None` where it asks for anything else.
    fn of(filter: &CaseFilter) -> Option<Self> {
        let [disease] = filter.diseases.as_slice() else { return None };
        let (from, to) = filter.period.from.zip(filter.period.to)?;
        let plain =
            CaseFilter { diseases: filter.diseases.clone(), period: filter.period, ..CaseFilter::default() };
        let whole = (plain == *filter).then(|| span(from, to))??;
        Some(Self { disease: *disease, year: from.year(), span: whole })
    }
}

/// The whole year, quarter or month between two days.
fn span(from: NaiveDate, to: NaiveDate) -> Option<Span> {
    let next = to.succ_opt()?;
    let months = (next.year() - from.year()) * 12 + next.month() as i32 - from.month() as i32;
    let first = from.month();
    match months {
        _ if from.day() != 1 || next.day() != 1 => None,
        12 if first == 1 => Some(Span::Year),
        3 if first % 3 == 1 => Some(Span::Quarter((first / 3 + 1) as u8)),
        1 => Some(Span::Month(first as u8)),
        _ => None,
    }
}

/// The cells of the blocks of a question, by place.
type Cells<'a> = HashMap<Place, (&'a ReleaseBlock, &'a Shown)>;

impl<'a> Released<'a> {
    /// The open release, where there is one.
    pub fn new(snapshot: &'a Snapshot) -> Result<Self, Withheld> {
        let publication = snapshot.publication().ok_or(Withheld::Counts)?;
        Ok(Self { snapshot, publication })
    }

    /// The question that is answered where none is asked: the first disease of the catalogue that is told, in the newest
    /// year that is told whole.
    pub fn opening(&self) -> Option<CaseFilter> {
        let whole = |block: &&ReleaseBlock| block.cells.iter().any(|s| s.cell.span == Span::Year);
        let newest = |code: DiseaseCode| {
            let blocks = self.publication.blocks.values().filter(|b| b.disease == code);
            blocks.filter(whole).map(|b| b.year).max().map(|year| (code, year))
        };
        let (code, year) = self.snapshot.catalog().disease.iter().find_map(|d| newest(d.code))?;
        Some(CaseFilter { diseases: vec![code], period: Period::year(year)?, ..CaseFilter::default() })
    }

    /// The situation of a period in all cities of the release together.
    pub fn summary(&self, filter: &CaseFilter) -> Result<Summary, Withheld> {
        let asked = Asked::of(filter).ok_or(Withheld::Question)?;
        let before = Asked { year: asked.year - 1, ..asked };
        let people = self.snapshot.people().question(filter, Some((asked.year, asked.year)));
        Ok(Summary {
            counts: self.total(asked),
            without_point: None,
            without_district: None,
            previous: self.total(before),
            from: filter.period.from,
            to: filter.period.to,
            as_of: Some(self.publication.release.as_of),
            population_source: self.snapshot.people().sources(&people),
            release: self.note(asked),
        })
    }

    /// A table with a row for every place of a level.
    pub fn recap(&self, filter: &CaseFilter, by: RecapBy) -> Result<Recap, Withheld> {
        let level = match by {
            RecapBy::Kabkota => Level::Kabkota,
            RecapBy::Kecamatan => Level::Kecamatan,
            RecapBy::Kelurahan => Level::Kelurahan,
            RecapBy::Puskesmas | RecapBy::Disease | RecapBy::Sex | RecapBy::Age => {
                return Err(Withheld::Question);
            }
        };
        let asked = Asked::of(filter).ok_or(Withheld::Question)?;
        let (cells, deaths) = (self.cells(asked, |b| &b.cells), self.cells(asked, |b| &b.deaths));
        let row = |code: DistrictCode, name: &str| {
            let place = Place::District(code);
            let told = |cells: &Cells<'_>| cells.get(&place).map(|(_, shown)| **shown);
            let counts = self.counts(asked, Some(code), told(&cells), told(&deaths));
            RecapRow { code: code.to_string(), name: name.to_owned(), counts }
        };
        let districts = self.snapshot.districts().level(level).iter().map(|d| row(d.code, &d.name));
        // Cases of which no kecamatan is known stand in a row of their own, as they do for those who count.
        let rest = cells.iter().filter(|(place, (_, shown))| {
            matches!(place, Place::Rest(city) if city.level() == Level::Kabkota)
                && level == Level::Kecamatan
                && shown.value != Some(0)
        });
        let rest = rest.map(|(_, (_, shown))| RecapRow {
            code: String::new(),
            name: UNKNOWN.to_owned(),
            counts: self.counts(asked, None, Some(**shown), None),
        });
        Ok(Recap {
            rows: districts.chain(rest).collect(),
            total: self.total(asked),
            from: filter.period.from,
            to: filter.period.to,
            as_of: Some(self.publication.release.as_of),
            release: self.note(asked),
        })
    }

    fn blocks(&self, asked: Asked) -> impl Iterator<Item = &'a ReleaseBlock> {
        let mine = move |b: &&ReleaseBlock| b.disease == asked.disease && b.year == asked.year;
        self.publication.blocks.values().filter(mine)
    }

    fn cells(&self, asked: Asked, of: impl Fn(&'a ReleaseBlock) -> &'a Vec<Shown>) -> Cells<'a> {
        let cells = self.blocks(asked).flat_map(|b| of(b).iter().map(move |s| (b, s)));
        let cells = cells.filter(|(_, shown)| shown.cell.span == asked.span);
        cells.map(|(block, shown)| (shown.cell.place, (block, shown))).collect()
    }

    fn note(&self, asked: Asked) -> Option<ReleaseNote> {
        let k = self.blocks(asked).map(|b| b.k).max();
        Some(ReleaseNote { id: self.publication.release.id, k })
    }

    /// The cities together: a number only where each of them has one.
    fn total(&self, asked: Asked) -> Counts {
        let of_cities = |of: fn(&ReleaseBlock) -> &Vec<Shown>| {
            let city = |b: &ReleaseBlock| {
                let cell = Cell { place: Place::District(b.city), span: asked.span };
                of(b).iter().find(|s| s.cell == cell).copied()
            };
            let shown: Vec<Option<Shown>> = self.blocks(asked).map(city).collect();
            match shown.as_slice() {
                [only] => *only,
                [] => None,
                several => {
                    let value: Option<u32> = several.iter().map(|s| s.and_then(|s| s.value)).sum();
                    let told = if value.is_some() { Told::Exactly } else { Told::Withheld };
                    several.first().copied().flatten().map(|first| Shown { told, value, ..first })
                }
            }
        };
        let mut counts = self.counts(asked, None, of_cities(|b| &b.cells), of_cities(|b| &b.deaths));
        let cities: Vec<DistrictCode> = self.blocks(asked).map(|b| b.city).collect();
        let people: Option<f64> = cities.iter().map(|city| self.people(asked, *city)).sum();
        counts.population = people.filter(|_| !cities.is_empty());
        self.with_rate(asked, counts)
    }

    fn counts(
        &self,
        asked: Asked,
        place: Option<DistrictCode>,
        cases: Option<Shown>,
        deaths: Option<Shown>,
    ) -> Counts {
        let number = |shown: Option<Shown>| shown.and_then(|s| s.value).map(u64::from);
        let (told, cases, deaths) = (cases.map_or(Told::Nothing, |s| s.told), number(cases), number(deaths));
        let tally = cases.zip(deaths).map(|(cases, deaths)| Tally { cases, deaths });
        let counts = Counts {
            cases,
            deaths,
            population: place.and_then(|code| self.people(asked, code)),
            ir: None,
            cfr: tally.and_then(case_fatality_rate),
            told: Some(told.word()),
        };
        self.with_rate(asked, counts)
    }

    fn people(&self, asked: Asked, code: DistrictCode) -> Option<f64> {
        self.snapshot.population().in_year(code, asked.year, None)
    }

    /// Rates are of whole years.
    fn with_rate(&self, asked: Asked, counts: Counts) -> Counts {
        let cases = counts.cases.filter(|_| asked.span == Span::Year);
        Counts { ir: cases.and_then(|cases| incidence_rate(cases, counts.population)), ..counts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(from: &str, to: &str) -> Option<Span> {
        span(from.parse().unwrap(), to.parse().unwrap())
    }

    #[test]
    fn a_release_knows_whole_years_quarters_and_months_and_no_other_days() {
        assert_eq!(asked("2022-01-01", "2022-12-31"), Some(Span::Year));
        for (from, to, quarter) in
            [("01-01", "03-31", 1), ("04-01", "06-30", 2), ("07-01", "09-30", 3), ("10-01", "12-31", 4)]
        {
            assert_eq!(asked(&format!("2022-{from}"), &format!("2022-{to}")), Some(Span::Quarter(quarter)));
        }
        assert_eq!(asked("2024-02-01", "2024-02-29"), Some(Span::Month(2)));
        assert_eq!(asked("2022-12-01", "2022-12-31"), Some(Span::Month(12)));
        for (from, to) in [
            ("2022-03-01", "2022-03-02"),
            ("2022-01-01", "2022-12-30"),
            ("2022-01-02", "2022-12-31"),
            ("2022-02-01", "2022-04-30"),
            ("2022-07-01", "2023-06-30"),
            ("2022-01-01", "2023-12-31"),
            ("2022-01-01", "2022-02-28"),
            ("2024-02-01", "2024-02-28"),
        ] {
            assert_eq!(asked(from, to), None, "{from} {to}");
        }
    }
}
