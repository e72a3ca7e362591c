-- What the night watch found: its warnings, its clusters with their life, who knows of them and what was done. Rows of nights
-- are written anew when a night is judged again, and dropped when the rules keep them no longer; clusters and actions stay.
-- No person and no case is named: areas are circles around points of a grid, cases are counts.
CREATE TABLE watch_nights (
    day     DATE PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 0)
);

CREATE TABLE warnings (
    night    DATE NOT NULL REFERENCES watch_nights (day),
    disease  TEXT NOT NULL,
    level    TEXT NOT NULL CHECK (level IN ('kabkota', 'kecamatan', 'puskesmas', 'kelurahan')),
    place    TEXT NOT NULL COLLATE "C",
    raised   DATE NOT NULL,
    readings JSONB NOT NULL,
    criteria JSONB NOT NULL,
    PRIMARY KEY (night, disease, level, place)
);

CREATE TABLE clusters (
    id              BIGINT PRIMARY KEY CHECK (id > 0),
    disease         TEXT NOT NULL,
    first_day       DATE NOT NULL,
    last_seen       DATE NOT NULL,
    ended           DATE,
    merged_into     BIGINT REFERENCES clusters (id),
    acknowledged    TIMESTAMPTZ,
    acknowledged_by TEXT
);

CREATE TABLE cluster_nights (
    cluster_id      BIGINT NOT NULL REFERENCES clusters (id),
    day             DATE NOT NULL,
    life            TEXT NOT NULL CHECK (life IN ('new', 'growing', 'ongoing', 'closed', 'merged')),
    from_day        DATE NOT NULL,
    to_day          DATE NOT NULL,
    lon             DOUBLE PRECISION NOT NULL,
    lat             DOUBLE PRECISION NOT NULL,
    radius_km       DOUBLE PRECISION NOT NULL CHECK (radius_km > 0),
    cases           BIGINT NOT NULL CHECK (cases >= 0),
    expected        DOUBLE PRECISION NOT NULL,
    statistic       DOUBLE PRECISION NOT NULL,
    recurrence_days DOUBLE PRECISION NOT NULL,
    kelurahan       JSONB NOT NULL,
    puskesmas       JSONB NOT NULL,
    PRIMARY KEY (cluster_id, day)
);

CREATE TABLE cluster_actions (
    cluster_id BIGINT NOT NULL REFERENCES clusters (id),
    number     BIGINT NOT NULL CHECK (number > 0),
    kind       TEXT NOT NULL CHECK (kind IN ('pe', 'psn', 'fogging')),
    day        DATE NOT NULL,
    noted      TIMESTAMPTZ NOT NULL,
    noted_by   TEXT NOT NULL,
    note       TEXT,
    PRIMARY KEY (cluster_id, number)
);
