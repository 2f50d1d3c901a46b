-- Not official: what of their own work somebody has seen, as themselves or for the head of an agency (0 for nobody's): names of
-- pieces of work with how many each stood for.
CREATE TABLE notices_seen (
    person_id {int} NOT NULL REFERENCES people (id),
    agency {int} NOT NULL,
    pieces TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (person_id, agency)
){strict};
