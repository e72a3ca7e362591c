//! The contract of the ledger: the same promises, asked of SQLite and of a real PostgreSQL.

mod any;
mod bulk;
mod cases;
mod changes;
mod city;
mod nights;
mod office;
mod people;
mod persons;
mod placing;
mod releases;
mod samples;
mod turns;

use std::{fs, path::PathBuf, sync::Arc};

use sigis::store::{self, Ledger, Patience, StoreError};
use sqlx::{AssertSqlSafe, Connection};
use tempfile::TempDir;

use self::{
    bulk::*, cases::*, changes::*, city::*, nights::*, office::*, people::*, persons::*, placing::*,
    releases::*, turns::*,
};
use crate::postgres;

/// A fresh ledger and where it is.
struct Place {
    ledger: Arc<dyn Ledger>,
    address: String,
    folder: TempDir,
}

impl Place {
    async fn at(address: String, folder: TempDir) -> Self {
        let ledger = store::open(&address, patience()).await.unwrap();
        Self { ledger, address, folder }
    }

    async fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        let address = format!("sqlite://{}", folder.path().join("new/folder/sigis.db").display());
        Self::at(address, folder).await
    }

    async fn postgres() -> Option<Self> {
        Some(Self::at(postgres::fresh_database().await?, TempDir::new().unwrap()).await)
    }

    async fn migrated(self) -> Self {
        self.ledger.migrate().await.unwrap();
        self
    }

    fn is_postgres(&self) -> bool {
        self.address.starts_with("postgres")
    }

    /// The ledger as another process sees it.
    async fn elsewhere(&self) -> Arc<dyn Ledger> {
        store::open(&self.address, patience()).await.unwrap()
    }

    /// One number straight from the tables.
    async fn number(&self, question: &str) -> i64 {
        let question = AssertSqlSafe(question.to_string());
        if self.is_postgres() {
            let mut connection = sqlx::PgConnection::connect(&self.address).await.unwrap();
            sqlx::query_scalar(question).fetch_one(&mut connection).await.unwrap()
        } else {
            let mut connection = sqlx::SqliteConnection::connect(&self.address).await.unwrap();
            sqlx::query_scalar(question).fetch_one(&mut connection).await.unwrap()
        }
    }

    /// A statement past the ledger, as a careless administrator would run it.
    async fn meddle(&self, statement: &str) {
        let statement = AssertSqlSafe(statement.to_string());
        if self.is_postgres() {
            let mut connection = sqlx::PgConnection::connect(&self.address).await.unwrap();
            sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
        } else {
            let mut connection = sqlx::SqliteConnection::connect(&self.address).await.unwrap();
            sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
        }
    }
}

fn patience() -> Patience {
    Patience { readers: 4, ..Patience::default() }
}

/// Makes of each promise one test on SQLite and one on PostgreSQL.
macro_rules! promises {
    ($($promise:ident)*) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $promise() {
                super::$promise(&super::Place::sqlite().await.migrated().await).await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $promise() {
                let Some(place) = super::Place::postgres().await else { return };
                super::$promise(&place.migrated().await).await;
            })*
        }
    };
}

promises! {
    migrating_again_changes_nothing
    settings_are_kept_and_the_version_grows_with_each_change
    districts_come_back_whole_in_official_order
    facilities_come_back_whole
    catchments_and_population_come_back_whole
    a_code_that_stands_twice_in_a_list_is_written_in_order
    cases_come_back_whole
    an_equal_case_is_unchanged_and_a_corrected_one_keeps_its_number
    a_key_that_stands_twice_in_a_batch_is_met_in_order
    the_facts_of_the_index_are_those_of_the_cases
    only_the_cases_that_changed_are_told
    cases_that_are_placed_anew_or_forgotten_are_told
    what_is_more_than_cases_asks_for_everything_anew
    cases_that_are_placed_anew_count_there_unless_they_declare_another_area
    a_case_that_is_placed_twice_stands_where_it_was_placed_last
    pages_hold_every_case_once
    all_facts_are_those_that_the_cases_tell_page_by_page
    portions_of_one_write_stand_together_or_not_at_all
    facts_that_are_read_while_somebody_writes_are_of_one_version
    contents_are_told_for_the_keys_that_are_there
    persons_stand_in_a_table_of_their_own_and_leave_with_a_correction
    a_person_is_read_with_a_row_in_the_audit_or_not_at_all
    the_cases_of_a_nik_are_found_by_its_mark
    whose_time_has_come_loses_the_name_and_keeps_the_case
    a_forgotten_person_stays_forgotten_whatever_file_comes_again
    persons_are_sealed_anew_with_the_newest_key
    persons_that_were_kept_in_the_clear_are_sealed
    a_batch_with_one_refused_row_writes_nothing
    no_error_repeats_what_stood_in_the_row
    readers_never_see_half_a_write
    writers_in_two_processes_both_get_through
    accounts_are_kept_changed_and_never_doubled
    sessions_are_kept_touched_and_ended
    an_account_keeps_its_twenty_newest_sessions
    tokens_are_kept_listed_and_forgotten
    a_change_and_its_audit_are_written_together_or_not_at_all
    the_audit_is_listed_by_who_and_since_and_walked_in_order
    nobody_changes_or_deletes_a_row_of_the_audit
    writers_of_the_audit_in_two_processes_make_one_chain
    releases_stay_in_the_log_and_move_once_from_state_to_state
    a_night_is_kept_and_written_anew
    clusters_keep_their_number_through_the_nights
    who_knows_of_a_warning_is_kept_as_long_as_the_warning
    what_is_done_about_a_cluster_stands_in_the_audit
    a_backup_is_a_whole_ledger_or_a_clear_refusal
    a_row_that_we_never_wrote_is_named_and_not_guessed
    tables_of_a_newer_program_are_refused
    a_writer_that_waits_too_long_is_told_to_come_again
}

#[tokio::test]
async fn a_ledger_without_tables_says_what_to_run() {
    for place in [Some(Place::sqlite().await), Place::postgres().await].into_iter().flatten() {
        let refusal = place.ledger.check().await.unwrap_err().to_string();
        assert!(refusal.contains("sigis migrate"), "{refusal}");
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_without_its_password() {
    for address in ["mysql://root:SECRET@host/db", "sigis.db", "", "sqlite://"] {
        let refusal = store::open(address, patience()).await.err().unwrap();
        assert!(matches!(refusal, StoreError::Address(_)), "{address}: {refusal}");
        assert!(!refusal.to_string().contains("SECRET"));
    }
}

#[tokio::test]
async fn the_file_of_the_ledger_is_for_its_owner_alone() {
    let place = Place::sqlite().await.migrated().await;
    let file = PathBuf::from(place.address.trim_start_matches("sqlite://"));
    for name in [file.clone(), file.with_extension("db-wal")] {
        let mode = std::os::unix::fs::MetadataExt::mode(&fs::metadata(&name).unwrap());
        assert_eq!(mode & 0o777, 0o600, "{}", name.display());
    }
}

#[test]
fn both_migration_folders_have_the_same_names_and_every_file_says_why() {
    let names = |dialect: &str| -> Vec<String> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations").join(dialect);
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                assert!(fs::read_to_string(&path).unwrap().starts_with("-- "), "{}", path.display());
                path.file_name().unwrap().to_string_lossy().into_owned()
            })
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[test]
fn every_method_of_the_ledger_is_called_here() {
    let room = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let contracts = ["src/store/ledger.rs", "src/store/identity.rs", "src/store/watch_log.rs"];
    let contract: String = contracts.map(|file| fs::read_to_string(room.join(file)).unwrap()).concat();
    let promises = fs::read_dir(room.join("tests/it/store")).unwrap();
    let here: String = promises.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    let methods = contract.lines().filter_map(|l| l.trim().strip_prefix("async fn ")?.split('(').next());
    let forgotten: Vec<_> = methods.filter(|m| !here.contains(&format!(".{m}("))).collect();
    assert!(forgotten.is_empty(), "no promise calls {forgotten:?}");
}
