//! Who knows of a cluster, and what was done about it in the field. Both stand in the audit.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::json;

use super::{Watch, WatchError};
use crate::{
    domain::{ActionKind, ClusterAction, WatchRight, WatchedCluster},
    services::{
        audit::{Action, Actor, Deed},
        fault::LedgerFault,
    },
};

/// The longest note in characters.
pub const LONGEST_NOTE: usize = 200;

/// The most actions of a cluster.
pub const MOST_ACTIONS: u32 = 100;

/// How long before a cluster was found an action may have been: whoever was quicker than the watch.
const BEFORE_FOUND: Days = Days::new(60);

/// A number with so many digits may be a NIK or a telephone.
const TELLING_DIGITS: usize = 10;

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAction {
    /// What.
    pub kind: ActionKind,
    /// On which day.
    pub day: NaiveDate,
    /// More about it, without names; empty for nothing.
    pub note: Option<String>,
}

impl Watch {
    /// Writes down that somebody knows of a cluster.
    ///
    /// # Errors
    /// When there is none that they may know of, or somebody does already.
    pub async fn acknowledge(
        &self,
        right: &WatchRight,
        id: i64,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<(), WatchError> {
        self.reached(right, id).await?;
        let subject = subject(id);
        let deed = Deed { actor, action: Action::ClusterAcknowledge, subject: &subject, detail: json!({}) };
        let done = self.ledger().acknowledge_cluster(id, &deed.entry(now), self.journal.seal()).await;
        if done.map_err(LedgerFault::from)? { Ok(()) } else { Err(WatchError::Acknowledged(id)) }
    }

    /// Writes down what was done about a cluster.
    ///
    /// # Errors
    /// When there is none that they may know of, the day or the note is none, or there are too many.
    pub async fn act(
        &self,
        right: &WatchRight,
        id: i64,
        new: NewAction,
        actor: &Actor,
        now: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<(), WatchError> {
        let cluster = self.reached(right, id).await?;
        let from = cluster.first_day.checked_sub_days(BEFORE_FOUND).unwrap_or(cluster.first_day);
        let to = today.max(cluster.first_day);
        if !(from..=to).contains(&new.day) {
            return Err(WatchError::Day { from, to });
        }
        let action = ClusterAction {
            kind: new.kind,
            day: new.day,
            by: actor.name.clone(),
            noted: now,
            note: note(new.note)?,
        };
        let (subject, detail) = (subject(id), json!({ "kind": new.kind.word(), "day": new.day }));
        let deed = Deed { actor, action: Action::ClusterAction, subject: &subject, detail };
        let entry = deed.entry(now);
        let seal = self.journal.seal();
        let done = self.ledger().add_cluster_action(id, &action, MOST_ACTIONS, &entry, seal).await;
        if done.map_err(LedgerFault::from)? { Ok(()) } else { Err(WatchError::TooMany(id)) }
    }

    /// A cluster that lies within a right; another one is as unknown as none.
    pub(super) async fn reached(&self, right: &WatchRight, id: i64) -> Result<WatchedCluster, WatchError> {
        let cluster = self.ledger().cluster(id).await.map_err(LedgerFault::from)?;
        cluster.filter(|found| right.reaches_cluster(&found.state)).ok_or(WatchError::Unknown(id))
    }
}

/// A note as it is kept.
pub(super) fn note(text: Option<String>) -> Result<Option<String>, WatchError> {
    let Some(text) = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let mut digits = 0;
    for letter in text.chars() {
        match letter {
            '0'..='9' => digits += 1,
            // Numbers are written with these between their digits.
            ' ' | '-' | '.' => {}
            _ => digits = 0,
        }
        if digits >= TELLING_DIGITS || letter.is_control() {
            return Err(WatchError::Note);
        }
    }
    if text.chars().count() > LONGEST_NOTE { Err(WatchError::Note) } else { Ok(Some(text)) }
}

/// What a cluster is called in the audit.
fn subject(id: i64) -> String {
    format!("cluster:{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_keeps_no_number_of_a_person() {
        let kept = |text: &str| note(Some(text.to_owned()));
        assert_eq!(kept(" 20 rumah, ABJ 85 % ").unwrap().as_deref(), Some("20 rumah, ABJ 85 %"));
        assert_eq!(kept("   ").unwrap(), None);
        for telling in ["NIK 3374014501010077", "hp 0812-7770-0099", "3374 0145 0101 0077", "satu\u{7}"] {
            assert!(matches!(kept(telling), Err(WatchError::Note)), "{telling}");
        }
        assert!(kept(&"a".repeat(LONGEST_NOTE)).is_ok());
        assert!(kept(&"a".repeat(LONGEST_NOTE + 1)).is_err());
    }
}
