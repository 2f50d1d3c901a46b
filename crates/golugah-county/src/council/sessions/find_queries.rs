use crate::support::seams::Findable;

/// Sessions as they are found: by number, place, minutes, what was put on the agenda in words, and letters.
pub(super) static FINDABLE: Findable = Findable {
    kind: "session",
    rank: 10,
    family: "session",
    numbered: "session-number",
    rows: "SELECT s.id AS record, CAST(s.number AS TEXT) AS label_fa, '' AS label_en, \
           CAST(s.number AS TEXT) || ' ' || s.place || ' ' || s.minutes AS words, s.state, s.day \
           FROM sessions s WHERE s.id IN",
    after: "SELECT id AS record FROM sessions WHERE id > $1 ORDER BY id LIMIT $2",
    more: &[
        "SELECT session_id AS record, letter AS words FROM session_steps WHERE session_id IN",
        "SELECT session_id AS record, title AS words FROM agenda_items WHERE session_id IN",
    ],
    private: None,
    in_public: Some(
        "SELECT p.id AS record, CAST(p.number AS TEXT) AS label_fa, '' AS label_en, \
         CAST(p.number AS TEXT) || ' ' || p.place || ' ' || p.minutes AS words, p.state, p.day, \
         '/portal/sessions/' || CAST(p.number AS TEXT) AS address FROM public_sessions p WHERE p.id IN",
    ),
    rests_on: &[
        ("sessions", ""),
        (
            "agenda_items",
            "SELECT session_id AS record FROM agenda_items WHERE id = $1",
        ),
        (
            "session_steps",
            "SELECT session_id AS record FROM session_steps WHERE id = $1",
        ),
    ],
};
