//! Where a case lives and where its point lies.

use super::fields::Field;
use super::reader::Open;
use crate::domain::{Case, District, Facility, FacilityCode, Locator, Position};
use crate::intake::coordinate::{NEIGHBOURHOOD_DEGREES, read_point};
use crate::intake::facility_names::FacilityNames;
use crate::intake::gazetteer::{Gazetteer, PlaceWords};
use crate::intake::number::read_decimal;
use crate::intake::{Cell, RemarkCode};

/// Everything that is loaded of the city, ready to be asked by many threads.
pub struct CasePlaces {
    /// Districts by name.
    pub gazetteer: Gazetteer,
    /// Facilities by name.
    pub facilities: FacilityNames,
    /// Kelurahan by point.
    pub locator: Locator,
}

impl CasePlaces {
    /// The places of a city.
    pub fn new(districts: &[District], facilities: &[Facility]) -> Self {
        Self {
            gazetteer: Gazetteer::new(districts),
            facilities: FacilityNames::new(facilities),
            locator: Locator::new(districts),
        }
    }
}

/// Farthest accuracy in metres that is believed; beyond, a device knows nothing.
const MAX_ACCURACY_M: f64 = 100_000.0;

pub(super) fn read_places(open: &mut Open<'_>, case: &mut Case) {
    read_declared(open, case);
    case.puskesmas = facility(open, Field::Puskesmas, "puskesmas_wilayah");
    case.reporter = facility(open, Field::Reporter, "faskes_pelapor");
    case.position = position(open);
    case.accuracy_m = case.position.and_then(|_| accuracy(open));
    let Some(position) = case.position else { return };
    let locator = &open.places().locator;
    case.computed = locator.kelurahan(position);
    match (case.computed, locator.bounds()) {
        (None, Some(area)) if area.padded(NEIGHBOURHOOD_DEGREES).contains(position) => {
            open.warn(
                "lintang",
                RemarkCode::Outside,
                "the point lies in none of the loaded kelurahan; it is kept",
            );
        }
        (None, Some(_)) => {
            case.position = None;
            case.accuracy_m = None;
            set_coordinates_aside(open);
            let text = "the point lies far from all loaded areas; the case is kept without a point";
            open.warn("lintang", RemarkCode::Outside, text);
        }
        _ => {}
    }
    if let (true, Some(computed)) = (case.misplaced(), case.computed) {
        let gazetteer = &open.places().gazetteer;
        let name = gazetteer.name(computed).unwrap_or_default();
        let text =
            format!("the point lies in {name} ({computed}), not in the kelurahan of the row; both are kept");
        open.warn("lintang", RemarkCode::Misplaced, text);
    }
}

fn read_declared(open: &mut Open<'_>, case: &mut Case) {
    let numeric = match open.cell(Field::DistrictCode) {
        Cell::Number(_) => open.cell(Field::DistrictCode).to_text(),
        _ => None,
    };
    let words = PlaceWords {
        code: numeric.as_deref().or(open.text(Field::DistrictCode)),
        kelurahan: open.text(Field::Kelurahan),
        kecamatan: open.text(Field::Kecamatan),
        kabkota: open.text(Field::Kabkota),
    };
    let found = open.places().gazetteer.district(words);
    case.declared = found.code;
    let Some((kind, text)) = found.doubt else { return };
    if kind == RemarkCode::UnknownDistrict {
        open.set_aside("kode_kelurahan", Field::DistrictCode);
        open.set_aside("kelurahan", Field::Kelurahan);
        open.set_aside("kecamatan", Field::Kecamatan);
    }
    open.warn("kelurahan", kind, text);
}

fn facility(open: &mut Open<'_>, field: Field, name: &'static str) -> Option<FacilityCode> {
    let text = open.text(field)?;
    let names = &open.places().facilities;
    let found = if field == Field::Puskesmas { names.puskesmas(text) } else { names.facility(text) };
    if found.code.is_none() {
        open.keep_detail(name, text.to_owned());
    }
    if let Some((kind, text)) = found.doubt {
        open.warn(name, kind, text);
    }
    found.code
}

fn position(open: &mut Open<'_>) -> Option<Position> {
    let area = open.places().locator.bounds();
    let separate = (open.cell(Field::Latitude), open.cell(Field::Longitude));
    let both_empty = separate.0.is_empty() && separate.1.is_empty();
    let (latitude, longitude) =
        if both_empty { (open.cell(Field::Coordinates), Cell::Empty) } else { separate };
    match read_point(latitude, longitude, area) {
        Ok(Some(point)) => {
            if point.swapped {
                let text = "latitude and longitude stood in each other's place; they were put right";
                open.warn("lintang", RemarkCode::SwappedCoordinates, text);
            }
            Some(point.position)
        }
        Ok(None) => None,
        Err(fault) => {
            set_coordinates_aside(open);
            open.warn(
                "lintang",
                RemarkCode::ImpossibleCoordinates,
                format!("{fault}; the case is kept without a point"),
            );
            None
        }
    }
}

fn set_coordinates_aside(open: &mut Open<'_>) {
    open.set_aside("lintang", Field::Latitude);
    open.set_aside("bujur", Field::Longitude);
    open.set_aside("koordinat", Field::Coordinates);
}

fn accuracy(open: &mut Open<'_>) -> Option<f32> {
    match read_decimal(open.cell(Field::Accuracy)) {
        Ok(metres) if metres.is_none_or(|m| (0.0..=MAX_ACCURACY_M).contains(&m)) => metres.map(|m| m as f32),
        _ => {
            open.warn(
                "akurasi_m",
                RemarkCode::ImpossibleNumber,
                "this is no accuracy in metres; it was left out",
            );
            None
        }
    }
}
