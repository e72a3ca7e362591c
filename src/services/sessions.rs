//! Sessions: a name and a password become a cookie, a cookie becomes a member of the office again.

use std::{fmt, net::IpAddr, sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use moka::sync::Cache;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    audit::{Action, Actor, Deed, Journal, hex},
    entrance::{Attempt, Entrance, LoginError},
    fault::LedgerFault,
    lockout::Lockout,
    passwords::{self, HashingFault, Passwords},
};
use crate::{
    domain::{AccountName, Viewer},
    store::{AccessChange, Account, Session, SessionHash},
};

/// A session that is not used for so long ends, in hours.
const IDLE_H: i64 = 12;
/// A session ends after so many days, used or not.
pub const LONGEST_DAYS: i64 = 7;
/// How often the use of a session is written down, in seconds.
const SEEN_EVERY_S: i64 = 60;
/// How long a look-up is believed: what another process ended works at most this much longer.
const BELIEVED: Duration = Duration::from_secs(10);
/// The most look-ups that are remembered.
const REMEMBERED: u64 = 10_000;
/// Random bytes of a cookie.
const COOKIE_BYTES: usize = 32;
/// Bytes of a hash that name a session to its owner.
const ID_BYTES: usize = 8;
/// What is kept of the browser's own words, in characters.
const USER_AGENT: usize = 120;

/// The value of a session's cookie: handed to the browser once, never kept. `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Cookie(String);

impl Cookie {
    /// The value to send.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Cookie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cookie(****)")
    }
}

/// Somebody who is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Their login word.
    pub name: AccountName,
    /// What people call them.
    pub display_name: String,
    /// What they are and where.
    pub viewer: Viewer,
    /// Whether they may do nothing before they change their password.
    pub must_change_password: bool,
    session: SessionHash,
}

impl Member {
    /// The member as the audit names them.
    pub fn actor(&self, address: Option<IpAddr>) -> Actor {
        Actor { name: self.name.to_string(), role: Some(self.viewer.role), address }
    }

    fn of(account: &Account, session: SessionHash) -> Self {
        Self {
            name: account.name.clone(),
            display_name: account.display_name.clone(),
            viewer: Viewer { role: account.role, territory: account.territory.clone() },
            must_change_password: account.must_change_password,
            session,
        }
    }
}

/// Where a login comes from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The client's address.
    pub address: Option<IpAddr>,
    /// What the browser says of itself.
    pub user_agent: &'a str,
}

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionCard {
    /// What to call it by.
    pub id: String,
    /// The session.
    pub session: Session,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// What a look-up found.
#[derive(Clone)]
struct Seen {
    generation: u64,
    member: Arc<Member>,
    session: Session,
}

/// The sessions of a ledger.
pub struct Sessions {
    journal: Journal,
    passwords: Passwords,
    entrance: Entrance,
    seen: Cache<SessionHash, Seen>,
}

impl Sessions {
    /// The sessions of a journal's ledger.
    pub fn new(journal: Journal, passwords: Passwords, lockout: Lockout) -> Self {
        let seen = Cache::builder().max_capacity(REMEMBERED).time_to_live(BELIEVED).build();
        let entrance = Entrance::new(journal.clone(), passwords.clone(), lockout);
        Self { journal, passwords, entrance, seen }
    }

    /// Begins a session for whoever knows name and password.
    ///
    /// # Errors
    /// When they are wrong, were wrong too often, or the server cannot tell.
    pub async fn log_in(
        &self,
        name: &str,
        password: &str,
        from: Origin<'_>,
        now: DateTime<Utc>,
    ) -> Result<(Cookie, Member), LoginError> {
        let nobody = Actor::nobody(from.address);
        let attempt = Attempt { name, password, actor: &nobody, refused: Action::SessionRefused };
        let account = self.entrance.authenticate(attempt, now).await?;
        let mut random = [0u8; COOKIE_BYTES];
        getrandom::fill(&mut random).map_err(|e| HashingFault::Failed(e.to_string()))?;
        let cookie = Cookie(URL_SAFE_NO_PAD.encode(random));
        let session = Session {
            hash: hash(&cookie.0),
            account: account.name.clone(),
            created: now,
            last_seen: now,
            expires: end(now, now),
            address: from.address.map_or_else(String::new, |address| address.to_string()),
            user_agent: shortened(from.user_agent),
        };
        let member = Member::of(&account, session.hash);
        let changes = [
            AccessChange::ForgetSessions { before: now },
            AccessChange::ClearFailures(account.name.clone()),
            AccessChange::AddSession(session.clone()),
        ];
        let detail = json!({ "session": id(session.hash) });
        let actor = member.actor(from.address);
        let deed =
            Deed { actor: &actor, action: Action::SessionBegin, subject: account.name.as_str(), detail };
        self.journal.change(&changes, deed, now).await?;
        Ok((cookie, member))
    }

    /// Whose cookie it is; `None` where its session is unknown or has ended.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn member(&self, cookie: &str, now: DateTime<Utc>) -> Result<Option<Arc<Member>>, LedgerFault> {
        let sound = URL_SAFE_NO_PAD.decode(cookie).is_ok_and(|bytes| bytes.len() == COOKIE_BYTES);
        if !sound {
            return Ok(None);
        }
        let Some(seen) = self.look_up(hash(cookie)).await? else { return Ok(None) };
        if now >= seen.session.expires {
            return Ok(None);
        }
        if now - seen.session.last_seen >= TimeDelta::seconds(SEEN_EVERY_S) {
            self.touch(seen.clone(), now);
        }
        Ok(Some(seen.member))
    }

    /// Ends the session of a member.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn log_out(
        &self,
        member: &Member,
        address: Option<IpAddr>,
        now: DateTime<Utc>,
    ) -> Result<(), LedgerFault> {
        self.end_one(member, member.session, address, now).await
    }

    /// The sessions of a member that have not ended, the oldest first.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn list(&self, member: &Member, now: DateTime<Utc>) -> Result<Vec<SessionCard>, LedgerFault> {
        let all = self.journal.ledger().sessions(&member.name).await?;
        let open = all.into_iter().filter(|session| now < session.expires);
        let card = |session: Session| SessionCard {
            id: id(session.hash),
            current: session.hash == member.session,
            session,
        };
        Ok(open.map(card).collect())
    }

    /// Ends a session of a member by its ID; `false` where they have none of that ID.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn end(
        &self,
        member: &Member,
        id: &str,
        address: Option<IpAddr>,
        now: DateTime<Utc>,
    ) -> Result<bool, LedgerFault> {
        let cards = self.list(member, now).await?;
        let Some(card) = cards.into_iter().find(|card| card.id == id) else { return Ok(false) };
        self.end_one(member, card.session.hash, address, now).await?;
        Ok(true)
    }

    /// Replaces the password of a member who knows the old one, and ends all their other sessions.
    ///
    /// # Errors
    /// When the old one is wrong, was wrong too often, or the new one is weak.
    pub async fn change_password(
        &self,
        member: &Member,
        old: &str,
        new: &str,
        address: Option<IpAddr>,
        now: DateTime<Utc>,
    ) -> Result<(), LoginError> {
        passwords::check(&member.name, new)?;
        let actor = member.actor(address);
        let attempt = Attempt {
            name: member.name.as_str(),
            password: old,
            actor: &actor,
            refused: Action::PasswordRefused,
        };
        let name = self.entrance.authenticate(attempt, now).await?.name;
        if old == new {
            return Err(LoginError::Same);
        }
        let password = self.passwords.hash(new).await?;
        let changes = [
            AccessChange::SetPassword { name: name.clone(), password, must_change: false },
            AccessChange::EndSessions { account: name.clone(), but: Some(member.session) },
        ];
        let deed =
            Deed { actor: &actor, action: Action::PasswordChange, subject: name.as_str(), detail: json!({}) };
        Ok(self.journal.change(&changes, deed, now).await?)
    }

    async fn end_one(
        &self,
        member: &Member,
        session: SessionHash,
        address: Option<IpAddr>,
        now: DateTime<Utc>,
    ) -> Result<(), LedgerFault> {
        let actor = member.actor(address);
        let detail = json!({ "session": id(session) });
        let deed = Deed { actor: &actor, action: Action::SessionEnd, subject: member.name.as_str(), detail };
        Ok(self.journal.change(&[AccessChange::EndSession(session)], deed, now).await?)
    }

    async fn look_up(&self, hash: SessionHash) -> Result<Option<Seen>, LedgerFault> {
        // Read before the ledger is: what changes meanwhile makes this look-up old at once.
        let generation = self.journal.generation();
        if let Some(seen) = self.seen.get(&hash).filter(|seen| seen.generation == generation) {
            return Ok(Some(seen));
        }
        let ledger = self.journal.ledger();
        let Some(session) = ledger.session(hash).await? else { return Ok(None) };
        let account = ledger.account(&session.account).await?.filter(|account| !account.disabled);
        let Some(account) = account else { return Ok(None) };
        let member = Arc::new(Member::of(&account, hash));
        let seen = Seen { generation, member, session };
        self.seen.insert(hash, seen.clone());
        Ok(Some(seen))
    }

    /// Writes down that a session was used, beside the request: a busy ledger delays nobody who only looks.
    fn touch(&self, mut seen: Seen, now: DateTime<Utc>) {
        let hash = seen.session.hash;
        seen.session.last_seen = now;
        seen.session.expires = end(seen.session.created, now);
        let expires = seen.session.expires;
        self.seen.insert(hash, seen);
        let ledger = Arc::clone(self.journal.ledger());
        tokio::spawn(async move {
            if let Err(error) = ledger.touch_session(hash, now, expires).await {
                tracing::warn!(%error, "the use of a session was not written down");
            }
        });
    }
}

/// When a session ends that was used `now`.
fn end(created: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    (now + TimeDelta::hours(IDLE_H)).min(created + TimeDelta::days(LONGEST_DAYS))
}

fn id(session: SessionHash) -> String {
    hex(&session.0[..ID_BYTES])
}

/// The printable beginning of what a browser says of itself.
fn shortened(user_agent: &str) -> String {
    user_agent.chars().filter(|c| !c.is_control()).take(USER_AGENT).collect()
}

fn hash(cookie: &str) -> SessionHash {
    SessionHash(Sha256::digest(cookie.as_bytes()).into())
}
