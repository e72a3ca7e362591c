-- Bearer tokens. Only their SHA-256 is kept, so a stolen ledger opens no door.
CREATE TABLE tokens (
    hash      BLOB PRIMARY KEY CHECK (length(hash) = 32),
    role      TEXT NOT NULL CHECK (role IN ('public', 'facility', 'puskesmas', 'surveillance', 'planner', 'admin')),
    territory TEXT NOT NULL CHECK (json_valid(territory)),
    created   TEXT NOT NULL,
    expires   TEXT
) STRICT, WITHOUT ROWID;
