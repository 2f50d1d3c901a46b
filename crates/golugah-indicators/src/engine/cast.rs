use golugah_findings::Kind;
use golugah_records::{EventLog, NO_ENTRY};

use super::{Id, Names};

/// Who and what takes part in a log, looked up once: its steps, officers and applicants by their numbers in the log.
pub(crate) struct Cast {
    procedure: Id,
    steps: Vec<Id>,
    officers: Vec<Id>,
    applicants: Vec<Id>,
}

impl Cast {
    pub(crate) fn of(log: &EventLog, names: &Names) -> Self {
        Self {
            procedure: names.id(&log.name),
            steps: log
                .activities
                .iter()
                .map(|step| names.id(&qualified(&log.name, step)))
                .collect(),
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

    /// Officer, step, procedure and applicant of an event, as far as they are known.
    pub(crate) fn groups(&self, log: &EventLog, event: usize) -> Vec<(Kind, Id)> {
        let mut groups = self.place(log.events.activity[event]);
        groups.extend(self.officer(log, event));
        groups.extend(self.applicant(log, log.events.case[event] as usize));
        groups
    }

    /// Who did an event.
    pub(crate) fn officer(&self, log: &EventLog, event: usize) -> Option<(Kind, Id)> {
        let officer = log.events.resource[event];
        (officer != NO_ENTRY).then(|| (Kind::Officer, self.officers[officer as usize]))
    }

    /// Step and procedure alone.
    pub(crate) fn place(&self, activity: u32) -> Vec<(Kind, Id)> {
        vec![
            (Kind::Step, self.step(activity)),
            (Kind::Procedure, self.procedure),
        ]
    }

    /// The case's applicant.
    pub(crate) fn applicant(&self, log: &EventLog, case: usize) -> Option<(Kind, Id)> {
        let applicant = log.cases.applicant[case];
        (applicant != NO_ENTRY).then(|| (Kind::Applicant, self.applicants[applicant as usize]))
    }
}

/// `building-permits › 17`: cases and steps are named within their procedure.
pub(crate) fn qualified(procedure: &str, part: &str) -> String {
    format!("{procedure} › {part}")
}
