use golugah_records::{EventLog, NO_ENTRY};
use hashbrown::HashMap;

use super::{Cuts, EdgeCount, FourEyes, OfficerFigures, counts};

/// The figures that need officers; `None` where the log has none.
pub(super) fn figures(log: &EventLog, cuts: &Cuts) -> Option<OfficerFigures> {
    let mut of_officer = vec![0_u64; log.resources.len()];
    let mut without = 0;
    let mut pairs: HashMap<(u32, u32), u64> = HashMap::new();
    for case in 0..log.case_count() {
        let mut before = NO_ENTRY;
        for event in log.events_of(case) {
            let officer = log.events.resource[event];
            if officer == NO_ENTRY {
                without += 1;
                continue;
            }
            of_officer[officer as usize] += 1;
            if before != NO_ENTRY {
                *pairs.entry((before, officer)).or_default() += 1;
            }
            before = officer;
        }
    }
    if without == log.event_count() as u64 {
        return None;
    }
    let succession_pairs = pairs.len() as u64;
    let name = |officer| log.resources.get(officer).unwrap_or_default().to_owned();
    let mut handovers: Vec<EdgeCount> = pairs
        .into_iter()
        .filter(|((from, to), _)| from != to)
        .map(|((from, to), count)| EdgeCount {
            from: name(from),
            to: name(to),
            count,
        })
        .collect();
    handovers.sort_by(|left, right| {
        right
            .count
            .cmp(&left.count)
            .then_with(|| (&left.from, &left.to).cmp(&(&right.from, &right.to)))
    });
    let handover_total = handovers.iter().map(|pair| pair.count).sum();
    handovers.truncate(cuts.officers);
    let mut top = counts(&log.resources, &of_officer);
    let resources = top.0.len() as u64;
    top.0.truncate(cuts.officers);
    Some(OfficerFigures {
        resources,
        events_without_resource: without,
        resource_events_top10: top,
        succession_pairs,
        handovers: handover_total,
        handover_top10: handovers,
        four_eyes_top6_activities: four_eyes(log, cuts.four_eyes),
    })
}

/// All pairs of the most frequent activities.
fn four_eyes(log: &EventLog, activities: usize) -> Vec<FourEyes> {
    let mut of_activity = vec![0_u64; log.activities.len()];
    for activity in &log.events.activity {
        of_activity[*activity as usize] += 1;
    }
    let mut order: Vec<u32> = (0..log.activities.len() as u32).collect();
    let name = |activity: u32| log.activities.get(activity).unwrap_or_default();
    order.sort_by(|left, right| {
        let by_count = of_activity[*right as usize].cmp(&of_activity[*left as usize]);
        by_count.then_with(|| name(*left).cmp(name(*right)))
    });
    order.truncate(activities);
    four_eyes_of(log, &order)
}

/// All pairs of these activities; only events that name their officer count, for the others nobody can compare.
pub(crate) fn four_eyes_of(log: &EventLog, chosen: &[u32]) -> Vec<FourEyes> {
    let pairs: Vec<(usize, usize)> = (0..chosen.len())
        .flat_map(|a| (a + 1..chosen.len()).map(move |b| (a, b)))
        .collect();
    let mut found = vec![(0_u64, 0_u64); pairs.len()];
    let mut officers: Vec<Vec<u32>> = vec![Vec::new(); chosen.len()];
    for case in 0..log.case_count() {
        officers.iter_mut().for_each(Vec::clear);
        for event in log.events_of(case) {
            let officer = log.events.resource[event];
            if let Some(place) = chosen
                .iter()
                .position(|activity| *activity == log.events.activity[event])
                && officer != NO_ENTRY
            {
                officers[place].push(officer);
            }
        }
        for ((a, b), counted) in pairs.iter().zip(&mut found) {
            if !officers[*a].is_empty() && !officers[*b].is_empty() {
                counted.0 += 1;
                counted.1 += u64::from(officers[*a].iter().any(|officer| officers[*b].contains(officer)));
            }
        }
    }
    let name = |place: usize| log.activities.get(chosen[place]).unwrap_or_default().to_owned();
    pairs
        .into_iter()
        .zip(found)
        .map(|((a, b), (both, same))| FourEyes {
            a: name(a),
            b: name(b),
            cases_with_both: both,
            same_officer: same,
        })
        .collect()
}
