-- An awarded supplier's valid bid came in after the tender period had ended.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'parties' THEN text END) AS parties,
        max(CASE WHEN name = 'measured' THEN number END) AS measured,
        max(CASE WHEN name = 'closed_methods' THEN text END) AS closed_methods
    FROM parameters
),
award_totals AS (
    SELECT tender, count(CASE WHEN status = 'active' THEN 1 END) AS active_awards
    FROM unit_awards
    GROUP BY tender
),
bid_totals AS (
    SELECT DISTINCT tender FROM unit_bids
),
awarded AS (
    SELECT DISTINCT tender, supplier
    FROM (SELECT tender, unnest(suppliers) AS supplier FROM unit_awards WHERE status = 'active') AS each_supplier
    WHERE supplier IS NOT NULL
),
winning_bids AS (
    SELECT
        each_tenderer.tender,
        each_tenderer.tenderer,
        floor((epoch_ms(each_tenderer.date) + coalesce(each_tenderer.date_offset_minutes, 0) * 60000) / 86400000e0) AS day,
        -- Instants are compared, not what the clocks on the wall of two zones say.
        (epoch_ms(each_tenderer.date) - epoch_ms(units.period_end)) / 1000e0 AS seconds_late
    FROM (SELECT tender, date, date_offset_minutes, unnest(tenderers) AS tenderer FROM unit_bids WHERE status = 'valid') AS each_tenderer
    JOIN awarded ON awarded.tender = each_tenderer.tender AND awarded.supplier = each_tenderer.tenderer
    JOIN units ON units.tender = each_tenderer.tender
),
latest AS (
    SELECT tender, max(seconds_late) AS seconds_late, arg_max(day, seconds_late) AS day
    FROM winning_bids
    GROUP BY tender
),
decided AS (
    SELECT
        tender,
        arg_max(
            floor((epoch_ms(date) + coalesce(date_offset_minutes, 0) * 60000) / 86400000e0),
            epoch_ms(date)
        ) AS day
    FROM unit_awards
    WHERE status = 'active' AND date IS NOT NULL
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
        latest.seconds_late,
        CASE
            WHEN units.apart IS NOT NULL THEN units.apart
            WHEN units.status = 'cancelled' THEN 'cancelled'
            WHEN '|' || setting.closed_methods || '|' LIKE '%|' || units.method || '|%' THEN 'method_not_competitive'
            WHEN units.period_end IS NULL THEN 'no_period'
            WHEN unknown.tender IS NOT NULL THEN 'unknown_status'
            WHEN award_totals.tender IS NULL THEN 'no_awards'
            WHEN bid_totals.tender IS NULL THEN 'no_bids'
            WHEN award_totals.active_awards = 0 THEN 'no_active_award'
            WHEN latest.seconds_late IS NULL THEN 'no_bid_dates'
            WHEN setting.measured = 1 AND decided.day < latest.day THEN 'bid_after_its_award'
        END AS reason
    FROM units
    CROSS JOIN setting
    LEFT JOIN unknown ON unknown.tender = units.tender
    LEFT JOIN award_totals ON award_totals.tender = units.tender
    LEFT JOIN bid_totals ON bid_totals.tender = units.tender
    LEFT JOIN latest ON latest.tender = units.tender
    LEFT JOIN decided ON decided.tender = units.tender
)
SELECT
    'tender' AS subject_kind,
    tender AS subject,
    CASE
        WHEN reason IS NOT NULL THEN 'not_computable'
        WHEN seconds_late > 0 THEN 'raised'
        ELSE 'clear'
    END AS state,
    reason,
    CASE
        WHEN reason IS NOT NULL THEN NULL
        WHEN measured = 1 THEN seconds_late
        WHEN seconds_late > 0 THEN 1e0
        ELSE 0e0
    END AS value,
    CASE WHEN reason IS NULL THEN CASE WHEN measured = 1 THEN 0e0 ELSE 1e0 END END AS threshold
FROM judged
CROSS JOIN setting
UNION ALL
SELECT DISTINCT 'tenderer', winning_bids.tenderer, 'raised', CAST(NULL AS VARCHAR), 1e0, 1e0
FROM winning_bids
JOIN judged ON judged.tender = winning_bids.tender AND judged.reason IS NULL
CROSS JOIN setting
WHERE winning_bids.seconds_late > 0 AND setting.parties = 'named'
