//! The words of facility lists: columns, and the many names of the seven types.

use super::{Vocabulary, plain_word};
use crate::domain::FacilityType;

/// A column of a facility list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Code,
    Name,
    Type,
    Class,
    Address,
    Phone,
    Hours,
    Services,
    Beds,
    Owner,
    DistrictCode,
    Kelurahan,
    Kecamatan,
    Kabkota,
    Latitude,
    Longitude,
    Precision,
    Source,
}

/// `kode_kel_titik` is missing on purpose: it tells where the point lies, which is computed here, not what is declared.
pub(super) const WORDS: &Vocabulary<Word> = &[
    (
        Word::Code,
        &[
            "kode",
            "code",
            "kd_pusk",
            "kode_pusk",
            "kode_puskesmas",
            "kode_rs",
            "kode_faskes",
            "kode_fasyankes",
            "kode_klinik",
            "kode_apotek",
            "osm_id",
            "id",
        ],
    ),
    (
        Word::Name,
        &["nama", "name", "nama_faskes", "nama_fasyankes", "nama_puskesmas", "nama_rs", "faskes", "facility"],
    ),
    (
        Word::Type,
        &["jenis", "type", "tipe", "jenis_faskes", "jenis_fasyankes", "kategori", "amenity", "healthcare"],
    ),
    (Word::Class, &["kelas", "class", "kelas_rs", "jenis_layanan"]),
    (Word::Address, &["alamat", "address", "alamat_lengkap", "jalan"]),
    (Word::Phone, &["telepon", "phone", "telp", "no_telp", "nomor_telepon", "telephone"]),
    (Word::Hours, &["jam_buka", "hours", "jam_layanan", "jam_pelayanan", "opening_hours"]),
    (Word::Services, &["layanan", "services", "pelayanan", "jenis_pelayanan"]),
    (Word::Beds, &["tempat_tidur", "beds", "jumlah_tempat_tidur", "jumlah_tt", "tt"]),
    (Word::Owner, &["kepemilikan", "owner", "pemilik", "ownership", "kepemilikan_osm", "operator_type"]),
    (
        Word::DistrictCode,
        &[
            "kode_kelurahan",
            "kode_kel",
            "kode_desa",
            "kode_kel_desa",
            "kode_wilayah",
            "kode_kecamatan",
            "kode_kec",
            "district",
        ],
    ),
    (Word::Kelurahan, &["kelurahan", "desa", "kel_desa", "desa_kelurahan", "village"]),
    (Word::Kecamatan, &["kecamatan", "kec", "subdistrict"]),
    (Word::Kabkota, &["kabkota", "kab_kota", "kabupaten", "kabupaten_kota", "city", "regency"]),
    (Word::Latitude, &["lintang", "lat", "latitude", "y"]),
    (Word::Longitude, &["bujur", "lon", "lng", "long", "longitude", "x"]),
    (Word::Precision, &["presisi", "precision", "ketelitian", "ketepatan"]),
    (Word::Source, &["sumber", "source"]),
];

/// A type, the words that say no more than the type, and the words that also say the class.
type TypeWords = (FacilityType, &'static [&'static str], &'static [(&'static str, &'static str)]);

const TYPES: &[TypeWords] = &[
    (
        FacilityType::Puskesmas,
        &["puskesmas", "pkm", "pusat kesehatan masyarakat"],
        &[
            ("puskesmas rawat inap", "rawat inap"),
            ("puskesmas perawatan", "rawat inap"),
            ("puskesmas non rawat inap", "non rawat inap"),
        ],
    ),
    (FacilityType::Pustu, &["pustu", "puskesmas pembantu", "poskesdes", "polindes"], &[]),
    (
        FacilityType::Rs,
        &["rs", "rumah sakit", "rsu", "rsud", "rsup", "rumah sakit umum", "hospital"],
        &[
            ("rsia", "ibu dan anak"),
            ("rumah sakit ibu dan anak", "ibu dan anak"),
            ("rsj", "jiwa"),
            ("rumah sakit jiwa", "jiwa"),
            ("rsgm", "gigi dan mulut"),
            ("rs khusus", "khusus"),
            ("rumah sakit khusus", "khusus"),
        ],
    ),
    (
        FacilityType::Klinik,
        &["klinik", "clinic", "poliklinik"],
        &[
            ("klinik pratama", "pratama"),
            ("klinik utama", "utama"),
            ("rumah bersalin", "rumah bersalin"),
            ("rb", "rumah bersalin"),
            ("balai pengobatan", "balai pengobatan"),
            ("bp", "balai pengobatan"),
            ("balkesmas", "balai kesehatan masyarakat"),
            ("balai kesehatan masyarakat", "balai kesehatan masyarakat"),
        ],
    ),
    (
        FacilityType::Praktik,
        &["praktik", "praktek", "praktik mandiri", "doctors"],
        &[
            ("praktik dokter", "dokter"),
            ("dokter praktik", "dokter"),
            ("praktik dokter gigi", "dokter gigi"),
            ("dentist", "dokter gigi"),
            ("praktik bidan", "bidan"),
            ("bidan praktik", "bidan"),
            ("bps", "bidan"),
            ("midwife", "bidan"),
        ],
    ),
    (FacilityType::Apotek, &["apotek", "apotik", "pharmacy"], &[]),
    (FacilityType::Labkes, &["labkes", "laboratorium", "laboratorium kesehatan", "laboratory", "lab"], &[]),
];

/// The type that a word means, and the class where the word says it.
pub(super) fn kind_and_class(said: &str) -> Option<(FacilityType, Option<String>)> {
    let said = plain_word(said);
    TYPES.iter().find_map(|(kind, plain, classed)| {
        let class =
            classed.iter().find(|(word, _)| plain_word(word) == said).map(|(_, class)| (*class).to_owned());
        let known = class.is_some() || plain.iter().any(|word| plain_word(word) == said);
        known.then_some((*kind, class))
    })
}

/// The type that a name begins with: `Apotek Sehat`, `RSUD Wakatobi`, `Puskesmas Pembantu Longa`.
pub(super) fn kind_of_name(name: &str) -> Option<FacilityType> {
    let words: Vec<&str> = name.split_whitespace().take(3).collect();
    (1..=words.len()).rev().find_map(|n| kind_and_class(&words[..n].join(" "))).map(|(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_met_in_lists_has_a_type() {
        let kind = |word| kind_and_class(word).map(|(kind, class)| (kind.word(), class));
        assert_eq!(kind("rs"), Some(("rs", None)));
        assert_eq!(kind("Rumah_Bersalin"), Some(("klinik", Some("rumah bersalin".to_owned()))));
        assert_eq!(kind("balkesmas"), Some(("klinik", Some("balai kesehatan masyarakat".to_owned()))));
        assert_eq!(kind("RSIA"), Some(("rs", Some("ibu dan anak".to_owned()))));
        assert_eq!(kind("Puskesmas Rawat Inap"), Some(("puskesmas", Some("rawat inap".to_owned()))));
        assert_eq!(kind("warung"), None);
    }

    #[test]
    fn a_name_tells_the_type_by_its_first_words() {
        assert_eq!(kind_of_name("Puskesmas Pembantu Longa"), Some(FacilityType::Pustu));
        assert_eq!(kind_of_name("Puskesmas Poncol"), Some(FacilityType::Puskesmas));
        assert_eq!(kind_of_name("Rumah Sakit Panti Wilasa"), Some(FacilityType::Rs));
        assert_eq!(kind_of_name("Siloam Hospitals"), None);
    }
}
