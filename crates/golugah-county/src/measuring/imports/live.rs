//! A page that grows while the worker works: each step is sent as it comes, and the style shows the last one alone. No
//! script runs, and nothing is asked for twice.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use askama::Template;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;

use super::queries::{self, Progress};
use super::{ImportState, Phase};
use crate::support::web::{Live, Page, Site};

/// How often the page looks.
const BREATH: Duration = Duration::from_millis(400);

/// How often it looks at most: ten minutes. Then it offers to look again, so that no forgotten window holds a line.
const LOOKS: u32 = 1500;

/// Where the steps go in the page.
const PLACE: &str = "<!--live-->";

#[derive(Template)]
#[template(path = "imports/templates/step.html")]
struct Step<'p> {
    page: &'p Page,
    phase: &'p str,
    done: i64,
    total: i64,
}

#[derive(Template)]
#[template(path = "imports/templates/ended.html")]
struct Ended<'p> {
    page: &'p Page,
    id: i64,
    ended: bool,
}

struct Watch {
    site: Site,
    page: Page,
    id: i64,
    shown: Option<Progress>,
    looks: u32,
    /// What is to be sent before looking again.
    ready: VecDeque<String>,
    tail: Option<String>,
}

/// The page in pieces.
pub(super) fn watch(site: Site, page: Page, id: i64, html: &str) -> Response {
    let (head, tail) = html.split_once(PLACE).unwrap_or((html, ""));
    let watch = Watch {
        site,
        page,
        id,
        shown: None,
        looks: 0,
        ready: VecDeque::from([head.to_owned()]),
        tail: Some(tail.to_owned()),
    };
    let pieces = unfold(watch, |mut watch| async {
        let piece = watch.next().await?;
        Some((Ok::<_, Infallible>(piece), watch))
    });
    let head = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
    ];
    let mut response = (head, Body::from_stream(pieces)).into_response();
    response.extensions_mut().insert(Live);
    response
}

impl Watch {
    /// The next piece; `None` after the end of the page.
    async fn next(&mut self) -> Option<String> {
        loop {
            if let Some(piece) = self.ready.pop_front() {
                return Some(piece);
            }
            self.tail.as_ref()?;
            if self.looks > 0 {
                tokio::time::sleep(BREATH).await;
            }
            self.looks += 1;
            self.look().await;
        }
    }

    /// Looks how far the worker is, and prepares what is new.
    async fn look(&mut self) {
        let read = self.site.db.read();
        // A page already begun cannot turn into an error; where nothing can be read, it ends with a link to look again.
        let import = queries::import(read, self.id).await.ok().flatten();
        let waits = import
            .as_ref()
            .is_some_and(|import| import.state == ImportState::Waiting.word());
        if !waits || self.looks > LOOKS {
            let last = Ended {
                page: &self.page,
                id: self.id,
                ended: import.is_some() && !waits,
            };
            self.ready.push_back(last.render().unwrap_or_default());
            self.ready.extend(self.tail.take());
            return;
        }
        let progress = queries::progress(read, self.id).await.ok().flatten();
        let progress = progress.unwrap_or_else(|| Progress {
            phase: Phase::Queue.word().to_owned(),
            done: 0,
            total: 0,
        });
        if self.shown.as_ref() != Some(&progress) {
            let step = Step {
                page: &self.page,
                phase: &progress.phase,
                done: progress.done,
                total: progress.total,
            };
            self.ready.push_back(step.render().unwrap_or_default());
            self.shown = Some(progress);
        }
    }
}
