//! What was found as a table, with the frame of the answer in columns of its own: a row for each cluster, for each area of a
//! pattern, or for a test of pairs.

use super::{AreaCard, AreaKind, Findings, FoundCluster, PairCard};
use crate::{
    domain::Language,
    services::export::{
        ExportError,
        csv::{number, text, write},
    },
};

/// The columns of the frame.
const FRAME_ID: [&str; 6] = ["metode", "seed", "replikasi", "versi_data", "versi_mesin", "data_per_tanggal"];
const FRAME_EN: [&str; 6] = ["method", "seed", "replications", "data_version", "engine", "as_of"];
const CLUSTERS_ID: &[&str] = &[
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
];
const CLUSTERS_EN: &[&str] = &[
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
];
const AREAS_ID: &[&str] = &["kode", "nama", "kasus", "ir_per_100rb", "pola", "statistik", "p", "q"];
const AREAS_EN: &[&str] = &["code", "name", "cases", "ir_per_100k", "kind", "statistic", "p", "q"];
const PAIRS_ID: &[&str] = &["pasangan_dekat", "harapan", "rasio", "p"];
const PAIRS_EN: &[&str] = &["close_pairs", "expected", "ratio", "p"];

/// What was found as CSV.
///
/// # Errors
/// Where the writer fails.
pub fn csv(findings: &Findings, language: Language) -> Result<Vec<u8>, ExportError> {
    let frame = frame(findings);
    let found = &findings.found;
    let id = language == Language::Id;
    let (header, rows): (&[&str], Vec<Vec<String>>) = match findings.method {
        "moran" | "getis" => {
            let rows = found.areas.iter().map(|area| area_row(area, language)).collect();
            (if id { AREAS_ID } else { AREAS_EN }, rows)
        }
        "knox" => {
            let rows = found.pairs.iter().map(|pairs| pair_row(pairs, language)).collect();
            (if id { PAIRS_ID } else { PAIRS_EN }, rows)
        }
        _ => {
            let rows = found.clusters.iter().map(|cluster| cluster_row(cluster, language)).collect();
            (if id { CLUSTERS_ID } else { CLUSTERS_EN }, rows)
        }
    };
    let framed = rows.into_iter().map(|row| [row, frame.clone()].concat());
    write(&[header, if id { &FRAME_ID } else { &FRAME_EN }].concat(), framed, language)
}

fn frame(findings: &Findings) -> Vec<String> {
    let count = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    let seed = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
    let scan = findings.scan.map(|plan| (plan.seed, Some(plan.replications)));
    let areas = findings.pattern_plan.map(|plan| (plan.seed, plan.replications));
    let pairs = findings.pair_plan.map(|plan| (plan.seed, plan.replications));
    let chance = scan.or(areas).or(pairs).filter(|(_, replications)| replications.is_some());
    vec![
        findings.method.to_owned(),
        seed(chance.map(|(seed, _)| seed)),
        count(chance.and_then(|(_, replications)| replications)),
        findings.version.to_string(),
        findings.engine.clone(),
        findings.as_of.map_or_else(String::new, |day| day.to_string()),
    ]
}

fn cluster_row(cluster: &FoundCluster, language: Language) -> Vec<String> {
    let decimals = |value: Option<f64>, decimals: usize| number(value, decimals, language);
    let districts: Vec<String> =
        cluster.districts.iter().map(|share| format!("{} {}", share.code, share.name)).collect();
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
    ]
}

fn area_row(area: &AreaCard, language: Language) -> Vec<String> {
    let decimals = |value: Option<f64>, decimals: usize| number(value, decimals, language);
    let kind = match area.kind {
        AreaKind::High => language.pick("tinggi di antara tinggi", "high among high"),
        AreaKind::Low => language.pick("rendah di antara rendah", "low among low"),
        AreaKind::HighAmongLow => language.pick("tinggi di antara rendah", "high among low"),
        AreaKind::LowAmongHigh => language.pick("rendah di antara tinggi", "low among high"),
        AreaKind::Nothing => "",
    };
    vec![
        text(&area.code),
        text(&area.name),
        area.cases.to_string(),
        decimals(Some(area.rate), 2),
        kind.to_owned(),
        decimals(Some(area.statistic), 6),
        decimals(area.p, 6),
        decimals(area.q, 6),
    ]
}

fn pair_row(pairs: &PairCard, language: Language) -> Vec<String> {
    let decimals = |value: Option<f64>, decimals: usize| number(value, decimals, language);
    vec![
        pairs.close.to_string(),
        decimals(Some(pairs.expected), 3),
        decimals(Some(pairs.ratio), 3),
        decimals(pairs.p, 6),
    ]
}
