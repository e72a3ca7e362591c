//! The key file: 32 bytes of the root key, then 32 bytes for each key of the identities, the newest last. A dropped key
//! leaves zeros, so that numbers are never given twice. Readers and writers, of whichever process, lock the file.

use std::os::unix::fs::OpenOptionsExt;
use std::{
    fs::{DirBuilder, File, OpenOptions},
    io::{self, ErrorKind, Read, Seek, SeekFrom, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt},
    path::Path,
    time::Duration,
};

use zeroize::Zeroizing;

/// Bytes of a key.
pub(super) const KEY_BYTES: usize = 32;

/// A key, wiped from memory on drop.
pub(super) type Key = Zeroizing<[u8; KEY_BYTES]>;

/// The most keys that a file may hold: a rotation a month for forty years.
const MOST_KEYS: usize = 512;

/// How often, and how long apart, a file is looked at that another process is just making.
const LOOKS: u32 = 50;
const LOOK_AFTER: Duration = Duration::from_millis(20);

/// What a key file holds.
pub(super) struct Keys {
    /// What all keyed hashes derive from; never changes.
    pub(super) root: Key,
    /// The keys of identities by number, from 1; `None` where one was dropped.
    pub(super) identity: Vec<Option<Key>>,
}

/// Makes the file with fresh keys where it is missing (mode 0600, its folder 0700), else reads it. A file of the root
/// alone, as earlier programs made it, gets its first identity key.
pub(super) fn open(path: &Path) -> Result<Keys, String> {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(|e| e.to_string())?;
    }
    let made = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path);
    match made {
        Ok(file) => make(file).map_err(|e| {
            let _ = std::fs::remove_file(path);
            e.to_string()
        })?,
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
        Err(e) => return Err(e.to_string()),
    }
    let keys = read(path)?;
    if keys.identity.is_empty() { append(path, 0) } else { Ok(keys) }
}

/// Reads the file.
pub(super) fn read(path: &Path) -> Result<Keys, String> {
    let mut file = File::open(path).map_err(|e| e.to_string())?;
    check_mode(&file)?;
    for _ in 0..LOOKS {
        file.lock_shared().map_err(|e| e.to_string())?;
        let bytes = contents(&mut file)?;
        // Empty is a file between its making and its first key.
        if !bytes.is_empty() {
            return split(&bytes);
        }
        file.unlock().map_err(|e| e.to_string())?;
        std::thread::sleep(LOOK_AFTER);
    }
    split(&[])
}

/// Adds a fresh identity key to a file that holds `known` of them; where another process was faster, its key is taken.
pub(super) fn append(path: &Path, known: usize) -> Result<Keys, String> {
    change(path, |file, keys| {
        if keys.identity.len() == known && known < MOST_KEYS {
            file.seek(SeekFrom::End(0))?;
            file.write_all(&*fresh()?)?;
        }
        Ok(())
    })
}

/// Puts zeros in the place of an identity key.
pub(super) fn wipe(path: &Path, number: usize) -> Result<Keys, String> {
    change(path, |file, keys| {
        if (1..=keys.identity.len()).contains(&number) {
            file.seek(SeekFrom::Start((number * KEY_BYTES) as u64))?;
            file.write_all(&[0; KEY_BYTES])?;
        }
        Ok(())
    })
}

fn change(path: &Path, write: impl FnOnce(&mut File, &Keys) -> io::Result<()>) -> Result<Keys, String> {
    let mut file = OpenOptions::new().read(true).write(true).open(path).map_err(|e| e.to_string())?;
    check_mode(&file)?;
    file.lock().map_err(|e| e.to_string())?;
    let keys = split(&contents(&mut file)?)?;
    write(&mut file, &keys).and_then(|()| file.sync_all()).map_err(|e| e.to_string())?;
    split(&contents(&mut file)?)
}

fn make(mut file: File) -> io::Result<()> {
    file.lock()?;
    let mut both = Zeroizing::new([0; 2 * KEY_BYTES]);
    both[..KEY_BYTES].copy_from_slice(&*fresh()?);
    both[KEY_BYTES..].copy_from_slice(&*fresh()?);
    file.write_all(&*both)?;
    file.sync_all()
}

fn fresh() -> io::Result<Key> {
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    getrandom::fill(&mut *key).map_err(io::Error::other)?;
    Ok(key)
}

fn check_mode(file: &File) -> Result<(), String> {
    let mode = file.metadata().map_err(|e| e.to_string())?.mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(format!("others than its owner may use it (mode {mode:o}); run: chmod 600"));
    }
    Ok(())
}

fn contents(file: &mut File) -> Result<Zeroizing<Vec<u8>>, String> {
    let most = ((MOST_KEYS + 2) * KEY_BYTES) as u64;
    let mut bytes = Zeroizing::new(Vec::with_capacity((MOST_KEYS + 2) * KEY_BYTES));
    file.seek(SeekFrom::Start(0)).map_err(|e| e.to_string())?;
    file.take(most).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    Ok(bytes)
}

/// The keys of a file's contents.
pub(super) fn split(bytes: &[u8]) -> Result<Keys, String> {
    let (parts, rest) = bytes.as_chunks::<KEY_BYTES>();
    let [root, identity @ ..] = parts else { return Err(wrong_length(bytes.len())) };
    if !rest.is_empty() || identity.len() > MOST_KEYS {
        return Err(wrong_length(bytes.len()));
    }
    let there = |key: &[u8; KEY_BYTES]| (*key != [0; KEY_BYTES]).then(|| Zeroizing::new(*key));
    Ok(Keys { root: Zeroizing::new(*root), identity: identity.iter().map(there).collect() })
}

fn wrong_length(bytes: usize) -> String {
    format!(
        "it holds {bytes} bytes, and keys have {KEY_BYTES} each; put the right file back: another key makes every known \
         case look new and opens no identity"
    )
}
