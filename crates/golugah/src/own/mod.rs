//! The county's own deeds, measured like any other log: the council's work is looked at as it looks at others'.
//!
//! They are taken into the lake once, by the places of their entries (`taken`), joined there with what the county knows of
//! them now (`Facts`), and laid out as an event log without a file between (`event_log`).

mod event_log;
mod taken;

use std::path::Path;
use std::sync::Arc;

use golugah_county::imports::ResultKind;
use golugah_county::imports::actions::Written;
use golugah_county::log::Facts;
use golugah_desk::store::Store;
use golugah_desk::{Db, Read as Ask};
use golugah_findings::InputKind;
use golugah_indicators::{Detail, Scan};
use golugah_intake::sha256_of_texts;
use golugah_lake::Lake;
use golugah_records::EventLog;
use golugah_report::Language;

use self::taken::Taken;
use crate::arguments::Measuring;
use crate::failure::Failure;
use crate::files::times_of;
use crate::lake;
use crate::measured::Measured;
use crate::reading::Reading;
use crate::rejects::Rejects;
use crate::scan::{Read, Records, measure};
use crate::work::{LANGUAGES, write_result};

/// What the log of deeds is called in its report.
const NAME: &str = "deeds.xes";

/// Measures the deeds and writes the report on them, in both languages.
pub(crate) async fn measure_own_deeds(db: &Db, data: &Path) -> Result<Vec<Written>, Failure> {
    let (taken, facts) = gather(db.read(), data).await?;
    let joined = Arc::new((taken, facts));
    let mut written = Vec::new();
    for language in LANGUAGES {
        let (joined, store) = (Arc::clone(&joined), Store::new(data));
        let one = tokio::task::spawn_blocking(move || {
            let measured = measured(&joined.0, &joined.1, language)?;
            write_result(&store, &measured, ResultKind::OwnDeeds, language)
        });
        written.push(one.await.map_err(Failure::because)??);
    }
    Ok(written)
}

/// Takes what is new into the lake, and gives all deeds with what is known of them now.
async fn gather(read: Ask<'_>, data: &Path) -> Result<(Taken, Facts), Failure> {
    let lake = Lake::open(lake::folder(data)).map_err(Failure::lake)?;
    let taken = taken::take(read, &lake, taken::IN_A_PART).await?;
    let facts = Facts::gather(read, taken.deeds.len() as u64).await;
    Ok((taken, facts.map_err(Failure::because)?))
}

/// The figures of these deeds.
fn measured(taken: &Taken, facts: &Facts, language: Language) -> Result<Measured, Failure> {
    let log = event_log::of(&taken.deeds, facts, language);
    let deeds = Deeds {
        log,
        last: &taken.last,
    };
    measure(&deeds, &Measuring::default(), Detail::Findings)
}

/// The deeds as a source of a scan, under a name that says nothing of this machine.
struct Deeds<'t> {
    log: EventLog,
    /// The entry of the last of them, which says by its place and its time which deeds these are.
    last: &'t str,
}

impl Records for Deeds<'_> {
    fn inputs(&self) -> Vec<String> {
        vec![NAME.to_owned()]
    }

    fn first_currency(&self) -> Result<Option<String>, Failure> {
        Ok(None)
    }

    fn read(&self, scan: &Scan, workers: &mut [Reading<'_>]) -> Result<Vec<Read>, Failure> {
        for worker in workers.iter_mut() {
            worker.begin(0);
        }
        Ok(vec![Read {
            kind: InputKind::Xes,
            sha256: sha256_of_texts(&[self.last]),
            cases: workers[0].log(scan, &self.log, 0),
            times: Some(times_of(&self.log)),
            flattened: None,
            rejects: Rejects::default(),
            refused_before: 0,
        }])
    }
}

#[cfg(test)]
mod tests;
