//! Accounts, sessions and tokens.

use chrono::{DateTime, Utc};
use sqlx::{Transaction, types::Json};

use super::{Db, Store, kept};
use crate::{
    domain::AccountName,
    store::{
        AccessChange, Account, Session, SessionHash, StoreError, Token, TokenHash,
        people_rows::{AccountRow, SessionRow, TokenRow},
        people_sql as sql,
    },
};

/// The most sessions of one account; the oldest make room.
const MOST_SESSIONS: i64 = 20;

/// Stands for "no session" where one may be spared: no SHA-256 of anything that we make.
const NO_SESSION: SessionHash = SessionHash([0; 32]);

impl Store {
    pub(super) async fn read_account(&self, name: &AccountName) -> Result<Option<Account>, StoreError> {
        let one = sqlx::query_as(sql::ACCOUNT).bind(name.as_str());
        let row: Option<AccountRow> = one.fetch_optional(&self.readers).await?;
        row.map(Account::try_from).transpose()
    }

    pub(super) async fn read_session(&self, hash: SessionHash) -> Result<Option<Session>, StoreError> {
        let one = sqlx::query_as(sql::SESSION).bind(&hash.0[..]);
        let row: Option<SessionRow> = one.fetch_optional(&self.readers).await?;
        row.map(Session::try_from).transpose()
    }

    pub(super) async fn read_sessions(&self, account: &AccountName) -> Result<Vec<Session>, StoreError> {
        let all = sqlx::query_as(sql::SESSIONS).bind(account.as_str());
        let rows: Vec<SessionRow> = all.fetch_all(&self.readers).await?;
        rows.into_iter().map(Session::try_from).collect()
    }

    pub(super) async fn put_last_seen(
        &self,
        hash: SessionHash,
        last_seen: DateTime<Utc>,
        expires: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let touch =
            sqlx::query(sql::TOUCH_SESSION).bind(&hash.0[..]).bind(kept(last_seen)).bind(kept(expires));
        touch.execute(&self.writers).await?;
        Ok(())
    }

    pub(super) async fn read_token(&self, hash: TokenHash) -> Result<Option<Token>, StoreError> {
        let one = sqlx::query_as(sql::TOKEN).bind(&hash.0[..]);
        let row: Option<TokenRow> = one.fetch_optional(&self.readers).await?;
        row.map(Token::try_from).transpose()
    }
}

/// Does one change inside a transaction.
pub(super) async fn apply(
    transaction: &mut Transaction<'static, Db>,
    change: &AccessChange,
) -> Result<(), StoreError> {
    let statement = match change {
        AccessChange::AddAccount(account) => return add_account(transaction, account).await,
        AccessChange::AddToken(token) => return add_token(transaction, token).await,
        AccessChange::AddSession(session) => return add_session(transaction, session).await,
        AccessChange::SetProfile { name, display_name, role, territory, disabled } => {
            sqlx::query(sql::SET_PROFILE)
                .bind(name.as_str())
                .bind(display_name)
                .bind(role.word())
                .bind(Json(territory))
                .bind(*disabled)
        }
        AccessChange::SetPassword { name, password, must_change } => {
            sqlx::query(sql::SET_PASSWORD).bind(name.as_str()).bind(&password.0).bind(*must_change)
        }
        AccessChange::CountFailure { name, locked_until } => {
            sqlx::query(sql::COUNT_FAILURE).bind(name.as_str()).bind(locked_until.map(kept))
        }
        AccessChange::ClearFailures(name) => sqlx::query(sql::CLEAR_FAILURES).bind(name.as_str()),
        AccessChange::EndSession(hash) => sqlx::query(sql::END_SESSION).bind(hash.0.to_vec()),
        AccessChange::EndSessions { account, but } => {
            sqlx::query(sql::END_SESSIONS).bind(account.as_str()).bind(but.unwrap_or(NO_SESSION).0.to_vec())
        }
        AccessChange::ForgetSessions { before } => sqlx::query(sql::FORGET_SESSIONS).bind(kept(*before)),
        AccessChange::RemoveToken(hash) => sqlx::query(sql::DELETE_TOKEN).bind(hash.0.to_vec()),
    };
    statement.execute(&mut **transaction).await?;
    Ok(())
}

async fn add_account(
    transaction: &mut Transaction<'static, Db>,
    account: &Account,
) -> Result<(), StoreError> {
    sqlx::query(sql::ADD_ACCOUNT)
        .bind(account.name.as_str())
        .bind(&account.display_name)
        .bind(&account.password.0)
        .bind(account.role.word())
        .bind(Json(&account.territory))
        .bind(kept(account.created))
        .bind(account.disabled)
        .bind(account.must_change_password)
        .bind(i64::from(account.failed_attempts))
        .bind(account.locked_until.map(kept))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

async fn add_session(
    transaction: &mut Transaction<'static, Db>,
    session: &Session,
) -> Result<(), StoreError> {
    sqlx::query(sql::ADD_SESSION)
        .bind(&session.hash.0[..])
        .bind(session.account.as_str())
        .bind(kept(session.created))
        .bind(kept(session.last_seen))
        .bind(kept(session.expires))
        .bind(&session.address)
        .bind(&session.user_agent)
        .execute(&mut **transaction)
        .await?;
    let newest = sqlx::query(sql::KEEP_NEWEST_SESSIONS).bind(session.account.as_str()).bind(MOST_SESSIONS);
    newest.execute(&mut **transaction).await?;
    Ok(())
}

async fn add_token(transaction: &mut Transaction<'static, Db>, token: &Token) -> Result<(), StoreError> {
    sqlx::query(sql::ADD_TOKEN)
        .bind(&token.hash.0[..])
        .bind(&token.label)
        .bind(token.role.word())
        .bind(Json(&token.territory))
        .bind(kept(token.created))
        .bind(token.expires.map(kept))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
