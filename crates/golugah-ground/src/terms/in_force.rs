//! What is in force, kept true within the deed that changes it.

use golugah_persian::{WorkingCalendar, days_between};
use sea_orm::Value;

use super::NewTerm;
use super::model::{Length, Term, count, reckon};
use super::queries::{self, Clock, InForce, Row};
use super::recheck::recheck_all;
use golugah_desk::clock::Moment;
use golugah_desk::{Db, Desk, Read, Refusal};

/// How far ahead something may fall due: five years. What is further was mistyped.
const MOST_DAYS_AHEAD: i64 = 5 * 366;

const PUT: &str = "INSERT INTO terms_in_force \
     (matter, kind, record, term_id, agency_id, state, is_open, due, due_at, stood_on, stood_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
     ON CONFLICT (matter) DO UPDATE SET kind = excluded.kind, record = excluded.record, term_id = excluded.term_id, \
     agency_id = excluded.agency_id, state = excluded.state, is_open = excluded.is_open, due = excluded.due, \
     due_at = excluded.due_at, stood_on = excluded.stood_on, stood_at = excluded.stood_at";

const DROP: &str = "DELETE FROM terms_in_force WHERE matter = $1";

/// Begins a term and gives the day that is told.
///
/// # Errors
/// Where the matter has a term already, or the length leads to no day or to one years away.
pub async fn begin(
    desk: &mut Desk<'_>,
    calendar: &WorkingCalendar,
    term: NewTerm<'_>,
) -> Result<String, Refusal> {
    if !queries::of_matter(desk.read(), term.matter).await?.is_empty() {
        return Err(Refusal::Rule("refusal-term-begun"));
    }
    write(desk, calendar, term, ("", ""), None).await
}

/// Writes a term and what it puts in force; gives the day that is told.
pub(super) async fn write(
    desk: &mut Desk<'_>,
    calendar: &WorkingCalendar,
    new: NewTerm<'_>,
    (letter, reason): (&str, &str),
    instead_of: Option<i64>,
) -> Result<String, Refusal> {
    let from_at = desk.now();
    let told = match &new.length {
        Length::Hours(hours) => from_at.plus_seconds(i64::from(*hours) * 3600).day(),
        length => {
            let counted = count(length, new.from, calendar);
            counted.ok_or(Refusal::Rule("refusal-no-day"))?.day
        }
    };
    let ahead = days_between(&from_at.day(), &told);
    if ahead.is_none_or(|days| days > MOST_DAYS_AHEAD) {
        return Err(Refusal::Rule("refusal-term-too-far"));
    }
    let columns = vec![
        ("matter", new.matter.into()),
        ("kind", new.length.kind().into()),
        ("number", new.length.number().into()),
        ("day", new.length.day().into()),
        ("from_day", new.from.into()),
        ("from_at", from_at.text().into()),
        ("told", told.as_str().into()),
        ("basis", new.basis.into()),
        ("letter", letter.into()),
        ("reason", reason.into()),
        ("agency_id", new.agency.into()),
        ("instead_of", instead_of.into()),
    ];
    desk.insert("terms", columns).await?;
    let row = last(desk.read(), new.matter).await?;
    put(desk, &row, &Clock::default(), calendar).await?;
    Ok(told)
}

/// Stops the clock: a proof lies with its judge. The day in force stays the one it was.
///
/// # Errors
/// Where the matter has no term, or its clock does not run.
pub async fn stand(desk: &mut Desk<'_>, matter: &str) -> Result<(), Refusal> {
    stand_since(desk, matter, None).await
}

/// The same from an earlier moment on, where the proof came before it was entered; never before the clock last ran on.
///
/// # Errors
/// Those of [`stand`].
pub async fn stand_since(desk: &mut Desk<'_>, matter: &str, since: Option<Moment>) -> Result<(), Refusal> {
    let row = last(desk.read(), matter).await?;
    let clock = queries::clock(desk.read(), row.id).await?;
    if clock.stands() || clock.ended.is_some() {
        return Err(Refusal::Rule("refusal-term-step"));
    }
    let ran_on = clock.pauses.last().and_then(|pause| pause.ran_on);
    let now = desk.now();
    let at = since.filter(|since| *since < now && ran_on.is_none_or(|ran_on| *since > ran_on));
    let at = at.unwrap_or(now);
    step_at(desk, row.id, "stands", at, None).await?;
    let sql = "UPDATE terms_in_force SET state = 'stands', stood_on = $2, stood_at = $3 WHERE matter = $1";
    desk.keep(sql, vec![matter.into(), at.day().into(), at.text().into()])
        .await
}

/// Lets the clock run on: the proof was refused.
///
/// # Errors
/// Where the matter has no term, or its clock does not stand.
pub async fn run_on(desk: &mut Desk<'_>, calendar: &WorkingCalendar, matter: &str) -> Result<(), Refusal> {
    let row = last(desk.read(), matter).await?;
    if !queries::clock(desk.read(), row.id).await?.stands() {
        return Err(Refusal::Rule("refusal-term-step"));
    }
    step(desk, row.id, "runs_on", None).await?;
    let clock = queries::clock(desk.read(), row.id).await?;
    put(desk, &row, &clock, calendar).await
}

/// Ends the clock: what was due is done. The day that was in force stays, whatever becomes of the calendar.
///
/// # Errors
/// Where the matter has no term, or has ended.
pub async fn end(desk: &mut Desk<'_>, calendar: &WorkingCalendar, matter: &str) -> Result<(), Refusal> {
    let row = last(desk.read(), matter).await?;
    let clock = queries::clock(desk.read(), row.id).await?;
    if clock.ended.is_some() {
        return Err(Refusal::Rule("refusal-term-step"));
    }
    let was = made(&row, &clock, calendar)?;
    step(desk, row.id, "ended", Some((was.due, was.due_at))).await?;
    let clock = queries::clock(desk.read(), row.id).await?;
    put(desk, &row, &clock, calendar).await
}

async fn step(
    desk: &mut Desk<'_>,
    term: i64,
    word: &'static str,
    due: Option<(String, String)>,
) -> Result<(), Refusal> {
    let now = desk.now();
    step_at(desk, term, word, now, due).await
}

async fn step_at(
    desk: &mut Desk<'_>,
    term: i64,
    word: &'static str,
    at: Moment,
    due: Option<(String, String)>,
) -> Result<(), Refusal> {
    let (due, due_at) = due.unzip();
    let columns = vec![
        ("term_id", term.into()),
        ("step", word.into()),
        ("at", at.text().into()),
        ("due", due.into()),
        ("due_at", due_at.into()),
    ];
    desk.insert("term_steps", columns).await.map(|_| ())
}

/// Computes anew what is in force for everything that has not ended, and gives how many days changed. The calendar is the
/// one that holds from now on.
///
/// # Errors
/// Those of the database.
pub async fn rebuild(desk: &mut Desk<'_>, calendar: &WorkingCalendar) -> Result<i64, Refusal> {
    let clocks = queries::open_clocks(desk.read()).await?;
    let none = Clock::default();
    let mut changed = 0;
    for row in queries::open(desk.read()).await? {
        let made = made(&row, clocks.get(&row.id).unwrap_or(&none), calendar)?;
        let known = queries::in_force(desk.read(), &row.matter).await?;
        if known.as_ref() != Some(&made) {
            changed += i64::from(known.is_none_or(|known| known.due != made.due));
            desk.keep(PUT, values(&made)).await?;
        }
    }
    Ok(changed)
}

/// Brings what is kept as in force in line with the records, at the start of a program that may know other holidays than
/// the last one did. Gives how many rows were not as they should be.
///
/// # Errors
/// Those of the database.
pub async fn refresh(db: &Db, calendar: &WorkingCalendar) -> Result<usize, Refusal> {
    let differences = recheck_all(db.read(), calendar).await?;
    for difference in &differences {
        match &difference.computed {
            Some(computed) => db.keep(PUT, values(computed)).await?,
            None => db.keep(DROP, vec![difference.matter.as_str().into()]).await?,
        }
    }
    Ok(differences.len())
}

/// The last term of a matter.
pub(super) async fn last(read: Read<'_>, matter: &str) -> Result<Row, Refusal> {
    let mut rows = queries::of_matter(read, matter).await?;
    rows.pop().ok_or(Refusal::Missing)
}

async fn put(
    desk: &mut Desk<'_>,
    row: &Row,
    clock: &Clock,
    calendar: &WorkingCalendar,
) -> Result<(), Refusal> {
    let made = made(row, clock, calendar)?;
    desk.keep(PUT, values(&made)).await
}

fn made(row: &Row, clock: &Clock, calendar: &WorkingCalendar) -> Result<InForce, Refusal> {
    let term = row.term().ok_or(Refusal::Missing)?;
    Ok(in_force_of(row, &term, clock, calendar))
}

/// The row of the derived table that a term and its clock make.
pub(super) fn in_force_of(row: &Row, term: &Term, clock: &Clock, calendar: &WorkingCalendar) -> InForce {
    // What has ended keeps the day it had.
    let (due, due_at) = clock.ended.clone().unwrap_or_else(|| {
        let reckoned = reckon(term, &clock.pauses, calendar);
        (reckoned.due, reckoned.due_at)
    });
    let state = match (&clock.ended, clock.stands()) {
        (Some(_), _) => "ended",
        (None, true) => "stands",
        (None, false) => "running",
    };
    let stood = clock.pauses.last().filter(|pause| pause.ran_on.is_none());
    InForce {
        matter: row.matter.clone(),
        term_id: row.id,
        agency_id: row.agency_id,
        state: state.to_owned(),
        is_open: i64::from(clock.ended.is_none()),
        due_at: due_at.text(),
        due,
        stood_on: stood.map(|pause| pause.stood.day()),
        stood_at: stood.map(|pause| pause.stood.text()),
    }
}

fn values(row: &InForce) -> Vec<Value> {
    let (kind, record) = row.matter.split_once('/').unwrap_or((row.matter.as_str(), "0"));
    vec![
        row.matter.as_str().into(),
        kind.into(),
        record.parse::<i64>().unwrap_or(0).into(),
        row.term_id.into(),
        row.agency_id.into(),
        row.state.as_str().into(),
        row.is_open.into(),
        row.due.as_str().into(),
        row.due_at.as_str().into(),
        row.stood_on.clone().into(),
        row.stood_at.clone().into(),
    ]
}
