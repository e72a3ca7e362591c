//! Tables of population into [`Population`]: a figure by district and year, with its source.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use super::number::read_count;
use super::records::{Record, Records, read_records};
use super::{IntakeError, Remark, RemarkCode, Vocabulary};
use crate::domain::{DistrictCode, Level, Population};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Code,
    Name,
    Year,
    Total,
    Male,
    Female,
    Source,
}

const WORDS: &Vocabulary<Word> = &[
    (
        Word::Code,
        &[
            "kode",
            "code",
            "kode_wilayah",
            "kode_kec",
            "kode_kecamatan",
            "kode_kel",
            "kode_kelurahan",
            "kode_desa",
            "district",
        ],
    ),
    (Word::Name, &["nama", "name", "kecamatan", "kelurahan", "desa", "kabkota", "wilayah"]),
    (Word::Year, &["tahun", "year", "thn"]),
    (Word::Total, &["penduduk", "jumlah", "jumlah_penduduk", "total", "population"]),
    (Word::Male, &["laki_laki", "laki", "l", "male", "pria"]),
    (Word::Female, &["perempuan", "p", "female", "wanita"]),
    (Word::Source, &["sumber", "source"]),
];

/// A change of the total from one year to the next above which the two years were counted on different bases.
const CENSUS_JUMP: f64 = 0.08;

/// A table of population, read.
#[derive(Debug, Default)]
pub struct PopulationFile {
    /// Rows of the file.
    pub read: u64,
    /// What can be written, with its row.
    pub figures: Vec<(u64, Population)>,
    /// Rows that repeat an earlier one in everything.
    pub repeated: u64,
    /// Columns that are not understood.
    pub unknown_columns: Vec<String>,
    /// Doubts.
    pub warned: Vec<Remark>,
    /// Rows that cannot be used.
    pub refused: Vec<Remark>,
}

/// Reads a table of population. `loaded` are the districts of the ledger. A year is never guessed, so a table
/// without the column `tahun` is not read.
///
/// # Errors
/// The file is unreadable, damaged or too large, or lacks a column.
pub fn read_population(path: &Path, loaded: &HashSet<DistrictCode>) -> Result<PopulationFile, IntakeError> {
    let required: &[&[Word]] = &[&[Word::Code], &[Word::Year], &[Word::Total, Word::Male]];
    let Records { read, records, unknown_columns, warned, refused } = read_records(path, WORDS, required)?;
    let mut file = PopulationFile { read, unknown_columns, warned, refused, ..PopulationFile::default() };
    let mut seen: HashMap<(DistrictCode, i32), usize> = HashMap::new();
    for record in &records {
        let figure = match figure(record, &mut file.warned) {
            Ok(figure) => figure,
            Err(remark) => {
                file.refused.push(remark);
                continue;
            }
        };
        let key = (figure.district, figure.year);
        match seen.get(&key).map(|i| &file.figures[*i]) {
            Some((_, first)) if *first == figure => file.repeated += 1,
            Some((row, _)) => {
                let message = format!(
                    "{} in {} stands in rows {row} and {} with different figures",
                    key.0, key.1, record.row
                );
                file.refused.push(Remark::new(record.row, "kode", RemarkCode::Superseded, message));
            }
            None => {
                seen.insert(key, file.figures.len());
                file.figures.push((record.row, figure));
            }
        }
    }
    let unloaded = file.figures.iter().filter(|(_, f)| !loaded.contains(&f.district)).map(|(row, f)| {
        let message = format!("{} is not loaded; the figure waits for its region", f.district);
        Remark::new(*row, "kode", RemarkCode::UnknownDistrict, message)
    });
    file.warned.extend(unloaded);
    Ok(file)
}

fn figure(record: &Record<Word>, warned: &mut Vec<Remark>) -> Result<Population, Remark> {
    let refuse = |field, code, message: String| Remark::new(record.row, field, code, message);
    let code = record.text(Word::Code).unwrap_or_default();
    let district = code.parse().map_err(|message| refuse("kode", RemarkCode::UnknownDistrict, message))?;
    let year = read_count(record.cell(Word::Year)).ok().flatten().filter(|year| (1900..=2100).contains(year));
    let year = year.ok_or_else(|| {
        refuse(
            "tahun",
            RemarkCode::ImpossibleNumber,
            "the year of the figure is missing or no year".to_owned(),
        )
    })?;
    let count = |word, field| match read_count(record.cell(word)) {
        Ok(None) => Ok(None),
        Ok(Some(n)) => match u32::try_from(n) {
            Ok(n) => Ok(Some(n)),
            Err(_) => {
                Err(refuse(field, RemarkCode::ImpossibleNumber, "more people than the earth has".to_owned()))
            }
        },
        Err(fault) => Err(refuse(field, RemarkCode::ImpossibleNumber, fault.to_string())),
    };
    let total = count(Word::Total, "penduduk")?;
    let (male, female) = (count(Word::Male, "laki_laki")?, count(Word::Female, "perempuan")?);
    let sum = male.zip(female).and_then(|(m, f)| m.checked_add(f));
    let total =
        total.or(sum).ok_or_else(|| refuse("penduduk", RemarkCode::Missing, "no figure".to_owned()))?;
    if let Some(sum) = sum.filter(|sum| *sum != total) {
        let message =
            format!("laki-laki and perempuan make {sum}, the total says {total}; all three are kept");
        warned.push(Remark::new(record.row, "penduduk", RemarkCode::Implausible, message));
    }
    let source = record.owned(Word::Source).unwrap_or_default();
    Ok(Population { district, year: year as i32, total, male, female, source })
}

/// Looks at the figures of all years together: a year that repeats another one, and a jump that no birth or move
/// explains. `known` are the figures of the ledger that the file does not replace; only years of the file are told.
pub fn compare_years(file: &[(u64, Population)], known: &[Population]) -> Vec<Remark> {
    let mut rows: HashMap<(DistrictCode, Level, i32), u64> = HashMap::new();
    let mut series: BTreeMap<(DistrictCode, Level), BTreeMap<i32, BTreeMap<DistrictCode, u32>>> =
        BTreeMap::new();
    let own = file.iter().map(|(row, f)| (Some(*row), f));
    let replaced: HashSet<_> = file.iter().map(|(_, f)| (f.district, f.year)).collect();
    let others = known.iter().filter(|f| !replaced.contains(&(f.district, f.year))).map(|f| (None, f));
    for (row, figure) in own.chain(others) {
        let level = figure.district.level();
        let Some(city) = figure.district.at(Level::Kabkota) else { continue };
        if let Some(row) = row {
            let first = rows.entry((city, level, figure.year)).or_insert(row);
            *first = row.min(*first);
        }
        let years = series.entry((city, level)).or_default();
        years.entry(figure.year).or_default().insert(figure.district, figure.total);
    }
    let mut remarks = Vec::new();
    for ((city, level), years) in &series {
        let row = |year: i32, other: i32| {
            let row_of = |y| rows.get(&(*city, *level, y));
            row_of(year).or_else(|| row_of(other)).copied()
        };
        remarks.extend(repeated_years(*city, years, &row));
        remarks.extend(jumps(*city, years, &row));
    }
    remarks
}

type Years = BTreeMap<i32, BTreeMap<DistrictCode, u32>>;

/// One district may stand still for a year; three or more do not, to the person.
fn repeated_years(city: DistrictCode, years: &Years, row: &dyn Fn(i32, i32) -> Option<u64>) -> Vec<Remark> {
    let mut first_with: HashMap<&BTreeMap<DistrictCode, u32>, i32> = HashMap::new();
    let mut remarks = Vec::new();
    for (year, figures) in years.iter().filter(|(_, figures)| figures.len() >= 3) {
        let Some(earlier) = first_with.get(figures).copied() else {
            first_with.insert(figures, *year);
            continue;
        };
        let message =
            format!("{city}: all {} figures of {year} repeat those of {earlier} exactly", figures.len());
        remarks.extend(
            row(*year, earlier).map(|row| Remark::new(row, "tahun", RemarkCode::Implausible, message)),
        );
    }
    remarks
}

fn jumps(city: DistrictCode, years: &Years, row: &dyn Fn(i32, i32) -> Option<u64>) -> Vec<Remark> {
    let pairs = years.iter().zip(years.iter().skip(1));
    let comparable =
        pairs.filter(|((year, before), (next, after))| **next == *year + 1 && before.keys().eq(after.keys()));
    comparable
        .filter_map(|((year, before), (next, after))| {
            let (old, new) = (sum(before), sum(after));
            let change = if old > 0 { new as f64 / old as f64 - 1.0 } else { 0.0 };
            let message = format!(
                "{city}: {old} people in {year}, {new} in {next} ({:+.1} %): counted on another base; rates before \
                 and after are not comparable",
                change * 100.0
            );
            let remark = |row| Remark::new(row, "penduduk", RemarkCode::Implausible, message);
            if change.abs() > CENSUS_JUMP { row(*next, *year).map(remark) } else { None }
        })
        .collect()
}

fn sum(figures: &BTreeMap<DistrictCode, u32>) -> u64 {
    figures.values().map(|people| u64::from(*people)).sum()
}
