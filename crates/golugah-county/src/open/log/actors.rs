//! Who did each deed: what is private beside the log, for our own worker alone.

use sea_orm::DbErr;

use super::queries::{AT_ONCE, place};
use golugah_desk::Read;

/// Who did each deed from a place on, up to so many: the deed's place and the person.
pub(super) async fn actors(read: Read<'_>, from: u64) -> Result<Vec<(u64, i64)>, DbErr> {
    let sql = "SELECT seq, person_id FROM log_actors WHERE seq >= $1 ORDER BY seq LIMIT $2";
    let rows = read.rows(sql, vec![place(from).into(), AT_ONCE.into()]).await?;
    rows.iter()
        .map(|row| {
            let seq: i64 = row.get("seq")?;
            Ok((u64::try_from(seq).unwrap_or(0), row.get("person_id")?))
        })
        .collect()
}

/// How many places are asked for in one row.
const IN_A_ROW: i64 = 16_384;

/// Who did each deed before a place. Many stand in one text, so that millions of deeds are not millions of rows.
pub(super) async fn by_place(read: Read<'_>, until: u64) -> Result<Vec<Option<i64>>, DbErr> {
    let sql = "SELECT string_agg(CAST(seq - $1 AS TEXT) || ':' || CAST(person_id AS TEXT), ',') AS actors \
               FROM log_actors WHERE seq >= $1 AND seq < $2";
    let mut all = Vec::new();
    let mut from = 0;
    while from < place(until) {
        let end = place(until).min(from + IN_A_ROW);
        let begun = all.len();
        all.resize(usize::try_from(end).unwrap_or(begun), None);
        let rows = read.rows(sql, vec![from.into(), end.into()]).await?;
        let text: Option<String> = rows.first().map(|row| row.get("actors")).transpose()?.flatten();
        for told in text.iter().flat_map(|text| text.split(',')) {
            let told = told.split_once(':');
            let told =
                told.and_then(|(seq, person)| Some((seq.parse::<usize>().ok()?, person.parse().ok()?)));
            if let Some((seq, person)) = told
                && let Some(actor) = all.get_mut(begun + seq)
            {
                *actor = Some(person);
            }
        }
        from = end;
    }
    Ok(all)
}
