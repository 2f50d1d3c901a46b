use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{Datum, Pairs};

/// The kinds of things that an indicator looks at or that observations are grouped by: the words of OCDS and XES.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One contracting process, by its `ocid`.
    Tender,
    /// One bid in a tender.
    Bid,
    /// The organization that pays.
    Buyer,
    /// The office that runs the tender.
    ProcuringEntity,
    /// An organization that bids.
    Tenderer,
    /// An organization that was awarded.
    Supplier,
    /// One case of a procedure.
    Case,
    /// One step (activity) of a procedure.
    Step,
    /// The person or role that performed an event (`org:resource`).
    Officer,
    /// The citizen or company whose case it is.
    Applicant,
    /// A procedure: one event log.
    Procedure,
}

impl Kind {
    /// The word used in JSON, CSV and SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tender => "tender",
            Self::Bid => "bid",
            Self::Buyer => "buyer",
            Self::ProcuringEntity => "procuring_entity",
            Self::Tenderer => "tenderer",
            Self::Supplier => "supplier",
            Self::Case => "case",
            Self::Step => "step",
            Self::Officer => "officer",
            Self::Applicant => "applicant",
            Self::Procedure => "procedure",
        }
    }
}

/// What one observation is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its identifier as published.
    pub id: String,
}

/// A place in an input where evidence can be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Source {
    /// The file as it was named on the command line.
    pub file: String,
    /// The line in it, counted from 1 (in the unpacked text).
    pub line: u64,
}

/// A raised observation with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The indicator's name, for example `single_bidder_tender`.
    pub indicator: String,
    /// Its code in the Open Contracting Partnership's list, where it has one.
    pub code: Option<String>,
    /// What it is about.
    pub subject: Subject,
    /// The measured value that was compared.
    pub value: f64,
    /// The value it was compared with.
    pub threshold: f64,
    /// The groups this observation counts for.
    pub groups: Pairs<Kind, String>,
    /// The day of the deed observed, RFC 3339 date, where the data has one.
    pub date: Option<String>,
    /// The compared values.
    pub evidence: Pairs<Cow<'static, str>, Datum>,
    /// Where they can be read.
    pub sources: Vec<Source>,
}
