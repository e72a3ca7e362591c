//! The map below the data comes from our own address, whatever it is made of.

use std::{
    fs::File,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Router,
    body::Body,
    extract,
    http::{Request, StatusCode, header},
    routing::get,
};
use pmtiles::{PmTilesWriter, TileCoord, TileType};
use sigis::services::basemap::Archive;
use tokio::{net::TcpListener, sync::oneshot};

use crate::door::{Door, Reply};

const STREETS: &[u8] = b"\x1a\x0cstreets of a tile that is no tile, long enough to be packed packed packed";

fn write_archive(file: &Path) {
    let about = r#"{"attribution":"<a href='https://example.org'>&copy; Peta Contoh</a>",
        "vector_layers":[{"id":"earth","fields":{}},{"id":"water","fields":{}}]}"#;
    let writer = PmTilesWriter::new(TileType::Mvt).min_zoom(0).max_zoom(2).metadata(about);
    let mut archive = writer.create(File::create(file).unwrap()).unwrap();
    archive.add_tile(TileCoord::new(0, 0, 0).unwrap(), b"world").unwrap();
    archive.add_tile(TileCoord::new(2, 3, 1).unwrap(), STREETS).unwrap();
    archive.finalize().unwrap();
}

async fn packed(door: &Door, path: &str) -> Reply {
    let request = Request::get(path).header(header::ACCEPT_ENCODING, "gzip");
    door.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn an_archive_is_announced_and_served_packed_or_plain() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kota.pmtiles");
    write_archive(&file);
    let door = Door::small_city_with(&["--basemap", file.to_str().unwrap()]).await;

    let card = &door.get("/api/city", None).await.json()["basemap"];
    assert_eq!((&card["kind"], &card["url"]), (&"vector".into(), &"/basemap/{z}/{x}/{y}".into()));
    assert_eq!((&card["minzoom"], &card["maxzoom"]), (&0.into(), &2.into()));
    assert_eq!(card["attribution"], "© Peta Contoh");
    assert_eq!(card["layers"], serde_json::json!(["earth", "water"]));

    let plain = door.get("/basemap/2/3/1", None).await;
    assert_eq!((plain.status, plain.bytes.as_slice()), (StatusCode::OK, STREETS));
    assert!(plain.header(header::CACHE_CONTROL).starts_with("public"));
    let gzip = packed(&door, "/basemap/2/3/1").await;
    assert_eq!(gzip.header(header::CONTENT_ENCODING), "gzip");
    let mut bytes = vec![0; STREETS.len() + 1];
    let length = libdeflater::Decompressor::new().gzip_decompress(&gzip.bytes, &mut bytes).unwrap();
    assert_eq!(&bytes[..length], STREETS);

    for (path, status) in [
        ("/basemap/2/0/0", 204),
        ("/basemap/9/0/0", 204),
        ("/basemap/2/4/0", 404),
        ("/basemap/23/0/0", 404),
        ("/basemap/-1/0/0", 404),
        ("/basemap/2/3/x", 404),
        ("/basemap/2/3/1?x=1", 400),
    ] {
        assert_eq!(door.get(path, None).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_file_that_is_no_archive_is_refused_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kota.pmtiles");
    let refusal = async || Archive::open(&file).await.err().map(|e| e.to_string()).unwrap_or_default();
    assert!(refusal().await.contains("kota.pmtiles"), "a missing file");
    std::fs::write(&file, "nama;alamat\n".repeat(40)).unwrap();
    assert!(refusal().await.contains("kota.pmtiles"), "a table");
    write_archive(&file);
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, &bytes[..60]).unwrap();
    assert!(refusal().await.contains("kota.pmtiles"), "half a header");
}

/// A server of pictures that counts how often it is asked. It ends when the sender is dropped.
async fn picture_server() -> (String, Arc<AtomicUsize>, oneshot::Sender<()>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let picture = move |extract::Path((z, x, y)): extract::Path<(u8, u32, String)>| {
        count.fetch_add(1, Ordering::SeqCst);
        let body = format!("picture {z} {x} {y}");
        async move {
            match z {
                3 => (StatusCode::OK, [(header::CONTENT_TYPE, "text/html")], "<script>".to_owned()),
                4 => (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/plain")], "none".to_owned()),
                6 => (StatusCode::OK, [(header::CONTENT_TYPE, "image/png")], "x".repeat(3 << 20)),
                _ => (StatusCode::OK, [(header::CONTENT_TYPE, "image/png")], body),
            }
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/{{z}}/{{x}}/{{y}}.png", listener.local_addr().unwrap());
    let (stop, stopped) = oneshot::channel::<()>();
    let app = Router::new().route("/{z}/{x}/{y}", get(picture));
    let ended = async { drop(stopped.await) };
    tokio::spawn(async move { axum::serve(listener, app).with_graceful_shutdown(ended).await });
    (address, asked, stop)
}

#[tokio::test]
async fn another_servers_pictures_come_through_ours_and_are_kept() {
    let (address, asked, stop) = picture_server().await;
    let words = ["--basemap", &address, "--basemap-attribution", "© Peta <b>Contoh</b>"];
    let door = Door::small_city_with(&words).await;

    let city = door.get("/api/city", None).await;
    let card = &city.json()["basemap"];
    assert_eq!((&card["kind"], &card["attribution"]), (&"raster".into(), &"© Peta Contoh".into()));
    assert!(!city.text().contains("127.0.0.1"), "a client is told our own address only");
    let policy = door.get("/", None).await.header(header::CONTENT_SECURITY_POLICY).to_owned();
    assert!(policy.contains("img-src 'self'") && !policy.contains("127.0.0.1"), "{policy}");

    for _ in 0..3 {
        let tile = door.get("/basemap/5/25/16", None).await;
        assert_eq!((tile.status, tile.text().as_str()), (StatusCode::OK, "picture 5 25 16.png"));
        assert_eq!(tile.header(header::CONTENT_TYPE), "image/png");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1, "asked once, kept");
    assert_eq!(door.get("/basemap/4/0/0", None).await.status, 204);
    for refused in ["/basemap/3/0/0", "/basemap/6/0/0"] {
        assert_eq!(door.get(refused, None).await.status, 502, "{refused}");
    }
    drop(stop);
    let mut gone = StatusCode::OK;
    for x in 0..50 {
        gone = door.get(&format!("/basemap/7/{x}/0"), None).await.status;
        if gone == 502 {
            break;
        }
    }
    assert_eq!(gone, 502, "a server that is gone is said to be");
    assert_eq!(door.get("/basemap/5/25/16", None).await.status, 200, "what is kept stays");
}
