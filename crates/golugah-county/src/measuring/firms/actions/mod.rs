//! What can be done with names that may be one firm's.

mod meet_pairs;
mod settle_pair;

pub use meet_pairs::{MeetPairs, MetPair};
pub use settle_pair::SettlePair;

use golugah_desk::Matter;

/// The case of a pair of names in the log.
fn case(pair: i64) -> Matter {
    Matter::of("firm_pair", pair)
}
