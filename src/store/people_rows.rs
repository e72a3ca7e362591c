//! Rows of people, doors and the audit, and how they are read.

use chrono::{DateTime, Utc};
use sqlx::{FromRow, types::Json};

use super::{
    Account, AuditEntry, AuditRow, ChainHash, PasswordHash, Session, SessionHash, StoreError, Token,
    TokenHash, rows::corrupt,
};
use crate::domain::Territory;

/// 32 bytes of a column.
pub(super) fn hash_bytes(table: &'static str, bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| corrupt(table, "hash"))
}

/// A number of a chain; never negative.
pub(super) fn chain_number(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| corrupt("audit", "number"))
}

/// A row of `accounts`.
#[derive(FromRow)]
pub(super) struct AccountRow {
    name: String,
    display_name: String,
    password: String,
    role: String,
    territory: Json<Territory>,
    created: DateTime<Utc>,
    disabled: bool,
    must_change_password: bool,
    failed_attempts: i64,
    locked_until: Option<DateTime<Utc>>,
}

impl TryFrom<AccountRow> for Account {
    type Error = StoreError;

    fn try_from(row: AccountRow) -> Result<Self, StoreError> {
        const TABLE: &str = "accounts";
        Ok(Self {
            name: row.name.parse().map_err(|_| corrupt(TABLE, "name"))?,
            display_name: row.display_name,
            password: PasswordHash(row.password),
            role: row.role.parse().map_err(|_| corrupt(TABLE, "role"))?,
            territory: row.territory.0,
            created: row.created,
            disabled: row.disabled,
            must_change_password: row.must_change_password,
            failed_attempts: u32::try_from(row.failed_attempts)
                .map_err(|_| corrupt(TABLE, "failed_attempts"))?,
            locked_until: row.locked_until,
        })
    }
}

/// A row of `sessions`.
#[derive(FromRow)]
pub(super) struct SessionRow {
    hash: Vec<u8>,
    account: String,
    created: DateTime<Utc>,
    last_seen: DateTime<Utc>,
    expires: DateTime<Utc>,
    address: String,
    user_agent: String,
}

impl TryFrom<SessionRow> for Session {
    type Error = StoreError;

    fn try_from(row: SessionRow) -> Result<Self, StoreError> {
        Ok(Self {
            hash: SessionHash(hash_bytes("sessions", &row.hash)?),
            account: row.account.parse().map_err(|_| corrupt("sessions", "account"))?,
            created: row.created,
            last_seen: row.last_seen,
            expires: row.expires,
            address: row.address,
            user_agent: row.user_agent,
        })
    }
}

/// A row of `tokens`.
#[derive(FromRow)]
pub(super) struct TokenRow {
    hash: Vec<u8>,
    label: String,
    role: String,
    territory: Json<Territory>,
    created: DateTime<Utc>,
    expires: Option<DateTime<Utc>>,
}

impl TryFrom<TokenRow> for Token {
    type Error = StoreError;

    fn try_from(row: TokenRow) -> Result<Self, StoreError> {
        Ok(Self {
            hash: TokenHash(hash_bytes("tokens", &row.hash)?),
            label: row.label,
            role: row.role.parse().map_err(|_| corrupt("tokens", "role"))?,
            territory: row.territory.0,
            created: row.created,
            expires: row.expires,
        })
    }
}

/// A row of `audit`.
#[derive(FromRow)]
pub(super) struct ChainRow {
    number: i64,
    time: DateTime<Utc>,
    actor: String,
    role: Option<String>,
    action: String,
    subject: String,
    detail: String,
    address: String,
    previous: Vec<u8>,
    hash: Vec<u8>,
}

impl TryFrom<ChainRow> for AuditRow {
    type Error = StoreError;

    fn try_from(row: ChainRow) -> Result<Self, StoreError> {
        let link = |bytes: &[u8]| -> Result<ChainHash, StoreError> { hash_bytes("audit", bytes) };
        Ok(Self {
            number: chain_number(row.number)?,
            previous: link(&row.previous)?,
            hash: link(&row.hash)?,
            entry: AuditEntry {
                time: row.time,
                actor: row.actor,
                role: row.role,
                action: row.action,
                subject: row.subject,
                detail: row.detail,
                address: row.address,
            },
        })
    }
}
