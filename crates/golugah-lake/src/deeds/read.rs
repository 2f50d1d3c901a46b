use golugah_records::{NO_ENTRY, NO_TIME, StringPool};

use super::{DEEDS, DeedPart, Deeds, number};
use crate::columns::{Group, OpenTable};
use crate::hashes::hash_of_file_at;
use crate::views::Texts;
use crate::{Lake, LakeError};

impl Lake {
    /// The deeds of these parts, which are those of [`Lake::deed_parts`] or the first of them. What is no longer as it was
    /// written ends them: from there on they are taken from the log again.
    #[must_use]
    pub fn deeds(&self, parts: &[DeedPart]) -> Deeds {
        let mut deeds = Deeds::default();
        for part in parts {
            let before = deeds.len();
            let whole = read(part, &mut deeds).is_ok() && deeds.len() as u64 == part.until;
            if !whole {
                deeds.cut(before);
                break;
            }
        }
        deeds
    }
}

impl Deeds {
    /// Leaves so many.
    fn cut(&mut self, len: usize) {
        self.millis.truncate(len);
        for column in [&mut self.role, &mut self.deed, &mut self.case] {
            column.truncate(len);
        }
    }
}

fn read(part: &DeedPart, deeds: &mut Deeds) -> Result<(), LakeError> {
    let found = hash_of_file_at(&part.path).map_err(LakeError::file(&part.path))?;
    if found != part.hash {
        return Err(LakeError::damaged(
            &part.path,
            "its bytes are not those that its name says",
        ));
    }
    let table = OpenTable::open(&DEEDS, part.path.clone(), &["seq"])?;
    for group in 0..table.groups() {
        take(&table.read(group)?, deeds)?;
    }
    Ok(())
}

fn take(group: &Group, deeds: &mut Deeds) -> Result<(), LakeError> {
    let times = group.times("time")?;
    deeds
        .millis
        .extend(times.iter().map(|millis| millis.unwrap_or(NO_TIME)));
    let Deeds {
        role,
        deed,
        case,
        roles,
        deeds,
        cases,
        known: [known_roles, known_deeds, known_cases],
        ..
    } = deeds;
    let rows = group.rows();
    texts(&group.texts("role")?, rows, role, known_roles, roles);
    texts(&group.texts("deed")?, rows, deed, known_deeds, deeds);
    texts(&group.texts("case")?, rows, case, known_cases, cases);
    Ok(())
}

/// The numbers of a column's texts in the pool of all parts. Each text of the row group is looked up once, and by the first row
/// that has it, so that the pool is in order of first appearance.
fn texts(
    texts: &Texts<'_>,
    rows: usize,
    column: &mut Vec<u32>,
    known: &mut std::collections::HashMap<String, u32>,
    pool: &mut StringPool,
) {
    let mut numbers = vec![None; texts.words().len()];
    column.extend((0..rows).map(|row| {
        let Some(word) = texts.number(row) else {
            return NO_ENTRY;
        };
        *numbers[word].get_or_insert_with(|| number(known, pool, texts.words()[word]))
    }));
}
