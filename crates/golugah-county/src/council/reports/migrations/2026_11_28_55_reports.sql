-- An agency's performance report: booked on a session, given in writing or heard there. Not given, its booking moves to
-- the next session with its item, and `missed` counts how often it did.
CREATE TABLE reports (
    id {id},
    version {int} NOT NULL,
    agency_id {int} NOT NULL REFERENCES agencies (id),
    session_id {int} NOT NULL REFERENCES sessions (id),
    booked_on TEXT NOT NULL,
    missed {int} NOT NULL,
    state TEXT NOT NULL,
    text TEXT NOT NULL,
    figures TEXT NOT NULL,
    person_id {int} REFERENCES people (id),
    given_on TEXT,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX reports_booked_once ON reports (agency_id) WHERE state = 'booked';
CREATE INDEX reports_by_session ON reports (session_id);
CREATE INDEX reports_by_agency ON reports (agency_id, state);

-- How many agencies report at a session: one row, and none while nobody has set it.
CREATE TABLE rota (
    id {id},
    version {int} NOT NULL,
    each {int} NOT NULL,
    salt TEXT NOT NULL
){strict};

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('reports', 1, 'id,version,agency_id,session_id,booked_on,missed,state,text,figures,person_id,given_on'),
    ('rota', 1, 'id,version,each');
