//! The lock of the house: reads the source as text and says in one sentence what stands in the wrong room.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// A room, its floor, the rooms it may import, and what it must never know.
struct Room {
    name: &'static str,
    floor: u8,
    may_import: &'static [&'static str],
    /// Words of other crates or the standard library, each with the reason that the person is told.
    never: &'static [(&'static str, &'static str)],
}

const NO_CLOCK: [(&str, &str); 3] = [
    ("Utc::now", "the clock is an argument"),
    ("Local::now", "the clock is an argument"),
    ("SystemTime::now", "the clock is an argument"),
];
const NO_HTTP: (&str, &str) = ("axum::", "HTTP belongs to `web`");
const NO_SQL: (&str, &str) = ("sqlx::", "SQL belongs to `store`");

const ROOMS: &[Room] = &[
    Room {
        name: "domain",
        floor: 0,
        may_import: &[],
        never: &[
            NO_HTTP,
            NO_SQL,
            NO_CLOCK[0],
            NO_CLOCK[1],
            NO_CLOCK[2],
            ("std::fs", "words do no input or output"),
            ("tokio::", "words know no async"),
        ],
    },
    Room {
        name: "intake",
        floor: 1,
        may_import: &["domain"],
        never: &[NO_HTTP, NO_SQL, NO_CLOCK[0], NO_CLOCK[1], NO_CLOCK[2]],
    },
    Room {
        name: "simulation",
        floor: 1,
        may_import: &["domain"],
        never: &[
            NO_HTTP,
            NO_SQL,
            NO_CLOCK[0],
            NO_CLOCK[1],
            NO_CLOCK[2],
            ("std::fs", "a simulation writes nothing"),
        ],
    },
    Room {
        name: "store",
        floor: 1,
        may_import: &["domain"],
        never: &[
            NO_HTTP,
            ("rstar::", "space lives in `index`"),
            ("calamine::", "file formats belong to `intake`"),
        ],
    },
    Room { name: "index", floor: 2, may_import: &["domain"], never: &[NO_HTTP, NO_SQL] },
    Room {
        name: "tiles",
        floor: 3,
        may_import: &["domain", "index"],
        never: &[NO_HTTP, NO_SQL, ("Snapshot", "tiles are pictures of a Lens, ask `index`")],
    },
    Room {
        name: "analysis",
        floor: 3,
        may_import: &["domain", "index"],
        never: &[NO_HTTP, NO_SQL, NO_CLOCK[0], NO_CLOCK[1], NO_CLOCK[2]],
    },
    Room {
        name: "services",
        floor: 4,
        may_import: &["domain", "intake", "simulation", "store", "index", "tiles", "analysis"],
        never: &[NO_HTTP, NO_SQL, ("StatusCode", "HTTP belongs to `web`")],
    },
    Room {
        name: "web",
        floor: 5,
        may_import: &["config", "domain", "services", "tiles", "analysis", "index"],
        never: &[
            NO_SQL,
            ("Snapshot", "a handler sees the city through a Lens"),
            ("tiny_skia::", "pixels belong to `tiles`"),
            ("Role::", "a handler never branches on a role: scope is a type"),
        ],
    },
    Room {
        name: "commands",
        floor: 6,
        may_import: &[
            "domain",
            "intake",
            "simulation",
            "store",
            "index",
            "tiles",
            "analysis",
            "services",
            "web",
            "config",
        ],
        never: &[NO_SQL],
    },
];

/// Imports that a room has for one file only.
const DOORS: &[(&str, &str)] = &[("src/index/refresh.rs", "store")];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> BTreeMap<String, String> {
    fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
            match entry.path() {
                path if path.is_dir() => walk(&path, found),
                path if path.extension().is_some_and(|e| e == "rs") => found.push(path),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join("src"), &mut found);
    let relative = |p: &PathBuf| p.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
    found.iter().map(|p| (relative(p), fs::read_to_string(p).unwrap())).collect()
}

/// What the program runs: the text before the file's own tests, without comments.
fn code_of(text: &str) -> Vec<(usize, &str)> {
    let body = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let lines = body.lines().enumerate().map(|(i, line)| (i + 1, line));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//")).collect()
}

fn room_of(path: &str) -> Option<&'static Room> {
    let first = path.strip_prefix("src/")?.split('/').next()?;
    ROOMS.iter().find(|r| r.name == first.trim_end_matches(".rs"))
}

/// The names of rooms that a line of code imports from this crate, with grouped imports opened.
fn imports(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => top_level_names(group),
            None => vec![rest],
        };
        let word =
            |n: &str| n.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        found.extend(names.into_iter().map(word).filter(|w| !w.is_empty()));
    }
    found
}

fn top_level_names(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut names) = (0, 0, Vec::new());
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(&group[start..i]);
                return names;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(&group[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    names.push(&group[start..]);
    names
}

/// Statements that begin with `use` and run over several lines, each as one line at the number where it begins.
fn joined_uses(text: &str) -> Vec<(usize, String)> {
    let mut joined: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (number, line) in code_of(text) {
        match joined.last_mut().filter(|_| open) {
            Some((_, statement)) => statement.push_str(line.trim()),
            None => joined.push((number, line.trim().to_owned())),
        }
        let last = &joined.last().unwrap().1;
        open = (last.starts_with("use ") || last.starts_with("pub use ")) && !last.ends_with(';');
    }
    joined
}

#[test]
fn floors_import_only_downward() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(room) = room_of(&path) else { continue };
        for (number, line) in joined_uses(&text) {
            for import in imports(&line) {
                let is_room = import == "config" || ROOMS.iter().any(|r| r.name == import);
                let allowed = import == room.name
                    || room.may_import.contains(&import.as_str())
                    || DOORS.contains(&(path.as_str(), import.as_str()));
                if is_room && !allowed {
                    wrong.push(format!(
                        "{path}:{number} imports `{import}`, which `{}` may not know",
                        room.name
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_room_says_a_word_that_belongs_to_another() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(room) = room_of(&path) else { continue };
        for (number, line) in code_of(&text) {
            for (word, reason) in room.never.iter().filter(|(word, _)| line.contains(word)) {
                wrong.push(format!("{path}:{number} says `{word}`: {reason}"));
            }
            let environment = line.contains("std::env") || line.contains("env::var");
            if environment && path != "src/config.rs" {
                wrong.push(format!("{path}:{number} reads the environment: only `config` does"));
            }
            if line.contains("anyhow::") && path != "src/main.rs" && room.name != "commands" {
                wrong.push(format!("{path}:{number} uses `anyhow`: errors of a library are typed"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_source_file_stands_in_a_room() {
    let known = ["src/main.rs", "src/lib.rs", "src/config.rs"];
    let homeless: Vec<_> =
        sources().into_keys().filter(|p| room_of(p).is_none() && !known.contains(&p.as_str())).collect();
    assert!(homeless.is_empty(), "outside every room: {homeless:?}");
}

#[test]
fn every_folder_says_what_it_is_for() {
    for (path, text) in sources() {
        assert!(
            !path.ends_with("/mod.rs") || text.starts_with("//!"),
            "{path} does not open with what the room is for"
        );
        assert!(text.starts_with("//!"), "{path} does not open with what the file is for");
    }
}

#[test]
fn no_file_is_too_long_and_no_room_is_a_lumber_room() {
    const LUMBER: [&str; 6] = ["util", "utils", "common", "helpers", "misc", "shared"];
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 400, "{path} has {lines} lines; 400 is the end and 300 the aim");
        for part in path.trim_end_matches(".rs").split('/') {
            assert!(!LUMBER.contains(&part), "{path}: `{part}` says nothing; name what it does");
        }
    }
}

#[test]
fn main_is_short() {
    let lines = sources()["src/main.rs"].lines().count();
    assert!(lines <= 80, "src/main.rs has {lines} lines: parse, open, run");
}

#[test]
fn nothing_is_left_to_do_later() {
    for (path, text) in sources() {
        for (i, line) in text.lines().enumerate() {
            for word in ["TODO", "FIXME", "XXX", "unimplemented!", "todo!"] {
                assert!(!line.contains(word), "{path}:{} says {word}", i + 1);
            }
        }
    }
}

#[test]
fn both_databases_migrate_in_the_same_steps() {
    let names = |folder: &str| {
        let files = fs::read_dir(root().join("migrations").join(folder)).unwrap();
        let mut names: Vec<_> = files.map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

#[test]
fn the_readme_draws_the_house_as_it_stands() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for room in ROOMS {
        let imports = room.may_import.iter().map(|m| format!("`{m}`")).collect::<Vec<_>>().join(", ");
        let imports = if room.name == "commands" { "all".to_owned() } else { imports };
        let imports = if imports.is_empty() { "nothing".to_owned() } else { imports };
        let row = format!("| {} | `{}` | {imports} |", room.floor, room.name);
        assert!(readme.contains(&row), "README.md lacks the row: {row}");
    }
    assert!(readme.lines().count() <= 150, "README.md has more than 150 lines");
}

#[test]
fn the_top_level_holds_what_it_should() {
    const KNOWN: [&str; 11] = [
        "Cargo.toml",
        "Cargo.lock",
        "Makefile",
        "README.md",
        "LICENSE",
        "docs",
        "migrations",
        "src",
        "static",
        "tests",
        "tiles",
    ];
    const MADE: [&str; 3] = ["target", "data", "proptest-regressions"];
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = name.starts_with('.') || KNOWN.contains(&name.as_str()) || MADE.contains(&name.as_str());
        assert!(known, "`{name}` stands at the top level");
    }
}
