//! The secretary's session as a browser meets it.

use axum::http::StatusCode;

use crate::agenda::holds;
use crate::site::County;

#[tokio::test]
async fn who_sat_in_a_session_is_recorded_when_its_day_has_come() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let called = [("day", "2026-11-26"), ("hour", "10:00"), ("place", "سالن")];
        county.deed("/sessions", &secretary, &called).await;
        let seats = [("seat-1", "present"), ("seat-2", "absent")];
        let path = "/sessions/1/attendance";
        let writes = |form: &str| format!("/sessions/1?write={form}");
        let (attends, closes) = (
            "action=\"/sessions/1/attendance\"",
            "action=\"/sessions/1/close\"",
        );
        for (form, laid_out) in [("attendance", attends), ("close", closes)] {
            let page = county.page(&writes(form), &secretary).await;
            assert!(!page.contains(laid_out), "before its day: {page}");
        }
        let (status, _, page) = county.ask("POST", path, &secretary, &seats).await;
        assert_eq!(status, StatusCode::CONFLICT, "{}", county.place.engine);
        assert!(page.contains("روز این جلسه هنوز نرسیده است"), "{page}");
        let typed = "name=\"seat-2\" value=\"absent\" checked";
        assert!(page.contains(typed), "what was typed is kept: {page}");
        county.place.wait(2);
        let secretary = county.sign_in("dabir").await;
        let item = [("title", "ایمنی راه‌ها"), ("item_agency", "0")];
        county.deed("/sessions/1/items", &secretary, &item).await;
        // The page offers every form, and lays out the one that is asked for.
        let page = county.page("/sessions/1", &secretary).await;
        for form in ["item", "resolution", "attendance", "close"] {
            assert!(page.contains(&format!("href=\"?write={form}#{form}\"")), "{page}");
        }
        let forms = [
            ("item", "action=\"/sessions/1/items\""),
            ("resolution", "action=\"/sessions/1/resolutions\""),
            ("attendance", attends),
            ("close", closes),
        ];
        for (form, _) in forms {
            let page = county.page(&writes(form), &secretary).await;
            for (other, laid_out) in forms {
                assert_eq!(page.contains(laid_out), form == other, "{form}, {other}: {page}");
            }
            let to_close = "name=\"done\" value=\"1\"";
            assert_eq!(page.contains(to_close), form == "close", "{form}");
        }
        county.deed(path, &secretary, &seats).await;
        let page = county.page(&writes("attendance"), &secretary).await;
        assert!(page.contains(typed), "as it was recorded: {page}");
        let governor = county.sign_in("farmandar").await;
        for form in ["close", "attendance"] {
            let page = county.page(&writes(form), &governor).await;
            assert!(!page.contains(closes) && !page.contains(attends), "{page}");
            assert!(!page.contains("?write=") && page.contains("غایب"), "{page}");
        }
    }
}

#[tokio::test]
async fn the_secretary_builds_an_agenda_and_decides_through_forms() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let governor = county.sign_in("farmandar").await;
        let head = county.sign_in("rah").await;
        let called = [("day", "۱۴۰۵/۰۹/۰۳"), ("hour", "۱۰:۰۰"), ("place", "سالن")];
        county.deed("/sessions", &secretary, &called).await;
        // Nobody has ever reported: both agencies are proposed, and say why.
        let page = county.page("/sessions/1", &governor).await;
        assert!(
            page.contains("پیشنهاد سامانه") && page.contains("هنوز گزارشی به شورا نداده است"),
            "{page}"
        );
        let english = county.page("/en/sessions/1", &governor).await;
        assert!(english.contains("It has never reported to the council"));
        let one = [("put", "slot/1")];
        county.deed("/sessions/1/proposals", &governor, &one).await;
        let (status, _, body) = county
            .ask("POST", "/sessions/1/proposals", &secretary, &one)
            .await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(body.contains("این پیشنهاد دیگر نیست"));
        county
            .deed("/sessions/1/proposals", &secretary, &[("put", "all")])
            .await;
        let page = county.page("/sessions/1", &secretary).await;
        assert!(
            page.contains("گزارش عملکرد اداره راهداری") && page.contains("گزارش عملکرد شبکه بهداشت"),
            "{page}"
        );
        assert!(!page.contains("پیشنهاد سامانه"), "nothing is left to propose");

        // The head finds its report written with its figures, and gives it.
        let today = county.page("/today", &head).await;
        assert!(today.contains("نوشتن گزارش دستگاه برای جلسهٔ ۱"), "{today}");
        let report = county.page("/reports/1", &head).await;
        assert!(report.contains("تاکنون ۰ مصوبه انجام شد"), "{report}");
        let (status, _, body) = county
            .ask("POST", "/reports/1", &head, &[("version", "1"), ("text", "  ")])
            .await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(body.contains("متن را بنویسید"));
        county
            .deed(
                "/reports/1",
                &head,
                &[("version", "1"), ("text", "راه‌ها <باز> است")],
            )
            .await;
        // Whoever wrote over what was there before is told, and keeps what was typed.
        for (version, said) in [("1", "کس دیگری پیش از شما"), ("", "این برگه ناقص فرستاده شد")]
        {
            let over = [("version", version), ("text", "متنی دیگر")];
            let (status, _, page) = county.ask("POST", "/reports/1", &head, &over).await;
            assert!(status == StatusCode::CONFLICT && page.contains(said), "{page}");
            assert!(page.contains("متنی دیگر"), "{page}");
        }
        assert!(
            county
                .page("/reports/1", &governor)
                .await
                .contains("راه‌ها &#60;باز&#62; است")
        );
        let (status, ..) = county
            .ask("POST", "/reports/2", &head, &[("version", "1"), ("text", "ما")])
            .await;
        assert_eq!(status, StatusCode::CONFLICT, "another agency's report");

        // One line: without an owner it comes back as it was typed; with other days than the choice, those count.
        let line = |agency: &'static str, other: &'static str| {
            [
                ("item", "1"),
                ("what", "decide"),
                ("text", "گذرگاه مدرسه ایمن شود"),
                ("agency", agency),
                ("working_days", "10"),
                ("other_days", other),
                ("proof", "صورتجلسهٔ تحویل"),
            ]
        };
        let (status, _, body) = county
            .ask(
                "POST",
                "/sessions/1/items/1/resolution",
                &secretary,
                &line("", "۵"),
            )
            .await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(body.contains("value=\"گذرگاه مدرسه ایمن شود\"") && body.contains("مسئول را انتخاب کنید"));
        let back = county
            .deed("/sessions/1/items/1/resolution", &secretary, &line("1", "۵"))
            .await;
        assert_eq!(back, "/sessions/1?item=1#item-1");
        let page = county.page("/sessions/1", &secretary).await;
        assert!(
            page.contains("۱۰ آذر ۱۴۰۵") && page.contains("۵ روز کاری پس از"),
            "{page}"
        );
        county
            .deed("/sessions/1/items/2/resolution", &secretary, &line("1", ""))
            .await;
        // Order, removal, invitation, and a page that shows each.
        county
            .deed(
                "/sessions/1/items/2/place",
                &secretary,
                &[("item", "2"), ("place", "۱")],
            )
            .await;
        county
            .deed("/sessions/1/invite", &secretary, &[("letter", "ش/۱")])
            .await;
        county
            .deed(
                "/sessions/1/items",
                &secretary,
                &[("title", "بند اضافه"), ("item_agency", "0")],
            )
            .await;
        let off = [("item", "3"), ("what", "remove"), ("reason", "تکراری است")];
        county.deed("/sessions/1/items/3/remove", &secretary, &off).await;
        let page = county.page("/sessions/1", &secretary).await;
        assert!(page.contains("تکراری است") && page.contains("ش/۱"), "{page}");
        assert!(page.find("id=\"item-2\"") < page.find("id=\"item-1\""));
        // Closed, what was written down is in force.
        county.closes(1, &secretary).await;
        assert!(
            county
                .page("/resolutions/2", &secretary)
                .await
                .contains("۱۷ آذر ۱۴۰۵"),
            "the choice counts where nothing else is written"
        );

        // Offices are closed on that day: the due date moves and says why, and so does the calendar.
        let shut = [
            ("day", "۱۴۰۵/۰۹/۱۰"),
            ("name_fa", "برف"),
            ("name_en", ""),
            ("letter", "۷۷/۱"),
        ];
        county.deed("/calendar", &secretary, &shut).await;
        let moved = county.page("/resolutions/1", &secretary).await;
        assert!(
            moved.contains("۱۱ آذر ۱۴۰۵") && moved.contains("برف") && moved.contains("۷۷/۱"),
            "{moved}"
        );
        let calendar = county.page("/calendar?month=1405-09", &governor).await;
        assert!(
            calendar.contains("day--closure") && calendar.contains("۲ سررسید جابه‌جا شد"),
            "{calendar}"
        );
        let (status, _, body) = county.ask("POST", "/calendar", &secretary, &shut).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(body.contains("این روز خود تعطیل است") && body.contains("value=\"برف\""));
        county
            .deed("/calendar/1/open", &secretary, &[("letter", "۷۷/۲")])
            .await;
        let back = county.page("/resolutions/1", &secretary).await;
        assert!(
            back.contains("۱۰ آذر ۱۴۰۵") && back.contains("دستور تعطیلی لغو شد") && back.contains("۷۷/۲"),
            "{back}"
        );
        assert!(
            county
                .page("/en/reports", &governor)
                .await
                .contains("Whose turn it is")
        );
        holds(&county.place).await;
    }
}
