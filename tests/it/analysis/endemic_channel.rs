//! Channels of dengue in Puerto Rico against R, and the maximum-minimum band of the real totals of Kota Semarang.

use sigis::analysis::alarm::{
    Season, Seasons,
    endemic_channel::{Band, Channel, ChannelParameters, Zone, endemic_channel},
};

use super::{quantile::dengue, refs};
use crate::shared_data;

fn band(seasons: &Seasons, season: Season, channel: Channel) -> Band {
    endemic_channel(seasons, season, &ChannelParameters::usual(channel)).unwrap().unwrap().band
}

#[test]
fn the_lines_of_five_years_are_those_of_the_reference_program() {
    let Some(seasons) = dengue() else { return };
    let wanted =
        ["year", "week", "geo5_lo", "geo5_mean", "geo5_hi", "mean5", "mean5_plus2sd", "q1_5", "med5", "q3_5"];
    let rows = refs::columns("dengue-thresholds-puerto-rico/expected_thresholds.csv", wanted).unwrap();
    assert_eq!(rows.len(), 260);
    for row in rows {
        let n = row.map(|number| number.parse::<f64>().unwrap());
        let season = Season { year: n[0] as i32, time: n[1] as u32 };
        let near = |own: f64, reference: f64| {
            assert!(
                (own - reference).abs() < 1e-6 * reference.abs().max(1.0),
                "{season:?}: {own} {reference}"
            );
        };
        let geometric = band(&seasons, season, Channel::Geometric);
        near(geometric.lower, n[2]);
        near(geometric.middle, n[3]);
        near(geometric.upper, n[4]);
        let deviations = band(&seasons, season, Channel::TwoDeviations);
        near(deviations.middle, n[5]);
        near(deviations.upper, n[6]);
        let quartiles = band(&seasons, season, Channel::Quartiles);
        assert_eq!([quartiles.lower, quartiles.middle, quartiles.upper], [n[7], n[8], n[9]], "{season:?}");
    }
}

/// The monthly DBD totals of Kota Semarang.
fn semarang() -> Option<Seasons> {
    let rows = shared_data::table("cases/semarang_kasus_bulanan.csv")?;
    let number = |row: &shared_data::Row, key: &str| row[key].parse::<u32>().unwrap();
    let dbd = rows.iter().filter(|row| row["penyakit"] == "DBD");
    let season = |row| Season { year: number(row, "tahun") as i32, time: number(row, "bulan") };
    Some(dbd.map(|row| (season(row), number(row, "jumlah"))).collect())
}

#[test]
fn the_maximum_minimum_band_of_semarang_is_the_known_one_and_2024_never_passes_it() {
    let Some(seasons) = semarang() else { return };
    let least = [17, 19, 29, 24, 22, 17, 8, 9, 2, 3, 5, 6];
    let most = [93, 93, 88, 92, 82, 66, 71, 80, 45, 36, 61, 72];
    let mean = [55.8, 62.4, 64.2, 66.0, 49.8, 34.8, 21.2, 24.8, 18.2, 14.4, 27.6, 31.2];
    let usual = ChannelParameters::usual(Channel::MaximumMinimum);
    for month in 1..=12 {
        let season = Season { year: 2024, time: month };
        let judged = endemic_channel(&seasons, season, &usual).unwrap().unwrap();
        let at = month as usize - 1;
        assert_eq!((judged.band.lower, judged.band.upper), (f64::from(least[at]), f64::from(most[at])));
        assert!((judged.band.middle - mean[at]).abs() < 1e-9, "{month}");
        assert!(judged.observed.is_some() && !judged.alarm, "{judged:?}");
    }
}

#[test]
fn a_count_stands_in_one_of_four_zones() {
    let band = Band::of(&[4, 6, 8, 10, 12], Channel::Quartiles).unwrap();
    assert_eq!((band.lower, band.middle, band.upper), (6.0, 8.0, 10.0));
    let zones = [5, 6, 8, 9, 10, 11].map(|count| band.zone(count));
    let expected =
        [Zone::Success, Zone::Security, Zone::Security, Zone::Warning, Zone::Warning, Zone::Epidemic];
    assert_eq!(zones, expected);
}

#[test]
fn years_that_are_left_out_do_not_widen_the_band_and_week_53_borrows_week_52() {
    let mut counts: Vec<_> = (2019..2024).map(|year| (Season { year, time: 52 }, 10)).collect();
    counts[3].1 = 900;
    let seasons: Seasons = counts.into_iter().collect();
    let mut parameters = ChannelParameters::usual(Channel::MaximumMinimum);
    let season = Season { year: 2024, time: 53 };
    let upper = |parameters: &ChannelParameters| {
        endemic_channel(&seasons, season, parameters).unwrap().unwrap().band.upper
    };
    assert_eq!(upper(&parameters), 900.0);
    parameters.without = vec![2022];
    assert_eq!(upper(&parameters), 10.0);
}

#[test]
fn fewer_than_three_years_make_no_band() {
    let of = |years: std::ops::Range<i32>| {
        let seasons: Seasons = years.map(|year| (Season { year, time: 1 }, 4)).collect();
        let season = Season { year: 2024, time: 1 };
        endemic_channel(&seasons, season, &ChannelParameters::usual(Channel::Quartiles)).unwrap()
    };
    assert_eq!(of(2022..2024), None);
    assert_eq!(of(2021..2024).map(|judged| judged.years), Some(3));
}
