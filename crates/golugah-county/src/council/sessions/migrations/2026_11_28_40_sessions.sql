-- The council's sessions: their steps, who came, what was written down, published and put right.
CREATE TABLE sessions (
    id {id},
    version {int} NOT NULL,
    number {int} NOT NULL,
    day TEXT NOT NULL,
    hour TEXT NOT NULL,
    place TEXT NOT NULL,
    state TEXT NOT NULL,
    minutes TEXT NOT NULL,
    published {int} NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX sessions_number_once ON sessions (number);

-- When a session was called, its invitation sent and its minutes closed; when it was published is a publication.
CREATE TABLE session_steps (
    id {id},
    version {int} NOT NULL,
    session_id {int} NOT NULL REFERENCES sessions (id),
    step TEXT NOT NULL,
    day TEXT NOT NULL,
    letter TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX session_steps_once ON session_steps (session_id, step);

CREATE TABLE attendances (
    id {id},
    version {int} NOT NULL,
    session_id {int} NOT NULL REFERENCES sessions (id),
    agency_id {int} NOT NULL REFERENCES agencies (id),
    state TEXT NOT NULL,
    delegate_commitment TEXT,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX attendances_once ON attendances (session_id, agency_id);

-- The minutes as they were when a session was closed, one row for the council and one for anybody, as JSON. Written once,
-- in the deed that closes the session, so that the log's entry of that deed vouches for all they say.
CREATE TABLE minutes (
    id {id},
    version {int} NOT NULL,
    session_id {int} NOT NULL REFERENCES sessions (id),
    audience TEXT NOT NULL,
    facts TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX minutes_once ON minutes (session_id, audience);

CREATE TABLE publications (
    id {id},
    version {int} NOT NULL,
    session_id {int} NOT NULL REFERENCES sessions (id),
    published_at TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX publications_once ON publications (session_id);

-- A correction stands beside the minutes it corrects: their text is never written again.
CREATE TABLE corrections (
    id {id},
    version {int} NOT NULL,
    session_id {int} NOT NULL REFERENCES sessions (id),
    number {int} NOT NULL,
    text TEXT NOT NULL CONSTRAINT corrections_text_given CHECK (text <> ''),
    reason TEXT NOT NULL CONSTRAINT corrections_reason_given CHECK (reason <> ''),
    corrected_at TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX corrections_number_once ON corrections (session_id, number);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('sessions', 1, 'id,version,number,day,hour,place,state,minutes,published'),
    ('session_steps', 1, 'id,version,session_id,step,day,letter'),
    ('attendances', 1, 'id,version,session_id,agency_id,state,delegate_commitment'),
    ('minutes', 1, 'id,version,session_id,audience,facts'),
    ('publications', 1, 'id,version,session_id,published_at'),
    ('corrections', 1, 'id,version,session_id,number,text,reason,corrected_at');
