-- All that SQLite keeps of a database's shape, as it was written. What ANALYZE leaves behind steers the planner alone.
SELECT type AS kind, name, tbl_name || ': ' || COALESCE(sql, '') AS definition
FROM sqlite_schema
WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4')
