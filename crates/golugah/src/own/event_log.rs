//! The deeds as an event log: what reading `deeds.xes` gives, number by number and line by line, without the file.

use std::collections::HashMap;

use golugah_county::log::{DeedLog, Facts};
use golugah_lake::Deeds;
use golugah_records::{
    CaseRow, EventLog, EventLogBuilder, EventRow, NO_ENTRY, NO_TIME, StringPool, Timestamp,
};
use golugah_report::Language;

/// Iran's minutes ahead of UTC, by which deeds are written.
const IRAN_MINUTES: i16 = 210;

/// The lines of a case before its first event, and of every event.
const CASE_LINES: u32 = 3;
const EVENT_LINES: u32 = 8;

/// The deeds that are steps of a case, case by case in the order they began.
pub(super) fn of(deeds: &Deeds, facts: &Facts, language: Language) -> EventLog {
    let (order, ends) = by_case(deeds);
    let mut laying = Laying {
        deeds,
        facts,
        language,
        builder: EventLogBuilder::new(&cleaned(&Facts::procedures(language))),
        steps: Names::default(),
        officers: Names::default(),
        units: Names::default(),
        step_of: vec![None; deeds.deeds.len()],
        role_as_officer: vec![None; deeds.roles.len()],
        role_as_unit: vec![None; deeds.roles.len()],
        person_of: HashMap::new(),
    };
    let lines = DeedLog::default().xes(language).next();
    let lines = lines.map_or(0, |head| head.matches('\n').count());
    let mut line = u32::try_from(lines + 1).unwrap_or(u32::MAX);
    laying.builder.log.lifecycles.push("complete");
    let mut begin = 0;
    let mut rows = Vec::new();
    for end in ends {
        line = laying.case(&order[begin..end], line, &mut rows);
        begin = end;
    }
    let Laying {
        mut builder,
        steps,
        officers,
        units,
        ..
    } = laying;
    builder.log.activities = steps.pool;
    builder.log.resources = officers.pool;
    builder.log.groups = units.pool;
    builder.finish()
}

/// The places of the deeds of each case, one case behind the other, and where each ends.
fn by_case(deeds: &Deeds) -> (Vec<u32>, Vec<usize>) {
    let of_case = |(place, case): (u32, &u32)| {
        let readable = deeds.millis[place as usize] != NO_TIME;
        (*case != NO_ENTRY && readable).then_some((place, *case as usize))
    };
    let each = || (0..).zip(&deeds.case).filter_map(of_case);
    // The cases' numbers in the order they began, and how many deeds each has.
    let mut numbers = vec![NO_ENTRY; deeds.cases.len()];
    let mut ends: Vec<usize> = Vec::new();
    for (_, case) in each() {
        if numbers[case] == NO_ENTRY {
            numbers[case] = u32::try_from(ends.len()).unwrap_or(NO_ENTRY);
            ends.push(0);
        }
        ends[numbers[case] as usize] += 1;
    }
    let mut all = 0;
    for end in &mut ends {
        let count = *end;
        *end = all;
        all += count;
    }
    let mut order = vec![0; all];
    for (place, case) in each() {
        let end = &mut ends[numbers[case] as usize];
        order[*end] = place;
        *end += 1;
    }
    (order, ends)
}

/// Texts with their numbers, in order of first appearance.
#[derive(Default)]
struct Names {
    pool: StringPool,
    known: HashMap<String, u32>,
}

impl Names {
    fn number(&mut self, text: &str) -> u32 {
        let text = cleaned(text);
        if text.is_empty() {
            return NO_ENTRY;
        }
        if let Some(number) = self.known.get(&text) {
            return *number;
        }
        let number = self.pool.push(&text);
        self.known.insert(text, number);
        number
    }
}

/// A text as it comes back from a file: without what XML cannot hold and without blanks around it, in one line.
fn cleaned(text: &str) -> String {
    let of_lines = ['\t', '\n', '\r'];
    let held = |symbol: &char| {
        !matches!(symbol, '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}') || of_lines.contains(symbol)
    };
    let held: String = text.chars().filter(held).collect();
    // The writer numbers these three, so that a reader does not take them for blanks around the text.
    let trimmed = held.trim_matches(|symbol: char| symbol.is_whitespace() && !of_lines.contains(&symbol));
    trimmed.replace("\r\n", " ").replace(of_lines, " ")
}

/// What is laid out.
struct Laying<'d> {
    deeds: &'d Deeds,
    facts: &'d Facts,
    language: Language,
    builder: EventLogBuilder,
    steps: Names,
    officers: Names,
    units: Names,
    /// The step by the deed's number.
    step_of: Vec<Option<u32>>,
    /// Officer, where nobody is known, and unit by the role's number.
    role_as_officer: Vec<Option<u32>>,
    role_as_unit: Vec<Option<u32>>,
    /// Officer and unit by person.
    person_of: HashMap<i64, (u32, Option<u32>)>,
}

impl Laying<'_> {
    /// Lays out one case that begins on this line, and gives the line behind it.
    fn case(&mut self, places: &[u32], line: u32, rows: &mut Vec<EventRow>) -> u32 {
        rows.clear();
        let Some(first) = places.first() else { return line };
        let deeds = self.deeds;
        let id = deeds.cases.get(deeds.case[*first as usize]).unwrap_or_default();
        let mut next = line.saturating_add(CASE_LINES);
        for place in places {
            let (row, lines) = self.event(*place as usize, id, next);
            rows.push(row);
            next = next.saturating_add(lines);
        }
        let case = CaseRow {
            id,
            applicant: NO_ENTRY,
            responsible: NO_ENTRY,
            due: None,
            opened: None,
            closed: None,
            line,
        };
        self.builder.push_case(case, rows);
        next.saturating_add(1)
    }

    /// One deed, and on how many lines it stands.
    fn event(&mut self, place: usize, case: &str, line: u32) -> (EventRow, u32) {
        let deeds = self.deeds;
        let number = deeds.deed[place];
        let deed = deeds.deeds.get(number).unwrap_or_default();
        let activity = match self.step_of.get(number as usize).copied().flatten() {
            Some(known) => known,
            None => {
                let known = self.steps.number(&Facts::step(deed, self.language));
                if let Some(step) = self.step_of.get_mut(number as usize) {
                    *step = Some(known);
                }
                known
            }
        };
        let actor = self.facts.actor(place);
        let (resource, group, of_agency) = self.who(deeds.role[place], actor);
        let due = self.facts.due(case, deed);
        let row = EventRow {
            activity,
            resource,
            group,
            lifecycle: 0,
            instance: 0,
            time: Timestamp {
                offset_minutes: IRAN_MINUTES,
                zone_known: true,
                date_only: false,
                ..Timestamp::utc(deeds.millis[place])
            },
            due: due.as_deref().and_then(Timestamp::parse),
            planned: None,
            finished: None,
            line,
        };
        (row, EVENT_LINES + u32::from(of_agency) + u32::from(due.is_some()))
    }

    /// Officer and unit of a deed, and whether the unit is an agency.
    ///
    /// In the file the officer stands before the role and the role before the agency, and so they do in the lists of names.
    fn who(&mut self, role: u32, actor: Option<i64>) -> (u32, u32, bool) {
        let known = actor.and_then(|person| self.person_of.get(&person).copied());
        let officer = match (actor, known) {
            (_, Some((officer, _))) => officer,
            (Some(person), None) => self.officers.number(&format!("person-{person}")),
            (None, None) => self.of_role(role, true),
        };
        let unit = self.of_role(role, false);
        let agency = match (actor, known) {
            (_, Some((_, agency))) => agency,
            (Some(person), None) => {
                let name = self.facts.agency(person, self.language);
                let agency = name.map(|name| self.units.number(name));
                self.person_of.insert(person, (officer, agency));
                agency
            }
            (None, None) => None,
        };
        (officer, agency.unwrap_or(unit), agency.is_some())
    }

    /// The number of a role among the officers or among the units.
    fn of_role(&mut self, role: u32, as_officer: bool) -> u32 {
        let (known, names) = if as_officer {
            (&mut self.role_as_officer, &mut self.officers)
        } else {
            (&mut self.role_as_unit, &mut self.units)
        };
        let word = self.deeds.roles.get(role).unwrap_or_default();
        match known.get_mut(role as usize) {
            Some(known) => *known.get_or_insert_with(|| names.number(word)),
            None => NO_ENTRY,
        }
    }
}
