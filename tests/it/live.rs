//! An open map while cases change: what is elsewhere keeps its tag, and each viewer hears what they may see.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use futures_util::StreamExt;
use serde_json::{Value, json};
use sigis::{
    domain::Role,
    store::{CaseRecord, Fingerprint},
};

use crate::door::{Door, case_record};

/// Long enough for a machine that does ten other things.
const PATIENCE: Duration = Duration::from_secs(60);

/// The tile of zoom 12 that holds the western cases, and one that holds the eastern.
const WEST: &str = "3302/2127";
const EAST: &str = "3303/2127";

/// A correction of a case in the west.
fn corrected(n: u8) -> CaseRecord {
    let record = case_record(n);
    assert!(n.is_multiple_of(2), "odd cases live in the east");
    let case =
        sigis::domain::Case { onset: record.case.onset + chrono::Days::new(40), ..record.case.clone() };
    CaseRecord { content: Fingerprint([n + 100; 32]), case, ..record }
}

/// Waits until the map shows the ledger as it is now.
async fn shown(door: &Door) {
    let version = door.ledger.version().await.unwrap();
    let waiting = async {
        while door.atlas.version() < version {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, waiting).await.unwrap();
}

async fn again(door: &Door, path: &str, token: &str, tag: &str) -> StatusCode {
    let request = Request::get(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::IF_NONE_MATCH, tag);
    door.send(request.body(Body::empty()).unwrap()).await.status
}

#[tokio::test]
async fn a_change_in_the_west_leaves_the_tags_of_the_east() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let path = |tile: &str, format: &str| format!("/tiles/cases/12/{tile}.{format}");
    let deep = |n: u8| {
        let at = sigis::index::WorldPoint::of(case_record(n).case.position.unwrap());
        let tile = sigis::index::TileId::containing(16, at);
        format!("/tiles/cases/16/{}/{}.mvt", tile.x, tile.y)
    };
    let facilities = format!("/tiles/facilities/12/{WEST}.mvt");
    let paths = [
        path(WEST, "mvt"),
        path(EAST, "mvt"),
        path(WEST, "png"),
        path(EAST, "png"),
        deep(2),
        deep(3),
        facilities,
    ];
    let mut tags = Vec::new();
    for path in &paths {
        let reply = door.get(path, Some(&token)).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        tags.push(reply.header(header::ETAG).to_owned());
    }
    door.ledger.write_cases(&[corrected(2)]).await.unwrap();
    shown(&door).await;
    let mut statuses = Vec::new();
    for (path, tag) in paths.iter().zip(&tags) {
        statuses.push(again(&door, path, &token, tag).await.as_u16());
    }
    // A picture's symbols reach over the edge, so that of the east is drawn again.
    assert_eq!(statuses, [200, 304, 200, 200, 200, 304, 304]);
    assert_eq!(again(&door, "/api/summary", &token, &tags[0]).await, StatusCode::OK);

    door.ledger.set_setting("city_name", "Kota Baru").await.unwrap();
    shown(&door).await;
    for (path, tag) in paths.iter().zip(&tags) {
        assert_eq!(again(&door, path, &token, tag).await, StatusCode::OK, "{path}");
    }
}

/// The events of a viewer, as they come.
struct Events {
    stream: axum::body::BodyDataStream,
    text: String,
}

impl Events {
    async fn of(door: &Door, token: Option<&str>) -> Self {
        let stream = door.stream("/api/events", token).await;
        Self { stream, text: String::new() }
    }

    async fn next(&mut self) -> Value {
        tokio::time::timeout(PATIENCE, self.read()).await.unwrap()
    }

    async fn read(&mut self) -> Value {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let data = event.lines().find_map(|line| line.strip_prefix("data: ")).map(str::to_owned);
                self.text = rest.to_owned();
                match data {
                    Some(data) => return serde_json::from_str(&data).unwrap(),
                    None => continue,
                }
            }
            let bytes = self.stream.next().await.unwrap().unwrap();
            self.text.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }
}

#[tokio::test]
async fn each_viewer_hears_what_they_may_see() {
    let door = Door::small_city().await;
    let surveillance = door.token(Role::Surveillance, &[]).await;
    let planner = door.token(Role::Planner, &[]).await;
    let hospital = door.token(Role::Facility, &["RS2"]).await;
    let mut all = Events::of(&door, Some(&surveillance)).await;
    let mut squares = Events::of(&door, Some(&planner)).await;
    let mut own = Events::of(&door, Some(&hospital)).await;
    let mut public = Events::of(&door, None).await;
    let first = door.atlas.version();
    for events in [&mut all, &mut squares, &mut own, &mut public] {
        assert_eq!(events.next().await, json!({ "version": first }), "whoever comes loads everything");
    }

    door.ledger.write_cases(&[corrected(2), corrected(4)]).await.unwrap();
    shown(&door).await;
    let second = door.atlas.version();
    let west = json!({ "version": second, "tiles": [format!("12/{WEST}")] });
    assert_eq!((all.next().await, squares.next().await), (west.clone(), west));
    assert_eq!(
        own.next().await,
        json!({ "version": second }),
        "where others' cases changed is not theirs to know"
    );

    door.ledger.set_setting("city_name", "Kota Baru").await.unwrap();
    shown(&door).await;
    let third = json!({ "version": door.atlas.version() });
    assert_eq!((all.next().await, own.next().await), (third.clone(), third.clone()));
    assert_eq!(public.next().await, third, "of the cases the public has heard nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_watches_hears_of_a_night_and_nobody_else() {
    let door = Door::small_city().await;
    let surveillance = door.token(Role::Surveillance, &[]).await;
    let planner = door.token(Role::Planner, &[]).await;
    let mut watching = Events::of(&door, Some(&surveillance)).await;
    let mut others = [Events::of(&door, Some(&planner)).await, Events::of(&door, None).await];
    let first = json!({ "version": door.atlas.version() });
    assert_eq!(watching.next().await, first);
    for events in &mut others {
        assert_eq!(events.next().await, first);
    }
    let nights = door.watch.keep_up("2022-03-20".parse().unwrap(), |_| ()).await.unwrap();
    let heard = watching.next().await;
    let changes = heard["changes"].as_u64().unwrap();
    assert!((1..=nights.len() as u64).contains(&changes), "{heard}");

    door.ledger.set_setting("city_name", "Kota Baru").await.unwrap();
    shown(&door).await;
    let second = json!({ "version": door.atlas.version() });
    for events in &mut others {
        assert_eq!(events.next().await, second, "the next that they hear is of the map");
    }
}
