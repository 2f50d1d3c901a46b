use sea_orm::DbErr;

use super::{Duty, Held};
use golugah_desk::Read;
use serde::Deserialize;

#[derive(Deserialize)]
struct Scope {
    duty: String,
    agency_id: Option<i64>,
    place_id: Option<i64>,
    work: String,
}

/// A condition on `d`: the duty holds on the day `$1`.
macro_rules! in_force {
    () => {
        "d.ended_on IS NULL AND d.since <= $1 AND (d.until IS NULL OR d.until >= $1)"
    };
}

/// The duties that somebody has on a day.
pub async fn of_person(read: Read<'_>, person: i64, day: &str) -> Result<Vec<Held>, DbErr> {
    let sql = concat!(
        "SELECT d.duty, d.agency_id, d.place_id, d.work FROM duties d WHERE ",
        in_force!(),
        " AND d.person_id = $2 ORDER BY d.id"
    );
    let rows: Vec<Scope> = read.all(sql, vec![day.into(), person.into()]).await?;
    let held = rows.into_iter().filter_map(|row| {
        Some(Held {
            duty: Duty::of_word(&row.duty)?,
            agency: row.agency_id,
            place: row.place_id,
            work: row.work,
        })
    });
    Ok(held.collect())
}

/// A duty as it is stored.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Given {
    pub(super) version: i64,
    pub(super) ended_on: Option<String>,
}

/// One duty.
pub(super) async fn duty(read: Read<'_>, id: i64) -> Result<Option<Given>, DbErr> {
    let sql = "SELECT version, ended_on FROM duties WHERE id = $1";
    read.one(sql, vec![id.into()]).await
}

/// Whether somebody has this very duty already, for the same agency, place and work, on a day or from a later one on.
pub(super) async fn is_given(read: Read<'_>, person: i64, held: &Held, day: &str) -> Result<bool, DbErr> {
    let sql = "SELECT COUNT(*) FROM duties d WHERE d.ended_on IS NULL AND (d.until IS NULL OR d.until >= $1) \
               AND d.person_id = $2 AND d.duty = $3 AND COALESCE(d.agency_id, 0) = $4 AND COALESCE(d.place_id, 0) = $5 \
               AND d.work = $6";
    let values = vec![
        day.into(),
        person.into(),
        held.duty.word().into(),
        held.agency.unwrap_or(0).into(),
        held.place.unwrap_or(0).into(),
        held.work.as_str().into(),
    ];
    Ok(read.number(sql, values).await? > 0)
}

/// One line of the list of duties.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Listed {
    pub(super) id: i64,
    pub(super) duty: String,
    pub(super) name: String,
    pub(super) agency_fa: String,
    pub(super) agency_en: String,
    pub(super) place_id: Option<i64>,
    pub(super) work: String,
    pub(super) since: String,
    pub(super) until: Option<String>,
    /// `held`, `coming` or `ended`, on the day that was asked for.
    pub(super) state: String,
}

/// A page of duties, those that hold or are to come first, the newest first.
pub(super) async fn listed(read: Read<'_>, day: &str, page: i64) -> Result<Vec<Listed>, DbErr> {
    let sql = concat!(
        "SELECT d.id, d.duty, p.name, COALESCE(a.name_fa, '') AS agency_fa, \
         COALESCE(a.name_en, '') AS agency_en, d.place_id, d.work, d.since, COALESCE(d.ended_on, d.until) AS until, \
         CASE WHEN ",
        in_force!(),
        " AND p.active = 1 THEN 'held' WHEN d.ended_on IS NULL AND d.since > $1 THEN 'coming' ELSE 'ended' END AS state \
         FROM duties d JOIN people p ON p.id = d.person_id LEFT JOIN agencies a ON a.id = d.agency_id \
         ORDER BY CASE WHEN d.ended_on IS NULL AND (d.until IS NULL OR d.until >= $1) THEN 0 ELSE 1 END, d.id DESC \
         LIMIT 50 OFFSET $2"
    );
    read.all(sql, vec![day.into(), (page.max(0) * 50).into()]).await
}
