//! The words as they are kept: within each deed for the records it wrote, and all of a kind where they are missing.

use std::collections::BTreeSet;
use std::pin::Pin;

use golugah_desk::{Db, Derives, Desk, Making, Refusal};
use golugah_persian::found_by;
use sea_orm::Value;

use super::queries::{self, OPEN_WORDS, OWN_WORDS, Words};
use crate::support::seams::{Features, Findable};
use crate::texts;

/// The number of the rules by which words are made. Another number makes them anew at the next start.
const RULES: i64 = 1;

/// How many records are made at once.
const PART: usize = 100;

/// By how many words a record is found at most.
const MOST_WORDS: usize = 400;

/// Words, each with its record.
type Wanted = BTreeSet<(i64, String)>;

impl Derives for Features {
    /// Keeps the words of every record that the deed wrote, and takes away those of a text that it withdrew.
    fn after<'a>(
        &'a self,
        desk: &'a mut Desk<'_>,
        written: &'a [(&'static str, i64)],
    ) -> Pin<Box<dyn Future<Output = Result<(), Refusal>> + Send + 'a>> {
        Box::pin(async move {
            for findable in self.findables() {
                let records = touched(desk, findable, written).await?;
                for part in records.chunks(PART) {
                    keep(desk, findable, part).await?;
                }
            }
            for (_, forget) in written.iter().filter(|(table, _)| *table == "text_forgets") {
                if let Some(commitment) = queries::withdrawn(desk.read(), *forget).await? {
                    desk.keep(queries::FORGET, vec![commitment.into()]).await?;
                }
            }
            Ok(())
        })
    }
}

/// The records whose words rest on what was written.
async fn touched(
    desk: &Desk<'_>,
    findable: &Findable,
    written: &[(&'static str, i64)],
) -> Result<Vec<i64>, Refusal> {
    let mut records = BTreeSet::new();
    for (table, question) in findable.rests_on {
        for (_, row) in written.iter().filter(|(written, _)| written == table) {
            if question.is_empty() {
                records.insert(*row);
            } else {
                records.extend(queries::of_row(desk.read(), question, *row).await?);
            }
        }
    }
    Ok(records.into_iter().collect())
}

/// Keeps the words of these records as they are to be now.
async fn keep(desk: &mut Desk<'_>, findable: &Findable, records: &[i64]) -> Result<(), Refusal> {
    let own = own_words(desk, findable, records).await?;
    write(desk, &OWN_WORDS, findable.kind, records, own).await?;
    if let Some(question) = findable.in_public {
        let texts = queries::texts(desk.read(), question, records).await?;
        let texts = texts.iter().map(|text| (text.record, text.words.as_str()));
        write(desk, &OPEN_WORDS, findable.kind, records, words_of(texts)).await?;
    }
    if let Some(question) = findable.private {
        keep_private(desk, findable.kind, question, records).await?;
    }
    Ok(())
}

async fn own_words(desk: &Desk<'_>, findable: &Findable, records: &[i64]) -> Result<Wanted, Refusal> {
    let mut texts = queries::texts(desk.read(), findable.rows, records).await?;
    let there: BTreeSet<i64> = texts.iter().map(|text| text.record).collect();
    for question in findable.more {
        let more = queries::texts(desk.read(), question, records).await?;
        texts.extend(more.into_iter().filter(|text| there.contains(&text.record)));
    }
    Ok(words_of(
        texts.iter().map(|text| (text.record, text.words.as_str())),
    ))
}

/// The words of texts; of a record no more than it may have, those of its first texts first.
fn words_of<'text>(texts: impl Iterator<Item = (i64, &'text str)>) -> Wanted {
    let mut words = Wanted::new();
    for (record, text) in texts {
        let mut has = words
            .range((record, String::new())..(record.saturating_add(1), String::new()))
            .count();
        // The empty word is every record's: all of a kind are read over by it.
        words.insert((record, String::new()));
        for word in found_by(text) {
            if has >= MOST_WORDS {
                break;
            }
            if words.insert((record, word)) {
                has += 1;
            }
        }
    }
    words
}

/// Writes what is not there yet, and takes away what is to be there no longer.
async fn write(
    desk: &mut Desk<'_>,
    words: &Words,
    kind: &'static str,
    records: &[i64],
    mut wanted: Wanted,
) -> Result<(), Refusal> {
    for kept in queries::kept(desk.read(), words, kind, records).await? {
        let kept = (kept.record, kept.words);
        if !wanted.remove(&kept) {
            let (record, word) = kept;
            desk.keep(words.drop, vec![kind.into(), record.into(), word.into()])
                .await?;
        }
    }
    let rows = wanted
        .into_iter()
        .map(|(record, word)| vec![Value::from(kind), record.into(), word.into()]);
    desk.keep_rows(words.table, &["kind", "record", "word"], rows.collect())
        .await
}

/// Keeps the words of texts that may have to go: a text never changes, so what has words has them all.
async fn keep_private(
    desk: &mut Desk<'_>,
    kind: &'static str,
    question: &str,
    records: &[i64],
) -> Result<(), Refusal> {
    for private in queries::private(desk.read(), question, records).await? {
        if queries::has_private(desk.read(), &private.commitment).await? {
            continue;
        }
        let Some(text) = texts::read_text(desk.read(), &private.commitment).await? else {
            continue;
        };
        let rows = found_by(&text).into_iter().take(MOST_WORDS).map(|word| {
            let commitment = private.commitment.as_str();
            vec![
                Value::from(kind),
                private.record.into(),
                word.into(),
                commitment.into(),
            ]
        });
        let columns = ["kind", "record", "word", "commitment"];
        desk.keep_rows("find_private", &columns, rows.collect()).await?;
    }
    Ok(())
}

/// A part of the records of a kind.
struct Part {
    findable: &'static Findable,
    after: i64,
}

impl Making for Part {
    type Made = Option<i64>;

    /// Keeps their words, and gives the last of them; `None` where there is none any more.
    async fn make(self, desk: &mut Desk<'_>) -> Result<Option<i64>, Refusal> {
        let records = queries::records_after(desk.read(), self.findable, self.after, PART).await?;
        keep(desk, self.findable, &records).await?;
        Ok(records.last().copied())
    }
}

/// Makes the words of every kind whose words were never made, or by other rules, and takes away those of texts that went. Gives how
/// many kinds it made. Nothing to do costs one question a kind.
///
/// # Errors
/// Where the database fails.
pub async fn fill_in(db: &Db, features: Features) -> Result<u64, Refusal> {
    db.keep(queries::FORGET_GONE, Vec::new()).await?;
    let mut made = 0;
    for findable in features.findables() {
        if queries::rules(db.read(), findable.kind).await? == RULES {
            continue;
        }
        for sql in queries::EMPTY {
            db.keep(sql, vec![findable.kind.into()]).await?;
        }
        let mut after = 0;
        while let Some(last) = db.make(Part { findable, after }).await? {
            after = last;
        }
        db.keep(queries::NOTE, vec![findable.kind.into(), RULES.into()])
            .await?;
        made += 1;
    }
    Ok(made)
}
