-- The log of deeds. An entry is one line of JSON, kept exactly as it was hashed; the tree over them is rebuilt from it.
CREATE TABLE log_entries (
    seq BIGINT PRIMARY KEY,
    entry TEXT NOT NULL
);

-- One row: how long the log is and the right edge of its tree, so that an entry is added without reading the others.
CREATE TABLE log_head (
    id BIGINT PRIMARY KEY,
    tree TEXT NOT NULL
);
INSERT INTO log_head (id, tree) VALUES (1, '0000000000000000');

-- The official tables: those whose every row answers to the log.
CREATE TABLE log_tables (
    name TEXT PRIMARY KEY
);
