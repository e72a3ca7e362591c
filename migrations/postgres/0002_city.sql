-- The city itself: areas, facilities, who answers for whom, and how many people live where. No table refers to
-- another by a foreign key, because offices deliver these files in any order and a facility list must be readable
-- before the boundaries are.

-- Outlines are WKB in WGS 84 degrees: read in one pass without parsing numbers. Codes change when areas are split
-- or merged; valid_from and valid_to (NULL: open) keep the days between which a code was official.
CREATE TABLE districts (
    code       TEXT COLLATE "C" PRIMARY KEY CHECK (length(code) IN (2, 5, 8, 13)),
    level      TEXT NOT NULL CHECK (level IN ('provinsi', 'kabkota', 'kecamatan', 'kelurahan')),
    name       TEXT NOT NULL,
    kind       TEXT CHECK (kind IN ('kelurahan', 'desa')),
    area_km2   DOUBLE PRECISION NOT NULL CHECK (area_km2 >= 0),
    label_lon  DOUBLE PRECISION NOT NULL CHECK (label_lon BETWEEN -180 AND 180),
    label_lat  DOUBLE PRECISION NOT NULL CHECK (label_lat BETWEEN -90 AND 90),
    outline    BYTEA NOT NULL,
    valid_from DATE,
    valid_to   DATE,
    CHECK (valid_from <= valid_to)
);

CREATE INDEX districts_by_level ON districts (level, code);

CREATE TABLE facilities (
    code       TEXT COLLATE "C" PRIMARY KEY CHECK (code <> ''),
    name       TEXT NOT NULL,
    type       TEXT NOT NULL CHECK (type IN ('puskesmas', 'pustu', 'rs', 'klinik', 'praktik', 'apotek', 'labkes')),
    class      TEXT,
    address    TEXT,
    phone      TEXT,
    hours      TEXT,
    services   TEXT,
    beds       BIGINT CHECK (beds >= 0),
    owner      TEXT,
    declared   TEXT COLLATE "C",
    computed   TEXT COLLATE "C",
    lon        DOUBLE PRECISION CHECK (lon BETWEEN -180 AND 180),
    lat        DOUBLE PRECISION CHECK (lat BETWEEN -90 AND 90),
    point_note TEXT,
    source     TEXT,
    CHECK ((lon IS NULL) = (lat IS NULL))
);

-- Wilayah kerja: a kelurahan has one puskesmas.
CREATE TABLE catchments (
    kelurahan TEXT COLLATE "C" PRIMARY KEY CHECK (length(kelurahan) = 13),
    puskesmas TEXT COLLATE "C" NOT NULL CHECK (puskesmas <> ''),
    source    TEXT
);

-- A rate needs the people of its own year, so a figure without year or source cannot be kept.
CREATE TABLE population (
    district TEXT COLLATE "C" NOT NULL,
    year     INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    total    BIGINT NOT NULL CHECK (total >= 0),
    male     BIGINT CHECK (male >= 0),
    female   BIGINT CHECK (female >= 0),
    source   TEXT NOT NULL,
    PRIMARY KEY (district, year)
);
