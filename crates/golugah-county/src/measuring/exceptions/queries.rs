use std::collections::BTreeMap;

use sea_orm::DbErr;

use super::CaseState;
use crate::support::paged::{Column, MOST_ROWS, Paged, Span, key};
use crate::support::rows::numbers;
use golugah_desk::Read;
use serde::Deserialize;

/// A rule in a month, with how its cases stand.
#[derive(Clone, Debug, Deserialize)]
pub struct Exception {
    /// The row.
    pub id: i64,
    /// How often the row was written; every answer writes it.
    pub version: i64,
    /// The indicator's name.
    pub indicator: String,
    /// The indicator's code.
    pub code: String,
    /// What the rule's indicator is called, in Persian.
    pub title_fa: String,
    /// What it is called in English.
    pub title_en: String,
    /// The month, `1405-07`; empty where the data has no day.
    pub month: String,
    /// The day on which the first was found.
    pub found_on: String,
    /// How many cases the last measurement showed: more than are entered, where there are very many.
    pub cases: i64,
    /// How many of the entered ones nobody has answered for.
    pub open: i64,
    /// How many were explained.
    pub explained: i64,
    /// How many are so.
    pub accepted: i64,
    /// What kind of thing its cases are.
    pub subject_kind: String,
}

/// One case against a rule.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    /// The row.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// The rule's month.
    pub exception_id: i64,
    /// What kind of thing.
    pub subject_kind: String,
    /// Its id as published.
    pub subject_id: String,
    /// The day of the deed observed.
    pub day: Option<String>,
    /// What came of it.
    pub state: CaseState,
    /// What was answered; empty while nothing was.
    pub answer: String,
    /// The day on which the program saw it last anew.
    pub seen_on: String,
    /// The data file after which it was found.
    pub import_id: Option<i64>,
    /// The finding, as JSON.
    pub content: String,
    /// What kind of group the office is where it happened; empty where the data names none.
    pub office_kind: String,
    /// That office's id as published; empty where the data names none.
    pub office_id: String,
    /// That office's row, where it is known.
    pub office: Option<i64>,
    /// What the data calls that office; empty where it is not known.
    pub office_name: String,
    /// The agency of the county that it is, where somebody said so.
    pub agency: Option<i64>,
}

const IN_STATE: &str = "(SELECT COUNT(*) FROM exception_cases c WHERE c.exception_id = e.id AND c.state";

fn exceptions(rest: &str) -> String {
    format!(
        "SELECT e.id, e.version, e.indicator, e.code, e.title_fa, e.title_en, e.month, e.found_on, e.cases, \
         {IN_STATE} = 'open') AS open, {IN_STATE} = 'explained') AS explained, {IN_STATE} = 'accepted') AS accepted, \
         COALESCE((SELECT MIN(c.subject_kind) FROM exception_cases c WHERE c.exception_id = e.id), '') AS subject_kind \
         FROM exceptions e {rest}"
    )
}

const ANY_OPEN: &str =
    "EXISTS (SELECT 1 FROM exception_cases c WHERE c.exception_id = e.id AND c.state = 'open')";

/// One rule's month.
pub(super) async fn exception(read: Read<'_>, id: i64) -> Result<Option<Exception>, DbErr> {
    read.one(&exceptions("WHERE e.id = $1"), vec![id.into()]).await
}

/// The row of a rule in a month.
pub async fn of_rule_in_month(
    read: Read<'_>,
    indicator: &str,
    month: &str,
) -> Result<Option<Exception>, DbErr> {
    let sql = exceptions("WHERE e.indicator = $1 AND e.month = $2");
    read.one(&sql, vec![indicator.into(), month.into()]).await
}

/// A page of them, the newest month first: those with a case that nobody has answered for, or all.
pub(super) async fn listed(read: Read<'_>, all: bool, span: &Span) -> Result<Paged<Exception>, DbErr> {
    let mut values = Vec::new();
    let order = [Column::text("e.month").down(), Column::number("e.id").down()];
    let (beyond, end) = span.clause(&order, &mut values);
    let which = if all { "1 = 1" } else { ANY_OPEN };
    let sql = exceptions(&format!("WHERE {which}{beyond}{end}"));
    let rows: Vec<Exception> = read.all(&sql, values).await?;
    Ok(span.paged(rows, |one| key(&[&one.month, &one.id])))
}

const OWN: &str =
    "FROM exception_cases c JOIN shown_offices o ON o.kind = c.office_kind AND o.group_id = c.office_id";

/// A page of the lists with unanswered cases of an agency's offices, by rule, the newest month first.
pub(super) async fn listed_of_agency(
    read: Read<'_>,
    agency: i64,
    span: &Span,
) -> Result<Paged<Exception>, DbErr> {
    let mut values = vec![agency.into()];
    let order = [
        Column::text("e.indicator"),
        Column::text("e.month").down(),
        Column::number("e.id").down(),
    ];
    let (beyond, end) = span.clause(&order, &mut values);
    let sql = exceptions(&format!(
        "WHERE e.id IN (SELECT c.exception_id {OWN} WHERE c.state = 'open' AND o.agency_id = $1){beyond}{end}"
    ));
    let rows: Vec<Exception> = read.all(&sql, values).await?;
    Ok(span.paged(rows, |one| key(&[&one.indicator, &one.month, &one.id])))
}

/// How the cases of a list stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// How many nobody has answered for.
    pub(super) open: i64,
    /// How many were explained.
    pub(super) explained: i64,
    /// How many are so.
    pub(super) accepted: i64,
}

impl Standing {
    /// How the entered cases of all agencies together stand.
    pub(super) fn of(one: &Exception) -> Self {
        Self {
            open: one.open,
            explained: one.explained,
            accepted: one.accepted,
        }
    }

    /// How many the data shows.
    pub(super) fn all(self) -> i64 {
        self.open + self.explained + self.accepted
    }
}

/// How the cases of an agency's offices stand in each of these lists.
pub(super) async fn own_in_lists(
    read: Read<'_>,
    agency: i64,
    lists: &[i64],
) -> Result<BTreeMap<i64, Standing>, DbErr> {
    #[derive(Deserialize)]
    struct Own {
        exception_id: i64,
        state: CaseState,
        many: i64,
    }
    let sql = format!(
        "SELECT c.exception_id, c.state, COUNT(*) AS many {OWN} WHERE o.agency_id = $1 \
         AND c.exception_id IN ({}) GROUP BY c.exception_id, c.state",
        numbers(lists)
    );
    let own: Vec<Own> = read.all(&sql, vec![agency.into()]).await?;
    let mut by_list: BTreeMap<i64, Standing> = BTreeMap::new();
    for one in own {
        let standing = by_list.entry(one.exception_id).or_default();
        match one.state {
            CaseState::Open => standing.open = one.many,
            CaseState::Explained => standing.explained = one.many,
            CaseState::Accepted => standing.accepted = one.many,
            CaseState::Gone => {}
        }
    }
    Ok(by_list)
}

/// In how many lists an agency's offices have unanswered cases, and how many these are.
pub(super) async fn counts_of_agency(read: Read<'_>, agency: i64) -> Result<(i64, i64), DbErr> {
    let number = async |what: &str| {
        let sql = format!("SELECT COUNT({what}) {OWN} WHERE c.state = 'open' AND o.agency_id = $1");
        read.number(&sql, vec![agency.into()]).await
    };
    Ok((number("DISTINCT c.exception_id").await?, number("*").await?))
}

/// How many cases all lists show together, as the last measurement had them.
pub(super) async fn in_all_lists(read: Read<'_>) -> Result<i64, DbErr> {
    let sql = "SELECT CAST(COALESCE(SUM(cases), 0) AS BIGINT) FROM exceptions";
    read.number(sql, Vec::new()).await
}

/// The lists with unanswered cases of an agency's offices, the newest month first, each with how many such cases; and how many
/// such cases there are in all of its lists.
pub(super) async fn open_of_agency(
    read: Read<'_>,
    agency: i64,
    most: usize,
) -> Result<(Vec<(Exception, i64)>, i64), DbErr> {
    #[derive(Deserialize)]
    struct Open {
        exception_id: i64,
        many: i64,
    }
    let sql = format!(
        "SELECT c.exception_id, COUNT(*) AS many {OWN} JOIN exceptions e ON e.id = c.exception_id \
         WHERE c.state = 'open' AND o.agency_id = $1 GROUP BY c.exception_id, e.month \
         ORDER BY e.month DESC, c.exception_id DESC LIMIT {most}"
    );
    let open: Vec<Open> = read.all(&sql, vec![agency.into()]).await?;
    let all = format!("SELECT COUNT(*) {OWN} WHERE c.state = 'open' AND o.agency_id = $1");
    let all = read.number(&all, vec![agency.into()]).await?;
    let ids: Vec<i64> = open.iter().map(|one| one.exception_id).collect();
    let rows = of_ids(read, &ids).await?;
    let lists = open.into_iter().filter_map(|one| {
        let row = rows.iter().find(|row| row.id == one.exception_id)?;
        Some((row.clone(), one.many))
    });
    Ok((lists.collect(), all))
}

/// The agency whose offices all unanswered cases of a list are; `None` where they are several agencies', or nobody's yet.
pub(super) async fn owner(read: Read<'_>, exception: i64) -> Result<Option<i64>, DbErr> {
    #[derive(Deserialize)]
    struct Owner {
        agency_id: Option<i64>,
    }
    let sql = "SELECT DISTINCT o.agency_id FROM exception_cases c \
               LEFT JOIN shown_offices o ON o.kind = c.office_kind AND o.group_id = c.office_id \
               WHERE c.exception_id = $1 AND c.state = 'open' LIMIT 2";
    let owners: Vec<Owner> = read.all(sql, vec![exception.into()]).await?;
    Ok(match owners.as_slice() {
        [one] => one.agency_id,
        _ => None,
    })
}

/// What nobody has answered for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unanswered {
    /// Lists: a rule in a month.
    pub(super) lists: i64,
    /// Months.
    pub(super) months: i64,
    /// Cases.
    pub(super) cases: i64,
    /// Whether there is any list at all, answered or not.
    pub(super) any: bool,
}

pub(super) async fn unanswered(read: Read<'_>) -> Result<Unanswered, DbErr> {
    const OPEN: &str = "FROM exception_cases c WHERE c.state = 'open'";
    let number = async |sql: &str| read.number(sql, Vec::new()).await;
    let months = format!(
        "SELECT COUNT(DISTINCT e.month) FROM exceptions e WHERE e.id IN (SELECT c.exception_id {OPEN})"
    );
    Ok(Unanswered {
        lists: number(&format!("SELECT COUNT(DISTINCT c.exception_id) {OPEN}")).await?,
        months: number(&months).await?,
        cases: number(&format!("SELECT COUNT(*) {OPEN}")).await?,
        any: number("SELECT COUNT(*) FROM (SELECT 1 FROM exceptions LIMIT 1) one").await? > 0,
    })
}

/// The newest lists with a case that nobody has answered for, but for those that are spoken of already; and how many of these
/// there are in all.
pub(super) async fn open_beside(
    read: Read<'_>,
    spoken_of: &[i64],
    most: usize,
) -> Result<(Vec<Exception>, i64), DbErr> {
    let spoken_of = numbers(spoken_of);
    let count = format!(
        "SELECT COUNT(DISTINCT exception_id) FROM exception_cases WHERE state = 'open' AND exception_id NOT IN ({spoken_of})"
    );
    let rest = format!(
        "WHERE {ANY_OPEN} AND e.id NOT IN ({spoken_of}) ORDER BY e.month DESC, e.id DESC LIMIT {most}"
    );
    Ok((
        read.all(&exceptions(&rest), Vec::new()).await?,
        read.number(&count, Vec::new()).await?,
    ))
}

/// These, by row.
pub(super) async fn of_ids(read: Read<'_>, ids: &[i64]) -> Result<Vec<Exception>, DbErr> {
    let rest = format!("WHERE e.id IN ({}) ORDER BY e.id", numbers(ids));
    read.all(&exceptions(&rest), Vec::new()).await
}

const CASES: &str = "SELECT c.id, c.version, c.exception_id, c.subject_kind, c.subject_id, c.day, c.state, c.answer, c.seen_on, \
                     c.import_id, c.content, c.office_kind, c.office_id, o.id AS office, COALESCE(o.name, '') AS office_name, o.agency_id AS agency \
                     FROM exception_cases c \
                     LEFT JOIN shown_offices o ON o.kind = c.office_kind AND o.group_id = c.office_id";

const OF_AGENCY: &str = "EXISTS (SELECT 1 FROM shown_offices s WHERE s.kind = c.office_kind AND s.group_id = c.office_id AND \
                         s.agency_id = $2)";

/// A page of the cases of a rule's month, in the order in which they were found: all, or those of an agency's offices.
pub(super) async fn cases(
    read: Read<'_>,
    exception: i64,
    own: Option<i64>,
    span: &Span,
) -> Result<Paged<Case>, DbErr> {
    let mut values = vec![exception.into()];
    let whose = own.map_or_else(String::new, |agency| {
        values.push(agency.into());
        format!(" AND {OF_AGENCY}")
    });
    let (beyond, end) = span.clause(&[Column::number("c.id")], &mut values);
    let sql = format!("{CASES} WHERE c.exception_id = $1{whose}{beyond}{end}");
    let cases: Vec<Case> = read.all(&sql, values).await?;
    Ok(span.paged(cases, |case| key(&[&case.id])))
}

/// How many entered cases of a rule's month are of an agency's offices.
pub(super) async fn of_agency(read: Read<'_>, exception: i64, agency: i64) -> Result<i64, DbErr> {
    let sql = format!("SELECT COUNT(*) FROM exception_cases c WHERE c.exception_id = $1 AND {OF_AGENCY}");
    read.number(&sql, vec![exception.into(), agency.into()]).await
}

/// One case.
pub(super) async fn case_by_id(read: Read<'_>, id: i64) -> Result<Option<Case>, DbErr> {
    read.one(&format!("{CASES} WHERE c.id = $1"), vec![id.into()])
        .await
}

/// The case of a subject.
pub(super) async fn case_of(
    read: Read<'_>,
    exception: i64,
    kind: &str,
    id: &str,
) -> Result<Option<Case>, DbErr> {
    let sql = format!("{CASES} WHERE c.exception_id = $1 AND c.subject_kind = $2 AND c.subject_id = $3");
    read.one(&sql, vec![exception.into(), kind.into(), id.into()])
        .await
}

/// All cases of a rule's month, in order.
pub async fn cases_of(read: Read<'_>, exception: i64) -> Result<Vec<Case>, DbErr> {
    let sql = format!("{CASES} WHERE c.exception_id = $1 ORDER BY c.id");
    read.all(&sql, vec![exception.into()]).await
}

/// Every month that was entered for this indicator.
pub async fn shown_by(read: Read<'_>, indicator: &str) -> Result<Vec<Exception>, DbErr> {
    read.all(
        &exceptions("WHERE e.indicator = $1 ORDER BY e.month"),
        vec![indicator.into()],
    )
    .await
}

/// Every list, by its row.
pub(super) async fn of_all(read: Read<'_>) -> Result<BTreeMap<i64, Exception>, DbErr> {
    let rest = format!("ORDER BY e.id LIMIT {MOST_ROWS}");
    let all: Vec<Exception> = read.all(&exceptions(&rest), Vec::new()).await?;
    Ok(all.into_iter().map(|one| (one.id, one)).collect())
}

/// The cases that the data shows, list by list, as many as a workbook is given with: all, or those of an agency's offices.
pub(super) async fn all_cases(read: Read<'_>, agency: Option<i64>) -> Result<Vec<Case>, DbErr> {
    let whose = agency.map_or("", |_| " AND o.agency_id = $1");
    let sql = format!("{CASES} WHERE c.id > 0 AND c.state <> 'gone'{whose} ORDER BY c.id LIMIT {MOST_ROWS}");
    read.all(&sql, agency.map(Into::into).into_iter().collect()).await
}
