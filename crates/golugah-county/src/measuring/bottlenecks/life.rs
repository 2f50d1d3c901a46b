//! The life of a bottleneck as a list of dated events, put together from the records and the log each time it is looked
//! at: nothing of it is stored twice.

use super::life_queries::{Measurement, Review};
use super::{Bottleneck, BottleneckState};
use crate::support::seams::{Decision, Sitting};
use golugah_desk::Matter;

/// One thing that happened, or is to happen.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Event {
    pub(super) day: String,
    pub(super) what: What,
    /// Whether the day is still to come.
    pub(super) ahead: bool,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// A measurement named the place.
    Found(Rate),
    /// An inspector stood by it.
    Confirmed,
    /// An inspector set it aside.
    Dismissed,
    /// It stood on a session's agenda, which took no resolution about it, and on those of the sessions after it up to
    /// the number `last`, with nothing else in between.
    OnAgenda { session: Matter, number: i64, last: i64 },
    /// A session gave it an owner and a date.
    Owned(Box<Decision>),
    /// Its owner reported the remedy; nobody has accepted the proof yet.
    Reported(Box<Decision>),
    /// The proof of the remedy was accepted.
    Remedied(Box<Decision>),
    /// A remedy is due.
    Due(Box<Decision>),
    /// It was measured again.
    Measured(Measured),
}

/// Raised of computable observations, and the peers' rate in the same data.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rate {
    pub(super) raised: i64,
    pub(super) computable: i64,
    pub(super) peers: Option<f64>,
    /// The rate above which it is a bottleneck in the same data, where that was worked out of them.
    pub(super) threshold: Option<f64>,
}

/// A measurement after a remedy.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Measured {
    pub(super) rate: Rate,
    /// A word of the stored outcomes.
    pub(super) outcome: String,
    pub(super) data_after: String,
    pub(super) cases_needed: i64,
}

impl Event {
    /// The word of the event, the part of a key: its sentence is `life-` and this.
    pub(super) fn word(&self) -> &str {
        match &self.what {
            What::Found(_) => "found",
            What::Confirmed => "confirmed",
            What::Dismissed => "dismissed",
            What::OnAgenda { .. } => "on-agenda",
            What::Owned(_) => "owned",
            What::Reported(_) => "reported",
            What::Remedied(_) => "remedied",
            What::Due(_) if self.ahead => "due",
            What::Due(_) => "overdue",
            What::Measured(measured) => &measured.outcome,
        }
    }

    /// The rate that was measured, where one was.
    pub(super) fn rate(&self) -> Option<&Rate> {
        match &self.what {
            What::Found(rate) => Some(rate),
            What::Measured(measured) => Some(&measured.rate),
            _ => None,
        }
        // A measurement without a case has a date and no rate.
        .filter(|rate| rate.computable > 0)
    }

    /// Events of one day stand in the order in which one leads to the next.
    fn order(&self) -> u8 {
        match self.what {
            What::Found(_) => 0,
            What::Confirmed => 1,
            What::Dismissed => 2,
            What::OnAgenda { .. } => 3,
            What::Owned(_) => 4,
            What::Reported(_) => 5,
            What::Remedied(_) => 6,
            What::Due(_) => 7,
            What::Measured(_) => 8,
        }
    }
}

/// What the records and the log have on one bottleneck.
pub(super) struct Records<'a> {
    pub(super) bottleneck: &'a Bottleneck,
    pub(super) reviews: &'a [Review],
    pub(super) sittings: &'a [Sitting],
    pub(super) remedies: &'a [Decision],
    pub(super) measurements: &'a [Measurement],
}

/// The events in the order of their days, told on the day `today`.
pub(super) fn of(records: &Records<'_>, today: &str) -> Vec<Event> {
    let bottleneck = records.bottleneck;
    let mut events = Vec::new();
    let mut add = |day: &str, what: What| {
        events.push(Event {
            day: day.to_owned(),
            what,
            ahead: day > today,
        });
    };
    let found = Rate {
        raised: bottleneck.raised,
        computable: bottleneck.computable,
        peers: None,
        threshold: None,
    };
    add(&bottleneck.found_on, What::Found(found));
    let set_aside = bottleneck.state == BottleneckState::Dismissed.word();
    for (review, at) in records.reviews.iter().zip(1..) {
        let last = at == records.reviews.len();
        add(
            &review.day,
            if set_aside && last {
                What::Dismissed
            } else {
                What::Confirmed
            },
        );
    }
    for sitting in records.sittings {
        let taken_up = |remedy: &Decision| remedy.at.matter == sitting.matter;
        if !records.remedies.iter().any(taken_up) {
            let number = sitting.number;
            let what = What::OnAgenda {
                session: sitting.matter.clone(),
                number,
                last: number,
            };
            add(&sitting.day, what);
        }
    }
    for remedy in records.remedies {
        let own = || Box::new(remedy.clone());
        add(&remedy.at.day, What::Owned(own()));
        match (&remedy.closed_on, &remedy.reported_on) {
            (Some(day), _) => add(day, What::Remedied(own())),
            (None, Some(day)) => add(day, What::Reported(own())),
            (None, None) => add(&remedy.due, What::Due(own())),
        }
    }
    for one in records.measurements {
        let measured = Measured {
            rate: Rate {
                raised: one.raised,
                computable: one.computable,
                peers: one.peer_rate(),
                threshold: one.threshold(),
            },
            outcome: one.outcome.clone(),
            data_after: one.data_after.clone(),
            cases_needed: one.cases_needed,
        };
        add(&one.measured_on, What::Measured(measured));
    }
    events.sort_by(|a, b| (&a.day, a.order()).cmp(&(&b.day, b.order())));
    // From session to session without anything done is one thing, and it is told once.
    events.dedup_by(|later, earlier| match (&later.what, &mut earlier.what) {
        (What::OnAgenda { number, .. }, What::OnAgenda { last, .. }) => {
            *last = *number;
            true
        }
        _ => false,
    });
    events
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn bottleneck(state: &str) -> Bottleneck {
        Bottleneck {
            id: 1,
            version: 1,
            indicator: String::new(),
            code: String::new(),
            group_kind: String::new(),
            group_id: String::new(),
            group_name: String::new(),
            sentence_fa: String::new(),
            sentence_en: String::new(),
            state: state.to_owned(),
            level: 1,
            reason: String::new(),
            found_on: "2024-09-22".to_owned(),
            remedied_on: None,
            agency_id: None,
            raised: 45,
            computable: 90,
            verdict: r#"{"peer_rate":0.05,"material_threshold":0.1,"more":1}"#.to_owned(),
        }
    }

    pub(crate) fn remedy(session: i64, closed_on: Option<&str>) -> Decision {
        Decision {
            matter: Matter::of("resolution", session),
            text: "five invitations".to_owned(),
            due: "2024-12-10".to_owned(),
            due_at: "2024-12-10T20:30:00.000Z".to_owned(),
            stood_at: None,
            closed_on: closed_on.map(str::to_owned),
            reported_on: closed_on.map(str::to_owned),
            at: sitting(session, "2024-10-07"),
            name_fa: "Shahrdari".to_owned(),
            name_en: "Municipality".to_owned(),
        }
    }

    pub(crate) fn measurement(day: &str, counts: (i64, i64), outcome: &str) -> Measurement {
        Measurement {
            id: 1,
            measured_on: day.to_owned(),
            data_after: "2024-12-01".to_owned(),
            raised: counts.0,
            computable: counts.1,
            outcome: outcome.to_owned(),
            cases_needed: 0,
            detail: r#"{"peer_rate_after":0.05}"#.to_owned(),
        }
    }

    fn sitting(number: i64, day: &str) -> Sitting {
        Sitting {
            matter: Matter::of("session", number),
            number,
            day: day.to_owned(),
        }
    }

    #[test]
    fn a_life_is_told_in_the_order_of_its_days() {
        let (bottleneck, reviews) = (
            bottleneck("cleared"),
            [Review {
                day: "2024-09-25".to_owned(),
                seq: 9,
            }],
        );
        let sittings = [
            sitting(5, "2024-09-28"),
            sitting(6, "2024-09-30"),
            sitting(7, "2024-10-07"),
        ];
        let remedies = [remedy(7, Some("2024-12-01")), remedy(8, None)];
        let measurements = [
            measurement("2025-03-01", (0, 0), "not_enough_data"),
            measurement("2025-09-22", (4, 80), "cleared"),
        ];
        let records = Records {
            bottleneck: &bottleneck,
            reviews: &reviews,
            sittings: &sittings,
            remedies: &remedies,
            measurements: &measurements,
        };
        let words = |today: &str| {
            let events = of(&records, today);
            events
                .iter()
                .map(|event| format!("{} {}", event.day, event.word()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            words("2026-01-01"),
            [
                "2024-09-22 found",
                "2024-09-25 confirmed",
                "2024-09-28 on-agenda",
                "2024-10-07 owned",
                "2024-10-07 owned",
                "2024-12-01 remedied",
                "2024-12-10 overdue",
                "2025-03-01 not_enough_data",
                "2025-09-22 cleared",
            ]
        );
        assert!(words("2024-12-05").contains(&"2024-12-10 due".to_owned()));
        let events = of(&records, "2026-01-01");
        let waited = What::OnAgenda {
            session: Matter::of("session", 5),
            number: 5,
            last: 6,
        };
        assert_eq!(events[2].what, waited, "two sessions that did nothing are one");
        let rates: Vec<_> = events.iter().filter_map(Event::rate).collect();
        assert_eq!(rates.len(), 2, "nothing was seen the first time");
        assert_eq!(rates[1].peers, Some(0.05));
    }

    #[test]
    fn the_last_look_at_what_is_set_aside_is_the_one_that_did_it() {
        let bottleneck = bottleneck("dismissed");
        let review = |day: &str| Review {
            day: day.to_owned(),
            seq: 1,
        };
        let reviews = [review("2024-09-25"), review("2024-09-28")];
        let records = Records {
            bottleneck: &bottleneck,
            reviews: &reviews,
            sittings: &[],
            remedies: &[],
            measurements: &[],
        };
        let events = of(&records, "2026-01-01");
        let words: Vec<_> = events.iter().map(Event::word).collect();
        assert_eq!(words, ["found", "confirmed", "dismissed"]);
    }
}
