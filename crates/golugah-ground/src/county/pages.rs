use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::actions::NameCounty;
use super::beginning::{Beginning, Worth};
use super::queries::{self, County};
use crate::duties::Duty;
use crate::duties::actions::GiveDuty;
use crate::people;
use crate::people::Asker;
use crate::people::actions::AdmitFirst;
use crate::support::web::{Form, Page, PageError, Site, Visitor};
use golugah_desk::{Actor, Refusal};

#[derive(Template)]
#[template(path = "county/templates/begin.html")]
struct Begin {
    page: Page,
    listens: bool,
    form: Form,
}

#[derive(Template)]
#[template(path = "county/templates/show.html")]
struct Show {
    page: Page,
    known: Option<County>,
    form: Form,
}

fn begin_page(site: &Site, visitor: &Visitor, form: Form) -> Result<Response, PageError> {
    let html = Begin {
        page: Page::new(site, visitor),
        listens: site.memory::<Beginning>().listens(site.db.clock().now()),
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

pub(super) async fn begin_form(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    if !site.memory::<Beginning>().is_open() {
        return Err(PageError::NotFound);
    }
    begin_page(&site, &visitor, Form::default())
}

pub(super) async fn begin(
    State(site): State<Site>,
    visitor: Visitor,
    asker: Asker,
    form: Form,
) -> Result<Response, PageError> {
    if !site.memory::<Beginning>().is_open() {
        return Err(PageError::NotFound);
    }
    match begun(&site, &visitor, &form).await? {
        Ok(person) => {
            site.memory::<Beginning>().close();
            // Whoever keeps the secretariat too has what to do on the page of the day.
            let next = if keeps_secretariat(&form) {
                "/today"
            } else {
                "/people"
            };
            people::welcomed(&site, &asker, person, &Page::new(&site, &visitor).link(next)).await
        }
        Err(key) => begin_page(&site, &visitor, form.refused(key)),
    }
}

/// Whether whoever begins is to keep the secretariat beside entering people: one account, two hats.
fn keeps_secretariat(form: &Form) -> bool {
    form.value("secretariat") == "1"
}

/// Names the county and enters its first administrator; else the key of the sentence that says why not.
async fn begun(site: &Site, visitor: &Visitor, form: &Form) -> Result<Result<i64, &'static str>, PageError> {
    // The code comes first: to others the page says nothing.
    match site
        .memory::<Beginning>()
        .hear(form.value("code"), site.db.clock().now())
    {
        Worth::Right => {}
        Worth::Wrong => return Ok(Err("refusal-first-code")),
        Worth::TooLate => return Ok(Err("refusal-first-code-late")),
    }
    let password = form.value("password");
    let mut words = visitor.words_not_to_use(form.value("sign_in"));
    words.extend(people::words_of_county(
        form.value("county_fa"),
        form.value("county_en"),
    ));
    if let Err(key) = people::check_password(&words, password) {
        return Ok(Err(key));
    }
    // A first try may have named it and entered nobody.
    let known = queries::county(site.db.read()).await?;
    let named = NameCounty {
        version: known.map_or(0, |known| known.version),
        name_fa: form.value("county_fa").to_owned(),
        name_en: form.value("county_en").to_owned(),
    };
    let admitted = AdmitFirst {
        name: form.value("name").to_owned(),
        sign_in: form.value("sign_in").to_owned(),
        password_hash: people::hashed(password).await?,
    };
    let done = async {
        site.db.perform(Actor::program(), named).await?;
        let person = site.db.perform(Actor::program(), admitted).await?;
        if keeps_secretariat(form) {
            let duty = GiveDuty {
                person,
                duty: Duty::Secretariat,
                agency: None,
                place: None,
                work: String::new(),
                since: site.db.clock().now().day(),
                until: None,
            };
            site.db.perform(Actor::program(), duty).await?;
        }
        Ok::<i64, Refusal>(person)
    };
    match done.await.map_err(Refusal::in_a_form) {
        Ok(person) => Ok(Ok(person)),
        Err(Refusal::Rule(key)) => Ok(Err(key)),
        Err(error) => Err(error.into()),
    }
}

async fn page_of(site: &Site, visitor: &Visitor, form: Form) -> Result<Response, PageError> {
    let known = queries::county(site.db.read()).await?;
    let form = match &known {
        Some(known) if form.refused.is_none() => form
            .with("county_fa", &known.name_fa)
            .with("county_en", &known.name_en),
        _ => form,
    };
    let html = Show {
        page: Page::staff(site, visitor).await?,
        known,
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    page_of(&site, &visitor, Form::default()).await
}

pub(super) async fn name(
    State(site): State<Site>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, PageError> {
    let deed = NameCounty {
        version: form.number("version").unwrap_or(0),
        name_fa: form.value("county_fa").to_owned(),
        name_en: form.value("county_en").to_owned(),
    };
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    match site.db.perform(doer, deed).await.map_err(Refusal::in_a_form) {
        Ok(()) => Ok(Redirect::to(&Page::new(&site, &visitor).link("/places")).into_response()),
        Err(Refusal::Rule(key)) => page_of(&site, &visitor, form.refused(key)).await,
        Err(Refusal::Changed) => page_of(&site, &visitor, form.refused("refusal-changed-kept")).await,
        Err(error) => Err(error.into()),
    }
}
