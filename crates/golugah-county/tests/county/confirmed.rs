//! Whoever does something is told on the next page that it was done: once, by nobody's link, and nothing of it in the address.

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};

use crate::site::County;

/// What a page says of the deed before it.
pub(crate) fn said(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("<p class=\"done\" role=\"status\">")?;
    rest.split("</p>").next()
}

/// The note that an answer leaves with the browser.
pub(crate) fn note(head: &HeaderMap) -> Option<String> {
    let cookies = head.get_all(SET_COOKIE).iter();
    let mut notes = cookies.filter_map(|cookie| {
        let cookie = cookie.to_str().unwrap();
        cookie.starts_with("golugah-done=").then(|| cookie.to_owned())
    });
    notes.next()
}

#[tokio::test]
async fn a_deed_is_confirmed_once_and_to_its_doer_alone() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let other = county.sign_in("farmandar").await;
        let today = county.place.today();
        let called = [("day", today.as_str()), ("hour", "10:00"), ("place", "سالن")];
        let (status, head, _) = county.ask("POST", "/sessions", &secretary, &called).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(head["location"], "/sessions/1", "nothing of it is in the address");
        let note = note(&head).expect("a note");
        assert!(
            note.contains("; HttpOnly")
                && note.contains("; SameSite=Strict")
                && note.contains("; Max-Age=60"),
            "{note}"
        );
        let note = note.split(';').next().unwrap();
        let with = |visit: &str| format!("{visit}; {note}");

        // Neither another page nor another visit says it, nor anybody's portal, whatever it is told.
        for (path, visit) in [
            ("/sessions", &secretary),
            ("/sessions/1", &other),
            ("/sessions/1?done=session.call", &secretary),
        ] {
            let cookie = if path.contains('?') {
                secretary.clone()
            } else {
                with(visit)
            };
            let (_, head, page) = county.ask("GET", path, &cookie, &[]).await;
            assert_eq!(said(&page), None, "{path}");
            assert_eq!(self::note(&head), None, "{path}");
        }
        let forged = format!("{secretary}; {}", note.replace("session.call", "session.close"));
        let (_, _, page) = county.ask("GET", "/sessions/1", &forged, &[]).await;
        assert_eq!(said(&page), None, "forged");
        let (_, _, page) = county.ask("GET", "/", note, &[]).await;
        assert_eq!(said(&page), None);

        let (_, head, page) = county.ask("GET", "/sessions/1", &with(&secretary), &[]).await;
        assert_eq!(said(&page), Some("دعوت به جلسه ثبت شد."), "{page}");
        assert_eq!(head["cache-control"], "no-store");
        let gone = self::note(&head).expect("the note is taken away");
        assert!(
            gone.starts_with("golugah-done=;") && gone.contains("Max-Age=0"),
            "{gone}"
        );
        let (_, _, page) = county.ask("GET", "/en/sessions/1", &with(&secretary), &[]).await;
        assert_eq!(said(&page), Some("The session was called."));

        // What was refused is confirmed by nothing.
        let (status, head, page) = county.ask("POST", "/sessions", &secretary, &called).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(self::note(&head).is_none() && said(&page).is_none());
    }
}

#[tokio::test]
async fn a_refused_form_names_all_that_stands_against_it_at_its_fields() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let typed = [("day", "دیروز"), ("hour", ""), ("place", " ")];
        let (status, _, page) = county.ask("POST", "/sessions", &secretary, &typed).await;
        assert_eq!(status, StatusCode::CONFLICT);
        for mark in [
            "<p><a href=\"#day\">",
            "<li><a href=\"#hour\">ساعت: این بخش را پر کنید.</a></li>",
            "<li><a href=\"#place\">",
            "id=\"refused-hour\">این بخش را پر کنید.</span><input id=\"hour\"",
            "aria-describedby=\"refused-day day-hint\" value=\"دیروز\" aria-invalid=\"true\"",
        ] {
            assert!(page.contains(mark), "{mark}: {page}");
        }
        assert_eq!(page.matches("aria-invalid").count(), 3, "{page}");
        let (_, _, page) = county.ask("POST", "/en/sessions", &secretary, &typed).await;
        assert!(
            page.contains("Fill this in.") && page.contains("href=\"#place\""),
            "{page}"
        );
    }
}
