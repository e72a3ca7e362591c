//! Whoever reads what the program says may stop at any line: `sigis audit list | head -1`.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write, pipe},
    net::TcpStream,
    path::Path,
    process::{Command, Output, Stdio},
    time::Duration,
};

use tempfile::TempDir;

/// What a shell shows for a program that was ended by SIGPIPE.
const NOBODY_LISTENS: i32 = 141;

fn program(folder: &Path, words: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sigis"));
    command.current_dir(folder).args(["--listen", "127.0.0.1:0"]).args(words.split(' '));
    command.env("SIGIS_NEW_PASSWORD", "empat kata yang panjang");
    command
}

/// Runs a command whose standard output nobody reads any more.
fn unheard(folder: &Path, words: &str) -> Output {
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    program(folder, words).stdout(writer).output().unwrap()
}

#[test]
fn every_command_ends_quietly_when_nobody_reads_on() {
    let folder = TempDir::new().unwrap();
    let list = "nama,tanggal_mulai_demam,tanggal_lapor,kelurahan\nContoh,05-03-2022,06-03-2022,Sekayu\n";
    fs::write(folder.path().join("list.csv"), list).unwrap();
    fs::write(folder.path().join("points.csv"), "x,y\n1,1\n1,2\n2,1\n").unwrap();
    for words in [
        "analyse dbscan points.csv --distance 1 --least 2",
        "analyse kde points.csv --bandwidth 1 --json",
        "openapi",
        "migrate",
        "token create --role planner",
        "user add ani --role planner",
        "import cases list.csv --disease dbd --report report.json",
        "check",
        "token list",
        "user list",
        "audit list",
        "audit verify",
        "backup copy.db",
        "serve",
    ] {
        let output = unheard(folder.path(), words);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(NOBODY_LISTENS), "{words}: {said}");
        assert!(!said.contains("panicked") && !said.contains("broke down"), "{words}: {said}");
    }
    let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
    assert!(report.contains("\"written\":1"), "the report is written before anything is said: {report}");
}

#[test]
fn an_error_that_nobody_reads_is_still_an_error() {
    let folder = TempDir::new().unwrap();
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    let status = program(folder.path(), "import cases nowhere.csv --disease dbd").stderr(writer).status();
    assert_eq!(status.unwrap().code(), Some(1));
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = program(folder.path(), "openapi").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "a full disk is no closed pipe");
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("sigis: standard output takes nothing"));
}

#[test]
fn a_server_whose_log_is_open_and_never_read_still_answers() {
    // A pipe holds 64 KiB on Linux, some 500 lines of the log.
    const REQUESTS: usize = 2_000;
    let folder = TempDir::new().unwrap();
    let (reader, writer) = pipe().unwrap();
    let mut serve = program(folder.path(), "serve");
    let mut server = serve.stdout(Stdio::piped()).stderr(writer).spawn().unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines().map(Result::unwrap);
    let line = lines.find(|line| line.contains("listens")).unwrap();
    let address = line.rsplit('/').next().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut answers = BufReader::new(stream.try_clone().unwrap());
    let mut answered = 0;
    let request = format!("GET /healthz HTTP/1.1\r\nhost: {address}\r\n\r\n");
    for _ in 0..REQUESTS {
        stream.write_all(request.as_bytes()).unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") && answers.read_line(&mut head).is_ok_and(|read| read > 0) {}
        if answers.read_exact(&mut [0; 3]).is_err() || !head.starts_with("HTTP/1.1 200") {
            break;
        }
        answered += 1;
    }
    server.kill().unwrap();
    server.wait().unwrap();
    drop(reader);
    assert_eq!(answered, REQUESTS);
}

#[test]
fn a_server_whose_log_nobody_reads_still_answers() {
    let folder = TempDir::new().unwrap();
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    let mut serve = program(folder.path(), "serve");
    let mut server = serve.stdout(Stdio::piped()).stderr(writer).spawn().unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines().map(Result::unwrap);
    let line = lines.find(|line| line.contains("listens")).unwrap();
    let address = line.rsplit('/').next().unwrap();
    let answers = [(); 3].map(|()| {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET /api/city HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer.lines().next().unwrap_or_default().to_owned()
    });
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!(answers, ["HTTP/1.1 200 OK"; 3]);
}
