//! What stands between the site and whoever knocks: waits that fall on who knocks, answers that nobody keeps, a journal.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, COOKIE, LOCATION, RETRY_AFTER, SET_COOKIE, VARY};
use axum::http::{HeaderMap, StatusCode};
use golugah_county::site::{Server, answer, server};
use golugah_county::support::web::{Journal, Settings, Site};
use golugah_desk::store::Store;
use golugah_persian::WorkingCalendar;
use golugah_report::Catalogue;
use sea_orm::{ConnectionTrait, Database};
use serde_json::Value;

use crate::databases::encoded;
use crate::site::{County, PASSWORD, RIGHTS};

/// The same county behind a proxy, which names whoever asks, and its journal.
fn behind_a_proxy(county: &County) -> (Server, Arc<Mutex<Vec<Value>>>) {
    let settings = Settings {
        county_fa: "شهرستان".to_owned(),
        county_en: "County".to_owned(),
        calendar: WorkingCalendar::iran(),
        behind_https: true,
    };
    let lines = Arc::new(Mutex::new(Vec::new()));
    let written = Arc::clone(&lines);
    let journal = Journal::new(move |line| {
        let line = serde_json::from_str(&line).unwrap();
        written.lock().unwrap().push(line);
    });
    let store = Store::new(county.place.folder.path());
    let site = Site::new(county.place.db.clone(), store, Catalogue::default(), settings);
    (
        server(site.with_journal(journal).found_at("https://county.example")),
        lines,
    )
}

/// A form sent from this address with these cookies.
async fn send(
    server: &mut Server,
    path: &str,
    from: &str,
    cookies: &str,
    fields: &[(&str, &str)],
) -> (StatusCode, HeaderMap) {
    let request = Request::builder()
        .method("POST")
        .uri(path)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("x-forwarded-for", from)
        .header(COOKIE, cookies)
        .body(Body::from(encoded(fields)))
        .unwrap();
    let response = answer(server, request).await.unwrap();
    (response.status(), response.headers().clone())
}

fn cookie(head: &HeaderMap, name: &str) -> Option<String> {
    let cookies = head
        .get_all(SET_COOKIE)
        .iter()
        .map(|cookie| cookie.to_str().unwrap());
    let mut pairs = cookies.filter_map(|cookie| cookie.split(';').next());
    pairs
        .find(|pair| pair.starts_with(&format!("{name}=")))
        .map(str::to_owned)
}

/// The review's attack: ten knocks a second under one name, for a minute, before the owner comes with a browser that is not
/// known; and on, until the owner is in.
#[tokio::test]
async fn the_owner_comes_in_within_a_minute_of_ten_knocks_a_second() {
    for county in County::all().await {
        let (mut server, _) = behind_a_proxy(&county);
        let wrong = [("name", "dabir"), ("password", "نادرست")];
        let right = [("name", "dabir"), ("password", PASSWORD)];
        for (attacker, owner) in [("192.0.2.1", "203.0.113.7"), ("198.51.100.9", "198.51.100.9")] {
            let (mut place, mut due, mut tried) = (String::new(), 60, 0);
            let mut second = 0;
            loop {
                for _ in 0..10 {
                    let (status, _) = send(&mut server, "/sign-in", attacker, "", &wrong).await;
                    tried += i32::from(status == StatusCode::UNAUTHORIZED);
                }
                county.place.wait_seconds(1);
                second += 1;
                if second < due {
                    continue;
                }
                let (status, head) = send(&mut server, "/sign-in", owner, &place, &right).await;
                if status == StatusCode::SEE_OTHER {
                    break;
                }
                assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
                due = second + head[RETRY_AFTER].to_str().unwrap().parse::<i32>().unwrap();
                place = cookie(&head, "__Host-golugah-place").unwrap();
                assert!(second < 200, "the owner stays outside");
            }
            println!(
                "{attacker} against {owner}: in after {} s, {tried} of {} tried",
                second - 60,
                second * 10
            );
            assert!(
                second - 60 <= 60 && tried <= 20,
                "{attacker}: {second} s, {tried} tried"
            );
            county.place.wait_seconds(7200);
        }
    }
}

/// Whoever was just admitted comes in with the code while somebody guesses at the name; and a code outlives many guesses.
#[tokio::test]
async fn a_right_code_is_heard_while_the_name_is_under_attack() {
    for mut county in County::all().await {
        let administrator = county.sign_in("rahbar").await;
        let (_, _, body) = county.ask("POST", "/people/1/code", &administrator, &[]).await;
        let code = body.split("<bdi dir=\"ltr\">").nth(1).unwrap();
        let code = code.split('<').next().unwrap();
        let (mut server, _) = behind_a_proxy(&county);
        let wrong = [("name", "dabir"), ("password", "نادرست")];
        let guess = [
            ("name", "dabir"),
            ("code", "1111-1111-1111"),
            ("password", "رمزی که خودم ساختم"),
        ];
        for number in 0..20 {
            let from = format!("192.0.2.{number}");
            send(&mut server, "/sign-in", &from, "", &wrong).await;
            send(&mut server, "/code", &from, "", &guess).await;
        }
        let right = [
            ("name", "dabir"),
            ("code", code),
            ("password", "رمزی که خودم ساختم"),
        ];
        let (status, _) = send(&mut server, "/code", "203.0.113.7", "", &right).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
    }
}

/// Every route, as a stranger without a cookie, with somebody else's cookie, and signed in.
#[tokio::test]
async fn whatever_is_answered_to_a_cookie_or_behind_sign_in_is_kept_by_nobody() {
    for mut county in County::all().await {
        let visit = county.sign_in("rahbar").await;
        for (method, path, who) in RIGHTS {
            let asked = path
                .replace("{id}", "987")
                .replace("{item}", "654")
                .replace("{number}", "321");
            for cookie in ["", "theirs=1", &visit] {
                if path.ends_with("/sign-out") && cookie == visit {
                    continue;
                }
                // A stranger's browser sends no header at all.
                let request = Request::builder().method(*method).uri(&asked);
                let request = if cookie.is_empty() {
                    request
                } else {
                    request.header(COOKIE, cookie)
                };
                let response = answer(&mut county.server, request.body(Body::empty()).unwrap());
                let response = response.await.unwrap();
                let head = response.headers();
                let what = format!("{method} {path} with {cookie:?}: {head:?}");
                let kept_by_nobody = head.get(CACHE_CONTROL).is_some_and(|value| value == "no-store");
                let varies = head.get_all(VARY).iter();
                let varies = varies
                    .filter_map(|value| value.to_str().ok())
                    .any(|value| value.contains("cookie"));
                let is_built_in = path.starts_with("/assets/");
                if *who != "anybody" || (!cookie.is_empty() && !is_built_in) {
                    assert!(kept_by_nobody && varies, "{what}");
                } else if *method == "GET" {
                    assert!(!kept_by_nobody, "{what}");
                }
                for (name, value) in [
                    ("cross-origin-opener-policy", "same-origin"),
                    ("cross-origin-resource-policy", "same-origin"),
                ] {
                    assert_eq!(head[name], value, "{what}");
                }
                assert!(head["permissions-policy"].to_str().unwrap().contains("camera=()"));
                assert!(!head.contains_key("strict-transport-security"), "plain http");
            }
        }
        for path in ["/", "/portal/resolutions", "/assets/golugah.css"] {
            let (_, head, _) = county.ask("GET", path, "", &[]).await;
            assert!(head.contains_key(CACHE_CONTROL), "{path}: {head:?}");
        }
        let (_, head, _) = county.ask("POST", "/sign-out", &visit, &[]).await;
        assert_eq!(head["clear-site-data"], "\"cache\"");
    }
}

#[tokio::test]
async fn a_visit_ends_when_nobody_uses_it_and_when_its_browser_signs_in_again() {
    for mut county in County::all().await {
        let visit = county.sign_in("dabir").await;
        for _ in 0..5 {
            county.place.wait_seconds(1500);
            county.page("/today", &visit).await;
            // The note follows the answer.
            let noted = "SELECT COUNT(*) FROM visits WHERE seen_at = $1";
            let now = county.place.db.clock().now().text();
            let mut turns = 0;
            while county
                .place
                .db
                .read()
                .number(noted, vec![now.clone().into()])
                .await
                .unwrap()
                == 0
            {
                turns += 1;
                assert!(
                    turns < 2000,
                    "{}: the visit's use is not noted",
                    county.place.engine
                );
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        }
        // Within a minute nothing is written.
        county.place.wait_seconds(30);
        county.page("/today", &visit).await;
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        let noted = "SELECT COUNT(*) FROM visits WHERE seen_at = $1";
        let now = county.place.db.clock().now().text();
        assert_eq!(
            county
                .place
                .db
                .read()
                .number(noted, vec![now.into()])
                .await
                .unwrap(),
            0
        );
        county.place.wait_seconds(1800);
        let (status, ..) = county.ask("GET", "/today", &visit, &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "half an hour without use");

        let former = county.sign_in("dabir").await;
        let fields = [("name", "bazres"), ("password", PASSWORD)];
        let (status, head, _) = county.ask("POST", "/sign-in", &former, &fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        county.page("/today", &cookie(&head, "golugah").unwrap()).await;
        let (status, ..) = county.ask("GET", "/today", &former, &[]).await;
        assert_eq!(
            status,
            StatusCode::SEE_OTHER,
            "the visit that was presented has ended"
        );
    }
}

#[tokio::test]
async fn a_browser_is_known_once() {
    for mut county in County::all().await {
        let mut known = String::new();
        for _ in 0..3 {
            let fields = [("name", "dabir"), ("password", PASSWORD)];
            let (_, head, _) = county.ask("POST", "/sign-in", &known, &fields).await;
            known = cookie(&head, "golugah-known").unwrap();
        }
        let rows = "SELECT COUNT(*) FROM known_browsers";
        assert_eq!(county.place.db.read().number(rows, Vec::new()).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn the_journal_tells_of_whoever_came_in_or_did_not_and_of_no_secret() {
    for county in County::all().await {
        let (mut server, lines) = behind_a_proxy(&county);
        let from = "203.0.113.7";
        let sign_in = async |server: &mut Server, name: &str, password: &str| {
            send(
                server,
                "/sign-in",
                from,
                "",
                &[("name", name), ("password", password)],
            )
            .await
        };
        let (_, head) = sign_in(&mut server, "bazres", PASSWORD).await;
        let visit = cookie(&head, "__Host-golugah").unwrap();
        for _ in 0..5 {
            sign_in(&mut server, "dabir", "typed by mistake").await;
        }
        let (status, _) = send(&mut server, "/people", from, &visit, &[("name", "x")]).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        let (status, head) = send(&mut server, "/people", from, "", &[]).await;
        assert_eq!(
            (status, &head[LOCATION]),
            (StatusCode::SEE_OTHER, &"/sign-in".parse().unwrap())
        );
        // Something that breaks: the table is gone.
        let hand = Database::connect(&county.place.url).await.unwrap();
        hand.execute_unprepared("DROP TABLE known_browsers")
            .await
            .unwrap();
        let (status, _) = sign_in(&mut server, "bazres", PASSWORD).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);

        let lines = lines.lock().unwrap();
        let told: Vec<_> = lines
            .iter()
            .map(|line| (line["kind"].as_str().unwrap(), line["status"].as_u64().unwrap()))
            .collect();
        assert_eq!(
            told,
            [
                ("signed_in", 303),
                ("kept_out", 401),
                ("kept_out", 401),
                ("kept_out", 401),
                ("kept_out", 401),
                ("told_to_wait", 429),
                ("refused", 403),
                ("broken", 500),
            ]
        );
        assert_eq!(lines[0]["person"], 2);
        assert_eq!(lines[6]["person"], 2);
        assert_eq!(lines[6]["route"], "/people");
        assert!(lines[7]["because"].as_str().unwrap().contains("known_browsers"));
        assert!(lines[1..6].iter().all(|line| line["name"] == lines[1]["name"]));
        for line in lines.iter() {
            assert_eq!(line["address"], from);
            let text = line.to_string();
            let visit = visit.split('=').nth(1).unwrap();
            for secret in ["dabir", "bazres", "typed by mistake", PASSWORD, visit] {
                assert!(!text.contains(secret), "{text}");
            }
        }
    }
}

#[tokio::test]
async fn links_of_the_feed_lead_where_the_county_says() {
    for county in County::all().await {
        let (mut server, _) = behind_a_proxy(&county);
        let request = Request::builder()
            .uri("/portal/feed.atom")
            .header("host", "evil.example")
            .header("x-forwarded-proto", "http");
        let response = answer(&mut server, request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let body = http_body_util::BodyExt::collect(response.into_body())
            .await
            .unwrap();
        let body = String::from_utf8(body.to_bytes().to_vec()).unwrap();
        assert!(
            body.contains("https://county.example/") && !body.contains("evil.example"),
            "{body}"
        );
    }
}
