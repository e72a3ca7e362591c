//! Diseases as data: `tiles/diseases.toml` read into a catalogue.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The word for a disease in filters, tiles and the ledger: lower-case ASCII letters, digits and `_`, at most 24.
/// Copy, so that a million cases carry it without a million strings.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DiseaseCode([u8; 24]);

impl DiseaseCode {
    /// The word itself.
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|b| *b == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }
}

impl FromStr for DiseaseCode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let sound = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if text.is_empty() || text.len() > 24 || !text.bytes().all(sound) {
            return Err(format!("`{text}` is no disease code; write for example dbd or leptospirosis"));
        }
        let mut bytes = [0; 24];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Ok(Self(bytes))
    }
}

impl fmt::Display for DiseaseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for DiseaseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DiseaseCode({self})")
    }
}

impl Serialize for DiseaseCode {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for DiseaseCode {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// One disease of the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disease {
    /// Its word in filters and tiles.
    pub code: DiseaseCode,
    /// Name in Bahasa Indonesia.
    pub name_id: String,
    /// Name in English.
    pub name_en: String,
    /// What a table head has room for, e.g. `DBD`.
    pub short: String,
    /// ICD-10 codes that mean it.
    pub icd10: Vec<String>,
    /// Reported diagnoses that are counted under it (DD, DBD, DSS, EDS): a property, not a disease.
    #[serde(default)]
    pub diagnoses: Vec<String>,
    /// The hue of its points and bubbles, `#rrggbb`.
    pub color: String,
    /// The name of its choropleth ramp in `palettes.toml`.
    pub palette: String,
    /// Where the definition comes from.
    pub source: String,
}

/// All diseases that the office watches, in the order of the file; the order is the order of the legend.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiseaseCatalog {
    /// The diseases; at most 64, because a filter is one bit each.
    pub disease: Vec<Disease>,
}

impl DiseaseCatalog {
    /// The largest number of diseases.
    pub const MAX: usize = 64;

    /// The disease with a code.
    pub fn get(&self, code: DiseaseCode) -> Option<&Disease> {
        self.disease.iter().find(|d| d.code == code)
    }

    /// Its place in the catalogue, the number that the index stores.
    pub fn position(&self, code: DiseaseCode) -> Option<u8> {
        self.disease.iter().position(|d| d.code == code).and_then(|i| u8::try_from(i).ok())
    }

    /// What is wrong with the catalogue, in one sentence; `None` when it is sound.
    pub fn fault(&self) -> Option<String> {
        if self.disease.is_empty() || self.disease.len() > Self::MAX {
            return Some(format!(
                "a catalogue holds 1 to {} diseases, this one {}",
                Self::MAX,
                self.disease.len()
            ));
        }
        let twice =
            self.disease.iter().enumerate().find(|(i, d)| self.position(d.code) != u8::try_from(*i).ok());
        twice.map(|(_, d)| format!("the disease `{}` stands twice", d.code))
    }
}
