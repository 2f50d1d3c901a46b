use crate::support::seams::Findable;

/// People as whoever admits them finds them: by name and sign-in name.
pub(super) static FINDABLE: Findable = Findable {
    kind: "person",
    rank: 70,
    family: "role",
    numbered: "",
    rows: "SELECT p.id AS record, p.name AS label_fa, '' AS label_en, p.name || ' ' || p.sign_in AS words, \
           p.role AS state, '' AS day FROM people p WHERE p.id IN",
    after: "SELECT id AS record FROM people WHERE id > $1 ORDER BY id LIMIT $2",
    more: &[],
    private: None,
    in_public: None,
    rests_on: &[("people", "")],
};
