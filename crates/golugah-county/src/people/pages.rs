use askama::Template;
use axum::extract::{Form as Fields, State};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::secrets;
use crate::support::web::{Form, Page, PageError, SESSION_COOKIE, Site, Visitor, cookie};

#[derive(Template)]
#[template(path = "people/templates/sign_in.html")]
struct SignIn {
    page: Page,
    form: Form,
}

fn form(site: &Site, visitor: &Visitor, form: Form) -> Result<Response, PageError> {
    let page = Page::new(site, visitor);
    let status = if form.refused.is_some() {
        StatusCode::UNAUTHORIZED
    } else {
        StatusCode::OK
    };
    Ok((status, Html(SignIn { page, form }.render()?)).into_response())
}

pub(super) async fn sign_in_form(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    form(&site, &visitor, Form::default())
}

pub(super) async fn sign_in(
    State(site): State<Site>,
    visitor: Visitor,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let typed = Form::new(fields);
    match secrets::begin_visit(&site.db, typed.value("name"), typed.value("password")).await? {
        Some(token) => {
            let cookie = format!("{SESSION_COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax");
            let to = Page::new(&site, &visitor).link("/today");
            Ok((StatusCode::SEE_OTHER, [(LOCATION, to), (SET_COOKIE, cookie)]).into_response())
        }
        None => form(&site, &visitor, typed.refused("refusal-sign-in")),
    }
}

pub(super) async fn sign_out(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if let Some(token) = cookie(&headers) {
        secrets::end_visit(&site.db, &token).await?;
    }
    let cookie = format!("{SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    let to = Page::new(&site, &visitor).link("/");
    Ok((StatusCode::SEE_OTHER, [(LOCATION, to), (SET_COOKIE, cookie)]).into_response())
}
