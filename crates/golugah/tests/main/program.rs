//! Running the built program in a temporary folder, and finding the shared data.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::releases::with_one_bottleneck;

/// A folder in which the program runs and nothing else lies.
pub(crate) struct Room(TempDir);

/// What one run gave.
pub(crate) struct Ran {
    /// The command line, for messages.
    line: String,
    pub(crate) code: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Room {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A folder with the demonstration's county in `county`. It is made once for all tests, and copied for each.
    pub(crate) fn with_demonstration() -> Self {
        let room = Self::new();
        copy(demonstration().0, &room.path("county"));
        room
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, with the folders it lies in.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn read_bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Names of what lies directly in the folder, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Runs the program in this folder. Files are named relative to it, so that messages are the same everywhere.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_golugah"))
            .args(arguments)
            .current_dir(self.0.path())
            .env_remove("GOLUGAH_DATA")
            .output()
            .unwrap();
        Ran {
            line: format!("golugah {}", arguments.join(" ")),
            code: output.status.code(),
            stdout: output.stdout,
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// `scan --format json` with these arguments; it must succeed.
    pub(crate) fn scan(&self, arguments: &[&str]) -> Value {
        self.run(&[&["scan", "--format", "json"], arguments].concat())
            .done()
            .json()
    }
}

/// The demonstration's county, and what was said while it was made: who can sign in.
pub(crate) fn demonstration() -> (&'static Path, &'static str) {
    static MADE: OnceLock<(PathBuf, String)> = OnceLock::new();
    let (folder, said) = MADE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demonstration");
        // What an earlier run left is not looked at.
        let _ = std::fs::remove_dir_all(&folder);
        let demo = Room::new()
            .run(&["demo", "--data", named(&folder), "--no-serve"])
            .done();
        (folder, demo.stderr)
    });
    (folder, said)
}

/// Copies a folder, without the files that the demonstration's data were handed in from.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_name() == "invented-county" {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl Ran {
    /// It must have done what was asked.
    pub(crate) fn done(self) -> Self {
        assert_eq!(
            self.code,
            Some(0),
            "{}: {}\n{}",
            self.line,
            self.stderr,
            String::from_utf8_lossy(&self.stdout)
        );
        self
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.stdout).unwrap()
    }

    /// It must have failed with this code, said each of these things, printed no result and not panicked.
    pub(crate) fn failed(&self, code: i32, said: &[&str]) {
        let Self { line, stderr, .. } = self;
        assert_eq!(self.code, Some(code), "{line}: {stderr}");
        for words in said {
            assert!(stderr.contains(words), "{line}: expected `{words}` in: {stderr}");
        }
        assert!(
            self.stdout.is_empty(),
            "{line}: a failure printed a result: {}",
            self.text()
        );
        assert!(!stderr.contains("panicked"), "{line}: {stderr}");
    }
}

/// A file of the shared data; none, said aloud, where it is not here.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: shared data is not here");
    None
}

/// A JSON file of the shared data that stands beside one that was found.
pub(crate) fn shared_json(name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(shared(name).unwrap()).unwrap()).unwrap()
}

/// The path as the program is given it.
pub(crate) fn named(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The bytes packed as gzip.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// What an indicator answered in a report.
pub(crate) fn summary<'a>(report: &'a Value, indicator: &str) -> &'a Value {
    let all = report["indicators"].as_array().unwrap();
    all.iter()
        .find(|one| one["indicator"] == indicator || one["code"] == indicator)
        .unwrap()
}

/// The findings of one indicator, by name or code.
pub(crate) fn findings<'a>(report: &'a Value, indicator: &str) -> Vec<&'a Value> {
    let all = report["findings"].as_array().unwrap();
    all.iter()
        .filter(|one| one["indicator"] == indicator || one["code"] == indicator)
        .collect()
}

/// The subjects' ids of some findings, in order.
pub(crate) fn subjects<'a>(findings: &[&'a Value]) -> Vec<&'a str> {
    findings
        .iter()
        .map(|finding| finding["subject"]["id"].as_str().unwrap())
        .collect()
}

/// A folder with a file in which one office stands out, and its report.
pub(crate) fn one_bottleneck() -> (Room, Value) {
    let room = Room::new();
    room.write("tenders.jsonl", with_one_bottleneck());
    let report = room.scan(&["tenders.jsonl"]);
    (room, report)
}

/// The elements of a list, of which there must be some.
pub(crate) fn each<'a>(report: &'a Value, key: &str) -> &'a [Value] {
    let all = report[key].as_array().unwrap();
    assert!(!all.is_empty(), "no {key} to look at");
    all
}
