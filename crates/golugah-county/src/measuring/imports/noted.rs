//! What the worker noted of a file while it read it, for the page of the file.

use serde::Deserialize;

/// How many lines of a kind a page shows; the list has them all.
const SHOWN: usize = 20;

/// A line of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Line {
    reason: String,
    assumed: String,
    field: String,
    fault: String,
    found: String,
    times: i64,
}

/// What is shown of the list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Noted {
    /// What was taken for granted.
    pub(super) assumed: Vec<String>,
    /// Values that were left out.
    pub(super) notes: Vec<LeftOut>,
    /// Records that were refused.
    pub(super) refused: Vec<String>,
}

/// A value that was left out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// What stands there, and where.
    pub(super) said: String,
    /// How often that was met.
    pub(super) times: i64,
}

impl Noted {
    /// Reads the beginning of each kind.
    pub(super) fn of(list: &[u8]) -> Self {
        let mut noted = Self::default();
        for line in list.split(|byte| *byte == b'\n') {
            // A list of refused records can be long, and its notes stand behind them.
            let is_refused = !line
                .windows(9)
                .any(|part| part == b"\"fault\":\"" || part == b"\"assumed\"");
            if (is_refused && noted.refused.len() >= SHOWN) || noted.notes.len() >= SHOWN {
                continue;
            }
            let Ok(line) = serde_json::from_slice::<Line>(line) else {
                continue;
            };
            if !line.assumed.is_empty() {
                noted.assumed.push(line.assumed);
            } else if !line.reason.is_empty() {
                noted.refused.push(line.reason);
            } else if !line.found.is_empty() {
                // What stands in a cell of a table is told with its place; what a standard's field holds by its name.
                let is_whole = matches!(line.fault.as_str(), "cell" | "unreadable");
                let said = if is_whole {
                    line.found
                } else {
                    format!("{}: {}", line.field, line.found)
                };
                noted.notes.push(LeftOut {
                    said,
                    times: line.times.max(1),
                });
            }
        }
        noted
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_shown_by_the_beginning_of_each_kind() {
        let mut list = String::from("{\"file\":\"a\",\"assumed\":\"rial\"}\n");
        for number in 0..1_000 {
            list += &format!("{{\"file\":\"a\",\"line\":{number},\"reason\":\"r{number}\"}}\n");
        }
        list += "{\"file\":\"a\",\"line\":2,\"field\":\"awards/value\",\"fault\":\"cell\",\"found\":\"C2\",\"times\":3}\n";
        list += "{\"file\":\"a\",\"line\":2,\"field\":\"tender/status\",\"fault\":\"unknown_code\",\"found\":\"x\",\"times\":1}\nno line\n";
        let noted = Noted::of(list.as_bytes());
        assert_eq!(noted.assumed, ["rial"]);
        assert_eq!((noted.refused.len(), noted.refused[0].as_str()), (SHOWN, "r0"));
        let notes: Vec<(&str, i64)> = noted
            .notes
            .iter()
            .map(|note| (note.said.as_str(), note.times))
            .collect();
        assert_eq!(notes, [("C2", 3), ("tender/status: x", 1)]);
        assert!(Noted::of(b"{}").is_empty());
    }
}
