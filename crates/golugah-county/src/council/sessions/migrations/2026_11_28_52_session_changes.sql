-- What became of a session before it was held: another day, hour or place, each with what it was before, or none at all.
CREATE TABLE session_moves (
    id {id},
    version {int} NOT NULL,
    session_id {int} NOT NULL REFERENCES sessions (id),
    former_day TEXT NOT NULL,
    former_hour TEXT NOT NULL,
    former_place TEXT NOT NULL,
    reason TEXT NOT NULL CONSTRAINT session_moves_reason_given CHECK (reason <> ''),
    moved_on TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE INDEX session_moves_by_session ON session_moves (session_id, id);

CREATE TABLE session_cancellations (
    id {id},
    version {int} NOT NULL,
    session_id {int} NOT NULL REFERENCES sessions (id),
    reason TEXT NOT NULL CONSTRAINT session_cancellations_reason_given CHECK (reason <> ''),
    cancelled_on TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX session_cancellations_once ON session_cancellations (session_id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('session_moves', 1, 'id,version,session_id,former_day,former_hour,former_place,reason,moved_on'),
    ('session_cancellations', 1, 'id,version,session_id,reason,cancelled_on');

-- Whoever meant to come has to know why the day is another one, before anything of the session is published.
CREATE VIEW public_session_moves AS
    SELECT m.id, s.number AS session_number, m.former_day AS day, m.former_hour AS hour, m.former_place AS place, m.reason,
        m.moved_on
    FROM session_moves m JOIN sessions s ON s.id = m.session_id;
CREATE VIEW public_session_cancellations AS
    SELECT c.id, s.number AS session_number, s.day, s.hour, c.reason, c.cancelled_on
    FROM session_cancellations c JOIN sessions s ON s.id = c.session_id;
