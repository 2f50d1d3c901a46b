/// Where a bottleneck stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BottleneckState {
    /// A measurement named it; nobody has looked yet.
    Found,
    /// An inspector has looked and stands by it.
    Confirmed,
    /// An inspector has looked and set it aside, with a reason.
    Dismissed,
    /// A resolution gave it an owner and a date.
    Owned,
    /// The remedy's proof was accepted; later data will tell.
    Waiting,
    /// Later data show it gone.
    Cleared,
    /// Later data show it still there; it goes one level up.
    Reopened,
}

impl BottleneckState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Found,
        Self::Confirmed,
        Self::Dismissed,
        Self::Owned,
        Self::Waiting,
        Self::Cleared,
        Self::Reopened,
    ];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Confirmed => "confirmed",
            Self::Dismissed => "dismissed",
            Self::Owned => "owned",
            Self::Waiting => "waiting",
            Self::Cleared => "cleared",
            Self::Reopened => "reopened",
        }
    }

    /// The state of a stored word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether a remedy is still to be decided or to be made.
    pub fn awaits_remedy(self) -> bool {
        matches!(self, Self::Found | Self::Confirmed | Self::Owned | Self::Reopened)
    }

    /// Whether `next` may follow. Cleared is reached from waiting alone, and the one deed that leads there carries a
    /// measurement.
    pub fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Found, Self::Confirmed | Self::Dismissed)
                | (Self::Confirmed, Self::Dismissed | Self::Owned)
                | (Self::Reopened, Self::Owned)
                | (Self::Owned, Self::Waiting)
                | (Self::Waiting, Self::Cleared | Self::Reopened)
                | (Self::Cleared, Self::Reopened)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::BottleneckState::{self, Cleared, Waiting};

    #[test]
    fn only_waiting_leads_to_cleared_and_dismissed_leads_nowhere() {
        for from in BottleneckState::ALL {
            assert_eq!(from.may_become(Cleared), from == Waiting, "{from:?}");
            assert!(!BottleneckState::Dismissed.may_become(from));
            assert_eq!(BottleneckState::of_word(from.word()), Some(from));
        }
    }
}
