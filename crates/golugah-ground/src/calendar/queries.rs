use sea_orm::DbErr;

use golugah_desk::Read;
use serde::Deserialize;

/// A day on which an order closed the offices.
#[derive(Clone, Debug, Deserialize)]
pub struct Closure {
    /// The row.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Why, in Persian.
    pub name_fa: String,
    /// Why, in English; may be empty.
    pub name_en: String,
    /// The number of the letter that ordered it.
    pub letter: String,
    /// The day it was entered.
    pub entered_on: String,
    /// `closed`, or `opened` where the order was taken back.
    pub state: String,
    /// The day it was taken back.
    pub opened_on: Option<String>,
    /// The number of the letter that took it back.
    pub opened_letter: String,
    /// How many days in force it moved when it was entered.
    pub moved: i64,
}

impl Closure {
    /// Whether the order was taken back before its day had passed. One taken back later changes nothing: the offices were
    /// closed, and nobody is late for having trusted the order.
    pub fn is_opened(&self) -> bool {
        self.opened_on.as_ref().is_some_and(|opened| *opened <= self.day)
    }
}

/// One closure, in force or taken back.
pub(super) async fn closure(read: Read<'_>, id: i64) -> Result<Option<Closure>, DbErr> {
    read.one("SELECT * FROM closures WHERE id = $1", vec![id.into()])
        .await
}

/// Every closure that was not taken back before its day had passed, by day.
pub(super) async fn in_force(read: Read<'_>) -> Result<Vec<Closure>, DbErr> {
    read.all(
        "SELECT * FROM closures WHERE opened_on IS NULL OR opened_on > day ORDER BY day",
        Vec::new(),
    )
    .await
}

/// The newest closures first, those taken back among them.
pub async fn closures(read: Read<'_>) -> Result<Vec<Closure>, DbErr> {
    read.all(
        "SELECT * FROM closures ORDER BY day DESC, id DESC LIMIT 500",
        Vec::new(),
    )
    .await
}
