-- The log of deeds. An entry is one line of JSON, kept exactly as it was hashed; the tree over them is rebuilt from it.
CREATE TABLE log_entries (
    seq {id},
    entry TEXT NOT NULL
){strict};

-- One row: how long the log is and the right edge of its tree, so that an entry is added without reading the others.
CREATE TABLE log_head (
    id {id},
    tree TEXT NOT NULL
){strict};
INSERT INTO log_head (id, tree) VALUES (1, '0000000000000000');

-- The official tables, those whose every row answers to the log, and which of their columns an entry's hash is taken
-- over. A table that grows gets a shape more: its columns in the order of the table, without `salt`.
CREATE TABLE log_shapes (
    tbl TEXT NOT NULL,
    shape {int} NOT NULL,
    columns TEXT NOT NULL,
    PRIMARY KEY (tbl, shape)
){strict};
CREATE VIEW log_tables AS SELECT DISTINCT tbl AS name FROM log_shapes;

-- Who did each deed. The entry itself only commits to it: SHA-256 over the salt and the person's number.
CREATE TABLE log_actors (
    seq {id},
    person_id {int} NOT NULL,
    salt TEXT NOT NULL
){strict};

-- The steps of every case, derived from the entries, so that no page has to search them.
CREATE TABLE log_cases (
    seq {id},
    kind TEXT NOT NULL,
    record {int} NOT NULL,
    deed TEXT NOT NULL
){strict};
CREATE INDEX log_cases_by_case ON log_cases (kind, record, seq);

-- The log is public: its entries name no person, and what they vouch for cannot be guessed from them.
CREATE VIEW public_log AS SELECT seq, entry FROM log_entries;
CREATE VIEW public_log_cases AS SELECT seq, kind, record, deed FROM log_cases;
