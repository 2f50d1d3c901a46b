-- Each doing of a step that has a due date, against it. One row per doing; its subject is the case.
WITH told AS (
    -- What the events of a doing say of when it was due: its completion before the others.
    SELECT
        procedure,
        "case",
        instance,
        due,
        due_date_only,
        row_number() OVER (
            PARTITION BY procedure, "case", instance
            ORDER BY CASE WHEN position = instance THEN 0 ELSE 1 END, position
        ) AS place
    FROM events
    WHERE due IS NOT NULL AND instance IS NOT NULL
        AND (position = instance OR NOT due_of_case)
),
-- What was due of a whole case lies on what was done last.
lasts AS (
    SELECT procedure, "case", max(instance) AS position
    FROM events
    GROUP BY procedure, "case"
),
whole AS (
    SELECT lasts.procedure, lasts."case", lasts.position, events.due, events.due_date_only
    FROM events
    JOIN lasts ON lasts.procedure = events.procedure AND lasts."case" = events."case"
    WHERE events.due_of_case
),
doings AS (
    SELECT
        done.procedure,
        done."case",
        done.time,
        coalesce(done.offset_minutes, 0) * 60000 AS offset_ms,
        coalesce(told.due, whole.due) AS due,
        coalesce(told.due_date_only, whole.due_date_only) AS due_date_only,
        done.done_before
    FROM events AS done
    LEFT JOIN told
        ON told.procedure = done.procedure
        AND told."case" = done."case"
        AND told.instance = done.position
        AND told.place = 1
    LEFT JOIN whole
        ON whole.procedure = done.procedure AND whole."case" = done."case" AND whole.position = done.position
    WHERE done.instance = done.position
),
judged AS (
    SELECT
        procedure || ' › ' || "case" AS subject,
        CASE WHEN due IS NULL THEN 'no_due_date' WHEN done_before THEN 'done_before_its_stamp' END AS reason,
        -- A date without a time of day lasts to the end of its day, and lateness is then counted in whole days.
        CASE
            WHEN due_date_only THEN
                floor((epoch_ms(time) + offset_ms) / 86400000e0)
                - floor((epoch_ms(due) + offset_ms + 43200000) / 86400000e0)
            ELSE (epoch_ms(time) - epoch_ms(due)) / 86400000e0
        END AS days_late
    FROM doings
    UNION ALL
    -- Steps that were passed over: nobody did them, and nobody had to.
    SELECT
        procedure || ' › ' || "case" AS subject,
        'step_not_done' AS reason,
        CAST(NULL AS DOUBLE) AS days_late
    FROM events
    WHERE instance IS NULL AND lower(lifecycle) IN ('manualskip', 'autoskip')
)
SELECT
    'case' AS subject_kind,
    subject,
    CASE WHEN reason IS NOT NULL THEN 'not_computable' WHEN days_late > 0 THEN 'raised' ELSE 'clear' END AS state,
    reason,
    CASE WHEN reason IS NULL THEN days_late END AS value,
    CASE WHEN reason IS NULL THEN 0e0 END AS threshold
FROM judged
