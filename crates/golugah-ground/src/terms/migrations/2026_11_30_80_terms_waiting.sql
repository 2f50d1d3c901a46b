-- What lies with its judge, the longest first: the work of whoever judges is told on every page of theirs.
CREATE INDEX terms_in_force_waiting ON terms_in_force (kind, state, stood_at, record);
CREATE INDEX terms_in_force_running ON terms_in_force (kind, agency_id, state, due_at, record);
