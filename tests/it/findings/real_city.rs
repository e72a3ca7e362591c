//! The line list of a real city, searched on the map and as SaTScan's files: two ways to one answer.

use std::{collections::BTreeSet, fmt::Write, fs};

use chrono::NaiveDate;
use sigis::{
    domain::{CaseFacts, District, Position, Role},
    index::CityData,
    services::{
        findings::{Places, ScanWish},
        scan::{Run, scan_files},
    },
};

use super::{case, city, day, lens, scanned};
use crate::shared_data;

/// Semarang with its dengue of 2019 to 2025.
fn semarang() -> Option<CityData> {
    let districts = shared_data::districts("semarang_kelurahan")?;
    let read = |text: &str| NaiveDate::parse_from_str(text, "%d-%m-%Y").unwrap();
    let rows = shared_data::table("cases/linelist_dbd_2019_2025.csv")?;
    let fact = |(id, row): (usize, &shared_data::Row)| {
        let number = |name: &str| row[name].parse::<f64>().ok();
        let at = number("bujur").zip(number("lintang")).map(|(lon, lat)| Position { lon, lat });
        let reported = read(&row["tanggal_lapor"]);
        let onset = read(&row["tanggal_mulai_demam"]);
        CaseFacts { reported, ..case(id as i64, onset, &row["kode_kelurahan"], at) }
    };
    let cases = rows.iter().enumerate().map(fact).collect();
    Some(city(districts, cases))
}

/// Writes the cases of a year as files that SaTScan reads, places being the labels of kelurahan.
fn write_files(folder: &std::path::Path, districts: &[District], cases: &[CaseFacts]) {
    let (from, to) = (day("2022-01-01"), day("2022-12-31"));
    let (mut geo, mut cas) = (String::new(), String::new());
    for district in districts {
        writeln!(geo, "{} {} {}", district.code, district.label.lat, district.label.lon).unwrap();
    }
    for case in cases.iter().filter(|case| from <= case.onset && case.onset <= to) {
        writeln!(cas, "{} 1 {}", case.district.unwrap(), case.onset.format("%Y/%m/%d")).unwrap();
    }
    let prm = "[Input]\nCaseFile=a.cas\nPrecisionCaseTimes=3\nStartDate=2022/1/1\nEndDate=2022/12/31\n\
               CoordinatesFile=a.geo\nCoordinatesType=1\n[Analysis]\nAnalysisType=4\nModelType=2\nScanAreas=1\n\
               TimeAggregationUnits=3\nTimeAggregationLength=1\n[Spatial Window]\n\
               MaxSpatialSizeInPopulationAtRisk=50\nUseDistanceFromCenterOption=y\n\
               MaxSpatialSizeInDistanceFromCenter=2.5\n[Temporal Window]\nMinimumTemporalClusterSize=1\n\
               MaxTemporalSizeInterpretation=1\nMaxTemporalSize=30\nProspectiveStartDate=2022/12/31\n\
               [Inference]\nMonteCarloReps=99\n[Border Analysis]\n[Miscellaneous Analysis]\n\
               MinimumCasesInHighRateClusters=2\n";
    for (name, text) in [("a.geo", geo.as_str()), ("a.cas", &cas), ("a.prm", prm)] {
        fs::write(folder.join(name), text).unwrap();
    }
}

#[test]
fn the_map_and_the_files_of_a_real_year_tell_the_same_clusters() {
    let Some(data) = semarang() else { return };
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), &data.districts, &data.cases);
    let run = Run { seed: 4, replications: Some(99) };
    let report = scan_files(&folder.path().join("a.prm"), folder.path(), run).unwrap();
    let wish = ScanWish {
        radius_m: Some(2_500),
        window_days: Some(30),
        places: Places::Kelurahan,
        replications: Some(99),
        seed: Some(4),
        ..ScanWish::default()
    };
    let found =
        scanned(&lens(data, Role::Surveillance, &[]), day("2022-01-01"), day("2022-12-31"), wish).found;
    assert_eq!(found.cases, u64::from(report.data.cases));
    let told = report.clusters.iter().filter(|cluster| cluster.rank <= 99).take(10).count();
    assert_eq!(found.clusters.len(), told);
    assert!(!found.clusters.is_empty());
    for (map, file) in found.clusters.iter().zip(&report.clusters) {
        assert_eq!((map.from.to_string(), map.to.to_string()), (file.start.clone(), file.end.clone()));
        assert_eq!(map.cases, u64::from(file.cases));
        assert!((map.llr.unwrap() - file.log_likelihood_ratio).abs() < 1e-9);
        assert_eq!(map.p, Some(file.p_value), "one seed, one p");
        let members: BTreeSet<String> = map.districts.iter().map(|share| share.code.to_string()).collect();
        assert_eq!(members, file.locations.iter().cloned().collect());
    }
}

#[test]
fn squares_of_a_real_year_hold_every_case_with_a_point() {
    let Some(data) = semarang() else { return };
    let in_year = |case: &&CaseFacts| (day("2022-01-01")..=day("2022-12-31")).contains(&case.onset);
    let located = data.cases.iter().filter(in_year).filter(|case| case.position.is_some()).count() as u64;
    let wish = ScanWish { replications: Some(99), ..ScanWish::default() };
    let lens = lens(data, Role::Surveillance, &[]);
    let found = scanned(&lens, day("2022-01-01"), day("2022-12-31"), wish);
    assert_eq!((found.refusal, found.found.cases), (None, located));
}
