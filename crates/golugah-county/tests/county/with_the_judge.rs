//! What has been answered and lies with the secretariat: nobody is asked for it again, and a day's limit holds whatever day is typed.

use golugah_county::resolutions::actions::{JudgeEvidence, ProofFile, ReceiveReply};
use golugah_county::resolutions::replies::{ReplyHow, ReplyKind};
use golugah_desk::Actor;
use golugah_persian::{WorkingCalendar, plus_days};

use crate::agenda::{call, close, take};
use crate::databases::{people, places};
use crate::site::County;

/// Ten files of this size are a day's.
const LARGEST: i64 = 20 << 20;

#[tokio::test]
async fn a_days_limit_of_proofs_holds_whatever_day_they_are_said_to_have_come() {
    for place in places().await {
        let who = people(&place.db).await;
        let session = call(&place, &who).await;
        let id = place.does(&who.secretary, take(session, who.roads, 90)).await;
        close(&place, &who, session, Vec::new()).await;
        place.wait(20);
        let today = place.today();
        let receive = |days_ago: i64, bytes: i64| ReceiveReply {
            resolution: id,
            kind: Some(ReplyKind::Done),
            how: Some(ReplyHow::Letter),
            letter: "۱۲۰/۷".to_owned(),
            received_on: plus_days(&today, -days_ago),
            said_by: String::new(),
            text: "نصب شد".to_owned(),
            until: None,
            file: Some(ProofFile {
                sha256: "ab".repeat(32),
                name: "a.jpg".to_owned(),
                bytes,
                kind: "image/jpeg",
            }),
        };
        // Nobody judges what they entered themselves.
        let judge = Actor {
            person: who.inspector.person,
            ..who.secretary.clone()
        };
        let refuse = || JudgeEvidence {
            resolution: id,
            seen: None,
            refused_because: Some("تار است".to_owned()),
            calendar: WorkingCalendar::iran(),
        };
        for days_ago in 1..=10 {
            place.does(&who.secretary, receive(days_ago, LARGEST)).await;
            place.does(&judge, refuse()).await;
        }
        for days_ago in [0, 5, 15] {
            place
                .may_not(&who.secretary, receive(days_ago, 1), "refusal-proofs-of-a-day")
                .await;
        }
        place.wait(1);
        place.does(&who.secretary, receive(10, 1)).await;
        assert_eq!(place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn a_letter_asks_only_for_what_was_not_answered() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let head = county.sign_in("rah").await;
        let today = county.place.today();
        let called = [("day", today.as_str()), ("hour", "10"), ("place", "سالن")];
        county.deed("/sessions", &secretary, &called).await;
        for (text, agency) in [
            ("پل باز شود", "1"),
            ("جاده خط‌کشی شود", "1"),
            ("درمانگاه باز شود", "2"),
        ] {
            let decided = [
                ("text", text),
                ("agency", agency),
                ("working_days", "5"),
                ("proof", "عکس"),
            ];
            county.deed("/sessions/1/resolutions", &secretary, &decided).await;
        }
        county.closes(1, &secretary).await;
        let report = [("text", "باز شد")];
        county.deed("/resolutions/1/report", &head, &report).await;

        let of_roads = "/followup/letters?agency=1";
        let letters = county.page(of_roads, &secretary).await;
        let (letter, slip) = letters.split_once("class=\"slip\"").unwrap();
        let (asked, answered) = letter.split_once("در دست بررسی است").unwrap();
        assert!(
            answered.contains("پل باز شود") && !asked.contains("پل باز شود"),
            "{letter}"
        );
        assert!(asked.contains("جاده خط‌کشی شود"), "{letter}");
        assert!(slip.contains("<td><bdi>۱/۲</bdi></td>"), "{slip}");
        assert!(!slip.contains("<td><bdi>۱/۱</bdi></td>"), "{slip}");
        let english = county.page("/en/followup/letters?agency=1", &secretary).await;
        assert!(english.contains("is being looked at"), "{english}");

        // Whoever has answered everything gets no letter; the others get theirs.
        county.deed("/resolutions/2/report", &head, &report).await;
        let letters = county.page(of_roads, &secretary).await;
        assert!(letters.contains("نامه‌ای برای ارسال نیست"), "{letters}");
        assert!(!letters.contains("class=\"slip\""), "{letters}");
        let letters = county.page("/followup/letters", &secretary).await;
        assert!(
            letters.contains("درمانگاه باز شود") && !letters.contains("id=\"letter-1\""),
            "{letters}"
        );
    }
}
