-- What the rules of procurement look at, run before any of them: purchases one by one (`units`, `unit_bids`, `unit_awards`, with
-- the names of the columns of `tenders`, `bids` and `awards`), and which names may be two spellings of one firm (`one_firm`).
-- Needs the tables of docs/tables.md, the view `parameters`, the table `name_words` with the words of
-- ../measures/name_words.txt, one a row in the column `word`, and the table `firm_answers` with what people said of names
-- (`name_a`, `name_b`, and in `one` whether they are one firm's), each pair once and in order of text; it may be empty.

-- Identifiers that are one firm's by what people said of the names that they bear, each with the first of them. A name joins two
-- where one identifier alone bears it, or people said of it that all who bear it are one. What contradicts itself joins nobody.
CREATE OR REPLACE TEMP VIEW firm_ids AS
WITH RECURSIVE every_name AS (
    SELECT unnest(tenderers) AS id, unnest(tenderer_names) AS name FROM bids
    UNION ALL
    SELECT unnest(suppliers), unnest(supplier_names) FROM awards
),
bearers AS (
    SELECT DISTINCT every_name.id, every_name.name
    FROM every_name
    WHERE every_name.id IS NOT NULL
        AND every_name.name IN (SELECT name_a FROM firm_answers UNION SELECT name_b FROM firm_answers)
),
telling AS (
    SELECT bearers.name
    FROM bearers
    LEFT JOIN firm_answers ON firm_answers.name_a = bearers.name AND firm_answers.name_b = bearers.name
    GROUP BY bearers.name
    HAVING coalesce(bool_or(firm_answers.one), count(DISTINCT bearers.id) = 1)
),
said AS (
    SELECT one.id, another.id AS other
    FROM firm_answers
    JOIN bearers AS one ON one.name = firm_answers.name_a
    JOIN bearers AS another ON another.name = firm_answers.name_b
    WHERE firm_answers.one
        AND firm_answers.name_a IN (SELECT name FROM telling)
        AND firm_answers.name_b IN (SELECT name FROM telling)
),
linked AS (
    SELECT id, other FROM said
    UNION
    SELECT other, id FROM said
),
reached AS (
    SELECT id, other FROM linked
    UNION
    SELECT reached.id, linked.other
    FROM reached
    JOIN linked ON linked.id = reached.other
),
circles AS (
    SELECT id, least(id, min(other)) AS firm FROM reached GROUP BY id
),
contradicted AS (
    SELECT one_circle.firm
    FROM firm_answers
    JOIN bearers AS one ON one.name = firm_answers.name_a
    JOIN bearers AS another ON another.name = firm_answers.name_b
    JOIN circles AS one_circle ON one_circle.id = one.id
    JOIN circles AS another_circle ON another_circle.id = another.id AND another_circle.firm = one_circle.firm
    WHERE NOT firm_answers.one AND (firm_answers.name_a <> firm_answers.name_b OR one.id <> another.id)
)
SELECT id, firm
FROM circles
WHERE id <> firm
    AND firm NOT IN (SELECT firm FROM contradicted)
    AND NOT EXISTS (SELECT 1 FROM parameters WHERE name = 'as_published' AND number = 1);

-- The same as two lists of one row.
CREATE OR REPLACE TEMP VIEW firm_lists AS
SELECT coalesce(list(id ORDER BY id), []) AS ids, coalesce(list(firm ORDER BY id), []) AS firms
FROM firm_ids;

-- Awards with each supplier under the identifier of its firm, as they were published otherwise.
CREATE OR REPLACE TEMP VIEW firm_awards AS
SELECT
    awards.tender,
    awards.status,
    awards.classes,
    list_transform(
        awards.suppliers,
        lambda supplier: coalesce(firm_lists.firms[list_position(firm_lists.ids, supplier)], supplier)
    ) AS suppliers
FROM awards
CROSS JOIN firm_lists;

-- What is listed twice in the same words counts once; what has no identifier is never taken for another. A bid counts once also where
-- it stands there under two identifiers, and has a price or a day, or every bid of the tender stands there twice.
CREATE OR REPLACE TEMP VIEW listed_once_bids AS
SELECT copies.*
FROM (
    SELECT counted.*, min(twins) OVER (PARTITION BY tender) AS fewest FROM (
        SELECT bids.*, row_number() OVER same AS copy, row_number() OVER alike AS twin, count(*) OVER whole AS twins
        FROM bids
        WINDOW same AS (PARTITION BY tender, bid, status, date, date_offset_minutes, date_date_only, tenderers, tenderer_names,
                amount_minor, currency, lots ORDER BY position),
            alike AS (PARTITION BY tender, status, date, date_offset_minutes, date_date_only, tenderers, tenderer_names,
                amount_minor, currency, lots ORDER BY position),
            whole AS (PARTITION BY tender, status, date, date_offset_minutes, date_date_only, tenderers, tenderer_names,
                amount_minor, currency, lots)) AS counted
) AS copies
WHERE ((copies.copy = 1 OR copies.bid IS NULL) AND (copies.twin = 1 OR copies.tenderers[1] IS NULL
        OR (copies.amount_minor IS NULL AND copies.date IS NULL AND copies.fewest = 1)))
    OR EXISTS (SELECT 1 FROM parameters WHERE name = 'as_published' AND number = 1);

CREATE OR REPLACE TEMP VIEW listed_once_awards AS
SELECT copies.*
FROM (
    SELECT
        awards.*,
        row_number() OVER (
            PARTITION BY
                tender, award, status, date, date_offset_minutes, date_date_only, suppliers, supplier_names,
                classes, amount_minor, currency, lots
            ORDER BY position
        ) AS copy
    FROM awards
) AS copies
WHERE copies.copy = 1 OR copies.award IS NULL
    OR EXISTS (SELECT 1 FROM parameters WHERE name = 'as_published' AND number = 1);

-- Each tenderer and supplier under the identifier of its firm.
CREATE OR REPLACE TEMP VIEW once_bids AS
SELECT
    listed_once_bids.tender,
    listed_once_bids.position,
    listed_once_bids.status,
    listed_once_bids.date, listed_once_bids.date_offset_minutes,
    list_transform(
        listed_once_bids.tenderers,
        lambda tenderer: coalesce(firm_lists.firms[list_position(firm_lists.ids, tenderer)], tenderer)
    ) AS tenderers,
    listed_once_bids.tenderer_names,
    listed_once_bids.amount_minor,
    listed_once_bids.currency,
    listed_once_bids.lots
FROM listed_once_bids
CROSS JOIN firm_lists;

CREATE OR REPLACE TEMP VIEW once_awards AS
SELECT
    listed_once_awards.tender,
    listed_once_awards.position,
    listed_once_awards.status,
    listed_once_awards.date, listed_once_awards.date_offset_minutes,
    list_transform(
        listed_once_awards.suppliers,
        lambda supplier: coalesce(firm_lists.firms[list_position(firm_lists.ids, supplier)], supplier)
    ) AS suppliers,
    listed_once_awards.supplier_names,
    listed_once_awards.lots
FROM listed_once_awards
CROSS JOIN firm_lists;

-- Tenders that publish, under another identifier, the same purchase as one that stands before them: the same office, dates,
-- estimate, and either the same bids and awards with at least two prices, or the same prices, three different ones at least.
CREATE OR REPLACE TEMP VIEW doubles AS
WITH bid_texts AS (
    SELECT
        tender,
        count(CASE WHEN amount_minor IS NOT NULL AND currency IS NOT NULL THEN 1 END) AS prices,
        -- In whatever order they are listed.
        string_agg(said, '/' ORDER BY said) AS said
    FROM (
        SELECT
            tender,
            amount_minor,
            currency,
            concat_ws(
                '|', coalesce(status, ''), CAST(coalesce(epoch_ms(date), 0) AS VARCHAR), coalesce(CAST(amount_minor AS VARCHAR), ''),
                coalesce(currency, ''), coalesce(CAST(tenderers AS VARCHAR), ''), coalesce(CAST(tenderer_names AS VARCHAR), ''),
                coalesce(CAST(lots AS VARCHAR), '')
            ) AS said
        FROM bids
    ) AS each_one
    GROUP BY tender
),
award_texts AS (
    SELECT
        tender,
        -- In whatever order they are listed.
        string_agg(said, '/' ORDER BY said) AS said
    FROM (
        SELECT
            tender,
            amount_minor,
            currency,
            concat_ws(
                '|', coalesce(status, ''), CAST(coalesce(epoch_ms(date), 0) AS VARCHAR), coalesce(CAST(amount_minor AS VARCHAR), ''),
                coalesce(currency, ''), coalesce(CAST(suppliers AS VARCHAR), ''), coalesce(CAST(supplier_names AS VARCHAR), ''),
                coalesce(CAST(lots AS VARCHAR), '')
            ) AS said
        FROM awards
    ) AS each_one
    GROUP BY tender
),
price_texts AS (
    SELECT
        tender,
        -- So many different prices are the same in no two purchases, whoever asked them.
        count(DISTINCT price) > 2 AND count(price) = count(*) AS tell,
        string_agg(price, '/' ORDER BY price) AS said
    FROM (SELECT tender, CAST(amount_minor AS VARCHAR) || ' ' || currency AS price FROM bids) AS each_one
    GROUP BY tender
),
purchases AS (
    SELECT
        tenders.tender,
        tenders.line,
        concat_ws(
            '|', coalesce(tenders.buyer, ''), coalesce(tenders.procuring_entity, ''), coalesce(tenders.status, ''),
            coalesce(tenders.method, ''), coalesce(tenders.category, ''), coalesce(CAST(tenders.value_minor AS VARCHAR), ''),
            coalesce(tenders.currency, ''), coalesce(CAST(tenders.published_at AS VARCHAR), ''),
            coalesce(CAST(tenders.period_start AS VARCHAR), ''), coalesce(CAST(tenders.period_end AS VARCHAR), ''),
            CAST(coalesce(array_length(tenders.lots), 0) AS VARCHAR)
        ) AS office,
        bid_texts.said || '#' || coalesce(award_texts.said, '') AS offers,
        CASE WHEN price_texts.tell THEN price_texts.said END AS prices
    FROM tenders
    JOIN bid_texts ON bid_texts.tender = tenders.tender AND bid_texts.prices > 1
    JOIN price_texts ON price_texts.tender = tenders.tender
    LEFT JOIN award_texts ON award_texts.tender = tenders.tender
),
copies AS (
    SELECT tender, row_number() OVER (PARTITION BY office, offers ORDER BY line, tender) AS copy
    FROM purchases
    UNION ALL
    SELECT tender, row_number() OVER (PARTITION BY office, prices ORDER BY line, tender)
    FROM purchases
    WHERE prices IS NOT NULL
)
SELECT DISTINCT tender FROM copies WHERE copy > 1 AND NOT EXISTS (SELECT 1 FROM parameters WHERE name = 'as_published' AND number = 1);

CREATE OR REPLACE TEMP VIEW tender_lots AS
SELECT tender, lot, lot_status, lot_bids
FROM (
    SELECT tender, unnest(lots) AS lot, unnest(lot_statuses) AS lot_status, unnest(lot_bids) AS lot_bids
    FROM tenders
) AS each_lot;

-- How each tender is looked at: whole, each lot by itself, or not at all, because …
CREATE OR REPLACE TEMP VIEW parted AS
WITH setting AS (
    SELECT coalesce(max(CASE WHEN name = 'as_published' THEN number END), 0) AS as_published FROM parameters
),
lots AS (
    SELECT
        tender,
        count(*) AS lots,
        count(DISTINCT lot) AS different,
        count(lot_bids) AS counted
    FROM tender_lots
    GROUP BY tender
),
offers AS (
    SELECT tender, lots FROM once_bids WHERE status NOT IN ('invited', 'withdrawn')
    UNION ALL
    SELECT tender, lots FROM once_awards
),
named AS (
    SELECT
        tender,
        count(CASE WHEN array_length(lots) > 0 THEN 1 END) AS named,
        count(CASE WHEN coalesce(array_length(lots), 0) = 0 THEN 1 END) AS nameless
    FROM offers
    GROUP BY tender
),
related AS (
    SELECT tender, unnest(lots) AS lot FROM once_bids
    UNION ALL
    SELECT tender, unnest(lots) FROM once_awards
),
strangers AS (
    SELECT DISTINCT related.tender
    FROM related
    LEFT JOIN tender_lots ON tender_lots.tender = related.tender AND tender_lots.lot = related.lot
    WHERE tender_lots.tender IS NULL
)
SELECT
    tenders.tender,
    CASE
        WHEN setting.as_published = 1 THEN 'whole'
        WHEN doubles.tender IS NOT NULL THEN 'published_twice'
        WHEN tenders.sells THEN 'sale_or_licence'
        WHEN coalesce(lots.lots, 0) < 2 THEN 'whole'
        WHEN coalesce(named.named, 0) = 0 AND lots.counted = 0 THEN 'whole'
        WHEN named.nameless > 0 OR strangers.tender IS NOT NULL OR lots.different < lots.lots THEN 'lots'
        ELSE 'each'
    END AS looked_at
FROM tenders
CROSS JOIN setting
LEFT JOIN doubles ON doubles.tender = tenders.tender
LEFT JOIN lots ON lots.tender = tenders.tender
LEFT JOIN named ON named.tender = tenders.tender
LEFT JOIN strangers ON strangers.tender = tenders.tender;

-- `apart` is the reason why nothing is looked at; NULL where something is.
CREATE OR REPLACE TEMP VIEW units AS
SELECT
    tenders.tender,
    CASE WHEN parted.looked_at <> 'whole' THEN parted.looked_at END AS apart,
    tenders.buyer,
    tenders.procuring_entity,
    tenders.status,
    tenders.method,
    tenders.period_end,
    tenders.number_of_tenderers,
    tenders.tenderers_counted,
    coalesce(tenders.by_quality, FALSE) AND NOT EXISTS (
        SELECT 1 FROM parameters WHERE name = 'as_published' AND number = 1
    ) AS by_quality
FROM tenders
JOIN parted ON parted.tender = tenders.tender
WHERE parted.looked_at <> 'each'
UNION ALL
SELECT
    tenders.tender || '/' || tender_lots.lot,
    CAST(NULL AS VARCHAR),
    tenders.buyer,
    tenders.procuring_entity,
    CASE WHEN tenders.status = 'cancelled' THEN 'cancelled' ELSE coalesce(tender_lots.lot_status, tenders.status) END,
    tenders.method,
    tenders.period_end,
    CAST(NULL AS BIGINT),
    CAST(tender_lots.lot_bids AS BIGINT),
    coalesce(tenders.by_quality, FALSE)
FROM tenders
JOIN parted ON parted.tender = tenders.tender
JOIN tender_lots ON tender_lots.tender = tenders.tender
WHERE parted.looked_at = 'each';

-- One price for several lots is the price of none of them.
CREATE OR REPLACE TEMP VIEW unit_bids AS
SELECT
    once_bids.tender,
    once_bids.position,
    once_bids.status,
    once_bids.date, once_bids.date_offset_minutes,
    once_bids.tenderers, once_bids.tenderer_names,
    once_bids.amount_minor,
    once_bids.currency
FROM once_bids
JOIN parted ON parted.tender = once_bids.tender
WHERE parted.looked_at = 'whole'
UNION ALL
SELECT
    each_lot.tender || '/' || each_lot.lot,
    each_lot.position,
    each_lot.status,
    each_lot.date, each_lot.date_offset_minutes,
    each_lot.tenderers, each_lot.tenderer_names,
    CASE WHEN each_lot.lots = 1 THEN each_lot.amount_minor END,
    CASE WHEN each_lot.lots = 1 THEN each_lot.currency END
FROM (
    SELECT
        once_bids.tender,
        unnest(list_distinct(once_bids.lots)) AS lot,
        array_length(list_distinct(once_bids.lots)) AS lots,
        once_bids.position,
        once_bids.status,
        once_bids.date, once_bids.date_offset_minutes,
        once_bids.tenderers, once_bids.tenderer_names,
        once_bids.amount_minor,
        once_bids.currency
    FROM once_bids
    JOIN parted ON parted.tender = once_bids.tender
    WHERE parted.looked_at = 'each'
) AS each_lot;

CREATE OR REPLACE TEMP VIEW unit_awards AS
SELECT
    once_awards.tender,
    once_awards.position,
    once_awards.status,
    once_awards.date, once_awards.date_offset_minutes,
    once_awards.suppliers,
    once_awards.supplier_names
FROM once_awards
JOIN parted ON parted.tender = once_awards.tender
WHERE parted.looked_at = 'whole'
UNION ALL
SELECT
    each_lot.tender || '/' || each_lot.lot,
    each_lot.position,
    each_lot.status,
    each_lot.date, each_lot.date_offset_minutes,
    each_lot.suppliers,
    each_lot.supplier_names
FROM (
    SELECT
        once_awards.tender,
        unnest(list_distinct(once_awards.lots)) AS lot,
        once_awards.position,
        once_awards.status,
        once_awards.date, once_awards.date_offset_minutes,
        once_awards.suppliers,
        once_awards.supplier_names
    FROM once_awards
    JOIN parted ON parted.tender = once_awards.tender
    WHERE parted.looked_at = 'each'
) AS each_lot;

-- The words of a name by which it is told apart, without legal forms and trades; all of them where none of them tells. Letters of
-- the Persian alphabet become one sign each, for some programs count bytes where letters are meant.
CREATE OR REPLACE TEMP VIEW firm_words AS
WITH names AS (
    SELECT DISTINCT name
    FROM (
        SELECT unnest(tenderer_names) AS name FROM unit_bids
        UNION ALL
        SELECT unnest(supplier_names) FROM unit_awards
    ) AS every_name
    WHERE name IS NOT NULL
),
split AS (
    SELECT
        name,
        string_split(
            regexp_replace(
                translate(lower(regexp_replace(name, '[\x{64b}-\x{65f}\x{670}]', '', 'g')), 'يىكۀة', 'ییکهه'),
                '[^\p{L}\p{N}]+', ' ', 'g'
            ),
            ' '
        ) AS words
    FROM names
),
words AS (
    SELECT name, unnest(words) AS word, generate_subscripts(words, 1) AS position
    FROM split
),
marked AS (
    SELECT
        words.name,
        words.word,
        words.position,
        name_words.word IS NULL AS tells,
        max(CASE WHEN name_words.word IS NULL THEN 1 ELSE 0 END) OVER (PARTITION BY words.name) AS some_tell
    FROM words
    LEFT JOIN name_words ON name_words.word = words.word
    WHERE words.word <> ''
)
SELECT
    name,
    translate(
        word, 'آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئءأإؤ', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&*+,-./:'
    ) AS word,
    row_number() OVER (PARTITION BY name ORDER BY position) AS place,
    count(*) OVER (PARTITION BY name) AS words
FROM marked
WHERE tells OR some_tell = 0;

-- Their first 64 letters.
CREATE OR REPLACE TEMP VIEW firm_names AS
SELECT name, left(string_agg(word, '' ORDER BY place), 64) AS plain
FROM firm_words
GROUP BY name;

-- In each unit the names that may be those of one firm, and every name with itself.
CREATE OR REPLACE TEMP VIEW one_firm AS
WITH every_name AS (
    SELECT tender, unnest(tenderer_names) AS name FROM unit_bids
    UNION
    SELECT tender, unnest(supplier_names) FROM unit_awards
),
met AS (
    SELECT DISTINCT one.name, another.name AS other
    FROM every_name AS one
    JOIN every_name AS another ON another.tender = one.tender AND another.name <> one.name
),
pairs AS (
    SELECT
        met.name,
        met.other,
        CASE WHEN length(one.plain) <= length(another.plain) THEN one.plain ELSE another.plain END AS short,
        CASE WHEN length(one.plain) <= length(another.plain) THEN another.plain ELSE one.plain END AS long
    FROM met
    JOIN firm_names AS one ON one.name = met.name
    JOIN firm_names AS another ON another.name = met.other
),
-- As many words, and one that is not alike to the other's in its place.
two_firms AS (
    SELECT DISTINCT met.name, met.other
    FROM met
    JOIN firm_words AS one ON one.name = met.name AND one.words > 1
    JOIN firm_words AS another
        ON another.name = met.other AND another.words = one.words AND another.place = one.place
    WHERE 1e0 - CAST(levenshtein(left(one.word, 64), left(another.word, 64)) AS DOUBLE)
        / greatest(length(left(one.word, 64)), length(left(another.word, 64))) < 0.82e0
),
alike AS (
    SELECT pairs.name, pairs.other
    FROM pairs
    LEFT JOIN two_firms ON two_firms.name = pairs.name AND two_firms.other = pairs.other
    WHERE pairs.short = pairs.long
        OR (
            two_firms.name IS NULL
            AND (
                (length(short) >= 8 AND left(short, 8) = left(long, 8))
                OR 1e0 - CAST(levenshtein(short, long) AS DOUBLE) / length(long) >= 0.75e0
                OR (
                    length(short) >= 5
                    AND 1e0 - CAST(levenshtein(short, left(long, length(short))) AS DOUBLE) / length(short) >= 0.75e0
                )
            )
        )
),
-- What people said stands, whatever the letters tell.
answers AS (
    SELECT name_a AS name, name_b AS other, one FROM firm_answers
    UNION
    SELECT name_b, name_a, one FROM firm_answers
),
settled AS (
    SELECT met.name, met.other
    FROM met
    LEFT JOIN alike ON alike.name = met.name AND alike.other = met.other
    LEFT JOIN answers ON answers.name = met.name AND answers.other = met.other
    WHERE coalesce(answers.one, alike.name IS NOT NULL)
)
SELECT one.tender, settled.name, settled.other
FROM settled
JOIN every_name AS one ON one.name = settled.name
JOIN every_name AS another ON another.tender = one.tender AND another.name = settled.other
UNION ALL
SELECT every_name.tender, every_name.name, every_name.name
FROM every_name
LEFT JOIN answers ON answers.name = every_name.name AND answers.other = every_name.name
WHERE every_name.name IS NOT NULL AND coalesce(answers.one, TRUE);
