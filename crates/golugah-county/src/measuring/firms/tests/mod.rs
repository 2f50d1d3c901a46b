//! Names that may be one firm's: who enters and who settles, the way back, what the pages show, what a measurement is told and
//! that it is made.

use axum::http::StatusCode;
use golugah_county::firms::actions::{MeetPairs, MetPair, SettlePair};
use golugah_county::firms::{PairState, pair_of, settled};
use golugah_county::imports::actions::{FinishImport, Finished, HandInFile, MeasureAgain};
use golugah_county::imports::{begin, ended, next_waiting};
use golugah_desk::{Actor, Refusal};

use crate::agenda::holds;
use crate::databases::{people, places};
use crate::site::County;

fn met(a: &str, b: &str, tenders: i64) -> MetPair {
    MetPair {
        names: [a.to_owned(), b.to_owned()],
        tenders,
        first: "ocds-1".to_owned(),
    }
}

fn meet(pairs: Vec<MetPair>) -> MeetPairs {
    MeetPairs {
        met: pairs.iter().map(|pair| pair.names.clone()).collect(),
        pairs,
    }
}

fn settle(version: i64, state: PairState, reason: &str) -> SettlePair {
    SettlePair {
        pair: 1,
        version,
        state,
        reason: reason.to_owned(),
    }
}

#[tokio::test]
async fn people_settle_what_the_program_asks_and_may_take_it_back() {
    use PairState::{One, Open, Two};
    for place in places().await {
        let who = people(&place.db).await;
        let pairs = || vec![met("راه‌ساز", "راه‌ساز البرز", 4), met("پل", "پل‌ساز", 1)];
        let by_hand = place.db.perform(who.inspector.clone(), meet(pairs())).await;
        assert!(matches!(by_hand, Err(Refusal::Rule("refusal-measured-not-said"))));
        let program = Actor::program();
        place.does(&program, meet(pairs())).await;
        for (actor, deed, key) in [
            (
                &who.head_of_roads,
                settle(1, One, "x"),
                "refusal-neither-inspector-nor-secretary",
            ),
            (&who.inspector, settle(1, One, "  "), "refusal-pair-reason"),
            (&who.inspector, settle(1, Open, "x"), "refusal-pair-said-already"),
        ] {
            let refused = place.db.perform(actor.clone(), deed).await;
            assert!(
                matches!(refused, Err(Refusal::Rule(said)) if said == key),
                "{key}"
            );
        }
        place
            .does(&who.secretary, settle(1, One, "شناسهٔ ملی هر دو یکی است"))
            .await;
        let names = ["راه‌ساز".to_owned(), "راه‌ساز البرز".to_owned()];
        assert_eq!(
            settled(place.db.read()).await.unwrap(),
            [(names.clone(), true)],
            "{}",
            place.engine
        );
        // A measurement that sees the same again writes nothing, and one that sees a pair no more says so of what is open.
        place.does(&program, meet(pairs())).await;
        // One that is met and entered no more, for others were met in more tenders, is still there.
        let mut beyond = meet(pairs());
        beyond.pairs.clear();
        place.does(&program, beyond).await;
        let other = pair_of(place.db.read(), "پل", "پل‌ساز").await.unwrap().unwrap();
        assert_eq!(other.tenders, 1);
        place.does(&program, meet(Vec::new())).await;
        let known = pair_of(place.db.read(), &names[0], &names[1])
            .await
            .unwrap()
            .unwrap();
        assert_eq!((known.state, known.tenders, known.version), (One, 4, 2));
        let other = pair_of(place.db.read(), "پل", "پل‌ساز").await.unwrap().unwrap();
        assert_eq!((other.state, other.tenders), (Open, 0));
        let late = place.db.perform(who.inspector.clone(), settle(1, Two, "x")).await;
        assert!(matches!(late, Err(Refusal::Changed)));
        place
            .does(&who.inspector, settle(2, Two, "آگهی ثبت دیده شد"))
            .await;
        assert_eq!(settled(place.db.read()).await.unwrap(), [(names, false)]);
        place.does(&who.inspector, settle(3, Open, "اشتباه بود")).await;
        assert_eq!(settled(place.db.read()).await.unwrap(), []);
        holds(&place).await;
    }
}

#[tokio::test]
async fn the_pages_show_both_names_and_keep_what_was_typed() {
    for mut county in County::all().await {
        county
            .place
            .does(&Actor::program(), meet(vec![met("راه‌ساز", "راه‌ساز <b>", 4)]))
            .await;
        let cookie = county.sign_in("dabir").await;
        let list = county.page("/firms", &cookie).await;
        assert!(
            list.contains("راه‌ساز &#60;b&#62;") && list.contains("در ۴ معامله"),
            "{list}"
        );
        let typed = [("version", "1"), ("state", "one"), ("reason", " ")];
        let (status, _, page) = county.ask("POST", "/firms/1", &cookie, &typed).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(
            page.contains("value=\"one\" checked") && page.contains("ننوشته‌اید"),
            "{page}"
        );
        let typed = [
            ("version", "1"),
            ("state", "one"),
            ("reason", "شناسهٔ ملی یکی است"),
        ];
        let to = county.deed("/firms/1", &cookie, &typed).await;
        assert_eq!(to, "/firms?saved=1");
        let list = county.page(&to, &cookie).await;
        assert!(
            list.contains("همهٔ نام‌ها روشن شده است") && list.contains("پاسخ ثبت شد"),
            "{list}"
        );
        let list = county.page("/en/firms?all=true", &cookie).await;
        assert!(list.contains("one firm"), "{list}");
    }
}

#[tokio::test]
async fn an_answer_has_everything_measured_again_and_no_figure_falls_back_meanwhile() {
    for place in places().await {
        let who = people(&place.db).await;
        let (program, db) = (Actor::program(), &place.db);
        let finish = |import: i64, named: i64| FinishImport {
            import,
            finished: Finished::Done {
                records: 1,
                refused: 0,
                named,
                measured: 0,
                exceptions: 0,
                coverage: "[]".to_owned(),
            },
            results: Vec::new(),
        };
        for (import, named) in [(1, 5), (2, 3)] {
            let hand_in = HandInFile {
                name: format!("{import}.jsonl"),
                sha256: format!("{import:064}"),
                bytes: 1,
            };
            place.does(&who.inspector, hand_in).await;
            begin(db, import).await.unwrap();
            place.does(&program, finish(import, named)).await;
            ended(db, import).await.unwrap();
        }
        let waits = async || {
            let next = next_waiting(db.read()).await.unwrap();
            next.map(|import| import.id)
        };
        // The newest figure stands until it is measured again, and not that of the file before.
        let named = async || {
            let sql = "SELECT named FROM public_named";
            db.read().number(sql, Vec::new()).await.unwrap()
        };
        place
            .does(&program, meet(vec![met("راه‌ساز", "راه‌ساز البرز", 4)]))
            .await;
        assert_eq!((waits().await, named().await), (None, 3), "{}", place.engine);
        place.does(&who.secretary, settle(1, PairState::One, "x")).await;
        assert_eq!((waits().await, named().await), (Some(2), 3), "{}", place.engine);
        // Taken back before that was measured: it waits once.
        place.does(&who.secretary, settle(2, PairState::Open, "y")).await;
        assert_eq!(waits().await, Some(2));
        place.does(&program, finish(2, 4)).await;
        assert_eq!((waits().await, named().await), (None, 4));

        // What was said while it was measured the worker has measured again; nobody else says so.
        let by_hand = db.perform(who.inspector.clone(), MeasureAgain).await;
        assert!(matches!(by_hand, Err(Refusal::Rule("refusal-measured-not-said"))));
        place.does(&program, MeasureAgain).await;
        assert_eq!((waits().await, named().await), (Some(2), 4));
        place.does(&program, MeasureAgain).await;
        assert_eq!(waits().await, Some(2));
        holds(&place).await;
    }
}
