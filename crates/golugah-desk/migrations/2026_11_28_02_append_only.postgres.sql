-- Keeps honest hands from slipping. Whoever owns the database can drop a trigger; `golugah verify` is for them.
CREATE FUNCTION log_entries_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'log_entries_append_only'; END $$;
CREATE TRIGGER log_entries_stay BEFORE UPDATE OR DELETE ON log_entries
    FOR EACH ROW EXECUTE FUNCTION log_entries_refuse();
