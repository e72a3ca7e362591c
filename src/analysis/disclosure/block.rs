//! The counts of one city, disease and year, and the network that they add up in.

use super::{
    deaths::Week,
    network::{Edge, Network, UNBOUNDED},
};
use crate::domain::{Cell, DistrictCode, Place, Span};

/// A kelurahan and its cases in the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kelurahan {
    /// Its code.
    pub code: DistrictCode,
    /// Cases in the year.
    pub cases: u32,
}

/// A kecamatan, or the cases of a city of which no kecamatan is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kecamatan {
    /// Whose cases.
    pub place: Place,
    /// Cases in each month.
    pub months: [u32; 12],
    /// Its kelurahan. Cases of the year that belong to none are the rest.
    pub kelurahan: Vec<Kelurahan>,
}

impl Kecamatan {
    /// Cases in the year.
    pub fn year(&self) -> u32 {
        self.months.iter().sum()
    }

    /// Cases in a quarter, 0 to 3.
    pub(super) fn quarter(&self, quarter: usize) -> u32 {
        self.months[3 * quarter..3 * quarter + 3].iter().sum()
    }

    fn rest(&self) -> u32 {
        self.year().saturating_sub(self.kelurahan.iter().map(|k| k.cases).sum())
    }
}

/// Everything that is told of one city, disease and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The kabkota.
    pub city: DistrictCode,
    /// Its kecamatan.
    pub kecamatan: Vec<Kecamatan>,
    /// Whether the whole city's own numbers are told however small they are, because it has people enough.
    pub large: bool,
    /// How many months are told, from January; 12 says that the year is told too.
    pub closed_months: u8,
    /// Cases of the whole city in each month as they are reported by today. The table may be older: its months stay as they
    /// were when they were told first.
    pub today: [u32; 12],
    /// Deaths of the whole city among the cases of each month.
    pub deaths: [u32; 12],
    /// The weeks of the whole city that are over, from the first of its epidemiological year.
    pub weeks: Vec<Week>,
}

/// A cell on its edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub cell: Cell,
    pub edge: usize,
    /// The grain that it belongs to, from coarse to fine.
    pub grain: Grain,
    /// Its kecamatan in the block; none for the city's own cells.
    pub kecamatan: Option<usize>,
    /// Whether it is a year of which no part is told.
    pub finest: bool,
}

/// The grains of a block; the order is what is dearer to hide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    CityYear,
    /// Never told: the sum of months that are.
    CityQuarter,
    CityMonth,
    KecamatanYear,
    KecamatanQuarter,
    KecamatanMonth,
    KelurahanYear,
}

/// The source of all cases: the year of a city flows into it, the kelurahan out of it.
const PEOPLE: usize = 0;
/// Where the quarters of a city meet.
const YEAR: usize = 1;

impl Block {
    /// Cases of the whole city in a period, as they are reported by today.
    pub(super) fn today(&self, span: Span) -> u32 {
        match span {
            Span::Month(m) => self.today[usize::from(m.clamp(1, 12)) - 1],
            Span::Quarter(_) | Span::Year | Span::Week(_) => self.today.iter().sum(),
        }
    }

    /// The network and what its edges mean. Nothing is told yet: every cell lies anywhere from 0 up.
    pub(super) fn network(&self) -> (Network, Vec<Placed>) {
        let count = self.kecamatan.len();
        let (sides, quarters) = (|k: usize| (2 + 6 * k, 3 + 6 * k), |k: usize, q: usize| 4 + 6 * k + q);
        let (month, quarter) = (|m: usize| 2 + 6 * count + m, |q: usize| 14 + 6 * count + q);
        let mut network = Network::new(18 + 6 * count);
        let mut placed = Vec::new();
        let mut add = |from, to, value: u32, place, span, grain, kecamatan| {
            let edge = network.add(Edge { from, to, value: i64::from(value), low: 0, high: UNBOUNDED });
            let unplaced = grain == Grain::KecamatanYear && matches!(place, Place::Rest(_));
            let finest = grain == Grain::KelurahanYear || unplaced;
            placed.push(Placed { cell: Cell { place, span }, edge, grain, kecamatan, finest });
        };
        let city = Place::District(self.city);
        for (k, kecamatan) in self.kecamatan.iter().enumerate() {
            let (people, year) = sides(k);
            match kecamatan.place {
                Place::District(code) => {
                    for part in &kecamatan.kelurahan {
                        let place = Place::District(part.code);
                        add(PEOPLE, people, part.cases, place, Span::Year, Grain::KelurahanYear, Some(k));
                    }
                    let rest = kecamatan.rest();
                    add(PEOPLE, people, rest, Place::Rest(code), Span::Year, Grain::KelurahanYear, Some(k));
                    add(
                        people,
                        year,
                        kecamatan.year(),
                        kecamatan.place,
                        Span::Year,
                        Grain::KecamatanYear,
                        Some(k),
                    );
                }
                rest => add(PEOPLE, year, kecamatan.year(), rest, Span::Year, Grain::KecamatanYear, Some(k)),
            }
            for q in 0..4 {
                let (span, value) = (Span::Quarter(q as u8 + 1), kecamatan.quarter(q));
                add(year, quarters(k, q), value, kecamatan.place, span, Grain::KecamatanQuarter, Some(k));
                for m in 3 * q..3 * q + 3 {
                    let span = Span::Month(m as u8 + 1);
                    let value = kecamatan.months[m];
                    add(
                        quarters(k, q),
                        month(m),
                        value,
                        kecamatan.place,
                        span,
                        Grain::KecamatanMonth,
                        Some(k),
                    );
                }
            }
        }
        for q in 0..4 {
            for m in 3 * q..3 * q + 3 {
                let value = self.kecamatan.iter().map(|k| k.months[m]).sum();
                add(month(m), quarter(q), value, city, Span::Month(m as u8 + 1), Grain::CityMonth, None);
            }
            let value = self.kecamatan.iter().map(|k| k.quarter(q)).sum();
            add(quarter(q), YEAR, value, city, Span::Quarter(q as u8 + 1), Grain::CityQuarter, None);
        }
        let year = self.kecamatan.iter().map(Kecamatan::year).sum();
        add(YEAR, PEOPLE, year, city, Span::Year, Grain::CityYear, None);
        (network, placed)
    }
}
