//! The release log as the staff reads it: what each release tells and how much it keeps back.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use moka::sync::Cache;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    PublicationError, ReleaseDesk,
    schedule::{self, Rhythm},
};
use crate::{
    domain::{DistrictCode, Level, Place, Release, ReleaseBlock, ReleaseRight, Shown, TimeZone, Told},
    services::fault::LedgerFault,
};

/// The most releases whose blocks are remembered: the ones of a screen.
const REMEMBERED: u64 = 64;

/// Blocks of releases, which never change, as the staff reads them.
#[derive(Clone)]
pub(super) struct Kept(Cache<i64, Arc<Vec<BlockCard>>>);

impl Default for Kept {
    fn default() -> Self {
        Self(Cache::new(REMEMBERED))
    }
}

/// How many cells tell what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CellTally {
    /// With their number.
    pub exactly: u64,
    /// As "<k".
    pub small: u64,
    /// Hidden for the sake of others.
    pub withheld: u64,
}

impl CellTally {
    /// The cells of a block: those of cases, and those of deaths.
    pub fn of(block: &ReleaseBlock) -> Self {
        let mut tally = Self::default();
        for shown in block.cells.iter().chain(&block.deaths) {
            match shown.told {
                Told::Exactly | Told::Held => tally.exactly += 1,
                Told::Small => tally.small += 1,
                Told::Withheld => tally.withheld += 1,
                Told::Nothing => {}
            }
        }
        tally
    }

    fn and(self, other: Self) -> Self {
        Self {
            exactly: self.exactly + other.exactly,
            small: self.small + other.small,
            withheld: self.withheld + other.withheld,
        }
    }
}

/// A release in the log.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReleaseCard {
    /// Its number.
    pub id: i64,
    /// When it was computed.
    pub made: DateTime<Utc>,
    /// The last day of report that it knew.
    pub as_of: NaiveDate,
    /// `prepared`, `published` or `withdrawn`.
    pub state: &'static str,
    /// When it was published or withdrawn.
    pub changed: Option<DateTime<Utc>>,
    /// Its cells.
    pub cells: CellTally,
    /// How many cases stand in cells of the finest grain (kelurahan and year; cases without a kelurahan too) that are
    /// told as small, as withheld or not at all. Years that are not closed tell nothing so fine and hide nothing. Null
    /// for releases made before this was counted. For the staff alone.
    pub hidden_cases: Option<u64>,
}

/// A disease in a city and year.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BlockCard {
    disease: String,
    city: String,
    year: i32,
    /// Counts from 1 to below this are small.
    k: u32,
    #[serde(flatten)]
    cells: CellTally,
    /// As in [`ReleaseCard`], of this block.
    hidden_cases: Option<u64>,
    /// The grains that were left out because nothing could protect them, in words.
    coarsened: Vec<String>,
    /// How often the year was counted anew for the public. Null for releases made before numbers were fixed.
    corrections: Option<u32>,
    /// Cases that are known by the day of the release and do not stand in its fixed numbers: reported late, or of another
    /// place than was thought. Null as above.
    late_cases: Option<u32>,
}

impl From<ReleaseBlock> for BlockCard {
    fn from(block: ReleaseBlock) -> Self {
        Self {
            cells: CellTally::of(&block),
            disease: block.disease.to_string(),
            city: block.city.to_string(),
            year: block.year,
            k: block.k,
            hidden_cases: block.hidden_cases,
            coarsened: block.coarsened,
            corrections: block.basis.as_ref().map(|basis| basis.edition.saturating_sub(1)),
            late_cases: block.basis.as_ref().map(|basis| basis.late),
        }
    }
}

/// A release with what each of its blocks keeps back.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReleaseDetail {
    #[serde(flatten)]
    release: ReleaseCard,
    blocks: Vec<BlockCard>,
}

/// The whole log, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReleaseLog {
    releases: Vec<ReleaseCard>,
    schedule: ScheduleCard,
}

/// When releases are made by themselves.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScheduleCard {
    /// The day of the month; null where nothing is made by itself.
    prepare_on_day: Option<u32>,
    /// Whether they are also opened by themselves.
    publish: bool,
    /// The day of the next one by the city's clock; null where nothing is made by itself.
    next: Option<NaiveDate>,
}

impl ReleaseDesk {
    /// The log, the newest release first, and when the next one is made by itself.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn log(
        &self,
        right: ReleaseRight,
        zone: TimeZone,
        now: DateTime<Utc>,
    ) -> Result<ReleaseLog, PublicationError> {
        let log = self.journal.ledger().releases().await.map_err(LedgerFault::from)?;
        let rhythm = Rhythm { last_made: log.iter().map(|r| r.made).max(), rule: self.rules.schedule, zone };
        let mut releases = Vec::with_capacity(log.len());
        for release in log.into_iter().rev() {
            let blocks = self.blocks(right, release.id).await?;
            releases.push(card(release, &blocks));
        }
        let schedule = ScheduleCard {
            prepare_on_day: self.rules.schedule.prepare_on_day,
            publish: self.rules.schedule.publish,
            next: schedule::next(rhythm, now),
        };
        Ok(ReleaseLog { releases, schedule })
    }

    /// A release with its blocks.
    ///
    /// # Errors
    /// When there is none with that number, or the ledger fails.
    pub async fn detail(&self, right: ReleaseRight, id: i64) -> Result<ReleaseDetail, PublicationError> {
        let release = self.entry(id).await?;
        let blocks = self.blocks(right, id).await?;
        Ok(ReleaseDetail { release: card(release, &blocks), blocks: blocks.to_vec() })
    }

    async fn blocks(&self, _: ReleaseRight, id: i64) -> Result<Arc<Vec<BlockCard>>, PublicationError> {
        if let Some(blocks) = self.kept.0.get(&id) {
            return Ok(blocks);
        }
        let blocks = self.journal.ledger().release_blocks(id).await.map_err(LedgerFault::from)?;
        let blocks = Arc::new(blocks.into_iter().map(BlockCard::from).collect::<Vec<_>>());
        self.kept.0.insert(id, Arc::clone(&blocks));
        Ok(blocks)
    }
}

fn card(release: Release, blocks: &[BlockCard]) -> ReleaseCard {
    ReleaseCard {
        id: release.id,
        made: release.made,
        as_of: release.as_of,
        state: release.state.word(),
        changed: release.changed,
        cells: blocks.iter().fold(CellTally::default(), |sum, block| sum.and(block.cells)),
        hidden_cases: blocks.iter().map(|block| block.hidden_cases).sum(),
    }
}

/// How many cells of the finest grain, kelurahan and year, tell their number, and how many there are.
pub fn told_kelurahan(blocks: &[ReleaseBlock]) -> (usize, usize) {
    let is_kelurahan = |code: DistrictCode| code.level() == Level::Kelurahan;
    let kelurahan = |s: &&Shown| matches!(s.cell.place, Place::District(code) if is_kelurahan(code));
    let cells: Vec<&Shown> = blocks.iter().flat_map(|b| &b.cells).filter(kelurahan).collect();
    let told = cells.iter().filter(|s| matches!(s.told, Told::Exactly | Told::Held)).count();
    (told, cells.len())
}
