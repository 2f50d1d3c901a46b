//! The council's commands: `serve` and `verify`, run as people run them.

use sea_orm::{ConnectionTrait, Database, Statement};

use crate::program::Room;
use crate::served::{Served, ask};

#[test]
fn a_county_is_served_and_verified_and_what_was_changed_is_named() {
    let room = Room::with_demonstration();
    let served = Served::over(&room, "county", &[]);
    let front = served.get("/");
    assert!(
        front.starts_with("HTTP/1.1 200") && front.contains("lang=\"fa\" dir=\"rtl\""),
        "{front}"
    );
    assert!(served.get("/en/").contains("lang=\"en\" dir=\"ltr\""));
    assert!(
        served.get("/today").starts_with("HTTP/1.1 303"),
        "nobody is signed in"
    );
    let checkpoint = room.path("county/log/checkpoint");
    for _ in 0..100 {
        if checkpoint.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let receipt = served.get("/portal/sessions/1/receipt");
    let (_, receipt) = receipt.split_once("\r\n\r\n").unwrap();
    drop(served);
    std::fs::copy(room.path("county/log/vkey"), room.path("vkey")).unwrap();
    crate::receipts::are_checked(&room, receipt);
    crate::receipts::public_records_are_given(&room);
    std::fs::copy(&checkpoint, room.path("kept")).unwrap();
    let verified = room
        .run(&["verify", "--data", "county", "--checkpoint", "kept"])
        .done();
    assert!(verified.text().contains("2 checkpoints"), "{}", verified.text());

    // Nine that were handed in, and what was made of them: pages, the coverage of each, what was named.
    assert!(verified.text().contains(" 68 files,"), "{}", verified.text());

    // A file that was handed in is changed, and one is taken away.
    let files = room.path("county/files");
    let mut kept: Vec<_> = std::fs::read_dir(&files)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    kept.sort();
    let (changed, gone) = (&kept[0], &kept[1]);
    let (before, away) = (std::fs::read(changed).unwrap(), room.path("away"));
    std::fs::write(changed, "something else").unwrap();
    std::fs::rename(gone, &away).unwrap();
    let found = room.run(&["verify", "--data", "county"]);
    let said = found.text();
    for (path, wrong) in [(changed, "was altered"), (gone, "is gone")] {
        let hash = path.file_name().unwrap().to_str().unwrap();
        assert!(said.contains(&format!("its file {hash} {wrong}")), "{said}");
    }
    assert!(found.stderr.contains("2 things do not hold"), "{}", found.stderr);
    std::fs::write(changed, before).unwrap();
    std::fs::rename(&away, gone).unwrap();

    // The database's owner changes a due date.
    let database = format!("sqlite://{}", room.path("county/county.sqlite").display());
    let changed = "UPDATE resolutions SET proof = 'x' WHERE id = 2";
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let owner = Database::connect(database).await.unwrap();
        // Every bottleneck that was entered has the findings that named it.
        let bare = "SELECT id FROM bottlenecks WHERE id NOT IN (SELECT bottleneck_id FROM finding_sets)";
        let bare = Statement::from_string(owner.get_database_backend(), bare);
        assert_eq!(owner.query_all_raw(bare).await.unwrap().len(), 0);
        // What tenders were measured again by are the two lists of tenders; a log that came later says nothing of them.
        let again = "SELECT detail FROM measurements";
        let again = Statement::from_string(owner.get_database_backend(), again);
        let again = owner.query_all_raw(again).await.unwrap();
        assert!(again.len() >= 3);
        for row in again {
            let detail: String = row.try_get("", "detail").unwrap();
            let detail: serde_json::Value = serde_json::from_str(&detail).unwrap();
            assert_eq!(detail["inputs"].as_array().unwrap().len(), 2, "{detail}");
        }
        owner.execute_unprepared(changed).await.unwrap();
        owner.close().await.unwrap();
    });
    let found = room.run(&["verify", "--data", "county"]);
    assert!(
        found
            .text()
            .starts_with("resolutions 2 is not as its last deed (log entry "),
        "{}",
        found.text()
    );
    // What does not hold is the result, and so is printed; how many things do not is said on the error stream.
    assert_eq!(found.code, Some(1));
    assert!(found.stderr.contains("1 thing does not hold"), "{}", found.stderr);

    // A checkpoint that somebody wrote without the key.
    std::fs::write(
        room.path("forged"),
        "golugah/county\n1\nAAAA\n\n\u{2014} golugah/county AAAAAAAA\n",
    )
    .unwrap();
    let forged = room.run(&["verify", "--data", "county", "--checkpoint", "forged"]);
    assert_eq!(forged.code, Some(1));
    assert!(
        forged.text().contains("forged: no signature by")
            && forged.text().contains("resolutions 2 is not as"),
        "{}",
        forged.text()
    );
}

#[test]
fn a_folder_without_a_county_is_named() {
    let room = Room::new();
    room.run(&["verify", "--data", "nothing"])
        .failed(2, &["nothing", "there is no county here"]);
    // Where nobody watches there is no terminal to show a first code on.
    room.run(&["serve", "--data", "empty"])
        .failed(2, &["empty", "nobody is entered"]);
    std::fs::create_dir(room.path("odd")).unwrap();
    std::fs::write(
        room.path("odd/county.sqlite"),
        "no database at all, but a text that is long enough",
    )
    .unwrap();
    room.run(&["verify", "--data", "odd"])
        .failed(2, &["odd", "county.sqlite"]);
    room.run(&["serve", "--data", "odd"])
        .failed(2, &["odd", "county.sqlite"]);
}

#[test]
fn a_worker_wants_a_county_to_itself() {
    let room = Room::with_demonstration();
    room.run(&["work", "--data", "nothing"])
        .failed(2, &["nothing", "there is no county here"]);
    room.run(&["work", "--data", "county", "--once"]).done();
    let lock = std::fs::File::create(room.path("county/work.lock")).unwrap();
    lock.lock().unwrap();
    room.run(&["work", "--data", "county", "--once"])
        .failed(2, &["work.lock", "another worker is at work"]);
}

#[test]
fn only_what_began_after_a_day_is_measured() {
    let room = Room::new();
    room.run(&["sample", "--out", "county"]).done();
    let records = |arguments: &[&str]| {
        let report = room.scan(&[&["county/tenders.jsonl", "county/payments.xes"], arguments].concat());
        let inputs = report["inputs"].as_array().unwrap().iter();
        inputs
            .map(|input| input["records"].as_u64().unwrap())
            .collect::<Vec<_>>()
    };
    let (all, later) = (records(&[]), records(&["--after", "2025-03-20"]));
    for (all, later) in all.iter().zip(&later) {
        assert!(*later > all / 5 && *later < all / 2, "{later} of {all}");
    }
    assert_eq!(records(&["--after", "2026-12-01"]), [0, 0]);
    let said = room
        .run(&["scan", "county/tenders.jsonl", "--after", "2026-12-01"])
        .done();
    assert!(said.stderr.contains("nothing began later"), "{}", said.stderr);
    room.run(&["scan", "county/tenders.jsonl", "--after", "1404"])
        .failed(2, &["1404", "a day such as 1405-01-01"]);
}

/// The first code is shown on the terminal, and with it a county begins; nobody else begins it.
#[test]
fn a_fresh_county_begins_at_the_terminal() {
    let room = Room::new();
    let Some((served, code)) = Served::at_a_terminal(&room, "fresh") else {
        eprintln!("skipped: there is no `script` here to make a terminal");
        return;
    };
    assert!(served.get("/").contains("/begin"));
    let begin = |code: &str| {
        let form = format!(
            "code={code}&county_fa=%D9%86%D9%85%D9%88%D9%86%D9%87&county_en=Sample&name=Parvin&sign_in=rahbar\
             &password=ten+letters+or+more"
        );
        ask(&served.address, "POST", "/en/begin", "", &form).unwrap()
    };
    assert!(begin("0000-0000-0000").contains("The first code is not right"));
    let begun = begin(&code);
    assert!(
        begun.starts_with("HTTP/1.1 303") && begun.contains("/en/people"),
        "{begun}"
    );
    assert!(begin(&code).starts_with("HTTP/1.1 404"));
    assert!(served.get("/en/").contains("Sample"));
    drop(served);
    room.run(&["verify", "--data", "fresh"]).done();
}
