-- The release log: everything that the public was ever told. Rows are never deleted and cells never changed, because
-- the gate checks each new release against all that is known from earlier ones, withdrawn ones too.
CREATE TABLE releases (
    id      BIGINT PRIMARY KEY CHECK (id > 0),
    made    TIMESTAMPTZ NOT NULL,
    as_of   DATE NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('prepared', 'published', 'withdrawn')),
    changed TIMESTAMPTZ
);

CREATE TABLE release_blocks (
    release_id BIGINT NOT NULL REFERENCES releases (id),
    disease    TEXT NOT NULL,
    city       TEXT NOT NULL,
    year       INTEGER NOT NULL,
    k          INTEGER NOT NULL CHECK (k >= 2),
    cells      JSONB NOT NULL,
    coarsened  JSONB NOT NULL,
    PRIMARY KEY (release_id, disease, city, year)
);
