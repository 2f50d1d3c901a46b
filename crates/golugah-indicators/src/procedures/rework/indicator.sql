-- How often a step was done at one office in a case: how often it was completed there. One row per case, step and office; its subject is the case.
WITH doings AS (
    SELECT
        done.procedure,
        done."case",
        done.step,
        done.unit,
        persons.name AS officer,
        floor((epoch_ms(done.time) + coalesce(done.offset_minutes, 0) * 60000) / 86400000e0) AS day,
        done.position
    FROM events AS done
    -- Fillers and software in the officers' place are nobody.
    LEFT JOIN names AS persons
        ON persons.procedure = done.procedure
        AND persons.kind = 'officer'
        AND persons.name = done.officer
        AND persons.person
    WHERE done.instance = done.position
),
followed AS (
    SELECT
        procedure,
        "case",
        step,
        unit,
        -- Who does it again on the same day sets right what was entered wrongly.
        coalesce(
            officer = lag(officer) OVER (PARTITION BY procedure, "case", step, unit ORDER BY position)
            AND day = lag(day) OVER (PARTITION BY procedure, "case", step, unit ORDER BY position),
            FALSE
        ) AS corrected
    FROM doings
)
SELECT
    'case' AS subject_kind,
    procedure || ' › ' || "case" AS subject,
    CASE WHEN count(CASE WHEN NOT corrected THEN 1 END) > 1 THEN 'raised' ELSE 'clear' END AS state,
    CAST(NULL AS VARCHAR) AS reason,
    CAST(count(CASE WHEN NOT corrected THEN 1 END) AS DOUBLE) AS value,
    1e0 AS threshold
FROM followed
GROUP BY procedure, "case", step, unit
