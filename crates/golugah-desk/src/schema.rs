use std::collections::BTreeMap;

use sea_orm::{DatabaseBackend, DbErr, QueryResult, Value};
use serde_json::Map;
use sha2::{Digest, Sha256};

use super::Read;

/// The official tables and their columns, read from the database itself, so that a hash covers what is really there.
#[derive(Debug, Default)]
pub(crate) struct Schema {
    tables: BTreeMap<String, Vec<Column>>,
}

#[derive(Debug)]
struct Column {
    name: String,
    whole_number: bool,
}

impl Schema {
    /// Reads the columns of every table that `log_tables` names.
    pub(crate) async fn read(read: Read<'_>, backend: DatabaseBackend) -> Result<Self, DbErr> {
        let columns = match backend {
            DatabaseBackend::Sqlite => "SELECT name, type FROM pragma_table_info($1)",
            _ => {
                "SELECT column_name::text AS name, data_type::text AS type FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = $1"
            }
        };
        let mut schema = Self::default();
        for table in read
            .rows("SELECT name FROM log_tables ORDER BY name", Vec::new())
            .await?
        {
            let table: String = table.try_get("", "name")?;
            let mut found = Vec::new();
            for column in read.rows(columns, vec![Value::from(table.as_str())]).await? {
                let kind: String = column.try_get("", "type")?;
                found.push(Column {
                    name: column.try_get("", "name")?,
                    whole_number: kind.eq_ignore_ascii_case("bigint"),
                });
            }
            schema.tables.insert(table, found);
        }
        Ok(schema)
    }

    /// The official tables' names.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// The columns of a table.
    pub(crate) fn columns(&self, table: &str) -> Vec<String> {
        let columns = self.tables.get(table).into_iter().flatten();
        columns.map(|column| column.name.clone()).collect()
    }

    /// Up to `most` rows of a table after the row `after`, by id.
    pub(crate) async fn records(
        &self,
        read: Read<'_>,
        table: &str,
        after: i64,
        most: i64,
    ) -> Result<Vec<(i64, Map<String, serde_json::Value>)>, DbErr> {
        let Some(columns) = self.tables.get(table) else {
            return Ok(Vec::new());
        };
        let sql = format!("SELECT * FROM {table} WHERE id > $1 ORDER BY id LIMIT $2");
        let rows = read
            .rows(&sql, vec![Value::from(after), Value::from(most)])
            .await?;
        rows.iter()
            .map(|row| Ok((row.try_get("", "id")?, record(columns, row)?)))
            .collect()
    }

    /// Whether a statement names an official table or the log: what only a deed may write.
    pub(crate) fn is_official(&self, sql: &str) -> bool {
        sql.split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .any(|word| word.starts_with("log_") || self.tables.contains_key(word))
    }

    /// The hash of one row as it is now; `None` where there is no such row or table.
    pub(crate) async fn row_hash(
        &self,
        read: Read<'_>,
        table: &str,
        id: i64,
    ) -> Result<Option<String>, DbErr> {
        let Some(columns) = self.tables.get(table) else {
            return Ok(None);
        };
        let sql = format!("SELECT * FROM {table} WHERE id = $1");
        let rows = read.rows(&sql, vec![Value::from(id)]).await?;
        rows.first().map(|row| hash(columns, row)).transpose()
    }

    /// The hash of one row; `None` where there is none, or where it holds what no column of its kind should.
    pub(crate) async fn found_hash(
        &self,
        read: Read<'_>,
        table: &str,
        id: i64,
    ) -> Result<Option<String>, DbErr> {
        let Some(columns) = self.tables.get(table) else {
            return Ok(None);
        };
        let sql = format!("SELECT * FROM {table} WHERE id = $1");
        let rows = read.rows(&sql, vec![Value::from(id)]).await?;
        Ok(rows.first().and_then(|row| hash(columns, row).ok()))
    }

    /// The canonical texts of up to `most` rows after the row `after`, one a line; `None` where one of them holds what no
    /// column of its kind should.
    pub(crate) async fn canonical(
        &self,
        read: Read<'_>,
        table: &str,
        after: i64,
        most: i64,
    ) -> Result<Option<String>, DbErr> {
        let Some(columns) = self.tables.get(table) else {
            return Ok(None);
        };
        let sql = format!("SELECT * FROM {table} WHERE id > $1 ORDER BY id LIMIT $2");
        let rows = read
            .rows(&sql, vec![Value::from(after), Value::from(most)])
            .await?;
        let texts = rows.iter().map(|row| canonical(columns, row).ok());
        Ok(texts.collect::<Option<Vec<_>>>().map(|texts| texts.join("\n")))
    }

    /// The SQL by which SQLite itself writes a row's canonical text, but for the few letters that it escapes otherwise.
    pub(crate) fn json_object(&self, table: &str) -> Option<String> {
        let mut names: Vec<&str> = self
            .tables
            .get(table)?
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        names.sort_unstable();
        let pairs: Vec<String> = names
            .iter()
            .map(|name| {
                format!(
                    "'{}', \"{}\"",
                    name.replace('\'', "''"),
                    name.replace('"', "\"\"")
                )
            })
            .collect();
        Some(format!("json_object({})", pairs.join(", ")))
    }
}

/// A row as a JSON object of all its columns.
fn record(columns: &[Column], row: &QueryResult) -> Result<Map<String, serde_json::Value>, DbErr> {
    let mut object = Map::new();
    for column in columns {
        let value = if column.whole_number {
            row.try_get::<Option<i64>>("", &column.name)?.into()
        } else {
            row.try_get::<Option<String>>("", &column.name)?.into()
        };
        object.insert(column.name.clone(), value);
    }
    Ok(object)
}

/// A row's canonical text: that object, keys in order, without spaces.
fn canonical(columns: &[Column], row: &QueryResult) -> Result<String, DbErr> {
    Ok(serde_json::Value::Object(record(columns, row)?).to_string())
}

/// SHA-256 over it.
fn hash(columns: &[Column], row: &QueryResult) -> Result<String, DbErr> {
    Ok(Sha256::digest(canonical(columns, row)?.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}
