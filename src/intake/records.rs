//! Rows of tables about places: CSV, XLSX, ODS or GeoJSON, read as one kind of record.
//!
//! Such files are small beside line lists (the facilities of a province, the population of a city by year), so they
//! are held in memory within a bound.

use std::collections::HashMap;
use std::path::Path;

use geojson::{GeoJson, GeometryValue, JsonValue};

use super::header::template_name;
use super::printable::{control_remark, printable};
use super::{Cell, Header, IntakeError, MAX_COLUMNS, Remark, RemarkCode, Table, Vocabulary};

/// Most records of one file.
pub const MAX_RECORDS: usize = 1_000_000;
/// Largest GeoJSON file in bytes.
pub const MAX_GEOJSON_BYTES: u64 = 256 << 20;

/// One row: its number in the file (the header of a table is row 1; features are counted from 1) and its answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Record<F> {
    /// Row number.
    pub row: u64,
    answers: Vec<(F, String)>,
}

impl<F: Copy + PartialEq> Record<F> {
    /// The text of a field, trimmed; `None` when nothing stands there.
    pub fn text(&self, field: F) -> Option<&str> {
        self.answers.iter().find(|(f, _)| *f == field).map(|(_, text)| text.as_str())
    }

    /// The same as an owned text.
    pub fn owned(&self, field: F) -> Option<String> {
        self.text(field).map(str::to_owned)
    }

    /// The field as a cell, for the readers of numbers and coordinates.
    pub fn cell(&self, field: F) -> Cell<'_> {
        self.text(field).map_or(Cell::Empty, Cell::of_text)
    }
}

/// A file as records.
#[derive(Debug)]
pub struct Records<F> {
    /// Rows that were read, refused ones included.
    pub read: u64,
    /// The rows that can be understood.
    pub records: Vec<Record<F>>,
    /// Columns that no field claims, as written.
    pub unknown_columns: Vec<String>,
    /// What there is to say about the file.
    pub warned: Vec<Remark>,
    /// Rows whose columns are shifted.
    pub refused: Vec<Remark>,
}

/// Reads a table or a GeoJSON FeatureCollection; its points fill the columns `lintang` and `bujur`.
///
/// # Errors
/// The file is unreadable, damaged or too large, or of a group of fields in `required` none has a column.
pub fn read_records<F: Copy + PartialEq>(
    path: &Path,
    vocabulary: &Vocabulary<F>,
    required: &[&[F]],
) -> Result<Records<F>, IntakeError> {
    let records = if is_json(path)? {
        of_geojson(path, vocabulary, required)
    } else {
        of_table(path, vocabulary, required)
    }?;
    if records.records.len() > MAX_RECORDS {
        let detail = format!("{} rows; at most {MAX_RECORDS} are read", records.records.len());
        return Err(IntakeError::TooLarge { path: path.display().to_string(), detail });
    }
    Ok(records)
}

fn read_error(path: &Path) -> impl Fn(std::io::Error) -> IntakeError {
    let path = path.display().to_string();
    move |source| IntakeError::Read { path: path.clone(), source }
}

fn is_json(path: &Path) -> Result<bool, IntakeError> {
    let start = bounded(path, 64)?;
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
    Ok(text.trim_ascii_start().first() == Some(&b'{'))
}

fn bounded(path: &Path, bytes: u64) -> Result<Vec<u8>, IntakeError> {
    use std::io::Read;
    let file = std::fs::File::open(path).map_err(read_error(path))?;
    let mut start = Vec::new();
    file.take(bytes).read_to_end(&mut start).map_err(read_error(path))?;
    Ok(start)
}

fn of_table<F: Copy + PartialEq>(
    path: &Path,
    vocabulary: &Vocabulary<F>,
    required: &[&[F]],
) -> Result<Records<F>, IntakeError> {
    let table = Table::open(path)?;
    if table.row_count() > MAX_RECORDS as u64 {
        let detail = format!("{} rows; at most {MAX_RECORDS} are read", table.row_count());
        return Err(IntakeError::TooLarge { path: path.display().to_string(), detail });
    }
    let header = Header::read(table.header(), vocabulary);
    header.require(required, vocabulary)?;
    let mut read = Records {
        read: 0,
        records: Vec::new(),
        unknown_columns: header.unknown().to_vec(),
        warned: table.remarks().to_vec(),
        refused: Vec::new(),
    };
    for row in table.into_rows()? {
        let row = row?;
        read.read += 1;
        if row.overflows(header.width()) {
            let reason =
                "more cells than the header has names; a separator inside a text needs quotation marks";
            read.refused.push(Remark::new(row.line, "", RemarkCode::Shifted, reason));
            continue;
        }
        let told = row.stripped().iter().filter_map(|column| *header.fields().get(*column)?);
        read.warned.extend(told.map(|f| control_remark(row.line, template_name(vocabulary, f))));
        let fields = header.fields().iter().enumerate();
        let answers = fields.filter_map(|(i, field)| Some(((*field)?, row.cell(i).to_text()?))).collect();
        read.records.push(Record { row: row.line, answers });
    }
    Ok(read)
}

fn of_geojson<F: Copy + PartialEq>(
    path: &Path,
    vocabulary: &Vocabulary<F>,
    required: &[&[F]],
) -> Result<Records<F>, IntakeError> {
    let name = path.display().to_string();
    let damaged = |detail: String| IntakeError::Damaged { path: name.clone(), detail };
    let bytes = bounded(path, MAX_GEOJSON_BYTES + 1)?;
    if bytes.len() as u64 > MAX_GEOJSON_BYTES {
        let detail = format!("more than {} MB; save it as CSV", MAX_GEOJSON_BYTES >> 20);
        return Err(IntakeError::TooLarge { path: name, detail });
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let document: GeoJson = serde_json::from_slice(text).map_err(|e| damaged(format!("no GeoJSON: {e}")))?;
    let GeoJson::FeatureCollection(collection) = document else {
        return Err(damaged("a FeatureCollection is wanted; each row is one Feature".to_owned()));
    };
    let rows: Vec<Vec<(String, String)>> = collection.features.into_iter().map(pairs).collect();
    let (names, column_of) = columns(&rows);
    if names.len() > MAX_COLUMNS {
        let detail = format!("{} different properties; at most {MAX_COLUMNS} are read", names.len());
        return Err(IntakeError::TooLarge { path: path.display().to_string(), detail });
    }
    let header = Header::read(&names, vocabulary);
    header.require(required, vocabulary)?;
    let mut warned = Vec::new();
    let records = rows.into_iter().zip(1..).map(|(row, number)| {
        let field = |name: &String| column_of.get(name).and_then(|i| header.fields()[*i]);
        let answers = row.into_iter().filter_map(|(name, value)| {
            let (field, (text, told)) = (field(&name)?, printable(&value));
            if told {
                warned.push(control_remark(number, template_name(vocabulary, field)));
            }
            Some((field, text.trim().to_owned())).filter(|(_, text)| !text.is_empty())
        });
        Record { row: number, answers: answers.collect() }
    });
    let records: Vec<_> = records.collect();
    Ok(Records {
        read: records.len() as u64,
        records,
        unknown_columns: header.unknown().to_vec(),
        warned,
        refused: Vec::new(),
    })
}

/// The names of all properties in the order in which they first stand, and the number of each.
fn columns(rows: &[Vec<(String, String)>]) -> (Vec<String>, HashMap<String, usize>) {
    let (mut names, mut column_of) = (Vec::new(), HashMap::new());
    for (name, _) in rows.iter().flatten() {
        if !column_of.contains_key(name) {
            column_of.insert(name.clone(), names.len());
            names.push(name.clone());
        }
    }
    (names, column_of)
}

/// The point first, so that it and not a property is taken for the place.
fn pairs(feature: geojson::Feature) -> Vec<(String, String)> {
    let point = feature.geometry.and_then(|geometry| match geometry.value {
        GeometryValue::Point { coordinates } => {
            Some([*coordinates.as_slice().first()?, *coordinates.as_slice().get(1)?])
        }
        _ => None,
    });
    let point = point.into_iter().flat_map(|[x, y]| [("lintang", y), ("bujur", x)]);
    let point = point.map(|(name, degrees)| (name.to_owned(), degrees.to_string()));
    let text = |value: JsonValue| match value {
        JsonValue::String(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        JsonValue::Number(number) => Some(number.to_string()),
        JsonValue::Bool(flag) => Some(if flag { "ya" } else { "tidak" }.to_owned()),
        _ => None,
    };
    let properties = feature.properties.into_iter().flatten();
    point.chain(properties.filter_map(|(name, value)| Some((name, text(value)?)))).collect()
}
