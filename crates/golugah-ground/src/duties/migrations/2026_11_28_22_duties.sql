-- What somebody does beside their post, from one day to another; a duty taken back early has the day of that.
CREATE TABLE duties (
    id {id},
    version {int} NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    duty TEXT NOT NULL,
    agency_id {int} REFERENCES agencies (id),
    place_id {int} REFERENCES places (id),
    work TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    ended_on TEXT,
    salt TEXT NOT NULL
){strict};
CREATE INDEX duties_by_person ON duties (person_id, ended_on, since);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('duties', 1, 'id,version,person_id,duty,agency_id,place_id,work,since,until,ended_on');
