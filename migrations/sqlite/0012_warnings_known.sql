-- Who knows of a warning. A warning is told by the night that raised it: the nights after it are written anew, and what was known
-- of it holds on as long as it does. Rows go with the warnings that they are about; that somebody knew stays in the audit.
CREATE TABLE warning_acknowledgements (
    raised          TEXT NOT NULL,
    disease         TEXT NOT NULL,
    level           TEXT NOT NULL CHECK (level IN ('kabkota', 'kecamatan', 'puskesmas', 'kelurahan')),
    place           TEXT NOT NULL,
    acknowledged    TEXT NOT NULL,
    acknowledged_by TEXT NOT NULL,
    note            TEXT,
    PRIMARY KEY (raised, disease, level, place)
) STRICT, WITHOUT ROWID;

-- Which criteria of an outbreak could not be judged, and what was missing: of the nights before this nothing is said.
ALTER TABLE warnings ADD COLUMN unjudged TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(unjudged));
