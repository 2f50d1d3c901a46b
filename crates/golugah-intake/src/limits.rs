/// What a hostile file may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes after unpacking.
    pub unpacked_bytes: u64,
    /// Unpacked bytes per packed byte, asked once more than [`Limits::RATIO_FREE_BYTES`] are unpacked.
    pub ratio: u64,
    /// Bytes of one record.
    pub record_bytes: usize,
    /// Records of one file that may be refused, each of which is kept with its reason.
    pub rejects: u64,
}

impl Limits {
    /// Small files may be packed as tightly as they like.
    pub const RATIO_FREE_BYTES: u64 = 64 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        // Real logs and tenders pack 8 to 25 times; deflate's own bound is about 1,030.
        Self {
            unpacked_bytes: 64 << 30,
            ratio: 250,
            record_bytes: 64 << 20,
            rejects: 1_000_000,
        }
    }
}
