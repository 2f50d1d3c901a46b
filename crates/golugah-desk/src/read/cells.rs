//! What stands in a row, whichever engine gave it.

use std::sync::Arc;

use sea_orm::DbErr;
use serde::de::DeserializeOwned;

use super::fill;

/// What stands in one column of one row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell<'row> {
    Nothing,
    Number(i64),
    Real(f64),
    Text(&'row str),
    Bytes(&'row [u8]),
}

/// A row of some engine, for as long as it is looked at.
pub(super) trait Cells {
    /// How many columns it has.
    fn count(&self) -> usize;

    /// What a column is called.
    fn name(&self, at: usize) -> &str;

    /// What stands in a column.
    fn cell(&self, at: usize) -> Result<Cell<'_>, DbErr>;

    /// The names of all columns, to be kept.
    fn names(&self) -> Arc<[Box<str>]> {
        (0..self.count()).map(|at| self.name(at).into()).collect()
    }
}

/// A row that is kept: for queries whose columns are not known when they are written. Others say by a struct what they
/// want ([`Read::all`](super::Read::all)).
#[derive(Clone, Debug)]
pub struct Row {
    names: Arc<[Box<str>]>,
    cells: Vec<Kept>,
}

#[derive(Clone, Debug)]
enum Kept {
    Nothing,
    Number(i64),
    Real(f64),
    Text(Box<str>),
    Bytes(Box<[u8]>),
    /// What cannot be read, and why: it is told to whoever asks for it, and hides no other column.
    Unreadable(Box<str>),
}

impl Row {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "it stands where what is made of a row may fail"
    )]
    pub(super) fn of(cells: &dyn Cells) -> Result<Self, DbErr> {
        let kept = (0..cells.count()).map(|at| match cells.cell(at) {
            Ok(Cell::Nothing) => Kept::Nothing,
            Ok(Cell::Number(number)) => Kept::Number(number),
            Ok(Cell::Real(real)) => Kept::Real(real),
            Ok(Cell::Text(text)) => Kept::Text(text.into()),
            Ok(Cell::Bytes(bytes)) => Kept::Bytes(bytes.into()),
            Err(because) => Kept::Unreadable(because.to_string().into()),
        });
        Ok(Self {
            names: cells.names(),
            cells: kept.collect(),
        })
    }

    /// What stands in a column.
    ///
    /// # Errors
    /// Where there is no such column, or something else stands in it.
    pub fn get<T: DeserializeOwned>(&self, column: &str) -> Result<T, DbErr> {
        let at = self.names.iter().position(|name| **name == *column);
        let at = at.ok_or_else(|| DbErr::Type(format!("there is no column `{column}`")))?;
        fill::cell(self, at)
    }

    /// The row as a struct whose fields are named as its columns.
    ///
    /// # Errors
    /// Where a column is missing, or something else stands in it.
    pub fn filled<T: DeserializeOwned>(&self) -> Result<T, DbErr> {
        fill::filled(self)
    }

    /// What stands in the column at a place, from 0.
    ///
    /// # Errors
    /// Where there is no such place, or something else stands in it.
    pub fn at<T: DeserializeOwned>(&self, place: usize) -> Result<T, DbErr> {
        fill::cell(self, place)
    }
}

impl Cells for Row {
    fn count(&self) -> usize {
        self.cells.len()
    }

    fn name(&self, at: usize) -> &str {
        &self.names[at]
    }

    fn cell(&self, at: usize) -> Result<Cell<'_>, DbErr> {
        match self.cells.get(at) {
            None => Err(DbErr::Type(format!("there is no column {at}"))),
            Some(Kept::Nothing) => Ok(Cell::Nothing),
            Some(Kept::Number(number)) => Ok(Cell::Number(*number)),
            Some(Kept::Real(real)) => Ok(Cell::Real(*real)),
            Some(Kept::Text(text)) => Ok(Cell::Text(text)),
            Some(Kept::Bytes(bytes)) => Ok(Cell::Bytes(bytes)),
            Some(Kept::Unreadable(because)) => Err(DbErr::Type(because.to_string())),
        }
    }
}
