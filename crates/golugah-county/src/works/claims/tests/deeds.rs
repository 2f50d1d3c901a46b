//! What is refused by its sentence, and what a mistake leaves.

use golugah_county::claims::actions::{
    AskClaim, AskMore, CorrectMove, Ended, NoteNotice, NotePromise, NoteReceipt, NoteRefusal, NoteSpending,
    Noted, WithdrawClaim,
};
use golugah_county::claims::{self, Step};
use golugah_desk::{Actor, Fault, Refusal};
use sea_orm::{ConnectionTrait, Database};

use super::{ask, course, noted};
use crate::agenda::holds;
use crate::databases::{people, places};

#[tokio::test]
async fn what_no_letter_says_is_refused_by_its_sentence() {
    for place in places().await {
        let who = people(&place.db).await;
        let good = || ask(&place, who.roads);
        let head = &who.head_of_roads;
        for (deed, key) in [
            (AskClaim { agency: 99, ..good() }, "refusal-claim-agency"),
            (
                AskClaim {
                    amount_rial: 0,
                    ..good()
                },
                "refusal-credit-moves-amount",
            ),
            (
                AskClaim {
                    amount_rial: -5,
                    ..good()
                },
                "refusal-credit-moves-amount",
            ),
            (
                AskClaim {
                    amount_rial: i64::MAX,
                    ..good()
                },
                "refusal-credit-moves-amount",
            ),
            (
                AskClaim {
                    day: "فردا".to_owned(),
                    ..good()
                },
                "refusal-no-day",
            ),
            (
                AskClaim {
                    day: "2026-11-25".to_owned(),
                    ..good()
                },
                "refusal-day-ahead",
            ),
            (
                AskClaim {
                    letter: "  ".to_owned(),
                    ..good()
                },
                "refusal-credit-moves-letter",
            ),
            (
                AskClaim {
                    directorate: " ".to_owned(),
                    ..good()
                },
                "refusal-claims-directorate",
            ),
            (
                AskClaim {
                    title: " ".to_owned(),
                    ..good()
                },
                "refusal-claims-title",
            ),
            (AskClaim { year: 405, ..good() }, "refusal-claims-year"),
        ] {
            place.may_not(head, deed, key).await;
        }
        for other in [&who.head_of_health, &who.inspector, &Actor::program()] {
            place.may_not(other, good(), "refusal-not-the-claimant").await;
        }
        let nothing = "SELECT (SELECT COUNT(*) FROM claims) + (SELECT COUNT(*) FROM credit_moves)";
        assert_eq!(place.db.read().number(nothing, Vec::new()).await.unwrap(), 0);
        holds(&place).await;
    }
}

#[tokio::test]
async fn a_step_is_noted_once_by_its_own_agency_over_the_claim_as_it_is() {
    for place in places().await {
        let who = people(&place.db).await;
        let claim = place.does(&who.head_of_roads, ask(&place, who.roads)).await;
        let promise = noted(&place, claim, 80, "۲۲۰/ص/۵").await;
        place
            .may_not(
                &who.head_of_health,
                NotePromise(promise.clone()),
                "refusal-not-the-claimant",
            )
            .await;
        place.does(&who.head_of_roads, NotePromise(promise.clone())).await;
        let stale = place.db.perform(who.secretary.clone(), NoteNotice(promise)).await;
        assert!(matches!(stale, Err(Refusal::Changed)), "{stale:?}");
        // The same letter, typed by somebody else with other digits and the other yeh.
        let again = noted(&place, claim, 80, " 220/ص/5 ").await;
        place
            .may_not(&who.secretary, NotePromise(again.clone()), "refusal-move-known")
            .await;
        // A letter may say two things.
        place.does(&who.secretary, NoteNotice(again)).await;
        let nobodys = Noted {
            claim: 99,
            ..noted(&place, claim, 1, "۱").await
        };
        let missing = place
            .db
            .perform(who.secretary.clone(), NoteReceipt(nobodys))
            .await;
        assert!(matches!(missing, Err(Refusal::Missing)), "{missing:?}");
        assert_eq!(course(&place, claim).await.stage(), Some(Step::Notified));
        holds(&place).await;
    }
}

#[tokio::test]
async fn a_mistake_is_taken_back_by_another_move_and_both_stay() {
    for place in places().await {
        let who = people(&place.db).await;
        let claim = place.does(&who.secretary, ask(&place, who.roads)).await;
        let other = place.does(&who.secretary, ask(&place, who.roads)).await;
        place
            .does(&who.secretary, NoteNotice(noted(&place, claim, 1_000, "۹").await))
            .await;
        let mistaken = claims::moves(place.db.read(), claim).await.unwrap()[1].id;
        let back = |claim, version, reason: &str| CorrectMove {
            claim,
            version,
            of_move: mistaken,
            reason: reason.to_owned(),
        };
        place
            .may_not(
                &who.head_of_health,
                back(claim, 2, "ده برابر"),
                "refusal-not-the-claimant",
            )
            .await;
        place
            .may_not(&who.secretary, back(claim, 2, "  "), "refusal-move-reason")
            .await;
        let not_its_own = place
            .db
            .perform(who.secretary.clone(), back(other, 1, "ده برابر"))
            .await;
        assert!(matches!(not_its_own, Err(Refusal::Missing)), "{not_its_own:?}");
        place.does(&who.head_of_roads, back(claim, 2, "ده برابر")).await;
        place
            .may_not(
                &who.secretary,
                back(claim, 3, "باز"),
                "refusal-credit-moves-back-once",
            )
            .await;
        // What takes back is taken back by nothing; the same letter is entered again as it should be.
        let of_move = claims::moves(place.db.read(), claim).await.unwrap()[2].id;
        let back_again = CorrectMove {
            of_move,
            ..back(claim, 3, "باز")
        };
        place
            .may_not(&who.secretary, back_again, "refusal-credit-moves-back-once")
            .await;
        assert_eq!(course(&place, claim).await.stage(), Some(Step::Asked));
        place
            .does(&who.secretary, NoteNotice(noted(&place, claim, 100, "۹").await))
            .await;
        let moves = claims::moves(place.db.read(), claim).await.unwrap();
        let sums: Vec<_> = moves.iter().map(|one| (one.amount_rial, one.stands())).collect();
        assert_eq!(sums, [(100, true), (1_000, false), (-1_000, false), (100, true)]);
        assert_eq!(course(&place, claim).await.absorbed(), Some(0));
        holds(&place).await;
        // What is changed behind the program's back is found.
        let connection = Database::connect(&place.url).await.unwrap();
        let lies = format!("UPDATE credit_moves SET amount_rial = 10 WHERE id = {mistaken}");
        connection.execute_unprepared(&lies).await.unwrap();
        let faults: Vec<Fault> = place.db.verify(&[]).await.unwrap().faults;
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(
            said.len() == 1 && said[0].starts_with(&format!("credit_moves {mistaken} ")),
            "{said:?}"
        );
    }
}

#[tokio::test]
async fn a_claim_ends_by_a_refusal_or_is_withdrawn_and_a_later_letter_begins_it_anew() {
    for place in places().await {
        let who = people(&place.db).await;
        let claim = place.does(&who.secretary, ask(&place, who.roads)).await;
        let end = |version, letter: &str, ground: &str| Ended {
            claim,
            version,
            day: place.today(),
            letter: letter.to_owned(),
            ground: ground.to_owned(),
        };
        let refusal = |letter, ground| NoteRefusal(end(1, letter, ground));
        let head = &who.head_of_roads;
        place
            .may_not(head, refusal(" ", "نبود اعتبار"), "refusal-credit-moves-letter")
            .await;
        place
            .may_not(head, refusal("۹۹", " "), "refusal-claim-endings-ground")
            .await;
        place
            .may_not(
                &who.head_of_health,
                refusal("۹۹", "نبود"),
                "refusal-not-the-claimant",
            )
            .await;
        let ahead = Ended {
            day: "2027-01-01".to_owned(),
            ..end(1, "۹۹", "نبود")
        };
        place.may_not(head, NoteRefusal(ahead), "refusal-day-ahead").await;
        place.does(head, refusal("۹۹", "نبود اعتبار")).await;
        place
            .may_not(head, WithdrawClaim(end(2, "", "بی‌نیاز")), "refusal-claim-ended")
            .await;
        place.wait(1);
        place
            .does(head, AskMore(noted(&place, claim, 10, "۱۰۰").await))
            .await;
        place.does(head, WithdrawClaim(end(3, "", "بی‌نیاز"))).await;
        let kinds: Vec<_> = claims::endings(place.db.read(), claim).await.unwrap();
        let kinds: Vec<_> = kinds.iter().map(|one| (one.kind.word(), &*one.ground)).collect();
        assert_eq!(kinds, [("refused", "نبود اعتبار"), ("withdrawn", "بی‌نیاز")]);
        holds(&place).await;
    }
}

#[tokio::test]
async fn no_more_is_spent_than_arrived_whatever_is_taken_back() {
    for place in places().await {
        let who = people(&place.db).await;
        let claim = place.does(&who.secretary, ask(&place, who.roads)).await;
        let spend = async |rials, letter| NoteSpending(noted(&place, claim, rials, letter).await);
        place
            .may_not(
                &who.secretary,
                spend(1, "۱").await,
                "refusal-spent-beyond-received",
            )
            .await;
        let receipt = NoteReceipt(noted(&place, claim, 50, "۲").await);
        place.does(&who.secretary, receipt).await;
        place.does(&who.secretary, spend(40, "۳").await).await;
        place
            .may_not(
                &who.secretary,
                spend(11, "۴").await,
                "refusal-spent-beyond-received",
            )
            .await;
        let back = async |of: usize| CorrectMove {
            claim,
            version: noted(&place, claim, 1, "").await.version,
            of_move: claims::moves(place.db.read(), claim).await.unwrap()[of].id,
            reason: "اشتباه".to_owned(),
        };
        place
            .may_not(&who.secretary, back(1).await, "refusal-receipt-is-spent")
            .await;
        place.does(&who.secretary, back(2).await).await;
        place.does(&who.secretary, back(1).await).await;
        let course = course(&place, claim).await;
        assert_eq!((course.sum(Step::Received), course.sum(Step::Spent)), (0, 0));
        holds(&place).await;
    }
}
