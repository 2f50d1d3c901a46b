//! What is typed into forms: what nobody sees does not come in, and a field takes so much and no more.

use axum::http::StatusCode;

use crate::agenda::holds;
use crate::site::County;

/// Letters that turn what stands around them or hide in it, a NUL and a bell.
const HOSTILE: &str = "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}\u{0}\u{7}\u{feff}";

#[tokio::test]
async fn what_turns_a_text_around_reaches_no_page() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let head = county.sign_in("rah").await;
        let hostile = |text: &str| format!("{text}\u{202e}\u{0}گ\u{2066}ی\u{7}");
        let today = county.place.today();
        let place = format!("سالن{HOSTILE} می\u{200c}خواهد");
        let call = [
            ("day", today.as_str()),
            ("hour", "10:00"),
            ("place", place.as_str()),
        ];
        county.deed("/sessions", &secretary, &call).await;
        let (text, proof) = (hostile("ایمن شود"), hostile("عکس"));
        let take = [
            ("text", text.as_str()),
            ("agency", "1"),
            ("working_days", "5"),
            ("proof", proof.as_str()),
        ];
        county.deed("/sessions/1/resolutions", &secretary, &take).await;
        let present = [("seat-1", "present"), ("seat-2", "absent")];
        county.deed("/sessions/1/attendance", &secretary, &present).await;
        let minutes = format!("سطر یک\r\nسطر دو{HOSTILE}");
        let close = [
            ("version", "1"),
            ("minutes", minutes.as_str()),
            ("stand_in", &proof),
        ];
        county.deed("/sessions/1/close", &secretary, &close).await;
        county.deed("/sessions/1/publish", &secretary, &[]).await;
        let report = [("text", text.as_str())];
        county.deed("/resolutions/1/report", &head, &report).await;
        let seen = |letter: char| HOSTILE.contains(letter);
        for (path, cookie) in [
            ("/portal", ""),
            ("/portal/sessions/1", ""),
            ("/portal/resolutions", ""),
            ("/sessions/1", &*secretary),
            ("/resolutions/1", &*secretary),
        ] {
            let page = county.page(path, cookie).await;
            assert!(!page.contains(seen), "{}: {path}: {page}", county.place.engine);
        }
        let page = county.page("/portal/sessions/1", "").await;
        assert!(
            page.contains("می\u{200c}خواهد") && page.contains("ایمن شودگی"),
            "{page}"
        );
        let sql = "SELECT COUNT(*) FROM sessions WHERE minutes = 'سطر یک\nسطر دو'";
        assert_eq!(county.place.db.read().number(sql, Vec::new()).await.unwrap(), 1);
        holds(&county.place).await;
    }
}

#[tokio::test]
async fn what_is_too_long_is_refused_and_kept_on_the_page() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let today = county.place.today();
        let call = [("day", today.as_str()), ("hour", "10:00"), ("place", "سالن")];
        county.deed("/sessions", &secretary, &call).await;
        let present = [("seat-1", "present"), ("seat-2", "absent")];
        county.deed("/sessions/1/attendance", &secretary, &present).await;
        let long = "n".repeat(900_000);
        let line = &long[..501];
        for (path, fields, kept, said) in [
            (
                "/sessions",
                [("day", &*today), ("hour", "10:00"), ("place", line)],
                line,
                "بیش از ۵۰۰ نویسه",
            ),
            (
                "/sessions/1/items",
                [("title", line), ("a", ""), ("b", "")],
                line,
                "بیش از ۵۰۰ نویسه",
            ),
            (
                "/sessions/1/close",
                [("version", "1"), ("minutes", &*long), ("stand_in", "معاون")],
                &*long,
                "بیش از ۲۰٬۰۰۰ نویسه",
            ),
        ] {
            let (status, _, page) = county.ask("POST", path, &secretary, &fields).await;
            assert_eq!(status, StatusCode::CONFLICT, "{path}");
            assert!(page.contains(said) && page.contains(kept), "{path}");
        }
        let close = [("version", "1"), ("minutes", "گفتگو شد"), ("stand_in", "معاون")];
        county.deed("/sessions/1/close", &secretary, &close).await;
        county.deed("/sessions/1/publish", &secretary, &[]).await;
        let correction = [("correction", long.as_str()), ("correction_reason", "x")];
        let (status, _, page) = county
            .ask("POST", "/en/sessions/1/corrections", &secretary, &correction)
            .await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(page.contains("more than 20,000 characters"));
        // What is longer than any form is a sentence, too.
        let endless = "n".repeat(1_100_000);
        let (status, _, page) = county
            .ask(
                "POST",
                "/sessions/1/corrections",
                &secretary,
                &[("correction", &endless)],
            )
            .await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(page.contains("بلندتر از یک مگابایت"), "{page}");
    }
}

#[tokio::test]
async fn a_nul_in_an_address_breaks_nothing() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        for (method, path, _) in crate::RIGHTS {
            if *method != "GET" {
                continue;
            }
            let path = crate::site::unknown(path);
            let nul = "a%00b~1";
            let asked = format!(
                "{path}?after={nul}&before={nul}&state={nul}&agency={nul}&kind={nul}&q={nul}&month={nul}&item={nul}&day={nul}"
            );
            let (status, _, page) = county.ask("GET", &asked, &secretary, &[]).await;
            assert_ne!(status, StatusCode::INTERNAL_SERVER_ERROR, "{asked}: {page}");
        }
        for path in [
            "/resolutions?after=%00~1",
            "/people?after=%00~%00~1",
            "/claims?after=%00",
        ] {
            let (status, ..) = county.ask("GET", path, &secretary, &[]).await;
            assert_ne!(status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        }
    }
}
