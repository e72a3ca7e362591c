//! What the description promises: every operation, asked by everybody with sound, odd, missing and further words, answers
//! with a status that it names and a body of the form that it names.

use std::{collections::BTreeSet, time::Duration};

use axum::{
    body::Body,
    http::{Request, header},
};
use chrono::Utc;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use sigis::{
    domain::{
        ClusterArea, ClusterNight, ClusterState, Life, ReleaseRight, Role, Warning, WatchNight, WatchedPlace,
    },
    services::audit::Actor,
};

use super::{Front, each};
use crate::{
    description::unlike,
    door::{PASSWORD, Reply, SECRETS},
};

/// Makes the same choices again for the same seed.
struct Choices(u64);

impl Choices {
    /// A number below `n` (splitmix64).
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    fn of<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        &values[self.below(values.len())]
    }

    fn chance(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }
}

/// One method of one described address.
struct Operation {
    id: String,
    method: String,
    path: String,
    said: Value,
}

impl Operation {
    fn parameters(&self, place: &str) -> Vec<&Value> {
        self.said["parameters"].as_array().into_iter().flatten().filter(|p| p["in"] == place).collect()
    }
}

/// The description as the server hands it out.
fn operations(front: &Front) -> (Vec<Operation>, Value) {
    let description = front.get("/api/openapi.json", None).json();
    let paths = description["paths"].as_object().unwrap();
    let of = |path: &String, item: &Value| -> Vec<Operation> {
        let each = |(method, said): (&String, &Value)| Operation {
            id: said["operationId"].as_str().unwrap().to_owned(),
            method: method.to_uppercase(),
            path: path.clone(),
            said: said.clone(),
        };
        item.as_object().unwrap().iter().map(each).collect()
    };
    let operations = paths.iter().flat_map(|(path, item)| of(path, item)).collect();
    (operations, description["components"]["schemas"].clone())
}

/// What leads somewhere in the small city, by the name of the word.
fn known(path: &str, name: &str) -> &'static [&'static str] {
    match (path, name) {
        ("/api/cases/{id}", _) => &["1", "2"],
        (path, "id") if path.starts_with("/api/clusters/") => &["1"],
        (path, "id") if path.starts_with("/api/warnings/") => &["2022-03-20:dbd:puskesmas:P01"],
        ("/api/districts/{code}", _) => &["33.74", "3374011001"],
        ("/api/facilities/{code}", _) => &["P01", "RS1"],
        ("/styles/{name}.json", _) => &["peta", "dasar"],
        ("/api/people/{name}" | "/api/people/{name}/password", _) => &["tamu"],
        ("/api/table.csv" | "/api/table.xlsx", "by") => &["kecamatan"],
        (_, "set") => &["cases", "facilities", "districts", "coverage"],
        (_, "z") => &["9"],
        (_, "x") => &["412"],
        (_, "y") => &["265"],
        (_, "city") => &["33.74"],
        (_, "year") => &["2022"],
        (_, "lon") => &["110.25"],
        (_, "lat") => &["-6.95"],
        (_, "bbox") => &["110.2,-7.0,110.4,-6.9"],
        (_, "disease") => &["dbd"],
        (_, "district") => &["33.74.01"],
        (_, "puskesmas") => &["P01"],
        (_, "q") => &["barat", "33.74"],
        (_, "baseline") => &["14", "100"],
        (_, "replications") => &["99"],
        (_, "breaks") => &["1,2,3"],
        (_, "width" | "height") => &["300"],
        (_, "radius" | "radius_m") => &["1000"],
        _ => &[],
    }
}

/// The words in backticks of a description: how it lists what may be sent.
fn listed(parameter: &Value) -> Vec<String> {
    let text = parameter["description"].as_str().unwrap_or_default();
    text.split('`').skip(1).step_by(2).filter(|word| !word.contains('=')).map(str::to_owned).collect()
}

/// A text that a parameter takes by its description.
fn sound(operation: &Operation, parameter: &Value, choices: &mut Choices) -> String {
    let name = parameter["name"].as_str().unwrap();
    let known = known(&operation.path, name);
    if !known.is_empty() {
        return (*choices.of(known)).to_owned();
    }
    let listed = listed(parameter);
    let schema = &parameter["schema"];
    let is = |word: &str| {
        schema["type"] == word || schema["type"].as_array().is_some_and(|a| a.contains(&word.into()))
    };
    if schema["format"] == "date" {
        (*choices.of(&["2022-01-01", "2022-03-10", "2022-12-31"])).to_owned()
    } else if is("integer") || is("number") {
        (*choices.of(&["1", "3", "5"])).to_owned()
    } else if listed.is_empty() {
        "x".to_owned()
    } else {
        choices.of(&listed).clone()
    }
}

/// A text at the edge of what a parameter takes, or beyond.
fn odd(choices: &mut Choices) -> String {
    const ODD: [&str; 24] = [
        "",
        " ",
        "0",
        "-1",
        "255",
        "256",
        "1001",
        "2147483648",
        "9223372036854775808",
        "1e400",
        "NaN",
        "true",
        "null",
        "[]",
        "{}",
        "a,b",
        "'; --",
        "<b>",
        "../..",
        "\u{0}",
        "\u{feff}x",
        "9999-12-31",
        "0001-01-01",
        "é",
    ];
    if choices.chance(12) { "y".repeat(3000) } else { (*choices.of(&ODD)).to_owned() }
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"-_.,".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

/// The address of a question; `wild` says whether its words may be odd, missing or too many.
fn address(operation: &Operation, wild: bool, choices: &mut Choices) -> String {
    let mut path = operation.path.clone();
    for parameter in operation.parameters("path") {
        let odd = if wild && choices.chance(4) { odd(choices) } else { String::new() };
        // Nothing at all in the place of a word is another address.
        let value = if odd.is_empty() { sound(operation, parameter, choices) } else { odd };
        path = path.replace(&format!("{{{}}}", parameter["name"].as_str().unwrap()), &percent(&value));
    }
    let mut words = Vec::new();
    for parameter in operation.parameters("query") {
        let needed = parameter["required"] == true;
        let sent = if needed { !(wild && choices.chance(6)) } else { choices.chance(8) };
        if sent {
            let value =
                if wild && choices.chance(3) { odd(choices) } else { sound(operation, parameter, choices) };
            words.push(format!("{}={}", parameter["name"].as_str().unwrap(), percent(&value)));
        }
    }
    if wild && choices.chance(8) {
        words.push(format!("{}=1", percent(&odd(choices))));
    }
    if words.is_empty() { path } else { format!("{path}?{}", words.join("&")) }
}

/// A value of a schema, or one of another type.
fn value(schema: &Value, all: &Value, wild: bool, choices: &mut Choices) -> Value {
    if let Some(name) = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()) {
        return value(&all[name], all, wild, choices);
    }
    if wild && choices.chance(5) {
        let others = [
            Value::Null,
            json!(true),
            json!(-1),
            json!(1e308),
            json!("\0"),
            json!([[[]]]),
            json!({ "a": {} }),
        ];
        return choices.of(&others).clone();
    }
    match schema["type"].as_str() {
        Some("boolean") => json!(choices.chance(2)),
        Some("array") => (0..choices.below(3)).map(|_| value(&schema["items"], all, wild, choices)).collect(),
        Some("object") => {
            let required: BTreeSet<&str> =
                schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let mut fields = Map::new();
            for (name, field) in schema["properties"].as_object().into_iter().flatten() {
                let sent = if required.contains(name.as_str()) {
                    !(wild && choices.chance(6))
                } else {
                    choices.chance(2)
                };
                if sent {
                    let made = if wild { None } else { known_field(name, choices) };
                    fields.insert(name.clone(), made.unwrap_or_else(|| value(field, all, wild, choices)));
                }
            }
            if wild && choices.chance(8) {
                fields.insert("further".into(), json!(1));
            }
            Value::Object(fields)
        }
        _ => json!(choices.of(&["orang", "planner", "P01", PASSWORD, "33.74"])),
    }
}

/// What leads somewhere, by the name of the field.
fn known_field(name: &str, choices: &mut Choices) -> Option<Value> {
    Some(match name {
        "name" => json!(format!("baru{}", choices.below(1_000_000))),
        "kind" => json!(*choices.of(&["pe", "psn", "fogging"])),
        "day" => json!("2022-03-20"),
        "role" => json!(*choices.of(&["planner", "surveillance", "facility"])),
        _ => return None,
    })
}

/// Holds an answer to what its operation says.
fn check(operation: &Operation, reply: &Reply, all: &Value) {
    let (id, status) = (&operation.id, reply.status.as_u16());
    let said = &operation.said["responses"][status.to_string()];
    assert!(!said.is_null(), "{id} answers {status}, which is not described: {}", reply.text());
    let kind = reply.header(header::CONTENT_TYPE).split(';').next().unwrap_or_default().to_owned();
    let Some(content) = said["content"].as_object() else { return };
    let kinds: Vec<&String> = content.keys().collect();
    assert!(content.contains_key(&kind), "{id} {status} is `{kind}`, not {kinds:?}");
    if kind.ends_with("json") {
        let unlike = unlike(&reply.json(), &content[&kind]["schema"], all, id);
        assert!(unlike.is_empty(), "{id} {status}: {unlike:#?}");
    }
}

/// A night with one cluster and one warning.
fn night() -> WatchNight {
    let day = "2022-03-20".parse().unwrap();
    let state = ClusterState {
        day,
        life: Life::New,
        from: day,
        to: day,
        area: ClusterArea { lon: 110.25, lat: -6.95, radius_km: 0.3 },
        cases: 3,
        expected: 0.5,
        statistic: 4.0,
        recurrence_days: 200.0,
        kelurahan: vec![("33.74.01.1001".parse().unwrap(), 3)],
        puskesmas: vec![("P01".into(), 3)],
    };
    let disease = "dbd".parse().unwrap();
    let cluster = ClusterNight { id: None, disease, last_seen: day, merged_into: None, state };
    let place = WatchedPlace::Puskesmas("P01".into());
    let (readings, criteria, unjudged) = (Vec::new(), Vec::new(), Vec::new());
    let warning = Warning { disease, place, night: day, raised: day, readings, criteria, unjudged };
    WatchNight { day, version: 1, warnings: vec![warning], clusters: vec![cluster], keep_from: day }
}

/// A front whose public has been told something and whose watch found a cluster, and the cookies of two who are logged in.
fn busy_front() -> (Front, Vec<String>) {
    let front = Front::open_with(&["--rate-limit", "0"]);
    let cookies = front.runtime.block_on(async {
        let door = &front.door;
        door.account("tamu", Role::Planner, &[]).await;
        door.account("masuk", Role::Planner, &[]).await;
        door.account("orang", Role::Planner, &[]).await;
        door.account("kepala", Role::Admin, &[]).await;
        let (ledger, right, console) = (&*door.ledger, ReleaseRight::at_the_console(), Actor::console());
        let release = door.releases.prepare(right, None, &console, Utc::now()).await.unwrap().release.id;
        ledger.write_night(&night()).await.unwrap();
        door.releases.publish(right, release, &console, Utc::now()).await.unwrap();
        let mut seen = door.atlas.subscribe();
        let version = ledger.version().await.unwrap();
        let shown = seen.wait_for(|shown| *shown >= version);
        tokio::time::timeout(Duration::from_secs(20), shown).await.unwrap().unwrap();
        vec![door.cookie("orang", Utc::now()).await, door.cookie("kepala", Utc::now()).await]
    });
    (front, cookies)
}

/// Asks an operation as somebody: nobody, a token of each role, then those who are logged in.
fn ask(
    front: &Front,
    cookies: &[String],
    asker: usize,
    operation: &Operation,
    all: &Value,
    seed: (bool, u64),
) -> Reply {
    let (wild, mut choices) = (seed.0, Choices(seed.1));
    let request = Request::builder().method(operation.method.as_str());
    let request = request.uri(address(operation, wild, &mut choices));
    let request = match asker.checked_sub(front.askers.len()) {
        Some(at) => {
            let own =
                request.header(header::HOST, "peta.example").header(header::ORIGIN, "https://peta.example");
            own.header(header::COOKIE, format!("sigis_session={}", cookies[at]))
        }
        None => match &front.askers[asker] {
            Some(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
            None => request,
        },
    };
    let schema = &operation.said["requestBody"]["content"]["application/json"]["schema"];
    if schema.is_null() {
        return front.ask(request.body(Body::empty()).unwrap());
    }
    let kind = if wild && choices.chance(10) { "text/plain" } else { "application/json" };
    let body = match operation.id.as_str() {
        "post_api_session" if !wild => json!({ "name": "masuk", "password": PASSWORD }),
        "post_api_identities_search" if !wild => {
            json!({ "nik": SECRETS[0], "reason": "penyelidikan epidemiologi" })
        }
        _ => value(schema, all, wild, &mut choices),
    };
    front.ask(request.header(header::CONTENT_TYPE, kind).body(Body::from(body.to_string())).unwrap())
}

/// Ends the session that later questions need.
fn ends_something(operation: &Operation, asker: usize) -> bool {
    asker >= 6 && operation.path.starts_with("/api/session") && operation.method != "GET"
}

#[test]
fn every_operation_answers_as_described_and_is_reached() {
    let (front, cookies) = busy_front();
    let (operations, all) = operations(&front);
    let mut unreached = BTreeSet::new();
    for operation in &operations {
        let mut reached = false;
        for asker in (0..8).filter(|asker| !ends_something(operation, *asker)) {
            for seed in 0..3 {
                let reply = ask(&front, &cookies, asker, operation, &all, (false, seed));
                check(operation, &reply, &all);
                reached |= reply.status.is_success();
            }
        }
        if !reached {
            unreached.insert(operation.id.as_str());
        }
    }
    // These need an id or a password that no description tells.
    let not_here = ["delete_api_sessions_id", "delete_api_tokens_id", "post_api_session_password"];
    assert_eq!(unreached, BTreeSet::from(not_here));
}

#[test]
fn odd_missing_and_further_words_are_answered_as_described() {
    let (front, cookies) = busy_front();
    let (operations, all) = operations(&front);
    each(file!(), 400, (0..operations.len(), 0usize..8, any::<u64>()), |(at, asker, seed)| {
        let operation = &operations[at];
        if !ends_something(operation, asker) {
            check(operation, &ask(&front, &cookies, asker, operation, &all, (true, seed)), &all);
        }
    });
}
