-- The awarded tenderer is the only one whose bids were found valid: everybody else's were disqualified.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'threshold' THEN number END) AS threshold,
        max(CASE WHEN name = 'parties' THEN text END) AS parties
    FROM parameters
),
award_totals AS (
    SELECT
        tender,
        count(CASE WHEN status NOT IN ('active', 'cancelled', 'unsuccessful') THEN 1 END) AS open_awards,
        count(CASE WHEN status = 'active' THEN 1 END) AS active_awards
    FROM unit_awards
    GROUP BY tender
),
bid_totals AS (
    SELECT DISTINCT tender FROM unit_bids
),
awarded AS (
    SELECT tender, count(DISTINCT supplier) AS suppliers, min(supplier) AS supplier
    FROM (SELECT tender, unnest(suppliers) AS supplier FROM unit_awards WHERE status = 'active') AS each_supplier
    WHERE supplier IS NOT NULL
    GROUP BY tender
),
tenderers AS (
    SELECT
        tender,
        tenderer,
        max(CASE WHEN status = 'valid' THEN 1 ELSE 0 END) AS has_valid,
        max(CASE WHEN status = 'disqualified' THEN 1 ELSE 0 END) AS has_disqualified
    FROM (
        SELECT tender, status, unnest(tenderers) AS tenderer
        FROM unit_bids
        WHERE status IN ('valid', 'disqualified')
    ) AS each_tenderer
    WHERE tenderer IS NOT NULL
    GROUP BY tender, tenderer
),
counted AS (
    SELECT
        tender,
        count(*) AS tenderers,
        sum(has_valid) AS valid_tenderers,
        min(CASE WHEN has_valid = 1 THEN tenderer END) AS valid_tenderer,
        -- Who has a valid bid beside a disqualified one is still in the race.
        count(CASE WHEN has_valid = 0 AND has_disqualified = 1 THEN 1 END) AS others_out
    FROM tenderers
    GROUP BY tender
),
winners AS (
    SELECT DISTINCT tenderers.tender
    FROM tenderers
    JOIN (
        SELECT tender, unnest(suppliers) AS supplier FROM unit_awards WHERE status = 'active'
    ) AS each_supplier ON each_supplier.tender = tenderers.tender AND each_supplier.supplier = tenderers.tenderer
),
unknown AS (
    -- What became of it stands in a word that the standard's list does not have.
    SELECT tender FROM unit_bids WHERE status NOT IN ('invited', 'pending', 'valid', 'disqualified', 'withdrawn')
    UNION
    SELECT tender FROM unit_awards WHERE status NOT IN ('pending', 'active', 'cancelled', 'unsuccessful')
),
judged AS (
    SELECT
        units.tender,
        counted.valid_tenderer,
        CASE
            WHEN units.apart IS NOT NULL THEN units.apart
            WHEN units.status = 'cancelled' THEN 'cancelled'
            WHEN units.by_quality THEN 'ranked_by_quality'
            WHEN unknown.tender IS NOT NULL THEN 'unknown_status'
            WHEN award_totals.tender IS NULL THEN 'no_awards'
            WHEN bid_totals.tender IS NULL THEN 'no_bids'
            WHEN award_totals.open_awards > 0 THEN 'awards_not_final'
            WHEN award_totals.active_awards = 0 THEN 'no_active_award'
            WHEN coalesce(counted.tenderers, 0) < 2 THEN 'too_few'
            -- Whoever holds the award and made no bid is left of nobody's bids.
            WHEN winners.tender IS NULL THEN 'winner_did_not_bid'
        END AS reason,
        -- Counted only where one valid tenderer is left and holds the award alone.
        CASE
            WHEN counted.valid_tenderers = 1 AND awarded.suppliers = 1 AND awarded.supplier = counted.valid_tenderer
            THEN counted.others_out
            ELSE 0
        END AS others_out
    FROM units
    LEFT JOIN unknown ON unknown.tender = units.tender
    LEFT JOIN award_totals ON award_totals.tender = units.tender
    LEFT JOIN bid_totals ON bid_totals.tender = units.tender
    LEFT JOIN awarded ON awarded.tender = units.tender
    LEFT JOIN counted ON counted.tender = units.tender
    LEFT JOIN winners ON winners.tender = units.tender
),
observed AS (
    SELECT
        tender,
        valid_tenderer,
        CASE
            WHEN reason IS NOT NULL THEN 'not_computable'
            WHEN others_out >= greatest(threshold, 1) THEN 'raised'
            ELSE 'clear'
        END AS state,
        reason,
        CASE WHEN reason IS NULL THEN CAST(others_out AS DOUBLE) END AS value,
        CASE WHEN reason IS NULL THEN CAST(greatest(threshold, 1) AS DOUBLE) END AS threshold,
        parties = 'named' AS names_parties
    FROM judged
    CROSS JOIN setting
)
SELECT 'tender' AS subject_kind, tender AS subject, state, reason, value, threshold
FROM observed
UNION ALL
SELECT DISTINCT 'tenderer', valid_tenderer, 'raised', CAST(NULL AS VARCHAR), 0e0, threshold
FROM observed
WHERE state = 'raised' AND names_parties
