//! What the columns of a table are: what the program takes them for, the first rows, and the form in which people say it.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse, Redirect, Response};
use golugah_findings::{ObjectType, TableColumn, TableLook, TableMap};
use golugah_persian::latin_digits;

use super::actions::SayColumns;
use super::queries::{self, Import};
use super::said::said;
use super::{ImportState, ResultKind, choices, headings};
use crate::agencies::{self, Agency};
use crate::support::web::{Ask, Form, Page, PageError, say as said_in};
use golugah_desk::Refusal;

/// The units that amounts come in, in the words of a mapping.
pub(super) const UNITS: [&str; 8] = [
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
    /// How many further columns are not shown, and from which on they are.
    rest: Option<(i64, i64)>,
    /// The sheets with their first rows.
    sheets: Vec<headings::Shown>,
    /// Whether somebody said before what its columns are.
    is_said: bool,
    /// Whether what stands chosen was said of an earlier table with these headings.
    is_earlier: bool,
    agencies: Vec<Agency>,
    form: Form,
}

impl Columns {
    /// What a column stands chosen as: what was typed, else what it is taken for.
    fn is(&self, column: &TableColumn, field: &str) -> bool {
        typed_as(&self.form, column) == field
    }

    /// What a column can be, in groups.
    fn groups(&self) -> Vec<(&'static str, Vec<&str>)> {
        choices::groups(&self.look)
    }

    /// Whether something has to be answered, for which nothing stands chosen until somebody has.
    fn must(&self, what: &str) -> bool {
        must(&self.look, what) && !self.is_said && !self.is_earlier
    }

    fn must_unit(&self, column: &TableColumn) -> bool {
        column.unit.is_empty() && self.must(&format!("unit-{}", column.at))
    }

    /// The row of headings, and whether there is a second one below it.
    fn header(&self) -> (i64, bool) {
        let header = &self.look.map.header;
        let first = header
            .first()
            .and_then(|row| i64::try_from(*row).ok())
            .unwrap_or(1);
        let typed = self.form.number("row").unwrap_or(first);
        (typed, header.len() > 1 || self.form.value("two") == "yes")
    }

    fn unit(&self, column: &TableColumn, unit: &str) -> bool {
        let typed = self.form.value(&format!("unit-{}", column.at));
        let said = if typed.is_empty() { &column.unit } else { typed };
        said == unit || said.is_empty() && unit == UNITS[0] && !self.must_unit(column)
    }

    /// What years of two digits were taken for, as the form says it.
    fn century(&self) -> &'static str {
        match self.look.map.century {
            1300 => "1300",
            1400 => "1400",
            _ if self.must("century") => "",
            _ => NO_CENTURY,
        }
    }

    /// In which order days are written, as the form says it.
    fn order(&self) -> &str {
        match self.look.map.first.as_str() {
            "" if self.must("order") => "",
            "" => YEAR_FIRST,
            first => first,
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
        let is_typed = self.form.refused.is_some() || self.form.number("more").is_some();
        let said = if is_typed { typed } else { taken };
        said == value
    }
}

/// How the form says that there are no years of two digits, and that days begin with their year.
const NO_CENTURY: &str = "none";
const YEAR_FIRST: &str = "year";

/// What a column is said to be: what was typed, else what it is taken for.
pub(super) fn typed_as<'a>(form: &'a Form, column: &'a TableColumn) -> &'a str {
    let typed = form.value(&format!("is-{}", column.at));
    if typed.is_empty() { &column.is } else { typed }
}

pub(super) fn must(look: &TableLook, what: &str) -> bool {
    look.must.iter().any(|one| one == what)
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

pub(super) async fn drawn(ask: &Ask, id: i64, form: Form) -> Result<Response, PageError> {
    let import = queries::import(ask.read(), id)
        .await?
        .ok_or(PageError::NotFound)?;
    let mut look = look(ask, id).await?.ok_or(PageError::NotFound)?;
    if !may_be_said(&import) {
        return Err(PageError::Refused("refusal-import-waits"));
    }
    // What somebody said last stands there, not what was guessed before; of an earlier table of this form it is proposed.
    let mut is_earlier = false;
    let said = queries::map_of(ask.read(), &import).await?;
    let said = said.filter(|said| !said.only_headed());
    let is_said = said.is_some();
    if let Some(said) = said {
        look.map = said;
    } else if let Some(earlier) = queries::map_of_form(ask.read(), &look.form).await? {
        is_earlier = true;
        propose(&mut look.map, &earlier);
    }
    let part = choices::part(&look.map.column, &form);
    let columns = part.shown.iter().map(|place| {
        let (place, column) = (*place, &look.map.column[*place]);
        let cells = look.rows.iter().filter_map(|row| row.get(place));
        let samples: Vec<String> = cells.filter(|cell| !cell.is_empty()).cloned().collect();
        Shown {
            is_amount: !column.unit.is_empty()
                || must(&look, &format!("unit-{}", column.at))
                || samples.iter().any(|cell| is_amount(cell)),
            samples,
            column: column.clone(),
        }
    });
    let html = Columns {
        columns: columns.collect(),
        rest: part.rest,
        sheets: headings::sheets(&look, &form),
        is_said,
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
    if form.number("more").is_some() {
        return drawn(&ask, id, form).await;
    }
    let mut look = look(&ask, id).await?.ok_or(PageError::NotFound)?;
    if let Some(import) = queries::import(ask.read(), id).await?
        && let Some(before) = queries::map_of(ask.read(), &import).await?
        && !before.only_headed()
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
