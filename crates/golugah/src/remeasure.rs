//! The worker measures again what was remedied and what was cleared.

use std::collections::BTreeMap;
use std::path::Path;

use golugah_county::bottlenecks::actions::{KeepFindings, MeasureBottleneck, Outcome};
use golugah_county::bottlenecks::{self, Bottleneck as Known, BottleneckState};
use golugah_county::imports::{Phase, tell};
use golugah_desk::{Actor, Db};
use golugah_findings::{Bottleneck, State};

use crate::after::Day;
use crate::arguments::Measuring;
use crate::bottlenecks::{Place, Windows, risen};
use crate::failure::Failure;
use crate::measured::Measured;
use crate::support;
use crate::work::{keep_findings, measured, number};

/// A verdict that lies more than so many days ahead has no day: nobody waits ten years for one.
const FARTHEST: u64 = 3653;

/// What was measured around the remedies of one day.
struct Scans {
    before: Measured,
    whole: Measured,
    halves: [Measured; 2],
    begins: [Day; 2],
}

impl Scans {
    /// Of these indicators: what began until `remedied`, and what began after `after`, whole and in two halves.
    async fn of(data: &Path, indicators: &[String], remedied: Day, after: Day) -> Result<Self, Failure> {
        let scan = async |from: Option<Day>, until: Option<Day>| {
            let measuring = Measuring {
                indicators: indicators.to_vec(),
                after: from,
                until,
                null: 0,
                ..Measuring::default()
            };
            measured(data.to_owned(), measuring).await
        };
        let whole = scan(Some(after), None).await?;
        let last = whole.span.last().unwrap_or(after);
        let middle = Day(after.0 + (last.0 - after.0) / 2);
        Ok(Self {
            before: scan(None, Some(remedied)).await?,
            whole,
            halves: [
                scan(Some(after), Some(middle)).await?,
                scan(Some(middle), None).await?,
            ],
            begins: [after, middle],
        })
    }

    fn windows(&self) -> Windows<'_> {
        Windows {
            before: &self.before,
            whole: &self.whole,
            halves: [&self.halves[0], &self.halves[1]],
            begins: self.begins,
        }
    }
}

/// Measures again what was remedied and what was cleared, each on data dated after its day, and gives how many. What
/// says the same of the same data once more is not entered twice.
pub(crate) async fn again(db: &Db, data: &Path, import: i64) -> Result<i64, Failure> {
    let known = bottlenecks::to_measure_again(db.read())
        .await
        .map_err(Failure::because)?;
    let mut by_days: BTreeMap<(String, String), Vec<&Known>> = BTreeMap::new();
    for one in &known {
        let after = bottlenecks::counts_after(db.read(), one)
            .await
            .map_err(Failure::because)?;
        if let (Some(after), Some(remedied)) = (after, &one.remedied_on) {
            by_days.entry((after, remedied.clone())).or_default().push(one);
        }
    }
    let total = number(known.len() as u64);
    let mut done = 0;
    for ((after, remedied), ones) in by_days {
        let mut indicators: Vec<String> = ones.iter().map(|one| one.indicator.clone()).collect();
        indicators.sort_unstable();
        indicators.dedup();
        let day = |text: &str| Day::parse(text).map_err(Failure::because);
        let scans = Scans::of(data, &indicators, day(&remedied)?, day(&after)?).await?;
        // Every indicator at once is looked at where something is cleared, to see what rose instead.
        let mut all = None;
        for one in ones {
            tell(db, import, Phase::MeasuringAgain, done, total)
                .await
                .map_err(Failure::because)?;
            done += 1;
            let judged = Judged::of(one, &known, &scans)?;
            if judged.again.state == State::Cleared && all.is_none() {
                let scan = |from, until| Measuring {
                    after: from,
                    until,
                    null: 0,
                    ..Measuring::default()
                };
                let (remedied, after) = (day(&remedied)?, day(&after)?);
                all = Some((
                    measured(data.to_owned(), scan(None, Some(remedied))).await?,
                    measured(data.to_owned(), scan(Some(after), None)).await?,
                ));
            }
            let deed = judged.deed(one, &scans, all.as_ref());
            enter(db, import, one, &after, deed, &scans.whole).await?;
        }
    }
    Ok(done)
}

/// Enters a measurement with the findings that it rests on, unless it says the same of the same data once more.
async fn enter(
    db: &Db,
    import: i64,
    one: &Known,
    after: &str,
    deed: MeasureBottleneck,
    later: &Measured,
) -> Result<(), Failure> {
    let nothing_new = deed.counts.1 == 0 && one.state == BottleneckState::Cleared.word();
    let said = bottlenecks::is_measured_so(db.read(), one.id, after, deed.counts).await;
    let measurement = if said.map_err(Failure::because)? {
        // The worker may have ended between a measurement and its findings.
        let left = bottlenecks::measured_without_findings(db.read(), one.id).await;
        left.map_err(Failure::because)?
    } else if nothing_new {
        None
    } else {
        let performed = db.perform(Actor::program(), deed).await;
        Some(performed.map_err(Failure::because)?)
    };
    let before = before(one)?;
    let kind = before.group.kind;
    let place = golugah_report::Place {
        indicator: &one.indicator,
        kind,
        id: &one.group_id,
        steps: &before.steps,
        raised: later.totals_of(&one.indicator, kind, &one.group_id).0,
    };
    if let (Some(measurement), Some(support)) = (measurement, support::of(later, &[place]).pop())
        && support.count > 0
    {
        let keep = KeepFindings {
            bottleneck: one.id,
            measurement: Some(measurement),
            import: Some(import),
            support,
        };
        keep_findings(db, keep).await?;
    }
    Ok(())
}

/// The verdict that named a bottleneck.
fn before(known: &Known) -> Result<Bottleneck, Failure> {
    serde_json::from_str(&known.verdict).map_err(Failure::because)
}

/// What the later data say of a bottleneck.
struct Judged {
    before: Bottleneck,
    again: golugah_findings::MeasuredAgain,
    computable_left: f64,
    days: i64,
}

impl Judged {
    fn of(one: &Known, all: &[Known], scans: &Scans) -> Result<Self, Failure> {
        let before = before(one)?;
        let indicator = golugah_indicators::indicator(&one.indicator).ok_or_else(|| {
            Failure::CouldNotRun(format!(
                "{}: this program has no such indicator; expected one that `golugah indicators list` names",
                one.indicator
            ))
        })?;
        let alike = |other: &&Known| other.indicator == one.indicator && other.group_kind == one.group_kind;
        let remedied: Vec<&str> = all
            .iter()
            .filter(alike)
            .map(|other| other.group_id.as_str())
            .collect();
        let place = Place {
            indicator,
            kind: before.group.kind,
            id: &one.group_id,
            rate: before.rate,
            steps: &before.steps,
        };
        let again = scans.windows().of(place, &remedied);
        Ok(Self {
            before,
            again: again.said,
            computable_left: again.computable_left,
            days: again.days,
        })
    }

    fn deed(self, one: &Known, scans: &Scans, all: Option<&(Measured, Measured)>) -> MeasureBottleneck {
        let Self { before, again, .. } = &self;
        let outcome = match again.state {
            State::Cleared => Outcome::Cleared,
            State::NotCleared => Outcome::NotCleared,
            State::NotEnoughData => Outcome::NotEnoughData(number(again.cases_needed)),
        };
        let rose = all
            .filter(|_| again.state == State::Cleared)
            .map(|(earlier, later)| risen(earlier, later, before.group.kind, &one.group_id, &one.indicator));
        let last = scans.whole.span.last();
        let ahead = again.days_needed.filter(|days| *days > 0 && *days <= FARTHEST);
        let due = last
            .zip(ahead)
            .and_then(|(last, days)| Day(last.0 + days as i64).text());
        let inputs = scans.whole.report.inputs.iter();
        let detail = serde_json::json!({
            "again": again,
            "computable_left": self.computable_left,
            "days": self.days,
            "last_day": last.and_then(Day::text),
            "due": due,
            "risen": rose.unwrap_or_default(),
            "rate_before": before.rate,
            "peer_rate_before": before.peer_rate,
            "peer_rate_after": again.peer_rate,
            "inputs": inputs.map(|input| &input.sha256).collect::<Vec<_>>(),
        });
        MeasureBottleneck {
            bottleneck: one.id,
            counts: (number(again.raised), number(again.computable)),
            outcome,
            detail: detail.to_string(),
        }
    }
}
