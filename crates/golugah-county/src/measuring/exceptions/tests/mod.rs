//! Cases against a rule: who enters and who answers, what comes and goes with the data, what the pages and the agenda say.

use axum::http::StatusCode;
use golugah_county::exceptions::actions::{FindExceptions, FoundCase, JudgeCases, WithdrawCases};
use golugah_county::exceptions::{CASES_AT_ONCE, CaseState, Exception, cases_of, of_rule_in_month};
use golugah_desk::{Actor, Deed, Refusal};
use golugah_findings::{Datum, Finding, Kind, Pairs, Source, Subject, Support};

use crate::agenda::holds;
use crate::databases::{Place, people, places};
use crate::site::County;

const RULE: &str = "short_submission_period";
const MONTH: &str = "1405-07";

fn found(id: &str, days: f64) -> FoundCase {
    let finding = Finding {
        indicator: RULE.to_owned(),
        code: Some("R003".to_owned()),
        subject: Subject {
            kind: Kind::Tender,
            id: id.to_owned(),
        },
        value: days,
        threshold: 10.0,
        groups: [(Kind::Buyer, "IR-1".to_owned())].into_iter().collect(),
        date: Some("2026-10-05".to_owned()),
        evidence: [("days".into(), Datum::Number(days))].into_iter().collect(),
        sources: vec![Source {
            file: "tenders.jsonl".to_owned(),
            line: 7,
        }],
    };
    FoundCase {
        subject: ("tender".to_owned(), id.to_owned()),
        day: Some("2026-10-05".to_owned()),
        office: None,
        support: Support {
            count: 1,
            findings: vec![finding],
            names: Pairs::default(),
            definition_sha256: "5".repeat(64),
            inputs: Pairs::default(),
        },
    }
}

pub(crate) fn find(cases: i64, ids: &[&str]) -> FindExceptions {
    FindExceptions {
        indicator: RULE.to_owned(),
        code: "R003".to_owned(),
        title: ("مهلت کوتاه".to_owned(), "Short time to bid".to_owned()),
        month: MONTH.to_owned(),
        cases,
        import: None,
        found: ids.iter().map(|id| found(id, 4.0)).collect(),
    }
}

async fn row(place: &Place) -> Exception {
    of_rule_in_month(place.db.read(), RULE, MONTH)
        .await
        .unwrap()
        .unwrap()
}

async fn judge(place: &Place, cases: &[i64], verdict: CaseState, answer: &str) -> JudgeCases {
    let row = row(place).await;
    JudgeCases {
        exception: row.id,
        version: row.version,
        cases: cases.to_vec(),
        verdict,
        answer: answer.to_owned(),
    }
}

async fn states(place: &Place) -> Vec<CaseState> {
    let row = row(place).await;
    let cases = cases_of(place.db.read(), row.id).await.unwrap();
    cases.into_iter().map(|case| case.state).collect()
}

async fn refusal<D: Deed>(place: &Place, actor: &Actor, deed: D) -> Option<&'static str> {
    match place.db.perform(actor.clone(), deed).await {
        Err(Refusal::Rule(key)) => Some(key),
        _ => None,
    }
}

#[tokio::test]
async fn an_answer_has_words_its_own_roles_and_a_way_back() {
    use CaseState::{Accepted, Explained, Gone, Open};
    for place in places().await {
        let who = people(&place.db).await;
        let by_hand = find(2, &["t-1", "t-2"]);
        let key = refusal(&place, &who.inspector, by_hand).await;
        assert_eq!(key, Some("refusal-measured-not-said"));
        place.does(&Actor::program(), find(2, &["t-1", "t-2"])).await;
        for (actor, deed, key) in [
            (
                &who.head_of_roads,
                judge(&place, &[1], Explained, "نامه").await,
                "refusal-neither-inspector-nor-secretary",
            ),
            (
                &who.inspector,
                judge(&place, &[], Explained, "نامه").await,
                "refusal-cases-which",
            ),
            (
                &who.inspector,
                judge(&place, &[1], Explained, " ").await,
                "refusal-answer-missing",
            ),
            (
                &who.inspector,
                judge(&place, &[1], Gone, "نامه").await,
                "refusal-measured-not-said",
            ),
            (
                &who.inspector,
                judge(&place, &[1], Open, "نامه").await,
                "refusal-case-unanswered",
            ),
        ] {
            assert_eq!(refusal(&place, actor, deed).await, Some(key));
        }
        let seen = judge(&place, &[1], Explained, "تمدید در سامانه ثبت نشده بود؛ نامهٔ ۱۲").await;
        let late = seen.clone();
        place.does(&who.inspector, seen).await;
        let twice = place.db.perform(who.inspector.clone(), late).await;
        assert!(
            matches!(twice, Err(Refusal::Changed)),
            "{}: {twice:?}",
            place.engine
        );
        place
            .does(&who.secretary, judge(&place, &[2], Accepted, "").await)
            .await;
        assert_eq!(states(&place).await, [Explained, Accepted]);
        place
            .does(
                &who.inspector,
                judge(&place, &[1, 2], Open, "نامه از دستگاه دیگری بود").await,
            )
            .await;
        assert_eq!(states(&place).await, [Open, Open]);
        holds(&place).await;
    }
}

#[tokio::test]
async fn what_the_data_no_longer_shows_is_gone_and_comes_again_unanswered() {
    use CaseState::{Accepted, Gone, Open};
    for place in places().await {
        let who = people(&place.db).await;
        let program = Actor::program();
        let exception = place.does(&program, find(2, &["t-1", "t-2"])).await;
        place
            .does(&who.inspector, judge(&place, &[1], Accepted, "").await)
            .await;
        // What is known and answered for stays as it is.
        place.does(&program, find(3, &["t-1", "t-3"])).await;
        assert_eq!(states(&place).await, [Accepted, Open, Open]);
        let withdraw = WithdrawCases {
            exception,
            cases: 1,
            gone: vec![1, 2],
        };
        place.does(&program, withdraw).await;
        assert_eq!(states(&place).await, [Gone, Gone, Open]);
        assert_eq!(row(&place).await.cases, 1);
        let late = judge(&place, &[1], Accepted, "").await;
        assert_eq!(
            refusal(&place, &who.inspector, late).await,
            Some("refusal-case-not-there-yet")
        );
        place.does(&program, find(2, &["t-1"])).await;
        assert_eq!(states(&place).await, [Open, Gone, Open]);
        let cases = cases_of(place.db.read(), exception).await.unwrap();
        assert!(
            cases.iter().all(|case| case.answer.is_empty()),
            "{}",
            place.engine
        );
        holds(&place).await;
    }
}

#[tokio::test]
async fn what_the_data_says_otherwise_is_asked_anew_and_another_line_of_the_file_is_not() {
    use CaseState::{Explained, Open};
    for place in places().await {
        let who = people(&place.db).await;
        let program = Actor::program();
        place.does(&program, find(1, &["t-1"])).await;
        place
            .does(&who.inspector, judge(&place, &[1], Explained, "نامهٔ ۱۲").await)
            .await;
        let mut moved = find(1, &["t-1"]);
        moved.found[0].support.findings[0].sources[0].line = 99;
        place.does(&program, moved).await;
        assert_eq!(states(&place).await, [Explained], "{}", place.engine);
        let mut corrected = find(1, &["t-1"]);
        corrected.found[0] = found("t-1", 2.0);
        place.does(&program, corrected).await;
        assert_eq!(states(&place).await, [Open], "{}", place.engine);
        let row = row(&place).await;
        let case = cases_of(place.db.read(), row.id).await.unwrap().remove(0);
        assert_eq!(case.answer, "");
        assert!(case.content.contains("2.0"), "{}", case.content);
        holds(&place).await;
    }
}

#[tokio::test]
async fn a_deed_enters_as_many_cases_as_it_says_each_of_an_office_that_nobody_knew() {
    for place in places().await {
        let ids: Vec<String> = (0..CASES_AT_ONCE).map(|number| format!("t-{number}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut find = find(200, &ids);
        for (number, case) in find.found.iter_mut().enumerate() {
            case.office = Some((
                "buyer".to_owned(),
                format!("IR-{number}"),
                format!("دفتر {number}"),
            ));
        }
        place.does(&Actor::program(), find).await;
        assert_eq!(states(&place).await.len(), CASES_AT_ONCE, "{}", place.engine);
    }
}

#[tokio::test]
async fn a_form_that_was_refused_shows_the_part_of_the_cases_that_it_was_about() {
    for mut county in County::all().await {
        let ids: Vec<String> = (1..=60).map(|number| format!("t-{number:02}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        county.place.does(&Actor::program(), find(60, &ids)).await;
        let cookie = county.sign_in("dabir").await;
        let second = county.page("/exceptions/1?after=50", &cookie).await;
        assert!(second.contains("t-51") && !second.contains("t-50"), "{second}");
        assert!(second.contains("name=\"after\" value=\"50\""), "{second}");
        let typed = [
            ("version", "1"),
            ("after", "50"),
            ("whole", "yes"),
            ("open", "51"),
            ("verdict", "explained"),
            ("answer", ""),
        ];
        let (status, _, page) = county.ask("POST", "/exceptions/1/judge", &cookie, &typed).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(page.contains("t-51") && !page.contains("t-50"), "{page}");
        let (status, _, page) = county.ask("GET", "/exceptions?all=maybe", &cookie, &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(page.contains("<html"), "{page}");
    }
}

#[tokio::test]
async fn the_pages_tell_each_case_and_a_form_that_was_refused_keeps_what_was_typed() {
    for mut county in County::all().await {
        county
            .place
            .does(&Actor::program(), find(230, &["t-1", "t-2"]))
            .await;
        let cookie = county.sign_in("bazres").await;
        let list = county.page("/exceptions", &cookie).await;
        for said in ["مهر ۱۴۰۵", "مهلت کوتاه", "۲۳۰ مناقصه"] {
            assert!(list.contains(said), "{said}: {list}");
        }
        let page = county.page("/exceptions/1", &cookie).await;
        for said in ["t-1", "t-2", "۲۲۸ مورد دیگر", "tenders.jsonl"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let today = county.page("/today", &cookie).await;
        assert!(today.contains("۲ مورد مغایر با قاعده"), "{today}");
        let typed = [
            ("version", "1"),
            ("case", "2"),
            ("verdict", "explained"),
            ("answer", "  "),
        ];
        let (status, _, page) = county.ask("POST", "/exceptions/1/judge", &cookie, &typed).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(
            page.contains("شرح خالی است") && page.contains("value=\"2\" checked"),
            "{page}"
        );
        let whole = [
            ("version", "1"),
            ("whole", "yes"),
            ("open", "1"),
            ("open", "2"),
            ("verdict", "accepted"),
        ];
        county.deed("/exceptions/1/judge", &cookie, &whole).await;
        assert_eq!(states(&county.place).await, [CaseState::Accepted; 2]);
        // One answer is taken back by its own button, with a reason, and both stay to be read.
        let back = [
            ("version", "2"),
            ("take_back", "2"),
            ("answer", "نامه از دستگاه دیگری بود"),
        ];
        let to = county.deed("/exceptions/1/judge", &cookie, &back).await;
        let page = county.page(&to, &cookie).await;
        for said in [
            "پاسخ ثبت شد",
            "دستگاه تأیید کرد",
            "پاسخ پس گرفته شد",
            "نامه از دستگاه دیگری بود",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let again = [("version", "3"), ("case", "2"), ("verdict", "accepted")];
        county.deed("/exceptions/1/judge", &cookie, &again).await;
        let list = county.page("/exceptions", &cookie).await;
        assert!(list.contains("به همهٔ موارد پاسخ داده شده است"), "{list}");
        let head = county.sign_in("rah").await;
        let page = county.page("/en/exceptions/1", &head).await;
        assert!(
            page.contains("confirmed by the office") && !page.contains("name=\"verdict\""),
            "{page}"
        );
    }
}

#[tokio::test]
async fn a_month_without_an_answer_is_proposed_and_goes_before_the_council() {
    for mut county in County::all().await {
        county
            .place
            .does(&Actor::program(), find(2, &["t-1", "t-2"]))
            .await;
        let secretary = Actor {
            person: Some(1),
            role: "secretary".to_owned(),
        };
        let call = golugah_county::sessions::actions::CallSession {
            day: county.place.today(),
            hour: "10:00".to_owned(),
            place: "سالن".to_owned(),
        };
        county.place.does(&secretary, call).await;
        let cookie = county.sign_in("dabir").await;
        let session = county.page("/sessions/1", &cookie).await;
        assert!(session.contains("مهلت کوتاه: ۲ مناقصه، مهر ۱۴۰۵"), "{session}");
        // Further lists are called lists and no bottlenecks, and what one press adds is said.
        for month in ["1405-04", "1405-05", "1405-06", "1405-08"] {
            let mut one = find(1, &["t-3"]);
            one.month = month.to_owned();
            county.place.does(&Actor::program(), one).await;
        }
        let session = county.page("/sessions/1", &cookie).await;
        for said in [
            "۲ فهرست ماهانهٔ دیگر از موارد مغایر با قاعده",
            "افزودن همهٔ ۵ پیشنهاد",
        ] {
            assert!(session.contains(said), "{said}: {session}");
        }
        assert!(!session.contains("گلوگاه دیگر"), "{session}");
        county
            .deed("/agenda", &cookie, &[("matter", "exception/1")])
            .await;
        let page = county.page("/exceptions/1", &cookie).await;
        assert!(page.contains("/sessions/1"), "{page}");
        let (status, _, _) = county
            .ask(
                "POST",
                "/sessions/1/items/1/resolution",
                &cookie,
                &[
                    ("version", "1"),
                    ("text", "پیگیری شود"),
                    ("agency", "99"),
                    ("days", "5"),
                    ("proof", "نامه"),
                ],
            )
            .await;
        assert!(status.is_client_error(), "{status}");
        holds(&county.place).await;
    }
}
