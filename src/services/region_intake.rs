//! Regions into the ledger: the file's districts, the areas above them where the office gave none, and everything
//! whose kelurahan the new outlines decide.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use super::blocking::blocking;
use super::import_report::{ImportError, ImportReport};
use super::relocation::{relocate_cases, relocate_facilities};
use crate::domain::{District, DistrictCode, Level, Locator};
use crate::intake::coverage_check;
use crate::intake::regions::{RegionFile, dissolve, read_regions};
use crate::store::{Ledger, StoreError};

/// The setting with the codes of kecamatan and kabkota that a file gave: they are never dissolved again.
const GIVEN: &str = "given_regions";

/// What an import of regions is busy with, for a progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionStep {
    /// Reading and cleaning the file.
    Reading,
    /// Measuring overlaps and gaps.
    Comparing,
    /// Joining districts into those above.
    Dissolving,
    /// Writing the ledger.
    Writing,
    /// Finding the kelurahan of facilities and cases anew.
    Locating,
}

impl RegionStep {
    /// What a person reads beside the bar.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reading => "reading and cleaning the outlines",
            Self::Comparing => "measuring overlaps and gaps",
            Self::Dissolving => "joining districts",
            Self::Writing => "writing",
            Self::Locating => "finding the kelurahan of facilities and cases",
        }
    }
}

/// Imports a boundary file of one level.
///
/// Kecamatan and kabkota that no file gave are joined from their parts, again with each import that changes a part.
/// Facilities and cases get the kelurahan that now holds their point; the report tells how many cases moved. That is
/// done after every file of kelurahan, an equal one too, so that importing it again finishes what was interrupted.
pub async fn import_regions(
    ledger: &dyn Ledger,
    path: &Path,
    level: Level,
    progress: &(dyn Fn(RegionStep) + Send + Sync),
) -> Result<ImportReport, ImportError> {
    progress(RegionStep::Reading);
    let (path, known) = (path.to_owned(), ledger.districts(None).await?);
    let mut file = blocking(move || read_regions(&path, level)).await??;
    progress(RegionStep::Comparing);
    let around: Vec<District> = known.iter().filter(|d| d.code.level() == level).cloned().collect();
    let (file_back, doubts) = blocking(move || {
        let doubts = coverage_check::check(&file.regions, &around);
        (file, doubts)
    })
    .await?;
    file = file_back;
    file.warned.extend(doubts);

    progress(RegionStep::Dissolving);
    let given = given_with(ledger, level, &file).await?;
    let plan = {
        let given = given.clone();
        blocking(move || Plan::new(known, file, &given)).await?
    };
    progress(RegionStep::Writing);
    remember(ledger, &given).await?;
    if !plan.changed.is_empty() {
        ledger.write_districts(&plan.changed).await?;
    }
    let mut report = plan.report;
    if level == Level::Kelurahan {
        progress(RegionStep::Locating);
        let all = plan.all;
        let locator = blocking(move || Arc::new(Locator::new(&all))).await?;
        relocate_facilities(ledger, &locator).await?;
        let relocated = relocate_cases(ledger, &locator).await?;
        report.moved_cases = relocated.moved;
        report.warned.extend(relocated.remark());
    }
    Ok(report)
}

/// The codes of given areas, those of this file among them.
async fn given_with(
    ledger: &dyn Ledger,
    level: Level,
    file: &RegionFile,
) -> Result<BTreeSet<DistrictCode>, StoreError> {
    let kept = ledger.setting(GIVEN).await?.unwrap_or_default();
    let mut given: BTreeSet<DistrictCode> = kept.split(' ').filter_map(|code| code.parse().ok()).collect();
    if level < Level::Kelurahan {
        given.extend(file.regions.iter().map(|(_, d)| d.code));
    }
    Ok(given)
}

/// Before the districts themselves: a given area that is marked but missing is dissolved, one that is written but
/// not marked would be overwritten.
async fn remember(ledger: &dyn Ledger, given: &BTreeSet<DistrictCode>) -> Result<(), StoreError> {
    let codes: Vec<String> = given.iter().map(ToString::to_string).collect();
    if codes.is_empty() { Ok(()) } else { ledger.set_setting(GIVEN, &codes.join(" ")).await }
}

/// What has to be written.
struct Plan {
    report: ImportReport,
    /// New and changed districts of every level.
    changed: Vec<District>,
    /// Everything as it stands afterwards.
    all: Vec<District>,
}

impl Plan {
    fn new(known: Vec<District>, file: RegionFile, given: &BTreeSet<DistrictCode>) -> Self {
        let before: HashMap<DistrictCode, District> = known.iter().map(|d| (d.code, d.clone())).collect();
        let mut after: BTreeMap<DistrictCode, District> = known.into_iter().map(|d| (d.code, d)).collect();
        let touched: Vec<DistrictCode> = file.regions.iter().map(|(_, d)| d.code).collect();
        let mut names = file.parent_names;
        for district in before.values() {
            names.entry(district.code).or_insert_with(|| district.name.clone());
        }
        after.extend(file.regions.into_iter().map(|(_, d)| (d.code, d)));
        for level in [Level::Kecamatan, Level::Kabkota] {
            join(&mut after, level, &touched, given, &names);
        }
        let differs = |d: &&District| before.get(&d.code) != Some(*d);
        let changed: Vec<District> = after.values().filter(differs).cloned().collect();
        let written =
            touched.iter().filter(|code| after.get(code).is_some_and(|d| differs(&d))).count() as u64;
        let report = ImportReport {
            read: file.read,
            written,
            unchanged: touched.len() as u64 - written + file.repeated,
            warned: file.warned,
            refused: file.refused,
            ..ImportReport::default()
        };
        Self { report, changed, all: after.into_values().collect() }
    }
}

/// Joins the areas of `level` that hold a touched district and that no file gave, from the level below.
fn join(
    districts: &mut BTreeMap<DistrictCode, District>,
    level: Level,
    touched: &[DistrictCode],
    given: &BTreeSet<DistrictCode>,
    names: &BTreeMap<DistrictCode, String>,
) {
    let below = if level == Level::Kecamatan { Level::Kelurahan } else { Level::Kecamatan };
    let deeper = touched.iter().filter(|code| code.level() > level);
    let wanted: BTreeSet<DistrictCode> = deeper
        .filter_map(|code| code.at(level))
        .filter(|code| !(given.contains(code) && districts.contains_key(code)))
        .collect();
    let of_wanted =
        |d: &&District| d.code.level() == below && d.code.at(level).is_some_and(|c| wanted.contains(&c));
    let parts: Vec<&District> = districts.values().filter(of_wanted).collect();
    let made = dissolve(&parts, level, names, &Locator::new(districts.values()));
    districts.extend(made.into_iter().map(|d| (d.code, d)));
}
