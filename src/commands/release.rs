//! `sigis release`: what the public is told.

use std::collections::BTreeMap;

use chrono::Utc;

use super::{CommandError, Doors, say::say};
use crate::{
    config::Settings,
    domain::{ReleaseBlock, ReleaseRight},
    services::{
        audit::Actor,
        publication::{Prepared, ReleaseDesk, log::told_kelurahan},
    },
    tiles::TileData,
};

/// What can be done with releases.
#[derive(Debug, clap::Subcommand)]
pub enum ReleaseCommand {
    /// Count everything that is closed, check it against all that was ever published, keep it in the log.
    Prepare {
        /// A published year to count anew; else what was published stays as it was counted then.
        #[arg(long, value_name = "YEAR")]
        correct: Option<i32>,
    },
    /// List the log, or show what a release keeps back.
    Show {
        /// Its number; the whole log when not given.
        id: Option<i64>,
    },
    /// Open a prepared release to everyone.
    Publish {
        /// Its number.
        id: i64,
    },
    /// Close a published release; the one before is what the public sees again.
    Withdraw {
        /// Its number.
        id: i64,
    },
}

/// Does one of them.
pub(super) async fn run(settings: &Settings, command: ReleaseCommand) -> Result<(), CommandError> {
    let journal = Doors::open(settings).await?.journal;
    let ledger = journal.ledger().clone();
    let desk = ReleaseDesk::new(journal, TileData::load(settings.tiles_dir.as_deref())?.publication);
    let (right, console, now) = (ReleaseRight::at_the_console(), Actor::console(), Utc::now());
    match command {
        ReleaseCommand::Prepare { correct } => {
            let Prepared { release, blocks, took } = desk.prepare(right, correct, &console, now).await?;
            let (id, as_of) = (release.id, release.as_of);
            say!("release {id} is prepared: data as of {as_of}, {:.1} s", took.as_secs_f64());
            describe(&blocks);
            say!("open it with: sigis release publish {id}");
        }
        ReleaseCommand::Show { id: None } => {
            for release in ledger.releases().await? {
                let changed =
                    release.changed.map_or_else(String::new, |at| format!(" {}", at.format("%F %H:%M")));
                say!("{:>4} {:<9}{changed} data as of {}", release.id, release.state.word(), release.as_of);
            }
        }
        ReleaseCommand::Show { id: Some(id) } => {
            describe(&ledger.release_blocks(id).await?);
        }
        ReleaseCommand::Publish { id } => {
            desk.publish(right, id, &console, now).await?;
            say!("release {id} is open to everyone");
        }
        ReleaseCommand::Withdraw { id } => {
            desk.withdraw(right, id, &console, now).await?;
            say!("release {id} is closed; what it told stays known to the gate");
        }
    }
    Ok(())
}

fn describe(blocks: &[ReleaseBlock]) {
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for shown in blocks.iter().flat_map(|b| b.cells.iter().chain(&b.deaths)) {
        *told.entry(shown.told.word()).or_default() += 1;
    }
    for (told, cells) in told {
        say!("{cells:>8} cells {told}");
    }
    let (told, all) = told_kelurahan(blocks);
    say!("{told:>8} of {all} kelurahan-years with their number");
    if let Some(cases) = blocks.iter().map(|b| b.hidden_cases).sum::<Option<u64>>() {
        say!("{cases:>8} cases in kelurahan-years without their number");
    }
    for (block, basis) in blocks.iter().filter_map(|b| Some((b, b.basis.as_ref()?))) {
        let (year, edition, late) = (block.year, basis.edition, basis.late);
        if edition > 1 {
            say!("  {} {} {year}: correction {}", block.disease, block.city, edition - 1);
        }
        if late > 0 {
            say!("  {} {} {year}: {late} cases came later and are not in it", block.disease, block.city);
        }
    }
    for block in blocks.iter().filter(|b| !b.coarsened.is_empty()) {
        for words in &block.coarsened {
            say!("  {} {} {}: {words}", block.disease, block.city, block.year);
        }
    }
}
