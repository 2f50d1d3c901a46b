//! What anybody may read: a handle for pages without sign-in that sees the `public_*` views and nothing else.

use super::{Read, Row};
use sea_orm::{DbErr, Value};
use serde::de::DeserializeOwned;

/// A handle that names `public_*` views only. A query that names anything else is refused before the database sees it,
/// so that a page without sign-in shows what the views show and no more, whoever writes its queries.
#[derive(Clone, Copy, Debug)]
pub struct PublicRead<'db>(Read<'db>);

impl<'db> PublicRead<'db> {
    pub(crate) fn new(read: Read<'db>) -> Self {
        Self(read)
    }

    /// The rows that a query over public views gives, as the database has them.
    pub async fn rows(&self, sql: &str, values: Vec<Value>) -> Result<Vec<Row>, DbErr> {
        allowed(sql)?;
        self.0.rows(sql, values).await
    }

    /// All rows that a query over public views gives.
    pub async fn all<T: DeserializeOwned>(&self, sql: &str, values: Vec<Value>) -> Result<Vec<T>, DbErr> {
        allowed(sql)?;
        self.0.all(sql, values).await
    }

    /// The first row that a query over public views gives.
    pub async fn one<T: DeserializeOwned>(&self, sql: &str, values: Vec<Value>) -> Result<Option<T>, DbErr> {
        allowed(sql)?;
        self.0.one(sql, values).await
    }

    /// The number in the first column of the first row that a query over public views gives; 0 where there is none.
    pub async fn number(&self, sql: &str, values: Vec<Value>) -> Result<i64, DbErr> {
        allowed(sql)?;
        self.0.number(sql, values).await
    }
}

fn allowed(sql: &str) -> Result<(), DbErr> {
    if names_public_views_only(sql) {
        Ok(())
    } else {
        Err(DbErr::Custom(format!(
            "not a query over public views alone: {sql}"
        )))
    }
}

/// A word, or one sign that matters.
#[derive(Clone, Copy, PartialEq)]
enum Token<'sql> {
    Word(&'sql str),
    Open,
    Close,
    Comma,
    Dot,
    Other,
}

/// Whether everything that this query reads from is a `public_*` view.
///
/// Not a parser of SQL but something stricter: what stands after FROM, JOIN and a comma between tables must be such a view
/// or a bracket, IN must be followed by a bracket (SQLite takes a table there), and what could hide a name from this
/// reader (comments, quoted names, several statements, WITH, TABLE) is refused altogether.
fn names_public_views_only(sql: &str) -> bool {
    let Some(tokens) = tokens(sql) else {
        return false;
    };
    // For every open bracket: whether its list of tables is being read.
    let mut in_tables = vec![false];
    let mut wanted = Wanted::Anything;
    let is =
        |word: &str, keywords: &[&str]| keywords.iter().any(|keyword| word.eq_ignore_ascii_case(keyword));
    if !matches!(tokens.first(), Some(Token::Word(word)) if is(word, &["SELECT"])) {
        return false;
    }
    for token in tokens {
        match (wanted, token) {
            (Wanted::View, Token::Word(word)) if word.starts_with("public_") => {
                wanted = Wanted::NoDot;
                continue;
            }
            (Wanted::View | Wanted::Bracket, Token::Open) => {}
            (Wanted::View | Wanted::Bracket, _) | (Wanted::NoDot, Token::Dot) => return false,
            _ => {}
        }
        wanted = Wanted::Anything;
        match token {
            Token::Open => in_tables.push(false),
            Token::Close => {
                in_tables.pop();
                if in_tables.is_empty() {
                    return false;
                }
            }
            Token::Comma if in_tables.last() == Some(&true) => wanted = Wanted::View,
            Token::Word(word) if is(word, &["FROM", "JOIN"]) => {
                wanted = Wanted::View;
                if let Some(last) = in_tables.last_mut() {
                    *last = true;
                }
            }
            Token::Word(word) if is(word, &["IN"]) => wanted = Wanted::Bracket,
            Token::Word(word) if is(word, &["WITH", "TABLE", "INTO"]) => return false,
            Token::Word(word)
                if is(
                    word,
                    &[
                        "WHERE",
                        "GROUP",
                        "ORDER",
                        "HAVING",
                        "LIMIT",
                        "UNION",
                        "EXCEPT",
                        "INTERSECT",
                    ],
                ) =>
            {
                if let Some(last) = in_tables.last_mut() {
                    *last = false;
                }
            }
            _ => {}
        }
    }
    in_tables.len() == 1 && wanted != Wanted::View && wanted != Wanted::Bracket
}

/// What has to come next.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Anything,
    /// A public view, or a bracket.
    View,
    /// A bracket.
    Bracket,
    /// A view was named: no dot may make it the name of a schema.
    NoDot,
}

/// The words and signs of a query; `None` where it has what is refused altogether.
fn tokens(sql: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::with_capacity(sql.len() / 4);
    let mut rest = sql;
    while let Some(next) = rest.chars().next() {
        if next.is_whitespace() {
            rest = rest.trim_start();
            continue;
        }
        let length = if next.is_alphanumeric() || next == '_' || next == '$' {
            let length = rest
                .find(|symbol: char| !(symbol.is_alphanumeric() || symbol == '_' || symbol == '$'))
                .unwrap_or(rest.len());
            tokens.push(Token::Word(&rest[..length]));
            length
        } else if next == '\'' {
            tokens.push(Token::Other);
            // A doubled quote within a text is one text that ends and another that begins.
            rest[1..].find('\'')? + 2
        } else {
            if matches!(next, ';' | '"' | '`' | '[' | ']' | '\\')
                || rest.starts_with("--")
                || rest.starts_with("/*")
            {
                return None;
            }
            tokens.push(match next {
                '(' => Token::Open,
                ')' => Token::Close,
                ',' => Token::Comma,
                '.' => Token::Dot,
                _ => Token::Other,
            });
            next.len_utf8()
        };
        rest = &rest[length..];
    }
    Some(tokens)
}

#[cfg(test)]
mod tests {
    use super::names_public_views_only;

    #[test]
    fn queries_over_public_views_are_let_through() {
        for sql in [
            "SELECT number, day FROM public_sessions ORDER BY number DESC LIMIT 12",
            "select COUNT(*) from public_resolutions where due < $1 and state in ('closed', 'it''s')",
            "SELECT a.x, COALESCE(b.y, '') FROM public_a a JOIN public_b b ON b.id = a.id, public_c c WHERE a.x > 1, 2",
            "SELECT (SELECT COUNT(*) FROM public_a), (SELECT MAX(x) FROM (SELECT x FROM public_b) b) FROM public_c",
            "SELECT 1 FROM public_a UNION ALL SELECT 2 FROM public_b",
        ] {
            assert!(names_public_views_only(sql), "{sql}");
        }
    }

    #[test]
    fn whatever_else_a_query_names_it_is_refused() {
        for sql in [
            "SELECT minutes FROM sessions",
            "SELECT 1 FROM public_a, people",
            "SELECT 1 FROM public_a a, (SELECT 1 FROM public_b), people p",
            "SELECT 1 FROM public_a JOIN public_b ON 1 = 1, people",
            "SELECT 1 FROM public_a LEFT JOIN people p ON p.id = 1",
            "SELECT (SELECT name FROM people) FROM public_a",
            "SELECT 1 FROM public_a WHERE id IN (SELECT id FROM people)",
            "SELECT 1 FROM public_a WHERE id IN people",
            "SELECT 1 FROM public_a UNION SELECT name FROM people",
            "SELECT 1 FROM public_a; SELECT 1 FROM people",
            "SELECT 1 FROM /* public_a */ people",
            "SELECT 1 FROM -- public_a\n people",
            "SELECT 1 FROM \"people\"",
            "SELECT 1 FROM [people]",
            "SELECT 1 FROM `people`",
            "SELECT 1 FROM public_a.people",
            "SELECT 1 FROM main.people",
            "WITH public_a AS (SELECT * FROM people) SELECT 1 FROM public_a",
            "TABLE people",
            "UPDATE people SET name = (SELECT 1 FROM public_a)",
            "DELETE FROM public_a",
            "SELECT 1 INTO public_b FROM public_a",
            "SELECT '1 FROM public_a",
            "SELECT (1 FROM public_a",
            "SELECT 1) FROM public_a",
            "SELECT 1 FROM",
            "",
        ] {
            assert!(!names_public_views_only(sql), "{sql}");
        }
    }
}
