//! Floor 2, the frozen city: everything that a map asks for, in memory, built once and swapped whole.
//!
//! A [`Snapshot`] never changes. The [`Atlas`] holds the current one; [`Atlas::lens`] gives it to a viewer as a
//! [`Lens`], which hands out only what the viewer's scope allows, already coarsened. Tiles ask a lens; analysis runs
//! inside one. The night watch, which answers nobody, reads a snapshot as [`Watched`].

mod affiliations;
mod answers;
mod atlas;
mod attributes;
mod bits;
mod blocks;
mod borders;
mod cells;
mod clusters;
mod coverage;
mod districts;
mod edits;
mod facilities;
mod freshness;
mod lanes;
mod lens;
mod listing;
mod located;
mod marks;
mod parts;
mod people;
mod places;
mod points;
mod reach;
mod recap;
mod refresh;
mod released;
mod series;
mod sieve;
mod snapshot;
mod study;
mod tile;
mod topology;
mod totals;
mod watched;

pub use answers::{
    Around, CaseMark, CaseOrder, CaseRow, CasesPage, CellMark, ClusterMark, Counts, Covered, Marks,
    PageAfter, Recap, RecapBy, RecapRow, ReleaseNote, Series, SeriesBar, SeriesSplit, SplitSeries, Summary,
    Withheld,
};
pub use atlas::Atlas;
pub use cells::CELLS_ZOOM;
pub use coverage::{CatchmentArea, CatchmentSource, Coverage, PeopleWithin, ReachArea};
pub use districts::Districts;
pub use facilities::Facilities;
pub use lens::Lens;
pub use located::PointsPage;
pub use marks::POINTS_ZOOM;
pub use places::WorldArea;
pub use refresh::{Refresher, load, watch};
pub use snapshot::{CityData, Snapshot};
pub use study::{Disclose, FEWEST_DISCLOSED, StudyCase, StudyGround};
pub use tile::{TileId, WORLD_BITS, WorldPoint};
pub use watched::{Belonging, Watched, WatchedCase};
