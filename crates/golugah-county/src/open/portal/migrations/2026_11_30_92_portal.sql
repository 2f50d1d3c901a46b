-- What was written down at a session and taken back before it was closed was never decided: anybody reads neither it nor a number
-- that counts it.
DROP VIEW public_sessions;
CREATE VIEW public_sessions AS
    SELECT s.id, s.number, s.day, s.hour, s.place, s.state, s.minutes,
        COALESCE(p.published_at, s.day || 'T20:30:00.000Z') AS published_at,
        (SELECT COUNT(*) FROM resolutions r WHERE r.session_id = s.id AND r.state <> 'withdrawn') AS resolutions,
        (SELECT COUNT(*) FROM corrections c WHERE c.session_id = s.id) AS corrections
    FROM sessions s LEFT JOIN publications p ON p.session_id = s.id WHERE s.published = 1;

DROP VIEW public_vouched_resolutions;
CREATE VIEW public_vouched_resolutions AS
    SELECT s.number AS session_number, r.id, r.version, r.session_id, r.number, r.text, r.agency_id, r.proof, r.about,
        r.state, r.closed_on, r.salt
    FROM resolutions r JOIN sessions s ON s.id = r.session_id WHERE s.published = 1 AND r.state <> 'withdrawn';
