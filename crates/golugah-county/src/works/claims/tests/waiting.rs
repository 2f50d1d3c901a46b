//! What waits for the province for too long: on the page of the day, in the list, before the council.

use golugah_county::claims::actions::{
    AskClaim, AskMore, Ended, NoteNotice, NotePromise, NoteReceipt, NoteRefusal,
};
use golugah_county::sessions::actions::{CloseSession, DecideItem};
use golugah_county::sessions::agenda;
use golugah_persian::WorkingCalendar;

use super::{actor, ask, noted, sitting};
use crate::agenda::{holds, take};
use crate::site::County;

#[tokio::test]
async fn what_waits_for_too_long_is_found_by_its_head_the_secretary_and_the_council() {
    for mut county in County::all().await {
        let secretary = actor(1, "secretary");
        let claim = county.place.does(&secretary, ask(&county.place, 1)).await;
        let rah = county.sign_in("rah").await;
        let page = county.page("/claims/1", &rah).await;
        assert!(
            page.contains("notice--waits") && !page.contains("notice--late"),
            "{page}"
        );
        assert!(!county.page("/today", &rah).await.contains("بی‌پاسخ"));
        county.place.wait(60);
        let (rah, dabir) = (county.sign_in("rah").await, county.sign_in("dabir").await);
        let behdasht = county.sign_in("behdasht").await;
        let days = WorkingCalendar::iran().working_days_between("2026-11-24", &county.place.today());
        let said = format!(
            "{} روز کاری بی‌پاسخ",
            golugah_persian::persian_digits(&days.to_string())
        );
        assert!(days > 30, "{days}");
        for (cookie, path, sees) in [
            (&rah, "/today", true),
            (&dabir, "/today", true),
            (&behdasht, "/today", false),
            (&behdasht, "/claims?waiting=true", true),
            (&behdasht, "/claims?waiting=true&agency=1", true),
            (&behdasht, "/claims?waiting=true&agency=2", false),
        ] {
            assert_eq!(county.page(path, cookie).await.contains(&said), sees, "{path}");
        }
        let late = format!(
            "{} روز کاری است که",
            golugah_persian::persian_digits(&days.to_string())
        );
        assert!(county.page("/claims/1", &rah).await.contains(&late));
        assert!(
            county
                .page("/claims/1/letter", &rah)
                .await
                .contains("پاسخی به این دستگاه نرسیده")
        );

        // It is proposed with its reason, put on the agenda, decided about, and its page tells of that.
        let session = sitting(&county, &secretary).await;
        let page = county.page(&format!("/sessions/{session}"), &dabir).await;
        assert!(
            page.contains("روز کاری است که ادارهٔ کل پاسخ نداده است") && page.contains("value=\"claim/1\""),
            "{page}"
        );
        assert!(
            county
                .page("/claims/1", &dabir)
                .await
                .contains("action=\"/agenda\"")
        );
        county.deed("/agenda", &dabir, &[("matter", "claim/1")]).await;
        assert!(
            !county
                .page("/claims/1", &dabir)
                .await
                .contains("action=\"/agenda\"")
        );
        let item = agenda(county.place.db.read(), session).await.unwrap()[0].id;
        let decide = DecideItem {
            session,
            item,
            demand: take(session, 1, 5).demand,
        };
        county.place.does(&secretary, decide).await;
        let close = CloseSession {
            session,
            version: 1,
            minutes: "گفتگو شد".to_owned(),
            done: Vec::new(),
            calendar: WorkingCalendar::iran(),
        };
        county.place.does(&secretary, close).await;
        let page = county.page("/claims/1", &rah).await;
        assert!(
            page.contains("پل تا پایان هفته باز شود") && page.contains(&format!("/sessions/{session}")),
            "{page}"
        );

        // A promise is an answer, and a notice ends the waiting.
        let place = &county.place;
        place
            .does(&secretary, NotePromise(noted(place, claim, 100, "۱").await))
            .await;
        assert!(!county.page("/today", &rah).await.contains(&said));
        county.place.wait(60);
        let rah = county.sign_in("rah").await;
        assert!(
            county
                .page("/today", &rah)
                .await
                .contains("از وعده گذشته و همهٔ آن ابلاغ نشده است")
        );
        let place = &county.place;
        place
            .does(&secretary, NoteNotice(noted(place, claim, 100, "۲").await))
            .await;
        assert!(!county.page("/today", &rah).await.contains("از وعده گذشته"));
        assert!(
            county
                .page("/claims?waiting=true", &rah)
                .await
                .contains("هیچ درخواستی بیش از")
        );
        holds(&county.place).await;
    }
}

#[tokio::test]
async fn many_that_wait_are_counted_and_paged() {
    for mut county in County::all().await {
        let secretary = actor(1, "secretary");
        for number in 0..63 {
            let claim = AskClaim {
                title: format!("طرح {number}"),
                ..ask(&county.place, 1 + number % 2)
            };
            county.place.does(&secretary, claim).await;
        }
        county.place.wait(60);
        let (rah, dabir) = (county.sign_in("rah").await, county.sign_in("dabir").await);
        // Thirty-two of them are of the first agency.
        let page = county.page("/today", &rah).await;
        assert_eq!(page.matches("row--own").count(), 4);
        assert!(page.contains("۲۹ درخواست دیگر"), "{page}");
        let rows = |page: &str| page.matches("<tr><th scope=\"row\">").count();
        let first = county.page("/claims?waiting=true", &dabir).await;
        assert!(rows(&first) == 50 && first.contains("<span class=\"count count--late\">۶۳</span>"));
        let next = first.split("rel=\"next\" href=\"").nth(1).unwrap();
        let next = next.split('"').next().unwrap().replace("&#38;", "&");
        assert_eq!(rows(&county.page(&format!("/claims{next}"), &dabir).await), 13);
        let own = county.page("/claims?waiting=true&agency=1", &dabir).await;
        assert_eq!(rows(&own), 32);
        let all = county.page("/claims?agency=2", &dabir).await;
        assert_eq!(rows(&all), 31);
        let session = sitting(&county, &secretary).await;
        let page = county.page(&format!("/sessions/{session}"), &dabir).await;
        assert_eq!(page.matches("value=\"claim/").count(), 5);
        assert!(page.contains("۵۸ درخواست دیگر"), "{page}");
    }
}

#[tokio::test]
async fn what_was_refused_waits_no_more_until_it_is_asked_again() {
    for mut county in County::all().await {
        let secretary = actor(1, "secretary");
        let claim = county.place.does(&secretary, ask(&county.place, 1)).await;
        county.place.wait(60);
        let waits = async |county: &mut County| {
            let cookie = county.sign_in("dabir").await;
            county
                .page("/claims?waiting=true", &cookie)
                .await
                .contains("/claims/1\"")
        };
        assert!(waits(&mut county).await);
        let refused = Ended {
            claim,
            version: 1,
            day: county.place.today(),
            letter: "۹۹".to_owned(),
            ground: "نبود اعتبار".to_owned(),
        };
        county.place.does(&secretary, NoteRefusal(refused)).await;
        assert!(!waits(&mut county).await);
        let cookie = county.sign_in("rah").await;
        let page = county.page("/claims/1", &cookie).await;
        assert!(
            page.contains("پاسخ منفی استان") && page.contains("نبود اعتبار"),
            "{page}"
        );
        assert!(
            page.contains("action=\"/claims/1/asked\""),
            "another letter would begin it anew"
        );
        assert!(!page.contains("/claims/1/letter") && !page.contains("/claims/1/withdrawn"));
        county.place.wait(1);
        let again = noted(&county.place, claim, 5, "۱۱۰/۱۴").await;
        county.place.does(&secretary, AskMore(again)).await;
        assert!(!waits(&mut county).await, "its days begin anew");
        let cookie = county.sign_in("rah").await;
        let letter = county.page("/claims/1/letter", &cookie).await;
        let refused = letter.find("پاسخ منفی استان").unwrap();
        assert!(letter.find("۱۱۰/۱۲").unwrap() < refused && refused < letter.find("۱۱۰/۱۴").unwrap());
        county.place.wait(60);
        assert!(waits(&mut county).await);
        holds(&county.place).await;
    }
}

#[tokio::test]
async fn a_part_that_arrived_silences_no_delay_and_the_rest_is_named() {
    for mut county in County::all().await {
        let secretary = actor(1, "secretary");
        let place = &county.place;
        let claim = place.does(&secretary, ask(place, 1)).await;
        let promise = NotePromise(noted(place, claim, 120, "۱").await);
        place.does(&secretary, promise).await;
        place.wait(60);
        let part = NoteReceipt(noted(place, claim, 50, "۲").await);
        place.does(&secretary, part).await;
        let late = "۷۰ ریال هنوز نرسیده است";
        for (name, path) in [
            ("rah", "/claims/1"),
            ("rah", "/today"),
            ("dabir", "/today"),
            ("rah", "/claims/1/letter"),
        ] {
            let cookie = county.sign_in(name).await;
            let page = county.page(path, &cookie).await;
            assert!(page.contains(late) && page.contains("وعده"), "{path}: {page}");
        }
        let dabir = county.sign_in("dabir").await;
        let listed = county.page("/claims?waiting=true", &dabir).await;
        assert!(listed.contains("/claims/1\""), "{listed}");

        // A notice of a part leaves the promise to be kept; the whole of it begins days of its own.
        let place = &county.place;
        let notice = NoteNotice(noted(place, claim, 50, "۳").await);
        place.does(&secretary, notice).await;
        assert!(county.page("/claims/1", &dabir).await.contains(late));
        let place = &county.place;
        let notice = NoteNotice(noted(place, claim, 70, "۴").await);
        place.does(&secretary, notice).await;
        assert!(!county.page("/claims/1", &dabir).await.contains(late));
        county.place.wait(60);
        let dabir = county.sign_in("dabir").await;
        let page = county.page("/claims/1", &dabir).await;
        assert!(
            page.contains(late) && page.contains("از ابلاغ اعتبار گذشته"),
            "{page}"
        );
        let place = &county.place;
        let whole = NoteReceipt(noted(place, claim, 70, "۵").await);
        place.does(&secretary, whole).await;
        let listed = county.page("/claims?waiting=true", &dabir).await;
        assert!(!listed.contains("/claims/1\""), "{listed}");
        holds(&county.place).await;
    }
}
