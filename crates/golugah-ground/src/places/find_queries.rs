use crate::support::seams::Findable;

/// Places as they are found: by the name that holds and by former ones.
pub(super) static FINDABLE: Findable = Findable {
    kind: "place",
    rank: 60,
    family: "",
    numbered: "",
    rows: "SELECT p.id AS record, n.name_fa AS label_fa, n.name_en AS label_en, n.name_fa || ' ' || n.name_en AS words, \
           '' AS state, n.since AS day FROM places p JOIN place_names n ON n.place_id = p.id AND n.since = \
           (SELECT MAX(m.since) FROM place_names m WHERE m.place_id = p.id) WHERE p.id IN",
    after: "SELECT id AS record FROM places WHERE id > $1 ORDER BY id LIMIT $2",
    more: &[
        "SELECT place_id AS record, name_fa || ' ' || name_en AS words FROM place_names WHERE place_id IN",
    ],
    private: None,
    in_public: None,
    rests_on: &[
        ("places", ""),
        (
            "place_names",
            "SELECT place_id AS record FROM place_names WHERE id = $1",
        ),
    ],
};
