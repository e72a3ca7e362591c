//! GeoJSON (RFC 7946) of every set, a page at a time, in an order that stays: cases and squares by number, facilities
//! and districts by code. Written straight into bytes: a page of thousands of points is one loop.

mod feature;
mod json;

use geo::MultiPolygon;

pub(super) use self::json::put_date;
use self::{
    feature::{Area, put_area, put_case, put_cell, put_district, put_facility},
    json::{put, put_text},
};
use super::{
    SetName, TileError, TileQuery,
    service::{TileService, level_for},
    tileset::TileSet,
    vector::touches,
};
use crate::{
    domain::{BoundingBox, CaseId, DiseaseCatalog, District, Facility, Position},
    index::Lens,
};

/// Features of a page when the query does not say.
const DEFAULT_LIMIT: usize = 1_000;

/// Bytes of a usual case as a feature.
const POINT_BYTES: usize = 256;

/// The most features of a page.
const MAX_LIMIT: usize = 10_000;

/// Which page of which set.
#[derive(Debug, Clone)]
pub struct FeatureQuery {
    /// The set.
    pub set: SetName,
    /// Which cases, and how to count them.
    pub query: TileQuery,
    /// Only what touches this rectangle.
    pub area: Option<BoundingBox>,
    /// Features of a page, 1..=10,000.
    pub limit: usize,
    /// Where the page begins: the `next` of the page before.
    pub cursor: Option<String>,
    /// The address of this layer, for the link to the next page.
    pub path: String,
}

impl FeatureQuery {
    /// Reads the pairs of a URL: `bbox`, `limit`, `cursor`, the words of the set and every filter word.
    pub fn read<'a>(
        set: SetName,
        about: &TileSet,
        path: &str,
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        catalog: &DiseaseCatalog,
    ) -> Result<Self, TileError> {
        let own = |word: &str| matches!(word, "bbox" | "limit" | "cursor");
        let (page, rest): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(word, _)| own(word));
        let mut read = Self {
            set,
            query: TileQuery::read(about, rest, catalog)?,
            area: None,
            limit: DEFAULT_LIMIT,
            cursor: None,
            path: path.to_owned(),
        };
        for (i, (word, value)) in page.iter().enumerate() {
            if page[..i].iter().any(|(w, _)| w == word) {
                return Err(TileError::word(word, "stands twice"));
            }
            match *word {
                "bbox" => read.area = Some(read_bbox(value)?),
                "limit" => {
                    let limit = value.parse().ok().filter(|n| (1..=MAX_LIMIT).contains(n));
                    read.limit =
                        limit.ok_or_else(|| TileError::word("limit", format!("must be 1 to {MAX_LIMIT}")))?;
                }
                _ => read.cursor = Some((*value).to_owned()),
            }
        }
        Ok(read)
    }

    fn link(&self, cursor: &str) -> String {
        let mut link = format!("{}?limit={}", self.path, self.limit);
        if let Some(b) = self.area {
            link.push_str(&format!("&bbox={},{},{},{}", b.west, b.south, b.east, b.north));
        }
        link.push_str(&self.query.key());
        link.push_str("&cursor=");
        for byte in cursor.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
                link.push(char::from(byte));
            } else {
                link.push_str(&format!("%{byte:02X}"));
            }
        }
        link
    }

    fn holds(&self, p: Option<Position>) -> bool {
        self.area.is_none_or(|area| p.is_some_and(|p| area.contains(p)))
    }
}

/// Reads `west,south,east,north`.
pub(super) fn read_bbox(value: &str) -> Result<BoundingBox, TileError> {
    let numbers: Vec<f64> = value.split(',').filter_map(|v| v.trim().parse().ok()).collect();
    let area = match (numbers.as_slice(), value.split(',').count()) {
        ([west, south, east, north], 4) => BoundingBox::new(*west, *south, *east, *north),
        _ => None,
    };
    area.ok_or_else(|| TileError::word("bbox", "must be west,south,east,north in degrees"))
}

/// A page of features.
#[derive(Debug, Clone)]
pub struct FeaturePage {
    /// The FeatureCollection.
    pub body: Vec<u8>,
    /// Features in it.
    pub returned: usize,
    /// Features on all pages together.
    pub matched: u64,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// Writes a page.
pub(super) fn page(
    service: &TileService,
    lens: &Lens,
    query: &FeatureQuery,
) -> Result<FeaturePage, TileError> {
    match query.set {
        SetName::Cases => cases(lens, query),
        SetName::Facilities => facilities(lens, query),
        SetName::Districts => districts(service, lens, query),
        SetName::Coverage => coverage(service, lens, query),
        SetName::Heat => Err(TileError::Unknown("GeoJSON of the set `heat`".into())),
    }
}

/// Points first, then squares: a puskesmas sees both. Nothing for viewers without cases.
fn cases(lens: &Lens, query: &FeatureQuery) -> Result<FeaturePage, TileError> {
    let area = query.area.unwrap_or(BoundingBox::WORLD);
    let filter = &query.query.filter;
    let after = query.cursor.as_deref().map(read_case_cursor).transpose()?;
    let (after_case, after_square) = match after {
        None => (None, None),
        Some(CaseCursor::Case(id)) => (Some(CaseId(id)), None),
        Some(CaseCursor::Square(id)) => (Some(CaseId(i64::MAX)), Some(id)),
    };
    let points = lens.points_page(filter, area, after_case, query.limit).ok();
    let (points, total, more) = points.map_or((Vec::new(), 0, false), |p| (p.cases, p.total, p.more));
    let squares = lens.squares(filter, area);
    let matched = total + squares.len() as u64;
    let mut writer = Collection::new();
    writer.make_room(points.len());
    points.iter().for_each(|mark| writer.feature(|out| put_case(out, mark)));
    let mut next = points.last().filter(|_| more).map(|last| format!("case-{}", last.id.0));
    if !more {
        let room = query.limit - points.len();
        let rest: Vec<_> = squares.iter().filter(|s| after_square.is_none_or(|id| s.id > id)).collect();
        rest.iter().take(room).for_each(|cell| writer.feature(|out| put_cell(out, cell)));
        if rest.len() > room {
            let last = room.checked_sub(1).and_then(|i| rest.get(i));
            next = Some(format!("square-{}", last.map_or(0, |cell| cell.id)));
        }
    }
    Ok(writer.finish(query, matched, next))
}

enum CaseCursor {
    Case(i64),
    Square(u64),
}

fn read_case_cursor(text: &str) -> Result<CaseCursor, TileError> {
    let found = match text.split_once('-') {
        Some(("case", id)) => id.parse().ok().map(CaseCursor::Case),
        Some(("square", id)) => id.parse().ok().map(CaseCursor::Square),
        _ => None,
    };
    found.ok_or_else(|| TileError::word("cursor", "take it from the `next` of the page before"))
}

/// A page of a list in the order of its keys: those after the cursor, at most `limit`, and the cursor of the next page.
fn take_page<T>(items: Vec<T>, query: &FeatureQuery, key: impl Fn(&T) -> String) -> (Vec<T>, Option<String>) {
    let after = |item: &T| query.cursor.as_ref().is_none_or(|cursor| key(item) > *cursor);
    let mut page: Vec<T> = items.into_iter().filter(after).collect();
    let more = page.len() > query.limit;
    page.truncate(query.limit);
    let next = page.last().filter(|_| more).map(key);
    (page, next)
}

fn facilities(lens: &Lens, query: &FeatureQuery) -> Result<FeaturePage, TileError> {
    let types = &query.query.display.types;
    let wanted = |f: &&Facility| (types.is_empty() || types.contains(&f.kind)) && query.holds(f.position);
    let all: Vec<&Facility> = lens.facilities().all().iter().filter(wanted).collect();
    let matched = all.len() as u64;
    let (page, next) = take_page(all, query, |f| f.code.to_string());
    let mut writer = Collection::new();
    page.iter().for_each(|f| writer.feature(|out| put_facility(out, f)));
    Ok(writer.finish(query, matched, next))
}

fn districts(service: &TileService, lens: &Lens, query: &FeatureQuery) -> Result<FeaturePage, TileError> {
    let level = level_for(lens, query.query.display.level, 0);
    let shading = service.shading_if_open(lens, &query.query, level);
    let all: Vec<&District> = match query.area {
        Some(area) => lens.districts().touching(level, area),
        None => lens.districts().level(level).iter().map(AsRef::as_ref).collect(),
    };
    let matched = all.len() as u64;
    let (page, next) = take_page(all, query, |d| d.code.to_string());
    let mut writer = Collection::new();
    page.iter().for_each(|d| writer.feature(|out| put_district(out, lens, d, shading.as_deref())));
    Ok(writer.finish(query, matched, next))
}

fn coverage(service: &TileService, lens: &Lens, query: &FeatureQuery) -> Result<FeaturePage, TileError> {
    let display = &query.query.display;
    let seen = |area: &MultiPolygon<f64>| query.area.is_none_or(|rect| touches(area, rect));
    let catchments = lens.coverage().catchments.iter().filter(|c| display.wants(c) && seen(&c.area));
    let reaches = service.reaches(lens, display);
    let reach = reaches.iter().filter(|r| seen(&r.area));
    let mut all: Vec<Area<'_>> = catchments.map(Area::Catchment).chain(reach.map(Area::Reach)).collect();
    all.sort_by_cached_key(Area::key);
    let matched = all.len() as u64;
    let (page, next) = take_page(all, query, Area::key);
    let mut writer = Collection::new();
    page.iter().for_each(|area| writer.feature(|out| put_area(out, lens, area)));
    Ok(writer.finish(query, matched, next))
}

/// A FeatureCollection while it is written.
struct Collection {
    body: Vec<u8>,
    returned: usize,
}

impl Collection {
    fn new() -> Self {
        Self { body: b"{\"type\":\"FeatureCollection\",\"features\":[".to_vec(), returned: 0 }
    }

    /// Makes room for so many points at once.
    fn make_room(&mut self, points: usize) {
        self.body.reserve(points * POINT_BYTES);
    }

    fn feature(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        if self.returned > 0 {
            self.body.push(b',');
        }
        self.returned += 1;
        self.body.extend_from_slice(b"\n{\"type\":\"Feature\",");
        write(&mut self.body);
        self.body.extend_from_slice(b"}}");
    }

    fn finish(mut self, query: &FeatureQuery, matched: u64, next: Option<String>) -> FeaturePage {
        let returned = self.returned;
        put(
            &mut self.body,
            format_args!("],\"numberMatched\":{matched},\"numberReturned\":{returned},\"next\":"),
        );
        match next.as_deref().map(|cursor| query.link(cursor)) {
            Some(link) => put_text(&mut self.body, &link),
            None => self.body.extend_from_slice(b"null"),
        }
        self.body.extend_from_slice(b"}\n");
        FeaturePage { body: self.body, returned, matched, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_needs_four_numbers_the_right_way_round() {
        assert!(read_bbox("110.2,-7.2,110.6,-6.9").is_ok());
        for bad in ["", "1,2,3", "1,2,3,4,5", "110.6,-7.2,110.2,-6.9", "a,b,c,d", "NaN,0,1,1"] {
            assert!(read_bbox(bad).is_err(), "{bad}");
        }
    }
}
