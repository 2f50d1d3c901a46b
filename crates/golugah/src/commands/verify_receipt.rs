//! `golugah verify --receipt`: a receipt checked by itself, with nothing but the log's key.

use std::path::Path;

use golugah_county::sessions::minutes::Minutes;
use golugah_desk::log::{ActorFound, Carried, Examined, examine};
use golugah_ledger::{Receipt, Verifier};
use serde::Deserialize;

use crate::arguments::Verify;
use crate::failure::Failure;
use crate::{county, output};

pub(crate) fn run(command: &Verify, file: &Path, data: &Path) -> Result<(), Failure> {
    let key = command
        .key
        .clone()
        .unwrap_or_else(|| county::log(data).join("vkey"));
    let verifier = Verifier::parse(&super::verify::read(&key)?)
        .map_err(|error| Failure::CouldNotRun(format!("{}: {error}", key.display())))?;
    let said = |error: &dyn std::fmt::Display| Failure::DoesNotHold(format!("{}: {error}", file.display()));
    let receipt = Receipt::parse(&super::verify::read(file)?).map_err(|error| said(&error))?;
    let examined = examine(&receipt, &verifier).map_err(|error| said(&error))?;
    let minutes = examined.carried.iter().find_map(minutes_of);
    output::write(None, |out| {
        for line in told(&examined)
            .into_iter()
            .chain(minutes.iter().flat_map(read_out))
        {
            writeln!(out, "{}", printable(&line))?;
        }
        Ok(())
    })?;
    if examined.carried.iter().any(|record| record.vouched.is_none()) {
        return Err(said(
            &"a record that it carries is not as the entry left it: it was altered afterwards",
        ));
    }
    if examined.actor == Some(ActorFound::Differs) {
        return Err(said(&"the entry was not by the person whom it names"));
    }
    match (&command.minutes, &minutes) {
        (None, _) => Ok(()),
        (Some(text), Some(minutes)) => compare(text, minutes),
        (Some(text), None) => Err(Failure::CouldNotRun(format!(
            "{}: the receipt carries no minutes to hold this against",
            text.display()
        ))),
    }
}

/// Whose entry it is and when, under which checkpoint, and which records it vouches for.
fn told(examined: &Examined) -> Vec<String> {
    let entry = &examined.entry;
    let checkpoint = &examined.checkpoint;
    let by = match (&entry.actor, examined.actor) {
        (_, Some(ActorFound::Vouched(person))) => format!("person {person}"),
        (_, Some(ActorFound::Differs)) => "somebody else than the receipt says".to_owned(),
        (Some(_), None) => "whom the receipt does not say".to_owned(),
        (None, None) => "the program".to_owned(),
    };
    let mut lines = vec![
        format!(
            "entry {} of {}: {}, {}, at {} by {by} as {}",
            entry.seq,
            checkpoint.origin,
            entry.deed,
            entry.case.as_deref().unwrap_or("no case"),
            entry.time,
            entry.role,
        ),
        format!(
            "under a signed checkpoint over {} entries; root {}, short code {}",
            checkpoint.size,
            checkpoint.root.to_base64(),
            checkpoint.root.short_code()
        ),
    ];
    for record in &examined.carried {
        lines.push(match &record.vouched {
            Some(vouched) => format!("{} {}: as this entry left it", vouched.table, vouched.key),
            None => "a record that is not as this entry left it".to_owned(),
        });
    }
    let carried: Vec<_> = examined
        .carried
        .iter()
        .filter_map(|one| one.vouched.as_ref())
        .collect();
    let others: Vec<_> = entry
        .records
        .iter()
        .filter(|record| !carried.contains(record))
        .map(|record| format!("{} {}", record.table, record.key))
        .collect();
    if !others.is_empty() {
        lines.push(format!("vouched for and not carried: {}", others.join(", ")));
    }
    lines
}

#[derive(Deserialize)]
struct Row {
    facts: String,
}

/// The minutes that a record holds, where it is a record of minutes and as the entry left it.
fn minutes_of(record: &Carried) -> Option<Minutes> {
    record
        .vouched
        .as_ref()
        .filter(|vouched| vouched.table == "minutes")?;
    let row: Row = serde_json::from_str(&record.line).ok()?;
    serde_json::from_str(&row.facts).ok()
}

/// What the minutes say, to be held against a paper.
fn read_out(minutes: &Minutes) -> Vec<String> {
    let mut lines = vec![format!(
        "session {}, {} {}, {}",
        minutes.number, minutes.day, minutes.hour, minutes.place
    )];
    let seats = minutes.seats.iter();
    lines.extend(seats.map(|seat| match seat.delegate.as_str() {
        "" => format!("  {}: {}", seat.name_fa, seat.state),
        delegate => format!("  {}: {}, {delegate}", seat.name_fa, seat.state),
    }));
    let resolutions = minutes.resolutions.iter();
    lines.extend(resolutions.map(|one| {
        format!(
            "  resolution {}: {} – {}, due {}",
            one.number, one.text, one.owner_fa, one.due
        )
    }));
    lines.extend(minutes.text.lines().map(|line| format!("  | {line}")));
    lines
}

/// Holds a text against the minutes, line by line; spaces at the ends of lines and empty lines say nothing.
fn compare(file: &Path, minutes: &Minutes) -> Result<(), Failure> {
    let text = super::verify::read(file)?;
    let (found, expected) = (said_in(&text), said_in(&minutes.text));
    let longest = found.len().max(expected.len());
    let differs = (0..longest).find(|place| found.get(*place) != expected.get(*place));
    let Some(place) = differs else { return Ok(()) };
    let quoted =
        |line: Option<&&str>| line.map_or("nothing".to_owned(), |line| format!("«{}»", printable(line)));
    Err(Failure::DoesNotHold(format!(
        "{}: line {} is {}, the minutes that the entry vouches for have {}",
        file.display(),
        place + 1,
        quoted(found.get(place)),
        quoted(expected.get(place))
    )))
}

fn said_in(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect()
}

/// A line without what would steer a terminal: a receipt comes from anybody.
fn printable(line: &str) -> String {
    line.chars()
        .map(|sign| if sign.is_control() { '\u{fffd}' } else { sign })
        .collect()
}
