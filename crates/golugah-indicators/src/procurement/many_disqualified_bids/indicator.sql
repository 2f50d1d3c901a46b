-- The share of disqualified bids, per buyer, per procuring entity and per tenderer, against the others of its kind.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'minimum_bids' THEN number END) AS minimum_bids,
        max(CASE WHEN name = 'minimum_processes' THEN number END) AS minimum_processes,
        max(CASE WHEN name = 'needs_spread' THEN number END) AS needs_spread
    FROM parameters
),
submitted AS (
    SELECT
        tenders.buyer,
        tenders.procuring_entity,
        bids.tenderers,
        CASE WHEN bids.status = 'disqualified' THEN 1 ELSE 0 END AS is_out
    FROM bids
    JOIN tenders ON tenders.tender = bids.tender
    WHERE (tenders.status IS NULL OR tenders.status <> 'cancelled')
        AND bids.status NOT IN ('invited', 'withdrawn')
),
counted_for AS (
    SELECT 'buyer' AS kind, buyer AS id, is_out FROM submitted
    UNION ALL
    SELECT 'procuring_entity', procuring_entity, is_out FROM submitted
    UNION ALL
    SELECT 'tenderer', unnest(tenderers), is_out FROM submitted
),
shares AS (
    SELECT kind, id, count(*) AS bids, CAST(sum(is_out) AS DOUBLE) / count(*) AS ratio
    FROM counted_for
    WHERE id IS NOT NULL
    GROUP BY kind, id
),
judged AS (
    SELECT
        kind,
        id,
        ratio,
        bids >= CASE WHEN kind = 'tenderer' THEN minimum_bids ELSE minimum_processes END AS enough
    FROM shares
    CROSS JOIN setting
),
-- Quartiles by the Hyndman-Fan estimate of type 8: at h = (n + 1/3) p + 1/3, between the neighbours of h.
ranked AS (
    SELECT
        kind,
        ratio,
        row_number() OVER (PARTITION BY kind ORDER BY ratio) AS place,
        CAST(count(*) OVER (PARTITION BY kind) AS DOUBLE) AS n
    FROM judged
    WHERE enough
),
placed AS (
    SELECT
        kind,
        ratio,
        place,
        n,
        (n + 1e0 / 3e0) * 0.25e0 + 1e0 / 3e0 AS h1,
        (n + 1e0 / 3e0) * 0.75e0 + 1e0 / 3e0 AS h3
    FROM ranked
),
neighbours AS (
    SELECT
        kind,
        max(h1) - floor(max(h1)) AS part1,
        max(h3) - floor(max(h3)) AS part3,
        max(CASE WHEN place = least(greatest(floor(h1), 1), n) THEN ratio END) AS low1,
        max(CASE WHEN place = least(floor(h1) + 1, n) THEN ratio END) AS high1,
        max(CASE WHEN place = least(greatest(floor(h3), 1), n) THEN ratio END) AS low3,
        max(CASE WHEN place = least(floor(h3) + 1, n) THEN ratio END) AS high3
    FROM placed
    GROUP BY kind
),
quartiles AS (
    SELECT kind, low1 + part1 * (high1 - low1) AS q1, low3 + part3 * (high3 - low3) AS q3
    FROM neighbours
),
limits AS (
    SELECT
        kind,
        q3 + 1.5e0 * (q3 - q1) AS fence,
        -- Where most shares are zero, or all are alike, the fence would raise nearly everybody.
        q3 + 1.5e0 * (q3 - q1) > 0 AND (needs_spread = 0 OR q3 > q1) AS holds
    FROM quartiles
    CROSS JOIN setting
)
SELECT
    judged.kind AS subject_kind,
    judged.id AS subject,
    CASE
        WHEN NOT judged.enough THEN 'not_computable'
        WHEN limits.holds AND judged.ratio >= limits.fence THEN 'raised'
        ELSE 'clear'
    END AS state,
    CASE WHEN NOT judged.enough THEN 'too_few' END AS reason,
    CASE WHEN judged.enough THEN judged.ratio END AS value,
    CASE WHEN judged.enough THEN limits.fence END AS threshold
FROM judged
LEFT JOIN limits ON limits.kind = judged.kind
