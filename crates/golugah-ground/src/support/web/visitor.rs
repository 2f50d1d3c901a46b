//! Whoever asks for a page.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use golugah_desk::{Actor, Doer, Done, Sending, Versions};
use golugah_persian::Language;

use super::{Duty, Held, PageError, Person, Role, Site};

/// What the county is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountyName {
    /// In Persian.
    pub name_fa: String,
    /// In English; may be empty.
    pub name_en: String,
}

impl CountyName {
    /// Its name in this language, or in Persian.
    pub fn name(&self, language: Language) -> &str {
        if language == Language::English && !self.name_en.is_empty() {
            &self.name_en
        } else {
            &self.name_fa
        }
    }
}

/// Whoever asks for a page.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Who is signed in.
    pub person: Option<Person>,
    /// The language of the address.
    pub language: Language,
    /// The path within its language.
    pub path: String,
    /// The county's name; `None` where none was entered.
    pub county: Option<Arc<CountyName>>,
    /// The duties that whoever is signed in has today. Who acts on behalf of a head wears the head's hat and no other.
    pub duties: Vec<Held>,
    /// The duty through which this page or deed was opened, where the role alone would not have opened it.
    pub hat: Option<Duty>,
    /// How the official tables stood when the page was asked for.
    pub versions: Arc<Versions>,
    /// The press of a button by which a form came.
    pub(super) sent: Option<Sending>,
    /// Where it is noted which deed was done with this request.
    pub(crate) done: Done,
    /// The deed that was done just before and that this page has to confirm.
    pub(crate) to_confirm: Option<String>,
}

impl Visitor {
    /// Somebody whose work is told to them where they are: they ask for no page, and nothing can be done in their name.
    pub(crate) fn absent(person: Person, duties: Vec<Held>) -> Self {
        Self {
            person: Some(person),
            duties,
            ..Self::of_nobody(Language::Persian, "/")
        }
    }

    /// Whoever asks for a path, before it is known who that is.
    fn of_nobody(language: Language, path: &str) -> Self {
        Self {
            person: None,
            language,
            path: path.to_owned(),
            county: None,
            duties: Vec::new(),
            hat: None,
            versions: Arc::default(),
            sent: None,
            done: Done::default(),
            to_confirm: None,
        }
    }

    /// Who does a deed by the form that was sent: sent twice, it is done once. `None` where nobody is signed in.
    pub fn doer(&self) -> Option<Doer> {
        Some(Doer::by(self.actor()?, self.sent.clone()).noting(self.done.clone()))
    }

    /// Who does a deed that is done as often as it is asked for, whatever form it came by.
    pub fn doer_each_time(&self) -> Option<Doer> {
        Some(Doer::by(self.actor()?, None).noting(self.done.clone()))
    }

    /// Who does a deed, in the log's words, however often it is asked for; `None` where nobody is signed in.
    pub fn actor(&self) -> Option<Actor> {
        let actor = self.person.as_ref().map(Person::actor)?;
        Some(match self.hat {
            Some(duty) => Actor {
                role: duty.word().to_owned(),
                ..actor
            },
            None => actor,
        })
    }

    /// Whether the visitor has this role, or does its work by duty.
    pub fn acts_as(&self, role: Role) -> bool {
        let by_role = self.person.as_ref().is_some_and(|person| person.role == role);
        let mut duties = self.duties.iter().filter(|held| held.is_for_all());
        by_role || duties.any(|held| role.is_hat(held.duty.word()))
    }

    /// The agency for whose head the visitor acts, the head included.
    pub fn heads(&self) -> Option<i64> {
        self.person.as_ref().and_then(Person::heads)
    }
}

impl FromRequestParts<Site> for Visitor {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _site: &Site) -> Result<Self, PageError> {
        let visitor = parts.extensions.get::<Self>().cloned();
        visitor.ok_or_else(|| PageError::Broken("a page was asked for past its guard".to_owned()))
    }
}

/// Takes the language out of the address, before the routes are looked at.
pub fn language_of(mut request: Request) -> Request {
    let path = request.uri().path();
    let (language, rest) = match path.strip_prefix("/en") {
        Some("") => (Language::English, "/"),
        Some(rest) if rest.starts_with('/') => (Language::English, rest),
        _ => (Language::Persian, path),
    };
    let visitor = Visitor::of_nobody(language, rest);
    let target = match request.uri().query() {
        // No text of ours has a NUL, and PostgreSQL takes none even to compare.
        Some(query) => format!("{rest}?{}", query.replace("%00", "")),
        None => rest.to_owned(),
    };
    // A path cut off a valid path is a valid path; if ever it were not, the request stays as it came and is not found.
    if let Ok(uri) = target.parse() {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(visitor);
    request
}
