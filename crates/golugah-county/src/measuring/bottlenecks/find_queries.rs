use super::life_queries::unreviewed_person;
use crate::support::seams::Findable;

/// Bottlenecks as they are found: by number, the code of the indicator, the place and the sentence. What was found in one person's
/// work is found by nobody until it was looked at: a search would give the name to all who may open the list.
pub(super) static FINDABLE: Findable = Findable {
    kind: "bottleneck",
    rank: 30,
    family: "bottleneck",
    numbered: "",
    rows: concat!(
        "SELECT id AS record, group_name || ' – ' || code AS label_fa, '' AS label_en, \
         CAST(id AS TEXT) || ' ' || code || ' ' || group_name || ' ' || sentence_fa || ' ' || sentence_en AS words, \
         state, found_on AS day FROM bottlenecks WHERE NOT ",
        unreviewed_person!(),
        " AND id IN"
    ),
    after: "SELECT id AS record FROM bottlenecks WHERE id > $1 ORDER BY id LIMIT $2",
    more: &[],
    private: None,
    in_public: None,
    rests_on: &[("bottlenecks", "")],
};
