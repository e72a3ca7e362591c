//! A real PostgreSQL for the tests: Debian's own programs, a server in a temporary folder, one fresh database a test.
//!
//! The server is started once for all tests of the binary. It ends with it, even when a test panics or the binary is
//! killed: a shell holds a pipe from us and stops the server by its number when the pipe closes.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};

use sqlx::{ConnectOptions, Executor, postgres::PgConnectOptions};
use tempfile::TempDir;

/// The address of an empty database, or `None` (with a message) where PostgreSQL is not installed.
pub async fn fresh_database() -> Option<String> {
    static DATABASES: AtomicU32 = AtomicU32::new(0);
    let server = server()?;
    let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let admin: PgConnectOptions = server.address("postgres").parse().unwrap();
    let mut connection = admin.connect().await.expect("the test server answers");
    // A locale that ignores dots when it sorts, as offices have it: the order of codes must not depend on it.
    let create =
        format!("CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'id-u-ka-shifted'");
    connection.execute(sqlx::AssertSqlSafe(create)).await.unwrap();
    Some(server.address(&name))
}

/// One of PostgreSQL's own programs, where they are installed.
pub fn program(name: &str) -> Option<PathBuf> {
    programs().map(|bin| bin.join(name)).filter(|program| program.exists())
}

/// The server of this test binary.
struct Server {
    socket_folder: PathBuf,
    /// Holds the pipe whose end stops the server.
    _watch: Child,
    _folder: TempDir,
}

impl Server {
    fn address(&self, database: &str) -> String {
        let host = self.socket_folder.display().to_string().replace('/', "%2F");
        format!("postgres://postgres@{host}/{database}")
    }
}

fn server() -> Option<&'static Server> {
    static SERVER: LazyLock<Option<Server>> = LazyLock::new(|| match programs() {
        Some(bin) => Some(start(&bin)),
        None if env::var("CI").is_ok_and(|v| v == "true") => {
            panic!("PostgreSQL is not installed and CI=true: apt-get install postgresql")
        }
        None => {
            eprintln!("skipped on PostgreSQL: not installed (apt-get install postgresql)");
            None
        }
    });
    SERVER.as_ref()
}

/// The folder of `initdb` and `postgres`: Debian's newest, else the one on the PATH.
fn programs() -> Option<PathBuf> {
    let mut debian: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|e| e.path().join("bin")))
        .collect();
    debian.sort_by_key(|p| p.parent().and_then(|v| v.file_name()?.to_str()?.parse::<u32>().ok()));
    let on_path: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    debian
        .into_iter()
        .rev()
        .chain(on_path)
        .find(|bin| bin.join("initdb").exists() && bin.join("postgres").exists())
}

fn start(bin: &Path) -> Server {
    let folder = TempDir::with_prefix("sigis-pg-").unwrap();
    let (data, socket_folder) = (folder.path().join("data"), folder.path().to_path_buf());
    let account = unprivileged_account();
    if let Some((uid, gid)) = account {
        chown(folder.path(), Some(uid), Some(gid)).unwrap();
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let made = as_account(account, &bin.join("initdb"))
        .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "--pgdata"])
        .arg(&data)
        .output()
        .unwrap();
    assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    let mut watch = serve(account, bin, &data, &socket_folder);
    let mut log = BufReader::new(watch.stdout.take().unwrap());
    let mut said = String::new();
    while !said.contains("ready to accept connections") {
        let length = log.read_line(&mut said).unwrap();
        assert!(length > 0, "postgres did not start: {said}");
    }
    // Somebody has to read on, or the server would stand still on a full pipe.
    std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
    Server { socket_folder, _watch: watch, _folder: folder }
}

/// Starts the server under a shell that waits for the end of its standard input, which is the end of this process.
fn serve(account: Option<(u32, u32)>, bin: &Path, data: &Path, socket_folder: &Path) -> Child {
    // Unix socket only: no port to find, none to open.
    const WATCH: &str = r#"
        "$1" -D "$2" -k "$3" -c listen_addresses= -c fsync=off -c max_connections=100 </dev/null 2>&1 &
        server=$!
        cat >/dev/null
        kill -QUIT $server
        wait $server
        rm -rf "$3"
    "#;
    as_account(account, Path::new("/bin/sh"))
        .args(["-c", WATCH, "sh"])
        .args([&bin.join("postgres"), data, socket_folder])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// `postgres` and `initdb` refuse to run as root: as root, the account that Debian's package made, else `nobody`.
fn unprivileged_account() -> Option<(u32, u32)> {
    let own = fs::metadata("/proc/self").unwrap();
    if std::os::unix::fs::MetadataExt::uid(&own) != 0 {
        return None;
    }
    let accounts = fs::read_to_string("/etc/passwd").unwrap();
    let find = |name: &str| {
        let line = accounts.lines().find(|l| l.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    Some(find("postgres").or_else(|| find("nobody")).expect("an account that is not root"))
}

fn as_account(account: Option<(u32, u32)>, program: &Path) -> Command {
    use std::os::unix::process::CommandExt;
    let mut command = Command::new(program);
    if let Some((uid, gid)) = account {
        command.uid(uid).gid(gid);
    }
    command.current_dir("/").env("LC_ALL", "C.UTF-8");
    command
}
