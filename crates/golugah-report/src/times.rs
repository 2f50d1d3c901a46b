//! What must be known of event logs before a report is read: what they were made of, and what their times are worth.

use golugah_findings::{Flattened, ScanReport, Times};
use golugah_persian::{Language, integer, percent};

use crate::plain::{isolated, unisolated};
use crate::words::{Arg, Words, words};

/// How many names are told; more than these would hide what they are about.
const NAMES: usize = 6;

/// One paragraph per log and matter; none where times and officers are what they seem.
pub(crate) fn notes(report: &ScanReport, words: &Words, shown: impl Fn(&str) -> String) -> Vec<String> {
    let mut notes = Vec::new();
    for input in &report.inputs {
        let file = shown(&input.file);
        if let Some(flattened) = &input.flattened {
            notes.push(flat(&file, flattened, words));
        }
        if let Some(times) = &input.times {
            notes.extend(notes_of(&file, times, words));
        }
    }
    notes
}

/// What an object-centric log was laid flat by and what that did, for a terminal.
pub fn about_flattened(file: &str, flattened: &Flattened, language: Language) -> Vec<String> {
    vec![unisolated(&flat(file, flattened, words(language)))]
}

fn flat(file: &str, flattened: &Flattened, words: &Words) -> String {
    let (file, kind) = (isolated(file), isolated(&flattened.object_type));
    let count = |number: u64| integer(number.into(), words.language);
    let counts = [
        count(flattened.events),
        count(flattened.kept),
        count(flattened.in_several),
        count(flattened.copies),
        count(flattened.without_events),
        count(flattened.repeats),
        count(flattened.repeats_elsewhere),
    ];
    let [events, kept, several, copies, unmet, repeats, elsewhere] = &counts;
    let left_out = count(flattened.events.saturating_sub(flattened.kept));
    words.say_with(
        "report-flattened",
        &[
            ("file", Arg::Text(&file)),
            ("type", Arg::Text(&kind)),
            ("events", Arg::Text(events)),
            ("kept", Arg::Text(kept)),
            ("left", Arg::Text(&left_out)),
            ("several", Arg::Text(several)),
            ("copies", Arg::Text(copies)),
            ("unmet", Arg::Text(unmet)),
            ("repeats", Arg::Text(repeats)),
            ("elsewhere", Arg::Text(elsewhere)),
        ],
    )
}

/// The same of one log, for a terminal.
pub fn about_times(file: &str, times: &Times, language: Language) -> Vec<String> {
    let notes = notes_of(file, times, words(language));
    notes.iter().map(|note| unisolated(note)).collect()
}

fn notes_of(file: &str, times: &Times, words: &Words) -> Vec<String> {
    let file = isolated(file);
    let share = |part: u64, whole: u64| percent(part as f64 / whole.max(1) as f64, words.language);
    let mut notes = Vec::new();
    let (dates, order) = (
        share(times.dates, times.events),
        share(times.order_unknown, times.followers),
    );
    let said: &[(&str, Arg<'_>)] = &[
        ("file", Arg::Text(&file)),
        ("dates", Arg::Text(&dates)),
        ("order", Arg::Text(&order)),
    ];
    if times.dates * 10 > times.events || times.order_unknown * 10 > times.followers {
        notes.push(words.say_with("report-times", said));
    }
    let names: Vec<String> = times
        .not_persons
        .iter()
        .take(NAMES)
        .map(|name| isolated(name))
        .collect();
    if !names.is_empty() {
        let names = names.join(&format!("{} ", words.say("report-list-separator")));
        let more = times.not_persons.len().saturating_sub(NAMES) as u64;
        let more = if more > 0 {
            words.count("report-not-persons-more", more)
        } else {
            String::new()
        };
        notes.push(words.say_with(
            "report-not-persons",
            &[
                ("file", Arg::Text(&file)),
                ("names", Arg::Text(&names)),
                ("more", Arg::Text(&more)),
            ],
        ));
    }
    notes
}
