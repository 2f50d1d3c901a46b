//! Of what a measurement names only the weightiest is entered, and wherever bottlenecks are listed it is said so.

use golugah_county::MOST_ENTERED;
use golugah_county::imports::actions::{FinishImport, Finished, HandInFile};
use golugah_desk::Actor;

use crate::portal::does;
use crate::site::County;

async fn measured(county: &County, file: u8, named: i64) {
    let handed = HandInFile {
        sha256: format!("{file:02x}").repeat(32),
        name: format!("{file}.jsonl"),
        bytes: 100,
    };
    let import = does(&county.place, &by_inspector(), handed).await;
    let finished = Finished::Done {
        records: 7,
        refused: 0,
        named,
        measured: 0,
        exceptions: 0,
        coverage: "[]".to_owned(),
    };
    let finish = FinishImport {
        import,
        finished,
        results: Vec::new(),
    };
    does(&county.place, &Actor::program(), finish).await;
}

fn by_inspector() -> Actor {
    Actor {
        person: Some(2),
        role: "inspector".to_owned(),
    }
}

#[tokio::test]
async fn a_list_that_is_not_all_says_so() {
    for mut county in County::all().await {
        let staff = county.sign_in("bazres").await;
        let lists = [("/bottlenecks", &*staff), ("/portal/bottlenecks", ""), ("/", "")];
        for (file, named) in [(1, MOST_ENTERED as i64), (2, 61)] {
            measured(&county, file, named).await;
            for (path, cookie) in lists {
                for (address, words) in [
                    (
                        path.to_owned(),
                        "در آخرین سنجش ۶۱ گلوگاه شناسایی شد و از هر سنجش تنها ۲۴ گلوگاه",
                    ),
                    (
                        format!("/en{}", path.trim_end_matches('/')),
                        "The last measurement named 61 bottlenecks, and only the 24 weightiest",
                    ),
                ] {
                    let page = county.page(&address, cookie).await;
                    assert_eq!(page.contains(words), named == 61, "{address}: {page}");
                }
            }
        }
    }
}
