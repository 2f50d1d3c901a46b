use std::collections::HashMap;

use golugah_findings::{Finding, Kind, ScanReport};

/// The findings that belong to one bottleneck: the first few, and how many there are.
#[derive(Default)]
pub(super) struct Belonging<'a> {
    pub(super) shown: Vec<&'a Finding>,
    pub(super) count: u64,
}

/// For each bottleneck, in order, the findings of its indicator that count for its group or are about it, at most
/// `limit` of them; and how many findings belong to no bottleneck. One pass over the findings.
pub(super) fn findings_of_bottlenecks(report: &ScanReport, limit: usize) -> (Vec<Belonging<'_>>, u64) {
    let mut places: HashMap<(&str, Kind, &str), Vec<usize>> = HashMap::new();
    for (index, bottleneck) in report.bottlenecks.iter().enumerate() {
        let key = (
            bottleneck.indicator.as_str(),
            bottleneck.group.kind,
            bottleneck.group.id.as_str(),
        );
        places.entry(key).or_default().push(index);
    }
    let mut belonging: Vec<Belonging<'_>> = report.bottlenecks.iter().map(|_| Belonging::default()).collect();
    let mut elsewhere = 0;
    for finding in &report.findings {
        let subject = (finding.subject.kind, finding.subject.id.as_str());
        let groups = finding.groups.iter().map(|(kind, id)| (*kind, id.as_str()));
        let mut found = false;
        // A subject that is also named among its groups counts once.
        let own = std::iter::once(subject)
            .filter(|(kind, id)| finding.groups.get(kind).is_none_or(|group| group != id));
        for (kind, id) in groups.chain(own) {
            for index in places
                .get(&(finding.indicator.as_str(), kind, id))
                .into_iter()
                .flatten()
            {
                found = true;
                let place = &mut belonging[*index];
                place.count += 1;
                if place.shown.len() < limit {
                    place.shown.push(finding);
                }
            }
        }
        if !found {
            elsewhere += 1;
        }
    }
    (belonging, elsewhere)
}
