-- The release log: everything that the public was ever told. Rows are never deleted and cells never changed, because
-- the gate checks each new release against all that is known from earlier ones, withdrawn ones too.
CREATE TABLE releases (
    id      INTEGER PRIMARY KEY CHECK (id > 0),
    made    TEXT NOT NULL,
    as_of   TEXT NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('prepared', 'published', 'withdrawn')),
    changed TEXT
) STRICT;

CREATE TABLE release_blocks (
    release_id INTEGER NOT NULL REFERENCES releases (id),
    disease    TEXT NOT NULL,
    city       TEXT NOT NULL,
    year       INTEGER NOT NULL,
    k          INTEGER NOT NULL CHECK (k >= 2),
    cells      TEXT NOT NULL CHECK (json_valid(cells)),
    coarsened  TEXT NOT NULL CHECK (json_valid(coarsened)),
    PRIMARY KEY (release_id, disease, city, year)
) STRICT, WITHOUT ROWID;
