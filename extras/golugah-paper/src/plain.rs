//! The paper as plain text, to be archived beside the PDF: what is taken out of a PDF misplaces half-spaces.

use golugah_persian::integer;

use crate::{Field, Paper, Part};

/// The whole text of a paper, in its order. The cells of a row stand between tabs.
pub fn plain_text(paper: &Paper) -> String {
    let mut sheet = Sheet::default();
    sheet.line(&paper.invocation);
    sheet.gap();
    sheet.line(&paper.county);
    sheet.fields(&paper.letterhead);
    sheet.gap();
    sheet.line(&paper.title);
    sheet.gap();
    sheet.fields(&paper.facts);
    for part in &paper.parts {
        sheet.gap();
        sheet.part(part, paper);
    }
    sheet.gap();
    for signature in &paper.signatures {
        sheet.row(&[signature.name.as_str(), signature.post.as_str()]);
    }
    if let Some(receipt) = &paper.receipt {
        sheet.gap();
        sheet.line(&receipt.title);
        for line in &receipt.lines {
            sheet.line(line);
        }
    }
    sheet.text
}

#[derive(Default)]
struct Sheet {
    text: String,
}

impl Sheet {
    fn part(&mut self, part: &Part, paper: &Paper) {
        self.line(&part.title);
        for paragraph in part.paragraphs.iter().flatten() {
            self.line(paragraph);
        }
        for (number, item) in (1..).zip(part.list.iter().flatten()) {
            let number = integer(number, paper.language.of_digits());
            self.line(&format!("{number}. {item}"));
        }
        if let Some(table) = &part.table {
            self.row(&table.columns);
            for row in &table.rows {
                self.row(row);
            }
        }
    }

    fn fields(&mut self, fields: &[Field]) {
        for Field { label, value } in fields {
            self.line(&format!("{label}: {value}"));
        }
    }

    /// A row is one line: the lines of its cells are put on one.
    fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| cell.as_ref().replace('\n', " "))
            .collect();
        self.text.push_str(&cells.join("\t"));
        self.text.push('\n');
    }

    fn line(&mut self, text: &str) {
        if !text.is_empty() {
            self.text.push_str(text);
            self.text.push('\n');
        }
    }

    /// An empty line, but never two, and none at the start.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}
