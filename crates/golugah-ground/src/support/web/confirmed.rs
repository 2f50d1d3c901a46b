//! How a deed is confirmed: the page that its doer gets next says in one line what was done.
//!
//! Between the two lies a note in a cookie: the deed's name, the moment, and a mark that only this visit can have made, over both and
//! the page that it is for. So no link and no other site can have a page say that something was done; the address stays as it is;
//! nothing of it is a secret; and any node can read what another wrote. It is shown once, within a minute.

use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use golugah_desk::clock::Moment;
use golugah_desk::hex;
use sha2::{Digest, Sha256};

use super::Site;
use super::cookies::{cookie_name, named_cookie};

/// The cookie that holds the note.
const COOKIE: &str = "golugah-done";

/// How long a note is good, in seconds.
const GOOD_FOR: i64 = 60;

/// The deed that a page has to confirm: it was done a moment ago, within this visit, and leads here.
pub(crate) fn to_confirm(site: &Site, headers: &HeaderMap, visit: &str, path: &str) -> Option<String> {
    let note = named_cookie(headers, &cookie_name(site, COOKIE))?;
    read(&note, visit, path, site.db.clock().now())
}

/// Notes beside a redirection which deed it is to confirm.
pub(crate) fn noted(site: &Site, visit: &str, deed: &str, mut response: Response) -> Response {
    let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
    let Some(path) = to
        .map(path_of)
        .filter(|_| response.status() == StatusCode::SEE_OTHER)
    else {
        return response;
    };
    let note = written(deed, visit, path, site.db.clock().now());
    put(site, &note, GOOD_FOR, &mut response);
    response
}

/// Takes the note away with the page that has said it.
pub(crate) fn said(site: &Site, mut response: Response) -> Response {
    put(site, "", 0, &mut response);
    response
}

fn put(site: &Site, note: &str, seconds: i64, response: &mut Response) {
    let (name, secure) = (cookie_name(site, COOKIE), site.settings.behind_https);
    let secure = if secure { "; Secure" } else { "" };
    let cookie = format!("{name}={note}; Path=/; HttpOnly; SameSite=Strict{secure}; Max-Age={seconds}");
    // A deed's name and a mark are ASCII; were they ever not, the deed stands and is not confirmed.
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}

/// The path within its language that an address of ours has.
fn path_of(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    match path.strip_prefix("/en") {
        Some("") => "/",
        Some(rest) if rest.starts_with('/') => rest,
        _ => path,
    }
}

fn written(deed: &str, visit: &str, path: &str, now: Moment) -> String {
    let said = format!("{deed}~{}", now.0);
    let mark = mark(&said, visit, path);
    format!("{said}~{mark}")
}

fn read(note: &str, visit: &str, path: &str, now: Moment) -> Option<String> {
    let (said, its_mark) = note.rsplit_once('~')?;
    let (deed, at) = said.split_once('~')?;
    let at = Moment(at.parse().ok()?);
    let is_fresh = at.0 <= now.0 && now.0 <= at.plus_seconds(GOOD_FOR).0;
    (is_fresh && its_mark == mark(said, visit, path)).then(|| deed.to_owned())
}

/// What only whoever knows the visit's secret name can write under this.
fn mark(said: &str, visit: &str, path: &str) -> String {
    let mut hash = Sha256::new();
    for part in [visit, said, path, visit] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_good_for_its_visit_its_page_and_a_minute() {
        let now = Moment(1_000_000);
        let note = written("session.call", "secret", "/sessions/1", now);
        let good = |visit, path, seconds| read(&note, visit, path, now.plus_seconds(seconds));
        assert_eq!(good("secret", "/sessions/1", 0).as_deref(), Some("session.call"));
        assert_eq!(good("secret", "/sessions/1", 60).as_deref(), Some("session.call"));
        assert_eq!(good("secret", "/sessions/1", 61), None, "later");
        assert_eq!(good("secret", "/sessions/1", -1), None, "from the future");
        assert_eq!(good("secret", "/sessions/2", 0), None, "another page");
        assert_eq!(good("another", "/sessions/1", 0), None, "another visit");
        let forged = note.replace("session.call", "session.close");
        assert_eq!(read(&forged, "secret", "/sessions/1", now), None);
        for nothing in ["", "~", "session.call", "session.call~x~y"] {
            assert_eq!(read(nothing, "secret", "/sessions/1", now), None, "{nothing}");
        }
    }

    #[test]
    fn an_address_is_known_by_its_path() {
        for (address, path) in [
            ("/sessions/1?item=2#item-2", "/sessions/1"),
            ("/en/sessions/1#item-2", "/sessions/1"),
            ("/en", "/"),
            ("/entries", "/entries"),
        ] {
            assert_eq!(path_of(address), path, "{address}");
        }
    }
}
