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

/// Why something stands on an agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// Somebody put it there.
    Entered,
    /// An agency's performance report.
    Report,
    /// A resolution that is late, put there by the program.
    LateResolution,
    /// A bottleneck.
    Bottleneck,
}

impl ItemKind {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Report => "report",
            Self::LateResolution => "late_resolution",
            Self::Bottleneck => "bottleneck",
        }
    }
}
