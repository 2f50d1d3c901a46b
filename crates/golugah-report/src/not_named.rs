use golugah_findings::ScanReport;

use crate::{
    LISTED,
    catalogue::Catalogue,
    figures::percent,
    names::Nested,
    plain::clean,
    summary::is_person,
    table::titled,
    words::{Arg, Words},
};

/// What is to be watched and what is not named, for people.
pub(crate) struct NotNamed {
    pub(crate) rows: Vec<NotNamedRow>,
    /// What is said of those that are not listed.
    pub(crate) notes: Vec<String>,
}

/// One place that is not named, plain text.
pub(crate) struct NotNamedRow {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) parents: Option<String>,
    pub(crate) title: String,
    pub(crate) count: String,
    pub(crate) rate: String,
    pub(crate) peer_rate: String,
    pub(crate) why: String,
}

impl NotNamed {
    /// The first of them. People are counted and not listed: what is not sure enough to be named is no reason to name
    /// somebody.
    pub(crate) fn of(report: &ScanReport, catalogue: &Catalogue, words: &Words) -> Self {
        let (people, places): (Vec<_>, Vec<_>) =
            report.not_named.iter().partition(|one| is_person(one.group.kind));
        let listed = places.iter().take(LISTED).map(|one| {
            let nested = Nested::of_group(&one.group);
            let (raised, computable) = (words.number(one.raised), words.number(one.computable));
            let batches = one
                .batch
                .map(|batch| words.batches(batch, one.group.kind, one.batches));
            let mut args = vec![
                ("raised", Arg::Text(&raised)),
                ("computable", Arg::Text(&computable)),
            ];
            let key = match &batches {
                Some(batches) => {
                    args.push(("batches", Arg::Text(batches)));
                    "report-table-of-batches"
                }
                None => "report-table-of",
            };
            NotNamedRow {
                kind: words.kind(one.group.kind),
                name: clean(&nested.part),
                parents: (!nested.parents.is_empty()).then(|| nested.parents_in(words)),
                title: titled(&one.indicator, one.code.as_deref(), catalogue, words.language),
                count: words.say_with(key, &args),
                rate: percent(one.rate, words.language),
                peer_rate: percent(one.peer_rate, words.language),
                why: words.why_not(one.floor),
            }
        });
        let mut notes = Vec::new();
        let more = places.len().saturating_sub(LISTED) as u64;
        if more > 0 {
            notes.push(words.count("report-not-named-more", more));
        }
        if !people.is_empty() {
            notes.push(words.count("report-not-named-people", people.len() as u64));
        }
        Self {
            rows: listed.collect(),
            notes,
        }
    }
}
