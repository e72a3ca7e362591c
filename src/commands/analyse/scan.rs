//! `sigis analyse scan`: clusters in SaTScan's files.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use super::{
    super::say::{aside, say},
    AnalyseError, say_json, write_json,
};
use crate::services::{
    blocking::blocking,
    scan::{Centre, ClusterReport, Run, ScanReport, feature_collection, scan_files},
};

/// Location names of a cluster that are printed; all stand in the JSON.
const PRINTED_LOCATIONS: usize = 40;

/// What `sigis analyse scan` takes.
#[derive(Debug, clap::Args)]
pub struct ScanArgs {
    /// The parameter file. One that asks for what is not supported is refused by the parameter's name.
    #[arg(long, value_name = "FILE.prm")]
    pub prm: PathBuf,
    /// Where the files stand that it names; by default beside it.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The seed of the replications. The same seed gives the same answer on any machine.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How many replications, instead of what the file says.
    #[arg(long, value_name = "N")]
    pub replications: Option<u32>,
    /// Say the whole answer as JSON.
    #[arg(long)]
    pub json: bool,
    /// Also write the clusters as GeoJSON.
    #[arg(long, value_name = "FILE.geojson")]
    pub geojson: Option<PathBuf>,
}

/// Scans, writes the map and says what was found; how long it took goes to standard error.
pub(super) async fn run(args: ScanArgs) -> Result<(), AnalyseError> {
    let folder = args.data.or_else(|| args.prm.parent().map(Path::to_owned)).unwrap_or_default();
    let begun = Instant::now();
    let run = Run { seed: args.seed, replications: args.replications };
    let report = blocking(move || scan_files(&args.prm, &folder, run)).await??;
    let seconds = begun.elapsed().as_secs_f64();
    if let Some(file) = args.geojson {
        write_json(file, &feature_collection(&report).ok_or(AnalyseError::NoDegrees)?)?;
    }
    if args.json {
        say_json(&report)?;
    } else {
        print(&report);
    }
    aside(format_args!("scanned in {seconds:.3} s"));
    Ok(())
}

fn print(report: &ScanReport) {
    let data = &report.data;
    say!("{} cases, {} intervals, seed {}", data.cases, data.intervals, report.parameters.seed);
    if let Some(locations) = data.locations {
        say!("{locations} locations");
    }
    if let Some(population) = data.population {
        say!("population, averaged over time: {population:.0}");
    }
    let by_chance = |cluster: &&ClusterReport| cluster.p_value >= 1.0 && report.simulated.replications > 0;
    let told = report.clusters.iter().filter(|cluster| !by_chance(cluster));
    told.for_each(print_cluster);
    if let Some(gini) = &report.gini {
        let numbers: Vec<String> = gini.clusters.iter().map(|number| (number + 1).to_string()).collect();
        let percent = gini.share * 100.0;
        say!("");
        match numbers.is_empty() {
            true => say!("no collection of significant clusters"),
            false => say!(
                "collection by the Gini coefficient {:.4}: {} (windows of up to {percent} %)",
                gini.coefficient,
                numbers.join(", ")
            ),
        }
    }
    let rest = report.clusters.iter().filter(by_chance).count();
    if rest > 0 {
        say!("");
        say!("and {rest} more that every replication surpasses; --json lists them");
    }
    if report.clusters.is_empty() {
        say!("no window has more cases than expected");
    }
}

fn print_cluster(cluster: &ClusterReport) {
    let names = &cluster.locations;
    let printed = names.iter().take(PRINTED_LOCATIONS).map(String::as_str).collect::<Vec<_>>().join(", ");
    let rest = names.len().saturating_sub(PRINTED_LOCATIONS);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    say!("");
    say!("{}. {printed}{more}", cluster.number);
    match (cluster.centre, cluster.radius) {
        (Some(Centre::Sphere { latitude, longitude }), Some(radius)) => {
            say!("   centre {latitude:.6}, {longitude:.6}; radius {radius:.2} km");
        }
        (Some(Centre::Plane { x, y }), Some(radius)) => say!("   centre ({x}, {y}); radius {radius:.2}"),
        _ => {}
    }
    if let Some((shape, angle)) = cluster.ellipse {
        say!("   ellipse of shape {shape}, {angle} degrees");
    }
    say!("   {} to {}", cluster.start, cluster.end);
    let ratio = cluster.observed_over_expected;
    say!("   {} cases, {:.2} expected, ratio {ratio:.2}", cluster.cases, cluster.expected);
    if let Some(risk) = cluster.relative_risk {
        say!("   relative risk {risk:.2}");
    }
    let gumbel = cluster.gumbel_p_value.map(|p| format!(" (Gumbel {p:.2e})")).unwrap_or_default();
    say!("   statistic {:.6}, p {:.4}{gumbel}", cluster.test_statistic, cluster.p_value);
    if let Some(recurrence) = cluster.recurrence {
        say!("   recurrence interval {:.0} days", recurrence.days);
    }
}
