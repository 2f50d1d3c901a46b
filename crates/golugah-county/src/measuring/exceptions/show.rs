//! One rule in one month: its cases with their evidence, and what came of each.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use golugah_findings::Support;
use golugah_report::{Told, told};

use super::actions::{self, JudgeCases};
use super::list::{cases, month};
use super::queries::{self, Case, Exception, Standing};
use super::{Answer, CaseState, answers_to};
use crate::FEATURES;
use crate::support::seams::{Decision, Sitting};
use crate::support::web::{Ask, Form, FormPage, FromForm, Page, PageError, Pager, Part, Query};
use golugah_desk::Matter;
use serde::Deserialize;

/// A case with its finding as a page tells it; `None` where what is stored is not as the program writes it.
struct Row {
    case: Case,
    told: Option<Told>,
    /// What was answered, the first answer first.
    answers: Vec<Answer>,
}

#[derive(Template)]
#[template(path = "exceptions/templates/show.html")]
pub(super) struct Show {
    page: Page,
    exception: Exception,
    title: String,
    month: String,
    counted: String,
    /// How the cases stand that are counted: the reader's own, else all.
    standing: Standing,
    condition: String,
    rule: String,
    otherwise: String,
    about: String,
    rows: Vec<Row>,
    pager: Pager,
    /// Which part of the cases is shown; a form that is refused shows the same part again.
    wanted: Part,
    /// How many cases are of the reader's own agency; none where the reader heads none.
    own: i64,
    /// How many cases are not entered, for there are very many.
    beyond: i64,
    may_judge: bool,
    may_lay: bool,
    sittings: Vec<Sitting>,
    decisions: Vec<Decision>,
    form: Form,
}

impl Show {
    fn matter(&self) -> Matter {
        actions::case(self.exception.id)
    }

    fn address(&self, matter: &Matter) -> String {
        self.page.link(&FEATURES.address(matter))
    }

    /// Whether a case was chosen in a form that was refused.
    fn chose(&self, case: &i64) -> bool {
        self.form.numbers("case").contains(case)
    }

    /// Whether the visitor heads an agency some of whose cases these are.
    fn is_own(&self) -> bool {
        self.own > 0
    }

    /// Whether some case of this page can be answered for.
    fn has_any(&self) -> bool {
        self.rows.iter().any(|row| row.case.state != CaseState::Gone)
    }
}

pub(super) async fn page(
    ask: Ask,
    Path(id): Path<i64>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let mut form = Form::default();
    form.done = (wanted.saved == "1").then_some("exception-saved");
    drawn(&ask, id, wanted.part(), form).await
}

/// Which part of the cases is wanted, and whether an answer was just given.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    all: bool,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    saved: String,
}

impl Wanted {
    fn part(self) -> Part {
        Part {
            all: self.all,
            after: self.after,
            before: self.before,
        }
    }
}

async fn drawn(ask: &Ask, id: i64, wanted: Part, form: Form) -> Result<Response, PageError> {
    let exception = queries::exception(ask.read(), id)
        .await?
        .ok_or(PageError::NotFound)?;
    let page = ask.page().await?;
    let span = wanted.span();
    let heads = ask.visitor.heads();
    let own = match heads {
        Some(agency) => queries::of_agency(ask.read(), id, agency).await?,
        None => 0,
    };
    // A head's own cases come first.
    let whose = heads.filter(|_| own > 0 && !wanted.all);
    let part = queries::cases(ask.read(), id, whose, &span).await?;
    let ids: Vec<i64> = part.rows.iter().map(|case| case.id).collect();
    let mut answers = answers_to(ask.read(), &ids).await?;
    let matter = actions::case(id);
    let is_called = match FEATURES.next_sitting(ask.read()).await? {
        Some((_, there)) => !there.iter().any(|one| one.matter == matter),
        None => false,
    };
    let text = ask.site.catalogue.get(&exception.indicator);
    let language = page.language;
    let entered = exception.open + exception.explained + exception.accepted;
    let (standing, seen) = match whose {
        Some(agency) => {
            let own = queries::own_in_lists(ask.read(), agency, &[id]).await?;
            let standing = own.get(&id).copied().unwrap_or_default();
            (standing, standing.all())
        }
        None => (Standing::of(&exception), exception.cases),
    };
    let html = Show {
        title: page.either(&exception.title_fa, &exception.title_en).to_owned(),
        month: month(&page, &exception),
        counted: cases(&page, &exception, seen),
        standing,
        condition: text.map_or("", |text| text.condition(language)).to_owned(),
        rule: text.map_or("", |text| text.rule(language)).to_owned(),
        otherwise: text.map_or("", |text| text.otherwise(language)).to_owned(),
        about: text.map_or_else(String::new, |text| text.about_html(language, 3)),
        pager: part.pager(wanted.also()),
        wanted,
        own,
        rows: part
            .rows
            .into_iter()
            .map(|case| {
                let answers = answers.remove(&case.id).unwrap_or_default();
                row(case, answers, &page)
            })
            .collect(),
        beyond: if whose.is_some() {
            0
        } else {
            exception.cases - entered
        },
        may_judge: page.has_role("inspector") || page.has_role("secretary"),
        may_lay: is_called && (page.has_role("secretary") || page.has_role("governor")),
        sittings: FEATURES.sittings(ask.read(), &matter).await?,
        decisions: FEATURES.decisions(ask.read(), &matter).await?,
        exception,
        page,
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

fn row(case: Case, answers: Vec<Answer>, page: &Page) -> Row {
    let support = serde_json::from_str::<Support>(&case.content).ok();
    let told = support.and_then(|support| {
        let called = |id: &str| support.names.get(id).cloned();
        let finding = support.findings.first()?;
        Some(told(finding, Some(&called), page.language))
    });
    Row { case, told, answers }
}

impl FormPage for Show {
    type At = i64;

    async fn show(ask: &Ask, id: i64, form: Form) -> Result<Response, PageError> {
        // The cases that were chosen stand on the page that was sent.
        let wanted = Part {
            all: form.value("all") == "true",
            after: form.value("after").to_owned(),
            before: form.value("before").to_owned(),
        };
        drawn(ask, id, wanted, form).await
    }
}

impl FromForm for JudgeCases {
    type At = i64;

    fn from_form(_: &Ask, exception: i64, form: &Form) -> Result<Self, &'static str> {
        // One answer is taken back by the button that stands beside it.
        let taken_back = form.number("take_back");
        let chosen = if let Some(case) = taken_back {
            vec![case]
        } else if form.value("whole") == "yes" {
            form.numbers("open")
        } else {
            form.numbers("case")
        };
        Ok(Self {
            exception,
            version: form.version()?,
            cases: chosen,
            verdict: match taken_back {
                Some(_) => CaseState::Open,
                None => CaseState::of_word(form.value("verdict")).ok_or("refusal-verdict-missing")?,
            },
            answer: form.text("answer"),
        })
    }

    fn leads_to((): &(), exception: i64) -> String {
        format!("/exceptions/{exception}?saved=1")
    }
}
