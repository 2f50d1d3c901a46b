use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::DbErr;

use super::{County, county};
use golugah_desk::Read;
use golugah_desk::clock::Moment;

/// For how long a name that was read is believed, in milliseconds: another node may have changed it.
const BELIEVED: i64 = 10_000;

/// The county as it was last read: its name stands on every page, and a query for each would be one too many.
#[derive(Debug, Default)]
pub(crate) struct Cached(Mutex<Option<(Moment, Option<Arc<County>>)>>);

impl Cached {
    /// The county, read anew when what is known is old.
    pub(crate) async fn now(&self, read: Read<'_>, now: Moment) -> Result<Option<Arc<County>>, DbErr> {
        if let Some((at, county)) = self.kept()
            && (now.0 - at.0).abs() < BELIEVED
        {
            return Ok(county);
        }
        let found = county(read).await?.map(Arc::new);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, found.clone()));
        Ok(found)
    }

    /// Forgets what is known: it has just been changed.
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn kept(&self) -> Option<(Moment, Option<Arc<County>>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
