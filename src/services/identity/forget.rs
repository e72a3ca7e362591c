//! Forgetting a person: identity, point and answers are erased, the case stays as a count (UU 27/2022 art. 8 and 43).

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Identities, IdentityError, Reason};
use crate::{
    domain::CaseId,
    services::audit::{Action, Actor, Deed},
    store::Erasure,
};

/// Whom to forget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// The persons of these cases.
    Cases(Vec<CaseId>),
    /// Whoever has this NIK: all their cases.
    Nik(String),
}

/// What was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    /// The cases, which go on counting.
    pub cases: Vec<CaseId>,
    /// How many of them had a person.
    pub persons: u64,
}

impl Identities {
    /// The cases that forgetting somebody would strip.
    ///
    /// # Errors
    /// When it is no NIK, a case does not exist, or the ledger fails.
    pub async fn cases_of(&self, whom: &Whom) -> Result<Vec<CaseId>, IdentityError> {
        let ledger = self.journal.ledger();
        match whom {
            Whom::Nik(nik) => Ok(ledger.cases_of(self.mark(nik)?).await?),
            Whom::Cases(cases) => {
                let mut found = Vec::new();
                for case in cases {
                    if ledger.case(*case).await?.is_some() && !found.contains(case) {
                        found.push(*case);
                    }
                }
                Ok(found)
            }
        }
    }

    /// Erases the persons of cases for ever and leaves of the cases what is a count. Neither the same file nor an older
    /// backup brings them back.
    ///
    /// # Errors
    /// When the reason is none or the ledger fails; then nothing was erased.
    pub async fn forget(
        &self,
        cases: Vec<CaseId>,
        reason: &str,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Forgotten, IdentityError> {
        let reason = Reason::stated(reason)?;
        let numbers: Vec<i64> = cases.iter().map(|case| case.0).collect();
        let detail = json!({ "reason": reason, "count": numbers.len(), "cases": numbers });
        let deed = Deed { actor, action: Action::IdentityForget, subject: "", detail };
        let persons = self.journal.erase(&cases, Erasure::Person, deed, now).await?;
        Ok(Forgotten { cases, persons })
    }
}
