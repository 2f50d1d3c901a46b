//! What a county's data say, as the worker would hand it over: files, named places, findings, measurements.

use golugah_county::bottlenecks::actions::{FindBottleneck, KeepFindings, MeasureBottleneck, Outcome};
use golugah_findings::{
    BatchKind, Bottleneck, ByOutsiders, Datum, Finding, Group, Kind, Pairs, Sentence, Source, StakeUnit,
    Subject, Support, Visible,
};

use super::chance::Chance;

/// Indicators with their codes, and the kind of place they name.
const INDICATORS: [(&str, &str, Kind); 5] = [
    ("single_bidder_tender", "R018", Kind::ProcuringEntity),
    ("short_submission_period", "R003", Kind::Buyer),
    ("slow_passage", "slow_passage", Kind::Step),
    ("deadline_missed", "deadline_missed", Kind::Officer),
    ("all_others_disqualified", "R035", Kind::ProcuringEntity),
];

/// A place that data name again and again.
pub(crate) fn place(number: usize) -> FindBottleneck {
    let (indicator, code, kind) = INDICATORS[number % INDICATORS.len()];
    let (id, name) = (format!("IR-{number:04}"), format!("واحد {number}"));
    let (raised, computable) = (20 + number as u64 % 30, 90 + number as u64 % 60);
    let rate = raised as f64 / computable as f64;
    let sentence = Sentence {
        fa: format!("در {name} از {computable} مورد {raised} مورد چنین است؛ در همتایان یک از ده."),
        en: format!("In {name} {raised} of {computable} are so; one in ten at its peers."),
    };
    let verdict = Bottleneck {
        rank: 1,
        group: Group {
            kind,
            id: id.clone(),
            name: name.clone(),
            shares_name: false,
        },
        indicator: indicator.to_owned(),
        code: Some(code.to_owned()),
        raised,
        computable,
        batch: Some(BatchKind::OfficeMonth),
        batches: computable.div_ceil(3),
        raised_batches: raised.div_ceil(3),
        design_effect: 1.4,
        rate,
        peer_rate: 0.1,
        peer_rate_by_mix: 0.1,
        peers_raised: 72,
        peers_computable: 720,
        peers: 24,
        material_threshold: 0.2,
        probability: 0.98,
        steps: Vec::new(),
        by_outsiders: ByOutsiders {
            rare: 0.96,
            usual: 0.98,
            frequent: 0.98,
        },
        excess: raised as f64 - computable as f64 * 0.1,
        stake: 120_000_000.0,
        stake_unit: StakeUnit::Currency("IRR".to_owned()),
        also_under: Vec::new(),
        currency_not_stated: None,
        visible: Some(Visible {
            cases: computable,
            rate: (rate > 0.2).then_some(rate / 2.0),
            cases_to_clear: 160,
        }),
        sentence: sentence.clone(),
    };
    FindBottleneck {
        indicator: indicator.to_owned(),
        code: code.to_owned(),
        group: (kind.as_str().to_owned(), id, name),
        sentence: (sentence.fa, sentence.en),
        counts: (whole(raised), whole(computable)),
        verdict: serde_json::to_string(&verdict).unwrap_or_default(),
    }
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The findings behind a measurement, as many as the worker keeps.
pub(crate) fn findings(
    chance: &mut Chance,
    bottleneck: i64,
    measurement: Option<i64>,
    import: i64,
) -> KeepFindings {
    let count = 6 + chance.below(15);
    let finding = |number: usize| Finding {
        indicator: "single_bidder_tender".to_owned(),
        code: Some("R018".to_owned()),
        subject: Subject {
            kind: Kind::Tender,
            id: format!("ocds-ir-{bottleneck}-{import}-{number}"),
        },
        value: 1.0,
        threshold: 1.0,
        groups: [(Kind::ProcuringEntity, format!("IR-{bottleneck:04}"))]
            .into_iter()
            .collect(),
        date: Some("2024-05-12".to_owned()),
        evidence: [
            ("tenderers".into(), Datum::Integer(1)),
            (
                "amount".into(),
                Datum::Money {
                    minor: 1_250_000_000,
                    currency: "IRR".to_owned(),
                },
            ),
        ]
        .into_iter()
        .collect(),
        sources: vec![Source {
            file: "tenders.jsonl".to_owned(),
            line: 100 + number as u64,
        }],
    };
    KeepFindings {
        bottleneck,
        measurement,
        import: Some(import),
        support: Support {
            count: count as u64,
            findings: (0..count).map(finding).collect(),
            names: Pairs::default(),
            definition_sha256: "0".repeat(64),
            inputs: [("tenders.jsonl".to_owned(), "1".repeat(64))]
                .into_iter()
                .collect(),
        },
    }
}

/// One of the offices that data names.
pub(crate) fn office(chance: &mut Chance) -> (String, String, String) {
    let number = chance.below(40);
    (
        "buyer".to_owned(),
        format!("IR-{number:04}"),
        format!("واحد {number}"),
    )
}

/// A case against a rule with its finding.
pub(crate) fn one_finding(chance: &mut Chance, indicator: &str, day: &str) -> Support {
    let mut support = findings(chance, 1, None, 1).support;
    support.count = 1;
    support.findings.truncate(1);
    for finding in &mut support.findings {
        indicator.clone_into(&mut finding.indicator);
        finding.code = None;
        finding.date = Some(day.to_owned());
    }
    support
}

/// What later data say of a place: most remedies need more cases before anybody can tell.
pub(crate) fn measured(chance: &mut Chance, bottleneck: i64, cleared: bool) -> MeasureBottleneck {
    let outcome = match (cleared, chance.below(100)) {
        (true, 0..97) | (false, 0..17) => Outcome::Cleared,
        (true, _) | (false, 17..35) => Outcome::NotCleared,
        (false, _) => Outcome::NotEnoughData(12),
    };
    let raised = 1 + chance.below(9);
    let (state, lack) = match outcome {
        Outcome::Cleared => ("cleared", None),
        Outcome::NotCleared => ("not_cleared", None),
        Outcome::NotEnoughData(_) => ("not_enough_data", Some("cases")),
    };
    let cases_needed = u64::from(lack.is_some()) * 12;
    let detail = serde_json::json!({
        "again": {
            "state": state, "lack": lack, "cases_needed": cases_needed, "days_needed": cases_needed * 9,
            "raised": raised, "computable": 40, "batches": 12, "design_effect": 1.4, "peer_rate": 0.103, "peers": 24,
            "material_threshold": 0.206, "probability": 0.1, "in_halves": [0.12, 0.18],
            "effect": {
                "is_said": false, "by_itself": [0.04, 0.2], "expected": 0.27, "noise": 0.4, "noise_groups": 23,
                "control": { "group": "B-7", "by_itself": [0.4, 0.6] },
            },
        },
        "computable_left": 1.0, "days": 365, "last_day": "2026-03-01", "due": null, "risen": [],
        "rate_before": 0.3, "peer_rate_before": 0.1, "peer_rate_after": 0.103, "inputs": ["1".repeat(64)],
    });
    MeasureBottleneck {
        bottleneck,
        counts: (i64::try_from(raised).unwrap_or(1), 40),
        outcome,
        detail: detail.to_string(),
    }
}
