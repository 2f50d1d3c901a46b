-- More than half of the bids of a tender were disqualified; for the profile cardinal: the share of disqualified bids, per buyer,
-- per procuring entity and per tenderer, against the others of its kind.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'minimum_bids' THEN number END) AS minimum_bids,
        max(CASE WHEN name = 'minimum_processes' THEN number END) AS minimum_processes,
        max(CASE WHEN name = 'needs_spread' THEN number END) AS needs_spread,
        max(CASE WHEN name = 'more_than' THEN number END) AS more_than,
        max(CASE WHEN name = 'as_published' THEN number END) AS as_published
    FROM parameters
),
submitted AS (
    SELECT
        units.buyer,
        units.procuring_entity,
        unit_bids.tenderers,
        CASE WHEN unit_bids.status = 'disqualified' THEN 1 ELSE 0 END AS is_out
    FROM unit_bids
    JOIN units ON units.tender = unit_bids.tender
    WHERE (units.status IS NULL OR units.status <> 'cancelled')
        AND unit_bids.status NOT IN ('invited', 'withdrawn')
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
),
by_tender AS (
    SELECT tender, count(*) AS submitted, CAST(count(CASE WHEN status = 'disqualified' THEN 1 END) AS DOUBLE) AS disqualified,
        count(CASE WHEN status = 'pending' THEN 1 END) AS undecided
    FROM unit_bids
    WHERE status NOT IN ('invited', 'withdrawn')
    GROUP BY tender
),
unknown AS (
    -- What became of it stands in a word that the standard's list does not have.
    SELECT tender FROM unit_bids WHERE status NOT IN ('invited', 'pending', 'valid', 'disqualified', 'withdrawn')
    UNION
    SELECT tender FROM unit_awards WHERE status NOT IN ('pending', 'active', 'cancelled', 'unsuccessful')
),
observed AS (
    SELECT
        units.tender,
        by_tender.disqualified / by_tender.submitted AS share,
        setting.more_than,
        CASE
            WHEN units.apart IS NOT NULL THEN units.apart
            WHEN units.status = 'cancelled' THEN 'cancelled'
            WHEN units.by_quality THEN 'ranked_by_quality'
            WHEN by_tender.tender IS NULL THEN 'no_bids'
            WHEN unknown.tender IS NOT NULL THEN 'unknown_status'
            WHEN by_tender.submitted < setting.minimum_bids THEN 'too_few'
            -- What nobody has decided about yet could still be disqualified.
            WHEN by_tender.disqualified / by_tender.submitted <= setting.more_than
                AND (by_tender.disqualified + by_tender.undecided) / by_tender.submitted > setting.more_than THEN 'bids_not_judged'
        END AS reason
    FROM units
    CROSS JOIN setting
    LEFT JOIN by_tender ON by_tender.tender = units.tender
    LEFT JOIN unknown ON unknown.tender = units.tender
    WHERE setting.as_published = 0
)
SELECT
    'tender' AS subject_kind,
    tender AS subject,
    CASE WHEN reason IS NOT NULL THEN 'not_computable' WHEN share > more_than THEN 'raised' ELSE 'clear' END AS state,
    reason,
    CASE WHEN reason IS NULL THEN share END AS value,
    CASE WHEN reason IS NULL THEN more_than END AS threshold
FROM observed
UNION ALL
SELECT
    judged.kind,
    judged.id,
    CASE
        WHEN NOT judged.enough THEN 'not_computable'
        WHEN limits.holds AND judged.ratio >= limits.fence THEN 'raised'
        ELSE 'clear'
    END,
    CASE WHEN NOT judged.enough THEN 'too_few' END,
    CASE WHEN judged.enough THEN judged.ratio END,
    CASE WHEN judged.enough THEN limits.fence END
FROM judged
LEFT JOIN limits ON limits.kind = judged.kind
CROSS JOIN setting
WHERE setting.as_published = 1
