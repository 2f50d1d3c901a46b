-- The county's places, each within another.
CREATE TABLE places (
    id {id},
    version {int} NOT NULL,
    kind TEXT NOT NULL,
    within_id {int} REFERENCES places (id),
    salt TEXT NOT NULL
){strict};

-- A place keeps its former names, each with the day from which it was called so.
CREATE TABLE place_names (
    id {id},
    version {int} NOT NULL,
    place_id {int} NOT NULL REFERENCES places (id),
    name_fa TEXT NOT NULL CONSTRAINT place_names_given CHECK (name_fa <> ''),
    name_en TEXT NOT NULL,
    since TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX place_names_once ON place_names (place_id, since);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('places', 1, 'id,version,kind,within_id'),
    ('place_names', 1, 'id,version,place_id,name_fa,name_en,since');
