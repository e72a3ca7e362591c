//! The life of clusters: those of a night are known again as those of the nights before, by the cases that they share.
//!
//! Nobody keeps which cases a cluster had. Its circle and window are kept, and its cases are looked up anew among those that are
//! known tonight; so a case that was corrected or forgotten leaves nothing behind.

use chrono::NaiveDate;

use super::clusters::Found;
use crate::domain::{ClusterNight, ClusterState, DiseaseCode, Life, NightScanRules, WatchedCluster};

/// A cluster that was alive the night before, or was found earlier this same night.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The cluster.
    pub cluster: WatchedCluster,
    /// Which of tonight's cases lie in its circle and window, ascending.
    pub members: Vec<u32>,
}

/// How every cluster goes on. Of several that became one the oldest keeps its identity, the others are merged into it; of
/// several that one became, the one with most of its cases keeps it.
pub fn go_on(
    disease: DiseaseCode,
    day: NaiveDate,
    standing: &[Standing],
    found: &[Found],
    rules: &NightScanRules,
) -> Vec<ClusterNight> {
    let kinship = Kinship::of(standing, found, rules);
    let mut nights: Vec<ClusterNight> = Vec::new();
    for (old, claim) in standing.iter().zip(&kinship.claims) {
        nights.push(match claim.map(|window| (&found[window], kinship.heirs[window])) {
            Some((window, Some(id))) if id == old.cluster.id => known_again(old, day, window),
            Some((_, Some(id))) => carried(old, day, Life::Merged, Some(id)),
            _ => unseen(old, day, rules),
        });
    }
    nights.extend(kinship.newcomers(found, rules).map(|at| ClusterNight {
        id: None,
        disease,
        last_seen: day,
        merged_into: None,
        state: state(day, Life::New, &found[at]),
    }));
    nights
}

/// Which windows are new clusters, in the order in which [`go_on`] tells of these.
pub fn newcomers(standing: &[Standing], found: &[Found], rules: &NightScanRules) -> Vec<usize> {
    Kinship::of(standing, found, rules).newcomers(found, rules).collect()
}

/// Which window each standing cluster claims, and which cluster each window goes on.
struct Kinship {
    claims: Vec<Option<usize>>,
    heirs: Vec<Option<i64>>,
}

impl Kinship {
    fn of(standing: &[Standing], found: &[Found], rules: &NightScanRules) -> Self {
        let claims: Vec<Option<usize>> = standing.iter().map(|old| claimed(old, found, rules)).collect();
        let heir = |window: usize| {
            let claimants = standing.iter().zip(&claims).filter(|(_, claim)| **claim == Some(window));
            claimants.map(|(old, _)| (old.cluster.first_day, old.cluster.id)).min().map(|(_, id)| id)
        };
        Self { heirs: (0..found.len()).map(heir).collect(), claims }
    }

    /// The windows that nobody claims and that chance shows seldom enough.
    fn newcomers<'a>(
        &'a self,
        found: &'a [Found],
        rules: &NightScanRules,
    ) -> impl Iterator<Item = usize> + 'a {
        let least = rules.recurrence_days;
        (0..found.len()).filter(move |at| self.heirs[*at].is_none() && found[*at].recurrence_days >= least)
    }
}

/// The window that shares most cases with a cluster, where they are enough to be the same.
fn claimed(old: &Standing, found: &[Found], rules: &NightScanRules) -> Option<usize> {
    let shared = found.iter().map(|window| shared(&old.members, &window.members));
    let (window, most) = shared.enumerate().max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)))?;
    let smaller = old.members.len().min(found[window].members.len());
    (most > 0 && most as f64 >= rules.same_share * smaller as f64).then_some(window)
}

/// How many numbers two ascending lists share.
fn shared(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|number| b.binary_search(number).is_ok()).count()
}

fn known_again(old: &Standing, day: NaiveDate, window: &Found) -> ClusterNight {
    let before = &old.cluster.state;
    let life = match () {
        () if old.cluster.first_day == day => Life::New,
        () if window.members.len() as u32 > before.cases => Life::Growing,
        () => Life::Ongoing,
    };
    ClusterNight {
        id: Some(old.cluster.id),
        disease: old.cluster.disease,
        last_seen: day,
        merged_into: None,
        state: state(day, life, window),
    }
}

/// A cluster that was not found tonight: it waits, and is closed in the end. One that this same night had found before it knew
/// better is closed at once.
fn unseen(old: &Standing, day: NaiveDate, rules: &NightScanRules) -> ClusterNight {
    let quiet = (day - old.cluster.last_seen).num_days();
    let over = old.cluster.first_day == day || quiet >= i64::from(rules.close_after_days);
    let life = if over { Life::Closed } else { Life::Ongoing };
    carried(old, day, life, None)
}

/// The last figures of a cluster, with what became of it.
fn carried(old: &Standing, day: NaiveDate, life: Life, merged_into: Option<i64>) -> ClusterNight {
    ClusterNight {
        id: Some(old.cluster.id),
        disease: old.cluster.disease,
        last_seen: old.cluster.last_seen.min(day),
        merged_into,
        state: ClusterState { day, life, ..old.cluster.state.clone() },
    }
}

fn state(day: NaiveDate, life: Life, window: &Found) -> ClusterState {
    ClusterState {
        day,
        life,
        from: window.from,
        to: window.to,
        area: window.area,
        cases: window.members.len() as u32,
        expected: window.expected,
        statistic: window.statistic,
        recurrence_days: window.recurrence_days,
        kelurahan: window.kelurahan.clone(),
        puskesmas: window.puskesmas.clone(),
    }
}
