//! Whatever somebody sends: an answer or a reason, never a failure of ours, a breakdown or silence.
//!
//! Each property asks a few cases in every test run. `make fuzz` asks many: SIGIS_FUZZ_CASES says how many,
//! PROPTEST_RNG_SEED from which seed on.

mod addresses;
mod bodies;
mod boundaries;
mod described;
mod headers;
mod questions;
mod values;
mod workbooks;

use std::{fmt::Debug, panic, sync::mpsc::RecvTimeoutError, time::Duration};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use proptest::{
    prelude::Strategy,
    test_runner::{Config, TestCaseError, TestError, TestRunner},
};
use serde_json::Value;
use sigis::domain::Role;
use tokio::runtime::Runtime;

use crate::door::{Door, Reply};

/// Longer than any answer takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(25);

/// How many cases a property is asked about: few in every test run.
pub fn cases(few: u32) -> u32 {
    std::env::var("SIGIS_FUZZ_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

/// Does work that must not last.
fn in_time<T: Send + 'static>(what: impl Debug, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, wait) = std::sync::mpsc::channel();
    let worker = std::thread::spawn(move || drop(done.send(work())));
    match wait.recv_timeout(PATIENCE) {
        Ok(value) => value,
        Err(RecvTimeoutError::Timeout) => panic!("no end: {what:?}"),
        Err(RecvTimeoutError::Disconnected) => panic::resume_unwind(worker.join().unwrap_err()),
    }
}

/// Asks a property about so many cases, or as many as SIGIS_FUZZ_CASES says. `file` is where the seeds of cases that
/// once failed are kept.
pub fn each<S: Strategy<Value: Debug>>(file: &'static str, few: u32, cases: S, property: impl Fn(S::Value)) {
    let config = Config { cases: self::cases(few), source_file: Some(file), ..Config::default() };
    let outcome = TestRunner::new(config).run(&cases, |case| {
        property(case);
        Ok::<_, TestCaseError>(())
    });
    if let Err(TestError::Fail(reason, case)) = outcome {
        panic!("{reason}\nof the case {case:?}");
    }
}

/// The small city behind its front door, and somebody of each role who asks.
struct Front {
    runtime: Runtime,
    door: Door,
    /// Nobody, then a token of each role.
    askers: Vec<Option<String>>,
}

impl Front {
    fn open() -> Self {
        Self::open_with(&[])
    }

    fn open_with(words: &[&str]) -> Self {
        let runtime = Runtime::new().unwrap();
        let (door, askers) = runtime.block_on(async {
            let door = Door::small_city_with(words).await;
            let mut askers = vec![None];
            for (role, territory) in [
                (Role::Facility, vec!["RS1"]),
                (Role::Puskesmas, vec!["P01"]),
                (Role::Surveillance, vec![]),
                (Role::Planner, vec![]),
                (Role::Admin, vec![]),
            ] {
                askers.push(Some(door.token(role, &territory).await));
            }
            (door, askers)
        });
        Self { runtime, door, askers }
    }

    /// The token of a role.
    fn token(&self, role: Role) -> Option<&str> {
        let at = Role::ALL.iter().position(|r| *r == role).unwrap();
        self.askers[at].as_deref()
    }

    /// An answer in time that is no failure of ours, and a refusal only in its proper form.
    fn ask(&self, request: Request<Body>) -> Reply {
        let asked = format!("{} {}", request.method(), request.uri());
        let answer =
            self.runtime.block_on(async { tokio::time::timeout(PATIENCE, self.door.send(request)).await });
        let reply = answer.unwrap_or_else(|_| panic!("{asked}: no answer"));
        sound(&asked, &reply);
        reply
    }

    fn get(&self, path: &str, token: Option<&str>) -> Reply {
        let mut request = Request::get(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.ask(request.body(Body::empty()).unwrap())
    }
}

fn sound(asked: &str, reply: &Reply) {
    let status = reply.status;
    assert!(status < StatusCode::INTERNAL_SERVER_ERROR, "{asked}: {status} {}", reply.text());
    if status.is_client_error() {
        assert_eq!(reply.header(header::CONTENT_TYPE), "application/problem+json", "{asked}");
        let problem = reply.json();
        assert_eq!(problem["status"], status.as_u16(), "{asked}");
        assert!(problem["request_id"].as_str().is_some_and(|id| !id.is_empty()), "{asked}: {problem}");
        assert_eq!(problem["request_id"], reply.header("x-request-id".parse().unwrap()), "{asked}");
        assert_ne!(problem["detail"], "", "{asked}");
    }
}

/// The word that a refusal names first.
fn named(reply: &Reply) -> Value {
    reply.json()["fields"][0]["field"].clone()
}
