//! What stands on a paper: the contract with whoever makes one. Every text is ready for people.

use std::mem;

use serde::Deserialize;

use crate::Refusal;
use crate::clean::{line, lines};

/// The largest file that is read.
pub const MOST_BYTES: usize = 1024 * 1024;
/// Rows of all tables, items of all lists, paragraphs: together on one paper.
const MOST_PIECES: usize = 5_000;
const MOST_COLUMNS: usize = 8;
const MOST_FIELDS: usize = 24;
const MOST_SIGNATURES: usize = 120;
const MOST_RECEIPT_LINES: usize = 40;
/// Letters of a title or a label.
const LONGEST_LINE: usize = 300;
/// Letters of a column's head, which comes again on every page.
const LONGEST_HEAD: usize = 120;
/// Letters of a paragraph or a cell.
const LONGEST_TEXT: usize = 20_000;

/// Minutes or an invitation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// What the paper is.
    pub kind: Kind,
    /// The language it is written in; it decides direction and digits.
    pub language: Language,
    /// The heading, and the title of the document.
    pub title: String,
    /// What stands above everything («بسمه تعالی»); may be empty.
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
    /// The log's receipt, where there is one.
    pub receipt: Option<Receipt>,
}

/// What a paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What a session did.
    Minutes,
    /// To a session.
    Invitation,
}

/// The language of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Language {
    /// From right to left, with Persian digits.
    #[serde(rename = "fa")]
    Persian,
    /// From left to right.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The same to golugah-persian, which owns digits.
    pub(crate) fn of_digits(self) -> golugah_persian::Language {
        match self {
            Self::Persian => golugah_persian::Language::Persian,
            Self::English => golugah_persian::Language::English,
        }
    }
}

/// A label and what it says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// «تاریخ»
    pub label: String,
    /// «۴ آذر ۱۴۰۵»
    pub value: String,
}

/// A part under its own heading; what it has comes in the order of these fields.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The heading.
    pub title: String,
    /// Text.
    #[serde(default)]
    pub paragraphs: Option<Vec<String>>,
    /// Numbered from one.
    #[serde(default)]
    pub list: Option<Vec<String>>,
    /// A table.
    #[serde(default)]
    pub table: Option<Table>,
}

/// A table with a head.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The head.
    pub columns: Vec<String>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// Who signs, and as what.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// A person.
    pub name: String,
    /// The post.
    pub post: String,
}

/// What the log says of the paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The heading.
    pub title: String,
    /// Entry, size, root.
    pub lines: Vec<String>,
}

impl Paper {
    /// Reads a paper, takes out of its texts what could reorder or hide, and holds it to its limits.
    ///
    /// # Errors
    ///
    /// What is no paper is refused with its place: a line and column, or a path like `parts[2].table.rows[5]`.
    pub fn read(json: &[u8]) -> Result<Self, Refusal> {
        if json.len() > MOST_BYTES {
            let reason = format!("more than {MOST_BYTES} bytes; a paper is shorter");
            return Err(Refusal::new("", reason));
        }
        let mut paper: Self =
            serde_json::from_slice(json).map_err(|error| Refusal::new("", error.to_string()))?;
        paper.tidy()?;
        Ok(paper)
    }

    fn tidy(&mut self) -> Result<(), Refusal> {
        one_line("title", &mut self.title)?;
        if self.title.is_empty() {
            return Err(Refusal::new("title", "empty; expected the paper's heading"));
        }
        one_line("invocation", &mut self.invocation)?;
        one_line("county", &mut self.county)?;
        fields("letterhead", &mut self.letterhead)?;
        fields("facts", &mut self.facts)?;
        let mut pieces = 0;
        for (index, part) in self.parts.iter_mut().enumerate() {
            part.tidy(&format!("parts[{index}]"))?;
            pieces += part.pieces();
            at_most("parts", pieces, MOST_PIECES, "paragraphs, items and rows")?;
        }
        at_most("signatures", self.signatures.len(), MOST_SIGNATURES, "signatures")?;
        for (index, signature) in self.signatures.iter_mut().enumerate() {
            one_line(&format!("signatures[{index}].name"), &mut signature.name)?;
            one_line(&format!("signatures[{index}].post"), &mut signature.post)?;
        }
        if let Some(receipt) = &mut self.receipt {
            one_line("receipt.title", &mut receipt.title)?;
            at_most("receipt.lines", receipt.lines.len(), MOST_RECEIPT_LINES, "lines")?;
            texts("receipt.lines", &mut receipt.lines)?;
        }
        Ok(())
    }
}

impl Part {
    fn pieces(&self) -> usize {
        let rows = self.table.as_ref().map_or(0, |table| table.rows.len());
        let count = |texts: &Option<Vec<String>>| texts.as_ref().map_or(0, Vec::len);
        1 + count(&self.paragraphs) + count(&self.list) + rows
    }

    fn tidy(&mut self, place: &str) -> Result<(), Refusal> {
        one_line(&format!("{place}.title"), &mut self.title)?;
        if let Some(paragraphs) = &mut self.paragraphs {
            texts(&format!("{place}.paragraphs"), paragraphs)?;
            paragraphs.retain(|paragraph| !paragraph.is_empty());
        }
        if let Some(list) = &mut self.list {
            texts(&format!("{place}.list"), list)?;
        }
        let Some(table) = &mut self.table else {
            return Ok(());
        };
        let wide = table.columns.len();
        if wide == 0 {
            return Err(Refusal::new(
                format!("{place}.table.columns"),
                "none; expected at least one",
            ));
        }
        at_most(&format!("{place}.table.columns"), wide, MOST_COLUMNS, "columns")?;
        for (index, column) in table.columns.iter_mut().enumerate() {
            let place = format!("{place}.table.columns[{index}]");
            one_line(&place, column)?;
            is_short(&place, column, LONGEST_HEAD)?;
        }
        for (index, row) in table.rows.iter_mut().enumerate() {
            let place = format!("{place}.table.rows[{index}]");
            if row.len() != wide {
                let reason = format!("{} cells; expected {wide}, one for each column", row.len());
                return Err(Refusal::new(place, reason));
            }
            texts(&place, row)?;
        }
        Ok(())
    }
}

fn fields(place: &str, fields: &mut [Field]) -> Result<(), Refusal> {
    at_most(place, fields.len(), MOST_FIELDS, "fields")?;
    for (index, field) in fields.iter_mut().enumerate() {
        one_line(&format!("{place}[{index}].label"), &mut field.label)?;
        one_line(&format!("{place}[{index}].value"), &mut field.value)?;
    }
    Ok(())
}

fn texts(place: &str, texts: &mut [String]) -> Result<(), Refusal> {
    for (index, text) in texts.iter_mut().enumerate() {
        *text = lines(&mem::take(text));
        is_short(&format!("{place}[{index}]"), text, LONGEST_TEXT)?;
    }
    Ok(())
}

fn one_line(place: &str, text: &mut String) -> Result<(), Refusal> {
    *text = line(&mem::take(text));
    is_short(place, text, LONGEST_LINE)
}

fn is_short(place: &str, text: &str, most: usize) -> Result<(), Refusal> {
    at_most(place, text.chars().count(), most, "letters")
}

fn at_most(place: &str, found: usize, most: usize, what: &str) -> Result<(), Refusal> {
    if found > most {
        let reason = format!("{found} {what}; at most {most} are set");
        return Err(Refusal::new(place, reason));
    }
    Ok(())
}
