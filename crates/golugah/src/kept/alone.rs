//! One import by itself.

use golugah_findings::{Coverage, InputKind};
use golugah_lake::ImportKind;

use super::{Asked, Counting, rests_on, unreadable};
use crate::arguments::Measuring;
use crate::coverage;
use crate::failure::Failure;
use crate::lake::Imported;
use crate::scan::{chosen, currency};

/// What one import by itself answers. What others tell of the same tenders is left out of account.
pub(crate) fn coverage(
    imported: &Imported,
    measuring: &Measuring,
    sha256: &str,
) -> Result<Vec<Coverage>, Failure> {
    let Some(input) = imported.imports.iter().position(|import| import.sha256 == sha256) else {
        return Ok(Vec::new());
    };
    let currency = currency(imported, measuring)?;
    let indicators = chosen(measuring)?;
    let mut counting = Counting {
        imported,
        indicators: &indicators,
        measuring,
        currency: &currency,
        rests_on: rests_on(&indicators, &currency),
        used: Vec::new(),
    };
    let kept = counting.of(input, &Asked::default())?;
    let of_log = imported.imports[input].kind == ImportKind::Xes;
    let scan = counting.scan()?;
    let workers = kept
        .workers
        .iter()
        .map(|written| scan.read_back(written, 0, of_log));
    let workers: Option<Vec<_>> = workers.collect();
    let outcome = scan.finish(workers.ok_or_else(unreadable)?);
    let kind = if of_log { InputKind::Xes } else { InputKind::Ocds };
    Ok(coverage::of(&[kind], &outcome.indicators, kept.beside.met))
}
