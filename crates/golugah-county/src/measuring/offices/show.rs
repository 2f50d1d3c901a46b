//! One office of the data, and the agency that it is.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::actions::LinkOffice;
use super::list::county_of;
use super::model::Likeness;
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

/// How the form says that nobody knows which agency it is.
const UNKNOWN: &str = "unknown";

impl Show {
    /// Whether it stands chosen that nobody knows which agency it is.
    fn is_unknown(&self) -> bool {
        match self.form.refused {
            Some(_) => self.form.value("agency") == UNKNOWN,
            None => self.office.agency_id.or(self.likely).is_none(),
        }
    }

    /// Whether it was chosen that it is none of the county's.
    fn is_none(&self) -> bool {
        self.form.refused.is_some() && self.is_chosen(&0)
    }

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
        let linked = queries::names_of_linked(ask.read()).await?;
        let likeness = Likeness::of(&county_of(ask), &agencies, &linked);
        let page = ask.page().await?;
        let html = Self {
            likely: office
                .agency_id
                .is_none()
                .then(|| likeness.likely(&office.name))
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
                None if form.value("agency") == UNKNOWN => None,
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
