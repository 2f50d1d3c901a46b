use crate::support::seams::Findable;

/// Bottlenecks as they are found: by number, the code of the indicator, the place and the sentence.
pub(super) static FINDABLE: Findable = Findable {
    kind: "bottleneck",
    rank: 30,
    family: "bottleneck",
    rows: "SELECT b.id AS record, b.group_name || ' – ' || b.code AS label_fa, '' AS label_en, \
           CAST(b.id AS TEXT) || ' ' || b.code || ' ' || b.group_name || ' ' || b.sentence_fa || ' ' || b.sentence_en AS words, \
           b.state, b.found_on AS day FROM bottlenecks b WHERE b.id IN",
    after: "SELECT id AS record FROM bottlenecks WHERE id > $1 ORDER BY id LIMIT $2",
    more: &[],
    private: None,
    in_public: None,
    rests_on: &[("bottlenecks", "")],
};
