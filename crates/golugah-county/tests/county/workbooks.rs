//! The lists that staff take along as workbooks: the rows of the page that leads there, and what is typed stays text.

use golugah_county::claims::actions::AskClaim;
use golugah_county::sessions::actions::CallSession;
use golugah_desk::Actor;

use crate::agenda::take;
use crate::own_cases::unpacked;
use crate::site::County;

fn secretary() -> Actor {
    Actor {
        person: Some(1),
        role: "secretary".to_owned(),
    }
}

/// A session at which two agencies were given something.
async fn drafted(county: &County) -> i64 {
    let call = CallSession {
        day: county.place.today(),
        hour: "10:00".to_owned(),
        place: "+سالن".to_owned(),
    };
    let session = county.place.does(&secretary(), call).await;
    for (agency, text) in [(1, "=1+1 راه"), (2, "-خانهٔ بهداشت")] {
        let mut draft = take(session, agency, 5);
        draft.demand.text = text.to_owned();
        county.place.does(&secretary(), draft).await;
    }
    session
}

#[tokio::test]
async fn resolutions_are_taken_along_as_the_page_shows_them() {
    for mut county in County::all().await {
        let session = drafted(&county).await;
        let dabir = county.sign_in("dabir").await;
        let book = unpacked(&mut county, "/resolutions/all.xlsx?all=true", &dabir).await;
        assert!(!book.contains("راه</t>"), "a draft binds nobody: {book}");
        county.closes(session, &dabir).await;
        let rah = county.sign_in("rah").await;
        let list = county.page("/resolutions", &rah).await;
        assert!(list.contains("/resolutions/all.xlsx?all=false\""), "{list}");
        let list = county.page("/resolutions?county=true&all=true", &rah).await;
        assert!(
            list.contains("/resolutions/all.xlsx?all=true&#38;county=true\""),
            "{list}"
        );
        for (cookie, asked, own, other) in [
            (&dabir, "", true, true),
            (&dabir, "?agency=2&all=true", false, true),
            (&rah, "?all=false", true, false),
            (&rah, "?county=true", true, true),
        ] {
            let path = format!("/resolutions/all.xlsx{asked}");
            let book = unpacked(&mut county, &path, cookie).await;
            assert_eq!(book.contains("<t>=1+1 راه</t>"), own, "{path}: {book}");
            assert_eq!(book.contains("<t>-خانهٔ بهداشت</t>"), other, "{path}: {book}");
            assert!(!book.contains("<f>"), "{path}: {book}");
            for said in [
                "rightToLeft=\"1\"",
                "<autoFilter",
                "state=\"frozen\"",
                "<t>مسئول</t>",
            ] {
                assert!(book.contains(said), "{said}: {book}");
            }
        }
        let book = unpacked(&mut county, "/en/resolutions/all.xlsx", &dabir).await;
        assert!(
            book.contains("<t>Owner</t>") && !book.contains("rightToLeft"),
            "{book}"
        );
    }
}

#[tokio::test]
async fn sessions_follow_up_and_what_agencies_delivered_are_taken_along() {
    for mut county in County::all().await {
        let session = drafted(&county).await;
        let dabir = county.sign_in("dabir").await;
        county.closes(session, &dabir).await;
        for (page, path, said) in [
            (
                "/sessions",
                "/sessions/all.xlsx",
                ["<t>+سالن</t>", "<t>برگزار شد</t>"],
            ),
            (
                "/followup",
                "/followup/all.xlsx",
                ["<t>=1+1 راه</t>", "<t>پاسخی نرسیده است</t>"],
            ),
            (
                "/agencies/funnel",
                "/agencies/funnel.xlsx",
                ["<t>محول‌شده</t>", "<v>1</v>"],
            ),
        ] {
            let list = county.page(page, &dabir).await;
            assert!(list.contains(&format!("{path}\"")), "{path}: {list}");
            let book = unpacked(&mut county, path, &dabir).await;
            for said in said {
                assert!(book.contains(said), "{path}, {said}: {book}");
            }
            assert!(!book.contains("<f>"), "{path}: {book}");
        }
    }
}

#[tokio::test]
async fn claims_are_taken_along_of_one_agency_and_those_that_wait() {
    for mut county in County::all().await {
        let claim = AskClaim {
            agency: 1,
            directorate: "ادارهٔ کل راهداری استان".to_owned(),
            title: "@روکش محور شمالی".to_owned(),
            year: 1405,
            amount_rial: 123_456,
            day: county.place.today(),
            letter: "۱۱۰/۱۲".to_owned(),
        };
        county.place.does(&secretary(), claim).await;
        let dabir = county.sign_in("dabir").await;
        let list = county.page("/claims?agency=1", &dabir).await;
        assert!(
            list.contains("/claims/all.xlsx?waiting=false&amp;agency=1\""),
            "{list}"
        );
        let book = unpacked(&mut county, "/claims/all.xlsx?waiting=false&agency=1", &dabir).await;
        for said in [
            "<t>@روکش محور شمالی</t>",
            "<v>123456</v>",
            "<t>درخواست (ریال)</t>",
        ] {
            assert!(book.contains(said), "{said}: {book}");
        }
        for path in ["/claims/all.xlsx?agency=2", "/claims/all.xlsx?waiting=true"] {
            let book = unpacked(&mut county, path, &dabir).await;
            assert!(!book.contains("روکش"), "{path}: {book}");
        }
        county.place.wait(60);
        let dabir = county.sign_in("dabir").await;
        let book = unpacked(&mut county, "/claims/all.xlsx?waiting=true", &dabir).await;
        assert!(book.contains("<t>@روکش محور شمالی</t>"), "{book}");
    }
}
