//! Who a case is. Lives in a table of its own, never in the index, a tile or a log.

use chrono::NaiveDate;

/// Everything that names a person. `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// Nomor Induk Kependudukan as typed.
    pub nik: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Name of a parent or head of household.
    pub parent_name: Option<String>,
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
    /// Occupation.
    pub occupation: Option<String>,
    /// Street and number.
    pub address: Option<String>,
    /// Rukun Tetangga, three digits.
    pub rt: Option<String>,
    /// Rukun Warga, three digits.
    pub rw: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Medical record number of the reporting facility.
    pub record_number: Option<String>,
    /// Remarks as typed: free text may name people, so it stands behind the wall.
    pub remarks: Option<String>,
}

impl Identity {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(****)")
    }
}
