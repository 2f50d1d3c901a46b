-- A supplier was awarded goods, works or services of far more kinds than other suppliers of its size.
WITH setting AS (
    SELECT
        max(CASE WHEN name = 'digits' THEN number END) AS digits,
        max(CASE WHEN name = 'minimum_processes' THEN number END) AS minimum_processes,
        max(CASE WHEN name = 'needs_spread' THEN number END) AS needs_spread,
        max(CASE WHEN name = 'codes_only' THEN number END) AS codes_only,
        max(CASE WHEN name = 'rarefied' THEN number END) AS rarefied,
        max(CASE WHEN name = 'as_published' THEN number END) AS as_published
    FROM parameters
),
-- Not every supplier of a joint award supplies every item: only awards to one supplier count.
awarded AS (
    SELECT awards.tender, awards.suppliers[1] AS supplier, unnest(awards.classes) AS class
    FROM firm_awards AS awards
    JOIN tenders ON tenders.tender = awards.tender
    CROSS JOIN setting
    WHERE (setting.as_published = 1 OR NOT coalesce(tenders.sells, FALSE))
        AND (tenders.status IS NULL OR tenders.status <> 'cancelled')
        AND awards.status = 'active'
        AND array_length(awards.suppliers) = 1
        AND awards.suppliers[1] IS NOT NULL
),
-- Where a publisher writes words instead of codes, their first letters are no classes.
classed AS (
    SELECT
        tender,
        supplier,
        CASE
            WHEN codes_only = 0 OR regexp_full_match(substr(class, 1, CAST(digits AS BIGINT)), '[0-9]+')
            THEN substr(class, 1, CAST(digits AS BIGINT))
        END AS class
    FROM awarded
    CROSS JOIN setting
    WHERE class IS NOT NULL
),
suppliers AS (
    SELECT
        supplier,
        count(DISTINCT CASE WHEN class IS NOT NULL THEN tender END) AS processes,
        CAST(count(DISTINCT class) AS DOUBLE) AS classes
    FROM classed
    GROUP BY supplier
),
-- The chance that a class is in none of minimum_processes processes, drawn one after the other without putting back.
draws AS (
    SELECT unnest(range(0, CAST(minimum_processes AS BIGINT))) AS draw
    FROM setting
),
missed AS (
    SELECT
        per_class.supplier,
        per_class.class,
        product(
            CAST(greatest(suppliers.processes - per_class.processes - draws.draw, 0) AS DOUBLE)
            / (suppliers.processes - draws.draw)
        ) AS missed
    FROM (
        SELECT supplier, class, count(DISTINCT tender) AS processes
        FROM classed
        WHERE class IS NOT NULL
        GROUP BY supplier, class
    ) AS per_class
    JOIN suppliers ON suppliers.supplier = per_class.supplier
    CROSS JOIN setting
    CROSS JOIN draws
    WHERE suppliers.processes >= setting.minimum_processes
    GROUP BY per_class.supplier, per_class.class
),
-- The order of a sum changes its last digits; six decimals are the same in any.
expected AS (
    SELECT supplier, round(sum(1 - missed), 6) AS classes
    FROM missed
    GROUP BY supplier
),
judged AS (
    SELECT
        suppliers.supplier,
        CASE WHEN rarefied = 1 THEN expected.classes ELSE suppliers.classes END AS classes,
        CASE WHEN processes = 0 THEN 'no_codes' WHEN processes < minimum_processes THEN 'too_few' END AS reason,
        processes > 0 AND processes >= minimum_processes AS enough
    FROM suppliers
    CROSS JOIN setting
    LEFT JOIN expected ON expected.supplier = suppliers.supplier
),
-- Quartiles by the Hyndman-Fan estimate of type 8: at h = (n + 1/3) p + 1/3, between the neighbours of h.
ranked AS (
    SELECT
        classes,
        row_number() OVER (ORDER BY classes) AS place,
        CAST(count(*) OVER () AS DOUBLE) AS n
    FROM judged
    WHERE enough
),
placed AS (
    SELECT
        classes,
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
        max(CASE WHEN place = least(greatest(floor(h1), 1), n) THEN classes END) AS low1,
        max(CASE WHEN place = least(floor(h1) + 1, n) THEN classes END) AS high1,
        max(CASE WHEN place = least(greatest(floor(h3), 1), n) THEN classes END) AS low3,
        max(CASE WHEN place = least(floor(h3) + 1, n) THEN classes END) AS high3
    FROM placed
),
quartiles AS (
    SELECT low1 + part1 * (high1 - low1) AS q1, low3 + part3 * (high3 - low3) AS q3
    FROM neighbours
),
limits AS (
    SELECT
        q3 + 1.5e0 * (q3 - q1) AS fence,
        -- Where all suppliers are alike, the fence would raise nearly everybody.
        needs_spread = 0 OR q3 > q1 AS holds
    FROM quartiles
    CROSS JOIN setting
)
SELECT
    'supplier' AS subject_kind,
    judged.supplier AS subject,
    CASE
        WHEN NOT judged.enough THEN 'not_computable'
        WHEN limits.holds AND judged.classes >= limits.fence THEN 'raised'
        ELSE 'clear'
    END AS state,
    judged.reason,
    CASE WHEN judged.enough THEN judged.classes END AS value,
    CASE WHEN judged.enough THEN limits.fence END AS threshold
FROM judged
LEFT JOIN limits ON TRUE
