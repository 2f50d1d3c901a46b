//! `golugah verify`: the records against the log, the files against the records, the log against checkpoints.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use golugah_county::calendar;
use golugah_county::files::{self, FilesVerified};
use golugah_county::terms;
use golugah_county::texts::{self, Forgotten, Rechecked};
use golugah_desk::log::{PublishedFault, hold_published};
use golugah_desk::store::Store;
use golugah_desk::{Db, Verification};
use golugah_ledger::{Checkpoint, Verifier};
use golugah_persian::WorkingCalendar;

use super::verify_receipt;
use crate::arguments::Verify;
use crate::failure::Failure;
use crate::progress::say;
use crate::{clock, county, output};

pub(crate) fn run(command: &Verify, data: &Path) -> Result<(), Failure> {
    if let Some(receipt) = &command.receipt {
        return verify_receipt::run(command, receipt, data);
    }
    let database = county::existing(data)?;
    let against = Against::of(data, &command.checkpoints, command.key.as_deref())?;
    let mut held = hold(&database, data, &against)?;
    held.unpublished &= !command.no_checkpoint;
    held.verdict()
}

/// The checkpoints that a log is held against.
pub(crate) struct Against {
    /// Whether the county has one of its own, whatever stands in it.
    has_own: bool,
    /// How many entries its own vouches for; `None` where it has none, or none that its key signed.
    own: Option<u64>,
    checkpoints: Vec<Checkpoint>,
    /// What is no key and no checkpoint, or was signed by another; all else is held all the same.
    faults: Vec<String>,
}

impl Against {
    /// The county's own checkpoint as it is now, and those from elsewhere.
    ///
    /// A file that was named and is not there is a mistake of whoever named it, so nothing runs. What stands in a file is a
    /// finding.
    pub(crate) fn of(data: &Path, elsewhere: &[PathBuf], key: Option<&Path>) -> Result<Self, Failure> {
        for named in elsewhere.iter().map(PathBuf::as_path).chain(key) {
            if !named.exists() {
                return Err(Failure::CouldNotRun(format!(
                    "{}: there is no such file",
                    named.display()
                )));
            }
        }
        let folder = county::log(data);
        let key = key.map_or_else(|| folder.join("vkey"), Path::to_owned);
        let own = folder.join("checkpoint");
        let mut against = Self {
            has_own: own.exists(),
            own: None,
            checkpoints: Vec::new(),
            faults: Vec::new(),
        };
        if against.has_own || !elsewhere.is_empty() {
            match opened(&key, Verifier::parse) {
                Ok(verifier) => against.open(&own, elsewhere, &verifier),
                Err(fault) => against
                    .faults
                    .push(format!("{fault}; the log was held against no checkpoint")),
            }
        }
        Ok(against)
    }

    fn open(&mut self, own: &Path, elsewhere: &[PathBuf], verifier: &Verifier) {
        let own = self.has_own.then_some(own);
        for file in own.into_iter().chain(elsewhere.iter().map(PathBuf::as_path)) {
            match opened(file, |text| golugah_ledger::open(text, verifier)) {
                Ok(checkpoint) => {
                    if own == Some(file) {
                        self.own = Some(checkpoint.size);
                    }
                    self.checkpoints.push(checkpoint);
                }
                Err(fault) => self
                    .faults
                    .push(format!("{fault}; the log was not held against it")),
            }
        }
    }
}

/// What was held against what, and what came of it.
pub(crate) struct Held {
    pub(crate) verification: Verification,
    files: FilesVerified,
    /// Days in force that the records do not lead to.
    terms: Vec<terms::Fault>,
    /// The texts against what the records commit to.
    texts: Rechecked,
    published: Vec<PublishedFault>,
    /// Whether the log has entries and no checkpoint lies beside it.
    unpublished: bool,
    /// Whether the log's public key is not that of the secret one.
    other_key: bool,
    checkpoints: usize,
    /// Keys and checkpoints that are none.
    unsigned: Vec<String>,
    /// What could not be held against anything, and why.
    not_held: Vec<String>,
}

impl Held {
    /// Prints what came of it; a failure where something does not hold.
    pub(crate) fn verdict(&self) -> Result<(), Failure> {
        let verification = &self.verification;
        let mut faults: Vec<String> = verification.faults.iter().map(ToString::to_string).collect();
        let files = &self.files;
        faults.extend(files.faults.iter().map(ToString::to_string));
        faults.extend(self.terms.iter().map(ToString::to_string));
        faults.extend(self.texts.faults.iter().map(ToString::to_string));
        faults.extend(self.published.iter().map(ToString::to_string));
        faults.extend(self.unsigned.iter().cloned());
        if self.unpublished {
            faults.push(
                "log/checkpoint is gone: the log was held against nothing that was signed (`golugah serve` signs again; \
                 a county that was never served is verified with --no-checkpoint)"
                    .to_owned(),
            );
        }
        if self.other_key {
            faults.push("log/vkey is not the public key of secrets/log.key".to_owned());
        }
        faults.extend(self.not_held.iter().cloned());
        output::write(None, |out| {
            for fault in &faults {
                writeln!(out, "{fault}")?;
            }
            writeln!(
                out,
                "{} entries, {} records, {} files, {} {}; root {}",
                verification.entries,
                verification.records,
                files.files,
                self.checkpoints,
                if self.checkpoints == 1 {
                    "checkpoint"
                } else {
                    "checkpoints"
                },
                verification.root.to_base64()
            )
        })?;
        for note in &self.texts.withdrawn {
            say(&note.to_string());
        }
        for commitment in &self.texts.listed {
            say(&format!(
                "text {commitment}: the list of withdrawn texts names it, and it is here; a start of `golugah serve` \
                 withdraws it, by an entry of the log, or says why not"
            ));
        }
        for name in &files.unnamed {
            say(&format!("files/{name}: no record names it"));
        }
        if files.strange > 0 {
            say(&format!(
                "{} other files in the county's folder are named by nothing",
                files.strange
            ));
        }
        match faults.len() {
            0 => Ok(()),
            1 => Err(Failure::DoesNotHold("1 thing does not hold".to_owned())),
            faults => Err(Failure::DoesNotHold(format!("{faults} things do not hold"))),
        }
    }
}

/// Holds a database against its log and against the files in the county's folder, the log against checkpoints, and what
/// is published of it against its entries. The database may be a copy of the folder's; what is published is held against
/// the folder's own, which goes on growing.
pub(crate) fn hold(database: &Path, data: &Path, against: &Against) -> Result<Held, Failure> {
    let folder = county::log(data);
    county::wait_for(async {
        let db = inspect(database).await?;
        let verification = db.verify(&against.checkpoints).await.map_err(Failure::because)?;
        // What cannot be read hides nothing of what was found by then.
        let mut not_held = Vec::new();
        let files = files::verify(&db, &Store::new(data)).await;
        let files = or_told(
            files,
            "the files were not held against the records",
            &mut not_held,
        );
        let terms = days_in_force(&db).await;
        let terms = or_told(terms, "the days in force were not computed again", &mut not_held);
        let listed = Forgotten::of(data).lines();
        let listed = or_told(listed, "the list of withdrawn texts was not read", &mut not_held);
        let texts = texts::recheck(&db, &listed).await;
        let texts = or_told(
            texts,
            "the texts were not held against the records",
            &mut not_held,
        );
        let own = county::database(data);
        let served = if own.as_path() == database {
            db
        } else {
            db.close().await.map_err(Failure::because)?;
            inspect(&own).await?
        };
        let published = hold_published(served.read(), &folder, against.own.unwrap_or(0)).await;
        let published = or_told(published, "what is published was not made again", &mut not_held);
        served.close().await.map_err(Failure::because)?;
        let other_key = county::is_under_another_key(data);
        let other_key = or_told(
            other_key,
            "log/vkey was not held against secrets/log.key",
            &mut not_held,
        );
        Ok(Held {
            unpublished: !against.has_own && verification.entries > 0,
            unsigned: against.faults.clone(),
            other_key,
            verification,
            files,
            terms,
            texts,
            published,
            checkpoints: against.checkpoints.len(),
            not_held,
        })
    })
}

/// What was held, or nothing; then it is noted that it was not, and why.
fn or_told<T: Default, E: Display>(held: Result<T, E>, what: &str, not_held: &mut Vec<String>) -> T {
    held.unwrap_or_else(|because| {
        not_held.push(format!("{what}: {because}"));
        T::default()
    })
}

/// The log vouches for what the records say, and the records for the days in force, which are computed from them.
async fn days_in_force(db: &Db) -> Result<Vec<terms::Fault>, Failure> {
    let base = WorkingCalendar::iran();
    let calendar = calendar::with_closures(db.read(), &base).await;
    let calendar = calendar.map_err(Failure::because)?;
    terms::recheck(db, &calendar).await.map_err(Failure::because)
}

async fn inspect(database: &Path) -> Result<Db, Failure> {
    let db = Db::inspect_sqlite(database, &golugah_county::HOUSE, clock::county()).await;
    db.map_err(Failure::because)
}

/// What a key's or a checkpoint's file says, or the sentence of why it says nothing.
fn opened<T, E: Display>(file: &Path, parse: impl FnOnce(&str) -> Result<T, E>) -> Result<T, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    parse(&text).map_err(|error| format!("{}: {error}", file.display()))
}

pub(super) fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|error| Failure::CouldNotRun(format!("{}: {error}", file.display())))
}
