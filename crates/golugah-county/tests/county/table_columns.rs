//! Tables of which somebody has to say what their columns are: the page, what it makes of the answer, and who may give it.

use axum::http::StatusCode;
use golugah_county::imports::actions::{FinishImport, Finished, HandInFile, Written};
use golugah_county::imports::{Import, ResultKind, map_of, map_of_form, next_waiting};
use golugah_desk::Actor;
use golugah_desk::store::Store;
use golugah_findings::{TableColumn, TableLook, TableMap, TableRow, TableSheet};

use crate::agenda::holds;
use crate::site::County;

fn look() -> TableLook {
    let column = |at: &str, heading: &str, is: &str| TableColumn {
        at: at.to_owned(),
        heading: heading.to_owned(),
        is: is.to_owned(),
        unit: String::new(),
    };
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    TableLook {
        form: "f".repeat(64),
        map: TableMap {
            holds: "tenders".to_owned(),
            row: "tender".to_owned(),
            sheets: words(&["برگه ۱"]),
            header: vec![2],
            currency: "IRR".to_owned(),
            column: vec![
                column("A", "شماره", "number"),
                column("B", "طرف", "ignored"),
                column("C", "جمع", "ignored"),
            ],
            ..TableMap::default()
        },
        rows: vec![words(&["12", "آجر و <b>", "1,250,000"])],
        of_tenders: words(&["number", "winner", "award_amount"]),
        of_events: words(&["case", "activity", "time"]),
        doubts: words(&["ستون C روشن نیست"]),
        sheets: vec![TableSheet {
            name: "برگه ۱".to_owned(),
            rows: vec![TableRow {
                number: 1,
                cells: words(&["عنوان فهرست"]),
            }],
        }],
        ..TableLook::default()
    }
}

/// The last file that waits.
async fn waiting_last(county: &County) -> Import {
    let db = &county.place.db;
    let first = next_waiting(db.read()).await.unwrap().unwrap();
    let finish = FinishImport {
        import: first.id,
        finished: Finished::Refused {
            because: "پر بود".to_owned(),
        },
        results: Vec::new(),
    };
    county.place.does(&Actor::program(), finish).await;
    next_waiting(db.read()).await.unwrap().unwrap()
}

async fn asks(county: &County) {
    hands_in(county, "a", "برنده‌ها.xlsx").await;
}

/// A table handed in, of which the worker asks.
async fn hands_in(county: &County, hash: &str, name: &str) {
    hands_in_seen(county, hash, name, &look()).await;
}

/// A file handed in, of which the worker asks what it saw it to be.
pub(crate) async fn hands_in_seen(county: &County, hash: &str, name: &str, look: &TableLook) {
    let secretary = Actor {
        person: Some(1),
        role: "secretary".to_owned(),
    };
    let file = HandInFile {
        name: name.to_owned(),
        sha256: hash.repeat(64),
        bytes: 7,
    };
    let import = county.place.does(&secretary, file).await;
    let store = Store::new(county.place.folder.path());
    let content = serde_json::to_vec(look).unwrap();
    let finish = FinishImport {
        import,
        finished: Finished::Asks,
        results: vec![Written {
            kind: ResultKind::Look,
            language: "fa".to_owned(),
            sha256: store.keep_result(content.as_slice()).unwrap(),
        }],
    };
    county.place.does(&Actor::program(), finish).await;
}

#[tokio::test]
async fn what_the_columns_are_is_said_once_and_holds_for_the_form() {
    for mut county in County::all().await {
        asks(&county).await;
        let db = county.place.db.clone();
        assert!(
            next_waiting(db.read()).await.unwrap().is_none(),
            "nobody has answered yet"
        );
        let cookie = county.sign_in("dabir").await;
        let today = county.page("/today", &cookie).await;
        assert!(today.contains("/imports/1/columns"), "{today}");
        let shown = county.page("/imports/1", &cookie).await;
        assert!(shown.contains("نیازمند تعیین ستون‌ها"), "{shown}");
        let page = county.page("/imports/1/columns", &cookie).await;
        for said in [
            "ستون C روشن نیست",
            "آجر و &#60;b&#62;",
            "name=\"unit-C\"",
            "<option value=\"number\" selected>",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("name=\"unit-B\""), "{page}");
        let mixed = [("version", "2"), ("is-B", "case")];
        let (status, _, page) = county.ask("POST", "/imports/1/columns", &cookie, &mixed).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(
            page.contains("<option value=\"case\" selected>") && page.contains("با هم نمی‌آیند"),
            "{page}"
        );
        let twice = [("version", "2"), ("is-B", "number")];
        let (status, _, page) = county.ask("POST", "/imports/1/columns", &cookie, &twice).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(page.contains("برای دو ستون"), "{page}");
        let typed = [
            ("version", "2"),
            ("is-B", "winner"),
            ("is-C", "award_amount"),
            ("unit-C", "million toman"),
            ("buyer", "شهرداری"),
        ];
        let to = county.deed("/imports/1/columns", &cookie, &typed).await;
        assert_eq!(to, "/imports/1");
        let waiting = next_waiting(db.read()).await.unwrap().unwrap();
        let said = map_of(db.read(), &waiting).await.unwrap().unwrap();
        assert_eq!(said.column[2].unit, "million toman");
        assert_eq!(
            (said.header.as_slice(), said.buyer.as_str()),
            (&[2][..], "شهرداری")
        );
        assert_eq!(
            map_of_form(db.read(), &look().form).await.unwrap(),
            Some(said.clone())
        );
        assert_eq!(map_of_form(db.read(), "other").await.unwrap(), None);
        // The worker has it now.
        for method in ["GET", "POST"] {
            let (status, _, page) = county.ask(method, "/imports/1/columns", &cookie, &typed).await;
            assert_eq!(status, StatusCode::CONFLICT, "{method}");
            assert!(page.contains("در دست خواندن است"), "{page}");
        }
        // A later table with these headings: what its columns are is proposed, and whose it is is not.
        hands_in(&county, "b", "آب.xlsx").await;
        let page = county.page("/imports/2/columns", &cookie).await;
        for said in [
            "پیش‌تر ستون‌های جدولی",
            "<option value=\"winner\" selected>",
            "<option value=\"million toman\" selected>",
            "<option value=\"\">",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let typed = [
            ("version", "2"),
            ("is-A", "number"),
            ("is-B", "winner"),
            ("is-C", "award_amount"),
            ("unit-C", "سکه"),
        ];
        county.deed("/imports/2/columns", &cookie, &typed).await;
        let two = map_of(db.read(), &waiting_last(&county).await).await;
        let two = two.unwrap().unwrap();
        assert_eq!((two.buyer.as_str(), two.column[2].unit.as_str()), ("", ""));
        holds(&county.place).await;
    }
}

#[tokio::test]
async fn who_hands_in_no_data_says_no_columns() {
    for mut county in County::all().await {
        asks(&county).await;
        for name in ["farmandar", "rah"] {
            let cookie = county.sign_in(name).await;
            for method in ["GET", "POST"] {
                let (status, ..) = county.ask(method, "/imports/1/columns", &cookie, &[]).await;
                assert_eq!(status, StatusCode::FORBIDDEN, "{name} {method}");
            }
            let today = county.page("/today", &cookie).await;
            assert!(!today.contains("/imports/1/columns"), "{name}");
        }
    }
}

#[tokio::test]
async fn a_file_that_was_not_to_blame_is_read_again() {
    for mut county in County::all().await {
        asks(&county).await;
        let cookie = county.sign_in("dabir").await;
        let (status, ..) = county
            .ask("POST", "/imports/1/again", &cookie, &[("version", "2")])
            .await;
        assert_eq!(status, StatusCode::CONFLICT, "it was not refused");
        let typed = [("version", "2"), ("is-B", "winner")];
        county.deed("/imports/1/columns", &cookie, &typed).await;
        let db = county.place.db.clone();
        let finish = FinishImport {
            import: 1,
            finished: Finished::Refused {
                because: "جا نبود".to_owned(),
            },
            results: Vec::new(),
        };
        county.place.does(&Actor::program(), finish).await;
        let page = county.page("/imports/1", &cookie).await;
        assert!(page.contains("action=\"/imports/1/again\""), "{page}");
        let head = county.sign_in("rah").await;
        let (status, ..) = county
            .ask("POST", "/imports/1/again", &head, &[("version", "4")])
            .await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        county
            .deed("/imports/1/again", &cookie, &[("version", "4")])
            .await;
        let waiting = next_waiting(db.read()).await.unwrap().unwrap();
        assert_eq!((waiting.id, waiting.reason.as_str()), (1, ""));
        holds(&county.place).await;
    }
}

#[tokio::test]
async fn where_the_headings_stand_is_said_on_the_page_and_the_worker_looks_again() {
    for mut county in County::all().await {
        asks(&county).await;
        let db = county.place.db.clone();
        let cookie = county.sign_in("dabir").await;
        let page = county.page("/imports/1/columns", &cookie).await;
        for said in [
            "name=\"sheet\" value=\"0\" checked",
            "name=\"row\"",
            "عنوان فهرست",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        // No sheet is chosen, then no row.
        let none = [("version", "2"), ("row", "۳")];
        let (status, _, page) = county.ask("POST", "/imports/1/headings", &cookie, &none).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(page.contains("دست‌کم یک برگه"), "{page}");
        let said = [("version", "2"), ("sheet", "0"), ("row", "۳"), ("two", "yes")];
        let to = county.deed("/imports/1/headings", &cookie, &said).await;
        assert_eq!(to, "/imports/1");
        let waiting = next_waiting(db.read()).await.unwrap().unwrap();
        let map = map_of(db.read(), &waiting).await.unwrap().unwrap();
        assert!(map.only_headed());
        assert_eq!((map.header, map.sheets), (vec![3, 4], vec!["برگه ۱".to_owned()]));
        // It is proposed for no other table.
        assert_eq!(map_of_form(db.read(), &look().form).await.unwrap(), None);
        holds(&county.place).await;
    }
}
