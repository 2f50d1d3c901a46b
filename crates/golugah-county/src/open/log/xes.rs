//! The log of deeds as an event log in the standard's form (XES, IEEE 1849), so that what measures other offices'
//! procedures measures the council's own.
//!
//! A case is the record a deed is a step of; the activity is the deed in words; a report on a resolution bears the day by
//! which it was due. Who did it is a hat and an agency, so that nobody can be ranked by this file; only the worker, whose
//! report goes to nobody but staff, tells one person from another, by number and never by name.

use std::collections::HashMap;
use std::fmt::Write;

use golugah_persian::Language;
use sea_orm::DbErr;

use super::{Facts, actors, queries};
use golugah_desk::Read;
use golugah_desk::clock::Moment;
use golugah_desk::log::LogEntry;

/// As whom an event log names who did a deed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Resources {
    /// As the hat that was worn, at its agency.
    #[default]
    Hats,
    /// As the person, by number: for the county's own worker.
    Persons,
}

/// Every deed that is a step of a case.
#[derive(Debug, Default)]
pub struct DeedLog {
    /// Deeds that belong to no case (an agency entered, a person admitted): they are steps of no procedure.
    pub without_case: u64,
    /// Entries that are not as the program writes them; `golugah verify` names each.
    pub unreadable: u64,
    words: Vec<String>,
    cases: Vec<(String, Vec<Step>)>,
    facts: Facts,
    resources: Resources,
}

/// One deed, with its words as places in the list of words.
#[derive(Clone, Copy, Debug)]
struct Step {
    time: Moment,
    actor: Option<i64>,
    role: u32,
    deed: u32,
}

impl DeedLog {
    /// Reads the whole log.
    pub async fn gather(read: Read<'_>, resources: Resources) -> Result<Self, DbErr> {
        let mut log = Self {
            resources,
            facts: Facts::of_cases(read).await?,
            ..Self::default()
        };
        let mut known_words = HashMap::new();
        let mut known_cases = HashMap::new();
        let mut next = 0;
        loop {
            let page = queries::texts(read, next, u64::MAX).await?;
            if page.is_empty() {
                return Ok(log);
            }
            let mut actors = actors::actors(read, next).await?.into_iter().peekable();
            for (seq, text) in (next..).zip(&page) {
                let actor = actors
                    .next_if(|(acted, _)| *acted == seq)
                    .map(|(_, person)| person);
                log.take(text, actor, &mut known_words, &mut known_cases);
            }
            next += page.len() as u64;
        }
    }

    fn take(
        &mut self,
        text: &str,
        actor: Option<i64>,
        known_words: &mut HashMap<String, u32>,
        known_cases: &mut HashMap<String, usize>,
    ) {
        let Some((time, entry)) = LogEntry::parse(text).and_then(|entry| Some((entry.moment()?, entry)))
        else {
            self.unreadable += 1;
            return;
        };
        let Some(case) = entry.case else {
            self.without_case += 1;
            return;
        };
        let mut word = |word: String| {
            *known_words.entry(word).or_insert_with_key(|word| {
                self.words.push(word.clone());
                u32::try_from(self.words.len() - 1).unwrap_or(u32::MAX)
            })
        };
        let step = Step {
            time,
            actor,
            role: word(entry.role),
            deed: word(entry.deed),
        };
        let place = *known_cases.entry(case).or_insert_with_key(|case| {
            self.cases.push((case.clone(), Vec::new()));
            self.cases.len() - 1
        });
        if let Some((_, steps)) = self.cases.get_mut(place) {
            steps.push(step);
        }
    }

    /// How many cases there are.
    pub fn cases(&self) -> usize {
        self.cases.len()
    }

    /// The file, part by part: its head, one case after another in the order they began, its end.
    pub fn xes(self, language: Language) -> impl Iterator<Item = String> + Send {
        let head = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <log xes.version=\"1849-2016\" xes.features=\"\" xmlns=\"http://www.xes-standard.org/\">\n\
             {EXTENSIONS}\t<string key=\"concept:name\" value=\"{}\"/>\n",
            escaped(&Facts::procedures(language))
        );
        let mut written = Written {
            words: self.words,
            facts: self.facts,
            resources: self.resources,
            language,
        };
        let cases = self
            .cases
            .into_iter()
            .map(move |(case, steps)| written.case(&case, &steps));
        std::iter::once(head)
            .chain(cases)
            .chain(std::iter::once("</log>\n".to_owned()))
    }
}

const EXTENSIONS: &str = "\t<extension name=\"Concept\" prefix=\"concept\" uri=\"http://www.xes-standard.org/concept.xesext\"/>\n\
     \t<extension name=\"Time\" prefix=\"time\" uri=\"http://www.xes-standard.org/time.xesext\"/>\n\
     \t<extension name=\"Organizational\" prefix=\"org\" uri=\"http://www.xes-standard.org/org.xesext\"/>\n\
     \t<extension name=\"Lifecycle\" prefix=\"lifecycle\" uri=\"http://www.xes-standard.org/lifecycle.xesext\"/>\n\
     \t<global scope=\"trace\">\n\t\t<string key=\"concept:name\" value=\"\"/>\n\t</global>\n\
     \t<global scope=\"event\">\n\t\t<string key=\"concept:name\" value=\"\"/>\n\
     \t\t<date key=\"time:timestamp\" value=\"1970-01-01T00:00:00.000+00:00\"/>\n\t</global>\n\
     \t<classifier name=\"Activity\" keys=\"concept:name\"/>\n";

/// What every case is written with.
struct Written {
    words: Vec<String>,
    facts: Facts,
    resources: Resources,
    language: Language,
}

impl Written {
    fn case(&mut self, case: &str, steps: &[Step]) -> String {
        let (procedure, _) = case.split_once('/').unwrap_or((case, ""));
        let mut text = format!(
            "\t<trace>\n{}{}",
            attribute(2, "concept:name", case),
            attribute(2, "procedure", procedure)
        );
        for step in steps {
            text.push_str("\t\t<event>\n");
            let word = |place: u32| {
                let word = usize::try_from(place)
                    .ok()
                    .and_then(|place| self.words.get(place));
                word.map_or("", String::as_str)
            };
            let (deed, role) = (word(step.deed), word(step.role));
            let group = step
                .actor
                .and_then(|person| self.facts.agency(person, self.language));
            let actor = match (self.resources, step.actor, group) {
                (Resources::Persons, Some(person), _) => format!("person-{person}"),
                (Resources::Hats, Some(_), Some(agency)) => format!("{role}, {agency}"),
                _ => role.to_owned(),
            };
            text.push_str(&attribute(3, "concept:name", &Facts::step(deed, self.language)));
            text.push_str(&attribute(3, "lifecycle:transition", "complete"));
            text.push_str(&attribute(3, "org:resource", &actor));
            text.push_str(&attribute(3, "org:role", role));
            if let Some(agency) = group {
                text.push_str(&attribute(3, "org:group", agency));
            }
            date(&mut text, "time:timestamp", &step.time.text_in_iran());
            text.push_str(&attribute(3, "deed", deed));
            if let Some(due) = self.facts.due(case, deed) {
                date(&mut text, "dueDate", &due);
            }
            text.push_str("\t\t</event>\n");
        }
        text.push_str("\t</trace>\n");
        text
    }
}

fn date(text: &mut String, key: &str, value: &str) {
    // Writing into a text cannot fail.
    let _ = writeln!(text, "\t\t\t<date key=\"{key}\" value=\"{value}\"/>");
}

fn attribute(depth: usize, key: &str, value: &str) -> String {
    format!(
        "{}<string key=\"{key}\" value=\"{}\"/>\n",
        "\t".repeat(depth),
        escaped(value)
    )
}

/// A text as it may stand between quotes in XML; what XML 1.0 cannot hold at all is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for symbol in text.chars() {
        match symbol {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            symbol => out.push(symbol),
        }
    }
    out
}
