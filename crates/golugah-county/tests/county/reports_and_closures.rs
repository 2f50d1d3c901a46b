//! Reports that agencies owe, and days on which an order closed the offices.

use golugah_county::calendar::actions::{CloseDay, OpenDay};
use golugah_county::reports;
use golugah_county::reports::actions::{BookReport, GiveReport, SetRota};
use golugah_county::sessions::actions::RemoveItem;
use golugah_county::sessions::agenda;
use golugah_persian::WorkingCalendar;

use crate::agenda::{call, close, due, holds, take, titles};
use crate::databases::{people, places};
use crate::site::County;

#[tokio::test]
async fn a_report_that_is_not_given_goes_to_the_next_session_and_is_late() {
    for place in places().await {
        let who = people(&place.db).await;
        let first = call(&place, &who).await;
        let book = |session| BookReport {
            session,
            agency: who.roads,
            title: "گزارش راهداری".to_owned(),
        };
        let report = place.does(&who.secretary, book(first)).await;
        place
            .may_not(&who.secretary, book(first), "refusal-report-booked")
            .await;
        assert_eq!(
            titles(&place, first).await.len(),
            1,
            "a refused booking leaves no item behind"
        );
        let give = |text: &str| GiveReport {
            report,
            seen: None,
            text: text.to_owned(),
        };
        place
            .may_not(&who.head_of_health, give("ما"), "refusal-not-the-reporter")
            .await;
        place
            .may_not(&who.secretary, give("ما"), "refusal-not-the-reporter")
            .await;
        place
            .may_not(&who.head_of_roads, give(" "), "refusal-text-missing")
            .await;
        let resolved = place.does(&who.secretary, take(first, who.roads, 20)).await;
        close(&place, &who, first, Vec::new()).await;
        place
            .may_not(&who.head_of_roads, give("دیر"), "refusal-report-closed")
            .await;

        place.wait(10);
        let second = call(&place, &who).await;
        let owed = reports::report(place.db.read(), report).await.unwrap().unwrap();
        assert_eq!((owed.session_id, owed.missed), (second, 1));
        let turns = reports::turns(place.db.read()).await.unwrap();
        assert_eq!(
            turns
                .iter()
                .map(|turn| (turn.agency_id, turn.missed, turn.since))
                .collect::<Vec<_>>(),
            [(who.roads, 1, 1), (who.roads + 1, 0, 1)]
        );
        // Given, it carries the agency's own figures, and can be written anew until the session is closed.
        place.does(&who.head_of_roads, give("نخستین متن")).await;
        place.does(&who.head_of_roads, give("متن نهایی")).await;
        let given = reports::report(place.db.read(), report).await.unwrap().unwrap();
        let figures: reports::Figures = serde_json::from_str(&given.figures).unwrap();
        assert_eq!(
            (
                given.state.as_str(),
                given.text.as_str(),
                figures.open,
                figures.kept
            ),
            ("given", "متن نهایی", 1, 0)
        );
        assert!(resolved > 0);
        // Another agency is heard and does not write; a third booking is taken back with its item.
        let heard = BookReport {
            session: second,
            agency: who.roads + 1,
            title: "گزارش بهداشت".to_owned(),
        };
        let heard = place.does(&who.secretary, heard).await;
        let items = agenda(place.db.read(), second).await.unwrap();
        close(&place, &who, second, items.iter().map(|item| item.id).collect()).await;
        let state = |id| {
            let db = place.db.clone();
            async move { reports::report(db.read(), id).await.unwrap().unwrap().state }
        };
        assert_eq!(state(heard).await, "heard");
        place.wait(1);
        let third = call(&place, &who).await;
        let booked = place.does(&who.secretary, book(third)).await;
        let on = agenda(place.db.read(), third).await.unwrap();
        let off = RemoveItem {
            session: third,
            item: on.iter().find(|item| item.kind == "report").unwrap().id,
            reason: "رئیس اداره در مأموریت است".to_owned(),
        };
        place.does(&who.secretary, off).await;
        assert_eq!(state(booked).await, "unbooked");
        place.does(&who.secretary, book(third)).await;
        place
            .may_not(&who.secretary, SetRota { each: 0 }, "refusal-rota")
            .await;
        for each in [1, 3] {
            place.does(&who.secretary, SetRota { each }).await;
            assert_eq!(reports::each(place.db.read()).await.unwrap(), each);
        }
        holds(&place).await;
    }
}

#[tokio::test]
async fn a_closure_is_counted_by_no_term_and_its_end_gives_the_computed_day_again() {
    for place in places().await {
        let who = people(&place.db).await;
        let first = call(&place, &who).await;
        // Tuesday 24 November: one working day leads to Wednesday, two to Saturday.
        let wednesday = place.does(&who.secretary, take(first, who.roads, 1)).await;
        let saturday = place.does(&who.secretary, take(first, who.roads, 2)).await;
        close(&place, &who, first, Vec::new()).await;
        assert_eq!(due(&place, wednesday).await, "2026-11-25");
        let shut = |day: &str, letter: &str| CloseDay {
            day: day.to_owned(),
            name_fa: "آلودگی هوا".to_owned(),
            name_en: "Bad air".to_owned(),
            letter: letter.to_owned(),
            calendar: WorkingCalendar::iran(),
        };
        for (day, letter, key) in [
            ("2026-11-27", "۱", "refusal-day-rests"),
            ("2026-02-30", "۱", "refusal-no-day"),
            ("2026-11-25", " ", "refusal-letter-missing"),
        ] {
            place.may_not(&who.secretary, shut(day, letter), key).await;
        }
        let (closure, moved) = place.does(&who.secretary, shut("2026-11-25", "۱۲۰/۵۵")).await;
        assert_eq!(moved, 2);
        place
            .may_not(&who.secretary, shut("2026-11-25", "۲"), "refusal-day-rests")
            .await;
        assert_eq!(due(&place, wednesday).await, "2026-11-28");
        assert_eq!(
            due(&place, saturday).await,
            "2026-11-29",
            "two working days were given, and two are counted"
        );
        // A later resolution counts with it.
        let second = call(&place, &who).await;
        let later = place.does(&who.secretary, take(second, who.roads, 1)).await;
        close(&place, &who, second, Vec::new()).await;
        assert_eq!(due(&place, later).await, "2026-11-28");

        let open = |letter: &str| OpenDay {
            closure,
            letter: letter.to_owned(),
            calendar: WorkingCalendar::iran(),
        };
        place
            .may_not(&who.secretary, open(""), "refusal-letter-missing")
            .await;
        assert_eq!(place.does(&who.secretary, open("۱۲۰/۵۶")).await, 2);
        place
            .may_not(&who.secretary, open("۱۲۰/۵۷"), "refusal-closure-taken-back")
            .await;
        assert_eq!(due(&place, wednesday).await, "2026-11-25");
        assert_eq!(
            due(&place, later).await,
            "2026-11-28",
            "what was told in the session stands"
        );

        // Taken back when the old day has passed, nobody is late for having trusted the order.
        let (closure, _) = place.does(&who.secretary, shut("2026-11-25", "۱۲۰/۵۸")).await;
        place.wait(2);
        let open = OpenDay {
            closure,
            letter: "۱۲۰/۵۹".to_owned(),
            calendar: WorkingCalendar::iran(),
        };
        assert_eq!(place.does(&who.secretary, open).await, 0);
        assert_eq!(due(&place, wednesday).await, "2026-11-28");
        holds(&place).await;
    }
}

#[tokio::test]
async fn what_an_agency_owes_beyond_a_page_is_a_link_away() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let today = county.place.today();
        let called = [("day", today.as_str()), ("hour", "10:00"), ("place", "سالن")];
        county.deed("/sessions", &secretary, &called).await;
        let take = [
            ("text", "راه ایمن شود"),
            ("agency", "1"),
            ("working_days", "5"),
            ("proof", "عکس"),
        ];
        for _ in 0..50 {
            county.deed("/sessions/1/resolutions", &secretary, &take).await;
        }
        county.closes(1, &secretary).await;
        let more = "href=\"/resolutions?agency=1\"";
        let page = county.page("/agencies/1", &secretary).await;
        assert!(!page.contains(more), "these are all: {page}");
        county.deed("/sessions", &secretary, &called).await;
        for _ in 0..3 {
            county.deed("/sessions/2/resolutions", &secretary, &take).await;
        }
        let other = [
            ("agency", "2"),
            ("text", "دیگر"),
            ("working_days", "5"),
            ("proof", "عکس"),
        ];
        county.deed("/sessions/2/resolutions", &secretary, &other).await;
        county.closes(2, &secretary).await;
        let page = county.page("/agencies/1", &secretary).await;
        assert!(page.contains(more), "{page}");
        let rows = |page: &str| page.matches("<th scope=\"row\"").count();
        let list = county.page("/resolutions?agency=1", &secretary).await;
        assert_eq!(rows(&list), 50, "{list}");
        let at = list.find("rel=\"next\" href=\"").unwrap();
        let next = list[at + 17..].split('"').next().unwrap();
        let next = next.replace("&#38;", "&").replace("&amp;", "&");
        let rest = county.page(&format!("/resolutions{next}"), &secretary).await;
        assert_eq!(rows(&rest), 3, "{next}: {rest}");
        // An agency's head finds another's, too, and its own where nothing is said.
        let head = county.sign_in("behdasht").await;
        assert_eq!(rows(&county.page("/resolutions", &head).await), 1);
        assert_eq!(rows(&county.page("/resolutions?agency=1", &head).await), 50);
    }
}
