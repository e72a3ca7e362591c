//! Tables of counts by day, week or month into [`CaseCount`]s: what the methods of outbreak alarms read.

use std::path::Path;

use chrono::NaiveDate;

use super::date::read_date;
use super::number::read_count;
use super::records::{Record, Records, read_records};
use super::{Cell, IntakeError, Remark, RemarkCode, Vocabulary};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Disease,
    Year,
    Month,
    Week,
    Day,
    Cases,
    Deaths,
    DeathsMale,
    DeathsFemale,
}

const WORDS: &Vocabulary<Word> = &[
    (Word::Disease, &["penyakit", "disease"]),
    (Word::Year, &["tahun", "year", "thn"]),
    (Word::Month, &["bulan", "month", "bln"]),
    (Word::Week, &["minggu", "week", "minggu_epidemiologi", "minggu_ke", "epiweek"]),
    (Word::Day, &["tanggal", "date", "epoch", "weekdate", "tanggal_awal", "day"]),
    (
        Word::Cases,
        &["jumlah", "kasus", "jumlah_kasus", "cases", "observed", "count", "counts", "conf_cases", "total"],
    ),
    (Word::Deaths, &["meninggal", "deaths", "jumlah_meninggal"]),
    (Word::DeathsMale, &["meninggal_l", "deaths_male"]),
    (Word::DeathsFemale, &["meninggal_p", "deaths_female"]),
];

/// When cases were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CountedWhen {
    /// A day, or the first day of a week.
    Day(NaiveDate),
    /// A week of a year, 1..=53.
    Week(i32, u32),
    /// A month, 1..=12.
    Month(i32, u32),
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseCount {
    /// Its number in the file; the header is row 1.
    pub row: u64,
    /// The disease, as written.
    pub disease: Option<String>,
    /// When.
    pub when: CountedWhen,
    /// New cases; `None` where nobody reported, which is not 0.
    pub cases: Option<u32>,
    /// Deaths among them; `None` where the file does not say.
    pub deaths: Option<u32>,
}

/// A table of counts, read.
#[derive(Debug, Default)]
pub struct CaseCountsFile {
    /// Rows of the file.
    pub read: u64,
    /// The rows that can be used, in the order of the file.
    pub counts: Vec<CaseCount>,
    /// Columns that are not understood.
    pub unknown_columns: Vec<String>,
    /// Doubts.
    pub warned: Vec<Remark>,
    /// Rows that cannot be used.
    pub refused: Vec<Remark>,
}

/// Reads a table with a column of cases and one of days, or of years and weeks or months. Where several stand there, weeks and
/// months of a year go before days.
///
/// # Errors
/// The file is unreadable, damaged or too large, or lacks a column.
pub fn read_case_counts(path: &Path) -> Result<CaseCountsFile, IntakeError> {
    let required: &[&[Word]] = &[&[Word::Day, Word::Week, Word::Month], &[Word::Cases]];
    let Records { read, records, unknown_columns, warned, refused } = read_records(path, WORDS, required)?;
    let mut file = CaseCountsFile { read, unknown_columns, warned, refused, ..CaseCountsFile::default() };
    for record in &records {
        match case_count(record) {
            Ok(count) => file.counts.push(count),
            Err(remark) => file.refused.push(remark),
        }
    }
    Ok(file)
}

fn case_count(record: &Record<Word>) -> Result<CaseCount, Remark> {
    let deaths = match count(record, Word::Deaths, "meninggal")? {
        Some(deaths) => Some(deaths),
        None => {
            let male = count(record, Word::DeathsMale, "meninggal_l")?;
            let female = count(record, Word::DeathsFemale, "meninggal_p")?;
            male.zip(female).and_then(|(male, female)| male.checked_add(female))
        }
    };
    Ok(CaseCount {
        row: record.row,
        disease: record.owned(Word::Disease),
        when: when(record)?,
        cases: count(record, Word::Cases, "jumlah")?,
        deaths,
    })
}

fn when(record: &Record<Word>) -> Result<CountedWhen, Remark> {
    let refuse = |field, code, message: String| Remark::new(record.row, field, code, message);
    let Some(year) = count(record, Word::Year, "tahun")? else {
        let day = read_date(record.cell(Word::Day));
        let day = day.map_err(|fault| refuse("tanggal", RemarkCode::ImpossibleDate, fault.to_string()))?;
        let missing = "the row says neither a day nor a year with a week or month".to_owned();
        return day.map(CountedWhen::Day).ok_or_else(|| refuse("tanggal", RemarkCode::Missing, missing));
    };
    if !(1900..=2100).contains(&year) {
        return Err(refuse(
            "tahun",
            RemarkCode::ImpossibleNumber,
            "the year is not between 1900 and 2100".to_owned(),
        ));
    }
    let within = |value: u32, most, field| {
        let message = format!("this is not between 1 and {most}");
        let sound = (1..=most).contains(&value);
        sound.then_some(value).ok_or_else(|| refuse(field, RemarkCode::ImpossibleNumber, message))
    };
    if let Some(week) = count(record, Word::Week, "minggu")? {
        return Ok(CountedWhen::Week(year as i32, within(week, 53, "minggu")?));
    }
    if let Some(month) = count(record, Word::Month, "bulan")? {
        return Ok(CountedWhen::Month(year as i32, within(month, 12, "bulan")?));
    }
    let missing = "the row has a year and neither week nor month".to_owned();
    Err(refuse("bulan", RemarkCode::Missing, missing))
}

/// A count; what nobody reported is empty, a dash or the `NA` of statistical programs.
fn count(record: &Record<Word>, word: Word, field: &'static str) -> Result<Option<u32>, Remark> {
    let cell = match record.cell(word) {
        Cell::Text("NA") => Cell::Empty,
        cell => cell,
    };
    let refuse = |message: String| Remark::new(record.row, field, RemarkCode::ImpossibleNumber, message);
    let number = read_count(cell).map_err(|fault| refuse(fault.to_string()))?;
    let narrow = |n: u64| u32::try_from(n).map_err(|_| refuse("more than 4 billion".to_owned()));
    number.map(narrow).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> CaseCountsFile {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("counts.csv");
        std::fs::write(&path, text).unwrap();
        read_case_counts(&path).unwrap()
    }

    #[test]
    fn days_weeks_and_months_are_read_under_their_names() {
        let months = read("penyakit;tahun;bulan;jumlah;meninggal_l;meninggal_p\nDBD;2022;1;1.093;2;1\n");
        assert_eq!(
            months.counts,
            [CaseCount {
                row: 2,
                disease: Some("DBD".to_owned()),
                when: CountedWhen::Month(2022, 1),
                cases: Some(1093),
                deaths: Some(3),
            }]
        );
        assert_eq!(read("year,week,cases\n2025,53,4\n").counts[0].when, CountedWhen::Week(2025, 53));
        let day = NaiveDate::from_ymd_opt(2022, 1, 2).unwrap();
        assert_eq!(read("tanggal,kasus\n02-01-2022,4\n").counts[0].when, CountedWhen::Day(day));
    }

    #[test]
    fn nothing_reported_is_not_nil_reported() {
        let file = read("tahun,minggu,kasus\n2022,1,0\n2022,2,\n2022,3,NA\n2022,4,-\n");
        let cases: Vec<_> = file.counts.iter().map(|count| count.cases).collect();
        assert_eq!(cases, [Some(0), None, None, None]);
    }

    #[test]
    fn what_cannot_be_is_refused_by_row_and_field() {
        let file =
            read("tahun,minggu,kasus\n2022,54,1\n2022,0,1\n22,1,1\n2022,,1\n2022,1,-4\n2022,2,dua\n,3,1\n");
        let refused: Vec<_> = file.refused.iter().map(|remark| (remark.row, remark.field)).collect();
        let expected = [
            (2, "minggu"),
            (3, "minggu"),
            (4, "tahun"),
            (5, "bulan"),
            (6, "jumlah"),
            (7, "jumlah"),
            (8, "tanggal"),
        ];
        assert_eq!(refused, expected);
        assert!(file.counts.is_empty());
    }
}
