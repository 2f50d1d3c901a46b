-- What anybody may read: the portal's handle sees these views and nothing else.
-- A session whose publication is missing counts from the evening of its day.
CREATE VIEW public_sessions AS
    SELECT s.id, s.number, s.day, s.hour, s.place, s.state, s.minutes,
        COALESCE(p.published_at, s.day || 'T20:30:00.000Z') AS published_at,
        (SELECT COUNT(*) FROM resolutions r WHERE r.session_id = s.id) AS resolutions,
        (SELECT COUNT(*) FROM corrections c WHERE c.session_id = s.id) AS corrections
    FROM sessions s LEFT JOIN publications p ON p.session_id = s.id WHERE s.published = 1;

-- Where and when every session is or was held is no secret before its minutes are published.
CREATE VIEW public_calendar AS
    SELECT number, day, hour, place, state, published, version FROM sessions;

-- Reported is when the agency gave the proof that was accepted: who was in time is not late because others were slow.
CREATE VIEW public_resolutions AS
    SELECT r.id, s.number AS session_number, r.number, r.text, a.name_fa, a.name_en, t.due, t.due_at, t.stood_at, t.is_open,
        r.proof, r.state, r.closed_on,
        (SELECT MIN(e.reported_on) FROM evidence e WHERE e.resolution_id = r.id AND e.state = 'accepted') AS reported_on
    FROM resolutions r JOIN sessions s ON s.id = r.session_id JOIN agencies a ON a.id = r.agency_id
    JOIN terms_in_force t ON t.kind = 'resolution' AND t.record = r.id
    WHERE s.published = 1;

CREATE VIEW public_corrections AS
    SELECT c.id, s.number AS session_number, s.day, c.number, c.text, c.reason, c.corrected_at
    FROM corrections c JOIN sessions s ON s.id = c.session_id WHERE s.published = 1;

-- What the log vouches for in a published session, row by row with its salt, so that anybody can hold it against the log.
-- Only rows whose every column is public stand here: with its salt, a row can be guessed.
CREATE VIEW public_vouched_sessions AS
    SELECT number AS session_number, id, version, number, day, hour, place, state, minutes, published, salt
    FROM sessions WHERE published = 1;
CREATE VIEW public_vouched_publications AS
    SELECT s.number AS session_number, p.id, p.version, p.session_id, p.published_at, p.salt
    FROM publications p JOIN sessions s ON s.id = p.session_id WHERE s.published = 1;
CREATE VIEW public_vouched_minutes AS
    SELECT s.number AS session_number, m.id, m.version, m.session_id, m.audience, m.facts, m.salt
    FROM minutes m JOIN sessions s ON s.id = m.session_id WHERE s.published = 1 AND m.audience = 'public';
CREATE VIEW public_vouched_resolutions AS
    SELECT s.number AS session_number, r.id, r.version, r.session_id, r.number, r.text, r.agency_id, r.proof, r.about,
        r.state, r.closed_on, r.salt
    FROM resolutions r JOIN sessions s ON s.id = r.session_id WHERE s.published = 1;
CREATE VIEW public_vouched_corrections AS
    SELECT s.number AS session_number, c.id, c.version, c.session_id, c.number, c.text, c.reason, c.corrected_at, c.salt
    FROM corrections c JOIN sessions s ON s.id = c.session_id WHERE s.published = 1;

-- Which columns of which table an entry's hash is taken over.
CREATE VIEW public_shapes AS SELECT tbl, shape, columns FROM log_shapes;

-- Bottlenecks as numbers: no place is named before the council has dealt with it and later data have spoken.
CREATE VIEW public_bottleneck_counts AS SELECT state, COUNT(*) AS places FROM bottlenecks GROUP BY state;

-- One row for each time that later data cleared a bottleneck; one that came back says so and stays. The work of one
-- person is counted above and never named here.
CREATE VIEW public_clearings AS
    SELECT m.id, b.code, b.sentence_fa, b.sentence_en, b.found_on, b.raised, b.computable, m.data_after AS remedied_on,
        m.measured_on AS cleared_on, m.raised AS raised_after, m.computable AS computable_after,
        (SELECT MIN(n.measured_on) FROM measurements n
         WHERE n.bottleneck_id = m.bottleneck_id AND n.id > m.id AND n.outcome = 'not_cleared') AS reopened_on
    FROM measurements m JOIN bottlenecks b ON b.id = m.bottleneck_id
    WHERE m.outcome = 'cleared' AND b.group_kind NOT IN ('officer', 'applicant') AND NOT EXISTS (
        SELECT 1 FROM measurements p WHERE p.bottleneck_id = m.bottleneck_id AND p.id < m.id AND p.outcome = 'cleared'
            AND NOT EXISTS (SELECT 1 FROM measurements q WHERE q.bottleneck_id = m.bottleneck_id AND q.id > p.id
                AND q.id < m.id AND q.outcome = 'not_cleared'));
