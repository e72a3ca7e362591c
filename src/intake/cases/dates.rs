//! When the illness began and when it was reported: the two dates that every count rests on.

use chrono::NaiveDate;

use super::fields::{ADMITTED, DIAGNOSED, DIED, Field, RECEIVED};
use super::reader::Open;
use crate::intake::date::read_date;
use crate::intake::{Remark, RemarkCode};

/// The dates of a case.
pub(super) struct CaseDates {
    pub(super) onset: NaiveDate,
    pub(super) onset_estimated: bool,
    pub(super) reported: NaiveDate,
}

/// Reads onset and report, and puts another date in where one is missing.
pub(super) fn read_case_dates(open: &mut Open<'_>) -> Result<CaseDates, Remark> {
    let onset_name = open.onset_name();
    let onset = required_day(open, Field::Onset, onset_name)?;
    let reported = required_day(open, Field::Reported, "tanggal_lapor")?;
    let [diagnosed, admitted, received] = [DIAGNOSED, ADMITTED, RECEIVED].map(|name| open.day(name));
    let earliest = [diagnosed, admitted, reported, received].into_iter().flatten().min();
    let Some(begun) = onset.or(earliest) else {
        let text = "the row has no date of onset, diagnosis, admission or report";
        return Err(open.refusal(onset_name, RemarkCode::Missing, text));
    };
    if onset.is_none() {
        let text = format!("the onset is missing; {begun}, the earliest other date, stands in");
        open.warn(onset_name, RemarkCode::EstimatedDate, text);
    }
    let stand_in = received.or(diagnosed).unwrap_or(begun);
    if reported.is_none() {
        let text = format!("the day of report is missing; {stand_in} stands in");
        open.warn("tanggal_lapor", RemarkCode::EstimatedDate, text);
    }
    let dates =
        CaseDates { onset: begun, onset_estimated: onset.is_none(), reported: reported.unwrap_or(stand_in) };
    if dates.reported < dates.onset {
        open.warn("tanggal_lapor", RemarkCode::DateOrder, "the report is earlier than the onset");
    }
    if open.day(DIED).is_some_and(|died| died < dates.onset) {
        open.warn(DIED, RemarkCode::DateOrder, "the death is earlier than the onset");
    }
    Ok(dates)
}

/// A date that refuses the row when it is impossible or still to come; `None` when the cell is empty.
fn required_day(open: &Open<'_>, field: Field, name: &'static str) -> Result<Option<NaiveDate>, Remark> {
    match read_date(open.cell(field)) {
        Ok(Some(day)) if day > open.today() => {
            Err(open.refusal(name, RemarkCode::FutureDate, format!("{day} has not come yet")))
        }
        Ok(day) => Ok(day),
        Err(fault) => Err(open.refusal(name, RemarkCode::ImpossibleDate, fault.to_string())),
    }
}
