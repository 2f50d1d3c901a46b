//! What is found, by whom, and what is found by nobody any more.

use axum::http::StatusCode;
use golugah_county::agencies::actions::FoundAgency;
use golugah_county::bottlenecks::actions::ReviewBottleneck;
use golugah_county::places::PlaceKind;
use golugah_county::places::actions::{AddPlace, RenamePlace};
use golugah_county::sessions::actions::PublishSession;
use golugah_county::{FEATURES, find, texts};
use golugah_desk::{Actor, Db, Desk, Making, Refusal};
use serde::Deserialize;

use crate::agenda::holds;
use crate::databases::{encoded, people, places};
use crate::portal::{does, found, hold, secretary};
use crate::site::County;
use crate::texts::{WORDS, forget, written};

/// The address of a search for this.
fn search(path: &str, typed: &str) -> String {
    format!("{path}?{}", encoded(&[("q", typed)]))
}

fn agency(name_fa: &str) -> FoundAgency {
    FoundAgency {
        name_fa: name_fa.to_owned(),
        name_en: String::new(),
        seat: false,
    }
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
struct Word {
    kind: String,
    word: String,
    record: i64,
}

/// All words that are kept, in an order of their own.
async fn words(db: &Db) -> Vec<Vec<Word>> {
    let mut all = Vec::new();
    for sql in [
        "SELECT kind, word, record FROM find_words ORDER BY kind, record, word",
        "SELECT kind, word, record FROM find_private ORDER BY kind, record, word",
        "SELECT kind, word, record FROM find_open ORDER BY kind, record, word",
    ] {
        all.push(db.read().all(sql, Vec::new()).await.unwrap());
    }
    all
}

#[tokio::test]
async fn a_record_is_found_however_it_is_spelled_and_in_both_languages() {
    for mut county in County::all().await {
        hold(
            &county.place,
            "گفتگو",
            "بازگشایی پل روستا‌های شهرداري نامهٔ ۱۲۳۴/۵",
            None,
        )
        .await;
        let cookie = county.sign_in("behdasht").await;
        let resolution = "href=\"/resolutions/1\"";
        for typed in [
            "پل",
            "شهرداری",
            "روستاهای پل",
            "روستا ها",
            "روستاهای",
            "١٢٣٤/۵",
            "1234",
            "بازگشا",
        ] {
            let body = county.page(&search("/search", typed), &cookie).await;
            assert!(body.contains(resolution), "{typed}: {body}");
            let body = county.page(&search("/en/search", typed), &cookie).await;
            assert!(body.contains("href=\"/en/resolutions/1\""), "{typed}: {body}");
            assert!(
                body.contains("Resolutions") && !body.contains("search-kind"),
                "{body}"
            );
        }
        for typed in ["جاده", "پل جاده", "234", "ل"] {
            let body = county.page(&search("/search", typed), &cookie).await;
            assert!(!body.contains(resolution), "{typed}");
            assert!(
                body.contains("چه چیزی را می‌توان جستجو کرد"),
                "an empty answer leads on"
            );
        }
        // By its number a session is found, and a number of few digits is asked for whole.
        let body = county.page(&search("/search", "۱"), &cookie).await;
        assert!(
            body.contains("href=\"/sessions/1\"") && body.contains("جلسهٔ شمارهٔ ۱"),
            "{body}"
        );
        // Every page of whoever is signed in has the box, and so has the portal.
        let body = county.page("/today", &cookie).await;
        assert!(body.contains("action=\"/search\"") && !body.contains("action=\"/portal/search\""));
        let body = county.page("/portal", "").await;
        assert!(body.contains("action=\"/portal/search\"") && !body.contains("action=\"/search\""));
        holds(&county.place).await;
    }
}

#[tokio::test]
async fn nobody_finds_what_they_may_not_open() {
    for mut county in County::all().await {
        // Who is admitted, the administrator alone may see; the kinds of others are not even named.
        for (name, finds) in [
            ("rahbar", true),
            ("dabir", false),
            ("farmandar", false),
            ("rah", false),
        ] {
            let cookie = county.sign_in(name).await;
            let body = county.page(&search("/search", "karshenas"), &cookie).await;
            assert_eq!(body.contains("href=\"/people/"), finds, "{name}: {body}");
            let kind = format!("{}&kind=person", search("/search", "karshenas"));
            let body = county.page(&kind, &cookie).await;
            assert_eq!(body.contains("href=\"/people/"), finds, "{name}: {body}");
            let body = county.page("/search", &cookie).await;
            assert_eq!(body.contains("نام یا نام کاربری"), finds, "{name}");
        }
        let (status, head, _) = county.ask("GET", &search("/search", "karshenas"), "", &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(head["location"], "/sign-in");
    }
}

#[tokio::test]
async fn whom_an_unreviewed_finding_names_is_found_by_nobody() {
    for mut county in County::all().await {
        let id = found(&county.place, "officer", "کارمند نهان").await;
        let link = format!("href=\"/bottlenecks/{id}\"");
        let visitors = ["dabir", "farmandar", "rah", "bazres", "rahbar"];
        for (reviewed, finds) in [(false, false), (true, true)] {
            if reviewed {
                let stands = ReviewBottleneck {
                    bottleneck: id,
                    version: 1,
                    dismissed_because: None,
                };
                let inspector = Actor {
                    person: Some(2),
                    role: "inspector".to_owned(),
                };
                does(&county.place, &inspector, stands).await;
            }
            for name in visitors {
                let cookie = county.sign_in(name).await;
                let body = county.page(&search("/search", "نهان"), &cookie).await;
                assert_eq!(body.contains(&link), finds, "{name}: {body}");
            }
            // Made anew, the words are the same.
            county
                .place
                .db
                .keep("DELETE FROM find_made", Vec::new())
                .await
                .unwrap();
            find::fill_in(&county.place.db, FEATURES).await.unwrap();
            let kept = "SELECT COUNT(*) FROM find_words WHERE kind = 'bottleneck'";
            let kept = county.place.db.read().number(kept, Vec::new()).await.unwrap();
            assert_eq!(kept > 0, finds);
        }
    }
}

#[tokio::test]
async fn anybody_finds_what_is_published_and_nothing_before() {
    for mut county in County::all().await {
        hold(&county.place, "صورتجلسهٔ سد", "بازگشایی پل", None).await;
        found(&county.place, "buyer", "جای پل").await;
        let cookie = county.sign_in("dabir").await;
        for cookie in ["", cookie.as_str()] {
            for typed in ["پل", "سد", "1", "جای", "karshenas", "R018"] {
                let body = county.page(&search("/portal/search", typed), cookie).await;
                assert!(!body.contains("href=\"/portal/sessions/1\""), "{typed}: {body}");
                assert!(!body.contains("جای پل"), "{body}");
            }
        }
        does(&county.place, &secretary(), PublishSession { session: 1 }).await;
        for typed in ["پل", "سد", "1"] {
            let body = county.page(&search("/portal/search", typed), "").await;
            assert!(body.contains("href=\"/portal/sessions/1\""), "{typed}: {body}");
            let body = county.page(&search("/en/portal/search", typed), "").await;
            assert!(body.contains("href=\"/en/portal/sessions/1\""), "{typed}: {body}");
        }
        // What the council has not made public, nobody finds there, by whatever word.
        for typed in ["جای", "karshenas", "R018", "راهداری"] {
            let body = county.page(&search("/portal/search", typed), "").await;
            assert!(!body.contains("<li class=\"row--own\""), "{typed}: {body}");
        }
    }
}

#[tokio::test]
async fn words_of_a_withdrawn_text_go_with_it() {
    for place in places().await {
        let who = people(&place.db).await;
        let (_, resolution) = written(&place, &who).await;
        let asked = golugah_persian::asked_for(WORDS);
        let finds = async || {
            let span = Default::default();
            let read = place.db.read();
            let found = find::found(read, "resolution", &asked, &span).await.unwrap();
            found.rows
        };
        assert_eq!(finds().await, [resolution], "{}", place.engine);
        for commitment in texts::named(&place.db).await.unwrap() {
            place.does(&who.secretary, forget(&commitment, "private")).await;
        }
        assert_eq!(finds().await, [] as [i64; 0], "{}", place.engine);
        let left = "SELECT COUNT(*) FROM find_private";
        assert_eq!(place.db.read().number(left, Vec::new()).await.unwrap(), 0);
        // Nor do they come again when all words are made anew.
        find::fill_in(&place.db, FEATURES).await.unwrap();
        assert_eq!(place.db.read().number(left, Vec::new()).await.unwrap(), 0);
        holds(&place).await;
    }
}

#[tokio::test]
async fn words_are_made_again_as_the_deeds_made_them() {
    for mut county in County::all().await {
        hold(&county.place, "گفتگو", "بازگشایی پل", None).await;
        does(&county.place, &secretary(), PublishSession { session: 1 }).await;
        found(&county.place, "buyer", "جای پل").await;
        let db = &county.place.db;
        let before = words(db).await;
        assert!(!before[0].is_empty() && !before[2].is_empty());
        for sql in [
            "DELETE FROM find_words",
            "DELETE FROM find_private",
            "DELETE FROM find_open",
        ] {
            db.keep(sql, Vec::new()).await.unwrap();
        }
        let size = db.entries(0, 10_000).await.unwrap().len();
        let kinds = u64::try_from(FEATURES.findables().len()).unwrap();
        assert_eq!(find::fill_in(db, FEATURES).await.unwrap(), kinds);
        assert_eq!(words(db).await, before, "{}", county.place.engine);
        assert_eq!(find::fill_in(db, FEATURES).await.unwrap(), 0);
        let after = db.entries(0, 10_000).await.unwrap().len();
        assert_eq!(after, size, "no record, no entry");
        // A deed that is refused leaves no word.
        let refused = db.perform(Actor::program(), agency("اداره راهداری")).await;
        assert!(refused.is_err());
        assert_eq!(words(db).await, before);
        let cookie = county.sign_in("dabir").await;
        let body = county.page(&search("/search", "پل"), &cookie).await;
        assert!(body.contains("href=\"/bottlenecks/1\""), "{body}");
        holds(&county.place).await;
    }
}

#[tokio::test]
async fn a_place_is_found_by_the_name_it_has_and_by_the_one_it_had() {
    for mut county in County::all().await {
        let place = &county.place;
        let add = AddPlace {
            kind: PlaceKind::District,
            within: None,
            name_fa: "گلوگاه".to_owned(),
            name_en: "Golugah".to_owned(),
            since: place.today(),
        };
        let id = place.does(&Actor::program(), add).await;
        place.wait(1);
        let rename = RenamePlace {
            place: id,
            version: 1,
            name_fa: "کوهپایه".to_owned(),
            name_en: "Foothills".to_owned(),
            since: place.today(),
        };
        place.does(&Actor::program(), rename).await;
        let cookie = county.sign_in("rahbar").await;
        for typed in ["گلوگاه", "golugah", "كوهپا", "FOOT"] {
            let body = county.page(&search("/search", typed), &cookie).await;
            assert!(
                body.contains(&format!("href=\"/places/{id}\"")),
                "{typed}: {body}"
            );
        }
    }
}

#[tokio::test]
async fn many_are_paged_and_never_counted() {
    for mut county in County::all().await {
        for number in 0..60 {
            let name = format!("واحد نمونه شماره {number}");
            county.place.does(&Actor::program(), agency(&name)).await;
        }
        let cookie = county.sign_in("dabir").await;
        let body = county.page(&search("/search", "نمونه"), &cookie).await;
        assert_eq!(body.matches("<li class=\"row--own\"").count(), 5, "{body}");
        let more = "?kind=agency&#38;q=";
        assert!(body.contains(more), "{body}");
        let list = format!("{}&kind=agency", search("/search", "نمونه"));
        let body = county.page(&list, &cookie).await;
        assert_eq!(body.matches("<li class=\"row--own\"").count(), 50, "{body}");
        assert!(!body.contains("۶۰"), "how many there are is not said");
        let next = body.split("rel=\"next\" href=\"").nth(1).unwrap();
        let next = next.split('"').next().unwrap().replace("&#38;", "&");
        let body = county.page(&format!("/search{next}"), &cookie).await;
        assert_eq!(body.matches("<li class=\"row--own\"").count(), 10, "{body}");
        assert!(body.contains("rel=\"prev\""));
    }
}

#[tokio::test]
async fn whatever_is_typed_is_only_looked_for() {
    for mut county in County::all().await {
        let cookie = county.sign_in("dabir").await;
        let long = "واژه ".repeat(400);
        for typed in [
            "%' OR 1=1 --",
            "\"><script>alert(1)</script>",
            "\u{202E}\u{0}\u{FFFF}",
            "*\u{200C}*",
            "$1 $2",
            long.as_str(),
        ] {
            for (path, cookie) in [("/search", cookie.as_str()), ("/portal/search", "")] {
                for rest in [
                    "",
                    "&kind=agency&after=x~y",
                    "&kind=%27&before=9999999999999999999",
                ] {
                    let asked = format!("{}{rest}", search(path, typed));
                    let body = county.page(&asked, cookie).await;
                    assert!(!body.contains("<script"), "{asked}");
                }
            }
        }
    }
}

/// Another feature's table, which whatever makes words may not write.
const OFFICIAL: &str = "agencies";

/// Writes an official record where none may be written: by the desk's own way, or past it.
struct Sneaks {
    past_the_desk: bool,
}

impl Making for Sneaks {
    type Made = ();

    async fn make(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        if self.past_the_desk {
            let row = vec![
                1_i64.into(),
                1_i64.into(),
                "x".into(),
                "".into(),
                0_i64.into(),
                "".into(),
            ];
            let columns = ["id", "version", "name_fa", "name_en", "seat", "salt"];
            return desk.keep_rows(OFFICIAL, &columns, vec![row]).await;
        }
        let columns = vec![
            ("name_fa", "x".into()),
            ("name_en", "".into()),
            ("seat", 0_i64.into()),
        ];
        desk.insert(OFFICIAL, columns).await.map(|_| ())
    }
}

#[tokio::test]
async fn what_is_made_again_writes_nothing_official() {
    for place in places().await {
        for past_the_desk in [true, false] {
            let made = place.db.make(Sneaks { past_the_desk }).await;
            assert!(matches!(made, Err(Refusal::Broken(_))), "{made:?}");
        }
        let agencies = "SELECT COUNT(*) FROM agencies";
        assert_eq!(place.db.read().number(agencies, Vec::new()).await.unwrap(), 0);
        holds(&place).await;
    }
}
