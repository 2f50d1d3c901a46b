//! Cases against a rule: what broke a number of the law or an office's own promise, one case is enough.

use std::collections::BTreeMap;

use golugah_findings::{Against, Column, Coverage, Finding, IndicatorSummary, InputKind, Kind, ScanReport};

use crate::{
    called::Called,
    catalogue::Catalogue,
    finding::remarks,
    finding::told,
    late::Line,
    names::Nested,
    plain::clean,
    words::{Arg, Words, words},
};
use golugah_persian::Language;

/// How many evidence values a row tells.
const TOLD: usize = 3;

/// The cases that one indicator holds against its rule.
#[derive(Debug)]
pub struct OfRule<'a> {
    /// The indicator.
    pub summary: &'a IndicatorSummary,
    /// A finding for each subject, the gravest of it; the newest first, what has no day last.
    pub cases: Vec<&'a Finding>,
}

/// For each indicator that holds against a rule and raised something, its cases; in the order of the indicators.
pub fn by_rule(report: &ScanReport) -> Vec<OfRule<'_>> {
    report
        .indicators
        .iter()
        .filter(|summary| summary.against == Against::Rule)
        .filter_map(|summary| {
            let own = report
                .findings
                .iter()
                .filter(|one| one.indicator == summary.indicator);
            let mut cases: Vec<&Finding> = gravest(own, |one| one.subject.clone()).into_values().collect();
            cases.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.subject.cmp(&b.subject)));
            (!cases.is_empty()).then_some(OfRule { summary, cases })
        })
        .collect()
}

/// The gravest finding of each key, the first of several that are as grave.
pub fn gravest<'a, K: Ord>(
    findings: impl Iterator<Item = &'a Finding>,
    key: impl Fn(&Finding) -> K,
) -> BTreeMap<K, &'a Finding> {
    let mut gravest: BTreeMap<K, &Finding> = BTreeMap::new();
    for finding in findings {
        let known = gravest.entry(key(finding)).or_insert(finding);
        if beyond(finding) > beyond(known) {
            *known = finding;
        }
    }
    gravest
}

/// How far a value lies beyond its threshold; an indicator has its own direction, and a finding lies in it.
pub fn beyond(finding: &Finding) -> f64 {
    (finding.value - finding.threshold).abs()
}

/// How many cases are against a rule in all.
pub(crate) fn count(report: &ScanReport) -> u64 {
    by_rule(report).iter().map(|one| one.cases.len() as u64).sum()
}

/// One rule with its first cases, for people; plain text.
pub(crate) struct RuleBlock {
    pub(crate) title: String,
    pub(crate) code: Option<String>,
    /// "28 tenders: they gave bidders less time than the minimum".
    pub(crate) counted: String,
    /// What the rule says and where it stands; empty where that is not known.
    pub(crate) rule: String,
    /// How many could be held against it, and how many could not.
    pub(crate) measured: String,
    pub(crate) otherwise: String,
    pub(crate) rows: Vec<CaseRow>,
    /// What is said of those that are not listed.
    pub(crate) more: Option<String>,
}

/// One case against a rule, plain text in which what came from data stands between isolates.
pub(crate) struct CaseRow {
    pub(crate) id: String,
    /// Where it happened; empty where no office and no step is known.
    pub(crate) place: String,
    pub(crate) date: String,
    pub(crate) seen: String,
    pub(crate) source: String,
}

impl RuleBlock {
    pub(crate) fn of(
        one: &OfRule<'_>,
        most: usize,
        called: Option<Called<'_>>,
        catalogue: &Catalogue,
        words: &Words,
    ) -> Self {
        let (summary, language) = (one.summary, words.language);
        let text = catalogue.get(&summary.indicator);
        let kind = one.cases.first().map_or(Kind::Case, |case| case.subject.kind);
        let subjects = one.cases.len() as u64;
        let (said, number) = (
            text.map_or("", |text| text.condition(language)),
            words.number(subjects),
        );
        let (of_kind, said) = (words.counted_kind(kind, subjects), Arg::Text(said));
        let counted = match kind {
            Kind::Tender => words.say_with(
                "report-exceptions-counted-tenders",
                &[("text", Arg::Text(&number)), ("condition", said)],
            ),
            _ => words.say_with(
                "report-exceptions-counted",
                &[
                    ("text", Arg::Text(&number)),
                    ("kind", Arg::Text(&of_kind)),
                    ("condition", said),
                ],
            ),
        };
        let not_computable = summary.not_computable.values().sum();
        let measured = words.say_with(
            "report-exceptions-measured",
            &[
                (
                    "computable",
                    Arg::Text(&words.number(summary.raised + summary.clear)),
                ),
                ("unknown", Arg::Text(&words.number(not_computable))),
            ],
        );
        let more = subjects.saturating_sub(most as u64);
        Self {
            title: clean(catalogue.title(&summary.indicator, language)),
            code: summary.code.as_deref().map(clean),
            counted,
            rule: sentence(text.map_or("", |text| text.rule(language)), |rule| {
                words.say_with("report-exceptions-rule", &[("rule", Arg::Text(rule))])
            }),
            measured,
            otherwise: sentence(text.map_or("", |text| text.otherwise(language)), |otherwise| {
                words.bottleneck("bottleneck-otherwise", &[("otherwise", Arg::Text(otherwise))])
            }),
            rows: one
                .cases
                .iter()
                .take(most)
                .map(|case| CaseRow::of(case, called, words))
                .collect(),
            more: (more > 0).then(|| words.count("report-exceptions-more", more)),
        }
    }
}

impl RuleBlock {
    /// The same on a page that says once where all of it is: here only how many more there are.
    pub(crate) fn saying(self, more: usize, words: &Words) -> Self {
        Self {
            more: (more > 0).then(|| words.count("report-page-more", more as u64)),
            ..self
        }
    }
}

/// The sentence around a clause; none where there is no clause.
fn sentence(clause: &str, around: impl Fn(&str) -> String) -> String {
    if clause.is_empty() {
        String::new()
    } else {
        around(clause)
    }
}

impl CaseRow {
    fn of(case: &Finding, called: Option<Called<'_>>, words: &Words) -> Self {
        // What is remarked stands behind the figures, and not among them too.
        let noted: Vec<&str> = remarks(case).map(|(key, _)| key).collect();
        let evidence = case.evidence.iter().filter(|(key, _)| !noted.contains(&&***key));
        let plain = Finding {
            evidence: evidence
                .map(|(key, datum)| (key.clone(), datum.clone()))
                .collect(),
            ..case.clone()
        };
        let told = told(&plain, called, words.language);
        let remarks = remarks(case).map(|(_, remark)| words.say(remark));
        // The office that decided, else the buyer, else the step: never a person.
        let place = [Kind::ProcuringEntity, Kind::Buyer, Kind::Step, Kind::Procedure]
            .into_iter()
            .find_map(|kind| Some((kind, case.groups.get(&kind)?)))
            .map_or_else(String::new, |(kind, id)| {
                let name = |id: &str| {
                    called
                        .and_then(|called| called(id))
                        .unwrap_or_else(|| id.to_owned())
                };
                let mut nested = Nested::of(kind, &name(id));
                // Many offices have one name, "Divisional Manager": whose it is tells them apart.
                let buyer = case.groups.get(&Kind::Buyer);
                let buyer = buyer.map(|buyer| Nested::of(Kind::Buyer, &name(buyer)).part);
                nested
                    .parents
                    .extend(buyer.filter(|buyer| nested.parents.is_empty() && *buyer != nested.part));
                nested.said(words)
            });
        let separator = words.say("report-exceptions-colon");
        let seen: Vec<String> = told
            .evidence
            .iter()
            .take(TOLD)
            .map(|(label, value)| format!("{label}{separator} {value}"))
            .collect();
        Self {
            id: told.id,
            place,
            date: told.date.unwrap_or_default(),
            seen: match Line::of(case, called, words) {
                Some(line) => line.days,
                None if seen.is_empty() => told.compared,
                None => seen.into_iter().chain(remarks).collect::<Vec<_>>().join(" · "),
            },
            source: told.places.first().cloned().unwrap_or_default(),
        }
    }
}

/// What the records answer and what would answer more, a sentence each.
pub(crate) fn coverage(report: &ScanReport, words: &Words) -> Vec<(String, Vec<String>)> {
    report
        .coverage
        .iter()
        .map(|one| told_coverage(one, "report-coverage", words))
        .collect()
}

/// What records answer, as a sentence, and what would answer more, a sentence each.
pub fn covered(coverage: &[Coverage], language: Language) -> Vec<(String, Vec<String>)> {
    coverage
        .iter()
        .map(|one| told_coverage(one, "report-coverage", words(language)))
        .collect()
}

/// The same of one file by itself.
pub fn covered_by_file(coverage: &[Coverage], language: Language) -> Vec<(String, Vec<String>)> {
    coverage
        .iter()
        .map(|one| told_coverage(one, "report-coverage-file", words(language)))
        .collect()
}

fn told_coverage(one: &Coverage, key: &str, words: &Words) -> (String, Vec<String>) {
    let (asked, answered) = (one.asked.len() as u64, one.answered.len() as u64);
    let head = words.say_with(
        key,
        &[
            (
                "kind",
                Arg::Text(match one.kind {
                    InputKind::Ocds => "ocds",
                    InputKind::Xes => "xes",
                }),
            ),
            ("asked", Arg::Text(&words.number(asked))),
            ("answered", Arg::Text(&words.number(answered))),
        ],
    );
    let further = one.further.iter().map(|further| {
        let comma = words.say("report-list-separator");
        let columns: Vec<String> = further
            .columns
            .iter()
            .map(|column| column_name(*column, words))
            .collect();
        let count = further.indicators.len() as u64;
        words.say_with(
            "report-coverage-further",
            &[
                ("columns", Arg::Text(&columns.join(&format!("{comma} ")))),
                ("count", Arg::Count(count)),
                ("text", Arg::Text(&words.number(count))),
            ],
        )
    });
    (head, further.collect())
}

fn column_name(column: Column, words: &Words) -> String {
    words.say_with("report-column", &[("column", Arg::Text(column.as_str()))])
}

#[cfg(test)]
mod tests {
    use golugah_findings::{Column, Coverage, Further, InputKind};
    use golugah_persian::Language::{English, Persian};

    use super::{RuleBlock, by_rule, coverage};
    use crate::tests::sample;
    use crate::words::words;

    #[test]
    fn each_case_is_told_once_and_by_its_gravest_finding() {
        let mut report = sample::report();
        let of_rule = |report: &golugah_findings::ScanReport| {
            let all = by_rule(report);
            let deadlines = all.iter().find(|one| one.summary.indicator == "deadline_missed");
            deadlines.map(|one| {
                (
                    one.cases.len(),
                    one.cases.iter().map(|case| case.value).fold(0.0, f64::max),
                )
            })
        };
        let before = of_rule(&report);
        let (count, _) = before.unwrap();
        let mut again = report
            .findings
            .iter()
            .find(|one| one.indicator == "deadline_missed")
            .unwrap()
            .clone();
        again.value = 1e6;
        report.findings.push(again);
        assert_eq!(of_rule(&report), Some((count, 1e6)));
    }

    #[test]
    fn a_rule_is_told_with_its_source_and_what_is_not_listed_is_counted() {
        let report = sample::report();
        let (catalogue, words) = (sample::catalogue(), words(English));
        let all = by_rule(&report);
        let one = all
            .iter()
            .find(|one| one.summary.indicator == "deadline_missed")
            .unwrap();
        let block = RuleBlock::of(one, 1, None, &catalogue, words);
        assert_eq!(block.rows.len(), 1);
        assert_eq!(block.more.is_some(), one.cases.len() > 1);
        assert_eq!(block.rule, "Rule: the due date that the case itself bears.");
        assert!(!block.rows[0].seen.is_empty() && !block.rows[0].source.is_empty());
    }

    #[test]
    fn coverage_says_which_column_answers_more() {
        let mut report = sample::report();
        report.coverage = vec![Coverage {
            kind: InputKind::Ocds,
            asked: vec!["a".to_owned(), "b".to_owned(), "c".to_owned()],
            answered: vec!["a".to_owned()],
            further: vec![Further {
                columns: vec![Column::Bidders],
                indicators: vec!["b".to_owned()],
            }],
        }];
        assert_eq!(
            coverage(&report, words(English)),
            [(
                "The tenders given here answer 1 of 3 questions.".to_owned(),
                vec!["With the number of bidders, one more.".to_owned()]
            )]
        );
        assert_eq!(
            coverage(&report, words(Persian))[0].0,
            "دادهٔ معاملات به ۱ پرسش از ۳ پرسش پاسخ می‌دهد."
        );
    }
}
