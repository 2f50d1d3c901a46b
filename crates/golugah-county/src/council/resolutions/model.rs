/// Where a resolution stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResolutionState {
    /// It was written down at a session that is not closed: it binds nobody.
    Draft,
    /// It was taken back before its session was closed.
    Withdrawn,
    /// It has an owner and a due date.
    Assigned,
    /// Its owner has reported; the secretary has not yet looked.
    Reported,
    /// The secretary has accepted the proof.
    Closed,
}

impl ResolutionState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::Withdrawn,
        Self::Assigned,
        Self::Reported,
        Self::Closed,
    ];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Withdrawn => "withdrawn",
            Self::Assigned => "assigned",
            Self::Reported => "reported",
            Self::Closed => "closed",
        }
    }

    /// The state of a stored word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether `next` may follow. Refused evidence leads back to assigned, and the clock has run on meanwhile.
    pub fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Draft, Self::Withdrawn | Self::Assigned)
                | (Self::Assigned, Self::Reported)
                | (Self::Reported, Self::Assigned | Self::Closed)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::ResolutionState::{self, Assigned, Closed, Draft, Reported, Withdrawn};

    #[test]
    fn nothing_is_closed_unreported_and_nothing_closed_is_opened() {
        let allowed = [
            (Draft, Withdrawn),
            (Draft, Assigned),
            (Assigned, Reported),
            (Reported, Assigned),
            (Reported, Closed),
        ];
        for from in ResolutionState::ALL {
            for to in ResolutionState::ALL {
                assert_eq!(
                    from.may_become(to),
                    allowed.contains(&(from, to)),
                    "{from:?} to {to:?}"
                );
            }
            assert_eq!(ResolutionState::of_word(from.word()), Some(from));
        }
    }
}
