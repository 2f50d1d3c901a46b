use crate::support::seams::Findable;

/// Resolutions as they are found: by text, proof, the numbers of session and resolution, letters, and what was reported of them.
pub(super) static FINDABLE: Findable = Findable {
    kind: "resolution",
    rank: 20,
    family: "resolution",
    numbered: "",
    rows: "SELECT r.id AS record, r.text AS label_fa, '' AS label_en, \
           r.text || ' ' || r.proof || ' ' || CAST(s.number AS TEXT) || ' ' || CAST(r.number AS TEXT) AS words, \
           r.state, s.day FROM resolutions r JOIN sessions s ON s.id = r.session_id \
           WHERE r.state <> 'withdrawn' AND r.id IN",
    after: "SELECT id AS record FROM resolutions WHERE id > $1 ORDER BY id LIMIT $2",
    more: &["SELECT resolution_id AS record, letter AS words FROM replies WHERE resolution_id IN"],
    private: Some(
        "SELECT resolution_id AS record, text_commitment AS commitment FROM evidence WHERE resolution_id IN",
    ),
    in_public: Some(
        "SELECT p.id AS record, p.text AS label_fa, '' AS label_en, \
         p.text || ' ' || p.proof || ' ' || CAST(p.session_number AS TEXT) || ' ' || CAST(p.number AS TEXT) AS words, \
         p.state, \
         (SELECT s.day FROM public_sessions s WHERE s.number = p.session_number) AS day, '/portal/sessions/' || CAST(p.session_number AS TEXT) AS address \
         FROM public_resolutions p WHERE p.id IN",
    ),
    rests_on: &[
        ("resolutions", ""),
        (
            "replies",
            "SELECT resolution_id AS record FROM replies WHERE id = $1",
        ),
        (
            "evidence",
            "SELECT resolution_id AS record FROM evidence WHERE id = $1",
        ),
        (
            "publications",
            "SELECT r.id AS record FROM publications p JOIN resolutions r ON r.session_id = p.session_id WHERE p.id = $1",
        ),
    ],
};
