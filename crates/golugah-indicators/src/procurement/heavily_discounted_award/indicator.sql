-- The winning bid lies so far below the next one that it is an outlier among all tenders.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'discount_share' THEN number END) AS discount_share,
        max(CASE WHEN name = 'fence' THEN text END) AS fence,
        max(CASE WHEN name = 'needs_spread' THEN number END) AS needs_spread,
        max(CASE WHEN name = 'parties' THEN text END) AS parties
    FROM parameters
),
limits AS (
    SELECT
        CASE WHEN fence = 'tukey' THEN q3 + 1.5e0 * (q3 - q1) ELSE discount_share END AS threshold,
        -- Where most ratios are zero, or all are alike, the fence would raise nearly everybody.
        CASE
            WHEN fence = 'tukey' THEN q3 + 1.5e0 * (q3 - q1) > 0 AND (needs_spread = 0 OR q3 > q1)
            ELSE TRUE
        END AS holds,
        parties = 'named' AS names_parties
    FROM price_quartiles
    CROSS JOIN setting
),
observed AS (
    SELECT
        tender,
        CASE
            WHEN reason IS NOT NULL THEN 'not_computable'
            WHEN holds AND ratio >= threshold THEN 'raised'
            ELSE 'clear'
        END AS state,
        reason,
        ratio AS value,
        CASE WHEN reason IS NULL THEN threshold END AS threshold,
        names_parties
    FROM price_ratios
    CROSS JOIN limits
)
SELECT 'tender' AS subject_kind, tender AS subject, state, reason, value, threshold
FROM observed
UNION ALL
SELECT DISTINCT
    'tenderer', award_outcomes.supplier, 'raised', CAST(NULL AS VARCHAR), CAST(0 AS DOUBLE), observed.threshold
FROM observed
JOIN award_outcomes ON award_outcomes.tender = observed.tender
WHERE observed.state = 'raised' AND observed.names_parties
