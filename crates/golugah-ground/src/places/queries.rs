use std::collections::BTreeMap;

use sea_orm::DbErr;

use golugah_desk::Read;
use serde::Deserialize;

/// A place under the name that it bears now.
#[derive(Clone, Debug, Deserialize)]
pub struct Place {
    /// The row.
    pub id: i64,
    /// How often the row was written; renaming writes it.
    pub version: i64,
    /// What it is.
    pub kind: String,
    /// The place around it; `None` for the county.
    pub within_id: Option<i64>,
    /// Its name in Persian.
    pub name_fa: String,
    /// Its name in English; may be empty.
    pub name_en: String,
    /// The day from which it is called so, `YYYY-MM-DD`.
    pub since: String,
}

/// What is known of places, each with its name on a day.
const NAMED: &str = "SELECT p.id, p.version, p.kind, p.within_id, n.name_fa, n.name_en, n.since FROM places p \
                     JOIN place_names n ON n.place_id = p.id AND n.since = \
                     (SELECT MAX(m.since) FROM place_names m WHERE m.place_id = p.id AND m.since <= $1)";

/// Every place with its depth, each under the one around it, in the order they were entered.
pub async fn places(read: Read<'_>, day: &str) -> Result<Vec<(usize, Place)>, DbErr> {
    let all: Vec<Place> = read
        .all(&format!("{NAMED} ORDER BY p.id LIMIT 2000"), vec![day.into()])
        .await?;
    let mut within: BTreeMap<Option<i64>, Vec<Place>> = BTreeMap::new();
    for place in all {
        within.entry(place.within_id).or_default().push(place);
    }
    let mut tree = Vec::new();
    grow(&mut tree, &mut within, None, 0);
    Ok(tree)
}

/// A place is taken out before what lies in it is looked for, so that this ends whatever the rows say.
fn grow(
    tree: &mut Vec<(usize, Place)>,
    within: &mut BTreeMap<Option<i64>, Vec<Place>>,
    around: Option<i64>,
    depth: usize,
) {
    for place in within.remove(&around).unwrap_or_default() {
        let id = place.id;
        tree.push((depth, place));
        grow(tree, within, Some(id), depth + 1);
    }
}

/// One place, under its latest name, though that may hold from a later day on.
pub(super) async fn place(read: Read<'_>, id: i64) -> Result<Option<Place>, DbErr> {
    let sql = "SELECT p.id, p.version, p.kind, p.within_id, n.name_fa, n.name_en, n.since FROM places p \
               JOIN place_names n ON n.place_id = p.id WHERE p.id = $1 ORDER BY n.since DESC LIMIT 1";
    read.one(sql, vec![id.into()]).await
}

/// Whether there is such a place.
pub async fn exists(read: Read<'_>, id: i64) -> Result<bool, DbErr> {
    Ok(read
        .number("SELECT COUNT(*) FROM places WHERE id = $1", vec![id.into()])
        .await?
        > 0)
}

/// A name that a place has or had.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Name {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) name_fa: String,
    pub(super) name_en: String,
    pub(super) since: String,
}

/// The names of a place, the latest first.
pub(super) async fn names(read: Read<'_>, place: i64) -> Result<Vec<Name>, DbErr> {
    let sql = "SELECT id, version, name_fa, name_en, since FROM place_names WHERE place_id = $1 ORDER BY since DESC";
    read.all(sql, vec![place.into()]).await
}
