use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::LOCATION;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use golugah_persian::Language;

use super::Beginning;
use super::known::Known;
use crate::support::web::{
    AskedBy, PageError, Route, Site, Visitor, in_its_frame, noted, said, to_confirm, visit_cookie_of,
};

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
    let token = visit_cookie_of(&site, request.headers());
    let Known {
        versions,
        county,
        person,
        duties,
    } = match Known::of(&site, route, token.clone()).await {
        Ok(known) => known,
        Err(error) => return PageError::from(error).into_response(),
    };
    let asked_by = person.as_ref().map(|person| AskedBy(person.id));
    let role = person.as_ref().map(|person| person.role);
    let by_role = route.who.admits(role);
    let hat = route.who.admits_on_duty(&duties).filter(|_| !by_role);
    if !by_role && hat.is_none() {
        return match role {
            Some(_) => {
                let mut visitor = request.extensions().get::<Visitor>().cloned();
                if let Some(visitor) = &mut visitor {
                    visitor.person = person;
                    visitor.county = county;
                    visitor.duties = duties;
                    visitor.versions = versions;
                }
                let refused = PageError::NotAllowed.into_response();
                by(asked_by, framed(&site, visitor.as_ref(), refused).await)
            }
            None => (
                StatusCode::SEE_OTHER,
                [(LOCATION, if english { "/en/sign-in" } else { "/sign-in" })],
            )
                .into_response(),
        };
    }
    let visit = token.filter(|_| person.is_some());
    let confirms = match (&visit, method == Method::GET) {
        (Some(visit), true) => {
            let visitor = request.extensions().get::<Visitor>();
            visitor.and_then(|visitor| to_confirm(&site, request.headers(), visit, &visitor.path))
        }
        _ => None,
    };
    let is_said = confirms.is_some();
    if let Some(visitor) = request.extensions_mut().get_mut::<Visitor>() {
        visitor.to_confirm = confirms;
        visitor.person = person;
        visitor.county = county;
        visitor.duties = duties;
        visitor.hat = hat;
        visitor.versions = versions;
    }
    let visitor = request.extensions().get::<Visitor>().cloned();
    let answer = if names_records(route.path, request.uri().path()) {
        next.run(request).await
    } else {
        PageError::NotFound.into_response()
    };
    let answer = framed(&site, visitor.as_ref(), answer).await;
    let done = visitor.as_ref().and_then(|visitor| visitor.done.deed());
    let answer = match (done, visit) {
        (Some(deed), Some(visit)) => noted(&site, &visit, deed, answer),
        _ if is_said => said(&site, answer),
        _ => answer,
    };
    by(asked_by, answer)
}

/// Whether an address has numbers where its route has records: what else stands there is no page of ours.
fn names_records(route: &str, address: &str) -> bool {
    let parts = route.split('/').zip(address.split('/'));
    parts
        .take_while(|(part, _)| !part.starts_with("{*"))
        .filter(|(part, _)| part.starts_with('{'))
        .all(|(_, given)| given.parse::<i64>().is_ok())
}

/// An answer that is one sentence, as its reader gets it.
async fn framed(site: &Site, visitor: Option<&Visitor>, answer: Response) -> Response {
    match visitor {
        Some(visitor) => in_its_frame(site, visitor, answer).await,
        None => answer,
    }
}

/// Notes beside the answer who asked, for the journal.
fn by(asked_by: Option<AskedBy>, mut response: Response) -> Response {
    if let Some(asked_by) = asked_by {
        response.extensions_mut().insert(asked_by);
    }
    response
}
