//! The watch by itself: every night at an hour, and after new cases, once they have settled.

use std::{pin::pin, time::Duration};

use chrono::{DateTime, Days, TimeDelta, Utc};
use tokio::{
    sync::watch,
    time::{Instant, sleep, sleep_until, timeout},
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
    versions: watch::Receiver<u64>,
    told: impl Fn(&NightReport),
    stopped: impl Future<Output = ()>,
) {
    keep_looking(hour, zone, Utc::now, versions, || look(&watch, zone, &told), stopped).await;
}

/// Looks at the start, every night at `hour`, and after a change, until `stopped` is done.
async fn keep_looking<L: Future<Output = ()>>(
    hour: u32,
    zone: TimeZone,
    now: impl Fn() -> DateTime<Utc>,
    mut versions: watch::Receiver<u64>,
    look: impl Fn() -> L,
    stopped: impl Future<Output = ()>,
) {
    let mut stopped = pin!(stopped);
    loop {
        // From before the look: one that lasts over the hour does not make up for it, its day may be the one before.
        let night = Instant::now() + until(hour, zone, now());
        versions.mark_unchanged();
        look().await;
        tokio::select! {
            () = &mut stopped => return,
            () = sleep_until(night) => {}
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
    use std::sync::Mutex;

    use super::*;

    const HOUR: u64 = 60 * 60;

    /// The seconds after the start at which is looked, where one takes `takes` seconds, cases change at the seconds `changes`,
    /// and the city's clock shows `begin` at the start.
    async fn looks(
        begin: &str,
        takes: u64,
        changes: impl Iterator<Item = u64> + Send + 'static,
        seconds: u64,
    ) -> Vec<u64> {
        let (start, begin): (_, DateTime<Utc>) = (Instant::now(), begin.parse().unwrap());
        let (sender, versions) = watch::channel(0);
        let ledger = tokio::spawn(async move {
            for at in changes {
                sleep_until(start + Duration::from_secs(at)).await;
                sender.send_modify(|version| *version += 1);
            }
            std::future::pending::<()>().await;
        });
        let looked = Mutex::new(Vec::new());
        let look = || async {
            looked.lock().unwrap().push(start.elapsed().as_secs());
            sleep(Duration::from_secs(takes)).await;
        };
        let stopped = sleep(Duration::from_secs(seconds));
        keep_looking(2, TimeZone::Wib, || begin + start.elapsed(), versions, look, stopped).await;
        ledger.abort();
        looked.into_inner().unwrap()
    }

    /// Noon in Semarang, fourteen hours before two at night.
    const NOON: &str = "2026-11-26T05:00:00Z";

    #[tokio::test(start_paused = true)]
    async fn an_import_of_many_steps_is_looked_at_once_after_a_quiet_minute() {
        let import = (700..=790).step_by(3);
        assert_eq!(looks(NOON, 0, import, HOUR).await, [0, 790 + 60]);
        // What comes right after a look waits until ten minutes are over since it, and a minute of quiet.
        assert_eq!(looks(NOON, 0, [5, 9].into_iter(), HOUR).await, [0, 600 + 60]);
        assert_eq!(looks(NOON, 0, [700, 765, 900].into_iter(), 2 * HOUR).await, [0, 760, 760 + 660]);
        assert_eq!(looks(NOON, 0, std::iter::empty(), HOUR).await, [0], "nothing changed");
    }

    #[tokio::test(start_paused = true)]
    async fn cases_without_a_pause_are_looked_at_when_ten_minutes_of_waiting_are_over() {
        let stream = (0..).map(|n| 7 + n * 20);
        // Ten minutes apart at least, and ten more at most until it settles.
        assert_eq!(looks(NOON, 0, stream, 3000).await, [0, 1200, 2400]);
    }

    #[tokio::test(start_paused = true)]
    async fn the_night_is_looked_at_whatever_comes_in_and_however_long_a_look_lasts() {
        // Five minutes and ten seconds before two.
        let before = "2026-11-26T18:54:50Z";
        let stream = (0..).map(|n| 7 + n * 20);
        assert_eq!(looks(before, 0, stream, 1000).await, [0, 310], "while cases come in");
        let day = 24 * HOUR;
        assert_eq!(looks(before, 0, std::iter::empty(), 2 * day).await, [0, 310, 310 + day]);
        assert_eq!(looks(before, 600, std::iter::empty(), day).await, [0, 600], "that began before it");
    }

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
