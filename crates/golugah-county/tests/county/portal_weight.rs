//! What the portal costs an old phone: bytes, requests, and what it need not fetch twice.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderName, StatusCode, response};
use golugah_county::bottlenecks::actions::{Outcome, ReviewBottleneck};
use golugah_county::resolutions::actions::{JudgeEvidence, ReportResolution};
use golugah_county::sessions::actions::{CallSession, CorrectSession, PublishSession};
use golugah_county::site::answer;
use golugah_desk::Actor;
use golugah_persian::WorkingCalendar;
use http_body_util::BodyExt;

use crate::portal::{does, found, hold, measured, secretary};
use crate::site::County;

async fn fetched(county: &mut County, path: &str, more: &[(HeaderName, &str)]) -> (response::Parts, Vec<u8>) {
    let mut request = Request::builder().uri(path);
    for (name, value) in more {
        request = request.header(name, *value);
    }
    let response = answer(&mut county.server, request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let (head, body) = response.into_parts();
    (head, body.collect().await.unwrap().to_bytes().to_vec())
}

#[tokio::test]
async fn the_first_page_is_small_and_asks_for_little() {
    let mut county = County::all().await.remove(0);
    // As much as the first page can hold.
    for number in 0..9 {
        let place = &county.place;
        let id = found(
            place,
            "buyer",
            &format!("ادارهٔ کل راهداری و حمل‌ونقل جاده‌ای، دفتر {number}"),
        )
        .await;
        let stand_by = ReviewBottleneck {
            bottleneck: id,
            version: 1,
            dismissed_because: None,
        };
        does(
            place,
            &Actor {
                person: Some(2),
                role: "inspector".to_owned(),
            },
            stand_by,
        )
        .await;
        let (held, resolution) = hold(place, "صورتجلسه", "چاره", Some(id)).await;
        does(place, &secretary(), PublishSession { session: held }).await;
        let head = Actor {
            person: Some(3),
            role: "agency_head".to_owned(),
        };
        let report = ReportResolution {
            resolution,
            text: "شد".to_owned(),
            file_sha256: None,
        };
        does(place, &head, report).await;
        does(
            place,
            &secretary(),
            JudgeEvidence {
                resolution,
                seen: None,
                refused_because: None,
                calendar: WorkingCalendar::iran(),
            },
        )
        .await;
        does(place, &Actor::program(), measured(id, Outcome::Cleared)).await;
    }
    let call = CallSession {
        day: county.place.today(),
        hour: "10:00".to_owned(),
        place: "سالن".to_owned(),
    };
    does(&county.place, &secretary(), call).await;
    for first in ["/", "/en"] {
        let gzip = [(ACCEPT_ENCODING, "gzip, deflate")];
        let (head, packed) = fetched(&mut county, first, &gzip).await;
        assert_eq!(head.headers[CONTENT_ENCODING], "gzip");
        let page = county.page(first, "").await;
        assert!(!page.contains("<script") && !page.contains(" style="));
        // What a browser fetches by itself: the style, the mark, the letters.
        let mut asked = vec![first.to_owned()];
        for part in page.split("<link ").skip(1) {
            let tag = part.split('>').next().unwrap();
            let fetched = ["rel=\"stylesheet\"", "rel=\"icon\"", "rel=\"preload\""]
                .iter()
                .any(|kind| tag.contains(kind));
            if fetched {
                let address = tag.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
                asked.push(address.to_owned());
            }
        }
        assert!(!page.contains("<img") && !page.contains("<iframe"));
        asked.sort();
        asked.dedup();
        assert!(
            asked.iter().any(|path| path.ends_with("small.woff2")),
            "{asked:?}"
        );
        assert!(asked.len() <= 6, "{asked:?}");
        let mut bytes = 0;
        for path in &asked {
            let (head, body) = fetched(&mut county, path, &gzip).await;
            assert_eq!(head.status, StatusCode::OK, "{path}");
            println!("{path}: {} bytes", body.len());
            bytes += body.len();
        }
        println!(
            "{first}: {bytes} bytes in {} requests, the page {}",
            asked.len(),
            packed.len()
        );
        assert!(bytes <= 50_000, "{first}: {bytes} bytes");
        // Every letter of it stands in the small file, so that the whole font is not fetched.
        let style = county.page("/assets/golugah.css", "").await;
        let whole = style
            .split("@font-face")
            .find(|face| face.contains("Vazirmatn-wght"))
            .unwrap();
        let ranges = whole
            .split("unicode-range:")
            .nth(1)
            .unwrap()
            .split(';')
            .next()
            .unwrap();
        let ranges: Vec<(u32, u32)> = ranges
            .split(',')
            .map(|range| {
                let range = range.trim().trim_start_matches("U+");
                let (from, to) = range.split_once('-').unwrap_or((range, range));
                (
                    u32::from_str_radix(from, 16).unwrap(),
                    u32::from_str_radix(to, 16).unwrap(),
                )
            })
            .collect();
        for letter in page.chars() {
            let rare = ranges
                .iter()
                .any(|(from, to)| (*from..=*to).contains(&u32::from(letter)));
            assert!(!rare, "{letter:?} would fetch the whole font");
        }
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again_and_what_has_is() {
    for mut county in County::all().await {
        hold(&county.place, "صورتجلسه", "تصمیم", None).await;
        for path in ["/", "/portal/resolutions.csv", "/portal/feed.atom"] {
            let (head, _) = fetched(&mut county, path, &[]).await;
            let tag = head.headers[ETAG].to_str().unwrap().to_owned();
            let (head, body) = fetched(&mut county, path, &[(IF_NONE_MATCH, &tag)]).await;
            assert_eq!((head.status, body.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
        }
        let (head, _) = fetched(&mut county, "/", &[]).await;
        let tag = head.headers[ETAG].to_str().unwrap().to_owned();
        does(&county.place, &secretary(), PublishSession { session: 1 }).await;
        let (head, body) = fetched(&mut county, "/", &[(IF_NONE_MATCH, &tag)]).await;
        assert_eq!(head.status, StatusCode::OK);
        assert!(String::from_utf8(body).unwrap().contains("/portal/sessions/1"));
        // A number that grows with the day is new on the next one.
        county.place.wait(30);
        assert!(county.page("/en", "").await.contains("Of 1 resolutions"));
        let correct = CorrectSession {
            session: 1,
            text: "الف".to_owned(),
            reason: "ب".to_owned(),
        };
        does(&county.place, &secretary(), correct).await;
        assert!(county.page("/", "").await.contains("۱ تصحیح"));
    }
}

#[tokio::test]
async fn the_handle_of_the_portal_sees_public_views_alone() {
    for county in County::all().await {
        let read = county.place.db.public();
        assert_eq!(
            read.number("SELECT COUNT(*) FROM public_sessions", Vec::new())
                .await
                .unwrap(),
            0
        );
        for sql in [
            "SELECT COUNT(*) FROM sessions",
            "SELECT COUNT(*) FROM public_sessions, people",
        ] {
            assert!(read.number(sql, Vec::new()).await.is_err(), "{sql}");
        }
    }
}

#[tokio::test]
async fn a_long_list_comes_in_pages_and_whole_as_data() {
    for mut county in County::all().await {
        for number in 1..=51 {
            let (held, _) = hold(&county.place, "صورتجلسه", &format!("کار {number}"), None).await;
            does(&county.place, &secretary(), PublishSession { session: held }).await;
        }
        for list in ["sessions", "resolutions"] {
            let first = county.page(&format!("/portal/{list}"), "").await;
            assert_eq!(first.matches("class=\"row\"").count(), 50, "{list}");
            assert!(
                first.contains("rel=\"next\" href=\"?after=2") && !first.contains("rel=\"prev\""),
                "{list}"
            );
            let after = match list {
                "sessions" => "2",
                _ => "2~1",
            };
            let last = county.page(&format!("/portal/{list}?after={after}"), "").await;
            assert_eq!(last.matches("class=\"row\"").count(), 1, "{list}");
            assert!(
                last.contains("rel=\"prev\" href=\"?before=1") && !last.contains("rel=\"next\""),
                "{list}"
            );
            let data = county.page(&format!("/portal/{list}.json"), "").await;
            let data: serde_json::Value = serde_json::from_str(&data).unwrap();
            assert_eq!(data[list].as_array().unwrap().len(), 51);
        }
        let calendar = county.page("/portal/calendar.ics", "").await;
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 51);
    }
}
