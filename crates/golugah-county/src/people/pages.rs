use askama::Template;
use axum::extract::{Form as Fields, State};
use axum::http::header::{LOCATION, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::entrance::{Asker, Entrance, Secret, secret_cookie, try_secret, welcomed};
use super::{check_password, secrets};
use crate::support::web::{Form, Page, PageError, SESSION_COOKIE, Site, Visitor, cookie};

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
    Wait(i64),
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
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let typed = Form::new(fields);
    let secret = Secret::Password(typed.value("password"));
    match try_secret(&site, &asker, typed.value("name"), secret).await? {
        Entrance::Open(person) => welcomed(&site, person, &Page::new(&site, &visitor).link("/today")).await,
        Entrance::Shut => sign_in_page(&site, &visitor, typed.refused("refusal-sign-in"), None),
        Entrance::Wait(seconds) => sign_in_page(&site, &visitor, typed, Some(seconds)),
    }
}

pub(super) async fn code_form(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    code_page(&site, &visitor, Form::default(), None)
}

pub(super) async fn take_code(
    State(site): State<Site>,
    visitor: Visitor,
    asker: Asker,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let typed = Form::new(fields);
    match password_by_code(&site, &asker, &typed).await? {
        Ok(person) => welcomed(&site, person, &Page::new(&site, &visitor).link("/today")).await,
        Err(Refused::Because(key)) => code_page(&site, &visitor, typed.refused(key), None),
        Err(Refused::Wait(seconds)) => code_page(&site, &visitor, typed, Some(seconds)),
    }
}

/// Sets the password that somebody with a code has chosen. The password is looked at first, so that one that will not
/// do costs no try.
async fn password_by_code(
    site: &Site,
    asker: &Asker,
    typed: &Form,
) -> Result<Result<i64, Refused>, PageError> {
    let (name, password) = (typed.value("name"), typed.value("password"));
    if let Err(key) = check_password(name, password) {
        return Ok(Err(Refused::Because(key)));
    }
    Ok(
        match try_secret(site, asker, name, Secret::Code(typed.value("code"))).await? {
            Entrance::Open(person) => {
                secrets::set_password(&site.db, person, password).await?;
                Ok(person)
            }
            Entrance::Shut => Err(Refused::Because("refusal-code")),
            Entrance::Wait(seconds) => Err(Refused::Wait(seconds)),
        },
    )
}

pub(super) async fn sign_out(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if let Some(token) = cookie(&headers) {
        secrets::end_visit(&site.db, &token).await?;
    }
    let gone = secret_cookie(&site, SESSION_COOKIE, "", Some(0))?;
    let to = Page::new(&site, &visitor).link("/");
    Ok((StatusCode::SEE_OTHER, [(SET_COOKIE, gone)], [(LOCATION, to)]).into_response())
}
