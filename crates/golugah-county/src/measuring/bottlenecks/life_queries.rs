//! What the pages ask: a list by state, and the life of one bottleneck as records and log have it.

use golugah_findings::Support;
use sea_orm::{DbErr, Value};
use serde::Deserialize;

use super::again::Told;
use super::{Bottleneck, BottleneckState};
use crate::support::paged::{Column, MOST_ROWS, Paged, Span, key};
use crate::support::rows::numbers;
use golugah_desk::Read;

/// How many bottlenecks of an agency stand on its page.
const ON_A_PAGE: usize = 50;

/// How many measurements of a bottleneck its page tells of.
const MEASUREMENTS: i64 = 40;

/// How many of the sets of findings behind them are shown.
const SETS: i64 = 6;

/// The order of a list: what came back first, what is done with last.
const ORDER: &str =
    "CASE state WHEN 'reopened' THEN 0 WHEN 'dismissed' THEN 2 WHEN 'cleared' THEN 2 ELSE 1 END, id";

/// A part of the list: a state, or what is not done with; one indicator; what one agency was told to clean.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Narrowed {
    pub(super) state: Option<BottleneckState>,
    /// Empty where all are wanted.
    pub(super) indicator: String,
    pub(super) agency: Option<i64>,
}

impl Narrowed {
    /// What is asked of a row.
    fn asked(&self, sees_people: bool) -> (String, Vec<Value>) {
        let mut values: Vec<Value> = Vec::new();
        let mut sql = match self.state {
            Some(state) => {
                values.push(state.word().into());
                "state = $1".to_owned()
            }
            None => "state NOT IN ('cleared', 'dismissed')".to_owned(),
        };
        if !self.indicator.is_empty() {
            values.push(self.indicator.as_str().into());
            sql += &format!(" AND indicator = ${}", values.len());
        }
        if let Some(agency) = self.agency {
            values.push(agency.into());
            sql += &format!(" AND agency_id = ${}", values.len());
        }
        if !sees_people {
            sql += UNNAMED;
        }
        (sql, values)
    }
}

/// How many of a part are of each indicator, whichever is wanted.
pub(super) async fn by_indicator(
    read: Read<'_>,
    part: &Narrowed,
    sees_people: bool,
) -> Result<Vec<(String, i64)>, DbErr> {
    #[derive(Deserialize)]
    struct Of {
        indicator: String,
        many: i64,
    }
    let any = Narrowed {
        indicator: String::new(),
        ..part.clone()
    };
    let (asked, values) = any.asked(sees_people);
    let sql = format!(
        "SELECT indicator, COUNT(*) AS many FROM bottlenecks WHERE {asked} GROUP BY indicator ORDER BY many DESC, indicator"
    );
    let all: Vec<Of> = read.all(&sql, values).await?;
    Ok(all.into_iter().map(|one| (one.indicator, one.many)).collect())
}

/// How many of a part each agency was told to clean, whichever is wanted.
pub(super) async fn by_agency(
    read: Read<'_>,
    part: &Narrowed,
    sees_people: bool,
) -> Result<Vec<(i64, i64)>, DbErr> {
    #[derive(Deserialize)]
    struct Of {
        agency_id: i64,
        many: i64,
    }
    let any = Narrowed {
        agency: None,
        ..part.clone()
    };
    let (asked, values) = any.asked(sees_people);
    let sql = format!(
        "SELECT agency_id, COUNT(*) AS many FROM bottlenecks WHERE {asked} AND agency_id IS NOT NULL \
         GROUP BY agency_id ORDER BY many DESC, agency_id"
    );
    let all: Vec<Of> = read.all(&sql, values).await?;
    Ok(all.into_iter().map(|one| (one.agency_id, one.many)).collect())
}

/// A page of bottlenecks in one state, the newest first, or of those not yet done with: what came back stands on a higher
/// level than what did not, and so comes first.
pub(super) async fn listed(
    read: Read<'_>,
    part: &Narrowed,
    sees_people: bool,
    span: &Span,
) -> Result<Paged<Bottleneck>, DbErr> {
    let by_id = [Column::number("id").down()];
    let by_level = [Column::number("level").down(), Column::number("id")];
    let order = if part.state.is_some() {
        &by_id[..]
    } else {
        &by_level[..]
    };
    let (asked, mut values) = part.asked(sees_people);
    let (beyond, end) = span.clause(order, &mut values);
    let sql = format!("SELECT * FROM bottlenecks WHERE {asked}{beyond}{end}");
    let rows: Vec<Bottleneck> = read.all(&sql, values).await?;
    Ok(span.paged(rows, |row| match part.state {
        Some(_) => key(&[&row.id]),
        None => key(&[&row.level, &row.id]),
    }))
}

/// The bottlenecks that an agency was told to clean, those that came back first, those done with last.
pub(super) async fn owned_by(read: Read<'_>, agency: i64) -> Result<Vec<Bottleneck>, DbErr> {
    let sql = format!("SELECT * FROM bottlenecks WHERE agency_id = $1 ORDER BY {ORDER} LIMIT {ON_A_PAGE}");
    read.all(&sql, vec![agency.into()]).await
}

/// What was found in one person's work and nobody has looked at: its name is the inspector's and the governor's alone.
macro_rules! unreviewed_person {
    () => {
        "(state = 'found' AND group_kind IN ('officer', 'applicant'))"
    };
}

pub(super) use unreviewed_person;

/// Leaves it out.
const UNNAMED: &str = concat!(" AND NOT ", unreviewed_person!());

/// Every bottleneck, as many as a workbook is given with.
pub(super) async fn all(read: Read<'_>, with_people: bool) -> Result<Vec<Bottleneck>, DbErr> {
    let unnamed = if with_people { "" } else { UNNAMED };
    let sql = format!("SELECT * FROM bottlenecks WHERE 1 = 1{unnamed} ORDER BY id LIMIT {MOST_ROWS}");
    read.all(&sql, Vec::new()).await
}

/// How many were found in one person's work that nobody has looked at.
pub(super) async fn unreviewed_people(read: Read<'_>) -> Result<i64, DbErr> {
    let sql = concat!("SELECT COUNT(*) FROM bottlenecks WHERE ", unreviewed_person!());
    read.number(sql, Vec::new()).await
}

/// The same of these records alone.
pub(super) async fn in_states_of(
    read: Read<'_>,
    records: &[i64],
) -> Result<Vec<(BottleneckState, i64)>, DbErr> {
    let sql = format!(
        "SELECT state, COUNT(*) AS many FROM bottlenecks WHERE id IN ({}) GROUP BY state",
        numbers(records)
    );
    counted(read, &sql).await
}

#[derive(Deserialize)]
struct InState {
    state: String,
    many: i64,
}

/// How many bottlenecks there are in each state, in the order of [`BottleneckState::ALL`].
pub(super) async fn in_states(read: Read<'_>) -> Result<Vec<(BottleneckState, i64)>, DbErr> {
    counted(
        read,
        "SELECT state, COUNT(*) AS many FROM bottlenecks GROUP BY state",
    )
    .await
}

async fn counted(read: Read<'_>, sql: &str) -> Result<Vec<(BottleneckState, i64)>, DbErr> {
    let rows: Vec<InState> = read.all(sql, Vec::new()).await?;
    let many = |state: BottleneckState| {
        let row = rows.iter().find(|row| row.state == state.word());
        row.map_or(0, |row| row.many)
    };
    Ok(BottleneckState::ALL
        .into_iter()
        .map(|state| (state, many(state)))
        .collect())
}

/// One measurement after a remedy.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Measurement {
    pub(super) id: i64,
    pub(super) measured_on: String,
    pub(super) data_after: String,
    pub(super) raised: i64,
    pub(super) computable: i64,
    pub(super) outcome: String,
    pub(super) cases_needed: i64,
    /// The measurement whole, as JSON.
    pub(super) detail: String,
}

/// What a stored measurement says of the peers.
#[derive(Deserialize)]
struct Peers {
    peer_rate_after: Option<f64>,
}

impl Measurement {
    /// The peers' rate in the same data, worked out as that of the verdict which named the place; `None` where they were
    /// too few, or the measurement was made before it was kept so.
    pub(super) fn peer_rate(&self) -> Option<f64> {
        let peers: Peers = serde_json::from_str(&self.detail).ok()?;
        peers.peer_rate_after
    }

    /// What it says of state and effect; `None` where it was made before these were told apart.
    pub(super) fn told(&self) -> Option<Told> {
        Told::of(&self.detail)
    }

    /// The rate above which the place was a bottleneck in that window, where it was worked out of it.
    pub(super) fn threshold(&self) -> Option<f64> {
        self.told()?.threshold()
    }
}

const MEASUREMENT: &str = "SELECT id, measured_on, data_after, raised, computable, outcome, cases_needed, detail \
                           FROM measurements WHERE bottleneck_id = $1 ORDER BY id DESC";

/// The last measurements of a bottleneck, the first first.
pub(super) async fn measurements(read: Read<'_>, bottleneck: i64) -> Result<Vec<Measurement>, DbErr> {
    let sql = format!("{MEASUREMENT} LIMIT {MEASUREMENTS}");
    let mut measurements: Vec<Measurement> = read.all(&sql, vec![bottleneck.into()]).await?;
    measurements.reverse();
    Ok(measurements)
}

/// The last measurement of a bottleneck.
pub(super) async fn last_measurement(read: Read<'_>, bottleneck: i64) -> Result<Option<Measurement>, DbErr> {
    read.one(&format!("{MEASUREMENT} LIMIT 1"), vec![bottleneck.into()])
        .await
}

/// The last measurement of each of these that saw anything, by bottleneck.
pub(super) async fn last_measurements(
    read: Read<'_>,
    bottlenecks: &[i64],
) -> Result<Vec<(i64, Measurement)>, DbErr> {
    #[derive(Deserialize)]
    struct Of {
        bottleneck_id: i64,
        #[serde(flatten)]
        measurement: Measurement,
    }
    let sql = format!(
        "SELECT bottleneck_id, id, measured_on, data_after, raised, computable, outcome, cases_needed, detail \
         FROM measurements WHERE id IN (SELECT MAX(id) FROM measurements WHERE bottleneck_id IN ({}) \
         AND computable > 0 GROUP BY bottleneck_id)",
        numbers(bottlenecks)
    );
    let all: Vec<Of> = read.all(&sql, Vec::new()).await?;
    Ok(all
        .into_iter()
        .map(|one| (one.bottleneck_id, one.measurement))
        .collect())
}

/// The day of the first measurement that cleared a bottleneck since it was last found not clear.
pub(super) async fn cleared_since(read: Read<'_>, bottleneck: i64) -> Result<Option<String>, DbErr> {
    #[derive(Deserialize)]
    struct Since {
        measured_on: String,
    }
    let sql = "SELECT measured_on FROM measurements WHERE bottleneck_id = $1 AND outcome = 'cleared' AND id > \
               (SELECT COALESCE(MAX(id), 0) FROM measurements WHERE bottleneck_id = $1 AND outcome = 'not_cleared') \
               ORDER BY id LIMIT 1";
    let since: Option<Since> = read.one(sql, vec![bottleneck.into()]).await?;
    Ok(since.map(|since| since.measured_on))
}

/// An inspector's look at a bottleneck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Review {
    /// The day in Iran.
    pub(super) day: String,
    /// How often the row had been written before.
    pub(super) seq: i64,
}

#[derive(Deserialize)]
struct Entry {
    time: String,
}

/// When inspectors looked at a bottleneck, the first first: a record says how it stands, the log says when that came.
pub(super) async fn reviews(read: Read<'_>, bottleneck: i64) -> Result<Vec<Review>, DbErr> {
    let sql = "SELECT l.seq, l.entry FROM log_cases c JOIN log_entries l ON l.seq = c.seq \
               WHERE c.kind = 'bottleneck' AND c.record = $1 AND c.deed = 'bottleneck.review' ORDER BY c.seq";
    let mut reviews = Vec::new();
    for row in read.rows(sql, vec![bottleneck.into()]).await? {
        let (seq, entry): (i64, String) = (row.get("seq")?, row.get("entry")?);
        // What the log holds that is no entry of ours is a matter for whoever verifies it.
        let Ok(entry) = serde_json::from_str::<Entry>(&entry) else {
            continue;
        };
        let day = golugah_desk::clock::day_in_iran(&entry.time).unwrap_or(entry.time);
        reviews.push(Review { day, seq });
    }
    Ok(reviews)
}

/// The findings that a measurement rested on, as they were kept.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct FindingSet {
    pub(super) id: i64,
    pub(super) measurement_id: Option<i64>,
    pub(super) import_id: Option<i64>,
    pub(super) seen_on: String,
    pub(super) findings: i64,
    pub(super) content: String,
}

/// The sets of findings that a bottleneck's page shows, the newest first: the last of those behind measurements, the last that
/// all data gave, and the one that named the place, whose figures stand on the page.
pub(super) async fn finding_sets(read: Read<'_>, bottleneck: i64) -> Result<Vec<FindingSet>, DbErr> {
    let columns = "id, measurement_id, import_id, seen_on, findings, content";
    let sql = format!(
        "SELECT {columns} FROM finding_sets WHERE bottleneck_id = $1 AND \
         (id = {NAMED_LAST} OR measurement_id IS NOT NULL) ORDER BY id DESC LIMIT {SETS}"
    );
    let mut sets: Vec<FindingSet> = read.all(&sql, vec![bottleneck.into()]).await?;
    let sql = format!("SELECT {columns} FROM finding_sets WHERE id = {NAMED_FIRST}");
    let first: Option<FindingSet> = read.one(&sql, vec![bottleneck.into()]).await?;
    sets.retain(|set| first.as_ref().is_none_or(|first| first.id != set.id));
    sets.extend(first);
    Ok(sets)
}

/// The set of findings that named a bottleneck.
const NAMED_FIRST: &str =
    "(SELECT MIN(n.id) FROM finding_sets n WHERE n.bottleneck_id = $1 AND +n.measurement_id IS NULL)";

/// The newest set of findings that all data gave of it. With the plus no index of measurements is taken: it holds each
/// measurement once, and nothing of all that was found without one.
const NAMED_LAST: &str =
    "(SELECT MAX(n.id) FROM finding_sets n WHERE n.bottleneck_id = $1 AND +n.measurement_id IS NULL)";

/// Whether the findings that last named a bottleneck are these.
pub async fn is_named_so(read: Read<'_>, bottleneck: i64, support: &Support) -> Result<bool, DbErr> {
    let sql = format!(
        "SELECT id, measurement_id, import_id, seen_on, findings, content FROM finding_sets WHERE id = {NAMED_LAST}"
    );
    let last: Option<FindingSet> = read.one(&sql, vec![bottleneck.into()]).await?;
    let content = serde_json::to_string(support).map_err(|error| DbErr::Custom(error.to_string()))?;
    Ok(last.is_some_and(|last| last.content == content))
}

/// The last measurement of a bottleneck if it has no findings kept: the program ended between the two deeds.
pub async fn measured_without_findings(read: Read<'_>, bottleneck: i64) -> Result<Option<i64>, DbErr> {
    let Some(last) = last_measurement(read, bottleneck).await? else {
        return Ok(None);
    };
    let sql = "SELECT COUNT(*) FROM finding_sets WHERE measurement_id = $1";
    let kept = read.number(sql, vec![last.id.into()]).await?;
    Ok((kept == 0).then_some(last.id))
}
