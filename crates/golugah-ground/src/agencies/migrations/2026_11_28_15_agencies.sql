-- The agencies, and which of them have a seat in the council.
CREATE TABLE agencies (
    id {id},
    version {int} NOT NULL,
    name_fa TEXT NOT NULL CONSTRAINT agencies_name_given CHECK (name_fa <> ''),
    name_en TEXT NOT NULL,
    seat {int} NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX agencies_name_once ON agencies (name_fa);

-- Where an agency lies.
CREATE TABLE agency_places (
    id {id},
    version {int} NOT NULL,
    agency_id {int} NOT NULL REFERENCES agencies (id),
    place_id {int} REFERENCES places (id),
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX agency_places_once ON agency_places (agency_id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('agencies', 1, 'id,version,name_fa,name_en,seat'),
    ('agency_places', 1, 'id,version,agency_id,place_id');
