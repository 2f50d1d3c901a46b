use serde::{Deserialize, Serialize};

use crate::InputKind;

/// What an indicator holds its observations against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// A number of the law, or what the office itself promised: one case is a result, and is listed with its evidence.
    Rule,
    /// What others like them do: only a rate beside the peers' says something.
    #[default]
    Peers,
}

/// What somebody who keeps records can add to them, as a column of a table or a part of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// How the tender was held.
    Method,
    /// When bids could be handed in: from and until.
    Period,
    /// How many bid.
    Bidders,
    /// Every bid: who made it, and what became of it.
    Bids,
    /// The price of every bid.
    BidPrices,
    /// When every bid came.
    BidDates,
    /// Who was awarded.
    Awards,
    /// What was bought, in codes of a classification.
    Classes,
    /// Who did a step.
    Officers,
    /// Whose case it is.
    Applicants,
    /// By when a step or case was due.
    DueDates,
    /// For when a step was planned.
    PlannedDates,
}

impl Column {
    /// Every one.
    pub const ALL: [Self; 12] = [
        Self::Method,
        Self::Period,
        Self::Bidders,
        Self::Bids,
        Self::BidPrices,
        Self::BidDates,
        Self::Awards,
        Self::Classes,
        Self::Officers,
        Self::Applicants,
        Self::DueDates,
        Self::PlannedDates,
    ];

    /// As it is written in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Period => "period",
            Self::Bidders => "bidders",
            Self::Bids => "bids",
            Self::BidPrices => "bid_prices",
            Self::BidDates => "bid_dates",
            Self::Awards => "awards",
            Self::Classes => "classes",
            Self::Officers => "officers",
            Self::Applicants => "applicants",
            Self::DueDates => "due_dates",
            Self::PlannedDates => "planned_dates",
        }
    }
}

/// How many of the questions that can be asked of such records these records answer, and what would answer more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Of which records.
    pub kind: InputKind,
    /// The indicators that looked at them, by name.
    pub asked: Vec<String>,
    /// Those of them that had an answer for at least one subject.
    pub answered: Vec<String>,
    /// What would answer more, the least first.
    pub further: Vec<Further>,
}

/// What is in no record, and what it would answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Further {
    /// What would have to be added.
    pub columns: Vec<Column>,
    /// The indicators that would then have all they need, by name: those of smaller additions that lie in this one too.
    pub indicators: Vec<String>,
}
