//! The page of one bottleneck: what its template asks for.

use askama::Template;

use super::again::Sentences;
use super::findings::Shown;
use super::latest::{Latest, Source};
use super::life::{Event, Rate, What};
use super::life_queries::Measurement;
use super::picture::Picture;
use super::{Bottleneck, BottleneckState};
use crate::FEATURES;
use crate::support::web::{Form, Page, say};
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
    /// What was counted last, and what is true of each case of it.
    pub(super) latest: Latest,
    pub(super) condition: String,
    /// What was at stake when it was found.
    pub(super) stake: Option<String>,
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

    /// What was counted last, in one sentence.
    fn headline(&self) -> String {
        let language = self.page.language;
        let (latest, text) = (&self.latest, &self.condition);
        let (raised, computable) = (
            self.page.number(&latest.raised),
            self.page.number(&latest.computable),
        );
        let rate = golugah_report::percent(latest.rate(), language);
        let peers = latest.peers.map(|peers| golugah_report::percent(peers, language));
        let mut places = vec![
            ("raised", raised.as_str()),
            ("computable", computable.as_str()),
            ("rate", rate.as_str()),
            ("condition", text.as_str()),
        ];
        let key = match &peers {
            Some(peers) => {
                places.push(("peers", peers));
                "headline-beside"
            }
            None => "headline-alone",
        };
        say(language, key, &places)
    }

    /// Of which measurement the figures are.
    fn measured(&self) -> String {
        let day = self.page.date(&self.latest.day);
        match (self.latest.source, &self.last) {
            (Source::Found, _) => self.page.say_of("measured-found", "day", day),
            (Source::AllData, _) => self.page.say_of("measured-all", "day", day),
            (Source::Again(_), Some(last)) => {
                let after = self.page.date(&last.data_after);
                let places = [("day", day.as_str()), ("after", after.as_str())];
                say(self.page.language, "measured-again", &places)
            }
            (Source::Again(_), None) => self.page.say_of("measured-all", "day", day),
        }
    }

    /// The rates at a glance, all of the last measurement but the one when it was found, which has its day: key, figure, and of what.
    fn figures(&self) -> Vec<(&'static str, String, String)> {
        let counts = |raised: &i64, computable: &i64| {
            let (raised, computable) = (self.page.number(raised), self.page.number(computable));
            let places = [("raised", raised.as_str()), ("computable", computable.as_str())];
            say(self.page.language, "figure-of", &places)
        };
        let latest = &self.latest;
        let day = self.short_date(&latest.day);
        let mut figures = vec![(
            "figure-now",
            self.rate(&latest.raised, &latest.computable),
            self.dated(&day, &counts(&latest.raised, &latest.computable)),
        )];
        let others = [
            ("figure-peers-now", latest.peers),
            ("figure-threshold", latest.limit),
        ];
        for (key, rate) in others {
            if let Some(rate) = rate {
                let rate = golugah_report::percent(rate, self.page.language);
                figures.push((key, rate, day.clone()));
            }
        }
        if latest.source != Source::Found {
            let found = &self.bottleneck;
            let detail = counts(&found.raised, &found.computable);
            let detail = self.dated(&self.short_date(&found.found_on), &detail);
            figures.push((
                "figure-before",
                self.rate(&found.raised, &found.computable),
                detail,
            ));
        }
        figures
    }

    fn dated(&self, day: &str, counts: &str) -> String {
        format!("{counts}{} {day}", self.page.say("site-comma"))
    }

    /// Whether there is more than one rate to draw a line between.
    fn is_drawn(&self) -> bool {
        self.events.iter().filter_map(Event::rate).count() > 1
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
