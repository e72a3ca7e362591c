//! The simulated city in a ledger: what `sigis demo` shows and what the benches measure.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use rayon::prelude::*;
use tokio::{sync::mpsc, task};

use super::{
    access::{AccessError, Bearer, NewToken, create_token},
    accounts::{AccountError, Accounts, NewAccount, OneTimePassword},
    audit::{Actor, Journal},
    passwords,
};
use crate::{
    domain::{AccountName, FacilityType, PeopleRight, Role, Territory, Viewer},
    simulation::{self, SimulatedCity},
    store::{CaseRecord, Ledger, StoreError, Vault},
};

/// The setting that says which city a ledger holds; written last, so an interrupted city is not taken for a whole one.
const SETTING: &str = "simulation";

/// Blocks that are made at once, and that may wait for the ledger.
const AHEAD: usize = 4;

/// How long the links of a demo live.
const TOKEN_DAYS: u32 = 30;

/// Which city is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoPlan {
    /// Seed of the city.
    pub seed: u64,
    /// How many cases; the years' own numbers when not given.
    pub cases: Option<u64>,
}

impl DemoPlan {
    /// The plan in one word: names the ledger's file and stands in its settings.
    pub fn word(&self) -> String {
        let cases = self.cases.map_or("standar".to_owned(), |n| n.to_string());
        format!("simulasi-{}-{cases}", self.seed)
    }
}

/// Why there is no city.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] StoreError),
    /// The links.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The accounts.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The thread that makes the city ended early.
    #[error("the city could not be made: {0}")]
    Task(#[from] task::JoinError),
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The ledger held this city already.
    Reused,
    /// It was written, with so many cases.
    New(u64),
}

/// Writes the city into a ledger whose tables fit, unless it is there. `progress` hears how many cases of how many
/// are written. Running it again after an interruption goes on without doubling anything.
///
/// # Errors
/// When the ledger fails.
pub async fn write_city(
    ledger: &dyn Ledger,
    vault: Arc<Vault>,
    plan: DemoPlan,
    progress: impl Fn(u64, u64),
) -> Result<Written, DemoError> {
    if ledger.setting(SETTING).await?.as_deref() == Some(&plan.word()) {
        return Ok(Written::Reused);
    }
    let city = task::spawn_blocking(move || simulation::city(plan.seed, plan.cases)).await?;
    let city = Arc::new(city);
    ledger.set_setting("city_name", city.name()).await?;
    ledger.set_setting("simulated", "true").await?;
    ledger.write_districts(&city.districts).await?;
    ledger.write_facilities(city.facilities()).await?;
    ledger.write_catchments(city.catchments()).await?;
    ledger.write_population(&city.population).await?;
    let total = city.case_count();
    let (sender, mut blocks) = mpsc::channel(AHEAD);
    let making = task::spawn_blocking({
        let city = Arc::clone(&city);
        move || make_blocks(&city, &vault, plan, &sender)
    });
    let mut written = 0;
    while let Some(block) = blocks.recv().await {
        let block: Vec<CaseRecord> = block;
        ledger.write_cases(&block).await?;
        written += block.len() as u64;
        progress(written, total);
    }
    making.await??;
    ledger.set_setting(SETTING, &plan.word()).await?;
    Ok(Written::New(written))
}

/// Makes the blocks on all cores and hands them on in order; stops when nobody listens any more.
fn make_blocks(
    city: &SimulatedCity,
    vault: &Vault,
    plan: DemoPlan,
    to: &mpsc::Sender<Vec<CaseRecord>>,
) -> Result<(), StoreError> {
    for first in (0..city.blocks()).step_by(AHEAD) {
        let some = first..(first + AHEAD).min(city.blocks());
        let made = some.into_par_iter().map(|n| records(city, vault, plan, n));
        for block in made.collect::<Result<Vec<_>, _>>()? {
            if to.blocking_send(block).is_err() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// A case is recognised by its number in the simulation; its content follows from the plan.
fn records(
    city: &SimulatedCity,
    vault: &Vault,
    plan: DemoPlan,
    number: usize,
) -> Result<Vec<CaseRecord>, StoreError> {
    let word = plan.word();
    let record = |(case, identity): (_, crate::domain::Identity)| {
        let own = identity.record_number.clone().unwrap_or_default();
        let key = vault.fingerprint(&[SETTING.as_bytes(), word.as_bytes(), own.as_bytes()]);
        Ok(CaseRecord { key, content: key, identity: vault.seal(key, &identity)?, case })
    };
    city.block(number).into_iter().map(record).collect()
}

/// One role but the public each, the epidemiologist first; the puskesmas and the hospital are the first of the ledger.
async fn demo_people(ledger: &dyn Ledger) -> Result<[Viewer; 5], DemoError> {
    let facilities = ledger.facilities().await?;
    let first = |kind| {
        let found = facilities.iter().find(|f| f.kind == kind).map(|f| f.code.clone());
        Territory { districts: Vec::new(), facilities: found.into_iter().collect() }
    };
    let anywhere = Territory::default;
    Ok([
        Viewer { role: Role::Surveillance, territory: anywhere() },
        Viewer { role: Role::Puskesmas, territory: first(FacilityType::Puskesmas) },
        Viewer { role: Role::Facility, territory: first(FacilityType::Rs) },
        Viewer { role: Role::Planner, territory: anywhere() },
        Viewer { role: Role::Admin, territory: anywhere() },
    ])
}

/// One token for each role but the public.
///
/// # Errors
/// When the ledger fails or the system gives no random bytes.
pub async fn demo_tokens(journal: &Journal, now: DateTime<Utc>) -> Result<Vec<(Role, Bearer)>, DemoError> {
    let mut tokens = Vec::new();
    for viewer in demo_people(&**journal.ledger()).await? {
        let role = viewer.role;
        let wish = NewToken { label: "demo".to_owned(), viewer, days: Some(TOKEN_DAYS) };
        tokens.push((role, create_token(journal, wish, &Actor::console(), now).await?));
    }
    Ok(tokens)
}

/// One account for each role but the public, named by its word, with a new password each time.
///
/// # Errors
/// When the ledger fails or the system gives no random bytes.
pub async fn demo_accounts(
    journal: &Journal,
    accounts: &Accounts,
    now: DateTime<Utc>,
) -> Result<Vec<(AccountName, OneTimePassword)>, DemoError> {
    let (right, actor) = (PeopleRight::at_the_console(), Actor::console());
    let mut made = Vec::new();
    for Viewer { role, territory } in demo_people(&**journal.ledger()).await? {
        let name: AccountName = role.word().parse().map_err(AccountError::Name)?;
        let password = passwords::one_time().map_err(AccountError::from)?;
        let wish = NewAccount { name: name.clone(), display_name: None, role, territory };
        match accounts.create(right, wish, &password, &actor, now).await {
            Err(AccountError::Taken) => accounts.set_password(right, &name, &password, &actor, now).await?,
            other => drop(other?),
        }
        made.push((name, password));
    }
    Ok(made)
}
