use golugah_ledger::{RecordOpening, Salt};
use sea_orm::DbErr;

use super::{Audience, Decided, ItemMet, Minutes, SeatTaken};
use crate::sessions::queries;
use crate::{FEATURES, agencies, resolutions};
use golugah_desk::{Actor, Matter, Read};
use serde::Deserialize;

/// The shape of their table in which minutes are kept.
const SHAPE: u32 = 1;

/// Minutes as they were kept, a row of `minutes`.
#[derive(Clone, Debug, Deserialize)]
pub struct Kept {
    /// The row.
    pub id: i64,
    /// How often the row was written: once.
    pub version: i64,
    /// The session.
    pub session_id: i64,
    /// A word of [`Audience`].
    pub audience: String,
    /// The minutes, as JSON.
    pub facts: String,
    /// What opens the log's commitment to the row.
    pub salt: String,
}

impl Kept {
    /// What they say; `None` where it is not what this program wrote.
    pub fn minutes(&self) -> Option<Minutes> {
        serde_json::from_str(&self.facts).ok()
    }

    /// The row as the log's commitment is made of it: an object of all columns, keys in order, and its salt; `None` where
    /// that is no salt.
    pub fn opening(&self) -> Option<RecordOpening> {
        let row = serde_json::json!({
            "audience": self.audience,
            "facts": self.facts,
            "id": self.id,
            "session_id": self.session_id,
            "version": self.version,
        });
        Some(RecordOpening {
            salt: Salt::parse(&self.salt)?,
            shape: SHAPE,
            row: row.to_string(),
        })
    }
}

/// The minutes kept of a closed session; `None` before it is closed, and of sessions closed before minutes were kept.
pub async fn kept(read: Read<'_>, session: i64, audience: Audience) -> Result<Option<Kept>, DbErr> {
    let sql = "SELECT id, version, session_id, audience, facts, salt FROM minutes \
               WHERE session_id = $1 AND audience = $2";
    read.one(sql, vec![session.into(), audience.word().into()]).await
}

#[derive(Deserialize)]
struct Sat {
    name_fa: String,
    name_en: String,
    head: String,
    state: String,
    delegate: String,
}

/// The seats whose attendance was recorded, or every seat besides.
async fn seats(read: Read<'_>, session: i64, every_seat: bool) -> Result<Vec<SeatTaken>, DbErr> {
    let seated = if every_seat {
        "a.seat = 1 OR t.id IS NOT NULL"
    } else {
        "t.id IS NOT NULL"
    };
    let sql = format!(
        "SELECT a.name_fa, a.name_en, COALESCE(t.state, '') AS state, COALESCE(t.delegate_commitment, '') AS delegate, \
         COALESCE((SELECT MIN(p.name) FROM people p WHERE p.agency_id = a.id AND p.role = 'agency_head' \
         AND p.active = 1 AND p.deputy_of IS NULL), '') AS head FROM agencies a \
         LEFT JOIN attendances t ON t.agency_id = a.id AND t.session_id = $1 WHERE {seated} ORDER BY a.id"
    );
    let sat: Vec<Sat> = read.all(&sql, vec![session.into()]).await?;
    let taken = sat.into_iter().map(|seat| SeatTaken {
        name_fa: seat.name_fa,
        name_en: seat.name_en,
        head: seat.head,
        state: seat.state,
        delegate: seat.delegate,
    });
    Ok(taken.collect())
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

/// The name of whoever has this role and acts for nobody else; empty where nobody is entered.
async fn holder(read: Read<'_>, role: &str) -> Result<String, DbErr> {
    let sql =
        "SELECT name FROM people WHERE role = $1 AND active = 1 AND deputy_of IS NULL ORDER BY id LIMIT 1";
    let named: Option<Named> = read.one(sql, vec![role.into()]).await?;
    Ok(named.map(|person| person.name).unwrap_or_default())
}

async fn name(read: Read<'_>, person: i64) -> Result<String, DbErr> {
    let sql = "SELECT name FROM people WHERE id = $1";
    let named: Option<Named> = read.one(sql, vec![person.into()]).await?;
    Ok(named.map(|person| person.name).unwrap_or_default())
}

/// The minutes as the records now give them, in the form for an audience: what whoever closes the session keeps, and the
/// draft before it.
pub async fn gathered(
    read: Read<'_>,
    session: i64,
    closing: Option<&Actor>,
    audience: Audience,
) -> Result<Option<Minutes>, DbErr> {
    let Some(session) = queries::session(read, session).await? else {
        return Ok(None);
    };
    let agencies = agencies::agencies(read).await?;
    let agenda = queries::agenda(read, session.id).await?;
    let matters: Vec<Matter> = agenda.iter().filter_map(|item| item.matter()).collect();
    let worded = FEATURES.worded(read, &matters).await?;
    let items = agenda.into_iter().map(|item| {
        let agency = agencies.iter().find(|agency| Some(agency.id) == item.agency_id);
        let matter = item.matter();
        let named = matter
            .as_ref()
            .and_then(|matter| worded.iter().find(|one| one.matter == *matter));
        // What people wrote is not translated.
        let (title_fa, title_en) = match named {
            Some(one) if item.title.is_empty() => {
                let (fa, en) = match audience {
                    Audience::Council => (one.fa.as_str(), one.en.as_str()),
                    Audience::Public => one.for_anybody(),
                };
                (fa.to_owned(), en.to_owned())
            }
            _ => (item.title, String::new()),
        };
        let annex = named.and_then(|one| match audience {
            Audience::Council => one.annex.as_ref(),
            Audience::Public => one.annex_for_anybody(),
        });
        let (annex_fa, annex_en) = annex.cloned().unwrap_or_default();
        ItemMet {
            annex_fa,
            annex_en,
            title_fa,
            title_en,
            // A record that nobody keeps any more is not shown to anybody either.
            guarded: matter.is_some() && named.is_none_or(|one| one.guarded),
            kind: item.kind,
            agency_fa: agency.map(|agency| agency.name_fa.clone()).unwrap_or_default(),
            agency_en: agency.map(|agency| agency.name_en.clone()).unwrap_or_default(),
            done: item.state == "done",
        }
    });
    let items = items.collect();
    let resolutions = resolutions::taken_at(read, session.id).await?;
    let resolutions = resolutions.into_iter().map(|resolution| Decided {
        number: resolution.number,
        text: resolution.text,
        owner_fa: resolution.name_fa,
        owner_en: resolution.name_en,
        due: resolution.due,
        proof: resolution.proof,
    });
    let secretary = match closing {
        Some(actor) => match actor.person {
            Some(person) => name(read, person).await?,
            None => String::new(),
        },
        None => holder(read, "secretary").await?,
    };
    // An agency that was given its seat later does not belong in the minutes of a session that was held before.
    let every_seat = closing.is_some() || session.state == "called";
    let minutes = Minutes {
        number: session.number,
        chair: holder(read, "governor").await?,
        stand_in: false,
        secretary,
        seats: seats(read, session.id, every_seat).await?,
        items,
        resolutions: resolutions.collect(),
        day: session.day,
        hour: session.hour,
        place: session.place,
        text: session.minutes,
    };
    Ok(Some(match audience {
        Audience::Council => minutes,
        Audience::Public => minutes.for_anybody(),
    }))
}
