use sea_orm::{DbErr, FromQueryResult};

use super::{Person, Role};
use crate::support::clock::Moment;
use crate::support::db::Read;

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    name: String,
    role: String,
    agency_id: Option<i64>,
}

impl Row {
    fn person(self) -> Option<Person> {
        Some(Person {
            id: self.id,
            name: self.name,
            role: Role::of_word(&self.role)?,
            agency: self.agency_id,
        })
    }
}

/// Whose visit this is, if it has not run out and the person may still sign in.
pub async fn visiting(read: Read<'_>, token: &str, now: Moment) -> Result<Option<Person>, DbErr> {
    let sql = "SELECT p.id, p.name, p.role, p.agency_id FROM visits v JOIN people p ON p.id = v.person_id \
               WHERE v.token_sha256 = $1 AND v.expires_at > $2 AND p.active = 1";
    let row: Option<Row> = read
        .one(
            sql,
            vec![super::secrets::fingerprint(token).into(), now.text().into()],
        )
        .await?;
    Ok(row.and_then(Row::person))
}

#[derive(FromQueryResult)]
pub(super) struct Credential {
    pub(super) person_id: i64,
    pub(super) password_hash: String,
}

/// The password's hash for a sign-in name.
pub(super) async fn credential(read: Read<'_>, sign_in: &str) -> Result<Option<Credential>, DbErr> {
    let sql = "SELECT c.person_id, c.password_hash FROM credentials c JOIN people p ON p.id = c.person_id \
               WHERE p.sign_in = $1 AND p.active = 1";
    read.one(sql, vec![sign_in.trim().to_lowercase().into()]).await
}

/// Whether anybody has been entered yet.
pub async fn anybody(read: Read<'_>) -> Result<bool, DbErr> {
    Ok(read.number("SELECT COUNT(*) FROM people", Vec::new()).await? > 0)
}

#[derive(FromQueryResult)]
struct OfAgency {
    id: i64,
    agency_id: i64,
}

/// Everybody who belongs to an agency, with it.
pub async fn agencies_of_people(read: Read<'_>) -> Result<Vec<(i64, i64)>, DbErr> {
    let sql = "SELECT id, agency_id FROM people WHERE agency_id IS NOT NULL ORDER BY id";
    let rows: Vec<OfAgency> = read.all(sql, Vec::new()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.agency_id)).collect())
}
