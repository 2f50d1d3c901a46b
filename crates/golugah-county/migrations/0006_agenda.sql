-- The secretary's work around a session: its steps, what becomes of its items, the agencies' reports, closed days.
-- A row's hash covers all its columns, so that an official table is never widened: what is new about an old row is a row
-- of a table of its own.

-- When a session was called, its invitation sent and its minutes closed; when it was published is a publication.
CREATE TABLE session_steps (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    session_id BIGINT NOT NULL REFERENCES sessions (id),
    step TEXT NOT NULL,
    day TEXT NOT NULL,
    letter TEXT NOT NULL
);
CREATE UNIQUE INDEX session_steps_once ON session_steps (session_id, step);

-- The item of an earlier session that this one carries on.
CREATE TABLE carried_items (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    item_id BIGINT NOT NULL REFERENCES agenda_items (id),
    from_item_id BIGINT NOT NULL REFERENCES agenda_items (id)
);
CREATE UNIQUE INDEX carried_items_once ON carried_items (item_id);

-- Why an item was taken off an agenda.
CREATE TABLE removed_items (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    item_id BIGINT NOT NULL REFERENCES agenda_items (id),
    reason TEXT NOT NULL CONSTRAINT removed_items_reason_given CHECK (reason <> ''),
    removed_on TEXT NOT NULL
);
CREATE UNIQUE INDEX removed_items_once ON removed_items (item_id);

-- The resolutions that an item led to.
CREATE TABLE item_resolutions (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    item_id BIGINT NOT NULL REFERENCES agenda_items (id),
    resolution_id BIGINT NOT NULL REFERENCES resolutions (id)
);
CREATE UNIQUE INDEX item_resolutions_once ON item_resolutions (resolution_id);
CREATE INDEX item_resolutions_by_item ON item_resolutions (item_id);

-- An agency's performance report: booked on a session, given in writing or heard there. Not given, its booking moves to
-- the next session with its item, and `missed` counts how often it did.
CREATE TABLE reports (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    agency_id BIGINT NOT NULL REFERENCES agencies (id),
    session_id BIGINT NOT NULL REFERENCES sessions (id),
    item_id BIGINT NOT NULL REFERENCES agenda_items (id),
    booked_on TEXT NOT NULL,
    missed BIGINT NOT NULL,
    state TEXT NOT NULL,
    text TEXT NOT NULL,
    figures TEXT NOT NULL,
    person_id BIGINT REFERENCES people (id),
    given_on TEXT
);
CREATE UNIQUE INDEX reports_booked_once ON reports (agency_id) WHERE state = 'booked';
CREATE INDEX reports_by_session ON reports (session_id);
CREATE INDEX reports_by_agency ON reports (agency_id, state);

-- How many agencies report at a session: one row, and none while nobody has set it.
CREATE TABLE rota (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    each BIGINT NOT NULL
);

-- Days on which an order closed the offices of this county, and how many days in force that moved.
CREATE TABLE closures (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    day TEXT NOT NULL,
    name_fa TEXT NOT NULL CONSTRAINT closures_name_given CHECK (name_fa <> ''),
    name_en TEXT NOT NULL,
    letter TEXT NOT NULL CONSTRAINT closures_letter_given CHECK (letter <> ''),
    entered_on TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_on TEXT,
    opened_letter TEXT NOT NULL,
    moved BIGINT NOT NULL
);
CREATE UNIQUE INDEX closures_day_once ON closures (day) WHERE state = 'closed';

-- How much time was given for what. A term is never written again: more time is a term of its own, in place of another.
CREATE TABLE terms (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    matter TEXT NOT NULL,
    kind TEXT NOT NULL,
    number BIGINT,
    day TEXT,
    from_day TEXT NOT NULL,
    from_at TEXT NOT NULL,
    told TEXT NOT NULL,
    basis TEXT NOT NULL,
    letter TEXT NOT NULL,
    reason TEXT NOT NULL,
    agency_id BIGINT REFERENCES agencies (id),
    instead_of BIGINT REFERENCES terms (id)
);
CREATE INDEX terms_by_matter ON terms (matter, id);
CREATE UNIQUE INDEX terms_instead_once ON terms (instead_of);

-- When a term's clock stood, ran on and ended. What has ended keeps the day it had.
CREATE TABLE term_steps (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    term_id BIGINT NOT NULL REFERENCES terms (id),
    step TEXT NOT NULL,
    at TEXT NOT NULL,
    due TEXT,
    due_at TEXT
);
CREATE INDEX term_steps_by_term ON term_steps (term_id, id);

-- Not official: what the calendar makes of the terms, for lists to filter and order by. `golugah verify` computes it anew.
CREATE TABLE terms_in_force (
    matter TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    record BIGINT NOT NULL,
    term_id BIGINT NOT NULL REFERENCES terms (id),
    agency_id BIGINT,
    state TEXT NOT NULL,
    is_open BIGINT NOT NULL,
    due TEXT NOT NULL,
    due_at TEXT NOT NULL,
    stood_on TEXT,
    stood_at TEXT
);
CREATE UNIQUE INDEX terms_in_force_of_record ON terms_in_force (kind, record);
CREATE INDEX terms_in_force_by_due ON terms_in_force (kind, is_open, due_at, record);
CREATE INDEX terms_in_force_by_agency ON terms_in_force (kind, agency_id, is_open, due_at, record);
CREATE INDEX terms_in_force_of_term ON terms_in_force (term_id);

INSERT INTO log_tables (name) VALUES
    ('session_steps'), ('carried_items'), ('removed_items'), ('item_resolutions'), ('reports'), ('rota'), ('closures'),
    ('terms'), ('term_steps');
