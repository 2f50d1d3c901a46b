use sea_orm::DbErr;

use golugah_desk::Read;
use serde::Deserialize;

/// The county as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct County {
    /// The row; there is one.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// Its name in Persian.
    pub name_fa: String,
    /// Its name in English; may be empty.
    pub name_en: String,
}

/// The county, once it is named.
pub async fn county(read: Read<'_>) -> Result<Option<County>, DbErr> {
    read.one("SELECT * FROM county ORDER BY id LIMIT 1", Vec::new())
        .await
}
