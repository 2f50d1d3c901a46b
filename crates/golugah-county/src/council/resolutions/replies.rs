//! What agencies answered on paper, by telephone or in person, as the secretariat entered it.

use golugah_desk::Read;
use sea_orm::DbErr;
use serde::Deserialize;

use super::queries::{RESOLUTION, Resolution};
use crate::support::rows::numbers;
use crate::support::stored::words;

words! {
    /// What an agency answers. The words are those of the database.
    pub enum ReplyKind {
        /// It is done.
        Done = "done",
        /// It is not done, and why.
        NotDone = "not_done",
        /// It asks for time.
        MoreTime = "more_time",
    }
}

words! {
    /// How an answer came. The words are those of the database.
    pub enum ReplyHow {
        /// By letter.
        Letter = "letter",
        /// By telephone.
        Phone = "phone",
        /// In person.
        InPerson = "in_person",
    }
}

/// An answer as the resolution's page shows it.
#[derive(Clone, Debug, Deserialize)]
pub struct Reply {
    /// The row.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// What it says.
    pub kind: ReplyKind,
    /// How it came.
    pub how: ReplyHow,
    /// The letter's number; empty where it came otherwise.
    pub letter: String,
    /// The day it came, `YYYY-MM-DD`.
    pub received_on: String,
    /// The day it was entered.
    pub entered_on: String,
    /// Who said it, where it came otherwise than by letter; `None` where that was withdrawn too.
    pub said_by: Option<String>,
    /// The commitment to that.
    pub said_by_commitment: Option<String>,
    /// What was said, where it is no proof; `None` where it was withdrawn.
    pub text: Option<String>,
    /// The commitment to that.
    pub text_commitment: Option<String>,
    /// Until when time is asked for.
    pub until: Option<String>,
    /// The proof it came with.
    pub evidence_id: Option<i64>,
    /// Who entered it.
    pub person_id: i64,
    /// The name of that person.
    pub name: String,
    /// When the agency's head confirmed it.
    pub confirmed_on: Option<String>,
    /// The number of the session on whose word it was accepted by whoever had entered it.
    pub heard_at: Option<i64>,
}

const REPLY: &str = "SELECT y.id, y.version, y.kind, y.how, y.letter, y.received_on, y.entered_on, b.text AS said_by, y.said_by_commitment, \
     x.text, y.text_commitment, y.until, y.evidence_id, y.person_id, p.name, y.confirmed_on, h.number AS heard_at \
     FROM replies y JOIN people p ON p.id = y.person_id LEFT JOIN texts b ON b.commitment = y.said_by_commitment \
     LEFT JOIN texts x ON x.commitment = y.text_commitment LEFT JOIN sessions h ON h.id = y.heard_session_id";

/// The answers about a resolution, the newest first.
pub async fn replies(read: Read<'_>, resolution: i64) -> Result<Vec<Reply>, DbErr> {
    let sql = format!("{REPLY} WHERE y.resolution_id = $1 ORDER BY y.id DESC");
    read.all(&sql, vec![resolution.into()]).await
}

/// The answer that a proof came with.
pub(super) async fn of_evidence(read: Read<'_>, evidence: i64) -> Result<Option<Reply>, DbErr> {
    read.one(
        &format!("{REPLY} WHERE y.evidence_id = $1"),
        vec![evidence.into()],
    )
    .await
}

/// The last answer about a resolution, in short.
#[derive(Clone, Debug, Deserialize)]
pub struct LastReply {
    /// The resolution.
    pub resolution_id: i64,
    /// What it says.
    pub kind: ReplyKind,
    /// How it came.
    pub how: ReplyHow,
    /// The letter's number.
    pub letter: String,
    /// The day it came.
    pub received_on: String,
    /// Until when time is asked for.
    pub until: Option<String>,
}

/// The last answers about these resolutions.
pub async fn last_replies(read: Read<'_>, resolutions: &[i64]) -> Result<Vec<LastReply>, DbErr> {
    let sql = format!(
        "SELECT y.resolution_id, y.kind, y.how, y.letter, y.received_on, y.until FROM replies y \
         WHERE y.resolution_id IN ({}) AND y.id = (SELECT MAX(z.id) FROM replies z WHERE z.resolution_id = y.resolution_id) \
         ORDER BY y.resolution_id",
        numbers(resolutions)
    );
    read.all(&sql, Vec::new()).await
}

/// A session that was held, in short.
#[derive(Clone, Debug, Deserialize)]
pub struct Heard {
    /// The row.
    pub id: i64,
    /// Its number.
    pub number: i64,
    /// Its day.
    pub day: String,
}

/// The sessions on whose word an answer can be accepted, the last first: those that dealt with its resolution after the answer came,
/// and whose minutes were closed after it was entered.
pub(super) async fn heard_at(
    read: Read<'_>,
    resolution: i64,
    received_on: &str,
    entered_on: &str,
) -> Result<Vec<Heard>, DbErr> {
    let sql = "SELECT s.id, s.number, s.day FROM agenda_items i JOIN sessions s ON s.id = i.session_id \
               JOIN session_steps c ON c.session_id = s.id AND c.step = 'closed' \
               WHERE i.matter = $1 AND i.state = 'done' AND s.state = 'closed' AND s.day >= $2 AND c.day >= $3 \
               ORDER BY s.day DESC, s.id DESC LIMIT 12";
    let matter = super::matter(resolution);
    read.all(sql, vec![matter.into(), received_on.into(), entered_on.into()])
        .await
}

/// The resolutions whose answer the secretariat entered and nobody has judged, but for those that are spoken of already; the longest
/// first. Whoever entered it cannot accept it alone, so it comes before the council.
pub(super) async fn to_hear(
    read: Read<'_>,
    spoken_of: &[i64],
    most: usize,
) -> Result<Vec<Resolution>, DbErr> {
    let sql = format!(
        "{RESOLUTION} WHERE t.state = 'stands' AND t.record NOT IN ({}) AND EXISTS (SELECT 1 FROM evidence e \
         JOIN replies y ON y.evidence_id = e.id WHERE e.resolution_id = r.id AND e.state = 'given') \
         ORDER BY t.stood_at, t.record LIMIT {most}",
        numbers(spoken_of)
    );
    read.all(&sql, Vec::new()).await
}
