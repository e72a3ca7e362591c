//! After a breach: whose data, what, when and how, for the written notice that UU 27/2022 art. 46 asks for within
//! 3 x 24 hours.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::{Identities, IdentityError, Reason};
use crate::{
    domain::{CaseId, Identity, IdentityPart, Language, PeopleRight, TimeZone},
    services::{
        audit::{Action, Actor, Deed, Record, Wanted},
        export::{ExportError, csv},
    },
    store::StoreError,
};

/// Persons that are opened at once, with one row in the audit.
const STEP: usize = 1000;

/// What leaked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leak {
    /// Everything that a name (or `token:ID`) read, from one day to another, by the city's clock.
    ReadBy {
        /// Who.
        who: String,
        /// The first day.
        since: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
    /// The ledger itself, with its keys.
    Everything,
}

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
pub enum BreachError {
    /// Nobody's.
    #[error("nobody's identity is touched by that; check name and days with `sigis audit seen NAME`")]
    Nobody,
    /// The audit or the persons.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// The file.
    #[error(transparent)]
    Export(#[from] ExportError),
}

impl From<StoreError> for BreachError {
    fn from(error: StoreError) -> Self {
        Self::Identity(error.into())
    }
}

/// The list, ready to be written to a file.
pub struct BreachList {
    /// CSV with a row for each case: whose data, what of them, when and how it was read.
    pub file: Vec<u8>,
    /// How many cases.
    pub cases: usize,
    /// Cases whose person is not known, or was erased since.
    pub unknown: usize,
    /// Exports of cases without names by the same hand, each with its question: points and ages are personal data too.
    pub exports: Vec<Record>,
}

/// How one case was read.
struct Reading {
    times: Vec<DateTime<Utc>>,
    how: Vec<String>,
}

impl Identities {
    /// Whose data a leak touched. The list itself is a reading of identities and stands in the audit.
    ///
    /// # Errors
    /// When nobody is touched, the reason is none, or the ledger fails.
    pub async fn breach(
        &self,
        leak: &Leak,
        reason: &str,
        (zone, language): (TimeZone, Language),
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<BreachList, BreachError> {
        let reason = Reason::stated(reason)?;
        let (touched, exports) = self.touched(leak, zone).await?;
        if touched.is_empty() && exports.is_empty() {
            return Err(BreachError::Nobody);
        }
        let cases: Vec<CaseId> = touched.keys().copied().collect();
        let mut rows = Vec::with_capacity(cases.len());
        for some in cases.chunks(STEP) {
            let numbers: Vec<i64> = some.iter().map(|case| case.0).collect();
            let detail =
                json!({ "reason": reason, "leak": words(leak), "count": numbers.len(), "cases": numbers });
            let deed = Deed { actor, action: Action::IdentityBreach, subject: "", detail };
            for person in self.journal.persons(some, deed, now).await? {
                if let Some(reading) = touched.get(&person.case) {
                    rows.push(row(person.case, &self.unseal(&person)?, reading, zone));
                }
            }
        }
        let unknown = cases.len() - rows.len();
        let file = csv::write(&header(language), rows.into_iter(), language)?;
        Ok(BreachList { file, cases: cases.len(), unknown, exports })
    }

    async fn touched(
        &self,
        leak: &Leak,
        zone: TimeZone,
    ) -> Result<(BTreeMap<CaseId, Reading>, Vec<Record>), BreachError> {
        let mut touched: BTreeMap<CaseId, Reading> = BTreeMap::new();
        let mut exports = Vec::new();
        let (who, since, until) = match leak {
            Leak::Everything => {
                let all = self.journal.ledger().identified().await?;
                let whole =
                    |case| (case, Reading { times: Vec::new(), how: vec!["ledger and key".to_owned()] });
                return Ok((all.into_iter().map(whole).collect(), exports));
            }
            Leak::ReadBy { who, since, until } => (who, since, until),
        };
        let end = until.succ_opt().unwrap_or(*until);
        let end = Wanted::since(end, zone);
        let wanted =
            Wanted { who: Some(who.clone()), since: Some(Wanted::since(*since, zone)), ..Wanted::default() };
        let records =
            self.journal.all(PeopleRight::at_the_console(), wanted).await.map_err(IdentityError::from)?;
        for record in records.into_iter().filter(|r| r.actor == *who && r.time < end) {
            for case in record.cases() {
                let reading = touched.entry(case).or_insert(Reading { times: Vec::new(), how: Vec::new() });
                reading.times.push(record.time);
                reading.how.push(format!("{} {}", record.action, record.address).trim().to_owned());
            }
            if record.action == Action::CasesExport.word() {
                exports.push(record);
            }
        }
        Ok((touched, exports))
    }
}

fn words(leak: &Leak) -> String {
    match leak {
        Leak::Everything => "everything".to_owned(),
        Leak::ReadBy { who, since, until } => format!("{who} {since} {until}"),
    }
}

fn header(language: Language) -> [&'static str; 9] {
    match language {
        Language::Id => [
            "nomor_kasus",
            "nama",
            "nama_orang_tua",
            "telepon",
            "alamat",
            "rt_rw",
            "data_yang_terungkap",
            "waktu",
            "cara",
        ],
        Language::En => {
            ["case", "name", "parent_name", "phone", "address", "rt_rw", "disclosed", "when", "how"]
        }
    }
}

fn row(case: CaseId, identity: &Identity, reading: &Reading, zone: TimeZone) -> Vec<String> {
    let text = |part| csv::text(identity.part(part).as_deref().unwrap_or_default());
    let disclosed = IdentityPart::ALL.into_iter().filter(|part| identity.part(*part).is_some());
    let disclosed: Vec<&str> = disclosed.map(IdentityPart::word).collect();
    let time =
        |time: &DateTime<Utc>| format!("{} {}", zone.local(*time).format("%Y-%m-%d %H:%M"), zone.label());
    let times: Vec<String> = reading.times.iter().map(time).collect();
    let block = [identity.rt.as_deref(), identity.rw.as_deref()].map(|part| part.unwrap_or("–"));
    vec![
        case.0.to_string(),
        text(IdentityPart::Name),
        text(IdentityPart::ParentName),
        text(IdentityPart::Phone),
        text(IdentityPart::Address),
        csv::text(&block.join("/")),
        disclosed.join(" "),
        times.join("; "),
        csv::text(&reading.how.join("; ")),
    ]
}
