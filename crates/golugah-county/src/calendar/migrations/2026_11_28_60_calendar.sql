-- Days on which an order closed the offices of this county.
CREATE TABLE closures (
    id {id},
    version {int} NOT NULL,
    day TEXT NOT NULL,
    name_fa TEXT NOT NULL CONSTRAINT closures_name_given CHECK (name_fa <> ''),
    name_en TEXT NOT NULL,
    letter TEXT NOT NULL CONSTRAINT closures_letter_given CHECK (letter <> ''),
    entered_on TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_on TEXT,
    opened_letter TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX closures_day_once ON closures (day) WHERE state = 'closed';

-- Due dates that a closure moved, or that its end moved back.
CREATE TABLE due_moves (
    id {id},
    version {int} NOT NULL,
    resolution_id {int} NOT NULL REFERENCES resolutions (id),
    closure_id {int} NOT NULL REFERENCES closures (id),
    moved_on TEXT NOT NULL,
    from_due TEXT NOT NULL,
    to_due TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE INDEX due_moves_by_resolution ON due_moves (resolution_id);
CREATE INDEX due_moves_by_closure ON due_moves (closure_id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('closures', 1, 'id,version,day,name_fa,name_en,letter,entered_on,state,opened_on,opened_letter'),
    ('due_moves', 1, 'id,version,resolution_id,closure_id,moved_on,from_due,to_due');
