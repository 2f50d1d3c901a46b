//! What is written down at a session before it is closed.

use axum::http::StatusCode;
use golugah_county::resolutions::actions::{ChangeDraft, Demand};
use golugah_county::resolutions::{WithdrawDraft, resolution, taken_at, withdrawn_of};
use golugah_county::sessions::actions::{CancelSession, DecideItem, WithdrawDecision};
use golugah_county::sessions::agenda;
use golugah_desk::Refusal;

use crate::agenda::{call, close, holds, item, take};
use crate::databases::{people, places};
use crate::site::County;

#[tokio::test]
async fn a_draft_is_changed_and_taken_back_until_its_session_is_closed() {
    for place in places().await {
        let who = people(&place.db).await;
        let first = call(&place, &who).await;
        let entered = place.does(&who.secretary, item(first, "پل")).await;
        let decide = DecideItem {
            session: first,
            item: entered,
            demand: take(first, who.roads, 5).demand,
        };
        let withdrawn = place.does(&who.secretary, decide).await;
        let kept = place.does(&who.secretary, take(first, who.roads, 5)).await;
        let change = |version, days| ChangeDraft {
            session: first,
            resolution: kept,
            version,
            demand: Demand {
                text: "پل تا پایان ماه باز شود".to_owned(),
                ..take(first, who.roads + 1, days).demand
            },
        };
        place
            .may_not(&who.secretary, change(1, 0), "refusal-working-days")
            .await;
        place.does(&who.secretary, change(1, 10)).await;
        let late = place.db.perform(who.secretary.clone(), change(1, 20)).await;
        assert!(matches!(late, Err(Refusal::Changed)), "{late:?}");
        let back = |session, reason: &str| WithdrawDecision {
            draft: WithdrawDraft {
                session,
                resolution: withdrawn,
                version: 1,
                reason: reason.to_owned(),
            },
        };
        place
            .may_not(&who.secretary, back(first, " "), "refusal-reason-missing")
            .await;
        place
            .may_not(&who.secretary, back(99, "دیگر لازم نیست"), "refusal-no-draft")
            .await;
        place.does(&who.secretary, back(first, "دیگر لازم نیست")).await;
        // Nothing else was decided about its item: that is open again.
        assert_eq!(agenda(place.db.read(), first).await.unwrap()[0].state, "open");
        place
            .may_not(&who.secretary, back(first, "دوباره"), "refusal-no-draft")
            .await;
        // A session at which something is written down is neither moved nor called off.
        let cancel = CancelSession {
            session: first,
            version: 1,
            reason: "باران".to_owned(),
        };
        place
            .may_not(&who.secretary, cancel, "refusal-session-has-resolutions")
            .await;
        close(&place, &who, first, Vec::new()).await;
        let taken = taken_at(place.db.read(), first).await.unwrap();
        let told: Vec<_> = taken
            .iter()
            .map(|one| (one.number, one.text.as_str(), one.due.as_str()))
            .collect();
        assert_eq!(told, [(1, "پل تا پایان ماه باز شود", "2026-12-08")]);
        assert_eq!(
            resolution(place.db.read(), kept)
                .await
                .unwrap()
                .unwrap()
                .agency_id,
            who.roads + 1
        );
        place
            .may_not(&who.secretary, change(3, 5), "refusal-no-draft")
            .await;
        let gone = withdrawn_of(place.db.read(), first).await.unwrap();
        assert_eq!(gone[0].because, "دیگر لازم نیست");
        holds(&place).await;
    }
}

#[tokio::test]
async fn the_address_of_a_draft_says_what_it_is_and_what_became_of_it() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let head = county.sign_in("rah").await;
        let today = county.place.today();
        let called = [("day", today.as_str()), ("hour", "10"), ("place", "سالن")];
        county.deed("/sessions", &secretary, &called).await;
        let decided = [
            ("text", "آگهی <پانزده> روز بماند"),
            ("agency", "1"),
            ("working_days", "5"),
            ("proof", "فهرست آگهی‌ها"),
        ];
        county.deed("/sessions/1/resolutions", &secretary, &decided).await;
        let page = county.page("/resolutions/1", &head).await;
        for said in [
            "کسی را متعهد نمی‌کند",
            "href=\"/sessions/1\"",
            "آگهی &#60;پانزده&#62; روز",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("پس گرفته شد"), "{page}");
        let english = county.page("/en/resolutions/1", &head).await;
        assert!(english.contains("binds nobody before its session is closed"));
        let (status, ..) = county.ask("GET", "/resolutions/1", "", &[]).await;
        assert_ne!(status, StatusCode::OK, "the staff's alone");

        let back = [("version", "1"), ("reason", "دیگر <لازم> نیست")];
        let withdraw = "/sessions/1/resolutions/1/withdraw";
        county.deed(withdraw, &secretary, &back).await;
        let page = county.page("/resolutions/1", &head).await;
        for said in [
            "پس گرفته شد و کسی را متعهد نکرد",
            "<bdi>dabir</bdi>",
            "دیگر &#60;لازم&#62; نیست",
            "href=\"/sessions/1\"",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let english = county.page("/en/resolutions/1", &head).await;
        assert!(english.contains("was taken back on") && english.contains("<bdi>dabir</bdi>"));
        let (status, ..) = county.ask("GET", "/resolutions/987", &head, &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
