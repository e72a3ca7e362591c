//! What a release is counted from, and what its gate must know of earlier ones.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::{
    analysis::disclosure::{Block, Coarsened, Decision, Kecamatan, Kelurahan, Rules, decide},
    domain::{
        CaseFacts, Cell, DiseaseCode, District, DistrictCode, Level, Place, PopulationYears, ReleaseBlock,
        ReleaseState, Shown, Status,
    },
    services::fault::LedgerFault,
    store::Ledger,
    tiles::PublicationRules,
};

type BlockKey = (DiseaseCode, DistrictCode, i32);

/// What was ever published, the newest word on every cell.
#[derive(Default)]
pub(super) struct Known(HashMap<BlockKey, HashMap<Cell, Shown>>);

impl Known {
    pub(super) async fn read(ledger: &dyn Ledger) -> Result<Self, LedgerFault> {
        let mut known = Self::default();
        for release in ledger.releases().await?.iter().filter(|r| r.state != ReleaseState::Prepared) {
            for block in ledger.release_blocks(release.id).await? {
                let told = block.cells.into_iter().filter(|s| s.value.is_some()).map(|s| (s.cell, s));
                known.0.entry((block.disease, block.city, block.year)).or_default().extend(told);
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

    /// Every disease, kabkota and year with a closed month, each cell as the gate lets it through.
    pub(super) fn blocks(
        &self,
        rules: &PublicationRules,
        as_of: NaiveDate,
        known: &Known,
    ) -> Vec<ReleaseBlock> {
        let closed = as_of.checked_sub_days(Days::new(u64::from(rules.close_after_days))).unwrap_or(as_of);
        let none = HashMap::new();
        let mut blocks = Vec::new();
        for ((disease, city, year), counts) in self.counts() {
            let closed_months = closed_months(year, closed);
            if closed_months == 0 {
                continue;
            }
            let people = self.population.in_year(city, year, None);
            let people = people.or_else(|| {
                let last = self.population.years(city).last().copied()?;
                self.population.in_year(city, last, None)
            });
            let large = people.is_some_and(|n| n >= f64::from(rules.large_city_people));
            let block = Block { city, kecamatan: self.kecamatan(city, &counts), large, closed_months };
            let k = rules.k(disease);
            let before = known.0.get(&(disease, city, year)).unwrap_or(&none);
            let Decision { shown, coarsened, hidden_cases } = decide(&block, Rules { k }, before);
            let coarsened = coarsened.into_iter().map(|c| words(c, &block)).collect();
            blocks.push(ReleaseBlock {
                disease,
                city,
                year,
                k,
                cells: shown,
                deaths: Vec::new(),
                coarsened,
                hidden_cases: Some(hidden_cases),
            });
        }
        blocks
    }

    /// Cases by disease, kabkota and year, and in each by district and month. Discarded cases do not count.
    fn counts(&self) -> BTreeMap<BlockKey, HashMap<DistrictCode, [u32; 12]>> {
        let mut counts: BTreeMap<BlockKey, HashMap<DistrictCode, [u32; 12]>> = BTreeMap::new();
        let cities: Vec<DistrictCode> =
            self.districts.iter().map(|d| d.code).filter(|c| c.level() == Level::Kabkota).collect();
        for case in self.cases.iter().filter(|c| c.status != Status::Dibatalkan) {
            let only = || if let [city] = cities.as_slice() { Some(*city) } else { None };
            let Some(place) = case.district.or_else(only) else { continue };
            let Some(city) = place.at(Level::Kabkota) else { continue };
            let months = counts.entry((case.disease, city, case.onset.year())).or_default();
            months.entry(place).or_default()[case.onset.month0() as usize] += 1;
        }
        // A year without a case is told as zero, between the first and the last that has one.
        let keys: Vec<BlockKey> = counts.keys().copied().collect();
        for pair in keys.windows(2).filter(|p| (p[0].0, p[0].1) == (p[1].0, p[1].1)) {
            for year in pair[0].2 + 1..pair[1].2 {
                counts.entry((pair[0].0, pair[0].1, year)).or_default();
            }
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
