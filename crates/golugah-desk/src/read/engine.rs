//! Rows that came over a pool or within a deed, as both engines give them.

use sea_orm::sqlx::postgres::{PgRow, PgValueRef};
use sea_orm::sqlx::sqlite::{Sqlite, SqliteRow, SqliteValueRef};
use sea_orm::sqlx::{Column, Decode, Postgres, Row as _, TypeInfo, ValueRef};
use sea_orm::{DbErr, QueryResult, RuntimeErr, SqlxError};

use super::cells::{Cell, Cells};

/// What `take` makes of a row of either engine.
pub(super) fn cells<T>(row: &QueryResult, take: impl Fn(&dyn Cells) -> Result<T, DbErr>) -> Result<T, DbErr> {
    if let Some(row) = row.try_as_sqlite_row() {
        return take(row);
    }
    match row.try_as_pg_row() {
        Some(row) => take(row),
        None => Err(DbErr::Type("a row of neither engine".to_owned())),
    }
}

impl Cells for SqliteRow {
    fn count(&self) -> usize {
        self.columns().len()
    }

    fn name(&self, at: usize) -> &str {
        self.columns()[at].name()
    }

    fn cell(&self, at: usize) -> Result<Cell<'_>, DbErr> {
        let value: SqliteValueRef<'_> = self.try_get_raw(at).map_err(failed)?;
        if value.is_null() {
            return Ok(Cell::Nothing);
        }
        // Of the value, not of the column: an expression has none.
        let kind = value.type_info().name().to_owned();
        match kind.as_str() {
            "INTEGER" | "INT8" | "BOOLEAN" => decoded::<Sqlite, i64>(value).map(Cell::Number),
            "REAL" => decoded::<Sqlite, f64>(value).map(Cell::Real),
            "TEXT" => decoded::<Sqlite, &str>(value).map(Cell::Text),
            "BLOB" => decoded::<Sqlite, &[u8]>(value).map(Cell::Bytes),
            _ => Err(unknown(&kind)),
        }
    }
}

impl Cells for PgRow {
    fn count(&self) -> usize {
        self.columns().len()
    }

    fn name(&self, at: usize) -> &str {
        self.columns()[at].name()
    }

    fn cell(&self, at: usize) -> Result<Cell<'_>, DbErr> {
        let value: PgValueRef<'_> = self.try_get_raw(at).map_err(failed)?;
        if value.is_null() {
            return Ok(Cell::Nothing);
        }
        let kind = value.type_info().name().to_owned();
        match kind.as_str() {
            "INT8" => decoded::<Postgres, i64>(value).map(Cell::Number),
            "INT4" => decoded::<Postgres, i32>(value).map(|number| Cell::Number(number.into())),
            "INT2" => decoded::<Postgres, i16>(value).map(|number| Cell::Number(number.into())),
            "BOOL" => decoded::<Postgres, bool>(value).map(|yes| Cell::Number(yes.into())),
            "FLOAT8" => decoded::<Postgres, f64>(value).map(Cell::Real),
            "TEXT" | "VARCHAR" | "NAME" | "CHAR" | "\"CHAR\"" | "BPCHAR" | "UNKNOWN" => {
                decoded::<Postgres, &str>(value).map(Cell::Text)
            }
            "BYTEA" => decoded::<Postgres, &[u8]>(value).map(Cell::Bytes),
            _ => Err(unknown(&kind)),
        }
    }
}

fn decoded<'row, Engine: sea_orm::sqlx::Database, T: Decode<'row, Engine>>(
    value: Engine::ValueRef<'row>,
) -> Result<T, DbErr> {
    T::decode(value).map_err(|error| failed(SqlxError::Decode(error)))
}

fn failed(error: SqlxError) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(std::sync::Arc::new(error)))
}

fn unknown(kind: &str) -> DbErr {
    DbErr::Type(format!("no value of kind {kind} is read"))
}
