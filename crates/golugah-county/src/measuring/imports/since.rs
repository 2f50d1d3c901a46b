//! What a measurement named, and what has changed since the one before it, for people: no number changes without a word on what
//! became of the rest.

use std::sync::Arc;

use askama::Template;
use golugah_findings::{Kind, NamedPlace, Naming, NoLongerNamed, WhyNoLonger};
use golugah_report::{Catalogue, floor_said};
use sea_orm::DbErr;

use super::{Import, ResultKind, queries};
use crate::support::web::{KnownBy, Page, PageError, Role, Site, say};

/// How many places of a kind of change a page tells of; the report has all that are named.
const TOLD: usize = 40;

/// How many families of peers.
const TOLD_OF_PEERS: usize = 10;

/// One place in a list of changes.
struct Line {
    place: String,
    title: String,
    record: Option<i64>,
    counted: String,
    why: String,
}

/// Places with one kind of change.
struct Lines {
    told: Vec<Line>,
    /// How many are not told for they are too many, and how many for they are persons whom the reader is not to read of.
    more: i64,
    persons: i64,
    all: i64,
}

/// What has changed, laid out.
#[derive(Template)]
#[template(path = "imports/templates/since.html")]
struct Since<'a> {
    page: &'a Page,
    head: String,
    new: Option<Lines>,
    gone: Option<Lines>,
}

/// What a measurement of this file named; `None` where it was not kept, or is not as the program writes it.
pub(super) async fn naming_of(site: &Site, import: &Import) -> Result<Option<Naming>, PageError> {
    let kept = queries::result(site.db.read(), import.id, ResultKind::Naming, "").await?;
    Ok(read(site, kept).await)
}

/// What the measurement that ran last named, as it was last read.
#[derive(Debug, Default)]
struct LastNaming(KnownBy<(), Option<Arc<Naming>>>);

/// What the measurement that ran last named.
pub(crate) async fn last_naming(site: &Site, page: &Page) -> Result<Option<Arc<Naming>>, DbErr> {
    let stamp = (page.versions.of(&["imports"]), String::new());
    let make = async || {
        let kept = queries::last_naming(site.db.read()).await?;
        Ok(read(site, kept).await.map(Arc::new))
    };
    site.memory::<LastNaming>().0.at((), stamp, make).await
}

async fn read(site: &Site, kept: Option<String>) -> Option<Naming> {
    let kept = site.result(&kept?).await.ok()?;
    serde_json::from_slice(&kept).ok()
}

/// The section that tells of it, as HTML.
pub(crate) fn told(page: &Page, catalogue: &Catalogue, naming: &Naming) -> Result<String, PageError> {
    let teller = Teller { page, catalogue };
    let since = naming.since.as_ref();
    let new = since.map(|since| since.new.iter().filter_map(|at| naming.places.get(*at)).collect());
    let new = new.map(|new: Vec<&NamedPlace>| teller.lines(new, |place| teller.line(place, String::new())));
    let gone = since.map(|since| since.gone.iter().collect());
    let gone = gone.map(|gone: Vec<&NoLongerNamed>| {
        teller.lines(gone, |one| teller.line(&one.place, teller.why(&one.why)))
    });
    let section = Since {
        page,
        head: teller.head(naming),
        new: new.filter(|lines| lines.all > 0),
        gone: gone.filter(|lines| lines.all > 0),
    };
    Ok(section.render()?)
}

/// What the measurement said of peers together, a sentence or three each, and how many more it said: of nobody alone, so that everybody may
/// read it who sees the file.
pub(super) fn families(page: &Page, catalogue: &Catalogue, naming: &Naming) -> (Vec<String>, i64) {
    let told = naming.families.iter().take(TOLD_OF_PEERS);
    let told = told.map(|one| golugah_report::family_said(one, catalogue, page.language));
    let more = naming.families.len().saturating_sub(TOLD_OF_PEERS);
    (told.collect(), whole(more))
}

/// A list of changes is of places, with or without a reason.
trait OfPlace {
    fn kind(&self) -> Kind;
}

impl OfPlace for NamedPlace {
    fn kind(&self) -> Kind {
        self.kind
    }
}

impl OfPlace for NoLongerNamed {
    fn kind(&self) -> Kind {
        self.place.kind
    }
}

struct Teller<'a> {
    page: &'a Page,
    catalogue: &'a Catalogue,
}

impl Teller<'_> {
    fn head(&self, naming: &Naming) -> String {
        let page = self.page;
        let (day, named) = (page.date(&naming.day), page.number(&whole(naming.places.len())));
        let Some(since) = &naming.since else {
            let places = [("day", day.as_str()), ("named", named.as_str())];
            return say(page.language, "since-first", &places);
        };
        let before_day = page.date(&since.day);
        let counts = [
            i64::try_from(since.named).unwrap_or(i64::MAX),
            whole(since.new.len()),
            whole(since.gone.len()),
            whole(naming.unchanged()),
        ];
        let [before, new, gone, unchanged] = counts.map(|count| page.number(&count));
        let places = [
            ("day", day.as_str()),
            ("named", named.as_str()),
            ("before-day", before_day.as_str()),
            ("before", before.as_str()),
            ("new", new.as_str()),
            ("gone", gone.as_str()),
            ("unchanged", unchanged.as_str()),
        ];
        say(page.language, "since-head", &places)
    }

    /// Persons are told of to whoever reads of them on a measurement alone: inspector and governor.
    fn lines<T: OfPlace>(&self, all: Vec<&T>, line: impl Fn(&T) -> Line) -> Lines {
        let page = self.page;
        let sees_people = page.has_role(Role::Inspector.word()) || page.has_role(Role::Governor.word());
        let count = all.len();
        let mut told: Vec<&T> = all;
        told.retain(|one| sees_people || golugah_report::person(one.kind(), page.language).is_none());
        let persons = count - told.len();
        let more = told.len().saturating_sub(TOLD);
        Lines {
            told: told.into_iter().take(TOLD).map(line).collect(),
            more: whole(more),
            persons: whole(persons),
            all: whole(count),
        }
    }

    fn line(&self, place: &NamedPlace, why: String) -> Line {
        let language = self.page.language;
        let counts = [place.raised, place.computable];
        let [raised, computable] =
            counts.map(|count| self.page.number(&i64::try_from(count).unwrap_or(i64::MAX)));
        let counted = match place.computable {
            0 => String::new(),
            all => {
                let rate = golugah_report::percent(place.raised as f64 / all as f64, language);
                let places = [
                    ("raised", raised.as_str()),
                    ("computable", computable.as_str()),
                    ("rate", rate.as_str()),
                ];
                say(language, "life-counted", &places)
            }
        };
        let name = match golugah_report::person(place.kind, language) {
            Some((before_name, _)) => format!("{before_name} {}", place.name),
            None => place.name.clone(),
        };
        Line {
            place: name,
            title: self.catalogue.title(&place.indicator, language).to_owned(),
            record: place.record,
            counted,
            why,
        }
    }

    fn why(&self, why: &WhyNoLonger) -> String {
        let key = format!("since-{}", why.word());
        match why {
            WhyNoLonger::Elsewhere(other) => self.page.say_of(&key, "other", other.clone()),
            WhyNoLonger::Kept(floor) => {
                self.page
                    .say_of(&key, "floor", floor_said(*floor, self.page.language))
            }
            _ => self.page.say(&key),
        }
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
