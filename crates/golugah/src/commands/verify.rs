//! `golugah verify`: the records against the log, the files against the records, the log against checkpoints.

use std::path::{Path, PathBuf};

use golugah_county::calendar;
use golugah_county::files::{self, FilesVerified};
use golugah_county::terms;
use golugah_desk::store::Store;
use golugah_desk::{Db, Verification};
use golugah_ledger::{Checkpoint, Verifier};
use golugah_persian::WorkingCalendar;

use super::verify_receipt;
use crate::arguments::Verify;
use crate::failure::Failure;
use crate::{clock, county, output};

pub(crate) fn run(command: &Verify, data: &Path) -> Result<(), Failure> {
    if let Some(receipt) = &command.receipt {
        return verify_receipt::run(command, receipt, data);
    }
    let database = county::existing(data)?;
    hold(&database, data, &command.checkpoints, command.key.as_deref())?.verdict()
}

/// What was held against what, and what came of it.
pub(crate) struct Held {
    pub(crate) verification: Verification,
    files: FilesVerified,
    /// Days in force that the records do not lead to.
    terms: Vec<terms::Fault>,
    checkpoints: usize,
}

impl Held {
    /// Prints what came of it; a failure where something does not hold.
    pub(crate) fn verdict(&self) -> Result<(), Failure> {
        let verification = &self.verification;
        output::write(None, |out| {
            for fault in &verification.faults {
                writeln!(out, "{fault}")?;
            }
            for fault in &self.files.faults {
                writeln!(out, "{fault}")?;
            }
            for fault in &self.terms {
                writeln!(out, "{fault}")?;
            }
            writeln!(
                out,
                "{} entries, {} records, {} files, {} checkpoints; root {}",
                verification.entries,
                verification.records,
                self.files.files,
                self.checkpoints,
                verification.root.to_base64()
            )
        })?;
        match verification.faults.len() + self.files.faults.len() + self.terms.len() {
            0 => Ok(()),
            1 => Err(Failure::DoesNotHold("1 thing does not hold".to_owned())),
            faults => Err(Failure::DoesNotHold(format!("{faults} things do not hold"))),
        }
    }
}

/// Holds a database against its log and against the files in the county's folder, and the log against the checkpoint
/// there and those from elsewhere.
pub(crate) fn hold(
    database: &Path,
    data: &Path,
    elsewhere: &[PathBuf],
    key: Option<&Path>,
) -> Result<Held, Failure> {
    let folder = county::log(data);
    let key = key.map_or_else(|| folder.join("vkey"), Path::to_owned);
    let own = folder.join("checkpoint");
    let mut checkpoints = Vec::new();
    if own.exists() || !elsewhere.is_empty() {
        let verifier = Verifier::parse(&read(&key)?)
            .map_err(|error| Failure::CouldNotRun(format!("{}: {error}", key.display())))?;
        for file in own.exists().then_some(&own).into_iter().chain(elsewhere) {
            checkpoints.push(open(file, &verifier)?);
        }
    }
    let (verification, files, terms) = county::wait_for(async {
        let db = Db::inspect_sqlite(database, clock::county())
            .await
            .map_err(Failure::because)?;
        let verification = db.verify(&checkpoints).await.map_err(Failure::because)?;
        let files = files::verify(&db, &Store::new(data)).await;
        // The log vouches for what the records say, and the records for the days in force, which are computed from them.
        let base = WorkingCalendar::iran();
        let calendar = calendar::with_closures(db.read(), &base)
            .await
            .map_err(Failure::because)?;
        let terms = terms::recheck(&db, &calendar).await.map_err(Failure::because)?;
        Ok((verification, files.map_err(Failure::because)?, terms))
    })?;
    Ok(Held {
        verification,
        files,
        terms,
        checkpoints: checkpoints.len(),
    })
}

/// A checkpoint, if the key has signed it. A signature that does not fit is a finding, not a reason not to run.
fn open(file: &Path, verifier: &Verifier) -> Result<Checkpoint, Failure> {
    golugah_ledger::open(&read(file)?, verifier)
        .map_err(|error| Failure::DoesNotHold(format!("{}: {error}", file.display())))
}

pub(super) fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|error| Failure::CouldNotRun(format!("{}: {error}", file.display())))
}
