//! What the worker noted of a file while it read it, for the page of the file.

use serde::Deserialize;

/// How many lines of a kind a page shows; the list has them all.
const SHOWN: usize = 20;

/// A line of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Line {
    pub(super) reason: String,
    pub(super) assumed: String,
    pub(super) field: String,
    pub(super) fault: String,
    pub(super) found: String,
    pub(super) line: u64,
    pub(super) times: i64,
}

/// The lines of a list that say something.
pub(super) fn lines(list: &[u8]) -> impl Iterator<Item = Line> {
    let lines = list.split(|byte| *byte == b'\n');
    lines
        .filter_map(|line| serde_json::from_slice::<Line>(line).ok())
        .filter(|line| {
            [&line.reason, &line.assumed, &line.found]
                .into_iter()
                .any(|said| !said.is_empty())
        })
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
    /// How many different values were left out beside those.
    pub(super) more_notes: i64,
    /// How many records were refused beside those.
    pub(super) more_refused: i64,
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
    /// Reads the list: the first of each kind in the order of the file, and how many more there are.
    pub(super) fn of(list: &[u8]) -> Self {
        let mut noted = Self::default();
        let mut notes: Vec<((u64, String), LeftOut)> = Vec::new();
        let mut refused = 0;
        for line in list.split(|byte| *byte == b'\n') {
            // A list of refused records can be long: those behind the first are counted alone.
            let is_refused = line.windows(10).any(|part| part == b"\"reason\":\"");
            refused += i64::from(is_refused);
            if is_refused && noted.refused.len() >= SHOWN {
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
                let times = line.times.max(1);
                notes.push(((line.line, said.clone()), LeftOut { said, times }));
            }
        }
        notes.sort_by(|a, b| a.0.cmp(&b.0));
        noted.more_notes = i64::try_from(notes.len().saturating_sub(SHOWN)).unwrap_or(i64::MAX);
        noted.more_refused = refused - i64::try_from(noted.refused.len()).unwrap_or(i64::MAX);
        noted.notes = notes.into_iter().take(SHOWN).map(|(_, note)| note).collect();
        noted
    }

    /// Whether something was left out or refused: what was taken for granted is no part of the workbook.
    pub(super) fn has_left(&self) -> bool {
        !self.notes.is_empty() || !self.refused.is_empty()
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
        assert_eq!((noted.more_refused, noted.more_notes), (980, 0));
        assert!(noted.has_left());
        assert!(!Noted::of(b"{\"assumed\":\"rial\"}").has_left());
        assert!(Noted::of(b"{}").is_empty());
    }

    #[test]
    fn cells_are_listed_in_the_order_of_the_file() {
        let mut list = String::new();
        for line in [10, 9, 100, 2].into_iter().chain(200..220) {
            list += &format!(
                "{{\"file\":\"a\",\"line\":{line},\"field\":\"x\",\"fault\":\"cell\",\"found\":\"C{line}\",\"times\":1}}\n"
            );
        }
        let noted = Noted::of(list.as_bytes());
        let said: Vec<&str> = noted
            .notes
            .iter()
            .take(4)
            .map(|note| note.said.as_str())
            .collect();
        assert_eq!(said, ["C2", "C9", "C10", "C100"]);
        assert_eq!((noted.notes.len(), noted.more_notes), (SHOWN, 4));
    }
}
