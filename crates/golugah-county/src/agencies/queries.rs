use sea_orm::{DbErr, FromQueryResult};

use crate::support::db::Read;

/// An agency as it is stored.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Agency {
    /// The row.
    pub id: i64,
    /// Its name in Persian.
    pub name_fa: String,
    /// Its name in English; may be empty.
    pub name_en: String,
}

/// Every agency, in the order they were entered.
pub async fn agencies(read: Read<'_>) -> Result<Vec<Agency>, DbErr> {
    read.all(
        "SELECT id, name_fa, name_en FROM agencies ORDER BY id",
        Vec::new(),
    )
    .await
}
