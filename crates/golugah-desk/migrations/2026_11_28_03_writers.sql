-- The last commit of each process that writes, by a name that it takes when it starts: what a reader looks for before
-- anybody is told that a deed is done. No official record.
CREATE TABLE writers (
    name TEXT PRIMARY KEY,
    batch {int} NOT NULL,
    written_at TEXT NOT NULL
){strict};
