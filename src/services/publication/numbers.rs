//! The published release as the public reads it: one source for pages, tables, maps and files.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{
        Cell, DiseaseCode, DistrictCode, Language, Level, Place, ReleaseBlock, Shown, Span, Told,
        incidence_rate,
    },
    index::Lens,
    services::export::{ExportError, csv},
};

/// A number as it is told: `exactly` (late reports are added to a number that was told before when they are k or more),
/// `small` (below k), `withheld` (hidden so that others cannot be computed) or `nothing` (not published so finely).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ToldNumber {
    told: &'static str,
    /// Cases; null where no number is told.
    cases: Option<u32>,
}

impl ToldNumber {
    fn of(shown: Option<&Shown>) -> Self {
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
}

/// What the release says of whole cities; `source` says which rules it was made by.
pub fn overview(lens: &Lens, source: &str) -> Overview {
    let Some(publication) = lens.publication() else {
        return Overview { release: None, cities: Vec::new(), blocks: Vec::new() };
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
        blocks: publication.blocks.values().map(city_year).collect(),
    }
}

fn city_year(block: &ReleaseBlock) -> CityYear {
    let city = Place::District(block.city);
    let at = |span| ToldNumber::of(find(block, Cell { place: city, span }));
    let months: Vec<ToldNumber> = (1..=12).map(|m| at(Span::Month(m))).collect();
    CityYear {
        disease: block.disease.to_string(),
        city: block.city.to_string(),
        year: block.year,
        k: block.k,
        closed_months: months.iter().take_while(|m| m.told != Told::Nothing.word()).count(),
        total: at(Span::Year),
        months,
    }
}

fn find(block: &ReleaseBlock, cell: Cell) -> Option<&Shown> {
    block.cells.iter().find(|s| s.cell == cell)
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
    disease: String,
    city: String,
    year: i32,
    /// `year`, `quarter 1` to `quarter 4`, `month 1` to `month 12`.
    span: String,
    /// Counts from 1 to below this are small.
    k: u32,
    rows: Vec<ReleaseRow>,
    /// The city.
    total: ReleaseRow,
    as_of: NaiveDate,
    /// Publications behind the population.
    source: String,
}

/// A place of the table.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReleaseRow {
    code: String,
    name: String,
    told: &'static str,
    cases: Option<u32>,
    /// People in the year; null where no figure is known.
    population: Option<f64>,
    /// Cases per 100,000 people; of whole years alone.
    ir: Option<f64>,
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
    let number = ToldNumber::of(find(block, Cell { place: Place::District(code), span }));
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

/// Everything that the release tells, a row for each cell; the header alone before anything was published.
///
/// # Errors
/// When the rows cannot be written.
pub fn file(lens: &Lens, language: Language) -> Result<Vec<u8>, ExportError> {
    let header = match language {
        Language::Id => [
            "penyakit",
            "tahun",
            "periode",
            "kode",
            "nama",
            "kasus",
            "keterangan",
            "k",
            "data_per_tanggal",
            "rilis",
        ],
        Language::En => {
            ["disease", "year", "period", "code", "name", "cases", "told", "k", "as_of", "release"]
        }
    };
    let publication = lens.publication();
    let blocks = publication.into_iter().flat_map(|p| p.blocks.values().map(move |b| (&p.release, b)));
    let rows = blocks.flat_map(|(release, block)| {
        block.cells.iter().map(move |shown| {
            let (code, rest) = match shown.cell.place {
                Place::District(code) => (code, false),
                Place::Rest(code) => (code, true),
            };
            let name = lens.districts().get(code).map_or("", |d| d.name.as_str());
            let unknown = language.pick("tanpa wilayah di bawahnya", "without a place below");
            vec![
                block.disease.to_string(),
                block.year.to_string(),
                period(shown.cell.span, language),
                code.to_string(),
                if rest { format!("{name} ({unknown})") } else { name.to_owned() },
                shown.value.map_or_else(|| hidden(shown.told, block.k), |v| v.to_string()),
                told(shown.told, language).to_owned(),
                block.k.to_string(),
                release.as_of.to_string(),
                release.id.to_string(),
            ]
        })
    });
    csv::write(&header, rows, language)
}

fn period(span: Span, language: Language) -> String {
    match span {
        Span::Year => language.pick("tahun", "year").to_owned(),
        Span::Quarter(q) => format!("{} {q}", language.pick("triwulan", "quarter")),
        Span::Month(m) => format!("{} {m}", language.pick("bulan", "month")),
    }
}

fn told(told: Told, language: Language) -> &'static str {
    match told {
        Told::Small => language.pick("di bawah k", told.word()),
        Told::Withheld => language.pick("disembunyikan", told.word()),
        _ => language.pick("angka", told.word()),
    }
}

/// What stands where no number does.
fn hidden(told: Told, k: u32) -> String {
    if told == Told::Small { format!("<{k}") } else { String::new() }
}
