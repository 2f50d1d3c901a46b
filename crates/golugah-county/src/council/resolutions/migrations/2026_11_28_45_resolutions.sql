-- What the council decided, and the proof that it was done. What it is about is any record, in its one word:
-- `bottleneck/7`.
CREATE TABLE resolutions (
    id {id},
    version {int} NOT NULL,
    session_id {int} NOT NULL REFERENCES sessions (id),
    number {int} NOT NULL,
    text TEXT NOT NULL CONSTRAINT resolutions_text_given CHECK (text <> ''),
    agency_id {int} NOT NULL REFERENCES agencies (id),
    proof TEXT NOT NULL CONSTRAINT resolutions_proof_given CHECK (proof <> ''),
    about TEXT,
    state TEXT NOT NULL,
    closed_on TEXT,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX resolutions_number_once ON resolutions (session_id, number);

CREATE TABLE evidence (
    id {id},
    version {int} NOT NULL,
    resolution_id {int} NOT NULL REFERENCES resolutions (id),
    text_commitment TEXT NOT NULL,
    file_sha256 TEXT,
    person_id {int} NOT NULL REFERENCES people (id),
    reported_on TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE INDEX evidence_by_resolution ON evidence (resolution_id);

-- What the file of a proof is called and holds.
CREATE TABLE evidence_files (
    id {id},
    version {int} NOT NULL,
    evidence_id {int} NOT NULL REFERENCES evidence (id),
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL CONSTRAINT evidence_files_name_given CHECK (name <> ''),
    bytes {int} NOT NULL CONSTRAINT evidence_files_not_empty CHECK (bytes > 0),
    kind TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX evidence_files_once ON evidence_files (evidence_id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('resolutions', 1, 'id,version,session_id,number,text,agency_id,proof,about,state,closed_on'),
    ('evidence', 1, 'id,version,resolution_id,text_commitment,file_sha256,person_id,reported_on,state,reason'),
    ('evidence_files', 1, 'id,version,evidence_id,sha256,name,bytes,kind');
