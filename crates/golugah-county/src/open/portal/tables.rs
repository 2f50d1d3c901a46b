//! The official tables behind what the portal keeps, as the views read them.

pub(super) const SESSIONS: &[&str] = &["sessions", "publications", "resolutions", "corrections"];
pub(super) const CALENDAR: &[&str] = &["sessions", "session_moves", "session_cancellations"];
pub(super) const RESOLUTIONS: &[&str] = &[
    "sessions",
    "resolutions",
    "terms",
    "term_steps",
    "closures",
    "agencies",
    "evidence",
    "replies",
];
pub(super) const BOTTLENECKS: &[&str] = &["bottlenecks", "measurements", "imports"];
pub(super) const FEED: &[&str] = &[
    "sessions",
    "publications",
    "resolutions",
    "terms",
    "term_steps",
    "closures",
    "agencies",
    "evidence",
    "replies",
    "corrections",
    "bottlenecks",
    "measurements",
    "session_moves",
    "session_cancellations",
    "imports",
];
/// The first page, which shows the beginning of everything.
pub(super) const ALL: &[&str] = FEED;
