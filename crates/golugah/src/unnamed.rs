//! A report without the names of persons, for whoever is not to read of anybody's work before an inspector has looked at it.

use std::collections::BTreeMap;

use golugah_findings::{Datum, Finding, Group, Kind, Pairs, ScanReport};
use golugah_report::{Language, table_words};

/// What stands between a procedure and an officer of it.
const WITHIN: &str = " › ";

/// The same report, in which persons stand under their kind and a number, each under the same one throughout.
pub(crate) fn of(report: &ScanReport, language: Language) -> ScanReport {
    let mut called = Called {
        language,
        names: BTreeMap::new(),
        many: 0,
    };
    let mut report = report.clone();
    // The numbers follow the report: whoever stands first in it is the first.
    let groups = report.bottlenecks.iter().map(|one| &one.group);
    let groups = groups
        .chain(report.not_named.iter().map(|one| &one.group))
        .chain(report.without_verdict.iter().map(|one| &one.group));
    for group in groups.filter(|group| is_person(group.kind)) {
        called.meet(group.kind, &[&group.id, &group.name]);
    }
    for finding in &report.findings {
        for (kind, id) in finding.groups.iter().filter(|(kind, _)| is_person(**kind)) {
            called.meet(*kind, &[id]);
        }
        if is_person(finding.subject.kind) {
            called.meet(finding.subject.kind, &[&finding.subject.id]);
        }
    }
    for bottleneck in &mut report.bottlenecks {
        if is_person(bottleneck.group.kind) {
            for sentence in [&mut bottleneck.sentence.fa, &mut bottleneck.sentence.en] {
                *sentence = called.in_text(sentence, &bottleneck.group);
            }
        }
        called.group(&mut bottleneck.group);
    }
    for one in &mut report.not_named {
        called.group(&mut one.group);
    }
    for one in &mut report.without_verdict {
        called.group(&mut one.group);
    }
    for finding in &mut report.findings {
        called.finding(finding);
    }
    report
}

fn is_person(kind: Kind) -> bool {
    matches!(kind, Kind::Officer | Kind::Applicant)
}

/// What persons are called instead of their names.
struct Called {
    language: Language,
    names: BTreeMap<String, String>,
    many: usize,
}

impl Called {
    fn meet(&mut self, kind: Kind, names: &[&str]) {
        let known = names.iter().find_map(|name| self.names.get(*name).cloned());
        let label = known.unwrap_or_else(|| {
            self.many += 1;
            let word = table_words("tables-kind", &[("kind", kind.as_str())], self.language);
            let number = golugah_persian::integer(self.many as i128, self.language);
            format!("{word} {number}")
        });
        for name in names {
            // Evidence names them without their procedure.
            let alone = name.rsplit(WITHIN).next().unwrap_or_default();
            for name in [*name, alone] {
                if !name.is_empty() {
                    self.names.entry(name.to_owned()).or_insert_with(|| label.clone());
                }
            }
        }
    }

    fn group(&self, group: &mut Group) {
        if let Some(label) = self.names.get(&group.id).filter(|_| is_person(group.kind)) {
            group.id.clone_from(label);
            group.name.clone_from(label);
        }
    }

    /// A sentence about a group without its names, the longest taken out first.
    fn in_text(&self, text: &str, group: &Group) -> String {
        let alone = |name: &str| name.rsplit(WITHIN).next().unwrap_or_default().to_owned();
        let mut names = vec![
            group.name.clone(),
            group.id.clone(),
            alone(&group.name),
            alone(&group.id),
        ];
        names.retain(|name| !name.is_empty());
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let label = self.names.get(&group.id).map_or("", String::as_str);
        names
            .iter()
            .fold(text.to_owned(), |text, name| text.replace(name.as_str(), label))
    }

    fn finding(&self, finding: &mut Finding) {
        let groups = finding.groups.iter().map(|(kind, id)| {
            let label = self.names.get(id).filter(|_| is_person(*kind));
            (*kind, label.unwrap_or(id).clone())
        });
        finding.groups = groups.collect();
        if is_person(finding.subject.kind)
            && let Some(label) = self.names.get(&finding.subject.id)
        {
            finding.subject.id.clone_from(label);
        }
        let evidence = finding.evidence.iter();
        let evidence: Pairs<_, _> = evidence
            .map(|(key, value)| (key.clone(), self.datum(value)))
            .collect();
        finding.evidence = evidence;
    }

    fn datum(&self, datum: &Datum) -> Datum {
        match datum {
            Datum::Text(text) => Datum::Text(self.names.get(text).unwrap_or(text).clone()),
            Datum::List(all) => Datum::List(all.iter().map(|one| self.datum(one)).collect()),
            other => other.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use golugah_findings::{Datum, Finding, Kind, ScanReport, Source, Subject};
    use golugah_report::Language;

    use super::of;

    #[test]
    fn a_person_stands_under_one_number_throughout() {
        let finding = |officer: &str| Finding {
            indicator: "four_eyes".to_owned(),
            code: None,
            subject: Subject {
                kind: Kind::Case,
                id: "permits › 7".to_owned(),
            },
            value: 1.0,
            threshold: 1.0,
            groups: [
                (Kind::Officer, format!("permits › {officer}")),
                (Kind::Step, "permits › check".to_owned()),
            ]
            .into_iter()
            .collect(),
            date: None,
            evidence: [
                ("officer".into(), Datum::Text(officer.to_owned())),
                ("all".into(), Datum::List(vec![Datum::Text(officer.to_owned())])),
            ]
            .into_iter()
            .collect(),
            sources: vec![Source {
                file: "permits.xes".to_owned(),
                line: 3,
            }],
        };
        let report = ScanReport {
            findings: vec![finding("Sara"), finding("Reza"), finding("Sara")],
            ..ScanReport::default()
        };
        let plain = of(&report, Language::Persian);
        let written = serde_json::to_string(&plain).unwrap();
        assert!(
            !written.contains("Sara") && !written.contains("Reza"),
            "{written}"
        );
        assert_eq!(written.matches("کارشناس ۱").count(), 6, "{written}");
        assert_eq!(written.matches("permits › check").count(), 3);
    }
}
