use std::sync::{Arc, OnceLock};

use golugah_persian::{Language, date_long, integer};

use super::{Duty, Entry, Menu, PageError, Role, Site, Visitor, say};
use crate::notices;
use crate::support::seams::Own;
use golugah_desk::clock::day_in_iran;
use golugah_desk::{Versions, hex};

/// Marks an answer that grows while somebody watches it.
#[derive(Clone, Copy, Debug)]
pub struct Live;

/// What a template knows besides its own matter: the language, the visitor and how to write dates and figures.
#[derive(Clone, Debug)]
pub struct Page {
    /// The language of the page.
    pub language: Language,
    /// The county's name.
    pub county: String,
    /// Who is signed in: name and role.
    pub visitor: Option<(String, &'static str)>,
    /// The head whose deputy the visitor is.
    pub head: Option<String>,
    /// Whether the visitor acts on behalf of that head.
    pub on_behalf: bool,
    /// The duties that the visitor has today.
    pub duties: Vec<&'static str>,
    /// The path within its language, for the language switch and the menu.
    pub path: String,
    /// The work of whoever looks.
    pub own: Arc<[Own]>,
    /// How many pieces of it are new to them.
    new: i64,
    /// How the official tables stood when the page was asked for.
    pub versions: Arc<Versions>,
    /// The menu of the site.
    menu: Arc<Menu>,
    /// The deed that was done just before.
    done: Option<String>,
    /// The one-time key of its forms, once one asks for it.
    once: OnceLock<String>,
}

impl Page {
    /// The page around an answer to this visitor.
    pub fn new(site: &Site, visitor: &Visitor) -> Self {
        let county = match (&visitor.county, visitor.language) {
            (Some(county), language) => county.name(language),
            (None, Language::Persian) => &site.settings.county_fa,
            (None, Language::English) => &site.settings.county_en,
        };
        let head = visitor
            .person
            .as_ref()
            .and_then(|person| person.deputy_of.as_ref());
        Self {
            language: visitor.language,
            county: county.to_owned(),
            head: head.map(|head| head.name.clone()),
            on_behalf: visitor.person.as_ref().is_some_and(|person| person.on_behalf),
            visitor: visitor
                .person
                .as_ref()
                .map(|person| (person.name.clone(), person.role.word())),
            duties: visitor
                .duties
                .iter()
                .filter(|held| held.is_for_all())
                .map(|held| held.duty.word())
                .collect(),
            path: visitor.path.clone(),
            own: Arc::default(),
            new: 0,
            versions: visitor.versions.clone(),
            menu: site.menu.clone(),
            done: visitor
                .done
                .deed()
                .map(str::to_owned)
                .or_else(|| visitor.to_confirm.clone()),
            once: OnceLock::new(),
        }
    }

    /// The page around an answer to somebody signed in, whose menu tells how much work of theirs waits.
    pub async fn staff(site: &Site, visitor: &Visitor) -> Result<Self, PageError> {
        let page = Self::new(site, visitor);
        let own = site.menu.own(site, &page, visitor.heads()).await?;
        let new = match &visitor.person {
            Some(person) => {
                let agency = visitor.heads().unwrap_or(0);
                notices::how_many_new(site.db.read(), person.id, agency, &own).await?
            }
            None => 0,
        };
        Ok(Self { own, new, ..page })
    }

    /// How much of one's own work is new since one last looked, as the page writes it; `None` where nothing is.
    pub fn news(&self) -> Option<String> {
        (self.new > 0).then(|| self.number(&self.new))
    }

    /// How much work of whoever looks waits, as the page writes it; `None` where there is none.
    pub fn to_do(&self) -> Option<String> {
        let count: i64 = self.own.iter().map(|own| own.count).sum();
        (count > 0).then(|| self.number(&count))
    }

    /// The one-time key of this page's forms, which nobody can guess: sent twice as it is, a form is done once. Without
    /// randomness there is none, and a form is done as often as it is sent.
    pub fn once(&self) -> &str {
        self.once.get_or_init(|| {
            let mut key = [0_u8; 16];
            match getrandom::fill(&mut key) {
                Ok(()) => hex(&key),
                Err(_) => String::new(),
            }
        })
    }

    /// The entries of the menu for who is signed in, or who is not.
    pub fn menu(&self) -> impl Iterator<Item = &Entry> {
        self.menu.entries(self.visitor.is_some())
    }

    /// A sentence.
    pub fn say(&self, key: &str) -> String {
        say(self.language, key, &[])
    }

    /// A sentence with one place.
    pub fn say_of(&self, key: &str, name: &str, value: impl AsRef<str>) -> String {
        say(self.language, key, &[(name, value.as_ref())])
    }

    /// A word chosen by a stored word: `state` and `owned` give the sentence `state-owned`.
    pub fn word(&self, family: &str, word: &str) -> String {
        say(
            self.language,
            &format!("{family}-{}", word.replace('_', "-")),
            &[],
        )
    }

    /// What is said of the deed that was done just before.
    pub fn done(&self) -> Option<String> {
        let deed = self.done.as_ref()?;
        let key = format!("done-{}", deed.replace(['.', '_'], "-"));
        let said = say(self.language, &key, &[]);
        // A deed without words of its own, which a test forbids, is confirmed all the same.
        Some(if said == key { self.say("done-done") } else { said })
    }

    /// An address within the page's language.
    pub fn link(&self, path: &str) -> String {
        match self.language {
            Language::Persian => path.to_owned(),
            Language::English => format!("/en{path}"),
        }
    }

    /// The same page in the other language.
    pub fn other_language(&self) -> String {
        match self.language {
            Language::Persian => format!("/en{}", self.path),
            Language::English => self.path.clone(),
        }
    }

    /// A day, for people.
    pub fn date(&self, day: &str) -> String {
        date_long(day, self.language).unwrap_or_else(|| day.to_owned())
    }

    /// A day with its day of the week, for people.
    pub fn date_with_weekday(&self, day: &str) -> String {
        golugah_persian::date_with_weekday(day, self.language).unwrap_or_else(|| day.to_owned())
    }

    /// The day of a moment, for people.
    pub fn date_at(&self, moment: &str) -> String {
        self.date(&day_in_iran(moment).unwrap_or_else(|| moment.to_owned()))
    }

    /// A whole number, in the page's digits.
    pub fn number(&self, number: &i64) -> String {
        integer(i128::from(*number), self.language)
    }

    /// An amount of rials to the last one, with its currency.
    pub fn rials(&self, rials: &i64) -> String {
        golugah_persian::money_exact(i128::from(*rials) * 100, "IRR", self.language)
    }

    /// A clock time or a code, in the page's digits.
    pub fn digits(&self, text: &str) -> String {
        match self.language {
            Language::Persian => golugah_persian::persian_digits(text),
            Language::English => text.to_owned(),
        }
    }

    /// Whether the menu's entry leads to where the visitor is.
    pub fn is_at(&self, path: &str) -> bool {
        self.path == path
            || self
                .path
                .strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('/'))
    }

    /// Of two forms of a name, the page's own; the Persian one where there is no English.
    pub fn either<'text>(&self, fa: &'text str, en: &'text str) -> &'text str {
        if self.language == Language::English && !en.is_empty() {
            en
        } else {
            fa
        }
    }

    /// A share as reports show it.
    pub fn percent(&self, done: &i64, total: &i64) -> String {
        let share = *done as f64 / (*total).max(1) as f64;
        golugah_persian::percent(share.clamp(0.0, 1.0), self.language)
    }

    /// A length in bytes, in the unit people use for it.
    pub fn bytes(&self, bytes: &i64) -> String {
        let (amount, key) = match bytes / 1024 {
            0 => (*bytes, "bytes-bytes"),
            // To the nearest whole one.
            1..1024 => ((bytes + 512) / 1024, "bytes-kibi"),
            _ => (bytes.saturating_add(512 * 1024) / (1024 * 1024), "bytes-mebi"),
        };
        self.say_of(key, "amount", self.number(&amount))
    }

    /// Whether whoever is signed in has this duty today for the whole county, as routes ask for it.
    pub fn on_duty(&self, duty: &str) -> bool {
        self.duties.contains(&duty)
    }

    /// Whether whoever is signed in has this role, or does its work by duty.
    pub fn has_role(&self, role: &str) -> bool {
        let by_duty = role == Role::Secretary.word() && self.on_duty(Duty::Secretariat.word());
        by_duty || self.visitor.as_ref().is_some_and(|(_, word)| *word == role)
    }
}
