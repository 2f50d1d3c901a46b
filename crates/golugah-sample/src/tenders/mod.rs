//! Public purchases: the county that buys, its tenders, and what is true of them.

mod county;
mod histories;
mod live;
mod measure;
mod months;
mod planted;
mod publish;
mod releases;
#[cfg(test)]
mod tests;

use std::io::Write;

use serde_json::Value;

use crate::Effort;
use crate::calendar::{DAY, season};
use crate::chance::Chance;
use crate::part::Span;
use crate::size::{Detail, Size, kept};
use crate::truth::{Peers, Standing, Tally, Truth, standings, truths};
use county::{County, Habits};
use histories::Order;
use live::Tender;
use measure::{INDICATORS, Measure};
use months::Months;
pub(crate) use publish::persian;
use releases::{Form, Told};

/// The seed's streams of chance: one per draft of a county, one per life of the long run.
const STREAM: u64 = 1_000;
const LIVES: u64 = 50_000;
const HEALED: u64 = 100_000;
const HISTORIES: u64 = 300_000;
/// The life that is written.
const FILES: u64 = 0;
/// How many lives a draft is tried with.
const DRAFT_LIVES: u64 = 5;

/// A county that buys, with one life for the files and the long run that its truth is read from.
pub(crate) struct Purchases {
    county: County,
    tenders: Vec<Tender>,
    files: Tally,
    long_run: Tally,
    seed: u64,
    /// Habits and custom of the offices before anything was planted.
    plain: Vec<(Habits, Vec<f64>)>,
    /// What is published of each tender.
    detail: Detail,
}

/// What was written.
pub(crate) struct Written {
    pub(crate) tenders: u64,
    pub(crate) bids: u64,
}

impl Purchases {
    /// Draws the county of a seed and lives its three years again and again besides the life that is written.
    ///
    /// A county in which some group lies within a hair of its threshold cannot tell a good measurer from a bad one:
    /// of a few counties drawn, the one with the fewest such groups is taken.
    pub(crate) fn draw(seed: u64, effort: Effort) -> Self {
        let mut best: Option<(usize, Self)> = None;
        for draft in 0..effort.drafts.max(1) {
            let county = Self::draft(seed, draft, effort.lives.min(DRAFT_LIVES));
            let close = county.close_calls(20, 0.12);
            if best.as_ref().is_none_or(|(least, _)| close < *least) {
                best = Some((close, county));
            }
            if close == 0 {
                break;
            }
        }
        let (_, mut it) = best.expect("one draft is always drawn");
        for life in DRAFT_LIVES..effort.lives {
            it.live_again(life);
        }
        it
    }

    /// One county drawn, with its files and a short run.
    fn draft(seed: u64, draft: u64, lives: u64) -> Self {
        let mut chance = Chance::new(seed, STREAM * (draft + 1));
        let mut county = County::draw(&mut chance);
        let plain = county.offices.iter();
        let plain = plain
            .map(|it| (it.habits.clone(), it.class_weights.clone()))
            .collect();
        planted::plant(&mut county, &mut chance);
        let days = season(1.0);
        let months = Months::new(seed, FILES);
        let mut tenders: Vec<Tender> = (0..county.tenders)
            .map(|_| live::tender(&county, &days, &months, &mut chance))
            .collect();
        tenders.sort_by_key(|tender| tender.start);
        let mut files = measure::empty(&county);
        let mut measure = Measure::new(&county);
        tenders.iter().for_each(|tender| measure.look(&mut files, tender));
        measure.finish(&mut files);
        let long_run = measure::empty(&county);
        let mut it = Self {
            county,
            tenders,
            files,
            long_run,
            seed,
            plain,
            detail: Detail::default(),
        };
        for life in 0..lives {
            it.live_again(life);
        }
        it
    }

    /// Lives the three years once more, with the same habits and other chances, into the long run.
    fn live_again(&mut self, life: u64) {
        let days = season(1.0);
        let months = Months::new(self.seed, LIVES + life);
        let mut chance = Chance::new(self.seed, LIVES + life);
        let mut measure = Measure::new(&self.county);
        for _ in 0..self.county.tenders {
            measure.look(
                &mut self.long_run,
                &live::tender(&self.county, &days, &months, &mut chance),
            );
        }
        measure.finish(&mut self.long_run);
    }

    /// From a day on the office of this id has no planted habit; whether there is such an office. Its tenders from then
    /// on are drawn anew, each by a stream of its own, so that nobody else's change.
    pub(crate) fn heal(&mut self, id: &str, day: i64) -> bool {
        let Some(at) = self.county.offices.iter().position(|office| office.id == id) else {
            return false;
        };
        let months = Months::new(self.seed, FILES);
        let office = &mut self.county.offices[at];
        (office.habits, office.class_weights) = self.plain[at].clone();
        for (tender, number) in self.tenders.iter_mut().zip(0..) {
            let opened = tender.start.div_euclid(DAY);
            if tender.office == at && opened >= day {
                let mut chance = Chance::new(self.seed, HEALED + number);
                *tender = live::tender_of(&self.county, at, opened, &months, &mut chance);
            }
        }
        true
    }

    /// Keeps what a county of this size has, and counts its files anew.
    pub(crate) fn keep(&mut self, size: Size) {
        let Some(most) = size.most() else { return };
        let offices: Vec<usize> = self.tenders.iter().map(|tender| tender.office).collect();
        let mut stays = kept(&offices, most).into_iter();
        self.tenders.retain(|_| stays.next().unwrap_or(false));
        self.files = measure::empty(&self.county);
        let mut measure = Measure::new(&self.county);
        self.tenders
            .iter()
            .for_each(|tender| measure.look(&mut self.files, tender));
        measure.finish(&mut self.files);
    }

    /// From now on so much is published of each tender.
    pub(crate) fn publish(&mut self, detail: Detail) {
        self.detail = detail;
    }

    /// Writes the tenders of a part, and into `decisions` what another file tells of some of them.
    pub(crate) fn write(
        &self,
        part: Span,
        out: &mut impl Write,
        decisions: &mut impl Write,
    ) -> std::io::Result<Written> {
        let mut chance = Chance::new(self.seed, STREAM - 1);
        let mut written = Written { tenders: 0, bids: 0 };
        let forms = releases::forms(&self.tenders, self.seed);
        for (at, (tender, form)) in self.tenders.iter().zip(&forms).enumerate() {
            // What is left out takes its share of chance all the same, so that the others stay as they are.
            let whole = self.release(at, tender, &mut chance)?;
            let Form::Process { lots, told } = form else {
                continue;
            };
            let all = || std::iter::once(tender).chain(lots.iter().map(|lot| &self.tenders[*lot]));
            let is_over = |day: i64| all().all(|tender| tender.is_over_by(day));
            if *told == Told::InSteps {
                let whole = self.whole(&whole, tender, lots, &chance)?;
                let holds = |moment: i64| part.has(|day| is_over(day) && moment < day * DAY);
                self.history(at, &whole, holds, out, decisions)?;
            }
            if !part.has(is_over) {
                continue;
            }
            match told {
                Told::Announced => {
                    let decided = releases::decision(parsed(&whole)?);
                    self.put(&releases::announcement(&decided, tender), out)?;
                    self.put(&decided, out)?;
                }
                Told::Whole if lots.is_empty() => self.detail.write(&whole, out)?,
                Told::Whole => self.put(&self.whole(&whole, tender, lots, &chance)?, out)?,
                Told::InSteps => {}
            }
            written.tenders += 1;
            written.bids += all().map(|tender| tender.bids.len() as u64).sum::<u64>();
        }
        Ok(written)
    }

    /// The release that says everything of a tender and its further lots. Their chances are their own: the stream goes on as if they
    /// were not there.
    fn whole(&self, line: &[u8], tender: &Tender, lots: &[usize], chance: &Chance) -> std::io::Result<Value> {
        if lots.is_empty() {
            return parsed(line);
        }
        let mut chance = chance.clone();
        let mut releases = vec![parsed(line)?];
        for at in lots {
            let lot = releases::beside(tender, &self.tenders[*at]);
            releases.push(parsed(&self.release(*at, &lot, &mut chance)?)?);
        }
        Ok(releases::in_lots(releases))
    }

    /// Writes those releases of the history of the tender at this place whose moments are to be told.
    fn history(
        &self,
        at: usize,
        whole: &Value,
        holds: impl Fn(i64) -> bool,
        out: &mut impl Write,
        decisions: &mut impl Write,
    ) -> std::io::Result<()> {
        let mut chance = Chance::new(self.seed, HISTORIES + at as u64);
        let order = Order::draw(&mut chance);
        let mut steps = histories::steps(whole, &self.tenders[at], &mut chance);
        if order == Order::NewestFirst {
            steps.reverse();
        }
        for step in steps.iter().filter(|step| holds(step.moment)) {
            if order == Order::TwoFiles && step.decided {
                self.put(&step.release, decisions)?;
            } else {
                self.put(&step.release, out)?;
            }
        }
        Ok(())
    }

    /// The release of a tender by itself, as a line.
    fn release(&self, at: usize, tender: &Tender, chance: &mut Chance) -> std::io::Result<Vec<u8>> {
        let mut line = Vec::new();
        publish::line(&mut line, &self.county, tender, at + 1, chance)?;
        Ok(line)
    }

    fn put(&self, release: &Value, out: &mut impl Write) -> std::io::Result<()> {
        let mut line = serde_json::to_vec(release)?;
        line.push(b'\n');
        self.detail.write(&line, out)
    }

    /// The kinds of groups with the range of their numbers.
    fn kinds(&self) -> [(&'static str, std::ops::Range<usize>); 3] {
        let (office, company) = (
            measure::first_office(&self.county),
            measure::first_company(&self.county),
        );
        [
            ("buyer", 0..office),
            ("procuring_entity", office..company),
            ("tenderer", company..company + county::COMPANIES),
        ]
    }

    fn id(&self, group: usize) -> &str {
        let (office, company) = (
            measure::first_office(&self.county),
            measure::first_company(&self.county),
        );
        if group < office {
            &self.county.buyers[group].id
        } else if group < company {
            &self.county.offices[group - office].id
        } else {
            &self.county.companies[group - company].id
        }
    }

    /// The standing of every group, by indicator and kind.
    fn standings(&self) -> Vec<(usize, &'static str, Vec<Standing>)> {
        let mut found = Vec::new();
        for (indicator, (_, material, offices, companies)) in INDICATORS.iter().enumerate() {
            for (kind, members) in self.kinds() {
                if if kind == "tenderer" { *companies } else { *offices } {
                    found.push((
                        indicator,
                        kind,
                        standings(&self.long_run, indicator, members, *material, Peers::OrAll),
                    ));
                }
            }
        }
        found
    }

    /// Every group that truly lies above an indicator's material threshold.
    pub(crate) fn truths(&self) -> Vec<Truth> {
        let mut all = Vec::new();
        for (indicator, kind, standings) in self.standings() {
            let id = |group: usize| self.id(group).to_owned();
            all.extend(truths(
                &standings,
                &self.files,
                (indicator, INDICATORS[indicator].0),
                kind,
                id,
            ));
        }
        all
    }

    /// How many groups with at least `least` cases in the files lie within `part` of their threshold.
    fn close_calls(&self, least: u64, part: f64) -> usize {
        let close = |(indicator, _, standings): (usize, &str, Vec<Standing>)| {
            let near = |it: &&Standing| {
                let room = if indicator == measure::RARELY {
                    0.05
                } else {
                    part * it.threshold
                };
                self.files.total(indicator, it.group).1 >= least && (it.rate - it.threshold).abs() < room
            };
            standings.iter().filter(near).count()
        };
        self.standings().into_iter().map(close).sum()
    }
}

fn parsed(line: &[u8]) -> std::io::Result<Value> {
    Ok(serde_json::from_slice(line)?)
}
