//! What records of a feature are found by.

/// A kind of record that the one search of the site finds: what it is found by and what is shown of it, as questions to the
/// database, so that the words are kept and made again for all features in one place.
///
/// A question over records ends where the brackets with their numbers follow: `… FROM claims c WHERE c.id IN`, and has no place of its own.
#[derive(Clone, Copy, Debug)]
pub struct Findable {
    /// The kind of the records, as the log calls them.
    pub kind: &'static str,
    /// Where they stand among the kinds: the lower comes first.
    pub rank: u8,
    /// The family of the words for their states; empty where they have none.
    pub family: &'static str,
    /// The sentence in which their label is a `$number`; empty where the label is a name.
    pub numbered: &'static str,
    /// What is shown of records and the words of their own: `record`, `label_fa`, `label_en`, `words`, `state`, `day`, the last
    /// two empty where there is none. A record that it does not give is found by nobody.
    pub rows: &'static str,
    /// The records after one, a part at a time: `… FROM claims WHERE id > $1 ORDER BY id LIMIT $2`, as `record`.
    pub after: &'static str,
    /// Further texts by which records are found: `record`, `words`.
    pub more: &'static [&'static str],
    /// Texts that may have to go and by which they are found: `record`, `commitment`.
    pub private: Option<&'static str>,
    /// The same as `rows` for anybody, over public views alone, with the page's `address` within its language; none where
    /// nobody else may read them.
    pub in_public: Option<&'static str>,
    /// The tables whose rows these answers rest on, each with the question whose records a row `$1` is about; empty where the row
    /// is the record.
    pub rests_on: &'static [(&'static str, &'static str)],
}
