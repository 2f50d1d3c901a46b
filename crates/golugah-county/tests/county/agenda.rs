//! A session's agenda by deeds: order, what is taken off, decisions in one line, the steps of the session.

use golugah_county::bottlenecks::actions::{
    FindBottleneck, Found, MeasureBottleneck, Outcome, ReviewBottleneck,
};
use golugah_county::bottlenecks::bottleneck;
use golugah_county::resolutions::actions::{Demand, DraftResolution, JudgeEvidence, ReportResolution};
use golugah_county::resolutions::resolution;
use golugah_county::sessions::actions::{
    CallSession, CloseSession, DecideItem, EnterItem, InviteToSession, PlaceItem, RemoveItem,
};
use golugah_county::sessions::{agenda, came_from, decided, removed, session, steps};
use golugah_county::support::seams::Laid;
use golugah_desk::{Actor, Matter};
use golugah_persian::WorkingCalendar;
use sea_orm::ConnectionTrait;

use crate::databases::{People, Place, people, places};
use crate::tampering;

pub(crate) async fn call(place: &Place, who: &People) -> i64 {
    let call = CallSession {
        day: place.today(),
        hour: "10:00".to_owned(),
        place: "سالن".to_owned(),
    };
    place.does(&who.secretary, call).await
}

pub(crate) async fn close(place: &Place, who: &People, id: i64, done: Vec<i64>) {
    let version = session(place.db.read(), id).await.unwrap().unwrap().version;
    let close = CloseSession {
        session: id,
        version,
        minutes: "صورتجلسه".to_owned(),
        done,
        calendar: WorkingCalendar::iran(),
    };
    place.does(&who.secretary, close).await;
}

pub(crate) fn item(session: i64, title: &str) -> EnterItem {
    EnterItem {
        session,
        item: Laid::entered(title),
    }
}

fn about(session: i64, bottleneck: i64) -> EnterItem {
    EnterItem {
        session,
        item: Laid {
            title: "گلوگاه راهداری".to_owned(),
            again: true,
            ..Laid::of("bottleneck", Matter::of("bottleneck", bottleneck))
        },
    }
}

pub(crate) fn take(session: i64, agency: i64, working_days: u32) -> DraftResolution {
    DraftResolution {
        session,
        demand: Demand {
            text: "پل تا پایان هفته باز شود".to_owned(),
            agency,
            working_days,
            proof: "عکس پل".to_owned(),
        },
        about: None,
    }
}

pub(crate) async fn titles(place: &Place, session: i64) -> Vec<(i64, String)> {
    let items = agenda(place.db.read(), session).await.unwrap();
    items.into_iter().map(|item| (item.place, item.title)).collect()
}

pub(crate) async fn due(place: &Place, id: i64) -> String {
    resolution(place.db.read(), id).await.unwrap().unwrap().due
}

pub(crate) async fn holds(place: &Place) {
    assert_eq!(place.db.verify(&[]).await.unwrap().faults, [], "{}", place.engine);
}

#[tokio::test]
async fn an_item_that_is_said_to_come_from_itself_is_followed_once() {
    let place = tampering::place().await;
    let who = people(&place.db).await;
    let session = call(&place, &who).await;
    let entered = place.does(&who.secretary, item(session, "الف")).await;
    let thief = tampering::behind(&place).await;
    let sql = format!("INSERT INTO carried_items VALUES (1, 1, {entered}, {entered}, '')");
    thief.execute_unprepared(&sql).await.unwrap();
    let from = came_from(place.db.read(), &[entered]).await.unwrap();
    let [from] = from.as_slice() else {
        panic!("{from:?}")
    };
    assert_eq!((from.item_id, from.times, from.first_id), (entered, 1, session));
}

#[tokio::test]
async fn an_item_is_moved_to_any_place_and_taken_off_with_a_reason() {
    for place in places().await {
        let who = people(&place.db).await;
        let first = call(&place, &who).await;
        let mut items = Vec::new();
        for title in ["الف", "ب", "پ", "ت"] {
            items.push(place.does(&who.secretary, item(first, title)).await);
        }
        let to = |item, to| PlaceItem {
            session: first,
            item,
            place: to,
        };
        place.does(&who.secretary, to(items[3], 1)).await;
        place.does(&who.secretary, to(items[0], 99)).await;
        place
            .may_not(&who.secretary, to(items[0], 0), "refusal-no-such-place")
            .await;
        let order = |titles: Vec<(i64, String)>| {
            titles
                .into_iter()
                .map(|(place, title)| format!("{place}{title}"))
                .collect::<String>()
        };
        assert_eq!(order(titles(&place, first).await), "1ت2ب3پ4الف");

        let off = |item, reason: &str| RemoveItem {
            session: first,
            item,
            reason: reason.to_owned(),
        };
        place
            .may_not(&who.secretary, off(items[1], "  "), "refusal-reason-missing")
            .await;
        place
            .does(&who.secretary, off(items[1], "به جلسهٔ بعد ماند"))
            .await;
        assert_eq!(order(titles(&place, first).await), "1ت2پ3الف");
        let gone = removed(place.db.read(), first).await.unwrap();
        assert_eq!(
            gone.iter()
                .map(|one| (one.title.as_str(), one.reason.as_str()))
                .collect::<Vec<_>>(),
            [("ب", "به جلسهٔ بعد ماند")]
        );

        // What was decided about stays, and what was taken off is carried nowhere.
        let decide = DecideItem {
            session: first,
            item: items[2],
            demand: take(first, who.roads, 5).demand,
        };
        place.does(&who.secretary, decide).await;
        place
            .may_not(&who.secretary, off(items[2], "دیر شد"), "refusal-item-dealt-with")
            .await;
        close(&place, &who, first, Vec::new()).await;
        place
            .may_not(&who.secretary, to(items[3], 1), "refusal-session-closed")
            .await;
        place.wait(1);
        let second = call(&place, &who).await;
        close(&place, &who, second, Vec::new()).await;
        place.wait(1);
        let third = call(&place, &who).await;
        let carried = agenda(place.db.read(), third).await.unwrap();
        assert_eq!(
            carried.iter().map(|item| item.title.as_str()).collect::<Vec<_>>(),
            ["ت", "الف"]
        );
        let ids: Vec<i64> = carried.iter().map(|item| item.id).collect();
        let history: Vec<_> = came_from(place.db.read(), &ids)
            .await
            .unwrap()
            .into_iter()
            .map(|from| (from.item_id, from.first_number, from.times))
            .collect();
        assert_eq!(history, [(carried[0].id, 1, 2), (carried[1].id, 1, 2)]);
        holds(&place).await;
    }
}

#[tokio::test]
async fn a_decision_is_tied_to_its_item_and_to_the_bottleneck() {
    for place in places().await {
        let who = people(&place.db).await;
        let find = FindBottleneck {
            indicator: "single_bidder_tender".to_owned(),
            code: "R018".to_owned(),
            group: ("buyer".to_owned(), "b-12".to_owned(), "اداره راهداری".to_owned()),
            sentence: ("۴۰ از ۱۲۰".to_owned(), "40 of 120".to_owned()),
            counts: (40, 120),
            verdict: "{}".to_owned(),
        };
        let Found::New(id) = place.does(&Actor::program(), find).await else {
            panic!("it was new");
        };
        let stand_by = ReviewBottleneck {
            bottleneck: id,
            version: 1,
            dismissed_because: None,
        };
        place.does(&who.inspector, stand_by).await;
        let first = call(&place, &who).await;
        let entered = place.does(&who.secretary, about(first, id)).await;
        place
            .may_not(&who.secretary, about(first, id), "refusal-already-on-agenda")
            .await;
        let decide = || DecideItem {
            session: first,
            item: entered,
            demand: take(first, who.roads, 10).demand,
        };
        let resolved = place.does(&who.secretary, decide()).await;
        assert_eq!(agenda(place.db.read(), first).await.unwrap()[0].state, "done");
        // A second decision about the same item gives the bottleneck no second owner.
        let again = place.does(&who.secretary, decide()).await;
        // What is written down binds nobody before the session is closed.
        let state = async || bottleneck(place.db.read(), id).await.unwrap().unwrap().state;
        assert_eq!(state().await, "confirmed");
        assert!(resolution(place.db.read(), resolved).await.unwrap().is_none());
        close(&place, &who, first, Vec::new()).await;
        let taken = resolution(place.db.read(), resolved).await.unwrap().unwrap();
        assert_eq!(taken.about, Some(format!("bottleneck/{id}")));
        let owner = bottleneck(place.db.read(), id).await.unwrap().unwrap().agency_id;
        assert_eq!(owner, Some(who.roads));
        assert_eq!(state().await, "owned");
        assert_eq!(
            resolution(place.db.read(), again).await.unwrap().unwrap().about,
            None
        );
        let links = decided(place.db.read(), first).await.unwrap();
        assert_eq!(
            links.iter().map(|link| link.resolution_id).collect::<Vec<_>>(),
            [resolved, again]
        );

        // Measured again while a session is called, it comes back as an item by itself; not twice, where somebody had put it
        // there already.
        let on_agenda = async |session| {
            let items = agenda(place.db.read(), session).await.unwrap();
            let about = items
                .iter()
                .filter(|item| item.matter() == Some(Matter::of("bottleneck", id)));
            about.map(|item| item.state.clone()).collect::<Vec<_>>()
        };
        let remedied = async |resolution| {
            let report = ReportResolution {
                resolution,
                text: "انجام شد".to_owned(),
                file_sha256: None,
            };
            place.does(&who.head_of_roads, report).await;
            let accept = JudgeEvidence {
                resolution,
                seen: None,
                refused_because: None,
                calendar: WorkingCalendar::iran(),
            };
            place.does(&who.secretary, accept).await;
        };
        let still_there = || MeasureBottleneck {
            bottleneck: id,
            counts: (30, 60),
            outcome: Outcome::NotCleared,
            detail: "{}".to_owned(),
        };
        place.wait(1);
        let second = call(&place, &who).await;
        remedied(resolved).await;
        place.does(&Actor::program(), still_there()).await;
        assert_eq!(on_agenda(second).await, ["open"]);
        let items = agenda(place.db.read(), second).await.unwrap();
        let anew = DecideItem {
            session: second,
            item: items.last().unwrap().id,
            demand: take(second, who.roads, 10).demand,
        };
        let anew = place.does(&who.secretary, anew).await;
        assert_eq!(on_agenda(second).await, ["done"]);
        close(&place, &who, second, Vec::new()).await;
        remedied(anew).await;
        place.wait(1);
        let third = call(&place, &who).await;
        place.does(&who.secretary, about(third, id)).await;
        place.does(&Actor::program(), still_there()).await;
        assert_eq!(on_agenda(third).await, ["open"]);
        holds(&place).await;
    }
}

#[tokio::test]
async fn the_steps_of_a_session_are_noted() {
    for place in places().await {
        let who = people(&place.db).await;
        let first = call(&place, &who).await;
        let invite = |letter: &str| InviteToSession {
            session: first,
            letter: letter.to_owned(),
        };
        place
            .may_not(&who.secretary, invite(" "), "refusal-letter-missing")
            .await;
        place.does(&who.secretary, invite("ش/۱")).await;
        place
            .may_not(&who.secretary, invite("ش/۲"), "refusal-invited-already")
            .await;
        place.wait(1);
        close(&place, &who, first, Vec::new()).await;
        let taken: Vec<_> = steps(place.db.read(), first)
            .await
            .unwrap()
            .into_iter()
            .map(|taken| (taken.step, taken.day, taken.letter))
            .collect();
        let noted =
            |step: &str, day: &str, letter: &str| (step.to_owned(), day.to_owned(), letter.to_owned());
        assert_eq!(
            taken,
            [
                noted("called", "2026-11-24", ""),
                noted("invited", "2026-11-24", "ش/۱"),
                noted("closed", "2026-11-25", "")
            ]
        );
        holds(&place).await;
    }
}
