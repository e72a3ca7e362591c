//! Logins and all other writes: whatever stands in the body.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use proptest::{prelude::*, sample::select};
use serde_json::{Map, Value, json};
use sigis::{domain::Role, web::router::routes};

use super::{Front, each, named, values};
use crate::door::PASSWORD;

/// Kinds of bodies that claim to be JSON, and that do not.
const KINDS: [&str; 7] = [
    "application/json",
    "application/json; charset=utf-8",
    "APPLICATION/JSON",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonx",
];

/// The writes of the router at addresses that lead to somebody.
fn writes() -> Vec<(Method, String)> {
    let writes = routes().into_iter().filter(|route| !route.method.is_safe());
    writes
        .map(|r| (r.method, r.path.replace("{name}", "orang").replace("{id}", "0123456789abcdef")))
        .collect()
}

/// Any JSON.
fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<f64>().prop_map(|n| json!(n)),
        any::<i64>().prop_map(|n| json!(n)),
        any::<String>().prop_map(Value::String),
        select(&["orang", "ORANG", PASSWORD, "planner", "admin", "public", "33.74", "P01", "\0"][..])
            .prop_map(|s| json!(s)),
        (500usize..9000).prop_map(|n| Value::String("x".repeat(n))),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        let map = prop::collection::btree_map(any::<String>(), inner.clone(), 0..4);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::Array),
            map.prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// An object with fields that some write knows.
fn form() -> impl Strategy<Value = Value> {
    let field = select(
        &["name", "password", "old", "new", "display_name", "role", "territory", "disabled", "more"][..],
    );
    prop::collection::vec((field, json_value()), 0..5).prop_map(|fields| {
        Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
    })
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    let cut = (form(), any::<prop::sample::Index>()).prop_map(|(form, at)| {
        let text = form.to_string().into_bytes();
        text[..at.index(text.len())].to_vec()
    });
    let deep = (1usize..8000, select(&["[", "{\"name\":", "[{\"a\":"][..]))
        .prop_map(|(n, open)| open.repeat(n / open.len()).into_bytes());
    let login =
        (".{0,40}", ".{0,40}").prop_map(|(name, password)| json!({ "name": name, "password": password }));
    prop_oneof![
        4 => form().prop_map(|form| form.to_string().into_bytes()),
        2 => json_value().prop_map(|value| value.to_string().into_bytes()),
        1 => login.prop_map(|login| login.to_string().into_bytes()),
        2 => cut,
        1 => deep,
        2 => values::bytes(300),
    ]
}

/// How somebody shows who they are: not, with a token of a role, or with something that is none.
fn shown() -> impl Strategy<Value = Result<usize, (bool, Vec<u8>)>> {
    prop_oneof![3 => (0..Role::ALL.len()).prop_map(Ok), 1 => (any::<bool>(), values::bytes(60)).prop_map(Err)]
}

#[test]
fn any_body_of_any_write_gets_an_answer_or_a_reason() {
    let front = Front::open();
    front.runtime.block_on(front.door.account("orang", Role::Planner, &[]));
    let cases = (select(writes()), body(), select(&KINDS[..]), shown());
    each(file!(), 160, cases, |((method, path), body, kind, shown)| {
        let mut request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, kind);
        match shown {
            Ok(asker) => {
                if let Some(token) = &front.askers[asker] {
                    request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
                }
            }
            Err((cookie, bytes)) => {
                let text: Vec<u8> = bytes.into_iter().filter(|b| (32..127).contains(b) || *b > 127).collect();
                let [name, start] =
                    if cookie { ["cookie", "sigis_session="] } else { ["authorization", "Bearer "] };
                request = request.header(name, [start.as_bytes(), &text].concat());
            }
        }
        front.ask(request.body(Body::from(body)).unwrap());
    });
}

#[test]
fn a_member_may_send_any_body_too() {
    let front = Front::open();
    let cookie = front.runtime.block_on(async {
        front.door.account("orang", Role::Planner, &[]).await;
        front.door.account("kepala", Role::Admin, &[]).await;
        front.door.cookie("kepala", chrono::Utc::now()).await
    });
    each(file!(), 60, (select(writes()), body()), |((method, path), body)| {
        if path == "/api/session" {
            return;
        }
        let request = Request::builder().method(method).uri(path).header(header::HOST, "peta.example.go.id");
        let request = request.header(header::ORIGIN, "https://peta.example.go.id");
        let request = request.header(header::COOKIE, format!("sigis_session={cookie}"));
        let reply = front.ask(request.header(header::CONTENT_TYPE, KINDS[0]).body(Body::from(body)).unwrap());
        assert_ne!(reply.status, 401, "the session lives");
    });
}

#[test]
fn a_body_beyond_the_bound_is_413_and_one_of_another_kind_415() {
    let front = Front::open();
    front.runtime.block_on(front.door.account("orang", Role::Planner, &[]));
    let with_body =
        [(Method::POST, "/api/session"), (Method::POST, "/api/people"), (Method::PATCH, "/api/people/orang")];
    for (method, path) in with_body {
        let send = |kind: &str, bytes: usize| {
            let token = front.token(Role::Admin).unwrap();
            let request =
                Request::builder().method(method.clone()).uri(path).header(header::CONTENT_TYPE, kind);
            let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
            front.ask(request.body(Body::from(vec![b' '; bytes])).unwrap()).status.as_u16()
        };
        let answers = [send(KINDS[0], 16 << 10), send(KINDS[0], (16 << 10) + 1), send(KINDS[0], 5 << 20)];
        assert_eq!(answers, [400, 413, 413], "{method} {path}");
        assert_eq!([send("text/plain", 2), send("application/xml", 2)], [415; 2], "{method} {path}");
    }
}

#[test]
fn a_word_of_any_length_is_refused_by_its_name() {
    let front = Front::open();
    let token = front.token(Role::Admin).unwrap();
    let long = "a".repeat(9000);
    for (body, field) in [
        (json!({ "name": long, "role": "planner" }), "name"),
        (json!({ "name": "baru", "role": long }), "role"),
        (json!({ "name": "baru", "role": "planner", "display_name": long }), "display_name"),
        (json!({ "name": "baru", "role": "planner", "territory": [long] }), "territory"),
        (json!({ "name": "baru", "role": "planner", "territory": vec!["x"; 201] }), "territory"),
    ] {
        let request = Request::post("/api/people").header(header::CONTENT_TYPE, KINDS[0]);
        let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        let reply = front.ask(request.body(Body::from(body.to_string())).unwrap());
        assert_eq!((reply.status.as_u16(), named(&reply)), (400, field.into()));
        assert!(!reply.text().contains(&long), "{field}: what was sent is not sent back");
    }
}
