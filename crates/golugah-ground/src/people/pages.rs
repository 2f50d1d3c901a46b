use askama::Template;
use axum::extract::State;
use axum::http::header::{LOCATION, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::entrance::{Asker, Entrance, Secret, secret_cookie, try_secret, welcomed, with_place};
use super::model::sign_in_name;
use super::{check_password, secrets};
use crate::support::web::{Form, Page, PageError, SESSION_COOKIE, Site, Told, Visitor, visit_cookie_of};

#[derive(Template)]
#[template(path = "people/templates/sign_in.html")]
struct SignIn {
    page: Page,
    form: Form,
    wait: Option<i64>,
}

#[derive(Template)]
#[template(path = "people/templates/take_code.html")]
struct TakeCode {
    page: Page,
    form: Form,
    wait: Option<i64>,
}

/// Why nobody came in, as a page must say it.
enum Refused {
    Because(&'static str),
    Wait(i64, Option<String>),
}

/// The answer's status, and after how long to try again.
fn status(form: &Form, wait: Option<i64>) -> (StatusCode, Option<[(HeaderName, String); 1]>) {
    let retry = wait.map(|seconds| [(RETRY_AFTER, seconds.to_string())]);
    match (&retry, form.refused) {
        (Some(_), _) => (StatusCode::TOO_MANY_REQUESTS, retry),
        (None, Some("refusal-sign-in" | "refusal-code")) => (StatusCode::UNAUTHORIZED, None),
        (None, _) => (form.status(), None),
    }
}

fn sign_in_page(
    site: &Site,
    visitor: &Visitor,
    form: Form,
    wait: Option<i64>,
) -> Result<Response, PageError> {
    let page = Page::new(site, visitor);
    let (status, retry) = status(&form, wait);
    let html = SignIn { page, form, wait }.render()?;
    Ok(match retry {
        Some(retry) => (status, retry, Html(html)).into_response(),
        None => (status, Html(html)).into_response(),
    })
}

fn code_page(site: &Site, visitor: &Visitor, form: Form, wait: Option<i64>) -> Result<Response, PageError> {
    let page = Page::new(site, visitor);
    let (status, retry) = status(&form, wait);
    let html = TakeCode { page, form, wait }.render()?;
    Ok(match retry {
        Some(retry) => (status, retry, Html(html)).into_response(),
        None => (status, Html(html)).into_response(),
    })
}

pub(super) async fn sign_in_form(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    sign_in_page(&site, &visitor, Form::default(), None)
}

pub(super) async fn sign_in(
    State(site): State<Site>,
    visitor: Visitor,
    asker: Asker,
    typed: Form,
) -> Result<Response, PageError> {
    let secret = Secret::Password(typed.value("password"));
    let name = typed.value("name").to_owned();
    let (response, place) = match try_secret(&site, &asker, &name, secret).await? {
        Entrance::Open(person) => {
            let to = Page::new(&site, &visitor).link("/today");
            return welcomed(&site, &asker, person, &to).await;
        }
        Entrance::Shut => (
            sign_in_page(&site, &visitor, typed.refused("refusal-sign-in"), None)?,
            None,
        ),
        Entrance::Wait(seconds, place) => (sign_in_page(&site, &visitor, typed, Some(seconds))?, place),
    };
    shut(&site, response, &name, place)
}

/// An answer to whoever did not come in: told to the journal, and with a place in the line where there is one.
fn shut(
    site: &Site,
    mut response: Response,
    name: &str,
    place: Option<String>,
) -> Result<Response, PageError> {
    response
        .extensions_mut()
        .insert(Told::kept_out(&sign_in_name(name)));
    match place {
        Some(place) => with_place(site, response, &place),
        None => Ok(response),
    }
}

pub(super) async fn code_form(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    code_page(&site, &visitor, Form::default(), None)
}

pub(super) async fn take_code(
    State(site): State<Site>,
    visitor: Visitor,
    asker: Asker,
    typed: Form,
) -> Result<Response, PageError> {
    let name = typed.value("name").to_owned();
    let (response, place) = match password_by_code(&site, &visitor, &asker, &typed).await? {
        Ok(person) => {
            let to = Page::new(&site, &visitor).link("/today");
            return welcomed(&site, &asker, person, &to).await;
        }
        Err(Refused::Because("refusal-code")) => {
            let page = code_page(&site, &visitor, typed.refused("refusal-code"), None)?;
            (page, None)
        }
        Err(Refused::Because(key)) => return code_page(&site, &visitor, typed.refused(key), None),
        Err(Refused::Wait(seconds, place)) => (code_page(&site, &visitor, typed, Some(seconds))?, place),
    };
    shut(&site, response, &name, place)
}

/// Sets the password that somebody with a code has chosen. The password is looked at first, so that one that will not
/// do costs no try.
async fn password_by_code(
    site: &Site,
    visitor: &Visitor,
    asker: &Asker,
    typed: &Form,
) -> Result<Result<i64, Refused>, PageError> {
    let (name, password) = (typed.value("name"), typed.value("password"));
    if let Err(key) = check_password(&visitor.words_not_to_use(name), password) {
        return Ok(Err(Refused::Because(key)));
    }
    Ok(
        match try_secret(site, asker, name, Secret::Code(typed.value("code"))).await? {
            Entrance::Open(person) => {
                secrets::set_password(&site.db, person, password).await?;
                Ok(person)
            }
            Entrance::Shut => Err(Refused::Because("refusal-code")),
            Entrance::Wait(seconds, place) => Err(Refused::Wait(seconds, place)),
        },
    )
}

pub(super) async fn sign_out(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if let Some(token) = visit_cookie_of(&site, &headers) {
        secrets::end_visit(&site.db, &token).await?;
    }
    signed_out(&site, &Page::new(&site, &visitor).link("/"))
}

/// The answer to whoever has signed out: the cookie goes, and what the browser kept of pages.
pub(super) fn signed_out(site: &Site, to: &str) -> Result<Response, PageError> {
    let gone = secret_cookie(site, SESSION_COOKIE, "", Some(0))?;
    let clear = HeaderName::from_static("clear-site-data");
    let head = [(SET_COOKIE, gone), (clear, HeaderValue::from_static("\"cache\""))];
    Ok((StatusCode::SEE_OTHER, head, [(LOCATION, to)]).into_response())
}
