use sea_orm::DbErr;

use golugah_desk::{Db, Read};
use serde::Deserialize;

/// A text as it is kept; both parts empty once it was forgotten.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Kept {
    pub(super) commitment: String,
    pub(super) salt: Option<String>,
    pub(super) text: Option<String>,
}

/// The text of a commitment; `None` where it was withdrawn, or where there is none.
pub async fn read_text(read: Read<'_>, commitment: &str) -> Result<Option<String>, DbErr> {
    Ok(kept(read, commitment).await?.and_then(|kept| kept.text))
}

pub(super) async fn kept(read: Read<'_>, commitment: &str) -> Result<Option<Kept>, DbErr> {
    let sql = "SELECT commitment, salt, text FROM texts WHERE commitment = $1";
    read.one(sql, vec![commitment.into()]).await
}

/// Empties a text: `$1` is its commitment.
pub(super) const EMPTY: &str = "UPDATE texts SET salt = NULL, text = NULL WHERE commitment = $1";

/// Says that remains of a text may lie on the disk.
pub(super) const MARK: &str = "INSERT INTO text_remains (commitment) VALUES ($1) ON CONFLICT DO NOTHING";

/// Says that they are gone.
pub(super) const UNMARK: &str = "DELETE FROM text_remains WHERE commitment = $1";

/// The texts whose remains may lie on the disk.
pub(super) async fn marks(read: Read<'_>) -> Result<Vec<String>, DbErr> {
    #[derive(Deserialize)]
    struct Mark {
        commitment: String,
    }
    let sql = "SELECT commitment FROM text_remains ORDER BY commitment";
    let marks: Vec<Mark> = read.all(sql, Vec::new()).await?;
    Ok(marks.into_iter().map(|mark| mark.commitment).collect())
}

/// How many entries the log has.
pub(super) async fn size(read: Read<'_>) -> Result<i64, DbErr> {
    read.number("SELECT COUNT(*) FROM log_entries", Vec::new()).await
}

/// Up to so many texts after a commitment, in their order.
pub(super) async fn page(read: Read<'_>, after: &str, most: i64) -> Result<Vec<Kept>, DbErr> {
    let sql = "SELECT commitment, salt, text FROM texts WHERE commitment > $1 ORDER BY commitment LIMIT $2";
    read.all(sql, vec![after.into(), most.into()]).await
}

/// A deed that forgot a text.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Forget {
    pub(super) id: i64,
    pub(super) commitment: String,
}

/// Every deed that forgot a text, the first first.
pub(super) async fn forgets(read: Read<'_>) -> Result<Vec<Forget>, DbErr> {
    read.all("SELECT id, commitment FROM text_forgets ORDER BY id", Vec::new())
        .await
}

/// The log's entry that wrote a row of `text_forgets`, which is written once; `None` where no entry is of its case.
pub(super) async fn entry_of(read: Read<'_>, forget: i64) -> Result<Option<i64>, DbErr> {
    #[derive(Deserialize)]
    struct Entry {
        seq: i64,
    }
    let sql = "SELECT seq FROM log_cases WHERE kind = 'text' AND record = $1 AND deed = 'text.forget' ORDER BY seq LIMIT 1";
    let entry: Option<Entry> = read.one(sql, vec![forget.into()]).await?;
    Ok(entry.map(|entry| entry.seq))
}

/// How many rows are read at once.
const PAGE: i64 = 1_024;

/// Every commitment that an official row holds: those of the columns whose name ends in `_commitment`.
pub async fn named(db: &Db) -> Result<Vec<String>, DbErr> {
    let mut named = Vec::new();
    for (table, columns) in db.official_tables() {
        let columns: Vec<&String> = columns
            .iter()
            .filter(|column| column.ends_with("_commitment"))
            .collect();
        if columns.is_empty() {
            continue;
        }
        let mut last = i64::MIN;
        loop {
            let rows = db.records(&table, last, PAGE).await?;
            let Some((newest, _)) = rows.last() else { break };
            last = *newest;
            for (_, record) in &rows {
                let texts = columns
                    .iter()
                    .filter_map(|column| record.get(column.as_str())?.as_str());
                named.extend(texts.map(str::to_owned));
            }
        }
    }
    Ok(named)
}
