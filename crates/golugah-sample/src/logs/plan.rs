//! The county that decides: its procedures, officers, applicants and their habits, fixed before the first case.

use crate::chance::{Chance, running};

/// The procedures and their steps, one a line; the words of a step line are those of [`Step`].
const PROCEDURES: &str = include_str!("../../words/procedures.txt");
const FIRST_NAMES: &str = include_str!("../../words/first_names.txt");
const LAST_NAMES: &str = include_str!("../../words/last_names.txt");
const SURNAMES: &str = include_str!("../../words/surnames_of_companies.txt");
const WORKS: &str = include_str!("../../words/applicant_words.txt");
/// The name under which machines act.
const SYSTEM: &str = "سامانه";
/// The name of a machine that is not called one: at two at night it registers what came in by day.
const IMPORT_NAME: &str = "sync-2";
/// Its number.
pub(crate) const IMPORT: usize = 1;
/// Officers of lesser numbers are machines.
pub(crate) const FIRST_PERSON: usize = 2;

/// How long a step keeps a case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pace {
    /// It begins the case.
    Start,
    /// It bears the stamp of the step before it.
    Together,
    /// An office works off a queue in order of arrival, about so many days long.
    Queue(f64),
    /// The citizen takes as long as the citizen likes; so many days is the median.
    Citizen(f64),
    /// The law says how many days, to the second.
    Law(i64),
}

/// One step of a procedure.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    /// The unit, written as `org:group`.
    pub(crate) unit: &'static str,
    pub(crate) pace: Pace,
    /// Numbers of the officers, with running weights; empty where no officer acts.
    pub(crate) officers: Vec<usize>,
    pub(crate) weights: Vec<f64>,
    /// The share of cases that have the step at all.
    pub(crate) part: f64,
    /// It is had exactly by the cases that have the step before it in the list.
    pub(crate) follows: bool,
    /// The log says when a case was handed to which officer.
    pub(crate) assigned: bool,
    /// The log says when it could be done and when work on it began.
    pub(crate) worked: bool,
    /// Each officer does it on one day of the week.
    pub(crate) weekly: bool,
    /// Stamped with the day alone.
    pub(crate) midnight: bool,
    /// Signed in one go at one o'clock.
    pub(crate) thirteen: bool,
    /// The share of events without an officer's name.
    pub(crate) unnamed: f64,
    /// The legal limit in days.
    pub(crate) limit: Option<i64>,
    /// Whether a planned date is written.
    pub(crate) planned: bool,
    /// The step that mends what this one sends back, by its place.
    pub(crate) fix: Option<usize>,
    /// It is passed only when a case was sent back.
    pub(crate) only_rework: bool,
    phase: f64,
}

impl Step {
    /// The length of the queue on a day: it breathes with the year.
    pub(crate) fn queue(&self, days: f64, day: i64) -> f64 {
        days * (1.0 + 0.2 * (std::f64::consts::TAU * (day as f64 / 365.25 + self.phase)).sin())
    }
}

/// One event log.
#[derive(Clone, Debug)]
pub(crate) struct Procedure {
    pub(crate) file: &'static str,
    pub(crate) letter: &'static str,
    pub(crate) cases: usize,
    /// The share of cases whose applicant comes again and again.
    pub(crate) regulars_share: f64,
    /// Numbers of the regular applicants, with running weights.
    pub(crate) regulars: Vec<usize>,
    pub(crate) regular_weights: Vec<f64>,
    pub(crate) steps: Vec<Step>,
    /// In this month since the start, the first officer of this step is alone.
    pub(crate) alone: Option<(usize, usize)>,
}

/// An officer's habits.
#[derive(Clone, Debug)]
pub(crate) struct Officer {
    pub(crate) name: String,
    pub(crate) pace: f64,
    /// The share of cases that are left lying, and how much longer they take.
    pub(crate) slow: f64,
    pub(crate) slow_times: f64,
    pub(crate) jump: f64,
    pub(crate) miss: f64,
    pub(crate) miss_planned: f64,
    pub(crate) send_back: f64,
    /// The share of cases that this officer hands on past the next step.
    pub(crate) skip: f64,
    /// How alike what the officer does on one day is: the correlation within it.
    pub(crate) alike: f64,
}

/// An applicant who comes again and again.
#[derive(Clone, Debug)]
pub(crate) struct Applicant {
    pub(crate) name: String,
    /// Jumps every queue of this procedure with this probability.
    pub(crate) jump: Option<(usize, f64)>,
    /// Is handled by this officer at (procedure, step) with this probability.
    pub(crate) favourite: Option<(usize, usize, usize, f64)>,
}

/// Everything that is fixed before the first case.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) procedures: Vec<Procedure>,
    pub(crate) officers: Vec<Officer>,
    pub(crate) applicants: Vec<Applicant>,
}

impl Plan {
    /// Draws procedures, officers and applicants, before anything is planted.
    pub(crate) fn draw(chance: &mut Chance) -> Self {
        let mut plan = Self {
            procedures: Vec::new(),
            officers: Vec::new(),
            applicants: Vec::new(),
        };
        let mut names = person_names(chance);
        plan.officers.push(officer(SYSTEM.to_owned(), chance));
        plan.officers.push(officer(IMPORT_NAME.to_owned(), chance));
        for line in PROCEDURES.lines() {
            let fields: Vec<&'static str> = line.split('|').collect();
            match fields.as_slice() {
                ["procedure", file, letter, cases, share, regulars, word] => {
                    plan.open(file, letter, (cases, share, regulars), word, chance);
                }
                ["step", name, unit, officers, pace, rest @ ..] => {
                    plan.add_step(name, unit, officers, pace, rest, &mut names, chance);
                }
                _ => {}
            }
        }
        for procedure in &mut plan.procedures {
            let busiest = (0..procedure.steps.len()).max_by_key(|at| {
                if procedure.steps[*at].unnamed > 0.0 {
                    0
                } else {
                    procedure.steps[*at].officers.len()
                }
            });
            procedure.alone = busiest.map(|step| (step, chance.between(3, 32) as usize));
        }
        plan
    }

    fn open(
        &mut self,
        file: &'static str,
        letter: &'static str,
        (cases, share, regulars): (&str, &str, &str),
        word: &str,
        chance: &mut Chance,
    ) {
        let number = |text: &str| text.parse::<usize>().unwrap_or(0);
        let cases = number(cases);
        let first = self.applicants.len();
        let surnames: Vec<&str> = SURNAMES.lines().collect();
        let works: Vec<&str> = WORKS.lines().collect();
        for at in 0..number(regulars) {
            let (surname, round) = (surnames[at % surnames.len()], at / surnames.len());
            let name = match round {
                0 => format!("{word} {surname}"),
                _ => format!("شرکت {} {surname}", works[(round - 1) % works.len()]),
            };
            self.applicants.push(Applicant {
                name,
                jump: None,
                favourite: None,
            });
        }
        let regulars: Vec<usize> = (first..self.applicants.len()).collect();
        self.procedures.push(Procedure {
            file,
            letter,
            cases: cases + chance.below(cases / 20),
            regulars_share: share.parse().unwrap_or(0.0),
            regular_weights: running((0..regulars.len()).map(|at| (at as f64 + 5.0).powf(-0.8))),
            regulars,
            steps: Vec::new(),
            alone: None,
        });
    }

    #[expect(clippy::too_many_arguments, reason = "one argument per field of a line")]
    fn add_step(
        &mut self,
        name: &'static str,
        unit: &'static str,
        officers: &str,
        pace: &str,
        rest: &[&'static str],
        names: &mut Vec<String>,
        chance: &mut Chance,
    ) {
        let at = self.procedures.len() - 1;
        let before = self.procedures[at]
            .steps
            .last()
            .map(|step| step.officers.clone())
            .unwrap_or_default();
        let value = |key: &str| {
            rest.iter()
                .find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
        };
        let number = |key: &str| value(key).and_then(|text| text.parse::<f64>().ok());
        let has = |word: &str| rest.contains(&word);
        let rework = number("rework").unwrap_or(0.0);
        let officers: Vec<usize> = match officers {
            "same" => before,
            "system" => vec![0],
            "import" => vec![IMPORT],
            count => (0..count.parse::<usize>().unwrap_or(0))
                .filter_map(|_| {
                    let mut drawn = officer(names.pop()?, chance);
                    drawn.send_back = rework * chance.range(0.7, 1.3);
                    self.officers.push(drawn);
                    Some(self.officers.len() - 1)
                })
                .collect(),
        };
        let weights = shares(officers.len());
        let mut words = pace.split(' ');
        let (kind, days) = (
            words.next().unwrap_or_default(),
            words.next().and_then(|it| it.parse().ok()),
        );
        let days: f64 = days.unwrap_or(0.0);
        let steps = &mut self.procedures[at].steps;
        let fix = value("fix").map(|_| steps.len() + 1); // the mending step stands next in the list
        steps.push(Step {
            name,
            unit,
            pace: match kind {
                "start" => Pace::Start,
                "together" => Pace::Together,
                "citizen" => Pace::Citizen(days),
                "law" => Pace::Law(days as i64),
                _ => Pace::Queue(days),
            },
            officers,
            weights: running(weights),
            part: number("part").unwrap_or(1.0),
            follows: has("follows"),
            assigned: has("assigned"),
            worked: has("worked"),
            weekly: has("weekly"),
            midnight: has("midnight"),
            thirteen: has("thirteen"),
            unnamed: number("unnamed").unwrap_or(0.0),
            limit: number("limit").map(|days| days as i64),
            planned: has("planned"),
            fix,
            only_rework: has("only=rework"),
            phase: chance.unit(),
        });
    }
}

/// Officers do not share the work equally: the last of a larger unit does little.
fn shares(officers: usize) -> Vec<f64> {
    match officers {
        5 => vec![0.31, 0.25, 0.22, 0.15, 0.07],
        6 => vec![0.26, 0.21, 0.18, 0.16, 0.12, 0.07],
        8 => vec![0.20, 0.17, 0.15, 0.13, 0.12, 0.10, 0.08, 0.05],
        count => (0..count).map(|at| 1.0 - 0.15 * at as f64).collect(),
    }
}

/// An officer like any other.
fn officer(name: String, chance: &mut Chance) -> Officer {
    Officer {
        name,
        pace: chance.range(0.975, 1.025),
        slow: 0.0,
        slow_times: 1.0,
        jump: 0.0,
        miss: chance.beta(0.05, 120.0, 0.02, 0.075),
        miss_planned: chance.beta(0.09, 90.0, 0.05, 0.13),
        send_back: 0.0,
        skip: 0.003,
        alike: chance.range(0.1, 0.4),
    }
}

/// Every first name with every last name, shuffled: enough that no two officers share one.
fn person_names(chance: &mut Chance) -> Vec<String> {
    let mut names: Vec<String> = FIRST_NAMES
        .lines()
        .flat_map(|first| LAST_NAMES.lines().map(move |last| format!("{first} {last}")))
        .collect();
    chance.shuffle(&mut names);
    names
}
