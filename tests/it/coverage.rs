//! Who serves whom, against answers found another way: measuring every distance, adding up areas, pi r squared.

use std::collections::HashMap;

use geo::{BoundingRect, Contains, Distance, Geodesic, GeodesicArea, MultiPolygon, Point, polygon};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use sigis::{
    domain::{
        Catchment, District, DistrictCode, Facility, FacilityCode, FacilityType, Level, Population,
        PopulationYears, Position,
    },
    index::{CatchmentArea, CatchmentSource, Coverage},
    simulation,
};

use crate::shared_data::{self, Row};

fn facility(code: &str, kind: FacilityType, lon: f64, lat: f64) -> Facility {
    Facility {
        code: code.into(),
        name: code.into(),
        kind,
        class: None,
        address: None,
        phone: None,
        hours: None,
        services: None,
        beds: None,
        owner: None,
        declared: None,
        computed: None,
        position: Position::new(lon, lat),
        precision: None,
        source: None,
    }
}

fn district(code: &str, outline: MultiPolygon<f64>) -> District {
    let code: DistrictCode = code.parse().unwrap();
    let area_km2 = outline.geodesic_area_unsigned() / 1e6;
    District {
        code,
        name: code.to_string(),
        kind: code.kind(),
        outline,
        area_km2,
        label: Position { lon: 0.0, lat: 0.0 },
    }
}

fn square(code: &str, west: f64, south: f64, side: f64) -> District {
    let (east, north) = (west + side, south + side);
    let ring = polygon![(x: west, y: south), (x: east, y: south), (x: east, y: north), (x: west, y: north)];
    district(code, ring.into())
}

fn people(code: &str, year: i32, total: u32) -> Population {
    let district = code.parse().unwrap();
    Population { district, year, total, male: None, female: None, source: "uji".into() }
}

fn years(rows: Vec<Population>, districts: &[District]) -> PopulationYears {
    PopulationYears::new(rows, districts.iter().map(|d| d.code))
}

/// The simulated city with its coverage, and its kelurahan figures.
fn simulated(seed: u64) -> (simulation::SimulatedCity, Coverage) {
    let city = simulation::city(seed, Some(0));
    let population = years(city.population.clone(), &city.districts);
    let coverage = Coverage::build(&city.districts, city.facilities(), city.catchments(), &population);
    (city, coverage)
}

fn of(coverage: &Coverage, kind: FacilityType, source: CatchmentSource) -> Vec<&CatchmentArea> {
    coverage.catchments.iter().filter(|c| c.kind == kind && c.source == source).collect()
}

/// The real kelurahan of a city; `None` where the data are not there.
fn real(city: &str) -> Option<Vec<District>> {
    let areas = shared_data::districts(&format!("{city}_kelurahan"))?;
    Some(areas.into_iter().map(|d| district(&d.code.to_string(), d.outline)).collect())
}

/// Every point of land lies in the modelled catchment of the facility that a tape measure finds nearest, except close
/// to a border, where the two may disagree.
fn assert_nearest(districts: &[District], facilities: &[Facility], areas: &[&CatchmentArea], points: usize) {
    let land: Vec<&District> = districts.iter().filter(|d| d.code.level() == Level::Kelurahan).collect();
    let box_of = |d: &&District| d.outline.bounding_rect().unwrap();
    let mut chance = ChaCha8Rng::seed_from_u64(11);
    let mut tried = 0;
    while tried < points {
        let home = land[chance.random_range(0..land.len())];
        let (min, max) = (box_of(&home).min(), box_of(&home).max());
        let place = Point::new(chance.random_range(min.x..max.x), chance.random_range(min.y..max.y));
        if !home.outline.contains(&place) {
            continue;
        }
        tried += 1;
        let mut by_distance: Vec<(f64, &FacilityCode)> = facilities
            .iter()
            .filter_map(|f| {
                Some((Geodesic.distance(place, Point::new(f.position?.lon, f.position?.lat)), &f.code))
            })
            .collect();
        by_distance.sort_by(|a, b| a.0.total_cmp(&b.0));
        let holding: Vec<&FacilityCode> =
            areas.iter().filter(|a| a.area.contains(&place)).map(|a| &a.facility).collect();
        let border = by_distance.get(1).map_or(f64::INFINITY, |second| second.0 - by_distance[0].0);
        if border > 2.0 * 30.0 {
            assert_eq!(holding, [by_distance[0].1], "{place:?}");
        }
    }
}

#[test]
fn a_place_belongs_to_the_facility_that_is_nearest_by_tape_measure() {
    let (city, coverage) = simulated(7);
    for kind in [FacilityType::Puskesmas, FacilityType::Rs] {
        let facilities: Vec<Facility> =
            city.facilities().iter().filter(|f| f.kind == kind).cloned().collect();
        let areas = of(&coverage, kind, CatchmentSource::Nearest);
        assert_eq!(areas.len(), facilities.len());
        assert_nearest(&city.districts, &facilities, &areas, 1_500);
    }
}

#[test]
fn modelled_catchments_share_out_all_land_and_all_people() {
    let (city, coverage) = simulated(7);
    for kind in [FacilityType::Puskesmas, FacilityType::Rs] {
        let areas = of(&coverage, kind, CatchmentSource::Nearest);
        let sum: f64 = areas.iter().map(|a| a.area_km2).sum();
        assert!((sum / city.districts[0].area_km2 - 1.0).abs() < 1e-6, "{sum}");
        let people: f64 = areas.iter().map(|a| a.people.unwrap().0).sum();
        assert!((people - 1_729_428.0).abs() < 1.0, "{people}");
        assert!(areas.iter().all(|a| a.people.unwrap().1 == 2017));
    }
}

#[test]
fn official_catchments_are_the_sum_of_their_kelurahan() {
    let (city, coverage) = simulated(7);
    let areas = of(&coverage, FacilityType::Puskesmas, CatchmentSource::Official);
    assert_eq!(areas.len(), 37);
    for area in areas {
        let mine: Vec<DistrictCode> =
            city.catchments().iter().filter(|c| c.puskesmas == area.facility).map(|c| c.kelurahan).collect();
        let size: f64 = city.districts.iter().filter(|d| mine.contains(&d.code)).map(|d| d.area_km2).sum();
        assert!((area.area_km2 / size - 1.0).abs() < 1e-6, "{}: {} {size}", area.facility, area.area_km2);
        let figures = city.population.iter().filter(|p| p.year == 2017 && mine.contains(&p.district));
        let people: u32 = figures.map(|p| p.total).sum();
        assert_eq!(area.people, Some((f64::from(people), 2017)));
    }
}

#[test]
fn reach_on_open_land_is_a_circle_and_on_the_coast_less() {
    let land = [square("99.71.01.1001", 110.0, -7.5, 1.0)];
    let population = years(vec![people("99.71.01.1001", 2017, 1_000_000)], &land);
    let facilities = [
        facility("P01", FacilityType::Puskesmas, 110.5, -7.0),
        facility("P02", FacilityType::Puskesmas, 110.0, -7.0),
        facility("P03", FacilityType::Puskesmas, 120.0, -7.0),
    ];
    let coverage = Coverage::build(&land, &facilities, &[], &population);
    let circle = std::f64::consts::PI * 9.0;
    for (code, share) in [("P01", 1.0), ("P02", 0.5)] {
        let reach = coverage.reach.iter().find(|r| r.facility.as_str() == code).unwrap();
        let size = reach.area.geodesic_area_unsigned() / 1e6;
        assert!((size / (share * circle) - 1.0).abs() < 0.001, "{code}: {size}");
        let (people, year) = reach.people.unwrap();
        let expected = 1_000_000.0 * size / land[0].area_km2;
        assert!((people / expected - 1.0).abs() < 0.005 && year == 2017, "{code}: {people} {expected}");
    }
    assert_eq!(coverage.reach.len(), 2, "no reach where there is no land");
    let far = Point::new(110.5, -7.0);
    let wide = coverage.reaches(&facilities, &[FacilityType::Puskesmas], Some(7_500.0));
    let codes: Vec<_> = wide.iter().map(|r| r.facility.as_str()).collect();
    assert_eq!(codes, ["P01", "P02"]);
    let reach = &wide[0];
    for corner in reach.area.0[0].exterior().coords() {
        let distance = Geodesic.distance(far, Point::from(*corner));
        assert!((distance / 7_500.0 - 1.0).abs() < 0.001, "{distance}");
    }
    for none in [-1.0, f64::NAN] {
        assert!(coverage.reaches(&facilities, &[], Some(none)).is_empty());
    }
    assert!(coverage.reaches(&facilities, &[FacilityType::Rs], Some(3_000.0)).is_empty());
    assert_eq!(coverage.reaches(&facilities, &[], None), coverage.reach);
}

#[test]
fn people_within_reach_of_two_facilities_count_once() {
    let land = [square("99.71.01.1001", 110.0, -7.5, 1.0)];
    let population = years(vec![people("99.71.01.1001", 2017, 1_000_000)], &land);
    let one = [facility("A", FacilityType::Rs, 110.5, -7.0)];
    let two = [facility("A", FacilityType::Rs, 110.5, -7.0), facility("B", FacilityType::Rs, 110.5, -7.0)];
    let within = |facilities: &[Facility]| Coverage::build(&land, facilities, &[], &population).within[0];
    assert!((within(&one).people / within(&two).people - 1.0).abs() < 1e-9);
    let percent = within(&one).percent().unwrap();
    let expected = std::f64::consts::PI * 25.0 / land[0].area_km2 * 100.0;
    assert!((percent / expected - 1.0).abs() < 0.005, "{percent} {expected}");
}

#[test]
fn people_that_are_known_by_kecamatan_only_spread_evenly_over_it() {
    let land = [
        square("99.71.01.1001", 110.0, -7.0, 0.1),
        square("99.71.01.1002", 110.1, -7.0, 0.2),
        square("99.71.02.1001", 110.4, -7.0, 0.1),
        square("99.71.02.1002", 110.5, -7.0, 0.1),
    ];
    let rows = [("99.71.01", 50_000), ("99.71.02.1001", 7_000), ("99.71.02.1002", 3_000)];
    let known = years(rows.iter().map(|(code, n)| people(code, 2018, *n)).collect(), &land);
    let of = |kelurahan: &str| {
        let table =
            [Catchment { kelurahan: kelurahan.parse().unwrap(), puskesmas: "P".into(), source: None }];
        Coverage::build(&land, &[], &table, &known).catchments[0].people.unwrap()
    };
    let (people, year) = of("99.71.01.1002");
    let share = land[1].area_km2 / (land[0].area_km2 + land[1].area_km2);
    assert!((people / (50_000.0 * share) - 1.0).abs() < 0.01 && year == 2018, "{people}");
    assert_eq!(of("99.71.02.1002"), (3_000.0, 2018), "an own figure counts, not a share");
}

#[test]
fn facilities_at_one_point_share_one_catchment() {
    let land = [square("99.71.01.1001", 110.0, -7.0, 0.1)];
    let here = |code| facility(code, FacilityType::Rs, 110.05, -6.95);
    let coverage = Coverage::build(&land, &[here("B"), here("A")], &[], &years(vec![], &land));
    let areas = of(&coverage, FacilityType::Rs, CatchmentSource::Nearest);
    assert_eq!(areas.iter().map(|a| a.facility.as_str()).collect::<Vec<_>>(), ["A"]);
    assert!((areas[0].area_km2 / land[0].area_km2 - 1.0).abs() < 1e-6);
    assert_eq!(areas[0].people, None, "no figure, not zero");
}

#[test]
fn people_are_of_the_latest_year_that_every_part_has() {
    let land = [square("99.71.01.1001", 110.0, -7.0, 0.1), square("99.71.01.1002", 110.1, -7.0, 0.1)];
    let rows = vec![
        people("99.71.01.1001", 2016, 10),
        people("99.71.01.1001", 2017, 11),
        people("99.71.01.1002", 2016, 20),
    ];
    let table: Vec<Catchment> =
        land.iter().map(|d| Catchment { kelurahan: d.code, puskesmas: "P01".into(), source: None }).collect();
    let coverage = Coverage::build(&land, &[], &table, &years(rows, &land));
    assert_eq!(coverage.catchments[0].people, Some((30.0, 2016)));
}

#[test]
fn a_regency_of_islands_without_facilities_has_no_coverage_and_one_with_has() {
    let Some(islands) = real("wakatobi") else { return };
    let none = Coverage::build(&islands, &[], &[], &years(vec![], &islands));
    assert!(none.catchments.is_empty() && none.reach.is_empty() && none.within.is_empty());
    let facilities = [
        facility("P1", FacilityType::Puskesmas, 123.55, -5.32),
        facility("P2", FacilityType::Puskesmas, 123.75, -5.50),
        facility("P3", FacilityType::Puskesmas, 123.95, -5.75),
    ];
    let coverage = Coverage::build(&islands, &facilities, &[], &years(vec![], &islands));
    let areas = of(&coverage, FacilityType::Puskesmas, CatchmentSource::Nearest);
    let sum: f64 = areas.iter().map(|a| a.area_km2).sum();
    let land: f64 = islands.iter().map(|d| d.area_km2).sum();
    assert!((sum / land - 1.0).abs() < 1e-5, "{sum} {land}");
    assert_nearest(&islands, &facilities, &areas, 500);
}

#[test]
fn two_cities_far_apart_keep_their_own_facilities() {
    let (Some(mut land), Some(islands)) = (real("semarang"), real("wakatobi")) else {
        return;
    };
    land.extend(islands);
    let mut facilities = real_puskesmas();
    facilities.push(facility("W1", FacilityType::Puskesmas, 123.55, -5.32));
    let coverage = Coverage::build(&land, &facilities, &[], &years(vec![], &land));
    let areas = of(&coverage, FacilityType::Puskesmas, CatchmentSource::Nearest);
    assert_nearest(&land, &facilities, &areas, 1_000);
    let by_code: HashMap<&str, &&CatchmentArea> = areas.iter().map(|a| (a.facility.as_str(), a)).collect();
    let islands: f64 = land.iter().filter(|d| d.code.to_string().starts_with("74")).map(|d| d.area_km2).sum();
    assert!((by_code["W1"].area_km2 / islands - 1.0).abs() < 1e-5);
}

fn real_puskesmas() -> Vec<Facility> {
    let rows = shared_data::table("facilities/semarang_puskesmas.csv").unwrap();
    let point = |r: &Row| [&r["lon"], &r["lat"]].map(|degrees| degrees.parse().unwrap());
    rows.iter()
        .map(|r| {
            let [lon, lat] = point(r);
            facility(&r["kd_pusk"], FacilityType::Puskesmas, lon, lat)
        })
        .collect()
}

#[test]
fn real_puskesmas_share_out_the_real_city() {
    let Some(land) = real("semarang") else { return };
    let facilities = real_puskesmas();
    let coverage = Coverage::build(&land, &facilities, &[], &years(vec![], &land));
    let areas = of(&coverage, FacilityType::Puskesmas, CatchmentSource::Nearest);
    let sum: f64 = areas.iter().map(|a| a.area_km2).sum();
    let city: f64 = land.iter().map(|d| d.area_km2).sum();
    assert!((sum / city - 1.0).abs() < 1e-5, "{sum} {city}");
    assert_nearest(&land, &facilities, &areas, 1_000);
}
