//! What is answered: the page and the files.

use std::pin::Pin;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::OpenList;
use crate::support::web::{FileOf, Kept, Packed, Page, PageError, Pager, Query, Site, Span, Visitor, key};

/// An answer that is being made.
type Making = Pin<Box<dyn Future<Output = Result<Response, PageError>> + Send>>;

#[derive(Template)]
#[template(path = "support/templates/open_list.html")]
struct List {
    page: Page,
    list: &'static str,
    title: String,
    lede: String,
    /// What stands there where no row does.
    none: String,
    /// The columns' headings.
    headings: Vec<String>,
    /// The rows' cells, each under the heading of its place.
    rows: Vec<Vec<String>>,
    pager: Pager,
}

/// Which page of the list is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

/// The page of a list.
pub(super) fn page(
    list: &'static OpenList,
) -> impl Fn(State<Site>, Visitor, HeaderMap, Query<Asked>) -> Making + Clone + Send + Sync + 'static {
    move |State(site), visitor, headers, Query(asked)| {
        Box::pin(async move {
            let span = Span::of(&asked.after, &asked.before);
            let make = async || written(list, &site, &visitor, &span).await;
            // Whoever is signed in gets a page of their own heading, and what can be made up at will is not kept.
            if visitor.person.is_some() || !span.is_first() {
                return Ok(Html(make().await?).into_response());
            }
            let name = format!("{} {}", visitor.language.tag(), visitor.path);
            let packed = async || Ok(Packed::page(make().await?));
            let kept = site.memory::<Kept>();
            let answer = kept.answer(&site, &visitor, (&name, list.tables), packed).await?;
            Ok(answer.to(&headers))
        })
    }
}

async fn written(
    list: &'static OpenList,
    site: &Site,
    visitor: &Visitor,
    span: &Span,
) -> Result<String, PageError> {
    let page = Page::new(site, visitor);
    let rows = list.rows(site.db.public(), span).await?;
    let rows = span.paged(rows, |row| key(&[&row.id()]));
    let said = |name: &str| page.word("open", &format!("{}-{name}", list.name));
    let html = List {
        title: page.word("open", list.name),
        lede: said("lede"),
        none: said("none"),
        headings: list.columns.iter().map(|column| said(column.name)).collect(),
        pager: rows.pager(""),
        rows: rows
            .rows
            .iter()
            .map(|row| {
                list.columns
                    .iter()
                    .map(|column| row.shown(&page, column))
                    .collect()
            })
            .collect(),
        list: list.name,
        page,
    };
    Ok(html.render()?)
}

/// The list for spreadsheets.
pub(super) fn csv(
    list: &'static OpenList,
    path: &'static str,
) -> impl Fn(State<Site>, Visitor, HeaderMap) -> Making + Clone + Send + Sync + 'static {
    file(list, path, FileOf::Csv(last(path)))
}

/// The list for programs.
pub(super) fn json(
    list: &'static OpenList,
    path: &'static str,
) -> impl Fn(State<Site>, Visitor, HeaderMap) -> Making + Clone + Send + Sync + 'static {
    file(list, path, FileOf::Json(last(path), list.name))
}

/// The file's own name.
fn last(path: &'static str) -> &'static str {
    path.rsplit('/').next().unwrap_or(path)
}

fn file(
    list: &'static OpenList,
    path: &'static str,
    form: FileOf,
) -> impl Fn(State<Site>, Visitor, HeaderMap) -> Making + Clone + Send + Sync + 'static {
    move |State(site), visitor, headers| {
        Box::pin(async move {
            let make = async || Ok(list.table(site.db.public()).await?.file(&site, &visitor, form));
            let kept = site.memory::<Kept>();
            let answer = kept.answer(&site, &visitor, (path, list.tables), make).await?;
            Ok(answer.to(&headers))
        })
    }
}
