//! What stands around each route: the front door, and for answers made on the spot their packing.

use std::sync::Arc;

use axum::{extract::DefaultBodyLimit, http::Request, routing::MethodRouter};
use tower::ServiceBuilder;
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer,
        predicate::{NotForContentType, Predicate, SizeAbove},
    },
};

use super::{
    answer::tag_with_encoding,
    encoding::take_plain,
    front_door::{FrontDoor, House},
};
use crate::tiles::TileFormat;

/// The longest body that is read.
const MAX_BODY: usize = 1 << 20;
/// Answers below this size are sent as they are.
const MIN_COMPRESSED: u64 = 256;
/// The route that reads no body and packs its answers itself: a screen of map asks it twenty times at once.
const LEAN: &str = "/tiles/{set}/{z}/{x}/{file}";

/// The handlers of one route behind the front door.
pub fn wrap<S>(handlers: MethodRouter<S>, route: &'static str, house: &Arc<House>) -> MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    let guarded = handlers.layer(FrontDoor::of(route, house));
    if route == LEAN {
        return guarded;
    }
    let packing = ServiceBuilder::new()
        .map_request(|mut request: Request<_>| {
            take_plain(request.headers_mut());
            request
        })
        .map_response(tag_with_encoding)
        .layer(compression())
        .layer(DefaultBodyLimit::max(MAX_BODY));
    guarded.layer(packing)
}

/// Compression of what is not compressed yet, as pages and their scripts: brotli at the level that is fast enough on an
/// async thread. Long answers come packed from their bench, and so do vector tiles.
fn compression() -> CompressionLayer<impl Predicate> {
    let worthwhile = SizeAbove::new(MIN_COMPRESSED)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::SSE)
        .and(NotForContentType::const_new(TileFormat::Mvt.content_type()))
        .and(NotForContentType::const_new("application/vnd.openxmlformats"))
        .and(NotForContentType::const_new("font/"));
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(worthwhile)
}
