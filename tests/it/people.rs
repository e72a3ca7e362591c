//! People and doors: logging in, being locked out, looking after accounts, and what is written down of it.

mod bounds;
mod chain;
mod lockout;
mod login;
mod stewards;

use axum::{
    body::Body,
    http::{Method, Request, header, request::Builder},
};
use serde_json::Value;

use crate::door::{Door, Reply};

/// The host that the server is asked by.
const HOST: &str = "peta.example.go.id";

/// A request as a browser on our own page sends it.
fn from_our_page(method: Method, path: &str, cookie: Option<&str>) -> Builder {
    let origin = format!("https://{HOST}");
    let request =
        Request::builder().method(method).uri(path).header(header::HOST, HOST).header(header::ORIGIN, origin);
    match cookie {
        Some(cookie) => request.header(header::COOKIE, format!("a=1; sigis_session={cookie}")),
        None => request,
    }
}

fn with_json(request: Builder, body: &Value) -> Request<Body> {
    request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string())).unwrap()
}

/// A write of our own page.
async fn write(door: &Door, method: Method, path: &str, cookie: Option<&str>, body: &Value) -> Reply {
    door.send(with_json(from_our_page(method, path, cookie), body)).await
}

/// A read or a write without a body, of our own page.
async fn ask(door: &Door, method: Method, path: &str, cookie: &str) -> Reply {
    door.send(from_our_page(method, path, Some(cookie)).body(Body::empty()).unwrap()).await
}

async fn log_in(door: &Door, name: &str, password: &str) -> Reply {
    let login = serde_json::json!({ "name": name, "password": password });
    write(door, Method::POST, "/api/session", None, &login).await
}

/// The value of the cookie that an answer sets.
fn cookie_of(reply: &Reply) -> String {
    let cookie = reply.header(header::SET_COOKIE).split(';').next().unwrap();
    cookie.strip_prefix("sigis_session=").unwrap_or_else(|| panic!("no cookie: {}", reply.text())).to_owned()
}

/// The body of a problem without the number of its request.
fn problem(reply: &Reply) -> Value {
    let mut body = reply.json();
    body["request_id"] = Value::Null;
    body
}
