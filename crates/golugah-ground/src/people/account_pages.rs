//! One's own account: the password, the visits, the deputies, and on whose behalf one acts.

use askama::Template;
use axum::extract::State;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::entrance::{Asker, visit_cookie, welcomed};
use super::pages::signed_out;
use super::queries::{self, Entered};
use super::secrets::Turn;
use super::{Attempts, Person, Role, check_password, secrets};
use crate::support::web::{Form, Page, PageError, Query, Site, Told, Visitor, visit_cookie_of};

#[derive(Template)]
#[template(path = "people/templates/account.html")]
struct Account {
    page: Page,
    entered: Entered,
    officers: Vec<Entered>,
    wait: Option<i64>,
    form: Form,
}

/// Whoever is signed in; the guard lets nobody else this far.
fn signed_in(visitor: &Visitor) -> Result<&Person, PageError> {
    visitor.person.as_ref().ok_or(PageError::NotAllowed)
}

pub(super) async fn page_of(
    site: &Site,
    visitor: &Visitor,
    form: Form,
    wait: Option<i64>,
) -> Result<Response, PageError> {
    let person = signed_in(visitor)?;
    let read = site.db.read();
    let entered = queries::person(read, person.id)
        .await?
        .ok_or(PageError::NotFound)?;
    // A deputy sees who else is one, and says nothing about it.
    let officers = match person.agency.filter(|_| person.role == Role::AgencyHead) {
        Some(agency) => queries::officers_of(read, agency).await?,
        None => Vec::new(),
    };
    let status = match wait {
        Some(_) => StatusCode::TOO_MANY_REQUESTS,
        None => form.status(),
    };
    let html = Account {
        page: Page::staff(site, visitor).await?,
        entered,
        officers,
        wait,
        form,
    };
    Ok((status, Html(html.render()?)).into_response())
}

/// What was just done, for the page to say.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Said {
    #[serde(default)]
    changed: bool,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(said): Query<Said>,
) -> Result<Response, PageError> {
    let mut form = Form::default();
    form.done = said.changed.then_some("account-password-changed");
    page_of(&site, &visitor, form, None).await
}

/// The old password is asked: a visit left open on a desk does not take the account with it. All visits end, and this
/// browser begins a new one.
pub(super) async fn change_password(
    State(site): State<Site>,
    visitor: Visitor,
    asker: Asker,
    typed: Form,
) -> Result<Response, PageError> {
    let person = signed_in(&visitor)?;
    let entered = queries::person(site.db.read(), person.id)
        .await?
        .ok_or(PageError::NotFound)?;
    let words = visitor.words_not_to_use(&entered.sign_in);
    if let Err(key) = check_password(&words, typed.value("new")) {
        return page_of(&site, &visitor, typed.refused(key), None).await;
    }
    let account = format!("account {}", person.id);
    let tried = match site
        .memory::<Attempts>()
        .begin_at_home(&account, site.db.clock().now())
    {
        Ok(tried) => tried,
        Err(seconds) => return page_of(&site, &visitor, typed, Some(seconds)).await,
    };
    let known = queries::password_of(site.db.read(), &entered.sign_in).await?;
    let known = known.map(|known| known.hash);
    if secrets::fits(known, typed.value("old"), Turn::Known).await? != Some(true) {
        let refused = typed.refused("refusal-old-password");
        let mut response = page_of(&site, &visitor, refused, None).await?;
        let told = Told::kept_out(&entered.sign_in);
        response.extensions_mut().insert(told);
        return Ok(response);
    }
    site.memory::<Attempts>().take_back(&tried);
    secrets::set_password(&site.db, person.id, typed.value("new")).await?;
    let to = Page::new(&site, &visitor).link("/account?changed=true");
    welcomed(&site, &asker, person.id, &to).await
}

pub(super) async fn sign_out_everywhere(
    State(site): State<Site>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    secrets::end_visits(&site.db, signed_in(&visitor)?.id).await?;
    signed_out(&site, &Page::new(&site, &visitor).link("/sign-in"))
}

/// Begins to act on the head's behalf, or ends it. What may be done changes, so the visit gets a new secret name.
pub(super) async fn act_on_behalf(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    typed: Form,
) -> Result<Response, PageError> {
    let person = signed_in(&visitor)?;
    let wanted = typed.value("on") == "1";
    let head = person.deputy_of.as_ref().filter(|_| wanted);
    if wanted && head.is_none() {
        return Err(PageError::Refused("refusal-no-deputy"));
    }
    // Back to the page on which it was asked for: that is what is done on the head's behalf.
    let to = Page::new(&site, &visitor).link(typed.back().unwrap_or("/today"));
    if wanted == person.on_behalf {
        return Ok(Redirect::to(&to).into_response());
    }
    if let Some(old) = visit_cookie_of(&site, &headers) {
        secrets::end_visit(&site.db, &old).await?;
    }
    let visit = secrets::begin_visit(&site.db, person.id, head.map(|head| head.id)).await?;
    let visit = visit_cookie(&site, &visit)?;
    Ok((StatusCode::SEE_OTHER, [(SET_COOKIE, visit)], [(LOCATION, to)]).into_response())
}
