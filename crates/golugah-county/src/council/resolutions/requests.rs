//! Requests for more time: asked by the owner's head, or received on paper; granted or declined, and open until then.

use golugah_desk::Read;
use sea_orm::DbErr;
use serde::Deserialize;

use crate::support::stored::words;

words! {
    /// What became of a request. The words are those of the database.
    pub enum RequestState {
        /// It waits for a decision.
        Open = "open",
        /// More time was given.
        Granted = "granted",
        /// The day stays.
        Declined = "declined",
    }
}

/// A request for more time.
#[derive(Clone, Debug, Deserialize)]
pub struct Request {
    /// The row.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// Until when time is asked for, `YYYY-MM-DD`.
    pub until: String,
    /// Why; `None` where nothing was said, or where that was withdrawn.
    pub text: Option<String>,
    /// The commitment to that.
    pub text_commitment: Option<String>,
    /// The answer on paper with which it came.
    pub reply_id: Option<i64>,
    /// Who asked, or entered what came.
    pub person_id: i64,
    /// The name of that person.
    pub name: String,
    /// The day it was asked here, or came.
    pub asked_on: String,
    /// What became of it.
    pub state: RequestState,
    /// When that was decided.
    pub decided_on: Option<String>,
    /// Who decided it.
    pub decided_name: Option<String>,
    /// What was answered.
    pub answer: String,
}

/// The requests about a resolution, the newest first.
pub async fn requests(read: Read<'_>, resolution: i64) -> Result<Vec<Request>, DbErr> {
    let sql = "SELECT q.id, q.version, q.until, x.text, q.text_commitment, q.reply_id, q.person_id, p.name, q.asked_on, q.state, \
               q.decided_on, d.name AS decided_name, q.answer FROM extension_requests q JOIN people p ON p.id = q.person_id \
               LEFT JOIN people d ON d.id = q.decided_by LEFT JOIN texts x ON x.commitment = q.text_commitment \
               WHERE q.resolution_id = $1 ORDER BY q.id DESC";
    read.all(sql, vec![resolution.into()]).await
}

/// The request about a resolution that waits for a decision.
pub(super) async fn open_one(read: Read<'_>, resolution: i64) -> Result<Option<Request>, DbErr> {
    let requests = requests(read, resolution).await?;
    Ok(requests
        .into_iter()
        .find(|request| request.state == RequestState::Open))
}

/// A request that waits, with its resolution.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asking {
    pub(super) resolution_id: i64,
    pub(super) text: String,
    pub(super) name_fa: String,
    pub(super) name_en: String,
    pub(super) asked_on: String,
}

const WAITING: &str = "FROM extension_requests q JOIN resolutions r ON r.id = q.resolution_id \
     JOIN agencies a ON a.id = r.agency_id WHERE q.state = 'open' AND r.state = 'assigned'";

/// The requests that wait for a decision, the oldest first, so many of them. What is done meanwhile waits for none.
pub(super) async fn waiting(read: Read<'_>, most: usize) -> Result<Vec<Asking>, DbErr> {
    let sql = format!(
        "SELECT q.resolution_id, r.text, a.name_fa, a.name_en, q.asked_on {WAITING} ORDER BY q.id LIMIT {most}"
    );
    read.all(&sql, Vec::new()).await
}

/// How many there are of them.
pub(super) async fn count_waiting(read: Read<'_>) -> Result<i64, DbErr> {
    read.number(&format!("SELECT COUNT(*) {WAITING}"), Vec::new())
        .await
}
