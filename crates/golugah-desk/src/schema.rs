use std::collections::BTreeMap;

use golugah_ledger::Salt;
use sea_orm::{DatabaseBackend, DbErr, Value};
use serde_json::Map;

use super::{Read, Row};

/// The column that makes a row's hash a commitment. It stands outside the row's canonical text.
const SALT: &str = "salt";

/// The official tables, their columns and shapes, read from the database itself, so that a hash covers what is there.
#[derive(Debug, Default)]
pub(crate) struct Schema {
    tables: BTreeMap<String, Table>,
}

/// An official table.
#[derive(Debug, Default)]
struct Table {
    columns: Vec<Column>,
    /// The columns that a hash is taken over, by the shape's number.
    shapes: BTreeMap<u32, Vec<String>>,
}

#[derive(Debug)]
struct Column {
    name: String,
    whole_number: bool,
}

/// A row as an entry vouches for it: by this shape of its table, with this hash.
#[derive(Debug)]
pub(crate) struct Commitment {
    pub(crate) shape: u32,
    pub(crate) sha256: String,
}

/// A row's salt, and its canonical text.
#[derive(Debug)]
pub(crate) struct Salted {
    pub(crate) salt: Salt,
    pub(crate) text: String,
}

impl Schema {
    /// Reads the columns of every table that `log_shapes` names.
    pub(crate) async fn read(read: Read<'_>, backend: DatabaseBackend) -> Result<Self, DbErr> {
        let columns = match backend {
            DatabaseBackend::Sqlite => "SELECT name, type FROM pragma_table_info($1)",
            _ => {
                "SELECT column_name::text AS name, data_type::text AS type FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = $1"
            }
        };
        let mut tables: BTreeMap<String, Table> = BTreeMap::new();
        let sql = "SELECT tbl, shape, columns FROM log_shapes ORDER BY tbl, shape";
        for row in read.rows(sql, Vec::new()).await? {
            let shape: i64 = row.get("shape")?;
            let shape = u32::try_from(shape).map_err(|error| DbErr::Custom(error.to_string()))?;
            let covered: String = row.get("columns")?;
            let table = tables.entry(row.get("tbl")?).or_default();
            table
                .shapes
                .insert(shape, covered.split(',').map(str::to_owned).collect());
        }
        for (name, table) in &mut tables {
            for column in read.rows(columns, vec![Value::from(name.as_str())]).await? {
                let kind: String = column.get("type")?;
                table.columns.push(Column {
                    name: column.get("name")?,
                    whole_number: kind.eq_ignore_ascii_case("bigint") || kind.eq_ignore_ascii_case("integer"),
                });
            }
        }
        Ok(Self { tables })
    }

    /// The official tables' names.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// Whether every shape of another schema is one of this, too: this may have grown beyond it.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        other.tables.iter().all(|(name, expected)| {
            let found = self.tables.get(name);
            found.is_some_and(|found| {
                expected
                    .shapes
                    .iter()
                    .all(|(shape, columns)| found.shapes.get(shape) == Some(columns))
            })
        })
    }

    /// The columns of a table.
    pub(crate) fn columns(&self, table: &str) -> Vec<String> {
        let columns = self
            .tables
            .get(table)
            .into_iter()
            .flat_map(|table| &table.columns);
        columns.map(|column| column.name.clone()).collect()
    }

    /// The shape in which a table's rows are written now; 0 where there is no such table.
    pub(crate) fn newest(&self, table: &str) -> u32 {
        let table = self.tables.get(table);
        table
            .and_then(|table| table.shapes.last_key_value())
            .map_or(0, |(shape, _)| *shape)
    }

    /// Up to `most` rows of a table after the row `after`, by id.
    pub(crate) async fn records(
        &self,
        read: Read<'_>,
        table: &str,
        after: i64,
        most: i64,
    ) -> Result<Vec<(i64, Map<String, serde_json::Value>)>, DbErr> {
        let Some(known) = self.tables.get(table) else {
            return Ok(Vec::new());
        };
        let sql = format!("SELECT * FROM {table} WHERE id > $1 ORDER BY id LIMIT $2");
        let rows = read
            .rows(&sql, vec![Value::from(after), Value::from(most)])
            .await?;
        rows.iter()
            .map(|row| Ok((row.get("id")?, record(&known.columns, row)?)))
            .collect()
    }

    /// Whether a statement names an official table or the log: what only a deed may write.
    pub(crate) fn is_official(&self, sql: &str) -> bool {
        sql.split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .any(|word| word.starts_with("log_") || self.tables.contains_key(word))
    }

    /// One row as it is now, committed to in its table's newest shape; `None` where there is no such row or table.
    pub(crate) async fn commitment(
        &self,
        read: Read<'_>,
        table: &str,
        id: i64,
    ) -> Result<Option<Commitment>, DbErr> {
        let Some((known, row)) = self.row(read, table, id).await? else {
            return Ok(None);
        };
        let shape = self.newest(table);
        let sha256 = known.hash(shape, &row)?;
        Ok(Some(Commitment { shape, sha256 }))
    }

    /// The hash of one row in a shape; `None` where there is none, or where it holds what no deed writes: what no column
    /// of its kind should, no salt, or anything in a column that the shape does not know.
    pub(crate) async fn found_hash(
        &self,
        read: Read<'_>,
        table: &str,
        id: i64,
        shape: u32,
    ) -> Result<Option<String>, DbErr> {
        let row = self.row(read, table, id).await?;
        Ok(row.and_then(|(known, row)| known.hash(shape, &row).ok()))
    }

    async fn row(&self, read: Read<'_>, table: &str, id: i64) -> Result<Option<(&Table, Row)>, DbErr> {
        let Some(known) = self.tables.get(table) else {
            return Ok(None);
        };
        let sql = format!("SELECT * FROM {table} WHERE id = $1");
        let row = read.rows(&sql, vec![Value::from(id)]).await?.into_iter().next();
        Ok(row.map(|row| (known, row)))
    }

    /// Up to `most` rows of a table after the row `after`, by id, each with its salt and its canonical text in the newest
    /// shape; `None` in place of those of a row with a salt that is none, or with what no column of its kind should hold.
    /// A row whose number is none is left out; it is missing from the count, and then looked for.
    pub(crate) async fn salted(
        &self,
        read: Read<'_>,
        table: &str,
        after: i64,
        most: i64,
    ) -> Result<Vec<(i64, Option<Salted>)>, DbErr> {
        let Some(known) = self.tables.get(table) else {
            return Ok(Vec::new());
        };
        let shape = self.newest(table);
        let sql = format!("SELECT * FROM {table} WHERE id > $1 ORDER BY id LIMIT $2");
        let rows = read
            .rows(&sql, vec![Value::from(after), Value::from(most)])
            .await?;
        let salted = |row: &Row| {
            let salt = Salt::parse(&row.get::<String>(SALT).ok()?)?;
            let text = known.canonical(shape, row).ok()?;
            Some(Salted { salt, text })
        };
        let numbered = rows
            .iter()
            .filter_map(|row| Some((row.get("id").ok()?, salted(row))));
        Ok(numbered.collect())
    }

    /// The SQL by which SQLite itself writes a row's canonical text in the newest shape, but for the few letters that it
    /// escapes otherwise.
    pub(crate) fn text_sql(&self, table: &str) -> Option<String> {
        let known = self.tables.get(table)?;
        let (_, covered) = known.shapes.last_key_value()?;
        let mut names: Vec<&str> = covered.iter().map(String::as_str).collect();
        names.sort_unstable();
        let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
        let pairs: Vec<String> = names
            .iter()
            .map(|name| format!("'{}', {}", name.replace('\'', "''"), quoted(name)))
            .collect();
        let mut text = format!("json_object({})", pairs.join(", "));
        // Where there is something that the shape does not know, the text is not that of any row.
        for column in &known.columns {
            if column.name != SALT && !covered.contains(&column.name) {
                text.push_str(&format!(
                    " || CASE WHEN {} IS NULL THEN '' ELSE ' ' END",
                    quoted(&column.name)
                ));
            }
        }
        Some(text)
    }
}

impl Table {
    /// A row's canonical text in a shape: a JSON object of the shape's columns, keys in order, without spaces. What the
    /// shape does not know must be NULL: nobody vouches for it.
    fn canonical(&self, shape: u32, row: &Row) -> Result<String, DbErr> {
        let unknown = || DbErr::Custom(format!("shape {shape} is not known"));
        let covered = self.shapes.get(&shape).ok_or_else(unknown)?;
        let mut object = record(&self.columns, row)?;
        object.retain(|name, value| {
            covered.iter().any(|column| column == name) || !(name == SALT || value.is_null())
        });
        if object.len() != covered.len() {
            return Err(DbErr::Custom(format!("not a row of shape {shape}")));
        }
        Ok(serde_json::Value::Object(object).to_string())
    }

    /// The commitment to a row, in hexadecimal.
    fn hash(&self, shape: u32, row: &Row) -> Result<String, DbErr> {
        let salt: String = row.get(SALT)?;
        let salt = Salt::parse(&salt).ok_or_else(|| DbErr::Custom("a row without a salt".to_owned()))?;
        Ok(salt.row(shape, &self.canonical(shape, row)?).to_hex())
    }
}

/// A row as a JSON object of all its columns.
fn record(columns: &[Column], row: &Row) -> Result<Map<String, serde_json::Value>, DbErr> {
    let mut object = Map::new();
    for column in columns {
        let value = if column.whole_number {
            row.get::<Option<i64>>(&column.name)?.into()
        } else {
            row.get::<Option<String>>(&column.name)?.into()
        };
        object.insert(column.name.clone(), value);
    }
    Ok(object)
}
