//! The forms of the report, tried on an invented one.

use std::io::Cursor;

use golugah_findings::{Finding, Kind, ScanReport};
use golugah_persian::Language;

use crate::{
    Catalogue, IndicatorText, StakeMeasure, sentence, write_csv, write_json, write_jsonl, write_table,
};

mod locales;
mod not_named;
pub(crate) mod sample;

type Writer<'a> = &'a dyn Fn(&ScanReport, &mut Vec<u8>) -> std::io::Result<()>;

fn written(write: Writer<'_>) -> String {
    let mut out = Vec::new();
    write(&sample::report(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn json_is_one_line_that_reads_back_as_the_same_report() {
    let text = written(&|report, out| write_json(report, out));
    assert_eq!(text.matches('\n').count(), 1);
    assert_eq!(
        serde_json::from_str::<ScanReport>(&text).unwrap(),
        sample::report()
    );
}

#[test]
fn json_lines_hold_the_same_objects_each_with_its_type() {
    let report = sample::report();
    let text = written(&|report, out| write_jsonl(report, out));
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let types: Vec<&str> = lines.iter().map(|line| line["type"].as_str().unwrap()).collect();
    let expected = [
        vec!["input"; report.inputs.len()],
        vec!["indicator"; report.indicators.len()],
        vec!["finding"; report.findings.len()],
        vec!["bottleneck"; report.bottlenecks.len()],
        vec!["not_named"; report.not_named.len()],
        vec!["without_verdict"; report.without_verdict.len()],
        vec!["by_chance"],
    ];
    assert_eq!(types, expected.concat());
    let findings: Vec<Finding> = (lines.into_iter())
        .filter(|line| line["type"] == "finding")
        .map(|line| serde_json::from_value(line).unwrap())
        .collect();
    assert_eq!(findings, report.findings);
}

#[test]
fn a_spreadsheet_finds_no_formula_in_the_csv() {
    let mut report = sample::report();
    report.findings.truncate(6);
    for (finding, id) in report
        .findings
        .iter_mut()
        .zip(["=1+1", "+1", "-1", "@x", "\tx", "ordinary"])
    {
        finding.subject.id = id.to_owned();
        let buyer = (Kind::Buyer, "=cmd|' /C calc'!A0".to_owned());
        let others = (finding.groups.iter()).map(|(kind, id)| (*kind, id.clone()));
        finding.groups = std::iter::once(buyer).chain(others).collect();
        finding.value = -2.5;
    }
    let mut out = Vec::new();
    write_csv(&report, &mut out).unwrap();
    let mut csv = csv::Reader::from_reader(Cursor::new(out));
    let headings = csv.headers().unwrap().clone();
    let column = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    let ids: Vec<&str> = rows.iter().map(|row| &row[column("subject_id")]).collect();
    assert_eq!(ids, ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "ordinary"]);
    assert!(
        rows.iter()
            .all(|row| &row[column("buyer")] == "'=cmd|' /C calc'!A0")
    );
    assert!(rows.iter().all(|row| &row[column("value")] == "-2.5"));
    assert_eq!(&rows[1][column("sources")], "tenders-1404.jsonl.gz:155");
    assert!(rows[0][column("evidence")].starts_with("{\"internal_key_without_label\":true"));
}

#[test]
fn a_sentence_states_counts_peers_excess_and_another_explanation() {
    let report = sample::report();
    let sentence = sentence(&report.bottlenecks[0], &sample::catalogue());
    assert_eq!(
        sentence.en,
        "At the procuring office ادارهٔ راه و شهرسازی شهرستان نمونه, 34 of 120 tenders had a single bidder \
         (28.3\u{a0}%), in 20 months; at 211 comparable offices it is 5.5\u{a0}% (232 of 4,220), \
         and 5.5\u{a0}% by estimate for a typical one. That is 27 more than expected of a typical one. It could also be explained by: a market with few sellers, or a small job in a remote place."
    );
    assert_eq!(
        sentence.fa,
        "در دفتر مناقصه‌گزار «ادارهٔ راه و شهرسازی شهرستان نمونه»، از ۱۲۰ مورد سنجیده‌شده در ۳۴ مورد مناقصه تنها یک \
         پیشنهاددهنده داشته است (۲۸٫۳٪)، در ۲۰ ماه؛ در ۲۱۱ دفتر مشابه این نسبت ۵٫۵٪ (۲۳۲ از ۴٬۲۲۰) و به برآورد برای نمونه‌ای معمول ۵٫۵٪ است. یعنی ۲۷ مورد بیش از آنچه از نمونه‌ای معمول انتظار می‌رود. \
         توضیح دیگر می‌تواند این باشد: بازاری که فروشندگان اندکی دارد، یا کاری کوچک در جایی دورافتاده."
    );
}

#[test]
fn one_peer_is_singular_and_no_peer_is_said_otherwise() {
    let report = sample::report();
    let catalogue = sample::catalogue();
    let one = sentence(&report.bottlenecks[5], &catalogue);
    assert!(
        one.en.contains("for 1 comparable applicant it is 0.04\u{a0}%"),
        "{}",
        one.en
    );
    let none = sentence(&report.bottlenecks[6], &catalogue);
    assert!(
        none.en
            .contains("the expected rate is 1\u{a0}%. That is 0.9 more than expected of a typical one."),
        "{}",
        none.en
    );
    assert!(
        none.en.ends_with("expected of a typical one."),
        "no explanation is made up: {}",
        none.en
    );
    assert!(
        none.en
            .contains("1 of 8 observations showed “unnamed_indicator” (12.5\u{a0}%)"),
        "{}",
        none.en
    );
}

#[test]
fn every_kind_of_group_has_words_of_its_own() {
    const KINDS: [Kind; 11] = [
        Kind::Tender,
        Kind::Bid,
        Kind::Buyer,
        Kind::ProcuringEntity,
        Kind::Tenderer,
        Kind::Supplier,
        Kind::Case,
        Kind::Step,
        Kind::Officer,
        Kind::Applicant,
        Kind::Procedure,
    ];
    let mut bottleneck = sample::report().bottlenecks.remove(0);
    let mut sentences = std::collections::BTreeSet::new();
    for kind in KINDS {
        bottleneck.group.kind = kind;
        let sentence = sentence(&bottleneck, &sample::catalogue());
        assert!(
            !sentence.en.contains("comparable place") && !sentence.fa.contains("جای مشابه"),
            "{kind:?}"
        );
        assert!(
            !sentence.fa.contains(|c: char| c.is_ascii_digit()),
            "{}",
            sentence.fa
        );
        assert!(
            !sentence.fa.contains('{') && !sentence.en.contains('{'),
            "{}",
            sentence.en
        );
        sentences.insert(sentence.fa);
    }
    assert_eq!(sentences.len(), KINDS.len());
}

#[test]
fn no_hostile_name_breaks_a_sentence_or_a_terminal() {
    let report = sample::report();
    let catalogue = sample::catalogue();
    let sentence = sentence(&report.bottlenecks[4], &catalogue);
    for text in [&sentence.fa, &sentence.en] {
        assert!(
            text.contains("Ltd & \"Sons\" <script>alert('x')</script>[2J آسان‌راه"),
            "{text}"
        );
        assert!(
            !text.contains(|c: char| c.is_control() || ('\u{202A}'..='\u{202E}').contains(&c)),
            "{text:?}"
        );
    }
    for language in [Language::Persian, Language::English] {
        let table = written(&|report, out| write_table(report, &catalogue, language, None, 80, out));
        assert!(!table.contains(|c: char| c.is_control() && c != '\n'));
    }
}

#[test]
fn the_table_keeps_to_the_width_of_the_terminal() {
    let catalogue = sample::catalogue();
    for (language, width) in [
        (Language::Persian, 120),
        (Language::English, 120),
        (Language::English, 100),
    ] {
        let table = written(&|report, out| write_table(report, &catalogue, language, None, width, out));
        for line in table.lines() {
            let columns = line
                .chars()
                .filter(|c| !matches!(c, '\u{200C}' | '\u{200F}' | '\u{064B}'..='\u{0655}'))
                .count();
            assert!(columns <= width, "{columns} > {width}: {line}");
        }
    }
}

#[test]
fn the_table_ranks_then_gives_base_rates_then_says_what_is_unknown() {
    let catalogue = sample::catalogue();
    let table = written(&|report, out| write_table(report, &catalogue, Language::English, None, 110, out));
    let order = [
        "What stands out",
        "34 of 120",
        "12 of 180",
        "The first in words",
        "What was measured",
        "R018 Single bids",
        "7.8\u{a0}%",
        "What could not be measured",
        "The amounts of the bids are not published. (9,806 cases)",
        "a_reason_without_words (2 cases)",
    ];
    let mut from = 0;
    for text in order {
        let at = table[from..]
            .find(text)
            .unwrap_or_else(|| panic!("{text} is not after {} in {table}", &table[..from]));
        from += at;
    }
}

/// The invented report with its first bottleneck again and again, each at an office of its own.
pub(crate) fn with_offices(count: u32) -> ScanReport {
    let mut report = sample::report();
    let first = report.bottlenecks.remove(0);
    report.bottlenecks = (1..=count)
        .map(|rank| {
            let mut next = first.clone();
            next.rank = rank;
            next.group.id = format!("IR-{rank}");
            next.group.name = format!("ادارهٔ آب||منطقهٔ یک||واحد {rank}");
            next
        })
        .collect();
    report
}

#[test]
fn the_table_lists_the_first_twenty_and_says_how_to_get_the_others() {
    let table = |count, language| {
        let mut out = Vec::new();
        write_table(
            &with_offices(count),
            &sample::catalogue(),
            language,
            None,
            100,
            &mut out,
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    };
    let english = table(23, Language::English);
    let words = english.split_whitespace().collect::<Vec<_>>().join(" ");
    let count = "34 of 120, in 20 months · Rate 28.3\u{a0}%";
    assert_eq!(english.matches(count).count(), 20, "{english}");
    assert!(
        english.contains("3 more bottlenecks are not listed here"),
        "{english}"
    );
    assert!(english.contains("23 bottlenecks at 23 places"), "{english}");
    assert_eq!(
        words.matches("more than expected").count(),
        5,
        "five are said in words"
    );
    assert!(!table(20, Language::English).contains("not listed here"));
    assert!(table(23, Language::Persian).contains("۳ گلوگاه دیگر اینجا نیامده است"));
}

#[test]
fn a_nested_name_stands_whole_and_last_on_its_line_the_narrowest_part_first() {
    for (language, kind, separator) in [
        (Language::English, "Procuring office", ","),
        (Language::Persian, "دفتر مناقصه‌گزار", "،"),
    ] {
        let mut out = Vec::new();
        write_table(
            &with_offices(1),
            &sample::catalogue(),
            language,
            None,
            100,
            &mut out,
        )
        .unwrap();
        let table = String::from_utf8(out).unwrap();
        let line = format!("  {kind}  واحد 1 — منطقهٔ یک{separator} ادارهٔ آب\n");
        assert!(table.contains(&line), "{line} is not in {table}");
    }
}

#[test]
fn where_the_terminal_is_narrow_the_facts_follow_one_another() {
    let mut out = Vec::new();
    write_table(
        &with_offices(1),
        &sample::catalogue(),
        Language::Persian,
        None,
        60,
        &mut out,
    )
    .unwrap();
    let table = String::from_utf8(out).unwrap();
    assert!(
        table.contains("R018 مناقصه‌های تک‌پیشنهادی · ۳۴ از ۱۲۰، در ۲۰ ماه\n"),
        "{table}"
    );
}

#[test]
fn of_people_the_table_says_what_is_to_be_remembered() {
    let table = |report: &ScanReport| {
        let mut out = Vec::new();
        write_table(
            report,
            &sample::catalogue(),
            Language::English,
            None,
            100,
            &mut out,
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    };
    let named = table(&sample::report());
    assert!(
        named.contains("Officer: This is about work recorded under this name"),
        "{named}"
    );
    assert!(!table(&with_offices(2)).contains("recorded under this name"));
}

#[test]
fn an_empty_report_says_that_nothing_stands_out() {
    let empty = ScanReport::default();
    let mut out = Vec::new();
    write_table(
        &empty,
        &Catalogue::default(),
        Language::English,
        None,
        80,
        &mut out,
    )
    .unwrap();
    let table = String::from_utf8(out).unwrap();
    assert!(table.contains("no place stands clearly apart"), "{table}");
    assert!(table.contains("Every indicator could be measured"), "{table}");
}
