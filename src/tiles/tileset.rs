//! What a tile set is: `tiles/sets/*.toml` read and checked.

use std::{collections::BTreeMap, str::FromStr};

use serde::Deserialize;

/// The sets that are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SetName {
    /// Cases as points, clusters or cells.
    Cases,
    /// Health facilities.
    Facilities,
    /// Districts with their values.
    Districts,
    /// Catchments and reach.
    Coverage,
    /// How dense cases are.
    Heat,
}

impl SetName {
    /// All, in drawing order from above.
    pub const ALL: [Self; 5] = [Self::Cases, Self::Facilities, Self::Heat, Self::Districts, Self::Coverage];

    /// The word in URLs and the name of the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Facilities => "facilities",
            Self::Districts => "districts",
            Self::Coverage => "coverage",
            Self::Heat => "heat",
        }
    }
}

impl FromStr for SetName {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|s| s.word() == word).ok_or_else(|| {
            format!("`{word}` is no tile set; write cases, facilities, districts, coverage or heat")
        })
    }
}

/// One set as its file describes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TileSet {
    /// Title in Bahasa Indonesia.
    pub title_id: String,
    /// Title in English.
    pub title_en: String,
    /// One sentence.
    pub description: String,
    /// Whom to name beside the map. Plain text.
    pub attribution: String,
    /// First zoom that clients should ask for.
    pub minzoom: u8,
    /// Last zoom that clients should ask for; deeper ones are served too, and clients draw them from this one.
    pub maxzoom: u8,
    /// Words of the query besides the filter words.
    pub words: Vec<String>,
    /// Whether the filter changes what is shown. Sets that it does not change look the same to every viewer.
    pub filtered: bool,
    /// The layers inside a tile; none for a set that is drawn and never sent as shapes.
    pub layer: Vec<TileLayer>,
}

/// One layer of a set.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TileLayer {
    /// Its name inside the tile.
    pub id: String,
    /// `point` or `polygon`.
    pub geometry: LayerGeometry,
    /// Property names and what they mean.
    pub fields: BTreeMap<String, String>,
}

/// What a layer's features are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LayerGeometry {
    /// Points.
    Point,
    /// Polygons.
    Polygon,
}

impl TileSet {
    /// Whether there are pictures of it and nothing else.
    pub fn is_picture(&self) -> bool {
        self.layer.is_empty()
    }

    /// What is wrong, in one sentence that names the key; `None` when all is sound.
    pub(super) fn fault(&self) -> Option<String> {
        if self.minzoom > self.maxzoom || self.maxzoom > crate::index::TileId::MAX_ZOOM {
            return Some(format!("maxzoom: must lie between minzoom and {}", crate::index::TileId::MAX_ZOOM));
        }
        let unknown = self.words.iter().find(|w| !super::words::Display::WORDS.contains(&w.as_str()));
        unknown.map(|w| format!("words: `{w}` is no display word"))
    }
}
