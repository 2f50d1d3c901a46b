use std::sync::{Arc, Mutex, PoisonError};

use golugah_desk::{NewestVersion, Versions};
use sea_orm::DbErr;

use super::county;
use crate::support::web::{self, CountyName, Held, Person, Route, Site};
use crate::{duties, people};

/// What is known of whoever asks, before it is decided whether they may. One question finds out who it is and whether
/// anything was written since the last page; what the answer rests on besides is remembered as long as nothing was.
pub(super) struct Known {
    pub(super) versions: Arc<Versions>,
    pub(super) county: Option<Arc<CountyName>>,
    pub(super) person: Option<Person>,
    pub(super) duties: Vec<Held>,
}

impl Known {
    /// What is known of whoever asks for this route with this cookie.
    pub(super) async fn of(site: &Site, route: &Route, token: Option<String>) -> Result<Self, DbErr> {
        // What is the same for everybody and for ever needs no county.
        if route.path.starts_with("/assets/") {
            return Ok(Self {
                versions: Arc::default(),
                county: None,
                person: None,
                duties: Vec::new(),
            });
        }
        let (newest, person) = match token {
            Some(token) => {
                let (newest, visiting) =
                    people::visiting(site.db.read(), &token, site.db.clock().now()).await?;
                if visiting.as_ref().is_some_and(|visiting| visiting.is_to_be_noted) {
                    note(site, token);
                }
                (newest, visiting.map(|visiting| visiting.person))
            }
            None => (NewestVersion::read(site.db.read()).await?, None),
        };
        // Before anything that is made of the tables: what is written meanwhile makes the next page new.
        let versions = versions(site, newest).await?;
        let duties = match &person {
            Some(person) if !person.on_behalf => duties_of(site, &versions, person.id).await?,
            _ => Vec::new(),
        };
        Ok(Self {
            county: name(site, &versions).await?,
            versions,
            person,
            duties,
        })
    }
}

/// Writes down that a visit is in use, once a minute and while the page is already being made. Where that fails, the visit
/// ends some minutes early, and the page is given all the same.
fn note(site: &Site, token: String) {
    let site = site.clone();
    tokio::spawn(async move {
        let _ = people::note_visit(&site.db, &token).await;
    });
}

/// The versions of all tables, as they were last read.
#[derive(Debug, Default)]
struct LastVersions(Mutex<Arc<Versions>>);

async fn versions(site: &Site, newest: NewestVersion) -> Result<Arc<Versions>, DbErr> {
    let last = site.memory::<LastVersions>();
    {
        let known = last.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.newest() == newest {
            return Ok(Arc::clone(&known));
        }
    }
    let read = Arc::new(Versions::read(site.db.read()).await?);
    *last.0.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&read);
    Ok(read)
}

/// The tables of which duties are read.
const OF_DUTIES: [&str; 1] = ["duties"];

/// The duties of those who asked, as they were last read.
#[derive(Debug, Default)]
struct LastDuties(web::KnownBy<i64, Vec<Held>>);

async fn duties_of(site: &Site, versions: &Versions, person: i64) -> Result<Vec<Held>, DbErr> {
    let today = site.db.clock().now().day();
    let stamp = (versions.of(&OF_DUTIES), today.clone());
    let read = async || duties::of_person(site.db.read(), person, &today).await;
    site.memory::<LastDuties>().0.at(person, stamp, read).await
}

/// The county's name, as it was last read.
#[derive(Debug, Default)]
struct LastName(web::Known<Option<Arc<CountyName>>>);

/// The county's name as it stands at these versions.
async fn name(site: &Site, versions: &Versions) -> Result<Option<Arc<CountyName>>, DbErr> {
    let make = async || {
        let county = county(site.db.read()).await?;
        Ok(county.map(|county| {
            Arc::new(CountyName {
                name_fa: county.name_fa,
                name_en: county.name_en,
            })
        }))
    };
    let stamp = (versions.of(&["county"]), String::new());
    site.memory::<LastName>().0.at(stamp, make).await
}
