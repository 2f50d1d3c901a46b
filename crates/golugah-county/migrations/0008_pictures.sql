-- What the file of a proof is called and holds, and the findings that a measurement rests on.

CREATE TABLE evidence_files (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    evidence_id BIGINT NOT NULL REFERENCES evidence (id),
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL CONSTRAINT evidence_files_name_given CHECK (name <> ''),
    bytes BIGINT NOT NULL CONSTRAINT evidence_files_not_empty CHECK (bytes > 0),
    kind TEXT NOT NULL
);
CREATE UNIQUE INDEX evidence_files_once ON evidence_files (evidence_id);

CREATE TABLE finding_sets (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    bottleneck_id BIGINT NOT NULL REFERENCES bottlenecks (id),
    measurement_id BIGINT REFERENCES measurements (id),
    import_id BIGINT REFERENCES imports (id),
    seen_on TEXT NOT NULL,
    findings BIGINT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX finding_sets_by_bottleneck ON finding_sets (bottleneck_id, id);

INSERT INTO log_tables (name) VALUES ('evidence_files'), ('finding_sets');

-- When an inspector looked at a bottleneck is said by the log alone; a page asks for it by these few entries.
CREATE INDEX log_entries_of_reviews ON log_entries (seq) WHERE entry LIKE '%"deed":"bottleneck.review"%';
