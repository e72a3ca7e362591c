//! Bayes against the R package surveillance 1.20.3.

use sigis::analysis::alarm::{
    Calendar, Series,
    bayes::{BayesParameters, bayes},
};

use super::refs;

#[test]
fn bounds_and_alarms_of_bayes_are_those_of_the_reference_program() {
    let set = "ears-farrington-salmonella-agona";
    let Some(counts) = refs::counts(&format!("{set}/input.csv"), "observed") else { return };
    let expected = &refs::answers(&format!("{set}/expected.json")).unwrap()["bayes_b1_w3"];
    let parameters = BayesParameters {
        years: expected["b"].as_u64().unwrap() as usize,
        half_window: expected["w"].as_u64().unwrap() as usize,
        alpha: expected["alpha"].as_f64().unwrap(),
    };
    let (first, uppers) = refs::first_and_uppers(expected);
    let series = Series::new(counts, Calendar::PerYear(52));
    let judged = bayes(&series, first..first + uppers.len(), &parameters).unwrap();
    assert_eq!(judged.len(), 113);
    for (i, (judged, upper)) in judged.iter().zip(uppers).enumerate() {
        assert_eq!(judged.upper, upper, "{i}");
        assert_eq!(judged.alarm, expected["alarm"][i] == 1, "{i}");
    }
}
