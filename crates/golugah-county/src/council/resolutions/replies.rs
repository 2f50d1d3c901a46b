//! What agencies answered on paper, by telephone or in person, as the secretariat entered it.

use golugah_desk::Read;
use sea_orm::DbErr;
use serde::Deserialize;

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

const REPLY: &str = "SELECT y.id, y.version, y.kind, y.how, y.letter, y.received_on, b.text AS said_by, y.said_by_commitment, \
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

/// The sessions that were held on a day or after it, the last first: before which an answer of that day may have been put.
pub(super) async fn held_since(read: Read<'_>, day: &str) -> Result<Vec<Heard>, DbErr> {
    let sql = "SELECT id, number, day FROM sessions WHERE state = 'closed' AND day >= $1 ORDER BY day DESC, id DESC LIMIT 12";
    read.all(sql, vec![day.into()]).await
}
