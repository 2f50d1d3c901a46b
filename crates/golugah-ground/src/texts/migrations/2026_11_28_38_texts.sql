-- Not official: texts that may have to go. A row of a record holds the commitment; text and salt are emptied when it is
-- withdrawn.
CREATE TABLE texts (
    commitment TEXT PRIMARY KEY,
    salt TEXT,
    text TEXT
){strict};

-- Which texts were withdrawn, and why.
CREATE TABLE text_forgets (
    id {id},
    version {int} NOT NULL,
    commitment TEXT NOT NULL,
    reason TEXT NOT NULL,
    forgotten_at TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX text_forgets_once ON text_forgets (commitment);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('text_forgets', 1, 'id,version,commitment,reason,forgotten_at');
