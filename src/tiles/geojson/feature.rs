//! The members of one feature of each set, after its `type`: id, geometry and the open object of its properties.

use geo::{Orient, orient::Direction};

use super::json::{
    Json, put, put_code, put_date, put_digits, put_field, put_number, put_point, put_polygons, put_ring,
    put_text, put_word,
};
use crate::{
    domain::{District, Facility},
    index::{CaseMark, CatchmentArea, CellMark, Lens, ReachArea, WorldPoint},
    tiles::{legend::Shading, vector::kind_word},
};

/// The zoom whose outlines are exact.
const EXACT: u8 = 22;

/// One area of the set `coverage`.
pub(super) enum Area<'a> {
    Catchment(&'a CatchmentArea),
    Reach(&'a ReachArea),
}

impl Area<'_> {
    /// Its place in the order, unique.
    pub fn key(&self) -> String {
        match self {
            Self::Catchment(c) => format!("{}.{}.{}", c.source.word(), c.kind.word(), c.facility),
            Self::Reach(r) => format!("reach.{}.{}.{}", r.kind.word(), r.radius_m, r.facility),
        }
    }
}

pub(super) fn put_case(out: &mut Vec<u8>, mark: &CaseMark) {
    out.extend_from_slice(b"\"id\":");
    put_number(out, mark.id.0);
    out.push(b',');
    put_point(out, Some(mark.at.position()));
    out.extend_from_slice(b"\"properties\":{\"disease\":\"");
    out.extend_from_slice(mark.disease.as_str().as_bytes());
    out.extend_from_slice(b"\",\"onset\":\"");
    put_date(out, mark.onset);
    out.extend_from_slice(b"\",\"sex\":");
    put_word(out, mark.sex.map(|s| s.word()));
    out.extend_from_slice(b",\"age\":");
    match mark.age {
        Some(age) => put_digits(out, u64::from(age), 1),
        None => out.extend_from_slice(b"null"),
    }
    out.extend_from_slice(b",\"status\":");
    put_word(out, Some(mark.status.word()));
    out.extend_from_slice(b",\"outcome\":");
    put_word(out, Some(mark.outcome.word()));
    out.extend_from_slice(b",\"district\":");
    put_code(out, mark.district);
}

pub(super) fn put_cell(out: &mut Vec<u8>, cell: &CellMark) {
    let corner = |dx: u64, dy: u64| {
        let at = |v: u32, d: u64| (u64::from(v) + d).min(u64::from(u32::MAX)) as u32;
        WorldPoint { x: at(cell.origin.x, dx), y: at(cell.origin.y, dy) }.position()
    };
    let (nw, se) = (corner(0, 0), corner(cell.side, cell.side));
    let ring = [(nw.lon, se.lat), (se.lon, se.lat), (se.lon, nw.lat), (nw.lon, nw.lat), (nw.lon, se.lat)];
    put(out, format_args!("\"id\":{},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[", cell.id));
    put_ring(out, ring.into_iter());
    out.extend_from_slice(b"]},\"properties\":{");
    put(out, format_args!("\"point_count\":{},\"deaths\":{}", cell.tally.cases, cell.tally.deaths));
}

pub(super) fn put_facility(out: &mut Vec<u8>, f: &Facility) {
    out.extend_from_slice(b"\"id\":");
    put_text(out, f.code.as_str());
    out.push(b',');
    put_point(out, f.position);
    out.extend_from_slice(b"\"properties\":{\"code\":");
    put_text(out, f.code.as_str());
    put_field(out, "name", Some(&f.name));
    put_field(out, "type", Some(f.kind.word()));
    put_field(out, "class", f.class.as_deref());
    put_field(out, "address", f.address.as_deref());
    put(out, format_args!(",\"beds\":{}", Json(f.beds)));
    out.extend_from_slice(b",\"district\":");
    put_code(out, f.district());
}

pub(super) fn put_district(out: &mut Vec<u8>, lens: &Lens, d: &District, shading: Option<&Shading>) {
    put(out, format_args!("\"id\":\"{}\",", d.code));
    put_polygons(out, lens.districts().outline(d.code, EXACT).unwrap_or(&d.outline));
    put(out, format_args!("\"properties\":{{\"code\":\"{}\"", d.code));
    put_field(out, "name", Some(&d.name));
    put_field(out, "level", Some(d.code.level().word()));
    put_field(out, "kind", d.kind.map(kind_word));
    put(out, format_args!(",\"area_km2\":{}", (d.area_km2 * 1e4).round() / 1e4));
    if let Some((c, class)) = shading.and_then(|s| s.get(d.code)) {
        put(out, format_args!(",\"cases\":{},\"deaths\":{}", Json(c.cases), Json(c.deaths)));
        let people = c.population.map(|p| p.round());
        put(out, format_args!(",\"population\":{},\"ir\":{}", Json(people), Json(c.ir)));
        put(out, format_args!(",\"cfr\":{},\"class\":{class}", Json(c.cfr)));
        if let Some(told) = c.told {
            put_field(out, "told", Some(told));
        }
    }
}

pub(super) fn put_area(out: &mut Vec<u8>, lens: &Lens, area: &Area<'_>) {
    out.extend_from_slice(b"\"id\":");
    put_text(out, &area.key());
    out.push(b',');
    let (shape, code, kind, people) = match area {
        Area::Catchment(c) => (&c.area, &c.facility, c.kind, c.people),
        Area::Reach(r) => (&r.area, &r.facility, r.kind, r.people),
    };
    put_polygons(out, &shape.orient(Direction::Default));
    out.extend_from_slice(b"\"properties\":{\"code\":");
    put_text(out, code.as_str());
    put_field(out, "name", lens.facilities().get(code).map(|f| f.name.as_str()));
    put_field(out, "type", Some(kind.word()));
    match area {
        Area::Catchment(c) => {
            put_field(out, "source", Some(c.source.word()));
            put(out, format_args!(",\"area_km2\":{}", (c.area_km2 * 1e4).round() / 1e4));
        }
        Area::Reach(r) => put(out, format_args!(",\"radius_m\":{}", r.radius_m)),
    }
    let (count, year) = (people.map(|(n, _)| n.round()), people.map(|(_, year)| year));
    put(out, format_args!(",\"people\":{},\"people_year\":{}", Json(count), Json(year)));
}
