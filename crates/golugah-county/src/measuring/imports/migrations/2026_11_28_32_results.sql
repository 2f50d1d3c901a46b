-- What the worker wrote about a file that was handed in, each under its hash: what the site gives out is what this names.
CREATE TABLE import_results (
    id {id},
    version {int} NOT NULL,
    import_id {int} NOT NULL REFERENCES imports (id),
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX import_results_once ON import_results (import_id, kind, language);
CREATE INDEX import_results_by_kind ON import_results (kind, language, id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('import_results', 1, 'id,version,import_id,kind,language,sha256');
