//! Control characters in a text: programs leave them in cells (U+0000 above all), nobody sees them, and one database
//! keeps what the other refuses. They are left out where a file becomes text, and the person is told.

use std::borrow::Cow;

use super::{Remark, RemarkCode};

/// Tabs, line breaks and other white space are no control characters here: people put them into cells.
fn is_control(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
}

/// Whether no control character stands in a text. Reads bytes first, because nearly every text is clean.
pub(super) fn is_printable(text: &str) -> bool {
    // The control characters beyond ASCII, U+0080 to U+009F, begin with the byte C2, and so does the degree sign.
    let doubtful = |b: &&u8| (**b < b' ' && !(9..=13).contains(*b)) || matches!(**b, 0x7f | 0xc2);
    text.as_bytes().iter().filter(doubtful).count() == 0 || !text.contains(is_control)
}

/// The text without control characters, and whether a person should be told: it held some and says something without
/// them. A text of nothing else is as good as empty.
pub(super) fn printable(text: &str) -> (Cow<'_, str>, bool) {
    if is_printable(text) {
        return (Cow::Borrowed(text), false);
    }
    let rest: String = text.chars().filter(|c| !is_control(*c)).collect();
    let told = !rest.trim().is_empty();
    (Cow::Owned(rest), told)
}

/// What a person is told.
pub(super) fn control_remark(row: u64, field: &'static str) -> Remark {
    let text = "the text held control characters (such as U+0000), which nobody sees; they were left out";
    Remark::new(row, field, RemarkCode::ControlCharacter, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_leave_a_text_and_everything_else_stays() {
        let read = |text: &'static str| {
            let (text, told) = printable(text);
            (text.into_owned(), told)
        };
        assert_eq!(read("Con\0toh\u{7} \u{85}S\u{9f}atu\u{7f}"), ("Contoh \u{85}Satu".to_owned(), true));
        assert_eq!(read("dua\nbaris\t7°C\u{b} é"), ("dua\nbaris\t7°C\u{b} é".to_owned(), false));
        assert_eq!(read("\0\0 \u{1}"), (" ".to_owned(), false));
    }
}
