//! The worker measures again what was remedied and what was cleared.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use golugah_county::bottlenecks::actions::{KeepFindings, MeasureBottleneck, Outcome};
use golugah_county::bottlenecks::{self, Bottleneck as Known, BottleneckState};
use golugah_county::imports::{Phase, tell};
use golugah_desk::{Actor, Db};
use golugah_findings::{Bottleneck, State};
use golugah_indicators::{Family, Indicator};

use crate::after::Day;
use crate::arguments::Measuring;
use crate::bottlenecks::{Place, Windows, risen};
use crate::failure::Failure;
use crate::firms;
use crate::lake::Imported;
use crate::measured::Measured;
use crate::scan::{count, currency};
use crate::support;
use crate::work::{keep_findings, number};

/// A verdict that lies more than so many days ahead has no day: nobody waits ten years for one.
const FARTHEST: u64 = 3653;

/// So many windows are kept for whoever asks for them again: remedies of one day share all, those of neighbouring days some.
const MOST_KEPT: usize = 12;

/// The days on which a window begins and ends.
type Days = (Option<Day>, Option<Day>);

/// All that one family of indicators counts in windows of days, each window counted once.
struct Counting {
    records: Arc<Imported>,
    measuring: Measuring,
    kept: Vec<(Days, Arc<Measured>)>,
}

impl Counting {
    async fn of(db: &Db, records: Imported, family: Family) -> Result<Self, Failure> {
        let catalogue = golugah_indicators::catalogue().map_err(Failure::because)?;
        let own = catalogue.iter().filter(|indicator| indicator.family == family);
        let records = Arc::new(records);
        let asked = Arc::clone(&records);
        // The same in every window, and looked for once.
        let currency = tokio::task::spawn_blocking(move || currency(&*asked, &Measuring::default()));
        let currency = currency.await.map_err(Failure::because)??;
        Ok(Self {
            records,
            measuring: Measuring {
                currency: Some(currency),
                indicators: own.map(|indicator| indicator.name.to_owned()).collect(),
                settled: firms::settled(db).await?,
                ..Measuring::default()
            },
            kept: Vec::new(),
        })
    }

    async fn window(&mut self, days: Days) -> Result<Arc<Measured>, Failure> {
        if let Some((_, kept)) = self.kept.iter().find(|(known, _)| *known == days) {
            return Ok(Arc::clone(kept));
        }
        let measuring = Measuring {
            after: days.0,
            until: days.1,
            ..self.measuring.clone()
        };
        let records = Arc::clone(&self.records);
        let counted = tokio::task::spawn_blocking(move || count(&*records, &measuring));
        let counted = Arc::new(counted.await.map_err(Failure::because)??);
        if self.kept.len() >= MOST_KEPT {
            self.kept.remove(0);
        }
        self.kept.push((days, Arc::clone(&counted)));
        Ok(counted)
    }
}

/// What was counted around the remedies of one day.
struct Scans {
    before: Arc<Measured>,
    whole: Arc<Measured>,
    halves: [Arc<Measured>; 2],
    begins: [Day; 2],
}

impl Scans {
    /// What began until `remedied`, and what began after `after`, whole and in two halves.
    async fn of(counting: &mut Counting, remedied: Day, after: Day) -> Result<Self, Failure> {
        let whole = counting.window((Some(after), None)).await?;
        let last = whole.span.last().unwrap_or(after);
        let middle = Day(after.0 + (last.0 - after.0) / 2);
        Ok(Self {
            before: counting.window((None, Some(remedied))).await?,
            whole,
            halves: [
                counting.window((Some(after), Some(middle))).await?,
                counting.window((Some(middle), None)).await?,
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
/// says the same of the same data once more is not entered twice, and of what no new file speaks nothing is counted anew.
pub(crate) async fn again(db: &Db, data: &Path, import: i64) -> Result<i64, Failure> {
    let known = bottlenecks::to_measure_again(db.read())
        .await
        .map_err(Failure::because)?;
    let (mut total, mut done) = (0, 0);
    for family in [Family::Procurement, Family::Procedures] {
        let records = Imported::open(data)?.of(family);
        let mut by_days: BTreeMap<(String, String), Vec<&Known>> = BTreeMap::new();
        for one in &known {
            if indicator(one)?.family != family {
                continue;
            }
            let after = bottlenecks::counts_after(db.read(), one)
                .await
                .map_err(Failure::because)?;
            if let (Some(after), Some(remedied)) = (after, &one.remedied_on) {
                let inputs = records.hashes();
                let said = bottlenecks::is_measured_over(db.read(), one, &after, &inputs).await;
                if !said.map_err(Failure::because)? {
                    by_days.entry((after, remedied.clone())).or_default().push(one);
                }
            }
        }
        if by_days.is_empty() {
            continue;
        }
        let many: usize = by_days.values().map(Vec::len).sum();
        total += number(many as u64);
        let mut counting = Counting::of(db, records, family).await?;
        for ((after, remedied), ones) in by_days {
            let day = |text: &str| Day::parse(text).map_err(Failure::because);
            tell(db, import, Phase::MeasuringAgain, done, total)
                .await
                .map_err(Failure::because)?;
            let scans = Scans::of(&mut counting, day(&remedied)?, day(&after)?).await?;
            for one in ones {
                tell(db, import, Phase::MeasuringAgain, done, total)
                    .await
                    .map_err(Failure::because)?;
                done += 1;
                let judged = Judged::of(one, &known, &scans)?;
                let deed = judged.deed(one, &known, &scans);
                enter(db, import, one, &after, deed, &scans.whole).await?;
            }
        }
    }
    Ok(done)
}

fn indicator(one: &Known) -> Result<&'static Indicator, Failure> {
    golugah_indicators::indicator(&one.indicator).ok_or_else(|| {
        Failure::CouldNotRun(format!(
            "{}: this program has no such indicator; expected one that `golugah indicators list` names",
            one.indicator
        ))
    })
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
    let said = bottlenecks::is_measured_so(db.read(), after, &deed).await;
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
        let indicator = indicator(one)?;
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

    fn deed(self, one: &Known, all: &[Known], scans: &Scans) -> MeasureBottleneck {
        let Self { before, again, .. } = &self;
        let outcome = match again.state {
            State::Cleared => Outcome::Cleared,
            State::NotCleared => Outcome::NotCleared,
            State::NotEnoughData => Outcome::NotEnoughData(number(again.cases_needed)),
        };
        // Where something is cleared every indicator is looked at, to see what rose instead.
        let rose = (again.state == State::Cleared).then(|| {
            let of_kind = all.iter().filter(|other| other.group_kind == one.group_kind);
            let remedied: Vec<&str> = of_kind.map(|other| other.group_id.as_str()).collect();
            let place = (before.group.kind, one.group_id.as_str());
            risen([&scans.before, &scans.whole], place, &remedied, &one.indicator)
        });
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
