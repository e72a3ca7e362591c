//! The statements that both databases understand. Placeholders are `$1`, `$2`; rows that are written in bulk go
//! through [`Table`], which knows columns by name once.

/// The number that grows with every write.
pub(super) const VERSION: &str = "SELECT version FROM ledger_version";
/// The same, and the version of everything but the cases.
pub(super) const VERSIONS: &str = "SELECT version, version - case_writes FROM ledger_version";
/// Begins a write: raises the version and takes the queue of writers.
pub(super) const RAISE_VERSION: &str = "UPDATE ledger_version SET version = version + 1";
/// The same for a write that touches cases alone.
pub(super) const RAISE_FOR_CASES: &str =
    "UPDATE ledger_version SET version = version + 1, case_writes = case_writes + 1";
/// Takes the queue of writers alone.
pub(super) const TAKE_TURN: &str = "UPDATE ledger_version SET version = version";
/// The last case number that was given.
pub(super) const LAST_CASE: &str = "SELECT last_case FROM ledger_version";
/// Keeps the last case number that was given.
pub(super) const SET_LAST_CASE: &str = "UPDATE ledger_version SET last_case = $1";

/// One setting.
pub(super) const SETTING: &str = "SELECT value FROM settings WHERE name = $1";
/// Writes a setting; touches no row where it stands so already.
pub(super) const SET_SETTING: &str = "INSERT INTO settings (name, value) VALUES ($1, $2)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE settings.value <> excluded.value";

/// All districts.
pub(super) const DISTRICTS: &str =
    "SELECT code, name, kind, outline, area_km2, label_lon, label_lat FROM districts ORDER BY code";
/// The districts of a level.
pub(super) const DISTRICTS_OF_LEVEL: &str = "SELECT code, name, kind, outline, area_km2, label_lon, label_lat FROM districts WHERE level = $1 ORDER BY code";
/// All facilities.
pub(super) const FACILITIES: &str = "SELECT * FROM facilities ORDER BY code";
/// The wilayah kerja.
pub(super) const CATCHMENTS: &str = "SELECT kelurahan, puskesmas, source FROM catchments ORDER BY kelurahan";
/// All denominators.
pub(super) const POPULATION: &str =
    "SELECT district, year, total, male, female, source FROM population ORDER BY district, year";

/// What the index is built of; read by position.
pub(super) const CASE_FACTS: &str =
    "SELECT id, disease, onset, reported, sex, age, status, outcome, counted, puskesmas, reporter, lon, lat
    FROM cases ORDER BY id";
/// The same of the cases that changed after a version, in any order: asked for one by number, SQLite would read the whole
/// table instead of the index.
pub(super) const CHANGED_FACTS: &str =
    "SELECT id, disease, onset, reported, sex, age, status, outcome, counted, puskesmas, reporter, lon, lat
    FROM cases WHERE changed > $1";
/// The same of a stretch of numbers, its ends included, for several readers at once.
pub(super) const CASE_FACTS_BETWEEN: &str =
    "SELECT id, disease, onset, reported, sex, age, status, outcome, counted, puskesmas, reporter, lon, lat
    FROM cases WHERE id BETWEEN $1 AND $2 ORDER BY id";
/// The first and the last number of all cases; each alone is found without reading them.
pub(super) const CASE_SPAN: &str = "SELECT (SELECT min(id) FROM cases), (SELECT max(id) FROM cases)";
/// A page of cases.
pub(super) const CASES_AFTER: &str = "SELECT * FROM cases WHERE id > $1 ORDER BY id LIMIT $2";
/// One case.
pub(super) const CASE: &str = "SELECT * FROM cases WHERE id = $1";

/// Which contents the ledger has under fingerprints; the list and its `)` follow.
pub(super) const CONTENTS_BY_FINGERPRINT: &str =
    "SELECT fingerprint, content FROM cases WHERE fingerprint IN (";

/// What cases say of their places; the list of numbers and its `)` follow.
pub(super) const PLACES_OF: &str = "SELECT id, declared, computed FROM cases WHERE id IN (";
/// Places cases anew; rows of number, computed and counted kelurahan stand between the two. Both databases call the
/// columns of `VALUES` column1, column2, ...
pub(super) const PLACE: (&str, &str) = (
    "UPDATE cases SET computed = placed.column2, counted = placed.column3,
        changed = (SELECT version FROM ledger_version) FROM (",
    ") AS placed WHERE cases.id = placed.column1",
);

/// Number and content of the case with a fingerprint.
pub(super) const CASE_BY_FINGERPRINT: &str = "SELECT id, content FROM cases WHERE fingerprint = $1";
/// Removes the person of a case, so that a corrected row leaves nothing of the earlier one.
pub(super) const FORGET_PERSON: &str = "DELETE FROM identities WHERE case_id = $1";

/// The number of the newest release.
pub(super) const LAST_RELEASE: &str = "SELECT max(id) FROM releases";
/// Enters a release in the log.
pub(super) const ADD_RELEASE: &str =
    "INSERT INTO releases (id, made, as_of, state) VALUES ($1, $2, $3, 'prepared')";
/// Enters its cells.
pub(super) const ADD_RELEASE_BLOCK: &str =
    "INSERT INTO release_blocks (release_id, disease, city, year, k, cells, coarsened, deaths, hidden_cases,
    basis) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
/// The log, oldest first.
pub(super) const RELEASES: &str = "SELECT id, made, as_of, state, changed FROM releases ORDER BY id";
/// The cells of a release.
pub(super) const RELEASE_BLOCKS: &str =
    "SELECT disease, city, year, k, cells, coarsened, deaths, hidden_cases, basis FROM release_blocks
    WHERE release_id = $1 ORDER BY disease, city, year";
/// Publishes or withdraws; only from the state before, and a prepared one only while the log stands as it was checked
/// against.
pub(super) const SET_RELEASE_STATE: &str = "UPDATE releases SET state = $2, changed = $3
    WHERE id = $1 AND state = $4 AND (state <> 'prepared'
        OR NOT EXISTS (SELECT 1 FROM releases later WHERE later.changed > releases.made))";

/// A table that takes rows in bulk. The first `key` columns say which row it is.
pub(super) struct Table {
    name: &'static str,
    key: usize,
    columns: &'static [&'static str],
}

impl Table {
    /// How a bulk statement begins, up to its `VALUES`.
    pub(super) fn insert(&self) -> String {
        format!("INSERT INTO {} ({}) ", self.name, self.columns.join(", "))
    }

    /// A whole statement that adds one row, to be prepared once for many.
    pub(super) fn insert_one(&self) -> String {
        let values: Vec<&str> = self.columns.iter().map(|_| "?").collect();
        format!("{}VALUES ({})", self.insert(), values.join(", "))
    }

    /// The same, replacing a row that is there.
    pub(super) fn replace_one(&self) -> String {
        self.insert_one() + &self.replace_changed()
    }

    /// How it ends: a row that is there is replaced where one of its columns differs, and not touched (nor counted
    /// as affected) where it is equal.
    pub(super) fn replace_changed(&self) -> String {
        let (key, rest) = self.columns.split_at(self.key);
        let set: Vec<String> = rest.iter().map(|c| format!("{c} = excluded.{c}")).collect();
        let old: Vec<String> = rest.iter().map(|c| format!("{}.{c}", self.name)).collect();
        let new: Vec<String> = rest.iter().map(|c| format!("excluded.{c}")).collect();
        format!(
            " ON CONFLICT ({}) DO UPDATE SET {} WHERE ({}) IS DISTINCT FROM ({})",
            key.join(", "),
            set.join(", "),
            old.join(", "),
            new.join(", "),
        )
    }
}

/// Administrative areas.
pub(super) const DISTRICT_TABLE: Table = Table {
    name: "districts",
    key: 1,
    columns: &["code", "level", "name", "kind", "area_km2", "label_lon", "label_lat", "outline"],
};
/// Health facilities.
pub(super) const FACILITY_TABLE: Table = Table {
    name: "facilities",
    key: 1,
    columns: &[
        "code",
        "name",
        "type",
        "class",
        "address",
        "phone",
        "hours",
        "services",
        "beds",
        "owner",
        "declared",
        "computed",
        "lon",
        "lat",
        "point_note",
        "source",
    ],
};
/// Wilayah kerja.
pub(super) const CATCHMENT_TABLE: Table =
    Table { name: "catchments", key: 1, columns: &["kelurahan", "puskesmas", "source"] };
/// Denominators.
pub(super) const POPULATION_TABLE: Table =
    Table { name: "population", key: 2, columns: &["district", "year", "total", "male", "female", "source"] };
/// Cases without their persons.
pub(super) const CASE_TABLE: Table = Table {
    name: "cases",
    key: 1,
    columns: &[
        "id",
        "disease",
        "onset",
        "reported",
        "sex",
        "age",
        "status",
        "outcome",
        "counted",
        "puskesmas",
        "reporter",
        "lon",
        "lat",
        "accuracy_m",
        "onset_estimated",
        "diagnosis",
        "declared",
        "computed",
        "fingerprint",
        "content",
        "details",
        "changed",
    ],
};
/// Persons, under seal.
pub(super) const IDENTITY_TABLE: Table = Table {
    name: "identities",
    key: 1,
    columns: &[
        "case_id",
        "key_id",
        "nik_mark",
        "nik",
        "name",
        "parent_name",
        "birth_date",
        "occupation",
        "address",
        "rt",
        "rw",
        "phone",
        "record_number",
        "remarks",
    ],
};
