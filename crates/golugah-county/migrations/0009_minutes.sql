-- The minutes as they were when a session was closed, one row for the council and one for anybody, as JSON. Written once,
-- in the deed that closes the session, so that the log's entry of that deed vouches for all they say.
CREATE TABLE minutes (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    session_id BIGINT NOT NULL REFERENCES sessions (id),
    audience TEXT NOT NULL,
    facts TEXT NOT NULL
);
CREATE UNIQUE INDEX minutes_once ON minutes (session_id, audience);

INSERT INTO log_tables (name) VALUES ('minutes');

CREATE VIEW public_minutes AS
    SELECT s.number, m.id, m.version, m.session_id, m.audience, m.facts
    FROM minutes m JOIN sessions s ON s.id = m.session_id
    WHERE s.published = 1 AND m.audience = 'public';

-- The log is public: its entries name no person but by number.
CREATE VIEW public_log_entries AS SELECT seq, entry FROM log_entries;

-- A session's own deeds are found without reading the whole log.
CREATE INDEX log_entries_of_sessions ON log_entries (seq) WHERE entry LIKE '%"deed":"session.%';
