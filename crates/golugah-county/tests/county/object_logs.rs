//! Object-centric logs on the site: the words of their pages speak of types of objects and of cases, not of columns and rows.

use golugah_county::imports::actions::{FinishImport, Finished};
use golugah_desk::Actor;
use golugah_findings::{ObjectType, TableLook, TableMap};

use crate::site::County;
use crate::table_columns::hands_in_seen;

fn look() -> TableLook {
    let object = |name: &str, likeliest| ObjectType {
        name: name.to_owned(),
        objects: 3,
        events: 6,
        in_several: 1,
        likeliest,
        examples: vec![format!("{name}-<۱>")],
    };
    TableLook {
        form: "e".repeat(64),
        map: TableMap {
            holds: "objects".to_owned(),
            ..TableMap::default()
        },
        objects: vec![object("پروانه", true), object("ملک", false)],
        ..TableLook::default()
    }
}

async fn read(county: &County, import: i64) {
    let finish = FinishImport {
        import,
        finished: Finished::Done {
            records: 3,
            refused: 0,
            named: 0,
            measured: 0,
            exceptions: 0,
            coverage: "[]".to_owned(),
        },
        results: Vec::new(),
    };
    county.place.does(&Actor::program(), finish).await;
}

#[tokio::test]
async fn the_page_of_an_object_centric_log_speaks_of_its_types_and_counts_cases() {
    for mut county in County::all().await {
        let cookie = county.sign_in("dabir").await;
        let list = county.page("/imports", &cookie).await;
        assert!(list.contains("OCEL"), "{list}");
        hands_in_seen(&county, "a", "permits.jsonocel", &look()).await;
        let asks = county.page("/imports/1", &cookie).await;
        for said in [
            "نیازمند تعیین نوع شیء</h2>",
            "رویدادنامهٔ شیءمحور (OCEL) هنوز",
            "معلوم نیست کدام نوع شیء",
        ] {
            assert!(asks.contains(said), "{said}: {asks}");
        }
        let choice = county.page("/imports/1/columns", &cookie).await;
        assert!(
            choice.contains("<h1>نوع شیء در رویدادنامهٔ شیءمحور</h1>"),
            "{choice}"
        );
        let examples = "نمونهٔ شناسه‌ها: <bdi dir=\"auto\">پروانه-&#60;۱&#62;</bdi>";
        assert!(choice.contains(examples), "{choice}");
        for page in [&asks, &choice] {
            assert!(!page.contains("جدول") && !page.contains("سرستون"), "{page}");
        }
        county
            .deed(
                "/imports/1/columns",
                &cookie,
                &[("version", "2"), ("case", "پروانه")],
            )
            .await;
        read(&county, 1).await;
        let page = county.page("/imports/1", &cookie).await;
        for said in [
            "پروندهٔ خوانده‌شده",
            "به شمار آمده: <bdi dir=\"auto\">پروانه</bdi>",
            "نوع شیء نادرست",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("سطر خوانده") && !page.contains("ستون"), "{page}");
        // A later log of the same types: the one reason that is known is given.
        hands_in_seen(&county, "b", "later.jsonocel", &look()).await;
        let asks = county.page("/imports/2", &cookie).await;
        assert!(
            asks.contains("باید تأیید شود") && !asks.contains("معلوم نیست کدام"),
            "{asks}"
        );
    }
}
