-- Whole days from the start to the end of the tender period, compared with the fewest days allowed.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'threshold_days' THEN number END) AS threshold_days,
        max(CASE WHEN name = 'measured' THEN number END) AS measured,
        max(CASE WHEN name = 'from_publication' THEN number END) AS from_publication,
        max(CASE WHEN name = 'closed_methods' THEN text END) AS closed_methods,
        max(CASE WHEN name = 'in_order' THEN number END) AS in_order,
        max(CASE WHEN name = 'as_published' THEN number END) AS as_published
    FROM parameters
),
-- Who was told before the recorded start had the time from then on.
begun AS (
    SELECT
        tenders.tender,
        tenders.status,
        parted.tender IS NOT NULL AS is_double,
        coalesce(tenders.sells AND setting.as_published = 0, FALSE) AS is_sale,
        coalesce(tenders.again AND setting.as_published = 0, FALSE) AS is_again,
        coalesce('|' || setting.closed_methods || '|' LIKE '%|' || tenders.method || '|%', FALSE) AS closed,
        setting.in_order,
        tenders.period_start,
        tenders.period_end,
        CASE
            WHEN setting.from_publication = 1 AND tenders.published_at < tenders.period_start THEN tenders.published_at
            ELSE tenders.period_start
        END AS began
    FROM tenders
    CROSS JOIN setting
    LEFT JOIN parted ON parted.tender = tenders.tender AND parted.looked_at = 'published_twice'
),
measured AS (
    SELECT
        tender,
        CASE
            WHEN is_double THEN 'published_twice'
            WHEN is_sale THEN 'sale_or_licence'
            WHEN status = 'cancelled' THEN 'cancelled'
            WHEN closed THEN 'method_not_competitive'
            WHEN is_again THEN 'held_again'
            WHEN period_start IS NULL OR period_end IS NULL THEN 'no_period'
            WHEN in_order = 1 AND period_end < period_start THEN 'period_ends_before_it_begins'
        END AS reason,
        -- A part of a day does not count: 9 days and 23 hours are 9 days.
        trunc((epoch_ms(period_end) - epoch_ms(began)) / 86400000e0) AS days
    FROM begun
)
SELECT
    'tender' AS subject_kind,
    tender AS subject,
    CASE
        WHEN reason IS NOT NULL THEN 'not_computable'
        WHEN days < threshold_days THEN 'raised'
        ELSE 'clear'
    END AS state,
    reason,
    CASE
        WHEN reason IS NOT NULL THEN NULL
        WHEN measured = 1 THEN CAST(days AS DOUBLE)
        WHEN days < threshold_days THEN 1e0
        ELSE 0e0
    END AS value,
    CASE
        WHEN reason IS NULL THEN CASE WHEN measured = 1 THEN CAST(threshold_days AS DOUBLE) ELSE 1e0 END
    END AS threshold
FROM measured
CROSS JOIN setting
