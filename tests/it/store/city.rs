//! Promises about districts, facilities, wilayah kerja and denominators.

use geo::MultiPolygon;
use sigis::domain::{Catchment, DistrictKind, Facility, FacilityType, Level, Population};

use super::{Place, samples::*};

pub async fn districts_come_back_whole_in_official_order(place: &Place) {
    let ledger = &place.ledger;
    let written = [
        district("33.74.02", square(3.0).into()),
        district("33.74.01.1001", MultiPolygon(vec![square(0.0), square(7.0)])),
        district("33.74.01.2003", square(1.0 / 3.0).into()),
        district("33.74", MultiPolygon(vec![])),
        district("33.74.01", square(5.0).into()),
    ];
    let before = ledger.version().await.unwrap();
    assert_eq!(ledger.write_districts(&written).await.unwrap(), counted(5, 0));
    assert_eq!(ledger.version().await.unwrap(), before + 1);
    let mut in_order = written.to_vec();
    in_order.sort_by_key(|d| d.code);
    assert_eq!(ledger.districts(None).await.unwrap(), in_order);
    assert_eq!(in_order[2].kind, Some(DistrictKind::Kelurahan));
    let kecamatan = ledger.districts(Some(Level::Kecamatan)).await.unwrap();
    assert_eq!(kecamatan.iter().map(|d| d.code).collect::<Vec<_>>(), [code("33.74.01"), code("33.74.02")]);
    assert_eq!(ledger.districts(Some(Level::Provinsi)).await.unwrap(), []);
    in_order[0].name = "Semarang".into();
    assert_eq!(ledger.write_districts(&in_order).await.unwrap(), counted(1, 4));
    assert_eq!(ledger.write_districts(&in_order).await.unwrap(), counted(0, 5));
    assert_eq!(ledger.version().await.unwrap(), before + 2, "an equal list is no change");
    assert_eq!(ledger.districts(None).await.unwrap(), in_order);
}

pub async fn facilities_come_back_whole(place: &Place) {
    let ledger = &place.ledger;
    let mut written: Vec<Facility> = FacilityType::ALL
        .into_iter()
        .enumerate()
        .map(|(i, kind)| Facility { kind, ..bare_facility(&format!("F{i}")) })
        .collect();
    written.push(full_facility("RS-01"));
    assert_eq!(ledger.write_facilities(&written).await.unwrap(), counted(8, 0));
    assert_eq!(ledger.facilities().await.unwrap(), written);
    written[7].beds = None;
    assert_eq!(ledger.write_facilities(&written).await.unwrap(), counted(1, 7));
    assert_eq!(ledger.facilities().await.unwrap(), written);
    assert_eq!(ledger.write_facilities(&[]).await.unwrap(), counted(0, 0));
}

pub async fn catchments_and_population_come_back_whole(place: &Place) {
    let ledger = &place.ledger;
    let catchment = |kelurahan: &str, puskesmas: &str, source: Option<&str>| Catchment {
        kelurahan: code(kelurahan),
        puskesmas: puskesmas.into(),
        source: source.map(String::from),
    };
    let area =
        [catchment("33.74.01.1001", "P01", None), catchment("33.74.01.1002", "P02", Some("SK 440/2024"))];
    assert_eq!(ledger.write_catchments(&area).await.unwrap(), counted(2, 0));
    assert_eq!(ledger.write_catchments(&area[..1]).await.unwrap(), counted(0, 1));
    assert_eq!(ledger.catchments().await.unwrap(), area);
    let moved = catchment("33.74.01.1002", "P01", Some("SK 1/2026"));
    assert_eq!(ledger.write_catchments(std::slice::from_ref(&moved)).await.unwrap(), counted(1, 0));
    assert_eq!(ledger.catchments().await.unwrap()[1], moved, "a kelurahan has one puskesmas");

    let people = |district: &str, year, total, male, female| Population {
        district: code(district),
        year,
        total,
        male,
        female,
        source: "BPS".into(),
    };
    let mut rows = vec![
        people("33.74", 2024, u32::MAX, None, None),
        people("33.74.01", 2023, 0, Some(0), Some(0)),
        people("33.74.01", 2024, 59_000, Some(29_000), Some(30_000)),
    ];
    assert_eq!(ledger.write_population(&rows).await.unwrap(), counted(3, 0));
    assert_eq!(ledger.population().await.unwrap(), rows);
    rows[1].male = None;
    assert_eq!(ledger.write_population(&rows).await.unwrap(), counted(1, 2));
    assert_eq!(ledger.population().await.unwrap(), rows);
}

pub async fn a_code_that_stands_twice_in_a_list_is_written_in_order(place: &Place) {
    let (first, last) = (bare_facility("P01"), full_facility("P01"));
    let count = place.ledger.write_facilities(&[first, last.clone(), last.clone()]).await.unwrap();
    assert_eq!(count, counted(2, 1));
    assert_eq!(place.ledger.facilities().await.unwrap(), [last]);
}
