use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use golugah_persian::Language;

use crate::FEATURES;
use crate::support::seams::{Asked, Sitting, Waiting, Weight, begun};
use crate::support::web::{KnownBy, Page, PageError, ROWS, Site, Visitor};
use golugah_desk::Matter;

#[derive(Template)]
#[template(path = "today/templates/show.html")]
struct Show {
    page: Page,
    today: String,
    day: Arc<Day>,
    /// The first steps of a county that begins.
    begun: Option<String>,
}

/// The day of whoever looks, which is the same for all who see the same.
#[derive(Debug, Default)]
struct Day {
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

/// Who sees the same: the language, role and duties, and the agency for whose head somebody acts.
type Eyes = (bool, &'static str, Vec<&'static str>, Option<i64>);

/// The days that were looked at, as they last were. In the morning everybody opens this page.
#[derive(Debug, Default)]
struct LastDays(KnownBy<Eyes, Arc<Day>>);

/// A heading and what stands under it.
#[derive(Debug)]
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
        let (_, there) = self.day.next.as_ref()?;
        let matter = waiting.matter.as_ref()?;
        Some(there.contains(matter))
    }
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let now = site.db.clock().now();
    let eyes = (
        page.language == Language::English,
        page.visitor.as_ref().map_or("", |(_, role)| *role),
        page.duties.clone(),
        visitor.heads(),
    );
    // What is late is so to the minute.
    let stamp = (page.versions.newest().number(), now.minute());
    let look = async || day(&site, &page, visitor.heads()).await.map(Arc::new);
    let day = site.memory::<LastDays>().0.at(eyes, stamp, look).await?;
    let today = now.day();
    let begun = begun(&page, FEATURES.first_steps())?;
    let html = Show {
        page,
        today,
        day,
        begun,
    };
    Ok(Html(html.render()?).into_response())
}

async fn day(site: &Site, page: &Page, heads: Option<i64>) -> Result<Day, PageError> {
    let today = site.db.clock().now().day();
    let calendar = crate::calendar::of(site, &page.versions).await?;
    let asked = Asked {
        site,
        page,
        calendar: &calendar,
        day: &today,
    };
    let mut day = Day::default();
    for waiting in FEATURES.waiting(asked, heads).await? {
        match waiting.weight {
            Weight::Own => day.own.push(waiting),
            Weight::Late => day.late.push(waiting),
            Weight::Behind(address, key) => match day.behind.iter_mut().find(|one| one.key == key) {
                Some(known) => known.lines.push(waiting),
                None => day.behind.push(Behind {
                    address,
                    key,
                    lines: vec![waiting],
                }),
            },
        }
    }
    // Several features may have something late: the longest overdue stands first.
    day.late.sort_by(|a, b| a.since.cmp(&b.since));
    day.late.truncate(ROWS);
    day.shown = i64::try_from(day.late.len()).unwrap_or(i64::MAX);
    day.next = FEATURES.next_sitting(site.db.read()).await?;
    Ok(day)
}
