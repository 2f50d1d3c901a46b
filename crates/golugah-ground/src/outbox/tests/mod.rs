//! Whoever wants to be told is told once a day, by day, of how much waits and of nothing else; and no message goes out twice by itself.

use axum::http::StatusCode;
use golugah_county::FEATURES;
use golugah_county::outbox::{Channel, Message, Outcome, claim, gather, may_send, note, settle};
use golugah_county::people::actions::EndPerson;
use golugah_county::support::web::{Settings, Site};
use golugah_desk::store::Store;
use golugah_desk::{Actor, copy_sqlite};
use golugah_persian::WorkingCalendar;
use golugah_report::Catalogue;

use crate::agenda::holds;
use crate::databases::Place;
use crate::portal::found;
use crate::site::County;

const NUMBER: &str = "09123456789";

/// How long it takes until nothing more is expected of a message that was claimed.
const UNHEARD: i64 = 121;

const AGAIN: &str = "/again\"";

async fn gathered(place: &Place) {
    let settings = Settings {
        county_fa: "نمونه".to_owned(),
        county_en: "Sample".to_owned(),
        calendar: WorkingCalendar::iran(),
        behind_https: false,
    };
    let store = Store::new(place.folder.path());
    let site = Site::new(place.db.clone(), store, Catalogue::default(), settings);
    let channels = [Channel::Folder, Channel::Command];
    gather(&site, FEATURES, &channels, "https://county.example")
        .await
        .unwrap();
}

async fn next(place: &Place) -> Option<Message> {
    claim(&place.db, Channel::Command).await.unwrap()
}

async fn done(place: &Place, message: &Message, outcome: Outcome) {
    note(&place.db, message, outcome).await.unwrap();
}

/// How many messages by a program are in a state.
async fn in_state(place: &Place, state: &str) -> i64 {
    let sql = "SELECT COUNT(*) FROM outbox WHERE channel = 'command' AND state = $1";
    place.db.read().number(sql, vec![state.into()]).await.unwrap()
}

async fn numbers(place: &Place) -> i64 {
    let sql = "SELECT COUNT(*) FROM outbox_addresses";
    place.db.read().number(sql, Vec::new()).await.unwrap()
}

async fn sent(county: &mut County, path: &str, cookie: &str, fields: &[(&str, &str)]) -> StatusCode {
    let (status, ..) = county.ask("POST", path, cookie, fields).await;
    status
}

/// The inspector, who wants to be told, and for whom something waits.
async fn waited_for(county: &mut County) -> String {
    let cookie = county.sign_in("bazres").await;
    let status = sent(county, "/outbox/own", &cookie, &[("number", "۰۹۱۲ ۳۴۵ ۶۷۸۹")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    found(&county.place, "buyer", "جای پنهان").await;
    cookie
}

#[tokio::test]
async fn whoever_wants_to_is_told_once_a_day_how_much_waits() {
    for mut county in County::all().await {
        let cookie = waited_for(&mut county).await;
        // Somebody for whom nothing waits is told nothing.
        let health = county.sign_in("behdasht").await;
        sent(&mut county, "/outbox/own", &health, &[("number", "09120000000")]).await;
        gathered(&county.place).await;
        gathered(&county.place).await;
        let message = next(&county.place).await.unwrap();
        assert_eq!(message.number, NUMBER);
        let body = &message.body;
        assert!(body.contains("۱ کار") && body.contains("گلوگاه‌ها: ۱"), "{body}");
        assert!(body.contains("https://county.example"), "{body}");
        assert!(!body.contains("پنهان") && !body.contains("bazres"), "{body}");
        assert_eq!(next(&county.place).await, None, "one a day");
        let file = claim(&county.place.db, Channel::Folder).await.unwrap();
        assert_eq!(file.unwrap().number, NUMBER, "and one a channel");
        done(&county.place, &message, Outcome::Sent).await;
        found(&county.place, "buyer", "جای دیگر").await;
        gathered(&county.place).await;
        assert_eq!(
            next(&county.place).await,
            None,
            "what came later is told tomorrow"
        );
        let admin = county.sign_in("rahbar").await;
        let page = county.page("/outbox", &admin).await;
        assert!(page.contains("فرستاده شد") && page.contains("bazres"), "{page}");
        assert!(!page.contains(NUMBER) && !page.contains("۰۹۱۲"), "{page}");
        let page = county.page("/en/outbox", &admin).await;
        assert!(
            page.contains("By the sending program") && !page.contains("outbox-"),
            "{page}"
        );
        // The number is theirs to see, and in no entry of the log.
        let page = county.page("/outbox/own", &cookie).await;
        assert!(page.contains("۰۹۱۲۳۴۵۶۷۸۹"), "{page}");
        let log = county.place.db.entries(0, 10_000).await.unwrap();
        assert!(log.iter().all(|entry| !entry.contains(NUMBER)));
        county.place.wait(1);
        gathered(&county.place).await;
        assert!(next(&county.place).await.is_some(), "another day");
        holds(&county.place).await;
    }
}

#[tokio::test]
async fn whoever_stops_is_told_nothing_and_their_number_is_gone() {
    for mut county in County::all().await {
        let cookie = waited_for(&mut county).await;
        gathered(&county.place).await;
        let status = sent(&mut county, "/outbox/own/stop", &cookie, &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(numbers(&county.place).await, 0);
        assert_eq!(next(&county.place).await, None);
        gathered(&county.place).await;
        assert_eq!(next(&county.place).await, None);
        let page = county.page("/en/outbox/own", &cookie).await;
        assert!(page.contains("You have given no number"), "{page}");
        let sql = "SELECT COUNT(*) FROM text_remains WHERE commitment = 'outbox/2'";
        let remains = county.place.db.read().number(sql, Vec::new()).await.unwrap();
        assert_eq!(remains, 1, "what is left of it on the disk is taken away");
        // Who may sign in no more is told nothing either.
        sent(&mut county, "/outbox/own", &cookie, &[("number", NUMBER)]).await;
        assert_eq!(numbers(&county.place).await, 1);
        let end = EndPerson {
            person: 2,
            version: 1,
        };
        county.place.db.perform(Actor::program(), end).await.unwrap();
        settle(&county.place.db).await.unwrap();
        assert_eq!(numbers(&county.place).await, 0);
    }
}

#[tokio::test]
async fn a_backup_has_no_number_in_it() {
    for mut county in County::all().await {
        if county.place.engine != "SQLite" {
            continue;
        }
        waited_for(&mut county).await;
        gathered(&county.place).await;
        let folder = county.place.folder.path();
        let (file, copy) = (folder.join("county.sqlite"), folder.join("copy"));
        copy_sqlite(&file, &copy).await.unwrap();
        let bytes = std::fs::read(&copy).unwrap();
        let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(has("https://county.example"), "what was to be sent is there");
        assert!(!has(NUMBER), "and to which number is not");
    }
}

#[tokio::test]
async fn what_is_no_number_is_not_kept_and_never_handed_on() {
    for mut county in County::all().await {
        let cookie = county.sign_in("bazres").await;
        for hostile in [
            "",
            "-o/etc/passwd",
            "; rm",
            "09123456789\n-x",
            "09123456789;id",
            "<b>09123456789</b>",
        ] {
            let (status, _, body) = county
                .ask("POST", "/outbox/own", &cookie, &[("number", hostile)])
                .await;
            assert_ne!(status, StatusCode::SEE_OTHER, "{hostile}");
            assert!(body.contains("این شمارهٔ تلفن همراه نیست"), "{hostile}: {body}");
            assert!(!body.contains("<b>0"), "{body}");
        }
        assert_eq!(numbers(&county.place).await, 0);
        // Nor one that somebody wrote into the database.
        waited_for(&mut county).await;
        gathered(&county.place).await;
        let sql = "UPDATE outbox_addresses SET number = $1";
        county
            .place
            .db
            .keep(sql, vec!["-o/etc/passwd".into()])
            .await
            .unwrap();
        assert_eq!(next(&county.place).await, None);
        assert_eq!(in_state(&county.place, "gave_up").await, 1);
    }
}

#[tokio::test]
async fn nobody_is_told_at_night_or_on_a_day_of_rest() {
    for county in County::all().await {
        let calendar = WorkingCalendar::iran();
        let may = async || may_send(&county.place.db, &calendar).await.unwrap();
        assert!(may().await, "Tuesday, eight in the morning");
        county.place.wait_seconds(13 * 3600 - 1);
        assert!(may().await);
        county.place.wait_seconds(1);
        assert!(!may().await, "nine in the evening");
        county.place.wait_seconds(10 * 3600 - 1);
        assert!(!may().await);
        county.place.wait_seconds(1);
        assert!(may().await, "Wednesday, seven in the morning");
        county.place.wait(1);
        assert!(!may().await, "offices rest on Thursday");
    }
}

#[tokio::test]
async fn of_two_workers_one_sends() {
    for mut county in County::all().await {
        waited_for(&mut county).await;
        gathered(&county.place).await;
        let (one, other) = tokio::join!(next(&county.place), next(&county.place));
        assert!(one.is_some() != other.is_some(), "{one:?} {other:?}");
        assert_eq!(in_state(&county.place, "sending").await, 1);
    }
}

#[tokio::test]
async fn what_a_crash_left_has_perhaps_been_sent_and_is_not_sent_again_by_itself() {
    for mut county in County::all().await {
        waited_for(&mut county).await;
        gathered(&county.place).await;
        let lost = next(&county.place).await.unwrap();
        settle(&county.place.db).await.unwrap();
        assert_eq!(in_state(&county.place, "sending").await, 1, "it may be under way");
        county.place.wait_seconds(UNHEARD);
        settle(&county.place.db).await.unwrap();
        assert_eq!(in_state(&county.place, "perhaps").await, 1);
        gathered(&county.place).await;
        assert_eq!(next(&county.place).await, None);
        let admin = county.sign_in("rahbar").await;
        let page = county.page("/outbox", &admin).await;
        assert!(
            page.contains("شاید فرستاده شده باشد") && page.contains(AGAIN),
            "{page}"
        );
        let id = lost.id;
        let path = format!("/outbox/{id}/again");
        let status = sent(&mut county, &path, &admin, &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let second = next(&county.place).await.unwrap();
        assert_eq!(second.id, id);
        // Whoever was thought dead and was only slow changes nothing of what another does.
        done(&county.place, &lost, Outcome::Ended(Some(1))).await;
        assert_eq!(in_state(&county.place, "sending").await, 1);
        done(&county.place, &second, Outcome::Sent).await;
        let status = sent(&mut county, &path, &admin, &[]).await;
        assert_ne!(status, StatusCode::SEE_OTHER, "it was sent");
        // One that was stopped or killed half way has perhaps been sent, too.
        county.place.wait(1);
        gathered(&county.place).await;
        let message = next(&county.place).await.unwrap();
        done(&county.place, &message, Outcome::Stopped).await;
        assert_eq!(in_state(&county.place, "perhaps").await, 1);
        assert_eq!(next(&county.place).await, None);
    }
}

#[tokio::test]
async fn what_fails_is_tried_at_growing_pauses_and_given_up() {
    for mut county in County::all().await {
        waited_for(&mut county).await;
        gathered(&county.place).await;
        for pause in [300, 900, 2_700, 8_100] {
            let message = next(&county.place).await.unwrap();
            done(&county.place, &message, Outcome::Ended(Some(3))).await;
            assert_eq!(in_state(&county.place, "failed").await, 1);
            county.place.wait_seconds(pause - 1);
            assert_eq!(next(&county.place).await, None, "{pause}");
            county.place.wait_seconds(1);
        }
        let message = next(&county.place).await.unwrap();
        done(&county.place, &message, Outcome::Ended(Some(3))).await;
        assert_eq!(in_state(&county.place, "gave_up").await, 1);
        let admin = county.sign_in("rahbar").await;
        let page = county.page("/outbox", &admin).await;
        assert!(page.contains("با کد ۳ پایان یافت"), "{page}");
        assert!(page.contains("شمار تلاش‌ها: ۵") && page.contains(AGAIN), "{page}");
        // On the next day the next message says what waits.
        county.place.wait(1);
        let admin = county.sign_in("rahbar").await;
        assert!(!county.page("/outbox", &admin).await.contains(AGAIN));
        let path = format!("/outbox/{}/again", message.id);
        assert_ne!(sent(&mut county, &path, &admin, &[]).await, StatusCode::SEE_OTHER);
        gathered(&county.place).await;
        county.place.wait(1);
        settle(&county.place.db).await.unwrap();
        assert_eq!(in_state(&county.place, "gave_up").await, 2, "its day is over");
        county.place.wait(90);
        settle(&county.place.db).await.unwrap();
        assert_eq!(
            in_state(&county.place, "gave_up").await,
            0,
            "and in time forgotten"
        );
    }
}
