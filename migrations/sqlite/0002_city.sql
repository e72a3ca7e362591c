-- The city itself: areas, facilities, who answers for whom, and how many people live where. No table refers to
-- another by a foreign key, because offices deliver these files in any order and a facility list must be readable
-- before the boundaries are.

-- Outlines are WKB in WGS 84 degrees: read in one pass without parsing numbers. Codes change when areas are split
-- or merged; valid_from and valid_to (NULL: open) keep the days between which a code was official.
CREATE TABLE districts (
    code       TEXT PRIMARY KEY CHECK (length(code) IN (2, 5, 8, 13)),
    level      TEXT NOT NULL CHECK (level IN ('provinsi', 'kabkota', 'kecamatan', 'kelurahan')),
    name       TEXT NOT NULL,
    kind       TEXT CHECK (kind IN ('kelurahan', 'desa')),
    area_km2   REAL NOT NULL CHECK (area_km2 >= 0),
    label_lon  REAL NOT NULL CHECK (label_lon BETWEEN -180 AND 180),
    label_lat  REAL NOT NULL CHECK (label_lat BETWEEN -90 AND 90),
    outline    BLOB NOT NULL,
    valid_from TEXT,
    valid_to   TEXT,
    CHECK (valid_from <= valid_to)
) STRICT;

CREATE INDEX districts_by_level ON districts (level, code);

CREATE TABLE facilities (
    code       TEXT PRIMARY KEY CHECK (code <> ''),
    name       TEXT NOT NULL,
    type       TEXT NOT NULL CHECK (type IN ('puskesmas', 'pustu', 'rs', 'klinik', 'praktik', 'apotek', 'labkes')),
    class      TEXT,
    address    TEXT,
    phone      TEXT,
    hours      TEXT,
    services   TEXT,
    beds       INTEGER CHECK (beds >= 0),
    owner      TEXT,
    declared   TEXT,
    computed   TEXT,
    lon        REAL CHECK (lon BETWEEN -180 AND 180),
    lat        REAL CHECK (lat BETWEEN -90 AND 90),
    point_note TEXT,
    source     TEXT,
    CHECK ((lon IS NULL) = (lat IS NULL))
) STRICT;

-- Wilayah kerja: a kelurahan has one puskesmas.
CREATE TABLE catchments (
    kelurahan TEXT PRIMARY KEY CHECK (length(kelurahan) = 13),
    puskesmas TEXT NOT NULL CHECK (puskesmas <> ''),
    source    TEXT
) STRICT;

-- A rate needs the people of its own year, so a figure without year or source cannot be kept.
CREATE TABLE population (
    district TEXT NOT NULL,
    year     INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    total    INTEGER NOT NULL CHECK (total >= 0),
    male     INTEGER CHECK (male >= 0),
    female   INTEGER CHECK (female >= 0),
    source   TEXT NOT NULL,
    PRIMARY KEY (district, year)
) STRICT, WITHOUT ROWID;
