//! A line list into cases. One row gives one draft or one refusal; every doubt on the way is a remark.
//!
//! What refuses a row: a day of onset or of report that is impossible or has not come yet, no date at all, or cells
//! beyond the header. Everything else is kept with a warning, because a case with a doubtful answer is still a case:
//!
//! - Another impossible date stays as typed among the details. A date of birth, coordinates and place names that could
//!   not be understood are personal or may be; they stay as typed among the person's remarks.
//! - Without a klasifikasi the status is what the form's diagnosis says (suspek), else probabel with a warning: a
//!   clinician's diagnosis of which nobody wrote that it is confirmed. It is never taken for confirmed.
//! - A point farther than half a degree from every loaded area is dropped from the map; a nearer one outside stays.

mod answers;
mod dates;
mod draft;
mod fields;
mod person;
mod places;
mod reader;

pub use draft::{CaseDraft, Parts};
pub use places::CasePlaces;
pub use reader::{CaseReader, Reading};
