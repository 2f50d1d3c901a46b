//! What pages show instead of telling: a bottleneck's life with its findings, the list by state, the funnel of agencies.

use axum::http::StatusCode;
use golugah_county::bottlenecks::actions::{
    FindBottleneck, Found, KeepFindings, MeasureBottleneck, Outcome, ReviewBottleneck,
};
use golugah_county::bottlenecks::{is_named_so, measured_without_findings};
use golugah_county::resolutions::actions::{Demand, DraftResolution, JudgeEvidence, ReportResolution};
use golugah_county::sessions::actions::{CallSession, CloseSession};
use golugah_desk::{Actor, Deed, Matter, Refusal};
use golugah_findings::{Finding, Kind, Source, Subject, Support};
use golugah_persian::WorkingCalendar;

use crate::site::County;

fn actor(person: i64, role: &str) -> Actor {
    Actor {
        person: Some(person),
        role: role.to_owned(),
    }
}

impl County {
    async fn does<D: Deed>(&self, actor: Actor, deed: D) -> D::Done {
        self.place.db.perform(actor, deed).await.unwrap()
    }

    async fn found(&self, office: &str) -> i64 {
        let found = FindBottleneck {
            indicator: "single_bidder_tender".to_owned(),
            code: "R018".to_owned(),
            group: ("buyer".to_owned(), office.to_owned(), format!("دفتر {office}")),
            sentence: ("۴۵ از ۹۰ مناقصه".to_owned(), "45 of 90 tenders".to_owned()),
            counts: (45, 90),
            verdict: r#"{"rate":0.5,"peer_rate":0.05,"material_threshold":0.1,
                "visible":{"cases":40,"rate":0.09,"cases_to_clear":110}}"#
                .to_owned(),
        };
        match self.does(Actor::program(), found).await {
            Found::New(id) | Found::Known(id) => id,
        }
    }

    async fn reviewed(&self, bottleneck: i64, dismissed_because: Option<&str>) {
        let review = ReviewBottleneck {
            bottleneck,
            version: 1,
            dismissed_because: dismissed_because.map(str::to_owned),
        };
        self.does(actor(2, "inspector"), review).await;
    }

    /// A session of today that takes a resolution about a bottleneck, or about none.
    async fn resolved(&self, agency: i64, bottleneck: Option<i64>) -> i64 {
        let secretary = || actor(1, "secretary");
        let (day, hour, place) = (self.place.today(), "10:00".to_owned(), "سالن".to_owned());
        let session = self.does(secretary(), CallSession { day, hour, place }).await;
        let demand = Demand {
            text: "دعوت از پنج شرکت".to_owned(),
            agency,
            working_days: 5,
            proof: "فهرست دعوت‌ها".to_owned(),
        };
        let take = DraftResolution {
            session,
            demand,
            about: bottleneck.map(|id| Matter::of("bottleneck", id)),
        };
        let resolution = self.does(secretary(), take).await;
        let close = CloseSession {
            session,
            version: 1,
            minutes: "صورتجلسه".to_owned(),
            done: Vec::new(),
            calendar: WorkingCalendar::iran(),
        };
        self.does(secretary(), close).await;
        resolution
    }

    async fn reported(&self, resolution: i64) {
        let report = ReportResolution {
            resolution,
            text: "انجام شد".to_owned(),
            file_sha256: None,
        };
        self.does(actor(3, "agency_head"), report).await;
    }

    async fn judged(&self, resolution: i64) {
        let accept = JudgeEvidence {
            resolution,
            seen: None,
            refused_because: None,
            calendar: WorkingCalendar::iran(),
        };
        self.does(actor(1, "secretary"), accept).await;
    }

    async fn measured(&self, bottleneck: i64, counts: (i64, i64), outcome: Outcome) -> i64 {
        let measure = MeasureBottleneck {
            bottleneck,
            counts,
            outcome,
            detail: detail(counts, outcome),
        };
        self.does(Actor::program(), measure).await
    }
}

/// A measurement as the worker keeps it: one without a case has no peers.
fn detail((raised, computable): (i64, i64), outcome: Outcome) -> String {
    let (state, lack, cases_needed) = match outcome {
        Outcome::Cleared => ("cleared", None, 0),
        Outcome::NotCleared => ("not_cleared", None, 0),
        Outcome::NotEnoughData(needed) => ("not_enough_data", Some("cases"), needed),
    };
    let seen = |figure: f64| (computable > 0).then_some(figure);
    let effect = serde_json::json!({
        "is_said": true, "by_itself": [0.001, 0.002], "expected": 0.4, "noise": 0.3, "noise_groups": 40, "control": null,
    });
    let detail = serde_json::json!({
        "again": {
            "state": state, "lack": lack, "cases_needed": cases_needed, "days_needed": null, "raised": raised,
            "computable": computable, "batches": 6, "design_effect": 1.2, "peer_rate": seen(0.05), "peers": 20,
            "material_threshold": seen(0.12), "probability": seen(0.01), "in_halves": null,
            "effect": (computable > 0).then_some(effect),
        },
        "due": (computable == 0).then_some("2027-05-01"),
        "risen": [{ "indicator": "direct_award", "rate_before": 0.1, "rate_after": 0.6 }],
        "peer_rate_after": seen(0.05),
    });
    detail.to_string()
}

fn support(subject: &str, count: u64) -> Support {
    let finding = Finding {
        indicator: "single_bidder_tender".to_owned(),
        code: Some("R018".to_owned()),
        subject: Subject {
            kind: Kind::Tender,
            id: subject.to_owned(),
        },
        value: 1.0,
        threshold: 1.0,
        groups: [(Kind::Buyer, "b-1".to_owned())].into_iter().collect(),
        date: Some("2026-03-21".to_owned()),
        evidence: [("winner".into(), "s-9".into())].into_iter().collect(),
        sources: vec![Source {
            file: "مناقصه‌ها<1>.jsonl".to_owned(),
            line: 1200,
        }],
    };
    Support {
        count,
        findings: vec![finding],
        names: [("s-9".to_owned(), "شرکت <کاوه>".to_owned())]
            .into_iter()
            .collect(),
        ..Support::default()
    }
}

#[tokio::test]
async fn the_life_of_a_bottleneck_is_seen_with_its_findings() {
    for mut county in County::all().await {
        let id = county.found("b-1").await;
        let keep = |measurement, support| KeepFindings {
            bottleneck: id,
            measurement,
            import: None,
            support,
        };
        let by_hand = county
            .place
            .db
            .perform(actor(2, "inspector"), keep(None, support("t-0", 1)));
        assert!(matches!(
            by_hand.await,
            Err(Refusal::Rule("refusal-measured-not-said"))
        ));
        county
            .does(Actor::program(), keep(None, support("t-1", 45)))
            .await;
        let read = county.place.db.read();
        assert!(is_named_so(read, id, &support("t-1", 45)).await.unwrap());
        assert!(!is_named_so(read, id, &support("t-1", 46)).await.unwrap());
        county.place.wait(2);
        county.reviewed(id, None).await;
        county.place.wait(5);
        let resolution = county.resolved(1, Some(id)).await;
        county.place.wait(3);
        county.reported(resolution).await;
        county.place.wait(1);
        county.judged(resolution).await;
        county.place.wait(60);
        county.measured(id, (0, 0), Outcome::NotEnoughData(31)).await;
        let inspector = county.sign_in("bazres").await;
        let waiting = county.page("/bottlenecks/1", &inspector).await;
        for words in [
            "اگر ۳۱ مورد دیگر",
            "نیست.</p><p>هنوز نمی‌توان گفت: اگر موارد تازه مانند موارد واحدهای مشابه باشد، ۳۱ مورد دیگر لازم است",
            "با آهنگ کنونی موارد، پاسخ تا ۱۱ اردیبهشت ۱۴۰۶ به دست می‌آید.",
        ] {
            assert!(waiting.contains(words), "{words}: {waiting}");
        }
        county.place.wait(60);
        let measurement = county.measured(id, (4, 80), Outcome::Cleared).await;
        let read = county.place.db.read();
        assert_eq!(
            measured_without_findings(read, id).await.unwrap(),
            Some(measurement)
        );
        let later = keep(Some(measurement), support("t-2", 4));
        county.does(Actor::program(), later).await;
        let read = county.place.db.read();
        assert_eq!(measured_without_findings(read, id).await.unwrap(), None);
        let since = keep(None, support("t-3", 69));
        county.does(Actor::program(), since).await;

        let inspector = county.sign_in("bazres").await;
        let page = county.page("/bottlenecks/1", &inspector).await;
        // The days in their order, in words beside the marks.
        let told = [
            "<time datetime=\"2026-11-24\">۳ آذر ۱۴۰۵</time></p><p class=\"what\">این گلوگاه با سنجش داده‌ها شناسایی شد",
            "<time datetime=\"2026-11-26\">۵ آذر ۱۴۰۵</time></p><p class=\"what\">بازرس آن را تأیید کرد",
            "جلسهٔ شمارهٔ ۱: مسئول، سررسید و گواه تعیین شد",
            "گواه اقدام اصلاحی پذیرفته شد",
            "سنجش دوباره: هنوز داده کافی نیست",
            "سنجش دوباره: رفع شده",
        ];
        let mut from = 0;
        for words in told {
            let at = page[from..].find(words);
            from += at.unwrap_or_else(|| {
                panic!(
                    "{}: {words} is not there or too early: {page}",
                    county.place.engine
                )
            });
        }
        // Six marks, of which two have a rate; a measurement without a case has none.
        assert_eq!(page.matches("<circle class=\"deed\"").count(), 6, "{page}");
        // Two rates and two of the peers.
        assert_eq!(page.matches("<svg class=\"at\"").count(), 4, "{page}");
        assert!(page.contains("۴ از ۸۰ (۵\u{200f}٪)"), "{page}");
        // The peers' rate at the last measurement, and what is meant by it.
        assert!(
            page.contains("واحدهای مشابه، ۱۴۰۶/۰۱/۱۵</dt><dd>۵\u{200f}٪</dd>"),
            "{page}"
        );
        assert!(page.contains("نرخ آنان همه‌جا در این برگه به یک معناست"), "{page}");
        // State and effect apart, the limit of the same window, and what rose instead.
        for words in [
            "در ۴ مورد از ۸۰ موردی که پس از اقدام اصلاحی آغاز شده، دیده شده است (۵\u{200f}٪)",
            "و آستانهٔ گلوگاه ۱۲\u{200f}٪ است",
            "پایین‌تر از آستانه است: رفع شده است",
            "اگر کاری نشده بود، نرخی حدود ۴۰\u{200f}٪ انتظار می‌رفت",
            "(از ۱۰\u{200f}٪ به ۶۰\u{200f}٪)",
            "آستانهٔ گلوگاه، ۱۴۰۶/۰۱/۱۵</dt><dd>۱۲\u{200f}٪</dd>",
            "ارقام از سنجش ۱۵ فروردین ۱۴۰۶ و تنها از مواردی است که پس از",
            "نرخ هنگام شناسایی، ۴۵ از ۹۰، ۱۴۰۵/۰۹/۰۳</dt><dd>۵۰\u{200f}٪</dd>",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert_eq!(page.matches("class=\"peers-path\"").count(), 1, "{page}");
        // The findings of the measurement and of what named it, with their evidence, nothing of it markup.
        for words in [
            "t-2",
            "t-1",
            "شرکت &#60;کاوه&#62; (s-9)",
            "مناقصه‌ها&#60;1&#62;.jsonl",
            "سطر ۱٬۲۰۰",
            "موارد مبنای شناسایی: ۴۵ مورد",
            "داده‌ها این‌جا دیده شده است: ۶۹ مورد",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(page.contains("۴۴ مورد دیگر این‌جا نیامده است"), "{page}");
        assert!(!page.contains("t-0"));
        let english = county.page("/en/bottlenecks/1", &inspector).await;
        assert!(
            english.contains("4 of 80 (5\u{a0}%)") && english.contains("Session 1 set owner"),
            "{english}"
        );
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn bottlenecks_are_listed_by_state_and_by_page() {
    for mut county in County::all().await {
        for number in 1..=53 {
            county.found(&format!("b-{number}")).await;
        }
        county.reviewed(1, None).await;
        county.reviewed(2, Some("دو عرضه‌کننده دارد")).await;
        let cookie = county.sign_in("farmandar").await;
        let open = county.page("/bottlenecks", &cookie).await;
        assert!(
            open.contains("در جریان <span class=\"count\">۵۲</span>"),
            "{open}"
        );
        assert_eq!(open.matches("<li class=\"row\">").count(), 50);
        assert!(open.contains("rel=\"next\" href=\"?after=1~51\"") && !open.contains("rel=\"prev\""));
        let rest = county.page("/bottlenecks?after=1~51", &cookie).await;
        assert_eq!(rest.matches("<li class=\"row\">").count(), 2);
        assert!(rest.contains("rel=\"prev\" href=\"?before=1~52\"") && !rest.contains("rel=\"next\""));
        // What can be seen at all is said where the council decides, before it does.
        let one = county.page("/bottlenecks/3", &cookie).await;
        let seen = "با حدود ۴۰ مورد در سال، تنها اگر نرخ از ۵۰\u{200f}٪ به ۹\u{200f}٪ یا کمتر برسد";
        assert!(one.contains(seen), "{one}");
        assert!(
            one.contains("۱۱۰ مورد با نرخ واحدهای مشابه لازم است؛ با این آهنگ حدود ۳۳ ماه"),
            "{one}"
        );
        assert!(
            !county
                .page("/bottlenecks/2", &cookie)
                .await
                .contains("مورد در سال")
        );
        let dismissed = county.page("/en/bottlenecks?state=dismissed", &cookie).await;
        assert_eq!(dismissed.matches("<li class=\"row\">").count(), 1);
        assert!(dismissed.contains("/en/bottlenecks/2\""), "{dismissed}");
        let cleared = county.page("/bottlenecks?state=cleared", &cookie).await;
        assert!(cleared.contains("گلوگاهی در این بخش نیست"), "{cleared}");
        for odd in [
            "?after=-3",
            "?after=1~9223372036854775808",
            "?before=x~y",
            "?state=';--",
        ] {
            county.page(&format!("/bottlenecks{odd}"), &cookie).await;
        }
    }
}

#[tokio::test]
async fn the_funnel_counts_what_became_of_what_was_given() {
    for mut county in County::all().await {
        let bottleneck = county.found("b-1").await;
        county.reviewed(bottleneck, None).await;
        // In time, and judged long after.
        let kept = county.resolved(1, Some(bottleneck)).await;
        county.reported(kept).await;
        county.place.wait(30);
        county.judged(kept).await;
        // Reported too late, and accepted.
        let slow = county.resolved(1, None).await;
        county.place.wait(30);
        county.reported(slow).await;
        county.judged(slow).await;
        // Late, and another agency's not yet due.
        county.resolved(1, None).await;
        county.place.wait(30);
        county.resolved(2, None).await;
        let cookie = county.sign_in("farmandar").await;
        let page = county.page("/agencies/funnel", &cookie).await;
        let roads = page.find("href=\"/agencies/1\"").unwrap();
        let health = page.find("href=\"/agencies/2\"").unwrap();
        assert!(roads < health, "who is late stands first");
        let figures = |text: &str| {
            let cells = text.split("<td class=\"number\"").skip(1);
            cells
                .map(|cell| {
                    cell.split_once('>')
                        .unwrap()
                        .1
                        .split_once("</td>")
                        .unwrap()
                        .0
                        .to_owned()
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(
            figures(&page[roads..health]),
            ["۳", "۲", "۲", "۱", "<span class=\"status status--late\">۱</span>"],
            "{}",
            county.place.engine
        );
        assert_eq!(figures(&page[health..]), ["۱", "۰", "۰", "۰", "۰"]);
        let agency = county.page("/agencies/1", &cookie).await;
        assert!(
            agency.contains("۱ مصوبهٔ این دستگاه از سررسید گذشته است"),
            "{agency}"
        );
        assert!(agency.contains("href=\"/bottlenecks/1\"") && agency.contains("روز کاری تأخیر"));
        assert_eq!(agency.matches("status--done").count(), 2, "two kept: {agency}");
        let english = county.page("/en/agencies/2", &cookie).await;
        assert!(
            english.contains("None of this agency&#39;s resolutions is late"),
            "{english}"
        );
        let (status, ..) = county.ask("GET", "/agencies/99", &cookie, &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
