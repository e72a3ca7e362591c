//! Denominators: how many people stand behind a count.

use std::collections::HashMap;

use super::Districts;
use crate::domain::{
    CaseFilter, Catchment, DistrictCode, FacilityCode, Level, PopulationYears, Sex, Tally,
    case_fatality_rate, incidence_rate,
};

use super::Counts;

/// The population table with what it takes to ask it for a filter.
pub(super) struct People<'a> {
    districts: &'a Districts,
    population: &'a PopulationYears,
    served: &'a HashMap<FacilityCode, Vec<DistrictCode>>,
}

/// Which people a filter is about.
pub(super) struct Question {
    /// Districts that hold none of each other; `None` for everyone.
    places: Option<Vec<DistrictCode>>,
    /// Calendar years that the period touches; `None` where no rate makes sense.
    years: Option<(i32, i32)>,
    sex: Option<Sex>,
}

/// The kelurahan of each puskesmas.
pub(super) fn served(catchments: &[Catchment]) -> HashMap<FacilityCode, Vec<DistrictCode>> {
    let mut served: HashMap<FacilityCode, Vec<DistrictCode>> = HashMap::new();
    for row in catchments {
        served.entry(row.puskesmas.clone()).or_default().push(row.kelurahan);
    }
    served.values_mut().for_each(|kelurahan| kelurahan.sort_unstable());
    served
}

impl<'a> People<'a> {
    /// The table of a snapshot.
    pub fn new(
        districts: &'a Districts,
        population: &'a PopulationYears,
        served: &'a HashMap<FacilityCode, Vec<DistrictCode>>,
    ) -> Self {
        Self { districts, population, served }
    }

    /// The people that a filter is about. An age filter has none: the figures know no ages.
    pub fn question(&self, filter: &CaseFilter, years: Option<(i32, i32)>) -> Question {
        let aged = filter.age_min.is_some() || filter.age_max.is_some();
        Question { places: self.places(filter), years: years.filter(|_| !aged), sex: filter.sex }
    }

    fn places(&self, filter: &CaseFilter) -> Option<Vec<DistrictCode>> {
        let districts = apart(&filter.districts);
        if filter.puskesmas.is_empty() {
            return (!districts.is_empty()).then_some(districts);
        }
        let served = filter.puskesmas.iter().filter_map(|p| self.served.get(p)).flatten().copied();
        let asked = |k: &DistrictCode| districts.is_empty() || districts.iter().any(|d| d.contains(*k));
        Some(served.filter(asked).collect())
    }

    /// Everyone that the question is about.
    pub fn all(&self, question: &Question) -> Option<f64> {
        match &question.places {
            Some(places) => self.sum(places.iter().copied(), question),
            None => self.sum(self.whole(), question),
        }
    }

    /// Those of them who live in a district.
    pub fn in_district(&self, district: DistrictCode, question: &Question) -> Option<f64> {
        self.sum(question.shared(district), question)
    }

    /// Those of them whom a puskesmas serves.
    pub fn of_puskesmas(&self, puskesmas: &FacilityCode, question: &Question) -> Option<f64> {
        self.sum(self.parts_of(puskesmas, question), question)
    }

    /// The districts that a puskesmas serves, cut to those of the question.
    pub fn parts_of(&self, puskesmas: &FacilityCode, question: &Question) -> Vec<DistrictCode> {
        let kelurahan = self.served.get(puskesmas).into_iter().flatten();
        kelurahan.flat_map(|k| question.shared(*k)).collect()
    }

    /// Those of them of one sex.
    pub fn of_sex(&self, sex: Sex, question: &Question) -> Option<f64> {
        self.all(&Question { sex: Some(sex), places: question.places.clone(), years: question.years })
    }

    /// The publications behind the figures, each once.
    pub fn sources(&self, question: &Question) -> Vec<String> {
        let Some((from, to)) = question.years.filter(|(from, to)| to - from < MOST_YEARS) else {
            return Vec::new();
        };
        let places = question.places.clone().unwrap_or_else(|| self.whole());
        let figures =
            (from..=to).flat_map(|y| places.iter().flat_map(move |p| self.population.sources(*p, y)));
        let mut sources: Vec<String> = figures.map(str::to_owned).collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }

    /// The districts that together are everything: the kabupaten and kota, else what is loaded below them.
    fn whole(&self) -> Vec<DistrictCode> {
        let level = [Level::Kabkota, Level::Kecamatan, Level::Kelurahan]
            .into_iter()
            .find(|level| !self.districts.level(*level).is_empty());
        level.map(|l| self.districts.level(l).iter().map(|d| d.code).collect()).unwrap_or_default()
    }

    fn sum(&self, places: impl IntoIterator<Item = DistrictCode>, question: &Question) -> Option<f64> {
        let (from, to) = question.years?;
        let mut places = places.into_iter().peekable();
        places.peek()?;
        places.map(|p| self.population.mean(p, from, to, question.sex)).sum()
    }
}

/// The population table answers for at most this many years.
const MOST_YEARS: i32 = 100;

impl Question {
    /// The parts of a district that the question is about: the district itself, parts of it, or none.
    pub fn shared(&self, district: DistrictCode) -> impl Iterator<Item = DistrictCode> {
        let places = self.places.as_deref();
        let whole = places.is_none_or(|places| places.iter().any(|p| p.contains(district)));
        let parts = places.into_iter().flatten().copied().filter(move |p| !whole && district.contains(*p));
        whole.then_some(district).into_iter().chain(parts)
    }
}

/// Districts without those that lie in others of the list.
fn apart(districts: &[DistrictCode]) -> Vec<DistrictCode> {
    let mut kept: Vec<DistrictCode> = Vec::new();
    let mut parents_first = districts.to_vec();
    parents_first.sort_unstable();
    for district in parents_first {
        if !kept.iter().any(|k| k.contains(district)) {
            kept.push(district);
        }
    }
    kept
}

/// A tally with its people, as rates.
pub(super) fn counts(tally: Tally, population: Option<f64>) -> Counts {
    Counts {
        cases: Some(tally.cases),
        deaths: Some(tally.deaths),
        population,
        ir: incidence_rate(tally.cases, population),
        cfr: case_fatality_rate(tally),
        told: None,
    }
}
