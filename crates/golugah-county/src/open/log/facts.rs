//! What indicators need of deeds beyond their entries, asked anew for each measurement: by when a case was due, who did a deed,
//! and of which agency that person is. It stands in the county's own tables and nowhere else, so that what is changed or
//! forgotten there is so in the next figures.

use std::collections::BTreeMap;

use golugah_persian::Language;
use sea_orm::DbErr;

use super::{actors, words};
use crate::support::web::say;
use crate::{agencies, people, terms};
use golugah_desk::Read;

/// The deed that a resolution's due date is asked of: the owner's report. What comes after it is the council's own time.
const REPORT: &str = "resolution.report";

/// What is joined to the deeds.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    due: BTreeMap<String, String>,
    /// Of each person of an agency its name, in both languages.
    agencies: BTreeMap<i64, (String, String)>,
    /// The persons by the places of their deeds.
    actors: Vec<Option<i64>>,
}

impl Facts {
    /// What is known of all cases and of the deeds before a place.
    pub async fn gather(read: Read<'_>, until: u64) -> Result<Self, DbErr> {
        Ok(Self {
            actors: actors::by_place(read, until).await?,
            ..Self::of_cases(read).await?
        })
    }

    /// The same without who did what.
    pub(super) async fn of_cases(read: Read<'_>) -> Result<Self, DbErr> {
        let names: BTreeMap<i64, (String, String)> = agencies::agencies(read)
            .await?
            .into_iter()
            .map(|agency| (agency.id, (agency.name_fa, agency.name_en)))
            .collect();
        let people = people::agencies_of_people(read).await?;
        let agencies = people
            .into_iter()
            .filter_map(|(person, agency)| Some((person, names.get(&agency)?.clone())));
        Ok(Self {
            due: terms::due_days(read).await?.into_iter().collect(),
            agencies: agencies.collect(),
            actors: Vec::new(),
        })
    }

    /// Who did the deed of this place; `None` for the program, and for whoever is known no more.
    #[must_use]
    pub fn actor(&self, place: usize) -> Option<i64> {
        self.actors.get(place).copied().flatten()
    }

    /// The name of a person's agency.
    #[must_use]
    pub fn agency(&self, person: i64, language: Language) -> Option<&str> {
        let (fa, en) = self.agencies.get(&person)?;
        Some(if language == Language::English && !en.is_empty() {
            en
        } else {
            fa
        })
    }

    /// The moment by which a deed of this case was due, RFC 3339; `None` where it was not.
    #[must_use]
    pub fn due(&self, case: &str, deed: &str) -> Option<String> {
        let due = self.due.get(case).filter(|_| deed == REPORT)?;
        // A day without an hour lasts to its end; midnight stands for that in an event log.
        Some(format!("{due}T00:00:00.000+03:30"))
    }

    /// A deed in words.
    #[must_use]
    pub fn step(deed: &str, language: Language) -> String {
        words::deed(language, deed)
    }

    /// What the county's own procedures are called as one.
    #[must_use]
    pub fn procedures(language: Language) -> String {
        say(language, "log-own-procedures", &[])
    }
}
