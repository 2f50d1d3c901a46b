//! The cases against a rule that the county keeps: entered after each measurement, and taken away where the data no longer
//! shows them.

use std::collections::{BTreeMap, BTreeSet};

use golugah_county::exceptions::actions::{FindExceptions, FoundCase, WithdrawCases};
use golugah_county::exceptions::{self, CaseState, MOST_CASES, month_of};
use golugah_desk::{Actor, Db};
use golugah_findings::{Against, Finding, IndicatorSummary, Kind};
use golugah_report::{Catalogue, Language, beyond, by_rule};

use crate::failure::Failure;
use crate::measured::Measured;
use crate::work::called;
use crate::{support, texts};

/// What kind of thing a case is about, and its id.
type Subject = (String, String);

/// Enters what the measurement shows against rules, and gives how many cases there are in all.
pub(crate) async fn enter(db: &Db, import: Option<i64>, measured: &Measured) -> Result<i64, Failure> {
    let catalogue = texts::catalogue()?;
    let mut of_rules: BTreeMap<&str, BTreeMap<String, Vec<&Finding>>> = BTreeMap::new();
    let mut all = 0;
    for one in by_rule(&measured.report) {
        let months = of_rules.entry(&one.summary.indicator).or_default();
        for case in one.cases {
            all += 1;
            months
                .entry(month_of(case.date.as_deref()))
                .or_default()
                .push(case);
        }
    }
    let rules = measured
        .report
        .indicators
        .iter()
        .filter(|one| one.against == Against::Rule);
    for summary in rules {
        let mut months = of_rules.remove(summary.indicator.as_str()).unwrap_or_default();
        let known = exceptions::shown_by(db.read(), &summary.indicator).await;
        for known in known.map_err(Failure::because)? {
            // A month in which nothing is left to be seen.
            months.entry(known.month).or_default();
        }
        for (month, cases) in months {
            enter_month(db, import, measured, (summary, &month), cases, &catalogue).await?;
        }
    }
    Ok(all)
}

/// One rule in one month: the gravest of its cases are entered, and those gone that no finding shows any more.
async fn enter_month(
    db: &Db,
    import: Option<i64>,
    measured: &Measured,
    (summary, month): (&IndicatorSummary, &str),
    mut cases: Vec<&Finding>,
    catalogue: &Catalogue,
) -> Result<(), Failure> {
    let total = i64::try_from(cases.len()).unwrap_or(i64::MAX);
    let seen: BTreeSet<Subject> = cases.iter().map(|case| subject(case)).collect();
    let known = exceptions::of_rule_in_month(db.read(), &summary.indicator, month).await;
    let known = known.map_err(Failure::because)?;
    let mut standing: BTreeMap<Subject, (i64, CaseState)> = BTreeMap::new();
    if let Some(known) = &known {
        let states = exceptions::case_states(db.read(), known.id)
            .await
            .map_err(Failure::because)?;
        for one in states {
            standing.insert((one.subject_kind, one.subject_id), (one.id, one.state));
        }
    }
    cases.sort_by(|a, b| {
        beyond(b)
            .total_cmp(&beyond(a))
            .then_with(|| a.subject.cmp(&b.subject))
    });
    let is_new = |case: &&Finding| {
        let state = standing.get(&subject(case));
        state.is_none_or(|(_, state)| *state == CaseState::Gone)
    };
    let found: Vec<FoundCase> = cases
        .into_iter()
        .take(MOST_CASES)
        .filter(is_new)
        .map(|case| FoundCase {
            subject: subject(case),
            day: case.date.clone(),
            office: office(measured, case),
            support: support::of_one(measured, case),
        })
        .collect();
    let gone: Vec<i64> = standing
        .iter()
        .filter(|(subject, (_, state))| *state != CaseState::Gone && !seen.contains(*subject))
        .map(|(_, (id, _))| *id)
        .collect();
    if let (Some(known), false) = (&known, gone.is_empty()) {
        for part in gone.chunks(MOST_CASES) {
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
    let is_told = known
        .as_ref()
        .is_some_and(|known| known.cases == total || !gone.is_empty());
    if found.is_empty() && (is_told || total == 0) {
        return Ok(());
    }
    let title = |language| catalogue.title(&summary.indicator, language).to_owned();
    let deed = FindExceptions {
        indicator: summary.indicator.clone(),
        code: summary.code.clone().unwrap_or_default(),
        title: (title(Language::Persian), title(Language::English)),
        month: month.to_owned(),
        cases: total,
        import,
        found,
    };
    db.perform(Actor::program(), deed)
        .await
        .map_err(Failure::because)?;
    Ok(())
}

/// The office that decided, else the buyer, with its name.
fn office(measured: &Measured, case: &Finding) -> Option<(String, String, String)> {
    let kinds = [Kind::ProcuringEntity, Kind::Buyer];
    let (kind, id) = kinds
        .into_iter()
        .find_map(|kind| Some((kind, case.groups.get(&kind)?)))?;
    let name = called(&measured.name_of(id).unwrap_or_default(), id);
    Some((kind.as_str().to_owned(), id.clone(), name))
}

fn subject(case: &Finding) -> Subject {
    (case.subject.kind.as_str().to_owned(), case.subject.id.clone())
}
