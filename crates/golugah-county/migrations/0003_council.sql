-- Who there is, what the council decides, and what it decides about.

CREATE TABLE agencies (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name_fa TEXT NOT NULL CONSTRAINT agencies_name_given CHECK (name_fa <> ''),
    name_en TEXT NOT NULL,
    seat BIGINT NOT NULL
);
CREATE UNIQUE INDEX agencies_name_once ON agencies (name_fa);

CREATE TABLE people (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sign_in TEXT NOT NULL,
    role TEXT NOT NULL,
    agency_id BIGINT REFERENCES agencies (id),
    deputy_of BIGINT REFERENCES people (id),
    active BIGINT NOT NULL
);
CREATE UNIQUE INDEX people_sign_in_once ON people (sign_in);

-- Not official: secrets and visits answer to nobody's log.
CREATE TABLE credentials (
    person_id BIGINT PRIMARY KEY REFERENCES people (id),
    password_hash TEXT NOT NULL
);
CREATE TABLE visits (
    token_sha256 TEXT PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES people (id),
    expires_at TEXT NOT NULL
);

CREATE TABLE sessions (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    number BIGINT NOT NULL,
    day TEXT NOT NULL,
    hour TEXT NOT NULL,
    place TEXT NOT NULL,
    state TEXT NOT NULL,
    minutes TEXT NOT NULL,
    published BIGINT NOT NULL
);
CREATE UNIQUE INDEX sessions_number_once ON sessions (number);

CREATE TABLE bottlenecks (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    indicator TEXT NOT NULL,
    code TEXT NOT NULL,
    group_kind TEXT NOT NULL,
    group_id TEXT NOT NULL,
    group_name TEXT NOT NULL,
    sentence_fa TEXT NOT NULL,
    sentence_en TEXT NOT NULL,
    state TEXT NOT NULL,
    level BIGINT NOT NULL,
    reason TEXT NOT NULL,
    found_on TEXT NOT NULL,
    remedied_on TEXT,
    raised BIGINT NOT NULL,
    computable BIGINT NOT NULL,
    verdict TEXT NOT NULL
);
CREATE UNIQUE INDEX bottlenecks_once ON bottlenecks (indicator, group_kind, group_id);

CREATE TABLE resolutions (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    session_id BIGINT NOT NULL REFERENCES sessions (id),
    number BIGINT NOT NULL,
    text TEXT NOT NULL CONSTRAINT resolutions_text_given CHECK (text <> ''),
    agency_id BIGINT NOT NULL REFERENCES agencies (id),
    proof TEXT NOT NULL CONSTRAINT resolutions_proof_given CHECK (proof <> ''),
    bottleneck_id BIGINT REFERENCES bottlenecks (id),
    state TEXT NOT NULL,
    closed_on TEXT
);
CREATE UNIQUE INDEX resolutions_number_once ON resolutions (session_id, number);

CREATE TABLE agenda_items (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    session_id BIGINT NOT NULL REFERENCES sessions (id),
    place BIGINT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    agency_id BIGINT REFERENCES agencies (id),
    resolution_id BIGINT REFERENCES resolutions (id),
    bottleneck_id BIGINT REFERENCES bottlenecks (id),
    state TEXT NOT NULL
);
CREATE INDEX agenda_items_by_session ON agenda_items (session_id, place);

CREATE TABLE attendances (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    session_id BIGINT NOT NULL REFERENCES sessions (id),
    agency_id BIGINT NOT NULL REFERENCES agencies (id),
    state TEXT NOT NULL,
    delegate TEXT NOT NULL
);
CREATE UNIQUE INDEX attendances_once ON attendances (session_id, agency_id);

CREATE TABLE evidence (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    resolution_id BIGINT NOT NULL REFERENCES resolutions (id),
    text TEXT NOT NULL CONSTRAINT evidence_text_given CHECK (text <> ''),
    file_sha256 TEXT,
    person_id BIGINT NOT NULL REFERENCES people (id),
    reported_on TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX evidence_by_resolution ON evidence (resolution_id);

CREATE TABLE measurements (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    bottleneck_id BIGINT NOT NULL REFERENCES bottlenecks (id),
    measured_on TEXT NOT NULL,
    data_after TEXT NOT NULL,
    raised BIGINT NOT NULL,
    computable BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    cases_needed BIGINT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX measurements_by_bottleneck ON measurements (bottleneck_id);

INSERT INTO log_tables (name) VALUES
    ('agencies'), ('people'), ('sessions'), ('bottlenecks'), ('resolutions'), ('agenda_items'), ('attendances'),
    ('evidence'), ('measurements');

-- What anybody may read: the portal's handle sees these views and nothing else.
CREATE VIEW public_sessions AS SELECT id, number, day, hour, place, state, minutes FROM sessions WHERE published = 1;
CREATE VIEW public_resolutions AS
    SELECT r.id, s.number AS session_number, r.number, r.text, a.name_fa, a.name_en, r.proof, r.state, r.closed_on
    FROM resolutions r JOIN sessions s ON s.id = r.session_id JOIN agencies a ON a.id = r.agency_id
    WHERE s.published = 1;
CREATE VIEW public_bottlenecks AS
    SELECT id, code, sentence_fa, sentence_en, state, found_on, remedied_on, raised, computable
    FROM bottlenecks WHERE state = 'cleared';
