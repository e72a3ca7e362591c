//! Warnings as the staff reads them: names beside codes, how each stands, and who knows of it.

use std::{cmp::Reverse, collections::HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::cards::name;
use crate::{
    domain::{
        Agreement, Language, MetCriterion, Reading, UnjudgedCriterion, Warning, WarningId, WatchLevel,
        WhyUnjudged,
    },
    index::Lens,
};

/// How a warning stands on a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// The night raised it.
    New,
    /// An earlier night raised it and it holds; it is not said again.
    Held,
    /// It was raised within the days of silence and holds no more.
    Subsided,
}

impl std::str::FromStr for Standing {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "new" => Ok(Self::New),
            "held" => Ok(Self::Held),
            "subsided" => Ok(Self::Subsided),
            other => Err(format!("`{other}` is no state of a warning; write new, held or subsided")),
        }
    }
}

/// The warnings of a night: those that nobody knows of first, and of them the most urgent.
#[derive(Debug, Serialize, ToSchema)]
pub struct WarningList {
    /// The day whose reports are known; null where no night was judged yet.
    pub(super) night: Option<NaiveDate>,
    /// Days for which the same is not said again.
    pub(super) silence_days: u32,
    /// Where thresholds come from.
    pub(super) source_id: String,
    /// The same in English.
    pub(super) source_en: String,
    /// How many of those that were asked for hold and are known to nobody.
    pub(super) open: usize,
    pub(super) warnings: Vec<WarningCard>,
    /// Warnings that the answer has no room for.
    pub(super) left_out: usize,
}

/// A warning. It says that numbers are high or meet a criterion, never that there is an outbreak.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WarningCard {
    /// What it is acknowledged by; null where a day is looked back on whose night was not kept.
    pub(super) id: Option<String>,
    pub(super) disease: String,
    pub(super) level: WatchLevel,
    /// The code of the district or puskesmas.
    pub(super) place: String,
    /// Its name; null where none is loaded.
    pub(super) name: Option<String>,
    pub(super) state: Standing,
    pub(super) raised: NaiveDate,
    pub(super) agreement: Agreement,
    pub(super) readings: Vec<Reading>,
    pub(super) criteria: Vec<CriterionCard>,
    pub(super) unjudged: Vec<UnjudgedCard>,
    /// Who knows of it; null where nobody does.
    pub(super) acknowledged: Option<KnownCard>,
}

impl WarningCard {
    /// Whether it holds and nobody knows of it.
    pub(super) fn is_open(&self) -> bool {
        self.acknowledged.is_none() && self.state != Standing::Subsided
    }
}

/// How many warnings nobody knows of.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenWarnings {
    /// The night that they hold on; null where none was judged yet.
    pub(super) night: Option<NaiveDate>,
    /// Their number; null where no night was judged yet.
    pub(super) open: Option<usize>,
}

/// Who knows of a warning.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KnownCard {
    /// An account, or a token by its number.
    pub(super) by: String,
    pub(super) at: DateTime<Utc>,
    /// What they noted beside it.
    pub(super) note: Option<String>,
}

/// A criterion of Permenkes 1501/2010 article 6 that the numbers meet.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CriterionCard {
    pub(super) letter: String,
    /// `memenuhi kriteria (d)`.
    pub(super) words_id: String,
    /// `meets criterion (d)`.
    pub(super) words_en: String,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) observed: u64,
    /// How many of these died, for (f); null for the others.
    pub(super) deaths: Option<u64>,
}

/// A criterion that could not be judged.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UnjudgedCard {
    pub(super) letter: String,
    pub(super) why: WhyUnjudged,
}

/// A warning as of a night; without `known` it is of a night that is not kept, and nobody can know of it.
pub(super) fn card(
    warning: &Warning,
    night: NaiveDate,
    known: Option<&HashMap<WarningId, KnownCard>>,
    lens: &Lens,
) -> Option<WarningCard> {
    let state = match () {
        () if warning.night < night => Standing::Subsided,
        () if warning.raised == night => Standing::New,
        () => Standing::Held,
    };
    let id = WarningId::of(warning);
    Some(WarningCard {
        id: known.map(|_| id.to_string()),
        acknowledged: known.and_then(|known| known.get(&id)).cloned(),
        disease: warning.disease.to_string(),
        level: warning.place.level()?,
        place: warning.place.code(),
        name: name(&warning.place, lens),
        state,
        raised: warning.raised,
        agreement: warning.agreement(),
        readings: warning.readings.clone(),
        criteria: warning.criteria.iter().map(criterion).collect(),
        unjudged: warning.unjudged.iter().map(unjudged).collect(),
    })
}

/// What nobody knows of first, then what holds before what has subsided, then what most methods agree on, then the largest places.
pub(super) fn urgency(card: &WarningCard) -> impl Ord + use<> {
    let Agreement { ringing, judged } = card.agreement;
    let share = (ringing * 1000).checked_div(judged);
    (
        !card.is_open(),
        card.state == Standing::Subsided,
        Reverse(share),
        card.level,
        card.disease.clone(),
        card.place.clone(),
    )
}

fn criterion(met: &MetCriterion) -> CriterionCard {
    CriterionCard {
        letter: met.criterion.letter().to_string(),
        words_id: met.criterion.met_words(Language::Id),
        words_en: met.criterion.met_words(Language::En),
        from: met.from,
        to: met.to,
        observed: met.observed,
        deaths: met.deaths,
    }
}

fn unjudged(unjudged: &UnjudgedCriterion) -> UnjudgedCard {
    UnjudgedCard { letter: unjudged.criterion.letter().to_string(), why: unjudged.why }
}
