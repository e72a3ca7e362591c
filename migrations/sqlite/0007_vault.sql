-- Persons under seal: each part for itself (XChaCha20-Poly1305), bound to its case and its column. key_id is the key of
-- the key file that all parts of a row are sealed with. nik_mark is a keyed hash that finds the rows of a NIK.
-- What an earlier program kept in the clear is sealed and moved at the next start; then the old table stands empty.
ALTER TABLE identities RENAME TO identities_in_clear;

CREATE TABLE identities (
    case_id       INTEGER PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
    key_id        INTEGER NOT NULL CHECK (key_id > 0),
    nik_mark      BLOB CHECK (length(nik_mark) = 16),
    nik           BLOB,
    name          BLOB,
    parent_name   BLOB,
    birth_date    BLOB,
    occupation    BLOB,
    address       BLOB,
    rt            BLOB,
    rw            BLOB,
    phone         BLOB,
    record_number BLOB,
    remarks       BLOB
) STRICT;

CREATE INDEX identities_by_nik ON identities (nik_mark) WHERE nik_mark IS NOT NULL;

-- Cases whose person was forgotten, by fingerprint, so that neither their file nor an older backup brings them back.
CREATE TABLE forgotten (
    fingerprint BLOB PRIMARY KEY CHECK (length(fingerprint) = 32),
    time        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
