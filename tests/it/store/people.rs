//! Promises about accounts, sessions, tokens and the audit.

use std::sync::Arc;

use chrono::{DateTime, Days, TimeDelta, Utc};
use sigis::{
    domain::{AccountName, Role, Territory},
    store::{
        AccessChange, Account, AuditEntry, AuditQuestion, AuditSeal, PasswordHash, Session, SessionHash,
        StoreError, TokenHash, Vault,
    },
};
use sqlx::{AssertSqlSafe, Connection};

use super::{Place, samples::*};

const ALL: AuditQuestion = AuditQuestion { who: None, since: None, before: None, action: None, limit: 1000 };

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(1_767_600_000_123_456 + second * 1_000_000).unwrap()
}

fn name(word: &str) -> AccountName {
    word.parse().unwrap()
}

fn account(word: &str) -> Account {
    Account {
        name: name(word),
        display_name: "Ani; 'Kusumawati' \"é\"".into(),
        password: PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA".into()),
        role: Role::Puskesmas,
        territory: Territory::from_words(["33.74.01", "P05"]),
        created: at(0),
        disabled: false,
        must_change_password: true,
        failed_attempts: 0,
        locked_until: None,
    }
}

fn session(seed: u8, of: &str) -> Session {
    Session {
        hash: SessionHash([seed; 32]),
        account: name(of),
        created: at(i64::from(seed)),
        last_seen: at(i64::from(seed)),
        expires: at(43_200),
        address: "2001:db8::1".into(),
        user_agent: "Mozilla/5.0".into(),
    }
}

fn entry(actor: &str, subject: &str, second: i64) -> AuditEntry {
    AuditEntry {
        time: at(second),
        actor: actor.into(),
        role: Some("admin".into()),
        action: "test.done".into(),
        subject: subject.into(),
        detail: r#"{"n":1.50,"text":"a  b"}"#.into(),
        address: "192.0.2.1".into(),
    }
}

pub fn seal(place: &Place) -> AuditSeal {
    Vault::open(&place.folder.path().join("key")).unwrap().audit_seal()
}

/// Changes, with an entry that does not matter.
async fn change(place: &Place, changes: &[AccessChange]) -> Result<(), StoreError> {
    place.ledger.change_access(changes, &entry("ani", "budi", 0), &seal(place)).await
}

pub async fn accounts_are_kept_changed_and_never_doubled(place: &Place) {
    let ledger = &place.ledger;
    let version = ledger.version().await.unwrap();
    let (ani, budi) = (account("ani"), Account { disabled: true, ..account("budi") });
    change(place, &[AccessChange::AddAccount(budi.clone())]).await.unwrap();
    change(place, &[AccessChange::AddAccount(ani.clone())]).await.unwrap();
    assert_eq!(ledger.accounts().await.unwrap(), [ani.clone(), budi]);
    assert_eq!(ledger.account(&name("ANI")).await.unwrap().as_ref(), Some(&ani));
    assert_eq!(ledger.account(&name("nobody")).await.unwrap(), None);
    let twice = change(place, &[AccessChange::AddAccount(ani.clone())]).await;
    assert!(matches!(twice, Err(StoreError::Refused(_))), "a name stands once");

    let locked_until = Some(at(30));
    let failed = AccessChange::CountFailure { name: name("ani"), locked_until };
    change(place, &[failed.clone(), failed]).await.unwrap();
    let seen = ledger.account(&name("ani")).await.unwrap().unwrap();
    assert_eq!((seen.failed_attempts, seen.locked_until), (2, locked_until));
    change(place, &[AccessChange::ClearFailures(name("ani"))]).await.unwrap();
    assert_eq!(ledger.account(&name("ani")).await.unwrap().as_ref(), Some(&ani));

    let wish = Account {
        display_name: "Ani K.".into(),
        role: Role::Admin,
        territory: Territory::default(),
        disabled: true,
        password: PasswordHash("$argon2id$other".into()),
        must_change_password: false,
        ..ani
    };
    let profile = AccessChange::SetProfile {
        name: name("ani"),
        display_name: wish.display_name.clone(),
        role: wish.role,
        territory: wish.territory.clone(),
        disabled: true,
    };
    let password = wish.password.clone();
    let password = AccessChange::SetPassword { name: name("ani"), password, must_change: false };
    change(place, &[profile, password]).await.unwrap();
    assert_eq!(ledger.account(&name("ani")).await.unwrap(), Some(wish));
    assert_eq!(ledger.version().await.unwrap(), version, "people are no part of the map");
}

pub async fn sessions_are_kept_touched_and_ended(place: &Place) {
    let ledger = &place.ledger;
    let foreign = change(place, &[AccessChange::AddSession(session(1, "ani"))]).await;
    assert!(matches!(foreign, Err(StoreError::Refused(_))), "a session is somebody's");
    change(place, &[AccessChange::AddAccount(account("ani")), AccessChange::AddAccount(account("budi"))])
        .await
        .unwrap();
    let begun: Vec<_> = [1, 2, 3].map(|n| session(n, "ani")).into();
    let others = session(4, "budi");
    let all = begun.iter().chain([&others]).map(|s| AccessChange::AddSession(s.clone())).collect::<Vec<_>>();
    change(place, &all).await.unwrap();
    assert_eq!(ledger.sessions(&name("ani")).await.unwrap(), begun);
    assert_eq!(ledger.session(SessionHash([2; 32])).await.unwrap().as_ref(), Some(&begun[1]));
    assert_eq!(ledger.session(SessionHash([9; 32])).await.unwrap(), None);

    ledger.touch_session(SessionHash([2; 32]), at(90), at(50_000)).await.unwrap();
    ledger.touch_session(SessionHash([9; 32]), at(90), at(50_000)).await.unwrap();
    let touched = Session { last_seen: at(90), expires: at(50_000), ..begun[1].clone() };
    assert_eq!(ledger.session(SessionHash([2; 32])).await.unwrap().as_ref(), Some(&touched));

    change(place, &[AccessChange::ForgetSessions { before: at(43_201) }]).await.unwrap();
    assert_eq!(ledger.sessions(&name("ani")).await.unwrap(), std::slice::from_ref(&touched));
    assert_eq!(ledger.sessions(&name("budi")).await.unwrap(), []);
    change(
        place,
        &[AccessChange::AddSession(session(5, "ani")), AccessChange::AddSession(session(6, "ani"))],
    )
    .await
    .unwrap();
    change(place, &[AccessChange::EndSession(SessionHash([5; 32]))]).await.unwrap();
    let but = Some(SessionHash([6; 32]));
    change(place, &[AccessChange::EndSessions { account: name("ani"), but }]).await.unwrap();
    assert_eq!(ledger.sessions(&name("ani")).await.unwrap(), [session(6, "ani")]);
    change(place, &[AccessChange::EndSessions { account: name("ani"), but: None }]).await.unwrap();
    assert_eq!(ledger.sessions(&name("ani")).await.unwrap(), []);
}

pub async fn an_account_keeps_its_twenty_newest_sessions(place: &Place) {
    let mut changes = vec![AccessChange::AddAccount(account("ani"))];
    changes.extend((1..=25).map(|n| AccessChange::AddSession(session(n, "ani"))));
    change(place, &changes).await.unwrap();
    let kept = place.ledger.sessions(&name("ani")).await.unwrap();
    assert_eq!(kept, (6..=25).map(|n| session(n, "ani")).collect::<Vec<_>>());
}

pub async fn tokens_are_kept_listed_and_forgotten(place: &Place) {
    let ledger = &place.ledger;
    let (endless, ended) = (token(1, None), token(2, Some("2026-02-01T00:00:00Z")));
    let add = |token: &sigis::store::Token| [AccessChange::AddToken(token.clone())];
    change(place, &add(&endless)).await.unwrap();
    change(place, &add(&ended)).await.unwrap();
    assert_eq!(ledger.token(endless.hash).await.unwrap().as_ref(), Some(&endless));
    assert_eq!(ledger.token(ended.hash).await.unwrap().as_ref(), Some(&ended), "expired or not");
    assert_eq!(ledger.token(TokenHash([3; 32])).await.unwrap(), None);
    assert!(matches!(change(place, &add(&ended)).await, Err(StoreError::Refused(_))), "a hash stands once");
    assert_eq!(ledger.tokens().await.unwrap(), [endless.clone(), ended.clone()]);
    change(place, &[AccessChange::RemoveToken(endless.hash)]).await.unwrap();
    assert_eq!(ledger.tokens().await.unwrap(), [ended]);
}

pub async fn a_change_and_its_audit_are_written_together_or_not_at_all(place: &Place) {
    let ledger = &place.ledger;
    change(place, &[AccessChange::AddAccount(account("ani"))]).await.unwrap();
    let before = (ledger.audit_head().await.unwrap(), ledger.audit(&ALL).await.unwrap());
    let half = [AccessChange::AddAccount(account("budi")), AccessChange::AddAccount(account("ani"))];
    change(place, &half).await.unwrap_err();
    assert_eq!(ledger.accounts().await.unwrap().len(), 1);
    assert_eq!((ledger.audit_head().await.unwrap(), ledger.audit(&ALL).await.unwrap()), before);
    let unreadable = AuditEntry { detail: "no JSON".into(), ..entry("ani", "budi", 0) };
    let half = [AccessChange::AddAccount(account("budi"))];
    ledger.change_access(&half, &unreadable, &seal(place)).await.unwrap_err();
    assert_eq!(ledger.accounts().await.unwrap().len(), 1);
}

pub async fn the_audit_is_listed_by_who_and_since_and_walked_in_order(place: &Place) {
    let (ledger, seal) = (&place.ledger, seal(place));
    assert_eq!(ledger.audit_head().await.unwrap(), (0, [0; 32]));
    for (n, (actor, subject)) in [("ani", ""), ("budi", "ani"), ("(console)", "budi")].into_iter().enumerate()
    {
        ledger.append_audit(&entry(actor, subject, n as i64), &seal).await.unwrap();
    }
    let chain = ledger.audit_after(0, 100).await.unwrap();
    assert_eq!(chain[0].entry, entry("ani", "", 0), "to the byte and the microsecond");
    assert_eq!(chain.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(chain.iter().all(|row| seal.holds(row)));
    assert_eq!((chain[0].previous, chain[1].previous), ([0; 32], chain[0].hash));
    assert_eq!(ledger.audit_head().await.unwrap(), (3, chain[2].hash));
    assert_eq!(ledger.audit_after(1, 1).await.unwrap(), chain[1..2]);
    let numbers = async |question: AuditQuestion| {
        let rows = ledger.audit(&question).await.unwrap();
        rows.iter().map(|row| row.number).collect::<Vec<_>>()
    };
    assert_eq!(numbers(ALL).await, [3, 2, 1]);
    assert_eq!(numbers(AuditQuestion { who: Some("ani".into()), ..ALL }).await, [2, 1]);
    assert_eq!(numbers(AuditQuestion { since: Some(at(1)), ..ALL }).await, [3, 2]);
    assert_eq!(numbers(AuditQuestion { since: Some(at(1) + TimeDelta::microseconds(1)), ..ALL }).await, [3]);
    assert_eq!(numbers(AuditQuestion { since: Some(at(0) + Days::new(1)), ..ALL }).await, Vec::<u64>::new());
    assert_eq!(numbers(AuditQuestion { before: Some(3), limit: 1, ..ALL }).await, [2]);
}

pub async fn nobody_changes_or_deletes_a_row_of_the_audit(place: &Place) {
    place.ledger.append_audit(&entry("ani", "budi", 0), &seal(place)).await.unwrap();
    let written = place.ledger.audit(&ALL).await.unwrap();
    let mut statements =
        vec!["UPDATE audit SET actor = 'budi'", "DELETE FROM audit", "DELETE FROM audit WHERE number = 1"];
    statements.push(match place.is_postgres() {
        true => "TRUNCATE audit",
        false => "INSERT OR REPLACE INTO audit SELECT number, time, 'budi', role, action, subject, detail, address, previous, hash FROM audit",
    });
    for statement in statements {
        let refusal = refusal(place, statement).await;
        assert!(refusal.contains("the audit is never"), "{statement}: {refusal}");
    }
    assert_eq!(place.ledger.audit(&ALL).await.unwrap(), written);
}

/// Why the database does not do a statement.
async fn refusal(place: &Place, statement: &str) -> String {
    let statement = AssertSqlSafe(statement.to_string());
    let done = if place.is_postgres() {
        let mut connection = sqlx::PgConnection::connect(&place.address).await.unwrap();
        sqlx::raw_sql(statement).execute(&mut connection).await.map(drop)
    } else {
        let mut connection = sqlx::SqliteConnection::connect(&place.address).await.unwrap();
        sqlx::raw_sql(statement).execute(&mut connection).await.map(drop)
    };
    done.unwrap_err().to_string()
}

pub async fn writers_of_the_audit_in_two_processes_make_one_chain(place: &Place) {
    let mut writers = Vec::new();
    for process in ["ani", "budi"] {
        let (ledger, seal) = (place.elsewhere().await, seal(place));
        for n in 0..10 {
            let (ledger, seal) = (Arc::clone(&ledger), seal.clone());
            writers
                .push(tokio::spawn(async move { ledger.append_audit(&entry(process, "", n), &seal).await }));
        }
    }
    for writer in writers {
        writer.await.unwrap().unwrap();
    }
    let (chain, seal) = (place.ledger.audit_after(0, 100).await.unwrap(), seal(place));
    let mut previous = [0; 32];
    for (row, number) in chain.iter().zip(1..) {
        assert_eq!((row.number, row.previous), (number, previous));
        assert!(seal.holds(row));
        previous = row.hash;
    }
    assert_eq!(chain.len(), 20);
}
