//! The messages of a day, made of what waits.

use std::collections::BTreeMap;

use golugah_persian::{Language, integer};

use super::queries::{self, Told};
use super::{Channel, model};
use crate::calendar;
use crate::duties;
use crate::notices;
use crate::support::seams::{Asked, Features, Own};
use crate::support::web::{Page, Person, Role, Site, Visitor, say};
use golugah_desk::Refusal;

/// Queues a message for everybody who wants to be told and to whom something is new since they last looked, once a day and channel.
///
/// The site is one of this moment: what it remembers was not looked up before.
///
/// # Errors
/// Where the database fails.
pub async fn gather(
    site: &Site,
    features: Features,
    channels: &[Channel],
    address: &str,
) -> Result<(), Refusal> {
    let read = site.db.read();
    let now = site.db.clock().now();
    let (day, now) = (now.day(), now.text());
    let calendar = calendar::with_closures(read, &site.settings.calendar).await?;
    for told in queries::told(read).await? {
        let mut open = Vec::new();
        for channel in channels {
            if queries::of_day(read, told.person_id, channel.word(), &day).await? == 0 {
                open.push(*channel);
            }
        }
        // Whoever's role this program does not know has no work that it knows.
        let Some(role) = Role::of_word(&told.role).filter(|_| !open.is_empty()) else {
            continue;
        };
        let held = duties::of_person(read, told.person_id, &day).await?;
        let visitor = Visitor::absent(person(&told, role), held);
        let page = Page::new(site, &visitor);
        let asked = Asked {
            site,
            page: &page,
            calendar: &calendar,
            day: &day,
        };
        let own = features.own(asked, visitor.heads()).await?;
        let agency = visitor.heads().unwrap_or(0);
        if notices::how_many_new(read, told.person_id, agency, &own).await? == 0 {
            continue;
        }
        let body = body(&own, address);
        for channel in open {
            let values = vec![
                queries::next_id(site.db.read()).await?.into(),
                told.person_id.into(),
                channel.word().into(),
                day.as_str().into(),
                body.as_str().into(),
                now.as_str().into(),
            ];
            site.db.keep(queries::QUEUE, values).await?;
        }
    }
    Ok(())
}

/// Whoever is told, in their own post: a deputy is told of a head's work by the head.
fn person(told: &Told, role: Role) -> Person {
    Person {
        id: told.person_id,
        name: told.name.clone(),
        role,
        agency: told.agency_id,
        deputy_of: None,
        on_behalf: false,
    }
}

/// How much waits, of which kinds, and where the county is found. Nothing of what it is: a message lies on a telephone, and goes through
/// others' hands.
fn body(own: &[Own], address: &str) -> String {
    let language = Language::Persian;
    let number = |count: i64| integer(i128::from(count), language);
    let mut kinds: BTreeMap<&str, i64> = BTreeMap::new();
    let mut all: i64 = 0;
    for one in own {
        let count = kinds.entry(model::kind(&one.address)).or_default();
        *count = count.saturating_add(one.count);
        all = all.saturating_add(one.count);
    }
    let kinds: Vec<String> = kinds
        .into_iter()
        .map(|(kind, count)| {
            let key = format!("outbox-kind-{kind}");
            say(language, &key, &[("count", &number(count))])
        })
        .collect();
    let kinds = kinds.join(&say(language, "site-comma-spaced", &[]));
    let all = number(all);
    let places = [("count", all.as_str()), ("kinds", &kinds), ("address", address)];
    say(language, "outbox-body", &places)
}

#[cfg(test)]
mod tests {
    use super::{Own, body};

    #[test]
    fn a_message_says_how_much_waits_and_nothing_of_what_it_is() {
        let own = [
            Own {
                what: "پل فلان".to_owned(),
                who: "ادارهٔ راه".to_owned(),
                ..Own::of(10, "بررسی گواه".to_owned(), "/resolutions/7".to_owned())
            },
            Own::of(20, "x".to_owned(), "/resolutions".to_owned()).for_each_of(3),
            Own::of(30, "y".to_owned(), "/nowhere".to_owned()),
        ];
        let body = body(&own, "https://county.example");
        assert!(body.contains('۵') && body.contains('۴'), "{body}");
        assert!(body.contains("https://county.example"), "{body}");
        for secret in ["پل", "راه", "بررسی", "/resolutions", "outbox-"] {
            assert!(!body.contains(secret), "{secret}: {body}");
        }
    }
}
