-- From which day an agency can owe a report that came into being while the council was at work. Those that have no row were there
-- before the council's first session.
CREATE TABLE report_beginnings (
    id {id},
    version {int} NOT NULL,
    agency_id {int} NOT NULL REFERENCES agencies (id),
    since TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX report_beginnings_once ON report_beginnings (agency_id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('report_beginnings', 1, 'id,version,agency_id,since');
