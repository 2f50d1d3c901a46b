-- The lowest losing bid is so close above the winning one that the distance itself asks for an explanation.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'close_share' THEN number END) AS close_share,
        max(CASE WHEN name = 'fence' THEN text END) AS fence,
        max(CASE WHEN name = 'parties' THEN text END) AS parties
    FROM parameters
),
limits AS (
    SELECT
        CASE WHEN fence = 'tukey' THEN q1 - 1.5e0 * (q3 - q1) ELSE close_share END AS threshold,
        -- A ratio is never below zero: a fence at or below zero separates nothing.
        CASE WHEN fence = 'tukey' THEN q1 > 0 AND q1 - 1.5e0 * (q3 - q1) > 0 ELSE TRUE END AS holds,
        parties = 'named' AS names_parties
    FROM price_quartiles
    CROSS JOIN setting
),
observed AS (
    SELECT
        tender,
        CASE
            WHEN reason IS NOT NULL THEN 'not_computable'
            WHEN holds AND ratio <= threshold THEN 'raised'
            ELSE 'clear'
        END AS state,
        reason,
        ratio AS value,
        CASE WHEN reason IS NULL THEN threshold END AS threshold,
        names_parties
    FROM price_ratios
    CROSS JOIN limits
),
-- The winner, and the first of the lowest losing bids.
parties AS (
    SELECT
        compared_bids.tenderer,
        observed.threshold,
        compared_bids.won,
        row_number() OVER (
            PARTITION BY compared_bids.tender, compared_bids.won ORDER BY compared_bids.amount, compared_bids.position
        ) AS place
    FROM compared_bids
    JOIN observed ON observed.tender = compared_bids.tender
    WHERE observed.state = 'raised' AND observed.names_parties AND compared_bids.amount IS NOT NULL
)
SELECT 'tender' AS subject_kind, tender AS subject, state, reason, value, threshold
FROM observed
UNION ALL
SELECT DISTINCT 'tenderer', tenderer, 'raised', CAST(NULL AS VARCHAR), CAST(0 AS DOUBLE), threshold
FROM parties
WHERE place = 1
