//! The page of the day begins with one's own work, whoever looks; nobody is shown another's as theirs. And whoever proved in time is
//! late nowhere, however long the proof lies with its judge.

use golugah_county::resolutions::actions::{JudgeEvidence, ReportResolution};
use golugah_county::sessions::actions::PublishSession;
use golugah_desk::Actor;

use crate::portal::{does, hold, secretary};
use crate::site::{County, RIGHTS};

const WORK: &str = "سنگفرش پیاده‌رو تعمیر شود";

/// Who can sign in.
const ALL: [&str; 7] = [
    "farmandar",
    "dabir",
    "bazres",
    "rah",
    "behdasht",
    "ravabet",
    "rahbar",
];

fn head() -> Actor {
    Actor {
        person: Some(3),
        role: "agency_head".to_owned(),
    }
}

fn report(resolution: i64) -> ReportResolution {
    ReportResolution {
        resolution,
        text: "شد".to_owned(),
        file_sha256: None,
    }
}

/// The band of the page of the day that is one's own.
async fn own(county: &mut County, name: &str) -> String {
    let cookie = county.sign_in(name).await;
    let page = county.page("/today", &cookie).await;
    let band = page.split("<section class=\"band\"").nth(1).unwrap();
    band.to_owned()
}

#[tokio::test]
async fn each_finds_their_own_work_and_nobody_elses() {
    for mut county in County::all().await {
        let (session, resolution) = hold(&county.place, "صورتجلسه", WORK, None).await;
        for name in ALL {
            let band = own(&mut county, name).await;
            let what = format!("{name}: {band}");
            assert_eq!(
                band.contains("اجرای مصوبه") && band.contains(WORK),
                name == "rah",
                "{what}"
            );
            let publishes = ["dabir", "ravabet"].contains(&name);
            assert_eq!(band.contains("انتشار صورتجلسهٔ جلسهٔ ۱"), publishes, "{what}");
            assert_eq!(band.contains("دعوت به جلسهٔ بعد"), name == "dabir", "{what}");
            let none = ["farmandar", "bazres", "behdasht", "rahbar"].contains(&name);
            assert_eq!(band.contains("کاری در انتظار شما نیست"), none, "{what}");
        }
        // Reported, it is the secretary's work and no longer the head's; the number in the menu says so on every page.
        does(&county.place, &head(), report(resolution)).await;
        does(&county.place, &secretary(), PublishSession { session }).await;
        county.place.wait(9);
        let band = own(&mut county, "rah").await;
        assert!(!band.contains(WORK), "{band}");
        let band = own(&mut county, "dabir").await;
        assert!(
            band.contains("بررسی گواه") && band.contains(WORK) && band.contains("روز کاری نزد شما"),
            "{band}"
        );
        assert!(!band.contains("انتشار صورتجلسه"), "{band}");
        let cookie = county.sign_in("dabir").await;
        let page = county.page("/claims", &cookie).await;
        assert!(page.contains("<span class=\"count\">۲</span>"), "{page}");
        // Refused, it is the head's again; accepted, it is nobody's.
        let judge = |because: Option<&str>| JudgeEvidence {
            resolution,
            seen: None,
            refused_because: because.map(str::to_owned),
            calendar: golugah_persian::WorkingCalendar::iran(),
        };
        does(&county.place, &secretary(), judge(Some("عکس ندارد"))).await;
        let band = own(&mut county, "rah").await;
        assert!(band.contains(WORK) && !band.contains("status--late"), "{band}");
        does(&county.place, &head(), report(resolution)).await;
        does(&county.place, &secretary(), judge(None)).await;
        for name in ALL {
            assert!(!own(&mut county, name).await.contains(WORK), "{name}");
        }
    }
}

#[tokio::test]
async fn whoever_proved_in_time_is_late_nowhere() {
    for mut county in County::all().await {
        let (session, resolution) = hold(&county.place, "صورتجلسه", WORK, None).await;
        does(&county.place, &secretary(), PublishSession { session }).await;
        does(&county.place, &head(), report(resolution)).await;
        county.place.wait(60);
        let mut seen = 0;
        for name in ALL.into_iter().chain([""]) {
            let cookie = match name {
                "" => String::new(),
                name => county.sign_in(name).await,
            };
            for (method, path, _) in RIGHTS {
                if *method != "GET" || path.contains('*') || path.starts_with("/assets/") {
                    continue;
                }
                let path = path.replace("{id}", "1").replace("{number}", "1");
                for path in [path.clone(), format!("/en{path}")] {
                    let (status, _, page) = county.ask("GET", &path, &cookie, &[]).await;
                    assert!(!status.is_server_error(), "{path}");
                    let shows = page.contains(WORK);
                    seen += usize::from(shows);
                    // What else is late in this county is an agency's report to the council.
                    let page = page.split("<section class=\"silent\"").next().unwrap_or_default();
                    for late in ["row--late", "روز کاری تأخیر", "late by"] {
                        assert!(!page.contains(late), "{name} {path}: {late}: {page}");
                    }
                    assert!(!shows || !page.contains("status--late"), "{name} {path}: {page}");
                }
            }
        }
        assert!(seen > 60, "{seen} pages show it");
        // Whose wait it is is said where the resolution is listed, in saffron.
        let cookie = county.sign_in("behdasht").await;
        for path in [
            "/resolutions?county=true",
            "/resolutions/1",
            "/agencies/1",
            "/sessions/1",
        ] {
            let page = county.page(path, &cookie).await;
            assert!(
                page.contains("status--waits\">در انتظار پذیرش گواه") && page.contains("روز کاری نزد دبیر"),
                "{path}: {page}"
            );
        }
        let public = county.page("/portal/resolutions?part=late", "").await;
        assert!(!public.contains(WORK), "{public}");
        let open = county.page("/portal/resolutions?part=open", "").await;
        assert!(open.contains(WORK) && open.contains("status--waits"), "{open}");
    }
}
