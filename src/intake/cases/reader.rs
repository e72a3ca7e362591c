//! One row at a time: the columns are found once, then any number of threads may read rows.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::dates::read_case_dates;
use super::draft::{CaseDraft, Marks};
use super::fields::{Field, field_name, read_header};
use super::person::{read_identity, read_sex, settle_age, settle_outcome, settle_status};
use super::places::{CasePlaces, read_places};
use crate::domain::{Case, Details, DiseaseCode, Outcome};
use crate::intake::date::read_date;
use crate::intake::printable::control_remark;
use crate::intake::{Cell, Header, IntakeError, Remark, RemarkCode, Row, plain_word};

/// Reads the rows of one line list.
pub struct CaseReader<'a> {
    header: Header<Field>,
    columns: Vec<(Field, usize)>,
    onset_name: &'static str,
    places: &'a CasePlaces,
    disease: DiseaseCode,
    today: NaiveDate,
}

/// What became of a row.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Its number.
    pub line: u64,
    /// The case, or the one reason why there is none.
    pub case: Result<Box<CaseDraft>, Remark>,
    /// Doubts about a row that was understood; empty for a refused one.
    pub warnings: Vec<Remark>,
}

impl<'a> CaseReader<'a> {
    /// Understands the header of a line list. `today` is the last day that an onset or a report may have.
    ///
    /// # Errors
    /// A header without a column that could date a case.
    pub fn new(
        names: &[String],
        places: &'a CasePlaces,
        disease: DiseaseCode,
        today: NaiveDate,
    ) -> Result<Self, IntakeError> {
        let header = read_header(names)?;
        let fields = header.fields().iter().enumerate();
        let columns: Vec<_> = fields.filter_map(|(i, f)| f.map(|f| (f, i))).collect();
        let onset_word = header.column(Field::Onset).map(|i| plain_word(&names[i])).unwrap_or_default();
        let onset_name =
            if onset_word.contains("demam") { "tanggal_mulai_demam" } else { "tanggal_mulai_sakit" };
        Ok(Self { header, columns, onset_name, places, disease, today })
    }

    /// The columns that were not understood.
    pub fn unknown_columns(&self) -> &[String] {
        self.header.unknown()
    }

    /// What there is to say about the form as a whole; `line` is the header's.
    pub fn form_remarks(&self, line: u64) -> Vec<Remark> {
        let lacks = |field| self.header.column(field).is_none();
        let mut remarks = Vec::new();
        if lacks(Field::Status) {
            let text =
                "the form has no klasifikasi; a case counts as probabel unless its diagnosis says suspek";
            remarks.push(Remark::new(line, "klasifikasi", RemarkCode::Missing, text));
        }
        if self.places.gazetteer.is_empty() {
            let text = "no regions are loaded, so no place was checked; import regions first";
            remarks.push(Remark::new(line, "kelurahan", RemarkCode::UnknownDistrict, text));
        } else if self.places.gazetteer.knows_no_kelurahan() {
            let text = "no kelurahan is loaded, so cases are known by their kecamatan alone; import the kelurahan first";
            remarks.push(Remark::new(line, "kelurahan", RemarkCode::UnknownDistrict, text));
        }
        if self.places.facilities.knows_no_puskesmas() && !lacks(Field::Puskesmas) {
            let text = "no puskesmas is loaded, so none was recognised; import facilities first";
            remarks.push(Remark::new(line, "puskesmas_wilayah", RemarkCode::UnknownFacility, text));
        } else if self.places.facilities.knows_puskesmas_alone() && !lacks(Field::Reporter) {
            let text = "only puskesmas are loaded, so no hospital or clinic that reports was recognised; import them first";
            remarks.push(Remark::new(line, "faskes_pelapor", RemarkCode::UnknownFacility, text));
        }
        remarks
    }

    /// Reads one row. Never fails: a row that is no case is a refusal.
    pub fn read(&self, row: &Row) -> Reading {
        let mut open = Open {
            reader: self,
            row,
            warnings: Vec::new(),
            days: Vec::new(),
            details: BTreeMap::new(),
            aside: Vec::new(),
        };
        match open.read() {
            Ok(draft) => Reading { line: row.line, case: Ok(Box::new(draft)), warnings: open.warnings },
            Err(reason) => Reading { line: row.line, case: Err(reason), warnings: Vec::new() },
        }
    }
}

/// A row while it is being read.
pub(super) struct Open<'a> {
    reader: &'a CaseReader<'a>,
    row: &'a Row,
    warnings: Vec<Remark>,
    days: Vec<(&'static str, NaiveDate)>,
    details: BTreeMap<&'static str, String>,
    aside: Vec<String>,
}

impl<'a> Open<'a> {
    fn read(&mut self) -> Result<CaseDraft, Remark> {
        if self.row.overflows(self.reader.header.width()) {
            let text = "the row has more cells than the header; is a separator inside a text without quotation marks?";
            return Err(self.refusal("file", RemarkCode::Shifted, text));
        }
        self.tell_stripped();
        self.read_answers();
        let dates = read_case_dates(self)?;
        let diagnosis = self.diagnosis();
        let mut case = Case {
            disease: self.reader.disease,
            onset: dates.onset,
            onset_estimated: dates.onset_estimated,
            reported: dates.reported,
            sex: read_sex(self),
            age: None,
            status: settle_status(self, diagnosis.as_deref()),
            diagnosis,
            outcome: Outcome::Unknown,
            declared: None,
            computed: None,
            puskesmas: None,
            reporter: None,
            position: None,
            accuracy_m: None,
            details: Details::default(),
        };
        case.outcome = settle_outcome(self);
        let mut identity = read_identity(self, &case);
        case.age = settle_age(self, &case, &identity);
        read_places(self, &mut case);
        if !self.aside.is_empty() {
            self.aside.splice(0..0, identity.remarks.take());
            identity.remarks = Some(self.aside.join("; "));
        }
        let nik_rounded = matches!(self.cell(Field::Nik), Cell::Number(_));
        let marks = Marks { reporter: self.text(Field::Reporter), row: self.row, nik_rounded };
        Ok(CaseDraft::new(case, std::mem::take(&mut self.details), identity, &marks))
    }

    /// Tells the fields whose texts held control characters.
    fn tell_stripped(&mut self) {
        for (field, column) in &self.reader.columns {
            if self.row.stripped().contains(column) {
                let name = if *field == Field::Onset { self.onset_name() } else { field_name(*field) };
                self.warnings.push(control_remark(self.row.line, name));
            }
        }
    }

    /// Keeps the answers that need no understanding, and the dates as ISO dates.
    fn read_answers(&mut self) {
        for (field, column) in &self.reader.columns {
            let cell = self.row.cell(*column);
            match field {
                Field::Detail(name) => {
                    if let Some(text) = cell.to_text() {
                        self.keep_detail(name, text);
                    }
                }
                Field::Day(name) => self.read_day(name, cell),
                _ => {}
            }
        }
    }

    fn read_day(&mut self, name: &'static str, cell: Cell<'_>) {
        match read_date(cell) {
            Ok(None) => {}
            Ok(Some(day)) => {
                self.keep_detail(name, day.to_string());
                if day > self.reader.today {
                    self.warn(
                        name,
                        RemarkCode::FutureDate,
                        format!("{day} has not come yet; it is kept as typed"),
                    );
                } else {
                    self.days.push((name, day));
                }
            }
            Err(fault) => {
                self.keep_detail(name, cell.to_text().unwrap_or_default());
                self.warn(name, RemarkCode::ImpossibleDate, format!("{fault}; it is kept as typed"));
            }
        }
    }

    /// The final diagnosis, else the first one.
    fn diagnosis(&mut self) -> Option<String> {
        let first = self.text(Field::FirstDiagnosis);
        if let Some(text) = first {
            self.keep_detail("diagnosis_awal", text.to_owned());
        }
        let text = self.text(Field::Diagnosis).or(first)?;
        Some(if text.contains(' ') { text.to_owned() } else { text.to_uppercase() })
    }

    pub(super) fn cell(&self, field: Field) -> Cell<'a> {
        let column = self.reader.columns.iter().find(|(f, _)| *f == field);
        column.map_or(Cell::Empty, |(_, i)| self.row.cell(*i))
    }

    pub(super) fn text(&self, field: Field) -> Option<&'a str> {
        match self.cell(field) {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the form has a column for the field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.reader.columns.iter().any(|(f, _)| *f == field)
    }

    /// A sound date among the details.
    pub(super) fn day(&self, name: &'static str) -> Option<NaiveDate> {
        self.days.iter().find(|(n, _)| *n == name).map(|(_, day)| *day)
    }

    /// Whether anything but a dash stands where a date belongs, understood or not.
    pub(super) fn has_day_cell(&self, name: &'static str) -> bool {
        !matches!(self.cell(Field::Day(name)), Cell::Empty | Cell::Text("-" | "–"))
    }

    pub(super) fn places(&self) -> &'a CasePlaces {
        self.reader.places
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.reader.today
    }

    /// The template's name of the onset column: fever for dengue, illness for the rest.
    pub(super) fn onset_name(&self) -> &'static str {
        self.reader.onset_name
    }

    pub(super) fn warn(&mut self, field: &'static str, code: RemarkCode, message: impl Into<String>) {
        self.warnings.push(Remark::new(self.row.line, field, code, message));
    }

    pub(super) fn refusal(
        &self,
        field: &'static str,
        code: RemarkCode,
        message: impl Into<String>,
    ) -> Remark {
        Remark::new(self.row.line, field, code, message)
    }

    pub(super) fn keep_detail(&mut self, name: &'static str, text: String) {
        self.details.insert(name, text);
    }

    /// Keeps what could not be understood and may be personal: as typed, among the person's remarks.
    pub(super) fn set_aside(&mut self, name: &str, field: Field) {
        if let Some(text) = self.cell(field).to_text() {
            self.aside.push(format!("{name}: {text}"));
        }
    }
}
