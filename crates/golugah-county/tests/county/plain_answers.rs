//! An answer that is one sentence has the frame of the site and a way back, in the reader's language; an address with something
//! else in the place of a record's number is no page.

use axum::http::StatusCode;
use golugah_county::site::rights;
use golugah_county::support::web::Who;

use crate::site::County;

fn is_framed(path: &str, body: &str, back: &str) {
    assert!(
        body.contains("<nav class=\"nav")
            && body.contains(&format!("<p class=\"links\"><a href=\"{back}\">")),
        "{path}: {body}"
    );
}

#[tokio::test]
async fn what_is_no_number_is_no_page_on_any_route() {
    for mut county in County::all().await {
        let dabir = county.sign_in("dabir").await;
        let mut tried = 0;
        for route in rights() {
            if !route.path.contains("{id}") && !route.path.contains("{number}") {
                continue;
            }
            for id in ["abc", "۱", "1.5", "9223372036854775808"] {
                let path = route
                    .path
                    .replace("{id}", id)
                    .replace("{number}", id)
                    .replace("{item}", "1");
                // Where the way of writing an address has no such letters, a browser escapes them.
                let path = path.replace('۱', "%DB%B1");
                let cookie = if route.who == Who::Anybody { "" } else { &dabir };
                let (status, _, body) = county.ask(route.method, &path, cookie, &[]).await;
                let not_hers = matches!(route.who, Who::Only(_) | Who::OnDuty(_) | Who::OnlyOrOnDuty(..));
                assert!(
                    status == StatusCode::NOT_FOUND || (not_hers && status == StatusCode::FORBIDDEN),
                    "{} {path}: {status} {body}",
                    route.method
                );
                is_framed(&path, &body, if cookie.is_empty() { "/" } else { "/today" });
                tried += 1;
            }
        }
        assert!(tried > 200, "{tried}");
        let (status, _, body) = county.ask("GET", "/en/portal/sessions/abc", "", &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        is_framed("/en/portal/sessions/abc", &body, "/en/");
        assert!(
            body.contains("<html lang=\"en\"") && !body.contains("چنین صفحه‌ای نیست"),
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_refusal_of_one_sentence_keeps_the_menu_and_the_way_back() {
    for mut county in County::all().await {
        for path in ["/nowhere", "/portal/sessions/1", "/portal/sessions/1/minutes"] {
            let (status, _, body) = county.ask("GET", path, "", &[]).await;
            assert!(
                status == StatusCode::NOT_FOUND && body.contains("چنین صفحه‌ای نیست"),
                "{path}"
            );
            is_framed(path, &body, "/");
        }
        let dabir = county.sign_in("dabir").await;
        let call = [("day", "۱۴۰۵/۰۹/۱۰"), ("hour", "۱۰"), ("place", "سالن")];
        county.deed("/sessions", &dabir, &call).await;
        for (path, expected, said) in [
            ("/people", StatusCode::FORBIDDEN, "شما به این بخش دسترسی ندارید"),
            ("/sessions/7", StatusCode::NOT_FOUND, "چنین صفحه‌ای نیست"),
            ("/sessions/1/receipt", StatusCode::CONFLICT, ""),
        ] {
            let (status, _, body) = county.ask("GET", path, &dabir, &[]).await;
            assert_eq!(status, expected, "{path}");
            assert!(
                body.contains(said) && body.contains("<bdi>dabir</bdi>"),
                "{path}: {body}"
            );
            is_framed(path, &body, "/today");
        }
    }
}
