-- Each wait of a case for a step after another, against the ninetieth percentile of the same passage elsewhere.
-- One row per part of a passage, and one per case that still waits; its subject is the case.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'percentile' THEN number END) AS percentile,
        max(CASE WHEN name = 'minimum_passages' THEN number END) AS minimum_passages,
        max(CASE WHEN name = 'minimum_hours' THEN number END) AS minimum_hours,
        max(CASE WHEN name = 'known_order' THEN number END) AS known_order
    FROM parameters
),
-- Where work on each doing of a step began: who has it from then on held it already.
starts AS (
    SELECT procedure, "case", instance, min(position) AS position
    FROM events
    WHERE instance IS NOT NULL AND position <> instance AND lower(lifecycle) = 'start'
    GROUP BY procedure, "case", instance
),
-- The doings of steps, each at the place of its completion.
doings AS (
    SELECT
        events.procedure,
        events."case",
        events.instance AS position,
        max(CASE WHEN events.position = events.instance THEN step END) AS step,
        max(CASE WHEN events.position = events.instance THEN epoch_ms(time) END) AS done,
        bool_or(events.position = events.instance AND date_only) AS done_on_a_day,
        -- Recorded in a sitting with much else: its stamp does not say when it was done.
        coalesce(bool_or(events.position = events.instance AND typed_in), FALSE) AS typed_in,
        min(CASE WHEN events.position <> events.instance AND lower(lifecycle) = 'start' THEN epoch_ms(time) END)
            AS started,
        arg_min(date_only, events.position)
            FILTER (WHERE events.position <> events.instance AND lower(lifecycle) = 'start') AS started_on_a_day,
        min(CASE
            WHEN events.position <> events.instance AND lower(lifecycle) IN ('schedule', 'assign') THEN epoch_ms(time)
        END) AS enabled,
        arg_min(date_only, events.position)
            FILTER (WHERE events.position <> events.instance AND lower(lifecycle) IN ('schedule', 'assign'))
            AS enabled_on_a_day,
        -- Handed to somebody, for the last time before work began.
        arg_max(epoch_ms(time), events.position) FILTER (
            WHERE lower(lifecycle) IN ('assign', 'reassign')
            AND (starts.position IS NULL OR events.position < starts.position)
        ) AS handed,
        arg_max(date_only, events.position) FILTER (
            WHERE lower(lifecycle) IN ('assign', 'reassign')
            AND (starts.position IS NULL OR events.position < starts.position)
        ) AS handed_on_a_day
    FROM events
    LEFT JOIN starts
        ON starts.procedure = events.procedure
        AND starts."case" = events."case"
        AND starts.instance = events.instance
    WHERE events.instance IS NOT NULL
    GROUP BY events.procedure, events."case", events.instance
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
        CASE WHEN here.handed <= coalesce(here.started, here.done) THEN here.handed END AS handed,
        here.handed_on_a_day,
        before.done AS before_done,
        before.done_on_a_day AS before_on_a_day,
        CASE
            WHEN here.enabled <= coalesce(here.started, here.done) THEN here.enabled
            ELSE before.done
        END AS began,
        CASE
            WHEN here.enabled <= coalesce(here.started, here.done) THEN here.enabled_on_a_day
            ELSE before.done_on_a_day
        END AS began_on_a_day,
        coalesce(here.started, here.done) AS ended,
        CASE WHEN here.started IS NULL THEN here.done_on_a_day ELSE here.started_on_a_day END AS ended_on_a_day,
        (here.started IS NULL AND here.typed_in)
        OR (NOT coalesce(here.enabled <= coalesce(here.started, here.done), FALSE) AND before.typed_in) AS typed_in
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
-- The wait, split where the case was handed to somebody.
parts AS (
    SELECT procedure, "case", from_step, to_step, 'whole' AS part, began, began_on_a_day, ended, typed_in
    FROM followed
    WHERE handed IS NULL
    UNION ALL
    -- That it was handed over is often all that says that it could be done: then it lay there since the step before.
    SELECT
        procedure,
        "case",
        from_step,
        to_step,
        'queued' AS part,
        CASE WHEN began < handed THEN began ELSE before_done END AS began,
        CASE WHEN began < handed THEN began_on_a_day ELSE before_on_a_day END AS began_on_a_day,
        handed AS ended,
        typed_in
    FROM followed
    WHERE handed > CASE WHEN began < handed THEN began ELSE before_done END
    UNION ALL
    SELECT procedure, "case", from_step, to_step, 'held' AS part, handed AS began, handed_on_a_day AS began_on_a_day, ended, typed_in
    FROM followed
    WHERE handed IS NOT NULL
),
passages AS (
    SELECT
        procedure,
        "case",
        from_step,
        to_step,
        part,
        typed_in,
        -- The shortest wait that the stamps allow: what began on some day may have begun at its end.
        (ended - began) / 86400000e0 - CASE WHEN began_on_a_day THEN 1e0 ELSE 0e0 END AS days,
        -- Two events at one instant say nothing about which came first, nor how long it took.
        (ended - began) / 86400000e0 - CASE WHEN began_on_a_day THEN 1e0 ELSE 0e0 END > 0 AS ordered
    FROM parts
),
-- Cases whose last event says that a step could be done or was handed to somebody, and nothing follows.
last_events AS (
    SELECT procedure, "case", max(position) AS position
    FROM events
    GROUP BY procedure, "case"
),
last_doings AS (
    SELECT procedure, "case", arg_max(step, position) AS step
    FROM doings
    GROUP BY procedure, "case"
),
ends AS (
    SELECT procedure, max(epoch_ms(time)) AS time
    FROM events
    GROUP BY procedure
),
open_waits AS (
    SELECT
        events.procedure,
        events."case",
        last_doings.step AS from_step,
        events.step AS to_step,
        CASE WHEN lower(events.lifecycle) = 'schedule' THEN 'whole' ELSE 'held' END AS part,
        (ends.time - epoch_ms(events.time)) / 86400000e0 - CASE WHEN events.date_only THEN 1e0 ELSE 0e0 END AS days
    FROM last_events
    JOIN events
        ON events.procedure = last_events.procedure
        AND events."case" = last_events."case"
        AND events.position = last_events.position
    JOIN last_doings
        ON last_doings.procedure = last_events.procedure
        AND last_doings."case" = last_events."case"
    JOIN ends ON ends.procedure = last_events.procedure
    WHERE events.instance IS NULL AND lower(events.lifecycle) IN ('schedule', 'assign', 'reassign')
),
ranked AS (
    SELECT
        procedure,
        from_step,
        to_step,
        part,
        days,
        row_number() OVER (PARTITION BY procedure, from_step, to_step, part ORDER BY days) AS place,
        CAST(count(*) OVER (PARTITION BY procedure, from_step, to_step, part) AS DOUBLE) AS n
    FROM passages
    WHERE ordered AND NOT typed_in
),
-- The percentile by the Hyndman-Fan estimate of type 8: at h = (n + 1/3) p + 1/3, between the neighbours of h.
placed AS (
    SELECT
        ranked.procedure,
        ranked.from_step,
        ranked.to_step,
        ranked.part,
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
        part,
        max(n) AS n,
        max(h) - floor(max(h)) AS share,
        max(CASE WHEN place = least(greatest(floor(h), 1), n) THEN days END) AS low,
        max(CASE WHEN place = least(floor(h) + 1, n) THEN days END) AS high,
        max(days) AS longest
    FROM placed
    GROUP BY procedure, from_step, to_step, part
),
-- Where cases still wait, the percentile of Kaplan and Meier: of those at risk at each moment one ends.
still AS (
    SELECT procedure, from_step, to_step, part, max(days) AS longest
    FROM open_waits
    WHERE days > 0
    GROUP BY procedure, from_step, to_step, part
),
at_risk AS (
    SELECT
        ranked.procedure,
        ranked.from_step,
        ranked.to_step,
        ranked.part,
        ranked.days,
        ranked.place,
        any_value(ranked.n) - ranked.place + 1 + count(CASE WHEN open_waits.days >= ranked.days THEN 1 END) AS cases
    FROM ranked
    JOIN open_waits
        ON open_waits.procedure = ranked.procedure
        AND open_waits.from_step = ranked.from_step
        AND open_waits.to_step = ranked.to_step
        AND open_waits.part = ranked.part
        AND open_waits.days > 0
    GROUP BY ranked.procedure, ranked.from_step, ranked.to_step, ranked.part, ranked.days, ranked.place
),
surviving AS (
    SELECT
        procedure,
        from_step,
        to_step,
        part,
        days,
        product(1e0 - 1e0 / cases) OVER (
            PARTITION BY procedure, from_step, to_step, part ORDER BY place ROWS UNBOUNDED PRECEDING
        ) AS waiting
    FROM at_risk
),
-- After the last of equal waits.
after_equals AS (
    SELECT procedure, from_step, to_step, part, days, min(waiting) AS waiting
    FROM surviving
    GROUP BY procedure, from_step, to_step, part, days
),
censored AS (
    SELECT
        after_equals.procedure,
        after_equals.from_step,
        after_equals.to_step,
        after_equals.part,
        min(CASE
            WHEN after_equals.waiting <= 1e0 - setting.percentile / 100e0 + 1e-12 THEN after_equals.days
        END) AS days
    FROM after_equals
    CROSS JOIN setting
    GROUP BY after_equals.procedure, after_equals.from_step, after_equals.to_step, after_equals.part
),
limits AS (
    SELECT
        neighbours.procedure,
        neighbours.from_step,
        neighbours.to_step,
        neighbours.part,
        neighbours.n >= setting.minimum_passages AS enough,
        greatest(
            CASE
                WHEN still.longest IS NULL THEN low + share * (high - low)
                ELSE coalesce(censored.days, greatest(neighbours.longest, still.longest))
            END,
            setting.minimum_hours / 24e0
        ) AS threshold
    FROM neighbours
    CROSS JOIN setting
    LEFT JOIN still
        ON still.procedure = neighbours.procedure
        AND still.from_step = neighbours.from_step
        AND still.to_step = neighbours.to_step
        AND still.part = neighbours.part
    LEFT JOIN censored
        ON censored.procedure = neighbours.procedure
        AND censored.from_step = neighbours.from_step
        AND censored.to_step = neighbours.to_step
        AND censored.part = neighbours.part
),
-- Steps before which the order of too few passages is known, of whole waits: what is left there is chance.
coarse AS (
    SELECT
        followed.procedure,
        followed.to_step,
        count(CASE
            WHEN (ended - began) / 86400000e0 - CASE WHEN began_on_a_day THEN 1e0 ELSE 0e0 END > 0 THEN 1
        END) < setting.known_order * count(*) AS coarse
    FROM followed
    CROSS JOIN setting
    WHERE NOT followed.typed_in
    GROUP BY followed.procedure, followed.to_step, setting.known_order
),
waits AS (
    SELECT procedure, "case", from_step, to_step, part, days, typed_in, FALSE AS is_open
    FROM passages
    UNION ALL
    SELECT procedure, "case", from_step, to_step, part, days, FALSE AS typed_in, TRUE AS is_open
    FROM open_waits
),
judged AS (
    SELECT
        waits.procedure || ' › ' || waits."case" AS subject,
        waits.days,
        limits.threshold,
        CASE
            WHEN waits.typed_in THEN 'typed_in_afterwards'
            WHEN waits.days <= 0 THEN 'order_unknown'
            WHEN coarse.coarse THEN 'times_too_coarse'
            WHEN NOT coalesce(limits.enough, FALSE) THEN 'too_few'
            WHEN waits.is_open AND waits.days <= limits.threshold THEN 'still_open'
        END AS reason
    FROM waits
    LEFT JOIN coarse ON coarse.procedure = waits.procedure AND coarse.to_step = waits.to_step
    LEFT JOIN limits
        ON limits.procedure = waits.procedure
        AND limits.from_step = waits.from_step
        AND limits.to_step = waits.to_step
        AND limits.part = waits.part
)
SELECT
    'case' AS subject_kind,
    subject,
    CASE WHEN reason IS NOT NULL THEN 'not_computable' WHEN days > threshold THEN 'raised' ELSE 'clear' END AS state,
    reason,
    CASE WHEN reason IS NULL THEN days END AS value,
    CASE WHEN reason IS NULL THEN threshold END AS threshold
FROM judged
