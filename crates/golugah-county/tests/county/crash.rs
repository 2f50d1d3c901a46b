//! The power of a sudden end: the program is killed again and again while eight write.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use golugah_desk::Db;
use golugah_desk::clock::{Clock, Moment};

use crate::asked::durable_deeds;

/// How often it is killed; another number by `GOLUGAH_KILLS`.
const KILLS: u64 = 50;

#[test]
fn what_was_acknowledged_outlives_fifty_kills() {
    let kills = std::env::var("GOLUGAH_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("county.sqlite");
    let mut acknowledged: Vec<String> = Vec::new();
    for kill in 0..kills {
        let mut child = Command::new(durable_deeds())
            .args(["--endless", "--writers", "8", "--prefix", &format!("{kill}-")])
            .arg(&file)
            .stdout(Stdio::piped())
            .spawn()
            .expect("cargo builds the example `durable_deeds` before it runs this test");
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let reader = std::thread::spawn(move || lines.map_while(Result::ok).collect::<Vec<_>>());
        // Between 40 and 230 milliseconds: before the first deed, within a commit, and after many.
        std::thread::sleep(Duration::from_millis(40 + (kill * 37) % 190));
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged.extend(reader.join().unwrap());
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let db = Db::open_sqlite(&file, &golugah_county::HOUSE, Clock::new(|| Moment(0)))
            .await
            .unwrap();
        let rows = db
            .read()
            .rows("SELECT name_fa FROM agencies", Vec::new())
            .await
            .unwrap();
        let kept: std::collections::HashSet<String> =
            rows.iter().map(|row| row.get("name_fa").unwrap()).collect();
        let lost: Vec<_> = acknowledged.iter().filter(|name| !kept.contains(*name)).collect();
        assert!(
            acknowledged.len() > 100,
            "only {} were acknowledged: the test proves little",
            acknowledged.len()
        );
        assert!(
            lost.is_empty(),
            "{} of {} acknowledged are lost",
            lost.len(),
            acknowledged.len()
        );
        let verification = db.verify(&[]).await.unwrap();
        assert_eq!(verification.faults, []);
        eprintln!(
            "{} acknowledged over {kills} kills, none lost, {} kept",
            acknowledged.len(),
            kept.len()
        );
    });
}
