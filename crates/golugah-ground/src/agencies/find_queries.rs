use crate::support::seams::Findable;

/// Agencies as they are found: by their names.
pub(super) static FINDABLE: Findable = Findable {
    kind: "agency",
    rank: 50,
    family: "",
    numbered: "",
    rows: "SELECT a.id AS record, a.name_fa AS label_fa, a.name_en AS label_en, a.name_fa || ' ' || a.name_en AS words, \
           '' AS state, '' AS day FROM agencies a WHERE a.id IN",
    after: "SELECT id AS record FROM agencies WHERE id > $1 ORDER BY id LIMIT $2",
    more: &[],
    private: None,
    in_public: None,
    rests_on: &[("agencies", "")],
};
