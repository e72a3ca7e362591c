//! What lies under the data: nothing but the loaded land, a PMTiles archive, or the pictures of another server, which
//! come through ours: a browser never asks elsewhere, so nobody else learns which streets an officer looks at.

mod archive;
mod remote;

use std::path::{Path, PathBuf};

use bytes::Bytes;
use serde::Serialize;
use utoipa::ToSchema;

pub use archive::Archive;
pub use remote::Remote;

use crate::index::TileId;

/// Where browsers ask for tiles of the base map.
const ADDRESS: &str = "/basemap/{z}/{x}/{y}";

/// The longest attribution that is shown.
const MAX_ATTRIBUTION: usize = 200;

/// The base map of a server.
pub enum Ground {
    /// Only what the ledger knows: land, borders, names.
    Plain,
    /// A PMTiles archive on disk.
    Archive(Box<Archive>),
    /// Picture tiles of another server.
    Remote(Box<Remote>),
}

/// How a client asks for the base map.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BasemapCard {
    /// `plain`, `raster` or `vector`.
    kind: &'static str,
    /// The address of a tile with `{z}`, `{x}` and `{y}`, on this server.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    url: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    minzoom: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    maxzoom: Option<u8>,
    /// Whose map it is, as plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    attribution: Option<String>,
    /// The layers of a vector map.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    layers: Option<Vec<String>>,
}

impl BasemapCard {
    fn plain() -> Self {
        Self { kind: "plain", url: None, minzoom: None, maxzoom: None, attribution: None, layers: None }
    }

    fn tiles(kind: &'static str, zooms: (u8, u8), attribution: Option<String>) -> Self {
        let (minzoom, maxzoom) = (Some(zooms.0), Some(zooms.1));
        Self { kind, url: Some(ADDRESS), minzoom, maxzoom, attribution, layers: None }
    }
}

/// One tile of the base map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundTile {
    /// The bytes.
    pub bytes: Bytes,
    /// Media type.
    pub content_type: &'static str,
    /// Whether the bytes are packed with gzip.
    pub gzip: bool,
}

/// Why there is no base map, or no tile of it.
#[derive(Debug, thiserror::Error)]
pub enum GroundError {
    /// The archive is not there or is none.
    #[error("the base map {file} cannot be used: {reason}")]
    Open {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The archive cannot be read any more.
    #[error("the base map cannot be read: {0}")]
    Read(String),
    /// The other server does not answer, or not with a picture.
    #[error("the server of the base map gives no tile: {0}")]
    Upstream(String),
}

impl GroundError {
    fn open(file: &Path, reason: impl ToString) -> Self {
        Self::Open { file: file.to_owned(), reason: reason.to_string() }
    }
}

impl Ground {
    /// How a client asks for it.
    pub fn card(&self) -> BasemapCard {
        match self {
            Self::Plain => BasemapCard::plain(),
            Self::Archive(archive) => archive.card(),
            Self::Remote(remote) => remote.card(),
        }
    }

    /// A tile; `None` where the map has none. `gzip` says that the client takes packed bytes.
    ///
    /// # Errors
    /// When the archive cannot be read or the other server gives no picture.
    pub async fn tile(&self, at: TileId, gzip: bool) -> Result<Option<GroundTile>, GroundError> {
        match self {
            Self::Plain => Ok(None),
            Self::Archive(archive) => archive.tile(at, gzip).await,
            Self::Remote(remote) => remote.tile(at).await,
        }
    }
}

/// The words of an attribution that may hold markup: a base map's own text never reaches a page as HTML.
fn plain_text(markup: &str) -> Option<String> {
    let mut text = String::new();
    let mut inside = false;
    for sign in markup.chars() {
        match sign {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(sign),
            _ => {}
        }
    }
    let signs =
        [("&copy;", "©"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let text = signs.iter().fold(text, |text, (word, sign)| text.replace(word, sign));
    let text: String =
        text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_ATTRIBUTION).collect();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn markup_of_an_attribution_is_taken_off() {
        let linked = "<a href=\"https://example.org\" onclick='x()'>&copy; Peta</a>\n <b>Contoh &amp; Co</b>";
        assert_eq!(plain_text(linked).as_deref(), Some("© Peta Contoh & Co"));
        assert_eq!(plain_text("<script>"), None);
        assert_eq!(plain_text(&"x".repeat(900)).map(|t| t.len()), Some(200));
    }
}
