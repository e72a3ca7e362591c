//! Numbers as Indonesia writes them: `1.702.379` and `51,63`; and as programs write them: `1702379` and `51.63`.

use super::Cell;

/// Why a cell holds no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// The value does not read as a number.
    #[error("this is no number")]
    Unreadable,
    /// A count must be whole and not negative.
    #[error("this is no whole number of at least 0")]
    NotWhole,
}

/// Reads a count: whole, not negative; dots, commas or spaces between groups of three digits are thousands.
/// `None` for an empty cell or a lone dash.
///
/// # Errors
/// The reason why the cell holds no count.
pub fn read_count(cell: Cell<'_>) -> Result<Option<u64>, NumberFault> {
    match cell {
        Cell::Empty | Cell::Text("-" | "–") => Ok(None),
        Cell::Number(n) if (0.0..=1e15).contains(&n) && n.fract() == 0.0 => Ok(Some(n as u64)),
        Cell::Number(_) => Err(NumberFault::NotWhole),
        Cell::Date(_) | Cell::Flag(_) => Err(NumberFault::Unreadable),
        Cell::Text(text) => count_of_text(text).map(Some),
    }
}

fn count_of_text(text: &str) -> Result<u64, NumberFault> {
    if let Ok(n) = text.parse::<u64>() {
        return Ok(n);
    }
    let digits = ['.', ',', ' ', '\u{a0}'].into_iter().find_map(|mark| ungrouped(text, mark));
    if let Some(digits) = digits {
        return digits.parse().map_err(|_| NumberFault::Unreadable);
    }
    match decimal_of_text(text) {
        Ok(n) if (0.0..=1e15).contains(&n) && n.fract() == 0.0 => Ok(n as u64),
        Ok(_) => Err(NumberFault::NotWhole),
        Err(fault) => Err(fault),
    }
}

/// The digits of a number whose groups of three are separated by `mark`.
fn ungrouped(text: &str, mark: char) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let digits = |g: &str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    let sound = digits(first) && first.len() <= 3 && !rest.is_empty();
    (sound && rest.iter().all(|g| g.len() == 3 && digits(g))).then(|| first.to_owned() + &rest.concat())
}

/// Reads a measure; one comma or one dot is the decimal mark, a mark that stands several times separates thousands.
/// `None` for an empty cell or a lone dash.
///
/// # Errors
/// The reason why the cell holds no number.
pub fn read_decimal(cell: Cell<'_>) -> Result<Option<f64>, NumberFault> {
    match cell {
        Cell::Empty | Cell::Text("-" | "–") => Ok(None),
        Cell::Number(n) if n.is_finite() => Ok(Some(n)),
        Cell::Number(_) | Cell::Date(_) | Cell::Flag(_) => Err(NumberFault::Unreadable),
        Cell::Text(text) => decimal_of_text(text).map(Some),
    }
}

fn decimal_of_text(text: &str) -> Result<f64, NumberFault> {
    let (sign, size) = text.strip_prefix('-').map_or(("", text), |size| ("-", size));
    let marks = |mark: char| size.matches(mark).count();
    let grouped = |text: &str, mark| ungrouped(text, mark).ok_or(NumberFault::Unreadable);
    let plain = match (marks('.'), marks(',')) {
        (0 | 1, 0) => return parse(text),
        (0, 1) => size.replace(',', "."),
        (_, 0) => grouped(size, '.')?,
        (0, _) => grouped(size, ',')?,
        _ => {
            let (decimal, thousands) =
                if size.rfind(',') > size.rfind('.') { (',', '.') } else { ('.', ',') };
            let (whole, rest) = size.rsplit_once(decimal).ok_or(NumberFault::Unreadable)?;
            format!("{}.{rest}", grouped(whole, thousands)?)
        }
    };
    parse(&format!("{sign}{plain}"))
}

fn parse(text: &str) -> Result<f64, NumberFault> {
    let sound = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    let number = if sound { text.parse::<f64>().ok() } else { None };
    number.filter(|n| n.is_finite()).ok_or(NumberFault::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> Result<Option<u64>, NumberFault> {
        read_count(Cell::of_text(text))
    }

    fn decimal(text: &str) -> Result<Option<f64>, NumberFault> {
        read_decimal(Cell::of_text(text))
    }

    #[test]
    fn thousands_are_read_in_every_hand() {
        for text in ["1702379", "1.702.379", "1,702,379", "1 702 379", "1702379.0", "1702379,0"] {
            assert_eq!(count(text), Ok(Some(1_702_379)), "{text}");
        }
        assert_eq!(count("1.234"), Ok(Some(1234)), "a count has no decimals, so the dot is thousands");
        assert_eq!(count("–"), Ok(None));
        assert_eq!(read_count(Cell::Number(12.0)), Ok(Some(12)));
    }

    #[test]
    fn what_is_no_count_is_refused() {
        for text in ["12.5", "-3", "1.70.379", "dua", "1e9", "nan", "="] {
            assert!(count(text).is_err(), "{text}");
        }
        assert!(read_count(Cell::Number(-1.0)).is_err());
        assert!(read_count(Cell::Number(f64::NAN)).is_err());
    }

    #[test]
    fn decimals_are_read_with_comma_and_dot() {
        assert_eq!(decimal("51,63"), Ok(Some(51.63)));
        assert_eq!(decimal("51.63"), Ok(Some(51.63)));
        assert_eq!(decimal("1.702,5"), Ok(Some(1702.5)));
        assert_eq!(decimal("1,702.5"), Ok(Some(1702.5)));
        assert_eq!(decimal("-6,9839"), Ok(Some(-6.9839)));
        assert_eq!(decimal("inf"), Err(NumberFault::Unreadable));
        assert_eq!(decimal("1.2,3,4"), Err(NumberFault::Unreadable));
    }
}
