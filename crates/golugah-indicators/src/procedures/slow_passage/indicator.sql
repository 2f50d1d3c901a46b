-- Each wait of a case for a step after another, against the ninetieth percentile of the same passage elsewhere.
-- One row per passage; its subject is the case.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'percentile' THEN number END) AS percentile,
        max(CASE WHEN name = 'minimum_passages' THEN number END) AS minimum_passages,
        max(CASE WHEN name = 'minimum_hours' THEN number END) AS minimum_hours,
        max(CASE WHEN name = 'known_order' THEN number END) AS known_order
    FROM parameters
),
-- The doings of steps, each at the place of its completion.
doings AS (
    SELECT
        procedure,
        "case",
        instance AS position,
        max(CASE WHEN position = instance THEN step END) AS step,
        max(CASE WHEN position = instance THEN officer END) AS officer,
        max(CASE WHEN position = instance THEN epoch_ms(time) END) AS done,
        bool_or(position = instance AND date_only) AS done_on_a_day,
        min(CASE WHEN position <> instance AND lower(lifecycle) = 'start' THEN epoch_ms(time) END) AS started,
        arg_min(date_only, position) FILTER (WHERE position <> instance AND lower(lifecycle) = 'start')
            AS started_on_a_day,
        min(CASE WHEN position <> instance AND lower(lifecycle) IN ('schedule', 'assign') THEN epoch_ms(time) END)
            AS enabled,
        arg_min(date_only, position)
            FILTER (WHERE position <> instance AND lower(lifecycle) IN ('schedule', 'assign')) AS enabled_on_a_day
    FROM events
    WHERE instance IS NOT NULL
    GROUP BY procedure, "case", instance
),
-- The step before: the last one that was done when this one began.
preceded AS (
    SELECT here.procedure, here."case", here.position, max(earlier.position) AS before
    FROM doings AS here
    JOIN doings AS earlier
        ON earlier.procedure = here.procedure
        AND earlier."case" = here."case"
        AND earlier.position < here.position
        AND earlier.done <= coalesce(here.started, here.done)
    GROUP BY here.procedure, here."case", here.position
),
followed AS (
    SELECT
        here.procedure,
        here."case",
        here.position,
        before.step AS from_step,
        here.step AS to_step,
        here.officer,
        CASE
            WHEN here.enabled <= coalesce(here.started, here.done) THEN here.enabled
            ELSE before.done
        END AS began,
        CASE
            WHEN here.enabled <= coalesce(here.started, here.done) THEN here.enabled_on_a_day
            ELSE before.done_on_a_day
        END AS began_on_a_day,
        coalesce(here.started, here.done) AS ended,
        CASE WHEN here.started IS NULL THEN here.done_on_a_day ELSE here.started_on_a_day END AS ended_on_a_day
    FROM preceded
    JOIN doings AS here
        ON here.procedure = preceded.procedure
        AND here."case" = preceded."case"
        AND here.position = preceded.position
    JOIN doings AS before
        ON before.procedure = preceded.procedure
        AND before."case" = preceded."case"
        AND before.position = preceded.before
),
passages AS (
    SELECT
        procedure,
        "case",
        from_step,
        to_step,
        -- The shortest wait that the stamps allow: what began on some day may have begun at its end.
        (ended - began) / 86400000e0 - CASE WHEN began_on_a_day THEN 1e0 ELSE 0e0 END AS days,
        -- Two events at one instant say nothing about which came first, nor how long it took.
        (ended - began) / 86400000e0 - CASE WHEN began_on_a_day THEN 1e0 ELSE 0e0 END > 0 AS ordered
    FROM followed
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
-- Steps before which the order of too few passages is known: what is left there is chance.
coarse AS (
    SELECT
        passages.procedure,
        passages.to_step,
        count(CASE WHEN passages.ordered THEN 1 END) < setting.known_order * count(*) AS coarse
    FROM passages
    CROSS JOIN setting
    GROUP BY passages.procedure, passages.to_step, setting.known_order
),
judged AS (
    SELECT
        passages.procedure || ' › ' || passages."case" AS subject,
        passages.days,
        limits.threshold,
        CASE
            WHEN NOT passages.ordered THEN 'order_unknown'
            WHEN coarse.coarse THEN 'times_too_coarse'
            WHEN NOT limits.enough THEN 'too_few'
        END AS reason
    FROM passages
    JOIN coarse ON coarse.procedure = passages.procedure AND coarse.to_step = passages.to_step
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
