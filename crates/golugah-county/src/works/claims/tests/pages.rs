//! What the pages show: oddities, refused forms with what was typed, the letter.

use axum::http::StatusCode;
use golugah_county::claims::actions::{
    AskClaim, AskMore, CorrectMove, NoteNotice, NotePromise, NoteReceipt, NoteSpending, Noted,
};
use golugah_county::claims::{self, Oddity, Step};
use golugah_desk::Deed;

use super::{actor, ask, course, noted};
use crate::agenda::holds;
use crate::site::County;

#[tokio::test]
async fn oddities_are_entered_and_listed_and_each_step_is_a_deed_of_its_case() {
    for mut county in County::all().await {
        let place = &county.place;
        let secretary = actor(1, "secretary");
        let claim = place.does(&secretary, ask(place, 1)).await;
        let day_before = Noted {
            day: "2026-11-01".to_owned(),
            ..noted(place, claim, 100, "۵").await
        };
        place.does(&secretary, NotePromise(day_before)).await;
        place
            .does(&secretary, AskMore(noted(place, claim, 50, "۱۱۰/۱۳").await))
            .await;
        place
            .does(&secretary, NoteNotice(noted(place, claim, 100, "۶").await))
            .await;
        place
            .does(&secretary, NoteReceipt(noted(place, claim, 132, "۷").await))
            .await;
        place
            .does(&secretary, NoteSpending(noted(place, claim, 132, "۸").await))
            .await;
        let course = course(place, claim).await;
        let odd = [
            Oddity::Before(Step::Promised, Step::Asked),
            Oddity::More(Step::Received, Step::Notified),
        ];
        assert_eq!((course.oddities(), course.remaining()), (odd.to_vec(), 18));
        let entries = place.db.entries(0, 1_000).await.unwrap();
        let case = |name: &str| {
            entries
                .iter()
                .any(|entry| entry.contains(&format!("\"{name}\"")) && entry.contains("\"claim/1\""))
        };
        for deed in [
            AskClaim::NAME,
            AskMore::NAME,
            NotePromise::NAME,
            NoteNotice::NAME,
            NoteReceipt::NAME,
        ] {
            assert!(case(deed), "{deed}");
        }
        assert!(case(NoteSpending::NAME) && !case(CorrectMove::NAME));
        holds(place).await;
        let cookie = county.sign_in("bazres").await;
        let page = county.page("/claims/1", &cookie).await;
        for said in [
            "مبلغ «دریافت» از «ابلاغ» بیشتر است",
            "پیش از «درخواست»",
            "۱۳۲ درصد",
            "۱۳۲ ریال",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(
            !page.contains("<form class=\"form\""),
            "who may not write is shown no form"
        );
        let page = county.page("/en/claims/1", &cookie).await;
        assert!(page.contains("132 percent") && page.contains("More was received than notified"));
    }
}

#[tokio::test]
async fn a_form_says_what_is_missing_and_keeps_what_was_typed() {
    for mut county in County::all().await {
        let head = county.sign_in("rah").await;
        let typed = [
            ("agency", "1"),
            ("directorate", "ادارهٔ کل"),
            ("title", "مدرسهٔ روستا"),
            ("amount", "۲٬۵۰۰٬۰۰۰"),
            ("letter", "۳۱/۴"),
            ("day", "۱۴۰۵/۰۸/۲۰"),
            ("year", "۱۴۰۵"),
        ];
        let without = |name: &str| -> Vec<(&str, &str)> {
            let kept = typed
                .iter()
                .map(|(field, text)| (*field, if *field == name { "" } else { *text }));
            kept.collect()
        };
        for (field, said) in [
            ("agency", "دستگاه را انتخاب کنید"),
            ("title", "موضوع را بنویسید"),
            ("year", "سال مالی را مانند ۱۴۰۵ بنویسید"),
            ("letter", "شمارهٔ نامه را بنویسید"),
        ] {
            let (status, _, page) = county.ask("POST", "/claims", &head, &without(field)).await;
            assert_eq!(status, StatusCode::CONFLICT, "{field}");
            let kept = if field == "title" {
                "۳۱/۴"
            } else {
                "مدرسهٔ روستا"
            };
            assert!(page.contains(said) && page.contains(kept), "{field}: {page}");
        }
        assert_eq!(county.deed("/claims", &head, &typed).await, "/claims/1");
        let page = county.page("/claims/1", &head).await;
        assert!(
            page.contains("۲٬۵۰۰٬۰۰۰ ریال") && page.contains("۲۰ آبان ۱۴۰۵"),
            "{page}"
        );
        for (path, fields, said) in [
            (
                "/claims/1/promised",
                vec![("amount", "1"), ("letter", "1")],
                "refusal-no-version",
            ),
            (
                "/claims/1/promised",
                vec![("version", "1"), ("amount", "ده")],
                "refusal-no-amount",
            ),
            (
                "/claims/1/correct",
                vec![("version", "1"), ("reason", "خطا")],
                "refusal-move-which",
            ),
            (
                "/claims/1/correct",
                vec![("version", "1"), ("of_move", "1")],
                "refusal-move-reason",
            ),
        ] {
            let (status, _, page) = county.ask("POST", path, &head, &fields).await;
            let said = golugah_county::support::web::say(golugah_persian::Language::Persian, said, &[]);
            assert!(
                status == StatusCode::CONFLICT && page.contains(&said),
                "{path} {said}: {page}"
            );
        }
        // Whoever heads another agency is offered no form, and refused where one is made up.
        let other = county.sign_in("behdasht").await;
        assert!(
            !county
                .page("/claims/1", &other)
                .await
                .contains("/claims/1/promised")
        );
        let fields = [("version", "1"), ("amount", "1"), ("letter", "1")];
        let (status, ..) = county.ask("POST", "/claims/1/promised", &other, &fields).await;
        assert_eq!(status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn the_letter_names_every_letter_that_stands() {
    for mut county in County::all().await {
        let place = &county.place;
        let secretary = actor(1, "secretary");
        let claim = place.does(&secretary, ask(place, 1)).await;
        place.wait(20);
        place
            .does(&secretary, NotePromise(noted(place, claim, 90, "۷۷۰/۱").await))
            .await;
        place
            .does(&secretary, NoteReceipt(noted(place, claim, 999, "۶۶۶").await))
            .await;
        let mistaken = claims::moves(place.db.read(), claim).await.unwrap()[2].id;
        let back = CorrectMove {
            claim,
            version: 3,
            of_move: mistaken,
            reason: "خطا".to_owned(),
        };
        place.does(&secretary, back).await;
        place
            .does(&secretary, NoteReceipt(noted(place, claim, 40, "770/9").await))
            .await;
        let cookie = county.sign_in("rah").await;
        let letter = county.page("/claims/1/letter", &cookie).await;
        for said in [
            "۱۱۰/۱۲",
            "۳ آذر ۱۴۰۵",
            "۷۷۰/۱",
            "۲۳ آذر ۱۴۰۵",
            "۷۷۰/۹",
            "۴۰ ریال",
            "۶۰ ریال",
        ] {
            assert!(letter.contains(said), "{said}: {letter}");
        }
        assert!(
            !letter.contains("۶۶۶") && !letter.contains("۹۹۹"),
            "a mistake is no letter"
        );
        assert!(
            !letter.contains("پاسخی به این دستگاه نرسیده"),
            "it was answered by a promise"
        );
        assert!(
            county
                .page("/en/claims/1/letter", &cookie)
                .await
                .contains("770/9")
        );
        let place = &county.place;
        place
            .does(&secretary, NoteReceipt(noted(place, claim, 60, "۷۷۱").await))
            .await;
        let letter = county.page("/claims/1/letter", &cookie).await;
        assert!(letter.contains("چیزی برای پیگیری نمانده است") && !letter.contains("class=\"paper"));
        assert!(
            !county
                .page("/claims/1", &cookie)
                .await
                .contains("/claims/1/letter")
        );
    }
}
