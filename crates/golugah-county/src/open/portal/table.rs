//! A list as a file: comma-separated values for spreadsheets, JSON for programs, from the same rows.

use serde_json::{Map, Value};

/// A list with named columns.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) columns: &'static [&'static str],
    pub(super) rows: Vec<Vec<Value>>,
}

impl Table {
    /// The list by RFC 4180 with a heading row, in UTF-8 with the byte-order mark without which spreadsheets take Persian
    /// letters for others.
    ///
    /// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and texts are written by people.
    /// Such cells, and those that begin with a tab, an end of line or the full-width form of one of these signs, get an
    /// apostrophe in front.
    pub(super) fn csv(&self) -> String {
        let mut out = String::from("\u{feff}");
        out.push_str(&self.columns.join(","));
        out.push_str("\r\n");
        for row in &self.rows {
            for (place, cell) in row.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                match cell {
                    Value::Null => {}
                    Value::String(text) => {
                        let risky = matches!(
                            text.chars().next(),
                            Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
                        );
                        let apostrophe = if risky { "'" } else { "" };
                        out.push_str(&format!("\"{apostrophe}{}\"", text.replace('"', "\"\"")));
                    }
                    other => out.push_str(&other.to_string()),
                }
            }
            out.push_str("\r\n");
        }
        out
    }

    /// The rows as objects.
    pub(super) fn json(&self) -> Value {
        let object = |row: &Vec<Value>| {
            let pairs = self.columns.iter().zip(row);
            Value::Object(
                pairs
                    .map(|(name, value)| ((*name).to_owned(), value.clone()))
                    .collect::<Map<_, _>>(),
            )
        };
        self.rows.iter().map(object).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_no_formula_and_ends_where_it_ends() {
        let table = Table {
            columns: &["number", "text", "day"],
            rows: vec![
                vec![Value::from(-5), Value::from("=HYPERLINK(\"x\")"), Value::Null],
                vec![
                    Value::from(7),
                    Value::from("الف، «ب»\r\n\"پ\", ت"),
                    Value::from("2026-11-24"),
                ],
                vec![Value::from(8), Value::from("＋۱"), Value::from("")],
            ],
        };
        assert_eq!(
            table.csv(),
            "\u{feff}number,text,day\r\n-5,\"'=HYPERLINK(\"\"x\"\")\",\r\n\
             7,\"الف، «ب»\r\n\"\"پ\"\", ت\",\"2026-11-24\"\r\n8,\"'＋۱\",\"\"\r\n"
        );
        assert_eq!(
            table.json()[0].to_string(),
            r#"{"day":null,"number":-5,"text":"=HYPERLINK(\"x\")"}"#
        );
    }
}
