use golugah_persian::Language;
use sea_orm::{DbErr, FromQueryResult};

use golugah_desk::Read;

/// The county as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
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

impl County {
    /// Its name in this language, or in Persian.
    pub fn name(&self, language: Language) -> &str {
        if language == Language::English && !self.name_en.is_empty() {
            &self.name_en
        } else {
            &self.name_fa
        }
    }
}

/// The county, once it is named.
pub async fn county(read: Read<'_>) -> Result<Option<County>, DbErr> {
    read.one("SELECT * FROM county ORDER BY id LIMIT 1", Vec::new())
        .await
}
