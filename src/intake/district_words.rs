//! How a row names a district, and what was found by it.

use super::RemarkCode;
use crate::domain::DistrictCode;

/// What a row says about where something is.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlaceWords<'a> {
    /// A Kemendagri code.
    pub code: Option<&'a str>,
    /// Name of the kelurahan or desa.
    pub kelurahan: Option<&'a str>,
    /// Name of the kecamatan.
    pub kecamatan: Option<&'a str>,
    /// Name of the kabupaten or kota.
    pub kabkota: Option<&'a str>,
}

/// What was found, and the doubt that an operator should see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundDistrict {
    /// The district, as deep as it could be understood.
    pub code: Option<DistrictCode>,
    /// Kind of remark and its text.
    pub doubt: Option<(RemarkCode, String)>,
}

impl FoundDistrict {
    pub(super) fn sure(code: DistrictCode) -> Self {
        Self { code: Some(code), doubt: None }
    }

    pub(super) fn doubted(code: Option<DistrictCode>, kind: RemarkCode, text: String) -> Self {
        Self { code, doubt: Some((kind, text)) }
    }
}
