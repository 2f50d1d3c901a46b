//! What the writer promises: all of a deed or nothing, no lost update, one order for all.

use std::collections::BTreeSet;

use golugah_county::agencies::actions::FoundAgency;
use golugah_county::people::Role;
use golugah_county::people::actions::AdmitPerson;
use golugah_desk::clock::{Clock, Moment};
use golugah_desk::{Actor, Db, Deed, Desk, Refusal};

use crate::databases::places;

fn agency(name: &str) -> FoundAgency {
    FoundAgency {
        name_fa: name.to_owned(),
        name_en: String::new(),
        seat: true,
    }
}

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>, key: &str) {
    match result {
        Err(Refusal::Rule(found)) => assert_eq!(found, key),
        other => panic!("{key} was expected, {other:?} came"),
    }
}

#[tokio::test]
async fn a_refused_deed_leaves_nothing_behind_and_takes_nobody_with_it() {
    for place in places().await {
        let mut tasks = Vec::new();
        for number in 0..200 {
            let db = place.db.clone();
            // Every fourth has no name, every fifth bears a name that is taken.
            let name = match number {
                n if n % 4 == 3 => "  ".to_owned(),
                n if n % 5 == 4 => "تکراری".to_owned(),
                n => format!("اداره {n}"),
            };
            tasks.push(tokio::spawn(async move {
                (name.clone(), db.perform(Actor::program(), agency(&name)).await)
            }));
        }
        let (mut ids, mut twice) = (BTreeSet::new(), 0);
        for task in tasks {
            let (name, result) = task.await.unwrap();
            match name.as_str() {
                "  " => refused(result, "refusal-name-missing"),
                "تکراری" if result.is_err() => {
                    twice += 1;
                    refused(result, "refusal-agency-known");
                }
                _ => assert!(
                    ids.insert(result.unwrap()),
                    "{}: an id was given twice",
                    place.engine
                ),
            }
        }
        let kept = place
            .db
            .read()
            .number("SELECT COUNT(*) FROM agencies", Vec::new())
            .await
            .unwrap();
        assert_eq!(kept as usize, ids.len());
        assert_eq!(ids.len() + twice + 50, 200);
        let verification = place.db.verify(&[]).await.unwrap();
        assert_eq!(verification.faults, [], "{}", place.engine);
        assert_eq!(
            (verification.entries, verification.records),
            (kept as u64, kept as u64)
        );
    }
}

/// Writes a row and then thinks better of it.
struct ChangesItsMind;

impl Deed for ChangesItsMind {
    const NAME: &'static str = "test.changes_its_mind";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        agency("نیمه‌کاره").perform(desk).await?;
        Err(Refusal::Rule("refusal-test"))
    }
}

/// Changes a row that it saw at a version.
struct Rename(i64, i64);

impl Deed for Rename {
    const NAME: &'static str = "test.rename";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        desk.update("agencies", self.0, self.1, vec![("name_en", "Renamed".into())])
            .await
    }
}

#[tokio::test]
async fn what_a_deed_wrote_before_it_was_refused_is_undone() {
    for place in places().await {
        refused(
            place.db.perform(Actor::program(), ChangesItsMind).await,
            "refusal-test",
        );
        assert_eq!(
            place
                .db
                .read()
                .number("SELECT COUNT(*) FROM agencies", Vec::new())
                .await
                .unwrap(),
            0
        );
        assert_eq!(place.db.verify(&[]).await.unwrap().entries, 0);
    }
}

#[tokio::test]
async fn of_two_who_saw_the_same_version_one_is_told() {
    for place in places().await {
        let id = place.db.perform(Actor::program(), agency("راه")).await.unwrap();
        let (one, other) = tokio::join!(
            place.db.perform(Actor::program(), Rename(id, 1)),
            place.db.perform(Actor::program(), Rename(id, 1))
        );
        let changed = [one, other]
            .into_iter()
            .filter(|result| matches!(result, Err(Refusal::Changed)))
            .count();
        assert_eq!(changed, 1, "{}", place.engine);
        assert_eq!(place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn constraints_speak_in_sentences() {
    for place in places().await {
        let person = |sign_in: &str, role, agency| AdmitPerson {
            name: "نام".to_owned(),
            sign_in: sign_in.to_owned(),
            role,
            agency,
            deputy_of: None,
        };
        let perform = |person| place.db.perform(Actor::program(), person);
        perform(person("Dabir", Role::Secretary, None)).await.unwrap();
        refused(
            perform(person(" dabir ", Role::Inspector, None)).await,
            "refusal-sign-in-taken",
        );
        refused(
            perform(person("rah", Role::AgencyHead, None)).await,
            "refusal-head-without-agency",
        );
    }
}

/// A folder can be moved, packed or put on a disk where nothing is written, only when nothing of the database lies elsewhere.
#[tokio::test]
async fn a_database_that_was_closed_is_one_file() {
    for round in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("county.sqlite");
        let clock = Clock::new(|| Moment(1_795_494_600_000));
        let db = Db::open_sqlite(&file, &golugah_county::HOUSE, clock)
            .await
            .unwrap();
        let busy = db.clone();
        let last = tokio::spawn(async move { busy.perform(Actor::program(), agency("اداره")).await });
        tokio::task::yield_now().await;
        db.close().await.unwrap();
        // What was sent before is done and answered.
        last.await.unwrap().unwrap();
        let left = std::fs::read_dir(folder.path()).unwrap();
        let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["county.sqlite"], "round {round}");
    }
}
