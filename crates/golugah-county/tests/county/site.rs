//! The site as a browser meets it: rights on every route, pages in both languages, the loop through forms.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use golugah_county::people::{Role, set_password};
use golugah_county::site::{Server, answer, rights, server};
use golugah_county::support::web::{Settings, Site, Who};
use golugah_desk::store::Store;
use golugah_persian::WorkingCalendar;
use golugah_report::Catalogue;
use http_body_util::BodyExt;

use crate::confirmed::{note, said};
use crate::databases::{Place, encoded, people, places};

pub(crate) const PASSWORD: &str = "درست و بلند";

/// What is no deed: the log knows nothing of it, and the page after it shows it by itself.
const UNCONFIRMED: [&str; 5] = [
    "/sign-out",
    "/account/sign-out",
    "/account/on-behalf",
    "/account/password",
    "/code",
];

/// A site over a place, and who can sign in: the sign-in names of `people` and one more for each role left.
pub(crate) struct County {
    pub(crate) server: Server,
    pub(crate) place: Place,
}

/// The site over a place.
pub(crate) fn site(place: &Place) -> Server {
    let settings = Settings {
        county_fa: "شهرستان نمونه".to_owned(),
        county_en: "Sample County".to_owned(),
        calendar: WorkingCalendar::iran(),
        behind_https: false,
    };
    let store = Store::new(place.folder.path());
    server(Site::new(place.db.clone(), store, Catalogue::default(), settings))
}

impl County {
    pub(crate) async fn all() -> Vec<Self> {
        let mut counties = Vec::new();
        for place in places().await {
            people(&place.db).await;
            for (sign_in, role, agency) in [
                ("farmandar", Role::Governor, None),
                ("ravabet", Role::PublicRelations, None),
                ("rahbar", Role::Administrator, None),
                ("karshenas", Role::Officer, Some(1)),
                ("moaven", Role::Officer, Some(2)),
            ] {
                let person = golugah_county::people::actions::AdmitPerson {
                    name: sign_in.to_owned(),
                    sign_in: sign_in.to_owned(),
                    role,
                    agency,
                    deputy_of: None,
                };
                let program = golugah_desk::Actor::program();
                place.db.perform(program, person).await.unwrap();
            }
            for person in 1..=9 {
                set_password(&place.db, person, PASSWORD).await.unwrap();
            }
            counties.push(Self {
                server: site(&place),
                place,
            });
        }
        counties
    }

    /// Closes a session through its form, as it was called: what was written down at it is in force then.
    pub(crate) async fn closes(&mut self, session: i64, secretary: &str) {
        let close = [("version", "1"), ("minutes", "گفتگو شد"), ("stand_in", "")];
        self.deed(&format!("/sessions/{session}/close"), secretary, &close)
            .await;
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

    /// A file that must be there.
    pub(crate) async fn bytes(&mut self, path: &str, cookie: &str) -> Vec<u8> {
        let request = Request::builder().uri(path).header(COOKIE, cookie);
        let request = request.body(Body::empty()).unwrap();
        let response = answer(&mut self.server, request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.into_body().collect().await.unwrap().to_bytes().to_vec()
    }

    /// A deed that must succeed, and that the page after it must confirm; gives where it leads.
    pub(crate) async fn deed(&mut self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> String {
        let (status, head, body) = self.ask("POST", path, cookie, fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{path}: {body}");
        let to = head[LOCATION].to_str().unwrap().to_owned();
        if UNCONFIRMED.contains(&path) {
            return to;
        }
        let note = note(&head).unwrap_or_else(|| panic!("{path} is not confirmed"));
        let note = note.split(';').next().unwrap();
        // The page of a file that is being read grows for as long as the worker works, and here none does.
        if to.starts_with("/imports/") {
            return to;
        }
        let address = to.split('#').next().unwrap();
        let (_, _, page) = self.ask("GET", address, &format!("{cookie}; {note}"), &[]).await;
        let said = said(&page).unwrap_or_else(|| panic!("{path} is not confirmed on {to}: {page}"));
        let is_said_in_words = !said.is_empty() && !said.contains("done-");
        assert!(is_said_in_words, "{path}: {said}");
        to
    }
}

pub(crate) use crate::RIGHTS;

fn in_words(who: Who) -> String {
    match who {
        Who::Anybody => "anybody".to_owned(),
        Who::Staff => "staff".to_owned(),
        Who::Only(roles) => roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(" "),
        Who::OnDuty(duties) => duties
            .iter()
            .map(|duty| duty.word())
            .collect::<Vec<_>>()
            .join(" "),
        Who::OnlyOrOnDuty(roles, duties) => {
            format!("{} {}", in_words(Who::Only(roles)), in_words(Who::OnDuty(duties)))
        }
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
        .map(|(method, path, who)| (*method, *path, who.replace("/own", "")))
        .collect();
    assert_eq!(built, written);
}

/// A path whose records do not exist.
pub(crate) fn unknown(path: &str) -> String {
    path.replace("{id}", "987")
        .replace("{item}", "654")
        .replace("{number}", "321")
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
            ("karshenas", "officer"),
        ] {
            visitors.push((role, county.sign_in(name).await));
        }
        for (method, path, who) in RIGHTS {
            if path.ends_with("/sign-out") {
                continue;
            }
            let asked = unknown(path);
            for (role, cookie) in &visitors {
                let (status, head, _) = county.ask(method, &asked, cookie, &[]).await;
                let admitted = match *who {
                    "anybody" => true,
                    "staff" => *role != "nobody",
                    roles => roles
                        .split(' ')
                        .any(|admitted| admitted.trim_end_matches("/own") == *role),
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
