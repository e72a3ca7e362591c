//! Which kelurahan holds a case's point, when the outlines have moved under it.

use std::collections::HashMap;

use sqlx::{QueryBuilder, Row};

use super::{Db, Store, Write, sql};
use crate::{
    domain::{Case, CaseId, DistrictCode},
    store::{
        StoreError,
        batch::{BATCH, batches},
        rows::parsed_if_any,
    },
};

/// A case and the kelurahan that now holds its point.
type Place = (CaseId, Option<DistrictCode>);

/// What a case declares and what was computed last.
type Known = (Option<DistrictCode>, Option<DistrictCode>);

impl Store {
    pub(super) async fn put_places(&self, places: &[Place]) -> Result<u64, StoreError> {
        let mut write = Write::of_cases(&self.writers).await?;
        let mut moved = 0;
        for batch in batches(places, |(id, _)| *id) {
            let known = write.known_places(batch).await?;
            let elsewhere = batch.iter().filter_map(|(id, computed)| {
                let (declared, before) = known.get(&id.0)?;
                (before != computed).then(|| (id.0, *computed, Case::counts_in(*declared, *computed)))
            });
            moved += write.put_places(&elsewhere.collect::<Vec<_>>()).await?;
        }
        write.finish(moved > 0).await?;
        Ok(moved)
    }
}

impl Write {
    async fn known_places(&mut self, batch: &[Place]) -> Result<HashMap<i64, Known>, StoreError> {
        let mut question = QueryBuilder::<Db>::new(sql::PLACES_OF);
        let mut ids = question.separated(", ");
        for (id, _) in batch {
            ids.push_bind(id.0);
        }
        question.push(")");
        let query = question.build().persistent(batch.len() == BATCH);
        let rows = query.fetch_all(&mut *self.transaction).await?;
        let code = |column: &str, text: Option<&str>| parsed_if_any("cases", column, text);
        rows.iter()
            .map(|row| {
                let declared = code("declared", row.try_get(1)?)?;
                Ok((row.try_get(0)?, (declared, code("computed", row.try_get(2)?)?)))
            })
            .collect()
    }

    /// Writes number, computed and counted kelurahan of cases.
    async fn put_places(
        &mut self,
        rows: &[(i64, Option<DistrictCode>, Option<DistrictCode>)],
    ) -> Result<u64, StoreError> {
        if rows.is_empty() {
            return Ok(0);
        }
        let mut statement = QueryBuilder::<Db>::new(sql::PLACE.0);
        statement.push_values(rows, |mut values, (id, computed, counted)| {
            let word = |code: &Option<DistrictCode>| code.map(|c| c.to_string());
            values.push_bind(*id).push_bind(word(computed)).push_bind(word(counted));
        });
        statement.push(sql::PLACE.1);
        let query = statement.build().persistent(rows.len() == BATCH);
        Ok(query.execute(&mut *self.transaction).await?.rows_affected())
    }
}
