//! The description of the interface: for programs as JSON, for people as a page without scripts.

use axum::{
    body::Body,
    http::{Response, header},
    response::{Html, IntoResponse},
};
use serde_json::Value;

use crate::web::{answer::Answer, ask::Ask, error::ApiError, openapi};

/// The description as OpenAPI 3.1.
#[utoipa::path(get, path = "/api/openapi.json", tag = "docs", responses((status = 200, description = "OpenAPI 3.1")))]
pub async fn openapi_json(ask: Ask) -> Result<Response<Body>, ApiError> {
    ask.own_words(&[])?;
    ask.answer_everyone(|_| Answer::json(&openapi::describe())).await
}

/// The description as a page.
#[utoipa::path(get, path = "/docs", tag = "docs", responses((status = 200, body = String, content_type = "text/html")))]
pub async fn page() -> Result<Response<Body>, ApiError> {
    let description = serde_json::to_value(openapi::describe()).map_err(ApiError::internal)?;
    let mut response = Html(render(&description)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-cache"));
    Ok(response)
}

const HEAD: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>SIGIS API</title>\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>\
    body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#222}\
    h2{font:600 1rem ui-monospace,monospace;margin:2rem 0 .25rem}p{margin:.25rem 0}\
    td{padding:.1rem 1rem .1rem 0;vertical-align:top}code{font-size:.9rem}</style>";

fn render(description: &Value) -> String {
    let intro = text(&description["info"]["description"]);
    let mut page = format!("{HEAD}<h1>SIGIS API</h1><p>{intro}</p>");
    page.push_str("<p>For programs: <a href=\"/api/openapi.json\">/api/openapi.json</a></p>");
    for (path, methods) in description["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            page.push_str(&format!("<h2>{} {}</h2>", escape(&method.to_uppercase()), escape(path)));
            page.push_str(&format!(
                "<p>{} {}</p>",
                text(&operation["summary"]),
                text(&operation["description"])
            ));
            page.push_str(&parameters(&operation["parameters"]));
        }
    }
    page
}

fn parameters(list: &Value) -> String {
    let row = |word: &Value| {
        let needed = if word["required"].as_bool() == Some(true) { " (needed)" } else { "" };
        let name = text(&word["name"]);
        format!("<tr><td><code>{name}</code>{needed}<td>{}", text(&word["description"]))
    };
    let rows: String = list.as_array().into_iter().flatten().map(row).collect();
    if rows.is_empty() { rows } else { format!("<table>{rows}</table>") }
}

fn text(value: &Value) -> String {
    escape(value.as_str().unwrap_or_default())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
