//! The choropleth of Semarang 2022 against the published table of the Dinkes.

use sigis::{
    domain::{Level, Role, Viewer},
    tiles::SetName,
};

use super::{lens, query, role, semarang, service};

/// Kecamatan, cases, IR per 100,000 and deaths of DBD in 2022, as published.
const PUBLISHED: [(&str, u64, f64, u64); 16] = [
    ("33.74.01", 17, 31.29, 2),
    ("33.74.02", 66, 56.87, 3),
    ("33.74.03", 21, 32.10, 1),
    ("33.74.04", 9, 12.98, 1),
    ("33.74.05", 52, 40.41, 0),
    ("33.74.06", 80, 41.42, 0),
    ("33.74.07", 28, 45.74, 0),
    ("33.74.08", 49, 65.81, 0),
    ("33.74.09", 23, 41.45, 1),
    ("33.74.10", 121, 62.54, 0),
    ("33.74.11", 98, 69.35, 3),
    ("33.74.12", 45, 45.60, 4),
    ("33.74.13", 75, 51.05, 5),
    ("33.74.14", 55, 64.09, 3),
    ("33.74.15", 90, 63.13, 5),
    ("33.74.16", 28, 84.65, 5),
];

fn legend(words: &str) -> Option<sigis::tiles::Legend> {
    let service = service();
    let lens = lens(semarang::counted_2022()?, &role(Role::Surveillance));
    let words = format!("disease=dbd&from=2022-01-01&to=2022-12-31&{words}");
    Some(service.legend(&lens, Level::Kecamatan, &query(&service, SetName::Districts, &words)).unwrap())
}

#[test]
fn the_rates_are_the_published_ones_and_tugu_is_highest() {
    let Some(legend) = legend("") else { return };
    let published: Vec<_> = PUBLISHED.iter().map(|p| (p.0.to_owned(), Some(p.2))).collect();
    assert_eq!(legend.values, published);
    let highest = |l: &sigis::tiles::Legend| {
        l.values.iter().max_by(|a, b| a.1.partial_cmp(&b.1).unwrap()).unwrap().0.clone()
    };
    assert_eq!(highest(&legend), "33.74.16", "Tugu by rate");
    let counts = self::legend("indicator=cases").unwrap();
    assert_eq!(highest(&counts), "33.74.10", "Tembalang by count");
    assert_eq!(counts.values[15].1, Some(28.0));
}

#[test]
fn every_method_puts_all_sixteen_into_classes_that_hold_them() {
    for method in ["jenks", "quantile", "equal", "pretty", "stddev", "manual&breaks=20,40,60"] {
        for indicator in ["ir", "cases", "deaths", "cfr"] {
            let Some(legend) = legend(&format!("method={method}&indicator={indicator}")) else { return };
            let counted: usize = legend.classes.iter().map(|c| c.count).sum();
            assert_eq!(counted + legend.zero.count + legend.no_data.count, 16, "{method} {indicator}");
            assert_eq!(legend.breaks.len(), legend.classes.len() + 1);
            for (i, class) in legend.classes.iter().enumerate() {
                let last = i + 1 == legend.classes.len();
                let inside = |v: f64| v > 0.0 && class.from <= v && (v < class.to || last && v <= class.to);
                let expected = legend.values.iter().filter_map(|(_, v)| *v).filter(|v| inside(*v)).count();
                assert_eq!(class.count, expected, "{method} {indicator} {class:?}");
            }
        }
    }
}

/// The natural breaks of the sixteen published rates, found by trying all 1,365 cuts into five classes.
#[test]
fn natural_breaks_of_the_published_rates_are_the_best_of_all_cuts() {
    let Some(legend) = legend("") else { return };
    let mut rates: Vec<f64> = PUBLISHED.iter().map(|p| p.2).collect();
    rates.sort_by(f64::total_cmp);
    let squares = |v: &[f64]| {
        let mean = v.iter().sum::<f64>() / v.len() as f64;
        v.iter().map(|x| (x - mean).powi(2)).sum::<f64>()
    };
    let mut best = (f64::INFINITY, [0; 4]);
    for a in 1..13 {
        for b in a + 1..14 {
            for c in b + 1..15 {
                for d in c + 1..16 {
                    let parts = [&rates[..a], &rates[a..b], &rates[b..c], &rates[c..d], &rates[d..]];
                    let cost = parts.iter().map(|p| squares(p)).sum();
                    if cost < best.0 {
                        best = (cost, [a, b, c, d]);
                    }
                }
            }
        }
    }
    let counts: Vec<usize> = legend.classes.iter().map(|c| c.count).collect();
    let [a, b, c, d] = best.1;
    assert_eq!(counts, [a, b - a, c - b, d - c, 16 - d]);
}

#[test]
fn without_population_every_district_is_listed_as_no_data_and_not_as_zero() {
    let Some(mut data) = semarang::counted_2022() else { return };
    data.population.clear();
    let service = service();
    let lens = lens(data, &role(Role::Surveillance));
    let legend = service.legend(&lens, Level::Kecamatan, &query(&service, SetName::Districts, "")).unwrap();
    assert_eq!((legend.no_data.count, legend.zero.count, legend.classes.len()), (16, 0, 0));
    assert!(legend.values.iter().all(|(_, v)| v.is_none()));
}

#[test]
fn a_question_about_one_kecamatan_says_nothing_of_the_others() {
    let Some(legend) = legend("district=33.74.16") else { return };
    assert_eq!(legend.values, [("33.74.16".to_owned(), Some(84.65))]);
}

#[test]
fn the_public_gets_no_legend_before_counts_are_published() {
    let Some(data) = semarang::counted_2022() else { return };
    let service = service();
    let lens = lens(data, &Viewer::public());
    let answer = service.legend(&lens, Level::Kecamatan, &query(&service, SetName::Districts, ""));
    assert!(matches!(answer, Err(sigis::tiles::TileError::Withheld(_))));
}

#[test]
fn the_legend_as_json_has_the_shape_of_the_contract() {
    let Some(legend) = legend("") else { return };
    let json = serde_json::to_value(&legend).unwrap();
    assert_eq!(json["indicator"], "ir");
    assert_eq!(json["palette"], "merah");
    assert_eq!(json["values"]["33.74.16"], 84.65);
    assert_eq!(json["no_data"]["pattern"], "hatch");
    assert_eq!(json["classes"][4]["color"], "#6F1A15");
    for key in ["unit", "method", "breaks", "zero", "from", "to", "as_of"] {
        assert!(json.get(key).is_some(), "{key}");
    }
}
