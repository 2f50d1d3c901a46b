//! A first look at a file of tenders: in which currency prices are to be compared.

use std::collections::BTreeMap;

use golugah_records::Release;

use crate::blocks::{Blocks, Elements, Lines};
use crate::process::{Receiver, Reject, parse};
use crate::{Format, IntakeError, Limits, Opened};

/// How many blocks are looked at: some thousand releases, always the same ones.
const BLOCKS: usize = 4;

/// The currency most frequent among the tender values and bids of the first records; of equals the first by name.
pub fn first_currency(mut opened: Opened) -> Result<Option<String>, IntakeError> {
    let limit = Limits::default().record_bytes;
    let mut counts = Currencies::default();
    let mut look = |blocks: &mut dyn Blocks| {
        for _ in 0..BLOCKS {
            match blocks.next(Vec::new())? {
                Some(block) => parse(&block, &mut counts),
                None => break,
            }
        }
        Ok(())
    };
    let looked = match opened.format {
        Format::OcdsLines => look(&mut Lines::new(&mut opened.reader, limit)),
        Format::OcdsPackage => look(&mut Elements::new(&mut opened.reader, limit)),
        Format::Xes => Ok(()),
    };
    looked.map_err(|error| opened.error(error))?;
    let most = counts.0.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
    Ok(most.map(|(currency, _)| currency))
}

#[derive(Default)]
struct Currencies(BTreeMap<String, u64>);

impl Receiver for Currencies {
    fn release(&mut self, release: &Release<'_>, _line: u64) {
        let values = release.bids.iter().map(|bid| &bid.value).chain([&release.tender.value]);
        for value in values.filter(|value| value.minor.is_some() && !value.currency.is_empty()) {
            *self.0.entry(value.currency.to_string()).or_default() += 1;
        }
    }

    fn reject(&mut self, _: Reject) {
        // This look only counts; the reading that follows keeps the rejects.
    }
}
