//! The front door: what every request passes on its way in and on its way out, once and in one piece.
//!
//! A chain of small layers would say the same, but each of them copies the whole chain behind it for every request: that
//! cost more than all the rest of the way to a kept tile.

use std::{
    convert::Infallible,
    future::Future,
    panic::AssertUnwindSafe,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, Method, StatusCode},
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::{Layer, Service};

use super::{
    error::{ApiError, explained},
    forwarded::{ClientAddress, by_https, locate},
    numbers::Numbers,
    observe::RouteCounts,
    origin::own_pages_only,
    policy::Policy,
    rates::Rates,
};
use crate::config::{Settings, TrustedProxies};

/// The longest query string.
const MAX_QUERY: usize = 8 << 10;
/// The most requests at once; the rest hear 503.
const MAX_REQUESTS: usize = 1024;
/// The longest time that one request may take.
const MAX_TIME: Duration = Duration::from_secs(30);
/// The number that the log knows a request by.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What all routes have in common.
pub struct House {
    numbers: Numbers,
    policy: Policy,
    trusted: TrustedProxies,
    rates: Rates,
    gate: Arc<Semaphore>,
}

impl House {
    /// A house of the settings.
    pub fn new(settings: &Settings) -> Self {
        Self {
            numbers: Numbers::new(),
            policy: Policy::new(settings),
            trusted: settings.trusted_proxies.clone(),
            rates: Rates::new(settings.rate_limit),
            gate: Arc::new(Semaphore::new(MAX_REQUESTS)),
        }
    }

    /// Lets a request in, or says why not.
    fn admit(&self, request: &mut Request) -> Result<OwnedSemaphorePermit, ApiError> {
        let address = locate(&self.trusted, request);
        request.extensions_mut().insert(ClientAddress(address));
        let (method, path) = (request.method(), request.uri().path());
        self.rates.bound(method, path, address)?;
        own_pages_only(method, request.headers())?;
        if request.uri().query().is_some_and(|query| query.len() > MAX_QUERY) {
            return Err(ApiError::LongQuery);
        }
        Arc::clone(&self.gate).try_acquire_owned().map_err(|_| ApiError::Busy)
    }
}

/// The door of one route.
#[derive(Clone)]
pub struct FrontDoor(Arc<Doorway>);

struct Doorway {
    house: Arc<House>,
    route: &'static str,
    counts: RouteCounts,
}

/// What is known of a request when its answer leaves.
struct Visit {
    id: HeaderValue,
    method: Method,
    https: bool,
    since: Instant,
}

impl FrontDoor {
    /// The door of a route, which the log and the counts know by its pattern.
    pub fn of(route: &'static str, house: &Arc<House>) -> Self {
        Self(Arc::new(Doorway { house: Arc::clone(house), route, counts: RouteCounts::of(route) }))
    }
}

impl Doorway {
    fn greet(&self, request: &Request) -> Visit {
        Visit {
            id: self.house.numbers.next(),
            method: request.method().clone(),
            https: by_https(request.headers()),
            since: Instant::now(),
        }
    }

    /// The answer as it leaves: explained where it failed, guarded, counted and logged.
    fn see_off(&self, visit: Visit, mut response: Response) -> Response {
        let id = visit.id.to_str().unwrap_or_default();
        let status = response.status();
        if status.is_client_error() || status.is_server_error() {
            response = explained(response, id);
        }
        self.house.policy.write(response.headers_mut(), self.route, visit.https);
        let took = visit.since.elapsed();
        self.counts.count(status, took);
        let (method, route, status) = (visit.method, self.route, status.as_u16());
        let ms = took.as_secs_f64() * 1000.0;
        tracing::info!(request_id = id, %method, route, status, ms = format_args!("{ms:.1}"), "request");
        response.headers_mut().insert(REQUEST_ID, visit.id);
        response
    }
}

impl<S> Layer<S> for FrontDoor {
    type Service = Guarded<S>;

    fn layer(&self, inner: S) -> Guarded<S> {
        Guarded { door: self.clone(), inner }
    }
}

/// A service behind a door.
#[derive(Clone)]
pub struct Guarded<S> {
    door: FrontDoor,
    inner: S,
}

impl<S> Service<Request> for Guarded<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let FrontDoor(door) = self.door.clone();
        let visit = door.greet(&request);
        let answer = door.house.admit(&mut request).map(|place| (place, self.inner.call(request)));
        Box::pin(async move {
            let response = match answer {
                Ok((_place, answer)) => in_time(answer).await,
                Err(refusal) => refusal.into_response(),
            };
            Ok(door.see_off(visit, response))
        })
    }
}

/// The answer of a handler that may be late or break down.
async fn in_time(answer: impl Future<Output = Result<Response, Infallible>>) -> Response {
    match tokio::time::timeout(MAX_TIME, AssertUnwindSafe(answer).catch_unwind()).await {
        Ok(Ok(Ok(response))) => response,
        Ok(Err(_)) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Err(_) => StatusCode::GATEWAY_TIMEOUT.into_response(),
    }
}
