//! Retention: who cases are is kept for some years, then erased. The cases stay, with point and answers.

use std::time::Duration;

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde_json::json;

use super::{Identities, IdentityError};
use crate::{
    domain::{CaseId, TimeZone},
    services::audit::{Action, Actor, Deed},
    store::Erasure,
};

/// How often a server looks whether somebody's time has come.
const LOOK_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long who somebody is may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Years after the report.
    pub years: u32,
}

impl Retention {
    /// Who was reported before this day is erased.
    pub fn limit(self, today: NaiveDate) -> NaiveDate {
        today.checked_sub_months(Months::new(self.years.saturating_mul(12))).unwrap_or(NaiveDate::MIN)
    }
}

/// What a run of the job did, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiry {
    /// Who was reported before this day.
    pub before: NaiveDate,
    /// The cases whose person was erased.
    pub cases: Vec<CaseId>,
}

impl Identities {
    /// Whose time has come.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn expired(&self, retention: Retention, today: NaiveDate) -> Result<Expiry, IdentityError> {
        let before = retention.limit(today);
        Ok(Expiry { before, cases: self.journal.ledger().identified_before(before).await? })
    }

    /// Erases who they are, and says so in the audit with number and limit. Nothing is written where nobody's time has
    /// come.
    ///
    /// # Errors
    /// When the ledger fails; then nothing was erased.
    pub async fn expire(
        &self,
        retention: Retention,
        today: NaiveDate,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Expiry, IdentityError> {
        let expiry = self.expired(retention, today).await?;
        if !expiry.cases.is_empty() {
            let detail = json!({
                "count": expiry.cases.len(),
                "reported_before": expiry.before,
                "years": retention.years,
            });
            let deed = Deed { actor, action: Action::IdentityExpire, subject: "", detail };
            self.journal.erase(&expiry.cases, Erasure::Identity, deed, now).await?;
        }
        Ok(expiry)
    }
}

/// Runs the job at the start and once a day, for as long as the server lives. A failure is logged and tried again.
pub async fn follow(identities: Identities, retention: Retention, zone: TimeZone) {
    let mut days = tokio::time::interval(LOOK_EVERY);
    loop {
        days.tick().await;
        let now = Utc::now();
        let today = zone.local(now).date();
        match identities.expire(retention, today, &Actor::schedule(), now).await {
            Ok(expiry) if expiry.cases.is_empty() => {}
            Ok(expiry) => tracing::info!(
                persons = expiry.cases.len(),
                reported_before = %expiry.before,
                "persons whose time has come were erased"
            ),
            Err(error) => tracing::error!(%error, "persons whose time has come were not erased"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_the_same_day_so_many_years_ago() {
        let limit = |years, day: &str| Retention { years }.limit(day.parse().unwrap()).to_string();
        assert_eq!(limit(5, "2026-11-22"), "2021-11-22");
        assert_eq!(limit(1, "2024-02-29"), "2023-02-28");
        assert_eq!(limit(0, "2026-11-22"), "2026-11-22");
    }
}
