use golugah_findings::{ScanReport, WithoutVerdict};

use crate::{
    LISTED,
    catalogue::Catalogue,
    figures::percent,
    names::Nested,
    sentence::staked,
    table::titled,
    words::{Arg, Words},
};

/// Steps by what lies at them, for people: what is seen there, and no word on whether it is much.
pub(crate) struct Unjudged {
    pub(crate) rows: Vec<UnjudgedRow>,
    /// How many more there are.
    pub(crate) more: Option<String>,
}

/// One step under one indicator, plain text.
pub(crate) struct UnjudgedRow {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) parents: Option<String>,
    pub(crate) title: String,
    pub(crate) count: String,
    pub(crate) rate: String,
    pub(crate) stake: String,
    pub(crate) elsewhere: String,
}

impl Unjudged {
    /// The first of them, and in the words of that key how many more there are.
    pub(crate) fn of(report: &ScanReport, catalogue: &Catalogue, words: &Words, key: &str) -> Self {
        let listed = report.without_verdict.iter().take(LISTED);
        let more = report.without_verdict.len().saturating_sub(LISTED) as u64;
        Self {
            rows: listed.map(|one| UnjudgedRow::of(one, catalogue, words)).collect(),
            more: (more > 0).then(|| words.count(key, more)),
        }
    }
}

impl UnjudgedRow {
    fn of(one: &WithoutVerdict, catalogue: &Catalogue, words: &Words) -> Self {
        let nested = Nested::of_group(&one.group);
        let (raised, computable) = (words.number(one.raised), words.number(one.computable));
        Self {
            kind: words.kind(one.group.kind),
            parents: (!nested.parents.is_empty()).then(|| nested.parents_in(words)),
            title: titled(&one.indicator, one.code.as_deref(), catalogue, words.language),
            count: words.say_with(
                "report-table-of",
                &[
                    ("raised", Arg::Text(&raised)),
                    ("computable", Arg::Text(&computable)),
                ],
            ),
            rate: percent(one.rate, words.language),
            stake: words.say_with(
                "report-steps-share",
                &[
                    ("stake", Arg::Text(&staked(one.stake, &one.stake_unit, words))),
                    ("share", Arg::Text(&percent(one.share, words.language))),
                ],
            ),
            elsewhere: words.count("report-steps-elsewhere", one.elsewhere),
            name: nested.part,
        }
    }
}
