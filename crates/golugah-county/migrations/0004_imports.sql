-- The files that people handed in, and what became of them.

CREATE TABLE imports (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL CONSTRAINT imports_name_given CHECK (name <> ''),
    bytes BIGINT NOT NULL CONSTRAINT imports_not_empty CHECK (bytes > 0),
    handed_in_on TEXT NOT NULL,
    person_id BIGINT REFERENCES people (id),
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    records BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    named BIGINT NOT NULL,
    measured BIGINT NOT NULL
);
CREATE UNIQUE INDEX imports_file_once ON imports (sha256);
CREATE INDEX imports_by_state ON imports (state, id);

INSERT INTO log_tables (name) VALUES ('imports');

-- Not official: how far the worker is, for a page that somebody watches.
CREATE TABLE import_progress (
    import_id BIGINT PRIMARY KEY,
    phase TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    tries BIGINT NOT NULL
);
