use std::collections::BTreeMap;
use std::sync::Arc;

use golugah_persian::WorkingCalendar;
use golugah_report::Catalogue;

use super::memory::Memory;
use super::{Journal, Menu, PageError};
use golugah_desk::Db;
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
    /// The menu, as the features hang it.
    pub menu: Arc<Menu>,
    /// What this county set.
    pub settings: Arc<Settings>,
    /// What features remember between two pages.
    memory: Memory,
    /// What whoever looks after the machine should see.
    pub journal: Journal,
    /// Files that the program gives out as they are, by their names: empty tables to be filled.
    pub handed_out: Arc<BTreeMap<String, Vec<u8>>>,
    /// Where the county is found, scheme and host, for links that leave it; `None` where nobody has said.
    pub base_url: Option<Arc<str>>,
}

impl Site {
    /// A site over a county that has begun.
    pub fn new(db: Db, store: Store, catalogue: Catalogue, settings: Settings) -> Self {
        Self {
            db,
            store,
            catalogue: Arc::new(catalogue),
            menu: Arc::default(),
            settings: Arc::new(settings),
            memory: Memory::default(),
            journal: Journal::default(),
            handed_out: Arc::default(),
            base_url: None,
        }
    }

    /// What a feature remembers between two pages, one value of each type.
    pub fn memory<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.memory.get()
    }

    /// Remembers this in the place of what was remembered of its type.
    pub fn remember<T: Send + Sync + 'static>(&self, value: T) {
        self.memory.set(value);
    }
}

impl Site {
    /// The same site, which keeps this journal.
    #[must_use]
    pub fn with_journal(self, journal: Journal) -> Self {
        Self { journal, ..self }
    }

    /// The same site, which gives these files out.
    #[must_use]
    pub fn handing_out(self, files: BTreeMap<String, Vec<u8>>) -> Self {
        Self {
            handed_out: Arc::new(files),
            ..self
        }
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
    /// A result of the worker's by the hash that a record names. One that was altered since is not given out.
    pub async fn result(&self, sha256: &str) -> Result<Vec<u8>, PageError> {
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
