//! The feed and the calendar.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::Response;

use super::atom::{Entry, Feed};
use super::changes;
use super::icalendar::{Begins, Calendar, Event};
use super::identity::{Identity, time_of};
use super::queries::{self, Wanted};
use super::tables;
use crate::support::web::{Kept, Packed, Page, PageError, Site, Visitor, say};
use golugah_desk::clock::beginning_in_iran;

/// How many entries of each kind the feed has at most.
const ENTRIES: i64 = 20;

/// The address under which links lead here, without a path: what the county has set, else the one under which this site was
/// asked; empty where the asker gave none that could be one.
fn base(site: &Site, headers: &HeaderMap) -> String {
    match &site.base_url {
        Some(base) => base.to_string(),
        None => asked_at(headers, site.settings.behind_https),
    }
}

/// The address under which this site was asked. What the proxy says of the scheme is believed where there is a proxy.
fn asked_at(headers: &HeaderMap, behind_https: bool) -> String {
    let host = headers
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    if host.is_empty() || host.len() > 255 || !host.bytes().all(plain) {
        return String::new();
    }
    let forwarded = headers.get("x-forwarded-proto");
    let secure = behind_https && forwarded.is_none_or(|scheme| scheme == "https");
    format!("{}://{host}", if secure { "https" } else { "http" })
}

/// What is new: sessions published, corrections, bottlenecks cleared.
pub(super) async fn feed(
    kept: Kept,
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let base = base(&site, &headers);
    let name = format!("feed {} {base}", visitor.language.tag());
    let make = async || written_feed(&site, &visitor, &base).await;
    Ok(kept
        .answer(&site, &visitor, (&name, tables::FEED), make)
        .await?
        .to(&headers))
}

async fn written_feed(site: &Site, visitor: &Visitor, base: &str) -> Result<Packed, PageError> {
    let read = site.db.public();
    let page = Page::new(site, visitor);
    let identity = Identity::read(read).await?;
    let at = |path: &str| format!("{base}{}", page.link(path));
    let tell = |key: &str, places: &[(&str, &str)]| say(page.language, key, places);
    let mut entries = Vec::new();

    let sessions = queries::published_last(read, ENTRIES).await?;
    let first = sessions.iter().map(|session| session.number).min().unwrap_or(0);
    let last = sessions.iter().map(|session| session.number).max().unwrap_or(0);
    let resolutions = queries::of_sessions(read, (first, last)).await?;
    // An entry tells when its resolutions are due, so whatever moves that changes it.
    let deeds = queries::last_deeds(read, (first, last)).await?;
    for session in &sessions {
        let mut content = session.minutes.clone();
        for row in resolutions
            .iter()
            .filter(|row| row.session_number == session.number)
        {
            content.push_str("\n\n");
            content.push_str(&tell(
                "feed-resolution",
                &[
                    ("number", &page.number(&row.number)),
                    ("text", &row.text),
                    ("owner", page.either(&row.name_fa, &row.name_en)),
                    ("due", &page.date(&row.due)),
                ],
            ));
        }
        entries.push(Entry {
            id: identity.urn(&format!("session/{}", session.number)),
            title: tell(
                "feed-session",
                &[
                    ("number", &page.number(&session.number)),
                    ("day", &page.date(&session.day)),
                ],
            ),
            updated: deeds
                .get(&session.number)
                .and_then(|entry| time_of(entry))
                .map_or_else(
                    || session.published_at.clone(),
                    |done| done.max(session.published_at.clone()),
                ),
            published: session.published_at.clone(),
            page: at(&format!("/portal/sessions/{}", session.number)),
            category: ("session", page.say("feed-kind-session")),
            content,
        });
    }
    for correction in queries::corrected_last(read, ENTRIES).await? {
        entries.push(Entry {
            id: identity.urn(&format!(
                "session/{}/correction/{}",
                correction.session_number, correction.number
            )),
            title: tell(
                "feed-correction",
                &[("number", &page.number(&correction.session_number))],
            ),
            published: correction.corrected_at.clone(),
            updated: correction.corrected_at.clone(),
            page: at(&format!(
                "/portal/sessions/{}#correction-{}",
                correction.session_number, correction.number
            )),
            category: ("correction", page.say("feed-kind-correction")),
            content: format!(
                "{}\n\n{} {}",
                correction.text,
                page.say("correction-because"),
                correction.reason
            ),
        });
    }
    for clearing in queries::clearings(read, Wanted::First(ENTRIES)).await? {
        let cleared = beginning_in_iran(&clearing.cleared_on).unwrap_or_else(|| identity.began.clone());
        let reopened = clearing.reopened_on.as_deref().and_then(beginning_in_iran);
        let (raised, computable) = (
            page.number(&clearing.raised_after),
            page.number(&clearing.computable_after),
        );
        let places = [
            ("day", page.date(&clearing.cleared_on)),
            ("raised", raised),
            ("computable", computable),
        ];
        let places: Vec<(&str, &str)> = places
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let mut content = format!(
            "{}\n\n{}",
            page.either(&clearing.sentence_fa, &clearing.sentence_en),
            tell("clearing-after", &places)
        );
        if let Some(day) = &clearing.reopened_on {
            content.push_str("\n\n");
            content.push_str(&page.say_of("clearing-reopened", "day", page.date(day)));
        }
        entries.push(Entry {
            id: identity.urn(&format!("clearing/{}", clearing.id)),
            title: page.say_of("feed-clearing", "code", &clearing.code),
            updated: reopened.unwrap_or_else(|| cleared.clone()),
            published: cleared,
            page: at(&format!("/portal/bottlenecks#clearing-{}", clearing.id)),
            category: ("clearing", page.say("feed-kind-clearing")),
            content,
        });
    }
    // Times in one form of UTC, so that their order is that of the texts.
    entries.sort_by(|one, other| {
        other
            .updated
            .cmp(&one.updated)
            .then_with(|| one.id.cmp(&other.id))
    });
    let feed = Feed {
        id: identity.urn("feed"),
        language: page.language.tag(),
        title: page.say_of("feed-title", "county", &page.county),
        subtitle: page.say("portal-lede"),
        author: page.say_of("feed-author", "county", &page.county),
        updated: entries
            .first()
            .map_or_else(|| identity.began.clone(), |entry| entry.updated.clone()),
        itself: at("/portal/feed.atom"),
        page: at("/"),
        entries,
    };
    Ok(Packed::file(
        "application/atom+xml; charset=utf-8",
        "feed.atom",
        feed.write(),
    ))
}

/// Every session that was called or held.
pub(super) async fn calendar(
    kept: Kept,
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let base = base(&site, &headers);
    let name = format!("calendar {} {base}", visitor.language.tag());
    let make = async || written_calendar(&site, &visitor, &base).await;
    Ok(kept
        .answer(&site, &visitor, (&name, tables::CALENDAR), make)
        .await?
        .to(&headers))
}

async fn written_calendar(site: &Site, visitor: &Visitor, base: &str) -> Result<Packed, PageError> {
    let read = site.db.public();
    let page = Page::new(site, visitor);
    let identity = Identity::read(read).await?;
    let mut events = Vec::new();
    let sessions = queries::calendar(read).await?;
    let first = sessions.first().map_or(0, |session| session.number);
    let moves = changes::moves_since(read, first).await?;
    let called_off = changes::called_off_since(read, first).await?;
    for session in sessions {
        // A day that is none is refused when a session is called.
        let Some(begins) = Begins::of(&session.day, &session.hour) else {
            continue;
        };
        let hour = page.digits(&session.hour);
        let places = [("day", page.date_with_weekday(&session.day)), ("hour", hour)];
        let places: Vec<(&str, &str)> = places
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let path = format!("/portal/sessions/{}", session.number);
        let mut description = vec![say(page.language, "calendar-when", &places)];
        let own = moves.iter().filter(|one| one.session_number == session.number);
        description.extend(own.map(|moved| moved.told(&page)));
        let own = called_off
            .iter()
            .filter(|one| one.session_number == session.number);
        description.extend(own.map(|one| one.told(&page)));
        events.push(Event {
            uid: identity.uuid(&format!("session/{}", session.number)),
            sequence: session.version - 1,
            begins,
            summary: say(
                page.language,
                "calendar-session",
                &[
                    ("number", &page.number(&session.number)),
                    ("county", &page.county),
                ],
            ),
            location: session.place,
            description: description.join("\n"),
            is_cancelled: session.state == "cancelled",
            page: (session.published == 1 && !base.is_empty()).then(|| format!("{base}{}", page.link(&path))),
        });
    }
    let made_at = site.db.clock().now().text();
    let made_at = made_at
        .split('.')
        .next()
        .unwrap_or_default()
        .replace(['-', ':'], "");
    let calendar = Calendar {
        name: page.say_of("calendar-title", "county", &page.county),
        language: page.language.tag(),
        made_at: format!("{made_at}Z"),
        events,
    };
    Ok(Packed::file(
        "text/calendar; charset=utf-8",
        "calendar.ics",
        calendar.write(),
    ))
}

#[cfg(test)]
mod tests {
    use axum::http::header::HOST;
    use axum::http::{HeaderMap, HeaderValue};

    use super::asked_at;

    #[test]
    fn an_address_is_taken_from_whoever_asks_only_where_it_can_be_one() {
        let of = |host: &str, scheme: Option<&'static str>, behind_https| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_bytes(host.as_bytes()).unwrap());
            if let Some(scheme) = scheme {
                headers.insert("x-forwarded-proto", HeaderValue::from_static(scheme));
            }
            asked_at(&headers, behind_https)
        };
        let host = "county.example:8080";
        assert_eq!(of(host, None, false), "http://county.example:8080");
        assert_eq!(of(host, None, true), "https://county.example:8080");
        assert_eq!(of(host, Some("http"), true), "http://county.example:8080");
        let believed = of(host, Some("https"), false);
        assert_eq!(
            believed, "http://county.example:8080",
            "no proxy, no word of a proxy"
        );
        assert_eq!(of("[::1]:8080", Some("https"), true), "https://[::1]:8080");
        for host in ["", "a\"><b", "a/b", "a b", "user@a", "شهر", &"a".repeat(256)] {
            assert_eq!(of(host, Some("https"), true), "", "{host}");
        }
        assert_eq!(asked_at(&HeaderMap::new(), false), "");
    }
}
