//! The statements about people, doors and the audit, understood by both databases.

/// Makes an account.
pub(super) const ADD_ACCOUNT: &str = "INSERT INTO accounts (name, display_name, password, role, territory, created,
    disabled, must_change_password, failed_attempts, locked_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
/// One account.
pub(super) const ACCOUNT: &str = "SELECT * FROM accounts WHERE name = $1";
/// All accounts.
pub(super) const ACCOUNTS: &str = "SELECT * FROM accounts ORDER BY name";
/// Replaces what an account is.
pub(super) const SET_PROFILE: &str =
    "UPDATE accounts SET display_name = $2, role = $3, territory = $4, disabled = $5 WHERE name = $1";
/// Replaces a password.
pub(super) const SET_PASSWORD: &str = "UPDATE accounts SET password = $2, must_change_password = $3,
    failed_attempts = 0, locked_until = NULL WHERE name = $1";
/// Counts a wrong password.
pub(super) const COUNT_FAILURE: &str =
    "UPDATE accounts SET failed_attempts = failed_attempts + 1, locked_until = $2 WHERE name = $1";
/// Forgets wrong passwords.
pub(super) const CLEAR_FAILURES: &str =
    "UPDATE accounts SET failed_attempts = 0, locked_until = NULL WHERE name = $1 AND failed_attempts > 0";

/// Begins a session.
pub(super) const ADD_SESSION: &str =
    "INSERT INTO sessions (hash, account, created, last_seen, expires, address, user_agent)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";
/// Ends all but the newest sessions of an account.
pub(super) const KEEP_NEWEST_SESSIONS: &str = "DELETE FROM sessions WHERE account = $1 AND hash NOT IN
    (SELECT hash FROM sessions WHERE account = $1 ORDER BY created DESC, hash LIMIT $2)";
/// One session.
pub(super) const SESSION: &str = "SELECT * FROM sessions WHERE hash = $1";
/// The sessions of an account.
pub(super) const SESSIONS: &str = "SELECT * FROM sessions WHERE account = $1 ORDER BY created, hash";
/// Writes down that a session was used.
pub(super) const TOUCH_SESSION: &str = "UPDATE sessions SET last_seen = $2, expires = $3 WHERE hash = $1";
/// Ends a session.
pub(super) const END_SESSION: &str = "DELETE FROM sessions WHERE hash = $1";
/// Ends the sessions of an account, but for one.
pub(super) const END_SESSIONS: &str = "DELETE FROM sessions WHERE account = $1 AND hash <> $2";
/// Forgets sessions that ended by time.
pub(super) const FORGET_SESSIONS: &str = "DELETE FROM sessions WHERE expires < $1";

/// Keeps a token.
pub(super) const ADD_TOKEN: &str =
    "INSERT INTO tokens (hash, label, role, territory, created, expires) VALUES ($1, $2, $3, $4, $5, $6)";
/// One token.
pub(super) const TOKEN: &str = "SELECT * FROM tokens WHERE hash = $1";
/// All tokens, the oldest first.
pub(super) const TOKENS: &str = "SELECT * FROM tokens ORDER BY created, hash";
/// Forgets a token.
pub(super) const DELETE_TOKEN: &str = "DELETE FROM tokens WHERE hash = $1";

/// Takes the end of the chain: whoever holds this row writes the next link.
pub(super) const TAKE_AUDIT_HEAD: &str = "UPDATE audit_head SET number = number + 1 RETURNING number, hash";
/// Moves the end of the chain.
pub(super) const SET_AUDIT_HEAD: &str = "UPDATE audit_head SET hash = $1";
/// The end of the chain.
pub(super) const AUDIT_HEAD: &str = "SELECT number, hash FROM audit_head";
/// Adds a row.
pub(super) const ADD_AUDIT: &str =
    "INSERT INTO audit (number, time, actor, role, action, subject, detail, address, previous, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
/// Rows, the newest first.
pub(super) const AUDIT: &str = "SELECT * FROM audit WHERE ($1 IS NULL OR actor = $1 OR subject = $1)
    AND ($2 IS NULL OR time >= $2) AND number < $3 AND ($5 IS NULL OR action = $5 OR action LIKE $5 || '.%')
    ORDER BY number DESC LIMIT $4";
/// Rows, the oldest first.
pub(super) const AUDIT_AFTER: &str = "SELECT * FROM audit WHERE number > $1 ORDER BY number LIMIT $2";
