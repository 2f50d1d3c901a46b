-- Which entry of the log was the last about a published session's resolution: a deed of its own, or a day that was closed while
-- its time ran and moved its due day.
CREATE VIEW public_resolution_deeds AS
    SELECT s.number AS session_number,
        (SELECT MAX(l.seq) FROM log_cases l WHERE l.kind = 'resolution' AND l.record = r.id) AS own,
        (SELECT MAX(l.seq) FROM closures c JOIN log_cases l ON l.kind = 'closure' AND l.record = c.id
         WHERE c.day >= t.from_day AND c.day <= f.due) AS closed
    FROM resolutions r JOIN sessions s ON s.id = r.session_id
    JOIN terms_in_force f ON f.kind = 'resolution' AND f.record = r.id JOIN terms t ON t.id = f.term_id
    WHERE s.published = 1;
