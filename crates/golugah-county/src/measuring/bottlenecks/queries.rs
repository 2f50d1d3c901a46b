use sea_orm::DbErr;

use super::actions::MeasureBottleneck;
use super::life_queries;
use crate::support::rows::numbers;
use golugah_desk::Read;
use serde::Deserialize;

/// A bottleneck as it is stored.
#[derive(Clone, Debug, Deserialize)]
pub struct Bottleneck {
    /// The row.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// The indicator's name.
    pub indicator: String,
    /// The indicator's code.
    pub code: String,
    /// What kind of place: an OCDS or XES word.
    pub group_kind: String,
    /// The place's id.
    pub group_id: String,
    /// What people call the place.
    pub group_name: String,
    /// What the data say, in Persian.
    pub sentence_fa: String,
    /// What the data say, in English.
    pub sentence_en: String,
    /// A word of [`super::BottleneckState`].
    pub state: String,
    /// How high it has come: 1 for the agency, one more at every reopening.
    pub level: i64,
    /// Why it was dismissed.
    pub reason: String,
    /// The day it was found.
    pub found_on: String,
    /// The day its remedy was proven; data dated after it decide.
    pub remedied_on: Option<String>,
    /// The agency that was last told to clean it.
    pub agency_id: Option<i64>,
    /// Raised observations when it was found.
    pub raised: i64,
    /// Computable observations when it was found.
    pub computable: i64,
    /// What the judgement said when it was found, as JSON, for whoever measures again.
    pub verdict: String,
}

impl Bottleneck {
    /// Whether the place is a person. A kind of place that this program does not know is taken for one: what it names is
    /// held back rather than given away.
    pub fn is_of_a_person(&self) -> bool {
        super::in_public::is_person(&self.group_kind)
    }

    /// Whether it was found in one person's work and nobody has looked at it yet.
    pub fn is_of_a_person_unreviewed(&self) -> bool {
        self.is_of_a_person() && self.state == super::BottleneckState::Found.word()
    }
}

/// All of a bottleneck but its verdict, which is longer than all the rest.
pub(super) const NARROW: &str = "SELECT b.id, b.version, b.indicator, b.code, b.group_kind, b.group_id, b.group_name, \
    b.sentence_fa, b.sentence_en, b.state, b.level, b.reason, b.found_on, b.remedied_on, b.agency_id, b.raised, b.computable, \
    '' AS verdict FROM bottlenecks b";

/// One bottleneck.
pub async fn bottleneck(read: Read<'_>, id: i64) -> Result<Option<Bottleneck>, DbErr> {
    read.one("SELECT * FROM bottlenecks WHERE id = $1", vec![id.into()])
        .await
}

/// Those that later data decide about: what waits after its remedy, and what was cleared and must stay so.
pub async fn to_measure_again(read: Read<'_>) -> Result<Vec<Bottleneck>, DbErr> {
    let sql = "SELECT * FROM bottlenecks WHERE state IN ('waiting', 'cleared') AND remedied_on IS NOT NULL \
               ORDER BY remedied_on, id";
    read.all(sql, Vec::new()).await
}

/// The day after which data count: that of the remedy or, once it was cleared, of the measurement that cleared it, lest
/// a clean year hide what came after it.
pub async fn counts_after(read: Read<'_>, bottleneck: &Bottleneck) -> Result<Option<String>, DbErr> {
    if bottleneck.state != super::BottleneckState::Cleared.word() {
        return Ok(bottleneck.remedied_on.clone());
    }
    life_queries::cleared_since(read, bottleneck.id).await
}

/// Those that were measured again and not cleared, and that no later resolution has taken up.
pub(super) async fn reopened(read: Read<'_>) -> Result<Vec<Bottleneck>, DbErr> {
    let sql = format!("{NARROW} WHERE b.state = 'reopened' ORDER BY b.level DESC, b.id LIMIT 120");
    read.all(&sql, Vec::new()).await
}

/// The row of this place under this indicator.
pub async fn known(
    read: Read<'_>,
    indicator: &str,
    kind: &str,
    id: &str,
) -> Result<Option<Bottleneck>, DbErr> {
    let sql = "SELECT * FROM bottlenecks WHERE indicator = $1 AND group_kind = $2 AND group_id = $3";
    read.one(sql, vec![indicator.into(), kind.into(), id.into()])
        .await
}

/// Those nobody has looked at yet, in the order they were found.
pub async fn found(read: Read<'_>) -> Result<Vec<Bottleneck>, DbErr> {
    let sql = format!("{NARROW} WHERE b.state = 'found' ORDER BY b.id LIMIT 100");
    read.all(&sql, Vec::new()).await
}

/// Whether the last measurement of a bottleneck said all the same of what began after the same day.
pub async fn is_measured_so(read: Read<'_>, after: &str, again: &MeasureBottleneck) -> Result<bool, DbErr> {
    let last = life_queries::last_measurement(read, again.bottleneck).await?;
    Ok(last.is_some_and(|last| {
        last.data_after == after
            && (last.raised, last.computable) == again.counts
            && (last.outcome.as_str(), last.cases_needed) == again.outcome.stored()
            && statements(&last.detail) == statements(&again.detail)
    }))
}

/// Whether the last measurement of a bottleneck was made over these very files: later ones then speak of something else. One
/// whose remedy has another day by now is measured anew; of what was cleared the day moves with the measurement itself.
pub async fn is_measured_over(
    read: Read<'_>,
    bottleneck: &Bottleneck,
    after: &str,
    inputs: &[&str],
) -> Result<bool, DbErr> {
    #[derive(Deserialize)]
    struct Over {
        inputs: Vec<String>,
    }
    let is_cleared = bottleneck.state == super::BottleneckState::Cleared.word();
    let Some(last) = life_queries::last_measurement(read, bottleneck.id).await? else {
        return Ok(false);
    };
    // The worker may have ended between a measurement and its findings.
    if last.raised > 0
        && life_queries::measured_without_findings(read, bottleneck.id)
            .await?
            .is_some()
    {
        return Ok(false);
    }
    let over = serde_json::from_str::<Over>(&last.detail);
    Ok((is_cleared || last.data_after == after) && over.is_ok_and(|over| over.inputs == inputs))
}

/// What a measurement's detail says, whatever files it was read from.
fn statements(detail: &str) -> Option<serde_json::Value> {
    let mut detail: serde_json::Value = serde_json::from_str(detail).ok()?;
    if let Some(told) = detail.as_object_mut() {
        told.remove("inputs");
    }
    Some(detail)
}

/// Those an inspector stands by or that came back, the highest first: what a resolution can be about. No list of them shows
/// more.
pub async fn confirmed(read: Read<'_>) -> Result<Vec<Bottleneck>, DbErr> {
    let sql =
        format!("{NARROW} WHERE b.state IN ('confirmed', 'reopened') ORDER BY b.level DESC, b.id LIMIT 50");
    read.all(&sql, Vec::new()).await
}

/// The first of them but for those that are spoken of already, and how many there are of these in all.
pub(super) async fn confirmed_beside(
    read: Read<'_>,
    spoken_of: &[i64],
    most: usize,
) -> Result<(Vec<Bottleneck>, usize), DbErr> {
    let them = format!(
        "b.state IN ('confirmed', 'reopened') AND b.id NOT IN ({})",
        numbers(spoken_of)
    );
    let count = format!("SELECT COUNT(*) FROM bottlenecks b WHERE {them}");
    let count = read.number(&count, Vec::new()).await?;
    let sql = format!("SELECT b.* FROM bottlenecks b WHERE {them} ORDER BY b.level DESC, b.id LIMIT {most}");
    Ok((
        read.all(&sql, Vec::new()).await?,
        usize::try_from(count).unwrap_or(0),
    ))
}

/// A bottleneck where its name is enough.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Named {
    pub(super) id: i64,
    pub(super) group_name: String,
    pub(super) code: String,
    pub(super) group_kind: String,
    pub(super) group_id: String,
    pub(super) agency_id: Option<i64>,
}

/// The names of [`confirmed`].
pub(super) async fn confirmed_names(read: Read<'_>) -> Result<Vec<Named>, DbErr> {
    let sql = "SELECT id, group_name, code, group_kind, group_id, agency_id FROM bottlenecks WHERE state IN ('confirmed', 'reopened') \
               ORDER BY level DESC, id LIMIT 50";
    read.all(sql, Vec::new()).await
}

/// The names of all persons whose work or whose requests a bottleneck is about.
pub(super) async fn persons(read: Read<'_>) -> Result<Vec<String>, DbErr> {
    #[derive(Deserialize)]
    struct Person {
        group_name: String,
    }
    let sql = "SELECT DISTINCT group_name FROM bottlenecks WHERE group_kind IN ('officer', 'applicant') \
               ORDER BY group_name";
    let persons: Vec<Person> = read.all(sql, Vec::new()).await?;
    Ok(persons.into_iter().map(|person| person.group_name).collect())
}

/// These bottlenecks, by row.
pub(super) async fn of_ids(read: Read<'_>, ids: &[i64]) -> Result<Vec<Bottleneck>, DbErr> {
    let sql = format!("{NARROW} WHERE b.id IN ({}) ORDER BY b.id", numbers(ids));
    read.all(&sql, Vec::new()).await
}

#[derive(Deserialize)]
struct InState {
    state: String,
    many: i64,
}

/// How many bottlenecks of an agency there are in each state.
pub(super) async fn states_of(read: Read<'_>, agency: i64) -> Result<Vec<(String, i64)>, DbErr> {
    let sql =
        "SELECT state, COUNT(*) AS many FROM bottlenecks WHERE agency_id = $1 GROUP BY state ORDER BY state";
    let rows: Vec<InState> = read.all(sql, vec![agency.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.state, row.many)).collect())
}

/// How many wait for an inspector.
pub(super) async fn count_found(read: Read<'_>) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM bottlenecks WHERE state = 'found'";
    read.number(sql, Vec::new()).await
}

/// How many came back.
pub(super) async fn count_reopened(read: Read<'_>) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM bottlenecks WHERE state = 'reopened'";
    read.number(sql, Vec::new()).await
}

/// How many of them were measured again and found still there from a day on.
pub(super) async fn count_reopened_since(read: Read<'_>, day: &str) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM bottlenecks b WHERE b.state = 'reopened' AND EXISTS (SELECT 1 FROM measurements m \
               WHERE m.bottleneck_id = b.id AND m.outcome = 'not_cleared' AND m.measured_on >= $1)";
    read.number(sql, vec![day.into()]).await
}
