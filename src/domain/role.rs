//! The six roles.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Who somebody is to the office. What that lets them see is [`super::Scope`], and only there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Nobody logged in.
    Public,
    /// A hospital or clinic that reports cases.
    Facility,
    /// A puskesmas with its wilayah kerja.
    Puskesmas,
    /// The epidemiologist of the Dinkes.
    Surveillance,
    /// Who plans facilities.
    Planner,
    /// Who manages people and settings, and sees no patients.
    Admin,
}

impl Role {
    /// All six, the least trusted first.
    pub const ALL: [Self; 6] =
        [Self::Public, Self::Facility, Self::Puskesmas, Self::Surveillance, Self::Planner, Self::Admin];

    /// The word in commands and tokens.
    pub fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Facility => "facility",
            Self::Puskesmas => "puskesmas",
            Self::Surveillance => "surveillance",
            Self::Planner => "planner",
            Self::Admin => "admin",
        }
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|r| r.word() == word).ok_or_else(|| {
            format!("`{word}` is no role; write public, facility, puskesmas, surveillance, planner or admin")
        })
    }
}
