//! What the columns of a table are: what the program takes them for, the first rows, and the form in which people say it.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse, Redirect, Response};
use golugah_findings::{ObjectType, TableColumn, TableLook, TableMap};
use golugah_persian::latin_digits;

use super::actions::SayColumns;
use super::queries::{self, Import};
use super::{ImportState, ResultKind};
use crate::agencies::{self, Agency};
use crate::support::web::{Ask, Form, Page, PageError, say as said_in};
use golugah_desk::Refusal;

/// The units that amounts come in, in the words of a mapping.
const UNITS: [&str; 8] = [
    "rial",
    "thousand rial",
    "million rial",
    "billion rial",
    "toman",
    "thousand toman",
    "million toman",
    "billion toman",
];

/// From which number on a column may be one of amounts, so that its unit is asked for.
const LEAST_AMOUNT: f64 = 1000.0;

/// A column as the page shows it.
struct Shown {
    column: TableColumn,
    /// What stands in its first cells.
    samples: Vec<String>,
    is_amount: bool,
}

#[derive(Template)]
#[template(path = "imports/templates/columns.html")]
struct Columns {
    page: Page,
    import: Import,
    look: TableLook,
    columns: Vec<Shown>,
    /// Whether what stands chosen was said of an earlier table with these headings.
    is_earlier: bool,
    agencies: Vec<Agency>,
    form: Form,
}

impl Columns {
    /// What a column stands chosen as: what was typed, else what it is taken for.
    fn is(&self, column: &TableColumn, field: &str) -> bool {
        let typed = self.form.value(&format!("is-{}", column.at));
        let said = if typed.is_empty() { &column.is } else { typed };
        said == field
    }

    fn unit(&self, column: &TableColumn, unit: &str) -> bool {
        let typed = self.form.value(&format!("unit-{}", column.at));
        let said = if typed.is_empty() { &column.unit } else { typed };
        said == unit || said.is_empty() && unit == UNITS[0]
    }

    /// What years of two digits were taken for, as the form says it.
    fn century(&self) -> &'static str {
        match self.look.map.century {
            1300 => "1300",
            1400 => "1400",
            _ => "",
        }
    }

    fn units(&self) -> [&'static str; 8] {
        UNITS
    }

    /// A unit that the table itself names in other words.
    fn own_unit<'c>(&self, column: &'c TableColumn) -> Option<&'c str> {
        let own = column.unit.as_str();
        (!own.is_empty() && !UNITS.contains(&own)).then_some(own)
    }

    /// What a unit is called in the language of the page.
    fn unit_called(&self, unit: &str) -> String {
        self.page.word("unit", &unit.replace(' ', "-"))
    }

    /// Whether a type of object stands chosen as the case.
    fn is_case(&self, name: &str) -> bool {
        self.said("case", name, &self.look.map.case)
    }

    /// What is known of a type of object.
    fn about_type(&self, one: &ObjectType) -> String {
        let count = |number: u64| self.page.number(&i64::try_from(number).unwrap_or(i64::MAX));
        let counts = [one.objects, one.events, one.in_several].map(count);
        let with = [
            ("objects", counts[0].as_str()),
            ("events", counts[1].as_str()),
            ("several", counts[2].as_str()),
        ];
        said_in(self.page.language, "objects-type", &with)
    }

    /// What stands in a field of the whole table: what was typed, else what was taken for granted.
    fn said(&self, field: &str, value: &str, taken: &str) -> bool {
        let typed = self.form.value(field);
        let said = if self.form.refused.is_some() { typed } else { taken };
        said == value
    }
}

/// What the worker saw of a table; `None` where it saw none.
pub(super) async fn look(ask: &Ask, import: i64) -> Result<Option<TableLook>, PageError> {
    let language = ask.visitor.language.tag();
    let Some(sha256) = queries::result(ask.read(), import, ResultKind::Look, language).await? else {
        return Ok(None);
    };
    let look = ask.site.result(&sha256).await?;
    serde_json::from_slice(&look)
        .map(Some)
        .map_err(|error| PageError::Broken(error.to_string()))
}

pub(super) async fn page(ask: Ask, Path(id): Path<i64>) -> Result<Response, PageError> {
    drawn(&ask, id, Form::default()).await
}

async fn drawn(ask: &Ask, id: i64, form: Form) -> Result<Response, PageError> {
    let import = queries::import(ask.read(), id)
        .await?
        .ok_or(PageError::NotFound)?;
    let mut look = look(ask, id).await?.ok_or(PageError::NotFound)?;
    if !may_be_said(&import) {
        return Err(PageError::Refused("refusal-import-waits"));
    }
    // What somebody said last stands there, not what was guessed before; of an earlier table of this form it is proposed.
    let mut is_earlier = false;
    if let Some(said) = queries::map_of(ask.read(), &import).await? {
        look.map = said;
    } else if let Some(earlier) = queries::map_of_form(ask.read(), &look.form).await? {
        is_earlier = true;
        propose(&mut look.map, &earlier);
    }
    let columns = look.map.column.iter().enumerate().map(|(place, column)| {
        let cells = look.rows.iter().filter_map(|row| row.get(place));
        let samples: Vec<String> = cells.filter(|cell| !cell.is_empty()).cloned().collect();
        Shown {
            is_amount: !column.unit.is_empty() || samples.iter().any(|cell| is_amount(cell)),
            samples,
            column: column.clone(),
        }
    });
    let html = Columns {
        columns: columns.collect(),
        is_earlier,
        page: ask.page().await?,
        agencies: agencies::agencies(ask.read()).await?,
        import,
        look,
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

/// Lays what was said of an earlier table over what was guessed of this one: what its columns are and how they are written. Where
/// its headings stand and whose it is are this table's own.
fn propose(map: &mut TableMap, earlier: &TableMap) {
    map.case.clone_from(&earlier.case);
    map.holds.clone_from(&earlier.holds);
    map.row.clone_from(&earlier.row);
    map.century = earlier.century;
    map.first.clone_from(&earlier.first);
    for (column, said) in map.column.iter_mut().zip(&earlier.column) {
        column.is.clone_from(&said.is);
        column.unit.clone_from(&said.unit);
    }
}

/// Whether what the columns are can be said now: not while the worker has the file.
pub(super) fn may_be_said(import: &Import) -> bool {
    import
        .state()
        .is_some_and(|state| state.may_become(ImportState::Waiting))
}

fn is_amount(cell: &str) -> bool {
    let plain: String = latin_digits(cell)
        .chars()
        .filter(|sign| !matches!(sign, ',' | '٬' | '،' | ' '))
        .collect();
    plain.parse::<f64>().is_ok_and(|amount| amount >= LEAST_AMOUNT)
}

pub(super) async fn say(ask: Ask, Path(id): Path<i64>, form: Form) -> Result<Response, PageError> {
    let version = match form.version() {
        Ok(version) => version,
        Err(key) => return drawn(&ask, id, form.refused(key)).await,
    };
    let mut look = look(&ask, id).await?.ok_or(PageError::NotFound)?;
    if let Some(import) = queries::import(ask.read(), id).await?
        && let Some(before) = queries::map_of(ask.read(), &import).await?
    {
        look.map = before;
    }
    let map = match said(&form, &look) {
        Ok(map) => map,
        Err(key) => return drawn(&ask, id, form.refused(key)).await,
    };
    let deed = SayColumns {
        import: id,
        version,
        form: look.form,
        map,
    };
    let doer = ask.visitor.doer().ok_or(PageError::NotAllowed)?;
    match ask.site.db.perform(doer, deed).await.map_err(Refusal::in_a_form) {
        Ok(_) => {
            let to = Page::new(&ask.site, &ask.visitor).link(&format!("/imports/{id}"));
            Ok(Redirect::to(&to).into_response())
        }
        Err(Refusal::Rule(key)) => drawn(&ask, id, form.refused(key)).await,
        Err(Refusal::Changed) => drawn(&ask, id, form.refused("refusal-changed-kept")).await,
        Err(error) => Err(error.into()),
    }
}

/// The mapping that a form says, over the columns that the worker saw.
fn said(form: &Form, look: &TableLook) -> Result<TableMap, &'static str> {
    let mut map = look.map.clone();
    if !look.objects.is_empty() {
        map.case = form.value("case").to_owned();
        let is_known = look.objects.iter().any(|one| one.name == map.case);
        return if is_known { Ok(map) } else { Err("refusal-objects-none") };
    }
    let is_step = |is: &str| is == "step";
    let knows = |fields: &[String], is: &str| fields.iter().any(|field| field == is);
    for column in &mut map.column {
        let is = form.value(&format!("is-{}", column.at));
        if !is.is_empty() {
            column.is = is.to_owned();
        }
        let unit = form.value(&format!("unit-{}", column.at));
        if UNITS.contains(&unit) {
            column.unit = unit.to_owned();
        }
        if !column.is.ends_with("amount") && column.is != "estimate" {
            column.unit.clear();
        }
    }
    let used = || {
        map.column
            .iter()
            .map(|one| one.is.as_str())
            .filter(|is| *is != "ignored")
    };
    let events = used().all(|is| is_step(is) || knows(&look.of_events, is));
    let tenders = used().all(|is| knows(&look.of_tenders, is));
    let has = |field: &str| used().any(|is| is == field);
    let (holds, row) = match (events, tenders) {
        (true, true) => return Err("refusal-columns-few"),
        (true, false) => ("events", if has("activity") { "event" } else { "case" }),
        (false, true) => ("tenders", if has("bidder") { "bid" } else { "tender" }),
        (false, false) => return Err("refusal-columns-mixed"),
    };
    map.holds = holds.to_owned();
    map.row = row.to_owned();
    map.century = match form.value("century") {
        "1300" => 1300,
        "1400" => 1400,
        _ => 0,
    };
    map.first = match form.value("first") {
        first @ ("day" | "month") => first.to_owned(),
        _ => String::new(),
    };
    map.buyer = form.text("buyer");
    if holds == "events" && map.procedure.is_empty() {
        map.procedure = form.text("procedure");
    }
    Ok(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look() -> TableLook {
        let column = |at: &str, is: &str| TableColumn {
            at: at.to_owned(),
            heading: at.to_owned(),
            is: is.to_owned(),
            unit: String::new(),
        };
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        TableLook {
            map: TableMap {
                holds: "tenders".to_owned(),
                row: "tender".to_owned(),
                header: vec![1],
                column: vec![
                    column("A", "ignored"),
                    column("B", "award_amount"),
                    column("C", "ignored"),
                ],
                ..TableMap::default()
            },
            of_tenders: words(&["number", "bidder", "award_amount"]),
            of_events: words(&["case", "activity", "time"]),
            ..TableLook::default()
        }
    }

    fn form(fields: &[(&str, &str)]) -> Form {
        let fields = fields.iter();
        Form::new(
            fields
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn what_a_table_holds_follows_from_what_its_columns_are() {
        let map = said(
            &form(&[
                ("is-A", "number"),
                ("is-C", "bidder"),
                ("unit-B", "million toman"),
                ("unit-A", "rial"),
            ]),
            &look(),
        )
        .unwrap();
        assert_eq!((map.holds.as_str(), map.row.as_str()), ("tenders", "bid"));
        assert_eq!(
            (map.column[0].unit.as_str(), map.column[1].unit.as_str()),
            ("", "million toman")
        );
        let events = [
            ("is-A", "case"),
            ("is-B", "time"),
            ("is-C", "activity"),
            ("century", "1400"),
        ];
        let map = said(&form(&events), &look()).unwrap();
        assert_eq!(
            (map.holds.as_str(), map.row.as_str(), map.century),
            ("events", "event", 1400)
        );
        let mixed = [("is-A", "case"), ("is-B", "award_amount")];
        assert_eq!(said(&form(&mixed), &look()), Err("refusal-columns-mixed"));
        let none = [("is-B", "ignored")];
        assert_eq!(said(&form(&none), &look()), Err("refusal-columns-few"));
    }
}
