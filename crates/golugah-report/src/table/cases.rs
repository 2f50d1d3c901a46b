//! The cases against a rule on a terminal, and what the records answer at all.

use std::io;

use golugah_findings::{Against, ScanReport};

use super::Terminal;
use crate::called::Called;
use crate::catalogue::Catalogue;
use crate::exceptions::{RuleBlock, by_rule, coverage};
use crate::families::Families;
use crate::plain::unisolated;
use crate::winners;

/// How many cases of each rule are listed.
const LISTED: usize = 10;

impl Terminal<'_> {
    /// Who was awarded by each office, where no more is known.
    pub(super) fn winners(&mut self, report: &ScanReport) -> io::Result<()> {
        let words = self.words;
        let rows = winners::rows(report, words);
        if rows.is_empty() {
            return Ok(());
        }
        self.heading("report-winners")?;
        self.paragraph(&words.say("report-winners-note"), 0)?;
        for row in rows.into_iter().take(LISTED) {
            let labelled = |key: &str, value: String| format!("{} {value}", words.say(key));
            let facts = [
                row.office,
                labelled("report-winners-awards", row.awards),
                labelled("report-winners-winners", row.winners),
                row.first,
            ];
            self.items(facts.into_iter(), 4)?;
        }
        Ok(())
    }

    /// Peers that differ much, with the first of them as evidence.
    pub(super) fn families(&mut self, report: &ScanReport, catalogue: &Catalogue) -> io::Result<()> {
        let families = Families::of(report, catalogue, self.words, "report-page-more");
        if families.told.is_empty() {
            return Ok(());
        }
        self.heading("report-families")?;
        self.paragraph(&self.words.say("report-families-note"), 0)?;
        for one in families.told {
            self.paragraph(&one.said, 2)?;
            let all = one.rows.len();
            for row in one.rows.into_iter().take(LISTED) {
                self.items(
                    [row.name, row.rate, row.count, row.interval, row.side].into_iter(),
                    4,
                )?;
            }
            if all > LISTED || one.more.is_some() {
                self.paragraph(&self.words.say("report-families-others"), 4)?;
            }
        }
        families.more.iter().try_for_each(|more| self.paragraph(more, 2))
    }

    pub(super) fn exceptions(
        &mut self,
        report: &ScanReport,
        catalogue: &Catalogue,
        called: Option<Called<'_>>,
    ) -> io::Result<()> {
        let words = self.words;
        for (said, further) in coverage(report, words) {
            self.paragraph(&said, 0)?;
            for one in further {
                self.paragraph(&format!("  {one}"), 2)?;
            }
        }
        let found = by_rule(report);
        let is_rule = |one: &golugah_findings::IndicatorSummary| {
            one.against == Against::Rule && one.raised + one.clear > 0
        };
        if found.is_empty() && !report.indicators.iter().any(is_rule) {
            return Ok(());
        }
        self.heading("report-exceptions")?;
        if found.is_empty() {
            return self.paragraph(&words.say("report-exceptions-none"), 0);
        }
        for one in &found {
            let block = RuleBlock::of(one, LISTED, called, catalogue, words);
            let code = block
                .code
                .as_ref()
                .map_or_else(String::new, |code| format!("{code} "));
            self.paragraph(&format!("{code}{} · {}", block.title, block.counted), 2)?;
            self.paragraph(&format!("  {}", block.rule), 2)?;
            for row in &block.rows {
                let facts = [&row.id, &row.place, &row.date, &row.seen].map(|text| unisolated(text));
                self.items(facts.into_iter().filter(|text| !text.is_empty()), 4)?;
            }
            if let Some(more) = &block.more {
                self.paragraph(&format!("  {}", unisolated(more)), 2)?;
            }
        }
        Ok(())
    }
}
