//! One reported case of a disease, without anything that says who it is.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Details, DiseaseCode, DistrictCode, FacilityCode, Position};

/// The ledger's number of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseId(pub i64);

/// Sex as Indonesian forms write it: L and P, never M and F (M = meninggal).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sex {
    /// Laki-laki, male.
    L,
    /// Perempuan, female.
    P,
}

impl Sex {
    /// The letter.
    pub fn word(self) -> &'static str {
        match self {
            Self::L => "L",
            Self::P => "P",
        }
    }
}

impl FromStr for Sex {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word.trim().to_ascii_lowercase().as_str() {
            "l" | "laki-laki" | "laki" | "laki laki" | "pria" | "male" => Ok(Self::L),
            "p" | "perempuan" | "wanita" | "female" => Ok(Self::P),
            other => Err(format!("`{other}` is no sex; write L or P")),
        }
    }
}

/// Completed years of life, 0..=120.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Age(pub u8);

impl Age {
    /// The oldest age that is believed.
    pub const MAX: u8 = 120;
}

/// How sure the diagnosis is (klasifikasi).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Suspected.
    Suspek,
    /// Probable.
    Probabel,
    /// Confirmed.
    Konfirmasi,
    /// Discarded: no case after all. Counted only when a filter asks for it.
    Dibatalkan,
}

impl Status {
    /// All, in order of certainty.
    pub const ALL: [Self; 4] = [Self::Suspek, Self::Probabel, Self::Konfirmasi, Self::Dibatalkan];

    /// The word in filters, tiles and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Suspek => "suspek",
            Self::Probabel => "probabel",
            Self::Konfirmasi => "konfirmasi",
            Self::Dibatalkan => "dibatalkan",
        }
    }
}

impl FromStr for Status {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word.trim().to_ascii_lowercase().as_str() {
            "suspek" | "tersangka" | "suspect" | "suspected" => Ok(Self::Suspek),
            "probabel" | "probable" => Ok(Self::Probabel),
            "konfirmasi" | "terkonfirmasi" | "confirmed" => Ok(Self::Konfirmasi),
            "dibatalkan" | "bukan kasus" | "discarded" => Ok(Self::Dibatalkan),
            other => Err(format!("`{other}` is no status; write suspek, probabel, konfirmasi or dibatalkan")),
        }
    }
}

/// What became of the person (keadaan akhir).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Not reported.
    Unknown,
    /// Still in care.
    Dirawat,
    /// Recovered.
    Sembuh,
    /// Died; a death is also a case.
    Meninggal,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Unknown, Self::Dirawat, Self::Sembuh, Self::Meninggal];

    /// The word in filters, tiles and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Dirawat => "dirawat",
            Self::Sembuh => "sembuh",
            Self::Meninggal => "meninggal",
        }
    }
}

impl FromStr for Outcome {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word.trim().to_ascii_lowercase().as_str() {
            "" | "-" | "unknown" | "tidak diketahui" => Ok(Self::Unknown),
            "dirawat" | "rawat" | "in_care" | "hospitalised" | "hospitalized" => Ok(Self::Dirawat),
            "sembuh" | "hidup" | "recovered" | "alive" => Ok(Self::Sembuh),
            "meninggal" | "mati" | "died" | "dead" | "death" => Ok(Self::Meninggal),
            other => Err(format!("`{other}` is no outcome; write sembuh, dirawat or meninggal")),
        }
    }
}

/// A case as the office works with it. Who it is stands in [`super::Identity`], in a table of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The disease it is counted under.
    pub disease: DiseaseCode,
    /// The reported diagnosis, e.g. DD, DBD, DSS, EDS.
    pub diagnosis: Option<String>,
    /// Day the illness began; the clock of every count. A plain date, never a timestamp.
    pub onset: NaiveDate,
    /// True where the form gave no onset and the earliest of diagnosis, admission and report stands in.
    pub onset_estimated: bool,
    /// Day the report was made ("data per tanggal").
    pub reported: NaiveDate,
    /// Sex, when given.
    pub sex: Option<Sex>,
    /// Completed years at onset, when given.
    pub age: Option<Age>,
    /// Certainty.
    pub status: Status,
    /// Outcome.
    pub outcome: Outcome,
    /// Area of residence as the form declares it, as deep as it could be understood (a kelurahan, else the kecamatan).
    pub declared: Option<DistrictCode>,
    /// Kelurahan whose outline holds the point.
    pub computed: Option<DistrictCode>,
    /// Puskesmas that the form names.
    pub puskesmas: Option<FacilityCode>,
    /// Facility that reported it, when it is one we know.
    pub reporter: Option<FacilityCode>,
    /// The GPS point; a case without one is counted everywhere and drawn nowhere.
    pub position: Option<Position>,
    /// GPS accuracy in metres.
    pub accuracy_m: Option<f32>,
    /// The form's other answers (laboratory, admission, investigation) under their names in the form; nothing of
    /// the identity.
    pub details: Details,
}

impl Case {
    /// The district that the case is counted in: the declared one, because counts follow the address of residence;
    /// the computed one where none is declared, or where it is a deeper part of the declared one.
    pub fn counted(&self) -> Option<DistrictCode> {
        Self::counts_in(self.declared, self.computed)
    }

    /// Where a case counts that declares one district and whose point lies in another, see [`Case::counted`].
    pub fn counts_in(declared: Option<DistrictCode>, computed: Option<DistrictCode>) -> Option<DistrictCode> {
        match (declared, computed) {
            (Some(d), Some(c)) if d.contains(c) => Some(c),
            (Some(d), _) => Some(d),
            (None, c) => c,
        }
    }

    /// Whether the point lies in another kelurahan than the form says.
    pub fn misplaced(&self) -> bool {
        matches!((self.declared, self.computed), (Some(d), Some(c)) if !d.contains(c))
    }
}

/// What the index keeps of a case: the answers that filters, counts and tiles need, and nothing else.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseFacts {
    /// The ledger's number.
    pub id: CaseId,
    /// The disease.
    pub disease: DiseaseCode,
    /// Day of onset.
    pub onset: NaiveDate,
    /// Day of report.
    pub reported: NaiveDate,
    /// Sex, when given.
    pub sex: Option<Sex>,
    /// Completed years, when given.
    pub age: Option<Age>,
    /// Certainty.
    pub status: Status,
    /// Outcome.
    pub outcome: Outcome,
    /// The district it counts in, see [`Case::counted`].
    pub district: Option<DistrictCode>,
    /// Puskesmas that the form names.
    pub puskesmas: Option<FacilityCode>,
    /// Facility that reported it.
    pub reporter: Option<FacilityCode>,
    /// The point.
    pub position: Option<Position>,
}

impl CaseFacts {
    /// The facts of a case.
    pub fn of(id: CaseId, case: &Case) -> Self {
        Self {
            id,
            disease: case.disease,
            onset: case.onset,
            reported: case.reported,
            sex: case.sex,
            age: case.age,
            status: case.status,
            outcome: case.outcome,
            district: case.counted(),
            puskesmas: case.puskesmas.clone(),
            reporter: case.reporter.clone(),
            position: case.position,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_counts_where_the_person_lives() {
        let code = |t: &str| Some(t.parse::<DistrictCode>().unwrap());
        let mut case = Case {
            disease: "dbd".parse().unwrap(),
            diagnosis: None,
            onset: NaiveDate::default(),
            onset_estimated: false,
            reported: NaiveDate::default(),
            sex: None,
            age: None,
            status: Status::Konfirmasi,
            outcome: Outcome::Unknown,
            declared: code("33.74.01.1001"),
            computed: code("33.74.02.1001"),
            puskesmas: None,
            reporter: None,
            position: None,
            accuracy_m: None,
            details: Details::default(),
        };
        assert_eq!((case.counted(), case.misplaced()), (code("33.74.01.1001"), true));
        case.declared = None;
        assert_eq!((case.counted(), case.misplaced()), (code("33.74.02.1001"), false));
        case.declared = code("33.74.02");
        assert_eq!((case.counted(), case.misplaced()), (code("33.74.02.1001"), false));
        case.declared = code("33.74.03");
        assert_eq!((case.counted(), case.misplaced()), (code("33.74.03"), true));
    }
}
