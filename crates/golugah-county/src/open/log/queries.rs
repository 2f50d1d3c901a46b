use sea_orm::DbErr;

use golugah_desk::log::LogEntry;
use golugah_desk::{PublicRead, Read};

/// How many entries are on a page.
pub(super) const ON_A_PAGE: u64 = 50;

/// How many entries are read at once.
pub(super) const AT_ONCE: i64 = 4_096;

/// How many entries the log has.
pub(super) async fn size(read: PublicRead<'_>) -> Result<u64, DbErr> {
    // The places are counted from 0 without a gap, so that nobody needs to count them.
    let next = read
        .number("SELECT MAX(seq) + 1 FROM public_log", Vec::new())
        .await?;
    Ok(u64::try_from(next).unwrap_or(0))
}

/// The entries of a page, the newest first; `None` in place of one that is not as the program writes entries.
pub(super) async fn newest(read: PublicRead<'_>, before: u64) -> Result<Vec<(u64, Option<LogEntry>)>, DbErr> {
    let first = before.saturating_sub(ON_A_PAGE);
    let sql = "SELECT seq, entry FROM public_log WHERE seq >= $1 AND seq < $2 ORDER BY seq DESC";
    let rows = read
        .rows(sql, vec![place(first).into(), place(before).into()])
        .await?;
    rows.iter()
        .map(|row| {
            let seq: i64 = row.get("seq")?;
            let entry: String = row.get("entry")?;
            Ok((u64::try_from(seq).unwrap_or(0), LogEntry::parse(&entry)))
        })
        .collect()
}

/// One entry.
pub(super) async fn entry(read: PublicRead<'_>, seq: u64) -> Result<Option<LogEntry>, DbErr> {
    let sql = "SELECT entry FROM public_log WHERE seq = $1";
    let rows = read.rows(sql, vec![place(seq).into()]).await?;
    let text: Option<String> = rows.first().map(|row| row.get("entry")).transpose()?;
    Ok(text.and_then(|text| LogEntry::parse(&text)))
}

/// Up to so many entries from a place on, as they stand in the log.
pub(super) async fn texts(read: Read<'_>, from: u64, until: u64) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT entry FROM public_log WHERE seq >= $1 AND seq < $2 ORDER BY seq LIMIT $3";
    let rows = read
        .rows(sql, vec![place(from).into(), place(until).into(), AT_ONCE.into()])
        .await?;
    rows.iter().map(|row| row.get("entry")).collect()
}

/// The entry of a place, as it stands in the log.
pub async fn text_of(read: Read<'_>, seq: u64) -> Result<Option<String>, DbErr> {
    let sql = "SELECT entry FROM public_log WHERE seq = $1";
    let rows = read.rows(sql, vec![place(seq).into()]).await?;
    rows.first().map(|row| row.get("entry")).transpose()
}

/// Up to so many entries from a place on, as they stand in the log.
pub async fn texts_from(read: Read<'_>, from: u64) -> Result<Vec<String>, DbErr> {
    texts(read, from, u64::MAX).await
}

pub(super) fn place(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
