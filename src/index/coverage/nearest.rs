//! Modelled catchments: the land that is nearer to one facility than to any other of its type (Voronoi 1908).
//!
//! Each cell is cut on its own out of the box around the land: one half-plane for every other facility, the nearest
//! first, until the rest are too far away to matter. With n facilities that is about six cuts each. Facilities at one
//! point share a cell, which stands under the smallest code.

use geo::{Coord, GeodesicArea};
use rayon::prelude::*;
use rstar::{RTree, primitives::GeomWithData};

use super::{CatchmentArea, CatchmentSource, convex::Convex, land::Land, plane};
use crate::domain::{Facility, FacilityCode, FacilityType};

/// Facilities closer together than this, in metres of the plane, stand at one point.
const ONE_POINT: f64 = 1.0;

type Site<'a> = GeomWithData<[f64; 2], &'a FacilityCode>;

/// One area for each facility of a type that has a point and land around it, by code.
pub(super) fn areas(land: &Land, facilities: &[Facility], kind: FacilityType) -> Vec<CatchmentArea> {
    let Some(bounds) = land.bounds() else { return Vec::new() };
    let mut of_kind: Vec<&Facility> = facilities.iter().filter(|f| f.kind == kind).collect();
    of_kind.sort_by(|a, b| a.code.cmp(&b.code));
    let mut sites: RTree<Site> = RTree::new();
    for facility in of_kind {
        let Some(place) = facility.position.map(plane::point) else { continue };
        let at = [place.x, place.y];
        if sites.locate_within_distance(at, ONE_POINT * ONE_POINT).next().is_none() {
            sites.insert(Site::new(at, &facility.code));
        }
    }
    let whole = Convex::rectangle(bounds);
    let area = |site: &Site| {
        let cell = cell(&whole, site, &sites)?;
        let area = land.inside(&cell);
        (!area.0.is_empty()).then(|| CatchmentArea {
            facility: site.data.clone(),
            kind,
            source: CatchmentSource::Nearest,
            area_km2: area.geodesic_area_unsigned() / 1e6,
            area,
            people: land.people(&[cell]),
        })
    };
    let all: Vec<Site> = sites.iter().copied().collect();
    let mut areas: Vec<CatchmentArea> = all.par_iter().filter_map(area).collect();
    areas.sort_by(|a, b| a.facility.cmp(&b.facility));
    areas
}

fn cell(whole: &Convex, site: &Site, sites: &RTree<Site>) -> Option<Convex> {
    let coord = |at: &[f64; 2]| Coord { x: at[0], y: at[1] };
    let mine = coord(site.geom());
    let mut cell = whole.clone();
    for other in sites.nearest_neighbor_iter(*site.geom()).filter(|other| other.data != site.data) {
        let other = coord(other.geom());
        // A facility more than twice as far as the farthest corner cuts nothing, and neither do those behind it.
        if (other.x - mine.x).hypot(other.y - mine.y) > 2.0 * cell.farthest(mine) {
            break;
        }
        cell = cell.nearer(mine, other)?;
    }
    Some(cell)
}
