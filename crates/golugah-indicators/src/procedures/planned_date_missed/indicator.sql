-- Each doing of a step that has a planned date, against it. One row per doing; its subject is the case.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'fixed_day_share' THEN number END) AS fixed_day_share,
        max(CASE WHEN name = 'fixed_day_doings' THEN number END) AS fixed_day_doings,
        max(CASE WHEN name = 'one_date_cases' THEN number END) AS one_date_cases
    FROM parameters
),
told AS (
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
-- A case begins with its first event, be that a doing of its step or not.
begun AS (
    SELECT procedure, "case", min(time) AS time
    FROM events
    GROUP BY procedure, "case"
),
doings AS (
    SELECT
        done.procedure,
        done."case",
        done.step,
        done.time,
        coalesce(done.offset_minutes, 0) * 60000 AS offset_ms,
        done.done_before,
        done.typed_in,
        done.other_day,
        told.planned,
        told.planned_date_only,
        -- Days of the event's own clock since 1970, modulo seven.
        CAST(floor((epoch_ms(done.time) + coalesce(done.offset_minutes, 0) * 60000) / 86400000e0) AS BIGINT) % 7
            AS weekday,
        begun.time AS begun
    FROM events AS done
    JOIN begun ON begun.procedure = done.procedure AND begun."case" = done."case"
    LEFT JOIN told
        ON told.procedure = done.procedure
        AND told."case" = done."case"
        AND told.instance = done.position
        AND told.place = 1
    WHERE done.instance = done.position
),
-- Steps that are done on one day of the week, as sessions and publications are.
by_weekday AS (
    SELECT procedure, step, weekday, count(*) AS doings
    FROM doings
    GROUP BY procedure, step, weekday
),
fixed AS (
    SELECT by_weekday.procedure, by_weekday.step
    FROM by_weekday
    CROSS JOIN setting
    GROUP BY by_weekday.procedure, by_weekday.step, setting.fixed_day_doings, setting.fixed_day_share
    HAVING sum(doings) >= setting.fixed_day_doings AND max(doings) >= setting.fixed_day_share * sum(doings)
),
-- Moments that most plans of a step have in common.
planned_in_all AS (
    SELECT procedure, step, count(*) AS doings
    FROM doings
    WHERE planned IS NOT NULL
    GROUP BY procedure, step
),
for_all AS (
    SELECT doings.procedure, doings.step, doings.planned
    FROM doings
    JOIN planned_in_all
        ON planned_in_all.procedure = doings.procedure AND planned_in_all.step = doings.step
    CROSS JOIN setting
    WHERE doings.planned IS NOT NULL
    GROUP BY doings.procedure, doings.step, doings.planned, planned_in_all.doings, setting.one_date_cases
    HAVING count(DISTINCT doings."case") >= setting.one_date_cases AND count(*) * 2 > planned_in_all.doings
),
compared AS (
    SELECT
        procedure,
        "case",
        step,
        planned,
        planned_date_only,
        time,
        begun,
        done_before,
        typed_in,
        other_day,
        -- A date without a time of day lasts to the end of its day, and lateness is then counted in whole days.
        CASE
            WHEN planned_date_only THEN
                floor((epoch_ms(time) + offset_ms) / 86400000e0)
                - floor((epoch_ms(planned) + offset_ms + 43200000) / 86400000e0)
            ELSE (epoch_ms(time) - epoch_ms(planned)) / 86400000e0
        END AS days_late
    FROM doings
),
judged AS (
    SELECT
        compared.procedure || ' › ' || compared."case" AS subject,
        CASE
            WHEN compared.planned IS NULL THEN 'no_due_date'
            WHEN done_before THEN 'done_before_its_stamp'
            WHEN typed_in THEN 'typed_in_afterwards'
            WHEN other_day THEN 'two_dates_of_one_act'
            -- A case whose first event is this one may have begun at any time before.
            WHEN
                epoch_ms(compared.planned) + CASE WHEN planned_date_only THEN 86399999 ELSE 0 END < epoch_ms(begun)
                AND begun < compared.time
                THEN 'planned_before_the_case'
            WHEN for_all.planned IS NOT NULL THEN 'one_date_for_all'
            WHEN days_late > 0 AND days_late < 7 AND fixed.step IS NOT NULL THEN 'fixed_day'
        END AS reason,
        days_late
    FROM compared
    LEFT JOIN fixed ON fixed.procedure = compared.procedure AND fixed.step = compared.step
    LEFT JOIN for_all
        ON for_all.procedure = compared.procedure
        AND for_all.step = compared.step
        AND for_all.planned = compared.planned
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
