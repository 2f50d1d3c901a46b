-- What the worker wrote about a file that was handed in, each under its hash: what the site gives out is what this names.
CREATE TABLE import_results (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    import_id BIGINT NOT NULL REFERENCES imports (id),
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    sha256 TEXT NOT NULL
);
CREATE UNIQUE INDEX import_results_once ON import_results (import_id, kind, language);
CREATE INDEX import_results_by_kind ON import_results (kind, language, id);

INSERT INTO log_tables (name) VALUES ('import_results');
