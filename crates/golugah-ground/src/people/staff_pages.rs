//! The administrator's pages: who there is, who comes, who goes. And the deputies, whom a head gives too.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::actions::{AdmitPerson, ChangePerson, EndDeputy, EndPerson, GiveCode, GiveDeputy, ReturnPerson};
use super::queries::{self, Entered, Listed};
use super::{Role, account_pages, secrets};
use crate::agencies::{self, Agency};
use crate::support::web::{Form, Page, PageError, Pager, Query, Site, Span, Visitor};
use golugah_desk::{Deed, Refusal};

/// The key of the sentence that asks for a role.
const NO_ROLE: &str = "refusal-role-missing";

#[derive(Template)]
#[template(path = "people/templates/list.html")]
struct List {
    page: Page,
    people: Vec<Listed>,
    pager: Pager,
    agencies: Vec<Agency>,
    form: Form,
}

#[derive(Template)]
#[template(path = "people/templates/show.html")]
struct Show {
    page: Page,
    entered: Entered,
    agencies: Vec<Agency>,
    head: Option<Entered>,
    form: Form,
}

#[derive(Template)]
#[template(path = "people/templates/code.html")]
struct Code {
    page: Page,
    entered: Entered,
    code: String,
}

/// Which page of the list is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

async fn list_page(site: &Site, visitor: &Visitor, span: &Span, form: Form) -> Result<Response, PageError> {
    let read = site.db.read();
    let people = queries::listed(read, span).await?;
    let html = List {
        page: Page::staff(site, visitor).await?,
        pager: people.pager(""),
        people: people.rows,
        agencies: agencies::agencies(read).await?,
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

/// A person's page. A form that was refused keeps what was typed, over the row as it is now: sent again, it stands.
async fn page_of(site: &Site, visitor: &Visitor, id: i64, form: Form) -> Result<Response, PageError> {
    let read = site.db.read();
    let entered = queries::person(read, id).await?.ok_or(PageError::NotFound)?;
    let form = form
        .or("name", &entered.name)
        .or("role", &entered.role)
        .or("agency", &entered.agency_id.unwrap_or(0));
    let head = match entered.agency_id {
        Some(agency) => queries::head_of(read, agency).await?,
        None => None,
    };
    let html = Show {
        page: Page::staff(site, visitor).await?,
        agencies: agencies::agencies(read).await?,
        head: head.filter(|head| head.id != entered.id),
        entered,
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

/// Does a deed on a person's page and comes back to it; refused, the page keeps what was typed and says why.
async fn on_page<D: Deed>(
    site: &Site,
    visitor: &Visitor,
    id: i64,
    form: Form,
    deed: D,
) -> Result<Response, PageError> {
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    match site.db.perform(doer, deed).await.map_err(Refusal::in_a_form) {
        Ok(_) => Ok(Redirect::to(&Page::new(site, visitor).link(&format!("/people/{id}"))).into_response()),
        Err(Refusal::Rule(key)) => page_of(site, visitor, id, form.refused(key)).await,
        Err(Refusal::Changed) => page_of(site, visitor, id, form.refused("refusal-changed-kept")).await,
        Err(error) => Err(error.into()),
    }
}

/// The role that was chosen; what no form offers is nobody's.
fn role(form: &Form) -> Option<Role> {
    Role::of_word(form.value("role"))
}

pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    list_page(
        &site,
        &visitor,
        &Span::of(&wanted.after, &wanted.before),
        Form::default(),
    )
    .await
}

pub(super) async fn admit(
    State(site): State<Site>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, PageError> {
    let Some(role) = role(&form) else {
        return list_page(&site, &visitor, &Span::default(), form.refused(NO_ROLE)).await;
    };
    let deed = AdmitPerson {
        name: form.value("name").to_owned(),
        sign_in: form.value("sign_in").to_owned(),
        role,
        agency: form.number("agency").filter(|agency| *agency > 0),
        deputy_of: None,
    };
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    match site.db.perform(doer, deed).await.map_err(Refusal::in_a_form) {
        Ok(person) => code_for(&site, &visitor, person).await,
        Err(Refusal::Rule(key)) => list_page(&site, &visitor, &Span::default(), form.refused(key)).await,
        Err(error) => Err(error.into()),
    }
}

/// Gives a code and shows it, once: it is kept as a hash, and no cache keeps the page. Asked for twice it is another code, for
/// nobody can say again what the first was.
async fn code_for(site: &Site, visitor: &Visitor, person: i64) -> Result<Response, PageError> {
    let code = secrets::new_code()?;
    let deed = GiveCode {
        person,
        code_hash: secrets::hashed(&code).await?,
    };
    let doer = visitor.doer_each_time().ok_or(PageError::NotAllowed)?;
    match site.db.perform(doer, deed).await.map_err(Refusal::in_a_form) {
        Ok(()) => {}
        Err(Refusal::Rule(key)) => return page_of(site, visitor, person, Form::default().refused(key)).await,
        Err(error) => return Err(error.into()),
    }
    let entered = queries::person(site.db.read(), person).await?;
    let html = Code {
        page: Page::staff(site, visitor).await?,
        entered: entered.ok_or(PageError::NotFound)?,
        code: secrets::spelled(&code),
    };
    let once = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((once, Html(html.render()?)).into_response())
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    page_of(&site, &visitor, id, Form::default()).await
}

pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let Some(role) = role(&form) else {
        return page_of(&site, &visitor, id, form.refused(NO_ROLE)).await;
    };
    let deed = ChangePerson {
        person: id,
        version: form.number("version").unwrap_or(0),
        name: form.value("name").to_owned(),
        role,
        agency: form.number("agency").filter(|agency| *agency > 0),
    };
    on_page(&site, &visitor, id, form, deed).await
}

pub(super) async fn give_code(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    code_for(&site, &visitor, id).await
}

pub(super) async fn end(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let deed = EndPerson {
        person: id,
        version: form.number("version").unwrap_or(0),
    };
    on_page(&site, &visitor, id, Form::default(), deed).await
}

pub(super) async fn return_again(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let deed = ReturnPerson {
        person: id,
        version: form.number("version").unwrap_or(0),
    };
    on_page(&site, &visitor, id, Form::default(), deed).await
}

pub(super) async fn give_deputy(
    State(site): State<Site>,
    visitor: Visitor,
    Path(deputy): Path<i64>,
) -> Result<Response, PageError> {
    on_either_page(&site, &visitor, deputy, GiveDeputy { deputy }).await
}

pub(super) async fn end_deputy(
    State(site): State<Site>,
    visitor: Visitor,
    Path(deputy): Path<i64>,
) -> Result<Response, PageError> {
    on_either_page(&site, &visitor, deputy, EndDeputy { deputy }).await
}

/// A head finds the deputies on the account's page, an administrator on the person's.
async fn on_either_page<D: Deed>(
    site: &Site,
    visitor: &Visitor,
    deputy: i64,
    deed: D,
) -> Result<Response, PageError> {
    let is_head = visitor
        .person
        .as_ref()
        .is_some_and(|person| person.role == Role::AgencyHead);
    if !is_head {
        return on_page(site, visitor, deputy, Form::default(), deed).await;
    }
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    match site.db.perform(doer, deed).await.map_err(Refusal::in_a_form) {
        Ok(_) => Ok(Redirect::to(&Page::new(site, visitor).link("/account")).into_response()),
        Err(Refusal::Rule(key)) => {
            account_pages::page_of(site, visitor, Form::default().refused(key), None).await
        }
        Err(error) => Err(error.into()),
    }
}
