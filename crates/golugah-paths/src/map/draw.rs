use std::fmt::Write as _;
use std::io::{self, Write};

use golugah_records::EventLog;

use super::MapOptions;
use super::layout::{BOX_HEIGHT, BOX_WIDTH, Line, Plan, Spot};
use super::text::{escape, isolated, wrap};
use crate::{Label, Words};

const STYLE: &str = "\
.gp{color-scheme:light dark;--g:var(--ground,#faf7f0);--r:var(--raised-ground,#f3eee2);--i:var(--ink,#1d1a16);\
--m:var(--muted,#5c554a);--h:var(--rule,#a1977f);--s:var(--saffron,#d79b1e);\
--w:var(--saffron-ink,#835600);font-family:Vazirmatn,'Segoe UI',Tahoma,sans-serif;font-variant-numeric:tabular-nums}\
@media(prefers-color-scheme:dark){.gp{--g:var(--ground,#171512);--r:var(--raised-ground,#201d19);--i:var(--ink,#ece6da);\
--m:var(--muted,#b1a798);--h:var(--rule,#756b5c);--s:var(--saffron,#d9a441);\
--w:var(--saffron-ink,#e3b562)}}\
.gp-ground{fill:var(--g)}.gp-box{fill:var(--r);stroke:var(--i);stroke-width:1}\
.gp-name{fill:var(--i);font-size:13px}.gp-count{fill:var(--m);font-size:12px}\
.gp-line{fill:none;stroke:var(--i);stroke-opacity:.42;stroke-linecap:butt}\
.gp-back{stroke:var(--h);stroke-opacity:.8}.gp-slow{stroke:var(--s);stroke-opacity:1;stroke-dasharray:14 3}\
.gp-head{fill:var(--i)}.gp-head-back{fill:var(--h)}.gp-head-slow{fill:var(--w)}\
.gp-wait{fill:var(--m);font-size:11.5px;paint-order:stroke;stroke:var(--g);stroke-width:4px;stroke-linejoin:round}\
.gp-wait-slow{fill:var(--w);font-weight:600}.gp-begin,.gp-end{fill:var(--i)}";

pub(super) fn draw(
    log: &EventLog,
    plan: &Plan,
    words: &dyn Words,
    options: &MapOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let pen = Pen {
        plan,
        mirrored: options.right_to_left,
    };
    let (width, height) = (plan.width, plan.height);
    let description = escape(&format!("{}: {}", words.label(Label::Map), log.name));
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"gp\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         width=\"{width:.0}\" height=\"{height:.0}\" role=\"img\">\n\
         <title>{description}</title>\n<style>{STYLE}</style>\n\
         <rect class=\"gp-ground\" width=\"{width:.0}\" height=\"{height:.0}\"/>"
    )?;
    let most = plan.lines.iter().map(|line| line.count).max().unwrap_or(1) as f64;
    let slow = longest_in_all(plan);
    let mut drawn = Vec::new();
    // Frequent lines last, so that they lie above the others.
    for (number, line) in plan.lines.iter().enumerate().rev() {
        let slow = slow.contains(&number);
        let thickness = 1.0 + 9.0 * (line.count as f64 / most).sqrt();
        let path = pen.path(line, thickness);
        let (style, head) = match (slow, line.back) {
            (true, _) => (" gp-slow", " gp-head-slow"),
            (false, true) => (" gp-back", " gp-head-back"),
            (false, false) => ("", ""),
        };
        let name = |activity| isolated(log.activities.get(activity).unwrap_or_default());
        let wait = words.span(line.median / 1000.0);
        let tooltip = format!(
            "{} {} {} · {} {} · {} {wait}",
            name(line.from),
            if options.right_to_left { '←' } else { '→' },
            name(line.to),
            words.label(Label::Times),
            words.count(line.count),
            words.label(Label::MedianWait),
        );
        writeln!(
            out,
            "<g><title>{}</title><path class=\"gp-line{style}\" stroke-width=\"{thickness:.1}\" d=\"{}\"/>\
             <path class=\"gp-head{head}\" d=\"{}\"/></g>",
            escape(&if options.right_to_left {
                format!("\u{2067}{tooltip}\u{2069}")
            } else {
                tooltip
            }),
            path.line,
            path.tip,
        )?;
        drawn.push(Drawn {
            slow,
            places: path.labels,
            wait,
        });
    }
    boxes(log, &pen, words, out)?;
    labels(&drawn, out)?;
    writeln!(out, "</svg>")
}

/// A line that has been drawn and wants its label.
struct Drawn {
    slow: bool,
    places: Vec<(f64, f64)>,
    wait: String,
}

/// The waits on the lines. The slow lines choose their places first, then the frequent ones; a label that finds none
/// is left to the tooltip.
fn labels(drawn: &[Drawn], out: &mut dyn Write) -> io::Result<()> {
    const HEIGHT: f64 = 15.0;
    let mut taken: Vec<(f64, f64, f64)> = Vec::new();
    let by_rank = || drawn.iter().rev();
    for line in by_rank()
        .filter(|line| line.slow)
        .chain(by_rank().filter(|line| !line.slow))
    {
        let text = &line.wait;
        let half = text.chars().count() as f64 * 3.4 + 3.0;
        let free = |place: &&(f64, f64)| {
            let near = |other: &(f64, f64, f64)| {
                (other.0 - place.0).abs() < other.2 + half && (other.1 - place.1).abs() < HEIGHT
            };
            !taken.iter().any(near)
        };
        let Some(place) = line.places.iter().find(free) else {
            continue;
        };
        taken.push((place.0, place.1, half));
        let weight = if line.slow { " gp-wait-slow" } else { "" };
        writeln!(
            out,
            "<text class=\"gp-wait{weight}\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            place.0,
            place.1,
            escape(&isolated(text))
        )?;
    }
    Ok(())
}

/// The three lines on which most time is spent in all.
fn longest_in_all(plan: &Plan) -> Vec<usize> {
    let mut order: Vec<usize> = (0..plan.lines.len())
        .filter(|line| plan.lines[*line].total > 0.0)
        .collect();
    order.sort_by(|left, right| {
        plan.lines[*right]
            .total
            .total_cmp(&plan.lines[*left].total)
            .then(left.cmp(right))
    });
    order.truncate(3);
    order
}

fn boxes(log: &EventLog, pen: &Pen<'_>, words: &dyn Words, out: &mut dyn Write) -> io::Result<()> {
    let mut counts = vec![[0_u64; 3]; log.activities.len()];
    for case in 0..log.case_count() {
        let steps = &log.events.activity[log.events_of(case)];
        for activity in steps {
            counts[*activity as usize][0] += 1;
        }
        counts[steps[0] as usize][1] += 1;
        counts[steps[steps.len() - 1] as usize][2] += 1;
    }
    for spot in &pen.plan.spots {
        let Some(activity) = spot.activity else { continue };
        let name = log.activities.get(activity).unwrap_or_default();
        let [events, begins, ends] = counts[activity as usize];
        let (x, y) = (pen.x(spot.x), spot.y);
        let figures = [
            (Label::Events, events),
            (Label::Begins, begins),
            (Label::Ends, ends),
        ]
        .map(|(label, count)| format!("{} {}", words.label(label), words.count(count)));
        writeln!(
            out,
            "<g><title>{} · {}</title><rect class=\"gp-box\" x=\"{:.1}\" y=\"{:.1}\" width=\"{BOX_WIDTH}\" \
             height=\"{BOX_HEIGHT}\" rx=\"3\"/>",
            escape(&isolated(name)),
            escape(&figures.join(" · ")),
            x - BOX_WIDTH / 2.0,
            y - BOX_HEIGHT / 2.0
        )?;
        let lines = wrap(name);
        let top = if lines.len() == 1 { y - 4.0 } else { y - 12.0 };
        for (line, text) in lines.iter().enumerate() {
            let y = top + 16.0 * line as f64;
            let text = escape(&isolated(text));
            writeln!(
                out,
                "<text class=\"gp-name\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{text}</text>"
            )?;
        }
        let y_count = top + 16.0 * lines.len() as f64 + 2.0;
        let count = escape(&words.count(events));
        writeln!(
            out,
            "<text class=\"gp-count\" x=\"{x:.1}\" y=\"{y_count:.1}\" text-anchor=\"middle\">{count}</text>"
        )?;
        // Marks stand at activities where at least one case in a hundred begins or ends.
        let usual = |count: u64| count > 0 && count * 100 >= log.case_count() as u64;
        if usual(begins) {
            let edge = pen.x(spot.x - BOX_WIDTH / 2.0);
            writeln!(
                out,
                "<circle class=\"gp-begin\" cx=\"{edge:.1}\" cy=\"{:.1}\" r=\"6\"/>",
                y - BOX_HEIGHT / 2.0
            )?;
        }
        if usual(ends) {
            let edge = pen.x(spot.x + BOX_WIDTH / 2.0) - 2.5;
            writeln!(
                out,
                "<rect class=\"gp-end\" x=\"{edge:.1}\" y=\"{:.1}\" width=\"5\" height=\"{BOX_HEIGHT}\"/>",
                y - BOX_HEIGHT / 2.0
            )?;
        }
        writeln!(out, "</g>")?;
    }
    Ok(())
}

/// A line as it is drawn: its path, the triangle at its end, and where its label may stand, best first.
struct Path {
    line: String,
    tip: String,
    labels: Vec<(f64, f64)>,
}

/// Draws from the plan's coordinates into those of the picture, which may be mirrored.
struct Pen<'a> {
    plan: &'a Plan,
    mirrored: bool,
}

impl Pen<'_> {
    fn x(&self, x: f64) -> f64 {
        if self.mirrored { self.plan.width - x } else { x }
    }

    fn path(&self, line: &Line, thickness: f64) -> Path {
        let spots: Vec<&Spot> = line.spots.iter().map(|spot| &self.plan.spots[*spot]).collect();
        let head = 7.0 + thickness * 0.9;
        let (first, last) = (spots[0], spots[spots.len() - 1]);
        if line.from == line.to {
            return self.loop_at(first, head);
        }
        if first.layer == last.layer {
            return self.beside(first, last, head);
        }
        // The points it passes, each left and entered level; lines that run back enter a little lower than others.
        let shift = if line.back { BOX_HEIGHT / 4.0 } else { 0.0 };
        let (tip_at_start, tip_at_end) = if line.back { (head, 0.0) } else { (0.0, head) };
        let begin = (first.x + BOX_WIDTH / 2.0 + tip_at_start, first.y + shift);
        let end = (last.x - BOX_WIDTH / 2.0 - tip_at_end, last.y + shift);
        let mut points = vec![begin];
        for point in &spots[1..spots.len() - 1] {
            points.push((point.x - BOX_WIDTH / 2.0, point.y));
            points.push((point.x + BOX_WIDTH / 2.0, point.y));
        }
        points.push(end);
        let mut path = format!("M{:.1} {:.1}", self.x(points[0].0), points[0].1);
        for pair in points.windows(2) {
            let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
            let middle = self.x(f64::midpoint(x1, x2));
            let _ = write!(
                path,
                "C{middle:.1} {y1:.1} {middle:.1} {y2:.1} {:.1} {y2:.1}",
                self.x(x2)
            );
        }
        // Labels stand on the bends, those of the gap behind the line's own start first.
        let mut gaps: Vec<_> = points.chunks(2).filter(|gap| gap.len() == 2).collect();
        if line.back {
            gaps.reverse();
        }
        let on = |gap: &&[(f64, f64)], share: f64| {
            let bend = share * share * (3.0 - 2.0 * share);
            (
                self.x(gap[0].0 + (gap[1].0 - gap[0].0) * share),
                gap[0].1 + (gap[1].1 - gap[0].1) * bend - 5.0,
            )
        };
        let labels = gaps
            .iter()
            .flat_map(|gap| [0.5, 0.62, 0.38, 0.74, 0.26].map(|share| on(gap, share)))
            .collect();
        let tip = if line.back {
            self.triangle((begin.0 - head, begin.1), (head, 0.0), head)
        } else {
            self.triangle((end.0 + head, end.1), (-head, 0.0), head)
        };
        Path {
            line: path,
            tip,
            labels,
        }
    }

    /// From an activity back to itself: a loop above the box.
    fn loop_at(&self, spot: &Spot, head: f64) -> Path {
        let (top, reach) = (spot.y - BOX_HEIGHT / 2.0, 22.0);
        let (left, right) = (spot.x - 22.0, spot.x + 22.0);
        let path = format!(
            "M{:.1} {top:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
            self.x(left),
            self.x(left - 8.0),
            top - reach * 1.6,
            self.x(right + 8.0),
            top - reach * 1.6,
            self.x(right),
            top - head
        );
        let tip = self.triangle((right, top), (0.0, -head), head);
        Path {
            line: path,
            tip,
            labels: vec![(self.x(spot.x), top - reach - 2.0)],
        }
    }

    /// Between two activities of one layer: a bow on the side where the procedure goes on.
    fn beside(&self, first: &Spot, last: &Spot, head: f64) -> Path {
        let side = first.x + BOX_WIDTH / 2.0;
        let bow = side + 44.0 + (last.y - first.y).abs() / 12.0;
        let down = if last.y > first.y { 10.0 } else { -10.0 };
        let (y1, y2) = (first.y + down, last.y - down);
        let path = format!(
            "M{:.1} {y1:.1}C{:.1} {y1:.1} {:.1} {y2:.1} {:.1} {y2:.1}",
            self.x(side),
            self.x(bow),
            self.x(bow),
            self.x(side + head)
        );
        let tip = self.triangle((side, y2), (head, 0.0), head);
        let middle = f64::midpoint(y1, y2);
        let label = |height| (self.x(side + (bow - side) * 0.75), middle + height);
        Path {
            line: path,
            tip,
            labels: [-3.0, 13.0, -19.0].map(label).to_vec(),
        }
    }

    /// A triangle with its point here and its base in this direction.
    fn triangle(&self, point: (f64, f64), base: (f64, f64), size: f64) -> String {
        let half = size / 2.0;
        let (x, y) = (point.0 + base.0, point.1 + base.1);
        let (wide_x, wide_y) = if base.0 == 0.0 { (half, 0.0) } else { (0.0, half) };
        format!(
            "M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z",
            self.x(point.0),
            point.1,
            self.x(x + wide_x),
            y + wide_y,
            self.x(x - wide_x),
            y - wide_y
        )
    }
}
