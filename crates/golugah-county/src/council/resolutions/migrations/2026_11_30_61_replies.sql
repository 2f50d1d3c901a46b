-- What an agency answered about a resolution by letter, by telephone or in person, as the secretariat entered it: done, not done
-- because, or a request for time. Who said it, and what was said, are texts that may have to go. The head may confirm it later;
-- where whoever entered it accepted it too, the session on whose word stands here.
CREATE TABLE replies (
    id {id},
    version {int} NOT NULL,
    resolution_id {int} NOT NULL REFERENCES resolutions (id),
    kind TEXT NOT NULL,
    how TEXT NOT NULL,
    letter TEXT NOT NULL,
    received_on TEXT NOT NULL,
    said_by_commitment TEXT,
    text_commitment TEXT,
    until TEXT,
    evidence_id {int} REFERENCES evidence (id),
    person_id {int} NOT NULL REFERENCES people (id),
    entered_on TEXT NOT NULL,
    confirmed_by {int} REFERENCES people (id),
    confirmed_on TEXT,
    heard_session_id {int} REFERENCES sessions (id),
    salt TEXT NOT NULL
){strict};
CREATE INDEX replies_by_resolution ON replies (resolution_id, id);
CREATE INDEX replies_by_evidence ON replies (evidence_id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('replies', 1, 'id,version,resolution_id,kind,how,letter,received_on,said_by_commitment,text_commitment,until,evidence_id,person_id,entered_on,confirmed_by,confirmed_on,heard_session_id');

-- By what a published resolution was reported done, where no head did so here: how it came and by which letter, never who said it.
CREATE VIEW public_replies AS
    SELECT y.resolution_id AS reply_to, y.how, y.letter, y.received_on, y.confirmed_on, h.number AS heard_at
    FROM replies y JOIN evidence e ON e.id = y.evidence_id JOIN resolutions r ON r.id = y.resolution_id
    JOIN sessions s ON s.id = r.session_id LEFT JOIN sessions h ON h.id = y.heard_session_id
    WHERE s.published = 1 AND e.state <> 'refused';
