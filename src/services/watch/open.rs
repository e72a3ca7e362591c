//! Warnings that nobody knows of yet, and who knows of the others. Whoever says so does it once for a warning, whatever its nights
//! go on to say; what rings anew after the silence is a new one. It stands in the audit.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::json;
use tokio::sync::watch;

use super::{
    Watch, WatchError,
    deeds::note,
    warning_cards::{KnownCard, OpenWarnings},
};
use crate::{
    domain::{Acknowledgement, KnownWarning, WarningId, WatchRight},
    index::Lens,
    services::{
        audit::{Action, Actor, Deed},
        fault::LedgerFault,
    },
};

impl Watch {
    /// How many warnings of the last night nobody knows of, within a right.
    ///
    /// # Errors
    /// When the ledger fails.
    pub async fn open_warnings(&self, right: &WatchRight, lens: &Lens) -> Result<OpenWarnings, WatchError> {
        let last = self.ledger().last_night(NaiveDate::MAX).await.map_err(LedgerFault::from)?;
        let Some((night, _)) = last else { return Ok(OpenWarnings { night: None, open: None }) };
        let all = self.ledger().open_warnings(night).await.map_err(LedgerFault::from)?;
        let own = all.iter().filter(|warning| right.reaches(&warning.place, lens.catchments()));
        Ok(OpenWarnings { night: Some(night), open: Some(own.count()) })
    }

    /// Grows with every night that was judged here and with every warning that somebody came to know of.
    pub fn news(&self, _right: &WatchRight) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    /// Writes down that somebody knows of a warning, with what they note beside it.
    ///
    /// # Errors
    /// When there is none that they may know of, somebody does already, or the note cannot be kept.
    pub async fn acknowledge_warning(
        &self,
        right: &WatchRight,
        id: WarningId,
        text: Option<String>,
        actor: &Actor,
        now: DateTime<Utc>,
        lens: &Lens,
    ) -> Result<KnownCard, WatchError> {
        let reached = right.reaches(&id.place, lens.catchments());
        if !reached || !self.ledger().has_warning(&id).await.map_err(LedgerFault::from)? {
            return Err(WatchError::NoWarning(id));
        }
        let note = note(text)?;
        let subject = format!("warning:{id}");
        let deed = Deed { actor, action: Action::WarningAcknowledge, subject: &subject, detail: json!({}) };
        let seal = self.journal.seal();
        let done = self.ledger().acknowledge_warning(&id, note.as_deref(), &deed.entry(now), seal).await;
        if !done.map_err(LedgerFault::from)? {
            return Err(WatchError::Known(id));
        }
        self.tell();
        Ok(KnownCard { by: actor.name.clone(), at: now, note })
    }

    /// Tells whoever listens that there is something new.
    pub(super) fn tell(&self) {
        self.news.send_modify(|number| *number += 1);
    }

    /// Who knows of the warnings that can hold or have subsided on a night.
    pub(super) async fn known_of(
        &self,
        night: NaiveDate,
    ) -> Result<HashMap<WarningId, KnownCard>, WatchError> {
        // Of those nights, each may tell of a warning that was raised so long before it.
        let silence = Days::new(u64::from(self.rules.watch.silence_days) * 2);
        let from = night.checked_sub_days(silence).unwrap_or(night);
        let known = self.ledger().known_warnings(from, night).await.map_err(LedgerFault::from)?;
        let card = |KnownWarning { warning, known: Acknowledgement { by, at }, note }| {
            (warning, KnownCard { by, at, note })
        };
        Ok(known.into_iter().map(card).collect())
    }
}
