-- How long the log was after the last deed that wrote each official table: what was made of some tables is right as long as
-- none of them has another number. Derived from the entries, and no record.
CREATE TABLE table_versions (
    name TEXT PRIMARY KEY,
    version {int} NOT NULL
){strict};

-- Every list and every look-up finds its rows by one of these however long the county has been there.
CREATE INDEX sessions_by_state ON sessions (state, day, number);
CREATE INDEX agenda_items_left_open ON agenda_items (session_id) WHERE state = 'open';
CREATE INDEX agenda_items_by_matter ON agenda_items (matter, session_id);
CREATE INDEX agenda_items_by_about ON agenda_items (about, session_id);
CREATE INDEX carried_items_from ON carried_items (from_item_id);
CREATE INDEX resolutions_by_agency ON resolutions (agency_id, id);
CREATE INDEX resolutions_kept ON resolutions (agency_id, closed_on, id) WHERE state = 'closed';
CREATE INDEX resolutions_by_about ON resolutions (about, id);
CREATE INDEX evidence_by_person ON evidence (person_id, reported_on);
CREATE INDEX evidence_with_file ON evidence (id) WHERE file_sha256 IS NOT NULL;
CREATE INDEX bottlenecks_by_state ON bottlenecks (state, id);
CREATE INDEX bottlenecks_waiting ON bottlenecks (level DESC, id) WHERE state IN ('confirmed', 'reopened');
CREATE INDEX bottlenecks_open ON bottlenecks (level DESC, id) WHERE state NOT IN ('cleared', 'dismissed');
CREATE INDEX finding_sets_by_measurement ON finding_sets (measurement_id);
CREATE INDEX measurements_cleared ON measurements (measured_on, id) WHERE outcome = 'cleared';
CREATE INDEX reports_given ON reports (session_id, id) WHERE state IN ('given', 'heard');
CREATE INDEX people_of_agency ON people (agency_id, role, id);
CREATE INDEX people_of_head ON people (deputy_of, id);
CREATE INDEX people_in_role ON people (role, id) WHERE active = 1;
CREATE INDEX publications_by_moment ON publications (published_at, session_id);
CREATE INDEX corrections_by_moment ON corrections (corrected_at, id);
CREATE INDEX closures_by_day ON closures (day, id);
