//! What must be known of event logs' times before a report is read.

use golugah_findings::{ScanReport, Times};
use golugah_persian::{Language, percent};

use crate::plain::{isolated, unisolated};
use crate::words::{Arg, Words, words};

/// How many names are told; more than these would hide what they are about.
const NAMES: usize = 6;

/// One paragraph per log and matter; none where times and officers are what they seem.
pub(crate) fn notes(report: &ScanReport, words: &Words, shown: impl Fn(&str) -> String) -> Vec<String> {
    let logs = report.inputs.iter();
    logs.filter_map(|input| Some((shown(&input.file), input.times.as_ref()?)))
        .flat_map(|(file, times)| notes_of(&file, times, words))
        .collect()
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
