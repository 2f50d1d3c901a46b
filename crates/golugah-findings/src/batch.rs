use serde::{Deserialize, Serialize};

/// What observations of one group hang together by: those of one batch are not counted as independent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchKind {
    /// An office's tenders that opened in one month.
    OfficeMonth,
    /// An office's purchases of one round, where no day is known: nearly the same tenderers took part in them.
    Round,
    /// All that somebody bid for at one office, where no day is known.
    Office,
    /// What is observed of one tender: its bids.
    Tender,
    /// Awards to one supplier.
    Supplier,
    /// What an officer did on one day.
    OfficerDay,
    /// The cases of one applicant; a case without one by itself.
    Applicant,
    /// What is observed of one case.
    Case,
}

impl BatchKind {
    /// As it is written in the output and in `indicator.toml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OfficeMonth => "office_month",
            Self::Round => "round",
            Self::Office => "office",
            Self::Tender => "tender",
            Self::Supplier => "supplier",
            Self::OfficerDay => "officer_day",
            Self::Applicant => "applicant",
            Self::Case => "case",
        }
    }
}
