-- Pairs of names in the data that may be two spellings of one firm, and what people said of each.
CREATE TABLE firm_pairs (
    id {id},
    version {int} NOT NULL,
    name_a TEXT NOT NULL,
    name_b TEXT NOT NULL,
    tenders {int} NOT NULL,
    first TEXT NOT NULL,
    found_on TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX firm_pairs_once ON firm_pairs (name_a, name_b);
CREATE INDEX firm_pairs_by_state ON firm_pairs (state, id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('firm_pairs', 1, 'id,version,name_a,name_b,tenders,first,found_on,state,reason');
