//! When the feed says that an entry was updated: whoever asks again is shown what changed.

use golugah_county::calendar::actions::CloseDay;
use golugah_county::resolutions::actions::ExtendResolution;
use golugah_county::sessions::actions::PublishSession;
use golugah_county::terms::{Extension, Length};
use golugah_persian::WorkingCalendar;

use crate::portal::{does, hold, secretary};
use crate::site::County;

/// `published` and `updated` of the feed and of its one entry.
async fn times(county: &mut County) -> [String; 3] {
    let feed = county.page("/portal/feed.atom", "").await;
    let (head, entry) = feed.split_once("<entry>").unwrap();
    let of = |text: &str, name: &str| {
        let rest = text.split_once(&format!("<{name}>")).unwrap().1;
        rest.split_once('<').unwrap().0.to_owned()
    };
    [of(entry, "published"), of(entry, "updated"), of(head, "updated")]
}

#[tokio::test]
async fn an_entry_is_updated_when_its_due_day_moves() {
    for mut county in County::all().await {
        let (session, resolution) = hold(&county.place, "ده نفر", "تصمیم", None).await;
        county.place.wait(1);
        let published = county.place.db.clock().now().text();
        does(&county.place, &secretary(), PublishSession { session }).await;
        assert_eq!(times(&mut county).await, [&*published; 3]);

        county.place.wait(2);
        let extended = county.place.db.clock().now().text();
        let extend = ExtendResolution {
            resolution,
            extension: Extension {
                length: Some(Length::WorkingDays(9)),
                letter: "۹۰/۱".to_owned(),
                reason: "راه بسته است".to_owned(),
            },
            calendar: WorkingCalendar::iran(),
        };
        does(&county.place, &secretary(), extend).await;
        assert_eq!(times(&mut county).await, [&*published, &*extended, &*extended]);

        // A day that is closed moves it too, and is a deed about no resolution.
        county.place.wait(1);
        let closed = county.place.db.clock().now().text();
        let shut = CloseDay {
            day: "2026-12-01".to_owned(),
            name_fa: "برف".to_owned(),
            name_en: String::new(),
            letter: "۱".to_owned(),
            calendar: WorkingCalendar::iran(),
        };
        does(&county.place, &secretary(), shut).await;
        assert_eq!(times(&mut county).await, [&*published, &*closed, &*closed]);

        // What is about something else changes nothing.
        county.place.wait(1);
        hold(&county.place, "نه نفر", "تصمیم دیگر", None).await;
        assert_eq!(times(&mut county).await, [&*published, &*closed, &*closed]);
    }
}
