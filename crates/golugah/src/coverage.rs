//! What the records answer, and what would have to be added to them for more.

use std::collections::BTreeMap;

use golugah_findings::{Column, Coverage, Further, InputKind};
use golugah_indicators::{Family, IndicatorOutcome};
use golugah_records::{EventLog, NO_ENTRY, NO_TIME, Release};
use serde::{Deserialize, Serialize};

/// What was met in at least one record, a bit for each column.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Met(u16);

impl Met {
    fn note(&mut self, column: Column, is_met: bool) {
        self.0 |= u16::from(is_met) << (column as u16);
    }

    pub(crate) fn has(self, column: Column) -> bool {
        self.0 >> (column as u16) & 1 == 1
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub(crate) fn release(&mut self, release: &Release<'_>) {
        let (tender, bids, awards) = (&release.tender, &release.bids, &release.awards);
        self.note(Column::Method, !tender.method.is_empty());
        self.note(
            Column::Period,
            tender.period.start.is_some() && tender.period.end.is_some(),
        );
        let told = tender.number_of_tenderers.is_some() || tender.counted.is_some();
        self.note(Column::Bidders, told || !bids.is_empty());
        self.note(Column::Bids, bids.iter().any(|bid| !bid.tenderers.is_empty()));
        self.note(
            Column::BidPrices,
            bids.iter().any(|bid| bid.value.minor.is_some()),
        );
        self.note(Column::BidDates, bids.iter().any(|bid| bid.date.is_some()));
        self.note(
            Column::Awards,
            awards.iter().any(|award| !award.suppliers.is_empty()),
        );
        self.note(
            Column::Classes,
            awards.iter().any(|award| !award.classes.is_empty()),
        );
    }

    pub(crate) fn log(&mut self, log: &EventLog) {
        let (events, cases) = (&log.events, &log.cases);
        let is_told = |dates: &[i64]| dates.iter().any(|date| *date != NO_TIME);
        self.note(
            Column::Officers,
            events.resource.iter().any(|one| *one != NO_ENTRY),
        );
        self.note(
            Column::Applicants,
            cases.applicant.iter().any(|one| *one != NO_ENTRY),
        );
        self.note(Column::DueDates, is_told(&events.due) || is_told(&cases.due));
        self.note(Column::PlannedDates, is_told(&events.planned));
    }
}

/// For each kind of records that was read, what the indicators could answer, and what would answer more.
pub(crate) fn of(kinds: &[InputKind], indicators: &[IndicatorOutcome], met: Met) -> Vec<Coverage> {
    [
        (InputKind::Ocds, Family::Procurement),
        (InputKind::Xes, Family::Procedures),
    ]
    .into_iter()
    .filter(|(kind, _)| kinds.contains(kind))
    .map(|(kind, family)| {
        let asked: Vec<&IndicatorOutcome> = indicators
            .iter()
            .filter(|one| one.indicator.family == family)
            .collect();
        let name = |one: &&IndicatorOutcome| one.indicator.name.to_owned();
        let is_answered = |one: &&IndicatorOutcome| one.raised + one.clear > 0;
        let missing: Vec<(&str, Vec<Column>)> = asked
            .iter()
            .filter(|one| !is_answered(one))
            .map(|one| {
                let mut columns = one.indicator.definition.columns();
                columns.retain(|column| !met.has(*column));
                (one.indicator.name, columns)
            })
            .filter(|(_, columns)| !columns.is_empty())
            .collect();
        Coverage {
            kind,
            answered: asked.iter().filter(|one| is_answered(one)).map(name).collect(),
            asked: asked.iter().map(name).collect(),
            further: further(&missing),
        }
    })
    .collect()
}

/// Every addition that some indicator asks for, with all indicators for which it is enough.
fn further(missing: &[(&str, Vec<Column>)]) -> Vec<Further> {
    let additions: BTreeMap<(usize, &[Column]), ()> = missing
        .iter()
        .map(|(_, columns)| ((columns.len(), columns.as_slice()), ()))
        .collect();
    additions
        .into_keys()
        .map(|(_, columns)| Further {
            columns: columns.to_vec(),
            indicators: missing
                .iter()
                .filter(|(_, asked)| asked.iter().all(|one| suffices(columns, *one)))
                .map(|(name, _)| (*name).to_owned())
                .collect(),
        })
        .collect()
}

/// Whether a column is among those added: with all bids their number is known too.
fn suffices(added: &[Column], asked: Column) -> bool {
    added.contains(&asked) || asked == Column::Bidders && added.contains(&Column::Bids)
}

#[cfg(test)]
mod tests {
    use golugah_findings::Column::{Awards, BidPrices, Bidders, Bids, Method};

    use super::further;

    #[test]
    fn the_least_addition_comes_first_and_bids_tell_their_number() {
        let missing = [
            ("by_price", vec![Bids, BidPrices]),
            ("by_number", vec![Bidders]),
            ("by_bid", vec![Bids]),
            ("by_award", vec![Method, Awards]),
        ];
        let told: Vec<_> = further(&missing)
            .into_iter()
            .map(|one| (one.columns, one.indicators.len()))
            .collect();
        assert_eq!(
            told,
            [
                (vec![Bidders], 1),
                (vec![Bids], 2),
                (vec![Method, Awards], 1),
                (vec![Bids, BidPrices], 3),
            ]
        );
    }
}
