//! How a county begins, and how its people come in.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use golugah_county::county::{FirstCode, to_begin_with};
use golugah_county::site::{answer, server};
use golugah_county::support::web::{Settings, Site};
use golugah_desk::store::Store;
use golugah_persian::WorkingCalendar;
use golugah_report::Catalogue;

use crate::databases::encoded;
use crate::databases::places;
use crate::site::{County, PASSWORD};

fn settings(behind_https: bool) -> Settings {
    Settings {
        county_fa: "شهرستان".to_owned(),
        county_en: "County".to_owned(),
        calendar: WorkingCalendar::iran(),
        behind_https,
    }
}

impl County {
    /// Counties with nobody in them, and the code to begin each.
    pub(crate) async fn empty() -> Vec<(Self, String)> {
        let mut counties = Vec::new();
        for place in places().await {
            let code = FirstCode::new().unwrap();
            let store = Store::new(place.folder.path());
            let site = Site::new(place.db.clone(), store, Catalogue::default(), settings(false));
            let until = place.db.clock().now().plus_seconds(1800);
            let server = server(to_begin_with(site, &code, until));
            counties.push((Self { server, place }, code.spelled()));
        }
        counties
    }

    /// A deed after which the visit has a new secret name; gives the new cookie, and the old one is worth nothing.
    pub(crate) async fn renewed(&mut self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> String {
        let (status, head, body) = self.ask("POST", path, cookie, fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{path}: {body}");
        let (status, ..) = self.ask("GET", "/today", cookie, &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "the old visit has ended");
        cookie_named(&head, "golugah").unwrap()
    }

    /// What the log says, entry by entry.
    pub(crate) async fn log(&self) -> Vec<String> {
        let sql = "SELECT entry FROM log_entries ORDER BY seq";
        let rows = self.place.db.read().rows(sql, Vec::new()).await.unwrap();
        rows.iter().map(|row| row.get("entry").unwrap()).collect()
    }
}

/// A cookie as the browser sends it back.
fn cookie_named(head: &HeaderMap, name: &str) -> Option<String> {
    let cookies = head
        .get_all(SET_COOKIE)
        .iter()
        .map(|cookie| cookie.to_str().unwrap());
    let mut pairs = cookies.filter_map(|cookie| cookie.split(';').next());
    pairs
        .find(|pair| pair.split('=').next() == Some(name))
        .map(str::to_owned)
}

#[tokio::test]
async fn a_fresh_county_begins_once_with_the_code_from_the_terminal() {
    for (mut county, code) in County::empty().await {
        for (asked, led) in [
            ("/", "/begin"),
            ("/sign-in", "/begin"),
            ("/en/today", "/en/begin"),
        ] {
            let (status, head, _) = county.ask("GET", asked, "", &[]).await;
            assert_eq!(
                (status, head[LOCATION].to_str().unwrap()),
                (StatusCode::SEE_OTHER, led)
            );
        }
        assert!(county.page("/begin", "").await.contains("نخستین راهبر سامانه"));
        let typed = |code: &str, password: &str| {
            [
                ("code", code.to_owned()),
                ("county_fa", "شهرستان آبگینه‌رود".to_owned()),
                ("county_en", "Abginehrud County".to_owned()),
                ("name", "پروین ستوده".to_owned()),
                ("sign_in", "Rahbar".to_owned()),
                ("password", password.to_owned()),
            ]
        };
        let wrong = typed("0000-0000-0000", PASSWORD);
        let wrong: Vec<_> = wrong
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let (status, _, body) = county.ask("POST", "/begin", "", &wrong).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(body.contains("کد آغاز درست نیست") && body.contains("پروین ستوده"));
        let short = typed(&code, "کوتاه");
        let short: Vec<_> = short
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let (status, _, body) = county.ask("POST", "/begin", "", &short).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(body.contains("دست‌کم ده نویسه داشته باشد") && !body.contains("کوتاه"));
        assert_eq!(county.log().await.len(), 0, "nothing was written so far");

        // Digits are typed in any script.
        let persian = golugah_persian::persian_digits(&code);
        let right = typed(&persian, PASSWORD);
        let right: Vec<_> = right
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let (status, head, body) = county.ask("POST", "/begin", "", &right).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{body}");
        assert_eq!(head[LOCATION], "/people");
        let cookie = cookie_named(&head, "golugah").unwrap();
        assert!(county.page("/people", &cookie).await.contains("پروین ستوده"));
        assert!(county.page("/", "").await.contains("شهرستان آبگینه‌رود"));
        assert!(county.page("/en", "").await.contains("Abginehrud County"));

        for (method, fields) in [("GET", &[][..]), ("POST", &right[..])] {
            let (status, ..) = county.ask(method, "/begin", "", fields).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "the page is gone");
        }
        county.sign_in("rahbar").await;
        let log = county.log().await;
        assert!(log[0].contains("county.name") && log[1].contains("person.admit"));
        assert!(!log.iter().any(|entry| entry.contains(&code.replace('-', ""))));
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn a_first_code_runs_out() {
    for (mut county, code) in County::empty().await {
        county.place.wait_seconds(1800);
        assert!(county.page("/begin", "").await.contains("زمان کد گذشته"));
        let fields = [("code", code.as_str()), ("password", PASSWORD)];
        let (status, _, body) = county.ask("POST", "/begin", "", &fields).await;
        assert!(status == StatusCode::CONFLICT && body.contains("دیگر اعتبار ندارد"));
    }
}

#[tokio::test]
async fn wrong_passwords_slow_down_for_known_and_unknown_names_alike() {
    for mut county in County::all().await {
        let (status, head, _) = county
            .ask(
                "POST",
                "/sign-in",
                "",
                &[("name", "dabir"), ("password", PASSWORD)],
            )
            .await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let known = cookie_named(&head, "golugah-known").unwrap();
        let mut answers = Vec::new();
        for name in ["dabir", "nobody"] {
            let typed = [("name", name), ("password", "نادرست")];
            let mut told = Vec::new();
            for _ in 0..5 {
                let (status, head, body) = county.ask("POST", "/sign-in", "", &typed).await;
                let wait = head
                    .get(RETRY_AFTER)
                    .map(|wait| wait.to_str().unwrap().to_owned());
                told.push((status, wait, body.replace(name, "")));
            }
            answers.push(told);
        }
        assert_eq!(
            answers[0], answers[1],
            "whether the name is known makes no difference"
        );
        let statuses: Vec<_> = answers[0]
            .iter()
            .map(|(status, wait, _)| (status.as_u16(), wait.as_deref()))
            .collect();
        assert_eq!(
            statuses,
            [
                (401, None),
                (401, None),
                (401, None),
                (401, None),
                (429, Some("1"))
            ]
        );
        assert!(answers[0][4].2.contains("۱ ثانیهٔ دیگر دوباره بکوشید"));

        // While one waits the right password is not looked at either; in the owner's browser it is.
        let right = [("name", "dabir"), ("password", PASSWORD)];
        let (status, ..) = county.ask("POST", "/sign-in", "", &right).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
        let (status, ..) = county.ask("POST", "/sign-in", &known, &right).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (status, ..) = county
            .ask(
                "POST",
                "/sign-in",
                &known,
                &[("name", "rah"), ("password", "نادرست")],
            )
            .await;
        assert_eq!(
            status,
            StatusCode::UNAUTHORIZED,
            "for another name that browser is any"
        );
        county.place.wait_seconds(1);
        let (status, ..) = county.ask("POST", "/sign-in", "", &right).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "nobody is locked out for ever");
    }
}

#[tokio::test]
async fn behind_https_cookies_keep_to_it_and_addresses_are_the_proxys_word() {
    for county in County::all().await {
        let site = Site::new(
            county.place.db.clone(),
            Store::new(county.place.folder.path()),
            Catalogue::default(),
            settings(true),
        );
        let mut server = server(site);
        let mut sign_in = async |name: &str, password: &str, forwarded: &str| {
            let fields = encoded(&[("name", name), ("password", password)]);
            let request = Request::builder()
                .method("POST")
                .uri("/sign-in")
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            let request = request
                .header("x-forwarded-for", forwarded)
                .body(Body::from(fields))
                .unwrap();
            let response = answer(&mut server, request).await.unwrap();
            (response.status(), response.headers().clone())
        };
        let (status, head) = sign_in("dabir", PASSWORD, "198.51.100.7").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(head["strict-transport-security"], "max-age=31536000");
        let cookies: Vec<_> = head.get_all(SET_COOKIE).iter().collect();
        assert_eq!(cookies.len(), 2);
        for cookie in cookies {
            let cookie = cookie.to_str().unwrap();
            assert!(
                cookie.starts_with("__Host-golugah") && cookie.contains("; Path=/;"),
                "{cookie}"
            );
            assert!(
                cookie.contains("; Secure") && cookie.contains("HttpOnly"),
                "{cookie}"
            );
        }
        // Whatever a guesser writes before it, the last address is the proxy's.
        let mut refused = 0;
        for number in 0..63 {
            let (name, forwarded) = (format!("name{number}"), format!("10.0.0.{number}, 203.0.113.9"));
            let (status, _) = sign_in(&name, "نادرست", &forwarded).await;
            refused += i32::from(status == StatusCode::TOO_MANY_REQUESTS);
        }
        assert_eq!(refused, 3, "after sixty tries an address waits");
        let (status, _) = sign_in("dabir", PASSWORD, "203.0.113.10").await;
        assert_eq!(status, StatusCode::SEE_OTHER, "its neighbour does not");
    }
}

#[tokio::test]
async fn a_password_is_changed_by_its_owner_and_every_other_visit_ends() {
    for mut county in County::all().await {
        let (one, other) = (county.sign_in("dabir").await, county.sign_in("dabir").await);
        let changing = |old, new| [("old", old), ("new", new)];
        for (old, new, because) in [
            ("نادرست", "گذرواژهٔ دیگر", "گذرواژهٔ کنونی درست نیست"),
            (PASSWORD, "کوتاه", "دست‌کم ده نویسه داشته باشد"),
        ] {
            let (status, _, body) = county
                .ask("POST", "/account/password", &one, &changing(old, new))
                .await;
            assert_eq!(status, StatusCode::CONFLICT);
            assert!(body.contains(because) && !body.contains(new));
        }
        let new = county
            .renewed("/account/password", &one, &changing(PASSWORD, "گذرواژهٔ دیگر"))
            .await;
        county.page("/today", &new).await;
        assert!(
            county
                .page("/account?changed=true", &new)
                .await
                .contains("گذرواژه تغییر کرد")
        );
        let (status, ..) = county.ask("GET", "/today", &other, &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "a visit elsewhere has ended");
        let (status, ..) = county
            .ask(
                "POST",
                "/sign-in",
                "",
                &[("name", "dabir"), ("password", PASSWORD)],
            )
            .await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);

        let third = county.renew_sign_in("dabir", "گذرواژهٔ دیگر").await;
        county.deed("/account/sign-out", &third, &[]).await;
        for cookie in [&new, &third] {
            let (status, ..) = county.ask("GET", "/today", cookie, &[]).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "signed out everywhere");
        }
    }
}

#[tokio::test]
async fn a_code_is_shown_once_and_lets_its_owner_choose_a_password_once() {
    for mut county in County::all().await {
        let administrator = county.sign_in("rahbar").await;
        let admitted = [
            ("name", "سارا بهمنی"),
            ("sign_in", "bahmani"),
            ("role", "inspector"),
            ("agency", "0"),
        ];
        let (status, head, body) = county.ask("POST", "/people", &administrator, &admitted).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        assert_eq!(head[CACHE_CONTROL], "no-store");
        let code = body.split("<bdi dir=\"ltr\">").nth(1).unwrap();
        let code = code.split('<').next().unwrap();
        assert_eq!(code.chars().count(), 14, "{code}");
        let chosen = |code| {
            [
                ("name", "bahmani"),
                ("code", code),
                ("password", "رمزی که خودم ساختم"),
            ]
        };
        let (status, _, body) = county.ask("POST", "/code", "", &chosen("۱۱۱۱-۱۱۱۱-۱۱۱۱")).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert!(body.contains("نام کاربری و کد با هم نمی‌خوانند"));
        let (status, head, body) = county.ask("POST", "/code", "", &chosen(code)).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{body}");
        let visit = cookie_named(&head, "golugah").unwrap();
        county.page("/today", &visit).await;
        let (status, ..) = county.ask("POST", "/code", "", &chosen(code)).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "a code is good once");
        county.renew_sign_in("bahmani", "رمزی که خودم ساختم").await;

        // A code that nobody used is good for three days, and the old password holds until it is used.
        let (_, _, body) = county.ask("POST", "/people/10/code", &administrator, &[]).await;
        let code = body
            .split("<bdi dir=\"ltr\">")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap();
        county.renew_sign_in("bahmani", "رمزی که خودم ساختم").await;
        county.place.wait(3);
        let (status, ..) = county.ask("POST", "/code", "", &chosen(code)).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        let given: Vec<_> = county.log().await;
        let given = given.iter().filter(|entry| entry.contains("person.give_code"));
        assert_eq!(given.count(), 2, "that codes were given stands in the log");
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}

impl County {
    async fn renew_sign_in(&mut self, name: &str, password: &str) -> String {
        let fields = [("name", name), ("password", password)];
        let (status, head, body) = self.ask("POST", "/sign-in", "", &fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{body}");
        cookie_named(&head, "golugah").unwrap()
    }
}
