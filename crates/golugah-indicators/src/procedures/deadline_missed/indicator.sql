-- Each doing of a step that has a due date, against it. One row per doing; its subject is the case.
WITH told AS (
    -- What the events of a doing say of when it was due: its completion before the others.
    SELECT
        procedure,
        "case",
        instance,
        due,
        due_date_only,
        due_of_case,
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
-- Whether cases tell of their end at all: then one that does not has not ended as far as is known.
ends AS (
    SELECT procedure, bool_or(closed IS NOT NULL) AS told
    FROM cases
    GROUP BY procedure
),
-- A case begins with its first event, be that a doing of its step or not.
begun AS (
    SELECT procedure, "case", min(epoch_ms(time)) AS time
    FROM events
    GROUP BY procedure, "case"
),
doings AS (
    SELECT
        done.procedure,
        done."case",
        epoch_ms(done.time) AS time,
        coalesce(done.offset_minutes, 0) * 60000 AS offset_ms,
        epoch_ms(coalesce(told.due, whole.due)) AS due,
        coalesce(told.due_date_only, whole.due_date_only) AS due_date_only,
        coalesce(told.due_of_case, whole.due IS NOT NULL) AND ends.told AS of_case,
        epoch_ms(cases.closed) AS closed,
        -- A case whose first event is this one may have begun at any time before.
        least(
            CASE WHEN begun.time < epoch_ms(done.time) THEN begun.time END, epoch_ms(cases.opened)
        ) AS began,
        done.done_before,
        done.typed_in,
        done.other_day
    FROM events AS done
    JOIN ends ON ends.procedure = done.procedure
    JOIN cases ON cases.procedure = done.procedure AND cases."case" = done."case"
    JOIN begun ON begun.procedure = done.procedure AND begun."case" = done."case"
    LEFT JOIN told
        ON told.procedure = done.procedure
        AND told."case" = done."case"
        AND told.instance = done.position
        AND told.place = 1
    LEFT JOIN whole
        ON whole.procedure = done.procedure AND whole."case" = done."case" AND whole.position = done.position
    WHERE done.instance = done.position
),
-- Against its stamp, and against the end that the case tells of itself.
measured AS (
    SELECT
        procedure,
        "case",
        due,
        of_case,
        closed,
        closed IS NOT NULL
        AND floor((closed + offset_ms) / 86400000e0) < floor((time + offset_ms) / 86400000e0) AS ended_before,
        due + CASE WHEN due_date_only THEN 86399999 ELSE 0 END < began AS due_before,
        done_before,
        typed_in,
        other_day,
        -- A date without a time of day lasts to the end of its day, and lateness is then counted in whole days.
        CASE
            WHEN due_date_only THEN
                floor((time + offset_ms) / 86400000e0) - floor((due + offset_ms + 43200000) / 86400000e0)
            ELSE (time - due) / 86400000e0
        END AS by_stamp,
        CASE
            WHEN due_date_only THEN
                floor((closed + offset_ms) / 86400000e0) - floor((due + offset_ms + 43200000) / 86400000e0)
            ELSE (closed - due) / 86400000e0
        END AS by_end
    FROM doings
),
judged AS (
    SELECT
        procedure || ' › ' || "case" AS subject,
        CASE
            WHEN due IS NULL THEN 'no_due_date'
            WHEN of_case AND closed IS NULL AND by_stamp <= 0 THEN 'end_not_told'
            WHEN of_case AND ended_before AND (by_stamp > 0) <> (by_end > 0) THEN 'ended_before_its_last_step'
            WHEN NOT of_case AND done_before THEN 'done_before_its_stamp'
            WHEN NOT of_case AND typed_in THEN 'typed_in_afterwards'
            WHEN NOT of_case AND other_day THEN 'two_dates_of_one_act'
            WHEN due_before THEN 'due_before_the_case'
        END AS reason,
        CASE WHEN of_case AND closed IS NOT NULL THEN by_end ELSE by_stamp END AS days_late
    FROM measured
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
