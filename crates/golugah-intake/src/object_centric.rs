//! Object-centric event logs (OCEL), which are told from what we read by how they begin.

/// Whether this is the beginning of an object-centric log (OCEL 1.0 or 2.0) as JSON or as SQLite.
pub(crate) fn is_beginning(text: &[u8]) -> bool {
    match text {
        [b'{', ..] => {
            let mut own = false;
            let mut of_tenders = false;
            each_outer_key(text, |key| {
                own |= matches!(key, b"objectTypes" | b"eventTypes" | b"objects" | b"events")
                    || key.starts_with(b"ocel:");
                of_tenders |= matches!(key, b"ocid" | b"releases" | b"records" | b"compiledRelease");
            });
            own && !of_tenders
        }
        _ => text.starts_with(b"SQLite format 3\0") && memchr::memmem::find(text, b"ocel_").is_some(),
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
    use super::is_beginning;

    #[test]
    fn object_centric_logs_are_known_by_their_outer_keys() {
        let keys = |text: &str| is_beginning(text.as_bytes());
        for text in [
            r#"{"objectTypes": [{"name": "Request"}], "events": []}"#,
            r#"{"ocel:global-log": {"releases": 1}}"#,
            r#"{ "a\"ocid": 1, "events" : [{"releases": ["#,
            "SQLite format 3\0 CREATE TABLE `event` (`ocel_id` TEXT",
        ] {
            assert!(keys(text), "{text}");
        }
        for text in [
            r#"{"ocid": "x", "events": []}"#,
            r#"{"releases": [{"events": [], "objectTypes": []}]}"#,
            r#"{"tender": {"ocel:events": 1}, "tag": ["events", "objects"]}"#,
            r#"[{"objectTypes": []}]"#,
            "SQLite format 3\0 CREATE TABLE `tenders`",
        ] {
            assert!(!keys(text), "{text}");
        }
    }
}
