//! The words of exported tables in two languages.

use crate::{
    domain::{CaseFilter, DiseaseCatalog, Language},
    index::RecapBy,
};

impl Language {
    /// What a row of a table is called.
    pub(super) fn rows(self, by: RecapBy) -> &'static str {
        match (by, self) {
            (RecapBy::Kabkota, Self::Id) => "kabupaten/kota",
            (RecapBy::Kabkota, Self::En) => "regency or city",
            (RecapBy::Kecamatan, _) => "kecamatan",
            (RecapBy::Kelurahan, _) => "kelurahan",
            (RecapBy::Puskesmas, _) => "puskesmas",
            (RecapBy::Disease, Self::Id) => "penyakit",
            (RecapBy::Disease, Self::En) => "disease",
            (RecapBy::Sex, Self::Id) => "jenis kelamin",
            (RecapBy::Sex, Self::En) => "sex",
            (RecapBy::Age, Self::Id) => "kelompok umur",
            (RecapBy::Age, Self::En) => "age group",
        }
    }

    /// The diseases of a filter by their short names; all of them where it names none.
    pub(super) fn diseases(self, filter: &CaseFilter, catalog: &DiseaseCatalog) -> String {
        if filter.diseases.is_empty() {
            return self.pick("semua penyakit", "all diseases").to_owned();
        }
        let short = |code| catalog.get(code).map_or_else(|| code.to_string(), |d| d.short.clone());
        filter.diseases.iter().map(|code| short(*code)).collect::<Vec<_>>().join(", ")
    }
}
