//! Coordinates as people type them: `-6.9839`, `-6,9839`, `6°59'02" LS 110°24'37" BT`, both in one cell, or latitude
//! and longitude in each other's place.

use super::Cell;
use crate::domain::{BoundingBox, Position};

/// Why two cells are no point. The text never repeats them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CoordinateFault {
    /// The text does not read as coordinates.
    #[error("these are no coordinates; write for example -6.9839 and 110.4104")]
    Unreadable,
    /// Only one of the two is given.
    #[error("latitude or longitude is missing")]
    Half,
    /// Outside the globe, or 0, 0, which devices write when they know nothing.
    #[error("there is no such place; check the decimal mark")]
    NoPlace,
}

/// A point as read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadPoint {
    /// Where it is.
    pub position: Position,
    /// Whether latitude and longitude stood in each other's place and were put right.
    pub swapped: bool,
}

/// How far beyond the loaded areas, in degrees, a point may lie before it is doubted: neighbours are real.
pub const NEIGHBOURHOOD_DEGREES: f64 = 0.5;

/// Reads a point out of a latitude and a longitude cell (one of them may hold both). `area` is the box around the
/// loaded areas: it tells which order of two bare numbers was meant. `None` when both cells are empty.
///
/// # Errors
/// The reason why the cells are no point.
pub fn read_point(
    latitude: Cell<'_>,
    longitude: Cell<'_>,
    area: Option<BoundingBox>,
) -> Result<Option<ReadPoint>, CoordinateFault> {
    let angles = match (read_angles(latitude)?.as_slice(), read_angles(longitude)?.as_slice()) {
        ([], []) => return Ok(None),
        ([a], [b]) => [*a, *b],
        ([a, b], []) | ([], [a, b]) => [*a, *b],
        ([_], []) | ([], [_]) => return Err(CoordinateFault::Half),
        ([a, b], [c, d]) if a == c && b == d => [*a, *b],
        _ => return Err(CoordinateFault::Unreadable),
    };
    point_of(angles, area).map(Some)
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Axis {
    Latitude,
    Longitude,
}

/// A number of degrees; the axis is known where a letter says it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Angle {
    degrees: f64,
    axis: Option<Axis>,
}

fn point_of([first, second]: [Angle; 2], area: Option<BoundingBox>) -> Result<ReadPoint, CoordinateFault> {
    if first.degrees == 0.0 && second.degrees == 0.0 {
        return Err(CoordinateFault::NoPlace);
    }
    let as_typed = Position::new(second.degrees, first.degrees);
    let turned = Position::new(first.degrees, second.degrees);
    let keep = |p: Option<Position>, swapped| {
        p.map(|position| ReadPoint { position, swapped }).ok_or(CoordinateFault::NoPlace)
    };
    match (first.axis, second.axis) {
        (Some(a), Some(b)) if a == b => Err(CoordinateFault::Unreadable),
        (Some(Axis::Longitude), _) | (_, Some(Axis::Latitude)) => keep(turned, true),
        (Some(Axis::Latitude), _) | (_, Some(Axis::Longitude)) => keep(as_typed, false),
        (None, None) => {
            let near = |p: Option<Position>| {
                let area = area.map(|a| a.padded(NEIGHBOURHOOD_DEGREES));
                p.is_some_and(|p| area.is_none_or(|a| a.contains(p)))
            };
            let turn = !near(as_typed) && (near(turned) || as_typed.is_none());
            if turn { keep(turned, true) } else { keep(as_typed, false) }
        }
    }
}

fn read_angles(cell: Cell<'_>) -> Result<Vec<Angle>, CoordinateFault> {
    match cell {
        Cell::Empty | Cell::Text("-" | "–") => Ok(Vec::new()),
        Cell::Number(degrees) => Ok(vec![Angle { degrees, axis: None }]),
        Cell::Date(_) | Cell::Flag(_) => Err(CoordinateFault::Unreadable),
        Cell::Text(text) => match text.parse::<f64>() {
            Ok(degrees) if degrees.is_finite() => Ok(vec![Angle { degrees, axis: None }]),
            _ => angles_of(&tokens(text)?),
        },
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Number(f64),
    Degree,
    Minute,
    Second,
    /// Which axis, and whether it counts negative.
    Side(Axis, bool),
}

fn tokens(text: &str) -> Result<Vec<Token>, CoordinateFault> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches('(').trim_end_matches(')');
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '0'..='9' | '-' | '+' | '−' => {
                let (number, length) = number_at(rest)?;
                found.push(Token::Number(number));
                length
            }
            _ if c.is_alphabetic() && c != 'º' => {
                let length = rest.find(|c: char| !c.is_alphabetic() || c == 'º').unwrap_or(rest.len());
                found.extend(word(&rest[..length])?);
                length
            }
            _ => {
                let pair = rest.starts_with("''") || rest.starts_with("′′") || rest.starts_with("’’");
                found.extend(mark(c, pair)?);
                if pair { 2 * c.len_utf8() } else { c.len_utf8() }
            }
        };
        rest = &rest[length..];
    }
    Ok(found)
}

fn mark(c: char, pair: bool) -> Result<Option<Token>, CoordinateFault> {
    match c {
        '°' | 'º' | '˚' => Ok(Some(Token::Degree)),
        '\'' | '′' | '’' | '‘' | '`' | '´' => {
            Ok(Some(if pair { Token::Second } else { Token::Minute }))
        }
        '"' | '″' | '”' | '“' => Ok(Some(Token::Second)),
        ',' | ';' | ':' | '/' | '|' | '.' => Ok(None),
        _ if c.is_whitespace() => Ok(None),
        _ => Err(CoordinateFault::Unreadable),
    }
}

/// LS and LU, BT and BB (lintang selatan, utara; bujur timur, barat), or the letters of English.
fn word(word: &str) -> Result<Option<Token>, CoordinateFault> {
    let side = |axis, negative| Ok(Some(Token::Side(axis, negative)));
    match word.to_lowercase().as_str() {
        "ls" | "s" | "selatan" | "south" => side(Axis::Latitude, true),
        "lu" | "n" | "u" | "utara" | "north" => side(Axis::Latitude, false),
        "bt" | "e" | "t" | "timur" | "east" => side(Axis::Longitude, false),
        "bb" | "w" | "barat" | "west" => side(Axis::Longitude, true),
        "d" | "deg" | "derajat" => Ok(Some(Token::Degree)),
        "m" | "min" | "menit" => Ok(Some(Token::Minute)),
        "sec" | "detik" => Ok(Some(Token::Second)),
        "lat" | "latitude" | "lintang" | "lon" | "lng" | "long" | "longitude" | "bujur" => Ok(None),
        _ => Err(CoordinateFault::Unreadable),
    }
}

/// A number at the start of the text and how many bytes it takes. A comma or dot between digits is its decimal mark,
/// a second one ends it: `-6,98,110,41` is two numbers.
fn number_at(text: &str) -> Result<(f64, usize), CoordinateFault> {
    let sign = text.chars().next().filter(|c| !c.is_ascii_digit());
    let start = sign.map_or(0, char::len_utf8);
    let bytes = text.as_bytes();
    let (mut end, mut point) = (start, None);
    while let Some(byte) = bytes.get(end) {
        let followed = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        match byte {
            b'0'..=b'9' => end += 1,
            b'.' | b',' if point.is_none() && followed && end > start => {
                point = Some(end);
                end += 1;
            }
            _ => break,
        }
    }
    let plain = text[start..end].replace(',', ".");
    let value: f64 = plain.parse().map_err(|_| CoordinateFault::Unreadable)?;
    let negative = sign.is_some_and(|c| c != '+');
    Ok((if negative { -value } else { value }, end))
}

/// Angles out of tokens. A side letter ends an angle, or starts it when the text opens with one.
fn angles_of(tokens: &[Token]) -> Result<Vec<Angle>, CoordinateFault> {
    let sided = tokens.iter().any(|t| matches!(t, Token::Side(..)));
    let marked = tokens.iter().any(|t| matches!(t, Token::Degree));
    let groups: Vec<&[Token]> = match tokens.first() {
        Some(Token::Side(..)) => split_before(tokens, |t| matches!(t, Token::Side(..))),
        _ if sided => tokens.split_inclusive(|t| matches!(t, Token::Side(..))).collect(),
        _ if marked => split_before_degrees(tokens),
        _ => tokens.chunks(1).collect(),
    };
    if groups.is_empty() || groups.len() > 2 {
        return Err(CoordinateFault::Unreadable);
    }
    groups.into_iter().map(angle_of).collect()
}

fn split_before(tokens: &[Token], starts: impl Fn(&Token) -> bool) -> Vec<&[Token]> {
    let mut at: Vec<usize> = (0..tokens.len()).filter(|i| starts(&tokens[*i])).collect();
    at.push(tokens.len());
    at.windows(2).map(|w| &tokens[w[0]..w[1]]).collect()
}

/// Without letters, a new angle begins with each number that a degree sign follows.
fn split_before_degrees(tokens: &[Token]) -> Vec<&[Token]> {
    let starts =
        |i: usize| matches!(tokens[i], Token::Number(_)) && tokens.get(i + 1) == Some(&Token::Degree);
    let mut at: Vec<usize> = (0..tokens.len()).filter(|i| starts(*i)).collect();
    at.push(tokens.len());
    at.windows(2).map(|w| &tokens[w[0]..w[1]]).collect()
}

fn angle_of(tokens: &[Token]) -> Result<Angle, CoordinateFault> {
    let (mut parts, mut side) = (Vec::new(), None);
    for token in tokens {
        match *token {
            Token::Number(n) => parts.push(n),
            Token::Side(axis, negative) => side = Some((axis, negative)),
            Token::Degree if parts.len() == 1 => {}
            Token::Minute if parts.len() == 2 => {}
            Token::Second if parts.len() == 3 => {}
            _ => return Err(CoordinateFault::Unreadable),
        }
    }
    let (degrees, minutes, seconds) = match parts[..] {
        [d] => (d, 0.0, 0.0),
        [d, m] => (d, m, 0.0),
        [d, m, s] => (d, m, s),
        _ => return Err(CoordinateFault::Unreadable),
    };
    if !(0.0..60.0).contains(&minutes) || !(0.0..60.0).contains(&seconds) {
        return Err(CoordinateFault::Unreadable);
    }
    let size = degrees.abs() + minutes / 60.0 + seconds / 3600.0;
    let negative = degrees.is_sign_negative() || side.is_some_and(|(_, negative)| negative);
    Ok(Angle { degrees: if negative { -size } else { size }, axis: side.map(|(axis, _)| axis) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn semarang() -> Option<BoundingBox> {
        BoundingBox::new(110.2697, -7.1155, 110.5052, -6.9338)
    }

    fn read(latitude: &str, longitude: &str) -> Result<Option<ReadPoint>, CoordinateFault> {
        read_point(Cell::of_text(latitude), Cell::of_text(longitude), semarang())
    }

    fn near(latitude: &str, longitude: &str, swapped: bool) {
        let point =
            read(latitude, longitude).unwrap_or_else(|e| panic!("{latitude} | {longitude}: {e}")).unwrap();
        let p = point.position;
        let error = (p.lat + 6.983_889).abs().max((p.lon - 110.410_278).abs());
        assert!(error < 2e-5, "{latitude} | {longitude} -> {p:?}");
        assert_eq!(point.swapped, swapped, "{latitude} | {longitude}");
    }

    #[test]
    fn one_place_in_every_hand_is_one_place() {
        near("-6.983889", "110.410278", false);
        near("-6,983889", "110,410278", false);
        near("−6,983889", "110,410278", false);
        near("6°59'02\" LS", "110°24'37\" BT", false);
        near("6° 59′ 02″ S", "110° 24′ 37″ E", false);
        near("6º59’02” LS", "110º24’37” BT", false);
        near("6°59'02''LS", "110°24'37''BT", false);
        near("6 59 02 LS", "110 24 37 BT", false);
        near("-6°59'02\"", "110°24'37\"", false);
        near("S 6°59'02\"", "E 110°24'37\"", false);
        near("6,983889 Lintang Selatan", "110,410278 Bujur Timur", false);
        near("6d59m02 S", "110d24m37 E", false);
        near("6°59,03333' LS", "110°24,61667' BT", false);
    }

    #[test]
    fn both_values_may_stand_in_one_cell() {
        near("-6.983889, 110.410278", "", false);
        near("-6.983889,110.410278", "", false);
        near("-6,983889, 110,410278", "", false);
        near("-6,983889,110,410278", "", false);
        near("-6,983889; 110,410278", "", false);
        near("-6,983889 110,410278", "", false);
        near("(-6.983889, 110.410278)", "", false);
        near("", "6°59'02\" LS 110°24'37\" BT", false);
        near("6°59'02\" LS, 110°24'37\" BT", "6°59'02\" LS, 110°24'37\" BT", false);
        near("-6°59'02\" 110°24'37\"", "", false);
        near("Lat: -6.983889 Long: 110.410278", "", false);
    }

    #[test]
    fn swapped_values_are_put_right_and_said() {
        near("110.410278", "-6.983889", true);
        near("110,410278", "-6,983889", true);
        near("110°24'37\" BT", "6°59'02\" LS", true);
        near("110.410278, -6.983889", "", true);
    }

    #[test]
    fn a_far_place_is_left_where_it_is() {
        let jakarta = read("-6.2", "106.8").unwrap().unwrap();
        assert_eq!(jakarta, ReadPoint { position: Position { lon: 106.8, lat: -6.2 }, swapped: false });
    }

    #[test]
    fn without_loaded_areas_only_what_the_globe_tells_is_turned() {
        let point = |a, b| read_point(Cell::Number(a), Cell::Number(b), None).unwrap().unwrap();
        assert!(point(110.41, -6.98).swapped);
        assert!(!point(-6.98, 110.41).swapped);
        assert!(!point(43.7, 7.4).swapped);
    }

    #[test]
    fn what_is_no_point_is_refused_with_the_reason() {
        for (a, b, fault) in [
            ("-6.98", "", CoordinateFault::Half),
            ("", "110.41", CoordinateFault::Half),
            ("-6.98", "seratus", CoordinateFault::Unreadable),
            ("6°75'02\" LS", "110°24'37\" BT", CoordinateFault::Unreadable),
            ("6°59'02\" LS", "110°24'37\" LS", CoordinateFault::Unreadable),
            ("0", "0", CoordinateFault::NoPlace),
            ("-6983889", "110410278", CoordinateFault::NoPlace),
            ("-6.98, 110.41, 5", "", CoordinateFault::Unreadable),
            ("nan", "inf", CoordinateFault::Unreadable),
        ] {
            assert_eq!(read(a, b), Err(fault), "{a} | {b}");
        }
        assert_eq!(read("", ""), Ok(None));
        assert_eq!(read("-", "–"), Ok(None));
    }
}
