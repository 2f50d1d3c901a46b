//! What the lake has of the deeds, and what the log has beyond it.

use golugah_county::log::{text_of, texts_from};
use golugah_desk::Read;
use golugah_desk::log::LogEntry;
use golugah_lake::{Deed, Deeds, Lake, LakeError};

use crate::failure::Failure;

/// How many deeds a part holds. The last one is written anew until it is full.
pub(super) const IN_A_PART: usize = 65_536;

/// All deeds that the log had when it was read.
pub(super) struct Taken {
    pub(super) deeds: Deeds,
    /// The entry of the last one.
    pub(super) last: String,
}

/// Reads what the lake has, adds what the log has beyond it, and keeps that in parts.
///
/// Each part is in the lake whole or not at all, and begins where the one before it ends: whenever this is stopped, the next
/// run goes on behind the last part. Where another process imports, all is gathered and only not kept.
pub(super) async fn take(read: Read<'_>, lake: &Lake, in_a_part: usize) -> Result<Taken, Failure> {
    let (mut deeds, mut last) = kept(read, lake).await?;
    let mut begun = deeds.len() / in_a_part * in_a_part;
    let mut kept = deeds.len();
    let keep =
        |deeds: &Deeds, last: &str, begun: usize| match lake.keep_deeds(deeds, begun..deeds.len(), last) {
            Err(LakeError::Busy { .. }) => Ok(()),
            done => done.map_err(Failure::lake),
        };
    loop {
        let page = texts_from(read, deeds.len() as u64).await;
        let page = page.map_err(Failure::because)?;
        if page.is_empty() {
            break;
        }
        for text in page {
            push(&mut deeds, &text);
            last = text;
            if deeds.len() == begun + in_a_part {
                keep(&deeds, &last, begun)?;
                begun = deeds.len();
                kept = begun;
            }
        }
    }
    if deeds.len() > kept {
        keep(&deeds, &last, begun)?;
    }
    Ok(Taken { deeds, last })
}

/// What the lake has of this log, with the entry of the last deed.
async fn kept(read: Read<'_>, lake: &Lake) -> Result<(Deeds, String), Failure> {
    let mut parts = lake.deed_parts().map_err(Failure::lake)?;
    loop {
        // A log that was restored from an older copy went on otherwise from there.
        while let Some(part) = parts.last() {
            let entry = text_of(read, part.until - 1).await.map_err(Failure::because)?;
            if entry.is_some_and(|entry| part.ends_with(&entry)) {
                break;
            }
            parts.pop();
        }
        let deeds = lake.deeds(&parts);
        let there = deeds.len() as u64;
        if parts.last().is_none_or(|part| part.until == there) {
            let last = match there.checked_sub(1) {
                Some(last) => text_of(read, last).await.map_err(Failure::because)?,
                None => None,
            };
            return Ok((deeds, last.unwrap_or_default()));
        }
        // One of them is no longer as it was written.
        parts.retain(|part| part.until <= there);
    }
}

fn push(deeds: &mut Deeds, text: &str) {
    let entry = LogEntry::parse(text).and_then(|entry| Some((entry.moment()?, entry)));
    let Some((moment, entry)) = entry else {
        return deeds.push(Deed {
            millis: None,
            role: "",
            deed: "",
            case: None,
        });
    };
    deeds.push(Deed {
        millis: Some(moment.0),
        role: &entry.role,
        deed: &entry.deed,
        case: entry.case.as_deref(),
    });
}
