//! Pages of entries and rows. SQLite hands a whole page over as one text, which costs a tenth of a row each; where
//! anything in it is not as it should be, the page is read again row by row, as it always is on PostgreSQL. In that text
//! each piece stands behind its length: where one ends is said by nothing that stands in it.

use golugah_ledger::Salt;
use sea_orm::{DatabaseBackend, DbErr, Value};

use crate::Db;
use crate::schema::{Salted, Schema};

/// How many rows are held in memory at once.
const PAGE: i64 = 4_096;

/// Entries of the log in their order.
pub(super) struct Entries(Vec<(i64, String)>);

impl Entries {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The last place.
    pub(super) fn last_seq(&self) -> i64 {
        self.0.last().map_or(i64::MAX, |(seq, _)| *seq)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (i64, &str)> {
        self.0.iter().map(|(seq, entry)| (*seq, entry.as_str()))
    }
}

/// Rows of an official table by id, each with its salt and canonical text if it has some that a deed could have written.
pub(super) struct Records(Vec<(i64, Option<Salted>)>);

impl Records {
    /// How many rows have a number.
    pub(super) fn len(&self) -> u64 {
        self.0.len() as u64
    }

    pub(super) fn last_id(&self) -> Option<i64> {
        self.0.last().map(|(id, _)| *id)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (i64, Option<&Salted>)> {
        self.0.iter().map(|(id, salted)| (*id, salted.as_ref()))
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
                row.get("seq").unwrap_or(i64::MAX),
                row.get("entry").unwrap_or_default(),
            )
        });
        Ok(Entries(single.collect()))
    }

    /// A page of entries as one text; `None` where it must be looked at entry by entry: at a gap, where something is no
    /// text, or where there is none.
    async fn packed_entries(&self, after: i64) -> Option<Entries> {
        let sql = "SELECT COUNT(*) AS rows, SUM(typeof(entry) = 'text') AS texts, MIN(seq) AS first, MAX(seq) AS last, \
                   group_concat(length(CAST(entry AS BLOB)) || ' ' || entry, '') AS entries \
                   FROM (SELECT seq, entry FROM log_entries WHERE seq > $1 ORDER BY seq LIMIT $2)";
        let rows = self
            .read()
            .rows(sql, vec![Value::from(after), Value::from(PAGE)])
            .await
            .ok()?;
        let row = rows.first()?;
        let number = |name: &str| row.get::<i64>(name).ok();
        let (count, first) = (number("rows")?, number("first")?);
        let whole = number("texts")? == count && first == after + 1 && number("last")? == after + count;
        let text: String = row.get("entries").ok()?;
        let mut rest = text.as_str();
        let mut entries = Vec::with_capacity(usize::try_from(count).ok()?);
        while !rest.is_empty() {
            entries.push((first + entries.len() as i64, piece(&mut rest)?.to_owned()));
        }
        (whole && entries.len() as i64 == count).then_some(Entries(entries))
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
        let page = schema.salted(self.read(), table, after, PAGE).await?;
        Ok(Records(page))
    }

    /// A page of rows as one text, which the database writes itself; `None` where a row has a number, a salt or a text
    /// that no deed writes.
    async fn packed_records(&self, schema: &Schema, table: &str, after: i64) -> Option<Records> {
        let text = schema.text_sql(table)?;
        let sql = format!(
            "SELECT COUNT(*) AS rows, \
             group_concat(id || ' ' || length(CAST(salt AS BLOB)) || ' ' || salt || length(CAST(text AS BLOB)) || ' ' \
             || text, '') AS texts \
             FROM (SELECT id, salt, {text} AS text FROM {table} WHERE id > $1 ORDER BY id LIMIT $2)"
        );
        let rows = self
            .read()
            .rows(&sql, vec![Value::from(after), Value::from(PAGE)])
            .await
            .ok()?;
        let row = rows.first()?;
        let count = usize::try_from(row.get::<i64>("rows").ok()?).ok()?;
        let texts: String = row.get("texts").ok()?;
        let mut rest = texts.as_str();
        let mut records = Vec::with_capacity(count);
        while !rest.is_empty() {
            let (id, behind) = rest.split_once(' ')?;
            rest = behind;
            let id = id.parse().ok()?;
            let salt = Salt::parse(piece(&mut rest)?)?;
            let text = piece(&mut rest)?.to_owned();
            records.push((id, Some(Salted { salt, text })));
        }
        // A row of which the database wrote nothing is missing from the text.
        (records.len() == count).then_some(Records(records))
    }
}

/// Takes a piece off a text in which it stands behind its length in bytes.
fn piece<'text>(rest: &mut &'text str) -> Option<&'text str> {
    let (length, behind) = rest.split_once(' ')?;
    let (piece, behind) = behind.split_at_checked(length.parse().ok()?)?;
    *rest = behind;
    Some(piece)
}

#[cfg(test)]
mod tests {
    use super::piece;

    #[test]
    fn nothing_in_a_piece_says_where_it_ends() {
        let mut rest = "5 1 2\n33 پ0 1";
        // The second is one letter of two bytes and a digit.
        assert_eq!(piece(&mut rest), Some("1 2\n3"));
        assert_eq!(piece(&mut rest), Some("پ0"));
        assert_eq!(piece(&mut rest), None, "there is no length");
        let mut short = "9 abc";
        assert_eq!(piece(&mut short), None);
        let mut within_a_letter = "1 پ";
        assert_eq!(piece(&mut within_a_letter), None);
    }
}
