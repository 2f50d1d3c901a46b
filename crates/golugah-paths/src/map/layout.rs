//! Where everything stands: activities in layers by their usual place in a case, passages through the gaps between.

use golugah_records::EventLog;

use super::MapOptions;
use crate::passages::{Edge, Passages};
use crate::stats::{linear_quantile, sum};

pub(super) const BOX_WIDTH: f64 = 184.0;
pub(super) const BOX_HEIGHT: f64 = 64.0;
const LAYER_GAP: f64 = 112.0;
const ROW_GAP: f64 = 30.0;
const LANE: f64 = 26.0;
const MARGIN: f64 = 40.0;

/// A place in a layer: an activity's box, or a point that a long passage runs through.
pub(super) struct Spot {
    /// The activity; `None` for a point.
    pub(super) activity: Option<u32>,
    pub(super) layer: usize,
    /// The centre.
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A passage as it is drawn.
pub(super) struct Line {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) count: u64,
    /// In milliseconds.
    pub(super) median: f64,
    /// All waits of the passage together, in milliseconds.
    pub(super) total: f64,
    /// The spots it runs through, in ascending layers.
    pub(super) spots: Vec<usize>,
    /// True where it runs back against the layers.
    pub(super) back: bool,
}

/// The whole map.
pub(super) struct Plan {
    pub(super) spots: Vec<Spot>,
    pub(super) lines: Vec<Line>,
    pub(super) width: f64,
    pub(super) height: f64,
}

pub(super) fn plan(log: &EventLog, passages: &Passages, options: &MapOptions) -> Plan {
    let chosen = frequent_activities(log, options.activities);
    let mut lines = frequent_lines(log, passages, &chosen, options.passages);
    let layers = layers(log, &chosen, &lines);
    let mut spots: Vec<Spot> = chosen
        .iter()
        .zip(&layers)
        .map(|(activity, layer)| Spot {
            activity: Some(*activity),
            layer: *layer,
            x: 0.0,
            y: 0.0,
        })
        .collect();
    for line in &mut lines {
        let place = |activity| chosen.iter().position(|held| *held == activity).unwrap_or(0);
        let (mut low, mut high) = (place(line.from), place(line.to));
        line.back = layers[low] > layers[high];
        if line.back {
            (low, high) = (high, low);
        }
        line.spots.push(low);
        for layer in layers[low] + 1..layers[high] {
            line.spots.push(spots.len());
            spots.push(Spot {
                activity: None,
                layer,
                x: 0.0,
                y: 0.0,
            });
        }
        line.spots.push(high);
    }
    let (width, height) = place_spots(&mut spots, &lines);
    Plan {
        spots,
        lines,
        width,
        height,
    }
}

fn frequent_activities(log: &EventLog, keep: usize) -> Vec<u32> {
    let mut counts = vec![0_u64; log.activities.len()];
    for activity in &log.events.activity {
        counts[*activity as usize] += 1;
    }
    let mut order: Vec<u32> = (0..log.activities.len() as u32).collect();
    order.sort_by(|left, right| {
        let by_count = counts[*right as usize].cmp(&counts[*left as usize]);
        by_count.then_with(|| log.activities.get(*left).cmp(&log.activities.get(*right)))
    });
    order.truncate(keep);
    order
}

fn frequent_lines(log: &EventLog, passages: &Passages, chosen: &[u32], keep: usize) -> Vec<Line> {
    let mut edges: Vec<usize> = (0..passages.edges.len())
        .filter(|edge| {
            let edge = &passages.edges[*edge];
            chosen.contains(&edge.from) && chosen.contains(&edge.to)
        })
        .collect();
    edges.sort_by(|left, right| {
        let (left, right) = (&passages.edges[*left], &passages.edges[*right]);
        let name = |activity| log.activities.get(activity);
        let names = |edge: &Edge| (name(edge.from), name(edge.to));
        right
            .count
            .cmp(&left.count)
            .then_with(|| names(left).cmp(&names(right)))
    });
    let (mut has_way_out, mut has_way_in) = (Vec::new(), Vec::new());
    let mut lines = Vec::new();
    for number in edges {
        let edge = &passages.edges[number];
        let elsewhere = edge.from != edge.to;
        let first_out = elsewhere && !has_way_out.contains(&edge.from);
        let first_in = elsewhere && !has_way_in.contains(&edge.to);
        if lines.len() >= keep && !first_out && !first_in {
            continue;
        }
        if elsewhere {
            has_way_out.push(edge.from);
            has_way_in.push(edge.to);
        }
        let waits = passages.sorted_waits(number);
        lines.push(Line {
            from: edge.from,
            to: edge.to,
            count: u64::from(edge.count),
            median: linear_quantile(&waits, 0.5),
            total: sum(&waits) as f64,
            spots: Vec::new(),
            back: false,
        });
    }
    lines
}

/// The layer of each chosen activity: behind the activities from which a good part of its cases come.
fn layers(log: &EventLog, chosen: &[u32], lines: &[Line]) -> Vec<usize> {
    let order = main_direction(log, chosen);
    let mut layers = vec![0; chosen.len()];
    for (rank, place) in order.iter().enumerate() {
        let coming = |line: &&Line| line.to == chosen[*place] && line.from != line.to;
        let most = lines
            .iter()
            .filter(coming)
            .map(|line| line.count)
            .max()
            .unwrap_or(0);
        for line in lines.iter().filter(coming).filter(|line| line.count * 4 >= most) {
            if let Some(before) = order[..rank].iter().find(|before| chosen[**before] == line.from) {
                layers[*place] = layers[*place].max(layers[*before] + 1);
            }
        }
    }
    layers
}

/// The activities in the order in which cases usually come to them first.
///
/// Activities are compared by pairs, over the cases that have both: a mean place over all cases would put a rare step
/// of long cases before the common step that it always follows.
fn main_direction(log: &EventLog, chosen: &[u32]) -> Vec<usize> {
    let count = chosen.len();
    let mut place_of = vec![None; log.activities.len()];
    for (place, activity) in chosen.iter().enumerate() {
        place_of[*activity as usize] = Some(place);
    }
    let mut before = vec![0_u64; count * count];
    let mut met: Vec<usize> = Vec::new();
    for case in 0..log.case_count() {
        met.clear();
        for activity in &log.events.activity[log.events_of(case)] {
            if let Some(place) = place_of[*activity as usize].filter(|place| !met.contains(place)) {
                for earlier in &met {
                    before[earlier * count + place] += 1;
                }
                met.push(place);
            }
        }
    }
    // What it costs to put one before another: the share of their common cases that saw it otherwise, in millionths.
    let cost = |ahead: usize, behind: usize| {
        let (kept, broken) = (before[ahead * count + behind], before[behind * count + ahead]);
        broken * 1_000_000 / (kept + broken).max(1)
    };
    // Each in turn goes where it costs least, until nobody moves; a few rounds do, and the bound is for odd logs.
    let mut order: Vec<usize> = (0..count).collect();
    for _ in 0..20 {
        let held = order.clone();
        for moving in 0..count {
            order.retain(|place| *place != moving);
            let at = |slot: usize| -> u64 {
                let ahead: u64 = order[..slot].iter().map(|other| cost(*other, moving)).sum();
                let behind: u64 = order[slot..].iter().map(|other| cost(moving, *other)).sum();
                ahead + behind
            };
            let best = (0..=order.len()).min_by_key(|slot| at(*slot)).unwrap_or(0);
            order.insert(best, moving);
        }
        if order == held {
            break;
        }
    }
    order
}

/// Orders each layer so that lines cross little, and gives every spot its centre.
fn place_spots(spots: &mut [Spot], lines: &[Line]) -> (f64, f64) {
    let depth = spots
        .iter()
        .map(|spot| spot.layer)
        .max()
        .map_or(0, |last| last + 1);
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); depth];
    for (number, spot) in spots.iter().enumerate() {
        rows[spot.layer].push(number);
    }
    let mut neighbours: Vec<Vec<(usize, f64)>> = vec![Vec::new(); spots.len()];
    for line in lines {
        let weight = (line.count as f64).sqrt();
        for pair in line.spots.windows(2) {
            neighbours[pair[0]].push((pair[1], weight));
            neighbours[pair[1]].push((pair[0], weight));
        }
    }
    let height_of = |spot: &Spot| {
        if spot.activity.is_some() {
            BOX_HEIGHT + ROW_GAP
        } else {
            LANE
        }
    };
    let stack = |spots: &mut [Spot], row: &[usize]| {
        let total: f64 = row.iter().map(|number| height_of(&spots[*number])).sum();
        let mut top = -total / 2.0;
        for number in row {
            let height = height_of(&spots[*number]);
            spots[*number].y = top + height / 2.0;
            top += height;
        }
    };
    for row in &rows {
        stack(spots, row);
    }
    // There and back a few times: every spot goes to the mean height of those it is joined to in the layers beside.
    for sweep in 0..12 {
        for step in 0..depth {
            let row = if sweep % 2 == 0 { step } else { depth - 1 - step };
            let mut wanted: Vec<(f64, usize)> = rows[row]
                .iter()
                .map(|number| {
                    let beside = neighbours[*number]
                        .iter()
                        .filter(|(other, _)| spots[*other].layer != row);
                    let (sum, weights) = beside.fold((0.0, 0.0), |(sum, weights), (other, weight)| {
                        (sum + spots[*other].y * weight, weights + weight)
                    });
                    (
                        if weights > 0.0 {
                            sum / weights
                        } else {
                            spots[*number].y
                        },
                        *number,
                    )
                })
                .collect();
            wanted.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
            rows[row] = wanted.iter().map(|spot| spot.1).collect();
            settle(spots, &wanted, &height_of);
        }
    }
    let top = spots
        .iter()
        .map(|spot| spot.y - height_of(spot) / 2.0)
        .fold(f64::INFINITY, f64::min);
    let bottom = spots
        .iter()
        .map(|spot| spot.y + height_of(spot) / 2.0)
        .fold(f64::NEG_INFINITY, f64::max);
    for spot in spots.iter_mut() {
        spot.x = MARGIN + BOX_WIDTH / 2.0 + spot.layer as f64 * (BOX_WIDTH + LAYER_GAP);
        spot.y += MARGIN - top;
    }
    let columns = depth.max(1) as f64;
    let width = 2.0 * MARGIN + columns * BOX_WIDTH + (columns - 1.0) * LAYER_GAP;
    (
        width,
        if depth == 0 {
            2.0 * MARGIN
        } else {
            bottom - top + 2.0 * MARGIN
        },
    )
}

/// Puts a layer's spots as near to where they want to be as their heights allow, keeping their order.
fn settle(spots: &mut [Spot], wanted: &[(f64, usize)], height_of: &dyn Fn(&Spot) -> f64) {
    // Spots that would overlap form a block that stands at the mean of its members' wishes.
    struct Block {
        members: Vec<usize>,
        top: f64,
        height: f64,
        wishes: f64,
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (wish, number) in wanted {
        let height = height_of(&spots[*number]);
        let top = wish - height / 2.0;
        blocks.push(Block {
            members: vec![*number],
            top,
            height,
            wishes: top,
        });
        while let [.., upper, lower] = blocks.as_slice()
            && upper.top + upper.height > lower.top
        {
            let Some(lower) = blocks.pop() else { break };
            let Some(upper) = blocks.last_mut() else { break };
            // Each member's wish is for the top of the whole block: what stands above it is taken off.
            upper.wishes += lower.wishes - upper.height * lower.members.len() as f64;
            upper.members.extend(lower.members);
            upper.height += lower.height;
            upper.top = upper.wishes / upper.members.len() as f64;
        }
    }
    for block in blocks {
        let mut top = block.top;
        for number in block.members {
            let height = height_of(&spots[number]);
            spots[number].y = top + height / 2.0;
            top += height;
        }
    }
}
