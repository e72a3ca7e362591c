//! `sigis watch`.

use std::sync::Arc;

use chrono::{NaiveDate, Utc};
use serde_json::{Value, json};

use super::{CommandError, Doors, say::say};
use crate::{
    config::Settings,
    domain::{ClusterNight, Warning, WatchNight},
    index::{self, Atlas, Snapshot},
    services::watch::{NightReport, Watch, warnings::Rules},
    tiles::TileData,
};

/// Which night is judged.
#[derive(Debug, clap::Args)]
pub struct WatchArgs {
    /// Show what a day would have found with what was reported by then, and write nothing. Without it the nights up to today are
    /// judged and kept, as a server does.
    #[arg(long, value_name = "DAY")]
    as_of: Option<NaiveDate>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Judges the nights that are missing and tells of the last, or of one day.
pub(super) async fn run(settings: &Settings, args: WatchArgs) -> Result<(), CommandError> {
    let journal = Doors::open(settings).await?.journal;
    let data = TileData::load(settings.tiles_dir.as_deref())?;
    let city = index::load(&**journal.ledger(), &data.catalog).await?;
    let snapshot = tokio::task::spawn_blocking(move || Snapshot::build(city)).await;
    let atlas = Arc::new(Atlas::new(snapshot.map_err(CommandError::Build)?));
    let zone = super::time_zone(&**journal.ledger()).await?;
    let watch = Watch::new(journal, atlas, Rules { watch: data.watch, outbreaks: data.alarms });
    let today = watch.today(zone, Utc::now());
    let day = match args.as_of {
        Some(day) => day,
        None => {
            let told = |night: &NightReport| {
                if !args.json {
                    tell_of(night);
                }
            };
            watch.keep_up(today, told).await?;
            today
        }
    };
    let night = watch.look(day, day == today).await?;
    if args.json {
        say!("{}", serde_json::to_string_pretty(&as_json(&night))?)
    } else {
        tell(&night)
    }
    Ok(())
}

fn tell_of(night: &NightReport) {
    let NightReport { day, warnings, raised, alive, new, took, .. } = night;
    let took = took.as_secs_f64();
    say!("night {day}: {warnings} warnings ({raised} raised), {alive} clusters ({new} new), {took:.1} s");
}

fn tell(night: &WatchNight) {
    say!("as of {}: {} warnings, {} clusters", night.day, night.warnings.len(), night.clusters.len());
    for warning in &night.warnings {
        let agreement = warning.agreement();
        let letters: Vec<String> =
            warning.criteria.iter().map(|met| met.criterion.letter().to_string()).collect();
        let level = warning.place.level().map_or("", |level| level.word());
        say!(
            "  {:<14} {level:<10} {:<14} {} of {} methods{}",
            warning.disease,
            warning.place.code(),
            agreement.ringing,
            agreement.judged,
            if letters.is_empty() { String::new() } else { format!(", meets ({})", letters.join(") (")) },
        );
        for reading in warning.readings.iter().filter(|reading| reading.alarm) {
            let (method, observed) = (reading.method.word(), reading.observed);
            say!("    {method:<20} {} to {}: {observed} over {:.1}", reading.from, reading.to, reading.upper);
        }
    }
    for ClusterNight { id, disease, state, .. } in &night.clusters {
        let number = id.map_or("-".to_owned(), |id| id.to_string());
        say!(
            "  cluster {number:<5} {disease:<14} {:<8} {} to {}: {} cases, {:.1} expected, {:.1} km around {:.4} {:.4}",
            state.life.word(),
            state.from,
            state.to,
            state.cases,
            state.expected,
            state.area.radius_km,
            state.area.lat,
            state.area.lon,
        );
    }
}

fn as_json(night: &WatchNight) -> Value {
    let warning = |warning: &Warning| {
        json!({
            "disease": warning.disease,
            "level": warning.place.level(),
            "place": warning.place.code(),
            "raised": warning.raised,
            "agreement": warning.agreement(),
            "readings": warning.readings,
            "criteria": warning.criteria,
            "unjudged": warning.unjudged,
        })
    };
    let cluster = |cluster: &ClusterNight| {
        let state = &cluster.state;
        json!({
            "id": cluster.id,
            "disease": cluster.disease,
            "life": state.life,
            "merged_into": cluster.merged_into,
            "from": state.from,
            "to": state.to,
            "area": state.area,
            "cases": state.cases,
            "expected": state.expected,
            "statistic": state.statistic,
            "recurrence_days": state.recurrence_days,
        })
    };
    json!({
        "engine": format!("sigis {}", env!("CARGO_PKG_VERSION")),
        "as_of": night.day,
        "version": night.version,
        "warnings": night.warnings.iter().map(warning).collect::<Vec<_>>(),
        "clusters": night.clusters.iter().map(cluster).collect::<Vec<_>>(),
    })
}
