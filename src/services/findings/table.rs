//! Clusters as a table: a row for each, with the frame of the answer in columns of its own.

use super::{ClusterCard, Findings};
use crate::{
    domain::Language,
    services::export::{
        ExportError,
        csv::{number, text, write},
    },
};

/// What was found as CSV.
///
/// # Errors
/// Where the writer fails.
pub fn csv(findings: &Findings, language: Language) -> Result<Vec<u8>, ExportError> {
    let rows = findings.found.clusters.iter().map(|cluster| row(findings, cluster, language));
    write(&header(language), rows, language)
}

fn header(language: Language) -> [&'static str; 20] {
    match language {
        Language::Id => [
            "nomor",
            "dari",
            "sampai",
            "kasus",
            "harapan",
            "rasio",
            "llr",
            "p",
            "p_gumbel",
            "sekali_dalam_hari",
            "bujur",
            "lintang",
            "radius_m",
            "wilayah",
            "metode",
            "seed",
            "replikasi",
            "versi_data",
            "versi_mesin",
            "data_per_tanggal",
        ],
        Language::En => [
            "number",
            "from",
            "to",
            "cases",
            "expected",
            "ratio",
            "llr",
            "p",
            "gumbel_p",
            "once_in_days",
            "lon",
            "lat",
            "radius_m",
            "districts",
            "method",
            "seed",
            "replications",
            "data_version",
            "engine",
            "as_of",
        ],
    }
}

fn row(findings: &Findings, cluster: &ClusterCard, language: Language) -> Vec<String> {
    let decimals = |value: Option<f64>, decimals: usize| number(value, decimals, language);
    let districts: Vec<String> =
        cluster.districts.iter().map(|share| format!("{} {}", share.code, share.name)).collect();
    let plan = findings.scan;
    vec![
        cluster.number.to_string(),
        cluster.from.to_string(),
        cluster.to.to_string(),
        cluster.cases.to_string(),
        decimals(cluster.expected, 3),
        decimals(cluster.ratio, 3),
        decimals(cluster.llr, 6),
        decimals(cluster.p, 6),
        decimals(cluster.gumbel_p, 9),
        decimals(cluster.recurrence_days, 1),
        decimals(cluster.lon, 6),
        decimals(cluster.lat, 6),
        decimals(cluster.radius_m, 0),
        text(&districts.join(" | ")),
        findings.method.to_owned(),
        plan.map_or_else(String::new, |plan| plan.seed.to_string()),
        plan.map_or_else(String::new, |plan| plan.replications.to_string()),
        findings.version.to_string(),
        findings.engine.clone(),
        findings.as_of.map_or_else(String::new, |day| day.to_string()),
    ]
}
