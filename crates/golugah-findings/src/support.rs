use serde::{Deserialize, Serialize};

use crate::{Datum, Finding, Kind, Pairs};

/// The findings that a measurement of one bottleneck rests on: the gravest of them, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Support {
    /// How many findings there are.
    pub count: u64,
    /// The gravest, the gravest first.
    pub findings: Vec<Finding>,
    /// The names published with identifiers that these findings name.
    pub names: Pairs<String, String>,
    /// SHA-256 of the indicator's definition they were found with.
    pub definition_sha256: String,
    /// SHA-256 of the files they were read in, by the files' names.
    pub inputs: Pairs<String, String>,
}

impl Support {
    /// The same without what names persons and firms: the groups of those who worked, asked, bid or were awarded, their names,
    /// and the evidence that repeats them. For what is kept of a deed, not of a doer.
    #[must_use]
    pub fn without_persons(mut self) -> Self {
        let mut named: Vec<String> = Vec::new();
        for finding in &mut self.findings {
            let of_person = |kind: Kind| {
                matches!(
                    kind,
                    Kind::Officer | Kind::Applicant | Kind::Tenderer | Kind::Supplier
                )
            };
            let persons = finding.groups.iter().filter(|(kind, _)| of_person(**kind));
            named.extend(persons.map(|(_, id)| id.clone()));
            finding.groups = kept(&finding.groups, |kind, _| !of_person(*kind));
            let names = &self.names;
            finding.evidence = kept(&finding.evidence, |_, datum| {
                !mentions(datum, &|text| {
                    named
                        .iter()
                        .any(|id| text == id || names.get(id.as_str()).is_some_and(|name| name == text))
                })
            });
        }
        self.names = kept(&self.names, |id, _| !named.contains(id));
        self
    }
}

fn kept<K: Ord + Clone, V: Clone>(pairs: &Pairs<K, V>, keeps: impl Fn(&K, &V) -> bool) -> Pairs<K, V> {
    let entries = pairs.iter().filter(|(key, value)| keeps(key, value));
    entries.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn mentions(datum: &Datum, is_named: &impl Fn(&str) -> bool) -> bool {
    match datum {
        Datum::Text(text) => is_named(text),
        Datum::List(members) => members.iter().any(|member| mentions(member, is_named)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Support;
    use crate::{Datum, Finding, Kind, Subject};

    #[test]
    fn what_is_kept_without_persons_names_neither_doer_nor_asker() {
        let text = |text: &str| Datum::Text(text.to_owned());
        let finding = Finding {
            indicator: "deadline_missed".to_owned(),
            code: None,
            subject: Subject {
                kind: Kind::Case,
                id: "c-1".to_owned(),
            },
            value: 3.0,
            threshold: 0.0,
            groups: [
                (Kind::Officer, "o-7".to_owned()),
                (Kind::Applicant, "a-9".to_owned()),
                (Kind::Step, "survey".to_owned()),
            ]
            .into_iter()
            .collect(),
            date: None,
            evidence: [
                ("due".into(), text("2026-10-05")),
                ("handed_to".into(), text("o-7")),
                ("with".into(), Datum::List(vec![text("سارا"), text("x")])),
            ]
            .into_iter()
            .collect(),
            sources: Vec::new(),
        };
        let names = [("a-9", "سارا"), ("survey", "بازدید")];
        let support = Support {
            count: 1,
            findings: vec![finding],
            names: names
                .map(|(id, name)| (id.to_owned(), name.to_owned()))
                .into_iter()
                .collect(),
            ..Support::default()
        };
        let kept = support.without_persons();
        let groups: Vec<&str> = kept.findings[0]
            .groups
            .iter()
            .map(|(_, id)| id.as_str())
            .collect();
        let evidence = [("due".into(), text("2026-10-05"))].into_iter().collect();
        assert_eq!(groups, ["survey"]);
        assert_eq!(kept.findings[0].evidence, evidence);
        assert_eq!((kept.names.len(), kept.names.get("survey").is_some()), (1, true));
    }
}
