//! Terms: the clock stands while a proof is judged, more time is a new term, and days in force are held against the records.

use golugah_county::calendar;
use golugah_county::calendar::actions::CloseDay;
use golugah_county::resolutions::actions::{ExtendResolution, JudgeEvidence, ReportResolution};
use golugah_county::resolutions::{self, late, matter};
use golugah_county::terms::{self, Extension, Length};
use golugah_persian::{Holiday, HolidayKind, WorkingCalendar};
use sea_orm::{ConnectionTrait, Database};

use crate::agenda::{call, close, due, holds, take};
use crate::databases::{Place, people, places};
use crate::site::County;

fn report(resolution: i64) -> ReportResolution {
    ReportResolution {
        resolution,
        text: "نامهٔ ۱۲".to_owned(),
        file_sha256: None,
    }
}

fn judge(resolution: i64, refused: bool) -> JudgeEvidence {
    JudgeEvidence {
        resolution,
        seen: None,
        refused_because: refused.then(|| "نامه پیوست نیست".to_owned()),
        calendar: WorkingCalendar::iran(),
    }
}

fn extend(resolution: i64, length: Option<Length>) -> ExtendResolution {
    ExtendResolution {
        resolution,
        extension: Extension {
            length,
            letter: "۹۰/۱".to_owned(),
            reason: "راه بسته است".to_owned(),
        },
        calendar: WorkingCalendar::iran(),
    }
}

async fn faults(place: &Place) -> Vec<String> {
    let base = WorkingCalendar::iran();
    let calendar = calendar::with_closures(place.db.read(), &base).await.unwrap();
    let faults = terms::recheck(&place.db, &calendar).await.unwrap();
    faults.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn the_clock_stands_while_a_proof_is_judged() {
    for place in places().await {
        let who = people(&place.db).await;
        let session = call(&place, &who).await;
        // From Tuesday 24 November, five working days: Tuesday 1 December.
        let resolution = place.does(&who.secretary, take(session, who.roads, 5)).await;
        let other = place.does(&who.secretary, take(session, who.roads, 5)).await;
        close(&place, &who, session, Vec::new()).await;
        assert_eq!(due(&place, resolution).await, "2026-12-01");
        place.wait(5);
        // Two working days are left on Sunday, and the secretary takes ten days to look.
        place.does(&who.head_of_roads, report(resolution)).await;
        place.wait(10);
        let overdue = late(place.db.read(), &place.today()).await.unwrap();
        assert_eq!(
            overdue.iter().map(|one| one.id).collect::<Vec<_>>(),
            [other],
            "it came in time"
        );
        place.does(&who.secretary, judge(resolution, true)).await;
        // Refused on Wednesday 9 December: three working days are Saturday to Monday.
        assert_eq!(due(&place, resolution).await, "2026-12-14");
        assert_eq!(faults(&place).await, Vec::<String>::new());
        // A late proof that proves nothing gives no new time: as late as it was when it came.
        let calendar = WorkingCalendar::iran();
        let before = calendar.working_days_between(&due(&place, other).await, &place.today());
        place.does(&who.head_of_roads, report(other)).await;
        place.wait(7);
        place.does(&who.secretary, judge(other, true)).await;
        let after = calendar.working_days_between(&due(&place, other).await, &place.today());
        assert_eq!((before, after), (6, 6));
        // Accepted, the day stays, whatever is closed later.
        place.does(&who.head_of_roads, report(resolution)).await;
        place.does(&who.secretary, judge(resolution, false)).await;
        let day = due(&place, resolution).await;
        let shut = CloseDay {
            day,
            name_fa: "برف".to_owned(),
            name_en: String::new(),
            letter: "۱".to_owned(),
            calendar: WorkingCalendar::iran(),
        };
        place.does(&who.secretary, shut).await;
        assert_eq!(due(&place, resolution).await, "2026-12-14");
        assert_eq!(faults(&place).await, Vec::<String>::new());
        holds(&place).await;
    }
}

#[tokio::test]
async fn more_time_is_a_new_term_by_letter() {
    for place in places().await {
        let who = people(&place.db).await;
        let session = call(&place, &who).await;
        let resolution = place.does(&who.secretary, take(session, who.roads, 5)).await;
        let urgent = place.does(&who.secretary, take(session, who.roads, 1)).await;
        close(&place, &who, session, Vec::new()).await;
        let days = |number| Some(Length::WorkingDays(number));
        place
            .may_not(
                &who.head_of_roads,
                extend(resolution, days(2)),
                "refusal-term-not-yours",
            )
            .await;
        place
            .may_not(&who.secretary, extend(resolution, None), "refusal-term-length")
            .await;
        let mut unsigned = extend(resolution, days(2));
        unsigned.extension.letter = " ".to_owned();
        place
            .may_not(&who.secretary, unsigned, "refusal-letter-missing")
            .await;
        let sooner = extend(resolution, Some(Length::Day("2026-11-30".to_owned())));
        place
            .may_not(&who.secretary, sooner, "refusal-term-not-later")
            .await;
        assert_eq!(
            place.does(&who.secretary, extend(resolution, days(2))).await,
            "2026-12-05"
        );
        // The last day of the fiscal year is a holiday and stays the day that was named.
        let on = |day: &str| extend(resolution, Some(Length::Day(day.to_owned())));
        // A year that was mistyped is refused; one that could have been meant is put right by a further letter, and never to a
        // day that was told before it.
        place
            .may_not(&who.secretary, on("2120-03-20"), "refusal-term-too-far")
            .await;
        place.does(&who.secretary, on("2028-03-20")).await;
        for told_before in ["2026-12-01", "2026-12-05"] {
            place
                .may_not(&who.secretary, on(told_before), "refusal-term-not-later")
                .await;
        }
        assert_eq!(place.does(&who.secretary, on("2027-03-10")).await, "2027-03-10");
        assert_eq!(due(&place, resolution).await, "2027-03-10");
        let year = on("2027-03-20");
        assert_eq!(place.does(&who.secretary, year).await, "2027-03-20");
        assert_eq!(due(&place, resolution).await, "2027-03-20");
        // Hours run through the night, and are late at their minute.
        place.wait(2);
        place
            .does(&who.secretary, extend(urgent, Some(Length::Hours(5))))
            .await;
        let in_force = terms::in_force(place.db.read(), &matter(urgent))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(in_force.due_at, "2026-11-26T09:30:00.000Z");
        let count = |at| resolutions::count_late(place.db.read(), at);
        let now = place.db.clock().now();
        assert_eq!(count(now.plus_seconds(5 * 3600 - 1)).await.unwrap(), 0);
        assert_eq!(count(now.plus_seconds(5 * 3600)).await.unwrap(), 1);
        place.does(&who.head_of_roads, report(urgent)).await;
        place
            .may_not(&who.secretary, extend(urgent, days(2)), "refusal-term-stands")
            .await;
        place.does(&who.secretary, judge(urgent, false)).await;
        place
            .may_not(&who.secretary, extend(urgent, days(2)), "refusal-term-ended")
            .await;
        assert_eq!(faults(&place).await, Vec::<String>::new());
        holds(&place).await;
    }
}

#[tokio::test]
async fn a_day_in_force_that_the_records_do_not_lead_to_is_named_and_put_right_at_the_start() {
    for place in places().await {
        let who = people(&place.db).await;
        let session = call(&place, &who).await;
        let mut taken = Vec::new();
        for _ in 0..4 {
            taken.push(place.does(&who.secretary, take(session, who.roads, 5)).await);
        }
        close(&place, &who, session, Vec::new()).await;
        let owner = Database::connect(place.url.as_str()).await.unwrap();
        for change in [
            "UPDATE terms_in_force SET due = '2030-01-01', due_at = '2030-01-01T20:30:00.000Z' WHERE record = 1",
            "UPDATE terms_in_force SET is_open = 0 WHERE record = 2",
            "DELETE FROM terms_in_force WHERE record = 3",
            "INSERT INTO terms_in_force SELECT 'resolution/99', kind, 99, term_id, agency_id, state, is_open, due, due_at, \
             stood_on, stood_at FROM terms_in_force WHERE record = 4",
        ] {
            owner.execute_unprepared(change).await.unwrap();
        }
        owner.close().await.unwrap();
        let named = faults(&place).await;
        assert_eq!(named.len(), 4, "{named:?}");
        for (fault, said) in named.iter().zip([
            "resolution/1: due 2030-01-01",
            "resolution/2: not what its term",
            "resolution/3: it has a term",
            "resolution/99: no term",
        ]) {
            assert!(fault.contains(said), "{fault}");
        }
        let calendar = WorkingCalendar::iran();
        assert_eq!(terms::refresh(&place.db, &calendar).await.unwrap(), 4);
        assert_eq!(faults(&place).await, Vec::<String>::new());
        assert_eq!(due(&place, taken[0]).await, "2026-12-01");
        // A program that knows of another holiday computes anew, once.
        let announced = calendar.with_holidays([Holiday {
            day: "2026-11-29".to_owned(),
            kind: HolidayKind::Official,
            fa: "عید".to_owned(),
            en: String::new(),
        }]);
        assert_eq!(terms::refresh(&place.db, &announced).await.unwrap(), 4);
        assert_eq!(due(&place, taken[0]).await, "2026-12-02");
        assert_eq!(terms::refresh(&place.db, &announced).await.unwrap(), 0);
        holds(&place).await;
    }
}

#[tokio::test]
async fn the_page_says_why_and_takes_an_extension() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let called = [("day", "۱۴۰۵/۰۹/۰۳"), ("hour", "۱۰:۰۰"), ("place", "سالن")];
        county.deed("/sessions", &secretary, &called).await;
        let taken = [
            ("text", "گذرگاه"),
            ("agency", "1"),
            ("working_days", "5"),
            ("proof", "نامه"),
            ("bottleneck", "0"),
        ];
        county.deed("/sessions/1/resolutions", &secretary, &taken).await;
        county.closes(1, &secretary).await;
        let page = county.page("/resolutions/1", &secretary).await;
        assert!(
            page.contains("۱۰ آذر ۱۴۰۵") && page.contains("۵ روز کاری پس از ۳ آذر ۱۴۰۵"),
            "{page}"
        );
        let longer = [
            ("kind", "months"),
            ("number", "۲"),
            ("day", ""),
            ("letter", "۹۰/۱"),
            ("extension_reason", "راه بسته است"),
        ];
        county.deed("/resolutions/1/term", &secretary, &longer).await;
        let page = county.page("/resolutions/1", &secretary).await;
        assert!(
            page.contains("۱۰ بهمن ۱۴۰۵") && page.contains("۹۰/۱") && page.contains("راه بسته است"),
            "{page}"
        );
        assert!(page.contains("سررسید ۱۰ آذر ۱۴۰۵ گفته شده بود"), "{page}");
        let head = county.sign_in("rah").await;
        county
            .deed("/resolutions/1/report", &head, &[("text", "نامهٔ ۱۲")])
            .await;
        let page = county.page("/resolutions/1", &secretary).await;
        assert!(page.contains("تا بررسی آن مهلت نمی‌گذرد"), "{page}");
        county.place.wait(1);
        let secretary = county.sign_in("dabir").await;
        county
            .deed(
                "/resolutions/1/judge",
                &secretary,
                &[("verdict", "refuse"), ("reason", "نامه نیست"), ("evidence", "1")],
            )
            .await;
        let english = county.page("/en/resolutions/1", &secretary).await;
        assert!(english.contains("no time passed; working days left"), "{english}");
    }
}
