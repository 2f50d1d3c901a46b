//! Does one officer handle one applicant's cases more often than the officer's share of the work explains?

use golugah_findings::{Datum, Kind};
use golugah_records::{EventLog, NO_ENTRY};
use hashbrown::HashMap;

use crate::engine::{LogRule, LogView, Observations, ParameterError, Parameters};

pub(crate) struct Rule {
    false_discovery: f64,
    minimum_cases: u64,
    minimum_officers: usize,
    officer_cases: u64,
}

/// A case at a step, at the step's first event in it.
#[derive(Clone, Copy)]
struct Handled {
    event: usize,
    case: usize,
    step: u32,
    officer: u32,
    applicant: u32,
    /// Months since year 0 by the publisher's own clock.
    month: i64,
}

/// An officer and an applicant at a step.
type Pair = (u32, u32, u32);

/// Of the applicant's `n` cases at the step the officer handled `k`, where the shares of the work let `expected` expect.
#[derive(Clone, Copy)]
struct Concentration {
    k: u64,
    n: u64,
    expected: f64,
    probability: f64,
}

impl LogRule for Rule {
    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            false_discovery: parameters.number("false_discovery")?,
            minimum_cases: parameters.count("minimum_cases")?,
            minimum_officers: parameters.count("minimum_officers")? as usize,
            officer_cases: parameters.count("officer_cases")?,
        })
    }

    fn observe(&self, view: &LogView<'_>, out: &mut Observations) {
        let log = view.log;
        let handled = handled(log);
        let (pairs, beyond_chance) = self.concentrations(&handled);
        for one in &handled {
            let subject = view.subject(one.case);
            let reason = if one.applicant == NO_ENTRY {
                Some("no_applicant")
            } else if one.officer == NO_ENTRY {
                Some("no_officer")
            } else {
                None
            };
            let pair = pairs.get(&(one.step, one.applicant, one.officer));
            let (None, Some(found)) = (reason, pair) else {
                out.not_computable((Kind::Case, &subject), reason.unwrap_or("too_few"));
                continue;
            };
            let groups = view.cast.groups(log, one.event);
            let groups = view.slots(out, &groups, one.step, view.cast.step(one.step));
            let seen = view.seen(&subject, one.event, found.probability, beyond_chance, &groups);
            out.answer(found.probability <= beyond_chance, &seen, || {
                let mut evidence = view.evidence(one.event);
                evidence.push((
                    "applicant",
                    Datum::from(log.applicant(one.case).unwrap_or_default()),
                ));
                evidence.push(("handled_by_officer", Datum::Integer(found.k as i64)));
                evidence.push(("cases_of_applicant", Datum::Integer(found.n as i64)));
                evidence.push(("expected_by_workload", Datum::Number(found.expected)));
                evidence
            });
        }
    }
}

impl Rule {
    /// The pairs, and the probability up to which they are beyond chance.
    fn concentrations(&self, handled: &[Handled]) -> (HashMap<Pair, Concentration>, f64) {
        let known = || handled.iter().filter(|one| one.officer != NO_ENTRY);
        let mut of_officer: HashMap<(u32, u32), u64> = HashMap::new();
        let mut of_month: HashMap<(u32, i64), u64> = HashMap::new();
        let mut of_officer_month: HashMap<(u32, i64, u32), u64> = HashMap::new();
        for one in known() {
            *of_officer.entry((one.step, one.officer)).or_default() += 1;
            *of_month.entry((one.step, one.month)).or_default() += 1;
            *of_officer_month
                .entry((one.step, one.month, one.officer))
                .or_default() += 1;
        }
        // Steps that several officers really share.
        let mut sharing: HashMap<u32, usize> = HashMap::new();
        for ((step, _), count) in &of_officer {
            if *count >= self.officer_cases {
                *sharing.entry(*step).or_default() += 1;
            }
        }
        let is_shared = |step: u32| {
            sharing
                .get(&step)
                .is_some_and(|officers| *officers >= self.minimum_officers)
        };
        let mut of_applicant: HashMap<(u32, u32), Vec<Handled>> = HashMap::new();
        for one in known().filter(|one| one.applicant != NO_ENTRY && is_shared(one.step)) {
            of_applicant
                .entry((one.step, one.applicant))
                .or_default()
                .push(*one);
        }
        of_applicant.retain(|_, cases| cases.len() as u64 >= self.minimum_cases);
        // Whoever works at the step could have met the applicant, and a pair that never met counts as one that was looked at.
        let mut at_step: HashMap<u32, u64> = HashMap::new();
        for (step, _) in of_officer.keys() {
            *at_step.entry(*step).or_default() += 1;
        }
        let looked_at = of_applicant.keys().map(|(step, _)| at_step[step]).sum();
        let mut pairs: HashMap<Pair, Concentration> = HashMap::new();
        for ((step, applicant), cases) in of_applicant {
            let mut officers: Vec<u32> = cases.iter().map(|one| one.officer).collect();
            officers.sort_unstable();
            let n = cases.len() as u64;
            let ln_factorials = ln_factorials(n);
            for same in officers.chunk_by(|a, b| a == b) {
                let (officer, k) = (same[0], same.len() as u64);
                let share = |one: &Handled| {
                    let own = of_officer_month
                        .get(&(step, one.month, officer))
                        .copied()
                        .unwrap_or_default();
                    own as f64 / of_month[&(step, one.month)] as f64
                };
                let expected: f64 = cases.iter().map(share).sum();
                let probability = upper_tail(k, expected / n as f64, &ln_factorials);
                pairs.insert(
                    (step, applicant, officer),
                    Concentration {
                        k,
                        n,
                        expected,
                        probability,
                    },
                );
            }
        }
        let probabilities = pairs.values().map(|pair| pair.probability).collect();
        let beyond_chance = self.beyond_chance(probabilities, looked_at);
        (pairs, beyond_chance)
    }

    /// Up to which probability pairs are beyond chance, so that of all that are, no larger share than asked for is by chance (Benjamini
    /// and Hochberg).
    fn beyond_chance(&self, mut probabilities: Vec<f64>, looked_at: u64) -> f64 {
        probabilities.sort_unstable_by(f64::total_cmp);
        let allowed = |place: usize| self.false_discovery * place as f64 / looked_at.max(1) as f64;
        let last = (1..=probabilities.len()).rfind(|place| probabilities[place - 1] <= allowed(*place));
        allowed(last.unwrap_or(1))
    }
}

/// Every case at each of its steps, once.
fn handled(log: &EventLog) -> Vec<Handled> {
    let mut all = Vec::new();
    // The case that each step was last met in: a case of a million events costs no more than a million cases.
    let mut met_in = vec![NO_ENTRY; log.activities.len()];
    for case in 0..log.case_count() {
        for event in log.events_of(case) {
            let step = log.events.activity[event];
            if std::mem::replace(&mut met_in[step as usize], case as u32) == case as u32 {
                continue;
            }
            all.push(Handled {
                event,
                case,
                step,
                officer: log.events.resource[event],
                applicant: log.cases.applicant[case],
                month: month(log, event),
            });
        }
    }
    all
}

fn month(log: &EventLog, event: usize) -> i64 {
    let (year, month, _) = log.time(event).local_date();
    year * 12 + i64::from(month)
}

/// The logarithms of the factorials from 0 to `n`.
fn ln_factorials(n: u64) -> Vec<f64> {
    let mut all = vec![0.0_f64; n as usize + 1];
    for i in 1..all.len() {
        all[i] = all[i - 1] + (i as f64).ln();
    }
    all
}

/// The chance of `k` or more of *n* at share `p`: the upper tail of the binomial distribution. `ln_factorials` goes to *n*.
fn upper_tail(k: u64, p: f64, ln_factorials: &[f64]) -> f64 {
    if p >= 1.0 {
        return 1.0;
    }
    let n = ln_factorials.len() as u64 - 1;
    let (ln_hit, ln_miss) = (p.ln(), (1.0 - p).ln());
    let term = |hits: u64| {
        let misses = n - hits;
        let ways = ln_factorials[n as usize] - ln_factorials[hits as usize] - ln_factorials[misses as usize];
        (ways + hits as f64 * ln_hit + misses as f64 * ln_miss).exp()
    };
    let mut sum = 0.0;
    for hits in k..=n {
        let more = term(hits);
        sum += more;
        // Beyond the mean terms only fall, and soon so fast that they no longer reach the last digit.
        if hits as f64 > n as f64 * p && more < sum * 1e-18 {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_are_beyond_chance_as_the_error_allows() {
        let rule = Rule {
            false_discovery: 0.05,
            minimum_cases: 8,
            minimum_officers: 3,
            officer_cases: 20,
        };
        // The example of the method's own paper: of fifteen four are rejected at 0.05.
        let fifteen = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528, 0.7590, 1.0,
        ];
        let limit = rule.beyond_chance(fifteen.to_vec(), 15);
        assert!((limit - 0.05 * 4.0 / 15.0).abs() < 1e-12);
        assert_eq!(fifteen.iter().filter(|p| **p <= limit).count(), 4);
        assert!(
            (rule.beyond_chance(vec![0.5], 10) - 0.005).abs() < 1e-12,
            "nobody"
        );
    }

    /// Against the outcomes counted: of ten fair trials 56 of 1024 have eight or more hits.
    #[test]
    fn the_tail_is_that_of_the_outcomes_counted() {
        let tail = |k, n, p| upper_tail(k, p, &ln_factorials(n));
        assert!((tail(8, 10, 0.5) - 56.0 / 1024.0).abs() < 1e-14);
        assert!((tail(0, 10, 0.3) - 1.0).abs() < 1e-14);
        // Far out, where one minus the rest would be rounding alone.
        assert!((tail(20, 20, 0.01).log10() + 40.0).abs() < 1e-9);
        // Half of a hundred thousand fair trials: a half, and half the chance of exactly that.
        assert!((tail(50_000, 100_000, 0.5) - 0.501_261_5).abs() < 1e-6);
        assert_eq!(tail(3, 5, 1.0), 1.0);
    }
}
