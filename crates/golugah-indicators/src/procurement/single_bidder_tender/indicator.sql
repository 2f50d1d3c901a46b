-- How many tenderers took part: as published or, where that is absent, counted from the submitted bids.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'methods' THEN text END) AS methods,
        max(CASE WHEN name = 'count_elsewhere' THEN number END) AS count_elsewhere
    FROM parameters
),
submitted AS (
    SELECT tender, position, tenderers
    FROM unit_bids
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
awarded AS (
    SELECT DISTINCT tender FROM unit_awards WHERE array_length(suppliers) > 0
),
-- What each field says, and what contradicts it: nobody bid, and yet there is an award or a bid.
said AS (
    SELECT
        units.tender,
        units.number_of_tenderers AS published,
        units.tenderers_counted AS elsewhere,
        CASE WHEN counted.nameless = 0 THEN counted.tenderers END AS of_bids,
        awarded.tender IS NOT NULL OR coalesce(counted.nameless = 0, FALSE) AS somebody
    FROM units
    LEFT JOIN counted ON counted.tender = units.tender
    LEFT JOIN awarded ON awarded.tender = units.tender
),
measured AS (
    SELECT
        units.tender,
        units.apart,
        units.status,
        units.method,
        coalesce('|' || setting.methods || '|' LIKE '%|' || units.method || '|%', FALSE) AS competitive,
        setting.count_elsewhere = 1 AND coalesce(
            (said.published <> 0 AND said.published <> said.elsewhere)
            OR (NOT (said.published = 0 AND said.somebody) AND said.published < said.of_bids)
            OR (
                said.published = 0 AND said.somebody
                AND (said.elsewhere IS NULL OR said.elsewhere = 0) AND said.of_bids IS NULL
            ),
            FALSE
        ) AS contradicted,
        CASE
            WHEN setting.count_elsewhere = 0 THEN said.published
            WHEN said.published IS NOT NULL AND NOT (said.published = 0 AND said.somebody) THEN said.published
            WHEN said.elsewhere IS NOT NULL AND NOT (said.elsewhere = 0 AND said.somebody) THEN said.elsewhere
            ELSE said.of_bids
        END AS tenderers
    FROM units
    CROSS JOIN setting
    JOIN said ON said.tender = units.tender
),
judged AS (
    SELECT
        tender,
        tenderers,
        CASE
            WHEN apart IS NOT NULL THEN apart
            WHEN status = 'cancelled' THEN 'cancelled'
            WHEN method IS NULL THEN 'no_method'
            WHEN NOT competitive THEN 'method_not_competitive'
            WHEN contradicted THEN 'numbers_contradict'
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
