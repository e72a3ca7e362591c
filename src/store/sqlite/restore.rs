//! A backup becomes the ledger: tried beside it, then put in its place by one rename.

use std::{
    fs::{self, File},
    io,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};

use super::{draft::Draft, make_private_folder, present::Present};
use crate::store::{Restored, StoreError};

/// See [`crate::store::restore`]. The restored ledger gets a version above both, so that whoever follows the ledger
/// sees a change.
pub(in crate::store) async fn restore(
    ledger: &Path,
    backup: &Path,
    replace: bool,
    now: DateTime<Utc>,
) -> Result<Restored, StoreError> {
    let refused = |text: String| Err(StoreError::Restore(text));
    // Of a symbolic link the file behind it is replaced, not the link.
    let ledger = &fs::canonicalize(ledger).unwrap_or_else(|_| ledger.to_path_buf());
    if !backup.is_file() {
        return refused(format!("there is no file {}", backup.display()));
    }
    if same_file(ledger, backup) {
        return refused(format!("{} is the ledger itself", backup.display()));
    }
    make_private_folder(ledger).map_err(|e| StoreError::Restore(format!("{}: {e}", ledger.display())))?;
    let mut present = Present::lock(ledger).await?;
    let is_empty = present.is_empty().await;
    if !is_empty && !replace {
        let name = ledger.display();
        return refused(format!(
            "the ledger {name} is not empty; with --replace it is kept beside and replaced"
        ));
    }
    let draft = Draft::of(backup, named(ledger, "restoring")).await?;
    let version = present.version().await.max(draft.version().await?) + 1;
    draft.forget(&present.forgotten().await?).await?;
    let cases = draft.finish(version).await?;
    let kept = (!is_empty).then(|| named(ledger, &format!("before-restore-{}", now.format("%Y%m%dT%H%M%S"))));
    if let Some(name) = &kept {
        present.keep_as(name)?;
    }
    put_in_place(&draft.file, ledger).map_err(|e| {
        let _ = kept.as_ref().map(fs::remove_file);
        StoreError::Restore(format!("{}: {e}", ledger.display()))
    })?;
    Ok(Restored { cases, kept })
}

/// By device and number, because opening the ledger once more would undo SQLite's lock.
fn same_file(one: &Path, other: &Path) -> bool {
    let number = |file| fs::metadata(file).map(|about| (about.dev(), about.ino())).ok();
    number(one).is_some_and(|found| number(other) == Some(found))
}

/// `sigis.db` and `restoring` make `sigis.restoring.db`.
fn named(ledger: &Path, word: &str) -> PathBuf {
    let stem = ledger.file_stem().unwrap_or_default().to_string_lossy();
    ledger.with_file_name(format!("{stem}.{word}.db"))
}

fn put_in_place(draft: &Path, ledger: &Path) -> io::Result<()> {
    fs::rename(draft, ledger)?;
    // The name stands already; a folder that cannot be synced only takes longer to reach the disk.
    let folder = ledger.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}
