//! Ripley's K and kernel densities: spatstat, brute force.

use geo::{Coord, LineString, Polygon};
use sigis::analysis::points::{
    EdgeCorrection, Grid, RipleyCorrection, Window, cronie_van_lieshout, density_at, diggle, empty_space,
    likelihood, nearest_neighbour, oversmoothing, ripley, scott, surface,
};

use super::refs::{self, assert_close, assert_near, list};

const CORRECTIONS: [(&str, RipleyCorrection); 4] = [
    ("none", RipleyCorrection::None),
    ("border", RipleyCorrection::Border),
    ("isotropic", RipleyCorrection::Isotropic),
    ("translate", RipleyCorrection::Translation),
];

/// That K is the reference's at each radius. Where pairs or borders lie exactly at the radius in decimals, binary numbers
/// decide which are counted, in each program and correction in its own way: there, and only there, K may lie between
/// what it is a hair below and a hair above the radius. Gives how many radii are compared exactly.
fn assert_k(
    what: &str,
    points: &[[f64; 2]],
    window: &Window,
    asked: RipleyCorrection,
    radii: &[f64],
    wanted: &[f64],
) -> usize {
    let k = |factor: f64| -> Vec<f64> {
        let radii: Vec<f64> = radii.iter().map(|r| r * factor).collect();
        ripley(points, window, &radii, asked).unwrap().k.into_iter().map(Option::unwrap).collect()
    };
    let (below, at, above) = (k(1.0 - 1e-9), k(1.0), k(1.0 + 1e-9));
    let mut exact = 0;
    for (i, wanted) in wanted.iter().enumerate() {
        let tolerance = 1e-6 * wanted.max(1.0);
        if (at[i] - wanted).abs() <= tolerance {
            exact += 1;
            continue;
        }
        let tied = (above[i] - below[i]).abs() > tolerance;
        let between =
            (below[i].min(above[i]) - tolerance..=below[i].max(above[i]) + tolerance).contains(wanted);
        assert!(tied && between, "{what} at {}: {}, the reference has {wanted}", radii[i], at[i]);
    }
    exact
}

#[test]
fn k_of_cells_redwood_and_pines_is_that_of_spatstat() {
    let Some(answers) = refs::answers("ripley-k-spatstat/expected.json") else { return };
    let mut exact = 0;
    for name in ["cells", "redwood", "japanesepines"] {
        let points = refs::points(&refs::table(&format!("ripley-k-spatstat/{name}.csv")).unwrap());
        let wanted = &answers[name];
        assert_eq!(points.len() as u64, wanted["n"].as_u64().unwrap());
        let [w, e, s, n] = list(&wanted["window"])[..] else { panic!("four sides") };
        let window = Window::rectangle([w, s], [e, n]).unwrap();
        let radii = list(&wanted["r"]);
        for (key, correction) in CORRECTIONS {
            exact +=
                assert_k(&format!("{name} {key}"), &points, &window, correction, &radii, &list(&wanted[key]));
        }
        let g = nearest_neighbour(&points, &radii).unwrap();
        assert_near(&format!("{name} G"), &g, &list(&wanted["G_raw"]), 1e-6);
    }
    println!("{exact} of 72 exactly");
    assert!(
        exact >= 60,
        "{exact} of 72 values of K equal the reference; the rest have pairs exactly at the radius"
    );
}

#[test]
fn k_in_the_outline_of_chorley_is_that_of_spatstat() {
    let Some(answers) = refs::answers("ripley-k-spatstat/expected_chorley.json") else { return };
    let corners = refs::points(&refs::table("ripley-k-spatstat/chorley_window.csv").unwrap());
    let ring: LineString = corners.into_iter().map(Coord::from).collect();
    let window = Window::polygon(Polygon::new(ring, vec![]).into()).unwrap();
    assert_close("area", window.area(), &answers["area"], 1e-6);
    let rows = refs::table("ripley-k-spatstat/chorley.csv").unwrap();
    for (key, kind) in [("n_lung", "lung"), ("n_larynx", "larynx")] {
        let cases = rows.iter().filter(|row| row["type"] == kind).count() as u64;
        assert_eq!(Some(cases), answers[key].as_u64());
    }
    let rows: Vec<_> = rows.into_iter().filter(|row| row["type"] == "larynx").collect();
    let points = refs::points(&rows);
    let mut exact = 0;
    for (key, correction) in
        [("K_larynx_iso", RipleyCorrection::Isotropic), ("K_larynx_border", RipleyCorrection::Border)]
    {
        let radii = list(&answers[key]["r"]);
        exact += assert_k(key, &points, &window, correction, &radii, &list(&answers[key]["K"]));
    }
    println!("{exact} of 10 exactly");
    assert!(exact >= 7, "{exact} of 10 values of K equal the reference");
}

/// pointpats counts pairs nearer than the radius, not as near, takes n squared where spatstat takes n (n - 1), and its window is
/// the rectangle around the points.
#[test]
fn k_l_g_and_f_of_burkitts_lymphoma_are_those_of_pointpats() {
    let Some(rows) = refs::table("knox-burkitt/input.csv") else { return };
    let (points, answers) = (refs::points(&rows), refs::answers("knox-burkitt/expected.json").unwrap());
    let window = Window::around(&points).unwrap();
    assert_eq!(window.area(), 12_160.0);
    let wanted = |key: &str| list(&answers[key]["stat"])[1..].to_vec();
    let below: Vec<f64> =
        list(&answers["ripley_k_nocorr_hull"]["support"])[1..].iter().map(|r| r * (1.0 - 1e-7)).collect();
    let found = ripley(&points, &window, &below, RipleyCorrection::None).unwrap();
    let n = points.len() as f64;
    let k: Vec<f64> = found.k.iter().map(|k| k.unwrap() * (n - 1.0) / n).collect();
    assert_near("K", &k, &wanted("ripley_k_nocorr_hull"), 1e-12);
    let l: Vec<f64> = found.l.iter().map(|l| l.unwrap() * ((n - 1.0) / n).sqrt()).collect();
    assert_near("L", &l, &wanted("ripley_l_nocorr_hull"), 1e-12);
    assert_near("G", &nearest_neighbour(&points, &below).unwrap(), &wanted("ripley_g_nocorr_hull"), 1e-12);
    let f = empty_space(&points, &window, Grid::over(&window, 200).unwrap(), &below).unwrap();
    for (f, wanted) in f.iter().zip(wanted("ripley_f_nocorr_hull")) {
        // The reference asks 1,000 random places: five standard errors, and the last of a thousand.
        let band = 5.0 * (f * (1.0 - f) / 1_000.0).sqrt() + 0.001;
        assert!((f - wanted).abs() < band, "F {f}, the reference has {wanted}");
    }
}

#[test]
fn the_empty_space_of_one_corner_is_a_quarter_circle() {
    let window = Window::rectangle([0.0, 0.0], [1.0, 1.0]).unwrap();
    let points = [[0.0, 0.0], [0.0, 0.0]];
    let f = empty_space(&points, &window, Grid::over(&window, 1_000).unwrap(), &[0.5, 1.0, 1.5]).unwrap();
    let quarter = std::f64::consts::FRAC_PI_4;
    assert_near("F", &f, &[quarter / 4.0, quarter, 1.0], 1e-4);
}

fn pines() -> Option<(Vec<[f64; 2]>, Window, serde_json::Value)> {
    let points = refs::points(&refs::table("kde-spatstat/input_japanesepines.csv")?);
    let answers = refs::answers("kde-spatstat/expected.json")?;
    Some((points, Window::rectangle([0.0, 0.0], [1.0, 1.0]).unwrap(), answers))
}

#[test]
fn densities_of_pines_are_those_of_spatstat() {
    let Some((points, window, answers)) = pines() else { return };
    let density = |edge| density_at(&points, &points, &window, 0.1, edge).unwrap();
    assert_near("no edge", &density(EdgeCorrection::None), &list(&answers["at_points_noedge"]), 1e-9);
    // spatstat takes the mass inside from pixels.
    assert_near(
        "uniform",
        &density(EdgeCorrection::Uniform),
        &list(&answers["at_points_edge_uniform"]),
        1e-3,
    );
    assert_near("diggle", &density(EdgeCorrection::Diggle), &list(&answers["at_points_edge_diggle"]), 1e-3);
}

#[test]
fn bandwidths_of_pines_are_those_of_spatstat() {
    let Some((points, window, answers)) = pines() else { return };
    let wanted = &answers["bandwidths"];
    assert_near("scott", &scott(&points).unwrap(), &list(&wanted["scott"]), 1e-9);
    assert_close("oversmoothing", oversmoothing(&points).unwrap(), &wanted["isotropic_silverman_OS"], 1e-9);
    assert_close("CvL", cronie_van_lieshout(&points, &window).unwrap().sigma, &wanted["CvL"], 1e-9);
    assert_close("diggle", diggle(&points, &window).unwrap().sigma, &wanted["diggle"], 1e-9);
    let widest = likelihood(&points, &window).unwrap();
    assert_close("likelihood", widest.sigma, &wanted["ppl"], 1e-9);
    assert!(widest.at_end, "the pines do not decide, and that is told");
}

#[test]
fn diggles_surface_adds_up_to_the_number_of_points() {
    let corners = [[0.0, 0.0], [9.0, 1.0], [7.0, 6.0], [4.0, 3.5], [1.0, 7.0]];
    let ring: LineString = corners.into_iter().map(Coord::from).collect();
    let window = Window::polygon(Polygon::new(ring, vec![]).into()).unwrap();
    let points = [[1.0, 1.0], [5.0, 2.0], [6.5, 4.0], [1.2, 5.5], [8.5, 1.1]];
    let grid = Grid::over(&window, 400).unwrap();
    let found = surface(&points, &window, grid, 1.3, EdgeCorrection::Diggle).unwrap();
    let sum: f64 = found.values.iter().flatten().sum::<f64>() * grid.cell * grid.cell;
    assert!((sum - 5.0).abs() < 0.01, "{sum}");
    let uncorrected = surface(&points, &window, grid, 1.3, EdgeCorrection::None).unwrap();
    let sum: f64 = uncorrected.values.iter().flatten().sum::<f64>() * grid.cell * grid.cell;
    assert!(sum < 4.0, "without correction the border takes a part: {sum}");
}

#[test]
fn k_and_densities_are_the_same_for_any_number_of_threads() {
    let window = Window::rectangle([0.0, 0.0], [100.0, 60.0]).unwrap();
    let points: Vec<[f64; 2]> = (0..300_u32)
        .map(|i| [f64::from(i * 7_919 % 1_000) / 10.0, f64::from(i * 104_729 % 600) / 10.0])
        .collect();
    let radii: Vec<f64> = (1..=15).map(f64::from).collect();
    let work = || {
        let k = ripley(&points, &window, &radii, RipleyCorrection::Isotropic).unwrap();
        (
            k,
            density_at(&points, &points, &window, 4.0, EdgeCorrection::Diggle).unwrap(),
            diggle(&points, &window).unwrap(),
        )
    };
    let on = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work);
    assert_eq!(on(1), on(3));
}

#[test]
fn without_a_pattern_l_is_the_radius() {
    // A shaken lattice of 2,500 points is even at distances of many steps.
    let window = Window::rectangle([0.0, 0.0], [50.0, 50.0]).unwrap();
    let shake = |i: u32, prime: u32| f64::from(i.wrapping_mul(prime) % 997) / 997.0;
    let points: Vec<[f64; 2]> = (0..2_500)
        .map(|i| [f64::from(i % 50) + shake(i, 7_919), f64::from(i / 50) + shake(i, 104_729)])
        .collect();
    for (_, correction) in CORRECTIONS.into_iter().filter(|c| c.0 != "none") {
        let l = ripley(&points, &window, &[5.0, 10.0], correction).unwrap().l;
        assert!(
            (l[0].unwrap() - 5.0).abs() < 0.1 && (l[1].unwrap() - 10.0).abs() < 0.1,
            "{correction:?} {l:?}"
        );
    }
}
