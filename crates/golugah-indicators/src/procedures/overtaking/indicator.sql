-- Which share of those already waiting did a case overtake, against what mixing the waits of the passage would give.
-- One row per wait of a case for a step after another; its subject is the case.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'percentile' THEN number END) AS percentile,
        max(CASE WHEN name = 'minimum_passages' THEN number END) AS minimum_passages,
        max(CASE WHEN name = 'minimum_waiting' THEN number END) AS minimum_waiting
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
-- The queue of a passage in order of arrival; ties by case and place, so that the order is the same everywhere.
passages AS (
    SELECT
        procedure,
        from_step,
        to_step,
        "case",
        officer,
        began,
        ended,
        ended - began AS wait,
        row_number() OVER (
            PARTITION BY procedure, from_step, to_step ORDER BY began, "case", position
        ) - 1 AS place,
        count(*) OVER (PARTITION BY procedure, from_step, to_step) AS n
    FROM followed
    WHERE ended > began AND NOT began_on_a_day AND NOT ended_on_a_day
),
-- Mixed: the passage in place r takes the wait of the one in place (r × prime) modulo n. A prime that does not divide n
-- deals every wait out exactly once, far from where it was; the result is the same on every machine.
primes AS (
    SELECT * FROM (VALUES (0), (7919), (104729), (1299709)) AS list (prime)
),
played AS (
    SELECT
        primes.prime,
        here.procedure,
        here.from_step,
        here.to_step,
        here.place,
        here.began,
        here.began + lent.wait AS ended
    FROM passages AS here
    CROSS JOIN primes
    JOIN setting ON here.n >= setting.minimum_passages
    JOIN passages AS lent
        ON lent.procedure = here.procedure
        AND lent.from_step = here.from_step
        AND lent.to_step = here.to_step
        AND lent.place = CASE WHEN primes.prime = 0 THEN here.place ELSE (here.place * primes.prime) % here.n END
),
-- Waiting on arrival: came strictly earlier and left strictly later than this one came. Overtaken: left strictly later.
queues AS (
    SELECT
        mine.prime,
        mine.procedure,
        mine.from_step,
        mine.to_step,
        mine.place,
        CAST(count(*) AS DOUBLE) AS waiting,
        count(CASE WHEN theirs.ended > mine.ended THEN 1 END) / CAST(count(*) AS DOUBLE) AS share
    FROM played AS mine
    JOIN played AS theirs
        ON theirs.prime = mine.prime
        AND theirs.procedure = mine.procedure
        AND theirs.from_step = mine.from_step
        AND theirs.to_step = mine.to_step
        AND theirs.began < mine.began
        AND theirs.ended > mine.began
    GROUP BY mine.prime, mine.procedure, mine.from_step, mine.to_step, mine.place
),
-- The percentile by the Hyndman-Fan estimate of type 8: at h = (n + 1/3) p + 1/3, between the neighbours of h.
ranked AS (
    SELECT
        queues.procedure,
        queues.from_step,
        queues.to_step,
        queues.share,
        row_number() OVER (
            PARTITION BY queues.procedure, queues.from_step, queues.to_step ORDER BY queues.share
        ) AS place,
        CAST(count(*) OVER (PARTITION BY queues.procedure, queues.from_step, queues.to_step) AS DOUBLE) AS n
    FROM queues
    JOIN setting ON queues.waiting >= setting.minimum_waiting
    WHERE queues.prime > 0
),
placed AS (
    SELECT
        ranked.procedure,
        ranked.from_step,
        ranked.to_step,
        ranked.share,
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
        max(h) - floor(max(h)) AS part,
        max(CASE WHEN place = least(greatest(floor(h), 1), n) THEN share END) AS low,
        max(CASE WHEN place = least(floor(h) + 1, n) THEN share END) AS high
    FROM placed
    GROUP BY procedure, from_step, to_step
),
limits AS (
    SELECT procedure, from_step, to_step, low + part * (high - low) AS threshold
    FROM neighbours
),
measured AS (
    SELECT
        passages.procedure || ' › ' || passages."case" AS subject,
        queues.share,
        limits.threshold,
        CASE
            -- A step that nobody of the office is named for may be the citizen's own.
            WHEN passages.officer IS NULL THEN 'no_officer'
            WHEN queues.waiting IS NULL OR queues.waiting < setting.minimum_waiting THEN 'too_few'
            WHEN limits.threshold IS NULL THEN 'too_few'
        END AS reason
    FROM passages
    CROSS JOIN setting
    LEFT JOIN queues
        ON queues.prime = 0
        AND queues.procedure = passages.procedure
        AND queues.from_step = passages.from_step
        AND queues.to_step = passages.to_step
        AND queues.place = passages.place
    LEFT JOIN limits
        ON limits.procedure = passages.procedure
        AND limits.from_step = passages.from_step
        AND limits.to_step = passages.to_step
    UNION ALL
    -- Two events at one instant do not say which came first, nor do stamps without a time of day.
    SELECT procedure || ' › ' || "case", NULL, NULL, 'order_unknown'
    FROM followed
    WHERE ended <= began OR began_on_a_day OR ended_on_a_day
)
SELECT
    'case' AS subject_kind,
    subject,
    CASE
        WHEN reason IS NOT NULL THEN 'not_computable'
        WHEN share > threshold THEN 'raised'
        ELSE 'clear'
    END AS state,
    reason,
    CASE WHEN reason IS NULL THEN share END AS value,
    CASE WHEN reason IS NULL THEN threshold END AS threshold
FROM measured
