//! TileJSON 3.0: what a set is, for any map program.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::{SetName, TileSet};
use crate::index::Lens;

/// The description of a set.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TileJson {
    tilejson: &'static str,
    /// The set's word.
    pub name: &'static str,
    description: String,
    attribution: String,
    version: &'static str,
    scheme: &'static str,
    /// Addresses of the vector tiles; of pictures for a set that is only drawn.
    pub tiles: Vec<String>,
    minzoom: u8,
    maxzoom: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    bounds: Option<[f64; 4]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    center: Option<[f64; 3]>,
    vector_layers: Vec<VectorLayer>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
struct VectorLayer {
    id: String,
    description: String,
    minzoom: u8,
    maxzoom: u8,
    fields: BTreeMap<String, String>,
}

impl TileJson {
    pub(super) fn of(lens: &Lens, set: SetName, about: &TileSet, base: &str, query: &str) -> Self {
        let base = base.trim_end_matches('/');
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        let layers = about.layer.iter().map(|layer| {
            let mut fields = layer.fields.clone();
            if layer.id == "clusters" {
                let counts =
                    lens.catalog().disease.iter().map(|d| (d.code.to_string(), "cases of it".to_owned()));
                fields.extend(counts);
            }
            VectorLayer {
                id: layer.id.clone(),
                description: about.description.clone(),
                minzoom: about.minzoom,
                maxzoom: about.maxzoom,
                fields,
            }
        });
        let format = if about.is_picture() { "png" } else { "mvt" };
        let bounds = lens.bounds();
        Self {
            tilejson: "3.0.0",
            name: set.word(),
            description: about.description.clone(),
            attribution: about.attribution.clone(),
            version: "1.0.0",
            scheme: "xyz",
            tiles: vec![format!("{base}/tiles/{}/{{z}}/{{x}}/{{y}}.{format}{query}", set.word())],
            minzoom: about.minzoom,
            maxzoom: about.maxzoom,
            bounds: bounds.map(|b| [b.west, b.south, b.east, b.north]),
            center: bounds.map(|b| [b.center().lon, b.center().lat, 11.0]),
            vector_layers: layers.collect(),
        }
    }
}
