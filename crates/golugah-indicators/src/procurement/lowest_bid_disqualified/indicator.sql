-- The lowest bid was disqualified, and a dearer one was valid while an award is in force.
WITH setting AS (
    SELECT max(CASE WHEN name = 'currency' THEN text END) AS currency
    FROM parameters
),
award_totals AS (
    SELECT tender, count(CASE WHEN status = 'active' THEN 1 END) AS active_awards
    FROM unit_awards
    GROUP BY tender
),
submitted AS (
    SELECT
        unit_bids.tender,
        unit_bids.position,
        unit_bids.status,
        unit_bids.amount_minor IS NOT NULL AND unit_bids.currency IS NOT NULL AS priced,
        -- A disqualified bid for nothing is one whose envelope was never opened.
        CASE
            WHEN unit_bids.currency = setting.currency AND (unit_bids.amount_minor > 0 OR unit_bids.status <> 'disqualified')
            THEN unit_bids.amount_minor
        END AS amount,
        unit_bids.currency = setting.currency AND unit_bids.status = 'disqualified' AND unit_bids.amount_minor <= 0 AS unopened,
        -- Of equal lowest bids the first published one counts.
        row_number() OVER (
            PARTITION BY unit_bids.tender
            ORDER BY
                CASE
                    WHEN unit_bids.currency = setting.currency AND (unit_bids.amount_minor > 0 OR unit_bids.status <> 'disqualified')
                    THEN 0
                    ELSE 1
                END,
                unit_bids.amount_minor,
                unit_bids.position
        ) AS place
    FROM unit_bids
    CROSS JOIN setting
    WHERE unit_bids.status NOT IN ('invited', 'withdrawn')
),
winners AS (
    SELECT DISTINCT tender, unnest(suppliers) AS supplier FROM unit_awards WHERE status = 'active'
),
winning_bids AS (
    SELECT DISTINCT each_tenderer.tender, each_tenderer.position
    FROM (SELECT tender, position, unnest(tenderers) AS tenderer FROM unit_bids) AS each_tenderer
    JOIN winners ON winners.tender = each_tenderer.tender AND winners.supplier = each_tenderer.tenderer
),
lost AS (
    SELECT submitted.tender, count(*) AS prices
    FROM submitted
    LEFT JOIN winning_bids ON winning_bids.tender = submitted.tender AND winning_bids.position = submitted.position
    WHERE submitted.amount IS NOT NULL AND winning_bids.tender IS NULL
    GROUP BY submitted.tender
),
bid_totals AS (
    SELECT
        tender,
        count(*) AS submitted,
        count(CASE WHEN priced THEN 1 END) AS prices,
        count(CASE WHEN amount IS NOT NULL THEN 1 END) AS amounts,
        count(CASE WHEN status = 'valid' AND priced THEN 1 END) AS valid_prices,
        count(CASE WHEN status = 'valid' AND amount IS NOT NULL THEN 1 END) AS valid_amounts,
        count(CASE WHEN status = 'disqualified' AND NOT priced THEN 1 END) AS hidden_prices,
        count(CASE WHEN unopened THEN 1 END) AS unopened_bids,
        count(CASE WHEN status = 'disqualified' AND priced AND amount IS NULL AND NOT unopened THEN 1 END) AS foreign_prices,
        max(CASE WHEN place = 1 AND amount IS NOT NULL AND status = 'disqualified' THEN 1 ELSE 0 END) AS lowest_is_out
    FROM submitted
    GROUP BY tender
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
        bid_totals.lowest_is_out,
        CASE
            WHEN units.apart IS NOT NULL THEN units.apart
            WHEN units.status = 'cancelled' THEN 'cancelled'
            WHEN units.by_quality THEN 'ranked_by_quality'
            WHEN unknown.tender IS NOT NULL THEN 'unknown_status'
            WHEN award_totals.tender IS NULL THEN 'no_awards'
            WHEN bid_totals.tender IS NULL THEN 'no_bids'
            WHEN award_totals.active_awards = 0 THEN 'no_active_award'
            -- Of one bid, or of one price, nobody can say that a cheaper one was put aside, whatever became of it.
            WHEN bid_totals.submitted < 2 THEN 'too_few'
            WHEN bid_totals.valid_prices = 0 OR bid_totals.prices < 2 THEN 'no_amounts'
            WHEN bid_totals.valid_amounts = 0 THEN 'other_currency'
            WHEN bid_totals.lowest_is_out = 1 THEN NULL
            -- A disqualified bid whose price is not known could have been the lowest: that is not clear.
            WHEN bid_totals.unopened_bids > 0 THEN 'zero_amount'
            WHEN bid_totals.hidden_prices > 0 THEN 'no_amounts'
            WHEN bid_totals.foreign_prices > 0 THEN 'other_currency'
            WHEN bid_totals.amounts < 2 THEN 'other_currency'
            -- Where only the prices of those who were awarded are known, a cheaper one that was put aside is not among them.
            WHEN lost.prices IS NULL AND bid_totals.prices < bid_totals.submitted THEN 'no_amounts'
            WHEN lost.prices IS NULL THEN 'everybody_awarded'
        END AS reason
    FROM units
    LEFT JOIN unknown ON unknown.tender = units.tender
    LEFT JOIN award_totals ON award_totals.tender = units.tender
    LEFT JOIN bid_totals ON bid_totals.tender = units.tender
    LEFT JOIN lost ON lost.tender = units.tender
)
SELECT
    'tender' AS subject_kind,
    tender AS subject,
    CASE WHEN reason IS NOT NULL THEN 'not_computable' WHEN lowest_is_out = 1 THEN 'raised' ELSE 'clear' END AS state,
    reason,
    CASE WHEN reason IS NULL THEN CAST(lowest_is_out AS DOUBLE) END AS value,
    CASE WHEN reason IS NULL THEN 1e0 END AS threshold
FROM judged
