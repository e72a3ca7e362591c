//! What came after an action: cases with onset inside the cluster's area in the weeks before and after it. Counted, without a
//! claim that one made the other: clusters fade by themselves, and wherever one looks after a peak there are fewer.

use chrono::{Days, NaiveDate};
use serde::Serialize;
use utoipa::ToSchema;

use super::clusters::kilometres;
use crate::{
    domain::{ClusterArea, DiseaseCode},
    index::Watched,
};

/// The spans that are counted, in days.
pub const SPANS: [u32; 2] = [14, 28];

/// Cases around an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Followed {
    /// Days before and after; the day of the action counts to neither.
    pub days: u32,
    /// Cases with onset in the days before.
    pub before: u32,
    /// Cases with onset in the days after, as far as they are over and reported.
    pub after: u32,
    /// Whether all days after are over.
    pub over: bool,
}

/// The onsets inside an area, as they are known on a day.
pub fn onsets(city: &Watched, disease: DiseaseCode, area: &ClusterArea, as_of: NaiveDate) -> Vec<NaiveDate> {
    let mut onsets = Vec::new();
    city.each_known(disease, as_of, |case| {
        if case.position.is_some_and(|at| kilometres(area.middle(), at) <= area.radius_km) {
            onsets.push(case.onset);
        }
    });
    onsets
}

/// What came before and after a day.
pub fn around(onsets: &[NaiveDate], day: NaiveDate, as_of: NaiveDate) -> [Followed; SPANS.len()] {
    SPANS.map(|days| {
        let first = day.checked_sub_days(Days::new(u64::from(days))).unwrap_or(day);
        let last = day.checked_add_days(Days::new(u64::from(days))).unwrap_or(day);
        let count =
            |inside: &dyn Fn(NaiveDate) -> bool| onsets.iter().filter(|onset| inside(**onset)).count() as u32;
        Followed {
            days,
            before: count(&|onset| onset >= first && onset < day),
            after: count(&|onset| onset > day && onset <= last),
            over: last <= as_of,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_itself_counts_to_neither_side() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let onsets =
            ["2022-03-01", "2022-02-01", "2022-02-15", "2022-03-02", "2022-03-15", "2022-03-29"].map(day);
        let [short, long] = around(&onsets, day("2022-03-01"), day("2022-03-20"));
        assert_eq!((short.before, short.after, short.over), (1, 2, true));
        assert_eq!((long.before, long.after, long.over), (2, 3, false));
    }
}
