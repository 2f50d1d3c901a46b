use std::sync::Arc;

use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::header::LOCATION;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use golugah_persian::Language;
use sea_orm::DbErr;

use super::journal::AskedBy;
use super::{PageError, Route, Site, visit_cookie_of};
use crate::county::County;
use crate::duties::{self, Duty, Held};
use crate::people::{self, Person};
use golugah_desk::{Actor, Versions};

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
    pub county: Option<Arc<County>>,
    /// The duties that whoever is signed in has today. Who acts on behalf of a head wears the head's hat and no other.
    pub duties: Vec<Held>,
    /// The duty through which this page or deed was opened, where the role alone would not have opened it.
    pub hat: Option<Duty>,
    /// How the official tables stood when the page was asked for.
    pub versions: Arc<Versions>,
}

impl Visitor {
    /// Who does a deed from this page, in the log's words; `None` where nobody is signed in.
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

    /// Whether somebody has this duty today.
    pub fn is_on_duty(&self, duty: Duty) -> bool {
        self.duties.iter().any(|held| held.duty == duty)
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
pub(crate) fn language_of(mut request: Request) -> Request {
    let path = request.uri().path();
    let (language, rest) = match path.strip_prefix("/en") {
        Some("") => (Language::English, "/"),
        Some(rest) if rest.starts_with('/') => (Language::English, rest),
        _ => (Language::Persian, path),
    };
    let visitor = Visitor {
        person: None,
        language,
        path: rest.to_owned(),
        county: None,
        duties: Vec::new(),
        hat: None,
        versions: Arc::default(),
    };
    let target = match request.uri().query() {
        Some(query) => format!("{rest}?{query}"),
        None => rest.to_owned(),
    };
    // A path cut off a valid path is a valid path; if ever it were not, the request stays as it came and is not found.
    if let Ok(uri) = target.parse() {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(visitor);
    request
}

/// The one place where rights are checked: finds out who asks, and asks the table of routes whether they may.
pub(crate) async fn guard(
    State((site, table)): State<(Site, Arc<Vec<Route>>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let method = match request.method() {
        &Method::HEAD => Method::GET,
        method => method.clone(),
    };
    let matching = |route: &&Route| Some(route.path) == path.as_deref() && route.method == method.as_str();
    let Some(route) = table.iter().find(matching) else {
        return next.run(request).await;
    };
    let english = request
        .extensions()
        .get::<Visitor>()
        .is_some_and(|visitor| visitor.language == Language::English);
    if site.beginning.is_open() && !route.is_open_before_the_beginning() {
        return (
            StatusCode::SEE_OTHER,
            [(LOCATION, if english { "/en/begin" } else { "/begin" })],
        )
            .into_response();
    }
    let known = async {
        // What is the same for everybody and for ever needs no county.
        if route.path.starts_with("/assets/") {
            return Ok((Versions::default(), None));
        }
        let versions = Versions::read(site.db.read()).await?;
        let county = site.county(&versions).await?;
        Ok::<_, DbErr>((versions, county))
    };
    let (versions, county) = match known.await {
        Ok(known) => known,
        Err(error) => return PageError::from(error).into_response(),
    };
    let person = match visit_cookie_of(&site, request.headers()) {
        Some(token) => match people::visiting(site.db.read(), &token, site.db.clock().now()).await {
            Ok(Some(visiting)) => {
                if visiting.is_to_be_noted {
                    note(&site, token);
                }
                Some(visiting.person)
            }
            Ok(None) => None,
            Err(error) => return PageError::from(error).into_response(),
        },
        None => None,
    };
    let asked_by = person.as_ref().map(|person| AskedBy(person.id));
    let duties = match &person {
        Some(person) if !person.on_behalf => {
            let today = site.db.clock().now().day();
            match duties::of_person(site.db.read(), person.id, &today).await {
                Ok(duties) => duties,
                Err(error) => return PageError::from(error).into_response(),
            }
        }
        _ => Vec::new(),
    };
    let role = person.as_ref().map(|person| person.role);
    let held: Vec<Duty> = duties.iter().map(|held| held.duty).collect();
    let by_role = route.who.admits(role);
    let hat = route.who.admits_on_duty(&held).filter(|_| !by_role);
    if !by_role && hat.is_none() {
        return match role {
            Some(_) => by(asked_by, PageError::NotAllowed.into_response()),
            None => (
                StatusCode::SEE_OTHER,
                [(LOCATION, if english { "/en/sign-in" } else { "/sign-in" })],
            )
                .into_response(),
        };
    }
    if let Some(visitor) = request.extensions_mut().get_mut::<Visitor>() {
        visitor.person = person;
        visitor.county = county;
        visitor.duties = duties;
        visitor.hat = hat;
        visitor.versions = Arc::new(versions);
    }
    by(asked_by, next.run(request).await)
}

/// Notes beside the answer who asked, for the journal.
fn by(asked_by: Option<AskedBy>, mut response: Response) -> Response {
    if let Some(asked_by) = asked_by {
        response.extensions_mut().insert(asked_by);
    }
    response
}

/// Writes down that a visit is in use, once a minute and while the page is already being made. Where that fails, the visit
/// ends some minutes early, and the page is given all the same.
fn note(site: &Site, token: String) {
    let site = site.clone();
    tokio::spawn(async move {
        let _ = people::note_visit(&site.db, &token).await;
    });
}
