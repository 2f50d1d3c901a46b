//! What is wrong with a text, in words.

/// What was wrong with a JSON text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Byte offset in the text.
    pub(crate) at: usize,
    /// What was expected there.
    pub(crate) expected: &'static str,
    /// Field names from the inside out, filled while the fault travels up.
    pub(crate) path: Vec<String>,
    /// Whether the JSON is sound and only of another kind than was expected.
    pub(crate) of_kind: bool,
}

impl Fault {
    pub(super) fn within(mut self, field: &str) -> Self {
        self.path.push(shown(field, 40));
        self
    }

    /// A sentence: where, what was found, what was expected.
    pub(crate) fn describe(&self, text: &str) -> String {
        let mut path = self.path.clone();
        path.reverse();
        let path = if path.is_empty() {
            String::new()
        } else {
            format!("{}: ", path.join("/"))
        };
        let found = shown(text.get(self.at..).unwrap_or_default(), 24);
        let found = if found.is_empty() {
            "the end".to_owned()
        } else {
            format!("`{found}`")
        };
        format!(
            "{path}expected {}, found {found} at byte {}",
            self.expected,
            self.at + 1
        )
    }
}

/// The beginning of a hostile text, fit for a terminal.
fn shown(text: &str, length: usize) -> String {
    text.chars()
        .take(length)
        .map(|symbol| if symbol.is_control() { '\u{fffd}' } else { symbol })
        .collect()
}
