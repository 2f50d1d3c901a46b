//! Where the headings of a table stand: somebody chooses sheets and rows over the first rows, and the worker looks again.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use golugah_findings::{TableLook, TableRow};

use super::actions::SayHeadings;
use super::columns;
use crate::support::web::{Ask, Form, Page, PageError};
use golugah_desk::Refusal;

/// A sheet as the page shows it.
pub(super) struct Shown {
    /// Its place among the sheets.
    pub(super) place: i64,
    pub(super) name: String,
    pub(super) rows: Vec<Row>,
    /// Whether it is read.
    pub(super) chosen: bool,
}

/// A row as the page shows it.
pub(super) struct Row {
    pub(super) number: i64,
    pub(super) cells: Vec<String>,
    /// Whether its cells are taken for headings.
    pub(super) is_heading: bool,
}

/// The sheets with their first rows, and which of them are taken for what.
pub(super) fn sheets(look: &TableLook, form: &Form) -> Vec<Shown> {
    let typed = form.numbers("sheet");
    let sheets = look.sheets.iter().zip(0_i64..).map(|(sheet, place)| {
        let is_read = match typed.is_empty() {
            true => sheet.name.is_empty() || look.map.sheets.contains(&sheet.name),
            false => typed.contains(&place),
        };
        let row = |row: &TableRow| Row {
            number: i64::try_from(row.number).unwrap_or(i64::MAX),
            cells: row.cells.clone(),
            is_heading: is_read && look.map.header.contains(&row.number),
        };
        Shown {
            place,
            name: sheet.name.clone(),
            rows: sheet.rows.iter().map(row).collect(),
            chosen: is_read,
        }
    });
    sheets.collect()
}

pub(super) async fn say(ask: Ask, Path(id): Path<i64>, form: Form) -> Result<Response, PageError> {
    let version = match form.version() {
        Ok(version) => version,
        Err(key) => return columns::drawn(&ask, id, form.refused(key)).await,
    };
    let look = columns::look(&ask, id).await?.ok_or(PageError::NotFound)?;
    let (sheets, header) = match said(&form, &look) {
        Ok(said) => said,
        Err(key) => return columns::drawn(&ask, id, form.refused(key)).await,
    };
    let deed = SayHeadings {
        import: id,
        version,
        sheets,
        header,
    };
    let doer = ask.visitor.doer().ok_or(PageError::NotAllowed)?;
    match ask.site.db.perform(doer, deed).await.map_err(Refusal::in_a_form) {
        Ok(_) => {
            let to = Page::new(&ask.site, &ask.visitor).link(&format!("/imports/{id}"));
            Ok(Redirect::to(&to).into_response())
        }
        Err(Refusal::Rule(key)) => columns::drawn(&ask, id, form.refused(key)).await,
        Err(Refusal::Changed) => columns::drawn(&ask, id, form.refused("refusal-changed-kept")).await,
        Err(error) => Err(error.into()),
    }
}

/// The sheets and the rows of a form.
fn said(form: &Form, look: &TableLook) -> Result<(Vec<String>, Vec<u64>), &'static str> {
    let chosen = form.numbers("sheet");
    let sheets: Vec<String> = look
        .sheets
        .iter()
        .zip(0_i64..)
        .filter(|(sheet, place)| !sheet.name.is_empty() && chosen.contains(place))
        .map(|(sheet, _)| sheet.name.clone())
        .collect();
    let is_book = look.sheets.iter().any(|sheet| !sheet.name.is_empty());
    if is_book && sheets.is_empty() {
        return Err("refusal-headings-sheet");
    }
    let first = form.number("row").and_then(|row| u64::try_from(row).ok());
    let first = first.filter(|row| (1..=1_000_000).contains(row));
    let first = first.ok_or("refusal-headings-row")?;
    let header = match form.value("two") {
        "yes" => vec![first, first + 1],
        _ => vec![first],
    };
    Ok((sheets, header))
}

#[cfg(test)]
mod tests {
    use golugah_findings::{TableLook, TableSheet};

    use super::said;
    use crate::support::web::Form;

    #[test]
    fn sheets_and_rows_are_those_of_the_form() {
        let sheet = |name: &str| TableSheet {
            name: name.to_owned(),
            rows: Vec::new(),
        };
        let book = TableLook {
            sheets: vec![sheet("الف"), sheet("ب")],
            ..TableLook::default()
        };
        let form = Form::default().with("sheet", &1).with("row", &"۳");
        assert_eq!(said(&form, &book), Ok((vec!["ب".to_owned()], vec![3])));
        let two = form.clone().with("two", &"yes");
        assert_eq!(said(&two, &book), Ok((vec!["ب".to_owned()], vec![3, 4])));
        assert_eq!(
            said(&form.with("sheet", &7), &book),
            Err("refusal-headings-sheet")
        );
        let text = TableLook {
            sheets: vec![sheet("")],
            ..TableLook::default()
        };
        assert_eq!(said(&Form::default(), &text), Err("refusal-headings-row"));
        assert_eq!(
            said(&Form::default().with("row", &2), &text),
            Ok((Vec::new(), vec![2]))
        );
    }
}
