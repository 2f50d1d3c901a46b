//! The cases against a rule that the county keeps: entered after each measurement, and taken away where the data no longer
//! shows them.

use std::collections::{BTreeMap, BTreeSet};

use golugah_county::exceptions::actions::{FindExceptions, FoundCase, WithdrawCases};
use golugah_county::exceptions::{self, CASES_AT_ONCE, Case, CaseState, Exception, MOST_CASES, month_of};
use golugah_desk::{Actor, Db};
use golugah_findings::{Against, Finding, IndicatorSummary, Kind};
use golugah_report::{Catalogue, Language, beyond, gravest};

use crate::failure::Failure;
use crate::measured::Measured;
use crate::work::called;
use crate::{support, texts};

/// What kind of thing a case is about, and its id.
type Subject = (String, String);

/// Enters what the measurement shows against rules: of each month the gravest of each subject, so that what was answered for in
/// one month is not lost behind a later one. Gives how many cases there are, each subject once for a rule as in the report.
pub(crate) async fn enter(db: &Db, import: Option<i64>, measured: &Measured) -> Result<i64, Failure> {
    let catalogue = texts::catalogue()?;
    let mut all = 0;
    let rules = measured
        .report
        .indicators
        .iter()
        .filter(|one| one.against == Against::Rule);
    for summary in rules {
        let own = measured
            .report
            .findings
            .iter()
            .filter(|one| one.indicator == summary.indicator);
        let mut months: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
        let of_month = |one: &Finding| (month_of(one.date.as_deref()), one.subject.clone());
        let mut subjects = BTreeSet::new();
        for ((month, _), case) in gravest(own, of_month) {
            months.entry(month).or_default().push(case);
            subjects.insert(&case.subject);
        }
        all += i64::try_from(subjects.len()).unwrap_or(i64::MAX);
        let known = exceptions::shown_by(db.read(), &summary.indicator).await;
        let mut entered: BTreeMap<String, Exception> = BTreeMap::new();
        for known in known.map_err(Failure::because)? {
            // A month in which nothing is left to be seen.
            months.entry(known.month.clone()).or_default();
            entered.insert(known.month.clone(), known);
        }
        for (month, cases) in months {
            let known = entered.remove(&month);
            let of = Month {
                measured,
                summary,
                month: &month,
                known,
            };
            of.enter(db, import, cases, &catalogue).await?;
        }
    }
    Ok(all)
}

/// One rule in one month.
struct Month<'a> {
    measured: &'a Measured,
    summary: &'a IndicatorSummary,
    month: &'a str,
    known: Option<Exception>,
}

impl Month<'_> {
    /// The gravest of its cases are entered, what the data says otherwise now is entered anew, and those are taken away that
    /// no finding shows any more.
    async fn enter(
        self,
        db: &Db,
        import: Option<i64>,
        mut cases: Vec<&Finding>,
        catalogue: &Catalogue,
    ) -> Result<(), Failure> {
        let total = i64::try_from(cases.len()).unwrap_or(i64::MAX);
        let seen: BTreeSet<Subject> = cases.iter().map(|case| subject(case)).collect();
        let mut standing: BTreeMap<Subject, Case> = BTreeMap::new();
        if let Some(known) = &self.known {
            let cases = exceptions::cases_of(db.read(), known.id).await;
            for case in cases.map_err(Failure::because)? {
                standing.insert((case.subject_kind.clone(), case.subject_id.clone()), case);
            }
        }
        cases.sort_by(|a, b| {
            beyond(b)
                .total_cmp(&beyond(a))
                .then_with(|| a.subject.cmp(&b.subject))
        });
        let cases = cases.into_iter().enumerate().filter_map(|(at, case)| {
            let known = standing.get(&subject(case));
            let is_entered = known.is_some_and(|known| known.state != CaseState::Gone);
            if at >= MOST_CASES && !is_entered {
                return None;
            }
            let found = found(self.measured, case);
            let says_so = known.is_some_and(|known| found.is_entered_as(known));
            (!says_so).then_some(found)
        });
        let found: Vec<FoundCase> = cases.collect();
        let gone: Vec<i64> = standing
            .iter()
            .filter(|(subject, case)| case.state != CaseState::Gone && !seen.contains(*subject))
            .map(|(_, case)| case.id)
            .collect();
        if let Some(known) = &self.known {
            for part in gone.chunks(CASES_AT_ONCE) {
                let deed = WithdrawCases {
                    exception: known.id,
                    cases: total,
                    gone: part.to_vec(),
                };
                db.perform(Actor::program(), deed)
                    .await
                    .map_err(Failure::because)?;
            }
        }
        let is_told = self
            .known
            .as_ref()
            .is_some_and(|known| known.cases == total || !gone.is_empty());
        if found.is_empty() && (is_told || total == 0) {
            return Ok(());
        }
        let title = |language| catalogue.title(&self.summary.indicator, language).to_owned();
        let mut parts: Vec<Vec<FoundCase>> = found.chunks(CASES_AT_ONCE).map(<[_]>::to_vec).collect();
        if parts.is_empty() {
            // Only how many there are is new.
            parts.push(Vec::new());
        }
        for found in parts {
            let deed = FindExceptions {
                indicator: self.summary.indicator.clone(),
                code: self.summary.code.clone().unwrap_or_default(),
                title: (title(Language::Persian), title(Language::English)),
                month: self.month.to_owned(),
                cases: total,
                import,
                found,
            };
            db.perform(Actor::program(), deed)
                .await
                .map_err(Failure::because)?;
        }
        Ok(())
    }
}

fn found(measured: &Measured, case: &Finding) -> FoundCase {
    FoundCase {
        subject: subject(case),
        day: case.date.clone(),
        office: office(measured, case),
        support: support::of_one(measured, case),
    }
}

/// The office that decided, else the buyer, else the procedure, which is one office's work; with its name.
fn office(measured: &Measured, case: &Finding) -> Option<(String, String, String)> {
    let kinds = [Kind::ProcuringEntity, Kind::Buyer, Kind::Procedure];
    let (kind, id) = kinds
        .into_iter()
        .find_map(|kind| Some((kind, case.groups.get(&kind)?)))?;
    let name = called(&measured.name_of(id).unwrap_or_default(), id);
    Some((kind.as_str().to_owned(), id.clone(), name))
}

fn subject(case: &Finding) -> Subject {
    (case.subject.kind.as_str().to_owned(), case.subject.id.clone())
}
