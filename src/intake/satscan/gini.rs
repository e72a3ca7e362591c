//! What a parameter file says about the collection of clusters by the Gini coefficient.

use super::{error::SatscanError, questions::Analysis, settings::Settings};

/// A collection of clusters by the Gini coefficient.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct GiniQuestion {
    /// The limits of size, in percent of the population.
    pub max_percent: Vec<f64>,
    /// Clusters with a p-value below this count.
    pub below_p: f64,
    /// Whether other clusters are left out.
    pub alone: bool,
}

/// What a parameter file asks for: the optimal collection of a purely spatial scan, or none.
///
/// # Errors
/// When it asks for another one.
pub(super) fn question(
    settings: &Settings,
    analysis: Analysis,
) -> Result<Option<GiniQuestion>, SatscanError> {
    if !settings.switch("ReportGiniClusters")? {
        return Ok(None);
    }
    if analysis != Analysis::PurelySpatial {
        let meaning = "a collection of clusters by the Gini index outside a purely spatial scan";
        return Err(settings.unsupported("ReportGiniClusters", meaning));
    }
    if settings.number("GiniIndexClusterReportingType", 0)? != 0 {
        return Err(
            settings.unsupported("GiniIndexClusterReportingType", "all collections by the Gini index")
        );
    }
    Ok(Some(GiniQuestion {
        max_percent: settings.list("SpatialMaxima", "1,2,3,4,5,6,8,10,12,15,20,25,30,40,50")?,
        below_p: settings.number("GiniIndexClustersPValueCutOff", 0.05)?,
        alone: settings.text("ReportHierarchicalClusters").is_some()
            && !settings.switch("ReportHierarchicalClusters")?,
    }))
}
