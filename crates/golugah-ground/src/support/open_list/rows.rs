//! The rows of such a list, as its view gives them.

use std::collections::BTreeMap;

use golugah_desk::PublicRead;
use sea_orm::DbErr;
use serde::Deserialize;
use serde_json::Value;

use super::{OpenColumn, OpenList, Shown};
use crate::support::paged::{Column, Span};
use crate::support::web::{Page, Table, jalali};

/// More rows than any county's list has; what a file of a whole list is cut at.
const ALL: i64 = 1_000_000;

const ORDER: [Column; 1] = [Column::number("id").down()];

/// A row by the names of its columns: whole numbers, texts and nothing is all that a view has.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Row(BTreeMap<String, Value>);

impl Row {
    fn cell(&self, column: &str) -> Value {
        self.0.get(column).cloned().unwrap_or_default()
    }

    fn text(&self, column: &str) -> String {
        self.0
            .get(column)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    }

    /// What the row's page is found by.
    pub(super) fn id(&self) -> i64 {
        self.cell("id").as_i64().unwrap_or_default()
    }

    /// A cell as people are shown it; empty where there is nothing.
    pub(super) fn shown(&self, page: &Page, column: &OpenColumn) -> String {
        let (number, text) = (self.cell(column.of).as_i64(), self.text(column.of));
        match column.shown {
            Shown::Name => {
                let (fa, en) = (
                    self.text(&format!("{}_fa", column.of)),
                    self.text(&format!("{}_en", column.of)),
                );
                page.either(&fa, &en).to_owned()
            }
            Shown::Number => number.map_or_else(String::new, |number| page.number(&number)),
            Shown::Rials => number.map_or_else(String::new, |rials| {
                golugah_persian::money_exact(i128::from(rials), "IRR", page.language)
            }),
            _ if text.is_empty() => text,
            Shown::Text => text,
            Shown::Day => page.date(&text),
            Shown::Moment => page.date_at(&text),
            Shown::Word(family) => page.word(family, &text),
        }
    }
}

impl OpenList {
    fn select(&self) -> String {
        let names = self.columns.iter().map(|column| match column.shown {
            Shown::Name => format!("{0}_fa, {0}_en", column.of),
            _ => column.of.to_owned(),
        });
        let names: Vec<String> = names.collect();
        format!("SELECT id, {} FROM {} WHERE 1 = 1", names.join(", "), self.view)
    }

    /// The rows of a page of the list, and whether more follow.
    pub(super) async fn rows(&self, read: PublicRead<'_>, span: &Span) -> Result<Vec<Row>, DbErr> {
        let mut values = Vec::new();
        let (beyond, end) = span.clause(&ORDER, &mut values);
        read.all(&format!("{}{beyond}{end}", self.select()), values).await
    }

    /// The whole list as it stands in a file.
    pub(super) async fn table(&self, read: PublicRead<'_>) -> Result<Table, DbErr> {
        let sql = format!("{}{}", self.select(), Span::first(&ORDER, ALL));
        let rows: Vec<Row> = read.all(&sql, Vec::new()).await?;
        let columns = self.columns.iter().flat_map(OpenColumn::names_in_files).collect();
        let cells = |row: &Row| {
            self.columns
                .iter()
                .flat_map(|column| column.in_files(row))
                .collect()
        };
        Ok(Table {
            columns,
            rows: rows.iter().map(cells).collect(),
        })
    }
}

impl OpenColumn {
    fn names_in_files(&self) -> Vec<String> {
        match self.shown {
            Shown::Name => vec![format!("{}_fa", self.name), format!("{}_en", self.name)],
            Shown::Day => vec![self.name.to_owned(), format!("{}_jalali", self.name)],
            _ => vec![self.name.to_owned()],
        }
    }

    fn in_files(&self, row: &Row) -> Vec<Value> {
        match self.shown {
            Shown::Name => vec![
                row.cell(&format!("{}_fa", self.of)),
                row.cell(&format!("{}_en", self.of)),
            ],
            Shown::Day => vec![row.cell(self.of), jalali(&row.text(self.of)).into()],
            _ => vec![row.cell(self.of)],
        }
    }
}
