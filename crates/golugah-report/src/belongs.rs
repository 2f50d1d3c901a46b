use std::collections::{BTreeMap, HashMap};

use golugah_findings::{AtStep, Bottleneck, Datum, Finding, Kind, ScanReport};

/// A place whose findings are looked for: an indicator and a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place<'a> {
    /// The indicator's name.
    pub indicator: &'a str,
    /// What kind of group.
    pub kind: Kind,
    /// The group's identifier as published.
    pub id: &'a str,
    /// Of an officer, the steps whose findings are meant; empty where all are.
    pub steps: &'a [AtStep],
    /// How many observations were raised for it.
    pub raised: u64,
}

/// The findings that belong to one place: the first few, and how many there are.
#[derive(Clone, Debug, Default)]
pub struct Belonging<'a> {
    /// The first few.
    pub shown: Vec<&'a Finding>,
    /// How many there are.
    pub count: u64,
}

/// For each bottleneck, in order, the findings of its indicator that count for its group or are about it, at most
/// `limit` of them; and how many findings belong to no bottleneck.
pub(crate) fn findings_of_bottlenecks(report: &ScanReport, limit: usize) -> (Vec<Belonging<'_>>, u64) {
    let places: Vec<Place<'_>> = report.bottlenecks.iter().map(Place::of).collect();
    findings_of(report, &places, limit)
}

/// For each place, in order, the findings of its indicator that count for its group or are about it, at most `limit` of
/// them; and how many findings belong to no place.
pub fn findings_of<'a>(
    report: &'a ScanReport,
    wanted: &[Place<'_>],
    limit: usize,
) -> (Vec<Belonging<'a>>, u64) {
    let mut places: HashMap<(&str, Kind, &str), Vec<usize>> = HashMap::new();
    for (index, place) in wanted.iter().enumerate() {
        let key = (place.indicator, place.kind, place.id);
        places.entry(key).or_default().push(index);
    }
    let mut belonging: Vec<Belonging<'_>> = wanted.iter().map(|_| Belonging::default()).collect();
    let mut homeless = vec![true; report.findings.len()];
    for (number, finding) in report.findings.iter().enumerate() {
        let subject = (finding.subject.kind, finding.subject.id.as_str());
        let groups = finding.groups.iter().map(|(kind, id)| (*kind, id.as_str()));
        // A subject that is also named among its groups counts once.
        let own = std::iter::once(subject)
            .filter(|(kind, id)| finding.groups.get(kind).is_none_or(|group| group != id));
        for (kind, id) in groups.chain(own) {
            for index in places
                .get(&(finding.indicator.as_str(), kind, id))
                .into_iter()
                .flatten()
            {
                if !wanted[*index].has(finding) {
                    continue;
                }
                homeless[number] = false;
                belonging[*index].add(finding, limit);
            }
        }
    }
    for (place, own) in wanted.iter().zip(&mut belonging) {
        if own.count >= place.raised {
            continue;
        }
        if let Some(named) = named_in_evidence(place, report) {
            *own = Belonging::default();
            for number in named {
                homeless[number] = false;
                own.add(&report.findings[number], limit);
            }
        }
    }
    let elsewhere = homeless.iter().filter(|homeless| **homeless).count() as u64;
    (belonging, elsewhere)
}

impl<'a> Place<'a> {
    /// The place of a bottleneck.
    pub fn of(bottleneck: &'a Bottleneck) -> Self {
        Self {
            indicator: &bottleneck.indicator,
            kind: bottleneck.group.kind,
            id: &bottleneck.group.id,
            steps: &bottleneck.steps,
            raised: bottleneck.raised,
        }
    }

    /// Whether a finding lies at one of the steps that are meant. One that names no step cannot be told from them.
    fn has(&self, finding: &Finding) -> bool {
        let at = finding.groups.get(&Kind::Step);
        self.steps.is_empty() || at.is_none_or(|at| self.steps.iter().any(|one| one.step == *at))
    }
}

/// The findings of a place of which some name the group in their evidence alone.
///
/// A finding that counts for several groups of one kind, as equal prices do for everybody who offered them, has only
/// the first of them among its groups and all of them in its evidence. What else the evidence names, a loser for
/// example, is no group of the finding; so a key of the evidence is believed only where it and the groups together
/// give exactly the number that was raised.
fn named_in_evidence(place: &Place<'_>, report: &ScanReport) -> Option<Vec<usize>> {
    let id = place.id;
    let own = |finding: &Finding| {
        finding.groups.get(&place.kind).is_some_and(|group| group == id)
            || (finding.subject.kind, finding.subject.id.as_str()) == (place.kind, id)
    };
    let mut certain: Vec<usize> = Vec::new();
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, finding) in report.findings.iter().enumerate() {
        if finding.indicator != place.indicator {
            continue;
        }
        if own(finding) {
            certain.push(number);
            continue;
        }
        for (key, datum) in finding.evidence.iter() {
            if names(datum, id) {
                by_key.entry(key.as_ref()).or_default().push(number);
            }
        }
    }
    by_key.into_values().find_map(|more| {
        let mut all = certain.clone();
        all.extend(more);
        all.sort_unstable();
        (all.len() as u64 == place.raised).then_some(all)
    })
}

fn names(datum: &Datum, id: &str) -> bool {
    match datum {
        Datum::Text(text) => text == id,
        Datum::List(members) => members.iter().any(|member| names(member, id)),
        _ => false,
    }
}

impl<'a> Belonging<'a> {
    fn add(&mut self, finding: &'a Finding, limit: usize) {
        self.count += 1;
        if self.shown.len() < limit {
            self.shown.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use golugah_findings::{Datum, Kind};

    use super::findings_of_bottlenecks;
    use crate::tests::sample;

    #[test]
    fn a_group_named_in_evidence_alone_has_its_findings_if_their_number_is_the_one_raised() {
        let counts = |raised: u64, named: usize| {
            let mut report = sample::report();
            report.bottlenecks.truncate(1);
            let bottleneck = &mut report.bottlenecks[0];
            bottleneck.group.kind = Kind::Tenderer;
            bottleneck.group.id = "T-2".to_owned();
            bottleneck.raised = raised;
            let indicator = bottleneck.indicator.clone();
            report.findings.retain(|finding| finding.indicator == indicator);
            report.findings.truncate(6);
            for (number, finding) in report.findings.iter_mut().enumerate() {
                let tenderer = if number == 0 { "T-2" } else { "T-1" };
                finding.groups = [(Kind::Tenderer, tenderer.to_owned())].into_iter().collect();
                let asked = |id: &str| Datum::List(vec![Datum::List(vec![id.into(), "T-9".into()])]);
                let evidence = if number <= named {
                    asked("T-2")
                } else {
                    asked("T-3")
                };
                finding.evidence = [("asked_by".into(), evidence)].into_iter().collect();
            }
            let (belonging, elsewhere) = findings_of_bottlenecks(&report, 2);
            (belonging[0].count, belonging[0].shown.len(), elsewhere)
        };
        assert_eq!(counts(4, 3), (4, 2, 2));
        assert_eq!(
            counts(5, 3),
            (1, 1, 5),
            "a number that does not fit is not believed"
        );
    }
}
