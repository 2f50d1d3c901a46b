-- A request of an agency for more time: until when, why, and what was answered. What came on paper names the answer that it came
-- with. Asking moves no day and stops no clock: what is granted is a term of its own.
CREATE TABLE extension_requests (
    id {id},
    version {int} NOT NULL,
    resolution_id {int} NOT NULL REFERENCES resolutions (id),
    until TEXT NOT NULL,
    text_commitment TEXT,
    reply_id {int} REFERENCES replies (id),
    person_id {int} NOT NULL REFERENCES people (id),
    asked_on TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_by {int} REFERENCES people (id),
    decided_on TEXT,
    answer TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE INDEX extension_requests_by_resolution ON extension_requests (resolution_id, id);
CREATE INDEX extension_requests_by_state ON extension_requests (state, id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('extension_requests', 1, 'id,version,resolution_id,until,text_commitment,reply_id,person_id,asked_on,state,decided_by,decided_on,answer');
