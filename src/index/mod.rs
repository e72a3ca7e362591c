//! Floor 2, the frozen city: everything that a map asks for, in memory, built once and swapped whole.
//!
//! A [`Snapshot`] never changes. The [`Atlas`] holds the current one; [`Atlas::lens`] gives it to a viewer as a
//! [`Lens`], which hands out only what the viewer's scope allows, already coarsened. Tiles ask a lens; analysis runs
//! inside one.

mod answers;
mod atlas;
mod coverage;
mod districts;
mod facilities;
mod lens;
mod snapshot;
mod tile;

pub use answers::{
    CaseMark, CellMark, ClusterMark, Counts, Marks, Recap, RecapBy, RecapRow, Series, SeriesBar, SeriesSplit,
    SplitSeries, Summary, Withheld,
};
pub use atlas::Atlas;
pub use coverage::{CatchmentArea, CatchmentSource, Coverage, ReachArea};
pub use districts::Districts;
pub use facilities::Facilities;
pub use lens::Lens;
pub use snapshot::{CityData, Snapshot};
pub use tile::{TileId, WORLD_BITS, WorldPoint};
