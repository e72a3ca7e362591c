//! What tells one warning from another: the night that raised it, the disease and the place. Nights on which it holds on tell of
//! the same warning.

use std::{fmt, str::FromStr};

use chrono::NaiveDate;

use super::{Acknowledgement, DiseaseCode, Warning, WatchLevel, WatchedPlace};

/// A warning through its nights, written `2025-10-13:dbd:kelurahan:33.74.02.1001`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WarningId {
    /// The night that raised it.
    pub raised: NaiveDate,
    /// The disease.
    pub disease: DiseaseCode,
    /// The place.
    pub place: WatchedPlace,
}

/// What is the name of no warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a warning is named by its night, disease, level and place")]
pub struct NoWarningId;

impl WarningId {
    /// That of a warning on any of its nights.
    pub fn of(warning: &Warning) -> Self {
        Self { raised: warning.raised, disease: warning.disease, place: warning.place.clone() }
    }
}

impl fmt::Display for WarningId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = self.place.level().map_or("", WatchLevel::word);
        write!(f, "{}:{}:{level}:{}", self.raised, self.disease, self.place.code())
    }
}

impl FromStr for WarningId {
    type Err = NoWarningId;

    fn from_str(text: &str) -> Result<Self, NoWarningId> {
        // The place comes last: the code of a puskesmas may have any letter.
        let mut parts = text.splitn(4, ':');
        let mut next = || parts.next().ok_or(NoWarningId);
        let raised = next()?.parse().map_err(|_| NoWarningId)?;
        let disease = next()?.parse().map_err(|_| NoWarningId)?;
        let level = next()?.parse().map_err(|_| NoWarningId)?;
        let code = next()?;
        let place = WatchedPlace::of(level, code).filter(|_| !code.contains(char::is_control));
        let place = place.ok_or(NoWarningId)?;
        Ok(Self { raised, disease, place })
    }
}

/// A warning that somebody knows of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownWarning {
    /// Which.
    pub warning: WarningId,
    /// Who, and since when.
    pub known: Acknowledgement,
    /// What they wrote beside it, without names.
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_read_back_from_its_name() {
        let id = |place| WarningId {
            raised: "2025-10-13".parse().unwrap(),
            disease: "dbd".parse().unwrap(),
            place,
        };
        let kelurahan = id(WatchedPlace::District("33.74.02.1001".parse().unwrap()));
        assert_eq!(kelurahan.to_string(), "2025-10-13:dbd:kelurahan:33.74.02.1001");
        for id in [kelurahan, id(WatchedPlace::Puskesmas("P:01/a".into()))] {
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        for wrong in [
            "",
            "1",
            "2025-10-13:dbd:kelurahan",
            "2025-10-13:dbd:kecamatan:33.74.02.1001",
            "2025-13-13:dbd:kelurahan:33.74.02.1001",
            "2025-10-13:DB D:kelurahan:33.74.02.1001",
            "2025-10-13:dbd:rt:33.74.02.1001",
            "2025-10-13:dbd:puskesmas:P\0",
        ] {
            assert_eq!(wrong.parse::<WarningId>(), Err(NoWarningId), "{wrong}");
        }
    }
}
