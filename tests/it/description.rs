//! What the description of the interface says is what is served.

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::Value;
use sigis::{domain::Role, web::openapi};

use crate::door::Door;

#[test]
fn the_description_is_the_committed_one_and_names_every_route() {
    let described = serde_json::to_string_pretty(&openapi::describe()).unwrap() + "\n";
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/openapi.json");
    if std::env::var_os("SIGIS_BLESS").is_some() {
        std::fs::write(file, &described).unwrap();
    }
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    assert!(described == committed, "the interface changed: run `make bless` and look at the difference");

    let description = serde_json::to_value(openapi::describe()).unwrap();
    let written: Vec<&String> = description["paths"].as_object().unwrap().keys().collect();
    let pattern = |path: &str| {
        let segments = path.split('/').map(|s| if s.contains('{') { "{}" } else { s });
        segments.collect::<Vec<_>>().join("/")
    };
    let undescribed = ["/", "/embed", "/api/events"];
    for route in sigis::web::router::routes() {
        let method = route.method.as_str().to_lowercase();
        let described = |path: &str| description["paths"][path].get(&method).is_some();
        let known = written.iter().any(|path| pattern(path) == pattern(route.path) && described(path));
        assert!(known || undescribed.contains(&route.path), "{method} {} is not described", route.path);
    }
    let routes: Vec<String> = sigis::web::router::routes().iter().map(|r| pattern(r.path)).collect();
    for path in written {
        assert!(routes.contains(&pattern(path)), "{path} is described and not served");
    }
}

#[test]
fn no_two_operations_have_one_name_and_every_refusal_is_a_problem() {
    let description = serde_json::to_value(openapi::describe()).unwrap();
    let paths = description["paths"].as_object().unwrap().values();
    let operations: Vec<&Value> = paths.flat_map(|path| path.as_object().unwrap().values()).collect();
    let names: BTreeSet<_> = operations.iter().map(|o| o["operationId"].as_str().unwrap()).collect();
    assert_eq!(names.len(), operations.len());
    assert!(names.contains("get_api_cases_id") && names.contains("get_tiles_set_z_x_y_mvt"), "{names:?}");
    for operation in operations {
        let responses = operation["responses"].as_object().unwrap();
        for (status, response) in responses.iter().filter(|(status, _)| status.as_str() >= "400") {
            let schema = &response["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(schema, "#/components/schemas/Problem", "{} {status}", operation["operationId"]);
        }
    }
}

/// What of a value is not as its schema says: fields that are missing, unknown or of another type.
pub fn unlike(value: &Value, schema: &Value, all: &Value, at: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()) {
        return unlike(value, &all[name], all, at);
    }
    if let Some(parts) = schema["oneOf"].as_array() {
        let fits = parts.iter().any(|part| unlike(value, part, all, at).is_empty());
        return if fits { Vec::new() } else { vec![format!("{at} is none of its kinds")] };
    }
    let word = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let said = |t: &Value| t == word || (t == "number" && word == "integer");
    let typed = match &schema["type"] {
        Value::Null => true,
        Value::Array(types) => types.iter().any(said),
        one => said(one),
    };
    let mut found = if typed { Vec::new() } else { vec![format!("{at} is {word}, not {}", schema["type"])] };
    for item in value.as_array().into_iter().flatten().take(3) {
        found.extend(unlike(item, &schema["items"], all, &format!("{at}[]")));
    }
    if let (Some(fields), false) = (value.as_object(), schema["properties"].is_null()) {
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        found.extend(
            required.filter(|name| !fields.contains_key(*name)).map(|name| format!("{at}.{name} is missing")),
        );
        for (name, field) in fields {
            found.extend(unlike(field, &schema["properties"][name], all, &format!("{at}.{name}")));
        }
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        found.extend(unlike(value, part, all, at));
    }
    found
}

#[tokio::test]
async fn answers_about_people_have_the_shape_that_the_description_says() {
    let door = Door::small_city().await;
    door.account("kepala", Role::Admin, &[]).await;
    let cookie = door.cookie("kepala", chrono::Utc::now()).await;
    door.token(Role::Planner, &[]).await;
    let description = serde_json::to_value(openapi::describe()).unwrap();
    for path in ["/api/session", "/api/sessions", "/api/people", "/api/tokens", "/api/audit"] {
        let answer = &description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"];
        assert!(!answer["schema"].is_null(), "{path} is not described");
        let request = Request::get(path).header(header::COOKIE, format!("sigis_session={cookie}"));
        let reply = door.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(reply.status, 200, "{path}");
        let unlike = unlike(&reply.json(), &answer["schema"], &description["components"]["schemas"], path);
        assert!(unlike.is_empty(), "{unlike:#?}");
    }
}

#[test]
fn what_may_be_left_out_of_a_body_is_not_asked_for() {
    let description = serde_json::to_value(openapi::describe()).unwrap();
    let schemas = &description["components"]["schemas"];
    assert_eq!(schemas["NewPerson"]["required"], serde_json::json!(["name", "role"]));
    assert!(schemas["PersonChange"]["required"].is_null());
    assert_eq!(schemas["Login"]["required"], serde_json::json!(["name", "password"]));
}

#[tokio::test]
async fn answers_have_the_shape_that_the_description_says() {
    let door = Door::small_city().await;
    let token = door.token(Role::Surveillance, &[]).await;
    let description = serde_json::to_value(openapi::describe()).unwrap();
    for (path, address) in [
        ("/api/city", "/api/city"),
        ("/api/session", "/api/session"),
        ("/api/summary", "/api/summary"),
        ("/api/series", "/api/series?by=month&split=sex"),
        ("/api/table", "/api/table?by=kecamatan"),
        ("/api/legend", "/api/legend?by=kecamatan"),
        ("/api/legend/facilities", "/api/legend/facilities"),
        ("/api/coverage", "/api/coverage?type=puskesmas&radius=1000"),
        ("/api/cases", "/api/cases"),
        ("/api/cases/{id}", "/api/cases/1"),
        ("/api/around", "/api/around?lon=110.25&lat=-6.95&radius_m=500"),
        ("/api/search", "/api/search?q=barat"),
        ("/api/districts/{code}", "/api/districts/33.74.01"),
        ("/api/facilities/{code}", "/api/facilities/P01"),
        ("/api/facilities/nearest", "/api/facilities/nearest?lon=110.25&lat=-6.95"),
        ("/tiles/{set}.json", "/tiles/cases.json"),
    ] {
        let answer = &description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"];
        assert!(!answer["schema"].is_null(), "{path} is not described");
        let value = door.get(address, Some(&token)).await.json();
        let unlike = unlike(&value, &answer["schema"], &description["components"]["schemas"], path);
        assert!(unlike.is_empty(), "{unlike:#?}");
    }
}
