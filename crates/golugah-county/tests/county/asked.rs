//! The small program that does what it is asked, and a second connection that counts what it kept.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};

use golugah_desk::Db;
use golugah_desk::clock::{Clock, Moment};
use sea_orm::{ConnectionTrait, Database, Statement};

/// The example that the tests write deeds by.
pub(crate) fn durable_deeds() -> PathBuf {
    example("durable_deeds")
}

/// An example that Cargo builds beside the tests.
pub(crate) fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let deps = test.parent().unwrap();
    deps.parent().unwrap().join("examples").join(name)
}

/// What the program was asked and what it said.
pub(crate) struct Asked {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
    stderr: ChildStderr,
    number: u64,
    prefix: String,
    /// Names of which it said that they are done.
    pub(crate) done: BTreeSet<String>,
    /// What it said of those that were refused, after their names.
    pub(crate) refused: Vec<String>,
}

impl Asked {
    /// Starts it over a file; `more` may set its environment and arguments.
    pub(crate) fn over(file: &Path, prefix: &str, more: impl FnOnce(&mut Command)) -> Self {
        let mut command = Command::new(durable_deeds());
        command
            .arg("--asked")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        more(&mut command);
        let mut child = command
            .arg(file)
            .spawn()
            .expect("cargo builds the example `durable_deeds` before it runs this test");
        Self {
            stdin: child.stdin.take(),
            stdout: BufReader::new(child.stdout.take().unwrap()),
            stderr: child.stderr.take().unwrap(),
            child,
            number: 0,
            prefix: prefix.to_owned(),
            done: BTreeSet::new(),
            refused: Vec::new(),
        }
    }

    /// Asks for so many deeds at once. `None` where the program has ended; else how many of them were done.
    pub(crate) fn ask(&mut self, deeds: u64) -> Option<usize> {
        let names: Vec<String> = (0..deeds)
            .map(|deed| {
                let long = "ن".repeat(150);
                format!("{}-{}-{deed}-{long}", self.prefix, self.number)
            })
            .collect();
        self.number += 1;
        // It may have ended.
        let _ = writeln!(self.stdin.as_mut().unwrap(), "{}", names.join(" "));
        let before = self.done.len();
        loop {
            let mut line = String::new();
            if self.stdout.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            let line = line.trim_end();
            if line == "." {
                return Some(self.done.len() - before);
            }
            if let Some(name) = line.strip_prefix("done ") {
                self.done.insert(name.to_owned());
            } else {
                let (_, said) = line.strip_prefix("refused ").unwrap().split_once(' ').unwrap();
                self.refused.push(said.to_owned());
            }
        }
    }

    /// Ends it at once.
    pub(crate) fn kill(mut self) -> BTreeSet<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.done
    }

    /// Lets it end by itself; gives its exit code and what it said on standard error.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        drop(self.stdin.take());
        let mut said = String::new();
        self.stderr.read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap().code(), said)
    }
}

/// The names that a second connection reads.
pub(crate) async fn kept(url: &str) -> BTreeSet<String> {
    let reader = Database::connect(url).await.unwrap();
    let sql = Statement::from_string(reader.get_database_backend(), "SELECT name_fa FROM agencies");
    let rows = reader.query_all_raw(sql).await.unwrap();
    let names = rows
        .iter()
        .map(|row| row.try_get("", "name_fa").unwrap())
        .collect();
    reader.close().await.unwrap();
    names
}

/// The same for a file.
pub(crate) async fn kept_in(file: &Path) -> BTreeSet<String> {
    kept(&format!("sqlite://{}?mode=rw", file.display())).await
}

/// The names that are there after a new start, whose log must vouch for every one.
pub(crate) async fn kept_after_a_start(file: &Path) -> BTreeSet<String> {
    let db = Db::open_sqlite(file, &golugah_county::HOUSE, Clock::new(|| Moment(0)))
        .await
        .unwrap();
    assert_eq!(db.verify(&[]).await.unwrap().faults, []);
    kept_in(file).await
}

/// An empty county's file, whole by itself, to be copied.
pub(crate) async fn empty(file: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("county.sqlite");
    let db = Db::open_sqlite(&made, &golugah_county::HOUSE, Clock::new(|| Moment(0)))
        .await
        .unwrap();
    let copying = Database::connect(format!("sqlite://{}?mode=rw", made.display()))
        .await
        .unwrap();
    copying
        .execute_unprepared(&format!("VACUUM INTO '{}'", file.display()))
        .await
        .unwrap();
    copying.close().await.unwrap();
    drop(db);
}
