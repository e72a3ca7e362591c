//! What was ever published, edition by edition, and what the numbers of the next release are counted from.

use std::collections::{BTreeMap, HashMap};

use super::counted::{BlockKey, ByMonth, Counted};
use crate::{
    analysis::disclosure::{Before, Block},
    domain::{Basis, ReleaseBlock, ReleaseState},
    services::fault::LedgerFault,
    store::Ledger,
};

/// What was ever published of a block.
#[derive(Default)]
pub(super) struct History {
    pub before: Before,
    pub basis: Option<Basis>,
    /// The newest release, where it was made before the basis was kept: its numbers stay as they are.
    pub kept: Option<ReleaseBlock>,
}

/// What was ever published.
#[derive(Default)]
pub(super) struct Known(HashMap<BlockKey, History>);

impl Known {
    pub async fn read(ledger: &dyn Ledger, city: &Counted) -> Result<Self, LedgerFault> {
        let mut known = Self::default();
        for release in ledger.releases().await?.iter().filter(|r| r.state != ReleaseState::Prepared) {
            for block in ledger.release_blocks(release.id).await? {
                let key = (block.disease, block.city, block.year);
                known.0.entry(key).or_default().remember(block, |basis| city.table(key, basis));
            }
        }
        Ok(known)
    }

    /// What was published of a block; `None` where nothing was.
    pub fn of(&self, key: BlockKey) -> Option<&History> {
        self.0.get(&key)
    }
}

impl History {
    fn remember(&mut self, block: ReleaseBlock, table: impl Fn(&Basis) -> Block) {
        let Some(basis) = block.basis.clone() else {
            self.kept = Some(block);
            return;
        };
        if let Some(past) = self.basis.take_if(|past| past.edition < basis.edition) {
            self.before.correct(&table(&past));
        }
        self.before.remember(&block.cells, &block.deaths, block.k);
        self.basis = Some(basis);
    }

    /// What the edition that was published last is counted from now on: its months as they were counted when they were
    /// told, and those that were closed since as they stand.
    pub fn carried_on(&self, now: &ByMonth, closed_months: u8) -> Basis {
        let past = self.basis.clone().unwrap_or_default();
        let mut months: BTreeMap<_, [u32; 12]> = past.months.into_iter().collect();
        let mut late = 0;
        for (place, counted) in now {
            let fixed = months.entry(*place).or_default();
            for (month, count) in counted.iter().enumerate().take(usize::from(closed_months)) {
                if month < usize::from(past.closed_months) {
                    late += count.saturating_sub(fixed[month]);
                } else {
                    fixed[month] = *count;
                }
            }
        }
        let months = months.into_iter().filter(|(_, counts)| *counts != [0; 12]).collect();
        let closed_months = closed_months.max(past.closed_months);
        Basis { edition: past.edition.max(1), closed_months, months, late }
    }

    /// A correction: everything counted as it stands. `None` where nothing was published, or nothing differs.
    pub fn corrected(&self, now: &ByMonth, closed_months: u8) -> Option<Basis> {
        let past = self.basis.as_ref()?;
        let anew = Self::default().carried_on(now, closed_months.max(past.closed_months));
        let same = self.carried_on(now, closed_months).months == anew.months;
        (!same).then(|| Basis { edition: past.edition + 1, ..anew })
    }
}
