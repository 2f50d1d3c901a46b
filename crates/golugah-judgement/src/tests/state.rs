//! Whether a bottleneck is still one, by data dated after its remedy.

use super::{Count, assert_close, count, crowd, default_materiality, singles};
use crate::{Batch, Lack, Outcome, Record, Remeasurement, measure_again};

const YEAR: u64 = 365;

/// A year in which group 0 has these counts, half of them in each half, beside thirty peers at so many of 100 or one more or less.
struct Year {
    peers: u64,
    past_rate: f64,
    own: Vec<Batch>,
    halves: [(u64, u64); 2],
    days: u64,
    computable_left: f64,
}

fn year(peers: u64, past_rate: f64, raised: u64, computable: u64) -> Year {
    let half = (raised / 2, computable / 2);
    Year {
        peers,
        past_rate,
        own: singles(&[count(0, raised, computable)]),
        halves: [half, (raised - half.0, computable - half.1)],
        days: YEAR,
        computable_left: 1.0,
    }
}

impl Year {
    fn measured(&self) -> Remeasurement {
        let mut window = singles(&crowd(1, 30, self.peers, 100));
        window.extend(&self.own);
        let record = Record {
            group: 0,
            past_rate: self.past_rate,
            window: (&window).into(),
            halves: self.halves,
            days: self.days,
            computable_left: self.computable_left,
        };
        measure_again(&record, &default_materiality())
    }

    fn outcome(&self) -> Outcome {
        self.measured().outcome
    }
}

fn lack(outcome: Outcome) -> Option<Lack> {
    match outcome {
        Outcome::NotEnoughData { lack, .. } => Some(lack),
        _ => None,
    }
}

#[test]
fn the_peers_of_the_same_window_give_threshold_and_prior() {
    let again = year(5, 0.3, 0, 30).measured();
    let (peers, threshold) = (again.peer_rate.unwrap(), again.threshold.unwrap());
    assert!((0.045..0.055).contains(&peers), "{peers}");
    assert_close(threshold, (2.0 * peers).max(peers + 0.05), 1e-12);
    assert_eq!(again.peers, 30);
    let prior = 5.0 * (peers + 0.3);
    let above = crate::tail::upper(prior, 40.0 - prior, threshold);
    assert_close(again.probability.unwrap(), above, 1e-12);
}

#[test]
fn a_clean_record_is_earned_and_nothing_is_cleared_by_an_empty_one() {
    assert_eq!(lack(year(5, 0.3, 0, 20).outcome()), Some(Lack::Cases));
    assert_eq!(year(5, 0.3, 0, 60).outcome(), Outcome::Cleared);
}

#[test]
fn of_nothing_it_is_known_how_much_is_needed() {
    let nothing = year(5, 0.3, 0, 0).measured();
    let Outcome::NotEnoughData {
        lack: Lack::Cases,
        cases_needed,
        days_needed: None,
    } = nothing.outcome
    else {
        panic!("{nothing:?}");
    };
    assert!((60..300).contains(&cases_needed), "{cases_needed}");
    assert_eq!((nothing.computable, nothing.probability), (0, None));
    assert_eq!(nothing.peers, 30);
    // One clean case later it is nearly as many.
    let Outcome::NotEnoughData {
        cases_needed: then, ..
    } = year(5, 0.3, 0, 1).outcome()
    else {
        panic!("one case clears nobody");
    };
    assert!(
        then < cases_needed && then + 20 > cases_needed,
        "{then} after {cases_needed}"
    );

    let alone = Record {
        group: 0,
        past_rate: 0.3,
        window: (&[]).into(),
        halves: [(0, 0); 2],
        days: YEAR,
        computable_left: 1.0,
    };
    let alone = measure_again(&alone, &default_materiality());
    assert_eq!((alone.peer_rate, alone.peers), (None, 0));
    assert_eq!(lack(alone.outcome), Some(Lack::Cases));
}

#[test]
fn what_goes_on_is_reopened_and_the_past_alone_does_not() {
    assert_eq!(year(5, 0.3, 6, 20).outcome(), Outcome::NotCleared);
    // Better than before, and still materially worse than its peers.
    assert_eq!(year(5, 0.3, 150, 1000).outcome(), Outcome::NotCleared);
    for clean in 1..20 {
        assert!(lack(year(5, 0.9, 0, clean).outcome()).is_some());
    }
    assert!(
        lack(year(5, 0.9, 2, 5).outcome()).is_some(),
        "two cases are cases"
    );
}

#[test]
fn a_reform_that_moves_everybody_clears_nobody() {
    // 9 % is below twice the 5 % that peers once had, and above twice the 3 % that they have now.
    assert_eq!(year(5, 0.3, 63, 1000).outcome(), Outcome::Cleared);
    assert_eq!(year(2, 0.3, 100, 1000).outcome(), Outcome::NotCleared);
}

#[test]
fn both_halves_must_bear_it_out() {
    let dip = Year {
        halves: [(0, 100), (12, 100)],
        ..year(5, 0.3, 12, 200)
    };
    let steady = year(5, 0.3, 12, 200);
    assert_eq!(steady.outcome(), Outcome::Cleared);
    assert_eq!(lack(dip.outcome()), Some(Lack::Steadiness));
    let [first, second] = dip.measured().in_halves.unwrap();
    assert!(first < 0.05 && second > 0.2, "{first} {second}");
}

#[test]
fn a_window_is_half_a_year_and_two_batches() {
    let short = Year {
        days: 100,
        ..year(5, 0.3, 0, 60)
    };
    assert_eq!(
        short.outcome(),
        Outcome::NotEnoughData {
            lack: Lack::Time,
            cases_needed: 0,
            days_needed: Some(82)
        }
    );
    let bad = Year {
        days: 100,
        ..year(5, 0.3, 40, 60)
    };
    assert_eq!(lack(bad.outcome()), Some(Lack::Time), "a season reopens nobody");
    let one_day = Year {
        own: vec![Batch {
            group: 0,
            stratum: 0,
            key: Some(7),
            raised: 0,
            computable: 200,
            times: 1,
        }],
        ..year(5, 0.3, 0, 200)
    };
    assert_eq!(lack(one_day.outcome()), Some(Lack::Time));
}

#[test]
fn emptied_fields_clear_nobody() {
    let emptied = |computable_left| Year {
        computable_left,
        ..year(5, 0.3, 0, 60)
    };
    assert_eq!(emptied(0.91).outcome(), Outcome::Cleared);
    assert_eq!(lack(emptied(0.89).outcome()), Some(Lack::Fields));
}

#[test]
fn the_cases_needed_are_enough_and_their_day_is_told() {
    let few = year(5, 0.3, 1, 20);
    let Outcome::NotEnoughData {
        cases_needed,
        days_needed,
        ..
    } = few.outcome()
    else {
        panic!("twenty cases are not enough");
    };
    assert!((40..300).contains(&cases_needed), "{cases_needed}");
    assert_eq!(days_needed, Some((cases_needed * YEAR).div_ceil(20)));
    // With twice as many, for what is raised comes whole and the peers' rate does not.
    let later = 20 + 2 * cases_needed;
    assert_eq!(year(5, 0.3, later / 20, later).outcome(), Outcome::Cleared);
}

#[test]
fn without_peers_nothing_is_said() {
    let window = singles(&[count(0, 0, 50), count(1, 2, 50), count(2, 3, 50)]);
    let record = Record {
        group: 0,
        past_rate: 0.3,
        window: (&window).into(),
        halves: [(0, 25); 2],
        days: YEAR,
        computable_left: 1.0,
    };
    let again = measure_again(&record, &default_materiality());
    assert_eq!(lack(again.outcome), Some(Lack::Peers));
    assert_eq!((again.raised, again.computable, again.threshold), (0, 50, None));
}

#[test]
fn cases_that_hang_together_clear_later() {
    // 300 cases in batches of ten, beside peers whose batches are all raised or all clear.
    let batched = |group: u32, raised: u64, batches: u64| {
        (0..batches).map(move |number| Batch {
            group,
            stratum: 0,
            key: Some(number),
            raised: if number < raised { 10 } else { 0 },
            computable: 10,
            times: 1,
        })
    };
    let mut window: Vec<Batch> = (1..31)
        .flat_map(|group| batched(group, 1 + u64::from(group % 3), 40))
        .collect();
    window.extend(batched(0, 0, 6));
    let alike = Record {
        group: 0,
        past_rate: 0.3,
        window: (&window).into(),
        halves: [(0, 30); 2],
        days: YEAR,
        computable_left: 1.0,
    };
    let again = measure_again(&alike, &default_materiality());
    assert!(again.design_effect > 5.0, "{}", again.design_effect);
    assert_eq!(lack(again.outcome), Some(Lack::Cases));
    let counts: Vec<Count> = (1..31)
        .map(|group| count(group, 10 + 10 * u64::from(group % 3), 400))
        .chain([count(0, 0, 60)])
        .collect();
    let singly = singles(&counts);
    let alone = Record {
        window: (&singly).into(),
        ..alike
    };
    assert_eq!(
        measure_again(&alone, &default_materiality()).outcome,
        Outcome::Cleared
    );
}
