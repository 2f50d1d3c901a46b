use golugah_findings::Support;
use sea_orm::DbErr;

use crate::exceptions::{Case, CaseState, queries};
use crate::offices::{self, Named};
use golugah_desk::{Actor, Deed, Desk, Refusal};

/// Enters what the data shows against a rule in a month: cases that are new, and those that were gone and are seen again. The
/// program alone does it.
#[derive(Clone, Debug)]
pub struct FindExceptions {
    /// The indicator's name.
    pub indicator: String,
    /// The indicator's code.
    pub code: String,
    /// What the rule's indicator is called, in Persian and in English.
    pub title: (String, String),
    /// The month, `1405-07`; empty where the data has no day.
    pub month: String,
    /// How many cases there are in all: more than are entered, where there are very many.
    pub cases: i64,
    /// The data file after which they were found.
    pub import: Option<i64>,
    /// The cases that are new, that come again, or of which the data now says something else: at most
    /// [`CASES_AT_ONCE`](crate::exceptions::CASES_AT_ONCE).
    pub found: Vec<FoundCase>,
}

/// One case that the data shows.
#[derive(Clone, Debug)]
pub struct FoundCase {
    /// What kind of thing, and its id as published.
    pub subject: (String, String),
    /// The day of the deed observed.
    pub day: Option<String>,
    /// The office where it happened, where the data names one.
    pub office: Option<Named>,
    /// The finding with what is needed to tell it.
    pub support: Support,
}

impl FoundCase {
    /// Whether what is entered already says this: the same value by the same rule on the same day at the same office. Where a
    /// file was handed in again, only the place in it is another.
    pub fn is_entered_as(&self, known: &Case) -> bool {
        let said = serde_json::from_str::<Support>(&known.content).ok();
        let said = said.and_then(|support| support.findings.into_iter().next());
        let office = self.office.as_ref();
        known.state != CaseState::Gone
            && known.day == self.day
            && known.office_kind == office.map_or("", |(kind, _, _)| kind)
            && known.office_id == office.map_or("", |(_, id, _)| id)
            && said
                .zip(self.support.findings.first())
                .is_some_and(|(said, says)| {
                    said.value == says.value
                        && said.threshold == says.threshold
                        && said.evidence == says.evidence
                        && said.groups == says.groups
                })
    }
}

impl Deed for FindExceptions {
    const NAME: &'static str = "exception.find";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        if *desk.actor() != Actor::program() {
            return Err(Refusal::Rule("refusal-measured-not-said"));
        }
        let known = queries::of_rule_in_month(desk.read(), &self.indicator, &self.month).await?;
        let cases = ("cases", self.cases.into());
        let exception = match known {
            Some(known) => {
                if known.cases != self.cases {
                    desk.update("exceptions", known.id, known.version, vec![cases])
                        .await?;
                }
                known.id
            }
            None => {
                let columns = vec![
                    ("indicator", self.indicator.into()),
                    ("code", self.code.into()),
                    ("title_fa", self.title.0.into()),
                    ("title_en", self.title.1.into()),
                    ("month", self.month.into()),
                    ("found_on", desk.now().day().into()),
                    cases,
                ];
                desk.insert("exceptions", columns).await?
            }
        };
        for mut case in self.found {
            case.support = case.support.without_persons();
            let (kind, id) = &case.subject;
            let known = queries::case_of(desk.read(), exception, kind, id).await?;
            // What somebody has answered for stays answered while the data says the same.
            if known.as_ref().is_some_and(|known| case.is_entered_as(known)) {
                continue;
            }
            if let Some(office) = &case.office {
                offices::meet(desk, office).await?;
            }
            let content = serde_json::to_string(&case.support);
            let content = content.map_err(|error| Refusal::Broken(DbErr::Custom(error.to_string())))?;
            let (office_kind, office_id, _) = case.office.unwrap_or_default();
            let mut columns = vec![
                ("state", CaseState::Open.into()),
                // An answer was given to what the data showed then; the log has it.
                ("answer", "".into()),
                ("seen_on", desk.now().day().into()),
                ("import_id", self.import.into()),
                ("day", case.day.into()),
                ("office_kind", office_kind.into()),
                ("office_id", office_id.into()),
                ("content", content.into()),
            ];
            if let Some(known) = known {
                desk.update("exception_cases", known.id, known.version, columns)
                    .await?;
                continue;
            }
            let (kind, id) = case.subject;
            columns.extend([
                ("exception_id", exception.into()),
                ("subject_kind", kind.into()),
                ("subject_id", id.into()),
            ]);
            desk.insert("exception_cases", columns).await?;
        }
        desk.of(super::case(exception));
        Ok(exception)
    }
}
