//! Who asks: bearer tokens made, kept as hashes, looked up again and taken back.

use std::{fmt, net::IpAddr, sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Days, Utc};
use moka::sync::Cache;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::audit::{Action, Actor, Deed, Journal, hex};
use crate::{
    domain::{PeopleRight, Role, Viewer},
    services::fault::LedgerFault,
    store::{AccessChange, Token, TokenHash},
};

/// What every token begins with, so that a scanner of leaked secrets recognises one.
const PREFIX: &str = "sigis_";

/// How long a look-up is believed: a token that another process took back works at most this much longer.
const BELIEVED: Duration = Duration::from_secs(30);

/// The most look-ups that are remembered.
const REMEMBERED: u64 = 10_000;

/// The longest word that is hashed at all.
const LONGEST: usize = 256;

/// The longest label in characters.
const LONGEST_LABEL: usize = 80;

/// Bytes of a hash that name a token to people.
const ID_BYTES: usize = 8;

/// Why no token was made or taken back.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// Nobody logged in needs no token.
    #[error("`public` needs no token: it is who asks without one")]
    Public,
    /// The end lies outside the calendar.
    #[error("a token of {0} days ends outside the calendar; give fewer days")]
    Days(u32),
    /// The label is too long or holds control characters.
    #[error("a label has at most {LONGEST_LABEL} characters, all of them printable")]
    Label,
    /// No such token.
    #[error("there is no such token; `sigis token list` shows all with their ID")]
    Unknown,
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

/// What a token is to be.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// What it is for; may be empty.
    pub label: String,
    /// What its bearer is.
    pub viewer: Viewer,
    /// After how many days it ends; `None` for never.
    pub days: Option<u32>,
}

/// A token as people may see it: nothing of its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenCard {
    /// What to call it by.
    pub id: String,
    /// What it is for.
    pub label: String,
    /// What its bearer is.
    pub viewer: Viewer,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it ends; `None` for never.
    pub expires: Option<DateTime<Utc>>,
}

impl From<Token> for TokenCard {
    fn from(token: Token) -> Self {
        Self {
            id: token_id(&token),
            label: token.label,
            viewer: Viewer { role: token.role, territory: token.territory },
            created: token.created,
            expires: token.expires,
        }
    }
}

/// What people call a token by: the beginning of its hash, from which nobody finds the token.
fn token_id(token: &Token) -> String {
    hex(&token.hash.0[..ID_BYTES])
}

/// Makes a token and keeps its hash.
///
/// # Errors
/// When the wish cannot be met or the ledger fails.
pub async fn create_token(
    journal: &Journal,
    wish: NewToken,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Bearer, AccessError> {
    let NewToken { label, viewer: Viewer { role, territory }, days } = wish;
    if role == Role::Public {
        return Err(AccessError::Public);
    }
    if label.chars().count() > LONGEST_LABEL || label.contains(char::is_control) {
        return Err(AccessError::Label);
    }
    let end = |days: u32| now.checked_add_days(Days::new(u64::from(days))).ok_or(AccessError::Days(days));
    let expires = days.map(end).transpose()?;
    let mut random = [0u8; 32];
    getrandom::fill(&mut random).map_err(AccessError::Random)?;
    let bearer = Bearer(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(random)));
    let token = Token { hash: hash(bearer.expose()), label, role, territory, created: now, expires };
    let detail = json!({
        "label": token.label, "role": role.word(), "territory": token.territory.words(), "expires": expires,
    });
    let deed = Deed { actor, action: Action::TokenCreate, subject: &token_subject(&token), detail };
    journal.change(&[AccessChange::AddToken(token.clone())], deed, now).await.map_err(LedgerFault::from)?;
    Ok(bearer)
}

/// All tokens, the oldest first, ended ones too.
///
/// # Errors
/// When the ledger fails.
pub async fn tokens(journal: &Journal, _: PeopleRight) -> Result<Vec<TokenCard>, LedgerFault> {
    Ok(journal.ledger().tokens().await?.into_iter().map(TokenCard::from).collect())
}

/// Takes a token back by its ID.
///
/// # Errors
/// When there is none, or the ledger fails.
pub async fn revoke_token(
    journal: &Journal,
    _: PeopleRight,
    id: &str,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<TokenCard, AccessError> {
    let all = journal.ledger().tokens().await.map_err(LedgerFault::from)?;
    let token = all.into_iter().find(|token| token_id(token) == id).ok_or(AccessError::Unknown)?;
    let detail = json!({ "label": token.label, "role": token.role.word() });
    let deed = Deed { actor, action: Action::TokenRevoke, subject: &token_subject(&token), detail };
    journal.change(&[AccessChange::RemoveToken(token.hash)], deed, now).await.map_err(LedgerFault::from)?;
    Ok(token.into())
}

/// A token in the audit.
fn token_subject(token: &Token) -> String {
    format!("token:{}", token_id(token))
}

/// What a live token says of its bearer.
#[derive(Debug)]
pub struct Pass {
    /// What they are and where.
    pub viewer: Viewer,
    name: String,
    expires: Option<DateTime<Utc>>,
}

impl Pass {
    /// What the audit calls the bearer; no two tokens have one name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The bearer as the audit names them.
    pub fn actor(&self, address: Option<IpAddr>) -> Actor {
        Actor { name: self.name.clone(), role: Some(self.viewer.role), address }
    }

    fn of(token: Token) -> Self {
        let name = token_subject(&token);
        Self { viewer: Viewer { role: token.role, territory: token.territory }, name, expires: token.expires }
    }
}

/// The way from a bearer token to its viewer, with a short memory.
pub struct Access {
    journal: Journal,
    seen: Cache<TokenHash, (u64, Arc<Pass>)>,
}

impl Access {
    /// Look-ups in the ledger of a journal.
    pub fn new(journal: Journal) -> Self {
        Self { journal, seen: Cache::builder().max_capacity(REMEMBERED).time_to_live(BELIEVED).build() }
    }

    /// Who the bearer is; `None` for a word that is no token or has ended.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn pass(&self, bearer: &str, now: DateTime<Utc>) -> Result<Option<Arc<Pass>>, LedgerFault> {
        if !bearer.starts_with(PREFIX) || bearer.len() > LONGEST {
            return Ok(None);
        }
        let pass = self.look_up(hash(bearer)).await?;
        Ok(pass.filter(|pass| pass.expires.is_none_or(|end| now < end)))
    }

    async fn look_up(&self, hash: TokenHash) -> Result<Option<Arc<Pass>>, LedgerFault> {
        // Read before the ledger is: what changes meanwhile makes this look-up old at once.
        let generation = self.journal.generation();
        if let Some((_, pass)) = self.seen.get(&hash).filter(|(seen, _)| *seen == generation) {
            return Ok(Some(pass));
        }
        let found = self.journal.ledger().token(hash).await?.map(Pass::of).map(Arc::new);
        if let Some(pass) = &found {
            self.seen.insert(hash, (generation, Arc::clone(pass)));
        }
        Ok(found)
    }
}

fn hash(bearer: &str) -> TokenHash {
    TokenHash(Sha256::digest(bearer.as_bytes()).into())
}
