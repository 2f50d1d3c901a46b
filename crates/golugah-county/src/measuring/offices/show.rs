//! One office of the data, and the agency that it is.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::actions::LinkOffice;
use super::model::{answered, likely, names_of};
use super::queries::{self, Office};
use crate::agencies::{self, Agency};
use crate::support::web::{Ask, Form, FormPage, FromForm, Page, PageError};

#[derive(Template)]
#[template(path = "offices/templates/show.html")]
pub(super) struct Show {
    page: Page,
    office: Office,
    agencies: Vec<Agency>,
    /// The agency that its name is like, while nobody has said which it is.
    likely: Option<i64>,
    may_link: bool,
    form: Form,
}

impl Show {
    /// Whether an agency stands chosen: what was typed, else what it is, else what it is like.
    fn is_chosen(&self, agency: &i64) -> bool {
        if self.form.refused.is_some() {
            return self.form.chose("agency", agency);
        }
        self.office.agency_id.or(self.likely) == Some(*agency)
    }
}

impl FormPage for Show {
    type At = i64;

    async fn show(ask: &Ask, id: i64, form: Form) -> Result<Response, PageError> {
        let office = queries::office(ask.read(), id)
            .await?
            .ok_or(PageError::NotFound)?;
        let agencies = agencies::agencies(ask.read()).await?;
        let names = names_of(&agencies);
        let linked = queries::names_of_linked(ask.read()).await?;
        let page = ask.page().await?;
        let html = Self {
            likely: office
                .agency_id
                .is_none()
                .then(|| answered(&office.name, &linked).or_else(|| likely(&office.name, &names)))
                .flatten(),
            may_link: page.has_role("inspector") || page.has_role("secretary"),
            office,
            agencies,
            page,
            form,
        };
        Ok((html.form.status(), Html(html.render()?)).into_response())
    }
}

impl FromForm for LinkOffice {
    type At = i64;

    fn from_form(_: &Ask, office: i64, form: &Form) -> Result<Self, &'static str> {
        Ok(Self {
            office,
            version: form.version()?,
            // That it is none of the county's is said, not left out.
            agency: match form.number("agency") {
                Some(0) => None,
                Some(agency) => Some(agency),
                None => return Err("refusal-office-agency"),
            },
        })
    }

    fn leads_to((): &(), _: i64) -> String {
        "/offices?saved=1".to_owned()
    }
}
