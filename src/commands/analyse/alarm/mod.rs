//! `sigis analyse alarm`.

mod options;
mod uses;

use std::path::PathBuf;

use clap::ValueEnum;

use self::options::Options;
pub use self::uses::UnusedOption;
use crate::{
    commands::{CommandError, say::say},
    config::Settings,
    services::alarms::{AlarmReport, judge_file},
    tiles::TileData,
};

/// Which method, over which file, and what differs from its usual parameters.
#[derive(Debug, clap::Args)]
pub struct AlarmArgs {
    /// The method.
    #[arg(long)]
    method: Name,
    /// Counts with a header: tanggal, or tahun with minggu or bulan; jumlah; and penyakit, meninggal where they are known.
    file: PathBuf,
    /// The disease, where the file counts several.
    #[arg(long)]
    disease: Option<String>,
    /// Print the whole answer as JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    options: Options,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Name {
    /// The seven periods just before.
    EarsC1,
    /// The seven before the last two.
    EarsC2,
    /// The same, with the excess of those two.
    EarsC3,
    /// The same weeks of earlier years.
    Farrington,
    /// All weeks of earlier years, with seasons.
    FarringtonFlexible,
    /// A few weeks of this year and the last.
    Bayes,
    /// The six weeks before, as the Robert Koch Institute has it.
    Rki1,
    /// Those, and thirteen weeks of the year before.
    Rki2,
    /// Nine weeks of each of the two years before.
    Rki3,
    /// Small excesses that add up, against a wave of the year.
    Cusum,
    /// A constant level that gives way to a rise.
    OutbreakP,
    /// Endemic channel.
    Endemic,
    /// Indonesian maximum-minimum band.
    MaxMin,
    /// Negative binomial historical quantiles.
    Quantile,
    /// Rolling window of days.
    Rolling,
    /// Criteria of Permenkes 1501/2010.
    Klb,
}

impl Name {
    /// Its word on the command line.
    fn word(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// Judges the file and tells of it.
pub(super) fn run(settings: &Settings, args: &AlarmArgs) -> Result<(), CommandError> {
    let rules = TileData::load(settings.tiles_dir.as_deref())?.alarms;
    args.options.check_for(args.method)?;
    let asked = args.options.asked(args.method, &rules)?;
    let report = judge_file(&args.file, args.disease.as_deref(), asked, &rules)?;
    if args.json {
        say!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        tell(&report);
    }
    Ok(())
}

fn tell(report: &AlarmReport) {
    let as_of = report.as_of.as_deref().unwrap_or("-");
    say!("{}: {} alarms, data up to {as_of}", report.method, report.alarms.len());
    for note in &report.notes {
        say!("({note})");
    }
    for alarm in &report.alarms {
        say!("{alarm}");
    }
}
