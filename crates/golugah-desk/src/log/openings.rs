//! What opens the log to outsiders: the rows behind a published session's entries, each with its salt, and the shapes that
//! say which of their columns an entry commits to.

use std::collections::BTreeMap;

use sea_orm::{DbErr, Value};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use crate::{PublicRead, Row};

/// The tables whose rows are public whole, once their session is published; each has a view `public_vouched_…`.
const TABLES: [&str; 5] = [
    "sessions",
    "publications",
    "minutes",
    "resolutions",
    "corrections",
];

/// How many sessions' rows are read at once.
pub const SESSIONS_AT_ONCE: i64 = 64;

#[derive(Deserialize)]
struct Shape {
    tbl: String,
    shape: i64,
    columns: String,
}

/// Every shape that entries name: table, shape, columns.
async fn shapes(read: PublicRead<'_>) -> Result<Vec<Shape>, DbErr> {
    let sql = "SELECT tbl, shape, columns FROM public_shapes ORDER BY tbl, shape";
    read.all(sql, Vec::new()).await
}

/// The shapes as JSON: `{"places":{"1":["id","version",…]}}`.
pub async fn shapes_as_json(read: PublicRead<'_>) -> Result<String, DbErr> {
    let mut tables: BTreeMap<String, Map<String, Json>> = BTreeMap::new();
    for shape in shapes(read).await? {
        let columns: Vec<&str> = shape.columns.split(',').collect();
        tables
            .entry(shape.tbl)
            .or_default()
            .insert(shape.shape.to_string(), json!(columns));
    }
    Ok(json!(tables).to_string())
}

/// The rows of the sessions numbered so, a line of JSON each: table, key, salt and the row whole.
pub async fn opened(read: PublicRead<'_>, from: i64, to: i64) -> Result<Vec<String>, DbErr> {
    let mut newest: BTreeMap<String, String> = BTreeMap::new();
    for shape in shapes(read).await? {
        newest.insert(shape.tbl, shape.columns);
    }
    let mut lines = Vec::new();
    for table in TABLES {
        let columns = newest.get(table).map_or("", String::as_str);
        let sql = format!(
            "SELECT {columns}, salt FROM public_vouched_{table} \
             WHERE session_number >= $1 AND session_number <= $2 ORDER BY id"
        );
        for found in read.rows(&sql, vec![Value::from(from), Value::from(to)]).await? {
            let mut row = Map::new();
            for column in columns.split(',') {
                row.insert(column.to_owned(), value(&found, column)?);
            }
            let (id, salt): (i64, String) = (found.get("id")?, found.get("salt")?);
            let line = json!({"table": table, "key": id.to_string(), "salt": salt, "row": row});
            lines.push(line.to_string());
        }
    }
    Ok(lines)
}

/// A whole number, a text or nothing.
fn value(row: &Row, column: &str) -> Result<Json, DbErr> {
    match row.get::<Option<i64>>(column) {
        Ok(number) => Ok(number.into()),
        Err(_) => Ok(row.get::<Option<String>>(column)?.into()),
    }
}

/// The number of the last session; 0 where there is none.
pub async fn last_session(read: PublicRead<'_>) -> Result<i64, DbErr> {
    let sql = "SELECT MAX(session_number) FROM public_vouched_sessions";
    read.number(sql, Vec::new()).await
}
