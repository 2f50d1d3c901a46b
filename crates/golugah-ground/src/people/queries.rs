use sea_orm::DbErr;

use super::secrets::{Terms, fingerprint, latest_end, visit_mark, visit_name};
use super::{DEPUTY, Head, Person, Role};
use crate::support::paged::{Column, Paged, Span, key};
use golugah_desk::clock::Moment;
use golugah_desk::{Actor, NewestVersion, Read};
use serde::Deserialize;

/// How long a visit that nobody uses lasts, in seconds.
const IDLE: i64 = 1800;

/// How often it is written down that a visit is in use, at most, in seconds.
const NOTED_EVERY: i64 = 60;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Visiting {
    /// Who.
    pub person: Person,
    /// Whether it is time to note that the visit is in use.
    pub(crate) is_to_be_noted: bool,
}

#[derive(Deserialize)]
struct Visit {
    id: i64,
    seen_at: String,
    expires_at: String,
    mark: String,
    name: String,
    role: String,
    agency_id: Option<i64>,
    on_behalf_of: Option<i64>,
    head_id: Option<i64>,
    head_name: Option<String>,
}

impl Visit {
    fn person(self) -> Option<Person> {
        let deputy_of = match (self.head_id, self.head_name) {
            (Some(id), Some(name)) => Some(Head { id, name }),
            _ => None,
        };
        // A deputyship that has ended in the meantime has ended for this visit too: the head is found no more.
        let on_behalf = self.on_behalf_of.is_some() && self.on_behalf_of == self.head_id;
        Some(Person {
            id: self.id,
            name: self.name,
            role: if on_behalf {
                Role::AgencyHead
            } else {
                Role::of_word(&self.role)?
            },
            agency: self.agency_id,
            deputy_of,
            on_behalf,
        })
    }
}

/// Whose visit this is, if it has not run out, is as the site made it, and the person may still sign in; and, in the same
/// question because every page of the staff asks it, the newest version of any table.
pub async fn visiting(
    read: Read<'_>,
    token: &str,
    now: Moment,
) -> Result<(NewestVersion, Option<Visiting>), DbErr> {
    let sql = "SELECT n.newest, w.* FROM (SELECT MAX(version) AS newest FROM table_versions) n LEFT JOIN ( \
               SELECT p.id, v.seen_at, v.expires_at, v.mark, p.name, p.role, p.agency_id, v.on_behalf_of, h.id AS head_id, \
               h.name AS head_name \
               FROM visits v JOIN people p ON p.id = v.person_id \
               LEFT JOIN people h ON h.id = p.deputy_of AND h.active = 1 AND h.role = 'agency_head' \
               AND h.agency_id = p.agency_id \
               WHERE v.token_sha256 = $1 AND v.expires_at > $2 AND v.expires_at <= $3 AND v.seen_at > $4 \
               AND p.active = 1) w ON 1 = 1";
    let name = visit_name(token)?;
    let values = vec![
        name.as_str().into(),
        now.text().into(),
        latest_end(now).text().into(),
        now.plus_seconds(-IDLE).text().into(),
    ];
    let rows = read.rows(sql, values).await?;
    let Some(row) = rows.first() else {
        return Ok((NewestVersion::default(), None));
    };
    let newest = NewestVersion::of_row(row)?;
    if row.get::<Option<i64>>("id")?.is_none() {
        return Ok((newest, None));
    }
    let visit: Visit = row.filled()?;
    let terms = Terms {
        person: visit.id,
        on_behalf_of: visit.on_behalf_of,
        expires_at: &visit.expires_at,
    };
    if visit.mark != visit_mark(&name, terms)? {
        return Ok((newest, None));
    }
    let is_to_be_noted = visit.seen_at <= now.plus_seconds(-NOTED_EVERY).text();
    let visiting = visit.person().map(|person| Visiting {
        person,
        is_to_be_noted,
    });
    Ok((newest, visiting))
}

/// How many could sign in and have chosen no password yet.
pub(super) async fn without_sign_in(read: Read<'_>) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM people p WHERE p.active = 1 AND NOT EXISTS \
               (SELECT 1 FROM credentials c WHERE c.person_id = p.id AND c.password_hash IS NOT NULL)";
    read.number(sql, Vec::new()).await
}

/// What is kept of the secret of whoever signs in so.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Secret {
    pub(super) person_id: i64,
    pub(super) hash: String,
}

/// The password's hash for a sign-in name.
pub(super) async fn password_of(read: Read<'_>, sign_in: &str) -> Result<Option<Secret>, DbErr> {
    let sql = "SELECT c.person_id, c.password_hash AS hash FROM credentials c JOIN people p ON p.id = c.person_id \
               WHERE p.sign_in = $1 AND p.active = 1 AND c.password_hash IS NOT NULL";
    read.one(sql, vec![sign_in.into()]).await
}

/// A row as a deed must know it to write it again.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) version: i64,
}

/// The row of somebody's password.
pub(super) async fn credential(read: Read<'_>, person: i64) -> Result<Option<Row>, DbErr> {
    let sql = "SELECT id, version FROM credentials WHERE person_id = $1";
    read.one(sql, vec![person.into()]).await
}

/// The row of the codes that somebody is given.
pub(super) async fn code_row(read: Read<'_>, person: i64) -> Result<Option<Row>, DbErr> {
    let sql = "SELECT id, version FROM codes WHERE person_id = $1";
    read.one(sql, vec![person.into()]).await
}

/// The hash of the code that was given to whoever signs in so, while it is good.
pub(super) async fn code_of(read: Read<'_>, sign_in: &str, now: Moment) -> Result<Option<Secret>, DbErr> {
    let sql = "SELECT c.person_id, c.code_hash AS hash FROM codes c JOIN people p ON p.id = c.person_id \
               WHERE p.sign_in = $1 AND p.active = 1 AND c.code_hash IS NOT NULL AND c.expires_at > $2";
    read.one(sql, vec![sign_in.into(), now.text().into()]).await
}

/// Whether somebody has signed in so in this browser before.
pub(super) async fn knows_browser(
    read: Read<'_>,
    token: &str,
    sign_in: &str,
    now: Moment,
) -> Result<bool, DbErr> {
    let sql = "SELECT COUNT(*) FROM known_browsers b JOIN people p ON p.id = b.person_id \
               WHERE b.token_sha256 = $1 AND p.sign_in = $2 AND b.expires_at > $3";
    let values = vec![fingerprint(token).into(), sign_in.into(), now.text().into()];
    Ok(read.number(sql, values).await? > 0)
}

/// Whether anybody has been entered yet.
pub async fn anybody(read: Read<'_>) -> Result<bool, DbErr> {
    Ok(read.number("SELECT COUNT(*) FROM people", Vec::new()).await? > 0)
}

#[derive(Deserialize)]
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

/// Whether a deed by this actor is one of this agency's: by its head, or by the head's deputy.
pub async fn speaks_for(read: Read<'_>, actor: &Actor, agency: i64) -> Result<bool, DbErr> {
    let sql = if actor.role == Role::AgencyHead.word() {
        "SELECT COUNT(*) FROM people WHERE id = $1 AND agency_id = $2 AND active = 1 AND role = 'agency_head'"
    } else if actor.role == DEPUTY {
        "SELECT COUNT(*) FROM people p JOIN people h ON h.id = p.deputy_of WHERE p.id = $1 AND h.agency_id = $2 \
         AND p.agency_id = h.agency_id AND p.active = 1 AND h.active = 1 AND h.role = 'agency_head'"
    } else {
        return Ok(false);
    };
    let Some(person) = actor.person else {
        return Ok(false);
    };
    Ok(read.number(sql, vec![person.into(), agency.into()]).await? > 0)
}

/// A person as stored.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Entered {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) name: String,
    pub(super) sign_in: String,
    pub(super) role: String,
    pub(super) agency_id: Option<i64>,
    pub(super) deputy_of: Option<i64>,
    pub(super) active: i64,
}

/// One person.
pub(super) async fn person(read: Read<'_>, id: i64) -> Result<Option<Entered>, DbErr> {
    read.one("SELECT * FROM people WHERE id = $1", vec![id.into()])
        .await
}

/// Who heads an agency.
pub(super) async fn head_of(read: Read<'_>, agency: i64) -> Result<Option<Entered>, DbErr> {
    let sql = "SELECT * FROM people WHERE agency_id = $1 AND role = 'agency_head' AND active = 1 ORDER BY id LIMIT 1";
    read.one(sql, vec![agency.into()]).await
}

/// The deputies of a head.
pub(super) async fn deputies_of(read: Read<'_>, head: i64) -> Result<Vec<Entered>, DbErr> {
    read.all(
        "SELECT * FROM people WHERE deputy_of = $1 ORDER BY id LIMIT 50",
        vec![head.into()],
    )
    .await
}

/// Those of an agency who could be deputies of its head, and those who are.
pub(super) async fn officers_of(read: Read<'_>, agency: i64) -> Result<Vec<Entered>, DbErr> {
    let sql =
        "SELECT * FROM people WHERE agency_id = $1 AND role = 'officer' AND active = 1 ORDER BY id LIMIT 50";
    read.all(sql, vec![agency.into()]).await
}

/// How many administrators may sign in, besides one.
pub(super) async fn administrators_besides(read: Read<'_>, person: i64) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM people WHERE role = 'administrator' AND active = 1 AND id <> $1";
    read.number(sql, vec![person.into()]).await
}

/// How many governors may sign in, besides somebody.
pub(super) async fn governors_besides(read: Read<'_>, person: Option<i64>) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM people WHERE role = 'governor' AND active = 1 AND id <> $1";
    read.number(sql, vec![person.unwrap_or(0).into()]).await
}

/// Somebody who may sign in, by name.
#[derive(Clone, Debug, Deserialize)]
pub struct Named {
    /// The row.
    pub id: i64,
    /// The person's name.
    pub name: String,
}

/// Everybody who may sign in, by name.
pub async fn active(read: Read<'_>) -> Result<Vec<Named>, DbErr> {
    read.all(
        "SELECT id, name FROM people WHERE active = 1 ORDER BY name, id",
        Vec::new(),
    )
    .await
}

/// Whether somebody may sign in.
pub async fn is_active(read: Read<'_>, person: i64) -> Result<bool, DbErr> {
    let sql = "SELECT COUNT(*) FROM people WHERE id = $1 AND active = 1";
    Ok(read.number(sql, vec![person.into()]).await? > 0)
}

/// One line of the list of people.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Listed {
    pub(super) id: i64,
    pub(super) agency_id: i64,
    pub(super) name: String,
    pub(super) sign_in: String,
    pub(super) role: String,
    pub(super) active: i64,
    pub(super) agency_fa: String,
    pub(super) agency_en: String,
    pub(super) head: String,
}

/// A page of people: who may sign in first, by agency.
pub(super) async fn listed(read: Read<'_>, span: &Span) -> Result<Paged<Listed>, DbErr> {
    let order = [
        Column::number("p.active").down(),
        Column::number("COALESCE(p.agency_id, 0)"),
        Column::number("p.id"),
    ];
    let mut values = Vec::new();
    let (beyond, end) = span.clause(&order, &mut values);
    let sql = format!(
        "SELECT p.id, COALESCE(p.agency_id, 0) AS agency_id, p.name, p.sign_in, p.role, p.active, COALESCE(a.name_fa, '') AS agency_fa, \
         COALESCE(a.name_en, '') AS agency_en, COALESCE(h.name, '') AS head \
         FROM people p LEFT JOIN agencies a ON a.id = p.agency_id LEFT JOIN people h ON h.id = p.deputy_of \
         WHERE 1 = 1{beyond}{end}"
    );
    let people: Vec<Listed> = read.all(&sql, values).await?;
    Ok(span.paged(people, |row| key(&[&row.active, &row.agency_id, &row.id])))
}
