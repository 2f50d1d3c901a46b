//! The page of what is not in force: a draft, or what was taken back before its session was closed. The log leads here.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::drafts::{Unbound, unbound};
use crate::support::web::{Form, Page, PageError, Site};

#[derive(Template)]
#[template(path = "resolutions/templates/draft.html")]
struct Show {
    page: Page,
    draft: Unbound,
    form: Form,
}

/// The page, or that there is nothing of this number.
pub(super) async fn page_of(site: &Site, page: Page, id: i64, form: Form) -> Result<Response, PageError> {
    let draft = unbound(site.db.read(), id).await?.ok_or(PageError::NotFound)?;
    let html = Show { page, draft, form };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}
