//! Attendance of everybody at once, what is looked at before a session is closed and published, and the months without one.

use axum::http::StatusCode;
use golugah_persian::plus_days;

use crate::site::County;

impl County {
    /// Calls a session for tomorrow and lets its day come; gives the secretary's cookie of that day.
    async fn sits(&mut self) -> String {
        let secretary = self.sign_in("dabir").await;
        let tomorrow = plus_days(&self.place.today(), 1).unwrap();
        let called = [("day", tomorrow.as_str()), ("hour", "10:00"), ("place", "سالن")];
        self.deed("/sessions", &secretary, &called).await;
        self.place.wait(1);
        self.sign_in("dabir").await
    }
}

#[tokio::test]
async fn whoever_has_no_mark_was_present_and_a_refusal_records_nobody() {
    for mut county in County::all().await {
        let secretary = county.sits().await;
        let (path, form) = ("/sessions/1/attendance", "/sessions/1?write=attendance");
        let page = county.page(form, &secretary).await;
        assert!(page.contains("name=\"others\" value=\"present\""), "{page}");
        let english = county.page("/en/sessions/1?write=attendance", &secretary).await;
        assert!(
            english.contains("everybody without a mark was present"),
            "{english}"
        );

        let unnamed = [("seat-2", "delegate"), ("delegate-2", " "), ("others", "present")];
        let (status, _, page) = county.ask("POST", path, &secretary, &unnamed).await;
        assert_eq!(status, StatusCode::CONFLICT, "{}", county.place.engine);
        assert!(
            page.contains("name=\"seat-2\" value=\"delegate\" checked"),
            "{page}"
        );
        let page = county.page(form, &secretary).await;
        assert!(
            !page.contains("value=\"present\" checked"),
            "all or nothing: {page}"
        );

        let governor = county.sign_in("farmandar").await;
        let all = [("others", "present")];
        let (status, ..) = county.ask("POST", path, &governor, &all).await;
        assert_eq!(status, StatusCode::FORBIDDEN);

        let but_one = [("seat-2", "absent"), ("others", "present")];
        county.deed(path, &secretary, &but_one).await;
        let page = county.page(form, &secretary).await;
        for marked in [
            "name=\"seat-1\" value=\"present\" checked",
            "name=\"seat-2\" value=\"absent\" checked",
        ] {
            assert!(page.contains(marked), "{marked}: {page}");
        }
        let log = county.place.db.entries(0, 100).await.unwrap();
        let recorded = log
            .iter()
            .filter(|entry| entry.contains("session.record_attendance"));
        assert_eq!(recorded.count(), 1, "one deed for all seats");
    }
}

#[tokio::test]
async fn what_is_missing_is_said_before_a_session_is_closed() {
    for mut county in County::all().await {
        let secretary = county.sits().await;
        let item = [("title", "ایمنی راه‌ها"), ("item_agency", "0")];
        county.deed("/sessions/1/items", &secretary, &item).await;
        let resolution = [
            ("text", "نرده‌ها نصب شود"),
            ("agency", "1"),
            ("working_days", "5"),
            ("proof", "عکس"),
        ];
        county
            .deed("/sessions/1/resolutions", &secretary, &resolution)
            .await;
        let unrecorded = "href=\"?write=attendance#attendance\">۲</a>";
        let page = county.page("/sessions/1?write=close", &secretary).await;
        for said in [
            "<a href=\"#resolutions\">۱</a>",
            "<a href=\"#agenda\">۱</a>",
            unrecorded,
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let english = county.page("/en/sessions/1?write=close", &secretary).await;
        assert!(english.contains("Before the session is closed"), "{english}");
        let page = county.page("/sessions/1", &secretary).await;
        assert!(!page.contains("<a href=\"#resolutions\">۱</a>"), "{page}");

        let all = [("others", "present")];
        county.deed("/sessions/1/attendance", &secretary, &all).await;
        let page = county.page("/sessions/1?write=close", &secretary).await;
        assert!(!page.contains(unrecorded), "{page}");
        // What is missing keeps nobody from closing.
        county.closes(1, &secretary).await;
    }
}

#[tokio::test]
async fn staff_read_the_minutes_as_anybody_will_before_they_are_published() {
    for mut county in County::all().await {
        let secretary = county.sits().await;
        let seats = [
            ("seat-2", "delegate"),
            ("delegate-2", "معاون درمان"),
            ("others", "present"),
        ];
        county.deed("/sessions/1/attendance", &secretary, &seats).await;
        let (status, ..) = county.ask("GET", "/sessions/1/public", &secretary, &[]).await;
        assert_eq!(status, StatusCode::CONFLICT, "nothing is kept yet");
        let (status, ..) = county.ask("GET", "/sessions/9/public", &secretary, &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND);

        county.closes(1, &secretary).await;
        let page = county.page("/sessions/1", &secretary).await;
        assert!(page.contains("href=\"/sessions/1/public\""), "{page}");
        let own = county.page("/sessions/1/minutes", &secretary).await;
        assert!(
            own.contains("معاون درمان") && !own.contains("پس از انتشار، همه"),
            "{own}"
        );
        let preview = county.page("/sessions/1/public", &secretary).await;
        assert!(
            preview.contains("پس از انتشار، همه") && preview.contains("گفتگو شد"),
            "{preview}"
        );
        assert!(!preview.contains("معاون درمان"), "{preview}");
        let english = county.page("/en/sessions/1/public", &secretary).await;
        assert!(english.contains("Once published"), "{english}");
        let (status, ..) = county.ask("GET", "/portal/sessions/1/minutes", "", &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "a look publishes nothing");

        county.deed("/sessions/1/publish", &secretary, &[]).await;
        let public = county.page("/portal/sessions/1/minutes", "").await;
        assert!(
            public.contains("گفتگو شد") && !public.contains("پس از انتشار، همه"),
            "{public}"
        );
    }
}

#[tokio::test]
async fn the_list_of_sessions_names_the_months_without_one() {
    for mut county in County::all().await {
        let secretary = county.sits().await;
        county.closes(1, &secretary).await;
        let page = county.page("/sessions", &secretary).await;
        assert!(!page.contains("مادهٔ ۱۸"), "{page}");
        let figure = "ماه بدون جلسه";
        let today = county.page("/today", &secretary).await;
        assert!(!today.contains(figure), "{today}");
        // From Azar to Esfand: two whole months.
        county.place.wait(90);
        let secretary = county.sign_in("dabir").await;
        let page = county.page("/sessions", &secretary).await;
        assert!(
            page.contains("دی ۱۴۰۵، بهمن ۱۴۰۵") && page.contains("مادهٔ ۱۸"),
            "{page}"
        );
        let today = county.page("/today", &secretary).await;
        assert!(today.contains(figure), "{today}");
        let english = county.page("/en/sessions", &secretary).await;
        assert!(english.contains("Dey 1405, Bahman 1405"), "{english}");
    }
}
