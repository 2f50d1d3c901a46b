use std::ops::Range;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, StringArray, TimestampMillisecondArray};
use golugah_records::{NO_TIME, StringPool};

use super::{DEEDS, DeedPart, Deeds, all};
use crate::folder::sync_folder;
use crate::hashes::hash_of_bytes;
use crate::table::GROUP_ROWS;
use crate::{Lake, LakeError};

impl Lake {
    /// Keeps the deeds of these places as a part; when this returns, it is in the lake. `last` is the entry of the last of them.
    ///
    /// What reaches beyond the beginning of this part goes away: an earlier form of it, and what was behind it.
    ///
    /// # Errors
    /// Where another process imports, or the disk cannot take it.
    pub fn keep_deeds(&self, deeds: &Deeds, places: Range<usize>, last: &str) -> Result<(), LakeError> {
        let places = places.start..places.end.min(deeds.len());
        if places.is_empty() {
            return Ok(());
        }
        let importing = self.begin()?;
        let mut table = importing.table(&DEEDS)?;
        for start in places.clone().step_by(GROUP_ROWS) {
            table.group(rows(deeds, start..places.end.min(start + GROUP_ROWS)))?;
        }
        let finished = table.finish()?;
        let folder = self.root.join(DEEDS.name);
        let mut part = DeedPart {
            from: places.start as u64,
            until: places.end as u64,
            mark: hash_of_bytes(last.as_bytes()),
            hash: finished.hash,
            path: folder.clone(),
        };
        part.path = folder.join(part.name());
        finished.file.publish(&part.path)?;
        sync_folder(&folder)?;
        for old in all(&self.root)? {
            if old.until > part.from && old != part {
                std::fs::remove_file(&old.path).map_err(LakeError::file(&old.path))?;
            }
        }
        Ok(())
    }
}

fn rows(deeds: &Deeds, rows: Range<usize>) -> Vec<ArrayRef> {
    let places = (0_i64..).skip(rows.start).take(rows.len());
    let times = deeds.millis[rows.clone()]
        .iter()
        .map(|millis| (*millis != NO_TIME).then_some(*millis));
    vec![
        Arc::new(Int64Array::from_iter_values(places)),
        Arc::new(times.collect::<TimestampMillisecondArray>()),
        texts(&deeds.roles, &deeds.role[rows.clone()]),
        texts(&deeds.deeds, &deeds.deed[rows.clone()]),
        texts(&deeds.cases, &deeds.case[rows]),
    ]
}

fn texts(pool: &StringPool, numbers: &[u32]) -> ArrayRef {
    let texts = numbers.iter().map(|number| pool.get(*number));
    Arc::new(texts.collect::<StringArray>())
}
