/// A part of the list of resolutions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Every resolution.
    All,
    /// Those still in time, and those whose proof waits to be looked at.
    Open,
    /// Those past their due date for which nothing was reported.
    Late,
    /// Those whose proof was accepted.
    Kept,
}

impl Part {
    /// Every part, in the order of the tabs.
    pub(super) const ALL: [Self; 4] = [Self::All, Self::Open, Self::Late, Self::Kept];

    /// The word in addresses and strings.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Open => "open",
            Self::Late => "late",
            Self::Kept => "kept",
        }
    }

    /// The part of a word; all where it is none.
    pub(super) fn of_word(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|part| part.word() == word)
            .unwrap_or(Self::All)
    }
}
