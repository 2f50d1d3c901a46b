use std::collections::BTreeMap;

use sea_orm::{DbErr, Value};

use crate::support::paged::{Column, Span};
use golugah_desk::PublicRead;
use golugah_desk::clock::Moment;
use serde::Deserialize;

/// More rows than any county's list has; what a file of a whole list is cut at.
pub(super) const ALL: i64 = 1_000_000;

/// The resolutions of published sessions and the council's sessions, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Numbers {
    /// Sessions that were held, published or not.
    pub(super) held: i64,
    /// Resolutions whose proof was accepted.
    pub(super) kept: i64,
    /// Those of them whose agency had given the proof by the due date.
    pub(super) on_time: i64,
    /// Resolutions for which nothing was reported by their due date, which has passed.
    pub(super) late: i64,
    /// All others: under way, or reported in time and waiting for their proof to be looked at.
    pub(super) open: i64,
}

impl Numbers {
    /// The parts of the list of resolutions with how many are in each.
    pub(super) fn parts(&self) -> [(&'static str, i64); 3] {
        [
            (super::Part::Kept.word(), self.kept),
            (super::Part::Open.word(), self.open),
            (super::Part::Late.word(), self.late),
        ]
    }
}

impl Numbers {
    /// The same parts as shares of one bar: the class of each, where it begins and how long it is, in per cent.
    pub(super) fn shares(&self) -> Vec<(&'static str, String, String)> {
        let parts = [("better", self.kept), ("clear", self.open), ("raised", self.late)];
        let all: i64 = parts.iter().map(|(_, count)| count).sum();
        let share = |count: i64| count as f64 * 100.0 / all.max(1) as f64;
        let mut before = 0;
        let mut shares = Vec::new();
        for (class, count) in parts.into_iter().filter(|(_, count)| *count > 0) {
            shares.push((
                class,
                format!("{:.2}%", share(before)),
                format!("{:.2}%", share(count)),
            ));
            before += count;
        }
        shares
    }
}

/// What holds of a public resolution that is in time at the moment `$1`: the rule by which the council counts.
macro_rules! in_time {
    () => {
        golugah_ground::in_time!("")
    };
}

pub(super) async fn numbers(read: PublicRead<'_>, at: Moment) -> Result<Numbers, DbErr> {
    let sql = concat!(
        "SELECT (SELECT COUNT(*) FROM public_calendar WHERE state = 'closed') AS held, \
         COUNT(*) FILTER (WHERE is_open = 0) AS kept, COUNT(*) FILTER (WHERE is_open = 0 AND ",
        in_time!(),
        ") AS on_time, COUNT(*) FILTER (WHERE is_open = 1 AND NOT (",
        in_time!(),
        ")) AS late, COUNT(*) FILTER (WHERE is_open = 1 AND ",
        in_time!(),
        ") AS open FROM public_resolutions"
    );
    Ok(read.one(sql, vec![at.text().into()]).await?.unwrap_or_default())
}

/// How many bottlenecks stand where.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Places {
    pub(super) state: String,
    pub(super) places: i64,
}

pub(super) async fn bottleneck_counts(read: PublicRead<'_>) -> Result<Vec<Places>, DbErr> {
    let sql = "SELECT state, places FROM public_bottleneck_counts ORDER BY state";
    read.all(sql, Vec::new()).await
}

/// How many places the last measurement named; 0 where there was none.
pub(super) async fn named_last(read: PublicRead<'_>) -> Result<i64, DbErr> {
    read.number("SELECT named FROM public_named", Vec::new()).await
}

/// Where and when a session is or was held.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Dated {
    pub(super) number: i64,
    pub(super) day: String,
    pub(super) hour: String,
    pub(super) place: String,
    pub(super) state: String,
    pub(super) published: i64,
    pub(super) version: i64,
}

/// The session that is called next, from this day on.
pub(super) async fn next(read: PublicRead<'_>, today: &str) -> Result<Option<Dated>, DbErr> {
    let sql = "SELECT number, day, hour, place, state, published, version FROM public_calendar \
               WHERE state = 'called' AND day >= $1 ORDER BY day, number LIMIT 1";
    read.one(sql, vec![today.into()]).await
}

/// The sessions that a calendar shows, by number: a phone asks again and again, and looks back some years at most.
pub(super) async fn calendar(read: PublicRead<'_>) -> Result<Vec<Dated>, DbErr> {
    let sql = "SELECT number, day, hour, place, state, published, version FROM public_calendar ORDER BY number DESC LIMIT 100";
    let mut sessions: Vec<Dated> = read.all(sql, Vec::new()).await?;
    sessions.reverse();
    Ok(sessions)
}

/// A published session.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Session {
    pub(super) number: i64,
    pub(super) day: String,
    pub(super) hour: String,
    pub(super) place: String,
    pub(super) minutes: String,
    pub(super) published_at: String,
    pub(super) resolutions: i64,
    pub(super) corrections: i64,
}

/// Which rows of a list are wanted, in its order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted<'span> {
    /// The first so many.
    First(i64),
    /// A page.
    Page(&'span Span),
}

impl Wanted<'_> {
    fn clause(self, order: &[Column], values: &mut Vec<Value>) -> (String, String) {
        match self {
            Self::First(most) => (String::new(), Span::first(order, most)),
            Self::Page(span) => span.clause(order, values),
        }
    }
}

const SESSION: &str =
    "SELECT number, day, hour, place, minutes, published_at, resolutions, corrections FROM public_sessions";

/// Published sessions, the newest first.
pub(super) async fn sessions(read: PublicRead<'_>, wanted: Wanted<'_>) -> Result<Vec<Session>, DbErr> {
    let mut values = Vec::new();
    let (beyond, end) = wanted.clause(&[Column::number("number").down()], &mut values);
    read.all(&format!("{SESSION} WHERE 1 = 1{beyond}{end}"), values)
        .await
}

/// The published session of this number.
pub(super) async fn session(read: PublicRead<'_>, number: i64) -> Result<Option<Session>, DbErr> {
    let sql = "SELECT number, day, hour, place, minutes, published_at, resolutions, corrections FROM public_sessions \
               WHERE number = $1";
    read.one(sql, vec![number.into()]).await
}

/// The sessions published last.
pub(super) async fn published_last(read: PublicRead<'_>, most: i64) -> Result<Vec<Session>, DbErr> {
    let sql = "SELECT number, day, hour, place, minutes, published_at, resolutions, corrections FROM public_sessions \
               ORDER BY published_at DESC, number DESC LIMIT $1";
    read.all(sql, vec![most.into()]).await
}

/// How a resolution's proof came, where the secretariat entered it. Of one resolution one proof at most waits or was accepted.
const REPLY: &str = "(SELECT MAX(how) FROM public_replies WHERE reply_to = public_resolutions.id) AS reply_how, \
     (SELECT MAX(letter) FROM public_replies WHERE reply_to = public_resolutions.id) AS reply_letter, \
     (SELECT MAX(received_on) FROM public_replies WHERE reply_to = public_resolutions.id) AS reply_on";

/// A resolution of a published session.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Resolution {
    pub(super) session_number: i64,
    pub(super) number: i64,
    pub(super) text: String,
    pub(super) name_fa: String,
    pub(super) name_en: String,
    pub(super) due: String,
    pub(super) due_at: String,
    pub(super) stood_at: Option<String>,
    pub(super) proof: String,
    pub(super) state: String,
    pub(super) reported_on: Option<String>,
    pub(super) closed_on: Option<String>,
    /// How the proof came, where the secretariat entered it: a word of `reply-how`.
    pub(super) reply_how: Option<String>,
    /// By which letter.
    pub(super) reply_letter: Option<String>,
    /// On which day.
    pub(super) reply_on: Option<String>,
}

/// Resolutions of one part, the newest first.
pub(super) async fn resolutions(
    read: PublicRead<'_>,
    part: super::Part,
    at: Moment,
    wanted: Wanted<'_>,
) -> Result<Vec<Resolution>, DbErr> {
    // The same words as in `numbers`, so that a list is as long as its number says.
    let of_part = match part {
        super::Part::All => "$1 <> ''",
        super::Part::Kept => "is_open = 0 AND $1 <> ''",
        super::Part::Late => concat!("is_open = 1 AND NOT (", in_time!(), ")"),
        super::Part::Open => concat!("is_open = 1 AND ", in_time!()),
    };
    let mut values = vec![at.text().into()];
    let order = [Column::number("session_number").down(), Column::number("number")];
    let (beyond, end) = wanted.clause(&order, &mut values);
    let sql = format!(
        "SELECT session_number, number, text, name_fa, name_en, due, due_at, stood_at, proof, state, reported_on, closed_on, {REPLY} \
         FROM public_resolutions WHERE {of_part}{beyond}{end}"
    );
    read.all(&sql, values).await
}

/// The resolutions of the published sessions from one number to another, by number.
pub(super) async fn of_sessions(
    read: PublicRead<'_>,
    (first, last): (i64, i64),
) -> Result<Vec<Resolution>, DbErr> {
    let sql = format!(
        "SELECT session_number, number, text, name_fa, name_en, due, due_at, stood_at, proof, state, reported_on, closed_on, {REPLY} \
         FROM public_resolutions WHERE session_number >= $1 AND session_number <= $2 ORDER BY session_number, number"
    );
    read.all(&sql, vec![first.into(), last.into()]).await
}

#[derive(Deserialize)]
struct Deeds {
    session_number: i64,
    own: Option<i64>,
    closed: Option<i64>,
}

/// The entries of the log that were the last about the resolutions of the published sessions from one number to another, by
/// the sessions' numbers.
pub(super) async fn last_deeds(
    read: PublicRead<'_>,
    (first, last): (i64, i64),
) -> Result<BTreeMap<i64, String>, DbErr> {
    let sql = "SELECT session_number, own, closed FROM public_resolution_deeds \
               WHERE session_number >= $1 AND session_number <= $2";
    let rows: Vec<Deeds> = read.all(sql, vec![first.into(), last.into()]).await?;
    let mut newest: BTreeMap<i64, i64> = BTreeMap::new();
    for row in rows {
        if let Some(seq) = row.own.max(row.closed) {
            let known = newest.entry(row.session_number).or_insert(seq);
            *known = seq.max(*known);
        }
    }
    let mut entries = BTreeMap::new();
    for (session, seq) in newest {
        let sql = "SELECT entry FROM public_log WHERE seq = $1";
        if let Some(Entry { entry }) = read.one(sql, vec![seq.into()]).await? {
            entries.insert(session, entry);
        }
    }
    Ok(entries)
}

/// A correction of a published session.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Correction {
    pub(super) session_number: i64,
    pub(super) number: i64,
    pub(super) text: String,
    pub(super) reason: String,
    pub(super) corrected_at: String,
}

/// The corrections of one published session, the first first.
pub(super) async fn corrections(read: PublicRead<'_>, number: i64) -> Result<Vec<Correction>, DbErr> {
    let sql = "SELECT session_number, number, text, reason, corrected_at FROM public_corrections \
               WHERE session_number = $1 ORDER BY number";
    read.all(sql, vec![number.into()]).await
}

/// The corrections made last.
pub(super) async fn corrected_last(read: PublicRead<'_>, most: i64) -> Result<Vec<Correction>, DbErr> {
    let sql = "SELECT session_number, number, text, reason, corrected_at FROM public_corrections \
               ORDER BY corrected_at DESC, id DESC LIMIT $1";
    read.all(sql, vec![most.into()]).await
}

/// A bottleneck that later data cleared.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Clearing {
    pub(super) id: i64,
    pub(super) code: String,
    pub(super) sentence_fa: String,
    pub(super) sentence_en: String,
    pub(super) found_on: String,
    pub(super) raised: i64,
    pub(super) computable: i64,
    pub(super) remedied_on: String,
    pub(super) cleared_on: String,
    pub(super) raised_after: i64,
    pub(super) computable_after: i64,
    pub(super) reopened_on: Option<String>,
}

/// Clearings, the newest first.
pub(super) async fn clearings(read: PublicRead<'_>, wanted: Wanted<'_>) -> Result<Vec<Clearing>, DbErr> {
    let mut values = Vec::new();
    let order = [Column::text("cleared_on").down(), Column::number("id").down()];
    let (beyond, end) = wanted.clause(&order, &mut values);
    let sql = format!(
        "SELECT id, code, sentence_fa, sentence_en, found_on, raised, computable, remedied_on, cleared_on, \
         raised_after, computable_after, reopened_on FROM public_clearings WHERE 1 = 1{beyond}{end}"
    );
    read.all(&sql, values).await
}

/// The log's first entry.
pub(super) async fn log_begin(read: PublicRead<'_>) -> Result<Option<String>, DbErr> {
    let entry = read
        .one::<Entry>("SELECT entry FROM public_log WHERE seq = 0", Vec::new())
        .await?;
    Ok(entry.map(|entry| entry.entry))
}

#[derive(Deserialize)]
struct Entry {
    entry: String,
}
