-- Minutes of a session that was held before the county began here, as they were pasted; and the session they became. What stands
-- in them is a text that may have to go.
CREATE TABLE pasted (
    id {id},
    version {int} NOT NULL,
    number {int} NOT NULL,
    day TEXT NOT NULL,
    hour TEXT NOT NULL,
    place TEXT NOT NULL,
    text_commitment TEXT NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    pasted_on TEXT NOT NULL,
    session_id {int} REFERENCES sessions (id),
    salt TEXT NOT NULL
){strict};
CREATE INDEX pasted_by_session ON pasted (session_id, id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('pasted', 1, 'id,version,number,day,hour,place,text_commitment,person_id,pasted_on,session_id');
