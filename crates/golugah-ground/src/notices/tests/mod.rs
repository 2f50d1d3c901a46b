//! What is new is told until it was seen, to whom it waits for and to nobody else.

use axum::http::StatusCode;

use crate::agenda::holds;
use crate::portal::{found, hold};
use crate::site::County;

/// The hidden fields of the page's form: what is marked when it is sent.
fn marked(page: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for part in page.split("<input type=\"hidden\" name=\"").skip(1) {
        let (name, rest) = part.split_once('"').unwrap();
        if ["piece", "many"].contains(&name) {
            let value = rest.strip_prefix(" value=\"").unwrap().split('"').next().unwrap();
            fields.push((name.to_owned(), value.to_owned()));
        }
    }
    fields
}

async fn see(county: &mut County, cookie: &str, fields: &[(String, String)]) {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let (status, head, body) = county.ask("POST", "/notices/seen", cookie, &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{body}");
    assert_eq!(head["location"], "/notices");
}

const NEW: &str = "count count--new";

#[tokio::test]
async fn what_is_new_is_told_until_it_was_seen() {
    for mut county in County::all().await {
        let cookie = county.sign_in("bazres").await;
        assert!(
            !county.page("/claims", &cookie).await.contains(NEW),
            "nothing waits"
        );
        found(&county.place, "buyer", "جای نخست").await;
        assert!(county.page("/claims", &cookie).await.contains(NEW));
        let drawn = county.page("/notices", &cookie).await;
        assert!(drawn.contains("تازه</span>"), "{drawn}");
        // Another came after the page was drawn: what was not shown was not seen.
        found(&county.place, "buyer", "جای دوم").await;
        see(&mut county, &cookie, &marked(&drawn)).await;
        let drawn = county.page("/notices", &cookie).await;
        assert!(drawn.contains(NEW) && !marked(&drawn).is_empty(), "{drawn}");
        see(&mut county, &cookie, &marked(&drawn)).await;
        let drawn = county.page("/en/notices", &cookie).await;
        assert!(!drawn.contains(NEW) && marked(&drawn).is_empty(), "{drawn}");
        assert!(
            drawn.contains("Nothing has come since you last looked"),
            "{drawn}"
        );
        assert!(drawn.contains("row--own"), "what waits stays there");
        // Nothing of it is a record.
        holds(&county.place).await;
    }
}

#[tokio::test]
async fn nobody_is_told_of_anothers_work_and_nobody_marks_it() {
    for mut county in County::all().await {
        hold(&county.place, "گفتگو", "پل باز شود", None).await;
        let roads = county.sign_in("rah").await;
        let drawn = county.page("/notices", &roads).await;
        assert!(drawn.contains("پل باز شود") && drawn.contains(NEW), "{drawn}");
        let fields = marked(&drawn);
        let health = county.sign_in("behdasht").await;
        let page = county.page("/notices", &health).await;
        assert!(!page.contains("پل باز شود") && !page.contains(NEW), "{page}");
        // What another would mark, and what nobody has, marks nothing of anybody's.
        see(&mut county, &health, &fields).await;
        let nonsense = [
            ("piece", "9223372036854775807"),
            ("many", "-1"),
            ("piece", "x"),
            ("many", "'"),
        ];
        let nonsense = nonsense.map(|(name, value)| (name.to_owned(), value.to_owned()));
        see(&mut county, &roads, &nonsense).await;
        assert!(county.page("/notices", &roads).await.contains(NEW));
        let sql = "SELECT COUNT(*) FROM notices_seen WHERE pieces <> '[]'";
        assert_eq!(county.place.db.read().number(sql, Vec::new()).await.unwrap(), 0);
        see(&mut county, &roads, &fields).await;
        assert!(!county.page("/notices", &roads).await.contains(NEW));
        let (status, ..) = county.ask("GET", "/notices", "", &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
    }
}
