//! A disk that fails at one call, tried at every call; and a server that ends its connections under load.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use golugah_county::agencies::actions::FoundAgency;
use golugah_desk::{Actor, Refusal, Standing};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};

use crate::asked::{Asked, empty, kept, kept_after_a_start, kept_in};
use crate::databases::places;

/// How the script's thirty deeds come: alone and together.
const SCRIPT: [u64; 6] = [1, 8, 1, 12, 1, 7];

/// How often a server must end a backend in the middle of a transaction.
const HITS: u64 = 20;

/// The library that lets calls fail, built for this run.
fn library(folder: &Path) -> PathBuf {
    let library = folder.join("faults.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../extras/faults/faults.c");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(source)
        .arg("-ldl")
        .status()
        .expect("a C compiler builds SQLite, and this");
    assert!(built.success());
    library
}

/// What the tries gave together.
#[derive(Debug, Default)]
struct Tried {
    tries: u64,
    done: usize,
    refused: usize,
    ended: u64,
}

/// A folder with a county, and the script over it with a fault at call `at`. Gives how many calls there were.
fn with_fault(folder: &Path, library: &Path, at: u64, stays: bool, tried: &mut Tried) -> Option<u64> {
    let data = folder.join(format!("data-{at}-{stays}"));
    std::fs::create_dir(&data).unwrap();
    let file = data.join("county.sqlite");
    std::fs::copy(folder.join("empty.sqlite"), &file).unwrap();
    let mut asked = Asked::over(&file, "deed", |command| {
        command
            .env("LD_PRELOAD", library)
            .env("FAULTS_BELOW", &data)
            .env("FAULTS_AT", at.to_string());
        if stays {
            command.env("FAULTS_STAY", "1");
        }
    });
    let runs = SCRIPT.iter().all(|deeds| asked.ask(*deeds).is_some());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let seen = runtime.block_on(kept_in(&file));
    let unseen = asked.done.difference(&seen).count();
    assert_eq!(
        unseen,
        0,
        "call {at} failed, and {unseen} of {} acknowledged are seen by nobody else",
        asked.done.len()
    );
    tried.tries += 1;
    tried.done += asked.done.len();
    tried.refused += asked.refused.len();
    tried.ended += u64::from(!runs);
    let done = std::mem::take(&mut asked.done);
    let calls = if at == 0 || !runs {
        let (code, said) = asked.end();
        // In doubt it says nothing and ends with 3; a file that cannot be opened at all ends it with 1.
        let expected: &[i32] = if runs { &[0] } else { &[1, 3] };
        assert!(
            code.is_some_and(|code| expected.contains(&code)),
            "{code:?}: {said}"
        );
        let count = said.lines().find_map(|line| line.strip_prefix("faults: "));
        count.and_then(|count| count.split(' ').next()?.parse().ok())
    } else {
        asked.kill();
        None
    };
    let kept = runtime.block_on(kept_after_a_start(&file));
    let lost = done.difference(&kept).count();
    assert_eq!(lost, 0, "call {at} failed, and {lost} of {} are lost", done.len());
    std::fs::remove_dir_all(&data).unwrap();
    calls
}

#[test]
fn whichever_write_fails_nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(empty(&folder.path().join("empty.sqlite")));
    let mut tried = Tried::default();
    let calls = with_fault(folder.path(), &library, 0, false, &mut tried).unwrap();
    assert!(calls > 60, "only {calls} calls: the library is not loaded");
    assert_eq!((tried.done, tried.refused), (30, 0));
    for at in 1..=calls {
        with_fault(folder.path(), &library, at, false, &mut tried);
    }
    assert!(tried.refused > 0, "{tried:?}");
    eprintln!("every one of {calls} calls failed once: {tried:?}, none lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_ends_its_connections_loses_nothing_acknowledged() {
    for place in places().await {
        if place.engine == "SQLite" {
            continue;
        }
        let (ended, told) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let mut writers = Vec::new();
        for writer in 0..8 {
            let (db, ended, told) = (place.db.clone(), Arc::clone(&ended), Arc::clone(&told));
            writers.push(tokio::spawn(async move {
                let (mut done, mut refused) = (BTreeSet::new(), 0);
                for number in 0.. {
                    if ended.load(Ordering::SeqCst) {
                        break;
                    }
                    let name = format!("{writer}-{number}");
                    let agency = FoundAgency {
                        name_fa: name.clone(),
                        name_en: String::new(),
                        seat: false,
                    };
                    match db.perform(Actor::program(), agency).await {
                        Ok(_) => {
                            done.insert(name);
                            told.fetch_add(1, Ordering::SeqCst);
                        }
                        Err(Refusal::Unavailable(_)) => refused += 1,
                        Err(other) => panic!("{other}"),
                    }
                }
                (done, refused)
            }));
        }
        let admin = Database::connect(&place.url).await.unwrap();
        let (mut rounds, mut hits) = (0_u64, 0);
        // Until a backend in the middle of a transaction was ended often enough: one that waits loses nothing easily.
        while rounds < 40 || hits < HITS {
            assert!(rounds < 1_000, "only {hits} of {rounds} ends met a transaction");
            rounds += 1;
            // While they write: some deeds were done since the last time, and the next ones are on their way.
            let enough = told.load(Ordering::SeqCst) + 10;
            for _ in 0..10_000 {
                if told.load(Ordering::SeqCst) >= enough {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            // Anywhere between two commits, and nowhere in particular.
            let chance = SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap()
                .subsec_nanos();
            tokio::time::sleep(Duration::from_micros(u64::from(chance / 7 % 8_000))).await;
            let all = "WITH ended AS MATERIALIZED (SELECT state, pg_terminate_backend(pid) AS so FROM pg_stat_activity \
                       WHERE datname = current_database() AND pid <> pg_backend_pid()) \
                       SELECT COUNT(*) FROM ended WHERE so AND state <> 'idle'";
            let met = Statement::from_string(DbBackend::Postgres, all);
            let met = admin.query_one_raw(met).await.unwrap().unwrap();
            hits += u64::from(met.try_get_by_index::<i64>(0).unwrap() > 0);
        }
        ended.store(true, Ordering::SeqCst);
        let (mut done, mut refused) = (BTreeSet::new(), 0);
        for writer in writers {
            let (names, times) = writer.await.unwrap();
            done.extend(names);
            refused += times;
        }
        let last = FoundAgency {
            name_fa: "پس از همه".to_owned(),
            name_en: String::new(),
            seat: false,
        };
        place.db.perform(Actor::program(), last).await.unwrap();
        let kept = kept(&place.url).await;
        let lost = done.difference(&kept).count();
        assert_eq!(lost, 0, "{lost} of {} acknowledged are lost", done.len());
        assert!(
            done.len() >= 400 && refused > 0,
            "{} done, {refused} refused",
            done.len()
        );
        assert!(!matches!(*place.db.standing().borrow(), Standing::InDoubt(_)));
        assert_eq!(place.db.verify(&[]).await.unwrap().faults, []);
        eprintln!(
            "{rounds} times all backends ended, {hits} within a transaction: {} acknowledged, none lost, {refused} refused, \
             {} kept",
            done.len(),
            kept.len()
        );
    }
}
