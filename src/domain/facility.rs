//! Health facilities (fasyankes): puskesmas, pustu, hospitals, clinics and the rest.

use std::{fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{DistrictCode, Position};

/// The code a facility is known by in the ledger: the city's (P01), else the Kemenkes or source code. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FacilityCode(pub Arc<str>);

impl FacilityCode {
    /// The word itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for FacilityCode {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for FacilityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a facility is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FacilityType {
    /// Pusat kesehatan masyarakat.
    Puskesmas,
    /// Puskesmas pembantu.
    Pustu,
    /// Rumah sakit, all kinds.
    Rs,
    /// Klinik, rumah bersalin, balai pengobatan.
    Klinik,
    /// A doctor's, dentist's or midwife's practice.
    Praktik,
    /// Pharmacy.
    Apotek,
    /// Health laboratory.
    Labkes,
}

impl FacilityType {
    /// All, in the order of the legend.
    pub const ALL: [Self; 7] =
        [Self::Puskesmas, Self::Pustu, Self::Rs, Self::Klinik, Self::Praktik, Self::Apotek, Self::Labkes];

    /// The word in files, filters and tiles.
    pub fn word(self) -> &'static str {
        match self {
            Self::Puskesmas => "puskesmas",
            Self::Pustu => "pustu",
            Self::Rs => "rs",
            Self::Klinik => "klinik",
            Self::Praktik => "praktik",
            Self::Apotek => "apotek",
            Self::Labkes => "labkes",
        }
    }
}

impl FromStr for FacilityType {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let word = word.trim().to_ascii_lowercase();
        Self::ALL.into_iter().find(|t| t.word() == word).ok_or_else(|| {
            format!(
                "`{word}` is no facility type; write puskesmas, pustu, rs, klinik, praktik, apotek or labkes"
            )
        })
    }
}

/// One facility.
#[derive(Debug, Clone, PartialEq)]
pub struct Facility {
    /// Its code.
    pub code: FacilityCode,
    /// Its name as signs and letters show it.
    pub name: String,
    /// What it is.
    pub kind: FacilityType,
    /// Class: A to D for hospitals, pratama or utama for clinics, rawat inap for puskesmas.
    pub class: Option<String>,
    /// Street address.
    pub address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Opening hours as written.
    pub hours: Option<String>,
    /// Services as written.
    pub services: Option<String>,
    /// Beds (tempat tidur).
    pub beds: Option<u32>,
    /// Public, private and so on, as the source says.
    pub owner: Option<String>,
    /// Area that the file declares.
    pub declared: Option<DistrictCode>,
    /// Kelurahan whose outline holds the point.
    pub computed: Option<DistrictCode>,
    /// Where it stands; `None` when the file has no point.
    pub position: Option<Position>,
    /// How good the point is, as the source says (for example "CENTROID of kelurahan").
    pub precision: Option<String>,
    /// Where the row comes from.
    pub source: Option<String>,
}

impl Facility {
    /// The kelurahan it stands in: by its point, else as declared.
    pub fn district(&self) -> Option<DistrictCode> {
        self.computed.or(self.declared)
    }
}
