use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};

use crate::FEATURES;
use crate::support::seams::{Asked, Sitting, Waiting, Weight};
use crate::support::web::{Page, PageError, ROWS, Site, Visitor};
use golugah_desk::Matter;

#[derive(Template)]
#[template(path = "today/templates/show.html")]
struct Show {
    page: Page,
    today: String,
    /// What waits for whoever looks.
    own: Vec<Waiting>,
    /// What is late before the council.
    late: Vec<Waiting>,
    /// How much of it is shown.
    shown: i64,
    /// What is said in one line, under its headings.
    behind: Vec<Behind>,
    /// The session that is called, and what stands on its agenda.
    next: Option<(Sitting, Vec<Matter>)>,
}

/// A heading and what stands under it.
struct Behind {
    address: &'static str,
    key: &'static str,
    lines: Vec<Waiting>,
}

impl Show {
    /// A record's page in the page's language.
    fn address(&self, matter: &Matter) -> String {
        self.page.link(&FEATURES.address(matter))
    }

    /// Whether something stands on the agenda of the session that is called; `None` where none is.
    fn on_agenda(&self, waiting: &Waiting) -> Option<bool> {
        let (_, there) = self.next.as_ref()?;
        let matter = waiting.matter.as_ref()?;
        Some(there.contains(matter))
    }
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let today = site.db.clock().now().day();
    let calendar = crate::calendar::of(&site, &page.versions).await?;
    let asked = Asked {
        site: &site,
        page: &page,
        calendar: &calendar,
        day: &today,
    };
    let (mut own, mut late, mut behind) = (Vec::new(), Vec::new(), Vec::<Behind>::new());
    for waiting in FEATURES.waiting(asked, visitor.heads()).await? {
        match waiting.weight {
            Weight::Own => own.push(waiting),
            Weight::Late => late.push(waiting),
            Weight::Behind(address, key) => match behind.iter_mut().find(|one| one.key == key) {
                Some(known) => known.lines.push(waiting),
                None => behind.push(Behind {
                    address,
                    key,
                    lines: vec![waiting],
                }),
            },
        }
    }
    // Several features may have something late: the longest overdue stands first.
    late.sort_by(|a, b| a.since.cmp(&b.since));
    late.truncate(ROWS);
    let html = Show {
        next: FEATURES.next_sitting(site.db.read()).await?,
        page,
        today,
        own,
        shown: i64::try_from(late.len()).unwrap_or(i64::MAX),
        late,
        behind,
    };
    Ok(Html(html.render()?).into_response())
}
