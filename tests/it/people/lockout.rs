//! Guessing gets slower and slower. The clock is an argument: nobody sleeps here.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use sigis::{
    domain::{PeopleRight, Role},
    services::{
        audit::{Actor, Journal, Verdict},
        entrance::LoginError,
        lockout::Lockout,
        passwords::Passwords,
        sessions::{Origin, Sessions},
    },
    store::Vault,
};

use crate::door::{Door, PASSWORD};

const WRONG: &str = "bukan kata sandi";

fn from(address: Option<&str>) -> Origin<'static> {
    let address: Option<IpAddr> = address.map(|text| text.parse().unwrap());
    Origin { address, user_agent: "test" }
}

/// `None` when it opened, else the seconds of a lock, 0 for a plain refusal.
async fn attempt(
    sessions: &Sessions,
    name: &str,
    password: &str,
    address: Option<&str>,
    now: DateTime<Utc>,
) -> Option<u64> {
    match sessions.log_in(name, password, from(address), now).await {
        Ok(_) => None,
        Err(LoginError::Refused) => Some(0),
        Err(LoginError::Locked(seconds)) => Some(seconds),
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn five_wrong_passwords_lock_an_account_and_each_further_one_doubles_the_wait() {
    let door = Door::small_city().await;
    door.account("ani", Role::Planner, &[]).await;
    let start = Utc::now();
    let after = |s: i64| start + TimeDelta::seconds(s);
    let guess = async |password, s| attempt(&door.sessions, "ani", password, None, after(s)).await;
    for _ in 0..5 {
        assert_eq!(guess(WRONG, 0).await, Some(0));
    }
    assert_eq!(guess(PASSWORD, 1).await, Some(29), "the right password is not even tried");
    assert_eq!(guess(WRONG, 31).await, Some(0));
    assert_eq!(guess(PASSWORD, 32).await, Some(59));
    assert_eq!(guess(PASSWORD, 91).await, None);
    assert_eq!(guess(WRONG, 93).await, Some(0), "a right password forgets the failures");
}

#[tokio::test]
async fn a_name_that_nobody_has_is_locked_alike() {
    let door = Door::small_city().await;
    door.account("ani", Role::Planner, &[]).await;
    let now = Utc::now();
    for n in 0..7 {
        let known = attempt(&door.sessions, "ani", WRONG, None, now).await;
        let unknown = attempt(&door.sessions, "siapa", WRONG, None, now).await;
        assert_eq!(known, unknown, "attempt {n}");
    }
}

#[tokio::test]
async fn an_address_that_tries_many_names_is_locked_for_all_of_them() {
    let door = Door::small_city().await;
    door.account("ani", Role::Planner, &[]).await;
    let now = Utc::now();
    for n in 0..5 {
        assert_eq!(
            attempt(&door.sessions, &format!("nama{n}"), WRONG, Some("192.0.2.1"), now).await,
            Some(0)
        );
    }
    assert!(attempt(&door.sessions, "ani", PASSWORD, Some("192.0.2.1"), now).await > Some(0));
    assert_eq!(attempt(&door.sessions, "ani", PASSWORD, Some("192.0.2.2"), now).await, None);
}

#[tokio::test]
async fn a_restart_does_not_unlock() {
    let door = Door::small_city().await;
    door.account("ani", Role::Planner, &[]).await;
    let now = Utc::now();
    for _ in 0..5 {
        attempt(&door.sessions, "ani", WRONG, None, now).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::open(&folder.path().join("key")).unwrap();
    let journal = Journal::new(door.another_connection().await, &vault);
    let restarted = Sessions::new(journal, Passwords::default(), Lockout::default());
    assert_eq!(attempt(&restarted, "ani", PASSWORD, None, now).await, Some(30));
    assert_eq!(attempt(&restarted, "ani", PASSWORD, None, now + TimeDelta::seconds(30)).await, None);
    let verdict = door.journal.verify().await.unwrap();
    assert!(matches!(verdict, Verdict::Broken { .. }), "a row under another key is found: {verdict:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_guesses_at_once_are_not_a_hundred_guesses() {
    let door = Door::small_city().await;
    door.account("ani", Role::Planner, &[]).await;
    let now = Utc::now();
    let guesses = (0..100).map(|_| {
        let sessions = std::sync::Arc::clone(&door.sessions);
        tokio::spawn(async move { attempt(&sessions, "ani", WRONG, None, now).await })
    });
    let mut tried = 0;
    for guess in guesses.collect::<Vec<_>>() {
        tried += u32::from(guess.await.unwrap() == Some(0));
    }
    assert_eq!(tried, 5);
}

#[tokio::test]
async fn a_new_password_from_the_administrator_unlocks() {
    let door = Door::small_city().await;
    door.account("ani", Role::Planner, &[]).await;
    let now = Utc::now();
    for _ in 0..6 {
        attempt(&door.sessions, "ani", WRONG, None, now).await;
    }
    let (right, console) = (PeopleRight::at_the_console(), Actor::console());
    let name = "ani".parse().unwrap();
    let password = door.accounts.reset_password(right, &name, &console, now).await.unwrap();
    assert_eq!(attempt(&door.sessions, "ani", &password, None, now).await, None);
}
