-- The offices that data names, and the agency of the county that each is, once a person has said so.
CREATE TABLE offices (
    id {id},
    version {int} NOT NULL,
    kind TEXT NOT NULL,
    group_id TEXT NOT NULL,
    name TEXT NOT NULL,
    agency_id {int} REFERENCES agencies (id),
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX offices_once ON offices (kind, group_id);
CREATE INDEX offices_by_agency ON offices (agency_id);

CREATE VIEW shown_offices AS SELECT id, kind, group_id, name, agency_id FROM offices;

INSERT INTO log_shapes (tbl, shape, columns) VALUES ('offices', 1, 'id,version,kind,group_id,name,agency_id');
