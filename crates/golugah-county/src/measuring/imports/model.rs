/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    /// Handed in; the worker has it before it or in hand.
    Waiting,
    /// Read and measured.
    Done,
    /// A table of which somebody has to say what its columns are.
    Asks,
    /// It could not be read; the reason stands beside it.
    Refused,
}

impl ImportState {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Asks => "asks",
            Self::Refused => "refused",
        }
    }

    /// The state of a stored word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Waiting, Self::Done, Self::Asks, Self::Refused]
            .into_iter()
            .find(|state| state.word() == word)
    }

    /// Whether `next` may follow: the worker ends what waits, and whoever says what its columns are has a file read again.
    pub fn may_become(self, next: Self) -> bool {
        (self == Self::Waiting) != (next == Self::Waiting)
    }
}

/// What the worker wrote about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultKind {
    /// The report over all that was kept by then.
    Report,
    /// The same without the names of persons.
    ReportUnnamed,
    /// The report on the county's own deeds by then.
    OwnDeeds,
    /// The records that were refused, with their reasons.
    Rejects,
    /// A table's headings, first rows and what they were taken for.
    Look,
    /// What the measurement named, and what has changed since the one before it.
    Naming,
    /// What this file by itself answers, and what would answer more.
    Coverage,
    /// What of it stands in other files too, and what became of it.
    CameAgain,
}

impl ResultKind {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::ReportUnnamed => "report_unnamed",
            Self::OwnDeeds => "own_deeds",
            Self::Rejects => "rejects",
            Self::Look => "look",
            Self::Naming => "naming",
            Self::Coverage => "coverage",
            Self::CameAgain => "came_again",
        }
    }
}

/// What the worker is doing with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing yet: others are before it.
    Queue,
    /// The file is read into the lake: bytes.
    Reading,
    /// Every indicator runs over all that is kept.
    Measuring,
    /// What was remedied is measured again: bottlenecks.
    MeasuringAgain,
    /// What was found is entered: bottlenecks.
    Entering,
    /// Nothing is done with it: another process has the data. It is taken later.
    HeldBusy,
    /// Nothing is done with it: the disk is full. It is taken later.
    HeldFull,
}

impl Phase {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::Reading => "reading",
            Self::Measuring => "measuring",
            Self::MeasuringAgain => "measuring_again",
            Self::Entering => "entering",
            Self::HeldBusy => "held_busy",
            Self::HeldFull => "held_full",
        }
    }
}
