//! The statements about persons, understood by both databases. The parts stand in the order of
//! [`crate::domain::IdentityPart::ALL`].

/// Persons with the fingerprints of their cases; a condition follows.
pub(super) const PERSONS: &str = "SELECT i.case_id, c.fingerprint, i.key_id, i.nik_mark, i.nik, i.name,
    i.parent_name, i.birth_date, i.occupation, i.address, i.rt, i.rw, i.phone, i.record_number, i.remarks
    FROM identities i JOIN cases c ON c.id = i.case_id WHERE ";
/// The column of the first part in [`PERSONS`] and [`CLEAR_PERSONS`].
pub(super) const FIRST_PART: usize = 4;
/// The persons that another program kept in the clear, in the shape of [`PERSONS`].
pub(super) const CLEAR_PERSONS: &str =
    "SELECT i.case_id, c.fingerprint, 0, NULL, i.nik, i.name, i.parent_name,
    CAST(i.birth_date AS TEXT), i.occupation, i.address, i.rt, i.rw, i.phone, i.record_number, i.remarks
    FROM identities_in_clear i JOIN cases c ON c.id = i.case_id ORDER BY i.case_id LIMIT $1";
/// Takes a person out of the clear.
pub(super) const REMOVE_CLEAR: &str = "DELETE FROM identities_in_clear WHERE case_id = $1";

/// The cases of a NIK.
pub(super) const CASES_OF_NIK: &str = "SELECT case_id FROM identities WHERE nik_mark = $1 ORDER BY case_id";
/// The cases that were reported before a day and have a person.
pub(super) const IDENTIFIED_BEFORE: &str =
    "SELECT i.case_id FROM identities i JOIN cases c ON c.id = i.case_id
    WHERE c.reported < $1 ORDER BY i.case_id";
/// The cases that have a person.
pub(super) const IDENTIFIED: &str = "SELECT case_id FROM identities ORDER BY case_id";
/// How many persons each key seals.
pub(super) const KEYS: &str = "SELECT key_id, count(*) FROM identities GROUP BY key_id ORDER BY key_id";

/// Removes persons; the list of cases and its `)` follow, as with the two below.
pub(super) const REMOVE_PERSONS: &str = "DELETE FROM identities WHERE case_id IN (";
/// Leaves of cases what is a count.
pub(super) const STRIP_CASES: &str =
    "UPDATE cases SET lon = NULL, lat = NULL, accuracy_m = NULL, details = '{}',
        changed = (SELECT version FROM ledger_version) WHERE id IN (";
/// Remembers that persons were forgotten; a case that is remembered already is passed over by [`STRIP_CASES`]' caller.
pub(super) const FORGET: (&str, &str) = (
    "INSERT INTO forgotten (fingerprint, time) SELECT fingerprint, ",
    " FROM cases WHERE fingerprint NOT IN (SELECT fingerprint FROM forgotten) AND id IN (",
);
/// The fingerprints of forgotten cases.
pub(super) const FORGOTTEN: &str = "SELECT fingerprint FROM forgotten";
