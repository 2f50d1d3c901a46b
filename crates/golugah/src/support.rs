//! The findings that the county keeps for a bottleneck: of those a measurement rests on, the gravest.

use std::collections::BTreeMap;

use golugah_findings::{Datum, Finding, Pairs, Support};
use golugah_report::{Belonging, Place, findings_of};

use crate::measured::Measured;
use crate::work::called;

/// How many findings of a bottleneck are kept; the report has them all.
const MOST_KEPT: usize = 20;

/// The support of each place, in their order.
pub(crate) fn of(measured: &Measured, places: &[Place<'_>]) -> Vec<Support> {
    let (belonging, _) = findings_of(&measured.report, places, usize::MAX);
    belonging
        .into_iter()
        .zip(places)
        .map(|(own, place)| support(measured, own, place))
        .collect()
}

fn support(measured: &Measured, mut own: Belonging<'_>, place: &Place<'_>) -> Support {
    own.shown.sort_by(|a, b| {
        gravity(b)
            .total_cmp(&gravity(a))
            .then_with(|| b.date.cmp(&a.date))
            .then_with(|| a.subject.cmp(&b.subject))
    });
    own.shown.truncate(MOST_KEPT);
    told(measured, place.indicator, own.count, own.shown)
}

/// One finding with what is needed to tell it, and without the persons in it.
pub(crate) fn of_one(measured: &Measured, finding: &Finding) -> Support {
    told(measured, &finding.indicator, 1, vec![finding]).without_persons()
}

fn told(measured: &Measured, indicator: &str, count: u64, shown: Vec<&Finding>) -> Support {
    let findings: Vec<Finding> = shown.into_iter().cloned().collect();
    let mut names = BTreeMap::new();
    let mut inputs = BTreeMap::new();
    for finding in &findings {
        let mut name = |id: &str| {
            if let Some(name) = measured.name_of(id) {
                names.insert(id.to_owned(), called(&name, id));
            }
        };
        name(&finding.subject.id);
        finding.groups.iter().for_each(|(_, id)| name(id));
        finding
            .evidence
            .iter()
            .for_each(|(_, datum)| texts(datum, &mut name));
        for source in &finding.sources {
            let input = measured
                .report
                .inputs
                .iter()
                .find(|input| input.file == source.file);
            if let Some(input) = input {
                inputs.insert(source.file.clone(), input.sha256.clone());
            }
        }
    }
    let mut indicators = measured.report.indicators.iter();
    let indicator = indicators.find(|summary| summary.indicator == indicator);
    Support {
        count,
        findings,
        names: Pairs::from(names),
        definition_sha256: indicator.map_or_else(String::new, |summary| summary.definition_sha256.clone()),
        inputs: Pairs::from(inputs),
    }
}

/// How far a value lies beyond its threshold, in thresholds: an indicator has its own direction, and a finding lies in it.
fn gravity(finding: &Finding) -> f64 {
    let beyond = (finding.value - finding.threshold).abs();
    match finding.threshold.abs() {
        threshold if threshold > f64::EPSILON => beyond / threshold,
        _ => beyond,
    }
}

fn texts(datum: &Datum, each: &mut impl FnMut(&str)) {
    match datum {
        Datum::Text(text) => each(text),
        Datum::List(members) => members.iter().for_each(|member| texts(member, each)),
        _ => {}
    }
}
