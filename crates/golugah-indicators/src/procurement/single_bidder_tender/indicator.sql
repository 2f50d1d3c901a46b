-- How many tenderers took part: as published or, where that is absent, counted from the submitted bids.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'methods' THEN text END) AS methods,
        max(CASE WHEN name = 'count_bids' THEN number END) AS count_bids
    FROM parameters
),
submitted AS (
    SELECT tender, position, tenderers
    FROM bids
    WHERE status NOT IN ('invited', 'withdrawn')
),
named AS (
    SELECT DISTINCT tender, position, tenderer
    FROM (SELECT tender, position, unnest(tenderers) AS tenderer FROM submitted) AS each_tenderer
    WHERE tenderer IS NOT NULL
),
counted AS (
    SELECT
        submitted.tender,
        count(DISTINCT named.tenderer) AS tenderers,
        -- A bid that names nobody could be anybody's: then nothing is counted.
        count(CASE WHEN named.tenderer IS NULL THEN 1 END) AS nameless
    FROM submitted
    LEFT JOIN named ON named.tender = submitted.tender AND named.position = submitted.position
    GROUP BY submitted.tender
),
measured AS (
    SELECT
        tenders.tender,
        tenders.status,
        coalesce('|' || setting.methods || '|' LIKE '%|' || tenders.method || '|%', FALSE) AS competitive,
        CASE
            WHEN tenders.number_of_tenderers IS NOT NULL THEN tenders.number_of_tenderers
            WHEN setting.count_bids = 1 AND counted.nameless = 0 THEN counted.tenderers
        END AS tenderers
    FROM tenders
    CROSS JOIN setting
    LEFT JOIN counted ON counted.tender = tenders.tender
),
judged AS (
    SELECT
        tender,
        tenderers,
        CASE
            WHEN status = 'cancelled' THEN 'cancelled'
            WHEN NOT competitive THEN 'method_not_competitive'
            WHEN tenderers IS NULL THEN 'no_number_of_tenderers'
        END AS reason
    FROM measured
)
SELECT
    'tender' AS subject_kind,
    tender AS subject,
    CASE
        WHEN reason IS NOT NULL THEN 'not_computable'
        WHEN tenderers = 1 THEN 'raised'
        ELSE 'clear'
    END AS state,
    reason,
    CASE WHEN reason IS NULL THEN CAST(tenderers AS DOUBLE) END AS value,
    CASE WHEN reason IS NULL THEN CAST(1 AS DOUBLE) END AS threshold
FROM judged
