//! The months of a year over the band of the years before, as they were known on a day, with what is still to be reported.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Watch, WatchError, cards::name, known::Frame};
use crate::{
    analysis::alarm::{
        Season,
        endemic_channel::{Channel, ChannelJudgement, ChannelParameters, Zone, endemic_channel},
        nowcast::{NowcastDay, NowcastParameters, ReportedCase, nowcast, nowcast_sum},
    },
    domain::{DiseaseCode, DistrictCode, WatchRight, WatchedPlace},
    index::{Lens, Watched},
    services::blocking::blocking,
};

/// How the band is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum BandKind {
    /// Quartiles of five years (Bortman 1999).
    Endemic,
    /// Minimum, mean and maximum of five years.
    MaxMin,
}

impl std::str::FromStr for BandKind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "endemic" => Ok(Self::Endemic),
            "maxmin" => Ok(Self::MaxMin),
            other => Err(format!("`{other}` is no band; write endemic or maxmin")),
        }
    }
}

/// Which chart is asked for.
#[derive(Debug, Clone, Copy)]
pub struct ChannelQuestion {
    /// The disease.
    pub disease: DiseaseCode,
    /// The district; all that the asker may see when not given.
    pub district: Option<DistrictCode>,
    /// How the band is drawn.
    pub kind: BandKind,
    /// The year over the band; that of the day when not given.
    pub year: Option<i32>,
    /// What was reported by this day.
    pub as_of: NaiveDate,
}

/// A year over its band.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChannelChart {
    disease: String,
    /// The code of the district; null where all that the asker may see is counted.
    district: Option<String>,
    /// Its name, or that of the city.
    name: String,
    kind: BandKind,
    year: i32,
    /// What was reported by this day is counted.
    as_of: NaiveDate,
    /// The years of the band that the ledger reaches back to.
    years: Vec<i32>,
    /// From January.
    months: Vec<ChannelMonth>,
    /// The method and its source.
    source_id: &'static str,
    /// The same in English.
    source_en: &'static str,
}

/// A month of the year.
#[derive(Debug, Serialize, ToSchema)]
struct ChannelMonth {
    /// 1 to 12.
    month: u32,
    /// The band; null with fewer than three years.
    lower: Option<f64>,
    middle: Option<f64>,
    upper: Option<f64>,
    /// Cases known; null for a month that has not begun, or that began after the last report that the ledger has.
    observed: Option<u32>,
    /// `success`, `security`, `warning`, `epidemic`; null without a band or a count.
    zone: Option<ZoneWord>,
    /// Cases expected in the end, where reports are still to come; null elsewhere.
    expected: Option<f64>,
    /// Where that is, with a probability of 95 %.
    expected_lower: Option<u64>,
    /// See `expected_lower`.
    expected_upper: Option<u64>,
}

/// Where a count stands in the channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum ZoneWord {
    Success,
    Security,
    Warning,
    Epidemic,
}

impl From<Zone> for ZoneWord {
    fn from(zone: Zone) -> Self {
        match zone {
            Zone::Success => Self::Success,
            Zone::Security => Self::Security,
            Zone::Warning => Self::Warning,
            Zone::Epidemic => Self::Epidemic,
        }
    }
}

impl BandKind {
    fn channel(self) -> Channel {
        match self {
            Self::Endemic => Channel::Quartiles,
            Self::MaxMin => Channel::MaximumMinimum,
        }
    }

    /// The method in Indonesian and in English.
    fn source(self) -> (&'static str, &'static str) {
        match self {
            Self::Endemic => (
                "Kanal endemis: kuartil bulan yang sama lima tahun sebelumnya (Bortman 1999)",
                "Endemic channel: quartiles of the same month of five years (Bortman 1999)",
            ),
            Self::MaxMin => (
                "Pola maksimum-minimum: bulan yang sama lima tahun sebelumnya",
                "Maximum-minimum pattern: the same month of five years",
            ),
        }
    }
}

impl Watch {
    /// A year over its band, within a right.
    ///
    /// # Errors
    /// When the district lies outside the right.
    pub async fn channel(
        &self,
        right: &WatchRight,
        question: ChannelQuestion,
        lens: &Lens,
    ) -> Result<ChannelChart, WatchError> {
        let place = question.district.map(WatchedPlace::District);
        if place.as_ref().is_some_and(|place| !right.reaches(place, lens.catchments())) {
            return Err(WatchError::Elsewhere);
        }
        let named = place.as_ref().and_then(|place| name(place, lens));
        let name = named.unwrap_or_else(|| lens.city_name().to_owned());
        let (city, right) = (self.atlas.watched(), right.clone());
        blocking(move || chart(&city, &right, question, name)).await?
    }
}

/// Counts and judges.
fn chart(
    city: &Watched,
    right: &WatchRight,
    question: ChannelQuestion,
    name: String,
) -> Result<ChannelChart, WatchError> {
    let ChannelQuestion { disease, district, kind, as_of, .. } = question;
    let year = question.year.unwrap_or(as_of.year());
    let seen: Vec<bool> =
        (0..city.belongings() as u32).map(|number| sees(city, right, district, number)).collect();
    let (mut onsets, mut first, mut reports) = (Vec::new(), as_of, Vec::new());
    city.each_known(disease, as_of, |case| {
        first = first.min(case.onset);
        if seen[case.belonging as usize] {
            onsets.push(case.onset.num_days_from_ce());
            reports.push(ReportedCase { event: case.onset, reported: case.reported.max(case.onset) });
        }
    });
    let frame = Frame { as_of, first };
    let seasons = frame.months(&onsets);
    let days = nowcast(&reports, &NowcastParameters::usual(as_of)).map_err(WatchError::from)?;
    let coming = coming(&days, as_of)?;
    // Nobody can tell from a ledger that is fed no more whether there were no cases.
    let last = city.as_of().map_or(as_of, |last| last.min(as_of));
    let is_told = |month| NaiveDate::from_ymd_opt(year, month, 1).is_some_and(|begin| begin <= last);
    let mut months = Vec::with_capacity(12);
    for month in 1..=12 {
        let season = Season { year, time: month };
        let judged = endemic_channel(&seasons, season, &ChannelParameters::usual(kind.channel()))?;
        let observed = seasons.count(year, month).filter(|_| is_told(month));
        months.push(told(month, observed, judged, coming.get(&(year, month))));
    }
    let (source_id, source_en) = kind.source();
    let back = (year - ChannelParameters::usual(kind.channel()).years as i32)..year;
    Ok(ChannelChart {
        disease: disease.to_string(),
        district: district.map(|code| code.to_string()),
        name,
        kind,
        year,
        as_of,
        years: back.filter(|year| seasons.reported(*year) > 0).collect(),
        months,
        source_id,
        source_en,
    })
}

/// Whether cases of a belonging are counted.
fn sees(city: &Watched, right: &WatchRight, district: Option<DistrictCode>, number: u32) -> bool {
    let own = city.belonging(number);
    let asked = district.is_none_or(|asked| own.district.is_some_and(|code| asked.contains(code)));
    let place = own.district.map(WatchedPlace::District);
    let puskesmas = own.puskesmas.cloned().map(WatchedPlace::Puskesmas);
    // Everything lies within a right without bounds, also what belongs nowhere.
    let reached = right.is_unbounded()
        || place.into_iter().chain(puskesmas).any(|place| right.reaches(&place, city.catchments()));
    asked && reached
}

/// What a month is expected to have in the end: known cases, expected cases, and the band's ends.
type Coming = (f64, u64, u64);

/// The months that reports are still expected for.
fn coming(days: &[NowcastDay], as_of: NaiveDate) -> Result<BTreeMap<(i32, u32), Coming>, WatchError> {
    let alpha = NowcastParameters::usual(as_of).alpha;
    let mut by_month: BTreeMap<(i32, u32), Vec<&NowcastDay>> = BTreeMap::new();
    for day in days {
        by_month.entry((day.day.year(), day.day.month())).or_default().push(day);
    }
    let mut coming = BTreeMap::new();
    for (month, days) in by_month {
        let sum = nowcast_sum(days.iter().copied(), alpha)?;
        coming.insert(month, (sum.expected - sum.known as f64, sum.lower - sum.known, sum.upper - sum.known));
    }
    Ok(coming)
}

fn told(
    month: u32,
    observed: Option<u32>,
    judged: Option<ChannelJudgement>,
    coming: Option<&Coming>,
) -> ChannelMonth {
    let band = judged.map(|judged| judged.band);
    // Less than a twentieth of a case is no news.
    let more = observed.zip(coming).filter(|(_, (expected, ..))| *expected >= 0.05);
    ChannelMonth {
        month,
        lower: band.map(|band| band.lower),
        middle: band.map(|band| band.middle),
        upper: band.map(|band| band.upper),
        observed,
        zone: judged.filter(|_| observed.is_some()).and_then(|judged| judged.zone).map(ZoneWord::from),
        expected: more.map(|(known, (expected, ..))| f64::from(known) + expected),
        expected_lower: more.map(|(known, (_, lower, _))| u64::from(known) + lower),
        expected_upper: more.map(|(known, (.., upper))| u64::from(known) + upper),
    }
}
