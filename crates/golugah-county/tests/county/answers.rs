//! Answers that the secretariat entered: on which days, and on the word of which sessions they are accepted.

use golugah_county::resolutions::actions::{AcceptHeard, ReceiveReply};
use golugah_county::resolutions::replies::{ReplyHow, ReplyKind};
use golugah_county::resolutions::resolution;
use golugah_county::sessions::agenda;
use golugah_persian::WorkingCalendar;

use crate::agenda::{call, close, holds, take};
use crate::databases::{people, places};

fn answer(resolution: i64, received_on: &str) -> ReceiveReply {
    ReceiveReply {
        resolution,
        kind: Some(ReplyKind::Done),
        how: Some(ReplyHow::Letter),
        letter: "۵۵".to_owned(),
        received_on: Some(received_on.to_owned()),
        said_by: String::new(),
        text: "پل باز شد".to_owned(),
        until: None,
        file: None,
    }
}

fn accept(resolution: i64, seen: i64, session: i64) -> AcceptHeard {
    AcceptHeard {
        resolution,
        seen,
        session,
        calendar: WorkingCalendar::iran(),
    }
}

#[tokio::test]
async fn an_answer_is_accepted_on_the_word_of_a_session_that_dealt_with_it() {
    for place in places().await {
        let who = people(&place.db).await;
        let first = call(&place, &who).await;
        let id = place.does(&who.secretary, take(first, who.roads, 5)).await;
        close(&place, &who, first, Vec::new()).await;
        place.wait(2);
        let today = place.today();
        place
            .may_not(&who.secretary, answer(id, "1921-03-21"), "refusal-reply-before")
            .await;
        // It is late by no more than it was on the day it came, and comes before the council by itself.
        place.does(&who.secretary, answer(id, &today)).await;
        place
            .may_not(&who.secretary, accept(id, 1, first), "refusal-not-heard")
            .await;
        let second = call(&place, &who).await;
        let items = agenda(place.db.read(), second).await.unwrap();
        let of_it = |item: &&golugah_county::sessions::AgendaItem| item.kind == "received_answer";
        assert_eq!(items.iter().filter(of_it).count(), 1, "{items:?}");
        // A session that put it off has not heard it.
        close(&place, &who, second, Vec::new()).await;
        place
            .may_not(&who.secretary, accept(id, 1, second), "refusal-not-heard")
            .await;
        let third = call(&place, &who).await;
        let carried = agenda(place.db.read(), third).await.unwrap();
        let carried: Vec<i64> = carried.iter().map(|item| item.id).collect();
        assert_eq!(carried.len(), 1);
        place
            .may_not(&who.secretary, accept(id, 1, third), "refusal-not-heard")
            .await;
        close(&place, &who, third, carried).await;
        place.does(&who.secretary, accept(id, 1, third)).await;
        let closed = resolution(place.db.read(), id).await.unwrap().unwrap();
        assert_eq!(closed.state, "closed");
        holds(&place).await;
    }
}
