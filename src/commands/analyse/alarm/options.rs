//! The options of `sigis analyse alarm` and the parameters that they make.

use super::Name;
use crate::{
    analysis::alarm::{
        MethodError,
        bayes::BayesParameters,
        cusum::CusumParameters,
        ears::{EarsMethod, EarsParameters},
        endemic_channel::{Channel, ChannelParameters},
        farrington::FarringtonParameters,
        farrington_flexible::{FlexibleParameters, Threshold},
        method::Method,
        outbreak_p::OutbreakPParameters,
        quantile::QuantileParameters,
        rki::{RkiMethod, RkiParameters},
        rolling::RollingParameters,
    },
    domain::OutbreakRules,
    services::alarms::Asked,
};

/// What differs from the usual parameters; each is taken by the methods that its text names.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Probability of a false alarm (ears, farrington, bayes; of the original farrington on both sides together).
    #[arg(long)]
    pub(super) alpha: Option<f64>,
    /// Periods of the baseline (ears).
    #[arg(long)]
    pub(super) baseline: Option<usize>,
    /// Smallest standard deviation (ears).
    #[arg(long)]
    pub(super) least_deviation: Option<f64>,
    /// Years back (farrington, bayes, rki, endemic, max-min).
    #[arg(long)]
    pub(super) years: Option<usize>,
    /// Weeks around the same date (farrington, bayes, rki).
    #[arg(long)]
    pub(super) half_window: Option<usize>,
    /// No trend (farrington).
    #[arg(long)]
    pub(super) no_trend: bool,
    /// Fewest cases of the last four weeks (farrington).
    #[arg(long)]
    pub(super) least_cases: Option<u32>,
    /// Seasons of a year (farrington-flexible).
    #[arg(long)]
    pub(super) seasons: Option<usize>,
    /// Weeks left out before the week (farrington-flexible).
    #[arg(long)]
    pub(super) left_out: Option<usize>,
    /// p-value below which a trend is kept, 1 for always (farrington-flexible).
    #[arg(long)]
    pub(super) trend_below: Option<f64>,
    /// Standard deviations above which a past week loses weight (farrington-flexible).
    #[arg(long)]
    pub(super) outlier: Option<f64>,
    /// How the bound is made (farrington-flexible).
    #[arg(long)]
    pub(super) threshold: Option<ThresholdName>,
    /// Periods at the beginning that say what is usual (cusum).
    #[arg(long)]
    pub(super) training: Option<usize>,
    /// Standard deviations of a period that do not add up (cusum); how many times as likely a rise must be (outbreak-p).
    #[arg(long)]
    pub(super) k: Option<f64>,
    /// The sum that is an alarm (cusum).
    #[arg(long)]
    pub(super) h: Option<f64>,
    /// How many of the last periods are looked at (outbreak-p).
    #[arg(long)]
    pub(super) periods: Option<usize>,
    /// How the lines are drawn (endemic).
    #[arg(long)]
    pub(super) channel: Option<ChannelName>,
    /// Years that are left out, such as epidemic ones (endemic, max-min).
    #[arg(long, value_delimiter = ',')]
    pub(super) without: Vec<i32>,
    /// Probabilities of the quantiles (quantile).
    #[arg(long, value_delimiter = ',')]
    pub(super) probabilities: Vec<f64>,
    /// Days of the window (rolling).
    #[arg(long)]
    pub(super) window: Option<usize>,
    /// Cases in the window that are an alarm (rolling).
    #[arg(long)]
    pub(super) cases: Option<u64>,
    /// Days of silence after an alarm (rolling).
    #[arg(long)]
    pub(super) silence: Option<usize>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum ThresholdName {
    Delta,
    NbPlugin,
    Muan,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum ChannelName {
    Quartiles,
    Geometric,
    TwoDeviations,
}

impl Options {
    /// The method with its usual parameters but for what is given.
    ///
    /// # Errors
    /// A number that no parameter can hold.
    pub(super) fn asked(&self, name: Name, rules: &OutbreakRules) -> Result<Asked, MethodError> {
        Ok(match name {
            Name::EarsC1 => Asked::Series(Method::Ears(self.ears(EarsMethod::C1))),
            Name::EarsC2 => Asked::Series(Method::Ears(self.ears(EarsMethod::C2))),
            Name::EarsC3 => Asked::Series(Method::Ears(self.ears(EarsMethod::C3))),
            Name::Farrington => Asked::Series(Method::Farrington(self.farrington())),
            Name::FarringtonFlexible => Asked::Series(Method::FarringtonFlexible(self.flexible())),
            Name::Bayes => Asked::Series(Method::Bayes(self.bayes())),
            Name::Rki1 => Asked::Series(Method::Rki(self.rki(RkiMethod::Rki1))),
            Name::Rki2 => Asked::Series(Method::Rki(self.rki(RkiMethod::Rki2))),
            Name::Rki3 => Asked::Series(Method::Rki(self.rki(RkiMethod::Rki3))),
            Name::Cusum => Asked::Series(Method::Cusum(self.cusum())),
            Name::OutbreakP => Asked::Series(Method::OutbreakP(self.outbreak_p())),
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

    fn rki(&self, method: RkiMethod) -> RkiParameters {
        let usual = RkiParameters::usual(method);
        RkiParameters {
            years: self.years.unwrap_or(usual.years),
            half_window: self.half_window.unwrap_or(usual.half_window),
            ..usual
        }
    }

    fn cusum(&self) -> CusumParameters {
        let usual = CusumParameters::default();
        CusumParameters {
            training: self.training.unwrap_or(usual.training),
            k: self.k.unwrap_or(usual.k),
            h: self.h.unwrap_or(usual.h),
        }
    }

    fn outbreak_p(&self) -> OutbreakPParameters {
        let usual = OutbreakPParameters::default();
        OutbreakPParameters { k: self.k.unwrap_or(usual.k), periods: self.periods.or(usual.periods) }
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
