use crate::support::stored::words;

words! {
    /// What people said of two names. The words are those of the database.
    pub enum PairState {
        /// Nobody has said anything yet.
        Open = "open",
        /// They are one firm's.
        One = "one",
        /// They are two firms'.
        Two = "two",
    }
}
