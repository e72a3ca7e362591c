//! Lists of facilities into [`Facility`]: whose code, what kind, in which area, at which point.

use std::collections::HashMap;
use std::path::Path;

use geo::{Distance, Euclidean, MapCoords, Point};

use super::coordinate::read_point;
use super::facility_words::{WORDS, Word, kind_and_class, kind_of_name};
use super::gazetteer::{Gazetteer, PlaceWords};
use super::number::read_count;
use super::records::{Record, Records, read_records};
use super::{IntakeError, Remark, RemarkCode, plain_word};
use crate::domain::{District, DistrictCode, Facility, FacilityCode, FacilityType, Locator, Position};

/// The areas that are loaded, as the reader of facilities needs them.
pub struct Surroundings<'a> {
    districts: HashMap<DistrictCode, &'a District>,
    gazetteer: Gazetteer,
    locator: Locator,
}

impl<'a> Surroundings<'a> {
    /// All districts of all levels.
    pub fn new(districts: &'a [District]) -> Self {
        Self {
            districts: districts.iter().map(|d| (d.code, d)).collect(),
            gazetteer: Gazetteer::new(districts),
            locator: Locator::new(districts),
        }
    }

    /// Metres from a point to an area that does not hold it, on a plane around the point.
    fn metres(&self, position: Position, code: DistrictCode) -> Option<f64> {
        const METRES_PER_DEGREE: f64 = 111_195.0;
        let shrink = position.lat.to_radians().cos();
        let plane = |c: geo::Coord<f64>| geo::Coord {
            x: (c.x - position.lon) * shrink * METRES_PER_DEGREE,
            y: (c.y - position.lat) * METRES_PER_DEGREE,
        };
        let outline = self.districts.get(&code)?.outline.map_coords(plane);
        Some(Euclidean.distance(&Point::new(0.0, 0.0), &outline))
    }

    fn title(&self, code: DistrictCode) -> String {
        self.districts.get(&code).map_or_else(|| code.to_string(), |d| format!("{code} {}", d.name))
    }
}

/// A list of facilities, read.
#[derive(Debug, Default)]
pub struct FacilityFile {
    /// Rows of the file.
    pub read: u64,
    /// What can be written, with its row.
    pub facilities: Vec<(u64, Facility)>,
    /// Rows that repeat an earlier one in everything.
    pub repeated: u64,
    /// Columns that are not understood.
    pub unknown_columns: Vec<String>,
    /// Doubts.
    pub warned: Vec<Remark>,
    /// Rows that cannot be used.
    pub refused: Vec<Remark>,
}

/// Reads a list of facilities. `assumed` is the type of rows that do not tell theirs.
///
/// # Errors
/// The file is unreadable, damaged or too large, or has no column with names.
pub fn read_facilities(
    path: &Path,
    assumed: Option<FacilityType>,
    around: &Surroundings<'_>,
) -> Result<FacilityFile, IntakeError> {
    let records = read_records(path, WORDS, &[&[Word::Name]])?;
    let Records { read, records, unknown_columns, warned, refused } = records;
    let mut file = FacilityFile { read, unknown_columns, warned, refused, ..FacilityFile::default() };
    let mut seen: HashMap<FacilityCode, usize> = HashMap::new();
    for record in &records {
        let mut reading = Reading { record, around, remarks: Vec::new() };
        match reading.facility(assumed) {
            Err(remark) => file.refused.push(remark),
            Ok(facility) => {
                let earlier = seen.get(&facility.code).map(|i| &file.facilities[*i]);
                match earlier {
                    Some((_, first)) if *first == facility => file.repeated += 1,
                    Some((row, _)) => file.refused.push(repeated_code(record.row, *row, &facility.code)),
                    None => {
                        file.warned.append(&mut reading.remarks);
                        seen.insert(facility.code.clone(), file.facilities.len());
                        file.facilities.push((record.row, facility));
                    }
                }
            }
        }
    }
    Ok(file)
}

fn repeated_code(row: u64, first: u64, code: &FacilityCode) -> Remark {
    let message =
        format!("{code} stands in rows {first} and {row} with different content; row {first} is taken");
    Remark::new(row, "kode", RemarkCode::Superseded, message)
}

/// One row on its way to a facility.
struct Reading<'a> {
    record: &'a Record<Word>,
    around: &'a Surroundings<'a>,
    remarks: Vec<Remark>,
}

impl Reading<'_> {
    fn remark(&self, field: &'static str, code: RemarkCode, message: impl Into<String>) -> Remark {
        Remark::new(self.record.row, field, code, message)
    }

    fn warn(&mut self, field: &'static str, code: RemarkCode, message: impl Into<String>) {
        let remark = self.remark(field, code, message);
        self.remarks.push(remark);
    }

    fn facility(&mut self, assumed: Option<FacilityType>) -> Result<Facility, Remark> {
        let name = self.record.owned(Word::Name);
        let name =
            name.ok_or_else(|| self.remark("nama", RemarkCode::Missing, "the facility has no name"))?;
        let (kind, class_by_type) = self.kind(&name, assumed)?;
        let declared = self.declared();
        let position = self.position()?;
        let computed = position.and_then(|p| self.around.locator.kelurahan(p));
        self.compare(position, declared, computed);
        let beds = match read_count(self.record.cell(Word::Beds)) {
            Ok(count) => count.and_then(|n| u32::try_from(n).ok()),
            Err(fault) => {
                self.warn("tempat_tidur", RemarkCode::ImpossibleNumber, format!("{fault}; left empty"));
                None
            }
        };
        let code = match self.record.text(Word::Code) {
            Some(code) => code.into(),
            None => self.derived_code(kind, &name, declared),
        };
        let text = |word| self.record.owned(word);
        Ok(Facility {
            code,
            name,
            kind,
            class: text(Word::Class).or(class_by_type),
            address: text(Word::Address),
            phone: text(Word::Phone),
            hours: text(Word::Hours),
            services: text(Word::Services),
            beds,
            owner: text(Word::Owner),
            declared,
            computed,
            position,
            precision: text(Word::Precision),
            source: text(Word::Source),
        })
    }

    /// What the row says, else what the command says, else what the name says.
    fn kind(
        &mut self,
        name: &str,
        assumed: Option<FacilityType>,
    ) -> Result<(FacilityType, Option<String>), Remark> {
        let said = self.record.owned(Word::Type);
        if let Some(found) = said.as_deref().and_then(kind_and_class) {
            return Ok(found);
        }
        let found = assumed.or_else(|| kind_of_name(name));
        match (found, said) {
            (Some(kind), Some(said)) => {
                let message = format!("`{said}` is no known type; taken as {}", kind.word());
                self.warn("jenis", RemarkCode::UnknownWord, message);
                Ok((kind, None))
            }
            (Some(kind), None) => Ok((kind, None)),
            (None, Some(said)) => {
                let message = format!("`{said}` is no known type; say one with --type");
                Err(self.remark("jenis", RemarkCode::UnknownWord, message))
            }
            (None, None) => {
                Err(self.remark("jenis", RemarkCode::Missing, "the row tells no type; say one with --type"))
            }
        }
    }

    /// The area the row declares: by code, else by the names of its kelurahan and kecamatan. Before any region is
    /// loaded a sound code is kept as it is.
    fn declared(&mut self) -> Option<DistrictCode> {
        let code = self.record.text(Word::DistrictCode);
        if self.around.gazetteer.is_empty() {
            return code.and_then(|text| text.parse().ok());
        }
        let words = PlaceWords {
            code,
            kelurahan: self.record.text(Word::Kelurahan),
            kecamatan: self.record.text(Word::Kecamatan),
            kabkota: self.record.text(Word::Kabkota),
        };
        let found = self.around.gazetteer.district(words);
        if let Some((kind, message)) = found.doubt {
            self.warn("kelurahan", kind, message);
        }
        found.code
    }

    fn position(&mut self) -> Result<Option<Position>, Remark> {
        let cells = (self.record.cell(Word::Latitude), self.record.cell(Word::Longitude));
        match read_point(cells.0, cells.1, self.around.locator.bounds()) {
            Err(fault) => Err(self.remark("lintang", RemarkCode::ImpossibleCoordinates, fault.to_string())),
            Ok(None) => Ok(None),
            Ok(Some(point)) => {
                if point.swapped {
                    let message = "latitude and longitude stood in each other's place; put right";
                    self.warn("lintang", RemarkCode::SwappedCoordinates, message);
                }
                Ok(Some(point.position))
            }
        }
    }

    /// The check "titik di luar wilayahnya".
    fn compare(
        &mut self,
        at: Option<Position>,
        declared: Option<DistrictCode>,
        computed: Option<DistrictCode>,
    ) {
        let Some(at) = at else { return };
        if self.around.locator.bounds().is_none() {
            return;
        }
        let here = computed.map_or_else(
            || "in none of the loaded areas".to_owned(),
            |c| format!("in {}", self.around.title(c)),
        );
        match (declared, computed) {
            (Some(declared), computed) if computed.is_none_or(|c| !declared.contains(c)) => {
                let far = self.around.metres(at, declared).map_or_else(String::new, |m| format!("{m:.0} m "));
                let message = format!(
                    "the point lies {far}outside {} (titik di luar wilayahnya), {here}",
                    self.around.title(declared)
                );
                self.warn("lintang", RemarkCode::Misplaced, message);
            }
            (None, None) => self.warn("lintang", RemarkCode::Outside, format!("the point lies {here}")),
            _ => {}
        }
    }

    /// A code for a row without one: type, name and declared area, so that the same row gets the same code again.
    /// A row that is renamed or moved is another facility.
    fn derived_code(&self, kind: FacilityType, name: &str, declared: Option<DistrictCode>) -> FacilityCode {
        let place = match declared {
            Some(code) => code.to_string(),
            None => {
                let words =
                    [Word::Kelurahan, Word::Kecamatan].into_iter().filter_map(|w| self.record.text(w));
                words.map(plain_word).collect::<Vec<_>>().join("-")
            }
        };
        let name: String = plain_word(name).chars().take(60).collect();
        let parts = [kind.word(), &name, &place];
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-").as_str().into()
    }
}
