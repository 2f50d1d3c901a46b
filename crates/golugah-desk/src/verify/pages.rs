//! Pages of entries and rows. SQLite hands a whole page over as one text, which costs a tenth of a row each; where
//! anything in it is not as it should be, the page is read again row by row, as it always is on PostgreSQL.

use sea_orm::{DatabaseBackend, DbErr, Value};

use crate::Db;
use crate::schema::Schema;

/// How many rows are held in memory at once.
const PAGE: i64 = 4_096;

/// Entries of the log in their order.
pub(super) enum Entries {
    /// The first place, and the entries from there on, one a line.
    Packed(i64, i64, String),
    Single(Vec<(i64, String)>),
}

impl Entries {
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Single(rows) if rows.is_empty())
    }

    /// The last place.
    pub(super) fn last_seq(&self) -> i64 {
        match self {
            Self::Packed(first, count, _) => first + count - 1,
            Self::Single(rows) => rows.last().map_or(i64::MAX, |(seq, _)| *seq),
        }
    }

    pub(super) fn iter(&self) -> Box<dyn Iterator<Item = (i64, &str)> + '_> {
        match self {
            Self::Packed(first, _, text) => Box::new((*first..).zip(text.split('\n'))),
            Self::Single(rows) => Box::new(rows.iter().map(|(seq, entry)| (*seq, entry.as_str()))),
        }
    }
}

/// Rows of an official table by id, each with its salt and canonical text if the database could write them.
pub(super) struct Records {
    ids: Vec<i64>,
    texts: Option<String>,
}

impl Records {
    /// How many rows have a number.
    pub(super) fn len(&self) -> u64 {
        self.ids.len() as u64
    }

    pub(super) fn last_id(&self) -> Option<i64> {
        self.ids.last().copied()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (i64, Option<&str>)> {
        let mut texts = self.texts.as_deref().map(|texts| texts.split('\n'));
        self.ids
            .iter()
            .map(move |id| (*id, texts.as_mut().and_then(Iterator::next)))
    }
}

impl Db {
    /// The entries after a place.
    pub(super) async fn entries_after(&self, after: i64) -> Result<Entries, DbErr> {
        if self.backend() == DatabaseBackend::Sqlite
            && let Some(page) = self.packed_entries(after).await
        {
            return Ok(page);
        }
        let sql = "SELECT seq, entry FROM log_entries WHERE seq > $1 ORDER BY seq LIMIT $2";
        let rows = self
            .read()
            .rows(sql, vec![Value::from(after), Value::from(PAGE)])
            .await?;
        // What is no number is no place, and what is no text no entry: both are found where they are compared.
        let single = rows.iter().map(|row| {
            (
                row.try_get("", "seq").unwrap_or(i64::MAX),
                row.try_get("", "entry").unwrap_or_default(),
            )
        });
        Ok(Entries::Single(single.collect()))
    }

    /// A page of entries as one text; `None` where it must be looked at entry by entry: at a gap, where something is no
    /// text, where an entry is more than one line, or where there is none.
    async fn packed_entries(&self, after: i64) -> Option<Entries> {
        let sql = "SELECT COUNT(*) AS rows, SUM(typeof(entry) = 'text') AS texts, MIN(seq) AS first, MAX(seq) AS last, \
                   group_concat(entry, char(10)) AS entries \
                   FROM (SELECT seq, entry FROM log_entries WHERE seq > $1 ORDER BY seq LIMIT $2)";
        let rows = self
            .read()
            .rows(sql, vec![Value::from(after), Value::from(PAGE)])
            .await
            .ok()?;
        let row = rows.first()?;
        let number = |name: &str| row.try_get::<i64>("", name).ok();
        let (count, first) = (number("rows")?, number("first")?);
        let whole = number("texts")? == count && first == after + 1 && number("last")? == after + count;
        let text: String = row.try_get("", "entries").ok()?;
        // Every entry is at least one line, so that as many lines as entries means one each.
        (whole && lines(&text) == count).then_some(Entries::Packed(first, count, text))
    }

    /// The rows of a table after one.
    pub(super) async fn records_after(
        &self,
        schema: &Schema,
        table: &str,
        after: i64,
    ) -> Result<Records, DbErr> {
        if self.backend() == DatabaseBackend::Sqlite
            && let Some(page) = self.packed_records(schema, table, after).await
        {
            return Ok(page);
        }
        let sql = format!("SELECT id FROM {table} WHERE id > $1 ORDER BY id LIMIT $2");
        let rows = self
            .read()
            .rows(&sql, vec![Value::from(after), Value::from(PAGE)])
            .await?;
        let mut page = Records {
            ids: Vec::with_capacity(rows.len()),
            texts: None,
        };
        // A row whose number is none is missing from the count, and then looked for.
        page.ids
            .extend(rows.iter().filter_map(|row| row.try_get::<i64>("", "id").ok()));
        page.texts = schema.salted(self.read(), table, after, PAGE).await?;
        Ok(page)
    }

    /// A page of rows as one text, which the database writes itself.
    async fn packed_records(&self, schema: &Schema, table: &str, after: i64) -> Option<Records> {
        let salted = schema.salted_sql(table)?;
        let sql = format!(
            "SELECT COUNT(*) AS rows, SUM(typeof(id) = 'integer') AS numbers, group_concat(id) AS ids, \
             group_concat(text, char(10)) AS texts \
             FROM (SELECT id, {salted} AS text FROM {table} WHERE id > $1 ORDER BY id LIMIT $2)"
        );
        let rows = self
            .read()
            .rows(&sql, vec![Value::from(after), Value::from(PAGE)])
            .await
            .ok()?;
        let row = rows.first()?;
        let number = |name: &str| row.try_get::<i64>("", name).ok();
        let count = number("rows")?;
        let ids: String = row.try_get("", "ids").ok()?;
        let texts: String = row.try_get("", "texts").ok()?;
        let ids: Vec<i64> = ids.split(',').map(|id| id.parse().ok()).collect::<Option<_>>()?;
        let whole = number("numbers")? == count && ids.len() as i64 == count && lines(&texts) == count;
        whole.then_some(Records {
            ids,
            texts: Some(texts),
        })
    }
}

fn lines(text: &str) -> i64 {
    i64::try_from(text.bytes().filter(|byte| *byte == b'\n').count() + 1).unwrap_or(i64::MAX)
}
