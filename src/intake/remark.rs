//! What an import has to say about a row.

use serde::Serialize;

/// One sentence about one field of one row. Names the row, the field and the reason, never a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Row number as a spreadsheet shows it (the header of a plain file is row 1).
    pub row: u64,
    /// The field under its name in the template.
    pub field: &'static str,
    /// The kind of remark.
    pub code: RemarkCode,
    /// The reason, and what was done instead.
    pub message: String,
}

impl Remark {
    /// A remark.
    pub fn new(row: u64, field: &'static str, code: RemarkCode, message: impl Into<String>) -> Self {
        Self { row, field, code, message: message.into() }
    }
}

impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "row {}, {}: {}", self.row, self.field, self.message)
    }
}

/// The kinds of remarks; programs sort by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkCode {
    /// A value that must stand in the row does not.
    Missing,
    /// The row has more cells than the header has names: a separator inside a text shifted the columns.
    Shifted,
    /// The value is no date of the calendar, or a date that cannot be.
    ImpossibleDate,
    /// A day that has not come yet.
    FutureDate,
    /// A missing date was taken from another column.
    EstimatedDate,
    /// Two dates stand in an order that cannot be.
    DateOrder,
    /// The value is no number, or outside its range.
    ImpossibleNumber,
    /// The value is none of the words that the field knows.
    UnknownWord,
    /// The value does not read as coordinates.
    ImpossibleCoordinates,
    /// Latitude and longitude stood in each other's place and were put right.
    SwappedCoordinates,
    /// The point lies in none of the loaded areas.
    Outside,
    /// The point lies in another area than the row says.
    Misplaced,
    /// No loaded area has this name or code.
    UnknownDistrict,
    /// The name is spelled otherwise than the official one; to be approved.
    SpellingDistrict,
    /// No loaded facility has this name or code.
    UnknownFacility,
    /// The name is spelled otherwise than the facility's; to be approved.
    SpellingFacility,
    /// Two answers of the row exclude each other.
    Contradiction,
    /// The NIK breaks a rule of its making, or contradicts the row.
    DoubtfulNik,
    /// A later row of the same file speaks of the same thing, and is taken instead.
    Superseded,
    /// The text held control characters, which were left out.
    ControlCharacter,
    /// The text was not UTF-8 and was read as Windows-1252.
    Encoding,
    /// The outline of an area is not sound.
    Geometry,
    /// Two areas of one level share ground.
    Overlap,
    /// Ground between areas belongs to none of them.
    Gap,
    /// Figures that contradict each other or those of another year.
    Implausible,
}
