//! Cases as IEEE 1849 XES.

use std::io::Write;

use super::live::Case;
use super::plan::{Plan, Procedure, Step};
use crate::calendar::{DAY, stamp, year};
use crate::chance::Chance;
use crate::part::Span;
use crate::tenders::persian;

const FIRST_NAMES: &str = include_str!("../../words/first_names.txt");
const LAST_NAMES: &str = include_str!("../../words/last_names.txt");

/// Writes one log. The log bears the name of its file, so that the procedure has one name everywhere.
pub(crate) fn log(
    out: &mut impl Write,
    plan: &Plan,
    procedure: &Procedure,
    (cases, part): (&[Case], Span),
    chance: &mut Chance,
) -> std::io::Result<()> {
    writeln!(
        out,
        r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="">
	<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
	<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
	<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
	<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
	<global scope="trace">
		<string key="concept:name" value="UNKNOWN"/>
	</global>
	<global scope="event">
		<string key="concept:name" value="UNKNOWN"/>
		<date key="time:timestamp" value="1970-01-01T00:00:00+03:30"/>
		<string key="lifecycle:transition" value="complete"/>
	</global>
	<classifier name="Activity" keys="concept:name"/>
	<string key="concept:name" value="{}"/>"#,
        procedure.file
    )?;
    let first_names: Vec<&str> = FIRST_NAMES.lines().collect();
    let last_names: Vec<&str> = LAST_NAMES.lines().collect();
    for (at, case) in cases.iter().enumerate() {
        if case.events.is_empty() {
            continue;
        }
        let number = at as i64 + 1;
        let applicant = case.applicant.map_or_else(
            // People of one name are many: the number of the file tells them apart.
            || {
                let name = (chance.one_of(&first_names), chance.one_of(&last_names));
                format!(
                    "{} {} ({}/{})",
                    name.0,
                    name.1,
                    procedure.letter,
                    persian(10_000 + number)
                )
            },
            |it| plan.applicants[it].name.clone(),
        );
        // What is left out has taken its share of chance above, so that the others stay as they are.
        if part.has(|day| case.is_over_by(day)) {
            trace(out, plan, procedure, case, (number, &applicant))?;
        }
    }
    writeln!(out, "</log>")
}

/// Writes one case under its number.
fn trace(
    out: &mut impl Write,
    plan: &Plan,
    procedure: &Procedure,
    case: &Case,
    (number, applicant): (i64, &str),
) -> std::io::Result<()> {
    let day = case
        .events
        .first()
        .map_or(0, |first| first.moment.div_euclid(DAY));
    writeln!(
        out,
        "\t<trace>\n\t\t<string key=\"concept:name\" value=\"{}-{}-{number:05}\"/>\n\t\t<string \
         key=\"applicant\" value=\"{applicant}\"/>",
        procedure.file,
        year(day),
    )?;
    for event in &case.events {
        let step = &procedure.steps[event.step];
        let mut tell = |word: &str, moment: i64, named: bool, dates: &[(&str, Option<i64>)]| {
            told(
                out,
                plan,
                step,
                event.officer.filter(|_| named),
                (word, moment),
                dates,
            )
        };
        if let Some(handed) = event.handed {
            tell("assign", handed, true, &[])?;
        }
        if let Some(begun) = event.begun {
            tell("schedule", event.since, false, &[])?;
            tell("start", begun, true, &[])?;
        }
        let dates = [("dueDate", event.due), ("planned", event.planned)];
        tell("complete", event.moment, true, &dates)?;
    }
    if let Some((event, handed)) = case.open.as_ref().and_then(|event| Some((event, event.handed?))) {
        let step = &procedure.steps[event.step];
        told(out, plan, step, event.officer, ("assign", handed), &[])?;
    }
    writeln!(out, "\t</trace>")
}

/// Writes one event.
fn told(
    out: &mut impl Write,
    plan: &Plan,
    step: &Step,
    officer: Option<usize>,
    (word, moment): (&str, i64),
    dates: &[(&str, Option<i64>)],
) -> std::io::Result<()> {
    writeln!(
        out,
        "\t\t<event>\n\t\t\t<string key=\"concept:name\" value=\"{}\"/>",
        step.name
    )?;
    // Where nobody is named, some forms have a filler for it.
    let filler = (step.unnamed > 0.0 && word == "complete")
        .then(|| [None, Some("نامشخص"), None, Some("-")][moment.rem_euclid(4) as usize]);
    let name = officer.map(|officer| plan.officers[officer].name.as_str());
    if let Some(name) = name.or(filler.flatten()) {
        writeln!(out, "\t\t\t<string key=\"org:resource\" value=\"{name}\"/>")?;
    }
    if !step.unit.is_empty() {
        writeln!(out, "\t\t\t<string key=\"org:group\" value=\"{}\"/>", step.unit)?;
    }
    for (key, day) in dates {
        if let Some(day) = day {
            writeln!(out, "\t\t\t<date key=\"{key}\" value=\"{}\"/>", stamp(day * DAY))?;
        }
    }
    writeln!(
        out,
        "\t\t\t<date key=\"time:timestamp\" value=\"{}\"/>\n\t\t\t<string \
         key=\"lifecycle:transition\" value=\"{word}\"/>\n\t\t</event>",
        stamp(moment)
    )
}
