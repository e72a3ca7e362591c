//! Cases one by one and page by page.

use std::collections::HashMap;

use sqlx::{QueryBuilder, Row};

use super::{Store, sql};
use crate::{
    domain::{Case, CaseId},
    store::{
        CaseCursor, CasePage, Fingerprint, StoreError,
        batch::BATCH,
        rows::{CaseRow, fingerprint},
    },
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

    pub(super) async fn read_contents(
        &self,
        keys: &[Fingerprint],
    ) -> Result<HashMap<Fingerprint, Fingerprint>, StoreError> {
        let mut contents = HashMap::new();
        for batch in keys.chunks(BATCH) {
            let mut question = QueryBuilder::new(sql::CONTENTS_BY_FINGERPRINT);
            let mut list = question.separated(", ");
            for key in batch {
                list.push_bind(&key.0[..]);
            }
            question.push(")");
            let query = question.build().persistent(batch.len() == BATCH);
            for row in query.fetch_all(&self.readers).await? {
                contents.insert(fingerprint(row.try_get(0)?)?, fingerprint(row.try_get(1)?)?);
            }
        }
        Ok(contents)
    }
}
