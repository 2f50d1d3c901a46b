//! An object-centric log is asked about, read by the type of object that somebody chose, and anew by another one.

use golugah_county::imports::actions::{HandInFile, SayColumns};
use golugah_desk::store::Store;
use golugah_findings::TableLook;

use crate::objects::as_json;
use crate::program::Room;
use crate::said_columns::{look, open, secretary};

#[test]
fn a_log_of_objects_is_read_by_the_type_that_was_chosen_and_again_by_another() {
    let room = Room::new();
    std::fs::create_dir(room.path("county")).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let text = as_json();
    runtime.block_on(async {
        let db = open(&room).await;
        let store = Store::new(&room.path("county"));
        let mut file = store.begin().await.unwrap();
        file.push(text.as_bytes()).await.unwrap();
        let file = file.finish().await.unwrap();
        let sha256 = file.taken().sha256.clone();
        file.keep().await.unwrap();
        let hand_in = HandInFile {
            name: "flow.jsonocel".to_owned(),
            sha256,
            bytes: i64::try_from(text.len()).unwrap(),
        };
        db.perform(secretary(), hand_in).await.unwrap();
        db.close().await.unwrap();
    });
    let asked = room.run(&["work", "--data", "county", "--once"]).done();
    assert!(asked.stderr.contains("until somebody says"), "{}", asked.stderr);

    for (kind, kept) in [("request", "40 records kept"), ("desk", "1 records kept")] {
        runtime.block_on(async {
            let db = open(&room).await;
            let look: TableLook = look(&room, &db).await;
            let types = look.objects.iter().map(|one| (one.name.as_str(), one.likeliest));
            assert_eq!(types.collect::<Vec<_>>(), [("request", true), ("desk", false)]);
            let examples = look.objects.iter().map(|one| one.examples.len());
            assert_eq!(examples.collect::<Vec<_>>(), [3, 1]);
            assert_eq!(
                (look.map.holds.as_str(), look.map.case.as_str()),
                ("objects", "request")
            );
            let mut map = look.map.clone();
            map.case = kind.to_owned();
            let version = db
                .read()
                .number("SELECT version FROM imports WHERE id = 1", Vec::new())
                .await
                .unwrap();
            let say = SayColumns {
                import: 1,
                version,
                form: look.form,
                map,
            };
            db.perform(secretary(), say).await.unwrap();
            db.close().await.unwrap();
        });
        let read = room.run(&["work", "--data", "county", "--once"]).done();
        assert!(read.stderr.contains(kept), "{}", read.stderr);
        let report = room.scan(&["--data", "county"]);
        assert_eq!(report["inputs"][0]["flattened"]["object_type"], kind);
    }
    room.run(&["verify", "--data", "county", "--no-checkpoint"])
        .done();
}
