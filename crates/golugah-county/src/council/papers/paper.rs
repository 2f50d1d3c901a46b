use serde::Serialize;

use crate::support::web::{Page, say};

/// What a paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What a session did.
    Minutes,
    /// To a session.
    Invitation,
}

/// A paper in one language. Every text is ready for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// What it is.
    pub kind: Kind,
    /// The language's tag.
    pub language: &'static str,
    /// The heading.
    pub title: String,
    /// What stands above everything; empty where nothing does.
    pub invocation: String,
    /// Whose paper it is.
    pub county: String,
    /// Number, date and attachment.
    pub letterhead: Vec<Field>,
    /// Day, hour, place, chair.
    pub facts: Vec<Field>,
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// Who signs.
    pub signatures: Vec<Signature>,
    /// What the log says of it; `None` where it is not in the log.
    pub receipt: Option<ReceiptBox>,
}

/// A label and what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The label.
    pub label: String,
    /// What it says.
    pub value: String,
}

/// A part under its heading: text, then a numbered list, then a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The heading.
    pub title: String,
    /// Text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<String>,
    /// What is numbered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub list: Vec<String>,
    /// A table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<Table>,
}

/// A table with a head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The head.
    pub columns: Vec<String>,
    /// The rows, each as wide as the head.
    pub rows: Vec<Vec<String>>,
}

/// Who signs, and as what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// The name; empty where nobody is entered.
    pub name: String,
    /// The post.
    pub post: String,
}

/// What the log says of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReceiptBox {
    /// The heading.
    pub title: String,
    /// Sentences and, each on a line of its own, codes.
    pub lines: Vec<String>,
}

/// How many lines a part has at most that is kept on one page: a longer one would leave too much of a page white.
const LINES_KEPT_TOGETHER: usize = 10;

/// About how many letters stand on a line of a column.
const LETTERS_A_LINE: usize = 60;

impl Part {
    /// Whether it is short enough to be printed in one piece.
    pub fn fits_a_page(&self) -> bool {
        let lines = |text: &String| text.chars().count().div_ceil(LETTERS_A_LINE);
        let rows = self.table.iter().flat_map(|table| &table.rows);
        let rows = rows.map(|cells| cells.iter().map(lines).max().unwrap_or(0));
        let others = self.paragraphs.iter().chain(&self.list).map(lines);
        rows.chain(others).sum::<usize>() <= LINES_KEPT_TOGETHER
    }
}

impl ReceiptBox {
    /// Whether a line is a code or a command, which is written from left to right in any language.
    pub fn is_code(line: &str) -> bool {
        line.is_ascii() && (!line.contains(' ') || line.starts_with("golugah verify "))
    }
}

/// What stands in a cell that has nothing.
const NOTHING: &str = "–";

/// A cell, never empty.
pub(super) fn cell(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        NOTHING.to_owned()
    } else {
        text.to_owned()
    }
}

/// A field whose label is a key.
pub(super) fn field(page: &Page, key: &str, value: impl Into<String>) -> Field {
    Field {
        label: page.say(key),
        value: value.into(),
    }
}

/// The head of an official letter: number, date, attachment.
pub(super) fn letterhead(page: &Page, number: String, day: Option<&str>) -> Vec<Field> {
    vec![
        field(page, "paper-number", number),
        field(
            page,
            "paper-date",
            day.map_or_else(|| NOTHING.to_owned(), |day| page.date(day)),
        ),
        field(page, "paper-attachment", page.say("paper-no-attachment")),
    ]
}

/// A day with its day of the week.
pub(super) fn weekday(page: &Page, day: &str) -> String {
    golugah_persian::date_with_weekday(day, page.language).unwrap_or_else(|| day.to_owned())
}

/// A sentence with several places.
pub(super) fn sentence(page: &Page, key: &str, places: &[(&str, &str)]) -> String {
    say(page.language, key, places)
}

/// What somebody wrote, a paragraph a line.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{Field, Kind, Paper, Part, ReceiptBox, Signature, Table, paragraphs};

    #[test]
    fn other_programs_find_the_keys_they_were_promised() {
        let paper = Paper {
            kind: Kind::Minutes,
            language: "fa",
            title: "t".to_owned(),
            invocation: String::new(),
            county: "c".to_owned(),
            letterhead: vec![Field {
                label: "l".to_owned(),
                value: "v".to_owned(),
            }],
            facts: Vec::new(),
            parts: vec![
                Part {
                    title: "p".to_owned(),
                    paragraphs: vec!["text".to_owned()],
                    list: vec!["one".to_owned()],
                    ..Part::default()
                },
                Part {
                    title: "q".to_owned(),
                    table: Some(Table {
                        columns: vec!["a".to_owned()],
                        rows: vec![vec!["b".to_owned()]],
                    }),
                    ..Part::default()
                },
            ],
            signatures: vec![Signature {
                name: "n".to_owned(),
                post: "o".to_owned(),
            }],
            receipt: Some(ReceiptBox {
                title: "r".to_owned(),
                lines: vec!["line".to_owned()],
            }),
        };
        let expected = r#"{"kind":"minutes","language":"fa","title":"t","invocation":"","county":"c","letterhead":[{"label":"l","value":"v"}],"facts":[],"parts":[{"title":"p","paragraphs":["text"],"list":["one"]},{"title":"q","table":{"columns":["a"],"rows":[["b"]]}}],"signatures":[{"name":"n","post":"o"}],"receipt":{"title":"r","lines":["line"]}}"#;
        assert_eq!(serde_json::to_string(&paper).unwrap(), expected);
    }

    #[test]
    fn codes_are_told_from_sentences() {
        let codes = [
            "9F3K-2M7Q-HX0Z-K1M2",
            "AAAA+/=",
            "golugah verify --receipt FILE --key VKEY",
        ];
        for code in codes {
            assert!(ReceiptBox::is_code(code), "{code}");
        }
        for sentence in ["The whole root:", "ریشهٔ کامل:"] {
            assert!(!ReceiptBox::is_code(sentence), "{sentence}");
        }
    }

    #[test]
    fn what_was_written_keeps_its_lines() {
        assert_eq!(paragraphs("  یک \r\n\r\n دو\n"), ["یک", "دو"]);
        assert!(paragraphs(" \n ").is_empty());
    }
}
