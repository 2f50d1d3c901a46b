//! The offices that data names, of which several can be laid to agencies at once.

use askama::Template;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::actions::LinkOffices;
use super::model::Likeness;
use super::queries::{self, Office};
use crate::agencies::{self, Agency};
use crate::support::web::{Ask, Form, Page, PageError, Pager, Query, Span};
use golugah_desk::Refusal;

/// An office with the agency that is proposed for it.
struct Row {
    office: Office,
    /// The agency that its name is like, or that an office of a like name was said to be.
    likely: Option<i64>,
}

#[derive(Template)]
#[template(path = "offices/templates/list.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    agencies: Vec<Agency>,
    pager: Pager,
    wanted: Wanted,
    /// How many are no agency yet, and whether any is known.
    counts: (i64, bool),
    may_link: bool,
    form: Form,
}

impl List {
    /// Whether an agency stands chosen for an office: what was chosen, else what is proposed.
    fn is_chosen(&self, row: &Row, agency: &i64) -> bool {
        match self.form.refused {
            Some(_) => self.form.chose(&format!("agency-{}", row.office.id), agency),
            None => row.likely == Some(*agency),
        }
    }

    /// Whether it was chosen that an office is none of the county's.
    fn is_none(&self, row: &Row) -> bool {
        self.form.refused.is_some() && self.is_chosen(row, &0)
    }

    /// Whether an office was marked in a form that was refused; nothing is marked beforehand.
    fn is_marked(&self, row: &Row) -> bool {
        self.form.numbers("office").contains(&row.office.id)
    }
}

/// Which part of the list is wanted, and how many were just laid to agencies.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    all: bool,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    saved: String,
}

impl Wanted {
    /// How many were just laid to agencies, where the address says it.
    fn saved(&self) -> Option<i64> {
        self.saved.parse().ok().filter(|many| (1..=1000).contains(many))
    }
}

pub(super) async fn list(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    drawn(&ask, wanted, Form::default()).await
}

/// What the county is called, in both languages.
pub(super) fn county_of(ask: &Ask) -> [&str; 2] {
    match &ask.visitor.county {
        Some(county) => [&county.name_fa, &county.name_en],
        None => [&ask.site.settings.county_fa, &ask.site.settings.county_en],
    }
}

async fn drawn(ask: &Ask, wanted: Wanted, form: Form) -> Result<Response, PageError> {
    let span = Span::of(&wanted.after, &wanted.before);
    let part = queries::listed(ask.read(), wanted.all, &span).await?;
    let agencies = agencies::agencies(ask.read()).await?;
    let linked = queries::names_of_linked(ask.read()).await?;
    let likeness = Likeness::of(&county_of(ask), &agencies, &linked);
    let page = ask.page().await?;
    let html = List {
        may_link: !wanted.all && (page.has_role("inspector") || page.has_role("secretary")),
        pager: part.pager(if wanted.all { "&all=true" } else { "" }),
        rows: part
            .rows
            .into_iter()
            .map(|office| Row {
                likely: likeness.likely(&office.name),
                office,
            })
            .collect(),
        agencies,
        wanted,
        counts: queries::counts(ask.read()).await?,
        page,
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

pub(super) async fn link(ask: Ask, form: Form) -> Result<Response, PageError> {
    // What was chosen stands on the page that was sent.
    let wanted = Wanted {
        after: form.value("after").to_owned(),
        before: form.value("before").to_owned(),
        ..Wanted::default()
    };
    let deed = match chosen(&form) {
        Ok(deed) => deed,
        Err(key) => return drawn(&ask, wanted, form.refused(key)).await,
    };
    let doer = ask.visitor.doer().ok_or(PageError::NotAllowed)?;
    match ask.site.db.perform(doer, deed).await.map_err(Refusal::in_a_form) {
        Ok(many) => {
            let to = Page::new(&ask.site, &ask.visitor).link(&format!("/offices?saved={many}"));
            Ok(Redirect::to(&to).into_response())
        }
        Err(Refusal::Rule(key)) => drawn(&ask, wanted, form.refused(key)).await,
        Err(Refusal::Changed) => drawn(&ask, wanted, form.refused("refusal-changed-kept")).await,
        Err(error) => Err(error.into()),
    }
}

/// The offices that were marked, each with what was chosen for it.
fn chosen(form: &Form) -> Result<LinkOffices, &'static str> {
    let marked = form.numbers("office");
    if marked.is_empty() {
        return Err("refusal-offices-which");
    }
    let links = marked.into_iter().map(|office| {
        let version = form
            .number(&format!("version-{office}"))
            .ok_or("refusal-no-version");
        // That it is none of the county's is said, not left out.
        let agency = match form.number(&format!("agency-{office}")) {
            Some(0) => Ok(None),
            Some(agency) => Ok(Some(agency)),
            None => Err("refusal-offices-agency"),
        };
        Ok((office, version?, agency?))
    });
    Ok(LinkOffices {
        links: links.collect::<Result<_, &'static str>>()?,
    })
}
