//! Regions into the ledger: the file's districts, the areas above them where the office gave none, and everything
//! whose kelurahan the new outlines decide.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::blocking::blocking;
use super::import_report::{ImportError, ImportReport};
use crate::domain::{CaseId, District, DistrictCode, Facility, Level, Locator};
use crate::intake::coverage_check;
use crate::intake::regions::{RegionFile, dissolve, read_regions};
use crate::intake::{Remark, RemarkCode};
use crate::store::{CaseCursor, Ledger, StoreError};

/// The setting with the codes of kecamatan and kabkota that a file gave: they are never dissolved again.
const GIVEN: &str = "given_regions";

/// How many cases are looked at together.
const PAGE: u32 = 10_000;

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
/// Facilities get the kelurahan that now holds their point. Cases keep theirs until their file is imported again;
/// the report tells how many would change.
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
    if plan.moves_points {
        progress(RegionStep::Locating);
        let locator = Locator::new(&plan.all);
        relocate_facilities(ledger, &locator).await?;
        report.warned.extend(misplaced_cases(ledger, &locator).await?);
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
    /// Whether a kelurahan changed.
    moves_points: bool,
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
        let moves_points = changed.iter().any(|d| d.code.level() == Level::Kelurahan);
        Self { report, changed, all: after.into_values().collect(), moves_points }
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

async fn relocate_facilities(ledger: &dyn Ledger, locator: &Locator) -> Result<(), StoreError> {
    let moved: Vec<Facility> = ledger
        .facilities()
        .await?
        .into_iter()
        .filter_map(|facility| {
            let computed = facility.position.and_then(|p| locator.kelurahan(p));
            (computed != facility.computed).then_some(Facility { computed, ..facility })
        })
        .collect();
    if moved.is_empty() {
        return Ok(());
    }
    ledger.write_facilities(&moved).await.map(drop)
}

/// Cases whose kelurahan by point is another one now. The ledger changes a case only together with its row, so they
/// are counted and told.
async fn misplaced_cases(ledger: &dyn Ledger, locator: &Locator) -> Result<Option<Remark>, StoreError> {
    let (mut after, mut moved): (Option<CaseCursor>, u64) = (None, 0);
    loop {
        let page = ledger.cases(after, PAGE).await?;
        let differs = |(_, case): &&(CaseId, crate::domain::Case)| {
            case.position.is_some_and(|p| locator.kelurahan(p) != case.computed)
        };
        moved += page.cases.iter().filter(differs).count() as u64;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let message =
        format!("{moved} cases lie in another kelurahan by the new outlines; import their files again");
    Ok((moved > 0).then(|| Remark::new(1, "geometry", RemarkCode::Misplaced, message)))
}
