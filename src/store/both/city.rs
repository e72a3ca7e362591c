//! Districts, facilities, wilayah kerja and denominators.

use super::{Store, Values, sql};
use crate::{
    domain::{Catchment, District, Facility, Level, Population},
    store::{
        StoreError,
        rows::{DistrictRow, kind_word, outline_to_wkb},
    },
};

/// The values of [`sql::DISTRICT_TABLE`].
pub(super) fn bind_district(values: &mut Values<'_>, district: &District) -> Result<(), StoreError> {
    values
        .push_bind(district.code.to_string())
        .push_bind(district.code.level().word())
        .push_bind(&district.name)
        .push_bind(district.kind.map(kind_word))
        .push_bind(district.area_km2)
        .push_bind(district.label.lon)
        .push_bind(district.label.lat)
        .push_bind(outline_to_wkb(&district.outline)?);
    Ok(())
}

/// The values of [`sql::FACILITY_TABLE`].
pub(super) fn bind_facility(values: &mut Values<'_>, facility: &Facility) -> Result<(), StoreError> {
    values
        .push_bind(facility.code.as_str())
        .push_bind(&facility.name)
        .push_bind(facility.kind.word())
        .push_bind(&facility.class)
        .push_bind(&facility.address)
        .push_bind(&facility.phone)
        .push_bind(&facility.hours)
        .push_bind(&facility.services)
        .push_bind(facility.beds.map(i64::from))
        .push_bind(&facility.owner)
        .push_bind(facility.declared.map(|c| c.to_string()))
        .push_bind(facility.computed.map(|c| c.to_string()))
        .push_bind(facility.position.map(|p| p.lon))
        .push_bind(facility.position.map(|p| p.lat))
        .push_bind(&facility.precision)
        .push_bind(&facility.source);
    Ok(())
}

/// The values of [`sql::CATCHMENT_TABLE`].
pub(super) fn bind_catchment(values: &mut Values<'_>, catchment: &Catchment) -> Result<(), StoreError> {
    values
        .push_bind(catchment.kelurahan.to_string())
        .push_bind(catchment.puskesmas.as_str())
        .push_bind(&catchment.source);
    Ok(())
}

/// The values of [`sql::POPULATION_TABLE`].
pub(super) fn bind_population(values: &mut Values<'_>, row: &Population) -> Result<(), StoreError> {
    values
        .push_bind(row.district.to_string())
        .push_bind(row.year)
        .push_bind(i64::from(row.total))
        .push_bind(row.male.map(i64::from))
        .push_bind(row.female.map(i64::from))
        .push_bind(&row.source);
    Ok(())
}

impl Store {
    pub(super) async fn read_districts(&self, level: Option<Level>) -> Result<Vec<District>, StoreError> {
        let Some(level) = level else {
            return self.all::<DistrictRow, _>(sql::DISTRICTS).await;
        };
        let of_level = sqlx::query_as(sql::DISTRICTS_OF_LEVEL).bind(level.word());
        let rows: Vec<DistrictRow> = of_level.fetch_all(&self.readers).await?;
        rows.into_iter().map(District::try_from).collect()
    }
}
