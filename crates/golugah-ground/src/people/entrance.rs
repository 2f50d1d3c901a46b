//! How somebody comes in: the tries counted, the secret compared, the visit begun, the cookies set.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Response};
use sea_orm::DbErr;

use super::attempts::{Attempts, Knock, Try, Wait};
use super::model::sign_in_name;
use super::secrets::Turn;
use super::{queries, secrets};
use crate::support::web::{PageError, SESSION_COOKIE, Site, Told, address_of, cookie_name, named_cookie};

/// The cookie by which a browser is known in which somebody has signed in before.
const KNOWN_COOKIE: &str = "golugah-known";

/// The cookie with a place in the line, for whoever was told to wait.
const PLACE_COOKIE: &str = "golugah-place";

/// How long a browser keeps its place, in seconds.
const PLACE_KEPT: i64 = 900;

/// How long whoever comes while too many others are being looked at is asked to wait, in seconds.
const CROWDED: i64 = 5;

/// From where somebody asks, and what the browser carries.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    address: String,
    known: Option<String>,
    place: Option<String>,
    visit: Option<String>,
}

impl FromRequestParts<Site> for Asker {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let address = address_of(site, &parts.extensions, &parts.headers);
        let cookie = |name| named_cookie(&parts.headers, &cookie_name(site, name));
        Ok(Self {
            address: address.map_or_else(String::new, neighbourhood),
            known: cookie(KNOWN_COOKIE),
            place: cookie(PLACE_COOKIE),
            visit: cookie(SESSION_COOKIE),
        })
    }
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
    /// Too many tries: so many seconds are to be waited, and this place in the line is to be shown then.
    Wait(i64, Option<String>),
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
            .then_some(token),
        None => None,
    };
    let (tried, turn) = match counted(site, asker, (&name, own), &secret) {
        Ok(counted) => counted,
        Err(wait) => return Ok(Entrance::Wait(wait.seconds, wait.place)),
    };
    let (known, typed) = match secret {
        Secret::Password(typed) => (queries::password_of(read, &name).await?, typed.to_owned()),
        Secret::Code(typed) => {
            let code = queries::code_of(read, &name, now).await?;
            let good = code.filter(|code| !site.memory::<Attempts>().is_spoilt(&code.hash));
            (good, secrets::typed_code(typed))
        }
    };
    let hash = known.as_ref().map(|known| known.hash.clone());
    let Some(fits) = secrets::fits(hash, &typed, turn).await? else {
        site.memory::<Attempts>().take_back(&tried);
        return Ok(Entrance::Wait(CROWDED, asker.place.clone()));
    };
    Ok(match known {
        Some(known) if fits => {
            site.memory::<Attempts>().take_back(&tried);
            Entrance::Open(known.person_id)
        }
        Some(known) if matches!(secret, Secret::Code(_)) => {
            site.memory::<Attempts>().wrong_code(&known.hash);
            Entrance::Shut
        }
        _ => Entrance::Shut,
    })
}

/// Counts a try before it is made: in a browser that is known for this name by itself, else by name and address.
fn counted(
    site: &Site,
    asker: &Asker,
    (name, own): (&str, Option<&String>),
    secret: &Secret<'_>,
) -> Result<(Try, Turn), Wait> {
    let now = site.db.clock().now();
    if let Some(own) = own {
        let place = None;
        return match site.memory::<Attempts>().begin_at_home(own, now) {
            Ok(tried) => Ok((tried, Turn::Known)),
            Err(seconds) => Err(Wait { seconds, place }),
        };
    }
    let knock = Knock {
        code: matches!(secret, Secret::Code(_)),
        name,
        address: &asker.address,
        place: asker.place.as_deref(),
    };
    Ok((site.memory::<Attempts>().begin(&knock, now)?, Turn::Stranger))
}

/// Begins a visit in a browser that is known from now on, and leads to `to`. The visit that the browser had until now ends,
/// and so does the name under which the browser was known.
pub(crate) async fn welcomed(
    site: &Site,
    asker: &Asker,
    person: i64,
    to: &str,
) -> Result<Response, PageError> {
    if let Some(former) = &asker.visit {
        secrets::end_visit(&site.db, former).await?;
    }
    if let Some(former) = &asker.known {
        secrets::forget_browser(&site.db, former).await?;
    }
    let visit = secrets::begin_visit(&site.db, person, None).await?;
    let known = secrets::know_browser(&site.db, person).await?;
    let known = secret_cookie(site, KNOWN_COOKIE, &known, Some(secrets::KNOWN))?;
    let visit = visit_cookie(site, &visit)?;
    let cookies = AppendHeaders([(SET_COOKIE, visit), (SET_COOKIE, known)]);
    let mut response = (StatusCode::SEE_OTHER, cookies, [(LOCATION, to)]).into_response();
    response.extensions_mut().insert(Told::signed_in(person));
    Ok(response)
}

/// Gives the browser its place in the line.
pub(super) fn with_place(site: &Site, mut response: Response, place: &str) -> Result<Response, PageError> {
    let cookie = secret_cookie(site, PLACE_COOKIE, place, Some(PLACE_KEPT))?;
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
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
    let name = cookie_name(site, name);
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    HeaderValue::from_str(&cookie).map_err(|error| PageError::Broken(error.to_string()))
}
