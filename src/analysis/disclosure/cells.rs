//! One number of a table and how it is told.

use serde::{Deserialize, Serialize};

use crate::domain::DistrictCode;

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A kabkota, kecamatan or kelurahan.
    District(DistrictCode),
    /// The cases of a kabkota or kecamatan of which nothing finer is known.
    Rest(DistrictCode),
}

/// A period of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// The whole year.
    Year,
    /// 1 to 4.
    Quarter(u8),
    /// 1 to 12.
    Month(u8),
}

/// A place in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell {
    /// Whose number it is.
    pub place: Place,
    /// When.
    pub span: Span,
}

/// How a cell is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// As it is.
    Exactly,
    /// As an earlier release told it: the difference would be a small count.
    Held,
    /// As `<k`.
    Small,
    /// As hidden, for the sake of others.
    Withheld,
    /// Not at all: this grain is too fine here.
    Nothing,
}

/// A cell as the public gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Which.
    pub cell: Cell,
    /// How.
    pub told: Told,
    /// The number, where one is told.
    pub value: Option<u32>,
}
