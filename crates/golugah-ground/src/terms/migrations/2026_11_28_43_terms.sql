-- How much time was given for what. A term is never written again: more time is a term of its own, in place of another.
CREATE TABLE terms (
    id {id},
    version {int} NOT NULL,
    matter TEXT NOT NULL,
    kind TEXT NOT NULL,
    number {int},
    day TEXT,
    from_day TEXT NOT NULL,
    from_at TEXT NOT NULL,
    told TEXT NOT NULL,
    basis TEXT NOT NULL,
    letter TEXT NOT NULL,
    reason TEXT NOT NULL,
    agency_id {int} REFERENCES agencies (id),
    instead_of {int} REFERENCES terms (id),
    salt TEXT NOT NULL
){strict};
CREATE INDEX terms_by_matter ON terms (matter, id);
CREATE UNIQUE INDEX terms_instead_once ON terms (instead_of);

-- When a term's clock stood, ran on and ended. What has ended keeps the day it had.
CREATE TABLE term_steps (
    id {id},
    version {int} NOT NULL,
    term_id {int} NOT NULL REFERENCES terms (id),
    step TEXT NOT NULL,
    at TEXT NOT NULL,
    due TEXT,
    due_at TEXT,
    salt TEXT NOT NULL
){strict};
CREATE INDEX term_steps_by_term ON term_steps (term_id, id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('terms', 1, 'id,version,matter,kind,number,day,from_day,from_at,told,basis,letter,reason,agency_id,instead_of'),
    ('term_steps', 1, 'id,version,term_id,step,at,due,due_at');

-- Not official: what the calendar makes of the terms, for lists to filter and order by. `golugah verify` computes it anew.
CREATE TABLE terms_in_force (
    matter TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    record {int} NOT NULL,
    term_id {int} NOT NULL REFERENCES terms (id),
    agency_id {int},
    state TEXT NOT NULL,
    is_open {int} NOT NULL,
    due TEXT NOT NULL,
    due_at TEXT NOT NULL,
    stood_on TEXT,
    stood_at TEXT
){strict};
CREATE UNIQUE INDEX terms_in_force_of_record ON terms_in_force (kind, record);
CREATE INDEX terms_in_force_by_due ON terms_in_force (kind, is_open, due_at, record);
CREATE INDEX terms_in_force_of_all ON terms_in_force (kind, due_at, record);
CREATE INDEX terms_in_force_of_agency ON terms_in_force (kind, agency_id, due_at, record);
CREATE INDEX terms_in_force_by_agency ON terms_in_force (kind, agency_id, is_open, due_at, record);
CREATE INDEX terms_in_force_open ON terms_in_force (is_open, term_id);
CREATE INDEX terms_in_force_of_term ON terms_in_force (term_id);
