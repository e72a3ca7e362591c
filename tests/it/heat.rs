//! Heat maps: every pixel has the class that a plain sum of kernels gives, on every tile and at every zoom, from what
//! the viewer may see and nothing else.

use std::{f64::consts::PI, fs, path::PathBuf, sync::OnceLock};

use image::RgbaImage;
use sigis::{
    domain::{CaseFilter, CaseId, Position, Role, Territory, Viewer},
    index::{CityData, Lens, TileId, WorldArea, WorldPoint},
    simulation,
    tiles::{
        Encoding, LegendHeat, PictureRequest, SetName, TileData, TileError, TileFormat, TileRequest,
        TileService,
    },
};

use crate::tiles::{lens, query, role, service};

/// Metres along the equator.
const EQUATOR_M: f64 = 40_075_016.686;

/// The simulated city with two thousand cases, made once.
fn city() -> CityData {
    static CITY: OnceLock<CityData> = OnceLock::new();
    CITY.get_or_init(simulated).clone()
}

fn simulated() -> CityData {
    let city = simulation::city(3, Some(2_000));
    CityData {
        version: 1,
        city_version: 1,
        name: city.name().to_owned(),
        simulated: true,
        catalog: TileData::load(None).unwrap().catalog,
        facilities: city.facilities().to_vec(),
        catchments: city.catchments().to_vec(),
        population: city.population.clone(),
        cases: city.facts().collect(),
        districts: city.districts,
        publication: None,
    }
}

/// The place where most cases are: the one with most others within a kilometre.
fn crowd(data: &CityData) -> Position {
    let places: Vec<Position> = data.cases.iter().filter_map(|case| case.position).collect();
    let near = |a: &Position| {
        places.iter().filter(|b| (a.lon - b.lon).abs() < 0.009 && (a.lat - b.lat).abs() < 0.009).count()
    };
    *places.iter().max_by_key(|place| near(place)).unwrap()
}

fn tile_at(zoom: u8, at: Position) -> TileId {
    TileId::containing(zoom, WorldPoint::of(at))
}

fn png(service: &TileService, lens: &Lens, tile: TileId, scale: u8, words: &str) -> Vec<u8> {
    let request = TileRequest {
        set: SetName::Heat,
        tile,
        format: TileFormat::Png { scale },
        query: query(service, SetName::Heat, words),
        encoding: Encoding::Identity,
    };
    service.tile(lens, &request).unwrap().bytes.to_vec()
}

/// The pixels of a tile; clear where it is empty.
fn pixels(bytes: &[u8], side: u32) -> RgbaImage {
    if bytes.is_empty() {
        return RgbaImage::new(side, side);
    }
    let picture = image::load_from_memory_with_format(bytes, image::ImageFormat::Png).unwrap().to_rgba8();
    assert_eq!(picture.dimensions(), (side, side));
    picture
}

fn legend(service: &TileService, lens: &Lens, words: &str) -> LegendHeat {
    (*service.legend_heat(lens, &query(service, SetName::Heat, words)).unwrap()).clone()
}

/// The class that a pixel is drawn in, from 1 on; 0 for a clear one.
fn class_of(pixel: [u8; 4], legend: &LegendHeat) -> usize {
    if pixel[3] == 0 {
        return 0;
    }
    let color = [pixel[0], pixel[1], pixel[2]];
    let found = legend.classes.iter().position(|c| [c.color.0, c.color.1, c.color.2] == color);
    1 + found.unwrap_or_else(|| panic!("{color:?} is no colour of the legend"))
}

/// Where the middle of a pixel of a tile lies.
fn position(tile: TileId, (x, y): (f64, f64)) -> Position {
    let tiles = f64::from(1u32 << tile.z);
    let lon = (f64::from(tile.x) + x) / tiles * 360.0 - 180.0;
    let lat = (PI * (1.0 - 2.0 * (f64::from(tile.y) + y) / tiles)).sinh().atan().to_degrees();
    Position { lon, lat }
}

/// The sum of quartic kernels at a place, in cases per km2, on the plane that touches the earth there.
fn density(cases: &[(Position, f64)], at: Position, bandwidth_m: f64) -> f64 {
    let height = 3.0 / (PI * (bandwidth_m / 1000.0).powi(2));
    let metres = EQUATOR_M / 360.0;
    let hill = |(p, weight): &(Position, f64)| {
        let east = (p.lon - at.lon) * metres * at.lat.to_radians().cos();
        let north = (p.lat - at.lat) * metres;
        let share = (east * east + north * north) / (bandwidth_m * bandwidth_m);
        if share < 1.0 { weight * height * (1.0 - share).powi(2) } else { 0.0 }
    };
    cases.iter().map(hill).sum()
}

/// How many of the classes begin at or below a density.
fn class_at(density: f64, legend: &LegendHeat) -> usize {
    legend.classes.iter().filter(|class| density >= class.from).count()
}

/// Compares pixels of a tile with the plain sum: each is of the class of a value within 3 in 100 of it and 8 in 100 of the
/// height of one hill. Says how many pixels of each class were looked at.
fn compare(
    picture: &RgbaImage,
    tile: TileId,
    cases: &[(Position, f64)],
    legend: &LegendHeat,
    step: usize,
) -> Vec<usize> {
    let side = picture.width();
    let mut seen = vec![0; legend.classes.len() + 1];
    let slack = 0.08 * 3.0 / (PI * (f64::from(legend.bandwidth_m) / 1000.0).powi(2));
    // The edges of the tile, where a seam would be, and a sample of the rest.
    let sample = (0..side).flat_map(|y| (0..side).map(move |x| (x, y))).enumerate();
    for (_, (x, y)) in sample.filter(|(i, (x, _))| i % step == 0 || *x == 0 || *x == side - 1) {
        let middle = |v: u32| (f64::from(v) + 0.5) / f64::from(side);
        let at = position(tile, (middle(x), middle(y)));
        let exact = density(cases, at, f64::from(legend.bandwidth_m));
        let drawn = class_of(picture.get_pixel(x, y).0, legend);
        let (low, high) = (class_at(exact * 0.97 - slack, legend), class_at(exact * 1.03 + slack, legend));
        assert!((low..=high).contains(&drawn), "{tile:?} pixel {x},{y}: class {drawn} and {exact} per km2");
        seen[drawn] += 1;
    }
    seen
}

fn exact_places(data: &CityData) -> Vec<(Position, f64)> {
    data.cases.iter().filter_map(|case| Some((case.position?, 1.0))).collect()
}

#[test]
fn every_pixel_has_the_class_of_a_plain_sum_of_kernels_also_beside_a_seam() {
    let data = city();
    let (cases, at) = (exact_places(&data), crowd(&data));
    let service = service();
    let lens = lens(data, &role(Role::Surveillance));
    for (zoom, words, scale) in
        [(12, "", 1), (12, "", 2), (14, "", 1), (13, "bandwidth=400", 1), (11, "bandwidth=3000", 1)]
    {
        let legend = legend(&service, &lens, words);
        let home = tile_at(zoom, at);
        let mut seen = vec![0; legend.classes.len() + 1];
        for tile in [home, TileId { x: home.x + 1, ..home }] {
            let picture = pixels(&png(&service, &lens, tile, scale, words), 256 * u32::from(scale));
            let found = compare(&picture, tile, &cases, &legend, 61);
            seen.iter_mut().zip(found).for_each(|(sum, n)| *sum += n);
        }
        assert!(seen[1..].iter().filter(|n| **n > 0).count() >= 2, "{zoom} {words}: {seen:?}");
    }
}

#[test]
fn the_classes_are_those_of_the_question_and_reach_up_to_its_highest_place() {
    let data = city();
    let (cases, at) = (exact_places(&data), crowd(&data));
    let service = service();
    let lens = lens(data, &role(Role::Surveillance));
    let legend = legend(&service, &lens, "");
    assert_eq!((legend.bandwidth_m, legend.unit, legend.classes.len()), (1_000, "kasus per km²", 5));
    // The highest of a fine raster around the fullest place.
    let shift = |i: i32| f64::from(i) * 0.0005;
    let raster = (-30..=30).flat_map(|y| (-30..=30).map(move |x| (x, y)));
    let highest = raster
        .map(|(x, y)| density(&cases, Position { lon: at.lon + shift(x), lat: at.lat + shift(y) }, 1_000.0))
        .fold(0.0, f64::max);
    assert!((legend.highest / highest - 1.0).abs() < 0.03, "{} and {highest}", legend.highest);
    assert!(legend.classes.windows(2).all(|two| two[0].to == two[1].from && two[0].from < two[0].to));
    assert_eq!(legend.classes.last().unwrap().to, legend.highest);
    // Drawn far out and close up, in other orders and by a service that drew nothing yet: one scale.
    for zoom in [9, 11, 13, 16] {
        let tile = tile_at(zoom, at);
        let first = png(&service, &lens, tile, 1, "");
        assert_eq!(first, png(&crate::tiles::service(), &lens, tile, 1, ""), "zoom {zoom}");
        let picture = pixels(&first, 256);
        assert!(picture.pixels().all(|pixel| class_of(pixel.0, &legend) <= 5));
    }
}

#[test]
fn a_planner_s_picture_is_made_of_squares_and_keeps_still_when_a_case_moves_within_its_square() {
    let data = city();
    let at = crowd(&data);
    let service = service();
    let squares_of = |lens: &Lens| {
        let mut squares = Vec::new();
        lens.places(&CaseFilter::default(), &WorldArea::ALL, |at, cases| {
            squares.push((at.position(), cases as f64));
        })
        .unwrap();
        squares
    };
    let mut moved = data.clone();
    for case in &mut moved.cases {
        // Every case to the north-western corner of its square.
        let square = case.position.map(|p| TileId::containing(17, WorldPoint::of(p)).origin());
        case.position = square.map(|(x, y)| WorldPoint { x: x as u32 + 9, y: y as u32 + 9 }.position());
    }
    let exact = lens(moved.clone(), &role(Role::Surveillance));
    let exact_before = lens(data.clone(), &role(Role::Surveillance));
    let (before, after) = (lens(data, &role(Role::Planner)), lens(moved, &role(Role::Planner)));
    let legend = legend(&service, &before, "");
    for zoom in [10, 13, 15] {
        let tile = tile_at(zoom, at);
        let fresh = [crate::tiles::service(), crate::tiles::service(), crate::tiles::service()];
        let picture = png(&service, &before, tile, 1, "");
        assert!(!picture.is_empty());
        assert_eq!(picture, png(&fresh[0], &after, tile, 1, ""), "zoom {zoom}");
        let told = png(&fresh[1], &exact, tile, 1, "") != png(&fresh[2], &exact_before, tile, 1, "");
        assert!(told, "zoom {zoom}: who sees points sees that they moved");
    }
    let squares = squares_of(&before);
    assert!(squares.iter().all(|(_, cases)| *cases >= 3.0), "no square of fewer than three cases");
    let tile = tile_at(13, at);
    compare(&pixels(&png(&service, &before, tile, 1, ""), 256), tile, &squares, &legend, 61);
}

#[test]
fn a_puskesmas_sees_its_own_points_and_its_neighbours_squares_and_a_hospital_its_own_alone() {
    let mut data = city();
    let (own, other) = ("PKM-A".to_owned(), "PKM-B".to_owned());
    let at = crowd(&data);
    for case in &mut data.cases {
        let west = case.position.is_some_and(|p| p.lon < at.lon);
        case.district = None;
        case.puskesmas = Some(if west { own.as_str().into() } else { other.as_str().into() });
        case.reporter = case.puskesmas.clone();
    }
    let territory = Territory::from_words([own.as_str()]);
    let service = service();
    let own_cases: Vec<_> = exact_places(&data).into_iter().filter(|(place, _)| place.lon < at.lon).collect();
    let planner = lens(data.clone(), &role(Role::Planner));
    let tile = tile_at(12, at);
    let hospital = lens(data.clone(), &Viewer { role: Role::Facility, territory: territory.clone() });
    let scale = legend(&service, &hospital, "");
    compare(&pixels(&png(&service, &hospital, tile, 1, ""), 256), tile, &own_cases, &scale, 61);

    let puskesmas = lens(data, &Viewer { role: Role::Puskesmas, territory });
    let mut mixed = Vec::new();
    puskesmas
        .places(&CaseFilter::default(), &WorldArea::ALL, |p, cases| mixed.push((p.position(), cases as f64)))
        .unwrap();
    let single = mixed.iter().filter(|(_, cases)| *cases == 1.0).count();
    assert_eq!(single, own_cases.len(), "each own case by itself");
    assert!(mixed.iter().all(|(place, cases)| *cases >= 3.0 || place.lon < at.lon + 1e-6));
    let scale = legend(&service, &puskesmas, "");
    compare(&pixels(&png(&service, &puskesmas, tile, 1, ""), 256), tile, &mixed, &scale, 61);
    assert_ne!(
        png(&service, &puskesmas, tile, 1, ""),
        png(&service, &planner, tile, 1, ""),
        "one tile is not handed to another viewer"
    );
}

#[test]
fn whoever_sees_no_case_on_the_map_gets_an_empty_tile_and_no_legend() {
    let data = city();
    let at = crowd(&data);
    let service = service();
    let seen = lens(data.clone(), &role(Role::Surveillance));
    for zoom in [8, 13] {
        let tile = tile_at(zoom, at);
        assert!(!png(&service, &seen, tile, 1, "").is_empty());
        for viewer in [Viewer::public(), role(Role::Admin)] {
            let lens = lens(data.clone(), &viewer);
            assert!(png(&service, &lens, tile, 1, "").is_empty(), "{viewer:?}");
            let asked = query(&service, SetName::Heat, "");
            assert!(matches!(service.legend_heat(&lens, &asked), Err(TileError::Withheld(_))));
        }
    }
}

#[test]
fn there_are_pictures_of_heat_and_nothing_else_and_bandwidths_have_bounds() {
    let service = service();
    let lens = lens(city(), &role(Role::Surveillance));
    let request = TileRequest {
        set: SetName::Heat,
        tile: TileId { z: 0, x: 0, y: 0 },
        format: TileFormat::Mvt,
        query: query(&service, SetName::Heat, ""),
        encoding: Encoding::Identity,
    };
    assert!(matches!(service.tile(&lens, &request), Err(TileError::Unknown(_))));
    let described = service.tilejson(&lens, SetName::Heat, "https://peta.test", "bandwidth=500").unwrap();
    assert_eq!(described.tiles, ["https://peta.test/tiles/heat/{z}/{x}/{y}.png?bandwidth=500"]);
    let set = service.set(SetName::Heat).unwrap();
    for bad in ["249", "20001", "-1", "1e3", "x"] {
        let read = sigis::tiles::TileQuery::read(set, [("bandwidth", bad)], lens.catalog());
        let Err(TileError::Word(error)) = read else { panic!("{bad} was taken") };
        assert_eq!(error.word, "bandwidth");
    }
}

#[test]
fn a_printed_map_of_heat_has_the_surface_over_the_land_and_its_colours_in_the_legend() {
    let data = city();
    let service = service();
    let lens = lens(data, &role(Role::Surveillance));
    let pairs = [("layers", "heat"), ("lang", "en")];
    let request = PictureRequest::read(pairs, &service.data().catalog).unwrap();
    let bytes = service.picture(&lens, &request).unwrap();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("map_heat.png"), &bytes).unwrap();
    let picture = image::load_from_memory(&bytes).unwrap().to_rgba8();
    let legend = legend(&service, &lens, "");
    let land = service.data().palettes.map.land;
    for class in &legend.classes {
        let mixed = |own: u8, below: u8| f64::from(own) * 0.75 + f64::from(below) * 0.25;
        let expected =
            [mixed(class.color.0, land.0), mixed(class.color.1, land.1), mixed(class.color.2, land.2)];
        let near = |pixel: &image::Rgba<u8>| {
            (0..3).all(|channel| (f64::from(pixel.0[channel]) - expected[channel]).abs() <= 2.5)
        };
        // A field of the legend has 26 x 14 CSS pixels; the surface has more.
        assert!(picture.pixels().filter(|p| near(p)).count() > 250, "{class:?}");
    }
}

#[test]
fn one_tile_looks_as_it_did() {
    let mut data = city();
    data.cases.truncate(600);
    data.cases.iter_mut().zip(1..).for_each(|(case, id)| case.id = CaseId(id));
    let service = service();
    let at = crowd(&data);
    let lens = lens(data, &role(Role::Surveillance));
    let bytes = png(&service, &lens, tile_at(12, at), 1, "");
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/heat.png");
    if std::env::var_os("SIGIS_BLESS").is_some() {
        fs::write(&file, &bytes).unwrap();
    }
    let golden = pixels(&fs::read(&file).unwrap(), 256);
    let now = pixels(&bytes, 256);
    let other = now.pixels().zip(golden.pixels()).filter(|(a, b)| a != b).count();
    assert!(other <= 64, "{other} pixels differ");
}
