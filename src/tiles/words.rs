//! Display words: what a query says besides the filter. Typed like the filter; an unknown word is refused.

use std::str::FromStr;

use super::{Method, TileError, TileSet, heat::BANDWIDTHS_M};
use crate::{
    domain::{CaseFilter, DiseaseCatalog, FacilityType, Level},
    index::{CatchmentArea, CatchmentSource},
};

/// What a choropleth shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Indicator {
    /// Cases per 100,000 people.
    #[default]
    Ir,
    /// Cases.
    Cases,
    /// Deaths.
    Deaths,
    /// Deaths per hundred cases.
    Cfr,
}

impl Indicator {
    /// The word in queries and answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ir => "ir",
            Self::Cases => "cases",
            Self::Deaths => "deaths",
            Self::Cfr => "cfr",
        }
    }

    /// Whether its values are whole numbers.
    pub fn is_count(self) -> bool {
        matches!(self, Self::Cases | Self::Deaths)
    }
}

impl FromStr for Indicator {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        [Self::Ir, Self::Cases, Self::Deaths, Self::Cfr]
            .into_iter()
            .find(|i| i.word() == word)
            .ok_or_else(|| format!("`{word}` is no indicator; write ir, cases, deaths or cfr"))
    }
}

/// Everything that a query may say about how to show, with the defaults of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Display {
    /// Level of the districts; by zoom when not given.
    pub level: Option<Level>,
    /// What the colours mean.
    pub indicator: Indicator,
    /// How classes are cut, with the edges of the manual method.
    pub method: Method,
    /// How many classes, 3..=7.
    pub classes: usize,
    /// False: geometry and names only, the same for every viewer.
    pub counts: bool,
    /// Facility types; empty = all.
    pub types: Vec<FacilityType>,
    /// Only catchments of this source.
    pub source: Option<CatchmentSource>,
    /// Only reach areas, of this radius in metres.
    pub radius_m: Option<u32>,
    /// How far the hill of a case reaches on a heat map, in metres; that of the set when not given.
    pub bandwidth_m: Option<u32>,
}

impl Default for Display {
    fn default() -> Self {
        Self {
            level: None,
            indicator: Indicator::default(),
            method: Method::Jenks,
            classes: 5,
            counts: true,
            types: Vec::new(),
            source: None,
            radius_m: None,
            bandwidth_m: None,
        }
    }
}

impl Display {
    /// All display words.
    pub const WORDS: [&'static str; 10] = [
        "level",
        "indicator",
        "method",
        "classes",
        "breaks",
        "counts",
        "type",
        "source",
        "radius",
        "bandwidth",
    ];

    fn read(pairs: &[(&str, &str)]) -> Result<Self, TileError> {
        let mut display = Self::default();
        let mut breaks = None;
        for (i, (word, value)) in pairs.iter().enumerate() {
            if pairs[..i].iter().any(|(w, _)| w == word) {
                return Err(TileError::word(word, "stands twice"));
            }
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match *word {
                "breaks" => breaks = Some(value),
                _ => display.take(word, value).map_err(|m| TileError::word(word, m))?,
            }
        }
        match (&mut display.method, breaks) {
            (Method::Manual(edges), Some(text)) => {
                *edges = read_edges(text).map_err(|m| TileError::word("breaks", m))?;
            }
            (Method::Manual(_), None) => {
                return Err(TileError::word(
                    "breaks",
                    "is needed by method=manual; write for example 10,37,49",
                ));
            }
            (_, Some(_)) => return Err(TileError::word("breaks", "goes with method=manual only")),
            (_, None) => {}
        }
        Ok(display)
    }

    fn take(&mut self, word: &str, value: &str) -> Result<(), String> {
        match word {
            "level" => {
                self.level = match value {
                    "kabkota" => Some(Level::Kabkota),
                    "kecamatan" => Some(Level::Kecamatan),
                    "kelurahan" => Some(Level::Kelurahan),
                    _ => return Err(format!("`{value}` is no level; write kabkota, kecamatan or kelurahan")),
                }
            }
            "indicator" => self.indicator = value.parse()?,
            "method" => self.method = value.parse()?,
            "classes" => {
                let count = value.parse().ok().filter(|n| (3..=7).contains(n));
                self.classes = count.ok_or_else(|| format!("`{value}` is no number from 3 to 7"))?;
            }
            "counts" => {
                self.counts = match value {
                    "0" => false,
                    "1" => true,
                    _ => return Err(format!("`{value}` is neither 0 nor 1")),
                }
            }
            "type" => {
                self.types = value.split(',').map(str::parse).collect::<Result<Vec<_>, _>>()?;
                self.types.sort_unstable();
                self.types.dedup();
            }
            "source" => {
                self.source = match value {
                    "official" => Some(CatchmentSource::Official),
                    "nearest" => Some(CatchmentSource::Nearest),
                    _ => return Err(format!("`{value}` is no source; write official or nearest")),
                }
            }
            "radius" => {
                let radius = value.parse().ok().filter(|m| (1..=100_000).contains(m));
                self.radius_m =
                    Some(radius.ok_or_else(|| format!("`{value}` is no radius of 1 to 100000 m"))?);
            }
            "bandwidth" => {
                let bandwidth = value.parse().ok().filter(|m| BANDWIDTHS_M.contains(m));
                let (least, most) = (BANDWIDTHS_M.start(), BANDWIDTHS_M.end());
                let no = || format!("`{value}` is no bandwidth of {least} to {most} m");
                self.bandwidth_m = Some(bandwidth.ok_or_else(no)?);
            }
            _ => return Err("is no display word".into()),
        }
        Ok(())
    }

    /// Whether a catchment is asked for. A query that names a radius and no source asks for reach areas alone.
    pub(super) fn wants(&self, catchment: &CatchmentArea) -> bool {
        let of_type = self.types.is_empty() || self.types.contains(&catchment.kind);
        let of_source = self.source.is_none_or(|source| source == catchment.source);
        of_type && of_source && (self.source.is_some() || self.radius_m.is_none())
    }

    /// The words again as a query, in a fixed order, those that differ from the default: part of the cache key.
    pub fn words(&self) -> String {
        let plain = Self::default();
        let mut text = String::new();
        let mut add = |word: &str, value: String| text.extend(["&", word, "=", &value]);
        if let Some(level) = self.level {
            add("level", level.word().to_owned());
        }
        if !self.counts {
            add("counts", "0".to_owned());
        } else {
            if self.indicator != plain.indicator {
                add("indicator", self.indicator.word().to_owned());
            }
            if self.method != plain.method {
                add("method", self.method.word().to_owned());
            }
            match &self.method {
                Method::Manual(edges) => add("breaks", join(edges, f64::to_string)),
                _ if self.classes != plain.classes => add("classes", self.classes.to_string()),
                _ => {}
            }
        }
        if !self.types.is_empty() {
            add("type", join(&self.types, |t| t.word().to_owned()));
        }
        if let Some(source) = self.source {
            add("source", source.word().to_owned());
        }
        if let Some(radius) = self.radius_m {
            add("radius", radius.to_string());
        }
        if let Some(bandwidth) = self.bandwidth_m {
            add("bandwidth", bandwidth.to_string());
        }
        text
    }
}

fn join<T>(values: &[T], word: impl Fn(&T) -> String) -> String {
    values.iter().map(word).collect::<Vec<_>>().join(",")
}

fn read_edges(text: &str) -> Result<Vec<f64>, String> {
    let edges: Vec<f64> = text
        .split(',')
        .map(|t| t.trim().parse().ok().filter(|v: &f64| v.is_finite() && *v > 0.0 && *v < 1e9))
        .collect::<Option<_>>()
        .ok_or_else(|| format!("`{text}` is no list of numbers above 0; write for example 10,37,49"))?;
    let rising = edges.windows(2).all(|w| w[0] < w[1]);
    if !(2..=6).contains(&edges.len()) || !rising {
        return Err("must be 2 to 6 rising numbers, the inner edges of 3 to 7 classes".into());
    }
    Ok(edges)
}

/// A query taken apart: which cases, and how to show them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TileQuery {
    /// Which cases.
    pub filter: CaseFilter,
    /// How to show them.
    pub display: Display,
}

impl TileQuery {
    /// Reads the pairs of a URL for a set: its display words and every filter word. All others are refused by name.
    pub fn read<'a>(
        set: &TileSet,
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        catalog: &DiseaseCatalog,
    ) -> Result<Self, TileError> {
        let own: Vec<&str> = set.words.iter().map(String::as_str).collect();
        Self::read_words(&own, pairs, catalog)
    }

    /// Reads the pairs of a URL that knows the display words `own` and every filter word.
    pub fn read_words<'a>(
        own: &[&str],
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        catalog: &DiseaseCatalog,
    ) -> Result<Self, TileError> {
        let (display, filter): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(word, _)| own.contains(word));
        Ok(Self { filter: CaseFilter::read(filter, catalog)?, display: Display::read(&display)? })
    }

    /// The question as a query in a fixed order, each word with a `&` before it: equal questions write equal texts.
    pub fn key(&self) -> String {
        let mut text = self.display.words();
        for (word, value) in self.filter.words() {
            text.extend(["&", word, "=", &value]);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiles::{SetName, TileData};

    fn read(query: &str) -> Result<TileQuery, TileError> {
        let data = TileData::load(None).unwrap();
        let pairs: Vec<_> = query.split('&').filter_map(|p| p.split_once('=')).collect();
        TileQuery::read(data.set(SetName::Districts).unwrap(), pairs, &data.catalog)
    }

    #[test]
    fn words_are_typed_and_refused_by_name() {
        let query = read("level=kelurahan&indicator=cases&method=manual&breaks=5,10,20&disease=dbd").unwrap();
        assert_eq!(query.display.method, Method::Manual(vec![5.0, 10.0, 20.0]));
        assert_eq!(query.filter.diseases.len(), 1);
        for (query, word) in [
            ("level=rw", "level"),
            ("indicator=risk", "indicator"),
            ("method=magic", "method"),
            ("classes=2", "classes"),
            ("classes=8", "classes"),
            ("method=manual", "breaks"),
            ("method=manual&breaks=3,2", "breaks"),
            ("method=manual&breaks=NaN,2", "breaks"),
            ("breaks=1,2,3", "breaks"),
            ("counts=yes", "counts"),
            ("level=kabkota&level=kelurahan", "level"),
            ("radius=500", "radius"),
            ("colour=red", "colour"),
            ("sex=M", "sex"),
        ] {
            let Err(TileError::Word(error)) = read(query) else { panic!("{query} was taken") };
            assert_eq!(error.word, word, "{query}");
        }
    }

    #[test]
    fn a_key_is_a_query_that_reads_the_same() {
        for query in
            ["level=kabkota&method=manual&breaks=1.5,20", "indicator=cfr&classes=7&sex=L", "counts=0"]
        {
            let once = read(query).unwrap();
            assert_eq!(read(&once.key()).unwrap(), once, "{query}");
        }
    }

    #[test]
    fn equal_questions_share_a_key_and_others_do_not() {
        let key = |q: &str| read(q).unwrap().key();
        assert_eq!(key("disease=leptospirosis,dbd&classes=5"), key("disease=dbd,leptospirosis"));
        assert_ne!(key("classes=5"), key("classes=6"));
        assert_ne!(key("method=manual&breaks=1,2"), key("method=manual&breaks=1,2,3"));
        assert_eq!(key("counts=0&indicator=cfr"), key("counts=0"));
    }
}
