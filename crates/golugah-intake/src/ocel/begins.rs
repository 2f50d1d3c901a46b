//! Object-centric event logs (OCEL), which are told from what we read by how they begin.

use super::Form;

/// What an object-centric log (OCEL 1.0 or 2.0) that begins so is written in; nothing where it is none.
pub(crate) fn form_of(begins: &[u8]) -> Option<Form> {
    let text = begins.trim_ascii_start();
    let has = |word: &str| memchr::memmem::find(text, word.as_bytes());
    match text {
        [b'{', ..] => {
            let mut own = false;
            let mut of_tenders = false;
            each_outer_key(text, |key| {
                own |= matches!(key, b"objectTypes" | b"eventTypes" | b"objects" | b"events")
                    || key.starts_with(b"ocel:");
                of_tenders |= matches!(key, b"ocid" | b"releases" | b"records" | b"compiledRelease");
            });
            (own && !of_tenders).then_some(Form::Json)
        }
        [b'<', ..] => {
            let log = has("<log")?;
            let own = ["<object-types", "<event-types", "<objects", "<events"];
            let first = own.iter().filter_map(|word| has(word)).min()?;
            (log < first && has("<trace").is_none_or(|trace| first < trace)).then_some(Form::Xml)
        }
        _ => (text.starts_with(b"SQLite format 3\0") && (has("ocel_").is_some() || has("ocel:").is_some()))
            .then_some(Form::Sqlite),
    }
}

/// Visits the keys of the first object, as far as the beginning of a file shows them.
fn each_outer_key(text: &[u8], mut visit: impl FnMut(&[u8])) {
    let (mut depth, mut in_text, mut escaped) = (0_u32, false, false);
    let mut key = 0..0;
    for (at, &byte) in text.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' if in_text => {
                in_text = false;
                key.end = at;
            }
            _ if in_text => {}
            b'"' => {
                in_text = true;
                key = at + 1..at + 1;
            }
            b':' if depth == 1 => visit(&text[key.clone()]),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return;
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, form_of};

    #[test]
    fn object_centric_logs_are_known_by_their_beginning() {
        for (text, form) in [
            (
                r#"{"objectTypes": [{"name": "Request"}], "events": []}"#,
                Form::Json,
            ),
            (r#"{"ocel:global-log": {"releases": 1}}"#, Form::Json),
            (r#"{ "a\"ocid": 1, "events" : [{"releases": ["#, Form::Json),
            (
                "SQLite format 3\0 CREATE TABLE `event` (`ocel_id` TEXT",
                Form::Sqlite,
            ),
            ("<?xml version='1.0'?>\n<log><object-types/>", Form::Xml),
            ("<log><global scope=\"event\"/><events><event><trace/>", Form::Xml),
        ] {
            assert_eq!(form_of(text.as_bytes()), Some(form), "{text}");
        }
        for text in [
            r#"{"ocid": "x", "events": []}"#,
            r#"{"releases": [{"events": [], "objectTypes": []}]}"#,
            r#"{"tender": {"ocel:events": 1}, "tag": ["events", "objects"]}"#,
            r#"[{"objectTypes": []}]"#,
            "SQLite format 3\0 CREATE TABLE `tenders`",
            "<log><trace><event/><events/></trace></log>",
            "<objects/>",
        ] {
            assert_eq!(form_of(text.as_bytes()), None, "{text}");
        }
    }
}
