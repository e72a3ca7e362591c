//! `sigis release`: what the public is told.

use chrono::Utc;

use super::{CommandError, say::say};
use crate::{
    config::Settings,
    domain::ReleaseBlock,
    services::publication::{self, Prepared},
    tiles::TileData,
};

/// What can be done with releases.
#[derive(Debug, clap::Subcommand)]
pub enum ReleaseCommand {
    /// Count everything that is closed, check it against all that was ever published, keep it in the log.
    Prepare,
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
    let ledger = super::open(settings).await?;
    ledger.migrate().await?;
    let now = Utc::now();
    match command {
        ReleaseCommand::Prepare => {
            let rules = TileData::load(settings.tiles_dir.as_deref())?.publication;
            let Prepared { id, as_of, blocks, took } = publication::prepare(&*ledger, &rules, now).await?;
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
        ReleaseCommand::Show { id: Some(id) } => describe(&ledger.release_blocks(id).await?),
        ReleaseCommand::Publish { id } => {
            publication::publish(&*ledger, id, now).await?;
            say!("release {id} is open to everyone");
        }
        ReleaseCommand::Withdraw { id } => {
            publication::withdraw(&*ledger, id, now).await?;
            say!("release {id} is closed; what it told stays known to the gate");
        }
    }
    Ok(())
}

fn describe(blocks: &[ReleaseBlock]) {
    for (told, cells) in publication::tally(blocks) {
        say!("{cells:>8} cells {told}");
    }
    let (told, all) = publication::told_kelurahan(blocks);
    say!("{told:>8} of {all} kelurahan-years with their number");
    for block in blocks.iter().filter(|b| !b.coarsened.is_empty()) {
        for words in &block.coarsened {
            say!("  {} {} {}: {words}", block.disease, block.city, block.year);
        }
    }
}
