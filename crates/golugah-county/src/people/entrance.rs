//! How somebody comes in: the tries counted, the secret compared, the visit begun, the cookies set.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Response};
use sea_orm::DbErr;

use super::attempts::Key;
use super::model::sign_in_name;
use super::{queries, secrets};
use crate::support::web::{PageError, SESSION_COOKIE, Site, named_cookie};

/// The cookie by which a browser is known in which somebody has signed in before.
const KNOWN_COOKIE: &str = "golugah-known";

/// From where somebody asks.
#[derive(Clone, Debug)]
pub(super) struct Asker {
    address: String,
    known: Option<String>,
}

impl FromRequestParts<Site> for Asker {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(address)| address.ip());
        // Behind a proxy every peer is the proxy; the last address it wrote is the one that it saw itself.
        let forwarded = site
            .settings
            .behind_https
            .then(|| forwarded_for(&parts.headers))
            .flatten();
        Ok(Self {
            address: forwarded.or(peer).map_or_else(String::new, neighbourhood),
            known: named_cookie(&parts.headers, KNOWN_COOKIE),
        })
    }
}

fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

/// The address, and of the newer kind the half that a provider gives to one customer.
fn neighbourhood(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => address.to_string(),
            None => format!("{:x?}", &address.segments()[..4]),
        },
    }
}

/// What became of a try to sign in.
pub(super) enum Entrance {
    /// It was this person.
    Open(i64),
    /// Name and secret do not fit; which of the two is not said.
    Shut,
    /// Too many tries: so many seconds are to be waited.
    Wait(i64),
}

/// Which secret is tried.
#[derive(Clone, Copy)]
pub(super) enum Secret<'typed> {
    /// The password.
    Password(&'typed str),
    /// A code that was given.
    Code(&'typed str),
}

/// Tries a secret. Whether the name is known makes no difference in what is done, nor in how long it takes.
pub(super) async fn try_secret(
    site: &Site,
    asker: &Asker,
    name: &str,
    secret: Secret<'_>,
) -> Result<Entrance, DbErr> {
    let (read, now) = (site.db.read(), site.db.clock().now());
    let name = sign_in_name(name);
    let own = match &asker.known {
        Some(token) => queries::knows_browser(read, token, &name, now)
            .await?
            .then(|| Key::browser(token)),
        None => None,
    };
    let keys = match own {
        Some(own) => vec![own],
        None => vec![Key::name(&name), Key::address(&asker.address)],
    };
    if let Err(seconds) = site.attempts.begin(&keys, now) {
        return Ok(Entrance::Wait(seconds));
    }
    let (known, typed) = match secret {
        Secret::Password(typed) => (queries::password_of(read, &name).await?, typed.to_owned()),
        Secret::Code(typed) => (
            queries::code_of(read, &name, now).await?,
            secrets::typed_code(typed),
        ),
    };
    let person = known.as_ref().map(|known| known.person_id);
    let fits = secrets::fits(known.map(|known| known.hash), &typed).await?;
    Ok(match person.filter(|_| fits) {
        Some(person) => {
            site.attempts.succeeded(&keys);
            Entrance::Open(person)
        }
        None => Entrance::Shut,
    })
}

/// Begins a visit in a browser that is known from now on, and leads to `to`.
pub(crate) async fn welcomed(site: &Site, person: i64, to: &str) -> Result<Response, PageError> {
    let visit = secrets::begin_visit(&site.db, person, None).await?;
    let known = secrets::know_browser(&site.db, person).await?;
    let known = secret_cookie(site, KNOWN_COOKIE, &known, Some(secrets::KNOWN))?;
    let visit = visit_cookie(site, &visit)?;
    let cookies = AppendHeaders([(SET_COOKIE, visit), (SET_COOKIE, known)]);
    Ok((StatusCode::SEE_OTHER, cookies, [(LOCATION, to)]).into_response())
}

/// The cookie of a visit; it ends with the browser, or with the visit on the server.
pub(super) fn visit_cookie(site: &Site, token: &str) -> Result<HeaderValue, PageError> {
    secret_cookie(site, SESSION_COOKIE, token, None)
}

/// A cookie that no script reads and no other site sends.
pub(super) fn secret_cookie(
    site: &Site,
    name: &str,
    value: &str,
    seconds: Option<i64>,
) -> Result<HeaderValue, PageError> {
    let secure = if site.settings.behind_https {
        "; Secure"
    } else {
        ""
    };
    let age = seconds.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    HeaderValue::from_str(&cookie).map_err(|error| PageError::Broken(error.to_string()))
}
