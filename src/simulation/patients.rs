//! The people who fall ill and the forms about them. Every name ends in "Contoh", every address is "Jl. Contoh".

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::{
    dice::Dice,
    facilities::Care,
    homes::{Homes, moved},
    outbreaks::{Ailment, Onset},
};
use crate::domain::{Age, Case, Details, DiseaseCode, Identity, Outcome, Position, Sex, Status};

/// Share of forms without a GPS point.
pub const WITHOUT_POINT: f64 = 0.02;
/// Share of points that were not taken at home: at the hospital's door, or somewhere else.
pub const MISPLACED: f64 = 0.015;

const MEN: [&str; 12] =
    ["Adi", "Bagas", "Cahyo", "Dimas", "Eko", "Fajar", "Guntur", "Hadi", "Joko", "Rahmat", "Slamet", "Wahyu"];
const WOMEN: [&str; 12] = [
    "Ayu", "Bunga", "Citra", "Dewi", "Endah", "Fitri", "Indah", "Lestari", "Ningsih", "Ratna", "Sari",
    "Wulan",
];
const SECOND: [&str; 8] = ["Purnama", "Cakra", "Samudra", "Mentari", "Langit", "Bayu", "Kencana", "Wijaya"];
const WORK: [&str; 6] =
    ["Karyawan swasta", "Buruh", "Pedagang", "Ibu rumah tangga", "Nelayan", "Petani tambak"];

/// Ages as shares: from, to, weight. Groups of the dengue profile.
const AGES_DBD: [(f64, (i64, i64)); 5] =
    [(0.02, (0, 0)), (0.14, (1, 4)), (0.36, (5, 14)), (0.38, (15, 44)), (0.10, (45, 80))];
const AGES_LEPTOSPIROSIS: [(f64, (i64, i64)); 4] =
    [(0.05, (8, 14)), (0.40, (15, 44)), (0.43, (45, 64)), (0.12, (65, 85))];

/// Fills the forms of one block.
pub(super) struct Forms<'a> {
    pub(super) homes: &'a Homes,
    pub(super) care: &'a Care,
    pub(super) ailment: Ailment,
    pub(super) disease: DiseaseCode,
}

struct Person {
    sex: Sex,
    age: i64,
    born: NaiveDate,
}

impl Forms<'_> {
    /// The form of one case; `ordinal` counts all cases of the city.
    pub(super) fn fill(&self, onset: Onset, ordinal: u64, dice: &mut Dice) -> (Case, Identity) {
        let person = self.person(onset.day, dice);
        let identity = identity(&person, &self.homes.code(onset.region).plain(), ordinal, dice);
        let diagnosed = onset.day + Days::new(dice.whole(2, 5) as u64 + self.slow(dice));
        let delay = if dice.chance(0.9) { dice.whole(0, 2) } else { dice.whole(3, 14) };
        let reported = diagnosed + Days::new(delay as u64);
        let (diagnosis, lethality) = match self.ailment {
            Ailment::Dbd => dice.weighted(&[
                (0.30, (Some("DD"), 0.0)),
                (0.62, (Some("DBD"), 0.009)),
                (0.08, (Some("DSS"), 0.12)),
            ]),
            Ailment::Leptospirosis => (None, 0.15),
        };
        let outcome = match dice.chance(lethality) {
            true => Outcome::Meninggal,
            false => {
                dice.weighted(&[(0.95, Outcome::Sembuh), (0.03, Outcome::Dirawat), (0.02, Outcome::Unknown)])
            }
        };
        let certainty = match self.ailment {
            Ailment::Dbd => [0.10, 0.12, 0.78],
            Ailment::Leptospirosis => [0.15, 0.40, 0.45],
        };
        let status = dice.weighted(&[
            (certainty[0], Status::Suspek),
            (certainty[1], Status::Probabel),
            (certainty[2], Status::Konfirmasi),
        ]);
        let choices: Vec<(f64, usize)> = [0.5, 0.25, 0.15, 0.1]
            .into_iter()
            .zip(self.care.hospitals[onset.region].iter().copied())
            .collect();
        let hospital = &self.care.facilities[dice.weighted(&choices)];
        let position = self.point(onset.home, hospital.position, dice);
        let mut case = Case {
            disease: self.disease,
            diagnosis: diagnosis.map(Into::into),
            onset: onset.day,
            onset_estimated: false,
            reported,
            sex: Some(person.sex),
            age: u8::try_from(person.age).ok().map(Age),
            status,
            outcome,
            declared: Some(self.homes.code(onset.region)),
            computed: position.and_then(|p| self.homes.region_at(p)).map(|region| self.homes.code(region)),
            puskesmas: Some(self.care.puskesmas[onset.region].clone()),
            reporter: Some(hospital.code.clone()),
            position,
            accuracy_m: position.map(|_| (3.0 + dice.waiting(6.0)).min(60.0).round() as f32),
            details: Details::default(),
        };
        case.details = self.details(&case, diagnosed, &hospital.name, dice);
        (case, identity)
    }

    /// Leptospirosis is recognised later.
    fn slow(&self, dice: &mut Dice) -> u64 {
        match self.ailment {
            Ailment::Dbd => 0,
            Ailment::Leptospirosis => dice.whole(1, 5) as u64,
        }
    }

    fn person(&self, onset: NaiveDate, dice: &mut Dice) -> Person {
        let ((from, to), men) = match self.ailment {
            Ailment::Dbd => (dice.weighted(&AGES_DBD), 0.51),
            Ailment::Leptospirosis => (dice.weighted(&AGES_LEPTOSPIROSIS), 0.72),
        };
        let age = dice.whole(from, to);
        let birthday = onset - Days::new(dice.below(365) as u64);
        let born = birthday
            .with_year(birthday.year() - age as i32)
            .unwrap_or(birthday - Days::new(age as u64 * 366));
        Person { sex: if dice.chance(men) { Sex::L } else { Sex::P }, age, born }
    }

    /// The GPS point of the form.
    fn point(&self, home: Position, hospital: Option<Position>, dice: &mut Dice) -> Option<Position> {
        if dice.chance(WITHOUT_POINT) {
            None
        } else if !dice.chance(MISPLACED) {
            Some(home)
        } else if dice.chance(0.5) {
            hospital
        } else {
            Some(moved(home, dice.between(-2_500.0, 2_500.0), dice.between(-2_500.0, 2_500.0)))
        }
    }

    /// The form's other answers under the names of its columns.
    fn details(&self, case: &Case, diagnosed: NaiveDate, hospital: &str, dice: &mut Dice) -> Details {
        let mut details = BTreeMap::new();
        let mut note = |name: &'static str, value: String| {
            details.insert(name, value);
        };
        let stay = Days::new(dice.whole(3, 9) as u64);
        note("tanggal_diagnosis", diagnosed.to_string());
        note("tempat_rawat", hospital.to_owned());
        note("tanggal_masuk", diagnosed.to_string());
        match case.outcome {
            Outcome::Meninggal => note("tanggal_meninggal", (diagnosed + stay).to_string()),
            Outcome::Sembuh => note("tanggal_keluar", (diagnosed + stay).to_string()),
            Outcome::Dirawat | Outcome::Unknown => {}
        }
        if dice.chance(0.85) {
            note("tanggal_pe", (case.reported + Days::new(dice.whole(0, 3) as u64)).to_string());
        }
        match self.ailment {
            Ailment::Dbd => {
                let severe = case.diagnosis.as_deref() != Some("DD");
                let platelets = if severe { dice.whole(18, 99) } else { dice.whole(95, 160) };
                note("trombosit", (platelets * 1_000).to_string());
                note("hematokrit", dice.whole(if severe { 42 } else { 36 }, 54).to_string());
                note("ns1", if dice.chance(0.7) { "positif" } else { "negatif" }.to_owned());
                note("rumah_diperiksa", "20".to_owned());
                note("rumah_positif_jentik", dice.whole(0, 6).to_string());
            }
            Ailment::Leptospirosis => {
                note("rdt_igm", if dice.chance(0.75) { "positif" } else { "negatif" }.to_owned());
                note("paparan_banjir", if dice.chance(0.55) { "ya" } else { "tidak" }.to_owned());
                note("paparan_tikus", if dice.chance(0.8) { "ya" } else { "tidak" }.to_owned());
                note("skor_faine", dice.whole(20, 36).to_string());
            }
        }
        details.into()
    }
}

/// Who it is: nobody. The NIK follows the rules of a real one inside the city's invented code block.
fn identity(person: &Person, kelurahan: &str, ordinal: u64, dice: &mut Dice) -> Identity {
    let female = person.sex == Sex::P;
    let day = person.born.day() + if female { 40 } else { 0 };
    let serial = ordinal % 9_999 + 1;
    let nik = format!("{}{day:02}{}{serial:04}", &kelurahan[..6], person.born.format("%m%y"));
    let given = dice.pick(if female { &WOMEN } else { &MEN });
    let occupation = match person.age {
        0..=5 => "Belum sekolah",
        6..=17 => "Pelajar",
        _ => dice.pick(&WORK),
    };
    Identity {
        nik: Some(nik),
        name: Some(format!("{given} {} Contoh", dice.pick(&SECOND))),
        parent_name: (person.age < 17).then(|| format!("{} Contoh", dice.pick(&MEN))),
        birth_date: Some(person.born),
        occupation: Some(occupation.into()),
        address: Some(format!("Jl. Contoh No. {}", dice.whole(1, 300))),
        rt: Some(format!("{:03}", dice.whole(1, 12))),
        rw: Some(format!("{:03}", dice.whole(1, 15))),
        phone: None,
        record_number: Some(format!("SIM-{ordinal:08}")),
        remarks: Some("Data simulasi".into()),
    }
}
