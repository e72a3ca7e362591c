//! What every request passes: bounds on the way in, headers on the way out.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tokio::sync::Semaphore;
use tower::ServiceBuilder;
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{NotForContentType, Predicate, SizeAbove},
    },
    request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer},
    timeout::TimeoutLayer,
};

use super::{
    answer::tag_with_encoding,
    encoding::take_plain,
    error::{ApiError, problems},
    forwarded::{by_https, locate},
    observe::observe,
    origin::own_pages_only,
    rates::{Rates, bound},
};
use crate::{config::Settings, tiles::TileFormat};

/// The longest body that is read.
const MAX_BODY: usize = 1 << 20;
/// The longest query string.
const MAX_QUERY: usize = 8 << 10;
/// The most requests at once; the rest hear 503.
const MAX_REQUESTS: usize = 1024;
/// The longest time that one request may take.
const MAX_TIME: Duration = Duration::from_secs(30);
/// Who came by https once comes by nothing else for a year.
const ONE_YEAR: HeaderValue = HeaderValue::from_static("max-age=31536000");
/// Answers below this size are sent as they are.
const MIN_COMPRESSED: u64 = 256;

/// Wraps the routes. Above stands what is passed last on the way in.
pub fn wrap(routes: Router, settings: &Settings) -> Router {
    let id = HeaderName::from_static("x-request-id");
    let gate = Arc::new(Semaphore::new(MAX_REQUESTS));
    let policy = Arc::new(Policy::new(settings));
    let trusted = Arc::new(settings.trusted_proxies.clone());
    let rates = Arc::new(Rates::new(settings.rate_limit));
    let foreign = id.clone();
    let inner = ServiceBuilder::new()
        .map_request(move |mut request: Request| {
            // A client's own number would write the client's words into our log.
            request.headers_mut().remove(&foreign);
            take_plain(request.headers_mut());
            request
        })
        .layer(SetRequestIdLayer::new(id.clone(), Numbers::new()))
        .layer(PropagateRequestIdLayer::new(id))
        .layer(middleware::from_fn(observe))
        .layer(middleware::from_fn(move |request, next| secure(Arc::clone(&policy), request, next)))
        .map_response(tag_with_encoding)
        .layer(compression())
        .layer(middleware::from_fn(problems))
        .layer(CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
        .layer(middleware::from_fn(move |request, next| locate(Arc::clone(&trusted), request, next)))
        .layer(middleware::from_fn(move |request, next| bound(Arc::clone(&rates), request, next)))
        .layer(middleware::from_fn(own_pages_only))
        .layer(middleware::from_fn(move |request, next| admit(Arc::clone(&gate), request, next)))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, MAX_TIME))
        .layer(DefaultBodyLimit::max(MAX_BODY));
    routes.layer(inner)
}

/// Compression of what is not compressed yet: brotli at the level that is fast enough for answers made on the spot. Vector
/// tiles come packed, and those that are not are better left plain.
fn compression() -> CompressionLayer<impl Predicate> {
    let worthwhile = SizeAbove::new(MIN_COMPRESSED)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::SSE)
        .and(NotForContentType::const_new(TileFormat::Mvt.content_type()))
        .and(NotForContentType::const_new("application/vnd.openxmlformats"))
        .and(NotForContentType::const_new("font/"));
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(worthwhile)
}

/// Numbers for requests: the start of this process and a count, so that two processes never share one.
#[derive(Clone)]
struct Numbers {
    start: u64,
    next: Arc<AtomicU64>,
}

impl Numbers {
    fn new() -> Self {
        let micros = chrono::Utc::now().timestamp_micros();
        Self { start: micros.unsigned_abs(), next: Arc::default() }
    }
}

impl MakeRequestId for Numbers {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let text = format!("{:x}-{number:x}", self.start);
        HeaderValue::from_str(&text).ok().map(RequestId::new)
    }
}

async fn admit(gate: Arc<Semaphore>, request: Request, next: Next) -> Response {
    if request.uri().query().is_some_and(|q| q.len() > MAX_QUERY) {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    match gate.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => ApiError::Busy.into_response(),
    }
}

/// The headers that tell a browser what a page of ours may do.
struct Policy {
    page: HeaderValue,
    embed: HeaderValue,
}

impl Policy {
    fn new(settings: &Settings) -> Self {
        let policy = |ancestors: &str| {
            let text = format!(
                "default-src 'self'; script-src 'self'; worker-src 'self' blob:; connect-src 'self'; \
                 img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; \
                 base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
            );
            HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("default-src 'none'"))
        };
        Self { page: policy("'none'"), embed: policy(settings.embed_origins.sources()) }
    }
}

async fn secure(policy: Arc<Policy>, request: Request, next: Next) -> Response {
    let embedded = request.uri().path() == "/embed";
    let https = by_https(request.headers());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let csp = if embedded { &policy.embed } else { &policy.page };
    headers.insert(header::CONTENT_SECURITY_POLICY, csp.clone());
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, ONE_YEAR);
    }
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("permissions-policy"), "geolocation=(self), camera=(), microphone=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
