use sea_orm::{DbErr, FromQueryResult};

use golugah_desk::Read;

/// A day on which an order closed the offices.
#[derive(Clone, Debug, FromQueryResult)]
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
}

/// One closure, in force or taken back.
pub async fn closure(read: Read<'_>, id: i64) -> Result<Option<Closure>, DbErr> {
    read.one("SELECT * FROM closures WHERE id = $1", vec![id.into()])
        .await
}

/// Every closure that was not taken back, by day.
pub(super) async fn in_force(read: Read<'_>) -> Result<Vec<Closure>, DbErr> {
    read.all(
        "SELECT * FROM closures WHERE state = 'closed' ORDER BY day",
        Vec::new(),
    )
    .await
}

/// Every closure that was in force on a day, whenever it was taken back afterwards.
pub(super) async fn in_force_on(read: Read<'_>, day: &str) -> Result<Vec<Closure>, DbErr> {
    let sql = "SELECT * FROM closures WHERE entered_on <= $1 AND (opened_on IS NULL OR opened_on > $1) ORDER BY day";
    read.all(sql, vec![day.into()]).await
}

/// The newest closures first, those taken back among them.
pub(super) async fn closures(read: Read<'_>) -> Result<Vec<Closure>, DbErr> {
    read.all(
        "SELECT * FROM closures ORDER BY day DESC, id DESC LIMIT 50",
        Vec::new(),
    )
    .await
}
