//! Proof with a file: as a browser sends it, as the secretary sees it, and as somebody alters it afterwards.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{HeaderMap, StatusCode};
use golugah_county::files::{self, Wrong};
use golugah_county::resolutions::actions::{Demand, DraftResolution};
use golugah_county::sessions::actions::{CallSession, CloseSession};
use golugah_county::site::answer;
use golugah_desk::Actor;
use golugah_desk::store::Store;
use golugah_persian::WorkingCalendar;
use http_body_util::BodyExt;

use crate::site::County;

const PHOTO: &[u8] = b"\xff\xd8\xff\xe0 a photograph of a road";

/// What a browser sends: the text, and a file or the empty field of none.
fn form(text: &str, name: &str, content: &[u8]) -> Vec<u8> {
    let mut body =
        format!("--edge\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{text}\r\n").into_bytes();
    let head = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
    );
    body.extend(head.as_bytes());
    body.extend(content);
    body.extend(b"\r\n--edge--\r\n");
    body
}

async fn send(county: &mut County, cookie: &str, body: Vec<u8>) -> (StatusCode, String) {
    let request = Request::builder()
        .method("POST")
        .uri("/resolutions/1/report")
        .header(COOKIE, cookie)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .unwrap();
    let (head, body) = answer(&mut county.server, request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (head.status, String::from_utf8(body.into()).unwrap())
}

async fn bytes(county: &mut County, cookie: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = Request::builder().uri("/evidence/1/file").header(COOKIE, cookie);
    let response = answer(&mut county.server, request.body(Body::empty()).unwrap());
    let (head, body) = response.await.unwrap().into_parts();
    (
        head.status,
        head.headers,
        body.collect().await.unwrap().to_bytes().into(),
    )
}

fn kept(county: &County) -> usize {
    let folder = county.place.folder.path().join("files");
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

/// A county whose first resolution is owed by the office of roads.
async fn counties() -> Vec<County> {
    let counties = County::all().await;
    for county in &counties {
        let place = &county.place;
        let secretary = Actor {
            person: Some(1),
            role: "secretary".to_owned(),
        };
        let call = CallSession {
            day: place.today(),
            hour: "10:00".to_owned(),
            place: "سالن".to_owned(),
        };
        let session = place.db.perform(secretary.clone(), call).await.unwrap();
        let take = DraftResolution {
            session,
            demand: Demand {
                text: "نصب گاردریل".to_owned(),
                agency: 1,
                working_days: 5,
                proof: "عکس گاردریل".to_owned(),
            },
            about: None,
        };
        place.db.perform(secretary.clone(), take).await.unwrap();
        let close = CloseSession {
            session,
            version: 1,
            minutes: "گفتگو شد".to_owned(),
            done: Vec::new(),
            calendar: WorkingCalendar::iran(),
        };
        place.db.perform(secretary, close).await.unwrap();
    }
    counties
}

#[tokio::test]
async fn a_proof_comes_with_its_file_and_the_file_is_held_against_its_hash() {
    for mut county in counties().await {
        let head = county.sign_in("rah").await;
        let name = "C:\\\\عکس\\\\گاردریل \u{202e}gpj.<b>.exe";
        let (status, body) = send(&mut county, &head, form("نصب شد", name, PHOTO)).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{body}");
        let secretary = county.sign_in("dabir").await;
        let page = county.page("/resolutions/1", &secretary).await;
        assert!(
            page.contains("گاردریل gpj.&#60;b&#62;.exe") && !page.contains('\u{202e}'),
            "{page}"
        );
        assert!(
            page.contains("<img src=\"/evidence/1/file\"") && page.contains(">عکس، "),
            "what it is, its bytes say: {page}"
        );
        let (status, headers, body) = bytes(&mut county, &secretary).await;
        assert_eq!((status, body.as_slice()), (StatusCode::OK, PHOTO));
        assert_eq!(headers["content-type"], "image/jpeg");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("sandbox") && policy.starts_with("default-src 'none'"));
        let disposition = headers["content-disposition"].to_str().unwrap();
        assert!(
            disposition.starts_with("attachment; filename=\"evidence-1.jpg\"; filename*=UTF-8''%DA%AF"),
            "{disposition}"
        );
        assert!(disposition.ends_with("%3Cb%3E.exe"), "{disposition}");

        let (db, store) = (county.place.db.clone(), Store::new(county.place.folder.path()));
        let verified = files::verify(&db, &store).await.unwrap();
        assert_eq!((verified.files, verified.faults.len()), (1, 0));
        assert_eq!(db.verify(&[]).await.unwrap().faults, []);
        let folder = county.place.folder.path().join("files");
        let path = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
        std::fs::write(&path, b"another photograph").unwrap();
        let verified = files::verify(&db, &store).await.unwrap();
        assert_eq!(verified.faults[0].wrong, Wrong::Altered);
        assert!(
            verified.faults[0]
                .to_string()
                .starts_with("evidence 1: its file ")
        );
        let (status, _, body) = bytes(&mut county, &secretary).await;
        assert_eq!(status, StatusCode::CONFLICT, "an altered file is not given out");
        assert!(!String::from_utf8(body).unwrap().contains("another photograph"));
        std::fs::remove_file(&path).unwrap();
        let verified = files::verify(&db, &store).await.unwrap();
        assert_eq!(verified.faults[0].wrong, Wrong::Missing);
        let (status, ..) = bytes(&mut county, &secretary).await;
        assert_eq!(status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_and_what_was_typed_is_kept() {
    for mut county in counties().await {
        let head = county.sign_in("rah").await;
        let large = vec![b'x'; 21 * 1024 * 1024];
        for (body, said) in [
            (form("نصب <شد>", "a.jpg", b""), "فایلی که برگزیدید خالی است"),
            (form("نصب <شد>", "a.jpg", &large), "بزرگ‌تر از ۲۰ مگابایت"),
            (form("نصب <شد>", "a.jpg", PHOTO)[..200].to_vec(), "فرم کامل نرسید"),
        ] {
            let (status, page) = send(&mut county, &head, body).await;
            assert_eq!(status, StatusCode::CONFLICT, "{said}");
            assert!(page.contains(said), "{said}: {page}");
            assert!(page.contains("نصب &#60;شد&#62;</textarea>"), "{said}: {page}");
            assert!(page.contains("فایل را دوباره انتخاب کنید"), "{said}");
        }
        let (status, page) = send(&mut county, &head, form(" ", "a.jpg", PHOTO)).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(page.contains("متن را بنویسید"), "{page}");
        let before = kept(&county);
        let other = county.sign_in("behdasht").await;
        let (status, page) = send(&mut county, &other, form("ما کردیم", "a.jpg", b"%PDF-1.4 x")).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(page.contains("تنها دستگاه مسئول می‌تواند گزارش دهد"), "{page}");
        assert_eq!(kept(&county), before, "another agency's file is not kept");
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);

        // No file was chosen: a browser sends the field empty and nameless.
        let (status, page) = send(&mut county, &head, form("نامهٔ ۱۲۳", "", b"")).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
        let page = county.page("/resolutions/1", &head).await;
        assert!(page.contains("نامهٔ ۱۲۳") && !page.contains("/evidence/1/file"));
        let (status, ..) = bytes(&mut county, &head).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
