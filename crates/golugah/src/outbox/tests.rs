//! Ways as they are named, and messages on their whole way.

use std::ffi::OsString;
use std::path::Path;

use clap::Parser;
use golugah_county::people::Role;
use golugah_county::people::actions::AdmitPerson;
use golugah_desk::clock::{Clock, Moment};
use golugah_desk::{Actor, Db};

use super::{Telling, Ways, arguments, filled, send};
use crate::arguments::{Arguments, Command};

/// Tuesday 24 November 2026, 08:00 in Iran.
const MORNING: i64 = 1_795_494_600_000;

/// A county in which a message by each way waits for somebody.
async fn waits(folder: &Path, hour: i64) -> Db {
    let clock = Clock::new(move || Moment(MORNING + hour * 3_600_000));
    let db = Db::open_sqlite(&folder.join("county.sqlite"), &golugah_county::HOUSE, clock)
        .await
        .unwrap();
    let person = AdmitPerson {
        name: "a".to_owned(),
        sign_in: "a".to_owned(),
        role: Role::Secretary,
        agency: None,
        deputy_of: None,
    };
    let person = db.perform(Actor::program(), person).await.unwrap();
    let address = "INSERT INTO outbox_addresses (person_id, number, given_at) VALUES ($1, '09123456789', '')";
    db.keep(address, vec![person.into()]).await.unwrap();
    let message = "INSERT INTO outbox (id, person_id, channel, day, body, state, tries, next_at, claim, error, code, changed_at) \
                   VALUES ($1, $2, $3, '2026-11-24', 'some wait', 'queued', 0, '', '', '', -1, '')";
    for (id, channel) in [(1_i64, "folder"), (2, "command")] {
        let values = vec![id.into(), person.into(), channel.into()];
        db.keep(message, values).await.unwrap();
    }
    db
}

async fn in_state(db: &Db, state: &str) -> i64 {
    let sql = "SELECT COUNT(*) FROM outbox WHERE state = $1";
    db.read().number(sql, vec![state.into()]).await.unwrap()
}

/// Ways into this folder and by these lines of a shell.
fn ways(folder: &Path, lines: &str) -> Ways {
    let script = folder.join("script");
    std::fs::write(&script, lines).unwrap();
    let script = script.display().to_string();
    let mut told = telling("/bin/sh", &[&script, "{number}"]);
    told.outbox_folder = Some(folder.to_owned());
    Ways::of(&told, Some("https://county.example")).unwrap().unwrap()
}

#[cfg(unix)]
#[tokio::test]
async fn a_message_goes_its_way_once() {
    let folder = tempfile::tempdir().unwrap();
    let told = folder.path().join("told");
    let ways = ways(
        folder.path(),
        &format!("(echo \"$1\"; cat; echo) >> {}", told.display()),
    );
    let db = waits(folder.path(), 0).await;
    send(&db, &ways).await.unwrap();
    send(&db, &ways).await.unwrap();
    assert_eq!(in_state(&db, "sent").await, 2);
    assert_eq!(std::fs::read_to_string(told).unwrap(), "09123456789\nsome wait\n");
    let file = std::fs::read_to_string(folder.path().join("000000001.txt"));
    assert_eq!(file.unwrap(), "09123456789\n\nsome wait\n");
}

#[cfg(unix)]
#[tokio::test]
async fn what_fails_waits_and_nothing_goes_at_night() {
    let folder = tempfile::tempdir().unwrap();
    let tried = folder.path().join("tried");
    let ways = ways(folder.path(), &format!("echo x >> {}; exit 1", tried.display()));
    let night = tempfile::tempdir().unwrap();
    let db = waits(night.path(), 13).await;
    send(&db, &ways).await.unwrap();
    assert_eq!(in_state(&db, "queued").await, 2, "nine in the evening");
    let db = waits(folder.path(), 0).await;
    send(&db, &ways).await.unwrap();
    send(&db, &ways).await.unwrap();
    assert_eq!(
        (in_state(&db, "sent").await, in_state(&db, "failed").await),
        (1, 1)
    );
    assert_eq!(
        std::fs::read_to_string(tried).unwrap(),
        "x\n",
        "it is tried after a pause"
    );
}

fn telling(program: &str, args: &[&str]) -> Telling {
    Telling {
        outbox_folder: None,
        outbox_command: Some(program.into()),
        outbox_args: args.iter().map(|arg| (*arg).to_owned()).collect(),
    }
}

#[test]
fn a_way_is_named_whole_or_refused() {
    let url = Some("https://county.example");
    assert_eq!(Ways::of(&Telling::default(), None).unwrap(), None);
    let good = telling("/usr/bin/sms", &["--to", "{number}"]);
    assert!(Ways::of(&good, url).unwrap().is_some());
    assert!(
        Ways::of(&good, None).is_err(),
        "a message says where the county is"
    );
    for (program, args) in [
        ("sms", vec!["{number}"]),
        ("/usr/bin/sms", vec!["--to={number}"]),
        ("/usr/bin/sms", vec!["{number}", "{number}"]),
        ("/usr/bin/sms", vec![]),
    ] {
        assert!(
            Ways::of(&telling(program, &args), url).is_err(),
            "{program} {args:?}"
        );
    }
}

#[test]
fn the_number_takes_the_place_of_one_argument_alone() {
    let args = ["--to", "{number}", "x{number}"].map(str::to_owned);
    assert_eq!(filled(&args, "09123456789"), ["--to", "09123456789", "x{number}"]);
    let told = arguments(&telling("/usr/bin/sms", &["--to", "{number}"]));
    let expected = [
        "--outbox-command",
        "/usr/bin/sms",
        "--outbox-arg=--to",
        "--outbox-arg={number}",
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_worker_is_told_what_the_site_was_told() {
    let mut told = telling("/usr/bin/sms", &["--to", "{number}", "-o"]);
    told.outbox_folder = Some("out".into());
    let line: Vec<OsString> = ["golugah", "work"].map(OsString::from).into();
    let line = line.into_iter().chain(arguments(&told));
    let Command::Work(work) = Arguments::try_parse_from(line).unwrap().command else {
        panic!("another command");
    };
    let url = Some("https://county.example");
    let ways = Ways::of(&work.telling, url).unwrap();
    assert!(ways.is_some());
    assert_eq!(ways, Ways::of(&told, url).unwrap());
    // A program without arguments has no number, and arguments need a program.
    for wrong in [
        ["golugah", "work", "--outbox-command=/usr/bin/sms"],
        ["golugah", "work", "--outbox-arg={number}"],
    ] {
        assert!(Arguments::try_parse_from(wrong).is_err(), "{wrong:?}");
    }
}
