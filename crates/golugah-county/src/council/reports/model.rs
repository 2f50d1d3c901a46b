use serde::{Deserialize, Serialize};

use crate::support::seams::Counted;

/// Where a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportState {
    /// Asked for at a session, and not there yet.
    Booked,
    /// Written by the agency's head.
    Given,
    /// Heard at the session, and not written.
    Heard,
    /// Taken off the agenda before it was given.
    Unbooked,
}

impl ReportState {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Given => "given",
            Self::Heard => "heard",
            Self::Unbooked => "unbooked",
        }
    }
}

/// What the program knows of an agency's work on the day it reports; kept with the report as it was then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The day of the report before, from which `kept_since` counts; empty where there was none.
    pub since: String,
    /// Resolutions whose proof was accepted, from the beginning.
    pub kept: i64,
    /// Of them by the due date.
    pub on_time: i64,
    /// Of them since the report before.
    pub kept_since: i64,
    /// Resolutions under way, in time.
    pub open: i64,
    /// Resolutions past their due date.
    pub late: i64,
    /// What other features count of it.
    #[serde(default)]
    pub others: Vec<Counted>,
}

/// An agency's turn in the rota.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The agency.
    pub agency_id: i64,
    /// Its name in Persian.
    pub name_fa: String,
    /// Its name in English.
    pub name_en: String,
    /// The session at which it last reported.
    pub last_number: Option<i64>,
    /// The report it owes: the row, and the number and day of the session it is booked on.
    pub booked: Option<(i64, i64, String)>,
    /// How many sessions passed with its report booked and not given.
    pub missed: i64,
    /// How many sessions were held since it last reported; where it never did, since it came into being.
    pub since: i64,
}

/// In whose order agencies report: the longest silent first and, of those, who owes a booked report; then by entry.
pub fn rota_order(turns: &mut [Turn]) {
    turns.sort_by_key(|turn| (-turn.since, -turn.missed, turn.agency_id));
}

/// How many sessions a round of the rota takes when so many agencies report at each; at least one.
pub fn round(agencies: i64, each: i64) -> i64 {
    let each = each.max(1);
    ((agencies.max(1) + each - 1) / each).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(agency_id: i64, since: i64, missed: i64) -> Turn {
        Turn {
            agency_id,
            name_fa: String::new(),
            name_en: String::new(),
            last_number: None,
            booked: None,
            missed,
            since,
        }
    }

    #[test]
    fn the_longest_silent_comes_first() {
        let mut turns = [
            turn(1, 0, 0),
            turn(2, 4, 0),
            turn(3, 9, 0),
            turn(4, 4, 2),
            turn(5, 4, 0),
        ];
        rota_order(&mut turns);
        assert_eq!(turns.map(|turn| turn.agency_id), [3, 4, 2, 5, 1]);
    }

    #[test]
    fn a_round_is_as_long_as_everybody_needs() {
        for (agencies, each, sessions) in [(5, 2, 3), (6, 2, 3), (25, 4, 7), (0, 2, 1), (5, 0, 5), (3, 9, 1)]
        {
            assert_eq!(round(agencies, each), sessions, "{agencies} by {each}");
        }
    }
}
