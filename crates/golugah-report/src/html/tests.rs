use golugah_persian::Language;
use sha2::{Digest, Sha256};

use super::{Page, write_html};
use crate::belongs::findings_of_bottlenecks;
use crate::tests::{sample, with_offices};

fn page(language: Language, findings_per_bottleneck: usize) -> String {
    let page = Page {
        language,
        date: Some("2026-11-23"),
        on_site: None,
        findings_per_bottleneck,
        called: None,
    };
    let mut out = Vec::new();
    write_html(&sample::report(), &sample::catalogue(), &page, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The page without what stands between two texts, both included.
fn without(html: &str, start: &str, end: &str) -> String {
    let mut rest = html;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once(start) {
        kept.push_str(before);
        rest = after.split_once(end).map_or("", |(_, after)| after);
    }
    kept + rest
}

#[test]
fn the_page_runs_nothing_and_asks_for_nothing() {
    for language in [Language::Persian, Language::English] {
        let html = page(language, 5);
        for forbidden in [
            "<script", "<img", "<link", "onclick", "src=\"", "@import", "http://", "https://",
        ] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
        assert_eq!(
            html.matches("url(").count(),
            html.matches("url(data:font/woff2;base64,").count()
        );
        assert!(html.contains("default-src 'none'"));
    }
}

#[test]
fn a_day_and_a_number_stay_on_one_line() {
    let html = page(Language::Persian, 5);
    let (before, _) = html.split_once("{white-space:nowrap}").unwrap();
    let rules = html
        .split('}')
        .filter(|rule| rule.ends_with("{white-space:nowrap"));
    let selectors: Vec<&str> = rules.flat_map(|rule| rule.split([',', '{', '\n'])).collect();
    for cell in [".brief .when", ".brief .number"] {
        assert!(
            selectors.contains(&cell),
            "{cell} is not in {}",
            &before[before.len() - 200..]
        );
    }
}

#[test]
fn hostile_names_and_identifiers_are_text() {
    let html = page(Language::English, 5);
    assert!(html.contains("<h4><bdi>Ltd &amp; &#34;Sons&#34; &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;[2J آسان‌راه</bdi></h4>"));
    assert!(html.contains("<bdi>&lt;/summary&gt;&lt;img src=x onerror=alert(52)&gt;</bdi>"));
    assert!(!html.contains(|c: char| ('\u{202A}'..='\u{202E}').contains(&c) || c == '\u{1b}'));
}

#[test]
fn the_page_without_its_data_is_light_enough_to_mail() {
    let empty = golugah_findings::ScanReport::default();
    let mut out = Vec::new();
    let page = Page {
        language: Language::Persian,
        date: None,
        on_site: None,
        findings_per_bottleneck: 5,
        called: None,
    };
    write_html(&empty, &sample::catalogue(), &page, &mut out).unwrap();
    assert!(out.len() < 250_000, "{}", out.len());
    assert!(
        String::from_utf8(out)
            .unwrap()
            .contains("هیچ جایی به‌روشنی از جاهای مشابه خود جدا نیست")
    );
}

#[test]
fn a_bottleneck_opens_to_its_first_findings_and_says_how_many_more_there_are() {
    let html = page(Language::English, 5);
    assert!(html.contains("<summary>34 findings with evidence</summary>"));
    assert!(html.contains("29 more findings are not shown here"));
    let (exceptions, rest) = html.split_once("<section id=\"bottlenecks\"").unwrap();
    assert_eq!(rest.matches("ocds-nmn-1404-").count(), 5);
    assert!(exceptions.contains("<section id=\"exceptions\""));
    assert!(html.contains("2 more findings belong to none of these bottlenecks"));
    // A finding about the group itself belongs to it though it names no groups.
    assert!(html.contains("<summary>1 finding with evidence</summary>"));
}

#[test]
fn an_indicator_is_titled_once() {
    let html = page(Language::English, 5);
    assert!(html.contains("<h4>What it shows</h4>") && !html.contains("Title of the page"));
}

#[test]
fn after_twenty_five_cards_the_others_stand_in_brief() {
    let html = |count| {
        let page = Page {
            language: Language::English,
            date: None,
            on_site: None,
            findings_per_bottleneck: 5,
            called: None,
        };
        let mut out = Vec::new();
        write_html(&with_offices(count), &sample::catalogue(), &page, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let long = html(28);
    assert_eq!(long.matches("<article class=\"bottleneck").count(), 25);
    assert!(long.contains("3 more bottlenecks in brief"));
    for rank in 1..=28 {
        assert_eq!(long.matches(&format!("id=\"bottleneck-{rank}\"")).count(), 1);
    }
    assert_eq!(long.matches("<td class=\"ordinal\">").count(), 3);
    assert!(
        long.contains("<bdi>واحد 28</bdi> <span class=\"parents\"><bdi>منطقهٔ یک, ادارهٔ آب</bdi></span></th>")
    );
    assert!(!html(25).contains("in brief"));
    assert!(!long.contains("recorded under this name"));
    let mut report = with_offices(26);
    report.bottlenecks[25].group.kind = golugah_findings::Kind::Officer;
    let mut out = Vec::new();
    let page = Page {
        language: Language::English,
        date: None,
        on_site: None,
        findings_per_bottleneck: 5,
        called: None,
    };
    write_html(&report, &sample::catalogue(), &page, &mut out).unwrap();
    assert!(
        String::from_utf8(out)
            .unwrap()
            .contains("<p class=\"remember\">Officer: This is about work recorded")
    );
}

#[test]
fn the_first_screen_says_how_many_where_and_how_much() {
    let html = page(Language::English, 5);
    let top = html.split("<section").next().unwrap();
    for text in [
        "8 bottlenecks at 8 places",
        "<dd>IRR\u{a0}412\u{a0}bn</dd>",
        "<dd>1,312 days</dd>",
        "<caption>The weightiest bottlenecks</caption>",
        "<a href=\"#bottleneck-1\"><bdi>ادارهٔ راه و شهرسازی شهرستان نمونه</bdi></a>",
    ] {
        assert!(top.contains(text), "{text}");
    }
}

#[test]
fn the_first_sheet_has_ten_rows_and_all_else_is_folded() {
    let html = |on_site| {
        let page = Page {
            language: Language::English,
            date: None,
            on_site,
            findings_per_bottleneck: 5,
            called: None,
        };
        let mut out = Vec::new();
        write_html(&with_offices(28), &sample::catalogue(), &page, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let alone = html(None);
    let (first, rest) = alone.split_once("<main>").unwrap();
    let tables = first.split_once("<table").unwrap().1;
    assert_eq!(tables.matches("<th scope=\"row\">").count(), 10);
    // Whatever stands behind it is folded: sections first, agencies within.
    for section in rest.split("<section").skip(1) {
        let (_, inner) = section.split_once('>').unwrap();
        assert!(
            inner.starts_with("<details class=\"fold\"><summary><h2>"),
            "{inner:.80}"
        );
    }
    assert_eq!(rest.matches("<details class=\"agency\">").count(), 1);
    assert!(!alone.contains("<details open") && !alone.contains("Back to the site"));
    assert!(html(Some("../../bottlenecks")).contains("<a href=\"../../bottlenecks\">Back to the site</a>"));
}

#[test]
fn a_person_is_not_put_on_top_and_the_card_says_what_it_is_about() {
    for (language, kind, note) in [
        (
            Language::English,
            "Work recorded under the name",
            "not about the person",
        ),
        (Language::Persian, "کارهای ثبت‌شده به نام", "نه از خود شخص"),
    ] {
        let html = page(language, 5);
        let (top, ranking) = html.split_once("<section").unwrap();
        assert!(!top.contains("کارشناس ۱۷") && !top.contains("Sons") && !top.contains("تعاونی مسکن"));
        let card = ranking
            .split("<article")
            .find(|card| card.contains("id=\"bottleneck-3\""))
            .unwrap();
        assert!(
            card.contains("کارشناس ۱۷") && card.contains(kind) && card.contains(note),
            "{card}"
        );
        let office = ranking
            .split("<article")
            .find(|card| card.contains("id=\"bottleneck-1\""))
            .unwrap();
        assert!(!office.contains(note));
    }
}

#[test]
fn findings_are_counted_once_for_each_bottleneck_they_belong_to() {
    let mut report = sample::report();
    for finding in &mut report.findings {
        let own = (finding.subject.kind, finding.subject.id.clone());
        let others = (finding.groups.iter()).map(|(kind, id)| (*kind, id.clone()));
        finding.groups = std::iter::once(own).chain(others).collect();
    }
    let (belonging, elsewhere) = findings_of_bottlenecks(&report, 3);
    let counts: Vec<u64> = belonging.iter().map(|b| b.count).collect();
    assert_eq!(counts, [34, 0, 18, 5, 1, 0, 0, 0]);
    assert_eq!(elsewhere, 2);
    assert_eq!(belonging[0].shown.len(), 3);
}

#[test]
fn evidence_is_said_with_labels_units_and_its_place() {
    let html = page(Language::English, 40);
    for text in [
        "<dt>Number of tenderers</dt>",
        "<dt><code><bdi>internal_key_without_label</bdi></code></dt>",
        "IRR\u{a0}4,200,000,000 (IRR\u{a0}4.2\u{a0}bn)",
        "<dd>12.3 days</dd>",
        "<dd>1 day</dd>",
        "2025-03-20, 09:15",
        "<bdi>tenders-1404.jsonl.gz</bdi>, line 118",
        "12.25 against the limit 4.5 for one case",
    ] {
        assert!(html.contains(text), "{text}");
    }
}

#[test]
fn a_persian_page_has_persian_digits_and_dates() {
    let html = page(Language::Persian, 8);
    assert!(html.contains("<html lang=\"fa\" dir=\"rtl\">") && html.contains("۲ آذر ۱۴۰۵"));
    assert!(html.contains("۱۴۰۳/۱۲/۳۰، ۰۹:۱۵"));
    // What came from data as it stands, and what is markup, may have Latin digits; nothing else.
    let mut text = html;
    for (start, end) in [
        ("<style>", "</style>"),
        ("<bdi>", "</bdi>"),
        ("\u{2068}", "\u{2069}"),
        ("<", ">"),
    ] {
        text = without(&text, start, end);
    }
    let text = text.replace("SHA-256", "").replace("R018", "");
    let stray = text.char_indices().find(|(_, c)| c.is_ascii_digit());
    assert!(
        stray.is_none(),
        "{:?}",
        stray.map(|(at, _)| &text[at..text.len().min(at + 40)])
    );
}

#[test]
fn headings_follow_one_another_without_a_gap() {
    for language in [Language::Persian, Language::English] {
        let html = page(language, 5);
        let levels: Vec<u32> = html
            .split("<h")
            .skip(1)
            .filter_map(|rest| {
                rest.chars()
                    .next()
                    .and_then(|c| c.to_digit(10))
                    .filter(|_| rest[1..].starts_with('>'))
            })
            .collect();
        assert_eq!(levels[0], 1);
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
}

#[test]
fn text_stands_out_from_its_ground_in_light_dark_and_print() {
    let palettes: Vec<&str> = super::view::STYLE
        .split(":root{")
        .skip(1)
        .map(|rest| rest.split('}').next().unwrap())
        .collect();
    assert_eq!(palettes.len(), 3);
    for palette in palettes {
        let colour = |name: &str| {
            let value = palette
                .split(';')
                .find_map(|pair| pair.strip_prefix(name)?.strip_prefix(":#"))
                .unwrap();
            let wide = if value.len() == 3 {
                value.chars().flat_map(|c| [c, c]).collect()
            } else {
                value.to_owned()
            };
            luminance(u32::from_str_radix(&wide, 16).unwrap())
        };
        let ground = colour("--ground");
        for name in ["--ink", "--muted", "--turquoise", "--brick", "--saffron-ink"] {
            let (light, dark) = (colour(name).max(ground), colour(name).min(ground));
            let contrast = (light + 0.05) / (dark + 0.05);
            assert!(contrast >= 4.5, "{name} {contrast:.2} in {palette}");
        }
    }
}

/// Relative luminance as WCAG defines it.
fn luminance(rgb: u32) -> f64 {
    let part = |shift: u32| {
        let value = f64::from((rgb >> shift) & 0xFF) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
}

#[test]
fn the_font_is_the_one_of_the_manifest() {
    let manifest = include_str!("../../../../assets/vendor/vazirmatn/MANIFEST.toml");
    let font = include_bytes!("../../../../assets/vendor/vazirmatn/Vazirmatn-small.woff2");
    let hash: String = Sha256::digest(font)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert!(manifest.contains(&format!("sha256 = \"{hash}\"")), "{hash}");
}

#[test]
fn the_sites_page_sends_nobody_to_a_command_line() {
    for language in [Language::Persian, Language::English] {
        let page = |on_site| {
            let page = Page {
                language,
                date: None,
                on_site,
                findings_per_bottleneck: 1,
                called: None,
            };
            let mut out = Vec::new();
            write_html(&sample::report(), &sample::catalogue(), &page, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(page(Some("../../bottlenecks")).matches("--format").count(), 0);
        // Once, both forms in one sentence.
        assert_eq!(page(None).matches("--format").count(), 2);
    }
}
