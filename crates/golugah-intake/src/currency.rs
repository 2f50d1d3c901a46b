//! A first look at a file of tenders: in which currency prices are to be compared.

use std::collections::BTreeMap;

use golugah_records::Release;

use crate::blocks::{Blocks, Elements, Lines};
use crate::process::{Receiver, Reject, parse};
use crate::{Format, IntakeError, Limits, Opened};

/// How many releases are looked at: always the same ones, the first of the file.
pub const FIRST_RELEASES: usize = 1_000;

/// The currency most frequent among the tender values and bids of the first [`FIRST_RELEASES`] releases.
pub fn first_currency(mut opened: Opened) -> Result<Option<String>, IntakeError> {
    let limit = Limits::default().record_bytes;
    let mut counts = Currencies::default();
    let mut look = |blocks: &mut dyn Blocks| {
        while counts.releases < FIRST_RELEASES {
            match blocks.next(Vec::new())? {
                Some(block) => parse(&block, &mut counts),
                None => break,
            }
        }
        Ok(())
    };
    let looked = match opened.format {
        Format::Table => match &mut opened.table {
            Some(table) => table
                .blocks(&mut opened.reader)
                .and_then(|mut blocks| look(&mut *blocks)),
            None => Ok(()),
        },
        Format::OcdsLines => look(&mut Lines::new(&mut opened.reader, limit)),
        Format::OcdsPackage => look(&mut Elements::new(&mut opened.reader, limit)),
        Format::Xes | Format::ObjectCentric => Ok(()),
    };
    looked.map_err(|error| opened.error(error))?;
    Ok(counts.most_frequent())
}

/// Counts the currencies of the first releases it is given.
#[derive(Default)]
pub struct Currencies {
    releases: usize,
    counts: BTreeMap<String, u64>,
}

impl Currencies {
    /// Counts those of one release, unless enough were counted.
    pub fn count(&mut self, release: &Release<'_>) {
        if self.releases == FIRST_RELEASES {
            return;
        }
        self.releases += 1;
        let values = release
            .bids
            .iter()
            .map(|bid| &bid.value)
            .chain([&release.tender.value]);
        for value in values.filter(|value| value.minor.is_some() && !value.currency.is_empty()) {
            *self.counts.entry(value.currency.to_string()).or_default() += 1;
        }
    }

    /// The most frequent one; of equals the first by name.
    pub fn most_frequent(self) -> Option<String> {
        let most = self
            .counts
            .into_iter()
            .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        most.map(|(currency, _)| currency)
    }
}

impl Receiver for Currencies {
    fn release(&mut self, release: &Release<'_>, _: u64, _: &str) {
        self.count(release);
    }

    fn reject(&mut self, _: Reject) {
        // This look only counts; the reading that follows keeps the rejects.
    }
}
