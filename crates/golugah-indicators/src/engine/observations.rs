use std::sync::Arc;

use golugah_findings::{Datum, Kind};
use golugah_records::{EventLog, Timestamp};
use hashbrown::HashMap;

use super::answers::{Answer, Detail, KeptObservation, Observation, Raised};
use super::batches::{BatchOf, Declared};
use super::counts::Counts;
use super::seen::Row;
use super::tallies::{Slot, Tally, within};
use super::totals::Totals;
use super::values::RaisedValues;
use super::{Firms, Id, Joined, Names, Place, Settled};

/// Somebody who took part in raised observations.
#[derive(Clone, Copy, Debug)]
pub(super) struct Party {
    value: f64,
    threshold: f64,
    date: Option<Timestamp>,
    place: Place,
    times: u64,
}

/// Two names that may be those of one firm, met where a rule would have taken them for two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// The names, in order.
    pub names: [String; 2],
    /// The tender they both bid in.
    pub tender: Box<str>,
}

/// The answers of all indicators on one thread; merges with others in any order.
#[derive(Debug, Default)]
pub(crate) struct Observations {
    pub(crate) indicator: u16,
    pub(crate) counts: Vec<Counts>,
    pub(crate) totals: Totals,
    pub(crate) raised: Vec<Raised>,
    pub(super) parties: HashMap<(u16, (Kind, Id)), Party>,
    pub(crate) kept: Vec<KeptObservation>,
    /// Who may be one firm; a pair stands there as often as a rule met it.
    pub(crate) doubts: Vec<Doubt>,
    /// How often each procedure's steps were done: what tells which procedures are alike.
    pub(crate) doings: HashMap<(Id, Id), u64>,
    /// What was raised, where only values are asked for: one list per thread.
    pub(crate) values: Vec<RaisedValues>,
    /// Whether an amount in another currency than the settled one was met.
    pub(crate) other_currency: bool,
    detail: Detail,
    /// The indicators whose raised cases are listed one by one, whatever else is only counted.
    listed: Arc<[bool]>,
    settled: Settled,
    /// Which identifiers are one firm's.
    joined: Joined,
}

impl Observations {
    /// The same, knowing what people said of names.
    pub(crate) fn knowing(self, settled: Settled) -> Self {
        Self { settled, ..self }
    }

    /// The same, where these identifiers are one firm's.
    pub(crate) fn joining(self, joined: Joined) -> Self {
        Self { joined, ..self }
    }

    /// The identifier under which the firm counts that was published under this one.
    pub(crate) fn firm<'x>(&'x self, id: &'x str) -> &'x str {
        self.joined.firm(id)
    }

    /// The same, where the cases of these indicators are listed.
    pub(crate) fn listing(self, listed: &Arc<[bool]>) -> Self {
        Self {
            listed: Arc::clone(listed),
            ..self
        }
    }

    /// What is to be thought of two names in this tender; a doubt is kept.
    pub(crate) fn firms(&mut self, tender: &str, names: [&str; 2]) -> Firms {
        let firms = self.settled.firms(names[0], names[1]);
        if firms == Firms::PerhapsOne {
            self.doubt(tender, names);
        }
        firms
    }

    /// The same without keeping it.
    pub(crate) fn are_two(&self, a: &str, b: &str) -> bool {
        self.settled.firms(a, b) == Firms::Two
    }

    /// What indicators answer that count by these batches.
    pub(crate) fn new(declared: &[Declared], detail: Detail) -> Self {
        Self {
            counts: vec![Counts::default(); declared.len()],
            totals: Totals::new(declared, detail > Detail::Values),
            detail,
            ..Self::default()
        }
    }

    /// Whether observations count for groups; else what rules gather for groups alone need not be gathered.
    pub(crate) fn counts_groups(&self) -> bool {
        self.detail > Detail::Values
    }

    /// The subject was looked at, and the indicator could not be computed.
    pub(crate) fn not_computable(&mut self, subject: (Kind, &str), reason: &'static str) {
        self.counts[self.indicator as usize].add_reason(reason, 1);
        self.keep(subject, Answer::NotComputable(reason), None);
    }

    /// Two names in this tender may be those of one firm.
    fn doubt(&mut self, tender: &str, [a, b]: [&str; 2]) {
        if self.counts_groups() {
            let mut names = [a.to_owned(), b.to_owned()];
            names.sort_unstable();
            self.doubts.push(Doubt {
                names,
                tender: tender.into(),
            });
        }
    }

    /// The subject was looked at, and nothing stands out.
    pub(crate) fn clear(&mut self, seen: &Observation<'_>) {
        self.counts[self.indicator as usize].clear += 1;
        self.count(seen, 0);
        self.keep(seen.subject, Answer::Clear, Some((seen.value, seen.threshold)));
    }

    /// The subject was looked at, and the value passes the threshold.
    pub(crate) fn raised(
        &mut self,
        seen: &Observation<'_>,
        evidence: impl FnOnce() -> Vec<(&'static str, Datum)>,
    ) {
        self.counts[self.indicator as usize].raised += 1;
        self.count(seen, 1);
        self.find(seen, evidence);
        self.keep(seen.subject, Answer::Raised, Some((seen.value, seen.threshold)));
    }

    /// The same of a subject that is not held beside its peers, for it has a reason of its own that they have not.
    pub(crate) fn answer_apart(
        &mut self,
        raised: bool,
        seen: &Observation<'_>,
        evidence: impl FnOnce() -> Vec<(&'static str, Datum)>,
    ) {
        let counts = &mut self.counts[self.indicator as usize];
        let answer = if raised {
            counts.raised += 1;
            self.find(seen, evidence);
            Answer::Raised
        } else {
            counts.clear += 1;
            Answer::Clear
        };
        self.keep(seen.subject, answer, Some((seen.value, seen.threshold)));
    }

    /// One of the two, by what was compared.
    pub(crate) fn answer(
        &mut self,
        raised: bool,
        seen: &Observation<'_>,
        evidence: impl FnOnce() -> Vec<(&'static str, Datum)>,
    ) {
        if raised {
            self.raised(seen, evidence);
        } else {
            self.clear(seen);
        }
    }

    /// A finding about somebody who took part in raised observations, one however many they were, with the first of
    /// them as the place to read: the `cardinal` profile lists tenderers beside tenders.
    pub(crate) fn party(&mut self, group: (Kind, Id), seen: &Observation<'_>) {
        let party = self
            .parties
            .entry((self.indicator, group))
            .or_insert_with(|| Party {
                value: seen.value,
                threshold: seen.threshold,
                date: seen.date,
                place: seen.place,
                times: 0,
            });
        party.times += 1;
        if seen.place < party.place {
            (party.place, party.date) = (seen.place, seen.date);
        }
    }

    /// The row of totals of a group, new or old.
    pub(crate) fn slot(&mut self, group: (Kind, Id), within: Option<Id>, stratum: Id) -> Slot {
        self.totals.slot(group, within, stratum)
    }

    /// The row of a group that takes part in one more process and lies in no wider one.
    pub(crate) fn meet(&mut self, group: (Kind, Id), stratum: Id) -> Slot {
        let slot = self.slot(group, None, stratum);
        self.totals.meet(slot);
        slot
    }

    /// The row of one of the groups of one event or process, within the wider one of them where there is one.
    pub(crate) fn slot_among(&mut self, group: (Kind, Id), groups: &[(Kind, Id)], stratum: Id) -> Slot {
        self.slot(group, within(group.0, groups), stratum)
    }

    /// The rows of all groups of one event or process.
    pub(crate) fn slots(&mut self, groups: &[(Kind, Id)], stratum: Id) -> Vec<Slot> {
        groups
            .iter()
            .map(|group| self.slot_among(*group, groups, stratum))
            .collect()
    }

    /// Totals of a group that are counted in another unit than the subject's own observations.
    /// They lie in one batch.
    pub(crate) fn tally(&mut self, slot: Slot, more: Tally, batch: BatchOf) {
        self.totals.add(slot, self.indicator, more, batch);
    }

    /// As [`Observations::tally`], noting where.
    pub(crate) fn tally_at(&mut self, slot: Slot, more: Tally, batch: BatchOf, place: Place) {
        self.totals.counted(slot, place);
        self.tally(slot, more, batch);
    }

    /// The running indicator's totals per group, over all strata, with the first place noted.
    pub(crate) fn by_group(&self) -> Vec<((Kind, Id), (Tally, Place))> {
        self.totals.by_group(self.indicator)
    }

    /// More of the common measure of harm than the raised observations themselves put at stake.
    pub(crate) fn whole(&mut self, stake: i128) {
        self.counts[self.indicator as usize].stake += stake;
    }

    /// All the time from the first to the last event of every case: what days of delay are a share of.
    pub(crate) fn whole_waiting(&mut self, log: &EventLog) {
        for case in 0..log.case_count() {
            let events = log.events_of(case);
            let took = log.events.millis[events.end - 1] - log.events.millis[events.start];
            self.whole(i128::from(took));
        }
    }

    /// A value that the data itself decided, such as a fence, shown beside the given parameters.
    pub(crate) fn parameter(&mut self, name: &str, value: f64) {
        self.counts[self.indicator as usize]
            .parameters
            .insert(name.to_owned(), Datum::Number(value));
    }

    pub(crate) fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            mine.raised += theirs.raised;
            mine.clear += theirs.clear;
            mine.stake += theirs.stake;
            mine.unstated += theirs.unstated;
            for (reason, count) in theirs.not_computable {
                mine.add_reason(reason, count);
            }
            mine.parameters.extend(theirs.parameters);
        }
        let mine = self.totals.merge(&other.totals);
        self.raised.extend(other.raised.into_iter().map(|mut raised| {
            for slot in &mut raised.slots {
                *slot = mine[slot.0 as usize];
            }
            raised
        }));
        for (key, theirs) in other.parties {
            let mine = self.parties.entry(key).or_insert(Party { times: 0, ..theirs });
            mine.times += theirs.times;
            if theirs.place < mine.place {
                (mine.place, mine.date) = (theirs.place, theirs.date);
            }
        }
        for (step, doings) in other.doings {
            *self.doings.entry(step).or_default() += doings;
        }
        self.kept.extend(other.kept);
        self.doubts.extend(other.doubts);
        self.values.extend(other.values);
        self.other_currency |= other.other_currency;
    }

    /// Turns the parties into findings, once all records were seen.
    pub(crate) fn name_parties(&mut self, names: &Names) {
        for ((indicator, (kind, id)), party) in std::mem::take(&mut self.parties) {
            self.indicator = indicator;
            let text = names.text(id);
            if !self.counts_groups() {
                self.value((kind, &text), party.value, None);
                continue;
            }
            if self.counted_only(indicator) {
                continue;
            }
            self.raised.push(Raised {
                indicator,
                subject: (kind, text.as_str().into()),
                value: party.value,
                threshold: party.threshold,
                unstated: 0,
                slots: Box::default(),
                date: party.date,
                evidence: vec![("raised_tenders", Datum::Integer(party.times as i64))],
                place: party.place,
            });
            self.keep(
                (kind, &text),
                Answer::Raised,
                Some((party.value, party.threshold)),
            );
        }
    }

    fn count(&mut self, seen: &Observation<'_>, raised: u64) {
        if !self.counts_groups() {
            return;
        }
        let stake = i128::from(seen.stake.stated);
        let counts = &mut self.counts[self.indicator as usize];
        counts.stake += stake;
        counts.unstated += i128::from(seen.stake.unstated);
        let tally = Tally {
            raised,
            computable: 1,
            stake: if raised == 1 { stake } else { 0 },
        };
        for &slot in seen.groups {
            self.tally(slot, tally, seen.batch);
        }
    }

    fn find(&mut self, seen: &Observation<'_>, evidence: impl FnOnce() -> Vec<(&'static str, Datum)>) {
        if !self.counts_groups() {
            return self.value(seen.subject, seen.value, seen.row);
        }
        // Which case was raised for whom decides what is told once and who is named; what it was compared by is only shown.
        let counted_only = self.counted_only(self.indicator);
        self.raised.push(Raised {
            indicator: self.indicator,
            subject: (seen.subject.0, seen.subject.1.into()),
            value: seen.value,
            threshold: seen.threshold,
            unstated: seen.stake.unstated,
            slots: seen.groups.into(),
            date: seen.date,
            evidence: if counted_only { Vec::new() } else { evidence() },
            place: seen.place,
        });
    }

    /// Whether no case of this indicator is listed.
    fn counted_only(&self, indicator: u16) -> bool {
        self.detail == Detail::Totals && self.listed.get(usize::from(indicator)) != Some(&true)
    }

    fn value(&mut self, subject: (Kind, &str), value: f64, row: Option<Row>) {
        if self.values.is_empty() {
            self.values.push(RaisedValues::default());
        }
        self.values[0].push(self.indicator, subject, value, row);
    }

    fn keep(&mut self, subject: (Kind, &str), answer: Answer, compared: Option<(f64, f64)>) {
        if self.detail == Detail::Observations {
            let subject = (subject.0, subject.1.into());
            self.kept.push(KeptObservation {
                indicator: self.indicator,
                subject,
                answer,
                compared,
            });
        }
    }
}
