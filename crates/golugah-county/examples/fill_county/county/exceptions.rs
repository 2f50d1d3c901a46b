//! Cases against a rule that each month's data shows: some dozens, of which most are answered for by the next session.

use golugah_county::exceptions::actions::{FindExceptions, FoundCase, JudgeCases};
use golugah_county::exceptions::{CaseState, cases_of, month_of, of_rule_in_month};
use golugah_desk::Actor;

use super::{Cast, Error, Past, data};

/// The rules that are broken month by month, each with how many cases at most.
const RULES: [(&str, &str, usize); 2] = [
    ("short_submission_period", "R003", 9),
    ("deadline_missed", "", 30),
];

impl Past<'_> {
    /// What a month's data shows against rules, and what its offices answered.
    pub(super) async fn exceptions(&mut self, cast: &Cast, import: i64) -> Result<(), Error> {
        let today = self.today();
        let month = month_of(Some(&today));
        for (indicator, code, most) in RULES {
            let many = 1 + self.chance.below(most);
            let found = (0..many).map(|number| FoundCase {
                subject: ("case".to_owned(), format!("{month}-{number}")),
                day: Some(today.clone()),
                office: Some(data::office(&mut self.chance)),
                support: data::one_finding(&mut self.chance, indicator, &today),
            });
            let find = FindExceptions {
                indicator: indicator.to_owned(),
                code: code.to_owned(),
                title: (indicator.to_owned(), String::new()),
                month: month.clone(),
                cases: i64::try_from(many)?,
                import: Some(import),
                found: found.collect(),
            };
            self.does(&Actor::program(), find).await?;
            let row = of_rule_in_month(self.db.read(), indicator, &month).await?;
            let row = row.ok_or("a rule's month is missing")?;
            let cases = cases_of(self.db.read(), row.id).await?;
            let answered = cases
                .iter()
                .filter(|_| self.chance.percent(80))
                .map(|case| case.id);
            let answered: Vec<i64> = answered.collect();
            if answered.is_empty() {
                continue;
            }
            let judge = JudgeCases {
                exception: row.id,
                version: row.version,
                cases: answered,
                verdict: CaseState::Explained,
                answer: self.words.refused.clone(),
            };
            self.does(&cast.secretary, judge).await?;
        }
        Ok(())
    }
}
