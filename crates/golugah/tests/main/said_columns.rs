//! A table that cannot be told is asked about, read by the answer, and read anew by a better one.

use std::time::UNIX_EPOCH;

use golugah_county::imports::actions::{HandInFile, SayColumns};
use golugah_county::imports::{map_of, next_waiting};
use golugah_desk::clock::{Clock, Moment};
use golugah_desk::store::Store;
use golugah_desk::{Actor, Db};
use golugah_findings::TableLook;
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::program::Room;

/// Days before or behind their month, and a heading that nobody knows.
const TABLE: &str = "شماره مناقصه,دستگاه,برنده مناقصه,کلان,تاریخ قرارداد\n\
                     1405/12345678,شهرداری,سازه,125,02/03/2026\n\
                     1405/12345679,شهرداری,پل,126,03/03/2026\n";

pub(crate) async fn open(room: &Room) -> Db {
    let file = room.path("county/county.sqlite");
    // The worker's clock goes on beside it: what was just written was written now.
    room.write("now", "");
    let now = std::fs::metadata(room.path("now")).unwrap().modified().unwrap();
    let now = i64::try_from(now.duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap();
    let clock = Clock::new(move || Moment(now));
    Db::open_sqlite(&file, &golugah_county::HOUSE, clock)
        .await
        .unwrap()
}

pub(crate) fn secretary() -> Actor {
    Actor {
        person: None,
        role: "secretary".to_owned(),
    }
}

/// What the worker saw, in Persian, as its record names it.
pub(crate) async fn look(room: &Room, db: &Db) -> TableLook {
    let hashes = golugah_county::imports::results_of(db.read(), 1).await.unwrap();
    let looks = hashes.iter().filter_map(|hash| {
        let content = std::fs::read(Store::new(&room.path("county")).result(hash)).ok()?;
        serde_json::from_slice::<TableLook>(&content).ok()
    });
    looks.into_iter().next().unwrap()
}

/// What the first office's awards come to, in hundredths of a rial.
fn money(room: &Room) -> Value {
    let report = room.scan(&["--data", "county"]);
    report["winners"][0]["money"]["minor"].clone()
}

/// Hands a file in.
pub(crate) fn hand_in(room: &Room, runtime: &Runtime, name: &str, text: &str) {
    runtime.block_on(async {
        let db = open(room).await;
        let store = Store::new(&room.path("county"));
        let mut file = store.begin().await.unwrap();
        file.push(text.as_bytes()).await.unwrap();
        let file = file.finish().await.unwrap();
        let sha256 = file.taken().sha256.clone();
        file.keep().await.unwrap();
        let hand_in = HandInFile {
            name: name.to_owned(),
            sha256,
            bytes: text.len() as i64,
        };
        db.perform(secretary(), hand_in).await.unwrap();
        db.close().await.unwrap();
    });
}

#[test]
fn a_file_waits_while_another_process_has_the_lake_and_is_read_afterwards() {
    let room = Room::new();
    std::fs::create_dir_all(room.path("county/lake/importing")).unwrap();
    let runtime = Runtime::new().unwrap();
    let table = "شماره مناقصه,دستگاه,برنده,مبلغ,تاریخ قرارداد\n12345678,شهرداری,سازه,1000000,1403/05/12\n";
    hand_in(&room, &runtime, "list.csv", table);
    let lock = std::fs::File::create(room.path("county/lake/importing/lock")).unwrap();
    lock.lock().unwrap();
    // More often than a file is tried: waiting is no try.
    for _ in 0..4 {
        let waits = room.run(&["work", "--data", "county", "--once"]);
        waits.failed(2, &["another process is importing"]);
    }
    drop(lock);
    let read = room.run(&["work", "--data", "county", "--once"]).done();
    assert!(read.stderr.contains("1 records kept"), "{}", read.stderr);
}

#[test]
fn a_table_is_read_by_what_was_said_of_its_columns_and_again_by_what_is_said_later() {
    let room = Room::new();
    std::fs::create_dir(room.path("county")).unwrap();
    let runtime = Runtime::new().unwrap();
    hand_in(&room, &runtime, "فهرست.csv", TABLE);
    let asked = room.run(&["work", "--data", "county", "--once"]).done();
    assert!(asked.stderr.contains("until somebody says"), "{}", asked.stderr);

    for (unit, minor) in [("ریال", 25_100_i64), ("میلیون تومان", 251_000_000_000)] {
        runtime.block_on(async {
            let db = open(&room).await;
            let look = look(&room, &db).await;
            assert!(!look.doubts.is_empty());
            let mut map = look.map.clone();
            assert_eq!(look.rows[0][3], "125");
            map.column[3].is = "award_amount".to_owned();
            map.column[3].unit = unit.to_owned();
            map.first = "day".to_owned();
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
            let waiting = next_waiting(db.read()).await.unwrap().unwrap();
            assert!(map_of(db.read(), &waiting).await.unwrap().is_some());
            db.close().await.unwrap();
        });
        let read = room.run(&["work", "--data", "county", "--once"]).done();
        assert!(read.stderr.contains("2 records kept"), "{}", read.stderr);
        assert_eq!(money(&room), minor, "{unit}");
    }
    room.run(&["verify", "--data", "county", "--no-checkpoint"])
        .done();
}
