//! The scans of the night watch in the back-test, against one scan after another through the files of SaTScan.

use std::{collections::HashSet, fmt::Write as _, fs};

use chrono::{Days, NaiveDate};
use sigis::{
    domain::NightScanRules,
    services::{
        backtest::{
            Alarms, BacktestError, BacktestFiles, BacktestWish, ClusterAlarm, Comparison, MethodScore, Told,
            compare,
        },
        scan::{Run, ScanReport, scan_files},
    },
    tiles::TileData,
};
use tempfile::TempDir;

/// A case: place, point, onset and report.
#[derive(Debug, Clone)]
struct Row {
    place: &'static str,
    lat: f64,
    lon: f64,
    onset: NaiveDate,
    reported: NaiveDate,
}

const REPLICATIONS: u32 = 99;

fn day(n: u64) -> NaiveDate {
    // A Sunday, so that weeks are judged on Sundays n = 7, 14, ...
    "2023-01-01".parse::<NaiveDate>().unwrap() + Days::new(n)
}

/// Numbers without a pattern in `0.0..1.0`.
fn scatter(n: u64) -> f64 {
    let mixed = (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 40) as f64 / (1u64 << 24) as f64
}

/// About a case every three days for 500 days, all over a city of ten kilometres; each is reported two days after its onset.
fn quiet() -> Vec<Row> {
    let case = |n: u64| {
        let onset = day((scatter(3 * n) * 500.0) as u64);
        let (lat, lon) = (-7.0 + 0.09 * scatter(3 * n + 1), 110.4 + 0.09 * scatter(3 * n + 2));
        let place = if lon < 110.445 { "barat" } else { "timur" };
        Row { place, lat, lon, onset, reported: onset + Days::new(2) }
    };
    (0..160).map(case).collect()
}

/// A case a day for two weeks from a day on, within 300 m of a point, each reported `delay` days after its onset.
fn burst(begin: u64, delay: u64, [lat, lon]: [f64; 2]) -> Vec<Row> {
    let place = if lon < 110.445 { "barat" } else { "timur" };
    let case = |n: u64| {
        let onset = day(begin + n);
        let off = |m: u64| 0.0038 * (scatter(900 + 2 * n + m) - 0.5);
        Row { place, lat: lat + off(0), lon: lon + off(1), onset, reported: onset + Days::new(delay) }
    };
    (0..14).map(case).collect()
}

const WEST: [f64; 2] = [-6.98, 110.42];
const EAST: [f64; 2] = [-6.93, 110.47];

struct Bench(TempDir);

impl Bench {
    fn new(rows: &[Row]) -> Self {
        let mut text = "wilayah,lintang,bujur,tanggal_mulai_demam,tanggal_lapor\n".to_owned();
        for Row { place, lat, lon, onset, reported } in rows {
            writeln!(text, "{place},{lat},{lon},{onset},{reported}").unwrap();
        }
        let bench = Self(TempDir::new().unwrap());
        bench.write("kasus.csv", &text);
        bench
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn run(&self, outbreaks: bool, wish: &BacktestWish) -> Result<Comparison, BacktestError> {
        let file = |name: &str| self.0.path().join(name);
        let outbreaks = outbreaks.then(|| file("wabah.csv"));
        compare(&BacktestFiles { list: file("kasus.csv"), outbreaks, centres: None }, wish, &|_, _| ())
    }
}

fn rules() -> NightScanRules {
    let data = TileData::load(None).unwrap();
    NightScanRules { replications: REPLICATIONS, ..data.watch.disease("dbd".parse().unwrap()).scan.clone() }
}

fn wish() -> BacktestWish {
    BacktestWish {
        place: Some("wilayah".to_owned()),
        wait: 1,
        silence: 1,
        scan: Some(("dbd".parse().unwrap(), rules())),
        every: 7,
        simulate: 0,
        size: 20,
        days: 28,
        radius_km: 0.5,
        seed: 1,
    }
}

fn scan(found: &Comparison) -> &MethodScore {
    found.methods.iter().find(|score| score.method == "scan-permutation").unwrap()
}

fn alarms(score: &MethodScore) -> &[ClusterAlarm] {
    match &score.all_alarms {
        Alarms::Scan(alarms) => alarms,
        Alarms::Series(_) => panic!("a scan rings in clusters"),
    }
}

/// The outbreak of the west, labelled by its place.
fn labelled(begin: u64) -> String {
    format!("tempat,dari,sampai,diketahui\nbarat,{},{},{}\n", day(begin), day(begin + 13), day(begin + 20))
}

/// One scan of the cases that were reported by a day, by the files of SaTScan.
fn one_scan(rows: &[Row], on: NaiveDate) -> (Vec<Row>, ScanReport) {
    let first = on - Days::new(364);
    let known = rows.iter().filter(|row| row.reported <= on && row.onset >= first && row.onset <= on);
    let mut known: Vec<Row> = known.cloned().collect();
    // Replications draw cases by their number: the same order, the same p-value.
    known.sort_by(|a, b| {
        (a.onset, a.reported, a.lon, a.lat).partial_cmp(&(b.onset, b.reported, b.lon, b.lat)).unwrap()
    });
    let (mut cases, mut places) = (String::new(), String::new());
    for (n, row) in known.iter().enumerate() {
        writeln!(cases, "{n} 1 {}", row.onset.format("%Y/%m/%d")).unwrap();
        writeln!(places, "{n} {} {}", row.lat, row.lon).unwrap();
    }
    let prm = format!(
        "[Input]\nCaseFile=a.cas\nCoordinatesFile=a.geo\nPrecisionCaseTimes=3\nStartDate={}\nEndDate={}\nCoordinatesType=1\n\
         [Analysis]\nAnalysisType=4\nModelType=2\nScanAreas=1\nTimeAggregationUnits=3\nTimeAggregationLength=1\n\
         MaxTemporalSize=30\nMaxTemporalSizeInterpretation=1\nUseDistanceFromCenterOption=y\n\
         MaxSpatialSizeInDistanceFromCenter=1.5\nMinimumCasesInHighRateClusters=3\nMonteCarloReps={REPLICATIONS}\n",
        first.format("%Y/%m/%d"),
        on.format("%Y/%m/%d"),
    );
    let folder = TempDir::new().unwrap();
    for (name, text) in [("a.prm", &prm), ("a.cas", &cases), ("a.geo", &places)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let run = Run { seed: 1, replications: None };
    (known, scan_files(&folder.path().join("a.prm"), folder.path(), run).unwrap())
}

/// Whether a case is one of the burst in the west.
fn of_west(row: &Row, begin: u64) -> bool {
    row.place == "barat" && (day(begin)..=day(begin + 13)).contains(&row.onset)
}

#[test]
fn an_outbreak_is_found_on_the_day_on_which_one_scan_after_another_shows_it_first() {
    let rows = [quiet(), burst(420, 2, WEST)].concat();
    let bench = Bench::new(&rows);
    bench.write("wabah.csv", &labelled(420));
    let found = bench.run(true, &wish()).unwrap();
    let score = scan(&found);
    // Sundays with 365 days behind them up to the last report.
    let (begin, end) =
        (rows.iter().map(|r| r.onset).min().unwrap(), rows.iter().map(|r| r.reported).max().unwrap());
    let sundays = (1..).map(|n| day(7 * n)).take_while(|day| *day <= end);
    let sundays: Vec<NaiveDate> = sundays.filter(|day| *day >= begin + Days::new(364)).collect();
    assert_eq!(score.judged, sundays.len());

    let mut shown = Vec::new();
    for on in &sundays {
        let (known, report) = one_scan(&rows, *on);
        for cluster in report.clusters {
            let recurrence = (1.0 / cluster.gumbel_p_value.unwrap()).min(1e6);
            let members: Vec<&Row> =
                cluster.locations.iter().map(|name| &known[name.parse::<usize>().unwrap()]).collect();
            let from: NaiveDate = cluster.start.parse().unwrap();
            let members: Vec<&&Row> = members.iter().filter(|row| row.onset >= from).collect();
            let inside = members.iter().filter(|row| of_west(row, 420)).count() as u32;
            if recurrence >= 100.0 && inside > 0 {
                let all = known.iter().filter(|row| of_west(row, 420)).count() as u32;
                shown.push((*on, inside, all, members.len() as u32, cluster.expected, recurrence));
            }
        }
    }
    assert!(shown.len() >= 3, "it stands out for some weeks: {shown:?}");
    let (on, inside, all, cases, expected, recurrence) = shown[0];
    let told: &Told = &score.all_outbreaks[0];
    assert_eq!(told.found.alarm, Some(on));
    assert_eq!(told.found.delay_days, Some((on - day(420)).num_days()));
    assert_eq!(told.found.lead_days, Some((day(440) - on).num_days()));
    let placed = told.placed.unwrap();
    assert_eq!((placed.cases_inside, placed.cases_known, placed.cluster_cases), (inside, all, cases));

    let own: Vec<&ClusterAlarm> = alarms(score).iter().filter(|alarm| alarm.outbreaks == [0]).collect();
    assert_eq!(own.len(), 1, "the same cluster for weeks is one alarm: {own:?}");
    assert_eq!((own[0].day, own[0].cases), (on, cases));
    assert!(
        (own[0].expected - expected).abs() < 1e-9 && (own[0].recurrence_days / recurrence - 1.0).abs() < 1e-9
    );
    assert!((own[0].area.lat - WEST[0]).abs() < 0.02 && (own[0].area.lon - WEST[1]).abs() < 0.02);
}

#[test]
fn what_is_reported_later_is_never_found_earlier() {
    let alarm = |delay: u64| {
        let bench = Bench::new(&[quiet(), burst(420, delay, WEST)].concat());
        bench.write("wabah.csv", &labelled(420));
        let found = bench.run(true, &BacktestWish { every: 2, ..wish() }).unwrap();
        scan(&found).all_outbreaks[0].found.alarm
    };
    let days = [0, 4, 9, 16].map(|delay| alarm(delay).unwrap());
    assert!(days.windows(2).all(|pair| pair[0] < pair[1]), "{days:?}");
    assert_eq!(
        alarm(45),
        None,
        "by then all lies before the longest window of the last days that are judged"
    );
}

#[test]
fn no_alarm_knows_a_case_that_was_reported_after_its_day() {
    let rows = [quiet(), burst(400, 5, WEST), burst(450, 5, EAST)].concat();
    let told = |rows: &[Row]| {
        let bench = Bench::new(rows);
        bench.write("wabah.csv", &labelled(400));
        let found = bench.run(true, &BacktestWish { every: 3, ..wish() }).unwrap();
        alarms(scan(&found)).to_vec()
    };
    let true_past = told(&rows);
    let until = true_past.iter().find(|alarm| alarm.outbreaks == [0]).unwrap().day;
    let unreported =
        rows.iter().filter(|row| of_west(row, 400) && row.onset <= until && row.reported > until);
    assert!(unreported.count() >= 3, "some of the burst are ill on the day of its alarm and not reported");
    // The same days and number of cases, so that the same days are judged; everything else of the future is different.
    let changed = rows.iter().enumerate().map(|(n, row)| match row.reported > until {
        true => Row { lat: -7.0 + 0.09 * scatter(5_000 + n as u64), lon: 110.41, ..row.clone() },
        false => row.clone(),
    });
    let other_future = told(&changed.collect::<Vec<_>>());
    let by_then = |alarms: &[ClusterAlarm]| {
        alarms.iter().filter(|alarm| alarm.day <= until).cloned().collect::<Vec<_>>()
    };
    assert_ne!(true_past, other_future, "the future of one has a second burst");
    assert_eq!(by_then(&true_past), by_then(&other_future));
}

#[test]
fn a_planted_outbreak_in_a_quiet_city_is_found_where_it_lies() {
    let bench = Bench::new(&quiet());
    let plan = BacktestWish { simulate: 2, size: 30, days: 21, radius_km: 0.3, ..wish() };
    let found = bench.run(false, &plan).unwrap();
    assert_eq!((found.planted, found.outbreaks.len()), (2, 2));
    assert!(
        found.outbreaks.iter().all(|outbreak| outbreak.cases == 30 && outbreak.circle.unwrap()[2] == 0.3)
    );
    let score = scan(&found);
    let judged: Vec<&Told> = score.all_outbreaks.iter().filter(|told| told.found.judged).collect();
    assert!(!judged.is_empty() && score.found == judged.len() && score.outbreaks == judged.len());
    for told in judged {
        let (outbreak, placed) = (&found.outbreaks[told.number], told.placed.unwrap());
        assert!(placed.inside() > 0.9 && placed.own() > 0.9, "{placed:?}");
        let alarm = alarms(score).iter().find(|alarm| alarm.outbreaks == [told.number]).unwrap();
        let [lat, lon, _] = outbreak.circle.unwrap();
        let off = ((alarm.area.lat - lat).hypot(alarm.area.lon - lon)) * 111.0;
        // Both are told on a grid of 280 m.
        assert!(off < 0.6, "{off} km from where it was planted");
        assert!((lat * 400.0 - (lat * 400.0).round()).abs() < 1e-6, "{lat} is somebody's home");
        // The series of that place are asked about the same days.
        let c3 = found.methods.iter().find(|score| score.method == "ears-c3").unwrap();
        assert_eq!(c3.all_outbreaks[told.number].found.outbreak, outbreak.days);
    }
    let means = (score.mean_inside.unwrap(), score.mean_own.unwrap());
    assert!(means.0 > 0.9 && means.1 > 0.9, "{means:?}");
}

#[test]
fn an_alarm_without_a_case_of_an_outbreak_is_false_and_counts_by_the_years_of_the_whole_area() {
    let bench = Bench::new(&[quiet(), burst(400, 2, WEST), burst(402, 2, EAST)].concat());
    // A circle around the western burst; the eastern one, in the same days, is nobody's.
    let circle = format!(
        "lintang,bujur,radius_km,dari,sampai\n{},{},0.6,{},{}\n",
        WEST[0],
        WEST[1],
        day(400),
        day(413)
    );
    bench.write("wabah.csv", &circle);
    let found = bench.run(true, &wish()).unwrap();
    assert_eq!((found.outbreaks[0].place.as_str(), found.labelled), ("barat", 1));
    let score = scan(&found);
    let (own, others): (Vec<_>, Vec<_>) = alarms(score).iter().partition(|alarm| !alarm.outbreaks.is_empty());
    assert_eq!(own.len(), 1);
    let east = others.iter().filter(|alarm| (alarm.area.lon - EAST[1]).abs() < 0.02).count();
    assert_eq!(east, 1, "{others:?}");
    assert_eq!((score.false_alarms, score.false_alarms_a_year), (others.len(), None));
    let years = score.judged as f64 * 7.0 / 365.25;
    assert!((score.false_alarms_a_year_everywhere.unwrap() - others.len() as f64 / years).abs() < 1e-12);
    // A series rings in two places: in both together twice as often as in one of them.
    let cusum = found.methods.iter().find(|score| score.method == "outbreak-p").unwrap();
    let (one, both) = (cusum.false_alarms_a_year.unwrap(), cusum.false_alarms_a_year_everywhere.unwrap());
    assert!(one > 0.0 && (both / one - 2.0).abs() < 0.1, "{one} {both}");
}

#[test]
fn any_number_of_threads_tells_the_same() {
    let bench = Bench::new(&quiet());
    let plan = BacktestWish { simulate: 3, size: 8, ..wish() };
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| bench.run(false, &plan).unwrap())
    };
    let one = with(1);
    assert_eq!(one, with(3));
    assert_ne!(one, bench.run(false, &BacktestWish { seed: 2, ..plan.clone() }).unwrap());
}

#[test]
fn a_list_of_places_is_scanned_by_their_centres_and_rows_without_a_point_are_counted() {
    let rows = [quiet(), burst(420, 2, WEST)].concat();
    let square =
        |row: &Row| format!("{}-{}", ((row.lat + 7.0) / 0.01) as i32, ((row.lon - 110.4) / 0.01) as i32);
    let mut text = "kelurahan,onset,reported\n".to_owned();
    for row in &rows {
        writeln!(text, "{},{},{}", square(row), row.onset, row.reported).unwrap();
    }
    let bench = Bench::new(&rows);
    bench.write("kasus.csv", &text);
    let names: HashSet<String> = rows.iter().map(square).collect();
    let lost = square(&rows[0]);
    let mut centres = "tempat,lintang,bujur\n".to_owned();
    for name in names.iter().filter(|name| **name != lost) {
        let (north, east) = name.split_once('-').unwrap();
        let degree = |text: &str| text.parse::<f64>().unwrap() * 0.01 + 0.005;
        writeln!(centres, "{name},{},{}", -7.0 + degree(north), 110.4 + degree(east)).unwrap();
    }
    bench.write("pusat.csv", &centres);
    let plan = BacktestWish { place: Some("kelurahan".to_owned()), simulate: 2, size: 12, ..wish() };
    let file = |name: &str| bench.0.path().join(name);
    let files = BacktestFiles { list: file("kasus.csv"), outbreaks: None, centres: Some(file("pusat.csv")) };
    let found = compare(&files, &plan, &|_, _| ()).unwrap();
    let without = rows.iter().filter(|row| square(row) == lost).count();
    assert_eq!(found.without_point, without);
    assert_eq!(found.outbreaks[0].circle.unwrap()[2], 0.0, "all its cases lie at the centre of their place");
    assert!(scan(&found).judged > 0);
    let no_points = BacktestFiles { centres: None, ..files.clone() };
    let series = compare(&no_points, &plan, &|_, _| ()).unwrap();
    assert!(series.methods.iter().all(|score| score.method != "scan-permutation"));
    let nothing = BacktestWish { place: None, ..plan };
    assert!(compare(&files, &nothing, &|_, _| ()).unwrap_err().to_string().contains("--place"));
}

#[test]
fn what_cannot_be_scanned_is_refused_in_words_before_it_begins() {
    let bench = Bench::new(&quiet());
    let refused = |outbreaks: &str, wish: &BacktestWish| {
        bench.write("wabah.csv", outbreaks);
        bench.run(true, wish).unwrap_err().to_string()
    };
    let far = format!("lintang,bujur,radius_km,dari,sampai\n-8.5,115.2,0.6,{},{}\n", day(400), day(413));
    assert!(refused(&far, &wish()).contains("row 2 of the outbreaks: no case"));
    let blank = format!("lintang,bujur,radius_km,dari,sampai\n,,0.6,{},{}\n", day(400), day(413));
    assert!(refused(&blank, &wish()).contains("row 2 of the outbreaks has a radius and no point"));
    assert!(refused(&labelled(400), &BacktestWish { every: 0, ..wish() }).contains("1 to 28 days"));

    // A thousand homes of one street, each scanned 99,999 times for a hundred nights.
    let street = |n: u64| Row { lat: -7.0 + 1e-6 * n as f64, onset: day(n % 500), ..quiet()[0].clone() };
    let row = |n| Row { reported: street(n).onset, ..street(n) };
    let bench = Bench::new(&(0..1_500).map(row).collect::<Vec<_>>());
    bench.write("wabah.csv", &labelled(400).replace("barat", quiet()[0].place));
    let scan = Some(("dbd".parse().unwrap(), NightScanRules { replications: 99_999, ..rules() }));
    let file = |name: &str| bench.0.path().join(name);
    let files = BacktestFiles { list: file("kasus.csv"), outbreaks: Some(file("wabah.csv")), centres: None };
    let scanned = |_, _| panic!("refused without scanning a day");
    let error =
        compare(&files, &BacktestWish { scan, every: 1, ..wish() }, &scanned).unwrap_err().to_string();
    assert!(error.contains("--every") && error.contains("--no-scans"), "{error}");
}
