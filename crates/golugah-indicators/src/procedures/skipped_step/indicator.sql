-- Steps that nearly all cases that ended alike have, and those of them that lack one.
-- One row per finished case and such step, one per case that cannot be judged; the subject is the case.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'common_share' THEN number END) AS common_share,
        max(CASE WHEN name = 'minimum_cases' THEN number END) AS minimum_cases,
        max(CASE WHEN name = 'end_share' THEN number END) AS end_share
    FROM parameters
),
done AS (
    SELECT procedure, "case", step, max(position) AS last_position, count(*) AS times
    FROM events
    WHERE instance = position
    GROUP BY procedure, "case", step
),
lasts AS (
    SELECT procedure, "case", max(position) AS last_position
    FROM events
    WHERE instance = position
    GROUP BY procedure, "case"
),
-- A step ends a procedure where at least half of the cases that reach it have it as their last.
end_steps AS (
    SELECT done.procedure, done.step
    FROM done
    JOIN lasts ON lasts.procedure = done.procedure AND lasts."case" = done."case"
    CROSS JOIN setting
    GROUP BY done.procedure, done.step, setting.end_share
    HAVING CAST(count(CASE WHEN done.last_position = lasts.last_position THEN 1 END) AS DOUBLE) / count(*)
        >= setting.end_share
),
cases_seen AS (
    SELECT lasts.procedure, lasts."case", end_steps.step AS ended_with
    FROM lasts
    JOIN done
        ON done.procedure = lasts.procedure
        AND done."case" = lasts."case"
        AND done.last_position = lasts.last_position
    LEFT JOIN end_steps ON end_steps.procedure = done.procedure AND end_steps.step = done.step
),
-- Who was refused took another way than who was approved: cases are held against those that ended with the same step.
paths AS (
    SELECT procedure, ended_with, count(*) AS finished_cases
    FROM cases_seen
    WHERE ended_with IS NOT NULL
    GROUP BY procedure, ended_with
),
common_steps AS (
    SELECT done.procedure, cases_seen.ended_with, done.step
    FROM done
    JOIN cases_seen ON cases_seen.procedure = done.procedure AND cases_seen."case" = done."case"
    JOIN paths ON paths.procedure = cases_seen.procedure AND paths.ended_with = cases_seen.ended_with
    CROSS JOIN setting
    GROUP BY
        done.procedure,
        cases_seen.ended_with,
        done.step,
        paths.finished_cases,
        setting.common_share,
        setting.minimum_cases
    HAVING count(*) >= setting.minimum_cases
        AND CAST(count(*) AS DOUBLE) / paths.finished_cases >= setting.common_share
),
judged AS (
    SELECT
        cases_seen.procedure,
        cases_seen."case",
        cases_seen.ended_with,
        CASE
            WHEN cases_seen.ended_with IS NULL THEN 'not_finished'
            WHEN paths.finished_cases < setting.minimum_cases THEN 'too_few'
        END AS reason
    FROM cases_seen
    CROSS JOIN setting
    LEFT JOIN paths ON paths.procedure = cases_seen.procedure AND paths.ended_with = cases_seen.ended_with
)
SELECT
    'case' AS subject_kind,
    judged.procedure || ' › ' || judged."case" AS subject,
    'not_computable' AS state,
    judged.reason,
    CAST(NULL AS DOUBLE) AS value,
    CAST(NULL AS DOUBLE) AS threshold
FROM judged
WHERE judged.reason IS NOT NULL
UNION ALL
SELECT
    'case',
    judged.procedure || ' › ' || judged."case",
    CASE WHEN done.times IS NULL THEN 'raised' ELSE 'clear' END,
    CAST(NULL AS VARCHAR),
    CAST(coalesce(done.times, 0) AS DOUBLE),
    1e0
FROM judged
JOIN common_steps
    ON common_steps.procedure = judged.procedure AND common_steps.ended_with = judged.ended_with
LEFT JOIN done
    ON done.procedure = judged.procedure
    AND done."case" = judged."case"
    AND done.step = common_steps.step
WHERE judged.reason IS NULL
