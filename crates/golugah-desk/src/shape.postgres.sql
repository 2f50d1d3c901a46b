-- All that PostgreSQL keeps of a schema's shape. The schema's own name is taken out, so that one made beside it compares.
WITH here AS (SELECT oid, nspname || '.' AS prefix FROM pg_namespace WHERE nspname = current_schema()),
shape AS (
    SELECT 'table' AS kind, c.relname::text AS name,
        c.relkind::text || c.relpersistence::text || ' ' || c.relrowsecurity || c.relforcerowsecurity || c.relispartition
        || COALESCE(array_to_string(c.reloptions, ','), '') || COALESCE((
            SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
                || a.attgenerated::text || a.attidentity::text || a.attcollation::regcollation::text
                || COALESCE(pg_get_expr(d.adbin, d.adrelid), ''), E'\n' ORDER BY a.attnum)
            FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '') AS definition
    FROM pg_class c WHERE c.relnamespace = (SELECT oid FROM here) AND c.relkind IN ('r', 'p', 'f', 'S')
    UNION ALL
    SELECT 'view', c.relname::text,
        c.relkind::text || COALESCE(array_to_string(c.reloptions, ','), '') || pg_get_viewdef(c.oid)
    FROM pg_class c WHERE c.relnamespace = (SELECT oid FROM here) AND c.relkind IN ('v', 'm')
    UNION ALL
    SELECT 'index', c.relname::text, i.indisvalid || ' ' || i.indisready || i.indisunique || ' ' || pg_get_indexdef(c.oid)
    FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid WHERE c.relnamespace = (SELECT oid FROM here)
    UNION ALL
    SELECT 'constraint', c.relname || ' ' || k.conname, k.convalidated || ' ' || pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relnamespace = (SELECT oid FROM here)
    UNION ALL
    -- The triggers of a foreign key bear numbers for names; what counts is what they do and whether they are awake.
    SELECT 'trigger', c.relname || ' ' || CASE WHEN t.tgisinternal THEN p.proname || ' of ' || COALESCE(k.conname, '')
            || ' ' || t.tgtype ELSE t.tgname END,
        t.tgenabled::text || CASE WHEN t.tgisinternal THEN '' ELSE ' ' || pg_get_triggerdef(t.oid) END
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        LEFT JOIN pg_constraint k ON k.oid = t.tgconstraint
    WHERE c.relnamespace = (SELECT oid FROM here)
    UNION ALL
    SELECT 'function', p.proname || ' ' || pg_get_function_identity_arguments(p.oid),
        CASE WHEN p.prokind IN ('f', 'p') THEN pg_get_functiondef(p.oid) ELSE p.prokind::text END
    FROM pg_proc p WHERE p.pronamespace = (SELECT oid FROM here)
    UNION ALL
    SELECT 'rule', c.relname || ' ' || r.rulename, r.ev_enabled::text || pg_get_ruledef(r.oid)
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
    WHERE c.relnamespace = (SELECT oid FROM here) AND NOT (r.rulename = '_RETURN' AND c.relkind IN ('v', 'm'))
    UNION ALL
    SELECT 'policy', c.relname || ' ' || y.polname, COALESCE(pg_get_expr(y.polqual, y.polrelid), '')
    FROM pg_policy y JOIN pg_class c ON c.oid = y.polrelid WHERE c.relnamespace = (SELECT oid FROM here)
    UNION ALL
    -- The rows of a table's heirs are read as its own, wherever they lie.
    SELECT 'heir', c.relname || ' ' || h.inhrelid::regclass::text, ''
    FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhparent
    WHERE c.relnamespace = (SELECT oid FROM here) AND c.relkind IN ('r', 'p', 'f')
)
SELECT kind, name, replace(definition, (SELECT prefix FROM here), '') AS definition FROM shape
