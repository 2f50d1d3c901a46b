//! What is late is so for council and public alike, to the minute and in every state of its proof; and whom a measurement names, nobody
//! is told before an inspector has looked.

use axum::http::StatusCode;
use golugah_county::bottlenecks::actions::ReviewBottleneck;
use golugah_county::resolutions::actions::{JudgeEvidence, ReportResolution};
use golugah_county::resolutions::{agency_figures, fates};
use golugah_county::sessions::actions::PublishSession;
use golugah_desk::Actor;

use crate::portal::{does, found, hold, secretary};
use crate::site::County;

fn head() -> Actor {
    Actor {
        person: Some(3),
        role: "agency_head".to_owned(),
    }
}

/// What staff count and what the portal shows, each as kept, late and under way.
async fn told(county: &mut County) -> [(i64, i64, i64); 2] {
    let (read, now) = (county.place.db.read(), county.place.db.clock().now());
    let fates = fates(read, now, (1, 1)).await.unwrap().remove(0);
    let figures = agency_figures(read, 1, now).await.unwrap();
    assert_eq!(
        (figures.kept, figures.late, figures.open),
        (fates.kept, fates.late, fates.open + fates.reported)
    );
    let staff = (fates.kept, fates.late, fates.open + fates.reported);
    let mut shown = Vec::new();
    for part in ["kept", "late", "open"] {
        let page = county.page(&format!("/portal/resolutions?part={part}"), "").await;
        shown.push(i64::from(page.contains("کاری که دیر شد")));
    }
    [staff, (shown[0], shown[1], shown[2])]
}

#[tokio::test]
async fn a_late_report_makes_nobody_timely_in_public() {
    for mut county in County::all().await {
        let (session, resolution) = hold(&county.place, "صورتجلسه", "کاری که دیر شد", None).await;
        does(&county.place, &secretary(), PublishSession { session }).await;
        assert_eq!(told(&mut county).await, [(0, 0, 1); 2]);
        county.place.wait(30);
        assert_eq!(told(&mut county).await, [(0, 1, 0); 2]);
        let report = ReportResolution {
            resolution,
            text: "—".to_owned(),
            file_sha256: None,
        };
        does(&county.place, &head(), report).await;
        assert_eq!(
            told(&mut county).await,
            [(0, 1, 0); 2],
            "an empty report gives no new time"
        );
        let page = county.page("/portal/resolutions", "").await;
        assert!(page.contains("پس از سررسید گزارش شده"), "{page}");
        let accept = JudgeEvidence {
            resolution,
            seen: None,
            refused_because: None,
            calendar: golugah_persian::WorkingCalendar::iran(),
        };
        does(&county.place, &secretary(), accept).await;
        assert_eq!(told(&mut county).await, [(1, 0, 0); 2]);
        let page = county.page("/portal/resolutions", "").await;
        assert!(page.contains("پس از سررسید انجام شد"), "{page}");
        // The page of what has ended does not say that its proof still lies somewhere.
        let staff = county.sign_in("dabir").await;
        let page = county.page(&format!("/resolutions/{resolution}"), &staff).await;
        assert!(
            page.contains("رسید و پذیرفته شد") && !page.contains("نزد دبیرخانه است"),
            "{page}"
        );
    }
}

#[tokio::test]
async fn a_person_is_named_to_nobody_before_an_inspector_has_looked() {
    for mut county in County::all().await {
        let officer = found(&county.place, "officer", "کارشناس-نام").await;
        let office = found(&county.place, "buyer", "اداره-نام").await;
        for (name, sees) in [
            ("bazres", true),
            ("farmandar", true),
            ("dabir", false),
            ("rah", false),
            ("ravabet", false),
            ("karshenas", false),
        ] {
            let cookie = county.sign_in(name).await;
            let list = county.page("/bottlenecks", &cookie).await;
            assert!(list.contains("اداره-نام"), "{name}");
            assert_eq!(list.contains("کارشناس-نام"), sees, "{name}");
            assert_eq!(list.contains("تا بررسی بازرس نشان داده نمی‌شود"), !sees, "{name}");
            let page = county.page(&format!("/bottlenecks/{officer}"), &cookie).await;
            assert_eq!(page.contains("کارشناس-نام"), sees, "{name}");
            assert_eq!(page.contains("در انتظار بررسی بازرس"), !sees, "{name}");
            let (status, ..) = county
                .ask("GET", &format!("/bottlenecks/{office}"), &cookie, &[])
                .await;
            assert_eq!(status, StatusCode::OK, "{name}");
        }
        let inspector = Actor {
            person: Some(2),
            role: "inspector".to_owned(),
        };
        let review = ReviewBottleneck {
            bottleneck: officer,
            version: 1,
            dismissed_because: None,
        };
        does(&county.place, &inspector, review).await;
        let cookie = county.sign_in("rah").await;
        assert!(county.page("/bottlenecks", &cookie).await.contains("کارشناس-نام"));
    }
}
