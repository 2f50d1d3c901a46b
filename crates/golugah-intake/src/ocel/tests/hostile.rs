//! Bytes that mean harm, or were cut off.

use super::{Form, LISTS, as_xml, by_identifier, read};

#[test]
fn what_cannot_be_read_is_set_aside_with_its_line() {
    let text = r#"{"objects": [
{"id": "r1", "type": "request"},
{"id": "r1", "type": "parcel"},
{"id": "r2"},
{"type": "request"},
7],
"events": [
{"id": "e1", "type": "register", "time": "2026-01-01T08:00:00Z", "relationships": [{"objectId": "r1"}, {"objectId": "r9"}]},
{"id": "e1", "type": "check", "time": "2026-01-01T09:00:00Z", "relationships": [{"objectId": "r1"}]},
{"id": "e2", "type": "check", "time": "yesterday", "relationships": [{"objectId": "r1"}]},
{"id": "e3", "type": "check", "relationships": [{"objectId": "r1"}]},
{"id": "e4", "time": "2026-01-01T08:00:00Z", "relationships": [{"objectId": "r1"}]},
{"type": "check", "time": "2026-01-01T08:00:00Z"},
{"id": "e5", "type": {}, "time": "2026-01-01T08:00:00Z"}
]}"#;
    let (log, rejects) = read(Form::Json, text, Some("request"));
    assert_eq!(log.unwrap().event_count(), 1);
    let mut told: Vec<(u64, &str)> = rejects
        .iter()
        .map(|one| (one.line, one.reason.as_str()))
        .collect();
    told.sort_unstable();
    let expected = [
        (3, "`request` and is told again as `parcel`"),
        (4, "object `r2` is set aside: it has no type"),
        (5, "an object is set aside: it has no identifier"),
        (6, "an object is set aside: expected an object, found `7`"),
        (8, "event `e1` concerns `r9`, which is not among the objects"),
        (9, "event `e1` stands a second time"),
        (10, "its time is `yesterday`; expected a moment"),
        (11, "event `e3` is set aside: it has no time"),
        (12, "event `e4` is set aside: it has no type"),
        (13, "an event is set aside: it has no identifier"),
        (14, "an event is set aside: type: expected a text"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for ((line, reason), (at, what)) in told.iter().zip(expected) {
        assert!(
            *line == at && reason.contains(what),
            "line {line}: {reason}, not {what}"
        );
    }
}

#[test]
fn a_file_that_breaks_off_is_refused_wherever_it_does() {
    for (form, text) in [
        (Form::Json, LISTS.to_owned()),
        (Form::Json, by_identifier()),
        (Form::Xml, as_xml(true)),
        (Form::Xml, as_xml(false)),
    ] {
        let whole = text.trim_end().len();
        for cut in (0..whole).filter(|cut| text.is_char_boundary(*cut)) {
            let (log, _) = read(form, &text[..cut], Some("request"));
            let told = log.expect_err(&text[..cut]);
            assert!(told.starts_with("line ") || told.contains("empty"), "{told}");
        }
    }
}

#[test]
fn any_byte_may_be_another_and_nothing_panics() {
    for (form, text) in [(Form::Json, LISTS.to_owned()), (Form::Xml, as_xml(true))] {
        for at in 0..text.len() {
            for byte in [b'"', b'{', b']', b'<', b'&', 0, 0xff] {
                let mut bytes = text.clone().into_bytes();
                bytes[at] = byte;
                let mut reader: Box<dyn std::io::BufRead + Send> = Box::new(std::io::Cursor::new(bytes));
                let objects = super::objects(form, Some("request"));
                let mut told = 0;
                let read = objects.log(&mut reader, "flow", &mut |_| told += 1);
                assert!(read.is_err() || told < 30);
            }
        }
    }
}

#[test]
fn depth_is_bounded() {
    let deep = format!("{{\"objects\": [{}", "[".repeat(100_000));
    let (log, _) = read(Form::Json, &deep, None);
    assert!(log.unwrap_err().contains("nest deeper than 64"));
    let deep = format!("<log><objects>{}", "<a>".repeat(100_000));
    let (log, _) = read(Form::Xml, &deep, None);
    assert!(log.unwrap_err().contains("nest deeper"));
}

#[test]
fn entities_of_ones_own_are_refused() {
    let (log, _) = read(
        Form::Xml,
        "<!DOCTYPE log [<!ENTITY a 'b'>]><log><objects/></log>",
        None,
    );
    let said = log.unwrap_err();
    assert!(said.contains("document type definition") && said.contains("(OCEL)") && !said.contains("XES"));
}
