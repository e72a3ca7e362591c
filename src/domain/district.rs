//! Districts: the administrative areas of Indonesia and their Kemendagri codes `PP.KK.CC.DDDD`.

use std::{fmt, str::FromStr};

use geo::MultiPolygon;
use serde::{Deserialize, Serialize};

use super::Position;

/// How deep in the hierarchy an area stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Provinsi, two digits.
    Provinsi,
    /// Kabupaten or kota, four digits.
    Kabkota,
    /// Kecamatan, six digits.
    Kecamatan,
    /// Kelurahan or desa, ten digits.
    Kelurahan,
}

impl Level {
    /// The word used in commands, tables and tiles.
    pub fn word(self) -> &'static str {
        match self {
            Self::Provinsi => "provinsi",
            Self::Kabkota => "kabkota",
            Self::Kecamatan => "kecamatan",
            Self::Kelurahan => "kelurahan",
        }
    }

    /// How many digits a code of this level has.
    pub fn digits(self) -> usize {
        match self {
            Self::Provinsi => 2,
            Self::Kabkota => 4,
            Self::Kecamatan => 6,
            Self::Kelurahan => 10,
        }
    }

    fn divisor(self) -> u64 {
        10u64.pow(10 - self.digits() as u32)
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word.to_ascii_lowercase().as_str() {
            "provinsi" | "province" => Ok(Self::Provinsi),
            "kabkota" | "kota" | "kabupaten" | "city" | "regency" => Ok(Self::Kabkota),
            "kecamatan" | "subdistrict" => Ok(Self::Kecamatan),
            "kelurahan" | "desa" | "village" => Ok(Self::Kelurahan),
            other => Err(format!("`{other}` is no level; write kabkota, kecamatan or kelurahan")),
        }
    }
}

/// A Kemendagri code of any level. Copy, ordered so that a parent stands before its children and codes follow the
/// official order. Reads `33.74.01.1001` and `3374011001`, prints with dots.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DistrictCode {
    padded: u64,
    level: Level,
}

/// A code as it prints: `33.74.01.1001`.
#[derive(Debug, Clone, Copy)]
pub struct Dotted {
    bytes: [u8; 13],
    len: usize,
}

impl Dotted {
    /// The text.
    pub fn as_str(&self) -> &str {
        // Digits and dots are UTF-8.
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }
}

impl DistrictCode {
    /// The level that the code's length says.
    pub fn level(self) -> Level {
        self.level
    }

    /// The code cut to `level`, or `None` where it is not that deep.
    pub fn at(self, level: Level) -> Option<Self> {
        (level <= self.level).then(|| Self { padded: self.padded - self.padded % level.divisor(), level })
    }

    /// The area directly above.
    pub fn parent(self) -> Option<Self> {
        match self.level {
            Level::Provinsi => None,
            Level::Kabkota => self.at(Level::Provinsi),
            Level::Kecamatan => self.at(Level::Kabkota),
            Level::Kelurahan => self.at(Level::Kecamatan),
        }
    }

    /// Whether `other` is this area or lies in it.
    pub fn contains(self, other: Self) -> bool {
        other.at(self.level) == Some(self)
    }

    /// The digits without dots, as SATUSEHAT writes codes.
    pub fn plain(self) -> String {
        format!("{:0width$}", self.padded / self.level.divisor(), width = self.level.digits())
    }

    /// The code with dots, as it prints, without an allocation: tables and features write thousands.
    pub fn dotted(self) -> Dotted {
        let mut digits = [b'0'; 10];
        let mut rest = self.padded;
        for digit in digits.iter_mut().rev() {
            *digit += (rest % 10) as u8;
            rest /= 10;
        }
        let mut text = Dotted { bytes: [b'.'; 13], len: 0 };
        for (i, digit) in digits[..self.level.digits()].iter().enumerate() {
            text.len += usize::from(matches!(i, 2 | 4 | 6));
            text.bytes[text.len] = *digit;
            text.len += 1;
        }
        text
    }

    /// Kelurahan or desa, by the first digit of the last block (1 = kelurahan, 2 = desa); `None` above that level.
    pub fn kind(self) -> Option<DistrictKind> {
        let last = self.padded % 10_000;
        match (self.level, last / 1000) {
            (Level::Kelurahan, 1) => Some(DistrictKind::Kelurahan),
            (Level::Kelurahan, _) => Some(DistrictKind::Desa),
            _ => None,
        }
    }
}

impl fmt::Display for DistrictCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.dotted().as_str())
    }
}

impl fmt::Debug for DistrictCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DistrictCode({self})")
    }
}

impl FromStr for DistrictCode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || format!("`{text}` is no Kemendagri code; write 33.74, 33.74.01 or 33.74.01.1001");
        let digits: String = text.trim().chars().filter(|c| *c != '.').collect();
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(bad());
        }
        let level = [Level::Provinsi, Level::Kabkota, Level::Kecamatan, Level::Kelurahan]
            .into_iter()
            .find(|l| l.digits() == digits.len())
            .ok_or_else(bad)?;
        let number: u64 = digits.parse().map_err(|_| bad())?;
        if number < 10u64.pow(level.digits() as u32 - 2) {
            return Err(bad());
        }
        Ok(Self { padded: number * level.divisor(), level })
    }
}

impl Serialize for DistrictCode {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DistrictCode {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What the lowest area is called: both stand on one level and may be mixed in one kabupaten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DistrictKind {
    /// Urban.
    Kelurahan,
    /// Rural.
    Desa,
}

/// One administrative area with its outline.
#[derive(Debug, Clone, PartialEq)]
pub struct District {
    /// Kemendagri code; says the level and the parent.
    pub code: DistrictCode,
    /// Official name without the level's word, e.g. `Semarang Tengah`.
    pub name: String,
    /// Kelurahan or desa on the lowest level.
    pub kind: Option<DistrictKind>,
    /// Outline in WGS 84 degrees; closed rings, exterior counter-clockwise (RFC 7946 section 3.1.6).
    pub outline: MultiPolygon<f64>,
    /// Geodesic area in km2.
    pub area_km2: f64,
    /// Where the name is written: a point inside the outline.
    pub label: Position,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> DistrictCode {
        text.parse().unwrap()
    }

    #[test]
    fn codes_read_with_and_without_dots_and_print_with_dots() {
        assert_eq!(code("3374011001"), code("33.74.01.1001"));
        assert_eq!(code("3374011001").to_string(), "33.74.01.1001");
        assert_eq!(code("33.74").to_string(), "33.74");
        assert_eq!(code("33.74.01").plain(), "337401");
    }

    #[test]
    fn a_code_knows_its_place_in_the_hierarchy() {
        assert_eq!(code("33.74.01.1001").parent(), Some(code("33.74.01")));
        assert!(code("33.74").contains(code("33.74.16.1009")));
        assert!(!code("33.74.01").contains(code("33.74.10.1001")));
        assert!(!code("33.74.01").contains(code("33.74")));
        assert_eq!(code("74.07.01.2003").kind(), Some(DistrictKind::Desa));
    }

    #[test]
    fn codes_sort_parents_first_in_official_order() {
        let mut codes = [code("33.74.02"), code("33.74.01.1001"), code("33.74"), code("33.74.01")];
        codes.sort();
        assert_eq!(codes.map(|c| c.to_string()), ["33.74", "33.74.01", "33.74.01.1001", "33.74.02"]);
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in ["", "3", "33.7", "33.74.01.10", "0000", "ab.cd", "33.74.01.10011"] {
            assert!(text.parse::<DistrictCode>().is_err(), "{text}");
        }
    }
}
