//! The remarks of an import as a person reads them: what repeats over thousands of rows is told once, with how many
//! rows it concerns and the first of them. The report of the import names every row.

use std::collections::HashMap;

use super::import_report::ImportReport;
use crate::intake::{Remark, RemarkCode};

/// A kind of remark that stands in no more rows than this is told row by row.
const TOLD_SINGLY: usize = 5;
/// Most texts that are told of one kind of remark, the most frequent first.
const TEXTS: usize = 5;
/// How many rows are named as examples of a text.
const EXAMPLE_ROWS: usize = 3;
/// Most kinds of remarks that are told.
const KINDS: usize = 20;

/// What became of the rows that a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowFate {
    /// They were not taken.
    Refused,
    /// They were taken, with a doubt.
    Warned,
}

impl RowFate {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Warned => "warned",
        }
    }
}

/// One sentence and the rows that it was said of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatedText<'a> {
    /// The sentence.
    pub message: &'a str,
    /// How often it was said.
    pub count: usize,
    /// The first rows, in the order of the file.
    pub rows: Vec<u64>,
}

/// All remarks of one kind about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkGroup<'a> {
    /// What became of the rows.
    pub fate: RowFate,
    /// The field under its name in the template.
    pub field: &'static str,
    /// How many remarks.
    pub count: usize,
    /// Their different sentences, the most frequent first and those of one number as the file has them; bounded.
    pub texts: Vec<RepeatedText<'a>>,
    /// Different sentences beyond the bound.
    pub texts_left_out: usize,
}

/// The remarks of an import by kind, refused rows first and otherwise in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportDigest<'a> {
    /// The kinds; bounded.
    pub groups: Vec<RemarkGroup<'a>>,
    /// Remarks of kinds beyond the bound.
    pub left_out: usize,
}

impl<'a> ImportDigest<'a> {
    /// The digest of a report.
    pub fn of(report: &'a ImportReport) -> Self {
        let refused = report.refused.iter().map(|remark| (RowFate::Refused, remark));
        let remarks = refused.chain(report.warned.iter().map(|remark| (RowFate::Warned, remark)));
        let mut kinds: Vec<Kind<'a>> = Vec::new();
        let mut place: HashMap<(RowFate, &str, RemarkCode), usize> = HashMap::new();
        for (fate, remark) in remarks {
            let at = *place.entry((fate, remark.field, remark.code)).or_insert_with(|| {
                kinds.push(Kind {
                    fate,
                    field: remark.field,
                    count: 0,
                    texts: Vec::new(),
                    place: HashMap::new(),
                });
                kinds.len() - 1
            });
            kinds[at].add(remark);
        }
        let left_out = kinds.iter().skip(KINDS).map(|kind| kind.count).sum();
        Self { groups: kinds.into_iter().take(KINDS).map(Kind::finish).collect(), left_out }
    }

    /// The lines for a terminal.
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.groups.iter().flat_map(RemarkGroup::lines).collect();
        if self.left_out > 0 {
            lines.push(format!("and {} more remarks of other kinds", self.left_out));
        }
        lines
    }
}

impl RemarkGroup<'_> {
    fn lines(&self) -> Vec<String> {
        let (fate, field) = (self.fate.word(), self.field);
        if self.count <= TOLD_SINGLY {
            return self
                .single_rows()
                .map(|(row, text)| format!("{fate}: row {row}, {field}: {text}"))
                .collect();
        }
        if let ([text], 0) = (&self.texts[..], self.texts_left_out) {
            return vec![format!(
                "{fate} {} times, {field}: {} ({})",
                self.count,
                text.message,
                text.examples()
            )];
        }
        let mut lines = vec![format!("{fate} {} times, {field}:", self.count)];
        lines.extend(self.texts.iter().map(|t| format!("  {} x {} ({})", t.count, t.message, t.examples())));
        if self.texts_left_out > 0 {
            let told: usize = self.texts.iter().map(|text| text.count).sum();
            lines.push(format!("  and {} more of {} other texts", self.count - told, self.texts_left_out));
        }
        lines
    }

    /// Row and sentence of each remark of a small group, in the order of the file.
    fn single_rows(&self) -> impl Iterator<Item = (u64, &str)> {
        let mut rows: Vec<(u64, &str)> =
            self.texts.iter().flat_map(|text| text.rows.iter().map(|row| (*row, text.message))).collect();
        rows.sort_by_key(|(row, _)| *row);
        rows.into_iter()
    }
}

impl RepeatedText<'_> {
    fn examples(&self) -> String {
        let rows = self.rows.iter().take(EXAMPLE_ROWS).map(u64::to_string).collect::<Vec<_>>().join(", ");
        let word = if self.count == 1 { "row" } else { "rows" };
        let more = if self.count > EXAMPLE_ROWS { ", ..." } else { "" };
        format!("{word} {rows}{more}")
    }
}

/// A group while it is being gathered.
struct Kind<'a> {
    fate: RowFate,
    field: &'static str,
    count: usize,
    texts: Vec<RepeatedText<'a>>,
    place: HashMap<&'a str, usize>,
}

impl<'a> Kind<'a> {
    fn add(&mut self, remark: &'a Remark) {
        self.count += 1;
        let at = *self.place.entry(&remark.message).or_insert_with(|| {
            self.texts.push(RepeatedText { message: &remark.message, count: 0, rows: Vec::new() });
            self.texts.len() - 1
        });
        let text = &mut self.texts[at];
        text.count += 1;
        if text.rows.len() < TOLD_SINGLY {
            text.rows.push(remark.row);
        }
    }

    fn finish(self) -> RemarkGroup<'a> {
        let mut texts = self.texts;
        texts.sort_by_key(|text| std::cmp::Reverse(text.count));
        let texts_left_out = texts.len().saturating_sub(TEXTS);
        texts.truncate(TEXTS);
        RemarkGroup { fate: self.fate, field: self.field, count: self.count, texts, texts_left_out }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warned(rows: impl IntoIterator<Item = (u64, &'static str, &'static str)>) -> ImportReport {
        let remarks = rows
            .into_iter()
            .map(|(row, field, text)| Remark::new(row, field, RemarkCode::UnknownFacility, text));
        ImportReport { warned: remarks.collect(), ..ImportReport::default() }
    }

    fn told(report: &ImportReport) -> Vec<String> {
        ImportDigest::of(report).lines()
    }

    #[test]
    fn a_remark_of_every_row_is_told_once_with_its_number_and_the_first_rows() {
        let report =
            warned((2..=2807).map(|row| (row, "faskes_pelapor", "no loaded facility is called `RS Satu`")));
        let line =
            "warned 2806 times, faskes_pelapor: no loaded facility is called `RS Satu` (rows 2, 3, 4, ...)";
        assert_eq!(told(&report), [line]);
    }

    #[test]
    fn of_many_words_the_most_frequent_are_told_first_and_no_remark_is_uncounted() {
        const NAMES: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];
        let rows = NAMES.iter().enumerate().flat_map(|(i, name)| vec![("faskes_pelapor", *name); i + 1]);
        let report = warned(rows.zip(2..).map(|((field, name), row)| (row, field, name)));
        let expected = [
            "warned 28 times, faskes_pelapor:",
            "  7 x g (rows 23, 24, 25, ...)",
            "  6 x f (rows 17, 18, 19, ...)",
            "  5 x e (rows 12, 13, 14, ...)",
            "  4 x d (rows 8, 9, 10, ...)",
            "  3 x c (rows 5, 6, 7)",
            "  and 3 more of 2 other texts",
        ];
        assert_eq!(told(&report), expected);
    }

    #[test]
    fn what_stands_in_few_rows_is_told_row_by_row_and_refused_rows_come_first() {
        let mut report =
            warned([(3, "lintang", "far"), (4, "lintang", "near"), (9, "lintang", "far"), (2, "nik", "odd")]);
        report.refused.push(Remark::new(7, "umur", RemarkCode::Missing, "none"));
        let expected = [
            "refused: row 7, umur: none",
            "warned: row 3, lintang: far",
            "warned: row 4, lintang: near",
            "warned: row 9, lintang: far",
            "warned: row 2, nik: odd",
        ];
        assert_eq!(told(&report), expected);
    }

    #[test]
    fn more_kinds_than_a_person_reads_are_counted() {
        let fields: Vec<&'static str> =
            (0..22).map(|i| &*Box::leak(format!("f{i}").into_boxed_str())).collect();
        let report = warned(fields.iter().flat_map(|field| [(2, *field, "x"), (3, *field, "x")]));
        let lines = told(&report);
        assert_eq!(lines.len(), 41);
        assert_eq!(lines.last().map(String::as_str), Some("and 4 more remarks of other kinds"));
    }
}
