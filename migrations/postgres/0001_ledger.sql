-- The ledger's version: one row, raised inside the transaction of every write. Whoever holds a frozen copy of the
-- ledger, in this process or another, compares one number to know that the copy is old. A writer takes this row
-- first, so writers stand in a queue and case numbers (last_case) are given in order and never twice.
CREATE TABLE ledger_version (
    only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
    version   BIGINT NOT NULL CHECK (version >= 0),
    last_case BIGINT NOT NULL CHECK (last_case >= 0)
);

INSERT INTO ledger_version (only_row, version, last_case) VALUES (1, 0, 0);

-- What the city decides about itself, for example its name and time zone.
CREATE TABLE settings (
    name  TEXT COLLATE "C" PRIMARY KEY CHECK (name <> ''),
    value TEXT NOT NULL
);
