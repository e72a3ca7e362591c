//! Floor 3, pictures of a lens: vector tiles, PNG tiles, GeoJSON, legends and printed maps.
//!
//! [`TileService`] is the door. What a map is made of (sets, colours, styles, diseases) is data: [`TileData`] reads
//! it from `tiles/`. Nothing here decides what a viewer may see; a [`crate::index::Lens`] has done so already.

mod cache;
mod classes;
mod compress;
mod data;
mod error;
mod geojson;
mod heat;
mod legend;
mod palette;
mod picture;
mod polygon;
mod publication;
mod raster;
mod service;
mod style;
mod tilejson;
mod tileset;
mod vector;
mod words;

pub use classes::{Breaks, Method};
pub use compress::Encoding;
pub use data::TileData;
pub use error::{TileDataError, TileError};
pub use geojson::{FeaturePage, FeatureQuery};
pub use heat::{LegendHeat, LegendHeatClass};
pub use legend::{Legend, LegendClass, LegendFacilities, LegendFacility};
pub use palette::{FacilityStyle, MapColors, Palettes, Ramp, Rgb};
pub use picture::{PictureLayer, PictureRequest};
pub use publication::{PublicationRules, ScheduleRule};
pub use service::{TileAnswer, TileFormat, TileRequest, TileService};
pub use tilejson::TileJson;
pub use tileset::{SetName, TileSet};
pub use words::{Display, Indicator, TileQuery};
