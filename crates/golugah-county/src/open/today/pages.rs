use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use golugah_persian::Language;

use crate::FEATURES;
use crate::support::seams::{Asked, CountyFigure, Needed, OnAgenda, Sitting, Waiting, Weight, begun};
use crate::support::web::{KnownBy, Page, PageError, ROWS, Site, Visitor, say};
use golugah_desk::Matter;

/// The page of the day in three bands: what whoever looks has to do, which every page of theirs knows; the next session; the county.
#[derive(Template)]
#[template(path = "today/templates/show.html")]
struct Show {
    page: Page,
    today: String,
    day: Arc<Day>,
    /// The first steps of a county that begins.
    begun: Option<String>,
}

/// The day as it is for all who see the same.
#[derive(Debug, Default)]
struct Day {
    /// The session that is called.
    next: Option<Next>,
    /// The session that was held last, from which changes are counted.
    last: Option<Sitting>,
    /// The county in figures.
    figures: Vec<CountyFigure>,
    /// What is late before the council.
    late: Vec<Waiting>,
    /// How much of it there is, and how much is shown.
    late_in_all: i64,
    shown: i64,
    /// What is said in one line, under its headings.
    behind: Vec<Behind>,
}

/// The session that is called.
#[derive(Debug)]
struct Next {
    sitting: Sitting,
    /// In how many days it is held; below zero where its day has passed.
    in_days: i64,
    /// What it has of what it needs, what is missing first.
    needed: Vec<Needed>,
    /// What stands on its agenda.
    there: Vec<OnAgenda>,
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

    /// Where something stands on the agenda of the session that is called: there, or nowhere; `None` where none is called.
    fn on_agenda(&self, waiting: &Waiting) -> Option<Option<String>> {
        let next = self.day.next.as_ref()?;
        let matter = waiting.matter.as_ref()?;
        let there = next.there.iter().find(|there| there.matter == *matter);
        Some(there.map(|there| self.page.link(&there.address)))
    }

    /// In how many days the next session is.
    fn in_days(&self, days: &i64) -> String {
        match *days {
            0 => self.page.say("today-next-today"),
            1 => self.page.say("today-next-tomorrow"),
            days if days < 0 => self.page.say("today-next-passed"),
            days => self.page.say_of("today-next-in", "days", self.page.number(&days)),
        }
    }

    /// What of a figure came since the last session; `None` where no session was held.
    fn since_then(&self, figure: &CountyFigure) -> Option<String> {
        let last = self.day.last.as_ref()?;
        let (count, number) = (
            self.page.number(&figure.since_then),
            self.page.number(&last.number),
        );
        let key = match figure.since_then {
            0 => "county-none-since",
            _ => "county-since",
        };
        let with = [("count", count.as_str()), ("number", number.as_str())];
        Some(say(self.page.language, key, &with))
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
    let mut day = Day {
        next: next(asked).await?,
        last: FEATURES.last_sitting(asked.read()).await?,
        ..Day::default()
    };
    let since = day.last.as_ref().map_or("", |last| last.day.as_str());
    day.figures = FEATURES.of_county(asked, since).await?;
    // What is late first, then what waits.
    let weight = |figure: &CountyFigure| match figure.shape {
        "late" => 0,
        "waits" => 1,
        _ => 2,
    };
    day.figures.sort_by_key(weight);
    for waiting in FEATURES.waiting(asked, heads).await? {
        match waiting.weight {
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
    let late = day.figures.iter().filter(|figure| figure.shape == "late");
    day.late_in_all = late.map(|figure| figure.count).sum::<i64>().max(day.shown);
    Ok(day)
}

async fn next(asked: Asked<'_>) -> Result<Option<Next>, PageError> {
    let Some((sitting, there)) = FEATURES.next_sitting(asked.read()).await? else {
        return Ok(None);
    };
    let mut needed = FEATURES.needed(asked, &sitting).await?;
    needed.sort_by_key(|one| one.is_there);
    Ok(Some(Next {
        in_days: golugah_persian::days_between(asked.day, &sitting.day).unwrap_or(0),
        needed,
        there,
        sitting,
    }))
}
