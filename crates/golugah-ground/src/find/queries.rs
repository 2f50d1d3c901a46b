use std::collections::BTreeMap;

use sea_orm::{DbErr, Value};
use serde::Deserialize;

use crate::support::paged::{Column, Paged, Span, key};
use crate::support::seams::Findable;
use golugah_desk::{PublicRead, Read};

/// Where words of what whoever is signed in may read are kept.
const OWN: [&str; 2] = ["find_words", "find_private"];

/// Where words of what anybody may read are kept.
const OPEN: [&str; 1] = ["public_find_words"];

/// Up to so many digits a number is asked for whole: what begins with a seven is no answer to seven.
const WHOLE_NUMBER: usize = 3;

/// The numbers of a question's records, the newest first.
#[derive(Deserialize)]
struct Record {
    record: i64,
}

/// The beginning and the end of the words that begin with one.
fn range(word: &str) -> (String, String) {
    let is_number = word.chars().all(|letter| letter.is_ascii_digit());
    let beyond = match is_number && word.len() <= WHOLE_NUMBER {
        true => '\u{1}',
        false => char::MAX,
    };
    (word.to_owned(), format!("{word}{beyond}"))
}

/// How many records a word may lead to; of one that leads to more, records are looked through from the newest on.
const FEW: i64 = 1_000;

/// The question how many records of a kind have a word, counted no further than it matters.
fn how_many(table: &str) -> String {
    format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE kind = $1 AND word >= $2 AND word < $3 LIMIT {FEW}) counted"
    )
}

/// The words with the rarest first, and whether that one is in few enough records to lead to them.
fn by_rarity(mut counted: Vec<(i64, String)>) -> (Vec<String>, bool) {
    counted.sort();
    let leads = counted.first().is_some_and(|(many, _)| *many < FEW);
    (counted.into_iter().map(|(_, word)| word).collect(), leads)
}

/// The question for the records of a kind that have all these words. Where the first one leads, its records are taken and looked at
/// for the others; else all records are, the newest first, until a page is full: each has the empty word.
fn asked(tables: &[&str], kind: &str, words: &[String], leads: bool, span: &Span) -> (String, Vec<Value>) {
    let mut values = vec![Value::from(kind)];
    let mut conditions = String::new();
    let mut leading = None;
    for (place, word) in words.iter().enumerate() {
        let (from, to) = range(word);
        values.extend([Value::from(from), Value::from(to)]);
        let (from, to) = (values.len() - 1, values.len());
        let within = format!("kind = $1 AND word >= ${from} AND word < ${to}");
        if place == 0 && leads {
            let all = tables
                .iter()
                .map(|table| format!("SELECT DISTINCT record FROM {table} WHERE {within}"));
            leading = Some(all.collect::<Vec<_>>().join(" UNION "));
        } else {
            let any = tables.iter().map(|table| {
                format!("EXISTS (SELECT 1 FROM {table} WHERE record = found.record AND {within})")
            });
            let any = any.collect::<Vec<_>>().join(" OR ");
            conditions.push_str(&format!(" AND ({any})"));
        }
    }
    let from = match leading {
        Some(leading) => format!("({leading}) found WHERE 1 = 1"),
        None => format!("{} found WHERE kind = $1 AND word = ''", tables[0]),
    };
    let (beyond, end) = span.clause(&[Column::number("record").down()], &mut values);
    (
        format!("SELECT record FROM {from}{conditions}{beyond}{end}"),
        values,
    )
}

fn paged(span: &Span, found: Vec<Record>) -> Paged<i64> {
    let records = found.into_iter().map(|found| found.record).collect();
    span.paged(records, |record: &i64| key(&[record]))
}

/// A page of the records of a kind that have all these words, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn found(read: Read<'_>, kind: &str, words: &[String], span: &Span) -> Result<Paged<i64>, DbErr> {
    let mut counted = Vec::new();
    for word in words {
        let (from, to) = range(word);
        let mut many = 0;
        for table in OWN {
            let values = vec![kind.into(), from.as_str().into(), to.as_str().into()];
            many += read.number(&how_many(table), values).await?;
        }
        counted.push((many, word.clone()));
    }
    let (words, leads) = by_rarity(counted);
    let (sql, values) = asked(&OWN, kind, &words, leads, span);
    Ok(paged(span, read.all(&sql, values).await?))
}

/// The same of what anybody may read.
///
/// # Errors
/// Those of the database.
pub async fn found_in_public(
    read: PublicRead<'_>,
    kind: &str,
    words: &[String],
    span: &Span,
) -> Result<Paged<i64>, DbErr> {
    let mut counted = Vec::new();
    for word in words {
        let (from, to) = range(word);
        let values = vec![kind.into(), from.into(), to.into()];
        counted.push((read.number(&how_many(OPEN[0]), values).await?, word.clone()));
    }
    let (words, leads) = by_rarity(counted);
    let (sql, values) = asked(&OPEN, kind, &words, leads, span);
    Ok(paged(span, read.all(&sql, values).await?))
}

/// What is shown of a record that was found.
#[derive(Clone, Debug, Deserialize)]
pub struct Shown {
    /// Its row.
    pub record: i64,
    /// What it is called, in Persian.
    pub label_fa: String,
    /// The same in English; may be empty.
    pub label_en: String,
    /// How it stands, as a stored word; may be empty.
    pub state: String,
    /// Its day; may be empty.
    pub day: String,
    /// Where anybody reads it, within the language; empty where nobody else may.
    #[serde(default)]
    pub address: String,
}

/// What is shown of these records, by their numbers.
///
/// # Errors
/// Those of the database.
pub async fn shown(
    read: Read<'_>,
    findable: &Findable,
    records: &[i64],
) -> Result<BTreeMap<i64, Shown>, DbErr> {
    let (sql, values) = of_records(findable.rows, Vec::new(), records);
    Ok(by_record(read.all(&sql, values).await?))
}

/// The same of what anybody may read.
///
/// # Errors
/// Those of the database.
pub async fn shown_in_public(
    read: PublicRead<'_>,
    findable: &Findable,
    records: &[i64],
) -> Result<BTreeMap<i64, Shown>, DbErr> {
    let Some(rows) = findable.in_public else {
        return Ok(BTreeMap::new());
    };
    let (sql, values) = of_records(rows, Vec::new(), records);
    Ok(by_record(read.all(&sql, values).await?))
}

fn by_record(rows: Vec<Shown>) -> BTreeMap<i64, Shown> {
    rows.into_iter().map(|row| (row.record, row)).collect()
}

/// A question over records with the brackets that it ends with, and its values behind those that it has. One text for as many
/// records, whichever they are: an engine reads it once.
fn of_records(question: &str, mut values: Vec<Value>, records: &[i64]) -> (String, Vec<Value>) {
    // Of no record nothing is asked: an empty list is no SQL.
    let records: &[i64] = if records.is_empty() { &[0] } else { records };
    let first = values.len() + 1;
    let places = (first..first + records.len()).map(|place| format!("${place}"));
    let places = places.collect::<Vec<_>>().join(", ");
    values.extend(records.iter().map(|record| Value::from(*record)));
    (format!("{question} ({places})"), values)
}

/// A text by which a record is found.
#[derive(Deserialize)]
pub(super) struct Text {
    pub(super) record: i64,
    pub(super) words: String,
}

/// The texts that such a question gives for these records.
pub(super) async fn texts(read: Read<'_>, question: &str, records: &[i64]) -> Result<Vec<Text>, DbErr> {
    let (sql, values) = of_records(question, Vec::new(), records);
    read.all(&sql, values).await
}

/// A text that may have to go and by which a record is found.
#[derive(Deserialize)]
pub(super) struct Private {
    pub(super) record: i64,
    pub(super) commitment: String,
}

/// The texts that may have to go of these records.
pub(super) async fn private(read: Read<'_>, question: &str, records: &[i64]) -> Result<Vec<Private>, DbErr> {
    let (sql, values) = of_records(question, Vec::new(), records);
    read.all(&sql, values).await
}

/// Whether words of such a text are kept for its record.
pub(super) async fn has_private(read: Read<'_>, commitment: &str) -> Result<bool, DbErr> {
    let sql = "SELECT COUNT(*) FROM find_private WHERE commitment = $1";
    Ok(read.number(sql, vec![commitment.into()]).await? > 0)
}

/// Where words are kept: the table, what is there for records, and how one word goes.
pub(super) struct Words {
    pub(super) table: &'static str,
    kept: &'static str,
    pub(super) drop: &'static str,
}

/// The words of what whoever is signed in may read.
pub(super) static OWN_WORDS: Words = Words {
    table: "find_words",
    kept: "SELECT record, word AS words FROM find_words WHERE kind = $1 AND record IN",
    drop: "DELETE FROM find_words WHERE kind = $1 AND record = $2 AND word = $3",
};

/// The words of what anybody may read.
pub(super) static OPEN_WORDS: Words = Words {
    table: "find_open",
    kept: "SELECT record, word AS words FROM find_open WHERE kind = $1 AND record IN",
    drop: "DELETE FROM find_open WHERE kind = $1 AND record = $2 AND word = $3",
};

/// The words that are kept for these records.
pub(super) async fn kept(
    read: Read<'_>,
    words: &Words,
    kind: &str,
    records: &[i64],
) -> Result<Vec<Text>, DbErr> {
    let (sql, values) = of_records(words.kept, vec![kind.into()], records);
    read.all(&sql, values).await
}

/// The records that a row of a table is about, by such a question.
pub(super) async fn of_row(read: Read<'_>, question: &str, row: i64) -> Result<Vec<i64>, DbErr> {
    let rows: Vec<Record> = read.all(question, vec![row.into()]).await?;
    Ok(rows.into_iter().map(|row| row.record).collect())
}

/// Up to so many records of a kind after one.
pub(super) async fn records_after(
    read: Read<'_>,
    findable: &Findable,
    after: i64,
    most: usize,
) -> Result<Vec<i64>, DbErr> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows: Vec<Record> = read.all(findable.after, vec![after.into(), most.into()]).await?;
    Ok(rows.into_iter().map(|row| row.record).collect())
}

/// The commitment of a text that a deed withdrew.
pub(super) async fn withdrawn(read: Read<'_>, forget: i64) -> Result<Option<String>, DbErr> {
    #[derive(Deserialize)]
    struct Withdrawn {
        commitment: String,
    }
    let sql = "SELECT commitment FROM text_forgets WHERE id = $1";
    let row: Option<Withdrawn> = read.one(sql, vec![forget.into()]).await?;
    Ok(row.map(|row| row.commitment))
}

/// Takes away the words of a text.
pub(super) const FORGET: &str = "DELETE FROM find_private WHERE commitment = $1";

/// Takes away the words of texts that are there no longer, as after a backup was put back.
pub(super) const FORGET_GONE: &str = "DELETE FROM find_private WHERE NOT EXISTS \
     (SELECT 1 FROM texts t WHERE t.commitment = find_private.commitment AND t.text IS NOT NULL)";

/// By which rules the words of a kind were made for all its records; 0 where they never were.
pub(super) async fn rules(read: Read<'_>, kind: &str) -> Result<i64, DbErr> {
    let sql = "SELECT rules FROM find_made WHERE kind = $1";
    read.number(sql, vec![kind.into()]).await
}

/// Takes away all words of a kind.
pub(super) const EMPTY: [&str; 3] = [
    "DELETE FROM find_words WHERE kind = $1",
    "DELETE FROM find_private WHERE kind = $1",
    "DELETE FROM find_open WHERE kind = $1",
];

/// Notes by which rules the words of a kind were made.
pub(super) const NOTE: &str = "INSERT INTO find_made (kind, rules) VALUES ($1, $2) \
     ON CONFLICT (kind) DO UPDATE SET rules = excluded.rules";

#[cfg(test)]
mod tests {
    use super::{OWN, Span, Value, asked, by_rarity, range};

    #[test]
    fn a_short_number_is_asked_for_whole_and_a_word_by_its_beginning() {
        let (from, to) = range("12");
        assert!(from.as_str() <= "12" && "12" < to.as_str() && "120" > to.as_str());
        let (from, to) = range("1405");
        assert!(from.as_str() <= "140509" && "140509" < to.as_str() && "1406" > to.as_str());
        let (from, to) = range("راه");
        assert!(from.as_str() <= "راهداری" && "راهداری" < to.as_str() && "رب" > to.as_str());
    }

    #[test]
    fn the_rarest_word_leads_and_what_was_typed_is_a_value() {
        let counted = |rare| vec![(2_000, "راه".to_owned()), (rare, "پل".to_owned())];
        let (words, leads) = by_rarity(counted(7));
        assert_eq!((words[0].as_str(), leads), ("پل", true));
        let (sql, values) = asked(&OWN, "resolution", &words, leads, &Span::of("7", ""));
        assert!(
            sql.starts_with("SELECT record FROM (SELECT DISTINCT record FROM find_words WHERE kind = $1 AND"),
            "{sql}"
        );
        assert!(
            sql.ends_with(" AND record < $6 ORDER BY record DESC LIMIT 51"),
            "{sql}"
        );
        assert_eq!((values[1].clone(), values.len()), (Value::from("پل"), 6));
        assert!(!sql.contains("پل"));
        let (words, leads) = by_rarity(counted(1_500));
        let (sql, _) = asked(&OWN, "resolution", &words, leads, &Span::default());
        assert!(
            sql.starts_with("SELECT record FROM find_words found WHERE kind = $1 AND word = '' AND ("),
            "{sql}"
        );
    }
}
