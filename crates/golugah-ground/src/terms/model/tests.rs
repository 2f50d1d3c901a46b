use golugah_persian::{Holiday, HolidayKind, WorkingCalendar};

use super::{Length, Pause, Reckoned, Term, count, reckon};
use golugah_desk::clock::Moment;

fn at(text: &str) -> Moment {
    Moment::parse(&format!("{text}:00.000Z")).unwrap()
}

fn closed(days: &[&str]) -> WorkingCalendar {
    WorkingCalendar::iran().with_holidays(days.iter().map(|day| Holiday {
        day: (*day).to_owned(),
        kind: HolidayKind::Closure,
        fa: "برف".to_owned(),
        en: String::new(),
    }))
}

fn term(length: Length, told: &str) -> Term {
    Term {
        length,
        from: "2026-11-24".to_owned(),
        from_at: at("2026-11-24T04:30"),
        told: told.to_owned(),
    }
}

fn due(reckoned: &Reckoned) -> &str {
    &reckoned.due
}

#[test]
fn a_closure_gives_the_days_that_were_given_and_its_end_gives_the_computed_day_again() {
    // From Tuesday 24 November: Wednesday, then Saturday to Monday.
    let four = term(Length::WorkingDays(4), "2026-11-30");
    let day = |calendar: &WorkingCalendar| reckon(&four, &[], calendar).due;
    assert_eq!(day(&closed(&[])), "2026-11-30");
    assert_eq!(day(&closed(&["2026-11-30"])), "2026-12-01");
    assert_eq!(day(&closed(&["2026-11-29", "2026-11-30"])), "2026-12-02");
    assert_eq!(day(&closed(&[])), "2026-11-30", "taken back");
    // One told while a day was closed is not due earlier because it was opened.
    let told = term(Length::WorkingDays(4), "2026-12-01");
    assert_eq!(reckon(&told, &[], &closed(&[])).due, "2026-12-01");
}

#[test]
fn days_and_months_end_on_a_working_day_and_a_named_day_is_that_day() {
    let end = |length| count(&length, "2026-11-24", &closed(&["2026-11-28"])).map(|counted| counted.day);
    assert_eq!(end(Length::Days(1)).as_deref(), Some("2026-11-25"));
    assert_eq!(
        end(Length::Days(3)).as_deref(),
        Some("2026-11-29"),
        "a Friday, then a closed Saturday"
    );
    // 3 Azar 1405 and two months is 3 Bahman, a Friday; the next two days are worked.
    assert_eq!(end(Length::Months(2)).as_deref(), Some("2027-01-23"));
    // The last day of the fiscal year is a holiday, and stays that day.
    assert_eq!(
        end(Length::Day("2027-03-20".to_owned())).as_deref(),
        Some("2027-03-20")
    );
    assert_eq!(end(Length::Day("2027-02-30".to_owned())), None);
    let over = count(&Length::Days(3), "2026-11-24", &closed(&["2026-11-28"])).unwrap();
    assert_eq!((over.weekends, over.holidays.len()), (1, 1));
}

#[test]
fn hours_run_through_nights_and_holidays() {
    let two_days = term(Length::Hours(60), "2026-11-26");
    let reckoned = reckon(&two_days, &[], &closed(&["2026-11-25"]));
    // From eight on Tuesday morning in Iran to eight on Thursday evening.
    assert_eq!(reckoned.due_at, at("2026-11-26T16:30"));
    assert_eq!(due(&reckoned), "2026-11-26");
    let pause = Pause {
        stood: at("2026-11-26T15:30"),
        ran_on: Some(at("2026-11-27T04:30")),
    };
    let on = reckon(&two_days, &[pause], &closed(&[]));
    assert_eq!(
        (on.due_at, on.left),
        (at("2026-11-27T07:30"), vec![1]),
        "at least three hours"
    );
    let late = Pause {
        stood: at("2026-11-26T17:30"),
        ran_on: Some(at("2026-11-27T04:30")),
    };
    assert_eq!(
        reckon(&two_days, &[late], &closed(&[])).due_at,
        at("2026-11-27T03:30"),
        "an hour late still"
    );
}

#[test]
fn the_clock_stands_while_the_judge_has_the_proof_and_runs_on_with_what_was_left() {
    let ten = term(Length::WorkingDays(10), "2026-12-08");
    let pause = |stood: &str, ran_on: &str| Pause {
        stood: at(&format!("{stood}T08:00")),
        ran_on: (!ran_on.is_empty()).then(|| at(&format!("{ran_on}T08:00"))),
    };
    // Six working days are left on Monday 30 November; refused a week later they begin anew.
    let reckoned = reckon(&ten, &[pause("2026-11-30", "2026-12-07")], &closed(&[]));
    assert_eq!(
        (due(&reckoned), reckoned.left.as_slice()),
        ("2026-12-15", &[6][..])
    );
    let standing = reckon(&ten, &[pause("2026-11-30", "")], &closed(&[]));
    assert_eq!(
        due(&standing),
        "2026-12-08",
        "while it stands the day is the one it had"
    );
    // On the last day none is left, and three are given.
    let last = reckon(&ten, &[pause("2026-12-08", "2026-12-09")], &closed(&[]));
    assert_eq!((due(&last), last.left.as_slice()), ("2026-12-14", &[0][..]));
    // Late by two working days when it came, it is late by two on the day of the refusal.
    let late = reckon(&ten, &[pause("2026-12-12", "2026-12-21")], &closed(&[]));
    let calendar = closed(&[]);
    assert_eq!(late.left, [-2]);
    assert_eq!(calendar.working_days_between(&late.due, "2026-12-21"), 2);
    // Twice refused, and a closure in the second stretch.
    let twice = [
        pause("2026-11-30", "2026-12-07"),
        pause("2026-12-12", "2026-12-13"),
    ];
    let reckoned = reckon(&ten, &twice, &closed(&["2026-12-14"]));
    assert_eq!(reckoned.left, [6, 3]);
    assert_eq!(due(&reckoned), "2026-12-19");
}
