-- How often a step was done in a case: how often it was completed. One row per case and step; its subject is the case.
SELECT
    'case' AS subject_kind,
    procedure || ' › ' || "case" AS subject,
    CASE WHEN count(*) > 1 THEN 'raised' ELSE 'clear' END AS state,
    CAST(NULL AS VARCHAR) AS reason,
    CAST(count(*) AS DOUBLE) AS value,
    1e0 AS threshold
FROM events
WHERE instance = position
GROUP BY procedure, "case", step
