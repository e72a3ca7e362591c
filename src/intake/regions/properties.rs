//! What a feature says of itself, under the names that Indonesian boundary files use.

use std::collections::{HashMap, HashSet};

use crate::domain::{DistrictCode, DistrictKind, Level, Position};
use crate::intake::plain_word;
use crate::intake::printable::printable;

/// The properties of one feature; names are compared by letters and digits only.
#[derive(Debug, Clone, Default)]
pub struct Properties {
    values: HashMap<String, String>,
    stripped: HashSet<String>,
}

/// Names of the code at any level: our own, plain English, and those of Dukcapil files.
const CODE: &[&str] =
    &["kode", "code", "kodepolos", "kodewilayah", "kodekemendagri", "kemendagri", "kdwilayah"];
const NAME: &[&str] = &["nama", "name", "namawilayah", "namobj", "nmwilayah"];

/// Names of the code of one level. The last of each is the column of the RBI maps of Badan Informasi Geospasial.
/// Columns with BPS codes (`KDBBPS`...) are left out on purpose: BPS numbers kecamatan otherwise.
fn code_of(level: Level) -> &'static [&'static str] {
    match level {
        Level::Provinsi => &["kodeprov", "kodeprovinsi", "kdppum"],
        Level::Kabkota => &["kodekabkota", "kodekab", "kodekota", "kdpkab"],
        Level::Kecamatan => &["kodekec", "kodekecamatan", "kdcpum"],
        Level::Kelurahan => &["kodekel", "kodekelurahan", "kodedesa", "kodekeldesa", "kdepum"],
    }
}

fn name_of(level: Level) -> &'static [&'static str] {
    match level {
        Level::Provinsi => &["provinsi", "province", "namaprov", "wadmpr"],
        Level::Kabkota => {
            &["kabkota", "kabupatenkota", "kabupaten", "kota", "namakab", "city", "regency", "wadmkk"]
        }
        Level::Kecamatan => &["kecamatan", "namakec", "kec", "subdistrict", "wadmkc"],
        Level::Kelurahan => {
            &["kelurahan", "desa", "keldesa", "desakelurahan", "namakel", "namadesa", "village", "wadmkd"]
        }
    }
}

impl Properties {
    /// From pairs; empty values count as absent, and control characters leave the others.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut properties = Self::default();
        for (name, value) in pairs {
            let (name, (text, told)) = (plain_word(&name), printable(&value));
            if told {
                properties.stripped.insert(name.clone());
            }
            if !text.trim().is_empty() {
                properties.values.insert(name, text.trim().to_owned());
            }
        }
        properties
    }

    /// The fields whose texts held control characters.
    pub fn stripped(&self, level: Level) -> impl Iterator<Item = &'static str> {
        let lost = |names: &[&str]| names.iter().any(|name| self.stripped.contains(*name));
        [
            ("kode", lost(CODE) || lost(code_of(level))),
            ("nama", lost(NAME) || lost(name_of(level))),
            ("kecamatan", level > Level::Kecamatan && lost(name_of(Level::Kecamatan))),
            ("kabkota", level > Level::Kabkota && lost(name_of(Level::Kabkota))),
        ]
        .into_iter()
        .filter_map(|(field, lost)| lost.then_some(field))
    }

    fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.values.get(*name)).map(String::as_str)
    }

    /// The code as written.
    pub fn code(&self, level: Level) -> Option<&str> {
        self.first(CODE).or_else(|| self.first(code_of(level)))
    }

    /// The name without the level's word before it.
    pub fn name(&self, level: Level) -> Option<&str> {
        let name = self.first(NAME).or_else(|| self.first(name_of(level)))?;
        Some(without_level_word(name, level))
    }

    /// What the feature calls the area above it.
    pub fn parent_name(&self, level: Level) -> Option<&str> {
        self.first(name_of(level)).map(|name| without_level_word(name, level))
    }

    /// Kelurahan or desa: as `jenis` says, else as the code's last block says.
    pub fn kind(&self, code: DistrictCode) -> Option<DistrictKind> {
        let said = match self.first(&["jenis", "type", "kind"]).map(str::to_ascii_lowercase).as_deref() {
            Some("kelurahan") => Some(DistrictKind::Kelurahan),
            Some("desa") => Some(DistrictKind::Desa),
            _ => None,
        };
        code.kind().map(|by_code| said.unwrap_or(by_code))
    }

    /// Where the file wants the name to stand.
    pub fn label(&self) -> Option<Position> {
        let number = |names: &[&str]| self.first(names)?.replace(',', ".").parse().ok();
        Position::new(number(&["labellng", "labellon"])?, number(&["labellat"])?)
    }
}

/// `Kecamatan Mijen` is Mijen, but `Kota Semarang` stays: there is a Kabupaten Semarang beside it.
fn without_level_word(name: &str, level: Level) -> &str {
    let words: &[&str] = match level {
        Level::Kecamatan => &["kecamatan ", "kec. ", "kec "],
        Level::Kelurahan => &["kelurahan ", "kel. ", "desa "],
        Level::Provinsi | Level::Kabkota => &[],
    };
    let starts = |word: &&&str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    words.iter().find(starts).map_or(name, |word| name[word.len()..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn properties(pairs: &[(&str, &str)]) -> Properties {
        Properties::new(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn own_dukcapil_and_big_names_are_understood() {
        let own = properties(&[("kode", "33.74.01.1001"), ("nama", "Miroto"), ("kode_kec", "33.74.01")]);
        assert_eq!(own.code(Level::Kelurahan), Some("33.74.01.1001"));
        let big =
            properties(&[("KDEPUM", "3374011001"), ("NAMOBJ", "Miroto"), ("WADMKC", "Semarang Tengah")]);
        assert_eq!(big.code(Level::Kelurahan), Some("3374011001"));
        assert_eq!(big.parent_name(Level::Kecamatan), Some("Semarang Tengah"));
        let dukcapil = properties(&[("KODE_DESA", "7407012001"), ("DESA", "Desa Sombu")]);
        assert_eq!(dukcapil.name(Level::Kelurahan), Some("Sombu"));
        let bps = properties(&[("KDBBPS", "3374010001")]);
        assert_eq!(bps.code(Level::Kelurahan), None, "a BPS code is no Kemendagri code");
    }

    #[test]
    fn the_word_kota_stays_in_the_name_of_a_city() {
        let city = properties(&[("nama", "Kota Semarang"), ("kecamatan", "Kec. Mijen")]);
        assert_eq!(city.name(Level::Kabkota), Some("Kota Semarang"));
        assert_eq!(city.parent_name(Level::Kecamatan), Some("Mijen"));
    }
}
