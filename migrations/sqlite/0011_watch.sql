-- What the night watch found: its warnings, its clusters with their life, who knows of them and what was done. Rows of nights
-- are written anew when a night is judged again, and dropped when the rules keep them no longer; clusters and actions stay.
-- No person and no case is named: areas are circles around points of a grid, cases are counts.
CREATE TABLE watch_nights (
    day     TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version >= 0)
) STRICT;

CREATE TABLE warnings (
    night    TEXT NOT NULL REFERENCES watch_nights (day),
    disease  TEXT NOT NULL,
    level    TEXT NOT NULL CHECK (level IN ('kabkota', 'kecamatan', 'puskesmas', 'kelurahan')),
    place    TEXT NOT NULL,
    raised   TEXT NOT NULL,
    readings TEXT NOT NULL CHECK (json_valid(readings)),
    criteria TEXT NOT NULL CHECK (json_valid(criteria)),
    PRIMARY KEY (night, disease, level, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE clusters (
    id              INTEGER PRIMARY KEY CHECK (id > 0),
    disease         TEXT NOT NULL,
    first_day       TEXT NOT NULL,
    last_seen       TEXT NOT NULL,
    ended           TEXT,
    merged_into     INTEGER REFERENCES clusters (id),
    acknowledged    TEXT,
    acknowledged_by TEXT
) STRICT;

CREATE TABLE cluster_nights (
    cluster_id      INTEGER NOT NULL REFERENCES clusters (id),
    day             TEXT NOT NULL,
    life            TEXT NOT NULL CHECK (life IN ('new', 'growing', 'ongoing', 'closed', 'merged')),
    from_day        TEXT NOT NULL,
    to_day          TEXT NOT NULL,
    lon             REAL NOT NULL,
    lat             REAL NOT NULL,
    radius_km       REAL NOT NULL CHECK (radius_km > 0),
    cases           INTEGER NOT NULL CHECK (cases >= 0),
    expected        REAL NOT NULL,
    statistic       REAL NOT NULL,
    recurrence_days REAL NOT NULL,
    kelurahan       TEXT NOT NULL CHECK (json_valid(kelurahan)),
    puskesmas       TEXT NOT NULL CHECK (json_valid(puskesmas)),
    PRIMARY KEY (cluster_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE cluster_actions (
    cluster_id INTEGER NOT NULL REFERENCES clusters (id),
    number     INTEGER NOT NULL CHECK (number > 0),
    kind       TEXT NOT NULL CHECK (kind IN ('pe', 'psn', 'fogging')),
    day        TEXT NOT NULL,
    noted      TEXT NOT NULL,
    noted_by   TEXT NOT NULL,
    note       TEXT,
    PRIMARY KEY (cluster_id, number)
) STRICT, WITHOUT ROWID;
