//! What a release is counted from, and what its gate must know of earlier ones.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::{
    analysis::disclosure::{Before, Block, Coarsened, Decision, Kecamatan, Kelurahan, Rules, Week, decide},
    domain::{
        CaseFacts, Cell, DiseaseCode, District, DistrictCode, EpiWeek, Level, Outcome, Place,
        PopulationYears, ReleaseBlock, ReleaseState, Shown, Span, Status,
    },
    services::fault::LedgerFault,
    store::Ledger,
    tiles::PublicationRules,
};

type BlockKey = (DiseaseCode, DistrictCode, i32);

/// What was ever published.
#[derive(Default)]
pub(super) struct Known(HashMap<BlockKey, Before>);

impl Known {
    pub(super) async fn read(ledger: &dyn Ledger) -> Result<Self, LedgerFault> {
        let mut known = Self::default();
        for release in ledger.releases().await?.iter().filter(|r| r.state != ReleaseState::Prepared) {
            for block in ledger.release_blocks(release.id).await? {
                let year = Cell { place: Place::District(block.city), span: Span::Year };
                let of_year = |cells: &[Shown]| cells.iter().find(|s| s.cell == year)?.value;
                let before = known.0.entry((block.disease, block.city, block.year)).or_default();
                before.deaths.extend(of_year(&block.cells).zip(of_year(&block.deaths)));
                before.remember(&block.cells);
            }
        }
        Ok(known)
    }
}

/// What a release is counted from.
pub(super) struct Counted {
    cases: Vec<CaseFacts>,
    districts: Vec<District>,
    population: PopulationYears,
}

/// What is counted of a disease, kabkota and year of onset.
#[derive(Default)]
struct Counts {
    /// Cases in each month of whatever is known of where.
    places: HashMap<DistrictCode, [u32; 12]>,
    deaths: [u32; 12],
    /// The weeks of the epidemiological year of that number.
    weeks: Vec<Week>,
}

impl Counted {
    pub(super) async fn read(ledger: &dyn Ledger) -> Result<Self, LedgerFault> {
        let districts = ledger.districts(None).await?;
        let codes = districts.iter().map(|d| d.code);
        let population = PopulationYears::new(ledger.population().await?, codes);
        Ok(Self { cases: ledger.case_facts().await?, population, districts })
    }

    /// The last day of report; `None` without cases.
    pub(super) fn as_of(&self) -> Option<NaiveDate> {
        self.cases.iter().map(|c| c.reported).max()
    }

    /// Every disease, kabkota and year with a closed month (or week, where the city is large), each cell as the gate lets it through.
    pub(super) fn blocks(
        &self,
        rules: &PublicationRules,
        as_of: NaiveDate,
        known: &Known,
    ) -> Vec<ReleaseBlock> {
        let closed = as_of.checked_sub_days(Days::new(u64::from(rules.close_after_days))).unwrap_or(as_of);
        let none = Before::default();
        let mut blocks = Vec::new();
        for ((disease, city, year), counts) in self.counts() {
            let closed_months = closed_months(year, closed);
            let large = self.is_large(city, year, rules);
            let weeks = if large { closed_weeks(year, as_of, &counts.weeks) } else { Vec::new() };
            if closed_months == 0 && weeks.is_empty() {
                continue;
            }
            let kecamatan = self.kecamatan(city, &counts.places);
            let block = Block { city, kecamatan, large, closed_months, deaths: counts.deaths, weeks };
            let k = rules.k(disease);
            let before = known.0.get(&(disease, city, year)).unwrap_or(&none);
            let Decision { shown, deaths, coarsened, hidden_cases } = decide(&block, Rules { k }, before);
            let coarsened = coarsened.into_iter().map(|c| words(c, &block)).collect();
            let hidden_cases = Some(hidden_cases);
            blocks.push(ReleaseBlock {
                disease,
                city,
                year,
                k,
                cells: shown,
                deaths,
                coarsened,
                hidden_cases,
            });
        }
        blocks
    }

    fn is_large(&self, city: DistrictCode, year: i32, rules: &PublicationRules) -> bool {
        let people = self.population.in_year(city, year, None);
        let people = people.or_else(|| {
            let last = self.population.years(city).last().copied()?;
            self.population.in_year(city, last, None)
        });
        people.is_some_and(|n| n >= f64::from(rules.large_city_people))
    }

    /// Counts by disease, kabkota and year. Discarded cases do not count.
    fn counts(&self) -> BTreeMap<BlockKey, Counts> {
        let mut counts: BTreeMap<BlockKey, Counts> = BTreeMap::new();
        let mut weeks: HashMap<BlockKey, [Week; 53]> = HashMap::new();
        let cities: Vec<DistrictCode> =
            self.districts.iter().map(|d| d.code).filter(|c| c.level() == Level::Kabkota).collect();
        for case in self.cases.iter().filter(|c| c.status != Status::Dibatalkan) {
            let only = || if let [city] = cities.as_slice() { Some(*city) } else { None };
            let Some(place) = case.district.or_else(only) else { continue };
            let Some(city) = place.at(Level::Kabkota) else { continue };
            let died = u32::from(case.outcome == Outcome::Meninggal);
            let month = case.onset.month0() as usize;
            let year = counts.entry((case.disease, city, case.onset.year())).or_default();
            year.places.entry(place).or_default()[month] += 1;
            year.deaths[month] += died;
            let EpiWeek { year, week } = EpiWeek::of(case.onset);
            let year = weeks.entry((case.disease, city, year)).or_insert([Week::default(); 53]);
            if let Some(week) = (week as usize).checked_sub(1).and_then(|week| year.get_mut(week)) {
                week.cases += 1;
                week.deaths += died;
            }
        }
        // A year without a case is told as zero, between the first and the last that has one.
        let keys: Vec<BlockKey> = counts.keys().copied().collect();
        for pair in keys.windows(2).filter(|p| (p[0].0, p[0].1) == (p[1].0, p[1].1)) {
            for year in pair[0].2 + 1..pair[1].2 {
                counts.entry((pair[0].0, pair[0].1, year)).or_default();
            }
        }
        for (key, counts) in &mut counts {
            counts.weeks = weeks.remove(key).unwrap_or([Week::default(); 53]).to_vec();
        }
        counts
    }

    fn kecamatan(&self, city: DistrictCode, counts: &HashMap<DistrictCode, [u32; 12]>) -> Vec<Kecamatan> {
        let of_level = |level: Level, around: DistrictCode| {
            let codes = self.districts.iter().map(|d| d.code);
            codes.filter(move |c| c.level() == level && around.contains(*c))
        };
        let add = |sum: [u32; 12], months: &[u32; 12]| std::array::from_fn(|m| sum[m] + months[m]);
        let within = |around: DistrictCode| {
            let inside = counts.iter().filter(|(code, _)| around.contains(**code));
            inside.fold([0; 12], |sum, (_, months)| add(sum, months))
        };
        let whole = within(city);
        let mut all: Vec<Kecamatan> = of_level(Level::Kecamatan, city)
            .map(|code| Kecamatan {
                place: Place::District(code),
                months: within(code),
                kelurahan: of_level(Level::Kelurahan, code)
                    .map(|code| Kelurahan { code, cases: within(code).iter().sum() })
                    .collect(),
            })
            .collect();
        let placed = all.iter().fold([0; 12], |sum, k| add(sum, &k.months));
        let rest = std::array::from_fn(|m| whole[m] - placed[m]);
        all.push(Kecamatan { place: Place::Rest(city), months: rest, kelurahan: Vec::new() });
        all
    }
}

/// The weeks of an epidemiological year that were over on a day.
fn closed_weeks(year: i32, day: NaiveDate, weeks: &[Week]) -> Vec<Week> {
    let over = |week: &u32| EpiWeek { year, week: *week }.end().is_some_and(|end| end <= day);
    let count = (1..=EpiWeek::weeks_in(year)).take_while(over).count();
    weeks.iter().take(count).copied().collect()
}

/// How many months of a year end on or before a day.
fn closed_months(year: i32, day: NaiveDate) -> u8 {
    let ended = |month: &u32| {
        let first = NaiveDate::from_ymd_opt(year, *month, 1);
        first.and_then(|first| first.checked_add_months(Months::new(1))).is_some_and(|next| next <= day)
    };
    (1..=12).take_while(ended).count() as u8
}

fn words(coarsened: Coarsened, block: &Block) -> String {
    let place = |k: usize| match block.kecamatan.get(k).map(|k| k.place) {
        Some(Place::District(code)) => format!("kecamatan {code}"),
        _ => "cases without kecamatan".to_owned(),
    };
    match coarsened {
        Coarsened::Months(k, q) => format!("{}: quarter {q} instead of its months", place(k)),
        Coarsened::Quarter(k, q) => format!("{}: nothing of quarter {q}", place(k)),
        Coarsened::Kelurahan(k) => format!("{}: no kelurahan", place(k)),
        Coarsened::Year(k) => format!("{}: no year", place(k)),
        Coarsened::Parts => "nothing below the city".to_owned(),
        Coarsened::CityMonths => "no months of the city".to_owned(),
        Coarsened::City => "nothing at all".to_owned(),
    }
}
