//! An invented report: eight bottlenecks of several kinds, sixty findings, and names that mean harm.

use std::collections::BTreeMap;

use golugah_findings::{
    Against, BatchKind, Bottleneck, ByOutsiders, Chance, Datum, Finding, Floor, Group, IndicatorSummary,
    Input, InputKind, Kind, NotNamed, ScanReport, Sentence, Source, StakeUnit, Subject, Times,
    WithoutVerdict,
};

use super::{Catalogue, IndicatorText, StakeMeasure};

/// A name that would break a page, a line and a terminal, if it could.
pub(crate) const HOSTILE_NAME: &str =
    "\u{202E}Ltd & \"Sons\"\u{202C} <script>alert('x')</script>\u{1b}[2J\nآسان‌راه";

fn text(fa: &str, en: &str) -> Sentence {
    Sentence {
        fa: fa.to_owned(),
        en: en.to_owned(),
    }
}

fn indicator(
    name: &str,
    code: Option<&str>,
    stake: StakeMeasure,
    title: Sentence,
    condition: Sentence,
    otherwise: Sentence,
) -> IndicatorText {
    let about = text(
        "# عنوان صفحه (R000)\n\n## چه نشان می‌دهد\nاین شاخص می‌شمارد که **چند بار** این وضع دیده شده است.\n\n## چه باید کرد\n- اسناد را بخوانید.\n- از دفتر بپرسید.",
        "# Title of the page (R000)\n\n## What it shows\nThis indicator counts **how often** the condition was seen.\n\n## What to do\n- Read the papers.\n- Ask the office.",
    );
    IndicatorText {
        condition_of: BTreeMap::new(),
        name: name.to_owned(),
        code: code.map(str::to_owned),
        title,
        condition,
        otherwise,
        rule: if name == "deadline_missed" {
            text(
                "مهلتی که خود پرونده نوشته است",
                "the due date that the case itself bears",
            )
        } else {
            Sentence::default()
        },
        about,
        stake,
    }
}

/// The texts of the indicators of the invented report.
pub(crate) fn catalogue() -> Catalogue {
    [
        indicator(
            "single_bidder_tender",
            Some("R018"),
            StakeMeasure::Money,
            text("مناقصه‌های تک‌پیشنهادی", "Single bids"),
            text(
                "مناقصه تنها یک پیشنهاددهنده داشته است",
                "tenders had a single bidder",
            ),
            text(
                "بازاری که فروشندگان اندکی دارد، یا کاری کوچک در جایی دورافتاده",
                "a market with few sellers, or a small job in a remote place",
            ),
        ),
        indicator(
            "short_submission_period",
            Some("R003"),
            StakeMeasure::Money,
            text("مهلت کوتاه برای پیشنهاد قیمت", "Short time to bid"),
            text(
                "مهلت تسلیم پیشنهاد کوتاه‌تر از حداقل بوده است",
                "tenders gave bidders less time than the minimum",
            ),
            text(
                "خرید فوری، یا آگهی‌ای که پیش از تاریخ ثبت‌شده نیز منتشر شده بوده است",
                "an urgent purchase, or a notice that was public before the recorded start",
            ),
        ),
        indicator(
            "rarely_winning_bidder",
            Some("R025"),
            StakeMeasure::Cases,
            text("شرکت‌کنندهٔ همیشه بازنده", "A tenderer that rarely wins"),
            text(
                "پیشنهاد معتبر این شرکت‌کننده برنده نشده است",
                "valid bids of this tenderer did not win",
            ),
            text(
                "شرکتی تازه‌کار، گران‌تر از بازار، یا شرکت‌کننده در رشته‌ای پررقابت",
                "a newcomer, a dear supplier, or a trade with much competition",
            ),
        ),
        indicator(
            "slow_passage",
            None,
            StakeMeasure::Days,
            text("گذر کند", "A slow passage"),
            text(
                "کار دیرتر از نودمین صدک همین گذر انجام شده است",
                "passages took longer than nine in ten of their kind",
            ),
            text(
                "پرونده‌های دشوارتر، مرخصی، یا نیمه‌وقت بودن کارشناس",
                "harder cases, leave, or an officer who works part-time",
            ),
        ),
        indicator(
            "overtaking",
            None,
            StakeMeasure::Cases,
            text("سبقت در نوبت", "Overtaking in the queue"),
            text(
                "پرونده از بیشتر پرونده‌های در نوبت پیش افتاده است",
                "cases overtook most of those waiting",
            ),
            text(
                "نوبت ویژهٔ قانونی، یا پرونده‌ای که پیش‌تر ناقص بازگشته بوده است",
                "a lawful priority, or a case that had been sent back before",
            ),
        ),
        indicator(
            "deadline_missed",
            None,
            StakeMeasure::Days,
            text("از موعد گذشته", "Past its due date"),
            text(
                "گام پس از موعد خود انجام شده است",
                "steps were done after their due date",
            ),
            text(
                "موعدی که با توافق تمدید شده و ثبت نشده است",
                "a due date that was extended by agreement and not recorded",
            ),
        ),
    ]
    .into_iter()
    .collect()
}

struct Place<'a> {
    kind: Kind,
    id: &'a str,
    name: &'a str,
    indicator: &'a str,
    code: Option<&'a str>,
    counts: (u64, u64),
    peers: (u64, f64),
    probability: f64,
    stake: (f64, StakeUnit),
}

/// Four decimals, which every reader of JSON gives back as they were.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

fn bottleneck(rank: u32, place: Place<'_>) -> Bottleneck {
    let (raised, computable) = place.counts;
    let (peers, peer_rate) = place.peers;
    Bottleneck {
        rank,
        group: Group {
            kind: place.kind,
            id: place.id.to_owned(),
            name: place.name.to_owned(),
            shares_name: false,
        },
        indicator: place.indicator.to_owned(),
        code: place.code.map(str::to_owned),
        raised,
        computable,
        batch: Some(match place.kind {
            Kind::Officer | Kind::Step => BatchKind::OfficerDay,
            _ => BatchKind::OfficeMonth,
        }),
        batches: computable.div_ceil(6),
        raised_batches: raised.div_ceil(5),
        design_effect: 1.5,
        rate: rounded(raised as f64 / computable as f64),
        peer_rate,
        peers,
        peer_rate_by_mix: peer_rate,
        peers_raised: (peers as f64 * 20.0 * peer_rate) as u64,
        peers_computable: peers * 20,
        material_threshold: rounded(
            (2.0 * peer_rate)
                .max(peer_rate + 0.05)
                .min((1.0 + peer_rate) / 2.0),
        ),
        probability: place.probability,
        steps: Vec::new(),
        by_outsiders: ByOutsiders {
            rare: rounded(place.probability * 0.99),
            usual: place.probability,
            frequent: place.probability,
        },
        excess: rounded(raised as f64 - computable as f64 * peer_rate),
        stake: place.stake.0,
        stake_unit: place.stake.1,
        visible: None,
        also_under: Vec::new(),
        currency_not_stated: None,
        sentence: Sentence::default(),
    }
}

fn bottlenecks() -> Vec<Bottleneck> {
    let rials = || StakeUnit::Currency("IRR".to_owned());
    let places = [
        Place {
            kind: Kind::ProcuringEntity,
            id: "IR-1042-07",
            name: "ادارهٔ راه و شهرسازی شهرستان نمونه",
            indicator: "single_bidder_tender",
            code: Some("R018"),
            counts: (34, 120),
            peers: (211, 0.055),
            probability: 0.9998,
            stake: (412_300_000_000.0, rials()),
        },
        Place {
            kind: Kind::Buyer,
            id: "IR-2210",
            name: "شرکت آب و فاضلاب روستایی",
            indicator: "short_submission_period",
            code: Some("R003"),
            counts: (61, 143),
            peers: (38, 0.173),
            probability: 0.987,
            stake: (96_450_000_000.0, rials()),
        },
        Place {
            kind: Kind::Officer,
            id: "کارشناس ۱۷",
            name: "کارشناس ۱۷",
            indicator: "slow_passage",
            code: None,
            counts: (88, 240),
            peers: (14, 0.102),
            probability: 0.9991,
            stake: (1_312.0, StakeUnit::Days),
        },
        Place {
            kind: Kind::Step,
            id: "پروانهٔ ساختمانی › کنترل نقشه",
            name: "پروانهٔ ساختمانی › کنترل نقشه",
            indicator: "deadline_missed",
            code: None,
            counts: (205, 310),
            peers: (11, 0.31),
            probability: 0.963,
            stake: (940.5, StakeUnit::Days),
        },
        Place {
            kind: Kind::Tenderer,
            id: "GB-COH-0099",
            name: HOSTILE_NAME,
            indicator: "rarely_winning_bidder",
            code: Some("R025"),
            counts: (52, 53),
            peers: (402, 0.61),
            probability: 0.81,
            stake: (19.7, StakeUnit::Cases),
        },
        Place {
            kind: Kind::Applicant,
            id: "متقاضی ۳۰۸",
            name: "تعاونی مسکن کارکنان",
            indicator: "overtaking",
            code: None,
            counts: (9, 14),
            peers: (1, 0.0004),
            probability: 0.9993,
            stake: (9.0, StakeUnit::Cases),
        },
        Place {
            kind: Kind::Supplier,
            id: "SUP-5",
            name: "Chief Engineer, Public Health Engineering Department (Water), Assam – Mechanical Circle",
            indicator: "unnamed_indicator",
            code: None,
            counts: (1, 8),
            peers: (0, 0.01),
            probability: 0.7,
            stake: (1.0, StakeUnit::Cases),
        },
        Place {
            kind: Kind::Procedure,
            id: "درخواست‌های مردمی",
            name: "",
            indicator: "deadline_missed",
            code: None,
            counts: (12, 180),
            peers: (2, 0.008),
            probability: 0.955,
            stake: (6.4, StakeUnit::Days),
        },
    ];
    (1..)
        .zip(places)
        .map(|(rank, place)| bottleneck(rank, place))
        .collect()
}

fn finding(
    number: u64,
    indicator: &str,
    code: Option<&str>,
    groups: BTreeMap<Kind, String>,
    evidence: BTreeMap<String, Datum>,
) -> Finding {
    let log = code.is_none();
    let (kind, id) = if log {
        (Kind::Case, format!("پروانهٔ ساختمانی › {}", 5000 + number))
    } else {
        (Kind::Tender, format!("ocds-nmn-1404-{number:05}"))
    };
    Finding {
        indicator: indicator.to_owned(),
        code: code.map(str::to_owned),
        subject: Subject { kind, id },
        value: if log { 12.25 } else { 1.0 },
        threshold: if log { 4.5 } else { 1.0 },
        groups: groups.into(),
        date: (!number.is_multiple_of(7))
            .then(|| format!("2025-{:02}-{:02}", number % 12 + 1, number % 28 + 1)),
        evidence: (evidence.into_iter())
            .map(|(key, value)| (key.into(), value))
            .collect(),
        sources: vec![Source {
            file: if log {
                "permits.xes.gz".to_owned()
            } else {
                "tenders-1404.jsonl.gz".to_owned()
            },
            line: 118 + number * 37,
        }],
    }
}

fn findings() -> Vec<Finding> {
    let mut findings = Vec::new();
    for number in 0..34 {
        let evidence = BTreeMap::from([
            ("number_of_tenderers".to_owned(), Datum::Integer(1)),
            ("procurement_method".to_owned(), Datum::from("open")),
            (
                "tender_value".to_owned(),
                Datum::Money {
                    minor: (4_200_000_000 + number as i64 * 731_000_000) * 100,
                    currency: "IRR".to_owned(),
                },
            ),
            (
                "tenderers".to_owned(),
                Datum::List(vec![
                    Datum::from("شرکت راه‌گستر"),
                    Datum::from("=HYPERLINK(\"x\")"),
                ]),
            ),
            ("internal_key_without_label".to_owned(), Datum::Flag(true)),
        ]);
        findings.push(finding(
            number,
            "single_bidder_tender",
            Some("R018"),
            BTreeMap::from([(Kind::ProcuringEntity, "IR-1042-07".to_owned())]),
            evidence,
        ));
    }
    for number in 34..52 {
        let evidence = BTreeMap::from([
            ("officer".to_owned(), Datum::from("کارشناس ۱۷")),
            ("received".to_owned(), Datum::from("2025-03-20T09:15:00+03:30")),
            ("wait_seconds".to_owned(), Datum::Number(1_058_400.0)),
            ("p90_days".to_owned(), Datum::Number(4.5)),
        ]);
        findings.push(finding(
            number,
            "slow_passage",
            None,
            BTreeMap::from([(Kind::Officer, "کارشناس ۱۷".to_owned())]),
            evidence,
        ));
    }
    for number in 52..57 {
        let mut late = finding(
            number,
            "deadline_missed",
            None,
            BTreeMap::from([(Kind::Step, "پروانهٔ ساختمانی › کنترل نقشه".to_owned())]),
            BTreeMap::from([("days_late".to_owned(), Datum::Integer(1))]),
        );
        late.subject = Subject {
            kind: Kind::Case,
            id: format!("</summary><img src=x onerror=alert({number})>"),
        };
        findings.push(late);
    }
    let mut own = finding(
        57,
        "rarely_winning_bidder",
        Some("R025"),
        BTreeMap::new(),
        BTreeMap::from([("ratio".to_owned(), Datum::Number(0.018_867))]),
    );
    own.subject = Subject {
        kind: Kind::Tenderer,
        id: "GB-COH-0099".to_owned(),
    };
    findings.push(own);
    for number in 58..60 {
        findings.push(finding(
            number,
            "short_submission_period",
            Some("R003"),
            BTreeMap::from([(Kind::Buyer, "IR-9999".to_owned())]),
            BTreeMap::new(),
        ));
    }
    findings
}

fn summary(
    indicator: &str,
    code: Option<&str>,
    raised: u64,
    clear: u64,
    unknown: &[(&str, u64)],
    parameters: &[(&str, Datum)],
) -> IndicatorSummary {
    IndicatorSummary {
        indicator: indicator.to_owned(),
        code: code.map(str::to_owned),
        definition_sha256: "5".repeat(64),
        against: match indicator {
            "deadline_missed" | "short_submission_period" => Against::Rule,
            _ => Against::Peers,
        },
        by_chance: None,
        raised,
        clear,
        not_computable: unknown
            .iter()
            .map(|(key, count)| ((*key).to_owned(), *count))
            .collect(),
        parameters: parameters
            .iter()
            .map(|(key, datum)| ((*key).to_owned(), datum.clone()))
            .collect(),
    }
}

/// Who stands out and is not named: an office to watch, one whose cases are one batch, and a person.
fn not_named() -> Vec<NotNamed> {
    let one = |kind, id: &str, name: &str, floor, batches| NotNamed {
        step: None,
        group: Group {
            kind,
            id: id.to_owned(),
            name: name.to_owned(),
            shares_name: false,
        },
        indicator: "single_bidder_tender".to_owned(),
        code: Some("R018".to_owned()),
        floor,
        raised: 12,
        computable: 15,
        batch: Some(BatchKind::OfficeMonth),
        batches,
        raised_batches: 1,
        rate: 0.8,
        peer_rate: 0.062,
        probability: ByOutsiders {
            rare: 0.7,
            usual: 0.86,
            frequent: 0.9,
        },
        excess: 11.0,
    };
    vec![
        one(
            Kind::ProcuringEntity,
            "IR-77",
            "راه||آسان‌راه",
            Floor::Probability,
            4,
        ),
        one(Kind::Buyer, "IR-78", HOSTILE_NAME, Floor::Batches, 1),
        one(Kind::Officer, "o-9", "Officer Nine", Floor::Prior, 3),
    ]
}

/// The invented report.
pub(crate) fn report() -> ScanReport {
    let input = |file: &str, kind, records, rejected, byte: &str| Input {
        noted: 0,
        file: file.to_owned(),
        sha256: byte.repeat(32),
        kind,
        records,
        rejected,
        flattened: None,
        times: (kind == InputKind::Xes).then(|| Times {
            events: 9_240,
            dates: 2_772,
            followers: 6_930,
            order_unknown: 1_386,
            not_persons: vec!["-".to_owned(), "Scheduler".to_owned()],
        }),
    };
    ScanReport {
        version: "0.1.0".to_owned(),
        inputs: vec![
            input("tenders-1404.jsonl.gz", InputKind::Ocds, 12_418, 3, "9f"),
            input("permits.xes.gz", InputKind::Xes, 2_310, 0, "04"),
            input("درخواست‌های مردمی ۱۴۰۴.xes", InputKind::Xes, 1_906, 0, "c7"),
        ],
        indicators: vec![
            summary("deadline_missed", None, 217, 273, &[("no_due_date", 1_820)], &[]),
            summary(
                "lowest_bid_disqualified",
                Some("R036"),
                0,
                0,
                &[("no_amounts", 9_806), ("cancelled", 212)],
                &[],
            ),
            summary(
                "overtaking",
                None,
                11,
                2_870,
                &[("too_few", 640), ("a_reason_without_words", 2)],
                &[],
            ),
            summary(
                "rarely_winning_bidder",
                Some("R025"),
                4_230,
                2_701,
                &[("too_few", 388)],
                &[("percentile", Datum::Integer(75))],
            ),
            summary(
                "short_submission_period",
                Some("R003"),
                2_140,
                10_066,
                &[("cancelled", 212)],
                &[("threshold_days", Datum::Integer(10))],
            ),
            summary(
                "single_bidder_tender",
                Some("R018"),
                684,
                8_121,
                &[("cancelled", 212), ("no_number_of_tenderers", 3_401)],
                &[("methods", Datum::from("open|selective"))],
            ),
            summary("slow_passage", None, 1_204, 10_830, &[("order_unknown", 96)], &[]),
        ],
        findings: findings(),
        bottlenecks: bottlenecks(),
        not_named: not_named(),
        families: Vec::new(),
        without_verdict: vec![WithoutVerdict {
            group: Group {
                kind: Kind::Step,
                id: "permits › site visit".to_owned(),
                name: "permits › site visit".to_owned(),
                shares_name: false,
            },
            indicator: "deadline_missed".to_owned(),
            code: None,
            raised: 30,
            computable: 40,
            rate: 0.75,
            elsewhere: 1,
            stake: 120.0,
            stake_unit: StakeUnit::Days,
            share: 0.25,
        }],
        by_chance: Some(Chance {
            deals: 20,
            seed: 1,
            named: 0.3,
        }),
        coverage: Vec::new(),
        winners: Vec::new(),
        perhaps_one_firm: Vec::new(),
    }
}
