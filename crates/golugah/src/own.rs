//! The county's own deeds, measured like any other log: the council's work is looked at as it looks at others'.

use std::path::PathBuf;

use golugah_county::imports::ResultKind;
use golugah_county::imports::actions::Written;
use golugah_county::log::{DeedLog, Resources};
use golugah_desk::Db;
use golugah_desk::private;
use golugah_desk::store::Store;
use golugah_indicators::{Detail, Scan};
use golugah_intake::{Limits, open};
use golugah_report::Language;

use crate::arguments::Measuring;
use crate::failure::Failure;
use crate::files::read_event_log;
use crate::output;
use crate::reading::Reading;
use crate::scan::{Read, Records, measure};
use crate::work::write_result;

/// What the log of deeds is called in its report.
const NAME: &str = "deeds.xes";

/// Measures the deeds and writes the report on them, in both languages.
pub(crate) async fn measure_own_deeds(db: &Db, store: &Store) -> Result<Vec<Written>, Failure> {
    let mut written = Vec::new();
    for language in [Language::Persian, Language::English] {
        let deeds = DeedLog::gather(db.read(), Resources::Persons)
            .await
            .map_err(Failure::because)?;
        let store = store.clone();
        let one = tokio::task::spawn_blocking(move || write(deeds, language, &store));
        written.push(one.await.map_err(Failure::because)??);
    }
    Ok(written)
}

fn write(deeds: DeedLog, language: Language, store: &Store) -> Result<Written, Failure> {
    let folder = store.results();
    private::folder(&folder).map_err(|error| Failure::writing(&folder, &error))?;
    let room = tempfile::tempdir_in(&folder).map_err(|error| Failure::writing(&folder, &error))?;
    let file = room.path().join(NAME);
    output::write(Some(&file), |out| {
        deeds
            .xes(language)
            .try_for_each(|part| out.write_all(part.as_bytes()))
    })?;
    let measured = measure(&Deeds(file), &Measuring::default(), Detail::Findings)?;
    write_result(store, &measured, ResultKind::OwnDeeds, language)
}

/// The deeds as a source of a scan, under a name that says nothing of this machine.
struct Deeds(PathBuf);

impl Records for Deeds {
    fn inputs(&self) -> Vec<String> {
        vec![NAME.to_owned()]
    }

    fn first_currency(&self) -> Result<Option<String>, Failure> {
        Ok(None)
    }

    fn read(&self, scan: &Scan, workers: &mut [Reading<'_>]) -> Result<Vec<Read>, Failure> {
        let opened = open(&self.0, &Limits::default()).map_err(Failure::because)?;
        for worker in workers.iter_mut() {
            worker.begin(0);
        }
        Ok(vec![read_event_log(opened, scan, 0, &mut workers[0])?])
    }
}
