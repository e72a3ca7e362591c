//! PNG tiles and printed maps, read back by an independent decoder. The pictures are left in `target/pictures` to be
//! looked at.

use std::{fs, path::PathBuf};

use image::RgbaImage;
use sigis::{
    domain::{Position, Role, Viewer},
    index::{Lens, TileId, WorldPoint},
    tiles::{Encoding, PictureRequest, SetName, TileFormat, TileRequest, TileService},
};

use super::{lens, query, role, semarang, service};

fn keep(name: &str, bytes: &[u8]) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), bytes).unwrap();
}

fn png(service: &TileService, lens: &Lens, set: SetName, tile: TileId, scale: u8, words: &str) -> Vec<u8> {
    let request = TileRequest {
        set,
        tile,
        format: TileFormat::Png { scale },
        query: query(service, set, words),
        encoding: Encoding::Gzip,
    };
    let answer = service.tile(lens, &request).unwrap();
    assert_eq!((answer.encoding, answer.content_type), (Encoding::Identity, "image/png"));
    answer.bytes.to_vec()
}

fn decode(bytes: &[u8]) -> RgbaImage {
    image::load_from_memory_with_format(bytes, image::ImageFormat::Png).unwrap().to_rgba8()
}

fn hex(color: sigis::tiles::Rgb) -> [u8; 4] {
    [color.0, color.1, color.2, 255]
}

const YEAR: &str = "disease=dbd&from=2022-01-01&to=2022-12-31";

#[test]
fn the_fill_of_every_kecamatan_is_the_colour_of_its_class_in_the_legend() {
    let Some(data) = semarang::counted_2022() else { return };
    let districts: Vec<_> =
        data.districts.iter().filter(|d| d.code.to_string().len() == 8).cloned().collect();
    let service = service();
    let lens = lens(data, &role(Role::Surveillance));
    let words = format!("{YEAR}&level=kecamatan");
    let asked = query(&service, SetName::Districts, &words);
    let legend = service.legend(&lens, sigis::domain::Level::Kecamatan, &asked).unwrap();
    for (scale, side) in [(1, 256), (2, 512)] {
        for district in &districts {
            // North of the name, which is written over the label point.
            let at = Position { lat: district.label.lat + 0.004, ..district.label };
            let world = WorldPoint::of(at);
            let tile = TileId::containing(13, world);
            let picture = decode(&png(&service, &lens, SetName::Districts, tile, scale, &words));
            assert_eq!(picture.dimensions(), (side, side));
            let pixel =
                |v: u32, origin: u64| ((u64::from(v) - origin) * u64::from(side) / tile.side()) as u32;
            let (left, top) = tile.origin();
            let found = picture.get_pixel(pixel(world.x, left), pixel(world.y, top)).0;
            let value =
                legend.values.iter().find(|(c, _)| *c == district.code.to_string()).unwrap().1.unwrap();
            let last = legend.classes.len() - 1;
            let class = legend.classes.iter().position(|c| c.from <= value && value < c.to).unwrap_or(last);
            assert_eq!(found, hex(legend.classes[class].color), "{} {value}", district.name);
        }
    }
}

#[test]
fn neighbouring_tiles_continue_each_other() {
    let Some(data) = semarang::listed() else { return };
    let service = service();
    let lens = lens(data, &role(Role::Surveillance));
    let home = TileId::containing(12, WorldPoint::of(Position { lon: 110.42, lat: -6.99 }));
    let parent = TileId { z: 12, ..home };
    for set in [SetName::Districts, SetName::Cases, SetName::Facilities, SetName::Coverage] {
        let mut sheet = RgbaImage::new(1024, 512);
        for (dx, dy) in (0..2).flat_map(|y| (0..4).map(move |x| (x, y))) {
            let tile = TileId { x: parent.x - 2 + dx, y: parent.y - 1 + dy, ..parent };
            let bytes = png(&service, &lens, set, tile, 1, "from=2022-01-01&to=2022-12-31");
            if !bytes.is_empty() {
                image::imageops::overlay(
                    &mut sheet,
                    &decode(&bytes),
                    i64::from(dx) * 256,
                    i64::from(dy) * 256,
                );
            }
        }
        let mut bytes = std::io::Cursor::new(Vec::new());
        sheet.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        keep(&format!("tiles_{}.png", set.word()), &bytes.into_inner());
        if set == SetName::Districts {
            // A seam would show as a column where colours change far more often than beside it.
            let changes = |x: u32| {
                (0..512).filter(|y| sheet.get_pixel(x, *y).0 != sheet.get_pixel(x + 1, *y).0).count()
            };
            for seam in [255, 511, 767] {
                let beside = usize::max(changes(seam - 3), changes(seam + 3));
                assert!(changes(seam) <= beside * 2 + 24, "column {seam}");
            }
        }
    }
}

#[test]
fn empty_tiles_have_no_bytes() {
    let Some(data) = semarang::listed() else { return };
    let service = service();
    let lens = lens(data, &role(Role::Surveillance));
    let ocean = TileId { z: 8, x: 10, y: 120 };
    for set in SetName::ALL {
        assert!(png(&service, &lens, set, ocean, 1, "").is_empty(), "{}", set.word());
    }
}

#[test]
fn the_public_sees_land_and_names_without_colours_and_no_cases() {
    let Some(data) = semarang::listed() else { return };
    let service = service();
    let lens = lens(data, &Viewer::public());
    let home = TileId::containing(11, WorldPoint::of(Position { lon: 110.42, lat: -6.99 }));
    assert!(png(&service, &lens, SetName::Cases, home, 1, "").is_empty());
    let land = service.data().palettes.map.land;
    let picture = decode(&png(&service, &lens, SetName::Districts, home, 1, ""));
    let plain = picture.pixels().filter(|p| p.0 == hex(land)).count();
    assert!(plain > 5_000, "{plain}");
}

fn picture(service: &TileService, lens: &Lens, words: &str, name: &str) -> RgbaImage {
    let pairs: Vec<_> = words.split('&').filter_map(|p| p.split_once('=')).collect();
    let request = PictureRequest::read(pairs, &service.data().catalog).unwrap();
    let start = std::time::Instant::now();
    let bytes = service.picture(lens, &request).unwrap();
    eprintln!("{name}: {} bytes, {:?}", bytes.len(), start.elapsed());
    keep(name, &bytes);
    decode(&bytes)
}

#[test]
fn a_printed_map_has_the_asked_size_and_every_colour_of_its_legend() {
    let Some(data) = semarang::listed() else { return };
    let service = service();
    let lens = lens(data, &role(Role::Surveillance));
    let legend = service
        .legend(&lens, sigis::domain::Level::Kecamatan, &query(&service, SetName::Districts, YEAR))
        .unwrap();
    let map = picture(&service, &lens, &format!("{YEAR}&width=1200&height=630"), "map_og.png");
    assert_eq!(map.dimensions(), (1200, 630));
    for class in &legend.classes {
        assert!(map.pixels().any(|p| p.0 == hex(class.color)), "{class:?}");
    }
    for (words, name, size) in [
        ("width=2400&height=1697", "map_a4.png", (2400, 1697)),
        ("width=1697&height=2400&layers=districts,facilities", "map_a4_portrait.png", (1697, 2400)),
        ("layers=cases,facilities&bbox=110.39,-7.02,110.45,-6.96", "map_zoomed.png", (1200, 630)),
        ("layers=districts,cases&level=kelurahan&indicator=cases&lang=en", "map_en.png", (1200, 630)),
        ("layers=coverage,facilities&type=puskesmas&source=official", "map_coverage.png", (1200, 630)),
        ("width=300&height=300", "map_small.png", (300, 300)),
    ] {
        let map = picture(&service, &lens, &format!("{YEAR}&{words}"), name);
        assert_eq!(map.dimensions(), size, "{name}");
    }
}

#[test]
fn pictures_refuse_words_and_sizes_by_name() {
    let service = service();
    for (words, word) in [
        ("width=5000", "width"),
        ("height=10", "height"),
        ("bbox=1,2,3", "bbox"),
        ("layers=roads", "layers"),
        ("lang=fr", "lang"),
        ("colour=red", "colour"),
        ("width=500&width=600", "width"),
    ] {
        let pairs: Vec<_> = words.split('&').filter_map(|p| p.split_once('=')).collect();
        match PictureRequest::read(pairs, &service.data().catalog) {
            Err(sigis::tiles::TileError::Word(error)) => assert_eq!(error.word, word),
            other => panic!("{words}: {other:?}"),
        }
    }
}
