//! The published release as the public reads it: one source for pages, tables, maps and files.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{
        Cell, DiseaseCode, DistrictCode, EpiWeek, Language, Level, Place, Publication, ReleaseBlock, Shown,
        Span, Told, incidence_rate,
    },
    index::Lens,
    services::publication::file::period,
};

/// A number as it is told: `exactly` (late reports are added to a number that was told before when they are k or more),
/// `small` (below k), `withheld` (hidden so that others cannot be computed) or `nothing` (not published so finely).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ToldNumber {
    pub(super) told: &'static str,
    /// Cases, or those of them who died where deaths are told; null where no number is told.
    pub(super) cases: Option<u32>,
}

impl ToldNumber {
    pub(super) fn of(shown: Option<&Shown>) -> Self {
        let told = shown.map_or(Told::Nothing, |s| s.told).word();
        Self { told, cases: shown.and_then(|s| s.value) }
    }
}

/// The release that is open, and what it says of whole cities.
#[derive(Debug, Serialize, ToSchema)]
pub struct Overview {
    /// Null before anything was published.
    release: Option<OpenRelease>,
    cities: Vec<CityName>,
    blocks: Vec<CityYear>,
    /// How each disease stands in each large city, whose numbers are told by week.
    to_date: Vec<ToDate>,
}

/// The release that is open.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenRelease {
    id: i64,
    /// The last day of report that it knows.
    as_of: NaiveDate,
    published: Option<DateTime<Utc>>,
    /// The rules that it was made by.
    source: String,
}

/// A kabkota.
#[derive(Debug, Serialize, ToSchema)]
pub struct CityName {
    code: String,
    name: String,
}

/// A disease in a city and year.
#[derive(Debug, Serialize, ToSchema)]
pub struct CityYear {
    disease: String,
    city: String,
    year: i32,
    /// Counts from 1 to below this are small.
    k: u32,
    /// How many months are told, from January.
    closed_months: usize,
    total: ToldNumber,
    /// January to December.
    months: Vec<ToldNumber>,
    /// Deaths in the year. They are told where cases are, and neither they nor the survivors are told when few.
    deaths: ToldNumber,
    /// Deaths by month, of large cities alone.
    months_deaths: Vec<ToldNumber>,
}

/// How a year stands at the end of the last week that is told, beside the year before at the end of that week.
#[derive(Debug, Serialize, ToSchema)]
pub struct ToDate {
    disease: String,
    city: String,
    /// The epidemiological year.
    year: i32,
    /// 1 to 53; cases count in the week of their onset, from the first to this one.
    week: u8,
    /// The Saturday on which it ends.
    until: NaiveDate,
    cases: u32,
    deaths: u32,
    /// Null where the year before is not told by week.
    last_year_cases: Option<u32>,
    last_year_deaths: Option<u32>,
}

/// What the release says of whole cities; `source` says which rules it was made by.
pub fn overview(lens: &Lens, source: &str) -> Overview {
    let Some(publication) = lens.publication() else {
        return Overview { release: None, cities: Vec::new(), blocks: Vec::new(), to_date: Vec::new() };
    };
    let release = &publication.release;
    let cities = lens.districts().level(Level::Kabkota).iter();
    Overview {
        release: Some(OpenRelease {
            id: release.id,
            as_of: release.as_of,
            published: release.changed,
            source: source.to_owned(),
        }),
        cities: cities.map(|d| CityName { code: d.code.to_string(), name: d.name.clone() }).collect(),
        // Of a year that began lately only its weeks are told.
        blocks: publication.blocks.values().map(city_year).filter(|b| b.closed_months > 0).collect(),
        to_date: to_date(publication),
    }
}

fn city_year(block: &ReleaseBlock) -> CityYear {
    let city = Place::District(block.city);
    let at = |span| ToldNumber::of(find(&block.cells, Cell { place: city, span }));
    let died = |span| ToldNumber::of(find(&block.deaths, Cell { place: city, span }));
    let months: Vec<ToldNumber> = (1..=12).map(|m| at(Span::Month(m))).collect();
    CityYear {
        disease: block.disease.to_string(),
        city: block.city.to_string(),
        year: block.year,
        k: block.k,
        closed_months: months.iter().take_while(|m| m.told != Told::Nothing.word()).count(),
        total: at(Span::Year),
        months,
        deaths: died(Span::Year),
        months_deaths: (1..=12).map(|m| died(Span::Month(m))).collect(),
    }
}

pub(super) fn find(told: &[Shown], cell: Cell) -> Option<&Shown> {
    told.iter().find(|s| s.cell == cell)
}

/// The newest year of each disease and city that is told by week.
fn to_date(publication: &Publication) -> Vec<ToDate> {
    let mut newest: BTreeMap<(DiseaseCode, DistrictCode), (i32, u8)> = BTreeMap::new();
    for ((disease, city, year), block) in &publication.blocks {
        let weeks =
            block.cells.iter().filter_map(|s| if let Span::Week(w) = s.cell.span { Some(w) } else { None });
        if let Some(week) = weeks.max() {
            newest.insert((*disease, *city), (*year, week));
        }
    }
    let stand = |((disease, city), (year, week)): ((DiseaseCode, DistrictCode), (i32, u8))| {
        let (cases, deaths) = until(publication.blocks.get(&(disease, city, year))?, week)?;
        let last_year = publication.blocks.get(&(disease, city, year - 1)).and_then(|b| until(b, week));
        Some(ToDate {
            disease: disease.to_string(),
            city: city.to_string(),
            year,
            week,
            until: EpiWeek { year, week: week.into() }.end()?,
            cases,
            deaths,
            last_year_cases: last_year.map(|(cases, _)| cases),
            last_year_deaths: last_year.map(|(_, deaths)| deaths),
        })
    };
    newest.into_iter().filter_map(stand).collect()
}

/// Cases and deaths of a year to the end of a week; `None` where it is not told by week.
fn until(block: &ReleaseBlock, week: u8) -> Option<(u32, u32)> {
    let within = |s: &&Shown| matches!(s.cell.span, Span::Week(w) if w <= week);
    let sum = |told: &[Shown]| told.iter().filter(within).map(|s| s.value).sum::<Option<u32>>();
    block.cells.iter().find(within)?;
    Some((sum(&block.cells)?, sum(&block.deaths)?))
}

/// Which table of the release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableQuestion {
    /// The disease.
    pub disease: DiseaseCode,
    /// The kabkota.
    pub city: DistrictCode,
    /// The year of onset.
    pub year: i32,
    /// The part of the year.
    pub span: Span,
    /// Kecamatan or kelurahan.
    pub level: Level,
}

/// A table of the release: places of one level in one period.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReleaseTable {
    pub(super) disease: String,
    pub(super) city: String,
    pub(super) year: i32,
    /// `year`, `quarter 1` to `quarter 4`, `month 1` to `month 12`.
    pub(super) span: String,
    /// Counts from 1 to below this are small.
    pub(super) k: u32,
    pub(super) rows: Vec<ReleaseRow>,
    /// The city.
    pub(super) total: ReleaseRow,
    pub(super) as_of: NaiveDate,
    /// Publications behind the population.
    pub(super) source: String,
}

/// A place of the table.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReleaseRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) told: &'static str,
    pub(super) cases: Option<u32>,
    /// People in the year; null where no figure is known.
    pub(super) population: Option<f64>,
    /// Cases per 100,000 people; of whole years alone.
    pub(super) ir: Option<f64>,
}

/// A table of the release; `None` where it tells nothing of that disease, city and year.
pub fn table(lens: &Lens, question: TableQuestion) -> Option<ReleaseTable> {
    let publication = lens.publication()?;
    let TableQuestion { disease, city, year, span, level } = question;
    let block = publication.blocks.get(&(disease, city, year))?;
    let row = |code: DistrictCode, name: &str| release_row(lens, block, code, name, span);
    let inside = lens.districts().level(level).iter().filter(|d| city.contains(d.code));
    let name = lens.districts().get(city).map_or("", |d| d.name.as_str());
    Some(ReleaseTable {
        disease: disease.to_string(),
        city: city.to_string(),
        year,
        span: period(span, Language::En),
        k: block.k,
        rows: inside.map(|d| row(d.code, &d.name)).collect(),
        total: row(city, name),
        as_of: publication.release.as_of,
        source: lens.population().sources(city, year).join("; "),
    })
}

fn release_row(lens: &Lens, block: &ReleaseBlock, code: DistrictCode, name: &str, span: Span) -> ReleaseRow {
    let number = ToldNumber::of(find(&block.cells, Cell { place: Place::District(code), span }));
    let population = lens.population().in_year(code, block.year, None);
    let cases = number.cases.filter(|_| span == Span::Year);
    ReleaseRow {
        code: code.to_string(),
        name: name.to_owned(),
        told: number.told,
        cases: number.cases,
        population: population.map(f64::round),
        ir: cases.and_then(|cases| incidence_rate(u64::from(cases), population)),
    }
}
