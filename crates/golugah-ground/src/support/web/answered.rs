//! What is true of every answer: who may keep it, and what the journal says of it.

use std::collections::HashSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, COOKIE, SET_COOKIE, VARY};
use axum::http::{Extensions, HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use super::journal::{AskedBy, Event, Told};
use super::{Because, Route, Site, Who};

/// What answers are looked at with.
#[derive(Clone, Debug)]
pub struct Answers {
    site: Site,
    /// The paths that are not for anybody.
    behind_sign_in: Arc<HashSet<&'static str>>,
}

impl Answers {
    /// The answers of a site with these routes.
    pub fn new(site: &Site, table: &[Route]) -> Self {
        let behind = table.iter().filter(|route| route.who != Who::Anybody);
        Self {
            site: site.clone(),
            behind_sign_in: Arc::new(behind.map(|route| route.path).collect()),
        }
    }
}

/// Sees to it that whatever was answered to a cookie, or lies behind the sign-in, is kept by no browser and no proxy; and
/// writes the journal.
pub async fn looked_at(State(answers): State<Answers>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or_else(|| Arc::from("-"), |path| Arc::from(path.as_str()));
    let method = request.method().clone();
    let address = address_of(&answers.site, request.extensions(), request.headers());
    let mut cookies = request.headers().get_all(COOKIE).iter();
    let to_a_cookie = cookies.any(|cookie| !cookie.is_empty());
    let mut response = next.run(request).await;
    keep_to_oneself(&answers, &route, to_a_cookie, &mut response);
    let extensions = response.extensions();
    let event = Event {
        address: address.map_or_else(String::new, |address| address.to_string()),
        method: method.as_str(),
        route: &route,
        status: response.status(),
        told: extensions.get::<Told>(),
        asked_by: extensions.get::<AskedBy>().copied(),
        because: extensions.get::<Because>().map(|because| because.0.as_str()),
    };
    answers.site.journal.note(&event, answers.site.db.clock());
    response
}

/// Style and letters are the same for everybody and nobody's secret: they are kept even where a cookie came along.
fn keep_to_oneself(answers: &Answers, route: &str, to_a_cookie: bool, response: &mut Response) {
    let is_built_in = route.starts_with("/assets/");
    let head = response.headers_mut();
    let is_private = answers.behind_sign_in.contains(route)
        || head.contains_key(SET_COOKIE)
        || (to_a_cookie && !is_built_in);
    if is_private {
        head.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    let is_page = head
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let names_cookie = head
        .get_all(VARY)
        .iter()
        .any(|value| value.to_str().is_ok_and(|value| value.contains("cookie")));
    if (is_private || is_page) && !names_cookie {
        head.append(VARY, HeaderValue::from_static("cookie"));
    }
}

/// From which address somebody asks. Behind a proxy every peer is the proxy; the last address it wrote is the one that it saw
/// itself.
pub(crate) fn address_of(site: &Site, extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map(|ConnectInfo(address)| address.ip());
    let forwarded = site
        .settings
        .behind_https
        .then(|| forwarded_for(headers))
        .flatten();
    forwarded.or(peer)
}

fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}
