//! `sigis analyse alarm`.

use std::path::PathBuf;

use crate::{
    analysis::alarm::{
        MethodError,
        bayes::BayesParameters,
        ears::{EarsMethod, EarsParameters},
        endemic_channel::{Channel, ChannelParameters},
        farrington::FarringtonParameters,
        farrington_flexible::{FlexibleParameters, Threshold},
        method::Method,
        quantile::QuantileParameters,
        rolling::RollingParameters,
    },
    commands::{CommandError, say::say},
    config::Settings,
    domain::OutbreakRules,
    services::alarms::{AlarmReport, Asked, judge_file},
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

/// What differs from the usual parameters; each is taken by the methods that its text names.
#[derive(Debug, clap::Args)]
struct Options {
    /// Probability of a false alarm (ears, farrington, bayes; of the original farrington on both sides together).
    #[arg(long)]
    alpha: Option<f64>,
    /// Periods of the baseline (ears).
    #[arg(long)]
    baseline: Option<usize>,
    /// Smallest standard deviation (ears).
    #[arg(long)]
    least_deviation: Option<f64>,
    /// Years back (farrington, bayes, endemic, max-min).
    #[arg(long)]
    years: Option<usize>,
    /// Weeks around the same date (farrington, bayes).
    #[arg(long)]
    half_window: Option<usize>,
    /// No trend (farrington).
    #[arg(long)]
    no_trend: bool,
    /// Fewest cases of the last four weeks (farrington).
    #[arg(long)]
    least_cases: Option<u32>,
    /// Seasons of a year (farrington-flexible).
    #[arg(long)]
    seasons: Option<usize>,
    /// Weeks left out before the week (farrington-flexible).
    #[arg(long)]
    left_out: Option<usize>,
    /// p-value below which a trend is kept, 1 for always (farrington-flexible).
    #[arg(long)]
    trend_below: Option<f64>,
    /// Standard deviations above which a past week loses weight (farrington-flexible).
    #[arg(long)]
    outlier: Option<f64>,
    /// How the bound is made (farrington-flexible).
    #[arg(long)]
    threshold: Option<ThresholdName>,
    /// How the lines are drawn (endemic).
    #[arg(long)]
    channel: Option<ChannelName>,
    /// Years that are left out, such as epidemic ones (endemic, max-min).
    #[arg(long, value_delimiter = ',')]
    without: Vec<i32>,
    /// Probabilities of the quantiles (quantile).
    #[arg(long, value_delimiter = ',')]
    probabilities: Vec<f64>,
    /// Days of the window (rolling).
    #[arg(long)]
    window: Option<usize>,
    /// Cases in the window that are an alarm (rolling).
    #[arg(long)]
    cases: Option<u64>,
    /// Days of silence after an alarm (rolling).
    #[arg(long)]
    silence: Option<usize>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Name {
    EarsC1,
    EarsC2,
    EarsC3,
    Farrington,
    FarringtonFlexible,
    Bayes,
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

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum ThresholdName {
    Delta,
    NbPlugin,
    Muan,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum ChannelName {
    Quartiles,
    Geometric,
    TwoDeviations,
}

/// Judges the file and tells of it.
pub(super) fn run(settings: &Settings, args: &AlarmArgs) -> Result<(), CommandError> {
    let rules = TileData::load(settings.tiles_dir.as_deref())?.alarms;
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

impl Options {
    fn asked(&self, name: Name, rules: &OutbreakRules) -> Result<Asked, MethodError> {
        Ok(match name {
            Name::EarsC1 => Asked::Series(Method::Ears(self.ears(EarsMethod::C1))),
            Name::EarsC2 => Asked::Series(Method::Ears(self.ears(EarsMethod::C2))),
            Name::EarsC3 => Asked::Series(Method::Ears(self.ears(EarsMethod::C3))),
            Name::Farrington => Asked::Series(Method::Farrington(self.farrington())),
            Name::FarringtonFlexible => Asked::Series(Method::FarringtonFlexible(self.flexible())),
            Name::Bayes => Asked::Series(Method::Bayes(self.bayes())),
            Name::Endemic => Asked::Channel(self.channel(match self.channel {
                None | Some(ChannelName::Quartiles) => Channel::Quartiles,
                Some(ChannelName::Geometric) => Channel::Geometric,
                Some(ChannelName::TwoDeviations) => Channel::TwoDeviations,
            })?),
            Name::MaxMin => Asked::Channel(self.channel(Channel::MaximumMinimum)?),
            Name::Quantile if self.probabilities.is_empty() => {
                Asked::Quantiles(QuantileParameters::default())
            }
            Name::Quantile => {
                Asked::Quantiles(QuantileParameters { probabilities: self.probabilities.clone() })
            }
            Name::Rolling => Asked::Rolling(self.rolling()),
            Name::Klb => Asked::criteria(rules),
        })
    }

    fn ears(&self, method: EarsMethod) -> EarsParameters {
        let usual = EarsParameters::usual(method);
        EarsParameters {
            method,
            baseline: self.baseline.unwrap_or(usual.baseline),
            alpha: self.alpha.unwrap_or(usual.alpha),
            least_deviation: self.least_deviation.unwrap_or(usual.least_deviation),
        }
    }

    fn farrington(&self) -> FarringtonParameters {
        let usual = FarringtonParameters::default();
        FarringtonParameters {
            years: self.years.unwrap_or(usual.years),
            half_window: self.half_window.unwrap_or(usual.half_window),
            trend: !self.no_trend,
            alpha: self.alpha.unwrap_or(usual.alpha),
            least_cases: self.least_cases.unwrap_or(usual.least_cases),
            ..usual
        }
    }

    fn flexible(&self) -> FlexibleParameters {
        let usual = FlexibleParameters::default();
        FlexibleParameters {
            years: self.years.unwrap_or(usual.years),
            half_window: self.half_window.unwrap_or(usual.half_window),
            seasons: self.seasons.unwrap_or(usual.seasons),
            left_out: self.left_out.unwrap_or(usual.left_out),
            trend: !self.no_trend,
            trend_below: self.trend_below.unwrap_or(usual.trend_below),
            outlier: self.outlier.unwrap_or(usual.outlier),
            threshold: match self.threshold {
                None => usual.threshold,
                Some(ThresholdName::Delta) => Threshold::Delta,
                Some(ThresholdName::NbPlugin) => Threshold::NbPlugin,
                Some(ThresholdName::Muan) => Threshold::Muan,
            },
            alpha: self.alpha.unwrap_or(usual.alpha),
            least_cases: self.least_cases.unwrap_or(usual.least_cases),
            ..usual
        }
    }

    fn bayes(&self) -> BayesParameters {
        let usual = BayesParameters::default();
        BayesParameters {
            years: self.years.unwrap_or(usual.years),
            half_window: self.half_window.unwrap_or(usual.half_window),
            alpha: self.alpha.unwrap_or(usual.alpha),
        }
    }

    fn channel(&self, channel: Channel) -> Result<ChannelParameters, MethodError> {
        let usual = ChannelParameters::usual(channel);
        let years = self.years.map(u32::try_from).transpose();
        let years = years.map_err(|_| MethodError::Parameter { name: "years", range: "3 to 30" })?;
        Ok(ChannelParameters { channel, years: years.unwrap_or(usual.years), without: self.without.clone() })
    }

    fn rolling(&self) -> RollingParameters {
        let usual = RollingParameters::default();
        RollingParameters {
            window: self.window.unwrap_or(usual.window),
            threshold: self.cases.unwrap_or(usual.threshold),
            silence: self.silence.unwrap_or(usual.silence),
        }
    }
}
