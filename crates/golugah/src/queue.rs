//! The queue: files that wait are read one after the other, and measured once, after the last.

use std::path::Path;

use golugah_county::imports::actions::{FinishImport, Finished, MeasureAgain, Written};
use golugah_county::imports::{
    Import, Phase, begin, ended, held, held_no_more, is_named, next_waiting_after, results_of, tell, tried,
    tries,
};
use golugah_desk::store::Store;
use golugah_desk::{Actor, Db};

use golugah_report::{Language, table_words};

use crate::failure::{Failure, ForNow};
use crate::own::measure_own_deeds;
use crate::progress::say;
use crate::work::{
    Read, enter, keep_came_again, keep_coverage, keep_list, number, read, whole, write_reports,
};
use crate::{exceptions, firms, looks, naming, remeasure};

/// How often a file is tried.
const MOST_TRIES: i64 = 3;

/// So many files are measured together at most, so that whoever goes on handing in keeps nobody waiting for ever.
const MOST_AT_ONCE: usize = 100;

/// A file that was read and waits to be measured.
struct Kept {
    import: Import,
    records: u64,
    refused: u64,
    results: Vec<Written>,
    /// How often it was tried before.
    tries: i64,
}

/// Does all that is to be done with one file, and says what came of it.
pub(crate) async fn take(db: &Db, data: &Path, import: Import) -> Result<Finished, Failure> {
    match read_one(db, data, &import).await? {
        Ok(kept) => {
            let mut finished = measure(db, data, vec![kept]).await?;
            let (_, finished) = finished
                .pop()
                .expect("one file was measured, and one is finished");
            Ok(finished)
        }
        Err((finished, results)) => {
            finish(db, data, &import, finished.clone(), results).await?;
            Ok(finished)
        }
    }
}

/// Reads what waits, as long as `goes_on`, and measures once after the last; each file is told when it is finished. Gives whether
/// anything waited.
///
/// That another process has the lake or the disk is full is no file's fault: then what is not finished waits on and says why.
pub(crate) async fn take_waiting(
    db: &Db,
    data: &Path,
    goes_on: impl Fn() -> bool,
    mut told: impl FnMut(&Import, &Finished),
) -> Result<bool, Failure> {
    let mut queue: Vec<Kept> = Vec::new();
    let mut last = 0;
    while queue.len() < MOST_AT_ONCE && goes_on() {
        let next = next_waiting_after(db.read(), last)
            .await
            .map_err(Failure::because)?;
        let Some(import) = next else { break };
        // At which a worker ended twice is taken by itself, so that it holds up nobody else and nobody else is blamed for it. Once is
        // forgiven: whoever is told to stop while a queue is measured ends at all of it, and all of it would be measured one by one.
        let alone = tries(db.read(), import.id).await.map_err(Failure::because)? > 1;
        if alone && !queue.is_empty() {
            break;
        }
        last = import.id;
        say(&format!("{}: taken", import.name));
        match read_one(db, data, &import).await {
            Ok(Ok(kept)) => queue.push(kept),
            Ok(Err((finished, results))) => {
                finish(db, data, &import, finished.clone(), results).await?;
                told(&import, &finished);
            }
            Err(failure) => {
                let waiting = queue.into_iter().map(|kept| kept.import).chain([import]);
                return hold_all(db, waiting, failure).await;
            }
        }
        if alone {
            break;
        }
    }
    let waiting: Vec<Import> = queue.iter().map(|kept| kept.import.clone()).collect();
    match measure(db, data, queue).await {
        Ok(finished) => finished
            .iter()
            .for_each(|(import, finished)| told(import, finished)),
        Err(failure) => return hold_all(db, waiting, failure).await,
    }
    Ok(last > 0)
}

/// Says of files that wait for what is not their fault why they do, and gives the failure.
async fn hold_all<T>(
    db: &Db,
    waiting: impl IntoIterator<Item = Import>,
    failure: Failure,
) -> Result<T, Failure> {
    if let Failure::ForNow(why, _) = failure {
        for import in waiting {
            hold(db, &import, why).await?;
        }
        // What nobody has begun with waits for the same.
        let mut last = 0;
        while let Some(import) = next_waiting_after(db.read(), last)
            .await
            .map_err(Failure::because)?
        {
            last = import.id;
            hold(db, &import, why).await?;
        }
    }
    Err(failure)
}

/// Whoever looks at the file is told why it waits. That this cannot be written on a full disk is no reason to end.
async fn hold(db: &Db, import: &Import, why: ForNow) -> Result<(), Failure> {
    let phase = match why {
        ForNow::Busy => Phase::HeldBusy,
        ForNow::Full => Phase::HeldFull,
    };
    match (held(db, import.id, phase).await, why) {
        (Err(error), ForNow::Busy) => Err(Failure::because(error)),
        _ => Ok(()),
    }
}

/// Reads one file; what is not to be measured is given with why, and with what was written of it.
async fn read_one(
    db: &Db,
    data: &Path,
    import: &Import,
) -> Result<Result<Kept, (Finished, Vec<Written>)>, Failure> {
    let tries = begin(db, import.id).await.map_err(Failure::refused)?;
    let read = if tries < MOST_TRIES {
        read(db, data, import).await
    } else {
        let times = MOST_TRIES.to_string();
        let with = [("file", import.name.as_str()), ("count", times.as_str())];
        Err(Failure::because(table_words(
            "tables-worker-ended",
            &with,
            Language::Persian,
        )))
    };
    let store = Store::new(data);
    Ok(match read {
        Ok(Read::Asks(looks)) => Err((Finished::Asks, looks::keep(&store, &looks)?)),
        Ok(Read::Kept {
            records,
            refused,
            looks,
        }) => {
            // It was read whole: should the worker be stopped while another file is read, this one was no cause.
            tried(db, import.id, tries).await.map_err(Failure::refused)?;
            held_no_more(db).await.map_err(Failure::refused)?;
            tell(db, import.id, Phase::Measuring, 0, 0)
                .await
                .map_err(Failure::refused)?;
            Ok(Kept {
                import: import.clone(),
                records,
                refused,
                results: looks::keep(&store, &looks)?,
                tries,
            })
        }
        Err(failure @ Failure::ForNow(..)) => return Err(failure),
        // What is wrong with the file is the answer that its sender waits for, who knows it by its name and not by
        // where it is kept.
        Err(failure) => {
            let place = store.file(&import.sha256).display().to_string();
            let because = failure.to_string().replace(&place, &import.name);
            Err((Finished::Refused { because }, Vec::new()))
        }
    })
}

/// Measures all that is kept, once, and finishes these files with it. What is found is entered as found with the last of them.
async fn measure(db: &Db, data: &Path, queue: Vec<Kept>) -> Result<Vec<(Import, Finished)>, Failure> {
    let Some(last) = queue.last().map(|kept| kept.import.id) else {
        return Ok(Vec::new());
    };
    for kept in &queue {
        tried(db, kept.import.id, kept.tries + 1)
            .await
            .map_err(Failure::refused)?;
    }
    let store = Store::new(data);
    let said = firms::settled(db).await?.told();
    let measured = whole(db, data).await?;
    let mut written = write_reports(&store, &measured)?;
    let named = enter(db, last, &measured).await?;
    firms::enter(db, &measured.report.perhaps_one_firm).await?;
    let exceptions = exceptions::enter(db, Some(last), &measured).await?;
    let again = remeasure::again(db, data, last).await?;
    written.push(naming::keep(db, &store, &measured).await?);
    match measure_own_deeds(db, data).await {
        Ok(own) => written.extend(own),
        // What was handed in is measured; that the council's own work could not be is no reason to refuse it.
        Err(failure) => say(&format!(
            "golugah: the county's own deeds were not measured: {failure}"
        )),
    }
    let coverage = serde_json::to_string(&measured.report.coverage).map_err(Failure::because)?;
    let mut all = Vec::new();
    for kept in queue {
        let mut results = kept.results;
        results.extend(written.iter().cloned());
        results.push(keep_coverage(db, data, &store, &kept.import.sha256).await?);
        results.push(keep_came_again(&store, &measured, &kept.import.sha256)?);
        results.extend(keep_list(&store, &kept.import.sha256)?);
        let finished = Finished::Done {
            records: number(kept.records),
            refused: number(kept.refused),
            named,
            measured: again,
            exceptions,
            coverage: coverage.clone(),
        };
        finish(db, data, &kept.import, finished.clone(), results).await?;
        all.push((kept.import, finished));
    }
    // What people said of names meanwhile is not in what was measured.
    if firms::settled(db).await?.told() != said {
        let again = db.perform(Actor::program(), MeasureAgain).await;
        again.map_err(Failure::refused)?;
    }
    Ok(all)
}

/// Enters what came of a file, and removes what was written of an earlier reading.
async fn finish(
    db: &Db,
    data: &Path,
    import: &Import,
    finished: Finished,
    results: Vec<Written>,
) -> Result<(), Failure> {
    let store = Store::new(data);
    let before = results_of(db.read(), import.id).await.map_err(Failure::because)?;
    let deed = FinishImport {
        import: import.id,
        finished,
        results,
    };
    let done = db.perform(Actor::program(), deed).await;
    done.map_err(Failure::refused)?;
    ended(db, import.id).await.map_err(Failure::refused)?;
    for old in before {
        // A left-over does no harm.
        if !is_named(db.read(), &old).await.map_err(Failure::because)? {
            let _ = std::fs::remove_file(store.result(&old));
        }
    }
    // The list of what was refused lies under its own hash now; a left-over does no harm.
    let _ = std::fs::remove_file(store.rejects(&import.sha256));
    Ok(())
}
