-- A tenderer loses far more often than the number of those who bid beside it lets expect; for the profile cardinal: it bids more
-- than most and wins far less than most.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'percentile' THEN number END) AS percentile,
        max(CASE WHEN name = 'needs_spread' THEN number END) AS needs_spread,
        max(CASE WHEN name = 'as_published' THEN number END) AS as_published,
        max(CASE WHEN name = 'points' THEN number END) AS points,
        max(CASE WHEN name = 'deviations' THEN number END) AS deviations
    FROM parameters
),
award_totals AS (
    SELECT
        tender,
        count(CASE WHEN status NOT IN ('active', 'cancelled', 'unsuccessful') THEN 1 END) AS open_awards,
        count(CASE WHEN status = 'active' THEN 1 END) AS active_awards,
        max(CASE WHEN status = 'active' AND array_length(suppliers) = 1 THEN suppliers[1] END) AS supplier,
        max(CASE WHEN status = 'active' AND array_length(suppliers) = 1 THEN supplier_names[1] END) AS supplier_name
    FROM unit_awards
    GROUP BY tender
),
unknown AS (
    -- What became of it stands in a word that the standard's list does not have.
    SELECT tender FROM unit_bids WHERE status NOT IN ('invited', 'pending', 'valid', 'disqualified', 'withdrawn')
    UNION
    SELECT tender FROM unit_awards WHERE status NOT IN ('pending', 'active', 'cancelled', 'unsuccessful')
),
-- Each tenderer counts once per process, however many bids it made there; who may be the winner under another name, not with
-- that bid.
takes_part AS (
    SELECT DISTINCT
        unit_bids.tender,
        unit_bids.tenderers[1] AS tenderer,
        unit_bids.tenderers[1] = award_totals.supplier AS won
    FROM unit_bids
    JOIN units ON units.tender = unit_bids.tender
    JOIN award_totals ON award_totals.tender = unit_bids.tender
    CROSS JOIN setting
    LEFT JOIN unknown ON unknown.tender = unit_bids.tender AND setting.as_published = 0
    LEFT JOIN one_firm
        ON one_firm.tender = unit_bids.tender
        AND one_firm.name = unit_bids.tenderer_names[1]
        AND one_firm.other = award_totals.supplier_name
        AND unit_bids.tenderers[1] <> award_totals.supplier
        AND setting.as_published = 0
    WHERE unknown.tender IS NULL
        AND one_firm.tender IS NULL
        AND (units.status IS NULL OR units.status <> 'cancelled')
        AND award_totals.open_awards = 0
        AND award_totals.active_awards = 1
        AND award_totals.supplier IS NOT NULL
        AND unit_bids.status = 'valid'
        AND array_length(unit_bids.tenderers) = 1
        AND unit_bids.tenderers[1] IS NOT NULL
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
),
-- How often each would have lost, had everybody who bid beside it won alike.
fields AS (
    SELECT tender, CAST(count(*) AS DOUBLE) AS bidders, count(CASE WHEN won THEN 1 END) AS winners
    FROM takes_part
    GROUP BY tender
),
losses AS (
    SELECT
        takes_part.tenderer,
        CAST(count(*) AS DOUBLE) AS processes,
        CAST(count(CASE WHEN NOT takes_part.won THEN 1 END) AS DOUBLE) AS lost,
        sum(1e0 - 1e0 / fields.bidders) AS expected,
        sum((1e0 - 1e0 / fields.bidders) / fields.bidders) AS variance
    FROM takes_part
    JOIN fields ON fields.tender = takes_part.tender
    -- Without the winner's own bid everybody met would have lost, whatever their chances were.
    WHERE fields.bidders > 1 AND fields.winners > 0
    GROUP BY takes_part.tenderer
),
losses_ranked AS (
    SELECT processes, row_number() OVER (ORDER BY processes) AS place, CAST(count(*) OVER () AS DOUBLE) AS n
    FROM losses
),
losses_placed AS (
    SELECT
        losses_ranked.processes,
        losses_ranked.place,
        losses_ranked.n,
        (n + 1e0 / 3e0) * (setting.percentile / 100e0) + 1e0 / 3e0 AS hp
    FROM losses_ranked
    CROSS JOIN setting
),
losses_many AS (
    SELECT
        max(CASE WHEN place = least(greatest(floor(hp), 1), n) THEN processes END)
        + (max(hp) - floor(max(hp))) * (
            max(CASE WHEN place = least(floor(hp) + 1, n) THEN processes END)
            - max(CASE WHEN place = least(greatest(floor(hp), 1), n) THEN processes END)
        ) AS many
    FROM losses_placed
),
compared AS (
    SELECT
        losses.tenderer,
        losses.processes >= losses_many.many AS enough,
        losses.lost / losses.processes AS value,
        greatest(
            (losses.expected + 0.5e0 + setting.deviations * sqrt(losses.variance)) / losses.processes,
            losses.expected / losses.processes + setting.points
        ) AS threshold
    FROM losses
    CROSS JOIN losses_many
    CROSS JOIN setting
)
SELECT
    'tenderer' AS subject_kind,
    tenderer AS subject,
    CASE WHEN NOT enough THEN 'not_computable' WHEN value >= threshold THEN 'raised' ELSE 'clear' END AS state,
    CASE WHEN NOT enough THEN 'too_few' END AS reason,
    CASE WHEN enough THEN value END AS value,
    CASE WHEN enough THEN threshold END AS threshold
FROM compared
CROSS JOIN setting
WHERE setting.as_published = 0
UNION ALL
SELECT
    'tenderer',
    tenderer,
    CASE
        WHEN processes < many THEN 'not_computable'
        WHEN holds AND ratio <= fence THEN 'raised'
        ELSE 'clear'
    END,
    CASE WHEN processes < many THEN 'too_few' END,
    CASE WHEN processes >= many THEN ratio END,
    CASE WHEN processes >= many THEN fence END
FROM tenderers
CROSS JOIN limits
CROSS JOIN setting
WHERE setting.as_published = 1
