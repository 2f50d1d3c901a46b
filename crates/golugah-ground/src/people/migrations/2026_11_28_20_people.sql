-- Who there is, what each may do, and by what each is known.
CREATE TABLE people (
    id {id},
    version {int} NOT NULL,
    name TEXT NOT NULL,
    sign_in TEXT NOT NULL,
    role TEXT NOT NULL,
    agency_id {int} REFERENCES agencies (id),
    deputy_of {int} REFERENCES people (id),
    active {int} NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX people_sign_in_once ON people (sign_in);

-- The slow hash of a password; none where somebody's time has ended. What gives power answers to the log like any
-- record: whoever puts another hash here is named by `golugah verify`.
CREATE TABLE credentials (
    id {id},
    version {int} NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    password_hash TEXT,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX credentials_once ON credentials (person_id);

-- The slow hash of a code that lets somebody choose a password, once; none where it was used or taken back.
CREATE TABLE codes (
    id {id},
    version {int} NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    code_hash TEXT,
    expires_at TEXT,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX codes_once ON codes (person_id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('people', 1, 'id,version,name,sign_in,role,agency_id,deputy_of,active'),
    ('credentials', 1, 'id,version,person_id,password_hash'),
    ('codes', 1, 'id,version,person_id,code_hash,expires_at');

-- Not official: visits come and go. One acts for whoever signed in, or for the head whose deputy that is. It ends at its
-- end, and half an hour after it was last in use, which is noted to the minute.
CREATE TABLE visits (
    token_sha256 TEXT PRIMARY KEY,
    person_id {int} NOT NULL REFERENCES people (id),
    expires_at TEXT NOT NULL,
    seen_at TEXT NOT NULL DEFAULT '',
    on_behalf_of {int}
){strict};
CREATE INDEX visits_by_person ON visits (person_id);

-- Browsers in which somebody has signed in before: a stranger's wrong passwords do not slow their owner down.
CREATE TABLE known_browsers (
    token_sha256 TEXT PRIMARY KEY,
    person_id {int} NOT NULL REFERENCES people (id),
    expires_at TEXT NOT NULL
){strict};
CREATE INDEX known_browsers_by_person ON known_browsers (person_id);
