-- The files that people handed in, and what became of them.
CREATE TABLE imports (
    id {id},
    version {int} NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL CONSTRAINT imports_name_given CHECK (name <> ''),
    bytes {int} NOT NULL CONSTRAINT imports_not_empty CHECK (bytes > 0),
    handed_in_on TEXT NOT NULL,
    person_id {int} REFERENCES people (id),
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    records {int} NOT NULL,
    refused {int} NOT NULL,
    named {int} NOT NULL,
    measured {int} NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX imports_file_once ON imports (sha256);
CREATE INDEX imports_by_state ON imports (state, id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('imports', 1, 'id,version,sha256,name,bytes,handed_in_on,person_id,state,reason,records,refused,named,measured');

-- Not official: how far the worker is, for a page that somebody watches.
CREATE TABLE import_progress (
    import_id {id},
    phase TEXT NOT NULL,
    done {int} NOT NULL,
    total {int} NOT NULL,
    tries {int} NOT NULL
){strict};
