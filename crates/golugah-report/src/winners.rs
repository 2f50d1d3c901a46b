//! Who was awarded by each office, where the bids are not known: a table without a verdict.

use golugah_findings::{Datum, ScanReport};

use crate::{
    datum::value,
    figures::percent,
    names::Nested,
    plain::clean,
    words::{Arg, Words},
};

/// One office, plain text.
pub(crate) struct WinnersRow {
    pub(crate) office: String,
    pub(crate) awards: String,
    pub(crate) winners: String,
    pub(crate) money: String,
    /// The supplier with the most awards, and its share of them.
    pub(crate) first: String,
}

/// The offices with the most awards; none where the bids are known.
pub(crate) fn rows(report: &ScanReport, words: &Words) -> Vec<WinnersRow> {
    let money = |datum: &Option<Datum>| {
        datum.as_ref().map_or_else(
            || words.say("report-stake-unknown"),
            |datum| value("money", datum, words),
        )
    };
    report
        .winners
        .iter()
        .map(|one| WinnersRow {
            office: Nested::of_group(&one.office).said(words),
            awards: words.number(one.awards),
            winners: words.number(one.winners),
            money: money(&one.money),
            first: one.first.first().map_or_else(String::new, |first| {
                let share = percent(first.awards as f64 / one.awards as f64, words.language);
                words.say_with(
                    "report-winners-first",
                    &[
                        ("name", Arg::Text(&clean(&first.supplier.name))),
                        ("awards", Arg::Text(&words.number(first.awards))),
                        ("count", Arg::Count(first.awards)),
                        ("share", Arg::Text(&share)),
                    ],
                )
            }),
        })
        .collect()
}
