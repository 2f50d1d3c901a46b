use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use golugah_persian::Language;
use serde::Deserialize;

use super::actions::{self, ReviewBottleneck};
use super::groups::{self, Facet, Group};
use super::latest::Latest;
use super::life::{self, Records};
use super::life_queries::{self, Narrowed};
use super::picture::Picture;
use super::queries;
use super::row::{self, rows};
use super::show::Show;
use super::{BottleneckState, again, findings, named};
use crate::FEATURES;
use crate::imports::named_last;
use crate::support::web::{Form, KnownBy, Page, PageError, Pager, Query, Role, Site, Span, Visitor};
use golugah_desk::Refusal;

/// Which part of the list is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    indicator: String,
    #[serde(default)]
    agency: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

#[derive(Template)]
#[template(path = "bottlenecks/templates/list.html")]
struct List {
    page: Page,
    /// [`Listed`], laid out.
    listed: Arc<str>,
}

/// What a list shows, which is the same for all who see the same.
#[derive(Template)]
#[template(path = "bottlenecks/templates/listed.html")]
struct Listed<'page> {
    page: &'page Page,
    groups: Vec<Group>,
    facets: Vec<Facet>,
    /// The states in which there are any, and the one that is shown.
    tabs: Vec<Tab>,
    /// The state that is shown; `None` shows what is not done with.
    wanted: Option<BottleneckState>,
    /// How many are not done with, and whether there is any.
    open: i64,
    any: bool,
    /// How many are not shown to this visitor, for they name a person and nobody has looked at them.
    unnamed: i64,
    /// What became of all that the last measurement named, where some of it is not in this list.
    not_all: Vec<String>,
    /// What has changed since the measurement before it, as HTML.
    since: String,
    /// The file after which was measured last, where the visitor may read the report on it.
    report: Option<i64>,
    pager: Pager,
}

/// Who sees the same of which part: the language, whether persons nobody has looked at are shown and whether reports are, the state
/// and the rows.
type Eyes = (bool, [bool; 2], Narrowed, Span);

/// The lists that were looked at, as they were last laid out.
#[derive(Debug, Default)]
struct LastLists(KnownBy<Eyes, Arc<str>>);

/// In place of what was found in one person's work, until an inspector has looked: the log and others lead here.
#[derive(Template)]
#[template(path = "bottlenecks/templates/unreviewed.html")]
struct Unreviewed {
    page: Page,
}

/// A state with how many are in it.
struct Tab {
    word: &'static str,
    many: i64,
    shown: bool,
}

/// Whether a visitor is shown what was found in one person's work before anybody has looked at it: a name is not said aloud on a
/// measurement alone.
pub(super) fn sees_people(visitor: &Visitor) -> bool {
    let role = visitor.person.as_ref().map(|person| person.role);
    matches!(role, Some(Role::Inspector | Role::Governor))
}

pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let part = Narrowed {
        state: BottleneckState::of_word(&wanted.state),
        agency: wanted.agency.parse().ok(),
        indicator: wanted.indicator,
    };
    let span = Span::of(&wanted.after, &wanted.before);
    let sees_people = sees_people(&visitor);
    let page = Page::staff(&site, &visitor).await?;
    let english = page.language == Language::English;
    let eyes = (
        english,
        [sees_people, page.has_role(Role::Secretary.word())],
        part.clone(),
        span.clone(),
    );
    // What is late changes with the day.
    let rests_on = ["bottlenecks", "imports", "resolutions", "agencies", "offices"];
    let stamp = (page.versions.of(&rests_on), site.db.clock().now().day());
    let lay_out = async || lay_out(&site, &page, &part, sees_people, &span).await;
    let listed = site.memory::<LastLists>().0.at(eyes, stamp, lay_out).await?;
    Ok(Html(List { page, listed }.render()?).into_response())
}

/// The list of a state, or of what is not done with.
async fn lay_out(
    site: &Site,
    page: &Page,
    part: &Narrowed,
    sees_people: bool,
    span: &Span,
) -> Result<Arc<str>, PageError> {
    let read = site.db.read();
    let state = part.state;
    let bottlenecks = life_queries::listed(read, part, sees_people, span).await?;
    let has_found = state.is_none_or(|state| state == BottleneckState::Found);
    let unnamed = match has_found && !sees_people {
        true => life_queries::unreviewed_people(read).await?,
        false => 0,
    };
    let states = life_queries::in_states(read).await?;
    let done = [BottleneckState::Cleared, BottleneckState::Dismissed];
    let open = states.iter().filter(|(state, _)| !done.contains(state));
    let tabs = states
        .iter()
        .filter(|(one, many)| *many > 0 || Some(*one) == state)
        .map(|(one, many)| Tab {
            word: one.word(),
            many: *many,
            shown: Some(*one) == state,
        });
    let (not_all, since) = named::told(site, page).await?;
    let listed = Listed {
        not_all,
        since,
        report: crate::imports::last_report(read, page).await?.map(|last| last.id),
        page,
        pager: bottlenecks.pager(&groups::also(part)),
        facets: groups::facets(site, page, part, sees_people).await?,
        groups: groups::of(site, page, rows(site, page, bottlenecks.rows).await?).await?,
        open: open.map(|(_, many)| many).sum(),
        any: states.iter().any(|(_, many)| *many > 0),
        tabs: tabs.collect(),
        wanted: state,
        unnamed,
    };
    Ok(listed.render()?.into())
}

async fn page_of(site: &Site, visitor: &Visitor, id: i64, form: Form) -> Result<Response, PageError> {
    let read = site.db.read();
    let status = form.status();
    let bottleneck = queries::bottleneck(read, id).await?.ok_or(PageError::NotFound)?;
    if bottleneck.is_of_a_person_unreviewed() && !sees_people(visitor) {
        let page = Page::staff(site, visitor).await?;
        return Ok(Html(Unreviewed { page }.render()?).into_response());
    }
    let measurements = life_queries::measurements(read, id).await?;
    let matter = actions::case(id);
    let remedies = FEATURES.decisions(read, &matter).await?;
    let sittings = FEATURES.sittings(read, &matter).await?;
    let today = site.db.clock().now().day();
    let records = Records {
        bottleneck: &bottleneck,
        reviews: &life_queries::reviews(read, id).await?,
        sittings: &sittings,
        remedies: &remedies,
        measurements: &measurements,
    };
    let events = life::of(&records, &today);
    let sets = life_queries::finding_sets(read, id).await?;
    let text = site.catalogue.get(&bottleneck.indicator);
    let page = Page::staff(site, visitor).await?;
    let naming = named_last(site, &page).await?;
    let seen = measurements.iter().rev().find(|one| one.computable > 0);
    let latest = Latest::of(&bottleneck, seen, naming.as_deref());
    let condition = match (text, row::kind(&bottleneck)) {
        (Some(text), Some(kind)) => text.condition_for(kind, visitor.language).to_owned(),
        _ => site
            .catalogue
            .title(&bottleneck.indicator, visitor.language)
            .to_owned(),
    };
    let last = measurements.last();
    let told = last.and_then(life_queries::Measurement::told);
    let state = BottleneckState::of_word(&bottleneck.state);
    let html = Show {
        said: told.map(|told| told.sentences(&page, &site.catalogue)),
        visible: match state.is_some_and(BottleneckState::awaits_remedy) {
            true => again::visible(&bottleneck, &page),
            false => Vec::new(),
        },
        title: site
            .catalogue
            .title(&bottleneck.indicator, visitor.language)
            .to_owned(),
        otherwise: text
            .map_or("", |text| text.otherwise(visitor.language))
            .to_owned(),
        about: text.map_or_else(String::new, |text| text.about_html(visitor.language, 3)),
        picture: Picture::of(&bottleneck, &events, &today, visitor.language),
        findings: findings::shown(sets, &measurements, latest.source, visitor.language),
        stake: row::stake(&bottleneck, visitor.language),
        latest,
        condition,
        last: measurements.last().cloned(),
        person: row::person(&bottleneck, visitor.language),
        page,
        bottleneck,
        events,
        form,
    };
    Ok((status, Html(html.render()?)).into_response())
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    page_of(&site, &visitor, id, Form::default()).await
}

async fn after(
    site: &Site,
    visitor: &Visitor,
    id: i64,
    form: Form,
    done: Result<(), Refusal>,
) -> Result<Response, PageError> {
    match done.map_err(PageError::from) {
        Ok(()) => {
            Ok(Redirect::to(&Page::new(site, visitor).link(&format!("/bottlenecks/{id}"))).into_response())
        }
        Err(PageError::Refused(key)) => page_of(site, visitor, id, form.refused(key)).await,
        Err(error) => Err(error),
    }
}

pub(super) async fn review(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let version = match form.version() {
        Ok(version) => version,
        Err(key) => return page_of(&site, &visitor, id, form.refused(key)).await,
    };
    let dismissed_because = match form.value("verdict") {
        "confirm" => None,
        "dismiss" => Some(form.value("reason").to_owned()),
        _ => {
            return page_of(&site, &visitor, id, form.refused("refusal-verdict-missing")).await;
        }
    };
    let deed = ReviewBottleneck {
        bottleneck: id,
        version,
        dismissed_because,
    };
    let done = site
        .db
        .perform(visitor.doer().ok_or(PageError::NotAllowed)?, deed)
        .await;
    after(&site, &visitor, id, form, done).await
}
