/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Called for a day, its agenda open.
    Called,
    /// Held and closed: the minutes are written.
    Closed,
}

impl SessionState {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Called => "called",
            Self::Closed => "closed",
        }
    }
}

/// A step of a session, in the order in which they follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Called for a day.
    Called,
    /// The invitation has gone out.
    Invited,
    /// Held: its day has come.
    Held,
    /// Closed with its minutes.
    Closed,
    /// Anybody may read it.
    Published,
}

impl Step {
    /// Every step in its order.
    pub const ALL: [Self; 5] = [
        Self::Called,
        Self::Invited,
        Self::Held,
        Self::Closed,
        Self::Published,
    ];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Called => "called",
            Self::Invited => "invited",
            Self::Held => "held",
            Self::Closed => "closed",
            Self::Published => "published",
        }
    }
}
