//! Who asks: bearer tokens made, kept as hashes and looked up again.

use std::{fmt, sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Days, Utc};
use moka::sync::Cache;
use sha2::{Digest, Sha256};

use crate::{
    domain::{Role, Territory, Viewer},
    services::fault::LedgerFault,
    store::{Ledger, Token, TokenHash},
};

/// What every token begins with, so that a scanner of leaked secrets recognises one.
const PREFIX: &str = "sigis_";

/// How long a look-up is believed: a token that was taken back works at most this much longer.
const BELIEVED: Duration = Duration::from_secs(30);

/// The most look-ups that are remembered.
const REMEMBERED: u64 = 10_000;

/// The longest word that is hashed at all.
const LONGEST: usize = 256;

/// Why no token was made.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// Nobody logged in needs no token.
    #[error("`public` needs no token: it is who asks without one")]
    Public,
    /// The end lies outside the calendar.
    #[error("a token of {0} days ends outside the calendar; give fewer days")]
    Days(u32),
    /// No randomness.
    #[error("the system gives no random bytes: {0}")]
    Random(getrandom::Error),
    /// The ledger failed.
    #[error(transparent)]
    Ledger(#[from] LedgerFault),
}

/// A token in the clear: shown once to its owner, never kept. `Debug` prints nothing of it.
pub struct Bearer(String);

impl Bearer {
    /// The word to send.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bearer(****)")
    }
}

/// Makes a token and keeps its hash. It ends after `days`, or never.
pub async fn create_token(
    ledger: &dyn Ledger,
    viewer: Viewer,
    days: Option<u32>,
    now: DateTime<Utc>,
) -> Result<Bearer, AccessError> {
    if viewer.role == Role::Public {
        return Err(AccessError::Public);
    }
    let end = |days: u32| now.checked_add_days(Days::new(u64::from(days))).ok_or(AccessError::Days(days));
    let expires = days.map(end).transpose()?;
    let mut random = [0u8; 32];
    getrandom::fill(&mut random).map_err(AccessError::Random)?;
    let bearer = Bearer(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(random)));
    let Viewer { role, territory } = viewer;
    let token = Token { hash: hash(bearer.expose()), role, territory, created: now, expires };
    ledger.add_token(&token).await.map_err(LedgerFault::from)?;
    Ok(bearer)
}

/// The way from a bearer token to its viewer, with a short memory.
pub struct Access {
    ledger: Arc<dyn Ledger>,
    seen: Cache<TokenHash, Arc<Token>>,
}

impl Access {
    /// Look-ups in a ledger.
    pub fn new(ledger: Arc<dyn Ledger>) -> Self {
        Self { ledger, seen: Cache::builder().max_capacity(REMEMBERED).time_to_live(BELIEVED).build() }
    }

    /// Who the bearer is; `None` for a word that is no token or has ended.
    pub async fn viewer(&self, bearer: &str, now: DateTime<Utc>) -> Result<Option<Viewer>, LedgerFault> {
        if !bearer.starts_with(PREFIX) || bearer.len() > LONGEST {
            return Ok(None);
        }
        let token = self.token(hash(bearer)).await?;
        let live = token.filter(|t| t.expires.is_none_or(|end| now < end));
        Ok(live.map(|t| Viewer { role: t.role, territory: Territory::clone(&t.territory) }))
    }

    async fn token(&self, hash: TokenHash) -> Result<Option<Arc<Token>>, LedgerFault> {
        if let Some(token) = self.seen.get(&hash) {
            return Ok(Some(token));
        }
        let found = self.ledger.token(hash).await?.map(Arc::new);
        if let Some(token) = &found {
            self.seen.insert(hash, Arc::clone(token));
        }
        Ok(found)
    }
}

fn hash(bearer: &str) -> TokenHash {
    TokenHash(Sha256::digest(bearer.as_bytes()).into())
}
