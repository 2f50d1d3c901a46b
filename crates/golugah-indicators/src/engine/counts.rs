use std::collections::BTreeMap;

use golugah_findings::Datum;

/// What one indicator answered, in counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Counts {
    pub(crate) raised: u64,
    pub(crate) clear: u64,
    pub(crate) not_computable: Vec<(&'static str, u64)>,
    pub(crate) parameters: BTreeMap<String, Datum>,
    /// What all computable observations put at stake, the common measure of harm.
    pub(crate) stake: i128,
    /// The same of amounts whose currency was not published.
    pub(crate) unstated: i128,
}

impl Counts {
    pub(super) fn add_reason(&mut self, reason: &'static str, count: u64) {
        // A rule has a handful of reasons, and nearly always the same address for the same word.
        let known = self
            .not_computable
            .iter_mut()
            .find(|(known, _)| std::ptr::eq(*known, reason) || *known == reason);
        match known {
            Some((_, total)) => *total += count,
            None => self.not_computable.push((reason, count)),
        }
    }
}
