use golugah_findings::Kind;
use hashbrown::HashMap;

use super::batches::{BatchOf, Batches, Declared, KINDS};
use super::tallies::{BatchTally, GroupTotals, Slot, Tally, TallyKey};
use super::{Id, Place};

/// How many processes groups took part in.
pub(crate) type Records = std::collections::HashMap<(Kind, Id), u64>;

/// The totals per group on one thread: a row per group, and in it a total per indicator.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(super) indicators: usize,
    /// Per indicator, by which batches it counts, and these.
    declared: Vec<Declared>,
    pub(super) batches: Vec<Batches>,
    /// Whether groups are told apart by what they lie in and by stratum; else by kind and number alone.
    by_stratum: bool,
    slots: HashMap<TallyKey, Slot>,
    /// By kind and number the row plus one, where strata are not told apart: found without a look into a map.
    numbered: [Vec<u32>; KINDS],
    pub(super) keys: Vec<TallyKey>,
    /// Where each row's group was counted first, as the place to begin reading; empty where values alone are asked for.
    pub(super) first: Vec<Place>,
    /// How many processes each row's group took part in, whatever could be computed of them; empty likewise.
    pub(super) met: Vec<u32>,
    /// Row by row: a process looks its groups up once, and its indicators' totals lie side by side.
    rows: Vec<Tally>,
    /// Row by row too, where strata are not told apart: the few indicators that then add up anything each have a column.
    /// Nothing is at stake, and what is small stays near the processor.
    counted: Vec<Counted>,
    /// The column of each indicator that adds up anything.
    columns: Vec<Option<usize>>,
    width: usize,
}

/// How many observations were raised, and how many could be computed.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    raised: u64,
    computable: u64,
}

impl Totals {
    pub(crate) fn new(declared: &[Declared], by_stratum: bool) -> Self {
        let indicators = declared.len();
        Self {
            indicators,
            declared: declared.to_vec(),
            batches: (0..indicators).map(|_| Batches::default()).collect(),
            by_stratum,
            columns: vec![None; indicators],
            ..Self::default()
        }
    }

    /// Whose totals each row holds.
    pub(crate) fn keys(&self) -> &[TallyKey] {
        &self.keys
    }

    /// The row of a group, new or old.
    pub(crate) fn slot(&mut self, group: (Kind, Id), within: Option<Id>, stratum: Id) -> Slot {
        let key = TallyKey {
            kind: group.0,
            group: group.1,
            within,
            stratum,
        };
        if self.by_stratum || !group.1.is_some() {
            self.slot_of(key)
        } else {
            self.slot_of_number(key)
        }
    }

    /// The row with this key.
    pub(crate) fn slot_of(&mut self, key: TallyKey) -> Slot {
        let next = Slot(self.keys.len() as u32);
        let slot = *self.slots.entry(key).or_insert(next);
        if slot == next {
            self.begin(key);
        }
        slot
    }

    fn slot_of_number(&mut self, key: TallyKey) -> Slot {
        let numbered = &mut self.numbered[key.kind as usize];
        let at = key.group.index();
        if numbered.len() <= at {
            numbered.resize((at + 1).next_power_of_two(), 0);
        }
        if let Some(known) = numbered[at].checked_sub(1) {
            return Slot(known);
        }
        let next = self.keys.len() as u32;
        numbered[at] = next + 1;
        self.begin(TallyKey {
            within: None,
            stratum: Id::NONE,
            ..key
        });
        Slot(next)
    }

    fn begin(&mut self, key: TallyKey) {
        self.keys.push(key);
        if self.by_stratum {
            self.first.push(Place::LAST);
            self.met.push(0);
            self.rows
                .resize(self.keys.len() * self.indicators, Tally::default());
        }
    }

    /// Adds observations that lie in one batch to an indicator's total of a group.
    pub(crate) fn add(&mut self, slot: Slot, indicator: u16, more: Tally, batch: BatchOf) {
        if self.by_stratum {
            let at = indicator as usize;
            if let Some(key) = batch.key(&self.declared[at], self.keys[slot.index()].kind) {
                self.batches[at].add(slot, key, more.raised, more.computable);
            }
        }
        self.sum(slot, indicator, more);
    }

    pub(super) fn sum(&mut self, slot: Slot, indicator: u16, more: Tally) {
        let (row, indicator) = (slot.index(), indicator as usize);
        if self.by_stratum {
            self.rows[row * self.indicators + indicator].add(more);
            return;
        }
        let column = match self.columns[indicator] {
            Some(column) => column,
            None => self.widen(indicator),
        };
        let at = row * self.width + column;
        if self.counted.len() <= at {
            let rows = self.keys.len().next_power_of_two();
            self.counted.resize(rows * self.width, Counted::default());
        }
        self.counted[at].raised += more.raised;
        self.counted[at].computable += more.computable;
    }

    /// Gives an indicator a column.
    fn widen(&mut self, indicator: usize) -> usize {
        let column = self.width;
        self.columns[indicator] = Some(column);
        self.width += 1;
        let rows = self.counted.chunks(column.max(1));
        let wider = rows.flat_map(|row| row.iter().copied().chain([Counted::default()]));
        self.counted = wider.collect();
        column
    }

    /// The group takes part in one more process.
    pub(crate) fn meet(&mut self, slot: Slot) {
        if let Some(met) = self.met.get_mut(slot.index()) {
            *met += 1;
        }
    }

    /// How many processes each group took part in.
    pub(crate) fn records(&self) -> Records {
        let mut records = Records::new();
        for (key, met) in self.keys.iter().zip(&self.met).filter(|(_, met)| **met > 0) {
            *records.entry((key.kind, key.group)).or_default() += u64::from(*met);
        }
        records
    }

    /// The group was counted here.
    pub(crate) fn counted(&mut self, slot: Slot, place: Place) {
        if let Some(first) = self.first.get_mut(slot.index()) {
            *first = (*first).min(place);
        }
    }

    fn first(&self, row: usize) -> Place {
        self.first.get(row).copied().unwrap_or(Place::LAST)
    }

    pub(super) fn of(&self, row: usize, indicator: usize) -> Tally {
        if self.by_stratum {
            return self.rows[row * self.indicators + indicator];
        }
        let at = self.columns[indicator].map(|column| row * self.width + column);
        let counted = at
            .and_then(|at| self.counted.get(at))
            .copied()
            .unwrap_or_default();
        Tally {
            raised: counted.raised,
            computable: counted.computable,
            stake: 0,
        }
    }

    /// An indicator's totals per group, over all strata, with the first place noted, in no order that means anything.
    pub(crate) fn by_group(&self, indicator: u16) -> Vec<((Kind, Id), (Tally, Place))> {
        let counted = self.keys.iter().enumerate().filter_map(|(row, key)| {
            let tally = self.of(row, indicator as usize);
            (tally.computable > 0).then(|| ((key.kind, key.group), (tally, self.first(row))))
        });
        if !self.by_stratum {
            return counted.collect();
        }
        let mut groups: HashMap<(Kind, Id), (Tally, Place)> = HashMap::new();
        for (group, (tally, first)) in counted {
            let all = groups.entry(group).or_insert((Tally::default(), Place::LAST));
            all.0.add(tally);
            all.1 = all.1.min(first);
        }
        groups.into_iter().collect()
    }

    /// Counts what was met of rounds without a day by these rounds.
    pub(crate) fn by_round(&mut self, rounds: &std::collections::HashMap<u64, u64>) {
        for batches in &mut self.batches {
            batches.by_round(rounds);
        }
    }

    /// Every total that is not empty, by indicator; none where strata are not told apart, for nobody compares them.
    pub(crate) fn by_indicator(&mut self) -> Vec<GroupTotals> {
        if !self.by_stratum {
            return vec![GroupTotals::default(); self.indicators];
        }
        let batches = std::mem::take(&mut self.batches);
        let of_indicator = |(indicator, batches): (usize, Batches)| {
            let rows = self.keys.iter().enumerate();
            let totals = rows.map(|(row, key)| (row, (*key, self.of(row, indicator))));
            let (rows, tallies): (Vec<usize>, Vec<_>) =
                totals.filter(|(_, (_, tally))| tally.computable > 0).unzip();
            let mut row = 0;
            let mut told = Vec::with_capacity(batches.len());
            told.extend(batches.into_rows().map(|(slot, key, raised, computable)| {
                // Every batch has a tally, and both stand in the order of the rows.
                while rows[row] < slot.index() {
                    row += 1;
                }
                // Observations of one batch are rows of one scan, and their numbers are as long.
                BatchTally {
                    row: row as u32,
                    key,
                    raised: raised as u32,
                    computable: computable as u32,
                }
            }));
            told.shrink_to_fit();
            GroupTotals {
                batches: told,
                tallies,
            }
        };
        batches.into_iter().enumerate().map(of_indicator).collect()
    }

    /// Adds the totals of another thread and gives the row here of each row there.
    pub(crate) fn merge(&mut self, other: &Self) -> Vec<Slot> {
        let mut merged = Vec::with_capacity(other.keys.len());
        for (row, key) in other.keys.iter().enumerate() {
            let slot = self.slot((key.kind, key.group), key.within, key.stratum);
            self.counted(slot, other.first(row));
            if let (Some(mine), Some(theirs)) = (self.met.get_mut(slot.index()), other.met.get(row)) {
                *mine += theirs;
            }
            for indicator in 0..self.indicators {
                let more = other.of(row, indicator);
                if more != Tally::default() {
                    self.sum(slot, indicator as u16, more);
                }
            }
            merged.push(slot);
        }
        for (mine, theirs) in self.batches.iter_mut().zip(&other.batches) {
            mine.merge(theirs, &merged);
        }
        merged
    }
}
