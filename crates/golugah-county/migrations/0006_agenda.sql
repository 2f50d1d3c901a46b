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

-- Days on which an order closed the offices of this county.
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
    opened_letter TEXT NOT NULL
);
CREATE UNIQUE INDEX closures_day_once ON closures (day) WHERE state = 'closed';

-- Due dates that a closure moved, or that its end moved back.
CREATE TABLE due_moves (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    resolution_id BIGINT NOT NULL REFERENCES resolutions (id),
    closure_id BIGINT NOT NULL REFERENCES closures (id),
    moved_on TEXT NOT NULL,
    from_due TEXT NOT NULL,
    to_due TEXT NOT NULL
);
CREATE INDEX due_moves_by_resolution ON due_moves (resolution_id);
CREATE INDEX due_moves_by_closure ON due_moves (closure_id);

INSERT INTO log_tables (name) VALUES
    ('session_steps'), ('carried_items'), ('removed_items'), ('item_resolutions'), ('reports'), ('rota'), ('closures'),
    ('due_moves');
