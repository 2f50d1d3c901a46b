//! Who is not named, and what chance would name.

use golugah_findings::ScanReport;

use super::sample;
use crate::{Language, Page, write_html, write_json, write_table, write_without_verdict_csv};

fn table_of(report: &ScanReport, language: Language) -> String {
    let mut table = Vec::new();
    write_table(report, &sample::catalogue(), language, None, 100, &mut table).unwrap();
    String::from_utf8(table).unwrap()
}

fn page_of(report: &ScanReport, language: Language) -> String {
    let mut html = Vec::new();
    let page = Page {
        language,
        date: None,
        on_site: None,
        findings_per_bottleneck: 5,
        called: None,
    };
    write_html(report, &sample::catalogue(), &page, &mut html).unwrap();
    String::from_utf8(html).unwrap()
}

#[test]
fn what_is_not_named_says_why_and_names_nobody() {
    let report = sample::report();
    for (language, watch, batch, people) in [
        (
            Language::English,
            "to watch: its own probability is below 90 %",
            "12 of 15, in 1 month",
            "1 officer or applicant is not named",
        ),
        (
            Language::Persian,
            "زیر نظر: احتمال خود آن کمتر از ۹۰ درصد است",
            "۱۲ از ۱۵، در ۱ ماه",
            "۱ کارشناس یا متقاضی",
        ),
    ] {
        for out in [table_of(&report, language), page_of(&report, language)] {
            let out = out.replace('\u{200F}', "");
            for text in [watch, batch, people] {
                assert!(out.contains(text), "{text} is not in {out}");
            }
            assert!(!out.contains("Officer Nine"));
        }
    }
    // Programs get them all.
    let mut json = Vec::new();
    write_json(&report, &mut json).unwrap();
    assert!(String::from_utf8(json).unwrap().contains("Officer Nine"));
}

#[test]
fn what_chance_would_name_stands_on_every_page() {
    let mut report = sample::report();
    let table = table_of(&report, Language::English);
    let table = table.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        table.contains("By chance alone this page would show about 0.3 names"),
        "{table}"
    );
    assert!(table.contains("20 times (seed 1)"), "{table}");
    report.by_chance = None;
    assert!(!table_of(&report, Language::English).contains("By chance"));
}

#[test]
fn counts_of_a_file_are_told_with_who_stands_out() {
    use golugah_findings::{ByOutsiders, Chance, Floor, Judged, JudgedGroup, Standing};
    let group = |name: &str, standing, floor| JudgedGroup {
        group: name.to_owned(),
        standing,
        floor,
        raised: 38,
        computable: 63,
        batches: 5,
        raised_batches: 4,
        design_effect: 3.5,
        rate: 0.603,
        peer_rate: 0.05,
        peers: 40,
        material_threshold: 0.1,
        probability: ByOutsiders {
            rare: 0.97,
            usual: 0.98,
            frequent: 0.99,
        },
        excess: 34.9,
    };
    let judged = Judged {
        given: 3,
        again: None,
        correlation: 0.31,
        chance: Some(Chance {
            deals: 20,
            seed: 7,
            named: 0.05,
        }),
        groups: vec![
            group("Social welfare", Standing::Named, None),
            group("Mail", Standing::Kept, Some(Floor::Dependence)),
            group("Quiet", Standing::Unremarkable, None),
        ],
    };
    let mut out = Vec::new();
    crate::write_judged(&judged, Language::English, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    for text in [
        "3 groups judged: 1 named, 0 to watch, 1 that would be named",
        "Correlation within batches: 0.31",
        "(seed 7)",
        "Social welfare",
        "38 of 63",
        "4 of 5",
        "sure enough only if the cases were independent of each other",
    ] {
        assert!(out.contains(text), "{text} is not in {out}");
    }
    assert!(!out.contains("Quiet"), "{out}");
}

#[test]
fn steps_without_a_verdict_are_told_without_reproach() {
    let report = sample::report();
    for (language, heading, row) in [
        (
            Language::English,
            "Steps by what lies at them, without a verdict",
            ["30 of 40", "120 days, 25", "measured at 1 other place"],
        ),
        (
            Language::Persian,
            "گام‌ها به ترتیب سهم، بدون داوری",
            ["۳۰ از ۴۰", "۱۲۰ روز، ۲۵", "در ۱ جای دیگر سنجیده شده"],
        ),
    ] {
        for out in [table_of(&report, language), page_of(&report, language)] {
            let out = out.replace('\u{200F}', "");
            let (_, after) = out.split_once(heading).unwrap();
            for text in row {
                assert!(after.contains(text), "{text} is not in {out}");
            }
            // From its heading to the next one nothing is called a bottleneck.
            let told = &after[..after.find("30 of 40").or_else(|| after.find("۳۰ از ۴۰")).unwrap()];
            assert!(!told.contains("bottleneck") && !told.contains("گلوگاه"), "{told}");
        }
    }
    let mut csv = Vec::new();
    write_without_verdict_csv(&report, &mut csv).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    assert_eq!(csv.lines().count(), 2);
    assert!(
        csv.contains("permits › site visit,permits › site visit,deadline_missed,,30,40,0.75,1,120,days,0.25")
    );
    let mut nothing = report;
    nothing.without_verdict.clear();
    assert!(!table_of(&nothing, Language::English).contains("without a verdict"));
}
