//! The city as its ledger is set up.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::fault::LedgerFault;
use crate::{
    domain::{Disease, Level, TimeZone},
    index::Lens,
    store::{Ledger, StoreError},
    tiles::{LegendFacilities, LegendFacility},
};

/// What the server knows of its ledger before the first question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// Which ledger this is; made once, kept in it.
    pub ledger_id: String,
    /// The city's clock.
    pub time_zone: TimeZone,
}

/// Keeps a name and a time zone that were given, and reads what is kept. Writes nothing that is there already.
pub async fn set_up(
    ledger: &dyn Ledger,
    name: Option<&str>,
    time_zone: Option<TimeZone>,
    now: DateTime<Utc>,
) -> Result<Setup, LedgerFault> {
    keep(ledger, "city_name", name).await?;
    keep(ledger, "time_zone", time_zone.map(TimeZone::name)).await?;
    let ledger_id = match ledger.setting("ledger_id").await? {
        Some(id) => id,
        None => {
            let id = format!("{:x}", now.timestamp_micros());
            ledger.set_setting("ledger_id", &id).await?;
            id
        }
    };
    let kept = ledger.setting("time_zone").await?;
    let time_zone = kept.and_then(|name| name.parse().ok()).unwrap_or_default();
    Ok(Setup { ledger_id, time_zone })
}

async fn keep(ledger: &dyn Ledger, name: &str, value: Option<&str>) -> Result<(), StoreError> {
    match value {
        Some(value) if ledger.setting(name).await?.as_deref() != Some(value) => {
            ledger.set_setting(name, value).await
        }
        _ => Ok(()),
    }
}

/// The city as a client shows it.
#[derive(Debug, Serialize, ToSchema)]
pub struct City {
    /// What the map is called.
    name: String,
    /// Whether the data are invented.
    simulated: bool,
    /// IANA name.
    time_zone: &'static str,
    /// WIB, WITA or WIT.
    time_label: &'static str,
    /// West, south, east, north in degrees.
    bounds: Option<[f64; 4]>,
    /// The ledger's version.
    version: u64,
    /// The last day of report, for those who may count cases.
    as_of: Option<NaiveDate>,
    /// First and last onset, for those who may count cases.
    span: Option<Span>,
    diseases: Vec<DiseaseCard>,
    /// The levels that are loaded.
    levels: Vec<&'static str>,
    facility_types: Vec<FacilityTypeCard>,
}

/// Days from first to last.
#[derive(Debug, Serialize, ToSchema)]
struct Span {
    from: NaiveDate,
    to: NaiveDate,
}

/// A disease of the catalogue.
#[derive(Debug, Serialize, ToSchema)]
struct DiseaseCard {
    code: String,
    name_id: String,
    name_en: String,
    short: String,
    color: String,
    palette: String,
}

/// A type of facility.
#[derive(Debug, Serialize, ToSchema)]
struct FacilityTypeCard {
    code: &'static str,
    name_id: String,
    name_en: String,
    color: String,
    count: usize,
}

/// The city of a lens. `facilities` says how the types of facilities look.
pub fn describe(lens: &Lens, facilities: LegendFacilities, time_zone: TimeZone) -> City {
    let loaded = |level: &Level| !lens.districts().level(*level).is_empty();
    let levels = [Level::Kabkota, Level::Kecamatan, Level::Kelurahan].into_iter().filter(loaded);
    let disease = |d: &Disease| DiseaseCard {
        code: d.code.to_string(),
        name_id: d.name_id.clone(),
        name_en: d.name_en.clone(),
        short: d.short.clone(),
        color: d.color.clone(),
        palette: d.palette.clone(),
    };
    let facility_type = |t: LegendFacility| FacilityTypeCard {
        code: t.code,
        name_id: t.name_id,
        name_en: t.name_en,
        color: t.color.to_string(),
        count: t.count,
    };
    City {
        name: lens.city_name().to_owned(),
        simulated: lens.is_simulated(),
        time_zone: time_zone.name(),
        time_label: time_zone.label(),
        bounds: lens.bounds().map(|b| [b.west, b.south, b.east, b.north]),
        version: lens.version(),
        as_of: lens.as_of(),
        span: lens.span().map(|(from, to)| Span { from, to }),
        diseases: lens.catalog().disease.iter().map(disease).collect(),
        levels: levels.map(Level::word).collect(),
        facility_types: facilities.types.into_iter().map(facility_type).collect(),
    }
}
