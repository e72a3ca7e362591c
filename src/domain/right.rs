//! Rights that are no question of grain: who may look after people and doors, who decides on releases. A read or a change that needs the right
//! takes it as an argument, so it cannot be asked for without it.

use super::{Role, Viewer};

/// The right to see and change accounts and tokens, and to read the audit.
#[derive(Debug, Clone, Copy)]
pub struct PeopleRight(());

impl PeopleRight {
    /// The right of whoever runs the program's commands: they hold the ledger and its key already.
    pub fn at_the_console() -> Self {
        Self(())
    }
}

/// The right to see the release log, and to prepare, open and close what the public is told.
#[derive(Debug, Clone, Copy)]
pub struct ReleaseRight(());

impl ReleaseRight {
    /// The right of whoever runs the program's commands: they hold the ledger already.
    pub fn at_the_console() -> Self {
        Self(())
    }

    /// The right of the schedule that the health office wrote into its rules.
    pub fn by_the_rules() -> Self {
        Self(())
    }
}

/// The right to read who the cases are that a viewer sees one by one. It opens no case that the lens does not show.
#[derive(Debug, Clone, Copy)]
pub struct IdentityRight {
    needs_reason: bool,
}

impl IdentityRight {
    /// Whether each reading must say why: whoever sees the whole city must.
    pub fn needs_reason(&self) -> bool {
        self.needs_reason
    }
}

/// The right to search single cases for clusters: what it finds names the cases and where they lie. It opens no case that
/// the lens does not show.
#[derive(Debug, Clone, Copy)]
pub struct StudyRight(());

impl Viewer {
    /// The right to search for clusters, where this viewer has it. A hospital sees single cases, but those that it reports
    /// lie where its patients come from: their clusters are no clusters of the disease.
    pub fn study_right(&self) -> Option<StudyRight> {
        matches!(self.role, Role::Puskesmas | Role::Surveillance).then_some(StudyRight(()))
    }

    /// The right to decide on releases, where this viewer has it: whoever knows all numbers answers for what is told.
    pub fn release_right(&self) -> Option<ReleaseRight> {
        (self.role == Role::Surveillance).then_some(ReleaseRight(()))
    }

    /// The right to read identities, where this viewer has it.
    pub fn identity_right(&self) -> Option<IdentityRight> {
        match self.role {
            Role::Facility | Role::Puskesmas => Some(IdentityRight { needs_reason: false }),
            Role::Surveillance => Some(IdentityRight { needs_reason: true }),
            Role::Public | Role::Planner | Role::Admin => None,
        }
    }

    /// The right to look after people, where this viewer has it.
    pub fn people_right(&self) -> Option<PeopleRight> {
        (self.role == Role::Admin).then_some(PeopleRight(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Territory;

    #[test]
    fn surveillance_alone_decides_on_releases() {
        let right =
            |role: &Role| Viewer { role: *role, territory: Territory::default() }.release_right().is_some();
        let roles: Vec<_> = Role::ALL.into_iter().filter(right).collect();
        assert_eq!(roles, [Role::Surveillance]);
    }

    #[test]
    fn whoever_answers_for_a_place_searches_it_for_clusters() {
        let right =
            |role: &Role| Viewer { role: *role, territory: Territory::default() }.study_right().is_some();
        let roles: Vec<_> = Role::ALL.into_iter().filter(right).collect();
        assert_eq!(roles, [Role::Puskesmas, Role::Surveillance]);
    }

    #[test]
    fn whoever_answers_for_single_cases_may_read_who_they_are() {
        let right = |role: Role| Viewer { role, territory: Territory::default() }.identity_right();
        let needs = Role::ALL.map(|role| right(role).map(|right| right.needs_reason()));
        let expected = |role| match role {
            Role::Facility | Role::Puskesmas => Some(false),
            Role::Surveillance => Some(true),
            _ => None,
        };
        assert_eq!(needs, Role::ALL.map(expected));
    }

    #[test]
    fn the_admin_alone_looks_after_people() {
        let right =
            |role: &Role| Viewer { role: *role, territory: Territory::default() }.people_right().is_some();
        let roles: Vec<_> = Role::ALL.into_iter().filter(right).collect();
        assert_eq!(roles, [Role::Admin]);
    }
}
