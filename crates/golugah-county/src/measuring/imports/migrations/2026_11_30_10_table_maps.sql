-- How tables of one form are read, as people said it: of each form the newest holds.
CREATE TABLE table_maps (
    id {id},
    version {int} NOT NULL,
    form TEXT NOT NULL,
    said_on TEXT NOT NULL,
    person_id {int} REFERENCES people (id),
    content TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE INDEX table_maps_by_form ON table_maps (form, id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES ('table_maps', 1, 'id,version,form,said_on,person_id,content');

-- By which of them a file was read, where somebody said it.
ALTER TABLE imports ADD COLUMN map_id {int};

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('imports', 3, 'id,version,sha256,name,bytes,handed_in_on,person_id,state,reason,records,refused,named,measured,exceptions,coverage,map_id');

-- Whether a result that was written anew may go: another file's may have the same bytes.
CREATE INDEX import_results_by_hash ON import_results (sha256);
