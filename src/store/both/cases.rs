//! Cases one by one and page by page.

use super::{Store, sql};
use crate::{
    domain::{Case, CaseId},
    store::{CaseCursor, CasePage, StoreError, rows::CaseRow},
};

impl Store {
    pub(super) async fn read_page(
        &self,
        after: Option<CaseCursor>,
        limit: u32,
    ) -> Result<CasePage, StoreError> {
        let start = after.map_or(0, |cursor| cursor.0.0);
        let page = sqlx::query_as(sql::CASES_AFTER).bind(start).bind(i64::from(limit) + 1);
        let mut rows: Vec<CaseRow> = page.fetch_all(&self.readers).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let cases = rows.into_iter().map(TryFrom::try_from).collect::<Result<Vec<(CaseId, Case)>, _>>()?;
        let next = if more { cases.last().map(|(id, _)| CaseCursor(*id)) } else { None };
        Ok(CasePage { cases, next })
    }

    pub(super) async fn read_case(&self, id: CaseId) -> Result<Option<Case>, StoreError> {
        let one = sqlx::query_as(sql::CASE).bind(id.0);
        let row: Option<CaseRow> = one.fetch_optional(&self.readers).await?;
        row.map(|row| <(CaseId, Case)>::try_from(row).map(|(_, case)| case)).transpose()
    }
}
