-- Each event that has a due date, against it. One row per event; its subject is the case.
WITH judged AS (
    SELECT
        procedure || ' › ' || "case" AS subject,
        CASE WHEN due IS NULL THEN 'no_due_date' END AS reason,
        -- A date without a time of day lasts to the end of its day, and lateness is then counted in whole days.
        CASE
            WHEN due_date_only THEN floor((epoch_ms(time) - epoch_ms(due)) / 86400000e0)
            ELSE (epoch_ms(time) - epoch_ms(due)) / 86400000e0
        END AS days_late
    FROM events
)
SELECT
    'case' AS subject_kind,
    subject,
    CASE WHEN reason IS NOT NULL THEN 'not_computable' WHEN days_late > 0 THEN 'raised' ELSE 'clear' END AS state,
    reason,
    CASE WHEN reason IS NULL THEN days_late END AS value,
    CASE WHEN reason IS NULL THEN 0e0 END AS threshold
FROM judged
