-- Who there is besides: the county's name, its places, where an agency lies; and for whom a visit acts.
-- An official table is never given a column later: the log vouches for whole rows. What is new of an agency is a table.

CREATE TABLE county (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name_fa TEXT NOT NULL CONSTRAINT county_name_given CHECK (name_fa <> ''),
    name_en TEXT NOT NULL
);

CREATE TABLE places (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    within_id BIGINT REFERENCES places (id)
);

-- A place keeps its former names, each with the day from which it was called so.
CREATE TABLE place_names (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    place_id BIGINT NOT NULL REFERENCES places (id),
    name_fa TEXT NOT NULL CONSTRAINT place_names_given CHECK (name_fa <> ''),
    name_en TEXT NOT NULL,
    since TEXT NOT NULL
);
CREATE UNIQUE INDEX place_names_once ON place_names (place_id, since);

CREATE TABLE agency_places (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    agency_id BIGINT NOT NULL REFERENCES agencies (id),
    place_id BIGINT REFERENCES places (id)
);
CREATE UNIQUE INDEX agency_places_once ON agency_places (agency_id);

-- What somebody does beside their post, from one day to another; a duty taken back early has the day of that.
CREATE TABLE duties (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    duty TEXT NOT NULL,
    agency_id BIGINT REFERENCES agencies (id),
    place_id BIGINT REFERENCES places (id),
    work TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    ended_on TEXT
);
CREATE INDEX duties_by_person ON duties (person_id, ended_on, since);

INSERT INTO log_tables (name) VALUES
    ('county'), ('places'), ('place_names'), ('agency_places'), ('duties');

-- Not official from here on. A visit acts for whoever signed in, or for the head whose deputy that is.
ALTER TABLE visits ADD COLUMN on_behalf_of BIGINT;
CREATE INDEX visits_by_person ON visits (person_id);

-- A code that lets somebody choose a password, once.
CREATE TABLE codes (
    person_id BIGINT PRIMARY KEY REFERENCES people (id),
    code_hash TEXT NOT NULL,
    expires_at TEXT NOT NULL
);

-- Browsers in which somebody has signed in before: a stranger's wrong passwords do not slow their owner down.
CREATE TABLE known_browsers (
    token_sha256 TEXT PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES people (id),
    expires_at TEXT NOT NULL
);
CREATE INDEX known_browsers_by_person ON known_browsers (person_id);
