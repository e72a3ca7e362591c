//! Floor 0, the words: what a case, a district, a period, a role is. No input or output, no clock, no SQL, no HTTP.
//!
//! Everything above speaks in these types, so a rule of the field (what counts as a rate, when an epi week
//! starts, which district a case belongs to) stands here once.

pub mod account;
pub mod bucket;
pub mod case;
pub mod catchment;
pub mod details;
pub mod disease;
pub mod district;
pub mod facility;
pub mod filter;
pub mod indicator;
pub mod language;
pub mod locator;
pub mod outbreak_criteria;
pub mod patient;
pub mod period;
pub mod place;
pub mod population;
pub mod release;
pub mod right;
pub mod role;
pub mod scope;
pub mod study_rules;
pub mod time_zone;
pub mod warning;
pub mod warning_id;
pub mod watch_night;
pub mod watch_rules;
pub mod watched_cluster;

pub use account::AccountName;
pub use bucket::{Bucket, Bucketing};
pub use case::{Age, Case, CaseFacts, CaseId, Outcome, Sex, Status};
pub use catchment::Catchment;
pub use details::Details;
pub use disease::{Disease, DiseaseCatalog, DiseaseCode};
pub use district::{District, DistrictCode, DistrictKind, Dotted, Level};
pub use facility::{Facility, FacilityCode, FacilityType};
pub use filter::{CaseFilter, DateField, FilterError};
pub use indicator::{Tally, case_fatality_rate, incidence_rate};
pub use language::Language;
pub use locator::Locator;
pub use outbreak_criteria::{Criterion, OutbreakCriteria, OutbreakRules};
pub use patient::{Identity, IdentityPart};
pub use period::{EpiWeek, Period};
pub use place::{BoundingBox, Position};
pub use population::{Population, PopulationYears};
pub use release::{Basis, Cell, Place, Publication, Release, ReleaseBlock, ReleaseState, Shown, Span, Told};
pub use right::{IdentityRight, PeopleRight, ReleaseRight, StudyRight, WatchRight};
pub use role::Role;
pub use scope::{Grain, Reach, Scope, Territory, Viewer};
pub use study_rules::{PairRules, ScanRules, StudyRuleBook, StudyRules};
pub use time_zone::TimeZone;
pub use warning::{
    Agreement, MetCriterion, Reading, UnjudgedCriterion, Warning, WatchLevel, WatchMethod, WatchedPlace,
    WhyUnjudged,
};
pub use warning_id::{KnownWarning, NoWarningId, WarningId};
pub use watch_night::{ClusterNight, WatchNight};
pub use watch_rules::{DiseaseWatch, LevelRules, NightScanRules, WatchRules};
pub use watched_cluster::{
    Acknowledgement, ActionKind, ClusterAction, ClusterArea, ClusterState, Life, WatchedCluster,
};
