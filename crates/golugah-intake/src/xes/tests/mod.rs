mod answered;
mod outside;

use std::io::{self, Read};

use golugah_records::{EventColumns, NO_TIME, Timestamp};

use super::*;

/// Reads a text; gives the log or the error, and the rejects as (line, reason).
fn read_text(text: &str) -> (Result<EventLog, XesError>, Vec<(u64, String)>) {
    read_with(text.as_bytes(), &XesLimits::default())
}

fn read_with(reader: impl Read, limits: &XesLimits) -> (Result<EventLog, XesError>, Vec<(u64, String)>) {
    let mut rejects = Vec::new();
    let log = read(
        reader,
        "stem",
        limits,
        &mut |reject| rejects.push((reject.line, reject.reason)),
        &mut |_| {},
    );
    (log, rejects)
}

fn event(activity: &str, time: &str) -> String {
    format!(
        "<event><string key=\"concept:name\" value=\"{activity}\"/><date key=\"time:timestamp\" value=\"{time}\"/></event>\n"
    )
}

const SMALL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment -->
<log xes.version="1.0">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
  <float key="meta:numbers" value="1"><string key="concept:name" value="not the log's"/></float>
  <string key="concept:name" value="Permits &amp; licences"/>
  <trace>
    <string key="concept:name" value="p-1"/>
    <string key="customer" value="c-9"/>
    <string key="applicant" value="a-1"/>
    <string key="requester" value="r-1"/>
    <string key="Responsible_actor" value="o-2"/>
    <date key="deadline" value="2024-03-31"/>
    <event>
      <string key="concept:name" value="register"><string key="concept:name" value="nested"/></string>
      <int key="org:resource" value="17"/>
      <string key="org:role" value="CLERK"/>
      <date key="time:timestamp" value="2024-03-20T09:30:00+03:30"/>
      <string key='lifecycle:transition' value = 'complete' />
      <boolean key="urgent" value="TRUE"/>
    </event>
    <event>
      <string key="org:group" value="Roads"/>
      <string key="org:role" value="HEAD"/>
      <string key="org:resource" value=""/>
      <string key="time:timestamp" value="2024-03-21 10:00:00.250+03:30"/>
      <date key="dueDate" value="2024-03-25T00:00:00+03:30"/>
      <string key="planned" value="2024-03-22"/>
      <string key="concept:name" value="&#x62A;&#1571;&lt;"/>
    </event>
  </trace>
</log>
"#;

#[test]
fn reads_what_the_columns_keep() {
    let (log, rejects) = read_text(SMALL);
    let log = log.unwrap();
    assert_eq!(rejects, []);
    assert_eq!(log.name, "Permits & licences");
    assert_eq!((log.case_count(), log.event_count()), (1, 2));
    assert_eq!((log.case_id(0), log.applicant(0)), ("p-1", Some("a-1")));
    assert_eq!(log.resources.get(log.cases.responsible[0]), Some("o-2"));
    assert_eq!((log.activity(0), log.activity(1)), ("register", "تأ<"));
    assert_eq!((log.resource(0), log.resource(1)), (Some("17"), None));
    let groups: Vec<_> = log
        .events
        .group
        .iter()
        .map(|group| log.groups.get(*group))
        .collect();
    assert_eq!(groups, [Some("CLERK"), Some("Roads")]);
    assert_eq!(log.lifecycles.iter().collect::<Vec<_>>(), ["complete"]);
    assert_eq!(log.events.lifecycle, [0, EventColumns::NO_LIFECYCLE]);
    assert_eq!(log.time(1).to_rfc3339(), "2024-03-21T10:00:00.250+03:30");
    assert_eq!(log.events.due[0], NO_TIME);
    assert_eq!(
        log.due_end(1),
        Timestamp::parse("2024-03-25T23:59:59.999+03:30").map(|due| due.millis)
    );
    assert_eq!(
        log.planned_end(1),
        Timestamp::parse("2024-03-22T23:59:59.999Z").map(|planned| planned.millis)
    );
    assert_eq!((log.cases.line[0], &log.events.line[..]), (8, &[15, 23][..]));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let (plain, _) = read_text(SMALL);
    let (marked, _) = read_text(&format!("\u{feff}{SMALL}"));
    let (windows, _) = read_text(&SMALL.replace('\n', "\r\n"));
    assert_eq!(plain, marked);
    assert_eq!(plain, windows);
}

#[test]
fn pieces_of_any_size_read_the_same() {
    struct Dribble<'a>(&'a [u8], usize);
    impl Read for Dribble<'_> {
        fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
            let size = self.1.min(self.0.len()).min(target.len());
            target[..size].copy_from_slice(&self.0[..size]);
            self.0 = &self.0[size..];
            Ok(size)
        }
    }
    let marked = format!("\u{feff}{SMALL}");
    let (whole, _) = read_text(SMALL);
    for size in [1, 2, 3, 7, 64] {
        assert_eq!(
            read_with(Dribble(marked.as_bytes(), size), &XesLimits::default()).0,
            whole,
            "{size}"
        );
    }
}

#[test]
fn the_name_given_serves_where_the_log_has_none() {
    let text = format!("<log><trace>{}</trace></log>", event("a", "2024-01-01T08:00:00Z"));
    let log = read_text(&text).0.unwrap();
    assert_eq!((log.name.as_str(), log.case_id(0)), ("stem", "trace-1"));
}

#[test]
fn events_that_cannot_be_placed_are_set_aside_and_their_case_stays() {
    let text = format!(
        "<log>\n<trace><string key='concept:name' value='c1'/>\n{}<event><string key='concept:name' value='b'/></event>\n\
         <event><date key='time:timestamp' value='2024-01-01'/></event>\n{}<event/>\n{}</trace>\n\
         <trace><string key='concept:name' value='c2'/></trace>\n<trace/>\n</log>",
        event("a", "2024-01-01T08:00:00Z"),
        event("c", "1403/01/01"),
        event("x&y;", "2024-01-01T08:00:00Z"),
    );
    let (log, rejects) = read_text(&text);
    let log = log.unwrap();
    assert_eq!((log.case_count(), log.event_count()), (1, 1));
    let lines: Vec<u64> = rejects.iter().map(|reject| reject.0).collect();
    assert_eq!(lines, [4, 5, 6, 7, 8, 10, 11]);
    for (reject, words) in rejects.iter().zip([
        &["event 2 of case `c1`", "no time", "`time:timestamp`"][..],
        &["event 3", "no activity"],
        &["event 4", "`1403/01/01`", "expected a moment"],
        &["event 5", "no activity"],
        &["event 6", "`x&y;` has an unknown entity"],
        &["case `c2`", "no readable event", "found 0"],
        &["case `trace-3`"],
    ]) {
        for word in words {
            assert!(reject.1.contains(word), "{word} is missing in: {}", reject.1);
        }
    }
}

#[test]
fn what_was_read_before_a_break_stays() {
    let good = format!("<trace>\n{}</trace>\n", event("a", "2024-01-01T08:00:00Z"));
    let open = format!(
        "<trace><string key='concept:name' value='half'/>\n{}",
        event("a", "2024-01-01T08:00:00Z")
    );
    for (rest, line, word) in [
        (open.clone(), 7, "still open"),
        (format!("{open}</log>"), 7, "set aside"),
        (format!("{open}</trace"), 7, "`half`"),
        (
            format!("{open}<event><string key=\"concept:name"),
            7,
            "`half` with 2 events",
        ),
        ("</log><log/>".to_owned(), 5, "after the end"),
        ("</log>\nmore".to_owned(), 6, "`more`"),
    ] {
        let (log, rejects) = read_text(&format!("<log>\n{good}{rest}"));
        assert_eq!(log.unwrap().case_count(), 1, "{rest}");
        assert_eq!(rejects.len(), 1, "{rest}");
        assert_eq!(rejects[0].0, line, "{rest}: {}", rejects[0].1);
        assert!(
            rejects[0].1.contains(word),
            "{word} is missing in: {}",
            rejects[0].1
        );
    }
}

#[test]
fn a_stream_that_breaks_keeps_what_came_before() {
    struct Breaks;
    impl Read for Breaks {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the gzip stream ends early",
            ))
        }
    }
    let text = format!("<log>\n<trace>{}</trace>", event("a", "2024-01-01T08:00:00Z"));
    let (log, rejects) = read_with(text.as_bytes().chain(Breaks), &XesLimits::default());
    assert_eq!(log.unwrap().case_count(), 1);
    assert!(
        rejects.len() == 1 && rejects[0].1.contains("the gzip stream ends early"),
        "{rejects:?}"
    );
    assert!(matches!(
        read_with(Breaks, &XesLimits::default()).0,
        Err(XesError::Broken { line: 1, .. })
    ));
}

#[test]
fn files_that_are_no_logs_say_so() {
    let not_xes = |line, found: &str| XesError::NotXes {
        line,
        found: found.to_owned(),
    };
    for (text, error) in [
        ("", XesError::Empty),
        (" \n ", XesError::Empty),
        ("<!-- only this -->", XesError::Empty),
        ("hello, world", not_xes(1, "hello, world")),
        ("{\"ocid\": \"x\"}", not_xes(1, "{\"ocid\": \"x\"}")),
        (
            "<?xml version='1.0'?>\n<html><body/></html>",
            not_xes(2, "<html>"),
        ),
        (
            "<log/>",
            XesError::NothingRead {
                traces: 0,
                rejected: 0,
            },
        ),
        (
            "<log><trace><event/></trace></log>",
            XesError::NothingRead {
                traces: 1,
                rejected: 2,
            },
        ),
        (
            "<?xml version='1.0' encoding='windows-1256'?><log/>",
            XesError::Encoding {
                found: "windows-1256".into(),
            },
        ),
        (
            "\n<!DOCTYPE log [<!ENTITY a 'aaaa'>]><log/>",
            XesError::DocumentType { line: 2 },
        ),
    ] {
        assert_eq!(read_text(text).0, Err(error), "{text}");
    }
    let utf16: Vec<u8> = "<log/>".bytes().flat_map(|byte| [byte, 0]).collect();
    assert!(matches!(
        read_with(&utf16[..], &XesLimits::default()).0,
        Err(XesError::Encoding { .. })
    ));
    let latin = b"<log><trace>\xe9</trace></log>";
    assert!(matches!(
        read_with(&latin[..], &XesLimits::default()).0,
        Err(XesError::Broken { line: 1, .. })
    ));
}

#[test]
fn limits_hold_and_name_themselves() {
    let trace = format!(
        "<trace>{}{}</trace>",
        event("a", "2024-01-01T08:00:00Z"),
        event("b", "2024-01-02T08:00:00Z")
    );
    let limits = XesLimits::default();
    let long = "x".repeat(600_000);
    for (limits, rest, word) in [
        (
            limits,
            format!("{}{}", "<list>".repeat(100), "</list>".repeat(100)),
            "deeper than 64",
        ),
        (limits, "<a>".repeat(1_000_000), "deeper than 64"),
        (
            XesLimits {
                token_bytes: 300_000,
                ..limits
            },
            format!("<string key='k' value='{long}'/>"),
            "longer than 300000",
        ),
        (
            XesLimits {
                token_bytes: 300_000,
                ..limits
            },
            format!("<!-- {long}"),
            "longer than 300000",
        ),
        (
            XesLimits {
                activities: 2,
                ..limits
            },
            format!("<trace>{}</trace>", event("c", "2024-01-02")),
            "`concept:name`",
        ),
        (
            XesLimits {
                events_of_case: 2,
                ..limits
            },
            format!("<trace>{}</trace>", "<event/>".repeat(3)),
            "more than 2 events",
        ),
        (
            XesLimits { events: 2, ..limits },
            "<trace><event/></trace>".to_owned(),
            "2 in the file",
        ),
        (
            XesLimits { rejects: 3, ..limits },
            format!("<trace>{}</trace>", "<event/>".repeat(4)),
            "3 events or cases were set aside",
        ),
        (
            XesLimits {
                value_bytes: 20,
                ..limits
            },
            format!("<trace>{}</trace>", event(&long, "2024-01-02")),
            "at most 20",
        ),
    ] {
        let (log, rejects) = read_with(format!("<log>{trace}{rest}</log>").as_bytes(), &limits);
        assert_eq!(log.unwrap().case_count(), 1, "{word}");
        assert!(
            rejects.iter().any(|reject| reject.1.contains(word)),
            "{word} is missing in: {rejects:?}"
        );
        let longest = rejects.iter().map(|reject| reject.1.len()).max().unwrap();
        assert!(longest < 400, "a reject does not repeat what it refuses");
    }
}

#[test]
fn entities_are_not_expanded() {
    let text = format!(
        "<log><trace>&bomb;{}</trace></log>",
        event("a&bomb;", "2024-01-01T08:00:00Z")
    );
    let (log, rejects) = read_text(&text);
    assert_eq!(
        log,
        Err(XesError::NothingRead {
            traces: 1,
            rejected: 2
        })
    );
    assert!(rejects[0].1.contains("unknown entity"), "{rejects:?}");
}

#[test]
fn no_bytes_make_it_panic() {
    // Every cut of the small log, and every byte of it replaced by one that means something to XML.
    for cut in 0..SMALL.len() {
        let _ = read_with(&SMALL.as_bytes()[..cut], &XesLimits::default());
    }
    for place in 0..SMALL.len() {
        for byte in *b"<>\"'&=/! \xff" {
            let mut bytes = SMALL.as_bytes().to_vec();
            bytes[place] = byte;
            if let (Ok(log), _) = read_with(&bytes[..], &XesLimits::default()) {
                assert!(log.event_count() <= 2);
            }
        }
    }
}

#[test]
fn progress_ends_at_the_size_of_the_file() {
    let mut seen = Vec::new();
    let filler = "<!-- filler -->\n".repeat(50_000);
    let text = format!(
        "<log>{filler}<trace>{}</trace></log>",
        event("a", "2024-01-01T08:00:00Z")
    );
    let log = read(
        text.as_bytes(),
        "x",
        &XesLimits::default(),
        &mut |_| {},
        &mut |bytes| seen.push(bytes),
    )
    .unwrap();
    assert_eq!(log.events.line, [50_001]);
    assert!(seen.len() > 2 && seen.is_sorted());
    assert_eq!(seen.last(), Some(&(text.len() as u64)));
}
