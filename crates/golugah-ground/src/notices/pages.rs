use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::model::{Pieces, is_new, name, pieces, seen_after};
use super::queries;
use crate::support::seams::Own;
use crate::support::web::{Form, Page, PageError, Site, Visitor};

/// A piece of work, and whether it is new.
struct Row {
    own: Own,
    name: i64,
    is_new: bool,
}

#[derive(Template)]
#[template(path = "notices/templates/show.html")]
struct Show {
    page: Page,
    /// What is new first, each part in the order of the page of the day.
    rows: Vec<Row>,
    /// What is shown as new, and so is seen when that is said.
    new: Vec<(i64, i64)>,
}

/// Whose notices these are: the person, and the agency for whose head they act, or 0.
fn eyes(visitor: &Visitor) -> Result<(i64, i64), PageError> {
    let person = visitor.person.as_ref().ok_or(PageError::NotAllowed)?;
    Ok((person.id, visitor.heads().unwrap_or(0)))
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let (person, agency) = eyes(&visitor)?;
    let seen = queries::seen(site.db.read(), person, agency).await?;
    let waiting = pieces(&page.own);
    let rows = page.own.iter().map(|own| {
        let name = name(own);
        let many = waiting.get(&name).copied().unwrap_or(own.count);
        Row {
            is_new: is_new(&seen, name, many),
            name,
            own: own.clone(),
        }
    });
    let mut rows: Vec<Row> = rows.collect();
    rows.sort_by_key(|row| !row.is_new);
    let new: Pieces = rows
        .iter()
        .filter(|row| row.is_new)
        .filter_map(|row| Some((row.name, *waiting.get(&row.name)?)))
        .collect();
    let html = Show {
        page,
        rows,
        new: new.into_iter().collect(),
    };
    Ok(Html(html.render()?).into_response())
}

/// Somebody has seen what was shown to them as new; what came meanwhile stays so.
pub(super) async fn seen(
    State(site): State<Site>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let (person, agency) = eyes(&visitor)?;
    let marked = form.numbers("piece").into_iter().zip(form.numbers("many"));
    let before = queries::seen(site.db.read(), person, agency).await?;
    let seen = seen_after(&pieces(&page.own), &before, &marked.collect());
    let seen: Vec<(i64, i64)> = seen.into_iter().collect();
    let seen = serde_json::to_string(&seen).map_err(|error| PageError::Broken(error.to_string()))?;
    let now = site.db.clock().now().text();
    let values = vec![person.into(), agency.into(), seen.into(), now.into()];
    site.db.keep(queries::SEE, values).await?;
    Ok(Redirect::to(&page.link("/notices")).into_response())
}
