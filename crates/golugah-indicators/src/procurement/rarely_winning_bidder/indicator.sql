-- A tenderer bids more than most and wins far less than most.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'percentile' THEN number END) AS percentile,
        max(CASE WHEN name = 'needs_spread' THEN number END) AS needs_spread
    FROM parameters
),
award_totals AS (
    SELECT
        tender,
        count(CASE WHEN status NOT IN ('active', 'cancelled', 'unsuccessful') THEN 1 END) AS open_awards,
        count(CASE WHEN status = 'active' THEN 1 END) AS active_awards,
        max(CASE WHEN status = 'active' AND array_length(suppliers) = 1 THEN suppliers[1] END) AS supplier
    FROM awards
    GROUP BY tender
),
-- Each tenderer counts once per process, however many bids it made there.
takes_part AS (
    SELECT DISTINCT
        bids.tender,
        bids.tenderers[1] AS tenderer,
        bids.tenderers[1] = award_totals.supplier AS won
    FROM bids
    JOIN tenders ON tenders.tender = bids.tender
    JOIN award_totals ON award_totals.tender = bids.tender
    WHERE (tenders.status IS NULL OR tenders.status <> 'cancelled')
        AND award_totals.open_awards = 0
        AND award_totals.active_awards = 1
        AND award_totals.supplier IS NOT NULL
        AND bids.status = 'valid'
        AND array_length(bids.tenderers) = 1
        AND bids.tenderers[1] IS NOT NULL
),
tenderers AS (
    SELECT
        tenderer,
        CAST(count(*) AS DOUBLE) AS processes,
        CAST(count(CASE WHEN won THEN 1 END) AS DOUBLE) / count(*) AS ratio
    FROM takes_part
    GROUP BY tenderer
),
-- Quantiles by the Hyndman-Fan estimate of type 8: at h = (n + 1/3) p + 1/3, between the neighbours of h.
ranked AS (
    SELECT
        processes,
        ratio,
        row_number() OVER (ORDER BY processes) AS place_by_processes,
        row_number() OVER (ORDER BY ratio) AS place_by_ratio,
        CAST(count(*) OVER () AS DOUBLE) AS n
    FROM tenderers
),
placed AS (
    SELECT
        ranked.processes,
        ranked.ratio,
        ranked.place_by_processes,
        ranked.place_by_ratio,
        ranked.n,
        (n + 1e0 / 3e0) * 0.25e0 + 1e0 / 3e0 AS h1,
        (n + 1e0 / 3e0) * 0.75e0 + 1e0 / 3e0 AS h3,
        (n + 1e0 / 3e0) * (setting.percentile / 100e0) + 1e0 / 3e0 AS hp
    FROM ranked
    CROSS JOIN setting
),
neighbours AS (
    SELECT
        max(h1) - floor(max(h1)) AS part1,
        max(h3) - floor(max(h3)) AS part3,
        max(hp) - floor(max(hp)) AS partp,
        max(CASE WHEN place_by_ratio = least(greatest(floor(h1), 1), n) THEN ratio END) AS low1,
        max(CASE WHEN place_by_ratio = least(floor(h1) + 1, n) THEN ratio END) AS high1,
        max(CASE WHEN place_by_ratio = least(greatest(floor(h3), 1), n) THEN ratio END) AS low3,
        max(CASE WHEN place_by_ratio = least(floor(h3) + 1, n) THEN ratio END) AS high3,
        max(CASE WHEN place_by_processes = least(greatest(floor(hp), 1), n) THEN processes END) AS lowp,
        max(CASE WHEN place_by_processes = least(floor(hp) + 1, n) THEN processes END) AS highp
    FROM placed
),
quartiles AS (
    SELECT
        low1 + part1 * (high1 - low1) AS q1,
        low3 + part3 * (high3 - low3) AS q3,
        lowp + partp * (highp - lowp) AS many
    FROM neighbours
),
limits AS (
    SELECT
        many,
        q1 - 1.5e0 * (q3 - q1) AS fence,
        -- A ratio is never below zero, and a fence at or below zero separates nothing.
        q1 > 0 AND q1 - 1.5e0 * (q3 - q1) > 0 AND (needs_spread = 0 OR q3 > q1) AS holds
    FROM quartiles
    CROSS JOIN setting
)
SELECT
    'tenderer' AS subject_kind,
    tenderer AS subject,
    CASE
        WHEN processes < many THEN 'not_computable'
        WHEN holds AND ratio <= fence THEN 'raised'
        ELSE 'clear'
    END AS state,
    CASE WHEN processes < many THEN 'too_few' END AS reason,
    CASE WHEN processes >= many THEN ratio END AS value,
    CASE WHEN processes >= many THEN fence END AS threshold
FROM tenderers
CROSS JOIN limits
