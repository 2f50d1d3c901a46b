use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};

use super::queries::{self, PublicBottleneck, PublicResolution, PublicSession};
use crate::support::web::{Page, PageError, Site, Visitor};

#[derive(Template)]
#[template(path = "portal/templates/front.html")]
struct Front {
    page: Page,
    sessions: Vec<PublicSession>,
    resolutions: Vec<PublicResolution>,
    cleared: Vec<PublicBottleneck>,
}

pub(super) async fn front(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    let read = site.db.read();
    let html = Front {
        page: Page::new(&site, &visitor),
        sessions: queries::sessions(read).await?,
        resolutions: queries::resolutions(read).await?,
        cleared: queries::cleared(read).await?,
    };
    Ok(Html(html.render()?).into_response())
}
