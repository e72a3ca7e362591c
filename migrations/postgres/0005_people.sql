-- People, their open sessions, and what was done at the doors.

-- A name is a login word in small letters, given once and never changed: sessions and the audit speak of people by
-- it. A password is an Argon2id hash in PHC form. failed_attempts and locked_until outlive a restart, so that
-- guessing cannot be hurried by waiting for one.
CREATE TABLE accounts (
    name                 TEXT COLLATE "C" PRIMARY KEY CHECK (length(name) BETWEEN 2 AND 32 AND name = lower(name)),
    display_name         TEXT NOT NULL CHECK (display_name <> ''),
    password             TEXT NOT NULL CHECK (password LIKE '$argon2id$%'),
    role                 TEXT NOT NULL CHECK (role IN ('facility', 'puskesmas', 'surveillance', 'planner', 'admin')),
    territory            JSONB NOT NULL,
    created              TIMESTAMPTZ NOT NULL,
    disabled             BOOLEAN NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    failed_attempts      BIGINT NOT NULL CHECK (failed_attempts >= 0),
    locked_until         TIMESTAMPTZ
);

-- Only the SHA-256 of a cookie is kept, so a stolen ledger opens no session. expires moves with last_seen.
CREATE TABLE sessions (
    hash       BYTEA PRIMARY KEY CHECK (length(hash) = 32),
    account    TEXT COLLATE "C" NOT NULL REFERENCES accounts (name),
    created    TIMESTAMPTZ NOT NULL,
    last_seen  TIMESTAMPTZ NOT NULL,
    expires    TIMESTAMPTZ NOT NULL,
    address    TEXT NOT NULL,
    user_agent TEXT NOT NULL CHECK (length(user_agent) <= 120)
);

CREATE INDEX sessions_by_account ON sessions (account, created);

-- What a token is for, in the words of who made it.
ALTER TABLE tokens ADD COLUMN label TEXT NOT NULL DEFAULT '';

-- What was done, by whom, from where. Each row carries a keyed hash (HMAC-SHA-256) over itself and the hash of the row
-- before it; the key is not in the ledger, so whoever steals or edits the tables cannot make a chain that holds.
-- detail is text and not a database's own JSON, because its exact bytes are under the hash.
CREATE TABLE audit (
    number   BIGINT PRIMARY KEY CHECK (number > 0),
    time     TIMESTAMPTZ NOT NULL,
    actor    TEXT COLLATE "C" NOT NULL CHECK (actor <> ''),
    role     TEXT,
    action   TEXT NOT NULL CHECK (action <> ''),
    subject  TEXT COLLATE "C" NOT NULL,
    detail   TEXT NOT NULL CHECK (detail::json IS NOT NULL),
    address  TEXT NOT NULL,
    previous BYTEA NOT NULL CHECK (length(previous) = 32),
    hash     BYTEA NOT NULL CHECK (length(hash) = 32)
);

CREATE INDEX audit_by_actor ON audit (actor, number);
CREATE INDEX audit_by_subject ON audit (subject, number);

-- The end of the chain. A writer takes this row first, so rows are numbered in order and never twice, and writers of
-- sessions do not wait for an import.
CREATE TABLE audit_head (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    number   BIGINT NOT NULL CHECK (number >= 0),
    hash     BYTEA NOT NULL CHECK (length(hash) = 32)
);

INSERT INTO audit_head (only_row, number, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));

-- The audit grows and never changes, whoever asks.
CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is never changed or deleted';
END;
$$;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_refuses();

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_refuses();

CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses();
