use crate::support::seams::Findable;

/// Claims as they are found: by title, directorate, year, and the letters of their money.
pub(super) static FINDABLE: Findable = Findable {
    kind: "claim",
    rank: 40,
    family: "",
    numbered: "",
    rows: "SELECT c.id AS record, c.title AS label_fa, '' AS label_en, \
           c.title || ' ' || c.directorate || ' ' || CAST(c.year AS TEXT) AS words, '' AS state, \
           COALESCE((SELECT MIN(m.day) FROM credit_moves m WHERE m.claim_id = c.id), '') AS day \
           FROM claims c WHERE c.id IN",
    after: "SELECT id AS record FROM claims WHERE id > $1 ORDER BY id LIMIT $2",
    more: &[
        "SELECT claim_id AS record, letter || ' ' || reason AS words FROM credit_moves WHERE claim_id IN",
        "SELECT claim_id AS record, letter || ' ' || ground AS words FROM claim_endings WHERE claim_id IN",
    ],
    private: None,
    in_public: None,
    rests_on: &[
        ("claims", ""),
        (
            "credit_moves",
            "SELECT claim_id AS record FROM credit_moves WHERE id = $1",
        ),
        (
            "claim_endings",
            "SELECT claim_id AS record FROM claim_endings WHERE id = $1",
        ),
    ],
};
