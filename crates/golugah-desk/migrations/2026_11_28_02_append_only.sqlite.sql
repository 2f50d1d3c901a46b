-- Keeps honest hands from slipping. Whoever holds the file can drop a trigger; `golugah verify` is for them.
CREATE TRIGGER log_entries_stay BEFORE UPDATE ON log_entries BEGIN SELECT RAISE(ABORT, 'log_entries_append_only'); END;
CREATE TRIGGER log_entries_remain BEFORE DELETE ON log_entries BEGIN SELECT RAISE(ABORT, 'log_entries_append_only'); END;
