//! From found to cleared, and from found to reopened, by deeds alone.

use golugah_county::bottlenecks::actions::{
    FindBottleneck, Found, MeasureBottleneck, Outcome, ReviewBottleneck,
};
use golugah_county::bottlenecks::{Bottleneck, bottleneck, counts_after, is_measured_over, is_measured_so};
use golugah_county::resolutions::actions::{Demand, DraftResolution, JudgeEvidence, ReportResolution};
use golugah_county::resolutions::{late, resolution};
use golugah_county::sessions::actions::{CallSession, CloseSession, EnterItem, MoveItem, PublishSession};
use golugah_county::sessions::{agenda, session};
use golugah_county::support::seams::Laid;
use golugah_desk::{Actor, Deed, Matter, Refusal};
use golugah_persian::WorkingCalendar;

use crate::databases::{People, Place, people, places};

impl Place {
    pub(crate) async fn does<D: Deed>(&self, actor: &Actor, deed: D) -> D::Done {
        self.db.perform(actor.clone(), deed).await.unwrap()
    }

    pub(crate) async fn may_not<D: Deed>(&self, actor: &Actor, deed: D, key: &str) {
        match self.db.perform(actor.clone(), deed).await.map(|_| ()) {
            Err(Refusal::Rule(found)) => assert_eq!(found, key, "{}", self.engine),
            other => panic!("{key} was expected, {other:?} came"),
        }
    }

    async fn state(&self, id: i64) -> Bottleneck {
        bottleneck(self.db.read(), id).await.unwrap().unwrap()
    }

    /// What says all the same over the same files is told from what says anything else.
    async fn says_the_same_once(&self, id: i64) {
        let (read, waiting) = (self.db.read(), self.state(id).await);
        let so = async |day: &str, again: &MeasureBottleneck| is_measured_so(read, day, again).await.unwrap();
        let same = MeasureBottleneck {
            detail: r#"{"inputs":["other","files"]}"#.to_owned(),
            ..measured(id, Outcome::NotEnoughData(33))
        };
        assert!(so("2026-11-24", &same).await, "{}", self.engine);
        assert!(!so("2026-11-25", &same).await);
        for other in [Outcome::NotEnoughData(32), Outcome::NotCleared, Outcome::Cleared] {
            let other = measured(id, other);
            assert!(!so("2026-11-24", &other).await, "{other:?}");
        }
        let due = MeasureBottleneck {
            detail: r#"{"due":"2027-05-01"}"#.to_owned(),
            ..same
        };
        assert!(!so("2026-11-24", &due).await);

        let over =
            async |day: &str, files: &[&str]| is_measured_over(read, &waiting, day, files).await.unwrap();
        assert!(!over("2026-11-24", &["a"]).await && !over("2026-11-24", &["a", "b", "c"]).await);
        assert!(over("2026-11-24", &["a", "b"]).await);
        assert!(!over("2026-11-25", &["a", "b"]).await, "a remedy of another day");
    }

    async fn call(&self, who: &People) -> i64 {
        let call = CallSession {
            day: self.today(),
            hour: "10:00".to_owned(),
            place: "سالن اجتماعات فرمانداری".to_owned(),
        };
        self.does(&who.secretary, call).await
    }

    async fn close(&self, who: &People, id: i64, done: Vec<i64>) {
        let version = session(self.db.read(), id).await.unwrap().unwrap().version;
        let close = CloseSession {
            session: id,
            version,
            minutes: "صورتجلسه".to_owned(),
            done,
            calendar: WorkingCalendar::iran(),
        };
        self.does(&who.secretary, close).await;
    }
}

fn found() -> FindBottleneck {
    FindBottleneck {
        indicator: "single_bidder_tender".to_owned(),
        code: "R018".to_owned(),
        group: ("buyer".to_owned(), "b-12".to_owned(), "اداره راهداری".to_owned()),
        sentence: (
            "۴۰ مناقصه از ۱۲۰ تک‌پیشنهادی بود.".to_owned(),
            "40 of 120 tenders had one bid.".to_owned(),
        ),
        counts: (40, 120),
        verdict: "{}".to_owned(),
    }
}

fn take(session: i64, who: &People, bottleneck: Option<i64>) -> DraftResolution {
    DraftResolution {
        session,
        demand: Demand {
            text: "آگهی مناقصه‌ها دست‌کم پانزده روز بماند".to_owned(),
            agency: who.roads,
            working_days: 5,
            proof: "فهرست مناقصه‌های ماه بعد".to_owned(),
        },
        about: bottleneck.map(|id| Matter::of("bottleneck", id)),
    }
}

fn report(resolution: i64) -> ReportResolution {
    ReportResolution {
        resolution,
        text: "انجام شد".to_owned(),
        file_sha256: None,
    }
}

fn judge(resolution: i64, refused: Option<&str>) -> JudgeEvidence {
    JudgeEvidence {
        resolution,
        seen: None,
        refused_because: refused.map(str::to_owned),
        calendar: WorkingCalendar::iran(),
    }
}

fn measured(bottleneck: i64, outcome: Outcome) -> MeasureBottleneck {
    MeasureBottleneck {
        bottleneck,
        counts: (0, 60),
        outcome,
        detail: r#"{"inputs":["a","b"]}"#.to_owned(),
    }
}

#[tokio::test]
async fn a_bottleneck_is_found_owned_remedied_and_measured_again() {
    for place in places().await {
        let who = people(&place.db).await;
        let program = Actor::program();
        let Found::New(id) = place.does(&program, found()).await else {
            panic!("it was new");
        };
        assert_eq!(place.does(&program, found()).await, Found::Known(id));

        let session = place.call(&who).await;
        // Nothing is owned that nobody stands by, and only an inspector does that.
        let early = "refusal-bottleneck-not-there-yet";
        place
            .may_not(
                &who.secretary,
                take(session, &who, Some(id)),
                "refusal-about-no-decision",
            )
            .await;
        let stand_by = || ReviewBottleneck {
            bottleneck: id,
            version: 1,
            dismissed_because: None,
        };
        place
            .may_not(&who.head_of_roads, stand_by(), "refusal-not-the-inspector")
            .await;
        place.does(&who.inspector, stand_by()).await;
        let resolved = place.does(&who.secretary, take(session, &who, Some(id))).await;
        assert_eq!(place.state(id).await.state, "confirmed", "it is a draft");
        place
            .may_not(
                &who.secretary,
                take(session, &who, Some(id)),
                "refusal-about-drafted",
            )
            .await;
        place.close(&who, session, Vec::new()).await;
        assert_eq!(place.state(id).await.state, "owned");

        // Due five working days after Tuesday: Wednesday, then Saturday to Tuesday.
        let due = resolution(place.db.read(), resolved).await.unwrap().unwrap().due;
        assert_eq!(due, "2026-12-01");

        // Only the owner reports, and only the secretary accepts.
        place
            .may_not(&who.head_of_health, report(resolved), "refusal-not-the-owner")
            .await;
        place
            .may_not(&who.secretary, judge(resolved, None), "refusal-nothing-reported")
            .await;
        place.does(&who.head_of_roads, report(resolved)).await;
        place
            .may_not(
                &who.head_of_roads,
                judge(resolved, None),
                "refusal-not-the-secretary",
            )
            .await;
        let posing = Actor {
            role: "secretary".to_owned(),
            ..who.head_of_roads.clone()
        };
        place
            .may_not(&posing, judge(resolved, None), "refusal-own-evidence")
            .await;
        place
            .may_not(
                &who.secretary,
                judge(resolved, Some(" ")),
                "refusal-reason-missing",
            )
            .await;
        place
            .does(&who.secretary, judge(resolved, Some("پیوست ندارد")))
            .await;
        assert_eq!(
            resolution(place.db.read(), resolved)
                .await
                .unwrap()
                .unwrap()
                .state,
            "assigned"
        );
        place.does(&who.head_of_roads, report(resolved)).await;
        place.does(&who.secretary, judge(resolved, None)).await;
        let waiting = place.state(id).await;
        assert_eq!(
            (waiting.state.as_str(), waiting.remedied_on.as_deref()),
            ("waiting", Some("2026-11-24"))
        );

        // Nobody clears it by saying so.
        let by_hand = measured(id, Outcome::Cleared);
        place
            .may_not(&who.secretary, by_hand.clone(), "refusal-measured-not-said")
            .await;
        place
            .does(&program, measured(id, Outcome::NotEnoughData(33)))
            .await;
        assert_eq!(place.state(id).await.state, "waiting");
        place.says_the_same_once(id).await;
        place.does(&program, by_hand).await;
        assert_eq!(place.state(id).await.state, "cleared");
        // It is measured on: a clean year stays clean, and what comes back is reopened. The day from which data count is
        // then that of the measurement that cleared it.
        place.wait(20);
        place
            .does(&program, measured(id, Outcome::NotEnoughData(12)))
            .await;
        place.does(&program, measured(id, Outcome::Cleared)).await;
        let cleared = place.state(id).await;
        assert_eq!(cleared.state, "cleared");
        assert_eq!(
            counts_after(place.db.read(), &cleared).await.unwrap().as_deref(),
            Some("2026-11-24")
        );
        place.wait(20);
        place.does(&program, measured(id, Outcome::NotCleared)).await;
        let back = place.state(id).await;
        assert_eq!((back.state.as_str(), back.level), ("reopened", 2));
        place
            .may_not(&program, measured(id, Outcome::Cleared), early)
            .await;
        let verification = place.db.verify(&[]).await.unwrap();
        assert_eq!(verification.faults, [], "{}", place.engine);
    }
}

#[tokio::test]
async fn of_two_who_review_at_once_the_second_is_told() {
    for place in places().await {
        let who = people(&place.db).await;
        let Found::New(id) = place.does(&Actor::program(), found()).await else {
            panic!("it was new");
        };
        let review = |version, because: Option<&str>| ReviewBottleneck {
            bottleneck: id,
            version,
            dismissed_because: because.map(str::to_owned),
        };
        place.does(&who.inspector, review(1, None)).await;
        let second = place
            .db
            .perform(who.inspector.clone(), review(1, Some("دیده نشد")))
            .await;
        assert!(matches!(second, Err(Refusal::Changed)), "{second:?}");
        assert_eq!(place.state(id).await.state, "confirmed");
        place.does(&who.inspector, review(2, Some("اکنون دیده شد"))).await;
        assert_eq!(place.state(id).await.state, "dismissed");
    }
}

#[tokio::test]
async fn what_is_still_there_comes_back_one_level_up_on_the_next_agenda() {
    for place in places().await {
        let who = people(&place.db).await;
        let program = Actor::program();
        let Found::New(id) = place.does(&program, found()).await else {
            panic!("it was new");
        };
        let stand_by = ReviewBottleneck {
            bottleneck: id,
            version: 1,
            dismissed_because: None,
        };
        place.does(&who.inspector, stand_by).await;
        let first = place.call(&who).await;
        let resolved = place.does(&who.secretary, take(first, &who, Some(id))).await;
        place.close(&who, first, Vec::new()).await;
        place.does(&who.head_of_roads, report(resolved)).await;
        place.does(&who.secretary, judge(resolved, None)).await;
        place.wait(30);
        place.does(&program, measured(id, Outcome::NotCleared)).await;
        let reopened = place.state(id).await;
        assert_eq!((reopened.state.as_str(), reopened.level), ("reopened", 2));
        let second = place.call(&who).await;
        let items = agenda(place.db.read(), second).await.unwrap();
        assert_eq!(
            items.iter().map(|item| item.matter()).collect::<Vec<_>>(),
            [Some(Matter::of("bottleneck", id))]
        );
        place.does(&who.secretary, take(second, &who, Some(id))).await;
        place.close(&who, second, Vec::new()).await;
        assert_eq!(place.state(id).await.state, "owned");
        assert_eq!(place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn what_is_late_or_left_open_is_on_the_next_agenda_by_itself() {
    for place in places().await {
        let who = people(&place.db).await;
        let first = place.call(&who).await;
        let mut items = Vec::new();
        for title in ["گزارش راهداری", "آب شرب روستا", "پل ورودی شهر"] {
            let item = EnterItem {
                session: first,
                item: Laid::entered(title),
            };
            items.push(place.does(&who.secretary, item).await);
        }
        let up = |item| MoveItem {
            session: first,
            item,
            up: true,
        };
        place.does(&who.secretary, up(items[2])).await;
        place
            .may_not(&who.secretary, up(items[0]), "refusal-end-of-agenda")
            .await;
        let order: Vec<_> = agenda(place.db.read(), first)
            .await
            .unwrap()
            .iter()
            .map(|item| (item.place, item.id))
            .collect();
        assert_eq!(order, [(1, items[0]), (2, items[2]), (3, items[1])]);
        let resolved = place.does(&who.secretary, take(first, &who, None)).await;
        let publish = PublishSession { session: first };
        place
            .may_not(&who.secretary, publish.clone(), "refusal-session-not-closed")
            .await;
        place.close(&who, first, vec![items[0]]).await;
        place.does(&who.secretary, publish).await;

        place.wait(30);
        let overdue = late(place.db.read(), &place.today()).await.unwrap();
        assert_eq!(overdue.iter().map(|late| late.id).collect::<Vec<_>>(), [resolved]);
        let second = place.call(&who).await;
        // What is late is called as its resolution is: its item has no title of its own.
        let items = agenda(place.db.read(), second).await.unwrap();
        let carried: Vec<_> = items
            .iter()
            .map(|item| (item.title.as_str(), item.matter()))
            .collect();
        assert_eq!(
            carried,
            [
                ("پل ورودی شهر", None),
                ("آب شرب روستا", None),
                ("", Some(Matter::of("resolution", resolved)))
            ]
        );
        // Carried over once more, it is asked after once, not twice.
        place.close(&who, second, Vec::new()).await;
        place.wait(1);
        let third = place.call(&who).await;
        assert_eq!(agenda(place.db.read(), third).await.unwrap().len(), 3);
        assert_eq!(place.db.verify(&[]).await.unwrap().faults, []);
    }
}
