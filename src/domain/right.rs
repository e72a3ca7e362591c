//! Rights that are no question of grain: who may look after people and doors, who decides on releases, who watches. A read or a change that needs the right
//! takes it as an argument, so it cannot be asked for without it.

use super::{Catchment, ClusterState, Role, Territory, Viewer, WatchedPlace};

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

/// The right to see warnings and clusters, and to write down what was done about them.
#[derive(Debug, Clone)]
pub struct WatchRight {
    /// Where; `None` for everywhere.
    within: Option<Territory>,
}

impl WatchRight {
    /// The right of whoever runs the program's commands: they hold the ledger already.
    pub fn at_the_console() -> Self {
        Self { within: None }
    }

    /// Whether it reaches everything, also what belongs nowhere.
    pub fn is_unbounded(&self) -> bool {
        self.within.is_none()
    }

    /// Whether it reaches a place. A kelurahan is within reach of the puskesmas whose wilayah kerja holds it.
    pub fn reaches(&self, place: &WatchedPlace, catchments: &[Catchment]) -> bool {
        let Some(own) = &self.within else { return true };
        match place {
            WatchedPlace::Puskesmas(code) => own.facilities.contains(code),
            WatchedPlace::District(code) => {
                let served = |c: &&Catchment| c.kelurahan == *code && own.facilities.contains(&c.puskesmas);
                own.districts.iter().any(|district| district.contains(*code))
                    || catchments.iter().any(|catchment| served(&catchment))
            }
        }
    }

    /// Whether it reaches a cluster: one of its cases counts there.
    pub fn reaches_cluster(&self, state: &ClusterState) -> bool {
        let Some(own) = &self.within else { return true };
        let kelurahan =
            state.kelurahan.iter().any(|(code, _)| own.districts.iter().any(|d| d.contains(*code)));
        kelurahan || state.puskesmas.iter().any(|(code, _)| own.facilities.contains(code))
    }
}

impl Viewer {
    /// The right to search for clusters, where this viewer has it. A hospital sees single cases, but those that it reports
    /// lie where its patients come from: their clusters are no clusters of the disease.
    pub fn study_right(&self) -> Option<StudyRight> {
        matches!(self.role, Role::Puskesmas | Role::Surveillance).then_some(StudyRight(()))
    }

    /// The right to watch, where this viewer has it: the whole city for its epidemiologist, their own for a puskesmas.
    pub fn watch_right(&self) -> Option<WatchRight> {
        match self.role {
            Role::Surveillance => Some(WatchRight { within: None }),
            Role::Puskesmas => Some(WatchRight { within: Some(self.territory.clone()) }),
            Role::Public | Role::Facility | Role::Planner | Role::Admin => None,
        }
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
    fn a_puskesmas_watches_its_own_and_the_epidemiologist_all() {
        let right = |role, words: &[&str]| {
            Viewer { role, territory: Territory::from_words(words.iter().copied()) }.watch_right()
        };
        let roles: Vec<_> = Role::ALL.into_iter().filter(|role| right(*role, &[]).is_some()).collect();
        assert_eq!(roles, [Role::Puskesmas, Role::Surveillance]);
        let served =
            Catchment { kelurahan: "33.74.01.1001".parse().unwrap(), puskesmas: "P01".into(), source: None };
        let reaches = |words: &[&str], code: &str| {
            let place = WatchedPlace::District(code.parse().unwrap());
            right(Role::Puskesmas, words).unwrap().reaches(&place, std::slice::from_ref(&served))
        };
        assert!(reaches(&["P01"], "33.74.01.1001") && reaches(&["33.74.01"], "33.74.01.1002"));
        assert!(
            !reaches(&["P01"], "33.74.01") && !reaches(&["P02"], "33.74.01.1001") && !reaches(&[], "33.74")
        );
        let own = right(Role::Puskesmas, &["P01"]).unwrap();
        assert!(own.reaches(&WatchedPlace::Puskesmas("P01".into()), &[]));
        assert!(!own.reaches(&WatchedPlace::Puskesmas("P02".into()), &[]));
        assert!(right(Role::Surveillance, &[]).unwrap().reaches(&WatchedPlace::Puskesmas("P02".into()), &[]));
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
