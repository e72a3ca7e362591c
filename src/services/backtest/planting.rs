//! Outbreaks of known size and place, planted among the cases of the past.

use chrono::TimeDelta;

use super::{
    BacktestError, BacktestWish,
    past::{Past, PastCase, PastOutbreak, Points},
};
use crate::{
    analysis::{
        alarm::{backtest::Outbreak, nowcast::ReportedCase},
        points::LocalPlane,
    },
    domain::Position,
    simulation::{PlantPlan, Planted, plant},
};

/// Outbreaks are planted from the third year of the cases on: before, no method knows what is usual.
const KNOWN_AFTER_DAYS: i64 = 730;

/// Whether such outbreaks can be.
///
/// # Errors
/// Where they cannot.
pub(super) fn check(wish: &BacktestWish) -> Result<(), BacktestError> {
    let sound = (2..=10_000).contains(&wish.size)
        && (1..=365).contains(&wish.days)
        && (0.01..=50.0).contains(&wish.radius_km)
        && wish.simulate <= 1_000;
    if wish.simulate > 0 && !sound { Err(BacktestError::Plan) } else { Ok(()) }
}

/// Plants them: around the homes of cases drawn by chance where points are known, else in places drawn by chance. Their delays
/// are drawn from those of their place.
pub(super) fn grow(past: &mut Past, wish: &BacktestWish) {
    let days = || past.cases.iter().map(|case| case.when.event);
    let Some((first, last)) = days().min().zip(days().max()) else { return };
    let begin = first + TimeDelta::days(KNOWN_AFTER_DAYS.min((last - first).num_days() / 2));
    let end = last - TimeDelta::days(i64::from(wish.days));
    let plan = PlantPlan { outbreaks: wish.simulate, cases: wish.size, days: wish.days };
    let homes: Vec<(usize, Option<Position>)> = match past.points {
        Points::None => (0..past.sites.len()).map(|site| (site, None)).collect(),
        _ => past.cases.iter().filter(|case| case.at.is_some()).map(|case| (case.site, case.at)).collect(),
    };
    let spots: Vec<usize> = homes.iter().map(|(site, _)| *site).collect();
    let mut delays = vec![Vec::new(); past.sites.len()];
    for case in &past.cases {
        delays[case.site].push((case.when.reported - case.when.event).num_days());
    }
    for planted in plant(wish.seed, &spots, (begin, end.max(begin)), plan) {
        let at = homes.get(planted.spot).and_then(|(_, at)| *at);
        put(past, &planted, at, wish.radius_km, &mut delays[planted.place]);
    }
}

/// Puts one among the cases.
fn put(past: &mut Past, planted: &Planted, at: Option<Position>, radius_km: f64, delays: &mut Vec<i64>) {
    let Some((first, last)) = planted.onsets.first().zip(planted.onsets.last()) else { return };
    // Where points are the centres of places every case lies at one: a point beside them would give the outbreak away.
    let radius_km = if past.points == Points::Centres { 0.0 } else { radius_km };
    let metres = 1_000.0 * radius_km;
    let plane = at.map(|at| LocalPlane::around(&[at]));
    let number = past.outbreaks.len();
    let drawn: Vec<i64> = planted.dice.iter().map(|d| delays[(d % delays.len() as u64) as usize]).collect();
    for ((event, delay), [east, north]) in planted.onsets.iter().zip(&drawn).zip(&planted.offsets) {
        past.cases.push(PastCase {
            when: ReportedCase { event: *event, reported: *event + TimeDelta::days(*delay) },
            site: planted.place,
            at: plane.map(|plane| plane.position([east * metres, north * metres])),
            planted: Some(number),
        });
    }
    delays.extend(drawn);
    past.outbreaks.push(PastOutbreak {
        when: Outbreak { from: *first, to: *last, noticed: None },
        site: planted.place,
        circle: at.map(|at| (at, radius_km)),
        planted: true,
    });
}
