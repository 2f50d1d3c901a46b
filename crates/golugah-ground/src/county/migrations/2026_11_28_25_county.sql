-- What the county is called: one row.
CREATE TABLE county (
    id {id},
    version {int} NOT NULL,
    name_fa TEXT NOT NULL CONSTRAINT county_name_given CHECK (name_fa <> ''),
    name_en TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};

INSERT INTO log_shapes (tbl, shape, columns) VALUES ('county', 1, 'id,version,name_fa,name_en');
