use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::DbErr;

use super::queries::county;
use crate::support::web::CountyName;
use golugah_desk::Read;
use golugah_desk::clock::Moment;

/// For how long a name that was read is believed, in milliseconds: another node may have changed it.
const BELIEVED: i64 = 10_000;

/// The county as it was last read: its name stands on every page, and a query for each would be one too many.
#[derive(Debug, Default)]
pub(super) struct Cached(Mutex<Option<(Moment, Option<Arc<CountyName>>)>>);

impl Cached {
    /// The county, read anew when what is known is old.
    pub(super) async fn now(&self, read: Read<'_>, now: Moment) -> Result<Option<Arc<CountyName>>, DbErr> {
        if let Some((at, county)) = self.kept()
            && (now.0 - at.0).abs() < BELIEVED
        {
            return Ok(county);
        }
        let found = county(read).await?.map(|county| {
            Arc::new(CountyName {
                name_fa: county.name_fa,
                name_en: county.name_en,
            })
        });
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, found.clone()));
        Ok(found)
    }

    /// Forgets what is known: it has just been changed.
    pub(super) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn kept(&self) -> Option<(Moment, Option<Arc<CountyName>>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
