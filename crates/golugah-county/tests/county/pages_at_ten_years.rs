//! Pages of a long life: answers that are kept as long as they are right, and no page longer than people read.

use golugah_county::bottlenecks::actions::ReviewBottleneck;
use golugah_county::county::actions::NameCounty;
use golugah_county::sessions::actions::{Attendance, CallSession, EnterItem, RecordAttendance};
use golugah_county::support::seams::Laid;
use golugah_desk::{Actor, Refusal, heard};

use crate::portal::{does, found, hold, secretary};
use crate::site::{County, site};

/// What is asked of the database for a page.
async fn asked(county: &mut County, path: &str) -> usize {
    heard::listen();
    county.page(path, "").await;
    heard::heard().len()
}

/// As much is asked for a kept answer: the newest version of any table and, where that is another one than before, all of them.
const KEPT: usize = 2;

#[tokio::test]
async fn an_answer_outlives_deeds_on_other_tables_and_dies_with_its_own_on_every_node() {
    for mut county in County::all().await {
        hold(&county.place, "صورتجلسه", "تصمیم", None).await;
        let call = CallSession {
            day: county.place.today(),
            hour: "10:00".to_owned(),
            place: "سالن".to_owned(),
        };
        let session = does(&county.place, &secretary(), call).await;
        // Two nodes: two sites over one database, each with a shelf of its own.
        let mut other = site(&county.place);
        for path in ["/", "/portal/bottlenecks", "/portal/resolutions"] {
            let made = asked(&mut county, path).await;
            assert!(made > 1, "{path}");
            assert_eq!(asked(&mut county, path).await, 1, "{path} is kept");
            std::mem::swap(&mut county.server, &mut other);
            county.page(path, "").await;
        }
        let seat = RecordAttendance {
            session,
            seats: vec![(1, Attendance::Present)],
        };
        does(&county.place, &secretary(), seat).await;
        for _ in 0..2 {
            std::mem::swap(&mut county.server, &mut other);
            assert_eq!(
                asked(&mut county, "/").await,
                KEPT,
                "who sat where is on no page of the portal"
            );
            assert_eq!(asked(&mut county, "/").await, 1, "nothing was written since");
        }
        let bottleneck = found(&county.place, "buyer", "ادارهٔ نمونه").await;
        for _ in 0..2 {
            std::mem::swap(&mut county.server, &mut other);
            assert_eq!(asked(&mut county, "/portal/resolutions").await, KEPT);
            assert!(
                asked(&mut county, "/portal/bottlenecks").await > 1,
                "one more was found"
            );
        }
        let stand_by = ReviewBottleneck {
            bottleneck,
            version: 1,
            dismissed_because: None,
        };
        let inspector = Actor {
            person: Some(2),
            role: "inspector".to_owned(),
        };
        does(&county.place, &inspector, stand_by).await;
        assert!(asked(&mut county, "/").await > KEPT);
        let name = NameCounty {
            version: 0,
            name_fa: "شهرستان نو".to_owned(),
            name_en: String::new(),
        };
        does(&county.place, &Actor::program(), name).await;
        for _ in 0..2 {
            std::mem::swap(&mut county.server, &mut other);
            assert!(
                county.page("/", "").await.contains("شهرستان نو"),
                "at once, on both nodes"
            );
        }
    }
}

#[tokio::test]
async fn an_agenda_holds_what_a_council_can_take_and_its_page_shows_a_part() {
    for mut county in County::all().await {
        let call = CallSession {
            day: county.place.today(),
            hour: "10:00".to_owned(),
            place: "سالن".to_owned(),
        };
        let session = does(&county.place, &secretary(), call).await;
        let item = |number: usize| EnterItem {
            session,
            item: Laid::entered(&format!("بند {number}")),
        };
        for number in 1..=120 {
            does(&county.place, &secretary(), item(number)).await;
        }
        let refused = county.place.db.perform(secretary(), item(121)).await;
        assert!(
            matches!(refused, Err(Refusal::Rule("refusal-agenda-full"))),
            "{refused:?}"
        );
        let cookie = county.sign_in("dabir").await;
        let page = county.page(&format!("/sessions/{session}"), &cookie).await;
        assert_eq!(page.matches("<li class=\"item\"").count(), 25);
        assert!(page.contains("?part=1#agenda") && !page.contains("rel=\"prev\""));
        let close = county
            .page(&format!("/sessions/{session}?write=close"), &cookie)
            .await;
        let to_close = close.matches("name=\"done\"").count();
        assert_eq!(to_close, 120, "all can be closed at once");
        let page = county.page(&format!("/sessions/{session}?part=4"), &cookie).await;
        assert_eq!(page.matches("<li class=\"item\"").count(), 20);
        let page = county
            .page(&format!("/sessions/{session}?item=51"), &cookie)
            .await;
        assert!(page.contains("id=\"item-51\"") && page.contains("?part=1#agenda"));
        let fields = [("title", "باز هم"), ("item_agency", "0")];
        let (status, _, page) = county
            .ask("POST", &format!("/sessions/{session}/items"), &cookie, &fields)
            .await;
        assert_eq!(status.as_u16(), 409);
        assert!(page.contains("۱۲۰"), "{page}");
    }
}

#[tokio::test]
async fn a_list_goes_on_beyond_a_row_and_comes_back() {
    for mut county in County::all().await {
        let mut last = 0;
        for number in 0..103 {
            last = found(&county.place, "buyer", &format!("دفتر {number}")).await;
        }
        let cookie = county.sign_in("dabir").await;
        let first = county.page("/bottlenecks?state=found", &cookie).await;
        let rows = |page: &str| page.matches("<li class=\"row\"").count();
        assert_eq!(rows(&first), 50);
        let way = |page: &str, rel: &str| {
            let link = page.split(&format!("rel=\"{rel}\" href=\"")).nth(1)?;
            Some(link.split('"').next()?.replace("&#38;", "&"))
        };
        assert_eq!(way(&first, "prev"), None);
        let second = way(&first, "next").unwrap();
        assert!(second.contains("state=found"), "{second}: the filter stays");
        // Somebody finds another meanwhile: no row is skipped or seen twice.
        found(&county.place, "buyer", "دفتر تازه").await;
        let second = county.page(&format!("/bottlenecks{second}"), &cookie).await;
        assert_eq!(rows(&second), 50);
        assert!(second.contains(&format!("/bottlenecks/{}\"", last - 50)));
        let third = county
            .page(&format!("/bottlenecks{}", way(&second, "next").unwrap()), &cookie)
            .await;
        assert_eq!((rows(&third), way(&third, "next")), (3, None));
        let back = county
            .page(&format!("/bottlenecks{}", way(&second, "prev").unwrap()), &cookie)
            .await;
        assert_eq!(rows(&back), 50);
        assert!(back.contains(&format!("/bottlenecks/{last}\"")));
        for nonsense in ["?after=x", "?after=1~2~3", "?before=%27%3B--"] {
            assert_eq!(
                rows(&county.page(&format!("/bottlenecks{nonsense}"), &cookie).await),
                50,
                "{nonsense}"
            );
        }
    }
}
