//! Peers that differ much, of whom nobody is named.

use golugah_findings::{Counted, FamilyFinding, Kind, ScanReport};

use crate::{
    LISTED,
    catalogue::Catalogue,
    figures::percent,
    names::Nested,
    table::titled,
    words::{Arg, Words},
};

/// A sentence for each of the first, in which names stand as they were cleaned, and in the words of that key how many more
/// there are.
pub(crate) fn families(report: &ScanReport, catalogue: &Catalogue, words: &Words, key: &str) -> Vec<String> {
    let listed = report.families.iter().take(LISTED);
    let mut said: Vec<String> = listed.map(|one| told(one, catalogue, words)).collect();
    let more = report.families.len().saturating_sub(LISTED) as u64;
    if more > 0 {
        said.push(words.count(key, more));
    }
    said
}

fn told(one: &FamilyFinding, catalogue: &Catalogue, words: &Words) -> String {
    let counted = |counts: Counted| {
        let (raised, computable) = (words.number(counts.raised), words.number(counts.computable));
        let rate = percent(counts.rate(), words.language);
        let said = [
            ("rate", Arg::Text(&rate)),
            ("raised", Arg::Text(&raised)),
            ("computable", Arg::Text(&computable)),
        ];
        words.say_with("report-family-count", &said)
    };
    let place = one.place.as_deref().map_or_else(String::new, |step| {
        let step = Nested::of(Kind::Step, step).part;
        let at = words.say_with("report-family-at", &[("step", Arg::Text(&step))]);
        // Fluent trims the end of a string, so that the space is put here.
        format!("{at}{} ", words.say("report-list-separator"))
    });
    let (low, high) = (counted(one.low), counted(one.high));
    let title = titled(&one.indicator, one.code.as_deref(), catalogue, words.language);
    let because = words.say_with(
        "report-family-because",
        &[("because", Arg::Text(one.because.as_str()))],
    );
    words.say_with(
        "report-family",
        &[
            ("place", Arg::Text(&place)),
            ("groups", Arg::Text(&words.number(one.groups))),
            ("kind", Arg::Text(&words.counted_kind(one.kind, one.groups))),
            ("low", Arg::Text(&low)),
            ("high", Arg::Text(&high)),
            ("title", Arg::Text(&title)),
            ("quarter", Arg::Text(&percent(one.lowest_quarter, words.language))),
            ("beyond", Arg::Text(&words.number(one.beyond))),
            ("because", Arg::Text(&because)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use golugah_findings::{Counted, FamilyFinding, Kind, Unnamed};
    use golugah_persian::Language::{English, Persian};

    use super::families;
    use crate::tests::sample;
    use crate::words::words;
    use crate::{Page, write_families_csv, write_html, write_table};

    #[test]
    fn peers_that_differ_are_told_together_in_every_form() {
        let mut report = sample::report();
        let counted = |raised, computable| Counted { raised, computable };
        report.families = vec![FamilyFinding {
            indicator: "deadline_missed".to_owned(),
            code: None,
            kind: Kind::Officer,
            place: Some("permits › review".to_owned()),
            groups: 12,
            whole: counted(228, 480),
            low: counted(4, 40),
            high: counted(34, 40),
            lowest_quarter: 0.1,
            beyond: 6,
            because: Unnamed::Common,
        }];
        let catalogue = sample::catalogue();
        let english = families(&report, &catalogue, words(English), "report-table-more");
        assert!(
            english[0].starts_with(
                "At “review”, 12 officers differ from 10\u{a0}% (4 of 40) to 85\u{a0}% (34 of 40)"
            ),
            "{english:?}"
        );
        assert!(english[0].contains("6 of them would be"), "{english:?}");
        let persian = families(&report, &catalogue, words(Persian), "report-page-more");
        assert!(
            persian[0].contains("۱۲ کارشناس") && persian[0].contains("۳۴ از ۴۰"),
            "{persian:?}"
        );
        let mut text = Vec::new();
        write_table(&report, &catalogue, English, None, 120, &mut text).unwrap();
        assert!(
            String::from_utf8(text)
                .unwrap()
                .contains("no single name carries it")
        );
        let mut csv = Vec::new();
        write_families_csv(&report, &mut csv).unwrap();
        let csv = String::from_utf8(csv).unwrap();
        let row = "deadline_missed,,officer,permits › review,12,228,480,4,40,34,40,0.1,6,common";
        assert_eq!(csv.lines().nth(1), Some(row));
        let page = Page {
            language: English,
            date: Some("2026-11-30"),
            called: None,
            on_site: None,
            findings_per_bottleneck: 3,
        };
        let mut html = Vec::new();
        write_html(&report, &catalogue, &page, &mut html).unwrap();
        assert!(String::from_utf8(html).unwrap().contains("12 officers differ"));
    }
}
