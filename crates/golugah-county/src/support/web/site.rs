use std::borrow::Cow;
use std::sync::Arc;

use golugah_persian::WorkingCalendar;
use golugah_report::Catalogue;
use sea_orm::DbErr;

use super::{Journal, PageError};
use crate::county::{Beginning, Cached, FirstCode};
use crate::people::Attempts;
use golugah_desk::Db;
use golugah_desk::clock::Moment;
use golugah_desk::store::Store;

/// What every handler has.
#[derive(Clone, Debug)]
pub struct Site {
    /// The database.
    pub db: Db,
    /// The files that were handed in, and what the worker wrote about them.
    pub store: Store,
    /// What the indicators say of themselves, as the program handed it over.
    pub catalogue: Arc<Catalogue>,
    /// What this county set.
    pub settings: Arc<Settings>,
    /// The county's name, as it was last read.
    pub(crate) county: Arc<Cached>,
    /// Whether the county waits for its first administrator.
    pub(crate) beginning: Arc<Beginning>,
    /// How often passwords were tried.
    pub(crate) attempts: Arc<Attempts>,
    /// What whoever looks after the machine should see.
    pub(crate) journal: Journal,
    /// Where the county is found, scheme and host, for links that leave it; `None` where nobody has said.
    pub(crate) base_url: Option<Arc<str>>,
}

impl Site {
    /// A site over a county that has begun.
    pub fn new(db: Db, store: Store, catalogue: Catalogue, settings: Settings) -> Self {
        Self {
            db,
            store,
            catalogue: Arc::new(catalogue),
            settings: Arc::new(settings),
            county: Arc::default(),
            beginning: Arc::default(),
            attempts: Arc::default(),
            journal: Journal::default(),
            base_url: None,
        }
    }

    /// The same site, over a county in which nobody is entered: whoever has this code before `until` begins it.
    #[must_use]
    pub fn to_begin_with(self, code: &FirstCode, until: Moment) -> Self {
        Self {
            beginning: Arc::new(Beginning::with(code, until)),
            ..self
        }
    }
}

impl Site {
    /// The same site, which keeps this journal.
    #[must_use]
    pub fn with_journal(self, journal: Journal) -> Self {
        Self { journal, ..self }
    }

    /// The same site, found under this address: scheme and host, without a slash at the end.
    #[must_use]
    pub fn found_at(self, base_url: &str) -> Self {
        Self {
            base_url: Some(Arc::from(base_url)),
            ..self
        }
    }
}

impl Site {
    /// The calendar with the county's own closures, as they are now.
    pub async fn calendar(&self) -> Result<Cow<'_, WorkingCalendar>, DbErr> {
        crate::calendar::with_closures(self.db.read(), &self.settings.calendar).await
    }
}

impl Site {
    /// A result of the worker's by the hash that a record names. One that was altered since is not given out.
    pub(crate) async fn result(&self, sha256: &str) -> Result<Vec<u8>, PageError> {
        let read = Store::read_as(&self.store.result(sha256), sha256).await;
        read.map_err(|error| PageError::Broken(error.to_string()))?
            .ok_or(PageError::Refused("refusal-result-altered"))
    }
}

/// What a county sets for itself.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What the county is called in Persian where no name was entered.
    pub county_fa: String,
    /// What the county is called in English where no name was entered.
    pub county_en: String,
    /// The calendar by which due dates are counted, without the closures that the county entered.
    pub calendar: WorkingCalendar,
    /// Whether a proxy in front speaks https with browsers: cookies keep to https, and whoever asks is whom it names.
    pub behind_https: bool,
}
