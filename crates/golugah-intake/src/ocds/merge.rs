//! The releases of one process, made into one: the standard's own rule for a history.
//!
//! Later values replace earlier ones, field by field; `null` takes a value back; lists of objects are merged by the objects' `id`; other
//! lists, and those that the standard names, are replaced whole. What is empty says nothing. The published cases of the Python
//! package `ocds-merge` are the oracle.

use serde_json::{Map, Value};

/// Lists of objects with an `id` which the standard replaces whole.
const WHOLE: &[&str] = &["additionalClassifications", "additionalIdentifiers"];

/// What a release says of itself and not of the process.
const OMITTED: &[&str] = &["id", "date", "tag"];

/// Merges the releases of one process, given in the order of their dates, into a compiled one.
///
/// # Errors
/// Where a text is no JSON object.
pub fn merge_releases<'t>(texts: impl IntoIterator<Item = &'t str>) -> Result<String, String> {
    let mut merged = Map::new();
    let mut date = Value::Null;
    for text in texts {
        let release: Map<String, Value> =
            serde_json::from_str(text).map_err(|error| format!("a release of a history: {error}"))?;
        if let Some(own) = release.get("date") {
            date = own.clone();
        }
        merge(&mut merged, &release, OMITTED);
    }
    let ocid = merged.get("ocid").and_then(Value::as_str).unwrap_or_default();
    let id = format!("{ocid}-{}", date.as_str().unwrap_or_default());
    merged.insert("id".to_owned(), id.into());
    merged.insert("date".to_owned(), date);
    merged.insert("tag".to_owned(), vec!["compiled"].into());
    Ok(Value::from(merged).to_string())
}

fn merge(into: &mut Map<String, Value>, from: &Map<String, Value>, omitted: &[&str]) {
    for (key, value) in from {
        if omitted.contains(&key.as_str()) {
            continue;
        }
        match value {
            Value::Null => {
                into.remove(key);
            }
            Value::Object(fields) => {
                let mut merged = match into.remove(key) {
                    Some(Value::Object(earlier)) => earlier,
                    _ => Map::new(),
                };
                merge(&mut merged, fields, &[]);
                if !merged.is_empty() {
                    into.insert(key.clone(), merged.into());
                }
            }
            Value::Array(entries) if by_id(key, entries) => {
                let mut merged = match into.remove(key) {
                    Some(Value::Array(earlier)) => earlier,
                    _ => Vec::new(),
                };
                for entry in entries.iter().filter_map(Value::as_object) {
                    merge_entry(&mut merged, entry);
                }
                if !merged.is_empty() {
                    into.insert(key.clone(), merged.into());
                }
            }
            other => {
                into.insert(key.clone(), other.clone());
            }
        }
    }
}

/// Whether a list is merged entry by entry.
fn by_id(key: &str, entries: &[Value]) -> bool {
    !WHOLE.contains(&key) && entries.iter().all(Value::is_object)
}

/// An entry with the `id` of an earlier one changes that; any other is a further one.
fn merge_entry(merged: &mut Vec<Value>, entry: &Map<String, Value>) {
    let id = entry.get("id").filter(|id| !id.is_null());
    let same = |known: &&mut Value| id.is_some() && known.get("id") == id;
    if let Some(Value::Object(known)) = merged.iter_mut().find(same) {
        return merge(known, entry, &[]);
    }
    let mut fields = Map::new();
    merge(&mut fields, entry, &[]);
    merged.push(fields.into());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(releases: &[Value]) -> Value {
        let texts: Vec<String> = releases.iter().map(Value::to_string).collect();
        let text = merge_releases(texts.iter().map(String::as_str)).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn later_values_replace_earlier_ones_field_by_field() {
        let history = [
            serde_json::json!({"ocid": "a", "id": "1", "date": "2024-01-01", "tag": ["tender"],
                "tender": {"procurementMethod": "open", "title": "x", "items": [{"id": "1", "quantity": 1}, {"id": "2"}],
                    "submissionMethod": ["a", "b"]}, "awards": []}),
            serde_json::json!({"ocid": "a", "id": "2", "date": "2024-02-01", "tag": ["award"],
                "tender": {"title": null, "items": [{"id": "1", "quantity": 2}, {"quantity": 9}], "submissionMethod": ["c"]},
                "awards": [{"id": "7", "suppliers": [{"id": "s"}]}], "planning": {}}),
        ];
        let expected = serde_json::json!({"ocid": "a", "id": "a-2024-02-01", "date": "2024-02-01", "tag": ["compiled"],
            "tender": {"procurementMethod": "open", "items": [{"id": "1", "quantity": 2}, {"id": "2"}, {"quantity": 9}],
                "submissionMethod": ["c"]},
            "awards": [{"id": "7", "suppliers": [{"id": "s"}]}]});
        assert_eq!(merged(&history), expected);
        assert!(merge_releases(["[]"]).is_err());
    }

    #[test]
    fn the_published_cases_come_out_as_they_should() {
        let folder = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../shared/data/oracles/ocds-merge/1.1"
        );
        let Ok(files) = std::fs::read_dir(folder) else {
            println!("skipped: shared data is not here");
            return;
        };
        let read = |path: &std::path::Path| -> Value {
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
        };
        let mut tried = 0;
        for file in files {
            let path = file.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            if name.ends_with("-compiled") || name.ends_with("-versioned") {
                continue;
            }
            let Value::Array(releases) = read(&path) else {
                panic!("{name}")
            };
            let expected = read(&path.with_file_name(format!("{name}-compiled.json")));
            assert_eq!(merged(&releases), expected, "{name}");
            tried += 1;
        }
        assert!(tried >= 15, "{tried}");
    }
}
