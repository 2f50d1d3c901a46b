//! Peers that differ much: what is said of all of them together, and the counts that it is said by.

use golugah_findings::{Counted, FamilyFinding, FamilyMember, Kind, ScanReport, Way};
use golugah_persian::Language;

use crate::{
    LISTED,
    catalogue::Catalogue,
    figures::percent,
    names::Nested,
    table::titled,
    words::{Arg, Words, words},
};

/// What is said of a family of peers, in a sentence or three.
pub fn family_said(one: &FamilyFinding, catalogue: &Catalogue, language: Language) -> String {
    told(one, catalogue, words(language))
}

/// The first families, and in the words of a key how many more there are.
pub(crate) struct Families {
    pub(crate) told: Vec<FamilyTold>,
    pub(crate) more: Option<String>,
}

/// One family: names stand as they were cleaned.
pub(crate) struct FamilyTold {
    pub(crate) said: String,
    /// The first of its groups, the highest rate first.
    pub(crate) rows: Vec<MemberRow>,
    /// How many more there are.
    pub(crate) more: Option<String>,
}

/// One group of a family.
pub(crate) struct MemberRow {
    /// Its name; where it is a person or a firm, what it is.
    pub(crate) name: String,
    pub(crate) parents: Option<String>,
    pub(crate) count: String,
    pub(crate) rate: String,
    pub(crate) interval: String,
    pub(crate) side: String,
}

impl Families {
    pub(crate) fn of(report: &ScanReport, catalogue: &Catalogue, words: &Words, key: &str) -> Self {
        let listed = report.families.iter().take(LISTED);
        let more = report.families.len().saturating_sub(LISTED) as u64;
        Self {
            told: listed
                .map(|one| FamilyTold::of(one, catalogue, words, key))
                .collect(),
            more: (more > 0).then(|| words.count(key, more)),
        }
    }
}

impl FamilyTold {
    fn of(one: &FamilyFinding, catalogue: &Catalogue, words: &Words, key: &str) -> Self {
        let listed = one.members.iter().take(LISTED);
        let more = one.members.len().saturating_sub(LISTED) as u64;
        Self {
            said: told(one, catalogue, words),
            rows: listed
                .map(|member| MemberRow::of(member, one.kind, words))
                .collect(),
            more: (more > 0).then(|| words.count(key, more)),
        }
    }
}

impl MemberRow {
    fn of(one: &FamilyMember, kind: Kind, words: &Words) -> Self {
        let nested = one.group.as_ref().map(Nested::of_group);
        let parents = nested.as_ref().filter(|nested| !nested.parents.is_empty());
        let [least, most] = [one.least, one.most].map(|rate| percent(rate, words.language));
        let side = if one.above { "above" } else { "below" };
        Self {
            parents: parents.map(|nested| nested.parents_in(words)),
            name: nested.map_or_else(|| words.kind(kind), |nested| nested.part),
            count: words.part_of(one.raised, one.computable),
            rate: percent(one.rate, words.language),
            interval: words.say_with(
                "report-family-interval",
                &[("least", Arg::Text(&least)), ("most", Arg::Text(&most))],
            ),
            side: words.say_with("report-family-side", &[("side", Arg::Text(side))]),
        }
    }
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
    let main = words.say_with(
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
    );
    let ways = one.two_ways.map(|two| {
        let way = |way: Way| (words.number(way.groups), counted(way.whole));
        let (lower, upper) = (way(two.lower), way(two.upper));
        let said = [
            ("lower-groups", Arg::Text(&lower.0)),
            ("lower", Arg::Text(&lower.1)),
            ("upper-groups", Arg::Text(&upper.0)),
            ("upper", Arg::Text(&upper.1)),
        ];
        words.say_with("report-family-ways", &said)
    });
    let named = (one.named > 0).then(|| words.count("report-family-named", one.named));
    let sentences = [Some(main), ways, named];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use golugah_findings::{
        Counted, FamilyFinding, FamilyMember, Group, Kind, ScanReport, TwoWays, Unnamed, Way,
    };
    use golugah_persian::Language::{self, English, Persian};

    use super::family_said;
    use crate::tests::sample;
    use crate::{Page, write_families_csv, write_family_members_csv, write_html, write_jsonl, write_table};

    fn counted(raised: u64, computable: u64) -> Counted {
        Counted { raised, computable }
    }

    fn member(group: Option<Group>, raised: u64) -> FamilyMember {
        FamilyMember {
            group,
            raised,
            computable: 40,
            rate: raised as f64 / 40.0,
            least: 0.04,
            most: 0.93,
            above: raised > 20,
        }
    }

    fn officers() -> FamilyFinding {
        FamilyFinding {
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
            two_ways: None,
            named: 0,
            members: vec![member(None, 34), member(None, 4)],
        }
    }

    fn offices() -> FamilyFinding {
        let office = Group {
            kind: Kind::ProcuringEntity,
            id: "=1+1".to_owned(),
            name: "Roads||<b>Works</b>".to_owned(),
            shares_name: false,
        };
        FamilyFinding {
            kind: Kind::ProcuringEntity,
            place: None,
            because: Unnamed::TwoWays,
            two_ways: Some(TwoWays {
                lower: Way {
                    groups: 9,
                    whole: counted(36, 360),
                },
                upper: Way {
                    groups: 3,
                    whole: counted(102, 120),
                },
                gain: 15.9,
            }),
            named: 1,
            members: vec![member(Some(office), 34), member(None, 4)],
            ..officers()
        }
    }

    fn page(report: &ScanReport, language: Language) -> String {
        let page = Page {
            language,
            date: Some("2026-11-30"),
            called: None,
            on_site: None,
            findings_per_bottleneck: 3,
        };
        let mut html = Vec::new();
        write_html(report, &sample::catalogue(), &page, &mut html).unwrap();
        String::from_utf8(html).unwrap()
    }

    #[test]
    fn peers_that_differ_are_told_together_in_every_form() {
        let mut report = sample::report();
        report.families = vec![officers()];
        let catalogue = sample::catalogue();
        let english = family_said(&report.families[0], &catalogue, English);
        assert!(
            english.starts_with(
                "At “review”, 12 officers differ from 10\u{a0}% (4 of 40) to 85\u{a0}% (34 of 40)"
            ),
            "{english}"
        );
        assert!(
            english.contains("6 of them would be") && english.contains("No single name carries it"),
            "{english}"
        );
        let persian = family_said(&report.families[0], &catalogue, Persian);
        assert!(
            persian.contains("۱۲ کارشناس") && persian.contains("۳۴ از ۴۰"),
            "{persian}"
        );
        let mut text = Vec::new();
        write_table(&report, &catalogue, English, None, 120, &mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(
            text.contains("differ much among themselves") && text.contains("34 of 40"),
            "{text}"
        );
        let mut csv = Vec::new();
        write_families_csv(&report, &mut csv).unwrap();
        let csv = String::from_utf8(csv).unwrap();
        let row = "deadline_missed,,officer,permits › review,12,228,480,4,40,34,40,0.1,6,common,,,,,,,,0";
        assert_eq!(csv.lines().nth(1), Some(row));
        let mut lines = Vec::new();
        write_jsonl(&report, &mut lines).unwrap();
        let lines = String::from_utf8(lines).unwrap();
        let line = lines
            .lines()
            .find(|line| line.starts_with("{\"type\":\"family\""))
            .unwrap();
        assert!(
            line.contains("\"members\":[{\"group\":null,\"raised\":34"),
            "{line}"
        );
        let html = page(&report, English);
        assert!(
            html.contains("12 officers differ") && html.contains("4\u{a0}% to 93\u{a0}%"),
            "{html}"
        );
    }

    #[test]
    fn two_ways_are_told_beside_names_and_offices_stand_in_the_evidence() {
        let mut report = sample::report();
        report.families = vec![offices()];
        let catalogue = sample::catalogue();
        let english = family_said(&report.families[0], &catalogue, English);
        for said in [
            "9 of them have 10\u{a0}% (36 of 360) together, 3 have 85\u{a0}% (102 of 120)",
            "One of them is named besides",
        ] {
            assert!(english.contains(said), "{english}");
        }
        assert!(!english.contains("No single name"), "{english}");
        let persian = family_said(&report.families[0], &catalogue, Persian);
        assert!(
            persian.contains("۱۰۲ از ۱۲۰") && persian.contains("فهرست گلوگاه‌ها"),
            "{persian}"
        );
        assert!(!persian.chars().any(|sign| sign.is_ascii_digit()), "{persian}");
        let mut csv = Vec::new();
        write_families_csv(&report, &mut csv).unwrap();
        let csv = String::from_utf8(csv).unwrap();
        assert!(
            csv.lines()
                .nth(1)
                .unwrap()
                .ends_with(",two_ways,9,36,360,3,102,120,15.9,1"),
            "{csv}"
        );
        let mut csv = Vec::new();
        write_family_members_csv(&report, &mut csv).unwrap();
        let csv = String::from_utf8(csv).unwrap();
        let row = "1,procuring_entity,'=1+1,Roads||<b>Works</b>,34,40,0.85,0.04,0.93,true";
        assert_eq!(csv.lines().nth(1), Some(row));
        assert_eq!(
            csv.lines().nth(2),
            Some("1,procuring_entity,,,4,40,0.1,0.04,0.93,false")
        );
        for language in [English, Persian] {
            let html = page(&report, language);
            assert!(!html.contains("<b>Works</b>"), "{html}");
            assert!(html.contains("Works"), "{html}");
        }
    }
}
