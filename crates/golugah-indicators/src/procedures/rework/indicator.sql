-- How often a step was done at one office in a case: how often it was completed there. One row per case, step and office; its subject is the case.
SELECT
    'case' AS subject_kind,
    procedure || ' › ' || "case" AS subject,
    CASE WHEN count(*) > 1 THEN 'raised' ELSE 'clear' END AS state,
    CAST(NULL AS VARCHAR) AS reason,
    CAST(count(*) AS DOUBLE) AS value,
    1e0 AS threshold
FROM events
WHERE instance = position
GROUP BY procedure, "case", step, unit
