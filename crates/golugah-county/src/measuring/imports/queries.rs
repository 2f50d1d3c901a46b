use sea_orm::DbErr;

use super::{ImportState, Phase, ResultKind};
use crate::support::paged::{Column, Paged, Span, key};
use golugah_desk::{Db, Read, Refusal};
use golugah_findings::TableMap;
use serde::Deserialize;

/// A file that was handed in.
#[derive(Clone, Debug, Deserialize)]
pub struct Import {
    /// The row.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// The SHA-256 of the file's bytes, in hexadecimal: its name in the store.
    pub sha256: String,
    /// What it was called where it came from.
    pub name: String,
    /// Its length.
    pub bytes: i64,
    /// The day it came.
    pub handed_in_on: String,
    /// A word of [`ImportState`].
    pub state: String,
    /// Why it could not be read.
    pub reason: String,
    /// Records read.
    pub records: i64,
    /// Records refused.
    pub refused: i64,
    /// Bottlenecks that the data then named.
    pub named: i64,
    /// Bottlenecks measured again.
    pub measured: i64,
    /// Cases that the data then showed against rules; unknown of what was measured before they were listed.
    pub exceptions: Option<i64>,
    /// What the kept data then answered, as JSON.
    pub coverage: Option<String>,
    /// By which mapping it is read, where somebody said what its columns are.
    pub map_id: Option<i64>,
}

impl Import {
    /// Where it stands; `None` where that is no word of ours.
    pub fn state(&self) -> Option<ImportState> {
        ImportState::of_word(&self.state)
    }
}

#[derive(Deserialize)]
struct Content {
    content: String,
}

/// What cannot be read was not said: the columns are asked about again, and whoever verifies the log is told.
fn read_map(content: Option<Content>) -> Option<TableMap> {
    content.and_then(|one| serde_json::from_str(&one.content).ok())
}

/// What somebody said of a file's columns, or of where its headings stand; `None` where nobody did, or it is damaged.
pub async fn map_of(read: Read<'_>, import: &Import) -> Result<Option<TableMap>, DbErr> {
    let sql = "SELECT content FROM table_maps WHERE id = $1";
    Ok(read_map(
        read.one(sql, vec![import.map_id.unwrap_or(0).into()]).await?,
    ))
}

/// What somebody said last of a table of this form; `None` where nobody did.
pub async fn map_of_form(read: Read<'_>, form: &str) -> Result<Option<TableMap>, DbErr> {
    let sql = "SELECT content FROM table_maps WHERE form = $1 ORDER BY id DESC LIMIT 1";
    Ok(read_map(read.one(sql, vec![form.into()]).await?))
}

/// How many files wait for somebody to say what their columns are, and the first of them.
pub(super) async fn asking(read: Read<'_>) -> Result<(i64, Option<i64>), DbErr> {
    let asks = vec![ImportState::Asks.word().into()];
    let many = read
        .number("SELECT COUNT(*) FROM imports WHERE state = $1", asks.clone())
        .await?;
    let first = read
        .number(
            "SELECT id FROM imports WHERE state = $1 ORDER BY id LIMIT 1",
            asks,
        )
        .await?;
    Ok((many, (many > 0).then_some(first)))
}

/// Forgets how often a file was tried: what is read anew is tried anew. What was measured after it was measured last.
pub async fn ended(db: &Db, import: i64) -> Result<(), Refusal> {
    let sql = "UPDATE import_progress SET tries = 0, finished = 1 + COALESCE((SELECT MAX(finished) FROM import_progress), 0) \
               WHERE import_id = $1";
    db.keep(sql, vec![import.into()]).await
}

/// Tells why nothing is done with a file for now, begun with or not; such a try is none.
pub async fn held(db: &Db, import: i64, why: Phase) -> Result<(), Refusal> {
    let sql = "INSERT INTO import_progress (import_id, phase, done, total, tries) VALUES ($1, $2, 0, 0, 0) \
               ON CONFLICT (import_id) DO UPDATE SET phase = excluded.phase, done = 0, total = 0, tries = 0";
    db.keep(sql, vec![import.into(), why.word().into()]).await
}

/// Tells that nothing is held any more: what is not begun with waits for its turn alone.
pub async fn held_no_more(db: &Db) -> Result<(), Refusal> {
    let sql = "UPDATE import_progress SET phase = $1 WHERE phase IN ($2, $3)";
    let phases = [Phase::Queue, Phase::HeldBusy, Phase::HeldFull];
    db.keep(sql, phases.map(|phase| phase.word().into()).into()).await
}

/// Says how often a file was begun with and not ended.
pub async fn tried(db: &Db, import: i64, tries: i64) -> Result<(), Refusal> {
    let sql = "UPDATE import_progress SET tries = $2 WHERE import_id = $1";
    db.keep(sql, vec![import.into(), tries.into()]).await
}

/// One import.
pub(super) async fn import(read: Read<'_>, id: i64) -> Result<Option<Import>, DbErr> {
    read.one("SELECT * FROM imports WHERE id = $1", vec![id.into()])
        .await
}

/// The import that has a file of this hash.
pub(super) async fn of_file(read: Read<'_>, sha256: &str) -> Result<Option<i64>, DbErr> {
    let sql = "SELECT id FROM imports WHERE sha256 = $1";
    let id = read.number(sql, vec![sha256.into()]).await?;
    Ok((id > 0).then_some(id))
}

/// The file the worker has to take next, in the order they came.
pub async fn next_waiting(read: Read<'_>) -> Result<Option<Import>, DbErr> {
    next_waiting_after(read, 0).await
}

/// The file that the worker has to take after this one.
pub async fn next_waiting_after(read: Read<'_>, import: i64) -> Result<Option<Import>, DbErr> {
    let sql = "SELECT * FROM imports WHERE state = $1 AND id > $2 ORDER BY id LIMIT 1";
    read.one(sql, vec![ImportState::Waiting.word().into(), import.into()])
        .await
}

/// How often a file was begun with and not ended.
pub async fn tries(read: Read<'_>, import: i64) -> Result<i64, DbErr> {
    let sql = "SELECT tries FROM import_progress WHERE import_id = $1";
    read.number(sql, vec![import.into()]).await
}

/// The file after which was measured last; `None` where nothing was. A file that is read anew is measured after those that came
/// behind it, and until then it is still what was measured last; of files from before that was kept, the one that came last.
pub(crate) async fn measured_last(read: Read<'_>) -> Result<Option<Import>, DbErr> {
    let sql = "SELECT i.* FROM imports i LEFT JOIN import_progress p ON p.import_id = i.id \
               WHERE i.state IN ($1, $2) AND (i.state = $1 OR p.finished > 0) \
               ORDER BY COALESCE(p.finished, 0) DESC, i.id DESC LIMIT 1";
    let states = [ImportState::Done, ImportState::Waiting];
    read.one(sql, states.map(|state| state.word().into()).into())
        .await
}

/// A page of imports, the newest first.
pub(super) async fn imports(read: Read<'_>, span: &Span) -> Result<Paged<Import>, DbErr> {
    let mut values = Vec::new();
    let (beyond, end) = span.clause(&[Column::number("id").down()], &mut values);
    let sql = format!("SELECT * FROM imports WHERE 1 = 1{beyond}{end}");
    let imports: Vec<Import> = read.all(&sql, values).await?;
    Ok(span.paged(imports, |import| key(&[&import.id])))
}

/// How far the worker is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Progress {
    pub(super) phase: String,
    pub(super) done: i64,
    pub(super) total: i64,
}

/// How far the worker is with a file; `None` while it has not begun.
pub(super) async fn progress(read: Read<'_>, import: i64) -> Result<Option<Progress>, DbErr> {
    let sql = "SELECT phase, done, total FROM import_progress WHERE import_id = $1";
    read.one(sql, vec![import.into()]).await
}

/// Tells how far the worker is with a file: `done` of `total`, in the phase's own unit.
pub async fn tell(db: &Db, import: i64, phase: Phase, done: i64, total: i64) -> Result<(), Refusal> {
    let sql = "UPDATE import_progress SET phase = $2, done = $3, total = $4 WHERE import_id = $1";
    let values = vec![import.into(), phase.word().into(), done.into(), total.into()];
    db.keep(sql, values).await
}

/// Begins with a file, and gives how often that was tried before: a file that ends its worker again and again must not
/// hold up the others.
pub async fn begin(db: &Db, import: i64) -> Result<i64, Refusal> {
    let tries = tries(db.read(), import).await?;
    let sql = "INSERT INTO import_progress (import_id, phase, done, total, tries) VALUES ($1, $2, 0, 0, 1) \
               ON CONFLICT (import_id) DO UPDATE SET phase = excluded.phase, done = 0, total = 0, \
               tries = import_progress.tries + 1";
    let values = vec![import.into(), Phase::Reading.word().into()];
    db.keep(sql, values).await?;
    Ok(tries)
}

/// Under which hash the worker wrote this about a file; `None` where it wrote nothing of the kind. What is one for all
/// languages has none.
pub(super) async fn result(
    read: Read<'_>,
    import: i64,
    kind: ResultKind,
    language: &str,
) -> Result<Option<String>, DbErr> {
    let sql = "SELECT sha256 FROM import_results WHERE import_id = $1 AND kind = $2 AND language = $3";
    let values = vec![import.into(), kind.word().into(), language.into()];
    let rows = read.rows(sql, values).await?;
    rows.first().map(|row| row.get("sha256")).transpose()
}

/// Under which hash lies what was named by the measurement that ran last; `None` where none kept it. A file that is being read anew
/// still has that of its last measurement.
pub async fn last_naming(read: Read<'_>) -> Result<Option<String>, DbErr> {
    let sql = "SELECT r.sha256 FROM import_results r LEFT JOIN import_progress p ON p.import_id = r.import_id \
               WHERE r.kind = $1 AND r.language = '' ORDER BY COALESCE(p.finished, 0) DESC, r.import_id DESC LIMIT 1";
    let rows = read.rows(sql, vec![ResultKind::Naming.word().into()]).await?;
    rows.first().map(|row| row.get("sha256")).transpose()
}

/// The row of what the worker wrote about a file, and how often it was written; `None` where it wrote nothing of the kind.
pub(super) async fn written(
    read: Read<'_>,
    import: i64,
    kind: ResultKind,
    language: &str,
) -> Result<Option<(i64, i64)>, DbErr> {
    #[derive(Deserialize)]
    struct Known {
        id: i64,
        version: i64,
    }
    let sql = "SELECT id, version FROM import_results WHERE import_id = $1 AND kind = $2 AND language = $3";
    let values = vec![import.into(), kind.word().into(), language.into()];
    let known: Option<Known> = read.one(sql, values).await?;
    Ok(known.map(|known| (known.id, known.version)))
}

/// Under which hashes what the worker wrote about a file lies.
pub async fn results_of(read: Read<'_>, import: i64) -> Result<Vec<String>, DbErr> {
    #[derive(Deserialize)]
    struct Hash {
        sha256: String,
    }
    let sql = "SELECT sha256 FROM import_results WHERE import_id = $1 ORDER BY id";
    let hashes: Vec<Hash> = read.all(sql, vec![import.into()]).await?;
    Ok(hashes.into_iter().map(|one| one.sha256).collect())
}

/// Whether any import names a result of this hash.
pub async fn is_named(read: Read<'_>, sha256: &str) -> Result<bool, DbErr> {
    let sql = "SELECT COUNT(*) FROM import_results WHERE sha256 = $1";
    Ok(read.number(sql, vec![sha256.into()]).await? > 0)
}

/// Under which hash the newest report on the county's own deeds lies; `None` where there is none yet.
pub(super) async fn own_report(read: Read<'_>, language: &str) -> Result<Option<String>, DbErr> {
    let sql = "SELECT sha256 FROM import_results WHERE kind = $1 AND language = $2 ORDER BY id DESC LIMIT 1";
    let values = vec![ResultKind::OwnDeeds.word().into(), language.into()];
    let rows = read.rows(sql, values).await?;
    rows.first().map(|row| row.get("sha256")).transpose()
}
