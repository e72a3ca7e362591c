//! Who a case is. Lives in a table of its own, never in the index, a tile or a log.

use std::borrow::Cow;

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

    /// What one part says; the date of birth as ISO.
    pub fn part(&self, part: IdentityPart) -> Option<Cow<'_, str>> {
        let text = match part {
            IdentityPart::Nik => &self.nik,
            IdentityPart::Name => &self.name,
            IdentityPart::ParentName => &self.parent_name,
            IdentityPart::BirthDate => return self.birth_date.map(|day| day.to_string().into()),
            IdentityPart::Occupation => &self.occupation,
            IdentityPart::Address => &self.address,
            IdentityPart::Rt => &self.rt,
            IdentityPart::Rw => &self.rw,
            IdentityPart::Phone => &self.phone,
            IdentityPart::RecordNumber => &self.record_number,
            IdentityPart::Remarks => &self.remarks,
        };
        text.as_deref().map(Cow::Borrowed)
    }

    /// Writes one part.
    ///
    /// # Errors
    /// When a date of birth is no ISO date.
    pub fn set_part(&mut self, part: IdentityPart, text: String) -> Result<(), chrono::ParseError> {
        let place = match part {
            IdentityPart::Nik => &mut self.nik,
            IdentityPart::Name => &mut self.name,
            IdentityPart::ParentName => &mut self.parent_name,
            IdentityPart::BirthDate => {
                self.birth_date = Some(text.parse()?);
                return Ok(());
            }
            IdentityPart::Occupation => &mut self.occupation,
            IdentityPart::Address => &mut self.address,
            IdentityPart::Rt => &mut self.rt,
            IdentityPart::Rw => &mut self.rw,
            IdentityPart::Phone => &mut self.phone,
            IdentityPart::RecordNumber => &mut self.record_number,
            IdentityPart::Remarks => &mut self.remarks,
        };
        *place = Some(text);
        Ok(())
    }
}

/// A part of an identity; each is kept under a seal of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdentityPart {
    /// See [`Identity::nik`].
    Nik,
    /// See [`Identity::name`].
    Name,
    /// See [`Identity::parent_name`].
    ParentName,
    /// See [`Identity::birth_date`].
    BirthDate,
    /// See [`Identity::occupation`].
    Occupation,
    /// See [`Identity::address`].
    Address,
    /// See [`Identity::rt`].
    Rt,
    /// See [`Identity::rw`].
    Rw,
    /// See [`Identity::phone`].
    Phone,
    /// See [`Identity::record_number`].
    RecordNumber,
    /// See [`Identity::remarks`].
    Remarks,
}

impl IdentityPart {
    /// All parts, in the order of the ledger's columns.
    pub const ALL: [Self; 11] = [
        Self::Nik,
        Self::Name,
        Self::ParentName,
        Self::BirthDate,
        Self::Occupation,
        Self::Address,
        Self::Rt,
        Self::Rw,
        Self::Phone,
        Self::RecordNumber,
        Self::Remarks,
    ];

    /// The word in the ledger and in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nik => "nik",
            Self::Name => "name",
            Self::ParentName => "parent_name",
            Self::BirthDate => "birth_date",
            Self::Occupation => "occupation",
            Self::Address => "address",
            Self::Rt => "rt",
            Self::Rw => "rw",
            Self::Phone => "phone",
            Self::RecordNumber => "record_number",
            Self::Remarks => "remarks",
        }
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(****)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_into_a_part_is_read_from_it_and_from_no_other() {
        for part in IdentityPart::ALL {
            let text = if part == IdentityPart::BirthDate { "2001-01-05" } else { part.word() };
            let mut identity = Identity::default();
            identity.set_part(part, text.to_owned()).unwrap();
            let told: Vec<_> =
                IdentityPart::ALL.into_iter().filter_map(|p| Some((p, identity.part(p)?))).collect();
            assert_eq!(told, [(part, Cow::Borrowed(text))]);
        }
    }
}
