//! Handing in files, as a browser sends them, and what the worker tells of them.

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION};
use golugah_county::files;
use golugah_county::imports::actions::{FinishImport, Finished, Written};
use golugah_county::imports::{Phase, ResultKind, begin, next_waiting, tell};
use golugah_county::site::answer;
use golugah_desk::store::Store;
use golugah_desk::{Actor, Refusal};
use golugah_findings::{Counted, FamilyFinding, Kind, Naming, TwoWays, Unnamed, Way};
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};

use crate::site::County;

/// What a browser sends for a form with one file.
fn form(name: &str, content: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    body.extend(b"--edge\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nnothing\r\n");
    let head =
        format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    body.extend(head.as_bytes());
    body.extend(content);
    body.extend(b"\r\n--edge--\r\n");
    body
}

async fn hand_in(county: &mut County, cookie: &str, body: Vec<u8>) -> (StatusCode, String, String) {
    let request = Request::builder()
        .method("POST")
        .uri("/imports")
        .header(COOKIE, cookie)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .unwrap();
    let (head, body) = answer(&mut county.server, request).await.unwrap().into_parts();
    let to = head
        .headers
        .get(LOCATION)
        .map(|to| to.to_str().unwrap().to_owned());
    let body = body.collect().await.unwrap().to_bytes();
    (
        head.status,
        to.unwrap_or_default(),
        String::from_utf8(body.into()).unwrap(),
    )
}

fn names(county: &County) -> Vec<String> {
    let folder = county.place.folder.path().join("files");
    let entries = std::fs::read_dir(folder)
        .map(Iterator::collect::<Vec<_>>)
        .unwrap_or_default();
    entries
        .into_iter()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// What a measurement said of sixteen offices at a step whose name is no markup.
fn naming() -> String {
    let counted = |raised, computable| Counted { raised, computable };
    let way = |raised| Way {
        groups: 8,
        whole: counted(raised, 320),
    };
    let family = FamilyFinding {
        indicator: "rework".to_owned(),
        code: None,
        kind: Kind::Officer,
        place: Some("permits › <b>check</b>".to_owned()),
        groups: 16,
        whole: counted(256, 640),
        low: counted(2, 40),
        high: counted(30, 40),
        lowest_quarter: 0.05,
        beyond: 8,
        because: Unnamed::Spread,
        two_ways: Some(TwoWays {
            lower: way(16),
            upper: way(240),
            gain: 20.0,
        }),
        named: 0,
        members: Vec::new(),
    };
    let naming = Naming {
        day: "2026-03-01".to_owned(),
        families: vec![family; 11],
        ..Naming::default()
    };
    serde_json::to_string(&naming).unwrap()
}

#[tokio::test]
async fn a_file_is_kept_by_its_hash_and_watched_until_it_is_measured() {
    for mut county in County::all().await {
        let cookie = county.sign_in("bazres").await;
        // Beyond the limit of a form, that of a file holds.
        let content = vec![b'x'; 3_000_000];
        let sha256: String = Sha256::digest(&content)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let (status, to, body) = hand_in(
            &mut county,
            &cookie,
            form("C:\\\\پوشه\\\\مناقصه‌ها.jsonl", &content),
        )
        .await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{body}");
        assert_eq!(to, "/imports/1");
        assert_eq!(names(&county), [sha256.as_str()]);
        let list = county.page("/imports", &cookie).await;
        assert!(
            list.contains("مناقصه‌ها.jsonl") && !list.contains("پوشه"),
            "{list}"
        );

        let (status, _, body) = hand_in(&mut county, &cookie, form("again", &content)).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(
            body.contains("این فایل پیش‌تر بارگذاری شده است") && body.contains("href=\"/imports/1\""),
            "{body}"
        );

        let store = Store::new(county.place.folder.path());
        let naming = naming();
        let results: Vec<Written> = [
            (ResultKind::Report, "fa", "گزارش"),
            (ResultKind::Naming, "", naming.as_str()),
            (
                ResultKind::Rejects,
                "",
                "{\"assumed\":\"columns\"}\n{\"fault\":\"cell\",\"found\":\"cell C2\",\"times\":3}",
            ),
            (ResultKind::OwnDeeds, "fa", "گزارش کارها"),
        ]
        .into_iter()
        .map(|(kind, language, text)| Written {
            kind,
            language: language.to_owned(),
            sha256: store.keep_result(text.as_bytes()).unwrap(),
        })
        .collect();
        let report = results[0].sha256.clone();
        // Somebody watches while the worker works.
        let db = county.place.db.clone();
        let waiting = next_waiting(db.read()).await.unwrap().unwrap();
        assert_eq!(
            (waiting.id, waiting.sha256.as_str(), waiting.bytes),
            (1, sha256.as_str(), 3_000_000)
        );
        let working = tokio::spawn(async move {
            assert_eq!(begin(&db, 1).await.unwrap(), 0);
            tell(&db, 1, Phase::Reading, 1_500_000, 3_000_000).await.unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(900)).await;
            assert_eq!(begin(&db, 1).await.unwrap(), 1, "a second try knows of the first");
            let finish = FinishImport {
                import: 1,
                finished: Finished::Done {
                    records: 7,
                    refused: 2,
                    named: 1,
                    measured: 0,
                    exceptions: 3,
                    coverage: "[]".to_owned(),
                },
                results,
            };
            let by_hand = Actor {
                person: Some(2),
                role: "inspector".to_owned(),
            };
            let refused = db.perform(by_hand, finish.clone()).await;
            assert!(matches!(refused, Err(Refusal::Rule("refusal-measured-not-said"))));
            db.perform(Actor::program(), finish.clone()).await.unwrap();
            let twice = db.perform(Actor::program(), finish).await;
            assert!(matches!(twice, Err(Refusal::Changed)));
        });
        let watched = county.page("/imports/1", &cookie).await;
        working.await.unwrap();
        assert!(watched.contains("خواندن فایل: ۵۰٪"), "{watched}");
        assert!(
            watched.contains("کار به پایان رسید") && watched.ends_with("</html>"),
            "{watched}"
        );
        let done = county.page("/en/imports/1", &cookie).await;
        assert!(
            done.contains("<dd>7</dd>") && done.contains("/en/imports/1/rejects"),
            "{done}"
        );
        for said in ["cell C2</bdi> (3)", "columns</bdi>", "not of this file alone"] {
            assert!(done.contains(said), "{said}: {done}");
        }
        // What is said of peers together, in both languages.
        for said in [
            "Where peers differ much",
            "240 of 320",
            "no single one",
            "and 1 more",
        ] {
            assert!(done.contains(said), "{said}: {done}");
        }
        assert!(!done.contains("<b>check"), "{done}");
        let persian = county.page("/imports/1", &cookie).await;
        for said in ["همتایان با هم بسیار متفاوت", "۲۴۰ از ۳۲۰", "۱ مورد دیگر"]
        {
            assert!(persian.contains(said), "{said}: {persian}");
        }

        let (_, head, body) = county.ask("GET", "/imports/1/report", &cookie, &[]).await;
        let policy = head["content-security-policy"].to_str().unwrap();
        assert!(
            body == "گزارش" && policy.contains("default-src 'none'") && !policy.contains("script"),
            "{policy}"
        );
        let (status, ..) = county.ask("GET", "/en/imports/1/report", &cookie, &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "only what the worker wrote");
        assert!(
            county
                .page("/imports/1/rejects", &cookie)
                .await
                .contains("cell C2")
        );
        assert_eq!(county.page("/log/report", &cookie).await, "گزارش کارها");

        // What somebody wrote there since is not given out, and is named.
        let db = county.place.db.clone();
        let verified = files::verify(&db, &store).await.unwrap();
        assert_eq!((verified.files, verified.faults.len()), (5, 0));
        assert_eq!((verified.unnamed.len(), verified.strange), (0, 0));
        std::fs::write(store.result(&report), "دروغ").unwrap();
        let (status, _, body) = county.ask("GET", "/imports/1/report", &cookie, &[]).await;
        assert_eq!(status, StatusCode::CONFLICT, "an altered result is not given out");
        assert!(
            body.contains("نشان داده نمی‌شود") && !body.contains("دروغ"),
            "{body}"
        );
        std::fs::write(store.file("0011"), "nobody's").unwrap();
        std::fs::write(store.result("0012"), "nobody's").unwrap();
        let verified = files::verify(&db, &store).await.unwrap();
        assert_eq!(
            verified.faults[0].to_string(),
            format!("import_results 1: its file {report} was altered")
        );
        assert_eq!(
            (verified.unnamed.as_slice(), verified.strange),
            (&["0011".to_owned()][..], 1)
        );
    }
}

#[tokio::test]
async fn what_is_no_file_is_refused_and_leaves_nothing_behind() {
    for mut county in County::all().await {
        let cookie = county.sign_in("dabir").await;
        for (body, said) in [
            (form("empty.xes", b""), "فایلی انتخاب کنید که خالی نباشد"),
            (
                form("", b"content without a name"),
                "فایلی انتخاب کنید که خالی نباشد",
            ),
            (b"--edge--\r\n".to_vec(), "فایلی انتخاب کنید که خالی نباشد"),
            (
                form("cut.xes", &[b'x'; 9_000])[..5_000].to_vec(),
                "فایل کامل نرسید",
            ),
            (b"no form at all".to_vec(), "فایل کامل نرسید"),
        ] {
            let (status, _, page) = hand_in(&mut county, &cookie, body).await;
            assert_eq!(status, StatusCode::CONFLICT, "{said}");
            assert!(page.contains(said), "{said}: {page}");
        }
        assert_eq!(names(&county), [""; 0]);
        let head = county.sign_in("rah").await;
        let (status, ..) = hand_in(&mut county, &head, form("a.xes", b"x")).await;
        assert_eq!(
            status,
            StatusCode::FORBIDDEN,
            "the measured do not hand in the measure"
        );
    }
}

#[tokio::test]
async fn the_page_of_a_file_says_how_much_of_it_came_again_and_what_became_of_it() {
    for mut county in County::all().await {
        let cookie = county.sign_in("bazres").await;
        hand_in(&mut county, &cookie, form("again.jsonl", b"{}")).await;
        let db = county.place.db.clone();
        let store = Store::new(county.place.folder.path());
        begin(&db, 1).await.unwrap();
        let finish = |kept: &[u8]| FinishImport {
            import: 1,
            finished: Finished::Done {
                records: 9,
                refused: 0,
                named: 0,
                measured: 0,
                exceptions: 0,
                coverage: "[]".to_owned(),
            },
            results: vec![Written {
                kind: ResultKind::CameAgain,
                language: String::new(),
                sha256: store.keep_result(kept).unwrap(),
            }],
        };
        let kept = br#"{"merged":1,"stand":4,"passed_over":2,"cases_stand":0,"cases_passed_over":0}"#;
        db.perform(Actor::program(), finish(kept)).await.unwrap();
        let page = county.page("/imports/1", &cookie).await;
        for said in [
            "۷ فرایند این فایل",
            "۱ فرایند مرحله‌به‌مرحله",
            "از ۴ فرایند",
            "از ۲ فرایند",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("پروندهٔ این فایل"), "{page}");
        let page = county.page("/en/imports/1", &cookie).await;
        for said in [
            "7 processes of this file",
            "1 process was told step by step",
            "Of 4 processes this file",
            "Of 2 processes another file",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
    }
}
