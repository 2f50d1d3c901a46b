-- Was a case taken before those who had waited longer, after a wait that is short among its neighbours'?
-- One row per wait of a case for a step after another; its subject is the case.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'rank' THEN number END) AS rank,
        max(CASE WHEN name = 'neighbours' THEN number END) AS neighbours,
        max(CASE WHEN name = 'minimum_overtaken' THEN number END) AS minimum_overtaken,
        max(CASE WHEN name = 'minimum_waiting' THEN number END) AS minimum_waiting,
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
        max(CASE WHEN position = instance THEN unit END) AS unit,
        max(CASE WHEN position = instance THEN epoch_ms(time) END) AS done,
        bool_or(position = instance AND date_only) AS done_on_a_day,
        -- Recorded in a sitting with much else: its stamp does not say when it was done.
        coalesce(bool_or(position = instance AND typed_in), FALSE) AS typed_in,
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
        here.step,
        here.unit,
        persons.name AS officer,
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
    -- Fillers and software in the officers' place are nobody.
    LEFT JOIN names AS persons
        ON persons.procedure = here.procedure
        AND persons.kind = 'officer'
        AND persons.name = here.officer
        AND persons.person
),
-- Two events at one instant do not say which came first, nor do stamps without a time of day.
ordered AS (
    SELECT
        procedure,
        "case",
        position,
        step,
        coalesce(unit, '') AS unit,
        officer,
        began,
        ended,
        typed_in,
        ended > began AND NOT began_on_a_day AND NOT ended_on_a_day AS known
    FROM followed
),
-- Steps before which the order of too few waits is known: what is left there is chance.
coarse AS (
    SELECT
        ordered.procedure,
        ordered.step,
        count(CASE WHEN ordered.known THEN 1 END) < setting.known_order * count(*) AS coarse
    FROM ordered
    CROSS JOIN setting
    WHERE NOT ordered.typed_in
    GROUP BY ordered.procedure, ordered.step, setting.known_order
),
-- The queue, a step at a unit, in order of arrival; ties by case and place, so that the order is the same everywhere.
waits AS (
    SELECT
        ordered.procedure,
        ordered.step,
        ordered.unit,
        ordered."case",
        ordered.officer,
        ordered.began,
        ordered.ended,
        ordered.ended - ordered.began AS length,
        row_number() OVER (
            PARTITION BY ordered.procedure, ordered.step, ordered.unit
            ORDER BY ordered.began, ordered."case", ordered.position
        ) - 1 AS place,
        count(*) OVER (PARTITION BY ordered.procedure, ordered.step, ordered.unit) AS n
    FROM ordered
    JOIN coarse ON coarse.procedure = ordered.procedure AND coarse.step = ordered.step
    WHERE ordered.known AND NOT ordered.typed_in AND NOT coarse.coarse
),
-- Waiting on arrival: came strictly earlier and left strictly later than this one came. Overtaken: left strictly later.
queues AS (
    SELECT
        mine.procedure,
        mine.step,
        mine.unit,
        mine.place,
        count(*) AS waiting,
        count(CASE WHEN theirs.ended > mine.ended THEN 1 END) AS overtaken
    FROM waits AS mine
    JOIN waits AS theirs
        ON theirs.procedure = mine.procedure
        AND theirs.step = mine.step
        AND theirs.unit = mine.unit
        AND theirs.began < mine.began
        AND theirs.ended > mine.began
    GROUP BY mine.procedure, mine.step, mine.unit, mine.place
),
-- Where the wait stands among the arrivals around it; at the ends of the queue these lie to one side.
ranks AS (
    SELECT
        mine.procedure,
        mine.step,
        mine.unit,
        mine.place,
        sum(
            CASE WHEN theirs.length < mine.length THEN 1e0 WHEN theirs.length = mine.length THEN 0.5e0 ELSE 0e0 END
        ) / max(setting.neighbours) AS rank
    FROM waits AS mine
    CROSS JOIN setting
    JOIN waits AS theirs
        ON theirs.procedure = mine.procedure
        AND theirs.step = mine.step
        AND theirs.unit = mine.unit
        AND theirs.place <> mine.place
        AND theirs.place >= least(
            greatest(mine.place - floor(setting.neighbours / 2), 0), mine.n - 1 - setting.neighbours
        )
        AND theirs.place <= least(
            greatest(mine.place - floor(setting.neighbours / 2), 0), mine.n - 1 - setting.neighbours
        ) + setting.neighbours
    WHERE mine.n > setting.neighbours
    GROUP BY mine.procedure, mine.step, mine.unit, mine.place
),
measured AS (
    SELECT
        waits.procedure || ' › ' || waits."case" AS subject,
        ranks.rank,
        queues.overtaken,
        CASE
            -- A step that nobody of the office is named for may be the citizen's own.
            WHEN waits.officer IS NULL THEN 'no_officer'
            WHEN ranks.rank IS NULL OR coalesce(queues.waiting, 0) < setting.minimum_waiting THEN 'too_few'
        END AS reason
    FROM waits
    CROSS JOIN setting
    LEFT JOIN queues
        ON queues.procedure = waits.procedure
        AND queues.step = waits.step
        AND queues.unit = waits.unit
        AND queues.place = waits.place
    LEFT JOIN ranks
        ON ranks.procedure = waits.procedure
        AND ranks.step = waits.step
        AND ranks.unit = waits.unit
        AND ranks.place = waits.place
    UNION ALL
    SELECT
        ordered.procedure || ' › ' || ordered."case",
        NULL,
        NULL,
        CASE
            WHEN ordered.typed_in THEN 'typed_in_afterwards'
            WHEN ordered.known THEN 'times_too_coarse'
            ELSE 'order_unknown'
        END
    FROM ordered
    LEFT JOIN coarse ON coarse.procedure = ordered.procedure AND coarse.step = ordered.step
    WHERE ordered.typed_in OR NOT ordered.known OR coarse.coarse
)
SELECT
    'case' AS subject_kind,
    measured.subject,
    CASE
        WHEN measured.reason IS NOT NULL THEN 'not_computable'
        WHEN measured.rank < setting.rank AND measured.overtaken >= setting.minimum_overtaken THEN 'raised'
        ELSE 'clear'
    END AS state,
    measured.reason,
    CASE WHEN measured.reason IS NULL THEN measured.rank END AS value,
    CASE WHEN measured.reason IS NULL THEN setting.rank END AS threshold
FROM measured
CROSS JOIN setting
