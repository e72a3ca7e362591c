//! The data of the benches: invented cases in one city, a province or a country, always the same, in a ledger and as CSV.
//!
//! What is told of each case: disease (five, the first nearly half), onset 2011 to 2024 with a season, age, sex, status,
//! outcome, kelurahan, point. Each city is a square of 144 kelurahan of very different weight; a few cases share the
//! point of another, as a household does. The CSV is for the programs that are compared: the same rows, without those
//! that were discarded. No persons are sealed; what that costs is measured by the import.

use std::{
    fs::File,
    io::{BufWriter, Error, Result, Write},
    path::PathBuf,
};

use chrono::{Datelike, Days, NaiveDate};
use geo::{Rect, coord};
use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};
use sigis::{
    domain::{Age, Case, Details, District, DistrictCode, Outcome, Position, Sex, Status},
    store::{self, CaseRecord, Fingerprint, Patience},
};

/// What to make.
#[derive(clap::Parser)]
struct Args {
    /// How many cases.
    #[arg(long)]
    cases: u64,
    /// Over how many cities: 1, or any number that an island has room for.
    #[arg(long)]
    cities: usize,
    /// A new folder: the ledger, the CSV and a sample of places.
    #[arg(long)]
    folder: PathBuf,
}

/// Kelurahan along the side of a city.
const SIDE: usize = 12;
/// Width of a kelurahan in degrees: 2.2 km.
const CELL: f64 = 0.02;
/// Cases of one transaction.
const BATCH: usize = 50_000;
/// Places in the sample that walks are drawn towards.
const SAMPLE: u64 = 20_000;
const DISEASES: [(&str, f64, f64); 5] = [
    ("dbd", 0.46, 45.0),
    ("tbc", 0.27, 180.0),
    ("pneumonia", 0.15, 10.0),
    ("leptospirosis", 0.08, 60.0),
    ("campak", 0.04, 260.0),
];

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let args = <Args as clap::Parser>::parse();
    std::fs::create_dir(&args.folder)?;
    let ledger = args.folder.join("sigis.db");
    let ledger = store::open(&format!("sqlite://{}", ledger.display()), Patience::default()).await?;
    ledger.migrate().await?;
    let mut country = Country::new(args.cities);
    ledger.set_setting("city_name", "Negeri Uji").await?;
    ledger.set_setting("simulated", "true").await?;
    ledger.write_districts(&country.districts()?).await?;
    let mut csv = BufWriter::new(File::create(args.folder.join("cases.csv"))?);
    let mut sample = BufWriter::new(File::create(args.folder.join("places.csv"))?);
    writeln!(csv, "id,disease,onset,age,sex,status,kelurahan,lon,lat")?;
    for start in (0..args.cases).step_by(BATCH) {
        let numbers = start..args.cases.min(start + BATCH as u64);
        let records = numbers.map(|number| country.record(number)).collect::<Result<Vec<_>>>()?;
        for (record, id) in records.iter().zip(start + 1..) {
            write_row(&mut csv, id, &record.case)?;
            if id % (args.cases / SAMPLE).max(1) == 0
                && let Some(at) = record.case.position
            {
                writeln!(sample, "{:.6},{:.6}", at.lon, at.lat)?;
            }
        }
        ledger.write_cases(&records).await?;
    }
    Ok(())
}

fn write_row(csv: &mut impl Write, id: u64, case: &Case) -> Result<()> {
    let (Some(at), Some(district), Some(age)) = (case.position, case.computed, case.age) else {
        return Ok(());
    };
    if case.status == Status::Dibatalkan {
        return Ok(());
    }
    let (sex, status) = (case.sex.map_or("", Sex::word), case.status.word());
    let Case { disease, onset, .. } = case;
    writeln!(csv, "{id},{disease},{onset},{},{sex},{status},{district},{:.6},{:.6}", age.0, at.lon, at.lat)
}

/// One city: its south-western corner, its share of all cases up to and with it, those of its kelurahan.
struct City {
    west: f64,
    south: f64,
    shares: f64,
    kelurahan: Vec<f64>,
}

/// Where and how cases happen.
struct Country {
    dice: ChaCha8Rng,
    cities: Vec<City>,
    last: Position,
}

impl Country {
    /// One city stands in Central Java; many are spread over an island of the size of Java.
    fn new(cities: usize) -> Self {
        let mut dice = ChaCha8Rng::seed_from_u64(20_241_231);
        let rows = (cities as f64 / 8.0).sqrt().ceil().max(1.0) as usize;
        let columns = cities.div_ceil(rows);
        let weights = shares(&mut dice, cities);
        let city = |(number, shares): (usize, f64)| {
            let (column, row) = ((number / rows) as f64, (number % rows) as f64);
            let west =
                105.5 + 9.0 / columns as f64 * column + (9.0 / columns as f64 - 0.25) * unit(&mut dice);
            let south = -8.2 + 2.0 / rows as f64 * row + (2.0 / rows as f64 - 0.25) * unit(&mut dice);
            let place = if cities == 1 { (110.29, -7.12) } else { (west, south) };
            City { west: place.0, south: place.1, shares, kelurahan: shares_of(&mut dice) }
        };
        let cities = weights.into_iter().enumerate().map(city).collect();
        Self { dice, cities, last: Position { lon: 0.0, lat: 0.0 } }
    }

    /// Kota, kecamatan of 4 x 4 kelurahan, and kelurahan, as squares.
    fn districts(&self) -> Result<Vec<District>> {
        let mut all = Vec::new();
        for (number, city) in self.cities.iter().enumerate() {
            all.push(square(code(number, None, None)?, city, (0, 0), SIDE)?);
            for kecamatan in 0..(SIDE / 4) * (SIDE / 4) {
                let corner = (kecamatan % (SIDE / 4) * 4, kecamatan / (SIDE / 4) * 4);
                all.push(square(code(number, Some(kecamatan), None)?, city, corner, 4)?);
                for cell in 0..16 {
                    let at = (corner.0 + cell % 4, corner.1 + cell / 4);
                    all.push(square(code(number, Some(kecamatan), Some(cell))?, city, at, 1)?);
                }
            }
        }
        Ok(all)
    }

    fn record(&mut self, number: u64) -> Result<CaseRecord> {
        let (position, district) = self.place()?;
        let dice = &mut self.dice;
        let disease = pick(DISEASES.iter().map(|d| d.1), unit(dice));
        let onset = onset(dice, DISEASES[disease].2);
        let age = (unit(dice) + unit(dice) * unit(dice)) * 48.0;
        let status = [Status::Suspek, Status::Probabel, Status::Konfirmasi, Status::Dibatalkan];
        let outcome = [Outcome::Dirawat, Outcome::Sembuh, Outcome::Meninggal];
        let case = Case {
            disease: DISEASES[disease].0.parse().map_err(Error::other)?,
            diagnosis: None,
            onset,
            onset_estimated: false,
            reported: onset + Days::new((unit(dice) * 14.0) as u64),
            sex: Some(if unit(dice) < 0.49 { Sex::P } else { Sex::L }),
            age: Some(Age(age as u8)),
            status: status[pick([0.18, 0.12, 0.67, 0.03], unit(dice))],
            outcome: outcome[pick([0.2, 0.77, 0.03], unit(dice))],
            declared: None,
            computed: Some(district),
            puskesmas: None,
            reporter: None,
            position: Some(position),
            accuracy_m: None,
            details: Details::default(),
        };
        let mut key = [0; 32];
        key[..8].copy_from_slice(&number.to_le_bytes());
        Ok(CaseRecord { key: Fingerprint(key), content: Fingerprint(key), case, identity: None })
    }

    /// A point near the middle of a kelurahan, or the last one again; and the kelurahan that it lies in.
    fn place(&mut self) -> Result<(Position, DistrictCode)> {
        let share = unit(&mut self.dice);
        let number = self.cities.partition_point(|c| c.shares < share).min(self.cities.len() - 1);
        let City { west, south, ref kelurahan, .. } = self.cities[number];
        let (share, again) = (unit(&mut self.dice), unit(&mut self.dice) < 0.03);
        let cell = kelurahan.partition_point(|shares| *shares < share).min(SIDE * SIDE - 1);
        let mut around = |middle: usize| {
            let bell = (0..4).map(|_| unit(&mut self.dice)).sum::<f64>() / 2.0 - 0.5;
            (middle as f64 + bell).clamp(0.0, SIDE as f64 - 1e-6)
        };
        let (x, y) = (around(cell % SIDE), around(cell / SIDE));
        let at = Position { lon: west + CELL * x, lat: south + CELL * y };
        let inside = |p: Position| ((p.lon - west) / CELL, (p.lat - south) / CELL);
        let known = inside(self.last);
        let held = [known.0, known.1].iter().all(|v| (0.0..SIDE as f64).contains(v));
        let at = if again && held { self.last } else { at };
        self.last = at;
        let (x, y) = inside(at);
        let (x, y) = ((x as usize).min(SIDE - 1), (y as usize).min(SIDE - 1));
        let district = code(number, Some(x / 4 + y / 4 * (SIDE / 4)), Some(x % 4 + y % 4 * 4))?;
        Ok((at, district))
    }
}

/// An invented Kemendagri code: no province has a number in the fifties that ends in 9.
fn code(city: usize, kecamatan: Option<usize>, kelurahan: Option<usize>) -> Result<DistrictCode> {
    let mut text = format!("59.{:02}", city + 1);
    if let Some(kecamatan) = kecamatan {
        text.push_str(&format!(".{:02}", kecamatan + 1));
    }
    if let Some(kelurahan) = kelurahan {
        text.push_str(&format!(".1{:03}", kelurahan + 1));
    }
    text.parse().map_err(Error::other)
}

fn square(code: DistrictCode, city: &City, at: (usize, usize), side: usize) -> Result<District> {
    let corner = |i: usize, j: usize| {
        coord! { x: city.west + CELL * (at.0 + i) as f64, y: city.south + CELL * (at.1 + j) as f64 }
    };
    let area = Rect::new(corner(0, 0), corner(side, side));
    let width_km = 111.2 * CELL * side as f64;
    Ok(District {
        code,
        name: format!("Uji {code}"),
        kind: code.kind(),
        outline: area.to_polygon().into(),
        area_km2: width_km * width_km,
        label: Position { lon: area.center().x, lat: area.center().y },
    })
}

/// A day of the fourteen years, more often around a day of the year.
fn onset(dice: &mut ChaCha8Rng, peak: f64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2011, 1, 1).unwrap_or_default();
    loop {
        let day = first + Days::new((unit(dice) * 5114.0) as u64);
        let season = (1.0 + ((f64::from(day.ordinal()) - peak) / 365.25 * std::f64::consts::TAU).cos()) / 2.0;
        if unit(dice) < 0.25 + 0.75 * season {
            return day;
        }
    }
}

fn shares_of(dice: &mut ChaCha8Rng) -> Vec<f64> {
    shares(dice, SIDE * SIDE)
}

/// Running shares that end at 1, of very different size (Pareto, exponent 1.3).
fn shares(dice: &mut ChaCha8Rng, count: usize) -> Vec<f64> {
    let weights: Vec<f64> = (0..count).map(|_| (1.0 - unit(dice)).powf(-1.0 / 1.3) - 0.75).collect();
    let total: f64 = weights.iter().sum();
    let mut running = 0.0;
    weights
        .iter()
        .map(|w| {
            running += w / total;
            running
        })
        .collect()
}

/// The number of the share that holds a draw.
fn pick(weights: impl IntoIterator<Item = f64>, draw: f64) -> usize {
    let mut left = draw;
    let found = weights.into_iter().position(|w| {
        left -= w;
        left < 0.0
    });
    found.unwrap_or(0)
}

fn unit(dice: &mut ChaCha8Rng) -> f64 {
    (dice.next_u64() >> 11) as f64 / (1u64 << 53) as f64
}
