//! Patterns among areas: esda and spdep, brute force, chance.

use std::collections::HashMap;

use proptest::prelude::*;
use serde_json::Value;
use sigis::analysis::{
    Refusal,
    local::{
        Getis, GetisMoments, GetisParameters, LisaParameters, MoranParameters, Quadrant, Variable, Weights,
        geary, getis, getis_global, lisa, moran, moran_bivariate,
    },
    rates::AreaCounts,
};

use super::refs::{self, Row, assert_close, assert_near, assert_same_chance, column, list};

const ASKED: MoranParameters = MoranParameters { permutations: 0, seed: 1 };

/// The neighbours of a reference case, each counting 1.
pub fn weights(folder: &str, rows: &[Row]) -> Option<Weights> {
    let numbers: HashMap<&str, u32> = rows.iter().map(|row| row["id"].as_str()).zip(0..).collect();
    let links = refs::table(&format!("{folder}/neighbors.csv"))?;
    let link =
        |row: &Row| (numbers[row["i"].as_str()], numbers[row["j"].as_str()], row["w"].parse().unwrap());
    Some(Weights::from_links(rows.len(), &links.iter().map(link).collect::<Vec<_>>()).unwrap().binary())
}

fn saint_louis() -> Option<(Variable, Weights, Value)> {
    let rows = refs::table("moran-lisa-gi-stl/input.csv")?;
    let weights = weights("moran-lisa-gi-stl", &rows)?;
    let answers = refs::answers("moran-lisa-gi-stl/expected.json")?;
    Some((Variable::column(column(&rows, "HR8893")).unwrap(), weights, answers))
}

#[test]
fn morans_i_of_saint_louis_is_that_of_esda_and_spdep() {
    let Some((homicides, binary, answers)) = saint_louis() else { return };
    for (name, weights) in [("moran_b", binary.clone()), ("moran_r", binary.row_standardised())] {
        let asked = MoranParameters { permutations: 999, seed: 12_345 };
        let (m, wanted) = (moran(&homicides, &weights, asked).unwrap(), &answers[name]);
        let check = |key: &str, found| assert_close(&format!("{name} {key}"), found, &wanted[key], 1e-9);
        check("I", m.i);
        check("EI", m.expected);
        check("VI_norm", m.normality.variance);
        check("z_norm", m.normality.z);
        check("p_norm", m.normality.p_two_sided);
        check("VI_rand", m.randomisation.variance);
        check("z_rand", m.randomisation.z);
        check("p_rand", m.randomisation.p_two_sided);
        let chance = m.permutation.unwrap();
        assert_same_chance(name, chance.p_folded, refs::number(&wanted["p_sim_999_seed12345"]), 999.0);
        let deviation = refs::number(&wanted["seI_sim"]);
        // Five standard errors of a mean and of a deviation over 999 draws, of both programs.
        assert!(
            (chance.mean - refs::number(&wanted["EI_sim"])).abs()
                < 5.0 * deviation * (2.0_f64 / 999.0).sqrt()
        );
        assert!((chance.deviation / deviation - 1.0).abs() < 5.0 * (1.0_f64 / 999.0).sqrt());
    }
}

#[test]
fn gearys_c_of_saint_louis_is_that_of_esda() {
    let Some((homicides, binary, answers)) = saint_louis() else { return };
    for (name, weights) in [("geary_b", binary.clone()), ("geary_r", binary.row_standardised())] {
        let (g, wanted) = (geary(&homicides, &weights).unwrap(), &answers[name]);
        let check = |key: &str, found| assert_close(&format!("{name} {key}"), found, &wanted[key], 1e-9);
        check("C", g.c);
        check("VC_norm", g.normality.variance);
        check("z_norm", g.normality.z);
        check("VC_rand", g.randomisation.variance);
        check("z_rand", g.randomisation.z);
        check("p_rand", g.randomisation.p_one_sided);
        // What no pattern gives, from which z is measured.
        check("EC", g.c - g.randomisation.z * g.randomisation.variance.sqrt());
    }
}

#[test]
fn local_moran_of_saint_louis_is_that_of_esda() {
    let Some((homicides, binary, answers)) = saint_louis() else { return };
    let asked = LisaParameters { permutations: 999, seed: 12_345 };
    let (areas, cautions) = lisa(&homicides, &binary.row_standardised(), asked).unwrap();
    let wanted = &answers["local_moran_r"];
    let check = |key: &str, of: &dyn Fn(&sigis::analysis::local::Lisa) -> f64| {
        assert_near(key, &areas.iter().map(of).collect::<Vec<_>>(), &list(&wanted[key]), 1e-9);
    };
    check("Is", &|a| a.i);
    check("EI", &|a| a.total.mean);
    check("VI", &|a| a.total.variance);
    check("EIc", &|a| a.conditional.mean);
    check("VIc", &|a| a.conditional.variance);
    check("q", &|a| match a.quadrant {
        Quadrant::HighHigh => 1.0,
        Quadrant::LowHigh => 2.0,
        Quadrant::LowLow => 3.0,
        Quadrant::HighLow => 4.0,
    });
    let told = areas.iter().zip(list(&wanted["p_sim_999_seed12345"])).filter(|(_, p)| *p <= 0.05);
    let quadrants: Vec<Quadrant> = told.map(|(area, _)| area.quadrant).collect();
    assert_eq!(Some(quadrants.len() as u64), wanted["n_sig_05"].as_u64());
    let labels = &wanted["labels_05"];
    assert_eq!(Some((areas.len() - quadrants.len()) as u64), labels["Insignificant"].as_u64());
    for (name, quadrant) in
        [("High-High", Quadrant::HighHigh), ("Low-Low", Quadrant::LowLow), ("High-Low", Quadrant::HighLow)]
    {
        let alike = quadrants.iter().filter(|own| **own == quadrant).count() as u64;
        assert_eq!(Some(alike), labels[name].as_u64(), "{name} at the reference's own p");
    }
    for (i, (area, p)) in areas.iter().zip(list(&wanted["p_sim_999_seed12345"])).enumerate() {
        assert_same_chance(&format!("area {i}"), area.p.unwrap(), p, 999.0);
        assert!(area.q.unwrap() >= area.p.unwrap());
    }
    assert_eq!(cautions[0].code, "coarse_p", "78 tests with 999 permutations cannot all be told apart");
}

#[test]
fn local_g_of_saint_louis_is_that_of_esda_and_spdep() {
    let Some((homicides, binary, answers)) = saint_louis() else { return };
    for (name, star) in [("getis_ord_Gi_B", false), ("getis_ord_Gistar_B", true)] {
        let asked = GetisParameters { star, row_standardised: false, moments: GetisMoments::OrdGetis1995 };
        let (areas, _) = getis(&homicides, &binary, asked).unwrap();
        let check = |key: &str, of: &dyn Fn(&Getis) -> f64| {
            let found: Vec<f64> = areas.iter().map(of).collect();
            assert_near(&format!("{name} {key}"), &found, &list(&answers[name][key]), 1e-9);
        };
        check("Gs", &|a| a.g);
        check("EGs", &|a| a.expected);
        check("VGs", &|a| a.variance);
        check("Zs", &|a| a.z);
        check("p_norm", &|a| a.p_one_sided);
    }
    let g = getis_global(&homicides, &binary).unwrap();
    let wanted = &answers["getis_ord_G_global"];
    let found = [g.g, g.expected, g.randomisation.variance, g.randomisation.z, g.randomisation.p_one_sided];
    let wanted = ["G", "EG", "VG", "z_norm", "p_norm"].map(|key| refs::number(&wanted[key]));
    assert_near("general G", &found, &wanted, 1e-9);
}

#[test]
fn six_points_have_the_g_that_can_be_checked_by_hand() {
    let Some(answers) = refs::answers("getis-ord-tiny/expected.json") else { return };
    let points: Vec<[f64; 2]> = answers["points"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| [refs::number(&p[0]), refs::number(&p[1])])
        .collect();
    let weights = Weights::distance_band(&points, refs::number(&answers["threshold"])).unwrap();
    for (i, neighbours) in answers["neighbors"].as_object().unwrap() {
        let own: Vec<f64> = weights.neighbours(i.parse().unwrap()).iter().map(|j| f64::from(*j)).collect();
        assert_eq!(own, list(neighbours), "neighbours of {i}");
    }
    let y = Variable::column(list(&answers["y"])).unwrap();
    let g = getis_global(&y, &weights).unwrap();
    let found = [g.g, g.expected, g.randomisation.variance, g.randomisation.p_one_sided];
    let wanted = ["G", "G_EG", "G_VG", "G_p_norm"].map(|key| refs::number(&answers[key]));
    assert_near("general G", &found, &wanted, 1e-7);
    for (name, star, row_standardised) in [
        ("G_local_B", false, false),
        ("G_local_B_star", true, false),
        ("G_local_R", false, true),
        ("G_local_R_star", true, true),
    ] {
        // With the earlier moments, as esda has them; for weights of 0 and 1 the later ones are the same.
        let asked = GetisParameters { star, row_standardised, moments: GetisMoments::GetisOrd1992 };
        let (areas, _) = getis(&y, &weights, asked).unwrap();
        let found: Vec<f64> = areas.iter().map(|a| a.g).collect();
        assert_near(name, &found, &list(&answers[name]["Gs"]), 1e-7);
        let z: Vec<f64> = areas.iter().map(|a| a.z).collect();
        assert_near(name, &z, &list(&answers[name]["Zs"]), 1e-7);
    }
}

#[test]
fn local_g_does_not_depend_on_the_scale_of_the_weights() {
    let points: Vec<[f64; 2]> = (0..30).map(|i| [f64::from(i % 6), f64::from(i / 6)]).collect();
    let weights = Weights::distance_band(&points, 1.5).unwrap();
    let y = Variable::measure((0..30).map(|i| f64::from(i * i % 17) + 0.5).collect()).unwrap();
    for star in [false, true] {
        let z = |row_standardised| {
            let asked = GetisParameters { star, row_standardised, moments: GetisMoments::OrdGetis1995 };
            getis(&y, &weights, asked).unwrap().0.iter().map(|a| a.z).collect::<Vec<_>>()
        };
        assert_near("z", &z(true), &z(false), 1e-12);
    }
}

#[test]
fn morans_i_of_sudden_deaths_is_that_of_esda() {
    let Some(rows) = refs::table("eb-smoothing-sids2/input.csv") else { return };
    let weights = weights("eb-smoothing-sids2", &rows).unwrap().row_standardised();
    let answers = refs::answers("eb-smoothing-sids2/expected.json").unwrap();
    for (name, values) in [("moran_r_SIDR74", "SIDR74"), ("moran_r_SIDR79", "SIDR79")] {
        let m = moran(&Variable::column(column(&rows, values)).unwrap(), &weights, ASKED).unwrap();
        let check = |key: &str, found| assert_close(name, found, &answers[name][key], 1e-9);
        check("I", m.i);
        check("EI", m.expected);
        check("z_norm", m.normality.z);
        check("p_norm_one_sided", m.normality.p_one_sided);
        check("z_rand", m.randomisation.z);
        check("p_rand_one_sided", m.randomisation.p_one_sided);
    }
    let counts = AreaCounts::new(column(&rows, "SID79"), column(&rows, "BIR79")).unwrap();
    let m = moran(&Variable::standardised_rates(&counts).unwrap(), &weights, ASKED).unwrap();
    let wanted = &answers["moran_rate_EB_79"];
    assert_close("I of standardised rates", m.i, &wanted["I"], 1e-9);
    assert_close("z of standardised rates", m.normality.z, &wanted["z_norm"], 1e-9);
    assert_close("p of standardised rates", m.normality.p_one_sided, &wanted["p_norm_one_sided"], 1e-9);
    assert_eq!(m.cautions[0].code, "small_expected");
}

#[test]
fn sudden_deaths_beside_those_of_five_years_before_are_those_of_esda() {
    let Some(rows) = refs::table("eb-smoothing-sids2/input.csv") else { return };
    let weights = weights("eb-smoothing-sids2", &rows).unwrap().row_standardised();
    let [own, before] = ["SIDR79", "SIDR74"].map(|name| Variable::column(column(&rows, name)).unwrap());
    let found =
        moran_bivariate(&own, &before, &weights, MoranParameters { permutations: 999, seed: 1 }).unwrap();
    let wanted = &refs::answers("eb-smoothing-sids2/expected.json").unwrap()["moran_bv_79_74"];
    assert_close("I", found.i, wanted, 1e-9);
    let chance = found.permutation.unwrap();
    assert!(chance.mean.abs() < 0.01 && chance.p_folded < 0.05, "{chance:?}");
    let same = moran_bivariate(&own, &own, &weights, ASKED).unwrap();
    assert_near("with itself", &[same.i], &[moran(&own, &weights, ASKED).unwrap().i], 1e-12);
}

#[test]
fn counts_are_refused_by_local_statistics_and_told_by_global_ones() {
    let points: Vec<[f64; 2]> = (0..5).map(|i| [f64::from(i), 0.0]).collect();
    let weights = Weights::distance_band(&points, 1.0).unwrap();
    let counts = [3.0, 0.0, 7.0, 1.0, 2.0].to_vec();
    let variable = Variable::column(counts.clone()).unwrap();
    let asked = LisaParameters { permutations: 9, seed: 1 };
    assert_eq!(lisa(&variable, &weights, asked).unwrap_err(), Refusal::RawCounts);
    let star = GetisParameters { star: true, row_standardised: false, moments: GetisMoments::OrdGetis1995 };
    assert_eq!(getis(&variable, &weights, star).unwrap_err(), Refusal::RawCounts);
    assert!(Refusal::RawCounts.to_string().contains("Give the population too"));
    assert_eq!(moran(&variable, &weights, ASKED).unwrap().cautions[0].code, "raw_counts");
    assert!(lisa(&Variable::measure(counts.clone()).unwrap(), &weights, asked).is_ok());
    let areas = AreaCounts::new(counts, vec![1_000.0, 900.0, 1_100.0, 950.0, 1_050.0]).unwrap();
    assert!(lisa(&Variable::rates(&areas).unwrap(), &weights, asked).is_ok());
}

#[test]
fn an_area_without_neighbours_is_told_and_never_significant() {
    let points: Vec<[f64; 2]> = [0.0, 1.0, 2.0, 3.0, 50.0].iter().map(|x| [*x, 0.0]).collect();
    let weights = Weights::distance_band(&points, 1.0).unwrap();
    let y = Variable::measure(vec![1.5, 2.0, 4.0, 8.0, 90.0]).unwrap();
    let (areas, cautions) = lisa(&y, &weights, LisaParameters { permutations: 99, seed: 1 }).unwrap();
    assert_eq!(areas[4].p, Some(1.0));
    assert!(cautions.iter().any(|c| c.code == "islands"));
    let asked = GetisParameters { star: false, row_standardised: false, moments: GetisMoments::OrdGetis1995 };
    let (areas, _) = getis(&y, &weights, asked).unwrap();
    assert_eq!((areas[4].z, areas[4].p_two_sided), (0.0, 1.0));
}

#[test]
fn links_that_cannot_be_are_refused_with_their_number() {
    let refused = |links: &[(u32, u32, f64)]| Weights::from_links(3, links).unwrap_err().to_string();
    assert_eq!(refused(&[(0, 1, 1.0), (1, 1, 1.0)]), "link number 2: it joins an area to itself");
    assert_eq!(refused(&[(0, 3, 1.0)]), "link number 1: it names an area that is not in the table");
    assert_eq!(refused(&[(0, 1, 1.0), (2, 1, 1.0), (0, 1, 2.0)]), "link number 3: it stands twice");
    assert_eq!(refused(&[(0, 1, f64::NAN)]), "link number 1: its weight must be above 0");
    assert!(refused(&[]).starts_with("no area has a neighbour"));
}

fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn sums_of_weights_are_those_of_the_whole_matrix(
        links in prop::collection::btree_map((0_u32..9, 0_u32..9), 0.1_f64..5.0, 1..40),
        band in 0.5_f64..4.0,
    ) {
        let links: Vec<_> = links.into_iter().filter(|((i, j), _)| i != j).map(|((i, j), w)| (i, j, w)).collect();
        prop_assume!(!links.is_empty());
        let weights = Weights::from_links(9, &links).unwrap();
        let mut full = [[0.0; 9]; 9];
        links.iter().for_each(|(i, j, w)| full[*i as usize][*j as usize] = *w);
        let cells = || (0..9).flat_map(|i| (0..9).map(move |j| (i, j)));
        let s0: f64 = cells().map(|(i, j)| full[i][j]).sum();
        let s1: f64 = cells().map(|(i, j)| (full[i][j] + full[j][i]).powi(2)).sum::<f64>() / 2.0;
        let s2: f64 = (0..9).map(|i| (0..9).map(|j| full[i][j] + full[j][i]).sum::<f64>().powi(2)).sum();
        let c = weights.constants();
        assert_near("sums", &[c.s0, c.s1, c.s2], &[s0, s1, s2], 1e-12);
        for i in 0..9 {
            let row: f64 = weights.clone().row_standardised().row(i).iter().sum();
            prop_assert!(weights.neighbours(i).is_empty() || (row - 1.0).abs() < 1e-12);
            prop_assert_eq!(weights.with_self().weight(i, i), 1.0);
        }
        let points: Vec<[f64; 2]> = (0..9).map(|i| [f64::from(i % 3), f64::from(i / 3)]).collect();
        if let Ok(banded) = Weights::distance_band(&points, band) {
            for (i, j) in cells() {
                let near = i != j && (points[i][0] - points[j][0]).hypot(points[i][1] - points[j][1]) <= band;
                prop_assert_eq!(banded.weight(i, j), f64::from(u8::from(near)));
            }
        }
    }

    #[test]
    fn local_moran_adds_up_to_morans_i_and_is_the_same_for_any_number_of_threads(
        y in prop::collection::vec(0.0_f64..10.0, 25),
        seed in any::<u64>(),
    ) {
        let points: Vec<[f64; 2]> = (0..25).map(|i| [f64::from(i % 5), f64::from(i / 5)]).collect();
        let weights = Weights::distance_band(&points, 1.0).unwrap().row_standardised();
        let y = Variable::measure(y).unwrap();
        let asked = LisaParameters { permutations: 49, seed };
        let (one, _) = on_threads(1, || lisa(&y, &weights, asked)).unwrap();
        let (three, _) = on_threads(3, || lisa(&y, &weights, asked)).unwrap();
        prop_assert_eq!(&one, &three);
        let asked = MoranParameters { permutations: 49, seed };
        let whole = on_threads(3, || moran(&y, &weights, asked)).unwrap();
        prop_assert_eq!(&on_threads(1, || moran(&y, &weights, asked)).unwrap(), &whole);
        // The local ones are scaled by n - 1, the whole by n.
        let mean = one.iter().map(|a| a.i).sum::<f64>() / 24.0;
        prop_assert!((mean - whole.i).abs() < 1e-12);
    }
}
