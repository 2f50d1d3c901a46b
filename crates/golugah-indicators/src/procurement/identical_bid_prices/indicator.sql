-- Different tenderers asked for exactly the same price in the same tender.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'joint_awards_clear' THEN number END) AS joint_awards_clear,
        max(CASE WHEN name = 'parties' THEN text END) AS parties,
        max(CASE WHEN name = 'priced_above_zero' THEN number END) AS priced_above_zero,
        max(CASE WHEN name = 'as_published' THEN number END) AS as_published
    FROM parameters
),
submitted AS (
    SELECT tender, position, amount_minor, currency, list_sort(list_distinct(tenderers)) AS tenderers
    FROM unit_bids
    WHERE status NOT IN ('invited', 'withdrawn')
),
named AS (
    SELECT tender, position, amount_minor, currency, tenderers
    FROM submitted
    WHERE array_length(tenderers) > 0
),
priced AS (
    SELECT tender, position, amount_minor, currency, tenderers
    FROM named
    CROSS JOIN setting
    -- A bid for nothing, or for less, has no price that another could equal.
    WHERE amount_minor IS NOT NULL AND currency IS NOT NULL AND (amount_minor > 0 OR priced_above_zero = 0)
),
bid_totals AS (
    SELECT
        submitted.tender,
        count(named.tender) AS named_bids,
        count(priced.tender) AS priced_bids,
        count(CASE WHEN named.amount_minor <= 0 AND named.currency IS NOT NULL THEN 1 END) AS bids_for_nothing
    FROM submitted
    LEFT JOIN named ON named.tender = submitted.tender AND named.position = submitted.position
    LEFT JOIN priced ON priced.tender = submitted.tender AND priced.position = submitted.position
    GROUP BY submitted.tender
),
awarded AS (
    SELECT DISTINCT tender, supplier
    FROM (SELECT tender, unnest(suppliers) AS supplier FROM unit_awards WHERE status = 'active') AS each_supplier
    WHERE supplier IS NOT NULL
),
each_tenderer AS (
    SELECT tender, position, unnest(tenderers) AS tenderer
    FROM priced
),
bid_awards AS (
    SELECT
        each_tenderer.tender,
        each_tenderer.position,
        max(CASE WHEN awarded.supplier IS NULL THEN 0 ELSE 1 END) AS is_awarded
    FROM each_tenderer
    LEFT JOIN awarded ON awarded.tender = each_tenderer.tender AND awarded.supplier = each_tenderer.tenderer
    GROUP BY each_tenderer.tender, each_tenderer.position
),
-- Equal prices of different tenderers; a tenderer may repeat its own price.
equal_prices AS (
    SELECT priced.tender, priced.amount_minor, priced.currency
    FROM priced
    JOIN bid_awards ON bid_awards.tender = priced.tender AND bid_awards.position = priced.position
    CROSS JOIN setting
    GROUP BY priced.tender, priced.amount_minor, priced.currency, setting.joint_awards_clear
    HAVING count(DISTINCT priced.tenderers) > 1
        -- In a joint rate contract everybody is awarded at one price.
        AND (setting.joint_awards_clear = 0 OR min(bid_awards.is_awarded) = 0)
),
-- Who asked for an equal price, and who asked for it first.
asked AS (
    SELECT
        priced.tender,
        priced.amount_minor,
        priced.currency,
        priced.position,
        priced.tenderers,
        min(priced.position) OVER (
            PARTITION BY priced.tender, priced.amount_minor, priced.currency
        ) AS first_position
    FROM priced
    JOIN equal_prices
        ON equal_prices.tender = priced.tender
        AND equal_prices.amount_minor = priced.amount_minor
        AND equal_prices.currency = priced.currency
),
-- Whether two of the prices could have been taken for equal, whatever they were.
by_currency AS (
    SELECT priced.tender, priced.currency, count(DISTINCT priced.tenderers) AS bidders, min(bid_awards.is_awarded) AS all_awarded
    FROM priced
    JOIN bid_awards ON bid_awards.tender = priced.tender AND bid_awards.position = priced.position
    GROUP BY priced.tender, priced.currency
),
could_be AS (
    SELECT
        by_currency.tender,
        max(by_currency.bidders) AS bidders,
        max(
            CASE
                WHEN by_currency.bidders > 1 AND (setting.joint_awards_clear = 0 OR by_currency.all_awarded = 0) THEN 1
                ELSE 0
            END
        ) AS equal
    FROM by_currency
    CROSS JOIN setting
    GROUP BY by_currency.tender
),
bidders AS (
    SELECT tender, count(DISTINCT tenderers) AS bidders
    FROM named
    GROUP BY tender
),
each_name AS (
    SELECT tender, position, unnest(tenderers) AS tenderer, unnest(tenderer_names) AS name FROM unit_bids
),
-- Bids that may be those of one firm under two identifiers.
alike AS (
    SELECT DISTINCT one.tender, one.position, another.position AS other_position
    FROM each_name AS one
    JOIN each_name AS another
        ON another.tender = one.tender AND another.tenderer IS DISTINCT FROM one.tenderer
    JOIN one_firm ON one_firm.tender = one.tender AND one_firm.name = one.name AND one_firm.other = another.name
),
-- Two firms asked for one price: somebody who cannot be the first of them under another spelling.
certain AS (
    SELECT DISTINCT asked.tender, asked.amount_minor, asked.currency
    FROM asked
    JOIN priced AS first_bid
        ON first_bid.tender = asked.tender AND first_bid.position = asked.first_position
    CROSS JOIN setting
    LEFT JOIN alike
        ON alike.tender = asked.tender
        AND alike.position = asked.first_position
        AND alike.other_position = asked.position
        AND setting.as_published = 0
    WHERE setting.as_published = 1 OR (asked.tenderers <> first_bid.tenderers AND alike.tender IS NULL)
),
raised AS (
    SELECT DISTINCT tender FROM certain
),
doubtful AS (
    SELECT DISTINCT tender FROM equal_prices
    EXCEPT
    SELECT tender FROM raised
),
judged AS (
    SELECT
        units.tender,
        raised.tender IS NOT NULL AS is_raised,
        CASE
            WHEN units.apart IS NOT NULL THEN units.apart
            WHEN units.status = 'cancelled' THEN 'cancelled'
            WHEN bid_totals.tender IS NULL THEN 'no_bids'
            WHEN bid_totals.named_bids < 2 THEN 'too_few'
            WHEN bid_totals.priced_bids < 2 AND bid_totals.bids_for_nothing > 0 AND setting.priced_above_zero = 1
            THEN 'zero_amount'
            WHEN bid_totals.priced_bids < 2 THEN 'no_amounts'
            WHEN could_be.equal = 1 THEN CASE WHEN doubtful.tender IS NOT NULL THEN 'perhaps_one_firm' END
            WHEN bidders.bidders < 2 THEN 'too_few'
            WHEN bid_totals.priced_bids < bid_totals.named_bids THEN 'no_amounts'
            WHEN could_be.bidders < 2 THEN 'other_currency'
            ELSE 'everybody_awarded'
        END AS reason
    FROM units
    CROSS JOIN setting
    LEFT JOIN bid_totals ON bid_totals.tender = units.tender
    LEFT JOIN could_be ON could_be.tender = units.tender
    LEFT JOIN bidders ON bidders.tender = units.tender
    LEFT JOIN raised ON raised.tender = units.tender
    LEFT JOIN doubtful ON doubtful.tender = units.tender
)
SELECT
    'tender' AS subject_kind,
    tender AS subject,
    CASE WHEN reason IS NOT NULL THEN 'not_computable' WHEN is_raised THEN 'raised' ELSE 'clear' END AS state,
    reason,
    CASE WHEN reason IS NOT NULL THEN NULL WHEN is_raised THEN 1e0 ELSE 0e0 END AS value,
    CASE WHEN reason IS NULL THEN 1e0 END AS threshold
FROM judged
UNION ALL
SELECT DISTINCT 'tenderer', each_tenderer.tenderer, 'raised', CAST(NULL AS VARCHAR), 1e0, 1e0
FROM equal_prices
JOIN judged ON judged.tender = equal_prices.tender AND judged.reason IS NULL
JOIN priced
    ON priced.tender = equal_prices.tender
    AND priced.amount_minor = equal_prices.amount_minor
    AND priced.currency = equal_prices.currency
JOIN each_tenderer ON each_tenderer.tender = priced.tender AND each_tenderer.position = priced.position
CROSS JOIN setting
WHERE setting.parties = 'named'
