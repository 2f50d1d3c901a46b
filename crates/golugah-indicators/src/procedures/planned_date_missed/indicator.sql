-- Each doing of a step that has a planned date, against it. One row per doing; its subject is the case.
WITH told AS (
    -- What the events of a doing say of when it was planned: its completion before the others.
    SELECT
        procedure,
        "case",
        instance,
        planned,
        planned_date_only,
        row_number() OVER (
            PARTITION BY procedure, "case", instance
            ORDER BY CASE WHEN position = instance THEN 0 ELSE 1 END, position
        ) AS place
    FROM events
    WHERE planned IS NOT NULL AND instance IS NOT NULL
),
doings AS (
    SELECT done.procedure, done."case", done.time, told.planned, told.planned_date_only
    FROM events AS done
    LEFT JOIN told
        ON told.procedure = done.procedure
        AND told."case" = done."case"
        AND told.instance = done.position
        AND told.place = 1
    WHERE done.instance = done.position
),
judged AS (
    SELECT
        procedure || ' › ' || "case" AS subject,
        CASE WHEN planned IS NULL THEN 'no_due_date' END AS reason,
        -- A date without a time of day lasts to the end of its day, and lateness is then counted in whole days.
        CASE
            WHEN planned_date_only THEN floor((epoch_ms(time) - epoch_ms(planned)) / 86400000e0)
            ELSE (epoch_ms(time) - epoch_ms(planned)) / 86400000e0
        END AS days_late
    FROM doings
)
SELECT
    'case' AS subject_kind,
    subject,
    CASE WHEN reason IS NOT NULL THEN 'not_computable' WHEN days_late > 0 THEN 'raised' ELSE 'clear' END AS state,
    reason,
    CASE WHEN reason IS NULL THEN days_late END AS value,
    CASE WHEN reason IS NULL THEN 0e0 END AS threshold
FROM judged
