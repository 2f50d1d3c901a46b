//! The log as outsiders meet it: tiles over HTTP held against a checkpoint kept elsewhere, a page, an event log.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use golugah_county::agencies::actions::FoundAgency;
use golugah_county::log::{DeedLog, Resources};
use golugah_desk::log::Publisher;
use golugah_desk::{Actor, Db};
use golugah_ledger::{
    Checkpoint, Hash, Signer, Tree, Verifier, entry_bundle_path, leaf_hash, open, root_of, tile_path,
    tiles_to_write,
};
use golugah_persian::Language;
use http_body_util::BodyExt;

use crate::site::County;

const ORIGIN: &str = "golugah/test";

async fn grow(db: &Db, agencies: std::ops::Range<u32>) {
    let mut tasks = Vec::new();
    for number in agencies {
        let db = db.clone();
        tasks.push(tokio::spawn(async move {
            let agency = FoundAgency {
                name_fa: format!("دستگاه شمارهٔ {number}"),
                name_en: String::new(),
                seat: false,
            };
            db.perform(Actor::program(), agency).await.unwrap()
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
}

async fn publisher(county: &County) -> Publisher {
    let signer = Signer::from_seed(ORIGIN, &[7; 32]).unwrap();
    let folder = county.place.folder.path().join("log");
    Publisher::open(county.place.db.read(), &folder, signer, ORIGIN)
        .await
        .unwrap()
}

impl County {
    /// A published file, which must be there, with its type and how long it may be kept.
    async fn published(&mut self, path: &str) -> (Vec<u8>, String, String) {
        let request = axum::extract::Request::builder().uri(path);
        let request = request.body(axum::body::Body::empty()).unwrap();
        let response = golugah_county::site::answer(&mut self.server, request)
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let head = |name| response.headers()[name].to_str().unwrap().to_owned();
        let (kind, keep) = (head(CONTENT_TYPE), head(CACHE_CONTROL));
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (bytes.to_vec(), kind, keep)
    }
}

/// Reads the whole log over HTTP, as whoever watches it does: checkpoint, every bundle, every tile.
async fn watched(county: &mut County) -> Checkpoint {
    let (key, kind, _) = county.published("/log/vkey").await;
    assert_eq!(kind, "text/plain; charset=utf-8");
    let key = Verifier::parse(&String::from_utf8(key).unwrap()).unwrap();
    let (note, kind, keep) = county.published("/log/checkpoint").await;
    assert_eq!(
        (kind.as_str(), keep.as_str()),
        ("text/plain; charset=utf-8", "max-age=5")
    );
    let checkpoint = open(&String::from_utf8(note).unwrap(), &key).unwrap();
    let (mut leaves, mut tree) = (Vec::new(), Tree::new());
    for tile in tiles_to_write(0, checkpoint.size) {
        let path = format!("/log/{}", tile_path(&tile));
        let (hashes, kind, keep) = county.published(&path).await;
        assert_eq!(kind, "application/octet-stream", "{path}");
        assert!(keep.contains("immutable"), "{path}");
        if tile.level > 0 {
            let below = 1 << (8 * u32::from(tile.level));
            for (hash, number) in hashes.chunks(32).zip(tile.index * 256..) {
                let first = usize::try_from(number).unwrap() * below;
                assert_eq!(hash, root_of(&leaves[first..first + below]).0, "{path}");
            }
            continue;
        }
        let path = format!("/log/{}", entry_bundle_path(tile.index, tile.width));
        let (bundle, ..) = county.published(&path).await;
        let mut rest = bundle.as_slice();
        for hash in hashes.chunks(32) {
            let (length, after) = rest.split_at(2);
            let (entry, after) = after.split_at(usize::from(u16::from_be_bytes([length[0], length[1]])));
            rest = after;
            let leaf = leaf_hash(entry);
            assert_eq!(hash, leaf.0, "{path}");
            leaves.push(leaf);
            tree.push(leaf);
        }
        assert!(rest.is_empty(), "{path}");
    }
    assert_eq!((tree.size(), tree.root()), (checkpoint.size, checkpoint.root));
    checkpoint
}

#[tokio::test]
async fn whoever_watches_the_log_reads_it_whole_and_sees_it_grow() {
    for mut county in County::all().await {
        let (status, ..) = county.ask("GET", "/log/checkpoint", "", &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "nothing is published yet");
        let mut publisher = publisher(&county).await;
        publisher.publish(county.place.db.read()).await.unwrap();
        let first = watched(&mut county).await;
        // Over the edge of a tile: its parts go, the whole one stays.
        for agencies in [0..100, 100..240, 240..250, 250..600] {
            grow(&county.place.db, agencies).await;
            publisher.publish(county.place.db.read()).await.unwrap();
            let later = watched(&mut county).await;
            assert!(later.size > first.size);
        }
        let parts = county.place.folder.path().join("log/tile/0/000.p");
        assert!(!parts.exists(), "the first tile is whole, and its parts are gone");
        // Another process takes the folder up again, and goes on from there.
        let mut again = self::publisher(&county).await;
        grow(&county.place.db, 1_000..1_010).await;
        again.publish(county.place.db.read()).await.unwrap();
        watched(&mut county).await;
    }
}

#[tokio::test]
async fn another_key_does_not_slip_in() {
    for county in County::all().await {
        let mut own = publisher(&county).await;
        own.publish(county.place.db.read()).await.unwrap();
        let folder = county.place.folder.path().join("log");
        let key = std::fs::read(folder.join("vkey")).unwrap();
        let other = Signer::from_seed(ORIGIN, &[8; 32]).unwrap();
        let refused = Publisher::open(county.place.db.read(), &folder, other, ORIGIN).await;
        assert!(refused.unwrap_err().to_string().contains("another key"));
        assert_eq!(
            std::fs::read(folder.join("vkey")).unwrap(),
            key,
            "the public key stays"
        );
    }
}

#[tokio::test]
async fn a_path_that_leads_elsewhere_is_not_found() {
    for mut county in County::all().await {
        publisher(&county)
            .await
            .publish(county.place.db.read())
            .await
            .unwrap();
        let secret = county.place.folder.path().join("secrets");
        std::fs::create_dir_all(&secret).unwrap();
        std::fs::write(secret.join("log.key"), "what the key is").unwrap();
        for path in [
            "../secrets/log.key",
            "..%2Fsecrets%2Flog.key",
            "0/..%2F..%2F..%2Fsecrets/log.key",
            "%2e%2e/%2e%2e/secrets/log.key",
            "entries/..%2f..%2fcheckpoint",
            "0/000.p/..%2f..",
            "0/000%00",
            "0//000",
            "0/000.draft",
            "0/%DB%B0%DB%B0%DB%B0",
            "18446744073709551616/000",
        ] {
            let (status, _, body) = county.ask("GET", &format!("/log/tile/{path}"), "", &[]).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
            assert!(!body.contains("what the key is"), "{path}");
        }
    }
}

#[tokio::test]
async fn the_log_is_a_page_that_names_nobody() {
    for mut county in County::all().await {
        assert!(
            county
                .page("/log", "")
                .await
                .contains("هنوز گواهی منتشر نشده است")
        );
        grow(&county.place.db, 0..60).await;
        let mut publisher = publisher(&county).await;
        let checkpoint = publisher.publish(county.place.db.read()).await.unwrap();
        let page = county.page("/log", "").await;
        assert!(page.contains(&checkpoint.root.short_code()), "{page}");
        assert!(
            page.contains("دستگاهی ثبت شد") && page.contains("۳ آذر ۱۴۰۵"),
            "{page}"
        );
        assert!(
            page.contains("?page=1") && !page.contains("href=\"/sessions"),
            "{page}"
        );
        let older = county.page("/en/log?page=1", "").await;
        assert!(
            older.contains("A user was added") && older.contains("entry 0"),
            "{older}"
        );
        assert!(!older.contains("?page=2"), "{older}");
        for name in ["dabir", "bazres", "دستگاه شمارهٔ"] {
            assert!(!page.contains(name) && !older.contains(name), "{name}");
        }
        let (status, ..) = county.ask("GET", "/log?page=99999999999999999", "", &[]).await;
        assert_eq!(status, StatusCode::OK);
    }
}

/// The places that a page of the log shows.
fn shown(page: &str) -> Vec<u64> {
    let marks = page.split("entry ").skip(1);
    let numbers = marks.map(|rest| rest.split('<').next().unwrap().replace(',', ""));
    numbers.filter_map(|number| number.parse().ok()).collect()
}

#[tokio::test]
async fn a_link_into_the_log_leads_to_the_same_entries_for_ever() {
    for mut county in County::all().await {
        let size = |page: &str| shown(page)[0] + 1;
        grow(&county.place.db, 0..110).await;
        let front = county.page("/en/log", "").await;
        let newest = size(&front);
        assert_eq!(shown(&front), (newest - 50..newest).rev().collect::<Vec<_>>());
        let first: Vec<u64> = (0..50).rev().collect();
        assert_eq!(shown(&county.page("/en/log?page=1", "").await), first);
        // From link to link every entry is seen.
        let mut page = front;
        let mut seen: std::collections::BTreeSet<u64> = shown(&page).into_iter().collect();
        while let Some((_, rest)) = page.split("<nav class=\"pager\"").nth(1).and_then(|pager| {
            pager
                .rsplit_once("href=\"?page=")
                .filter(|(_, rest)| rest.contains("Next"))
        }) {
            let number = rest.split('"').next().unwrap();
            page = county.page(&format!("/en/log?page={number}"), "").await;
            seen.extend(shown(&page));
        }
        assert_eq!(seen.len() as u64, newest, "{}", county.place.engine);
        let second = shown(&county.page("/en/log?page=2", "").await);
        grow(&county.place.db, 110..117).await;
        assert_eq!(shown(&county.page("/en/log?page=2", "").await), second);
        assert_eq!(shown(&county.page("/en/log?page=1", "").await), first);
        assert_eq!(size(&county.page("/en/log", "").await), newest + 7);
    }
}

#[tokio::test]
async fn the_deeds_are_an_event_log() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let head = county.sign_in("rah").await;
        let called = [("day", "۱۴۰۵/۰۹/۰۳"), ("hour", "۱۰:۰۰"), ("place", "سالن")];
        county.deed("/sessions", &secretary, &called).await;
        let resolution = [
            ("text", "آگهی‌ها <پانزده> روز بماند"),
            ("agency", "1"),
            ("working_days", "۵"),
            ("proof", "فهرست"),
            ("about", ""),
        ];
        county
            .deed("/sessions/1/resolutions", &secretary, &resolution)
            .await;
        county.closes(1, &secretary).await;
        county
            .deed("/resolutions/1/report", &head, &[("text", "نامهٔ ۱۲۳")])
            .await;
        let log = county.page("/log/deeds.xes", &secretary).await;
        for part in [
            "<string key=\"concept:name\" value=\"resolution/1\"/>",
            "<string key=\"concept:name\" value=\"پیش‌نویس مصوبه نوشته شد\"/>",
            "<string key=\"org:resource\" value=\"agency_head, اداره راهداری\"/>",
            "<string key=\"org:group\" value=\"اداره راهداری\"/>",
            "<date key=\"time:timestamp\" value=\"2026-11-24T08:00:00.000+03:30\"/>",
            "<date key=\"dueDate\" value=\"2026-12-01T00:00:00.000+03:30\"/>",
        ] {
            assert!(log.contains(part), "{part}: {log}");
        }
        for case in ["session/1", "resolution/1"] {
            let named = format!("<trace>\n\t\t<string key=\"concept:name\" value=\"{case}\"/>");
            assert_eq!(log.matches(&named).count(), 1, "{case}: {log}");
        }
        assert_eq!(
            log.matches("dueDate").count(),
            1,
            "the report alone is asked to be in time"
        );
        assert!(
            !log.contains("dabir") && !log.contains("پانزده"),
            "nobody is named, no text told"
        );
        let english = county.page("/en/log/deeds.xes", &secretary).await;
        assert!(
            english.contains("value=\"A resolution was drafted\"") && english.contains("value=\"Roads\"")
        );
        let deeds = DeedLog::gather(county.place.db.read(), Resources::Hats)
            .await
            .unwrap();
        assert_eq!(
            (deeds.cases(), deeds.unreadable),
            (log.matches("<trace>").count(), 0)
        );
        let parts: Vec<String> = deeds.xes(Language::Persian).collect();
        assert_eq!(parts.concat(), log, "the page and the command give the same");
    }
}

/// The root by all leaves at once is the root of the tree that grows; here over what the database holds.
#[tokio::test]
async fn the_page_counts_what_the_log_holds() {
    for mut county in County::all().await {
        let entries = county.place.db.entries(0, 1_000).await.unwrap();
        let leaves: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry.as_bytes())).collect();
        let checkpoint = publisher(&county)
            .await
            .publish(county.place.db.read())
            .await
            .unwrap();
        assert_eq!(checkpoint.root, root_of(&leaves));
        let page = county.page("/en/log", "").await;
        assert!(page.contains(&format!("<dd>{}</dd>", leaves.len())), "{page}");
    }
}
