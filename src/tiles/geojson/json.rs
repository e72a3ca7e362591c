//! JSON written by hand: numbers, texts, dates and coordinates.

use std::io::Write;

use chrono::{Datelike, NaiveDate};
use geo::MultiPolygon;

use crate::domain::{DistrictCode, Position};

/// A number, or null.
pub(super) struct Json<T>(pub Option<T>);

impl<T: std::fmt::Display> std::fmt::Display for Json<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Some(value) => value.fmt(f),
            None => f.write_str("null"),
        }
    }
}

/// Writing into memory cannot fail.
pub(super) fn put(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    let _ = serde_json::to_writer(out, text);
}

pub(super) fn put_field(out: &mut Vec<u8>, key: &str, value: Option<&str>) {
    put(out, format_args!(",\"{key}\":"));
    match value {
        Some(text) => put_text(out, text),
        None => out.extend_from_slice(b"null"),
    }
}

pub(super) fn put_word(out: &mut Vec<u8>, word: Option<&str>) {
    match word {
        Some(word) => {
            out.push(b'"');
            out.extend_from_slice(word.as_bytes());
            out.push(b'"');
        }
        None => out.extend_from_slice(b"null"),
    }
}

pub(super) fn put_code(out: &mut Vec<u8>, code: Option<DistrictCode>) {
    match code {
        Some(code) => put_word(out, Some(code.dotted().as_str())),
        None => out.extend_from_slice(b"null"),
    }
}

pub(in crate::tiles) fn put_date(out: &mut Vec<u8>, date: NaiveDate) {
    if !(0..=9999).contains(&date.year()) {
        return put(out, format_args!("{date}"));
    }
    put_digits(out, u64::from(date.year().unsigned_abs()), 4);
    out.push(b'-');
    put_digits(out, u64::from(date.month()), 2);
    out.push(b'-');
    put_digits(out, u64::from(date.day()), 2);
}

pub(super) fn put_point(out: &mut Vec<u8>, at: Option<Position>) {
    match at {
        Some(p) => {
            out.extend_from_slice(b"\"geometry\":{\"type\":\"Point\",\"coordinates\":");
            put_position(out, p.lon, p.lat);
            out.extend_from_slice(b"},");
        }
        None => out.extend_from_slice(b"\"geometry\":null,"),
    }
}

pub(super) fn put_polygons(out: &mut Vec<u8>, area: &MultiPolygon<f64>) {
    out.extend_from_slice(b"\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[");
    for (i, polygon) in area.0.iter().enumerate() {
        out.extend_from_slice(if i > 0 { b",[" } else { b"[" });
        for (j, ring) in std::iter::once(polygon.exterior()).chain(polygon.interiors()).enumerate() {
            if j > 0 {
                out.push(b',');
            }
            put_ring(out, ring.0.iter().map(|c| (c.x, c.y)));
        }
        out.push(b']');
    }
    out.extend_from_slice(b"]},");
}

pub(super) fn put_ring(out: &mut Vec<u8>, points: impl Iterator<Item = (f64, f64)>) {
    out.push(b'[');
    for (i, (lon, lat)) in points.enumerate() {
        if i > 0 {
            out.push(b',');
        }
        put_position(out, lon, lat);
    }
    out.push(b']');
}

pub(super) fn put_position(out: &mut Vec<u8>, lon: f64, lat: f64) {
    out.push(b'[');
    put_degrees(out, lon);
    out.push(b',');
    put_degrees(out, lat);
    out.push(b']');
}

/// Degrees with 7 decimals, a centimetre.
pub(super) fn put_degrees(out: &mut Vec<u8>, degrees: f64) {
    let units = (degrees * 1e7).round() as i64;
    if units < 0 {
        out.push(b'-');
    }
    let units = units.unsigned_abs();
    put_digits(out, units / 10_000_000, 1);
    out.push(b'.');
    put_digits(out, units % 10_000_000, 7);
}

/// A whole number.
pub(super) fn put_number(out: &mut Vec<u8>, n: i64) {
    if n < 0 {
        out.push(b'-');
    }
    put_digits(out, n.unsigned_abs(), 1);
}

/// A whole number with at least `least` digits.
pub(super) fn put_digits(out: &mut Vec<u8>, mut n: u64, least: usize) {
    let mut digits = [b'0'; 20];
    let mut at = digits.len();
    while n > 0 || digits.len() - at < least {
        at -= 1;
        digits[at] = b'0' + (n % 10) as u8;
        n /= 10;
    }
    out.extend_from_slice(&digits[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_have_seven_decimals() {
        for (degrees, text) in
            [(110.4166667, "110.4166667"), (-6.9, "-6.9000000"), (-0.00000004, "0.0000000")]
        {
            let mut out = Vec::new();
            put_degrees(&mut out, degrees);
            assert_eq!(String::from_utf8(out).unwrap(), text);
        }
    }
}
