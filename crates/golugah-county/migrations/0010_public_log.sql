-- The log is public by its nature: what outsiders' pages read of it.
CREATE VIEW public_log AS SELECT seq, entry FROM log_entries;
