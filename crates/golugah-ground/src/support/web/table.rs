//! A list as a file: comma-separated values for spreadsheets, JSON for programs, from the same rows.

use serde_json::{Map, Value, json};

use super::{Packed, Site, Visitor};

/// A list with named columns.
#[derive(Debug)]
pub struct Table {
    /// The columns' names, for programs.
    pub columns: Vec<String>,
    /// The rows, each cell under the column of its place.
    pub rows: Vec<Vec<Value>>,
}

/// A day as it stands in files beside itself, by the Jalali calendar in Latin digits; `None` where it is none.
pub fn jalali(day: &str) -> Option<String> {
    golugah_persian::JalaliDate::from_rfc3339(day).map(|day| golugah_persian::latin_digits(&day.short()))
}

/// How a list is given as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOf {
    /// For spreadsheets: the file's name.
    Csv(&'static str),
    /// For programs: the file's name, and what the rows are called in it.
    Json(&'static str, &'static str),
}

impl Table {
    /// A list with these columns.
    pub fn new(columns: &[&str], rows: Vec<Vec<Value>>) -> Self {
        Self {
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            rows,
        }
    }

    /// The list as a file. It is the same in both languages: names of columns are for programs, and names of agencies and
    /// sentences stand in it in both.
    pub fn file(&self, site: &Site, visitor: &Visitor, file: FileOf) -> Packed {
        match file {
            FileOf::Csv(name) => Packed::file("text/csv; charset=utf-8; header=present", name, self.csv()),
            FileOf::Json(name, rows) => {
                let (fa, en) = match &visitor.county {
                    Some(county) => (&county.name_fa, &county.name_en),
                    None => (&site.settings.county_fa, &site.settings.county_en),
                };
                let mut document = json!({
                    "county": { "fa": fa, "en": en },
                    "as_of": site.db.clock().now().day(),
                });
                document[rows] = self.json();
                Packed::file("application/json", name, format!("{document}\n"))
            }
        }
    }

    /// The list by RFC 4180 with a heading row, in UTF-8 with the byte-order mark without which spreadsheets take Persian
    /// letters for others.
    ///
    /// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and texts are written by people.
    /// Such cells, and those that begin with a tab, an end of line or the full-width form of one of these signs, get an
    /// apostrophe in front.
    fn csv(&self) -> String {
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
    fn json(&self) -> Value {
        let object = |row: &Vec<Value>| {
            let pairs = self.columns.iter().zip(row);
            Value::Object(
                pairs
                    .map(|(name, value)| (name.clone(), value.clone()))
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
        let table = Table::new(
            &["number", "text", "day"],
            vec![
                vec![Value::from(-5), Value::from("=HYPERLINK(\"x\")"), Value::Null],
                vec![
                    Value::from(7),
                    Value::from("الف، «ب»\r\n\"پ\", ت"),
                    Value::from("2026-11-24"),
                ],
                vec![Value::from(8), Value::from("＋۱"), Value::from("")],
            ],
        );
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
