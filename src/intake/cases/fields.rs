//! The columns of a line list, by the names of the templates, in English, and as offices shorten them.

use crate::intake::header::template_name;
use crate::intake::{Header, IntakeError, Vocabulary};

/// What a column of a line list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Number,
    Reported,
    Reporter,
    RecordNumber,
    Nik,
    Name,
    ParentName,
    Sex,
    BirthDate,
    Age,
    AgeUnit,
    Occupation,
    Address,
    Rt,
    Rw,
    Phone,
    DistrictCode,
    Kelurahan,
    Kecamatan,
    Kabkota,
    Puskesmas,
    Coordinates,
    Latitude,
    Longitude,
    Accuracy,
    Onset,
    FirstDiagnosis,
    Diagnosis,
    Status,
    Outcome,
    Remarks,
    /// A date that is kept among the details under this name.
    Day(&'static str),
    /// Any other answer, kept under this name.
    Detail(&'static str),
}

pub(super) const RECEIVED: &str = "tanggal_terima";
pub(super) const DIAGNOSED: &str = "tanggal_diagnosis";
pub(super) const ADMITTED: &str = "tanggal_masuk";
pub(super) const DISCHARGED: &str = "tanggal_keluar";
pub(super) const DIED: &str = "tanggal_meninggal";
pub(super) const INVESTIGATED: &str = "tanggal_pe";

/// The names of the columns; the first of each is the template's.
pub(super) const COLUMNS: &Vocabulary<Field> = &[
    (Field::Number, &["no", "nomor", "no urut", "number"]),
    (
        Field::Reported,
        &["tanggal_lapor", "tgl lapor", "tanggal laporan", "report date", "reported", "date reported"],
    ),
    (Field::Day(RECEIVED), &["tanggal_terima", "tgl terima", "received", "date received"]),
    (
        Field::Reporter,
        &["faskes_pelapor", "pelapor", "unit pelapor", "fasyankes pelapor", "reporter", "reporting facility"],
    ),
    (Field::RecordNumber, &["no_rm", "nomor rekam medis", "no rekam medis", "medical record number", "mrn"]),
    (Field::Nik, &["nik", "no ktp", "national id"]),
    (Field::Name, &["nama", "nama pasien", "nama penderita", "nama lengkap", "name", "patient name"]),
    (Field::ParentName, &["nama_orang_tua", "nama ortu", "orang tua", "nama kk", "parent name", "parent"]),
    (Field::Sex, &["jenis_kelamin", "jk", "kelamin", "l/p", "sex", "gender"]),
    (Field::BirthDate, &["tanggal_lahir", "tgl lahir", "birth date", "date of birth", "dob"]),
    (Field::Age, &["umur", "usia", "umur tahun", "age"]),
    (Field::AgeUnit, &["satuan_umur", "satuan", "age unit"]),
    (Field::Occupation, &["pekerjaan", "occupation"]),
    (Field::Address, &["alamat", "alamat lengkap", "address"]),
    (Field::Rt, &["rt"]),
    (Field::Rw, &["rw"]),
    (Field::Phone, &["telepon", "telp", "no telp", "no hp", "hp", "phone"]),
    (
        Field::DistrictCode,
        &["kode_kelurahan", "kode kel", "kode desa", "kode wilayah", "district code", "village code"],
    ),
    (Field::Kelurahan, &["kelurahan", "kel", "desa", "kelurahan/desa", "desa/kelurahan", "village"]),
    (Field::Kecamatan, &["kecamatan", "kec", "subdistrict", "sub-district"]),
    (Field::Kabkota, &["kabkota", "kab/kota", "kabupaten/kota", "kabupaten", "kota", "city", "regency"]),
    (
        Field::Puskesmas,
        &["puskesmas_wilayah", "puskesmas", "pkm", "wilayah puskesmas", "health centre", "health center"],
    ),
    (Field::Coordinates, &["koordinat", "titik koordinat", "koordinat gps", "coordinates", "gps"]),
    (Field::Latitude, &["lintang", "latitude", "lat", "koordinat y"]),
    (Field::Longitude, &["bujur", "longitude", "lon", "long", "lng", "koordinat x"]),
    (Field::Accuracy, &["akurasi_m", "akurasi", "akurasi gps", "accuracy", "accuracy m"]),
    (
        Field::Onset,
        &[
            "tanggal_mulai_demam",
            "tanggal_mulai_sakit",
            "tgl mulai demam",
            "tgl mulai sakit",
            "tanggal sakit",
            "tgl sakit",
            "tanggal onset",
            "tgl onset",
            "onset",
            "onset date",
            "date of onset",
        ],
    ),
    (
        Field::Day(DIAGNOSED),
        &["tanggal_diagnosis", "tgl diagnosis", "tanggal diagnosa", "tgl diagnosa", "diagnosis date"],
    ),
    (Field::FirstDiagnosis, &["diagnosis_awal", "diagnosa awal", "first diagnosis"]),
    (Field::Diagnosis, &["diagnosis_akhir", "diagnosa akhir", "diagnosis", "diagnosa", "final diagnosis"]),
    (
        Field::Status,
        &["klasifikasi", "klasifikasi kasus", "status kasus", "status", "classification", "case status"],
    ),
    (
        Field::Day(ADMITTED),
        &["tanggal_masuk", "tgl masuk", "tgl mulai dirawat", "tanggal dirawat", "admission date", "admitted"],
    ),
    (Field::Day(DISCHARGED), &["tanggal_keluar", "tgl keluar", "discharge date", "discharged"]),
    (Field::Outcome, &["keadaan_akhir", "kondisi akhir", "keadaan", "outcome"]),
    (Field::Day(DIED), &["tanggal_meninggal", "tgl meninggal", "date of death", "death date"]),
    (Field::Day(INVESTIGATED), &["tanggal_pe", "tgl pe", "investigation date"]),
    (Field::Remarks, &["keterangan", "ket", "catatan", "remarks", "notes"]),
    (Field::Detail("status_alamat"), &["status_alamat", "address status"]),
    (Field::Detail("icd10"), &["icd10", "icd-10", "kode icd"]),
    (Field::Detail("perdarahan"), &["perdarahan", "bleeding"]),
    (Field::Detail("uji_torniket"), &["uji_torniket", "torniket", "tourniquet test", "tourniquet"]),
    (Field::Detail("muntah"), &["muntah", "vomiting"]),
    (Field::Detail("nyeri_ulu_hati"), &["nyeri_ulu_hati", "sakit ulu hati", "epigastric pain"]),
    (Field::Detail("syok"), &["syok", "shock"]),
    (Field::Detail("trombosit"), &["trombosit", "platelets"]),
    (Field::Detail("hematokrit"), &["hematokrit", "hematocrit", "haematocrit"]),
    (Field::Detail("ns1"), &["ns1"]),
    (Field::Detail("igm"), &["igm"]),
    (Field::Detail("igg"), &["igg"]),
    (Field::Detail("demam"), &["demam", "fever"]),
    (Field::Detail("sakit_kepala"), &["sakit_kepala", "headache"]),
    (Field::Detail("nyeri_otot_betis"), &["nyeri_otot_betis", "nyeri betis", "calf pain"]),
    (Field::Detail("lemah"), &["lemah", "malaise", "weakness"]),
    (Field::Detail("konjungtiva_merah"), &["konjungtiva_merah", "conjunctival suffusion"]),
    (Field::Detail("ikterus"), &["ikterus", "jaundice"]),
    (Field::Detail("oliguria"), &["oliguria"]),
    (Field::Detail("sesak"), &["sesak", "dyspnoea", "dyspnea"]),
    (Field::Detail("paparan_banjir"), &["paparan_banjir", "flood exposure"]),
    (Field::Detail("paparan_tikus"), &["paparan_tikus", "rat exposure"]),
    (Field::Detail("paparan_pekerjaan"), &["paparan_pekerjaan", "occupational exposure"]),
    (Field::Detail("paparan_hewan"), &["paparan_hewan", "animal exposure"]),
    (Field::Detail("luka"), &["luka", "wound"]),
    (Field::Detail("rdt_igm"), &["rdt_igm", "rdt"]),
    (Field::Detail("mat"), &["mat"]),
    (Field::Detail("pcr"), &["pcr"]),
    (Field::Detail("kreatinin"), &["kreatinin", "creatinine"]),
    (Field::Detail("skor_faine"), &["skor_faine", "faine score"]),
    (Field::Detail("tempat_rawat"), &["tempat_rawat", "tempat dirawat", "place of care"]),
    (Field::Detail("kasus_lain_radius"), &["kasus_lain_radius", "other cases nearby"]),
    (Field::Detail("suspek_radius"), &["suspek_radius", "suspects nearby"]),
    (Field::Detail("rumah_diperiksa"), &["rumah_diperiksa", "houses inspected"]),
    (Field::Detail("rumah_positif_jentik"), &["rumah_positif_jentik", "houses with larvae"]),
    (Field::Detail("tindakan"), &["tindakan", "actions", "response"]),
];

/// What the template calls the column of a field.
pub(super) fn field_name(field: Field) -> &'static str {
    template_name(COLUMNS, field)
}

/// Reads the header of a line list.
///
/// # Errors
/// A header without any date that could tell when the illness began.
pub(super) fn read_header(names: &[String]) -> Result<Header<Field>, IntakeError> {
    let header = Header::read(names, COLUMNS);
    let dates = [Field::Onset, Field::Day(DIAGNOSED), Field::Day(ADMITTED), Field::Reported];
    header.require(&[&dates], COLUMNS)?;
    Ok(header)
}
