//! A list as a workbook: right to left in Persian, a filter on each heading, the headings always in sight, numbers as numbers.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use golugah_persian::Language;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use serde_json::Value;

use super::PageError;

/// How many signs a cell holds.
const SIGNS: usize = 32_767;

/// How many signs the name of a sheet has at most.
const SHEET_SIGNS: usize = 31;

/// A list with headings in the reader's words.
#[derive(Debug, Default)]
pub struct Sheet {
    /// What the sheet is called, in the reader's words; as much of it as a workbook takes.
    pub title: String,
    /// The headings, each with the width of its column in signs.
    pub headings: Vec<(String, f64)>,
    /// The rows, each cell under the heading of its place.
    pub rows: Vec<Vec<Value>>,
    /// The columns, from 0, under which a text that is a day (`2026-11-30`) becomes a date of the workbook.
    pub days: &'static [usize],
}

impl Sheet {
    /// The list as a file of this name, which ends in `.xlsx`. The same list gives the same bytes.
    ///
    /// # Errors
    /// Where it cannot be written as a workbook.
    pub fn file(&self, language: Language, name: &'static str) -> Result<Response, PageError> {
        let bytes = self
            .made(language)
            .map_err(|error| PageError::Broken(error.to_string()))?;
        let head = [
            (
                CONTENT_TYPE,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned(),
            ),
            (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
            (CACHE_CONTROL, "no-store".to_owned()),
        ];
        Ok((head, bytes).into_response())
    }

    fn made(&self, language: Language) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        // When it was made is no part of the list.
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let (bold, date) = (
            Format::new().set_bold(),
            Format::new().set_num_format("yyyy-mm-dd"),
        );
        let sheet = book.add_worksheet();
        let title = named(&self.title);
        if !title.is_empty() {
            sheet.set_name(title)?;
        }
        sheet.set_right_to_left(language == Language::Persian);
        sheet.set_freeze_panes(1, 0)?;
        for (place, (heading, width)) in (0..).zip(&self.headings) {
            sheet.write_string_with_format(0, place, heading, &bold)?;
            sheet.set_column_width(place, *width)?;
        }
        for (number, row) in (1..).zip(&self.rows) {
            for (place, cell) in (0..).zip(row) {
                match cell {
                    Value::Number(value) => {
                        sheet.write_number(number, place, value.as_f64().unwrap_or_default())?;
                    }
                    // A text stays a text, even one that begins with an equals sign.
                    Value::String(text) => {
                        if self.days.contains(&usize::from(place))
                            && let Some(day) = text.get(..10)
                            && let Ok(day) = ExcelDateTime::parse_from_str(day)
                        {
                            sheet.write_datetime_with_format(number, place, &day, &date)?;
                            continue;
                        }
                        let text: String = text.chars().take(SIGNS).collect();
                        sheet.write_string(number, place, text)?;
                    }
                    _ => {}
                }
            }
        }
        let (rows, columns) = (self.rows.len() as u32, self.headings.len() as u16);
        sheet.autofilter(0, 0, rows, columns.saturating_sub(1))?;
        book.save_to_buffer()
    }
}

/// What of a name a sheet may be called: without signs that workbooks refuse, and no longer than they take.
fn named(title: &str) -> String {
    let plain: String = title
        .chars()
        .filter(|sign| !matches!(sign, '[' | ']' | ':' | '*' | '?' | '/' | '\\'))
        .take(SHEET_SIGNS)
        .collect();
    plain.trim_matches([' ', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use golugah_persian::Language;
    use serde_json::json;

    use super::Sheet;

    #[test]
    fn the_same_list_gives_the_same_workbook() {
        let sheet = Sheet {
            title: "نام‌ها: همهٔ آن‌ها / از آغاز تا انجام این فهرست بلند".to_owned(),
            headings: vec![("نام".to_owned(), 20.0), ("شمار".to_owned(), 8.0)],
            rows: vec![
                vec![json!("=1+1"), json!(7)],
                vec![json!("2026-11-30"), json!(null)],
            ],
            days: &[0],
        };
        let (first, again) = (sheet.made(Language::Persian), sheet.made(Language::Persian));
        let first = first.unwrap();
        assert!(first.starts_with(b"PK"));
        assert_eq!(first, again.unwrap());
        assert_ne!(first, sheet.made(Language::English).unwrap());
        let as_text = Sheet { days: &[], ..sheet };
        assert_ne!(first, as_text.made(Language::Persian).unwrap());
    }
}
