//! Guessers and owners, with a clock that is set by hand.

use super::{Attempts, Knock, MOST_COUNTERS, MOST_SHARES, TRIES_OF_A_CODE, Wait};
use golugah_desk::clock::Moment;

fn knock<'a>(name: &'a str, address: &'a str) -> Knock<'a> {
    Knock {
        code: false,
        name,
        address,
        place: None,
    }
}

/// Knocks and, told to wait, comes back when told; gives the seconds until something was tried.
fn owner(attempts: &Attempts, address: &str, from: i64, mut meanwhile: impl FnMut(i64)) -> i64 {
    let (mut place, mut due): (Option<String>, _) = (None, from);
    for tenth in from * 10..(from + 600) * 10 {
        meanwhile(tenth * 100);
        if tenth < due * 10 + 5 {
            continue;
        }
        let typed = Knock {
            place: place.as_deref(),
            ..knock("dabir", address)
        };
        match attempts.begin(&typed, Moment(tenth * 100)) {
            Ok(_) => return tenth / 10 - from,
            Err(wait) => (place, due) = (wait.place, tenth / 10 + wait.seconds),
        }
    }
    panic!("kept out for ten minutes");
}

/// The attack of the review, for ten minutes before the owner comes and on: ten knocks a second, from these addresses.
fn under_attack(address: &str, from: impl Fn(i64) -> String) -> i64 {
    let attempts = Attempts::default();
    let attack = |millis: i64| {
        let _ = attempts.begin(&knock("dabir", &from(millis / 100)), Moment(millis));
    };
    (0..6000).for_each(|tenth| attack(tenth * 100));
    owner(&attempts, address, 600, attack)
}

#[test]
fn the_owner_comes_in_within_a_minute_while_others_knock_ten_times_a_second() {
    let own = "203.0.113.7";
    let one = under_attack(own, |_| "192.0.2.1".to_owned());
    assert_eq!(one, 0, "from one other address");
    let hundreds = under_attack(own, |turn| format!("192.0.2.{}", turn % 250));
    assert!(hundreds <= 60, "from 250 other addresses: {hundreds} s");
    let ever_new = under_attack(own, |turn| format!("address {turn}"));
    assert!(
        ever_new <= 60,
        "from an address that is new each time: {ever_new} s"
    );
    let same = under_attack(own, |_| own.to_owned());
    assert!(same <= 60, "from the owner's own address: {same} s");
    println!("let in after {one}, {hundreds}, {ever_new}, {same} s");
}

/// Whoever guesses with a thousand addresses; who comes back with every place that was given, too; and who has a new address
/// for each knock besides.
#[test]
fn a_guesser_tries_a_name_at_most_a_hundred_times_an_hour() {
    for (patient, fresh) in [(false, false), (true, false), (true, true)] {
        let attempts = Attempts::default();
        let mut places = vec![None; 1000];
        let mut tried = [0; 2];
        for second in 0..7200_i64 {
            for turn in 0..28 {
                let number = usize::try_from(second * 28 + turn).unwrap() % 1000;
                let address = if fresh {
                    second * 28 + turn
                } else {
                    second * 28 % 1000 + turn
                };
                let address = address.to_string();
                let typed = Knock {
                    place: places[number].as_deref().filter(|_| patient),
                    ..knock("dabir", &address)
                };
                match attempts.begin(&typed, Moment(second * 1000)) {
                    Ok(_) => tried[usize::try_from(second / 3600).unwrap()] += 1,
                    Err(wait) => places[number] = wait.place,
                }
            }
        }
        println!("patient {patient}, fresh {fresh}: {tried:?} of 100,800 each hour");
        assert!(tried[0] >= 20 && tried[0] <= 100 && tried[1] <= 79, "{tried:?}");
    }
}

#[test]
fn waits_grow_for_a_name_from_one_address_and_are_forgotten() {
    let attempts = Attempts::default();
    let (here, there) = (knock("dabir", "192.0.2.1"), knock("dabir", "192.0.2.2"));
    let wait = |typed, millis| {
        attempts
            .begin(typed, Moment(millis))
            .map_err(|wait| wait.seconds)
            .err()
    };
    for _ in 0..4 {
        assert_eq!(wait(&here, 0), None);
    }
    assert_eq!(wait(&here, 0), Some(1));
    assert_eq!(wait(&there, 0), None, "the wait falls on who knocked");
    assert_eq!(wait(&here, 999), Some(1));
    assert_eq!(wait(&here, 1000), None);
    assert_eq!(wait(&here, 1000), Some(2));
    assert_eq!(wait(&here, 3_601_000), None, "an hour later");
    let tried = attempts.begin(&here, Moment(3_601_000)).unwrap();
    attempts.take_back(&tried);
    for _ in 0..3 {
        assert_eq!(wait(&here, 3_601_000), None);
    }
    assert_eq!(wait(&here, 3_601_000), Some(1));
    assert_eq!(wait(&here, -82_800_000), None, "a clock that was set back a day");
}

#[test]
fn an_office_is_not_shut_out_by_one_of_its_machines() {
    let attempts = Attempts::default();
    for number in 0..40 {
        let name = format!("name{number}");
        assert!(
            attempts.begin(&knock(&name, "office"), Moment(0)).is_ok(),
            "{number}"
        );
    }
    assert!(attempts.begin(&knock("colleague", "office"), Moment(0)).is_ok());
    // Ten names a second, for ten minutes.
    let mut tried = 0;
    let mut guess = |tenth: i64| {
        let name = format!("name{}", tenth % 1000);
        tried += i32::from(attempts.begin(&knock(&name, "office"), Moment(tenth)).is_ok());
    };
    (0..6000).for_each(|tenth| guess(tenth * 100));
    assert!(owner(&attempts, "office", 600, &mut guess) <= 60);
    assert!(tried <= 60 + 20, "{tried}");
    let home = attempts.begin_at_home("a browser that is known", Moment(600_000));
    assert!(home.is_ok());
}

/// Whoever waits is served in the order of coming, and whoever leaves holds nobody up.
#[test]
fn whoever_waits_stands_in_a_line() {
    let attempts = Attempts::default();
    let mut told: Vec<String> = Vec::new();
    for number in 0..30 {
        let address = format!("192.0.2.{number}");
        for _ in 0..5 {
            if let Err(wait) = attempts.begin(&knock("dabir", &address), Moment(0)) {
                told.extend(wait.place);
                break;
            }
        }
    }
    let back = |place: &String, address: &str, now: i64| {
        let typed = Knock {
            place: Some(place),
            ..knock("dabir", address)
        };
        attempts.begin(&typed, Moment(now)).map_err(|wait| wait.seconds)
    };
    let minute = 60_000;
    // Ten from ten addresses that have tried nothing yet; four shares are there at once, and the next two in their turn.
    let late: Vec<_> = told.iter().rev().take(10).collect();
    let came: Vec<_> = late
        .iter()
        .enumerate()
        .map(|(number, place)| back(place, &format!("198.51.100.{number}"), minute / 2))
        .map(|answer| answer.err().unwrap_or(0))
        .collect();
    println!("{came:?}");
    let served = came.iter().filter(|seconds| **seconds == 0).count();
    let waits: Vec<_> = came.iter().filter(|seconds| **seconds > 0).collect();
    assert!(served >= 4 && waits.is_sorted() && waits.len() >= 2, "{came:?}");
    let first = came.iter().position(|seconds| *seconds > 0).unwrap();
    let at = minute / 2 + came[first] * 1000;
    let own = |number: usize| format!("198.51.100.{number}");
    // The second comes before its turn, and does not take the first one's.
    assert!(back(late[first + 1], &own(first + 1), at).is_err());
    assert!(back(late[first], &own(first), at).is_ok());
    // The third did not come back when told and has left: the fourth comes next.
    let turn = back(late[first + 3], &own(first + 3), minute / 2 + 400_000).err();
    assert!(turn.is_none_or(|seconds| seconds <= 240), "{turn:?}");
}

#[test]
fn a_code_has_tries_of_its_own_and_dies_alone() {
    let attempts = Attempts::default();
    for tenth in 0..6000 {
        let _ = attempts.begin(&knock("dabir", "192.0.2.1"), Moment(tenth * 100));
        let _ = attempts.begin(&knock("dabir", &format!("address {tenth}")), Moment(tenth * 100));
    }
    let code = Knock {
        code: true,
        ..knock("dabir", "192.0.2.1")
    };
    assert!(
        attempts.begin(&code, Moment(600_000)).is_ok(),
        "guesses at the password do not count"
    );
    for _ in 1..TRIES_OF_A_CODE {
        attempts.wrong_code("one");
    }
    assert!(!attempts.is_spoilt("one"));
    attempts.wrong_code("one");
    assert!(attempts.is_spoilt("one") && !attempts.is_spoilt("another"));
}

#[test]
fn a_flood_of_names_does_not_clear_the_name_under_attack_and_memory_is_bounded() {
    let attempts = Attempts::default();
    let here = knock("dabir", "192.0.2.1");
    for second in [0, 0, 0, 0, 1, 3, 7, 15, 31] {
        assert!(attempts.begin(&here, Moment(second * 1000)).is_ok());
    }
    for number in 0..3 * MOST_SHARES {
        let (name, address) = (format!("name {number}"), format!("address {number}"));
        let _ = attempts.begin(&knock(&name, &address), Moment(40_000));
    }
    let refused = attempts.begin(&here, Moment(40_000));
    assert!(
        matches!(refused, Err(Wait { seconds: 20..=42, .. })),
        "{refused:?}"
    );
    let state = attempts.state();
    assert!(state.counters.len() <= MOST_COUNTERS && state.shares.len() <= MOST_SHARES + 2);
}
