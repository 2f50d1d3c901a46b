use golugah_findings::Kind;
use golugah_records::{EventLog, NO_ENTRY};
use hashbrown::HashMap;

use super::{Id, Names};

/// A step that at least so many offices of one log do is told apart by office: each has three others beside it,
const FEWEST_OFFICES: usize = 4;
/// and counts from so many doings on.
const FEWEST_DOINGS: u64 = 5;

/// Who and what takes part in a log, looked up once: its steps, officers and applicants by their numbers in the log.
pub(crate) struct Cast {
    procedure: Id,
    steps: Vec<Id>,
    /// Per step, what it is called wherever it is done.
    anywhere: Vec<Id>,
    /// The steps that several offices do, each at each of its offices, by the numbers of step and office.
    at_office: HashMap<(u32, u32), Id>,
    /// Per step, whether it stands there.
    by_office: Vec<bool>,
    officers: Vec<Id>,
    applicants: Vec<Id>,
}

impl Cast {
    pub(crate) fn of(log: &EventLog, names: &Names) -> Self {
        let offices = offices(log);
        let mut by_office = vec![false; log.activities.len()];
        let mut at_office = HashMap::new();
        for (step, office) in offices {
            by_office[step as usize] = true;
            let named = (log.groups.get(office), log.activities.get(step));
            let within = qualified(&log.name, named.0.unwrap_or_default());
            let id = names.id(&qualified(&within, named.1.unwrap_or_default()));
            at_office.insert((step, office), id);
        }
        Self {
            procedure: names.id(&log.name),
            steps: log
                .activities
                .iter()
                .map(|step| names.id(&qualified(&log.name, step)))
                .collect(),
            anywhere: log.activities.iter().map(|step| names.id(step)).collect(),
            at_office,
            by_office,
            officers: log.resources.iter().map(|officer| names.id(officer)).collect(),
            applicants: log
                .applicants
                .iter()
                .map(|applicant| names.id(applicant))
                .collect(),
        }
    }

    /// The step's own number in the scan, which is also the stratum in which its officers are compared.
    pub(crate) fn step(&self, activity: u32) -> Id {
        self.steps[activity as usize]
    }

    /// The stratum in which this step, or its procedure, is compared: the same step elsewhere. Where offices are told apart and
    /// nobody says which one it was, it is like no other.
    pub(crate) fn elsewhere(&self, activity: u32, group: (Kind, Id)) -> Id {
        let unknown = self.by_office[activity as usize] && group.1 == self.step(activity);
        if unknown {
            self.step(activity)
        } else {
            self.anywhere[activity as usize]
        }
    }

    /// How often each step was done, as (procedure, step wherever it is done, doings).
    pub(crate) fn doings(&self, log: &EventLog) -> Vec<((Id, Id), u64)> {
        let mut doings = vec![0_u64; log.activities.len()];
        for activity in &log.events.activity {
            doings[*activity as usize] += 1;
        }
        let named = self.anywhere.iter().zip(doings);
        named
            .map(|(step, doings)| ((self.procedure, *step), doings))
            .collect()
    }

    /// Officer, step, procedure and applicant of an event, as far as they are known.
    pub(crate) fn groups(&self, log: &EventLog, event: usize) -> Vec<(Kind, Id)> {
        let mut groups = self.place_of(log, event);
        groups.extend(self.officer(log, event));
        groups.extend(self.applicant(log, log.events.case[event] as usize));
        groups
    }

    /// Who did an event.
    pub(crate) fn officer(&self, log: &EventLog, event: usize) -> Option<(Kind, Id)> {
        self.officer_of(log.events.resource[event])
    }

    /// The officer of that number in the log.
    pub(crate) fn officer_of(&self, officer: u32) -> Option<(Kind, Id)> {
        (officer != NO_ENTRY).then(|| (Kind::Officer, self.officers[officer as usize]))
    }

    /// Step and procedure alone.
    pub(crate) fn place(&self, activity: u32) -> Vec<(Kind, Id)> {
        vec![
            (Kind::Step, self.step(activity)),
            (Kind::Procedure, self.procedure),
        ]
    }

    /// Step and procedure of an event; the step at its office where several offices do it.
    pub(crate) fn place_of(&self, log: &EventLog, event: usize) -> Vec<(Kind, Id)> {
        let activity = log.events.activity[event];
        let mut place = self.place(activity);
        if let Some(step) = self.at_office.get(&(activity, log.events.group[event])) {
            place[0].1 = *step;
        }
        place
    }

    /// The case's applicant.
    pub(crate) fn applicant(&self, log: &EventLog, case: usize) -> Option<(Kind, Id)> {
        let applicant = log.cases.applicant[case];
        (applicant != NO_ENTRY).then(|| (Kind::Applicant, self.applicants[applicant as usize]))
    }
}

/// The steps that several offices do, with these, in the order of their numbers.
fn offices(log: &EventLog) -> Vec<(u32, u32)> {
    let mut doings: HashMap<(u32, u32), u64> = HashMap::new();
    for (step, office) in log.events.activity.iter().zip(&log.events.group) {
        if *office != NO_ENTRY {
            *doings.entry((*step, *office)).or_default() += 1;
        }
    }
    let mut known: Vec<(u32, u32)> = doings
        .iter()
        .filter(|(_, count)| **count >= FEWEST_DOINGS)
        .map(|(at, _)| *at)
        .collect();
    known.sort_unstable();
    let shared = known
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|of_step| of_step.len() >= FEWEST_OFFICES);
    shared.flatten().copied().collect()
}

/// `building-permits › 17`: cases and steps are named within their procedure.
pub(crate) fn qualified(procedure: &str, part: &str) -> String {
    format!("{procedure} › {part}")
}
