//! The table and the map, which people look at and tests can only measure.

use golugah_records::EventLog;
use quick_xml::events::Event;

use super::small::{Happening, invented, log};
use crate::{Label, Lifecycle, MapOptions, Words, figures, write_svg, write_table};

struct Plain;

impl Words for Plain {
    fn label(&self, label: Label) -> String {
        label.key().trim_start_matches("paths-").to_owned()
    }
    fn count(&self, count: u64) -> String {
        count.to_string()
    }
    fn span(&self, seconds: f64) -> String {
        format!("{seconds:.0}s")
    }
    fn share(&self, share: f64) -> String {
        format!("{:.0}%", share * 100.0)
    }
    fn about_flattened(&self, flattened: &golugah_records::Flattened) -> Vec<String> {
        vec![format!("flat {}", flattened.object_type)]
    }

    fn about_times(&self, times: &crate::Times) -> Vec<String> {
        if times.are_coarse() {
            vec!["coarse".to_owned()]
        } else {
            Vec::new()
        }
    }
    fn moment(&self, moment: &str) -> String {
        moment.chars().take(10).collect()
    }
}

fn map(log: &EventLog, options: &MapOptions) -> String {
    let mut svg = Vec::new();
    write_svg(log, &Plain, options, &mut svg).unwrap();
    String::from_utf8(svg).unwrap()
}

/// The numbers of these attributes, of every element of this class.
fn numbers<const N: usize>(svg: &str, class: &str, keys: [&str; N]) -> Vec<[f64; N]> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut found = Vec::new();
    loop {
        match reader.read_event().expect("the picture is well-formed") {
            Event::Eof => return found,
            Event::Start(tag) | Event::Empty(tag) => {
                let of = |key| {
                    tag.try_get_attribute(key)
                        .unwrap()
                        .map(|attribute| attribute.value.into_owned())
                };
                if of("class").is_some_and(|classes| classes.split(' ').any(|one| one == class)) {
                    found.push(keys.map(|key| of(key).unwrap().parse().unwrap()));
                }
            }
            _ => {}
        }
    }
}

const BOX: [&str; 4] = ["x", "y", "width", "height"];

#[test]
fn boxes_lie_apart_and_inside_the_picture() {
    for seed in 0..6 {
        let log = invented(seed, 80);
        let svg = map(&log, &MapOptions::default());
        let [[width, height]] = numbers(&svg, "gp", ["width", "height"])[..] else {
            panic!("one picture")
        };
        let boxes = numbers(&svg, "gp-box", BOX);
        assert_eq!(boxes.len(), log.activities.len());
        for (number, [x, y, wide, high]) in boxes.iter().enumerate() {
            assert!(*x >= 0.0 && *y >= 0.0 && x + wide <= width && y + high <= height);
            for [other_x, other_y, ..] in &boxes[number + 1..] {
                assert!((x - other_x).abs() >= *wide || (y - other_y).abs() >= *high);
            }
        }
        assert_eq!(
            svg,
            map(&log, &MapOptions::default()),
            "equal logs give equal pictures"
        );
    }
}

#[test]
fn a_plain_procedure_runs_from_the_side_its_language_begins_on() {
    let case: &[Happening<'_>] = &[
        ("ثبت", "", "2024-01-01"),
        ("بررسی", "", "2024-01-02"),
        ("پرداخت", "", "2024-01-05"),
    ];
    let log = log(&[("", case), ("", case)]);
    let places = |right_to_left| {
        let svg = map(
            &log,
            &MapOptions {
                right_to_left,
                ..MapOptions::default()
            },
        );
        numbers(&svg, "gp-box", BOX)
            .iter()
            .map(|place| place[0])
            .collect::<Vec<_>>()
    };
    let (left, right) = (places(false), places(true));
    // Boxes come by frequency, equal ones by name: بررسی, ثبت, پرداخت.
    assert!(left[1] < left[0] && left[0] < left[2], "{left:?}");
    assert!(right[1] > right[0] && right[0] > right[2], "{right:?}");
    assert_eq!(left[1], right[2], "one is the mirror of the other");
}

#[test]
fn what_is_shown_is_limited_and_everything_shown_is_joined() {
    let log = invented(3, 100);
    let svg = map(
        &log,
        &MapOptions {
            activities: 3,
            passages: 2,
            right_to_left: false,
        },
    );
    assert_eq!(numbers(&svg, "gp-box", BOX).len(), 3);
    let lines = numbers(&svg, "gp-line", ["stroke-width"]);
    assert!((2..=6).contains(&lines.len()), "{lines:?}");
    assert!(lines.iter().all(|line| (1.0..=10.0).contains(&line[0])));
    assert!(
        lines.iter().any(|line| line[0] == 10.0),
        "the most frequent passage is the widest"
    );
}

#[test]
fn names_from_the_file_stay_text() {
    let long = "x".repeat(300);
    let case: &[Happening<'_>] = &[
        ("<script>alert('1')</script>", "", "2024-01-01"),
        ("a & b \" \u{7}", "", "2024-01-02"),
        (&long, "", "2024-01-03"),
        (&long, "", "2024-01-04"),
    ];
    let svg = map(&log(&[("", case)]), &MapOptions::default());
    assert_eq!(numbers(&svg, "gp-box", BOX).len(), 3);
    assert!(!svg.contains("<script"));
    assert!(
        svg.contains('…'),
        "a long name is cut where it stands; the tooltip has it whole"
    );
    assert!(svg.contains(&long));
}

#[test]
fn a_log_of_nothing_is_an_empty_picture_and_a_table_of_zeros() {
    let nothing = EventLog::default();
    assert!(numbers(&map(&nothing, &MapOptions::default()), "gp-box", BOX).is_empty());
    let mut text = Vec::new();
    write_table(&figures(&nothing, Lifecycle::Folded, "f", "t"), &Plain, &mut text).unwrap();
    assert!(String::from_utf8(text).unwrap().contains("cases 0"));
}

#[test]
fn the_table_is_aligned_and_whole() {
    let case: &[Happening<'_>] = &[
        ("register", "o1", "2024-01-01T08:00:00Z"),
        ("decide", "o2", "2024-01-01T08:01:00Z"),
        ("decide", "o2", "2024-01-01T08:03:00Z"),
    ];
    let other: &[Happening<'_>] = &[("register", "o1", "2024-01-02T08:00:00Z")];
    let mut text = Vec::new();
    write_table(
        &figures(
            &log(&[("", case), ("", other)]),
            Lifecycle::Folded,
            "f.xes",
            "golugah 1",
        ),
        &Plain,
        &mut text,
    )
    .unwrap();
    let expected = "\
f.xes · golugah 1
cases 2 · events 4 · activities 2 · variants 2 (variants-once 2) · officers 2 · handovers 1 · equal-stamps 0
from 2024-01-01 · to 2024-01-02
duration: median 90s · mean 90s · ninetieth-percentile 162s · longest 180s

step      events  begins  ends  reworked
────────  ──────  ──────  ────  ────────
decide         2       0     1         1
register       2       2     1         0

passage            times  median  mean  longest  overtaking
─────────────────  ─────  ──────  ────  ───────  ──────────
decide → decide        1    120s  120s     120s          0%
register → decide      1     60s   60s      60s          0%

handovers  times
─────────  ─────
o1 → o2        1

frequent-variants
1 (50%)  register
1 (50%)  register → decide → decide
";
    assert_eq!(String::from_utf8(text).unwrap(), expected);
}

#[test]
fn every_label_has_a_key_of_its_own() {
    let mut keys: Vec<&str> = Label::ALL.iter().map(|label| label.key()).collect();
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all);
    assert!(keys.iter().all(|key| key.starts_with("paths-")));
}
