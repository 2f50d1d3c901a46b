//! The site as a browser meets it: rights on every route, pages in both languages, the loop through forms.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use golugah_county::people::{Role, set_password};
use golugah_county::site::{Server, answer, rights, server};
use golugah_county::support::store::Store;
use golugah_county::support::web::{Settings, Site, Who};
use golugah_persian::WorkingCalendar;
use http_body_util::BodyExt;

use crate::databases::{Place, people, places};

const PASSWORD: &str = "درست و بلند";

/// A site over a place, and who can sign in: the sign-in names of `people` and one more for each role left.
pub(crate) struct County {
    pub(crate) server: Server,
    pub(crate) place: Place,
}

impl County {
    pub(crate) async fn all() -> Vec<Self> {
        let mut counties = Vec::new();
        for place in places().await {
            people(&place.db).await;
            for (sign_in, role) in [
                ("farmandar", Role::Governor),
                ("ravabet", Role::PublicRelations),
                ("rahbar", Role::Administrator),
            ] {
                let person = golugah_county::people::actions::AdmitPerson {
                    name: sign_in.to_owned(),
                    sign_in: sign_in.to_owned(),
                    role,
                    agency: None,
                    deputy_of: None,
                };
                let program = golugah_county::support::db::Actor::program();
                place.db.perform(program, person).await.unwrap();
            }
            for person in 1..=7 {
                set_password(&place.db, person, PASSWORD).await.unwrap();
            }
            let settings = Settings {
                county_fa: "شهرستان نمونه".to_owned(),
                county_en: "Sample County".to_owned(),
                calendar: WorkingCalendar::iran(),
            };
            let site = Site {
                db: place.db.clone(),
                store: Store::new(place.folder.path()),
                catalogue: Arc::default(),
                settings: Arc::new(settings),
            };
            counties.push(Self {
                server: server(site),
                place,
            });
        }
        counties
    }

    pub(crate) async fn ask(
        &mut self,
        method: &str,
        path: &str,
        cookie: &str,
        fields: &[(&str, &str)],
    ) -> (StatusCode, HeaderMap, String) {
        let request = Request::builder().method(method).uri(path).header(COOKIE, cookie);
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let response = answer(
            &mut self.server,
            request.body(Body::from(encoded(fields))).unwrap(),
        )
        .await
        .unwrap();
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        (
            head.status,
            head.headers,
            String::from_utf8_lossy(&bytes).into_owned(),
        )
    }

    pub(crate) async fn sign_in(&mut self, name: &str) -> String {
        let fields = [("name", name), ("password", PASSWORD)];
        let (status, head, _) = self.ask("POST", "/sign-in", "", &fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{name}");
        let cookie = head[SET_COOKIE].to_str().unwrap();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
        cookie.split(';').next().unwrap().to_owned()
    }

    /// A page that must be there.
    pub(crate) async fn page(&mut self, path: &str, cookie: &str) -> String {
        let (status, _, body) = self.ask("GET", path, cookie, &[]).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        body
    }

    /// A deed that must succeed; gives where it leads.
    pub(crate) async fn deed(&mut self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> String {
        let (status, head, body) = self.ask("POST", path, cookie, fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{path}: {body}");
        head[LOCATION].to_str().unwrap().to_owned()
    }
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in fields {
        if !text.is_empty() {
            text.push('&');
        }
        for (part, after) in [(name, "="), (value, "")] {
            for byte in part.bytes() {
                if byte.is_ascii_alphanumeric() {
                    text.push(char::from(byte));
                } else {
                    write!(text, "%{byte:02X}").unwrap();
                }
            }
            text.push_str(after);
        }
    }
    text
}

/// Who may ask for what, written down once more, apart from the code. A route that is not here fails the test.
const RIGHTS: &[(&str, &str, &str)] = &[
    ("GET", "/", "anybody"),
    ("GET", "/assets/Vazirmatn-small.woff2", "anybody"),
    ("GET", "/agencies/funnel", "staff"),
    ("GET", "/agencies/{id}", "staff"),
    ("GET", "/assets/Vazirmatn-wght.woff2", "anybody"),
    ("GET", "/assets/golugah.css", "anybody"),
    ("GET", "/assets/golugah.svg", "anybody"),
    ("GET", "/bottlenecks", "staff"),
    ("GET", "/bottlenecks/{id}", "staff"),
    ("GET", "/evidence/{id}/file", "staff"),
    ("GET", "/imports", "staff"),
    ("GET", "/imports/{id}", "staff"),
    ("GET", "/imports/{id}/rejects", "staff"),
    ("GET", "/imports/{id}/report", "staff"),
    ("GET", "/portal/bottlenecks", "anybody"),
    ("GET", "/portal/bottlenecks.csv", "anybody"),
    ("GET", "/portal/bottlenecks.json", "anybody"),
    ("GET", "/portal/calendar.ics", "anybody"),
    ("GET", "/portal/corrections.csv", "anybody"),
    ("GET", "/portal/corrections.json", "anybody"),
    ("GET", "/portal/feed.atom", "anybody"),
    ("GET", "/portal/resolutions", "anybody"),
    ("GET", "/portal/resolutions.csv", "anybody"),
    ("GET", "/portal/resolutions.json", "anybody"),
    ("GET", "/portal/sessions", "anybody"),
    ("GET", "/portal/sessions.csv", "anybody"),
    ("GET", "/portal/sessions.json", "anybody"),
    ("GET", "/portal/sessions/{number}", "anybody"),
    ("GET", "/portal/sessions/{number}/minutes", "anybody"),
    ("GET", "/portal/sessions/{number}/minutes.json", "anybody"),
    ("GET", "/portal/sessions/{number}/receipt", "anybody"),
    ("GET", "/log", "anybody"),
    ("GET", "/log/checkpoint", "anybody"),
    ("GET", "/log/deeds.xes", "staff"),
    ("GET", "/log/tile/{*path}", "anybody"),
    ("GET", "/log/vkey", "anybody"),
    ("GET", "/resolutions", "staff"),
    ("GET", "/resolutions/{id}", "staff"),
    ("GET", "/sessions", "staff"),
    ("GET", "/sessions/{id}", "staff"),
    ("GET", "/sessions/{id}/invitation", "staff"),
    ("GET", "/sessions/{id}/invitation.json", "staff"),
    ("GET", "/sessions/{id}/minutes", "staff"),
    ("GET", "/sessions/{id}/minutes.json", "staff"),
    ("GET", "/sessions/{id}/receipt", "staff"),
    ("GET", "/sign-in", "anybody"),
    ("GET", "/today", "staff"),
    ("POST", "/bottlenecks/{id}/agenda", "governor secretary"),
    ("POST", "/bottlenecks/{id}/review", "inspector"),
    ("POST", "/imports", "inspector secretary administrator"),
    ("POST", "/resolutions/{id}/agenda", "governor secretary"),
    ("POST", "/resolutions/{id}/judge", "secretary"),
    ("POST", "/resolutions/{id}/report", "agency_head"),
    ("POST", "/sessions", "secretary"),
    ("POST", "/sessions/{id}/attendance", "secretary"),
    ("POST", "/sessions/{id}/close", "secretary"),
    ("POST", "/sessions/{id}/corrections", "secretary public_relations"),
    ("POST", "/sessions/{id}/items", "secretary"),
    ("POST", "/sessions/{id}/items/{item}/down", "secretary"),
    ("POST", "/sessions/{id}/items/{item}/up", "secretary"),
    ("POST", "/sessions/{id}/publish", "secretary public_relations"),
    ("POST", "/sessions/{id}/resolutions", "secretary"),
    ("POST", "/sign-in", "anybody"),
    ("POST", "/sign-out", "anybody"),
];

fn in_words(who: Who) -> String {
    match who {
        Who::Anybody => "anybody".to_owned(),
        Who::Staff => "staff".to_owned(),
        Who::Only(roles) => roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(" "),
    }
}

#[test]
fn every_route_is_in_the_table_of_rights() {
    let built: BTreeSet<_> = rights()
        .iter()
        .map(|route| (route.method, route.path, in_words(route.who)))
        .collect();
    let written = RIGHTS
        .iter()
        .map(|(method, path, who)| (*method, *path, (*who).to_owned()))
        .collect();
    assert_eq!(built, written);
}

/// Every route as every role and as nobody: let through or not, and nothing breaks. The records asked for do not exist,
/// so whoever is let through is told so; whose agency it is, the deeds themselves ask, and their tests are elsewhere.
#[tokio::test]
async fn every_route_admits_whom_the_table_says() {
    for mut county in County::all().await {
        let mut visitors = vec![("nobody", String::new())];
        for (name, role) in [
            ("dabir", "secretary"),
            ("bazres", "inspector"),
            ("rah", "agency_head"),
            ("farmandar", "governor"),
            ("ravabet", "public_relations"),
            ("rahbar", "administrator"),
        ] {
            visitors.push((role, county.sign_in(name).await));
        }
        for (method, path, who) in RIGHTS {
            if *path == "/sign-out" {
                continue;
            }
            let asked = path
                .replace("{id}", "987")
                .replace("{item}", "654")
                .replace("{number}", "321");
            for (role, cookie) in &visitors {
                let (status, head, _) = county.ask(method, &asked, cookie, &[]).await;
                let admitted = match *who {
                    "anybody" => true,
                    "staff" => *role != "nobody",
                    roles => roles.split(' ').any(|admitted| admitted == *role),
                };
                let what = format!("{}: {method} {path} as {role}: {status}", county.place.engine);
                assert!(status != StatusCode::INTERNAL_SERVER_ERROR, "{what}");
                if *role == "nobody" && !admitted {
                    assert_eq!(
                        (status, head[LOCATION].to_str().unwrap()),
                        (StatusCode::SEE_OTHER, "/sign-in"),
                        "{what}"
                    );
                } else {
                    assert_eq!(status != StatusCode::FORBIDDEN, admitted, "{what}");
                }
                let policy = head
                    .get("content-security-policy")
                    .map(|value| value.to_str().unwrap());
                assert!(
                    policy.is_some_and(|policy| policy.starts_with("default-src 'none'")),
                    "{what}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_visit_ends_and_a_stranger_does_not_get_in() {
    for mut county in County::all().await {
        for (name, password) in [("dabir", "نادرست"), ("کسی", PASSWORD), ("", "")] {
            let (status, head, body) = county
                .ask("POST", "/sign-in", "", &[("name", name), ("password", password)])
                .await;
            assert_eq!(status, StatusCode::UNAUTHORIZED);
            assert!(!head.contains_key(SET_COOKIE) && body.contains("نام کاربری یا گذرواژه درست نیست"));
            assert!(name.is_empty() || body.contains(name), "what was typed is kept");
            assert!(
                password.is_empty() || !body.contains(password),
                "a password is not"
            );
        }
        let cookie = county.sign_in(" DABIR ").await;
        county.page("/today", &cookie).await;
        county.deed("/sign-out", &cookie, &[]).await;
        let (status, ..) = county.ask("GET", "/today", &cookie, &[]).await;
        assert_eq!(
            status,
            StatusCode::SEE_OTHER,
            "the visit is over on the server, not only in the browser"
        );
        let cookie = county.sign_in("dabir").await;
        county.place.wait(1);
        let (status, ..) = county.ask("GET", "/today", &cookie, &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "a visit lasts twelve hours");
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    for mut county in County::all().await {
        let cookie = county.sign_in("dabir").await;
        let request = Request::builder()
            .method("POST")
            .uri("/sessions")
            .header(COOKIE, &cookie);
        let request = request
            .header("host", "county.example")
            .header("origin", "https://evil.example");
        let response = answer(&mut county.server, request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
    }
}
