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

impl Viewer {
    /// The right to decide on releases, where this viewer has it: whoever knows all numbers answers for what is told.
    pub fn release_right(&self) -> Option<ReleaseRight> {
        (self.role == Role::Surveillance).then_some(ReleaseRight(()))
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
    fn the_admin_alone_looks_after_people() {
        let right =
            |role: &Role| Viewer { role: *role, territory: Territory::default() }.people_right().is_some();
        let roles: Vec<_> = Role::ALL.into_iter().filter(right).collect();
        assert_eq!(roles, [Role::Admin]);
    }
}
