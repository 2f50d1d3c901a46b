use crate::{Hash, root_of};

/// How many levels of the tree one tile holds.
pub const TILE_HEIGHT: u32 = 8;

/// How many hashes a whole tile holds.
pub const TILE_WIDTH: u64 = 1 << TILE_HEIGHT;

/// One tile: `width` hashes of level `level * 8`, beginning at `index * 256`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tile {
    /// The level in tiles, 0 for the leaves.
    pub level: u8,
    /// The tile's place in its level.
    pub index: u64,
    /// How many hashes it holds, 1 to 256.
    pub width: u64,
}

/// The tile's number as C2SP `tlog-tiles` writes it: groups of three digits, all but the last with an x.
fn place(index: u64, width: u64) -> String {
    let mut text = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        text = format!("x{:03}/{text}", rest % 1000);
        rest /= 1000;
    }
    if width < TILE_WIDTH {
        text.push_str(&format!(".p/{width}"));
    }
    text
}

/// Where a tile lies: `tile/0/x001/234`, or `tile/0/x001/234.p/17` for one not yet full.
pub fn tile_path(tile: &Tile) -> String {
    format!("tile/{}/{}", tile.level, place(tile.index, tile.width))
}

/// Where the entries below a leaf tile lie.
pub fn entry_bundle_path(index: u64, width: u64) -> String {
    format!("tile/entries/{}", place(index, width))
}

/// What lies at a path below a log: a tile of hashes, or a bundle of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// Hashes.
    Tile(Tile),
    /// The entries below the leaf tile of this index, so many of them.
    Entries {
        /// The bundle's place.
        index: u64,
        /// How many entries it holds, 1 to 256.
        width: u64,
    },
}

impl Published {
    /// Where it lies.
    pub fn path(&self) -> String {
        match self {
            Self::Tile(tile) => tile_path(tile),
            Self::Entries { index, width } => entry_bundle_path(*index, *width),
        }
    }

    /// Reads a path that [`Published::path`] writes. Whatever is written in any other way is no path of a tile: what
    /// comes from outside names a file only by the numbers in it.
    pub fn parse(path: &str) -> Option<Self> {
        let (kind, place) = path.strip_prefix("tile/")?.split_once('/')?;
        let (place, width) = match place.split_once(".p/") {
            Some((place, width)) => (place, width.parse().ok()?),
            None => (place, TILE_WIDTH),
        };
        if !(1..=TILE_WIDTH).contains(&width) {
            return None;
        }
        let mut index: u64 = 0;
        for digits in place.split('/') {
            let digits: u64 = digits.strip_prefix('x').unwrap_or(digits).parse().ok()?;
            index = index.checked_mul(1000)?.checked_add(digits)?;
        }
        let published = match kind {
            "entries" => Self::Entries { index, width },
            level => Self::Tile(Tile {
                level: level.parse().ok().filter(|level| *level < 64)?,
                index,
                width,
            }),
        };
        (published.path() == path).then_some(published)
    }
}

/// The tiles that a log which grew from `old` to `new` entries has beyond, or fuller than, before.
pub fn tiles_to_write(old: u64, new: u64) -> Vec<Tile> {
    let mut tiles = Vec::new();
    let (mut old, mut new, mut level) = (old, new, 0);
    while new > 0 && new > old {
        for index in old / TILE_WIDTH..new.div_ceil(TILE_WIDTH) {
            tiles.push(Tile {
                level,
                index,
                width: (new - index * TILE_WIDTH).min(TILE_WIDTH),
            });
        }
        old /= TILE_WIDTH;
        new /= TILE_WIDTH;
        level += 1;
    }
    tiles
}

/// A tile's bytes, from all leaf hashes of the log; `None` where the log is too short for it.
pub fn tile_hashes(tile: &Tile, leaves: &[Hash]) -> Option<Vec<u8>> {
    let below = TILE_WIDTH.checked_pow(u32::from(tile.level))?;
    let mut bytes = Vec::new();
    for number in 0..tile.width {
        let first = (tile.index.checked_mul(TILE_WIDTH)?.checked_add(number)?).checked_mul(below)?;
        let first = usize::try_from(first).ok()?;
        let last = first.checked_add(usize::try_from(below).ok()?)?;
        bytes.extend_from_slice(&root_of(leaves.get(first..last)?).0);
    }
    Some(bytes)
}

/// Entries one after another, each behind its length in two bytes; `None` where one is longer than 65,535 bytes.
pub fn entry_bundle<'entry>(entries: impl IntoIterator<Item = &'entry [u8]>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for entry in entries {
        bytes.extend_from_slice(&u16::try_from(entry.len()).ok()?.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Some(bytes)
}
