//! Any case, not only those that somebody thought of.

use chrono::NaiveDate;
use proptest::prelude::*;
use sigis::domain::{Age, Case, CaseFacts, CaseId, DistrictCode, Outcome, Position, Sex, Status};

use super::{Place, samples::*};

fn any_code() -> impl Strategy<Value = DistrictCode> {
    (11u32..99, 0u32..100, 0u32..100, 0u32..10_000, 0usize..4).prop_map(|(p, k, c, d, depth)| {
        let whole = format!("{p:02}{k:02}{c:02}{d:04}");
        code(&whole[..[2, 4, 6, 10][depth]])
    })
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..100_000).prop_map(|n| day("1900-01-01") + chrono::Days::new(n))
}

prop_compose! {
    fn any_case()(
        (onset, reported, onset_estimated) in (any_day(), any_day(), any::<bool>()),
        (sex, age) in (prop::option::of(prop::sample::select(vec![Sex::L, Sex::P])), prop::option::of(0..=Age::MAX)),
        (status, outcome) in (prop::sample::select(&Status::ALL[..]), prop::sample::select(&Outcome::ALL[..])),
        (declared, computed) in (prop::option::of(any_code()), prop::option::of(any_code())),
        (puskesmas, reporter) in (prop::option::of(any::<String>()), prop::option::of(any::<String>())),
        point in prop::option::of((-180.0..=180.0, -90.0..=90.0)),
        accuracy_m in prop::option::of(0.0f32..1e6),
        disease in "[a-z0-9_]{1,24}",
        diagnosis in prop::option::of(any::<String>()),
        details in prop::collection::btree_map(any::<String>(), any::<String>(), 0..4),
    ) -> Case {
        Case {
            disease: disease.parse().unwrap(),
            diagnosis, onset, onset_estimated, reported, sex, status, outcome, declared, computed, accuracy_m, details: details.into(),
            age: age.map(Age),
            puskesmas: puskesmas.map(|c| c.as_str().into()),
            reporter: reporter.map(|c| c.as_str().into()),
            position: point.and_then(|(lon, lat)| Position::new(lon, lat)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_cases_come_back_as_they_were(cases in prop::collection::vec(any_case(), 1..40)) {
        let records: Vec<_> = cases.iter().zip(0..).map(|(case, i)| record(i, i, case.clone())).collect();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (page, facts) = runtime.block_on(async {
            let place = Place::sqlite().await.migrated().await;
            place.ledger.write_cases(&records).await.unwrap();
            (place.ledger.cases(None, 100).await.unwrap(), place.ledger.case_facts().await.unwrap())
        });
        let expected: Vec<_> = cases.iter().zip(1..).map(|(case, id)| CaseFacts::of(CaseId(id), case)).collect();
        prop_assert_eq!(facts, expected);
        prop_assert_eq!(page.cases.into_iter().map(|(_, case)| case).collect::<Vec<_>>(), cases);
    }
}
