//! The council's work as it is done in a browser: calling, deciding, reporting, judging, publishing.

use axum::http::StatusCode;

use crate::site::County;

#[tokio::test]
async fn the_council_does_its_work_through_forms() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let head = county.sign_in("rah").await;
        let other = county.sign_in("behdasht").await;
        let governor = county.sign_in("farmandar").await;

        // A day that is none: the form comes back with what was typed.
        let typed = [
            ("day", "۱۴۰۵/۱۳/۴۰"),
            ("hour", "۱۰:۰۰"),
            ("place", "سالن <فرمانداری>"),
        ];
        let (status, _, body) = county.ask("POST", "/sessions", &secretary, &typed).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(
            body.contains("۱۴۰۵/۱۳/۴۰") && body.contains("سالن &#60;فرمانداری&#62;"),
            "{body}"
        );
        let called = [("day", "۱۴۰۵/۰۹/۰۳"), ("hour", "۱۰:۰۰"), ("place", "سالن")];
        let session = county.deed("/sessions", &secretary, &called).await;
        assert_eq!(session, "/sessions/1");

        let resolution = [
            ("text", "آگهی‌ها پانزده روز بماند"),
            ("agency", "1"),
            ("working_days", "۵"),
            ("proof", "فهرست آگهی‌ها"),
            ("about", ""),
        ];
        county
            .deed("/sessions/1/resolutions", &secretary, &resolution)
            .await;
        // A draft binds nobody, and says already when it would be due.
        let page = county.page("/sessions/1", &secretary).await;
        assert!(page.contains("پیش‌نویس") && page.contains("۱۰ آذر ۱۴۰۵"), "{page}");
        let page = county.page("/resolutions/1", &secretary).await;
        assert!(page.contains("کسی را متعهد نمی‌کند"), "{page}");
        let seats = [
            ("seat-1", "present"),
            ("seat-2", "delegate"),
            ("delegate-2", "معاون"),
        ];
        county.deed("/sessions/1/attendance", &secretary, &seats).await;
        let close = [("version", "1"), ("minutes", "صورتجلسهٔ نشست")];
        county.deed("/sessions/1/close", &secretary, &close).await;
        let page = county.page("/resolutions/1", &secretary).await;
        assert!(page.contains("۱۰ آذر ۱۴۰۵"), "due after five working days");
        assert!(page.contains("۲ پنجشنبه و جمعه شمرده نشد"), "and it says why");
        let english = county.page("/en/resolutions/1", &secretary).await;
        assert!(english.contains("1 December 2026") && english.contains("dir=\"ltr\""));
        assert!(
            english.contains("href=\"/resolutions/1\""),
            "the same page in Persian is one step away"
        );

        // Late: on the governor's phone, and with one tap on the next agenda.
        county.place.wait(10);
        let (secretary, head, governor, other) = (
            county.sign_in("dabir").await,
            county.sign_in("rah").await,
            county.sign_in("farmandar").await,
            {
                let _ = (secretary, head, governor, other);
                county.sign_in("behdasht").await
            },
        );
        let late = county.page("/today", &governor).await;
        assert!(late.contains("روز کاری") && late.contains("راهداری"));
        let (status, ..) = county
            .ask(
                "POST",
                "/agenda",
                &governor,
                &[("matter", "resolution/1"), ("back", "today")],
            )
            .await;
        assert_eq!(status, StatusCode::CONFLICT, "no session is called yet");

        // Another agency's head is refused, and what was typed is kept.
        let (status, _, body) = county
            .ask("POST", "/resolutions/1/report", &other, &[("text", "ما کردیم")])
            .await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(body.contains("تنها دستگاه مسئول می‌تواند گزارش دهد"));
        county
            .deed("/resolutions/1/report", &head, &[("text", "نامهٔ ۱۲۳")])
            .await;
        let refuse = [
            ("verdict", "refuse"),
            ("reason", "پیوست ندارد"),
            ("evidence", "1"),
        ];
        county.deed("/resolutions/1/judge", &secretary, &refuse).await;
        county
            .deed("/resolutions/1/report", &head, &[("text", "نامهٔ ۱۲۴ با پیوست")])
            .await;
        // What came meanwhile is not judged unseen.
        for (seen, said) in [("1", "کس دیگری پیش از شما"), ("", "این برگه ناقص فرستاده شد")]
        {
            let accept = [("verdict", "accept"), ("evidence", seen)];
            let (status, _, page) = county
                .ask("POST", "/resolutions/1/judge", &secretary, &accept)
                .await;
            assert!(status == StatusCode::CONFLICT && page.contains(said), "{page}");
            assert!(page.contains("name=\"evidence\" value=\"2\""), "{page}");
        }
        let accept = [("verdict", "accept"), ("evidence", "2")];
        county.deed("/resolutions/1/judge", &secretary, &accept).await;
        assert!(
            county
                .page("/today", &governor)
                .await
                .contains("هیچ مصوبه‌ای معوق نیست")
        );

        // What is not published is not on the portal; then it is.
        assert!(!county.page("/", "").await.contains("آگهی‌ها پانزده روز بماند"));
        county.deed("/sessions/1/publish", &secretary, &[]).await;
        let portal = county.page("/portal/sessions/1", "").await;
        assert!(portal.contains("آگهی‌ها پانزده روز بماند") && portal.contains("صورتجلسهٔ نشست"));
        assert_eq!(
            county.place.db.verify(&[]).await.unwrap().faults,
            [],
            "{}",
            county.place.engine
        );
    }
}
