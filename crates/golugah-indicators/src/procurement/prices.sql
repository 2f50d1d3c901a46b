-- What the rules ask that hold the winner's price against the next one, run after `units.sql`.

-- What became of the awards of each unit.
CREATE OR REPLACE TEMP VIEW award_outcomes AS
SELECT
    tender,
    count(CASE WHEN status NOT IN ('active', 'cancelled', 'unsuccessful') THEN 1 END) AS open_awards,
    count(CASE WHEN status = 'active' THEN 1 END) AS active_awards,
    max(CASE WHEN status = 'active' AND array_length(suppliers) = 1 THEN suppliers[1] END) AS supplier
FROM unit_awards
GROUP BY tender;

-- A bid by several tenderers cannot be matched with an award to one supplier: it is left out.
CREATE OR REPLACE TEMP VIEW compared_bids AS
WITH setting AS (
    SELECT max(CASE WHEN name = 'currency' THEN text END) AS currency FROM parameters
)
SELECT
    unit_bids.tender,
    unit_bids.position,
    unit_bids.tenderers[1] AS tenderer,
    unit_bids.tenderer_names[1] AS name,
    unit_bids.tenderers[1] = award_outcomes.supplier AS won,
    unit_bids.amount_minor IS NOT NULL AND unit_bids.currency IS NOT NULL AS priced,
    CASE WHEN unit_bids.currency = setting.currency THEN unit_bids.amount_minor END AS amount
FROM unit_bids
JOIN award_outcomes ON award_outcomes.tender = unit_bids.tender
CROSS JOIN setting
WHERE unit_bids.status = 'valid' AND array_length(unit_bids.tenderers) = 1 AND unit_bids.tenderers[1] IS NOT NULL;

-- How far the next price lies above the winner's, as a share of it, or why they cannot be compared.
CREATE OR REPLACE TEMP VIEW price_ratios AS
WITH setting AS (
    SELECT max(CASE WHEN name = 'as_published' THEN number END) AS as_published FROM parameters
),
bid_totals AS (
    SELECT DISTINCT tender FROM unit_bids
),
prices AS (
    SELECT
        tender,
        count(CASE WHEN won THEN 1 END) AS won_bids,
        count(CASE WHEN NOT won THEN 1 END) AS other_bids,
        count(CASE WHEN won AND priced THEN 1 END) AS won_prices,
        count(CASE WHEN NOT won AND priced THEN 1 END) AS other_prices,
        min(CASE WHEN won THEN amount END) AS win,
        min(CASE WHEN NOT won THEN amount END) AS second
    FROM compared_bids
    GROUP BY tender
),
-- The lowest bid of the winner and that of the others; of equal ones the first published.
lowest AS (
    SELECT
        tender,
        won,
        name,
        row_number() OVER (PARTITION BY tender, won ORDER BY amount, position) AS place
    FROM compared_bids
    WHERE amount IS NOT NULL
),
doubtful AS (
    SELECT DISTINCT winner.tender
    FROM lowest AS winner
    JOIN lowest AS next ON next.tender = winner.tender AND next.place = 1 AND NOT next.won
    JOIN one_firm
        ON one_firm.tender = winner.tender AND one_firm.name = winner.name AND one_firm.other = next.name
    WHERE winner.place = 1 AND winner.won
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
        prices.win,
        prices.second,
        CASE
            WHEN units.apart IS NOT NULL THEN units.apart
            WHEN units.status = 'cancelled' THEN 'cancelled'
            WHEN units.by_quality THEN 'ranked_by_quality'
            WHEN unknown.tender IS NOT NULL THEN 'unknown_status'
            WHEN award_outcomes.tender IS NULL THEN 'no_awards'
            WHEN bid_totals.tender IS NULL THEN 'no_bids'
            WHEN award_outcomes.open_awards > 0 THEN 'awards_not_final'
            WHEN award_outcomes.active_awards = 0 THEN 'no_active_award'
            WHEN award_outcomes.active_awards > 1 OR award_outcomes.supplier IS NULL THEN 'several_awards_or_suppliers'
            WHEN coalesce(prices.won_bids, 0) = 0 OR prices.other_bids = 0 THEN 'too_few'
            WHEN prices.won_prices = 0 OR prices.other_prices = 0 THEN 'no_amounts'
            WHEN prices.win IS NULL OR prices.second IS NULL THEN 'other_currency'
            WHEN prices.win <= 0 THEN 'zero_amount'
            WHEN prices.second < prices.win THEN 'second_below_winner'
            WHEN doubtful.tender IS NOT NULL AND setting.as_published = 0 THEN 'perhaps_one_firm'
        END AS reason
    FROM units
    CROSS JOIN setting
    LEFT JOIN doubtful ON doubtful.tender = units.tender
    LEFT JOIN unknown ON unknown.tender = units.tender
    LEFT JOIN award_outcomes ON award_outcomes.tender = units.tender
    LEFT JOIN bid_totals ON bid_totals.tender = units.tender
    LEFT JOIN prices ON prices.tender = units.tender
)
SELECT tender, reason, CASE WHEN reason IS NULL THEN CAST(second - win AS DOUBLE) / win END AS ratio
FROM judged;

-- Quartiles by the Hyndman-Fan estimate of type 8: at h = (n + 1/3) p + 1/3, between the neighbours of h.
CREATE OR REPLACE TEMP VIEW price_quartiles AS
WITH ranked AS (
    SELECT
        ratio,
        row_number() OVER (ORDER BY ratio) AS place,
        CAST(count(*) OVER () AS DOUBLE) AS n
    FROM price_ratios
    WHERE ratio IS NOT NULL
),
placed AS (
    SELECT
        ratio,
        place,
        n,
        (n + 1e0 / 3e0) * 0.25e0 + 1e0 / 3e0 AS h1,
        (n + 1e0 / 3e0) * 0.75e0 + 1e0 / 3e0 AS h3
    FROM ranked
),
neighbours AS (
    SELECT
        max(h1) - floor(max(h1)) AS part1,
        max(h3) - floor(max(h3)) AS part3,
        max(CASE WHEN place = least(greatest(floor(h1), 1), n) THEN ratio END) AS low1,
        max(CASE WHEN place = least(floor(h1) + 1, n) THEN ratio END) AS high1,
        max(CASE WHEN place = least(greatest(floor(h3), 1), n) THEN ratio END) AS low3,
        max(CASE WHEN place = least(floor(h3) + 1, n) THEN ratio END) AS high3
    FROM placed
)
SELECT low1 + part1 * (high1 - low1) AS q1, low3 + part3 * (high3 - low3) AS q3
FROM neighbours;
