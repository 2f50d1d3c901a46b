use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::LOCATION;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use golugah_persian::Language;
use sea_orm::DbErr;

use crate::support::web::{AskedBy, CountyName, Known, PageError, Route, Site, Visitor, visit_cookie_of};
use crate::{duties, people};
use golugah_desk::Versions;

use super::{Beginning, county};

/// The one place where rights are checked: finds out who asks, and asks the table of routes whether they may.
pub async fn guard(
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
    if site.memory::<Beginning>().is_open() && !route.is_open_before_the_beginning() {
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
        let county = name(&site, &versions).await?;
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
    let by_role = route.who.admits(role);
    let hat = route.who.admits_on_duty(&duties).filter(|_| !by_role);
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

/// The county's name, as it was last read.
#[derive(Debug, Default)]
struct LastRead(Known<Option<Arc<CountyName>>>);

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
    site.memory::<LastRead>().0.at(stamp, make).await
}
