use std::sync::Arc;

use golugah_persian::WorkingCalendar;
use golugah_report::Catalogue;
use sea_orm::DbErr;

use super::{Journal, Known, PageError, Visitor};
use crate::county::{Beginning, County, FirstCode};
use crate::people::Attempts;
use crate::reports::Turn;
use crate::resolutions::Performance;
use golugah_desk::clock::Moment;
use golugah_desk::store::Store;
use golugah_desk::{Db, Versions};

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
    /// What nearly every page needs: the county's name, how much is late, the calendar with the closures.
    pub(crate) known: Arc<Everywhere>,
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
            known: Arc::default(),
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
    pub async fn calendar(&self) -> Result<Arc<WorkingCalendar>, DbErr> {
        let read = self.db.read();
        let version = read.version_of(&["closures"]).await?;
        let make = async || {
            let calendar = crate::calendar::with_closures(read, &self.settings.calendar).await?;
            Ok(Arc::new(calendar.into_owned()))
        };
        self.known.calendar.at((version, String::new()), make).await
    }

    /// The county's name as it stands at these versions.
    pub(crate) async fn county(&self, versions: &Versions) -> Result<Option<Arc<County>>, DbErr> {
        let make = async || Ok(crate::county::county(self.db.read()).await?.map(Arc::new));
        let stamp = (versions.of(&["county"]), String::new());
        self.known.county.at(stamp, make).await
    }

    /// How many resolutions are late, at these versions.
    pub(crate) async fn late(&self, versions: &Versions) -> Result<i64, DbErr> {
        let now = self.db.clock().now();
        let make = async || crate::resolutions::count_late(self.db.read(), now).await;
        // What runs in hours is late at its minute.
        let minute = now.text().chars().take("2026-11-28T10:05".len()).collect();
        let stamp = (versions.of(crate::resolutions::DUE_FROM), minute);
        self.known.late.at(stamp, make).await
    }
}

/// What nearly every page needs, as it was last made.
#[derive(Debug, Default)]
pub(crate) struct Everywhere {
    county: Known<Option<Arc<County>>>,
    late: Known<i64>,
    calendar: Known<Arc<WorkingCalendar>>,
    turns: Known<Arc<Vec<Turn>>>,
    performances: Known<Arc<Vec<Performance>>>,
}

impl Site {
    /// The rota as it stands, kept until a report, a session or an agency changes.
    pub(crate) async fn turns(&self, visitor: &Visitor) -> Result<Arc<Vec<Turn>>, DbErr> {
        let stamp = (
            visitor.versions.of(&["agencies", "reports", "sessions"]),
            String::new(),
        );
        let make = async || Ok(Arc::new(crate::reports::turns(self.db.read()).await?));
        self.known.turns.at(stamp, make).await
    }

    /// What became of every agency's resolutions, kept until one of them changes.
    pub(crate) async fn performances(&self, visitor: &Visitor) -> Result<Arc<Vec<Performance>>, DbErr> {
        let today = self.db.clock().now().day();
        let version = visitor.versions.of(&["agencies", "evidence"]);
        let version = version.max(visitor.versions.of(crate::resolutions::DUE_FROM));
        let make = async || {
            let performances = crate::resolutions::performances(self.db.read(), &today).await?;
            Ok(Arc::new(performances))
        };
        self.known.performances.at((version, today.clone()), make).await
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
