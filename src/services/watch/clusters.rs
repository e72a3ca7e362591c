//! The prospective scan of every night: where are there more cases lately than place and time alone explain?
//!
//! Space-time permutation (Kulldorff et al. 2005) over the exact points; what comes of it is coarse: a circle around a point of a
//! grid, and counts.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};

use crate::{
    analysis::scan::{
        Case, Cluster, Ellipse, Metric, Neighbours, Parameters, ScanError, Spans, Study, StudyError,
        TooManyNeighbours, scan, work,
    },
    domain::{ClusterArea, DiseaseCode, DistrictCode, FacilityCode, NightScanRules, Position},
    index::Watched,
};

/// With more cases than this the points are gathered on a grid, so that a large ledger does not take the night.
const EXACT_CASES: usize = 10_000;

/// The most clusters of a night.
const MOST_CLUSTERS: usize = 100;

/// The seed of every night: the same night gives the same clusters.
const SEED: u64 = 1;

/// Chance shows as much more seldom than anybody can wait for.
const LONGEST_RECURRENCE: f64 = 1e6;

/// Why a night has no clusters.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The cases.
    #[error(transparent)]
    Study(#[from] StudyError),
    /// The map.
    #[error(transparent)]
    Map(#[from] TooManyNeighbours),
    /// The parameters.
    #[error(transparent)]
    Scan(#[from] ScanError),
}

/// A case with a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocatedCase {
    /// Where, exactly.
    pub at: Position,
    /// The day of onset.
    pub onset: NaiveDate,
    /// The day of the report.
    pub reported: NaiveDate,
    /// What whoever brings the cases knows it by: a night where it belongs, a back-test its row.
    pub number: u32,
}

/// The located cases of a disease within the baseline of the scan, as they were known on a day.
pub struct Recent<'a> {
    /// The city, which knows where its cases belong; none where they come from a file.
    city: Option<&'a Watched>,
    first: NaiveDate,
    last: NaiveDate,
    cases: Vec<LocatedCase>,
}

/// What is scanned and how.
struct Question {
    study: Study,
    map: Neighbours,
    parameters: Parameters,
    /// The different points.
    places: Vec<Position>,
    /// That of each case.
    of_case: Vec<u32>,
}

/// A window that stands out.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Where, coarsely.
    pub area: ClusterArea,
    /// The first day.
    pub from: NaiveDate,
    /// The last day: the one whose reports are known.
    pub to: NaiveDate,
    /// Which of the night's cases lie in it, ascending.
    pub members: Vec<u32>,
    /// Cases that chance would give it.
    pub expected: f64,
    /// The test statistic.
    pub statistic: f64,
    /// Chance alone shows as much once in so many days.
    pub recurrence_days: f64,
    /// The members by kelurahan.
    pub kelurahan: Vec<(DistrictCode, u32)>,
    /// The members by puskesmas.
    pub puskesmas: Vec<(FacilityCode, u32)>,
}

/// Cases by kelurahan and by puskesmas.
type Belongings = (Vec<(DistrictCode, u32)>, Vec<(FacilityCode, u32)>);

impl<'a> Recent<'a> {
    /// Reads the cases of the `baseline_days` that end with a day.
    pub fn read(city: &'a Watched, disease: DiseaseCode, as_of: NaiveDate, rules: &NightScanRules) -> Self {
        let first = baseline(as_of, rules);
        let mut cases = Vec::new();
        city.each_known(disease, as_of, |case| {
            if let Some(at) = case.position.filter(|_| case.onset >= first) {
                let (onset, reported, number) = (case.onset, case.reported, case.belonging);
                cases.push(LocatedCase { at, onset, reported, number });
            }
        });
        Self { city: Some(city), ..Self::known(cases, as_of, rules) }
    }

    /// Those of these cases that are within the `baseline_days` that end with a day and were reported by it.
    pub fn known(
        cases: impl IntoIterator<Item = LocatedCase>,
        as_of: NaiveDate,
        rules: &NightScanRules,
    ) -> Self {
        let first = baseline(as_of, rules);
        let known = |case: &LocatedCase| (first..=as_of).contains(&case.onset) && case.reported <= as_of;
        let mut cases: Vec<LocatedCase> = cases.into_iter().filter(known).collect();
        // In an order of their own: where a case stands in the index changes with other cases.
        let order = |case: &LocatedCase| (case.onset, case.reported, case.at.lon, case.at.lat);
        cases.sort_by(|a, b| order(a).partial_cmp(&order(b)).unwrap_or(std::cmp::Ordering::Equal));
        let first = shortened(first, &cases);
        cases.retain(|case| case.onset >= first);
        Self { city: None, first, last: as_of, cases }
    }

    /// The cases that are looked at; a cluster's members are numbers of these.
    pub fn cases(&self) -> &[LocatedCase] {
        &self.cases
    }

    /// The first day that is looked at: later than the baseline's where a scan does not take all its cases.
    pub fn first_day(&self) -> NaiveDate {
        self.first
    }

    /// How many cases are looked at.
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    /// Which cases lie in a circle and a window of time, ascending.
    pub fn within(&self, area: &ClusterArea, from: NaiveDate, to: NaiveDate) -> Vec<u32> {
        let inside = |case: &LocatedCase| {
            (from..=to).contains(&case.onset) && kilometres(area.middle(), case.at) <= area.radius_km
        };
        (0..).zip(&self.cases).filter(|(_, case)| inside(case)).map(|(number, _)| number).collect()
    }

    /// The windows down to the recurrence that a known cluster needs, the most likely first.
    ///
    /// # Errors
    /// When there are more cases than a scan takes.
    pub fn search(&self, rules: &NightScanRules) -> Result<Vec<Found>, SearchError> {
        let Some(asked) = self.question(rules)? else { return Ok(Vec::new()) };
        let findings = scan(&asked.study, &asked.map, &asked.parameters)?;
        let told = findings.clusters.iter().filter_map(|cluster| self.told(cluster, &asked));
        Ok(told.filter(|found| found.recurrence_days >= rules.keep_recurrence_days).collect())
    }

    /// About how many windows [`Recent::search`] looks at; see [`Parameters::most_work`].
    ///
    /// # Errors
    /// When there are more cases than a scan takes.
    pub fn work(&self, rules: &NightScanRules) -> Result<f64, SearchError> {
        let asked = self.question(rules)?;
        Ok(asked.map_or(Ok(0.0), |asked| work(&asked.study, &asked.map, &asked.parameters))?)
    }

    /// The scan; none of fewer cases than make a cluster.
    fn question(&self, rules: &NightScanRules) -> Result<Option<Question>, SearchError> {
        if self.cases.len() < rules.least_cases.max(2) as usize {
            return Ok(None);
        }
        let (places, of_case) = self.places();
        let intervals = (self.last - self.first).num_days() as usize + 1;
        let interval = |case: &LocatedCase| (case.onset - self.first).num_days() as u32;
        let cases = self.cases.iter().zip(&of_case);
        let cases = cases.map(|(case, place)| Case { place: *place, interval: interval(case) });
        let study = Study::permutation(places.len(), intervals, vec![cases.collect()])?;
        let at: Vec<[f64; 2]> = places.iter().map(|place| [place.lat, place.lon]).collect();
        let circles = [Ellipse::CIRCLE];
        let map = Neighbours::new(Metric::Sphere, at.clone(), at, &circles, Some(rules.radius_km))?;
        let parameters = Parameters {
            spans: Spans { min: 1, max: rules.window_days as usize, alive: true, whole: false },
            min_cases_high: rules.least_cases,
            max_clusters: MOST_CLUSTERS,
            replications: rules.replications,
            seed: SEED,
            ..Parameters::default()
        };
        Ok(Some(Question { study, map, parameters, places, of_case }))
    }

    /// The different points, and that of each case.
    fn places(&self) -> (Vec<Position>, Vec<u32>) {
        let coarse = self.cases.len() > EXACT_CASES;
        let mut numbers: HashMap<(u64, u64), u32> = HashMap::new();
        let mut places = Vec::new();
        let of_case = self.cases.iter().map(|case| {
            let place = if coarse { ClusterArea::around(case.at, [], kilometres).middle() } else { case.at };
            *numbers.entry((place.lon.to_bits(), place.lat.to_bits())).or_insert_with(|| {
                places.push(place);
                places.len() as u32 - 1
            })
        });
        let of_case = of_case.collect();
        (places, of_case)
    }

    fn told(&self, cluster: &Cluster, asked: &Question) -> Option<Found> {
        let centre = asked.places.get(cluster.centre? as usize)?;
        let from = self.first.checked_add_days(Days::new(u64::from(cluster.first)))?;
        let inside = |(number, place): (u32, &u32)| {
            let case = &self.cases[number as usize];
            (case.onset >= from && cluster.places.contains(place)).then_some(number)
        };
        let members: Vec<u32> = (0..).zip(&asked.of_case).filter_map(inside).collect();
        let homes = members.iter().map(|number| self.cases[*number as usize].at);
        let p = cluster.gumbel_p.unwrap_or(cluster.p);
        let (kelurahan, puskesmas) = self.belonging(&members);
        Some(Found {
            area: ClusterArea::around(*centre, homes, kilometres),
            from,
            to: self.last,
            expected: cluster.expected,
            statistic: cluster.statistic,
            recurrence_days: (1.0 / p).min(LONGEST_RECURRENCE),
            members,
            kelurahan,
            puskesmas,
        })
    }

    fn belonging(&self, members: &[u32]) -> Belongings {
        let (mut kelurahan, mut puskesmas) = (BTreeMap::new(), BTreeMap::new());
        let Some(city) = self.city else { return Belongings::default() };
        for number in members {
            let own = city.belonging(self.cases[*number as usize].number);
            own.district.into_iter().for_each(|code| *kelurahan.entry(code).or_default() += 1);
            own.puskesmas.into_iter().for_each(|code| *puskesmas.entry(code.clone()).or_default() += 1);
        }
        (kelurahan.into_iter().collect(), puskesmas.into_iter().collect())
    }
}

/// The first of the `baseline_days` that end with a day.
fn baseline(as_of: NaiveDate, rules: &NightScanRules) -> NaiveDate {
    let back = Days::new(u64::from(rules.baseline_days.saturating_sub(1)));
    as_of.checked_sub_days(back).unwrap_or(as_of)
}

/// The first day of a baseline that a scan takes: of more cases than that the newest, in whole days.
fn shortened(first: NaiveDate, cases: &[LocatedCase]) -> NaiveDate {
    let cut = cases.len().checked_sub(Study::MAX_CASES as usize + 1).and_then(|last| cases.get(last));
    cut.and_then(|case| case.onset.succ_opt()).unwrap_or(first)
}

/// The great-circle distance in kilometres that the scan measures with.
pub fn kilometres(a: Position, b: Position) -> f64 {
    Metric::Sphere.distance([a.lat, a.lon], [b.lat, b.lon])
}
