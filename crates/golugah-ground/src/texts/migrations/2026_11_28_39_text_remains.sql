-- Not official: texts that were emptied or taken away and whose remains may lie in the write-ahead log still. Written with
-- the deed that did it, and taken away when they are gone.
CREATE TABLE text_remains (
    commitment TEXT PRIMARY KEY
){strict};
