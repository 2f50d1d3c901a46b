//! The council's papers as a browser meets them, and the receipts as whoever keeps one.

use axum::http::StatusCode;
use golugah_desk::log::{ActorFound, Publisher, examine};
use golugah_ledger::{NoteError, Receipt, ReceiptError, Signer, Verifier};
use sea_orm::{ConnectionTrait, Database};
use serde_json::Value;

use crate::site::County;

fn signer() -> Signer {
    Signer::from_seed("golugah/county", &[7; 32]).unwrap()
}

pub(crate) fn verifier() -> Verifier {
    signer().verifier()
}

/// Signs a checkpoint over what the log has.
pub(crate) async fn publish(county: &County) {
    let folder = county.place.folder.path().join("log");
    let read = county.place.db.read();
    let mut publisher = Publisher::open(read, &folder, signer(), "golugah/county")
        .await
        .unwrap();
    publisher.publish(read).await.unwrap();
}

/// Changes the database past the program.
async fn behind(county: &County, sql: &str) {
    let owner = Database::connect(county.place.url.as_str()).await.unwrap();
    owner.execute_unprepared(sql).await.unwrap();
    owner.close().await.unwrap();
}

async fn paper(county: &mut County, path: &str, cookie: &str) -> Value {
    serde_json::from_str(&county.page(path, cookie).await).unwrap()
}

fn part<'paper>(paper: &'paper Value, title: &str) -> &'paper Value {
    let parts = paper["parts"].as_array().unwrap();
    let found = parts.iter().find(|part| part["title"] == title);
    found.unwrap_or_else(|| panic!("no part {title} in {paper}"))
}

/// A session with an agenda in an order of its own, a delegate and a resolution; its secretary's visit.
async fn called(county: &mut County) -> String {
    let secretary = county.sign_in("dabir").await;
    let call = [
        ("day", "۱۴۰۵/۰۹/۰۳"),
        ("hour", "10:00"),
        ("place", "سالن <فرمانداری>"),
    ];
    county.deed("/sessions", &secretary, &call).await;
    for (title, agency) in [("گزارش راه", "1"), ("بهای آب", "0"), ("گزارش درمان", "2")]
    {
        let item = [("title", title), ("item_agency", agency)];
        county.deed("/sessions/1/items", &secretary, &item).await;
    }
    county.deed("/sessions/1/items/3/up", &secretary, &[]).await;
    let resolution = [
        ("text", "آگهی‌ها پانزده روز بماند"),
        ("agency", "1"),
        ("working_days", "۵"),
        ("proof", "فهرست آگهی‌ها"),
        ("about", ""),
    ];
    county
        .deed("/sessions/1/resolutions", &secretary, &resolution)
        .await;
    let seats = [
        ("seat-1", "present"),
        ("seat-2", "delegate"),
        ("delegate-2", "معاون درمان"),
    ];
    county.deed("/sessions/1/attendance", &secretary, &seats).await;
    secretary
}

async fn close(county: &mut County, secretary: &str) {
    let close = [
        ("version", "1"),
        ("minutes", "نخست گزارش‌ها شنیده شد.\r\n\r\nسپس رأی گرفته شد."),
        ("done", "1"),
        ("done", "3"),
    ];
    county.deed("/sessions/1/close", secretary, &close).await;
}

#[tokio::test]
async fn an_invitation_goes_to_the_seats_with_the_agenda_in_its_order() {
    for mut county in County::all().await {
        let secretary = called(&mut county).await;
        let invitation = paper(&mut county, "/sessions/1/invitation.json", &secretary).await;
        assert_eq!(
            (
                &invitation["kind"],
                &invitation["language"],
                &invitation["invocation"]
            ),
            (&"invitation".into(), &"fa".into(), &"بسمه تعالی".into())
        );
        assert_eq!(invitation["letterhead"][0]["value"], "۱/د");
        assert_eq!(
            invitation["letterhead"][1]["value"], "۳ آذر ۱۴۰۵",
            "the day it was called"
        );
        assert_eq!(invitation["facts"][0]["value"], "سه‌شنبه ۳ آذر ۱۴۰۵");
        assert_eq!(invitation["facts"][1]["value"], "۱۰:۰۰");
        assert_eq!(
            part(&invitation, "دستور جلسه")["list"],
            serde_json::json!([
                "گزارش راه؛ گزارش‌دهنده: اداره راهداری",
                "گزارش درمان؛ گزارش‌دهنده: شبکه بهداشت",
                "بهای آب"
            ])
        );
        assert_eq!(
            part(&invitation, "گیرندگان")["list"],
            serde_json::json!(["اداره راهداری: rah", "شبکه بهداشت: behdasht"])
        );
        assert_eq!(invitation["signatures"][0]["name"], "farmandar");
        assert!(invitation["receipt"].is_null());

        let page = county.page("/sessions/1/invitation", &secretary).await;
        assert!(page.contains("سالن &#60;فرمانداری&#62;"), "{page}");
        assert!(
            page.contains("جلسهٔ ۱ شورا، سه‌شنبه ۳ آذر ۱۴۰۵ ساعت ۱۰:۰۰"),
            "the message to copy"
        );
        let english = county.page("/en/sessions/1/invitation", &secretary).await;
        assert!(english.contains("Invitation to session 1") && english.contains("Roads reports on: "));
        assert!(english.contains("Tuesday 24 November 2026") && !english.contains("بسمه"));
        let session = county.page("/sessions/1", &secretary).await;
        assert!(session.contains("href=\"/sessions/1/invitation\""));

        // Once it has gone out, it bears the number under which the office sent it.
        county.place.wait(1);
        let secretary = county.sign_in("dabir").await;
        county
            .deed("/sessions/1/invite", &secretary, &[("letter", "۱۲۳/۴۵")])
            .await;
        let sent = paper(&mut county, "/sessions/1/invitation.json", &secretary).await;
        assert_eq!(sent["letterhead"][0]["value"], "۱۲۳/۴۵");
        assert_eq!(sent["letterhead"][1]["value"], "۴ آذر ۱۴۰۵");
    }
}

#[tokio::test]
async fn minutes_are_a_draft_before_the_closing_and_kept_as_they_were_after_it() {
    for mut county in County::all().await {
        let secretary = called(&mut county).await;
        let draft = paper(&mut county, "/sessions/1/minutes.json", &secretary).await;
        assert!(draft["title"].as_str().unwrap().starts_with("پیش‌نویس"), "{draft}");
        assert!(draft["receipt"].is_null() && draft["signatures"] == serde_json::json!([]));
        let (status, ..) = county.ask("GET", "/sessions/1/receipt", &secretary, &[]).await;
        assert_eq!(status, StatusCode::CONFLICT);

        close(&mut county, &secretary).await;
        let minutes = paper(&mut county, "/sessions/1/minutes.json", &secretary).await;
        assert_eq!(minutes["title"], "صورتجلسهٔ شورای اداری، جلسهٔ شمارهٔ ۱");
        assert_eq!(
            part(&minutes, "حاضران و غایبان")["table"]["rows"],
            serde_json::json!([
                ["۱", "اداره راهداری", "حاضر", "rah"],
                ["۲", "شبکه بهداشت", "نماینده", "معاون درمان"]
            ])
        );
        assert_eq!(
            part(&minutes, "دستور جلسه")["table"]["rows"],
            serde_json::json!([
                ["۱", "گزارش راه", "اداره راهداری", "رسیدگی شد"],
                ["۲", "گزارش درمان", "شبکه بهداشت", "رسیدگی شد"],
                ["۳", "بهای آب", "–", "به جلسهٔ بعد رفت"]
            ])
        );
        assert_eq!(
            part(&minutes, "شرح جلسه")["paragraphs"],
            serde_json::json!(["نخست گزارش‌ها شنیده شد.", "سپس رأی گرفته شد."])
        );
        let resolution = serde_json::json!([[
            "۱",
            "آگهی‌ها پانزده روز بماند",
            "اداره راهداری",
            "۱۰ آذر ۱۴۰۵",
            "فهرست آگهی‌ها"
        ]]);
        assert_eq!(part(&minutes, "مصوبات")["table"]["rows"], resolution);
        let signing: Vec<_> = minutes["signatures"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["name"].as_str().unwrap(), one["post"].as_str().unwrap()))
            .collect();
        assert_eq!(
            signing,
            [
                ("farmandar", "فرماندار و رئیس شورای اداری"),
                ("dabir", "دبیر شورای اداری"),
                ("rah", "اداره راهداری"),
                ("معاون درمان", "نمایندهٔ شبکه بهداشت"),
            ]
        );

        // What was signed does not change with the records it was made of.
        behind(&county, "UPDATE people SET name = 'دیگری'").await;
        behind(&county, "UPDATE terms_in_force SET due = '2030-01-01'").await;
        behind(&county, "UPDATE agencies SET name_fa = name_fa || ' دو'").await;
        let again = paper(&mut county, "/sessions/1/minutes.json", &secretary).await;
        assert_eq!(again, minutes);
        let english = county.page("/en/sessions/1/minutes", &secretary).await;
        assert!(english.contains("Minutes of session 1") && english.contains("1 December 2026"));
        assert!(english.contains("carried over") && english.contains("For Health"));
    }
}

#[tokio::test]
async fn anybody_reads_the_minutes_once_they_are_published_and_no_delegates_name() {
    for mut county in County::all().await {
        let secretary = called(&mut county).await;
        close(&mut county, &secretary).await;
        publish(&county).await;
        for path in ["minutes", "minutes.json", "receipt", "records.jsonl"] {
            let (status, ..) = county
                .ask("GET", &format!("/portal/sessions/1/{path}"), "", &[])
                .await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path} before it is published");
        }
        county.deed("/sessions/1/publish", &secretary, &[]).await;
        let page = county.page("/portal/sessions/1/minutes", "").await;
        assert!(page.contains("نماینده") && page.contains("آگهی‌ها پانزده روز بماند"));
        let receipt = county.page("/portal/sessions/1/receipt", "").await;
        let data = county.page("/portal/sessions/1/minutes.json", "").await;
        for text in [&page, &receipt, &data] {
            assert!(!text.contains("معاون درمان"), "{text}");
        }
        let examined = examine(&Receipt::parse(&receipt).unwrap(), &verifier()).unwrap();
        assert!(examined.carried[0].vouched.is_some() && examined.carried[0].line.contains("شنیده شد"));
        assert_eq!(examined.actor, None, "what anybody gets names the hat alone");
        let records = county.page("/portal/sessions/1/records.jsonl", "").await;
        assert!(!records.contains("معاون درمان") && records.contains("\"table\":\"publications\""));
        hold(&county.place.db.entries(0, 1_000).await.unwrap(), &records);
        let (status, ..) = county
            .ask("GET", "/portal/sessions/2/records.jsonl", "", &[])
            .await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (status, ..) = county.ask("GET", "/portal/sessions/2/minutes", "", &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_receipt_vouches_for_the_minutes_and_shows_what_was_altered() {
    for mut county in County::all().await {
        let secretary = called(&mut county).await;
        publish(&county).await;
        close(&mut county, &secretary).await;
        let page = county.page("/sessions/1/minutes", &secretary).await;
        assert!(page.contains("هنوز زیر گواه امضاشدهٔ دفتر نیست"), "{page}");
        let (status, _, said) = county.ask("GET", "/sessions/1/receipt", &secretary, &[]).await;
        assert!(status == StatusCode::CONFLICT && said.contains("چند لحظهٔ دیگر"));

        publish(&county).await;
        let text = county.page("/sessions/1/receipt", &secretary).await;
        let receipt = Receipt::parse(&text).unwrap();
        let examined = examine(&receipt, &verifier()).unwrap();
        assert_eq!(
            (
                examined.entry.deed.as_str(),
                examined.entry.case.as_deref(),
                examined.entry.role.as_str()
            ),
            ("session.close", Some("session/1"), "secretary")
        );
        assert!(matches!(examined.actor, Some(ActorFound::Vouched(_))));
        let named = text.split("actor ").nth(1).unwrap();
        let (opening, _) = named.split_once('\n').unwrap();
        let other = text.replace(opening, &format!("{opening}7"));
        let other = examine(&Receipt::parse(&other).unwrap(), &verifier()).unwrap();
        assert_eq!(other.actor, Some(ActorFound::Differs));
        let carried = &examined.carried[0];
        assert_eq!(carried.vouched.as_ref().unwrap().table, "minutes");
        assert!(
            !carried.line.contains("معاون درمان") && carried.line.contains("سپس رأی گرفته شد"),
            "a name that may have to go is committed to and not written down for ever"
        );
        let page = county.page("/sessions/1/minutes", &secretary).await;
        let root = examined.checkpoint.root;
        assert!(page.contains(&root.short_code()));
        assert!(page.contains(&root.to_base64().replace('+', "&#43;")) || page.contains(&root.to_base64()));
        assert!(page.contains("به دست دبیر شورا"), "whose entry it is");

        // A letter of the minutes, of the entry, of the checkpoint; another county's key.
        let altered = Receipt::parse(&text.replace("سپس رأی گرفته شد", "سپس رأی گرفته نشد")).unwrap();
        assert_eq!(examine(&altered, &verifier()).unwrap().carried[0].vouched, None);
        let altered =
            Receipt::parse(&text.replace("\"role\":\"secretary\"", "\"role\":\"governor\"")).unwrap();
        assert_eq!(examine(&altered, &verifier()), Err(ReceiptError::NotIncluded));
        let size = examined.checkpoint.size;
        let altered =
            Receipt::parse(&text.replace(&format!("\n{size}\n"), &format!("\n{}\n", size + 1))).unwrap();
        assert!(matches!(
            examine(&altered, &verifier()),
            Err(ReceiptError::Note(NoteError::BadSignature { .. }))
        ));
        let other = Signer::from_seed("golugah/county", &[8; 32]).unwrap().verifier();
        assert!(matches!(examine(&receipt, &other), Err(ReceiptError::Note(_))));
        assert_eq!(Receipt::parse(&text[..60]), Err(ReceiptError::Malformed));

        // Altered in the database: the paper says so, and the receipt it gives does not hold.
        behind(
            &county,
            "UPDATE minutes SET facts = REPLACE(facts, 'گرفته شد', 'گرفته نشد')",
        )
        .await;
        let page = county.page("/sessions/1/minutes", &secretary).await;
        assert!(
            page.contains("این برگ رسید ندارد") && !page.contains(&root.short_code()),
            "{page}"
        );
        let text = county.page("/sessions/1/receipt", &secretary).await;
        let found = examine(&Receipt::parse(&text).unwrap(), &verifier()).unwrap();
        assert_eq!(found.carried[0].vouched, None);
        // Taken away: nothing is passed off as what was kept.
        behind(&county, "DELETE FROM minutes").await;
        let page = county.page("/sessions/1/minutes", &secretary).await;
        assert!(page.contains("این برگ رسید ندارد"), "{page}");
    }
}

#[tokio::test]
async fn a_session_that_no_deed_closed_has_no_receipt() {
    for mut county in County::all().await {
        let secretary = called(&mut county).await;
        publish(&county).await;
        behind(&county, "UPDATE sessions SET state = 'closed', published = 1").await;
        let page = county.page("/portal/sessions/1/minutes", "").await;
        assert!(page.contains("دفتر کارها بستن این جلسه را ندارد"), "{page}");
        let (status, ..) = county.ask("GET", "/sessions/1/receipt", &secretary, &[]).await;
        assert_eq!(status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn minutes_name_whoever_chaired_in_the_governors_place() {
    for mut county in County::all().await {
        let secretary = called(&mut county).await;
        let refused = [("version", "1"), ("minutes", ""), ("stand_in", "معاون فرماندار")];
        let (status, _, page) = county
            .ask("POST", "/sessions/1/close", &secretary, &refused)
            .await;
        assert!(
            status == StatusCode::CONFLICT && page.contains("معاون فرماندار"),
            "what was typed is kept"
        );
        let close = [
            ("version", "1"),
            ("minutes", "شنیده شد."),
            ("stand_in", " معاون فرماندار "),
        ];
        county.deed("/sessions/1/close", &secretary, &close).await;
        publish(&county).await;
        let minutes = paper(&mut county, "/sessions/1/minutes.json", &secretary).await;
        assert_eq!(minutes["facts"][3]["value"], "معاون فرماندار");
        assert_eq!(
            minutes["signatures"][0],
            serde_json::json!({"name": "معاون فرماندار", "post": "رئیس جلسه به جای فرماندار"})
        );
        assert_eq!(
            minutes["receipt"]["lines"].as_array().unwrap().len(),
            8,
            "it is found in the log"
        );
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}

/// Holds records with their salts against the entries, as `docs/log.md` says it.
fn hold(entries: &[String], records: &str) {
    let mut last = std::collections::HashMap::new();
    for entry in entries {
        let entry: serde_json::Value = serde_json::from_str(entry).unwrap();
        for record in entry["records"].as_array().unwrap() {
            let key = (record["table"].to_string(), record["key"].to_string());
            last.insert(key, (record["shape"].to_string(), record["sha256"].clone()));
        }
    }
    assert_eq!(
        records.lines().count(),
        4,
        "session, publication, minutes, resolution"
    );
    for line in records.lines() {
        let read: serde_json::Value = serde_json::from_str(line).unwrap();
        let (shape, sha256) = &last[&(read["table"].to_string(), read["key"].to_string())];
        let salt = golugah_ledger::Salt::parse(read["salt"].as_str().unwrap()).unwrap();
        let found = salt.row(shape.parse().unwrap(), &read["row"].to_string());
        assert_eq!(sha256, found.to_hex().as_str(), "{line}");
    }
}
