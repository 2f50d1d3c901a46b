-- Days on which an order closed the offices of this county, and how many days in force that moved.
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
    moved {int} NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX closures_day_once ON closures (day) WHERE state = 'closed';

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('closures', 1, 'id,version,day,name_fa,name_en,letter,entered_on,state,opened_on,opened_letter,moved');
