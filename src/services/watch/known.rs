//! What is known of a disease as of a day: the onsets of every watched place, as series of weeks, months and days.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::fatality::{Fatality, Recent, month_of};
use crate::{
    analysis::alarm::{Calendar, Season, Seasons, Series},
    domain::{DiseaseCode, EpiWeek, FacilityCode, Level, WatchedPlace},
    index::Watched,
};

/// Onsets as days since the common era, sorted.
pub type Onsets = Vec<i32>;

/// The time that the cases of a disease span, as of a day. A period without a case counts 0: whoever keeps a ledger reports
/// what there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The day whose reports are known.
    pub as_of: NaiveDate,
    /// The first onset of the disease in the whole ledger.
    pub first: NaiveDate,
}

impl Frame {
    /// The last week that is over: on a Sunday that of the day before.
    pub fn last_week(&self) -> EpiWeek {
        EpiWeek::of(self.as_of - Days::new(7))
    }

    /// The first day of the weeks; the week of the first onset may be a part of one and is left out.
    pub fn first_sunday(&self) -> Option<NaiveDate> {
        let sunday = EpiWeek::of(self.first).start()?;
        if sunday < self.first { sunday.checked_add_days(Days::new(7)) } else { Some(sunday) }
    }

    /// Counts by week up to the last one that is over.
    pub fn weeks(&self, onsets: &[i32]) -> Option<Series> {
        let (first, last) = (self.first_sunday()?, self.last_week().end()?);
        let weeks = usize::try_from((last - first).num_days() + 1).ok()? / 7;
        let mut counts = vec![0_u32; weeks];
        for onset in onsets {
            let week = usize::try_from(onset - first.num_days_from_ce()).ok().map(|day| day / 7);
            if let Some(count) = week.and_then(|week| counts.get_mut(week)) {
                *count += 1;
            }
        }
        (weeks > 0).then(|| Series::new(counts, Calendar::WeeksFrom(first)))
    }

    /// Counts by week of the year, for methods that compare the same time of several years.
    pub fn weeks_of_years(&self, series: &Series) -> Seasons {
        let first = self.first_sunday().unwrap_or(self.first);
        let season = |at: usize| {
            let week = EpiWeek::of(first + Days::new(at as u64 * 7));
            Season { year: week.year, time: week.week }
        };
        series.counts().iter().enumerate().map(|(at, count)| (season(at), *count)).collect()
    }

    /// Counts by month, the month of the day itself included as far as it is known.
    pub fn months(&self, onsets: &[i32]) -> Seasons {
        let mut counts: BTreeMap<Season, u32> = BTreeMap::new();
        let mut month = first_of_month(self.first);
        while month <= self.as_of {
            counts.insert(Season { year: month.year(), time: month.month() }, 0);
            let Some(next) = month.checked_add_months(Months::new(1)) else { break };
            month = next;
        }
        for onset in onsets {
            let Some(day) = NaiveDate::from_num_days_from_ce_opt(*onset) else { continue };
            if let Some(count) = counts.get_mut(&Season { year: day.year(), time: day.month() }) {
                *count += 1;
            }
        }
        counts.into_iter().collect()
    }
}

/// The first day of a day's month.
pub fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// How many onsets lie within `days` days that end with a day.
pub fn within(onsets: &[i32], days: u32, last: NaiveDate) -> u32 {
    let last = last.num_days_from_ce();
    let first = last - days as i32 + 1;
    let upto = |day: i32| onsets.partition_point(|onset| *onset <= day);
    (upto(last) - upto(first - 1)) as u32
}

/// The onsets of a disease at every watched place that has any.
#[derive(Debug, Clone)]
pub struct Known {
    /// The time that they span.
    pub frame: Frame,
    /// By place; a case counts in its kelurahan, kecamatan, kabkota and puskesmas.
    pub places: BTreeMap<WatchedPlace, Onsets>,
    /// How the cases of the last months ended, as far as it is known by now.
    pub fatality: Fatality,
}

impl Known {
    /// Reads what was reported by a day; `None` where nothing was.
    pub fn read(city: &Watched, disease: DiseaseCode, as_of: NaiveDate) -> Option<Self> {
        let mut by_belonging: Vec<Onsets> = vec![Vec::new(); city.belongings()];
        let mut ended = vec![Recent::default(); city.belongings()];
        city.each_known(disease, as_of, |case| {
            by_belonging[case.belonging as usize].push(case.onset.num_days_from_ce());
            if let Some(month) = month_of(case.onset, as_of) {
                ended[case.belonging as usize][month].count(case.outcome);
            }
        });
        let first = by_belonging.iter().flatten().min()?;
        let first = NaiveDate::from_num_days_from_ce_opt(*first)?;
        let only = city.districts().level(Level::Kabkota);
        let only = if let [one] = only { Some(one.code) } else { None };
        let mut places: BTreeMap<WatchedPlace, Onsets> = BTreeMap::new();
        let mut fatality = Fatality::default();
        for (number, onsets) in (0_u32..).zip(&by_belonging).filter(|(_, onsets)| !onsets.is_empty()) {
            let own = city.belonging(number);
            // A case of nowhere in particular is one of the only city that there is.
            let district = own.district.or(only);
            let levels = [Level::Kabkota, Level::Kecamatan, Level::Kelurahan];
            let districts = levels.into_iter().filter_map(|level| district?.at(level));
            let puskesmas = own.puskesmas.map(|code: &FacilityCode| WatchedPlace::Puskesmas(code.clone()));
            for place in districts.map(WatchedPlace::District).chain(puskesmas) {
                fatality.add(place.clone(), ended[number as usize]);
                places.entry(place).or_default().extend(onsets);
            }
        }
        places.values_mut().for_each(|onsets| onsets.sort_unstable());
        Some(Self { frame: Frame { as_of, first }, places, fatality })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_is_judged_when_its_saturday_is_over() {
        let frame = |as_of: &str| Frame { as_of: day(as_of), first: day("2021-01-01") };
        let week = |week| EpiWeek { year: 2022, week };
        // 15 January 2022 is a Saturday.
        assert_eq!(frame("2022-01-14").last_week(), week(1));
        assert_eq!(frame("2022-01-15").last_week(), week(1), "the day is not over");
        assert_eq!(frame("2022-01-16").last_week(), week(2));
        let year_before = EpiWeek { year: 2021, week: EpiWeek::weeks_in(2021) };
        assert_eq!(frame("2022-01-08").last_week(), year_before);
    }

    #[test]
    fn weeks_are_whole_ones_from_the_first_onset_to_the_last_saturday() {
        // The first onset is on a Friday: its week is left out.
        let frame = Frame { as_of: day("2021-01-25"), first: day("2021-01-01") };
        let onsets: Vec<i32> = ["2021-01-01", "2021-01-03", "2021-01-09", "2021-01-23", "2021-01-24"]
            .map(|text| day(text).num_days_from_ce())
            .to_vec();
        let series = frame.weeks(&onsets).unwrap();
        assert_eq!(series.counts(), [2, 0, 1]);
        let seasons = frame.weeks_of_years(&series);
        assert_eq!((seasons.count(2021, 1), seasons.count(2021, 3)), (Some(2), Some(1)));
        let months = frame.months(&onsets);
        assert_eq!((months.count(2021, 1), months.count(2021, 2)), (Some(5), None));
        assert_eq!(within(&onsets, 7, day("2021-01-09")), 2);
        assert_eq!(within(&onsets, 6, day("2021-01-08")), 1);
    }
}
