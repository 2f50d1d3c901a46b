use serde::{Deserialize, Serialize};

/// What became of an object-centric log when it was laid flat by one type of object.
///
/// An event that concerns several objects of that type stands in each of their cases and is counted in each, and a step that
/// was done for each of several other objects looks like the same step done again. Both are known distortions, and whoever
/// reads the figures must be told how great they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flattened {
    /// The type of the objects that are the cases.
    pub object_type: String,
    /// Readable events of the log.
    pub events: u64,
    /// Events that concern at least one such object; the others are left out.
    pub kept: u64,
    /// Of those, the ones that stand in several cases.
    pub in_several: u64,
    /// How many events more than that the cases have together.
    pub copies: u64,
    /// Objects of the type that no event concerns, and which therefore are no cases.
    pub without_events: u64,
    /// Events whose step was done before in the same case.
    pub repeats: u64,
    /// Of those, the ones that concern other objects than the time before: perhaps another piece of the same work, and none
    /// that was done again.
    pub repeats_elsewhere: u64,
}
