/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    /// Handed in; the worker has it before it or in hand.
    Waiting,
    /// Read and measured.
    Done,
    /// It could not be read; the reason stands beside it.
    Refused,
}

impl ImportState {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// Whether `next` may follow: what is done or refused stays so.
    pub fn may_become(self, next: Self) -> bool {
        self == Self::Waiting && next != Self::Waiting
    }
}

/// What the worker wrote about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultKind {
    /// The report over all that was kept by then.
    Report,
    /// The report on the county's own deeds by then.
    OwnDeeds,
    /// The records that were refused, with their reasons.
    Rejects,
}

impl ResultKind {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::OwnDeeds => "own_deeds",
            Self::Rejects => "rejects",
        }
    }
}

/// What the worker is doing with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The file is read into the lake: bytes.
    Reading,
    /// Every indicator runs over all that is kept.
    Measuring,
    /// What was remedied is measured again: bottlenecks.
    MeasuringAgain,
    /// What was found is entered: bottlenecks.
    Entering,
}

impl Phase {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Measuring => "measuring",
            Self::MeasuringAgain => "measuring_again",
            Self::Entering => "entering",
        }
    }
}
