//! Who there is and who acts for whom, entered through the administrator's pages.

use axum::http::StatusCode;
use axum::http::header::LOCATION;

use crate::posts::{post, version};
use crate::site::{County, PASSWORD};

impl County {
    /// A deed that must be refused with this sentence; gives the page.
    pub(crate) async fn refused(
        &mut self,
        path: &str,
        cookie: &str,
        fields: &[(&str, &str)],
        because: &str,
    ) -> String {
        let (status, _, body) = self.ask("POST", path, cookie, fields).await;
        assert_eq!(
            status,
            StatusCode::CONFLICT,
            "{}: {path}: {body}",
            self.place.engine
        );
        assert!(body.contains(because), "{path}: {because} was expected: {body}");
        body
    }
}

#[tokio::test]
async fn people_come_change_posts_and_go() {
    for mut county in County::all().await {
        let administrator = county.sign_in("rahbar").await;
        let list = county.page("/people", &administrator).await;
        assert!(list.contains("behdasht") && list.contains("کارشناس دستگاه"));

        let known = [
            ("name", "دومی"),
            ("sign_in", "RAH "),
            ("role", "officer"),
            ("agency", "1"),
        ];
        let body = county
            .refused("/people", &administrator, &known, "این نام کاربری گرفته شده است")
            .await;
        assert!(body.contains("دومی"), "what was typed is kept");
        let second = [
            ("name", "دومی"),
            ("sign_in", "rah2"),
            ("role", "agency_head"),
            ("agency", "1"),
        ];
        county
            .refused("/people", &administrator, &second, "این دستگاه رئیس دارد")
            .await;
        let nowhere = [
            ("name", "دومی"),
            ("sign_in", "rah2"),
            ("role", "officer"),
            ("agency", "0"),
        ];
        county
            .refused("/people", &administrator, &nowhere, "باید دستگاهی داشته باشد")
            .await;
        let spaced = [("name", "دومی"), ("sign_in", "ra h"), ("role", "governor")];
        county
            .refused("/people", &administrator, &spaced, "یک واژه باشد")
            .await;

        // The head of roads becomes inspector: the visit ends, and the post is free.
        let head = county.sign_in("rah").await;
        let moved = version(&post("رضا", "inspector", "1"), "1");
        county.deed("/people/3", &administrator, &moved).await;
        let (status, ..) = county.ask("GET", "/today", &head, &[]).await;
        assert_eq!(
            status,
            StatusCode::SEE_OTHER,
            "with another post one signs in anew"
        );
        county
            .deed(
                "/people/8",
                &administrator,
                &version(&post("کار", "agency_head", "1"), "1"),
            )
            .await;
        assert!(county.page("/agencies", &administrator).await.contains("کار"));

        // Two edit at once: the second is told, and what was typed is kept and can stand.
        let late = version(&post("رضا کاظمی", "inspector", "0"), "1");
        let body = county
            .refused(
                "/people/3",
                &administrator,
                &late,
                "کس دیگری این را تغییر داده است",
            )
            .await;
        assert!(body.contains("value=\"رضا کاظمی\"") && body.contains("name=\"version\" value=\"2\""));
        county
            .deed(
                "/people/3",
                &administrator,
                &version(&post("رضا کاظمی", "inspector", "0"), "2"),
            )
            .await;

        // Somebody goes: the visits end at once, nobody signs in so, and what was done keeps its name.
        let visit = county.sign_in("bazres").await;
        county
            .deed("/people/2/end", &administrator, &[("version", "1")])
            .await;
        let (status, ..) = county.ask("GET", "/today", &visit, &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let fields = [("name", "bazres"), ("password", PASSWORD)];
        let (status, ..) = county.ask("POST", "/sign-in", "", &fields).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        county
            .refused(
                "/people/2/code",
                &administrator,
                &[],
                "همکاری این شخص پایان یافته است",
            )
            .await;
        county
            .deed("/people/2/return", &administrator, &[("version", "2")])
            .await;
        let (status, ..) = county.ask("POST", "/sign-in", "", &fields).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "the old password is gone");

        // The last administrator stays.
        let last = "این تنها راهبر سامانه است";
        county
            .refused("/people/7/end", &administrator, &[("version", "1")], last)
            .await;
        let less = version(&post("rahbar", "inspector", "0"), "1");
        county.refused("/people/7", &administrator, &less, last).await;
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn agencies_are_founded_renamed_seated_and_placed() {
    for mut county in County::all().await {
        let administrator = county.sign_in("rahbar").await;
        let founded = [("name_fa", "ادارهٔ ثبت"), ("name_en", "Registry"), ("seat", "1")];
        county.deed("/agencies", &administrator, &founded).await;
        let body = county
            .refused("/agencies", &administrator, &founded, "دستگاهی با این نام هست")
            .await;
        assert!(body.contains("value=\"ادارهٔ ثبت\""));
        let district = [("kind", "district"), ("within", "0"), ("name_fa", "مرکزی")];
        county.deed("/places", &administrator, &district).await;

        let edited = |name, version| {
            [
                ("name_fa", name),
                ("name_en", "Registry"),
                ("place", "1"),
                ("version", version),
            ]
        };
        county
            .deed("/agencies/3/edit", &administrator, &edited("ثبت اسناد", "1"))
            .await;
        let list = county.page("/agencies", &administrator).await;
        assert!(list.contains("ثبت اسناد") && list.contains("کرسی ندارد") && list.contains("بخش مرکزی"));
        assert!(list.contains("بی‌رئیس"));
        let body = county
            .refused(
                "/agencies/3/edit",
                &administrator,
                &edited("ثبت احوال", "1"),
                "کس دیگری این را تغییر داده است",
            )
            .await;
        assert!(
            body.contains("value=\"ثبت احوال\"") && body.contains("<bdi>ثبت اسناد</bdi>"),
            "{body}"
        );
        county
            .deed("/agencies/3/edit", &administrator, &edited("ثبت احوال", "2"))
            .await;
        let secretary = county.sign_in("dabir").await;
        let staff = county.page("/agencies", &secretary).await;
        assert!(staff.contains("ثبت احوال") && !staff.contains("/agencies/3/edit"));
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn places_are_a_tree_whose_names_have_days() {
    for mut county in County::all().await {
        let administrator = county.sign_in("rahbar").await;
        let place = |kind, within, name| [("kind", kind), ("within", within), ("name_fa", name)];
        county
            .deed("/places", &administrator, &place("district", "0", "مرکزی"))
            .await;
        county
            .deed(
                "/places",
                &administrator,
                &place("rural_district", "1", "کوهپایه"),
            )
            .await;
        county
            .deed("/places", &administrator, &place("village", "2", "چشمه‌سار"))
            .await;
        county
            .deed("/places", &administrator, &place("city", "1", "آبگینه‌رود"))
            .await;
        let nested = "بخش در شهرستان است";
        county
            .refused("/places", &administrator, &place("village", "4", "بالا"), nested)
            .await;
        county
            .refused("/places", &administrator, &place("city", "0", "بالا"), nested)
            .await;
        let known = "در همان‌جا ثبت است";
        county
            .refused(
                "/places",
                &administrator,
                &place("village", "2", "چشمه سار"),
                known,
            )
            .await;
        county
            .deed("/places", &administrator, &place("village", "1", "چشمه‌سار"))
            .await;
        let tree = county.page("/places", &administrator).await;
        let at = |name: &str| tree.find(name).unwrap();
        assert!(at("place-1\"") < at("place-2\"") && at("place-2\"") < at("place-3\""));
        assert!(at("place-3\"") < at("place-4\"") && at("place-4\"") < at("place-5\""));

        let renamed = |since, version| [("name_fa", "شهیدآباد"), ("since", since), ("version", version)];
        county
            .refused(
                "/places/3",
                &administrator,
                &renamed("۱۴۰۵/۰۹/۰۴", "1"),
                "هنوز نرسیده است",
            )
            .await;
        county
            .refused(
                "/places/3",
                &administrator,
                &renamed("۱۴۰۵/۰۹/۰۱", "1"),
                "پیش از تاریخ نام کنونی",
            )
            .await;
        county.place.wait(3);
        let administrator = county.sign_in("rahbar").await;
        county
            .deed("/places/3", &administrator, &renamed("۱۴۰۵/۰۹/۰۵", "1"))
            .await;
        let page = county.page("/places/3", &administrator).await;
        assert!(
            page.contains("روستای شهیدآباد") && page.contains("چشمه‌سار"),
            "both names are there"
        );
        assert!(page.contains("۵ آذر ۱۴۰۵") && page.contains("۳ آذر ۱۴۰۵"));
        let body = county
            .refused(
                "/places/3",
                &administrator,
                &renamed("", "1"),
                "کس دیگری این را تغییر داده است",
            )
            .await;
        assert!(body.contains("name=\"version\" value=\"2\""));

        let named = [
            ("county_fa", "شهرستان تازه"),
            ("county_en", "New"),
            ("version", "0"),
        ];
        county.deed("/county", &administrator, &named).await;
        assert!(county.page("/en/places", &administrator).await.contains("New"));
        county
            .refused(
                "/county",
                &administrator,
                &named,
                "کس دیگری این را تغییر داده است",
            )
            .await;
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn a_deputy_acts_on_the_heads_behalf_and_the_log_says_so() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let head = county.sign_in("rah").await;
        let officer = county.sign_in("karshenas").await;
        let called = [("day", "۱۴۰۵/۰۹/۰۳"), ("hour", "۱۰:۰۰"), ("place", "سالن")];
        county.deed("/sessions", &secretary, &called).await;
        let resolution = [
            ("text", "آگهی‌ها"),
            ("agency", "1"),
            ("working_days", "5"),
            ("proof", "فهرست"),
            ("bottleneck", "0"),
        ];
        county
            .deed("/sessions/1/resolutions", &secretary, &resolution)
            .await;
        county.closes(1, &secretary).await;

        // Nobody's deputy yet.
        let on = [("on", "1")];
        county
            .refused("/account/on-behalf", &officer, &on, "جانشینی‌ای در کار نیست")
            .await;
        assert!(county.page("/account", &head).await.contains("تعیین به جانشینی"));
        county
            .refused("/people/9/deputy", &head, &[], "تنها رئیس همان دستگاه")
            .await;
        county.deed("/people/8/deputy", &head, &[]).await;
        county
            .refused("/people/8/deputy", &head, &[], "هم‌اکنون جانشین است")
            .await;
        assert!(
            county
                .page("/today", &officer)
                .await
                .contains("شما جانشین rah هستید")
        );
        let report = [("text", "نامهٔ ۱۲۳")];
        let (status, ..) = county
            .ask("POST", "/resolutions/1/report", &officer, &report)
            .await;
        assert_eq!(status, StatusCode::FORBIDDEN, "in their own post they may not");

        let deputy = county.renewed("/account/on-behalf", &officer, &on).await;
        let page = county.page("/resolutions/1", &deputy).await;
        assert!(page.contains("به جانشینی rah کار می‌کنید") && page.contains("/resolutions/1/report"));
        assert!(
            county
                .page("/en/resolutions/1", &deputy)
                .await
                .contains("on behalf of rah")
        );
        county.deed("/resolutions/1/report", &deputy, &report).await;
        let log = county.log().await;
        let entry = log.last().unwrap();
        assert!(
            entry.contains("\"role\":\"deputy\",\"deed\":\"resolution.report\""),
            "{entry}"
        );
        county
            .refused("/people/8/deputy/end", &deputy, &[], "جانشین نمی‌تواند")
            .await;

        // Back to the own post, and on again; then the deputyship ends, and with it what the visit may do.
        let officer = county
            .renewed("/account/on-behalf", &deputy, &[("on", "0")])
            .await;
        let (status, ..) = county
            .ask("POST", "/resolutions/1/report", &officer, &report)
            .await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        let deputy = county.renewed("/account/on-behalf", &officer, &on).await;
        county.deed("/people/8/deputy/end", &head, &[]).await;
        let (status, ..) = county
            .ask("POST", "/resolutions/1/report", &deputy, &report)
            .await;
        assert_eq!(status, StatusCode::FORBIDDEN, "at once");
        assert!(!county.page("/today", &deputy).await.contains("جانشین"));

        // With the head the deputyship goes too.
        let administrator = county.sign_in("rahbar").await;
        county.deed("/people/8/deputy", &administrator, &[]).await;
        let (status, to, _) = county
            .ask("POST", "/people/3/end", &administrator, &[("version", "1")])
            .await;
        assert_eq!(
            (status, to[LOCATION].to_str().unwrap()),
            (StatusCode::SEE_OTHER, "/people/3")
        );
        assert!(!county.page("/today", &deputy).await.contains("جانشین"));
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}
