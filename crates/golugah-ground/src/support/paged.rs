//! Long lists in pages: a page begins after or before a row, which its address names, so that the tenth page costs what the
//! first does and no row is skipped or seen twice when others come.

use sea_orm::Value;

/// How many rows of anything a page shows.
pub const ROWS: usize = 50;

/// How many rows a list is given with as a workbook; a query for one asks for no more.
pub const MOST_ROWS: usize = 20_000;

/// A column by which a list is ordered.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// What a query calls it.
    pub(crate) sql: &'static str,
    /// Whether the greatest comes first.
    pub(crate) down: bool,
    /// Whether it is a whole number; else it is text.
    pub(crate) number: bool,
}

impl Column {
    /// A whole number.
    pub const fn number(sql: &'static str) -> Self {
        Self {
            sql,
            down: false,
            number: true,
        }
    }

    /// A text whose order is that of its letters, as a day's.
    pub const fn text(sql: &'static str) -> Self {
        Self {
            sql,
            down: false,
            number: false,
        }
    }

    fn word(&self, down: bool) -> String {
        format!("{}{}", self.sql, if down { " DESC" } else { "" })
    }

    /// The same with the greatest first.
    pub const fn down(self) -> Self {
        Self { down: true, ..self }
    }
}

/// Which part of a list is wanted: its beginning, or what follows or comes before a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    key: Option<Vec<String>>,
    back: bool,
}

/// What stands between the parts of a row's key.
const BETWEEN: char = '~';

impl Span {
    /// What an address says; what is no key of this list is its beginning.
    pub fn of(after: &str, before: &str) -> Self {
        let back = after.is_empty() && !before.is_empty();
        let key = if back { before } else { after };
        let key = (!key.is_empty()).then(|| key.split(BETWEEN).map(str::to_owned).collect());
        Self { key, back }
    }

    /// Whether it is the list's beginning.
    pub fn is_first(&self) -> bool {
        self.key.is_none()
    }

    /// What a query adds to its conditions (` AND …`, or nothing), and how it ends: order and limit. The values it needs are
    /// put behind those that are there.
    pub fn clause(&self, order: &[Column], values: &mut Vec<Value>) -> (String, String) {
        let condition = self.key(order).map_or_else(String::new, |key| {
            let first = values.len() + 1;
            values.extend(key);
            format!(" AND {}", self.beyond(order, first))
        });
        let words = order.iter().map(|column| column.word(column.down != self.back));
        let words: Vec<String> = words.collect();
        // One more than a page holds says whether another page follows.
        let end = format!(" ORDER BY {} LIMIT {}", words.join(", "), ROWS + 1);
        (condition, end)
    }

    /// How a query ends that gives the first so many rows in this order.
    pub fn first(order: &[Column], most: i64) -> String {
        let words: Vec<String> = order.iter().map(|column| column.word(column.down)).collect();
        format!(" ORDER BY {} LIMIT {most}", words.join(", "))
    }

    fn key(&self, order: &[Column]) -> Option<Vec<Value>> {
        let key = self.key.as_ref().filter(|key| key.len() == order.len())?;
        let value = |(part, column): (&String, &Column)| match column.number {
            true => part.parse::<i64>().ok().map(Value::from),
            false => Some(Value::from(part.as_str())),
        };
        key.iter().zip(order).map(value).collect()
    }

    /// That a row lies beyond the key, in words that an index over these columns serves.
    fn beyond(&self, order: &[Column], place: usize) -> String {
        let Some((column, rest)) = order.split_first() else {
            return "1 = 0".to_owned();
        };
        let sign = if column.down != self.back { '<' } else { '>' };
        let sql = column.sql;
        if rest.is_empty() {
            return format!("{sql} {sign} ${place}");
        }
        let beyond = self.beyond(rest, place + 1);
        format!("{sql} {sign}= ${place} AND ({sql} {sign} ${place} OR ({beyond}))")
    }

    /// A page of a list that is at hand whole, in its order.
    pub fn of_all<T: Clone>(&self, all: &[T], key: impl Fn(&T) -> String) -> Paged<T> {
        let wanted = self.key.as_ref().map(|parts| parts.join(&BETWEEN.to_string()));
        let at = wanted.and_then(|wanted| all.iter().position(|one| key(one) == wanted));
        let rows = match at {
            Some(at) if self.back => all[..at].iter().rev().take(ROWS + 1).cloned().collect(),
            Some(at) => all[at + 1..].iter().take(ROWS + 1).cloned().collect(),
            None => return Self::default().paged(all.iter().take(ROWS + 1).cloned().collect(), key),
        };
        self.paged(rows, key)
    }

    /// The rows that such a query gave as a page.
    pub fn paged<T>(&self, mut rows: Vec<T>, key: impl Fn(&T) -> String) -> Paged<T> {
        let more = rows.len() > ROWS;
        rows.truncate(ROWS);
        if self.back {
            rows.reverse();
        }
        let (first, last) = (rows.first().map(&key), rows.last().map(&key));
        let (earlier, later) = match (self.is_first(), self.back) {
            (true, _) => (false, more),
            (false, true) => (more, true),
            (false, false) => (true, more),
        };
        Paged {
            before: first.filter(|_| earlier),
            after: last.filter(|_| later),
            rows,
        }
    }
}

/// A row's key of these parts.
pub fn key(parts: &[&dyn std::fmt::Display]) -> String {
    let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
    parts.join(&BETWEEN.to_string())
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Paged<T> {
    /// Its rows, in the order of the list.
    pub rows: Vec<T>,
    before: Option<String>,
    after: Option<String>,
}

impl<T> Paged<T> {
    /// Whether another page follows.
    pub fn goes_on(&self) -> bool {
        self.after.is_some()
    }

    /// The links to what comes before and after. `also` is what else an address of this list says: `&all=true`, or nothing.
    pub fn pager(&self, also: &str) -> Pager {
        let link = |way: &str, key: &Option<String>| key.as_ref().map(|key| format!("?{way}={key}{also}"));
        Pager {
            before: link("before", &self.before),
            after: link("after", &self.after),
        }
    }
}

/// Where the pages before and after a page are.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// The address of the page before; none where this is the first.
    pub before: Option<String>,
    /// The address of the page after; none where this is the last.
    pub after: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDER: [Column; 2] = [Column::text("r.due").down(), Column::number("r.id")];

    #[test]
    fn a_page_begins_beyond_the_row_that_its_address_names() {
        let clause = |after: &str, before: &str| {
            let mut values = vec![Value::from(7_i64)];
            let (condition, end) = Span::of(after, before).clause(&ORDER, &mut values);
            (condition, end, values.len())
        };
        let (condition, end, values) = clause("2026-01-02~5", "");
        assert_eq!(condition, " AND r.due <= $2 AND (r.due < $2 OR (r.id > $3))");
        assert_eq!((end.as_str(), values), (" ORDER BY r.due DESC, r.id LIMIT 51", 3));
        let (condition, end, _) = clause("", "2026-01-02~5");
        assert_eq!(condition, " AND r.due >= $2 AND (r.due > $2 OR (r.id < $3))");
        assert_eq!(end, " ORDER BY r.due, r.id DESC LIMIT 51");
        for nonsense in ["", "5", "a~b~c", "2026-01-02~'"] {
            assert_eq!(clause(nonsense, "").0, "", "{nonsense}");
        }
    }

    #[test]
    fn pages_lead_on_and_back_and_keep_what_else_was_asked() {
        let rows = |rows: std::ops::Range<i64>| rows.collect::<Vec<_>>();
        let first = Span::of("", "").paged(rows(0..51), |row| key(&[row]));
        assert_eq!(first.rows.len(), 50);
        let pager = first.pager("&all=true");
        assert_eq!(
            (pager.before, pager.after.as_deref()),
            (None, Some("?after=49&all=true"))
        );
        let last = Span::of("49", "").paged(rows(50..60), |row| key(&[row]));
        let pager = last.pager("");
        assert_eq!((pager.before.as_deref(), pager.after), (Some("?before=50"), None));
        let back = Span::of("", "100").paged((49..100).rev().collect(), |row: &i64| key(&[row]));
        assert_eq!((back.rows[0], back.rows[49]), (50, 99));
        let pager = back.pager("");
        assert_eq!(
            (pager.before.as_deref(), pager.after.as_deref()),
            (Some("?before=50"), Some("?after=99"))
        );
        let only = Span::of("", "").paged(rows(0..50), |row| key(&[row]));
        assert!(only.pager("").before.is_none() && only.pager("").after.is_none());
        let all = rows(0..120);
        let second = Span::of("49", "").of_all(&all, |row| key(&[row]));
        assert_eq!((second.rows[0], second.rows.len()), (50, 50));
        let first = Span::of("", "50").of_all(&all, |row| key(&[row]));
        assert_eq!(
            (first.rows[0], first.rows.len(), first.before.is_some()),
            (0, 50, false)
        );
        assert_eq!(Span::of("x", "").of_all(&all, |row| key(&[row])).rows[0], 0);
    }
}
