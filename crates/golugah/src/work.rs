//! What the worker does: a file becomes records, records become reports and bottlenecks.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use golugah_county::MOST_ENTERED;
use golugah_county::bottlenecks;
use golugah_county::bottlenecks::actions::{FindBottleneck, Found, KeepFindings};
use golugah_county::imports::actions::Written;
use golugah_county::imports::{Import, Phase, ResultKind, map_of, map_of_form, tell};
use golugah_desk::store::Store;
use golugah_desk::{Actor, Db};
use golugah_findings::{Bottleneck, TableLook, TableMap};
use golugah_indicators::Detail;
use golugah_intake::ObjectType;
use golugah_lake::Lake;
use golugah_report::{Language, Page, Place, write_html};

use crate::arguments::{Measuring, USUAL_DEALS};
use crate::commands::import::{keep_records, keep_rejects};
use crate::commands::scan::FINDINGS_PER_BOTTLENECK;
use crate::failure::Failure;
use crate::measured::Measured;
use crate::scan::{measure, threads};
use crate::{clock, firms, kept, lake, looks, support, tables, texts, unnamed};

/// How often somebody who watches is told.
const BREATH: Duration = Duration::from_millis(300);

pub(crate) fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What came of reading a file.
pub(crate) enum Read {
    /// It is in the lake; a table also as it was seen, once a language.
    Kept {
        records: u64,
        refused: u64,
        looks: Vec<TableLook>,
    },
    /// It is a table of which somebody has to say what its columns are.
    Asks(Vec<TableLook>),
}

/// The languages of what the worker writes.
pub(crate) const LANGUAGES: [Language; 2] = [Language::Persian, Language::English];

/// Reads the file into the lake, telling how far it is.
pub(crate) async fn read(db: &Db, data: &Path, import: &Import) -> Result<Read, Failure> {
    let path = Store::new(data).find(&import.sha256).map_err(Failure::because)?;
    let said = map_of(db.read(), import).await.map_err(Failure::because)?;
    let looks = looks::of(&path, &import.name, said.as_ref()).await?;
    if let Some(look) = looks.first()
        && asks(db, import, said.as_ref(), look).await?
    {
        return Ok(Read::Asks(looks));
    }
    let anew = import.map_id.is_some();
    if anew {
        let lake = Lake::open(lake::folder(data)).map_err(Failure::lake)?;
        lake.forget(&import.sha256).map_err(Failure::lake)?;
    }
    let mut tables = tables::on_site(&import.name, Language::Persian);
    if let Some(said) = &said {
        tables = tables::said(said, tables)?;
    }
    // Of an object-centric log it is known only when it was read to its end what can be the case.
    let types: Arc<Mutex<Vec<ObjectType>>> = Arc::default();
    let heard = Arc::clone(&types);
    tables.types = Some(Arc::new(move |told: &[ObjectType]| {
        *heard.lock().unwrap_or_else(PoisonError::into_inner) = told.to_vec();
    }));
    let chosen = said.is_some();
    let bytes_read: Arc<Mutex<Option<Arc<AtomicU64>>>> = Arc::default();
    let (counter, folder) = (Arc::clone(&bytes_read), data.to_owned());
    let (sha256, name) = (import.sha256.clone(), import.name.clone());
    let mut reading = tokio::task::spawn_blocking(move || {
        let path = Store::new(&folder).find(&sha256).map_err(Failure::because)?;
        let kept = Lake::open(lake::folder(&folder)).map_err(Failure::lake)?;
        if let Some(known) = kept.contains(&sha256).map_err(Failure::lake)? {
            return Ok((known.records, known.rejected));
        }
        let follow = |count: Arc<AtomicU64>| {
            *counter.lock().unwrap_or_else(PoisonError::into_inner) = Some(count);
        };
        let (records, rejects) = keep_records(&kept, &path, &name, threads(None), Some(&follow), &tables)?;
        // What was read anew has a list of its own, and be it empty.
        if anew || !rejects.is_empty() || !rejects.assumed.is_empty() {
            keep_rejects(&folder, &sha256, &name, &rejects)?;
        }
        Ok((records, rejects.count))
    });
    loop {
        tokio::select! {
            done = &mut reading => {
                let types = types.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let looks = if types.is_empty() {
                    looks
                } else {
                    vec![tables::look_of(&types); LANGUAGES.len()]
                };
                return match done.map_err(Failure::because)? {
                    Err(_) if !types.is_empty() && !chosen => Ok(Read::Asks(looks)),
                    done => done.map(|(records, refused)| Read::Kept { records, refused, looks }),
                };
            }
            () = tokio::time::sleep(BREATH) => {
                let count = bytes_read.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let count = count.map_or(0, |count| count.load(Ordering::Relaxed));
                tell(db, import.id, Phase::Reading, number(count).min(import.bytes), import.bytes)
                    .await
                    .map_err(Failure::because)?;
            }
        }
    }
}

/// Whether somebody has to say what a table's columns are before it is read.
async fn asks(db: &Db, import: &Import, said: Option<&TableMap>, look: &TableLook) -> Result<bool, Failure> {
    match said {
        Some(said) => Ok(said.only_headed()),
        // What was said can be read no more.
        None if import.map_id.is_some() || !look.doubts.is_empty() => Ok(true),
        // What was said of an earlier table with these headings is proposed: whose it was and in which unit may be otherwise now.
        None => {
            let earlier = map_of_form(db.read(), &look.form).await;
            Ok(earlier.map_err(Failure::because)?.is_some())
        }
    }
}

/// How all that is kept is measured.
async fn of_all(db: &Db) -> Result<Measuring, Failure> {
    Ok(Measuring {
        null: USUAL_DEALS,
        kept: true,
        settled: firms::settled(db).await?,
        ..Measuring::default()
    })
}

/// Every indicator over all that is kept.
pub(crate) async fn whole(db: &Db, data: &Path) -> Result<Measured, Failure> {
    measured(data.to_owned(), of_all(db).await?).await
}

/// What one file by itself answers, kept under its hash.
pub(crate) async fn keep_coverage(
    db: &Db,
    data: &Path,
    store: &Store,
    sha256: &str,
) -> Result<Written, Failure> {
    let (measuring, data, sha256) = (of_all(db).await?, data.to_owned(), sha256.to_owned());
    let covered = tokio::task::spawn_blocking(move || {
        kept::coverage(&lake::Imported::open(&data)?, &measuring, &sha256)
    });
    let covered = covered.await.map_err(Failure::because)??;
    let covered = serde_json::to_vec(&covered).map_err(Failure::because)?;
    let kept = store.keep_result(covered.as_slice());
    Ok(Written {
        kind: ResultKind::Coverage,
        language: String::new(),
        sha256: kept.map_err(|error| Failure::writing(&store.results(), &error))?,
    })
}

/// What of one file stands in other files too, kept under its hash.
pub(crate) fn keep_came_again(store: &Store, measured: &Measured, sha256: &str) -> Result<Written, Failure> {
    let mut inputs = measured.report.inputs.iter().zip(&measured.came_again);
    let own = inputs.find(|(input, _)| input.sha256 == sha256);
    let own = own.map(|(_, own)| *own).unwrap_or_default();
    let own = serde_json::to_vec(&own).map_err(Failure::because)?;
    let kept = store.keep_result(own.as_slice());
    Ok(Written {
        kind: ResultKind::CameAgain,
        language: String::new(),
        sha256: kept.map_err(|error| Failure::writing(&store.results(), &error))?,
    })
}

pub(crate) async fn measured(data: PathBuf, measuring: Measuring) -> Result<Measured, Failure> {
    let measuring = tokio::task::spawn_blocking(move || {
        measure(&lake::Imported::open(&data)?, &measuring, Detail::Findings)
    });
    measuring.await.map_err(Failure::because)?
}

/// The page that leads to a report, and the one that leads to that on the county's own deeds, seen from it.
const ON_SITE: &str = "../../bottlenecks";
const OWN_ON_SITE: &str = "../log";

/// The whole report, in both languages: with the names of persons and without.
pub(crate) fn write_reports(store: &Store, measured: &Measured) -> Result<Vec<Written>, Failure> {
    let mut written = Vec::new();
    for language in LANGUAGES {
        written.push(write_result(store, measured, ResultKind::Report, language)?);
        let mut page = Vec::new();
        let shown = Page {
            language,
            date: Some(&clock::today()),
            on_site: Some(ON_SITE),
            findings_per_bottleneck: FINDINGS_PER_BOTTLENECK,
            called: Some(&|id| measured.name_of(id)),
        };
        let report = unnamed::of(&measured.report, language);
        write_html(&report, &texts::catalogue()?, &shown, &mut page).map_err(Failure::because)?;
        written.push(keep_page(store, &page, ResultKind::ReportUnnamed, language)?);
    }
    Ok(written)
}

/// Writes what was measured as a page and keeps it under its hash.
pub(crate) fn write_result(
    store: &Store,
    measured: &Measured,
    kind: ResultKind,
    language: Language,
) -> Result<Written, Failure> {
    let mut page = Vec::new();
    let shown = Page {
        language,
        date: Some(&clock::today()),
        on_site: Some(match kind {
            ResultKind::OwnDeeds => OWN_ON_SITE,
            _ => ON_SITE,
        }),
        findings_per_bottleneck: FINDINGS_PER_BOTTLENECK,
        called: Some(&|id| measured.name_of(id)),
    };
    write_html(&measured.report, &texts::catalogue()?, &shown, &mut page).map_err(Failure::because)?;
    keep_page(store, &page, kind, language)
}

fn keep_page(store: &Store, page: &[u8], kind: ResultKind, language: Language) -> Result<Written, Failure> {
    let kept = store.keep_result(page);
    Ok(Written {
        kind,
        language: language.tag().to_owned(),
        sha256: kept.map_err(|error| Failure::writing(&store.results(), &error))?,
    })
}

/// Keeps the list of what was refused, noted and taken for granted of a file under its hash; nothing where it is there no more.
pub(crate) fn keep_list(store: &Store, file: &str) -> Result<Option<Written>, Failure> {
    let path = store.rejects(file);
    let list = match std::fs::File::open(&path) {
        Ok(list) => list,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::because(format!("{}: {error}", path.display()))),
    };
    let kept = store.keep_result(list);
    Ok(Some(Written {
        kind: ResultKind::Rejects,
        language: String::new(),
        sha256: kept.map_err(|error| Failure::writing(&store.results(), &error))?,
    }))
}

/// Enters the worst of what was named with the findings it rests on, and gives how many there are. What is known already
/// goes on with its life.
pub(crate) async fn enter(db: &Db, import: i64, measured: &Measured) -> Result<i64, Failure> {
    let named = &measured.report.bottlenecks;
    let worst = &named[..named.len().min(MOST_ENTERED)];
    let places: Vec<Place<'_>> = worst.iter().map(Place::of).collect();
    let supports = support::of(measured, &places);
    for ((bottleneck, support), done) in worst.iter().zip(supports).zip(0..) {
        tell(db, import, Phase::Entering, done, number(worst.len() as u64))
            .await
            .map_err(Failure::because)?;
        let (Found::New(id) | Found::Known(id)) = find(db, bottleneck).await?;
        // What says the same once more is not kept twice.
        let said = bottlenecks::is_named_so(db.read(), id, &support).await;
        if said.map_err(Failure::because)? {
            continue;
        }
        let keep = KeepFindings {
            bottleneck: id,
            measurement: None,
            import: Some(import),
            support,
        };
        keep_findings(db, keep).await?;
    }
    Ok(number(named.len() as u64))
}

pub(crate) async fn keep_findings(db: &Db, keep: KeepFindings) -> Result<(), Failure> {
    let kept = db.perform(Actor::program(), keep).await;
    kept.map(|_| ()).map_err(Failure::because)
}

/// Enters one bottleneck. One that is known is no deed: nothing would be written, and the log would tell of a finding.
pub(crate) async fn find(db: &Db, bottleneck: &Bottleneck) -> Result<Found, Failure> {
    let group = &bottleneck.group;
    let known = bottlenecks::known(db.read(), &bottleneck.indicator, group.kind.as_str(), &group.id).await;
    if let Some(known) = known.map_err(Failure::because)? {
        return Ok(Found::Known(known.id));
    }
    let code = bottleneck.code.clone();
    let deed = FindBottleneck {
        indicator: bottleneck.indicator.clone(),
        code: code.unwrap_or_else(|| bottleneck.indicator.clone()),
        group: (
            group.kind.as_str().to_owned(),
            group.id.clone(),
            called(&group.name, &group.id),
        ),
        sentence: (
            isolated(&bottleneck.sentence.fa, &group.name),
            isolated(&bottleneck.sentence.en, &group.name),
        ),
        counts: (number(bottleneck.raised), number(bottleneck.computable)),
        verdict: serde_json::to_string(bottleneck).map_err(Failure::because)?,
    };
    db.perform(Actor::program(), deed).await.map_err(Failure::because)
}

/// What people call a group: the office with its department in brackets, or the id where nothing has a name.
pub(crate) fn called(name: &str, id: &str) -> String {
    match name.split_once("||") {
        Some((department, office)) => format!("{office} ({department})"),
        None if name.is_empty() => id.to_owned(),
        None => name.to_owned(),
    }
}

/// A sentence whose names are set apart from its own direction: a Persian name in an English sentence would otherwise
/// draw the figures beside it to its other side.
fn isolated(sentence: &str, name: &str) -> String {
    let parts = name.split("||").filter(|part| !part.is_empty());
    parts.fold(sentence.to_owned(), |text, part| {
        text.replacen(part, &format!("\u{2068}{part}\u{2069}"), 1)
    })
}
