//! What a release is counted from, and how each block of it passes the gate.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Datelike, Days, Months, NaiveDate};

use super::history::{History, Known};
use crate::{
    analysis::disclosure::{Block, Coarsened, Decision, Kecamatan, Kelurahan, Rules, Week, decide},
    domain::{
        Basis, CaseFacts, DiseaseCode, District, DistrictCode, EpiWeek, Level, Outcome, Place,
        PopulationYears, ReleaseBlock, Status,
    },
    services::fault::LedgerFault,
    store::Ledger,
    tiles::PublicationRules,
};

pub(super) type BlockKey = (DiseaseCode, DistrictCode, i32);

/// Cases in each month of whatever is known of where.
pub(super) type ByMonth = HashMap<DistrictCode, [u32; 12]>;

/// What a release is counted from.
pub(super) struct Counted {
    cases: Vec<CaseFacts>,
    districts: Vec<District>,
    population: PopulationYears,
}

/// What is counted of a disease, kabkota and year of onset.
#[derive(Default)]
struct Counts {
    places: ByMonth,
    deaths: [u32; 12],
    /// The weeks of the epidemiological year of that number.
    weeks: Vec<Week>,
}

/// What is told of a whole city as it stands, and how much of its year is over.
struct Today {
    large: bool,
    closed_months: u8,
    weeks: Vec<Week>,
    counts: Counts,
}

impl Today {
    /// A table with what stands beside it.
    fn block(&self, table: Block) -> Block {
        let today = std::array::from_fn(|m| self.counts.places.values().map(|months| months[m]).sum());
        Block { large: self.large, today, deaths: self.counts.deaths, weeks: self.weeks.clone(), ..table }
    }
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

    /// Every disease, kabkota and year with a closed month (or week, where the city is large), each cell as the gate lets it
    /// through. The year `correct` is counted anew where it differs from what was published.
    pub(super) fn blocks(
        &self,
        rules: &PublicationRules,
        as_of: NaiveDate,
        known: &Known,
        correct: Option<i32>,
    ) -> Vec<ReleaseBlock> {
        let closed = as_of.checked_sub_days(Days::new(u64::from(rules.close_after_days))).unwrap_or(as_of);
        let mut blocks = Vec::new();
        for (key, counts) in self.counts() {
            let (_, city, year) = key;
            let closed_months = closed_months(year, closed);
            let large = self.is_large(city, year, rules);
            let weeks = if large { closed_weeks(year, as_of, &counts.weeks) } else { Vec::new() };
            if closed_months == 0 && weeks.is_empty() {
                continue;
            }
            let today = Today { large, closed_months, weeks, counts };
            let none = History::default();
            let history = known.of(key).unwrap_or(&none);
            let anew =
                history.corrected(&today.counts.places, closed_months).filter(|_| correct == Some(year));
            let corrected = anew.clone().and_then(|basis| self.corrected(key, &today, history, rules, basis));
            let refused = anew.is_some() && corrected.is_none();
            let mut block = corrected.unwrap_or_else(|| self.carried_on(key, &today, history, rules));
            if refused {
                block.coarsened.push("not corrected: the change is too small to be told".to_owned());
            }
            blocks.push(block);
        }
        blocks
    }

    /// A block whose numbers stay as they were told; what was closed since is new.
    fn carried_on(
        &self,
        key: BlockKey,
        today: &Today,
        history: &History,
        rules: &PublicationRules,
    ) -> ReleaseBlock {
        if let Some(kept) = &history.kept {
            return kept.clone();
        }
        let basis = history.carried_on(&today.counts.places, today.closed_months);
        let block = today.block(self.table(key, &basis));
        let decision = decide(&block, Rules { k: rules.k(key.0) }, &history.before);
        release_block(key, rules, &block, decision, basis)
    }

    /// A block that is counted anew; `None` where nothing below the city could be told of it.
    fn corrected(
        &self,
        key: BlockKey,
        today: &Today,
        history: &History,
        rules: &PublicationRules,
        basis: Basis,
    ) -> Option<ReleaseBlock> {
        let block = today.block(self.table(key, &basis));
        let mut before = history.before.clone();
        before.correct(&self.table(key, history.basis.as_ref()?));
        let decision = decide(&block, Rules { k: rules.k(key.0) }, &before);
        let tells = !decision.coarsened.contains(&Coarsened::Parts);
        tells.then(|| release_block(key, rules, &block, decision, basis))
    }

    /// The table of a block's basis; nothing of it is of today.
    pub(super) fn table(&self, (_, city, _): BlockKey, basis: &Basis) -> Block {
        Block {
            city,
            kecamatan: self.kecamatan(city, &basis.months.iter().copied().collect()),
            large: false,
            closed_months: basis.closed_months,
            today: [0; 12],
            deaths: [0; 12],
            weeks: Vec::new(),
        }
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

    fn kecamatan(&self, city: DistrictCode, counts: &ByMonth) -> Vec<Kecamatan> {
        // A place that has numbers stays, whether or not the newest boundaries have it.
        let counted = counts.keys().flat_map(|code| code.parent().into_iter().chain([*code]));
        let codes: BTreeSet<DistrictCode> = self.districts.iter().map(|d| d.code).chain(counted).collect();
        let of_level = |level: Level, around: DistrictCode| {
            codes.iter().copied().filter(move |c| c.level() == level && around.contains(*c))
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

fn release_block(
    (disease, city, year): BlockKey,
    rules: &PublicationRules,
    block: &Block,
    decision: Decision,
    basis: Basis,
) -> ReleaseBlock {
    let Decision { shown, deaths, coarsened, hidden_cases } = decision;
    ReleaseBlock {
        disease,
        city,
        year,
        k: rules.k(disease),
        cells: shown,
        deaths,
        coarsened: coarsened.into_iter().map(|c| words(c, block)).collect(),
        hidden_cases: Some(hidden_cases),
        basis: Some(basis),
    }
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
