//! The methods that judge a plain series, with their parameters, under one name.

use std::ops::Range;

use serde::Serialize;

use super::{
    Judgement, MethodError, Series,
    bayes::{BayesParameters, bayes},
    cusum::{CusumParameters, cusum},
    ears::{EarsMethod, EarsParameters, ears},
    farrington::{FarringtonParameters, farrington},
    farrington_flexible::{FlexibleParameters, farrington_flexible},
    outbreak_p::{OutbreakPParameters, outbreak_p},
    rki::{RkiMethod, RkiParameters, rki},
};

/// A method with what it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Method {
    /// EARS C1, C2 or C3.
    Ears(EarsParameters),
    /// Farrington, original.
    Farrington(FarringtonParameters),
    /// Farrington, flexible.
    FarringtonFlexible(FlexibleParameters),
    /// Bayes.
    Bayes(BayesParameters),
    /// RKI 1, 2 or 3.
    Rki(RkiParameters),
    /// CUSUM by Rossi.
    Cusum(CusumParameters),
    /// OutbreakP.
    OutbreakP(OutbreakPParameters),
}

impl Method {
    /// Its name on the command line.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Ears(parameters) => match parameters.method {
                EarsMethod::C1 => "ears-c1",
                EarsMethod::C2 => "ears-c2",
                EarsMethod::C3 => "ears-c3",
            },
            Self::Farrington(_) => "farrington",
            Self::FarringtonFlexible(_) => "farrington-flexible",
            Self::Bayes(_) => "bayes",
            Self::Rki(parameters) => match parameters.method {
                RkiMethod::Rki1 => "rki1",
                RkiMethod::Rki2 => "rki2",
                RkiMethod::Rki3 => "rki3",
            },
            Self::Cusum(_) => "cusum",
            Self::OutbreakP(_) => "outbreak-p",
        }
    }

    /// Judges the periods of `within` that have enough past.
    ///
    /// # Errors
    /// A parameter out of its range.
    pub fn judge(&self, series: &Series, within: Range<usize>) -> Result<Vec<Judgement>, MethodError> {
        match self {
            Self::Ears(parameters) => ears(series, within, parameters),
            Self::Farrington(parameters) => farrington(series, within, parameters),
            Self::Bayes(parameters) => bayes(series, within, parameters),
            Self::Rki(parameters) => rki(series, within, parameters),
            Self::Cusum(parameters) => cusum(series, within, parameters),
            Self::OutbreakP(parameters) => outbreak_p(series, within, parameters),
            Self::FarringtonFlexible(parameters) => {
                let judged = farrington_flexible(series, within, parameters)?;
                Ok(judged.into_iter().map(|j| j.judgement).collect())
            }
        }
    }
}
