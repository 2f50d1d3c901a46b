//! The page of one bottleneck: what its template asks for.

use askama::Template;

use super::again::Sentences;
use super::findings::Shown;
use super::life::{Event, Rate, What};
use super::life_queries::Measurement;
use super::picture::Picture;
use super::{Bottleneck, BottleneckState};
use crate::FEATURES;
use crate::support::web::{Form, Page, Role, say};
use golugah_desk::Matter;

/// How many findings of a set are seen at once.
const FIRST: usize = 5;

#[derive(Template)]
#[template(path = "bottlenecks/templates/show.html")]
pub(super) struct Show {
    pub(super) page: Page,
    pub(super) bottleneck: Bottleneck,
    /// What the indicator is called, what else could explain what it shows, and its page as HTML.
    pub(super) title: String,
    pub(super) otherwise: String,
    pub(super) about: String,
    /// What is said of a place that is a person by name.
    pub(super) person: Option<(String, String)>,
    pub(super) events: Vec<Event>,
    pub(super) picture: Option<Picture>,
    pub(super) findings: Vec<Shown>,
    /// The last measurement, where there was one.
    pub(super) last: Option<Measurement>,
    /// What it says of state and effect.
    pub(super) said: Option<Sentences>,
    /// What a remedy must bring about to be seen, while one is still to come.
    pub(super) visible: Vec<String>,
    pub(super) form: Form,
}

impl Show {
    /// A rate for people; a line where nothing was computable.
    fn rate(&self, raised: &i64, computable: &i64) -> String {
        match computable {
            0 => "–".to_owned(),
            _ => golugah_report::percent(*raised as f64 / *computable as f64, self.page.language),
        }
    }

    /// The peers' rate at an event, where it is known.
    fn peers(&self, event: &Event) -> String {
        match (
            &event.what,
            event.rate().and_then(|rate| rate.peers),
            &self.picture,
        ) {
            (What::Found(_), _, Some(picture)) => picture.peers.clone(),
            (_, Some(rate), _) => golugah_report::percent(rate, self.page.language),
            _ => "–".to_owned(),
        }
    }

    /// The limit of a bottleneck in the data of a measurement; that of its naming where none was worked out later.
    fn limit(&self, rate: &Rate, picture: &Picture) -> String {
        match rate.threshold {
            Some(limit) => golugah_report::percent(limit, self.page.language),
            None => picture.threshold.clone(),
        }
    }

    /// A record's page in the page's language.
    fn address(&self, matter: &Matter) -> String {
        self.page.link(&FEATURES.address(matter))
    }

    /// Whether whoever looks can decide something here.
    fn may_decide(&self) -> bool {
        let state = BottleneckState::of_word(&self.bottleneck.state);
        let role = |role: Role| self.page.has_role(role.word());
        match state {
            Some(BottleneckState::Found) => role(Role::Inspector),
            Some(BottleneckState::Confirmed) => {
                role(Role::Inspector) || role(Role::Governor) || role(Role::Secretary)
            }
            Some(BottleneckState::Reopened) => role(Role::Governor) || role(Role::Secretary),
            _ => false,
        }
    }

    /// The rates at a glance, before and after: key, figure, and of how many.
    fn figures(&self) -> Vec<(&'static str, String, String)> {
        let counts = |raised: &i64, computable: &i64| {
            let (raised, computable) = (self.page.number(raised), self.page.number(computable));
            let places = [("raised", raised.as_str()), ("computable", computable.as_str())];
            say(self.page.language, "figure-of", &places)
        };
        let figure =
            |key, raised, computable| (key, self.rate(raised, computable), counts(raised, computable));
        let found = &self.bottleneck;
        let mut figures = vec![figure("figure-before", &found.raised, &found.computable)];
        // The last measurement that saw anything: one without a case changes no picture.
        let rates = self.events.iter().filter_map(Event::rate).skip(1);
        match (rates.last(), &self.picture) {
            (Some(last), _) => {
                figures.push(figure("figure-after", &last.raised, &last.computable));
                if let Some(rate) = last.peers {
                    let rate = golugah_report::percent(rate, self.page.language);
                    figures.push(("figure-peers-after", rate, String::new()));
                }
            }
            (None, Some(picture)) => {
                figures.push(("figure-peers-before", picture.peers.clone(), String::new()));
            }
            (None, None) => {}
        }
        if let Some(picture) = &self.picture {
            let limit = self.last.as_ref().and_then(Measurement::threshold);
            let limit = limit.map(|limit| golugah_report::percent(limit, self.page.language));
            let limit = limit.unwrap_or_else(|| picture.threshold.clone());
            figures.push(("figure-threshold", limit, String::new()));
        }
        figures
    }

    /// The events with the numbers that their marks bear.
    fn numbered(&self) -> impl Iterator<Item = (&Event, i64)> {
        self.events.iter().zip(1..)
    }

    /// So many of so many, and the rate.
    fn counted(&self, rate: &Rate) -> String {
        let places = [
            ("raised", self.page.number(&rate.raised)),
            ("computable", self.page.number(&rate.computable)),
            ("rate", self.rate(&rate.raised, &rate.computable)),
        ];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        say(self.page.language, "life-counted", &places)
    }

    /// What an event is called in a row of the table.
    fn named(&self, event: &Event) -> String {
        match &event.what {
            What::OnAgenda { number, last, .. } => self.on_agenda(number, last),
            What::Owned(remedy) => {
                let number = self.page.number(&remedy.at.number);
                self.page.say_of("life-owned", "number", number)
            }
            What::Measured(measured) => self.page.word("outcome", &measured.outcome),
            _ => self.page.word("life", event.word()),
        }
    }

    /// On which agendas it stood.
    fn on_agenda(&self, number: &i64, last: &i64) -> String {
        let first = self.page.number(number);
        if number == last {
            return self.page.say_of("life-on-agenda", "number", first);
        }
        let last = self.page.number(last);
        let places = [("number", first.as_str()), ("last", last.as_str())];
        say(self.page.language, "life-on-agendas", &places)
    }

    /// How many findings of a set stand behind the first ones.
    fn further(&self, set: &Shown) -> String {
        let further = set.findings.len().saturating_sub(FIRST);
        self.page.number(&i64::try_from(further).unwrap_or(i64::MAX))
    }

    /// A day in figures.
    fn short_date(&self, day: &str) -> String {
        golugah_persian::date_short(day, self.page.language).unwrap_or_else(|| day.to_owned())
    }

    /// The picture in a sentence, for whoever does not see it.
    fn described(&self) -> String {
        let rates = self
            .events
            .iter()
            .filter_map(|event| Some((event, event.rate()?)));
        let told = rates.map(|(event, rate)| {
            let (day, rate) = (
                self.page.date(&event.day),
                self.rate(&rate.raised, &rate.computable),
            );
            format!("{day}{} {rate}", self.page.say("site-colon"))
        });
        let told = told.collect::<Vec<_>>().join(&self.page.say("site-comma-spaced"));
        self.page.say_of("picture-described", "rates", told)
    }

    /// The kinds of measurements that the picture shows, each once, in the order of the key.
    fn words_in(&self, picture: &Picture) -> Vec<&'static str> {
        let words = ["found", "cleared", "not_cleared", "not_enough_data"];
        let there = |word: &&str| picture.points.iter().any(|point| point.word == *word);
        words.into_iter().filter(there).collect()
    }

    /// What the state means and what comes next.
    fn next(&self) -> String {
        let needed = self
            .last
            .as_ref()
            .filter(|last| self.bottleneck.state == BottleneckState::Waiting.word() && last.cases_needed > 0);
        match needed {
            Some(last) => self.page.say_of(
                "next-waiting-needs",
                "cases",
                self.page.number(&last.cases_needed),
            ),
            None => self.page.word("next", &self.bottleneck.state),
        }
    }
}
