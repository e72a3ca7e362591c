//! Single cases with all their answers, for those who answer for them; never with identity.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::{StreamExt, TryStreamExt, stream};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    audit::{Action, Actor, Deed, Journal},
    fault::LedgerFault,
};
use crate::{
    domain::{Case, DistrictCode},
    index::{CaseRow, Lens},
};

/// How many look-ups run at once: below the number of the ledger's readers.
const AT_ONCE: usize = 6;

/// One case of the line list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CaseLine {
    /// The ledger's number.
    pub id: i64,
    /// Disease code.
    pub disease: String,
    /// The reported diagnosis.
    pub diagnosis: Option<String>,
    /// Day the illness began.
    pub onset: NaiveDate,
    /// Whether another date stands in for the onset.
    pub onset_estimated: Option<bool>,
    /// Day of report.
    pub reported: NaiveDate,
    /// `L` or `P`.
    pub sex: Option<&'static str>,
    /// Completed years.
    pub age: Option<u8>,
    /// Certainty.
    pub status: &'static str,
    /// Outcome.
    pub outcome: &'static str,
    /// District it counts in.
    pub district: Option<String>,
    /// Name of that district.
    pub district_name: Option<String>,
    /// Kelurahan that holds the point.
    pub computed_district: Option<String>,
    /// Whether the point lies in another kelurahan than the form says.
    pub misplaced: Option<bool>,
    /// Puskesmas it counts for.
    pub puskesmas: Option<String>,
    /// Name of that puskesmas.
    pub puskesmas_name: Option<String>,
    /// Longitude.
    pub lon: Option<f64>,
    /// Latitude.
    pub lat: Option<f64>,
    /// GPS accuracy in metres.
    pub accuracy_m: Option<f32>,
}

/// One case with the form's other answers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CaseCard {
    #[serde(flatten)]
    line: CaseLine,
    /// The form's other answers under their names in the form; nothing of the identity.
    details: BTreeMap<String, String>,
}

/// A list that somebody takes away.
pub struct Taking<'a> {
    /// Who, for the audit.
    pub actor: &'a Actor,
    /// As what, e.g. `csv`.
    pub format: &'static str,
    /// Which cases: the words of the filter.
    pub question: &'a str,
}

/// The line list: the index says which cases, the ledger what else their forms say.
#[derive(Clone)]
pub struct LineList {
    journal: Journal,
}

impl LineList {
    /// The line list of a journal's ledger.
    pub fn new(journal: Journal) -> Self {
        Self { journal }
    }

    /// Cases that a lens showed, in their order, as a list to be taken away; that is written down first.
    pub async fn take(
        &self,
        lens: &Lens,
        rows: Vec<CaseRow>,
        taking: Taking<'_>,
        now: DateTime<Utc>,
    ) -> Result<Vec<CaseLine>, LedgerFault> {
        self.taken(taking, rows.len(), now).await?;
        self.lines(lens, rows).await
    }

    /// Writes down that cases without names are taken away.
    pub async fn taken(
        &self,
        Taking { actor, format, question }: Taking<'_>,
        count: usize,
        now: DateTime<Utc>,
    ) -> Result<(), LedgerFault> {
        let detail = json!({ "format": format, "count": count, "question": question });
        let deed = Deed { actor, action: Action::CasesExport, subject: "", detail };
        Ok(self.journal.note(deed, now).await?)
    }

    /// Cases that a lens showed, in their order.
    pub async fn lines(&self, lens: &Lens, rows: Vec<CaseRow>) -> Result<Vec<CaseLine>, LedgerFault> {
        let look_up = |row: CaseRow| async move { Ok((self.journal.ledger().case(row.id).await?, row)) };
        let found = stream::iter(rows).map(look_up).buffered(AT_ONCE);
        found.map_ok(|(case, row)| line(lens, &row, case.as_ref())).try_collect().await
    }

    /// One case that a lens showed.
    pub async fn card(&self, lens: &Lens, row: CaseRow) -> Result<CaseCard, LedgerFault> {
        let case = self.journal.ledger().case(row.id).await?;
        let line = line(lens, &row, case.as_ref());
        Ok(CaseCard { line, details: case.map(|c| c.details.to_map()).unwrap_or_default() })
    }
}

/// The facts come from the snapshot, so that list, map and counts agree; the ledger adds what only it keeps.
fn line(lens: &Lens, row: &CaseRow, case: Option<&Case>) -> CaseLine {
    let name = |code: DistrictCode| lens.districts().get(code).map(|d| d.name.clone());
    let facility = row.puskesmas.as_ref().and_then(|code| lens.facilities().get(code));
    CaseLine {
        id: row.id.0,
        disease: row.disease.to_string(),
        diagnosis: case.and_then(|c| c.diagnosis.clone()),
        onset: row.onset,
        onset_estimated: case.map(|c| c.onset_estimated),
        reported: row.reported,
        sex: row.sex.map(|s| s.word()),
        age: row.age,
        status: row.status.word(),
        outcome: row.outcome.word(),
        district: row.district.map(|d| d.to_string()),
        district_name: row.district.and_then(name),
        computed_district: case.and_then(|c| c.computed).map(|d| d.to_string()),
        misplaced: case.map(Case::misplaced),
        puskesmas: row.puskesmas.as_ref().map(ToString::to_string),
        puskesmas_name: facility.map(|f| f.name.clone()),
        lon: row.position.map(|p| p.lon),
        lat: row.position.map(|p| p.lat),
        accuracy_m: case.and_then(|c| c.accuracy_m),
    }
}
