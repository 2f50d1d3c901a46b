-- Each wait between two successive events of a case, against the ninetieth percentile of the same passage elsewhere.
-- One row per passage; its subject is the case.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'percentile' THEN number END) AS percentile,
        max(CASE WHEN name = 'minimum_passages' THEN number END) AS minimum_passages,
        max(CASE WHEN name = 'minimum_hours' THEN number END) AS minimum_hours
    FROM parameters
),
followed AS (
    SELECT
        procedure,
        "case",
        position,
        lag(step) OVER (PARTITION BY procedure, "case" ORDER BY position) AS from_step,
        step AS to_step,
        -- The shortest wait that the stamps allow: what began on some day may have begun at its end.
        (epoch_ms(time) - lag(epoch_ms(time)) OVER (PARTITION BY procedure, "case" ORDER BY position)) / 86400000e0
        - CASE WHEN lag(date_only) OVER (PARTITION BY procedure, "case" ORDER BY position) THEN 1e0 ELSE 0e0 END AS days
    FROM events
),
passages AS (
    SELECT
        procedure,
        "case",
        from_step,
        to_step,
        days,
        -- Two events at one instant say nothing about which came first, nor how long it took.
        days > 0 AS ordered
    FROM followed
    WHERE position > 0
),
ranked AS (
    SELECT
        procedure,
        from_step,
        to_step,
        days,
        row_number() OVER (PARTITION BY procedure, from_step, to_step ORDER BY days) AS place,
        CAST(count(*) OVER (PARTITION BY procedure, from_step, to_step) AS DOUBLE) AS n
    FROM passages
    WHERE ordered
),
-- The percentile by the Hyndman-Fan estimate of type 8: at h = (n + 1/3) p + 1/3, between the neighbours of h.
placed AS (
    SELECT
        ranked.procedure,
        ranked.from_step,
        ranked.to_step,
        ranked.days,
        ranked.place,
        ranked.n,
        (n + 1e0 / 3e0) * (setting.percentile / 100e0) + 1e0 / 3e0 AS h
    FROM ranked
    CROSS JOIN setting
),
neighbours AS (
    SELECT
        procedure,
        from_step,
        to_step,
        max(n) AS n,
        max(h) - floor(max(h)) AS part,
        max(CASE WHEN place = least(greatest(floor(h), 1), n) THEN days END) AS low,
        max(CASE WHEN place = least(floor(h) + 1, n) THEN days END) AS high
    FROM placed
    GROUP BY procedure, from_step, to_step
),
limits AS (
    SELECT
        neighbours.procedure,
        neighbours.from_step,
        neighbours.to_step,
        neighbours.n >= setting.minimum_passages AS enough,
        greatest(low + part * (high - low), setting.minimum_hours / 24e0) AS threshold
    FROM neighbours
    CROSS JOIN setting
),
judged AS (
    SELECT
        passages.procedure || ' › ' || passages."case" AS subject,
        passages.days,
        limits.threshold,
        CASE
            WHEN NOT passages.ordered THEN 'order_unknown'
            WHEN NOT limits.enough THEN 'too_few'
        END AS reason
    FROM passages
    LEFT JOIN limits
        ON limits.procedure = passages.procedure
        AND limits.from_step = passages.from_step
        AND limits.to_step = passages.to_step
)
SELECT
    'case' AS subject_kind,
    subject,
    CASE WHEN reason IS NOT NULL THEN 'not_computable' WHEN days > threshold THEN 'raised' ELSE 'clear' END AS state,
    reason,
    CASE WHEN reason IS NULL THEN days END AS value,
    CASE WHEN reason IS NULL THEN threshold END AS threshold
FROM judged
