use super::*;
use crate::Language::{English, Persian};
use crate::{days_between, plus_days};

fn closure(day: &str, fa: &str) -> Holiday {
    Holiday {
        day: day.to_owned(),
        kind: HolidayKind::Closure,
        fa: fa.to_owned(),
        en: String::new(),
    }
}

/// The reasons in one line: days of the week in English, names in Persian.
fn reasons(calendar: &WorkingCalendar, day: &str) -> Vec<String> {
    match calendar.workday(day).expect("a day") {
        Workday::Works => vec!["works".to_owned()],
        Workday::Unknown => vec!["unknown".to_owned()],
        Workday::Rests(reasons) => reasons
            .iter()
            .map(|reason| match reason {
                Rest::Weekly(weekday) => weekday.name(English).to_owned(),
                Rest::Holiday(holiday) if holiday.kind == HolidayKind::Estimated => {
                    format!("{}?", holiday.fa)
                }
                Rest::Holiday(holiday) => holiday.fa.clone(),
            })
            .collect(),
    }
}

#[test]
fn due_days_are_those_that_another_program_counted() {
    let offices = WorkingCalendar::iran();
    let service_units = offices.clone().for_service_units();
    let rows = include_str!("../../tests/oracle/due_days.csv");
    for row in rows.lines().skip(1) {
        let [from, count, thursdays, day, skipped] = row.split(',').collect::<Vec<_>>().try_into().unwrap();
        let calendar = if thursdays == "yes" {
            &service_units
        } else {
            &offices
        };
        let count: u32 = count.parse().unwrap();
        let due = calendar.due(from, count).unwrap();
        assert_eq!(due.day, day, "{row}");
        assert_eq!(due.skipped.len().to_string(), skipped, "{row}");
        assert!(!due.beyond_known, "{row}");
        let between = i64::from(count);
        assert_eq!(calendar.working_days_between(from, day), between, "{row}");
        assert_eq!(calendar.working_days_between(day, from), -between, "{row}");
        let passed = between + i64::try_from(due.skipped.len()).unwrap();
        assert_eq!(days_between(from, day), Some(passed), "{row}");
        let weekly = due
            .skipped
            .iter()
            .filter(|off| matches!(off.reasons[0], Rest::Weekly(_)))
            .count();
        assert_eq!(usize::try_from(due.weekends).unwrap(), weekly, "{row}");
    }
    assert_eq!(rows.lines().count(), 401);
}

#[test]
fn dates_are_those_that_another_program_has() {
    let rows = include_str!("../../tests/oracle/dates.csv");
    for row in rows.lines().skip(1) {
        let [day, jalali, weekday] = row.split(',').collect::<Vec<_>>().try_into().unwrap();
        let date = JalaliDate::from_typed(jalali).unwrap();
        assert_eq!(date.to_rfc3339().as_deref(), Some(day));
        assert_eq!(date, JalaliDate::from_typed(day).unwrap(), "{row}");
        assert_eq!(crate::latin_digits(&date.short()), jalali);
        assert_eq!(date.weekday().unwrap().index().to_string(), weekday, "{row}");
    }
    assert_eq!(rows.lines().count(), 301);
}

#[test]
fn a_due_date_says_which_days_it_passed_over() {
    // Three working days from Sunday 26 Esfand of the leap year 1403: Monday and Tuesday count, then Nowruz lies between.
    let due = WorkingCalendar::iran().due("2025-03-16", 3).unwrap();
    assert_eq!(due.day, "2025-03-25");
    let skipped: Vec<_> = due.skipped.iter().map(|off| off.day.as_str()).collect();
    assert_eq!(
        skipped,
        [
            "2025-03-19",
            "2025-03-20",
            "2025-03-21",
            "2025-03-22",
            "2025-03-23",
            "2025-03-24"
        ]
    );
    let holidays: Vec<_> = due.holidays.iter().map(|holiday| holiday.day.as_str()).collect();
    assert_eq!(
        holidays,
        [
            "2025-03-19",
            "2025-03-22",
            "2025-03-22",
            "2025-03-23",
            "2025-03-24"
        ]
    );
    assert!(!due.beyond_known && !due.may_move);
}

#[test]
fn a_day_has_all_its_reasons() {
    let calendar = WorkingCalendar::iran();
    for (day, expected) in [
        ("2026-11-24", &["works"][..]),
        ("2026-11-26", &["Thursday"]),
        ("2026-11-27", &["Friday"]),
        ("2024-04-01", &["روز طبیعت", "شهادت حضرت علی (ع)"]),
        ("2025-03-20", &["Thursday", "آخرین روز سال"]),
        ("2025-03-21", &["Friday", "جشن نوروز"]),
        ("2026-03-20", &["Friday", "روز ملی شدن صنعت نفت"]),
        ("2026-03-21", &["جشن نوروز", "عید سعید فطر"]),
        ("2026-03-25", &["works"]),
        ("2024-07-16", &["عاشورای حسینی"]),
        ("2024-07-17", &["works"]),
        ("2027-06-16", &["عاشورای حسینی?"]),
        ("2023-08-01", &["works"]),
        ("2023-08-02", &["تعطیل عمومی به سبب گرمای هوا"]),
        ("2022-03-21", &["unknown"]),
        ("2029-03-19", &["روز ملی شدن صنعت نفت"]),
        ("2029-03-24", &["unknown"]),
    ] {
        assert_eq!(reasons(&calendar, day), expected, "{day}");
    }
}

#[test]
fn a_closure_moves_a_due_date_and_service_units_work_on_thursdays() {
    let calendar = WorkingCalendar::iran();
    assert_eq!(calendar.due("2026-11-22", 1).unwrap().day, "2026-11-23");
    let closed = calendar.clone().with_holidays([
        closure("2026-11-23", "آلودگی هوا"),
        closure("1405/09/03", "بی‌روز"),
    ]);
    let due = closed.due("2026-11-22", 1).unwrap();
    assert_eq!(due.day, "2026-11-24");
    let [named] = &due.holidays[..] else {
        panic!("{due:?}");
    };
    assert_eq!(due.skipped[0].reasons, [Rest::Holiday(named.clone())]);
    assert_eq!(
        (named.name(Persian), named.name(English)),
        ("آلودگی هوا", "آلودگی هوا")
    );
    assert_eq!(calendar.due("2026-11-25", 1).unwrap().day, "2026-11-28");
    assert_eq!(
        calendar.for_service_units().due("2026-11-25", 1).unwrap().day,
        "2026-11-26"
    );
}

#[test]
fn another_week_holds_from_its_day_on() {
    let rest = |weekday, from: Option<&str>, until: Option<&str>| WeeklyRest {
        weekday,
        from: from.map(str::to_owned),
        until: until.map(str::to_owned),
        offices_only: false,
    };
    let calendar = WorkingCalendar::iran().with_weekly_rest([
        rest(Weekday::Friday, None, None),
        rest(Weekday::Thursday, None, Some("2026-11-19")),
        rest(Weekday::Saturday, Some("2026-11-21"), None),
    ]);
    assert_eq!(reasons(&calendar, "2026-11-14"), ["works"]);
    assert_eq!(reasons(&calendar, "2026-11-19"), ["Thursday"]);
    assert_eq!(reasons(&calendar, "2026-11-21"), ["Saturday"]);
    assert_eq!(reasons(&calendar, "2026-11-26"), ["works"]);
}

#[test]
fn an_estimated_holiday_may_move_a_due_date_until_it_is_announced() {
    // Eid al-Fitr of 1405 is estimated for Wednesday 19 Esfand, its second day for Thursday.
    let calendar = WorkingCalendar::iran();
    let due = calendar.due("2027-03-08", 1).unwrap();
    assert_eq!((due.day.as_str(), due.may_move), ("2027-03-09", true));
    assert!(
        !calendar.due("2027-03-07", 1).unwrap().may_move,
        "two days before"
    );
    assert!(
        calendar.due("2027-03-10", 1).unwrap().may_move,
        "from the day itself"
    );
    assert!(
        calendar.due("2027-03-11", 1).unwrap().may_move,
        "its second day is estimated too"
    );
    assert!(!calendar.due("2027-03-12", 1).unwrap().may_move, "the day after");

    let earlier = calendar
        .clone()
        .with_announcement("2027-03-10", "2027-03-09")
        .unwrap();
    let due = earlier.due("2027-03-08", 1).unwrap();
    assert_eq!((due.day.as_str(), due.may_move), ("2027-03-10", true));
    let settled = earlier.with_announcement("2027-03-11", "2027-03-10").unwrap();
    let due = settled.due("2027-03-08", 1).unwrap();
    assert_eq!((due.day.as_str(), due.may_move), ("2027-03-13", false));

    let confirmed = calendar
        .clone()
        .with_announcement("2027-03-10", "2027-03-10")
        .unwrap();
    assert_eq!(reasons(&confirmed, "2027-03-10"), ["عید سعید فطر"]);
    assert!(
        calendar
            .clone()
            .with_announcement("2026-06-25", "2026-06-26")
            .is_none(),
        "not estimated"
    );
    assert!(calendar.with_announcement("2027-03-10", "1405/12/19").is_none());
}

#[test]
fn what_is_not_known_is_said_and_a_year_can_be_added() {
    let calendar = WorkingCalendar::iran();
    assert_eq!(calendar.known_years(), 1402..=1407);
    // Nowruz is known for every year, and 1 Farvardin 1408 is a Tuesday; what else may lie there is not.
    let due = calendar.due("2029-03-18", 2).unwrap();
    assert!(due.beyond_known);
    assert_eq!((due.day.as_str(), due.skipped.len()), ("2029-03-25", 5));
    assert!(!calendar.due("2029-03-14", 2).unwrap().beyond_known);
    assert!(
        calendar.due("2023-03-18", 2).unwrap().beyond_known,
        "days before the first known year"
    );
    assert!(
        !calendar.due("2023-03-20", 2).unwrap().beyond_known,
        "the first day itself does not count"
    );

    let feast = |day: &str| Holiday {
        day: day.to_owned(),
        fa: "عید سعید قربان".to_owned(),
        en: "Eid al-Adha".to_owned(),
        kind: HolidayKind::Official,
    };
    let longer = calendar.clone().with_year(1408, [feast("2029-04-25")]).unwrap();
    assert_eq!(longer.known_years(), 1402..=1408);
    assert!(!longer.due("2029-03-18", 2).unwrap().beyond_known);
    assert_eq!(reasons(&longer, "2029-04-25"), ["عید سعید قربان"]);
    assert_eq!(
        reasons(&longer, "2030-03-20"),
        ["آخرین روز سال"],
        "1408 is a leap year"
    );
    assert!(calendar.clone().with_year(1409, []).is_none(), "a gap");
    assert!(
        calendar.with_year(1408, [feast("2028-04-25")]).is_none(),
        "a day of another year"
    );
}

#[test]
fn lateness_is_given_in_working_and_in_calendar_days() {
    let calendar = WorkingCalendar::iran();
    let late = |today| {
        let late = calendar.late_by("2026-11-25", today).unwrap();
        (late.working_days, late.calendar_days)
    };
    assert_eq!(late("2026-11-24"), (0, 0));
    assert_eq!(late("2026-11-25"), (0, 0));
    assert_eq!(
        late("2026-11-27"),
        (0, 2),
        "no working day has passed since Wednesday"
    );
    assert_eq!(late("2026-11-28"), (1, 3));
    assert_eq!(calendar.late_by("1405/09/04", "2026-11-28"), None);
}

#[test]
fn what_is_no_day_or_too_far_is_refused() {
    let calendar = WorkingCalendar::iran();
    assert_eq!(calendar.due("1405/09/03", 5), None);
    assert_eq!(calendar.due("2026-02-30", 5), None);
    assert_eq!(calendar.due("2026-11-24", u32::MAX), None);
    assert_eq!(calendar.due("9999-12-20", 20), None);
    assert_eq!(calendar.workday(""), None);
    assert_eq!(calendar.working_days_between("1405/09/03", "2026-11-24"), 0);
    let due = calendar.due("2026-11-27", 0).unwrap();
    assert_eq!((due.day.as_str(), due.skipped.len()), ("2026-11-27", 0));
}

#[test]
fn the_order_of_added_rows_changes_nothing() {
    let rows: Vec<_> = (0..40)
        .filter_map(|n| plus_days("2026-12-01", n * 3))
        .flat_map(|day| [closure(&day, "سرما"), closure(&day, "آلودگی هوا")])
        .collect();
    let forward = WorkingCalendar::iran().with_holidays(rows.clone());
    let backward = WorkingCalendar::iran().with_holidays(rows.into_iter().rev());
    assert_eq!(forward.due("2026-11-24", 60), backward.due("2026-11-24", 60));
}

#[test]
fn counting_over_two_thousand_years_ends() {
    let calendar = WorkingCalendar::iran().with_weekly_rest([]);
    let all = days_between("1001-01-01", "2999-12-31").unwrap();
    let counted = calendar.working_days_between("1001-01-01", "2999-12-31");
    assert!(
        counted > all - 12 * 1_600 - 200 && counted < all,
        "{counted} of {all}"
    );
}
