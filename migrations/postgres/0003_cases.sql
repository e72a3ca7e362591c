-- A case without its person, and the person in a table of its own. The index, tiles and lists read `cases` only;
-- erasing a person erases a row of `identities` and leaves the count.

-- fingerprint: keyed hash of who, what and when, so a corrected file updates the case. content: keyed hash of the
-- whole row, so an equal file changes nothing. counted: where the case counts (declared area of residence, else the
-- computed one), kept so that every reader counts alike. The columns that the index reads stand first.
-- Words are checked by OR, not IN: for each IN list SQLite builds a small table anew at every row, a third of the
-- time of an import.
CREATE TABLE cases (
    id              BIGINT PRIMARY KEY CHECK (id > 0),
    disease         TEXT COLLATE "C" NOT NULL CHECK (length(disease) BETWEEN 1 AND 24),
    onset           DATE NOT NULL,
    reported        DATE NOT NULL,
    sex             TEXT CHECK (sex = 'L' OR sex = 'P'),
    age             INTEGER CHECK (age BETWEEN 0 AND 120),
    status          TEXT NOT NULL CHECK (status = 'suspek' OR status = 'probabel' OR status = 'konfirmasi' OR status = 'dibatalkan'),
    outcome         TEXT NOT NULL CHECK (outcome = 'unknown' OR outcome = 'dirawat' OR outcome = 'sembuh' OR outcome = 'meninggal'),
    counted         TEXT COLLATE "C",
    puskesmas       TEXT COLLATE "C",
    reporter        TEXT COLLATE "C",
    lon             DOUBLE PRECISION CHECK (lon BETWEEN -180 AND 180),
    lat             DOUBLE PRECISION CHECK (lat BETWEEN -90 AND 90),
    accuracy_m      REAL CHECK (accuracy_m >= 0),
    onset_estimated BOOLEAN NOT NULL,
    diagnosis       TEXT,
    declared        TEXT COLLATE "C",
    computed        TEXT COLLATE "C",
    fingerprint     BYTEA NOT NULL UNIQUE CHECK (length(fingerprint) = 32),
    content         BYTEA NOT NULL CHECK (length(content) = 32),
    details         JSONB NOT NULL CHECK (jsonb_typeof(details) = 'object'),
    CHECK ((lon IS NULL) = (lat IS NULL))
);

CREATE TABLE identities (
    case_id       BIGINT PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
    nik           TEXT,
    name          TEXT,
    parent_name   TEXT,
    birth_date    DATE,
    occupation    TEXT,
    address       TEXT,
    rt            TEXT,
    rw            TEXT,
    phone         TEXT,
    record_number TEXT,
    remarks       TEXT
);
