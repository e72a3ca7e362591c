//! The parts that tables and curves are split into, and which part a case belongs to.

use super::{
    RecapBy, Snapshot,
    affiliations::Affiliation,
    attributes::Attributes,
    people::{People, Question},
    points::Points,
};
use crate::domain::{CaseFilter, DiseaseCode, DistrictCode, FacilityCode, FacilityType, Level, Sex};

/// One part.
pub(super) struct Part {
    /// District code, puskesmas code or the group's word.
    pub code: String,
    /// Name to print.
    pub name: String,
    /// The people behind it.
    pub people: Option<f64>,
    /// Whether it stands in a table without cases too.
    pub always: bool,
}

/// All parts of a kind in official order.
pub(super) struct Parts {
    /// The parts; cases of none have the number after the last.
    pub all: Vec<Part>,
    key: Key,
}

/// What of a case tells its part.
enum Key {
    /// The part of each affiliation.
    Affiliation(Vec<u32>),
    /// The part of each disease number.
    Disease(Vec<u32>),
    Sex(Vec<Sex>),
    Age,
}

/// Age groups of the dengue profile: word, name, oldest.
const AGES: [(&str, &str, u8); 5] = [
    ("<1", "<1 tahun", 0),
    ("1-4", "1-4 tahun", 4),
    ("5-14", "5-14 tahun", 14),
    ("15-44", "15-44 tahun", 44),
    (">44", ">44 tahun", u8::MAX),
];

impl Parts {
    /// The parts of a snapshot for a question.
    pub fn of(snapshot: &Snapshot, by: RecapBy, filter: &CaseFilter, question: &Question) -> Self {
        let people = snapshot.people();
        match by {
            RecapBy::Kabkota => districts(snapshot, Level::Kabkota, &people, question),
            RecapBy::Kecamatan => districts(snapshot, Level::Kecamatan, &people, question),
            RecapBy::Kelurahan => districts(snapshot, Level::Kelurahan, &people, question),
            RecapBy::Puskesmas => puskesmas(snapshot, &people, filter, question),
            RecapBy::Disease => diseases(snapshot, filter, people.all(question)),
            RecapBy::Sex => sexes(filter, &people, question),
            RecapBy::Age => ages(),
        }
    }

    /// The number of the part that a row of the columns with some attributes belongs to.
    #[inline]
    pub fn of_row(&self, points: &Points, row: usize, word: Attributes) -> usize {
        match &self.key {
            Key::Affiliation(parts) => parts[points.affiliation(row) as usize] as usize,
            Key::Disease(parts) => parts[word.disease()] as usize,
            Key::Sex(sexes) => {
                let sex = word.sex();
                sexes.iter().position(|s| Some(*s) == sex).unwrap_or(sexes.len())
            }
            Key::Age => {
                let age = word.age();
                age.map_or(AGES.len(), |age| AGES.iter().position(|g| age.0 <= g.2).unwrap_or(AGES.len()))
            }
        }
    }
}

fn districts(snapshot: &Snapshot, level: Level, people: &People<'_>, question: &Question) -> Parts {
    let level_districts = snapshot.districts().level(level);
    let part = |code: DistrictCode, name: &str| Part {
        code: code.to_string(),
        name: name.to_owned(),
        people: people.in_district(code, question),
        always: question.shared(code).next().is_some(),
    };
    let all: Vec<Part> = level_districts.iter().map(|d| part(d.code, &d.name)).collect();
    let place = |a: &Affiliation| {
        let district = a.district.and_then(|d| d.at(level))?;
        level_districts.binary_search_by_key(&district, |d| d.code).ok()
    };
    Parts { key: by_affiliation(snapshot, all.len(), place), all }
}

fn puskesmas(snapshot: &Snapshot, people: &People<'_>, filter: &CaseFilter, question: &Question) -> Parts {
    let facilities = snapshot.facilities();
    let known = facilities.all().iter().filter(|f| f.kind == FacilityType::Puskesmas).map(|f| &f.code);
    let mut codes: Vec<&FacilityCode> = known.chain(snapshot.served().keys()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.retain(|code| filter.puskesmas.is_empty() || filter.puskesmas.contains(code));
    let part = |code: &&FacilityCode| Part {
        code: code.to_string(),
        name: facilities.get(code).map_or_else(|| code.to_string(), |f| f.name.clone()),
        people: people.of_puskesmas(code, question),
        always: filter.districts.is_empty() || !people.parts_of(code, question).is_empty(),
    };
    let place = |a: &Affiliation| codes.binary_search(&a.puskesmas.as_ref()?).ok();
    let key = by_affiliation(snapshot, codes.len(), place);
    Parts { all: codes.iter().map(part).collect(), key }
}

fn diseases(snapshot: &Snapshot, filter: &CaseFilter, people: Option<f64>) -> Parts {
    let (catalog, known) = (snapshot.catalog(), snapshot.points().diseases());
    let asked = |code: &DiseaseCode| filter.diseases.is_empty() || filter.diseases.contains(code);
    let codes: Vec<_> = known.iter().copied().filter(asked).collect();
    let part = |code| {
        let listed = catalog.get(code);
        let name = listed.map_or_else(|| code.to_string(), |d| d.name_id.clone());
        Part { code: code.to_string(), name, people, always: listed.is_some() }
    };
    let number = |code| codes.iter().position(|c| c == code).unwrap_or(codes.len()) as u32;
    let key = Key::Disease(known.iter().map(number).collect());
    Parts { all: codes.iter().copied().map(part).collect(), key }
}

fn sexes(filter: &CaseFilter, people: &People<'_>, question: &Question) -> Parts {
    let asked: Vec<Sex> =
        [Sex::L, Sex::P].into_iter().filter(|s| filter.sex.is_none_or(|f| f == *s)).collect();
    let part = |sex: &Sex| {
        let name = if *sex == Sex::L { "Laki-laki" } else { "Perempuan" };
        let (code, name) = (sex.word().to_owned(), name.to_owned());
        Part { code, name, people: people.of_sex(*sex, question), always: true }
    };
    Parts { all: asked.iter().map(part).collect(), key: Key::Sex(asked) }
}

fn ages() -> Parts {
    let part = |(word, name, _): &(&str, &str, u8)| {
        let (code, name) = ((*word).to_owned(), (*name).to_owned());
        Part { code, name, people: None, always: true }
    };
    Parts { all: AGES.iter().map(part).collect(), key: Key::Age }
}

/// Tells the part of each affiliation by its place among so many.
fn by_affiliation(snapshot: &Snapshot, parts: usize, place: impl Fn(&Affiliation) -> Option<usize>) -> Key {
    let affiliations = snapshot.points().affiliations().all().iter();
    Key::Affiliation(affiliations.map(|a| place(a).unwrap_or(parts) as u32).collect())
}
