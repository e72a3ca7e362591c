//! The watch by itself: every night at an hour, and after new cases, once they have settled.

use std::{pin::pin, time::Duration};

use chrono::{DateTime, Days, TimeDelta, Utc};
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

use super::{NightReport, Watch};
use crate::domain::TimeZone;

/// How long nothing may change before new cases are looked at, so that an import is looked at once.
const SETTLED: Duration = Duration::from_secs(60);

/// How long two looks are apart at least, however often cases come in.
const APART: Duration = Duration::from_secs(600);

/// How long until a clock on the city's wall next shows an hour.
pub fn until(hour: u32, zone: TimeZone, now: DateTime<Utc>) -> Duration {
    let at = |days: u64| {
        let day = zone.day(now).checked_add_days(Days::new(days))?;
        let hour = TimeDelta::hours(i64::from(hour));
        Some(zone.begin_of(day).checked_add_signed(hour)? - now)
    };
    let left = [at(0), at(1)].into_iter().flatten().find(|left| *left > TimeDelta::zero());
    left.and_then(|left| left.to_std().ok()).unwrap_or(Duration::from_secs(24 * 60 * 60))
}

/// Keeps up at the start, every night at `hour`, and after the snapshot changed; until `stopped` is done. What fails is logged
/// and tried again at the next look. `told` hears of each night.
pub async fn follow(
    watch: Watch,
    hour: u32,
    zone: TimeZone,
    mut versions: watch::Receiver<u64>,
    told: impl Fn(&NightReport),
    stopped: impl Future<Output = ()>,
) {
    let mut stopped = pin!(stopped);
    loop {
        versions.mark_unchanged();
        look(&watch, zone, &told).await;
        tokio::select! {
            () = &mut stopped => return,
            () = sleep(until(hour, zone, Utc::now())) => {}
            () = changed(&mut versions) => {}
        }
    }
}

/// Waits for a change, for the pause between two looks, and until nothing changes any more, at most as long again.
async fn changed(versions: &mut watch::Receiver<u64>) {
    sleep(APART).await;
    if versions.changed().await.is_err() {
        // The atlas is gone, and with it the program: nothing will change any more.
        std::future::pending::<()>().await;
    }
    // Where cases come in without a pause, what is there by then is looked at.
    let settled = async { while let Ok(Ok(())) = timeout(SETTLED, versions.changed()).await {} };
    let _ = timeout(APART, settled).await;
}

async fn look(watch: &Watch, zone: TimeZone, told: &impl Fn(&NightReport)) {
    let heard = |night: &NightReport| {
        tracing::info!(
            day = %night.day,
            warnings = night.warnings,
            raised = night.raised,
            clusters = night.alive,
            new_clusters = night.new,
            took_ms = night.took.as_millis() as u64,
            "the watch judged a night"
        );
        told(night);
    };
    if let Err(error) = watch.keep_up(watch.today(zone, Utc::now()), heard).await {
        tracing::error!(%error, "the watch judged no night");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_night_comes_by_the_city_s_clock() {
        let hours = |hour, zone, now: &str| until(hour, zone, now.parse().unwrap()).as_secs_f64() / 3600.0;
        // 17:00 in Greenwich is midnight in Semarang and one o'clock in Wakatobi.
        assert_eq!(hours(2, TimeZone::Wib, "2026-11-26T17:00:00Z"), 2.0);
        assert_eq!(hours(2, TimeZone::Wita, "2026-11-26T17:00:00Z"), 1.0);
        assert_eq!(hours(2, TimeZone::Wib, "2026-11-26T19:00:00Z"), 24.0, "the hour itself is past");
        assert_eq!(hours(0, TimeZone::Wib, "2026-11-26T18:30:00Z"), 22.5);
    }
}
