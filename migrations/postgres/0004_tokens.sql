-- Bearer tokens. Only their SHA-256 is kept, so a stolen ledger opens no door.
CREATE TABLE tokens (
    hash      BYTEA PRIMARY KEY CHECK (length(hash) = 32),
    role      TEXT NOT NULL CHECK (role IN ('public', 'facility', 'puskesmas', 'surveillance', 'planner', 'admin')),
    territory JSONB NOT NULL,
    created   TIMESTAMPTZ NOT NULL,
    expires   TIMESTAMPTZ
);
