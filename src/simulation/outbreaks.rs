//! When and where cases arise: a background that follows season, people and ground, and outbreaks around it.
//!
//! A case is either a new introduction or infected by an earlier one nearby some weeks before, a self-exciting process
//! (Hawkes 1971) written out as families: each case has a Poisson number of followers. Yearly totals are fixed, so a
//! year is filled family by family until its number is reached. A year is cut into blocks with their own chance, so
//! that millions of cases need the memory of one block and any thread may make any block.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    dice::{Dice, Stream, apportion},
    growth::KELURAHAN,
    homes::{Homes, moved},
    noise::Noise,
    terrain::Terrain,
};
use crate::domain::Position;

/// The diseases that the city knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ailment {
    Dbd,
    Leptospirosis,
}

/// Cases by year of onset, for the years 2011 to 2016.
const FIRST_YEAR: i32 = 2011;
const DBD: [u64; 6] = [1_303, 1_250, 2_364, 1_628, 1_737, 448];
const LEPTOSPIROSIS: [u64; 6] = [70, 81, 70, 75, 56, 42];

/// Most cases of one block.
const BLOCK: u64 = 4_096;

/// How well a disease spreads by month, 1 at its best: mosquitoes and floods follow the rains. Introductions and
/// followers both go by it; followers come weeks later, so the peak lies between January and April.
const SEASON_DBD: [f64; 12] = [1.0, 0.95, 0.85, 0.7, 0.5, 0.3, 0.2, 0.12, 0.1, 0.1, 0.2, 0.5];
const SEASON_LEPTOSPIROSIS: [f64; 12] = [0.9, 1.0, 0.9, 0.65, 0.5, 0.3, 0.2, 0.12, 0.12, 0.2, 0.3, 0.6];

/// One run of cases of a disease and a year.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    pub(super) ailment: Ailment,
    year: usize,
    /// How many cases.
    pub(super) quota: u64,
    /// How many cases stand in the blocks before.
    pub(super) before: u64,
}

/// A case before anybody fell ill: a day and a home.
#[derive(Debug, Clone, Copy)]
pub(super) struct Onset {
    pub(super) day: NaiveDate,
    pub(super) home: Position,
    pub(super) region: usize,
}

/// All blocks of the city and the risk of each kelurahan in each year.
pub(super) struct Outbreaks {
    pub(super) blocks: Vec<Block>,
    /// By disease and year: growing sums over the kelurahan.
    risk: [Vec<Vec<f64>>; 2],
    /// Chance of a cell to be kept as the home of a leptospirosis case.
    wetness: Vec<f32>,
}

impl Outbreaks {
    /// `total` cases in the proportions of the years, or exactly the yearly numbers.
    pub(super) fn new(
        seed: u64,
        terrain: &Terrain,
        homes: &Homes,
        people: &[f64],
        total: Option<u64>,
    ) -> Self {
        let weights: Vec<f64> = DBD.iter().chain(&LEPTOSPIROSIS).map(|n| *n as f64).collect();
        let all = DBD.iter().chain(&LEPTOSPIROSIS).sum();
        let quotas = apportion(total.unwrap_or(all), &weights);
        let mut blocks = Vec::new();
        let mut before = 0;
        for year in 0..DBD.len() {
            for (ailment, mut left) in
                [(Ailment::Dbd, quotas[year]), (Ailment::Leptospirosis, quotas[DBD.len() + year])]
            {
                while left > 0 {
                    let quota = left.min(BLOCK);
                    blocks.push(Block { ailment, year, quota, before });
                    before += quota;
                    left -= quota;
                }
            }
        }
        let wetness = terrain.over_cells(|cell, _| terrain.wetness(cell).min(1.0) as f32);
        let risk = [Ailment::Dbd, Ailment::Leptospirosis].map(|ailment| {
            (0..DBD.len()).map(|year| risk(seed, ailment, year, homes, people, &wetness)).collect()
        });
        Self { blocks, risk, wetness }
    }

    /// The onsets of one block, and the chance to go on with.
    pub(super) fn onsets(&self, seed: u64, number: usize, homes: &Homes) -> (Vec<Onset>, Dice) {
        let block = self.blocks[number];
        let mut dice = Dice::new(seed, Stream::Block(number as u64));
        let mut onsets: Vec<Onset> = Vec::with_capacity(block.quota as usize);
        let (mut next, mut vigour) = (0, 1.0);
        while (onsets.len() as u64) < block.quota {
            let Some(source) = onsets.get(next).copied() else {
                onsets.push(self.introduction(block, homes, &mut dice));
                vigour = dice.between(0.3, 1.4);
                continue;
            };
            next += 1;
            for follower in followers(block, source, vigour, homes, &mut dice) {
                if (onsets.len() as u64) < block.quota {
                    onsets.push(follower);
                }
            }
        }
        onsets.sort_by_key(|onset| onset.day);
        (onsets, dice)
    }

    fn introduction(&self, block: Block, homes: &Homes, dice: &mut Dice) -> Onset {
        let region = dice.in_sums(&self.risk[block.ailment as usize][block.year]);
        let months: Vec<(f64, u32)> = block.season().into_iter().zip(1..).collect();
        let month = dice.weighted(&months);
        let first = NaiveDate::from_ymd_opt(block.calendar_year(), month, 1).unwrap_or_default();
        let day = first + Days::new(dice.below(days_in(first)) as u64);
        let mut home = homes.home(region, dice);
        if block.ailment == Ailment::Leptospirosis {
            for _ in 0..25 {
                let wet = homes.cell(home).map_or(0.0, |cell| f64::from(self.wetness[cell]));
                if dice.chance(wet) {
                    break;
                }
                home = homes.home(region, dice);
            }
        }
        Onset { day, home, region }
    }
}

impl Block {
    fn calendar_year(&self) -> i32 {
        FIRST_YEAR + self.year as i32
    }

    fn season(&self) -> [f64; 12] {
        match self.ailment {
            Ailment::Dbd => SEASON_DBD,
            Ailment::Leptospirosis => SEASON_LEPTOSPIROSIS,
        }
    }
}

/// Those whom a case infects: within about 150 m, about three weeks later, in the same year.
fn followers(block: Block, source: Onset, vigour: f64, homes: &Homes, dice: &mut Dice) -> Vec<Onset> {
    let strength = match block.ailment {
        Ailment::Dbd => 0.8,
        Ailment::Leptospirosis => 0.25,
    };
    let mean = strength * vigour * block.season()[source.day.month0() as usize];
    let year_end = NaiveDate::from_ymd_opt(block.calendar_year(), 12, 31).unwrap_or_default();
    let mut found = Vec::new();
    let mut clock = dice.waiting(1.0);
    while clock < mean {
        clock += dice.waiting(1.0);
        let day = source.day + Days::new((9.0 + dice.waiting(6.0) + dice.waiting(6.0)).min(45.0) as u64);
        let (home, region) = neighbour(source, homes, dice);
        if day <= year_end {
            found.push(Onset { day, home, region });
        }
    }
    found
}

/// A home around another: mostly in the same few streets, now and then where people go by day.
fn neighbour(source: Onset, homes: &Homes, dice: &mut Dice) -> (Position, usize) {
    let reach = if dice.chance(0.9) { 150.0 } else { 700.0 };
    for _ in 0..8 {
        let (east, north) = (dice.between(-reach, reach), dice.between(-reach, reach));
        if east * east + north * north > reach * reach {
            continue;
        }
        let home = moved(source.home, east, north);
        if let Some(region) = homes.region_at(home) {
            return (home, region);
        }
    }
    (source.home, source.region)
}

/// Growing sums of the risk: people, times a smooth field that differs by year, times wet ground for leptospirosis.
fn risk(
    seed: u64,
    ailment: Ailment,
    year: usize,
    homes: &Homes,
    people: &[f64],
    wetness: &[f32],
) -> Vec<f64> {
    let salt = seed.wrapping_mul(31).wrapping_add(97 * year as u64 + ailment as u64);
    let field = Noise::new(salt, 6_000.0, 3);
    let lasting = Noise::new(seed ^ 0x5EED, 5_000.0, 2);
    let mut sum = 0.0;
    (0..KELURAHAN)
        .map(|region| {
            let label = homes.label(region);
            let (x, y) = super::districts::to_metres(label);
            let wet = homes.cell(label).map_or(0.0, |cell| f64::from(wetness[cell]));
            let ground = match ailment {
                Ailment::Dbd => 1.0,
                Ailment::Leptospirosis => wet * wet + 0.003,
            };
            sum += people[region] * ground * (1.6 * field.at(x, y) + 1.2 * lasting.at(x, y)).exp();
            sum
        })
        .collect()
}

fn days_in(first: NaiveDate) -> usize {
    (27..31)
        .take_while(|days| {
            (first + Days::new(*days)).format("%m").to_string() == first.format("%m").to_string()
        })
        .count()
        + 27
}
