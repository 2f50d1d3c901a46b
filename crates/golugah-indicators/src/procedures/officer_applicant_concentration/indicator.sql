-- Does one officer handle one applicant's cases more often than the officer's share of the work explains?
-- One row per case and step, counted at the step's first event in the case; the subject is the case.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'false_discovery' THEN number END) AS false_discovery,
        max(CASE WHEN name = 'minimum_cases' THEN number END) AS minimum_cases,
        max(CASE WHEN name = 'minimum_officers' THEN number END) AS minimum_officers,
        max(CASE WHEN name = 'officer_cases' THEN number END) AS officer_cases
    FROM parameters
),
firsts AS (
    SELECT procedure, "case", step, min(position) AS position
    FROM events
    WHERE instance = position
    GROUP BY procedure, "case", step
),
handled AS (
    SELECT
        events.procedure,
        events."case",
        events.step,
        -- Fillers and software in the officers' place are nobody.
        persons.name AS officer,
        cases.applicant,
        -- The month by the publisher's own clock.
        date_trunc('month', events.time + coalesce(events.offset_minutes, 0) * INTERVAL '1 minute') AS month
    FROM firsts
    JOIN events
        ON events.procedure = firsts.procedure
        AND events."case" = firsts."case"
        AND events.position = firsts.position
    LEFT JOIN names AS persons
        ON persons.procedure = events.procedure
        AND persons.kind = 'officer'
        AND persons.name = events.officer
        AND persons.person
    LEFT JOIN cases ON cases.procedure = firsts.procedure AND cases."case" = firsts."case"
),
shared_steps AS (
    SELECT officers.procedure, officers.step
    FROM (
        SELECT procedure, step, officer, count(*) AS handled
        FROM handled
        WHERE officer IS NOT NULL
        GROUP BY procedure, step, officer
    ) AS officers
    CROSS JOIN setting
    WHERE officers.handled >= setting.officer_cases
    GROUP BY officers.procedure, officers.step, setting.minimum_officers
    HAVING count(*) >= setting.minimum_officers
),
months AS (
    SELECT procedure, step, month, count(*) AS handled
    FROM handled
    WHERE officer IS NOT NULL
    GROUP BY procedure, step, month
),
officer_months AS (
    SELECT procedure, step, month, officer, count(*) AS handled
    FROM handled
    WHERE officer IS NOT NULL
    GROUP BY procedure, step, month, officer
),
applicants AS (
    SELECT handled.procedure, handled.step, handled.applicant, count(*) AS n
    FROM handled
    JOIN shared_steps ON shared_steps.procedure = handled.procedure AND shared_steps.step = handled.step
    CROSS JOIN setting
    WHERE handled.officer IS NOT NULL AND handled.applicant IS NOT NULL
    GROUP BY handled.procedure, handled.step, handled.applicant, setting.minimum_cases
    HAVING count(*) >= setting.minimum_cases
),
pairs AS (
    SELECT
        handled.procedure,
        handled.step,
        handled.applicant,
        handled.officer,
        applicants.n,
        count(*) AS k
    FROM handled
    JOIN applicants
        ON applicants.procedure = handled.procedure
        AND applicants.step = handled.step
        AND applicants.applicant = handled.applicant
    WHERE handled.officer IS NOT NULL
    GROUP BY handled.procedure, handled.step, handled.applicant, handled.officer, applicants.n
),
-- How many of the applicant's cases the officer would handle by his or her share of each month's work.
expected AS (
    SELECT
        pairs.procedure,
        pairs.step,
        pairs.applicant,
        pairs.officer,
        pairs.n,
        pairs.k,
        sum(coalesce(CAST(officer_months.handled AS DOUBLE) / months.handled, 0)) / pairs.n AS p
    FROM pairs
    JOIN handled
        ON handled.procedure = pairs.procedure
        AND handled.step = pairs.step
        AND handled.applicant = pairs.applicant
        AND handled.officer IS NOT NULL
    JOIN months
        ON months.procedure = handled.procedure AND months.step = handled.step AND months.month = handled.month
    LEFT JOIN officer_months
        ON officer_months.procedure = handled.procedure
        AND officer_months.step = handled.step
        AND officer_months.month = handled.month
        AND officer_months.officer = pairs.officer
    GROUP BY pairs.procedure, pairs.step, pairs.applicant, pairs.officer, pairs.n, pairs.k
),
-- ln(i!) for every i up to the largest number of cases an applicant has.
factorials AS (
    SELECT i, sum(ln(greatest(i, 1))) OVER (ORDER BY i) AS ln_factorial
    FROM (SELECT unnest(range(0, coalesce((SELECT max(n) FROM pairs), 0) + 1)) AS i) AS numbers
),
-- The chance of k or more of n at the mean share p: the upper tail of the binomial distribution.
tails AS (
    SELECT
        expected.procedure,
        expected.step,
        expected.applicant,
        expected.officer,
        CASE
            WHEN expected.p >= 1 THEN 1e0
            ELSE sum(exp(
                whole.ln_factorial - hits.ln_factorial - misses.ln_factorial
                + hits.i * ln(expected.p) + (expected.n - hits.i) * ln(1 - least(expected.p, 0.999999999999e0))
            ))
        END AS probability
    FROM expected
    JOIN factorials AS whole ON whole.i = expected.n
    JOIN factorials AS hits ON hits.i >= expected.k AND hits.i <= expected.n
    JOIN factorials AS misses ON misses.i = expected.n - hits.i
    GROUP BY expected.procedure, expected.step, expected.applicant, expected.officer, expected.p
),
-- Of the pairs raised in a log no larger share than asked for is there by chance (Benjamini and Hochberg); whoever works at the step
-- could have met the applicant.
looked_at AS (
    SELECT applicants.procedure, sum(officers.officers) AS pairs
    FROM applicants
    JOIN (
        SELECT procedure, step, count(DISTINCT officer) AS officers
        FROM handled
        WHERE officer IS NOT NULL
        GROUP BY procedure, step
    ) AS officers ON officers.procedure = applicants.procedure AND officers.step = applicants.step
    GROUP BY applicants.procedure
),
in_order AS (
    SELECT procedure, probability, row_number() OVER (PARTITION BY procedure ORDER BY probability) AS place
    FROM tails
),
beyond_chance AS (
    SELECT
        in_order.procedure,
        setting.false_discovery
        * coalesce(
            max(CASE
                WHEN in_order.probability <= setting.false_discovery * in_order.place / CAST(looked_at.pairs AS DOUBLE)
                    THEN in_order.place
            END),
            1
        ) / CAST(max(looked_at.pairs) AS DOUBLE) AS probability
    FROM in_order
    JOIN looked_at ON looked_at.procedure = in_order.procedure
    CROSS JOIN setting
    GROUP BY in_order.procedure, setting.false_discovery
),
judged AS (
    SELECT
        handled.procedure,
        handled.procedure || ' › ' || handled."case" AS subject,
        tails.probability,
        CASE
            WHEN handled.applicant IS NULL THEN 'no_applicant'
            WHEN handled.officer IS NULL THEN 'no_officer'
            WHEN tails.probability IS NULL THEN 'too_few'
        END AS reason
    FROM handled
    LEFT JOIN tails
        ON tails.procedure = handled.procedure
        AND tails.step = handled.step
        AND tails.applicant = handled.applicant
        AND tails.officer = handled.officer
)
SELECT
    'case' AS subject_kind,
    judged.subject,
    CASE
        WHEN judged.reason IS NOT NULL THEN 'not_computable'
        WHEN judged.probability <= beyond_chance.probability THEN 'raised'
        ELSE 'clear'
    END AS state,
    judged.reason,
    CASE WHEN judged.reason IS NULL THEN judged.probability END AS value,
    CASE WHEN judged.reason IS NULL THEN beyond_chance.probability END AS threshold
FROM judged
LEFT JOIN beyond_chance ON beyond_chance.procedure = judged.procedure
